"""The reading room over a store: pages without script, hostile text, corrections and undoing, downloads."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from litestar.testing import TestClient
from tests.contracts.test_update import raws

from stemma.api import make_app
from stemma.export import FORMS
from stemma.model import Raw
from stemma.run.local import Options
from stemma.run.update import add_articles, update_stories
from stemma.store import open_store
from stemma.web import ROUTER
from stemma.web.layers import Stretch, layered

PAYLOADS = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "'-alert(1)-'", "</title><script>x</script>",
    "{{ 7*7 }}", "javascript:alert(1)", "\u202egnp.exe", "</textarea><script>x</script>", "<svg/onload=alert(1)>",
)  # fmt: skip
HOSTILE = Raw(
    id="hostile",
    title=PAYLOADS[0],
    outlet=PAYLOADS[1],
    url="javascript:alert(1)",
    text="Mayor Ada Holm spoke in Malmö on Tuesday.\n\n" + "\n\n".join(f"She said {p} was on the wall." for p in PAYLOADS),
)


@pytest.fixture(scope="module")
def client(tmp_path_factory, sample_articles):
    """A client of a reading room over the sample and a hostile report."""
    store = open_store(tmp_path_factory.mktemp("web") / "desk.sqlite")
    add_articles(store, [*raws(sample_articles), HOSTILE], Options(processes=1))
    update_stories(store)
    with TestClient(make_app(store, [ROUTER]), base_url="http://127.0.0.1") as opened:
        yield opened


def story_ids(client) -> list[str]:
    return re.findall(r'href="/stories/([^"/]+)"', client.get("/").text)


def test_the_list_shows_support_and_sources_without_a_click(client) -> None:
    """Each card has a headline, its support and its outlets."""
    page = client.get("/").text
    assert len(story_ids(client)) == 5
    assert "4 independent of 7 reports" in page
    assert "Halden News Agency" in page


def test_every_page_of_every_story_opens_and_its_links_lead_somewhere(client) -> None:
    """Following each local link of each story answers 200; each fragment names an id of the page."""
    seen = set()
    for key in story_ids(client):
        page = client.get(f"/stories/{key}").text
        ids = set(re.findall(r'id="([^"]+)"', page))
        for link in set(re.findall(r'href="([^"]+)"', page)) - seen:
            seen.add(link)
            if link.startswith("#"):
                assert link[1:] in ids, link
            elif "/export/" not in link and not link.startswith("http"):
                assert client.get(link).status_code == 200, link
    assert len(seen) > 50


def test_hostile_text_stays_text(client) -> None:
    """No payload opens a tag on any page, and the policy allows nothing but the page's own style and script."""
    paths = ["/", "/articles/hostile", "/search?q=wall", "/search?q=%3Cscript%3E", *(f"/stories/{k}" for k in story_ids(client))]
    for path in paths:
        answer = client.get(path)
        body = answer.text
        assert answer.status_code == 200
        assert len(re.findall(r"<script", body)) == 1
        assert not re.search(r"<(img|svg/|iframe)", body)
        assert "\u202e" not in body
        assert 'href="javascript' not in body
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_search_marks_what_it_found_and_tells_a_slip(client) -> None:
    """The word stands in a mark; a query that cannot be read is told on the page."""
    assert "<mark>" in client.get("/search", params={"q": "ferry"}).text
    slip = client.get("/search", params={"q": "x AND"})
    assert slip.status_code == 200
    assert 'role="alert"' in slip.text


def test_a_correction_by_form_holds_and_is_undone_by_form(client) -> None:
    """The form takes a report out of its story; the undo form puts it back."""
    before = client.get("/articles/ferry-radio").text
    form = {"kind": "apart", "targets": "ferry-radio", "by": "Eva", "why": "not this ferry"}
    assert client.post("/corrections", data=form, follow_redirects=False).status_code == 303
    assert "Eva" in client.get("/corrections").text
    assert client.get("/articles/ferry-radio").text != before
    number = re.search(r'name="number" value="(\d+)"', client.get("/corrections").text)[1]
    client.post("/corrections/undo", data={"number": number, "by": "Eva", "why": "was right"})
    assert "undone by Eva" in client.get("/corrections").text
    assert client.get("/articles/ferry-radio").text == before


@pytest.mark.parametrize("form", sorted(FORMS))
def test_every_form_downloads(client, form: str) -> None:
    """Each download is a ZIP with at least one file."""
    key = story_ids(client)[0]
    archive = zipfile.ZipFile(io.BytesIO(client.get(f"/stories/{key}/export/{form}").content))
    assert archive.namelist()


def test_layers_keep_every_character() -> None:
    """Crossing layers are cut flat; the text read off the page is the text."""
    text = "ab <cd> ef"
    cut = layered(text, [Stretch("names", 0, 5, "n"), Stretch("times", 3, 9, "t"), Stretch("quotes", 3, 4, "q")])
    plain = re.sub(r"<[^>]*>", "", str(cut)).replace("&lt;", "<").replace("&gt;", ">")
    assert plain == text
    assert 'class="names quotes times"' in cut


def test_a_missing_page_is_a_problem_not_a_traceback(client) -> None:
    """404 for a story, an article and a form that are not there."""
    assert client.get("/stories/none").status_code == 404
    assert client.get("/articles/none").status_code == 404
    assert client.get(f"/stories/{story_ids(client)[0]}/export/none").status_code == 400
