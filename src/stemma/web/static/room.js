// Comforts: keys, the passage beside what cites it, layers kept in the address. Every page works without.
(() => {
  "use strict";
  const one = (what, from = document) => from.querySelector(what);
  const all = (what, from = document) => [...from.querySelectorAll(what)];
  let at = -1;

  const show = () => all("[data-script]").forEach((part) => { part.hidden = false; });
  const cards = () => all(".card");
  const go = (step) => {
    const found = cards();
    if (!found.length) return;
    at = Math.max(0, Math.min(found.length - 1, at + step));
    found.forEach((card, i) => card.classList.toggle("on", i === at));
    found[at].scrollIntoView({ block: "nearest" });
    one("h2 a", found[at])?.focus({ preventScroll: true });
  };
  const keysOff = () => { try { return localStorage.getItem("keys") === "off"; } catch { return false; } };

  const deeds = {
    j: () => go(1),
    k: () => go(-1),
    o: () => { if (at < 0) go(1); one("h2 a", cards()[at])?.click(); },
    x: () => { if (at < 0) go(1); one(".pick", cards()[at])?.click(); },
    "/": () => (one("#q") || one('[name="q"]'))?.focus(),
    "?": () => one("#keys")?.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    const aside = one("#aside");
    if (event.key === "Escape" && aside?.open) { close(aside); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || keysOff()) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "checkbox") return;
    if (one("dialog[open]:modal") || !Object.hasOwn(deeds, event.key)) return;
    if (event.key !== "/" && event.key !== "?" && !cards().length) return;
    event.preventDefault();
    deeds[event.key]();
  });

  let opener = null;
  const close = (dialog) => { dialog.close(); opener?.focus(); opener = null; };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-key]");
    if (button) deeds[button.dataset.key]?.();
    const closing = event.target.closest("[data-close]");
    if (closing) close(closing.closest("dialog"));
    const cite = event.target.closest("[hx-target='#aside-body']");
    if (cite) opener = cite;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    show();
    at = -1;
    if (event.detail.target.id !== "aside-body") return;
    const aside = one("#aside");
    if (!aside.open) aside.show();
    one("#aside-body").focus();
  });
  // Enter in a changed field tells of the change and then of the submit: asked twice, the list would stand twice in the history.
  document.addEventListener("htmx:confirm", (event) => {
    const asked = event.detail;
    if (asked.elt.id === "filter" && asked.triggeringEvent?.type === "submit" && asked.elt.classList.contains("htmx-request")) event.preventDefault();
  });

  document.addEventListener("htmx:responseError", (event) => {
    const link = event.detail.elt.closest("a[href]");
    if (link) location.href = link.href;
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-keys-off]")) {
      try { localStorage.setItem("keys", event.target.checked ? "off" : "on"); } catch { /* kept for this page only */ }
    }
    const form = event.target.closest("form[data-state]");
    if (form) {
      const asked = new URLSearchParams(new FormData(form));
      history.replaceState(null, "", `${location.pathname}?${asked}${location.hash}`);
    }
  });
  document.addEventListener("DOMContentLoaded", () => {
    const off = one("[data-keys-off]");
    if (off) off.checked = keysOff();
  });
  show();
})();
