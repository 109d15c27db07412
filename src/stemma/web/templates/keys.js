(() => {
  const cards = [...document.querySelectorAll(".card")];
  let at = -1;
  const go = (step) => {
    if (!cards.length) return;
    at = Math.max(0, Math.min(cards.length - 1, at + step));
    cards.forEach((card, i) => card.classList.toggle("on", i === at));
    cards[at].scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if ((event.key === "o" || event.key === "Enter") && at >= 0) cards[at].querySelector("a").click();
    else if (event.key === "/") { event.preventDefault(); document.getElementById("q").focus(); }
  });
})();
