"""The reading room in a real browser: read, search, correct, undo, export; with and without script; for everyone.

With STEMMA_SHOTS=FOLDER the pages are also pictured there, at desk and phone width, light and dark.
"""

from __future__ import annotations

import os
import re
import socket
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from tests.contracts.test_update import raws
from tests.contracts.test_web import HOSTILE

from stemma.api import make_app
from stemma.model import Raw
from stemma.run.local import Options
from stemma.run.update import add_articles, update_stories
from stemma.store import Store, open_store
from stemma.web import ROUTER

SHOTS = os.environ.get("STEMMA_SHOTS")
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
PARTS = ("", "/claims", "/disputes", "/quotes", "/timeline", "/copies", "/names", "/map", "/events", "/reports", "/download")
ARABIC = Raw(
    id="arabic", outlet="صوت المرفأ", language="ar", published="2024-03-12", title="غرق عبارة قبالة الساحل",
    text="غرق عبارة قبالة الساحل\n\nقال خفر السواحل يوم الثلاثاء إن العبارة غرقت في بحر هائج. وأضاف أن قوارب الصيد وصلت أولا.",
)  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory, sample_articles) -> Store:
    """A store of the sample, a hostile report and one written from right to left."""
    opened = open_store(tmp_path_factory.mktemp("room") / "desk.sqlite")
    add_articles(opened, [*raws(sample_articles), HOSTILE, ARABIC], Options(processes=1))
    update_stories(opened)
    return opened


@pytest.fixture(scope="module")
def room(store: Store) -> Iterator[str]:
    """The address of a reading room over the store."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(make_app(store, [ROUTER]), host="127.0.0.1", port=port, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=20)


@pytest.fixture(scope="module")
def ferry(store: Store) -> str:
    """The path of the ferry's story."""
    with store.view() as view:
        return f"/stories/{view.story_of('ferry-agency')}"


@pytest.fixture
def page(browser: Browser, room: str) -> Iterator[Page]:
    """A page at desk width; at the end nothing was asked of another server, and nothing broke the policy or failed."""
    context = browser.new_context(viewport=DESK, base_url=room, accept_downloads=True)
    opened = context.new_page()
    opened.set_default_timeout(30_000)
    asked: list[str] = []
    wrong: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda said: wrong.append(said.text) if said.type in {"error", "warning"} else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    yield opened
    context.close()
    assert not [url for url in asked if not url.startswith((room, "blob:"))]
    assert wrong == []


def reads(page: Page, words: str) -> None:
    expect(page.locator("body")).to_contain_text(words)


def test_the_list_is_walked_by_keys_and_by_buttons(page: Page) -> None:
    """j and k move, x selects, o opens, / goes to search, ? tells the keys; each has a button that does the same."""
    page.goto("/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(".card.on")).to_have_id("story-2")
    page.keyboard.press("k")
    expect(page.locator(".card.on")).to_have_id("story-1")
    page.keyboard.press("x")
    expect(page.locator("#story-1 .pick")).to_be_checked()
    page.get_by_role("button", name="Next").click()
    expect(page.locator(".card.on")).to_have_id("story-2")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("jk")
    expect(page.locator("#q")).to_have_value("jk")
    title = page.locator("#story-2 h2").inner_text()
    page.get_by_role("button", name="Open").click()
    expect(page.locator("h1")).to_have_text(title)


def test_single_keys_can_be_switched_off(page: Page) -> None:
    """Who speaks to the machine can switch the keys off (WCAG 2.1.4); the buttons stay."""
    page.goto("/")
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Single keys off").check()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("j")
    expect(page.locator(".card.on")).to_have_count(0)
    page.get_by_role("button", name="Next").click()
    expect(page.locator(".card.on")).to_have_count(1)


def test_the_list_is_filtered_without_a_reload_and_the_address_restores_it(page: Page) -> None:
    """A change of the form changes list and address; the address opened anew shows the same; going back undoes it."""
    page.goto("/")
    count = page.locator(".card").count()
    page.get_by_label("With the words").fill("inishvara")
    page.get_by_label("With the words").press("Enter")
    expect(page.locator(".card")).to_have_count(1)
    assert "words=inishvara" in page.url
    page.goto(page.url)
    expect(page.locator(".card")).to_have_count(1)
    expect(page.get_by_label("With the words")).to_have_value("inishvara")
    page.go_back()
    expect(page.locator(".card")).to_have_count(count)
    expect(page.get_by_label("With the words")).to_have_value("")
    assert "words=" not in page.url


def test_the_outlets_are_offered_when_asked_for(page: Page) -> None:
    """The outlet field loads its choices once it is entered, and filters by what was chosen."""
    page.goto("/")
    page.get_by_label("Outlet").focus()
    expect(page.locator("#outlets option").first).to_be_attached()
    page.get_by_label("Outlet").fill("Radio Inish")
    page.get_by_label("Outlet").press("Enter")
    expect(page.locator(".card")).to_have_count(1)
    assert "outlet=Radio" in page.url


def test_a_citation_opens_its_passage_beside_the_text(page: Page, ferry: str) -> None:
    """The passage is shown with its report's name; Escape closes it and returns to the number; its link opens the report there."""
    page.goto(ferry)
    first = page.locator("a.cite").first
    first.click()
    expect(page.locator("#aside")).to_be_visible()
    expect(page.locator("#passage mark")).to_contain_text("A ferry has sunk")
    page.keyboard.press("Escape")
    expect(page.locator("#aside")).to_be_hidden()
    expect(first).to_be_focused()
    first.click()
    page.get_by_role("link", name="Open the report at this passage").click()
    expect(page.locator("#at")).to_be_in_viewport()
    reads(page, "Radio Inish")


def test_the_parts_of_a_story_open_without_a_reload(page: Page, ferry: str) -> None:
    """A tab swaps the story in place, sets title and address, and going back returns."""
    page.goto(ferry)
    page.evaluate("window.stayed = true")
    page.locator("nav.tabs").get_by_role("link", name="Quotations").click()
    expect(page.locator("#part h2").first).to_have_text("Who said what")
    assert page.url.endswith("/quotes")
    assert page.evaluate("window.stayed")
    expect(page).to_have_title(re.compile("^Quotations"))
    expect(page.locator("nav.tabs [aria-current]")).to_contain_text("Quotations")
    page.go_back()
    expect(page.locator("#part h2").first).to_have_text("What happened")


def test_searching_finds_and_narrows(page: Page) -> None:
    """A search marks the words; a facet asks for less; a slip is told."""
    page.goto("/")
    page.locator("#q").fill("ferry")
    page.locator("#q").press("Enter")
    expect(page.locator(".found mark").first).to_have_text(re.compile("ferry", re.IGNORECASE))
    page.get_by_role("link", name="Atlantic Ledger").click()
    reads(page, "2 reports found")
    page.locator(".card h2 a").first.click()
    expect(page.locator("#at")).to_be_in_viewport()
    page.goto("/search?q=x%20AND")
    expect(page.get_by_role("alert")).to_be_visible()


def test_a_claim_is_hidden_in_place_and_shown_again(page: Page, ferry: str) -> None:
    """The effect is told in place; then the claim is gone, who and why are kept, and undoing brings it back."""
    page.goto(f"{ferry}/claims")
    rows = page.locator("table.matrix tbody tr")
    claim = rows.nth(1).locator("th p").inner_text()
    rows.nth(1).get_by_role("link", name="Hide").click()
    dialog = page.locator("#aside")
    expect(dialog).to_contain_text("is no longer shown as a claim")
    expect(dialog).to_contain_text(claim)
    dialog.get_by_label("Your name").fill("Eva")
    dialog.get_by_label("Reason").fill("says nothing")
    dialog.get_by_role("button", name="Hide it").click()
    reads(page, "Corrected: a claim hidden")
    expect(page.locator("table.matrix")).not_to_contain_text(claim)
    page.goto("/corrections")
    reads(page, "says nothing")
    page.goto(f"{ferry}/claims")
    page.get_by_role("link", name="1 correction").click()
    page.get_by_text("Undo…").first.click()
    page.get_by_label("Your name").fill("Eva")
    page.get_by_label("Reason").fill("it says much")
    page.get_by_role("button", name="Undo").click()
    reads(page, "undone by Eva")
    page.goto(f"{ferry}/claims")
    expect(page.locator("table.matrix")).to_contain_text(claim)


def test_two_stories_are_joined_and_parted_again(page: Page) -> None:
    """Selected with x, joined after the effect was told, undone at once."""
    page.goto("/")
    count = page.locator(".card").count()
    page.locator(".pick").nth(0).check()
    page.locator(".pick").nth(1).check()
    page.get_by_role("button", name="Join the selected").click()
    expect(page.locator(".effect")).to_contain_text("become one story of")
    page.get_by_label("Your name").fill("Eva")
    page.get_by_label("Reason").fill("one event")
    page.get_by_role("button", name="Join them").click()
    reads(page, "Corrected: stories joined")
    page.get_by_role("button", name="Undo").click()
    page.goto("/")
    expect(page.locator(".card")).to_have_count(count)


def test_tables_and_stories_download(page: Page, ferry: str, tmp_path: Path) -> None:
    """A table comes as CSV, a story as a ZIP."""
    page.goto(f"{ferry}/claims")
    with page.expect_download() as csv:
        page.get_by_role("link", name="CSV").click()
    assert csv.value.path().read_text(encoding="utf-8").startswith("story,claim,text,articles,outlets,independent")
    page.goto(f"{ferry}/download")
    with page.expect_download() as archive:
        page.get_by_role("link", name="GDELT 2").click()
    assert zipfile.ZipFile(archive.value.path()).namelist()


def test_layers_are_switched_and_the_address_keeps_them(page: Page) -> None:
    """A layer off is not drawn, the address says so, and opened anew the report looks the same."""
    page.goto("/articles/ferry-agency")
    quoted = page.locator(".text .quotes").first
    lit = quoted.evaluate("e => getComputedStyle(e).backgroundColor")
    page.get_by_label("Quotations").uncheck()
    plain = quoted.evaluate("e => getComputedStyle(e).backgroundColor")
    assert lit != plain
    assert "on=names" in page.url
    assert "on=quotes" not in page.url
    page.goto(page.url)
    expect(page.get_by_label("Quotations")).not_to_be_checked()
    assert page.locator(".text .quotes").first.evaluate("e => getComputedStyle(e).backgroundColor") == plain


def test_a_report_from_right_to_left_is_shown_so(page: Page) -> None:
    """Its paragraphs and headline run from right to left inside a page that does not."""
    page.goto("/articles/arabic")
    assert page.locator(".text p").last.evaluate("e => getComputedStyle(e).direction + e.closest('[lang]').lang") == "rtlar"
    assert page.locator("h1").evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert page.evaluate("getComputedStyle(document.body).direction") == "ltr"


def test_hostile_reports_run_nothing(page: Page, store: Store) -> None:
    """On the pages of a hostile report no element of its making appears and nothing runs."""
    with store.view() as view:
        story = view.story_of(HOSTILE.id)
    page.on("dialog", lambda _: pytest.fail("something ran"))
    for path in ("/articles?id=..%2Fh%22o%3Cs%3Et%2File", *(f"/stories/{story}{part}" for part in PARTS), "/search?q=wall", "/"):
        page.goto(path)
        assert page.locator("img, iframe, base, math, style, object, embed").count() == 0
        assert page.evaluate("document.scripts.length") == 2


def test_on_paper_only_the_content_is_left(page: Page, ferry: str) -> None:
    """Printed, a story has no navigation and no forms."""
    page.goto(ferry)
    page.emulate_media(media="print")
    for what in (".top", ".tabs", ".downloads", ".foot"):
        expect(page.locator(what).first).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()


def test_all_works_without_script(browser: Browser, room: str, ferry: str) -> None:
    """Reading, filtering, opening a passage, correcting and undoing are links and forms."""
    context = browser.new_context(viewport=PHONE, base_url=room, java_script_enabled=False)
    page = context.new_page()
    page.goto("/?words=inishvara")
    expect(page.locator(".keys")).to_be_hidden()
    page.locator(".card h2 a").click()
    page.locator("a.cite").first.click()
    expect(page.locator("#at")).to_be_in_viewport()
    page.goto(f"{ferry}/reports")
    page.get_by_label("Select Radio Inish").check()
    page.get_by_role("button", name="tell another story").click()
    expect(page.locator(".effect")).to_contain_text("keeps 6 of 7 reports")
    page.get_by_label("Your name").fill("Eva")
    page.get_by_label("Reason").fill("another ferry")
    page.get_by_role("button", name="Take them out").click()
    reads(page, "3 independent of 6 reports")
    page.get_by_role("button", name="Undo").click()
    reads(page, "4 independent of 7 reports")
    context.close()


def paths_of(ferry: str) -> dict[str, str]:
    named = {part.strip("/") or "brief": f"{ferry}{part}" for part in PARTS}
    return {
        "stories": "/", **named, "compare": f"{ferry}/compare?a=ferry-agency&b=ferry-beacon", "report": "/articles/ferry-agency",
        "arabic": "/articles/arabic", "search": "/search?q=ferry", "corrections": "/corrections", "missing": "/stories/none",
        "correction": f"/corrections/new?kind=apart&target=ferry-radio&back={ferry}", "login": "/login",
        "passage": "/passage?id=ferry-agency&at=42-192",
    }  # fmt: skip


VIEWS = {"desk-light": (DESK, "light"), "phone-dark": (PHONE, "dark"), "phone-light": (PHONE, "light"), "desk-dark": (DESK, "dark")}
"""Two of them show each width and each scheme once; the others are for the pictures."""


@pytest.mark.parametrize(("view", "scheme"), list(VIEWS.values())[: 4 if SHOTS else 2], ids=list(VIEWS)[: 4 if SHOTS else 2])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(browser: Browser, room: str, ferry: str, view, scheme) -> None:
    """WCAG 2.2 AA and best practice, as far as axe can tell, on every kind of page, with the panel of a passage open too."""
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    context = browser.new_context(viewport=view, color_scheme=scheme, base_url=room)
    page, axe = context.new_page(), Axe()
    found = []
    for name, path in paths_of(ferry).items():
        page.goto(path)
        if name == "brief":
            page.locator("a.cite").first.click()
            expect(page.locator("#aside")).to_be_visible()
        found += [(name, v["id"], v["impact"], v["nodes"][0]["html"][:120]) for v in axe.run(page, options=rules).response["violations"]]
        if page.evaluate("document.documentElement.scrollWidth") > view["width"]:
            found.append((name, "too wide", "", ""))
        if SHOTS:
            Path(SHOTS).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=f"{SHOTS}/{name}-{view['width']}-{scheme}.png", full_page=True)
    context.close()
    assert found == []
