"""The reading room over a store: pages without script, hostile text, corrections and undoing, downloads, accounts."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from html.parser import HTMLParser

import pytest
from litestar.testing import TestClient
from tests.contracts.test_update import raws

from stemma.api import make_app
from stemma.api.state import Door
from stemma.export import FORMS
from stemma.model import Raw
from stemma.run.local import Options
from stemma.run.update import add_articles, update_stories
from stemma.store import open_store
from stemma.web import ROUTER
from stemma.web.kinds import KINDS
from stemma.web.layers import Stretch, cut, paragraphs

PAYLOADS = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "'-alert(1)-'", "</title><script>x</script>",
    "{{ 7*7 }}", "javascript:alert(1)", "\u202egnp.exe", "</textarea><script>x</script>", "<svg/onload=alert(1)>",
    "<!--<script>", "</mark></p><iframe src=//x>", "<a href=javascript:alert(1)>x</a>", "&lt;script&gt;", "<base href=//x>",
    "<style>*{display:none}</style>", '" hx-get="/x" hx-trigger="load" "', "</dialog><form action=//x>", "\u2028<b>",
    "<math><mi//xlink:href='data:x,<script>'>", "<details open ontoggle=alert(1)>", "<meta http-equiv=refresh content=0>",
)  # fmt: skip
HOSTILE = Raw(
    id='../h"o<s>t/ile',
    title=PAYLOADS[0],
    outlet=PAYLOADS[1],
    url="javascript:alert(1)",
    text="Mayor Ada <b>Holm</b> spoke in Malmö on Tuesday.\n\n" + "\n\n".join(f"She said {p} was on the wall." for p in PAYLOADS),
)
TAGS = set(
    "html head meta title link script body header main nav aside footer section article div p span a ul ol li dl dt dd h1 h2 h3 "
    "strong bdi abbr code kbd sub q mark blockquote time form fieldset legend label input select option datalist textarea button details "
    "summary dialog figure figcaption table thead tbody tr th td noscript svg g path circle rect text".split()
)
"""Tags the pages' own templates use; a payload that opened another would show here."""


class Seen(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.values: set[tuple[str, str]] = set()

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.values |= {(name, value or "") for name, value in attrs}


PARTS = ("", "/claims", "/disputes", "/quotes", "/timeline", "/copies", "/names", "/map", "/events", "/reports", "/download")


@pytest.fixture(scope="module")
def store(tmp_path_factory, sample_articles):
    """A store of the sample and a hostile report."""
    opened = open_store(tmp_path_factory.mktemp("web") / "desk.sqlite")
    add_articles(opened, [*raws(sample_articles), HOSTILE], Options(processes=1))
    update_stories(opened)
    return opened


@pytest.fixture(scope="module")
def client(store):
    """A client of a reading room over the store."""
    with TestClient(make_app(store, [ROUTER]), base_url="http://127.0.0.1") as opened:
        yield opened


def story_ids(client) -> list[str]:
    return list(dict.fromkeys(re.findall(r'href="/stories/([^"/?]+)"', client.get("/").text)))


def story_of(client, words: str) -> str:
    return next(key for key in story_ids(client) if words in client.get(f"/stories/{key}").text)


def links(page: str) -> set[str]:
    return {html.unescape(link) for link in re.findall(r'(?:href|hx-get)="([^"]+)"', page)}


def test_the_list_shows_support_and_sources_without_a_click(client) -> None:
    """Each card has a headline, its support, its outlets and its names."""
    page = client.get("/").text
    assert len(story_ids(client)) == 5
    assert "4 independent of 7 reports" in page
    assert "Halden News Agency" in page
    assert "Declan Farrelly" in page
    assert 'class="spark"' in page


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("words=inishvara", 1), ("outlet=radio+inish", 1), ("since=2024-05-14", 1), ("until=2022-12-31", 1), ("independent=5", 1),
        ("disputed=1&words=ferry", 2), ("words=ferry+-bridge", 1), ("words=ferry&outlet=nobody", 0), ("since=nonsense", 5), ("words=x+AND", 0),
    ],
)  # fmt: skip
def test_the_list_is_filtered_and_its_address_holds_the_filter(client, asked: str, count: int) -> None:
    """Each filter keeps the stories it names; the form shows what was asked."""
    page = client.get(f"/?{asked}").text
    assert len(set(re.findall(r'href="/stories/([^"/?]+)"', page))) == count
    assert ('value="inishvara"' in page) == ("words=inishvara" in asked)


def test_the_outlets_are_offered(client) -> None:
    """The filter's field gets its outlets from a list of them."""
    assert '<option value="Radio Inish">Radio Inish (1)</option>' in client.get("/outlets").text


def test_the_list_is_sorted(client) -> None:
    """By reports the ferry's seven stand first."""
    page = client.get("/?order=articles").text
    assert "4 independent of 7 reports" in page[: page.index('id="story-2"')]
    assert client.get("/?order=nonsense").status_code == 400


def test_every_page_of_every_story_opens_and_its_links_lead_somewhere(client) -> None:
    """Following each local link of each part answers 200; each fragment names an id of the page."""
    seen: set[str] = set()
    for key in story_ids(client):
        for part in PARTS:
            answer = client.get(f"/stories/{key}{part}")
            assert answer.status_code == 200, part
            ids = set(re.findall(r'id="([^"]+)"', answer.text))
            for link in links(answer.text) - seen:
                seen.add(link)
                if link.startswith("#"):
                    assert link[1:] in ids, (part, link)
    sample = sorted(x for x in seen if x.startswith("/") and "/export/" not in x)
    for link in sample[:: max(1, len(sample) // 150)]:
        assert client.get(link).status_code == 200, link
    assert len(sample) > 200


def test_a_citation_opens_its_passage_in_its_report(client) -> None:
    """The address of a citation shows the report with just the cited characters lit, and the passage alone."""
    page = client.get(f"/stories/{story_of(client, 'ferry has sunk')}").text
    cite = html.unescape(re.search(r'class="cite" href="([^"]+)" hx-get="([^"]+)"', page)[1])
    alone = html.unescape(re.search(r'class="cite" href="([^"]+)" hx-get="([^"]+)"', page)[2])
    report = client.get(cite).text
    assert cite.endswith("#at")
    lit = "".join(re.findall(r'<mark(?: id="at")? class="at[^"]*"[^>]*>(.*?)</mark>', report))
    assert "A ferry has sunk off the west of Ireland with 63 people aboard." in re.sub("<[^>]+>", "", lit)
    assert "<mark>A ferry has sunk" in client.get(alone).text


def test_the_matrix_shows_which_text_states_what(client) -> None:
    """A claim of four reports that print one text has one dot, with their number."""
    page = client.get(f"/stories/{story_of(client, 'ferry has sunk')}/claims").text
    row = next(r for r in page.split("<tr ") if "At least 14 people died" in r)
    assert "1 of 4" in row
    assert row.count("●") == 1
    assert "<sub>4</sub>" in row


def test_two_reports_stand_side_by_side_with_what_they_share(client) -> None:
    """The marks of both columns hold the shared characters, and each number leads to its like."""
    key = story_of(client, "ferry has sunk")
    page = client.get(f"/stories/{key}/compare", params={"a": "ferry-agency", "b": "ferry-courier"}).text
    marks = re.findall(r'<mark class="(?:near-)?verbatim">(.*?)</mark>', page.split('class="columns"')[1], re.DOTALL)
    assert len(marks) >= 2
    assert 'id="a1" href="#b1"' in page
    assert 'id="b1" href="#a1"' in page
    assert client.get(f"/stories/{key}/compare", params={"a": "ferry-agency", "b": "none"}).status_code == 404


def test_the_map_asks_nobody(client) -> None:
    """The map is one drawing in the page, with the named countries shaded."""
    page = client.get(f"/stories/{story_of(client, 'Aqaba')}/map").text
    assert 'class="map"' in page
    assert 'class="land shaded" d="M' in page
    assert "<image" not in page


def test_hostile_text_stays_text(client) -> None:
    """No payload opens a tag or an attribute on any page, and the policy allows nothing inline and nothing from elsewhere."""
    report = "/articles?id=..%2Fh%22o%3Cs%3Et%2File"
    key = re.search(r'href="/stories/([^"]+)"', client.get(report).text)[1]
    paths = ["/", report, report + "&at=0-900", "/search?q=wall", "/search?q=%3Cscript%3E", "/?words=%22%3E%3Cscript%3E", "/corrections"]
    paths += [f"/stories/{key}{part}" for part in PARTS] + ["/passage?id=..%2Fh%22o%3Cs%3Et%2File&at=2-90"]
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200, path
        body = answer.text
        seen = Seen()
        seen.feed(body)
        assert seen.tags <= TAGS, (path, seen.tags - TAGS)
        assert not {name for name in seen.attributes if name.startswith("on") or name == "style"}, path
        assert {value for name, value in seen.values if name == "src"} <= {v for _, v in seen.values if v.startswith("/static/")}
        assert {value for name, value in seen.values if name == "hx-trigger"} <= {"change, submit", "focus once"}
        assert not [v for n, v in seen.values if n in {"href", "action", "hx-get"} and not re.match(r"[/#]|https?://", v)]
        assert "\u202e" not in body
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_search_marks_what_it_found_and_narrows_by_facets(client) -> None:
    """The word stands in a mark; a facet's link finds as many as it says; a slip is told on the page."""
    page = client.get("/search", params={"q": "ferry"}).text
    assert "<mark>" in page
    facet = re.search(r'<li><a href="([^"]+)"><bdi>Atlantic Ledger</bdi></a> <span class="facts">(\d+)<', page)
    assert f"{facet[2]} reports found" in client.get(html.unescape(facet[1])).text
    slip = client.get("/search", params={"q": "x AND"})
    assert slip.status_code == 200
    assert 'role="alert"' in slip.text


def preview(client, kind: str, targets: list[str], **more: str):
    return client.get("/corrections/new", params=[("kind", kind), *(("target", t) for t in targets), *more.items()])


def test_a_correction_tells_its_effect_holds_and_is_undone(client) -> None:
    """The effect is worded before; the form takes a report out of its story; the page it was made on can undo it."""
    key = story_of(client, "ferry has sunk")
    before = client.get("/articles/ferry-radio").text
    shown = preview(client, "apart", ["ferry-radio"], back=f"/stories/{key}/reports").text
    assert "keeps 6 of 7 reports (3 independent of 6 reports)" in shown
    assert "Radio Inish makes a story of its own" in shown
    form = {"kind": "apart", "targets": "ferry-radio", "by": "Eva", "why": "not this ferry", "back": f"/stories/{key}/reports"}
    answer = client.post("/corrections", data=form, follow_redirects=False)
    assert answer.status_code == 303
    after = client.get(answer.headers["location"]).text
    assert "Corrected: reports taken out of their story" in after
    assert "3 independent of 6 reports" in after
    assert client.get("/articles/ferry-radio").text != before
    listed = client.get("/corrections").text
    assert "Eva" in listed
    assert "not this ferry" in listed
    number = re.search(r'name="number" value="(\d+)"', after)[1]
    undo = client.post("/corrections/undo", data={"number": number, "by": "Eva", "why": "was right", "back": f"/stories/{key}"})
    assert "Taken back" in undo.text
    assert "undone</strong> by <bdi>Eva" in client.get("/corrections").text
    assert client.get("/articles/ferry-radio").text == before


def test_every_kind_of_correction_can_be_made_where_it_shows(client) -> None:
    """Each kind's preview tells an effect, its form does it, and undoing gives the story's bytes back."""
    key, pact = story_of(client, "ferry has sunk"), story_of(client, "Aqaba")
    record = client.get(f"/api/v1/stories/{key}").json()
    names = {e["name"]: e["id"] for e in record["entities"]}
    claim = record["claims"][0]
    other = client.get(f"/api/v1/stories/{pact}").json()["articles"][0]
    asked = {
        "together": (["ferry-radio", other], ""), "apart": (["ferry-radio"], ""), "move": (["ferry-radio"], other),
        "merge-entities": ([names["Declan Farrelly"], names["Aoife Farrelly"]], ""),
        "part-entity": ([names["Declan Farrelly"], "Farrelly"], ""), "rename-entity": ([names["Inishvara"]], "Inish Mhara"),
        "set-lineage": (["ferry-radio", "ferry-ledger"], "Radio Inish"), "set-credit": (["ferry-radio"], "Halden News Agency"),
        "hide-claim": ([claim["citations"][0]["article"]], claim["text"]),
    }  # fmt: skip
    assert set(asked) == set(KINDS)
    before = {k: client.get(f"/api/v1/stories/{k}").content for k in story_ids(client)}
    for kind, (targets, value) in asked.items():
        told = preview(client, kind, targets, value=value)
        assert 'class="effect"' in told.text, (kind, told.text[-900:])
        assert "undefined" not in told.text
        form = {"kind": kind, "targets": "\n".join(targets), "value": value, "by": "Eva", "why": "seen", "back": f"/stories/{key}"}
        done = client.post("/corrections", data=form)
        assert done.status_code == 200, kind
        assert KINDS[kind].done in done.text, kind
        assert {k: client.get(f"/api/v1/stories/{k}").content for k in story_ids(client)} != before, kind
        number = re.search(r'name="number" value="(\d+)"', done.text)[1]
        client.post("/corrections/undo", data={"number": number, "by": "Eva", "why": "was right"})
        assert {k: client.get(f"/api/v1/stories/{k}").content for k in story_ids(client)} == before, kind


def test_where_to_move_is_told_by_an_address(client) -> None:
    """The address of a story, of a report, or a report's id name the same goal."""
    pact = story_of(client, "Aqaba")
    other = client.get(f"/api/v1/stories/{pact}").json()["articles"][0]
    for value in (f"http://127.0.0.1:8765/stories/{pact}/claims", f"/articles/{other}?at=1-2#at", f"/articles?id={other}", other):
        assert "which then has 6 reports" in preview(client, "move", ["ferry-radio"], value=value).text, value


@pytest.mark.parametrize(
    ("kind", "targets", "value"),
    [
        ("together", ["ferry-radio"], ""), ("apart", [], ""), ("apart", ["none"], ""), ("move", ["ferry-radio"], "none"),
        ("merge-entities", ["none", "nor"], ""), ("set-lineage", ["ferry-radio"], ""), ("hide-claim", ["ferry-radio"], "no such"),
    ],
)  # fmt: skip
def test_a_correction_that_means_nothing_is_refused_with_a_word(client, kind: str, targets: list[str], value: str) -> None:
    """The preview says what to name; the form is refused and nothing is kept."""
    assert 'role="alert"' in preview(client, kind, targets, value=value).text
    kept = len(client.get("/api/v1/corrections").json())
    form = {"kind": kind, "targets": "\n".join(targets), "value": value, "by": "Eva", "why": "seen"}
    assert client.post("/corrections", data=form).status_code == 400
    assert len(client.get("/api/v1/corrections").json()) == kept


def test_a_form_never_leads_elsewhere(client) -> None:
    """An address of another server as the page to return to is not followed."""
    shown = preview(client, "apart", ["ferry-radio"], back="https://evil.example/").text
    assert "evil.example" not in shown
    assert "evil.example" not in preview(client, "apart", ["ferry-radio"], back="//evil.example/").text


@pytest.mark.parametrize("form", sorted(FORMS))
def test_every_form_downloads(client, form: str) -> None:
    """Each download is a ZIP with at least one file."""
    key = story_ids(client)[0]
    archive = zipfile.ZipFile(io.BytesIO(client.get(f"/stories/{key}/export/{form}").content))
    assert archive.namelist()


def test_every_table_downloads_by_itself(client) -> None:
    """Each link below a table gives that table in its form."""
    key = story_of(client, "ferry has sunk")
    seen = set()
    for part in PARTS:
        seen |= {link for link in links(client.get(f"/stories/{key}{part}").text) if "/table/" in link}
    assert len(seen) >= 30
    for link in seen:
        assert client.get(link).status_code == 200, link
    lines = client.get(f"/stories/{key}/table/claims.jsonl").text.splitlines()
    assert json.loads(lines[0])["story"] == key
    assert client.get(f"/stories/{key}/table/none.csv").status_code == 404
    assert client.get(f"/stories/{key}/table/claims.exe").status_code == 400


def test_layers_keep_every_character(sample_articles) -> None:
    """Crossing layers are cut flat; the text read off the page is the text, but for line breaks."""
    text = "ab <cd> ef"
    pieces = cut(text, [Stretch("names", 0, 5, "n"), Stretch("times", 3, 9, "t"), Stretch("quotes", 3, 4, "q")])
    assert "".join(text[start:end] for start, end, _ in pieces) == text
    assert [s.layer for s in next(active for start, _, active in pieces if start == 3)] == ["names", "quotes", "times"]
    article = sample_articles[0]
    shown = paragraphs(article, [Stretch("names", n, n + 9, "n") for n in range(0, len(article.text), 7)])
    plain = "".join(html.unescape(re.sub(r"<[^>]*>", "", str(p.content))) for p in shown)
    assert plain == re.sub(r"[^\S\n]*\n\s*", "", article.text).strip() or plain.replace(" ", "") == re.sub(r"\s", "", article.text)


def test_the_address_of_a_report_says_which_layers_are_on(client) -> None:
    """Once set, only the layers named are checked."""
    page = client.get("/articles/ferry-agency?set=1&on=names&on=s1").text
    on = re.findall(r'id="layer-(\w+)" checked', page)
    assert on == ["names", "s1"]
    assert "quotes" in re.findall(r'id="layer-(\w+)" checked', client.get("/articles/ferry-agency").text)


@pytest.mark.parametrize("path", ["/stories/none", "/articles/none", "/passage?id=none&at=1-2", "/stories/none/claims", "/static/none"])
def test_a_missing_page_is_a_page_that_says_so(client, path: str) -> None:
    """404, with a way back, and no traceback."""
    answer = client.get(path)
    assert answer.status_code == 404
    assert "To the stories" in answer.text


def test_a_static_file_may_be_kept_for_ever(client) -> None:
    """The address in the page carries the content's digest; the answer says how long it may be kept."""
    address = re.search(r'href="(/static/room\.css\?v=\w+)"', client.get("/").text)[1]
    answer = client.get(address)
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"].startswith("text/css")


@pytest.fixture
def guarded(tmp_path, monkeypatch):
    """A reading room that asks for accounts: an admin, an editor and a reader."""
    from argon2 import PasswordHasher

    from stemma.accounts import Accounts, passwords

    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    store = open_store(tmp_path / "desk.sqlite")
    for role in ("admin", "editor", "reader"):
        Accounts(store).add(role, role, f"long enough, {role}", by="test")
    with TestClient(make_app(store, [ROUTER], Door(accounts=True)), base_url="http://127.0.0.1") as opened:
        yield opened


def signed_in(client, name: str):
    answer = client.post("/login", data={"name": name, "password": f"long enough, {name}", "back": "/corrections"}, follow_redirects=False)
    assert answer.headers["location"] == "/corrections"
    return re.search(r'name="csrf" value="([^"]+)"', client.get("/corrections").text)[1]


def test_who_is_not_signed_in_is_asked_to(guarded) -> None:
    """A page sends to the sign-in form and back; a wrong password is told without saying which of the two is wrong."""
    answer = guarded.get("/search?q=x", follow_redirects=False)
    assert answer.headers["location"] == "/login?back=%2Fsearch%3Fq%3Dx"
    assert guarded.get("/static/room.css").status_code == 200
    wrong = guarded.post("/login", data={"name": "admin", "password": "no"})
    assert wrong.status_code == 401
    assert "do not go together" in wrong.text
    assert guarded.post("/login", data={"name": "admin", "password": "long enough, admin", "back": "//evil"}, follow_redirects=False).headers["location"] == "/"


def test_an_admin_makes_users_and_reads_what_was_done(guarded) -> None:
    """A user is made, changed and removed by forms; the audit log tells; signing out ends it."""
    csrf = signed_in(guarded, "admin")
    assert guarded.post("/users", data={"name": "ida", "role": "reader", "password": "a long password"}).status_code == 403
    page = guarded.post("/users", data={"name": "ida", "role": "reader", "password": "a long password", "csrf": csrf}).text
    assert "ida" in page
    assert 'role="alert"' in guarded.post("/users", data={"name": "bo", "role": "reader", "password": "short", "csrf": csrf}).text
    guarded.post("/users/change", data={"name": "ida", "role": "editor", "csrf": csrf})
    guarded.post("/users/change", data={"name": "ida", "role": "remove", "csrf": csrf})
    assert 'role="alert"' in guarded.post("/users/change", data={"name": "admin", "role": "remove", "csrf": csrf}).text
    assert guarded.get("/audit").text.count("ida") >= 3
    guarded.post("/logout", data={"csrf": csrf})
    assert guarded.get("/audit", follow_redirects=False).status_code == 303


def test_a_reader_sees_no_forms_and_cannot_correct(guarded) -> None:
    """Neither the users nor the forms of corrections are there for a reader."""
    csrf = signed_in(guarded, "reader")
    assert guarded.get("/users").status_code == 403
    assert guarded.get("/corrections/new?kind=apart&target=x").status_code == 403
    answer = guarded.post("/corrections", data={"kind": "apart", "targets": "x", "why": "y", "csrf": csrf})
    assert answer.status_code == 403
    assert "Not allowed" in answer.text
