"""The page in a real browser: citations open their passages, nothing is fetched, nothing runs, nothing overflows."""

from __future__ import annotations

import functools
import html
import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from tests.brief_case import ferry_story
from tests.unit.test_brief_page import _hostile

from stemma.brief import add_brief, write_brief
from stemma.model import Record

BROWSER = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium here: apt-get install chromium")

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--virtual-time-budget=4000",
)  # fmt: skip

PROBE = """<!doctype html><meta charset=utf-8><body><pre id=out>none</pre>
<iframe id=f width={width} height=800 src="{page}"></iframe><script>
document.getElementById('f').onload = () => {{
  const f = document.getElementById('f'), d = f.contentDocument, w = f.contentWindow;
  const t = d.querySelector('mark:target');
  const box = t && t.getBoundingClientRect();
  document.getElementById('out').textContent = JSON.stringify({{
    target: t && t.id, text: t && t.textContent, colour: t && w.getComputedStyle(t).backgroundColor,
    other: w.getComputedStyle(d.querySelector('mark:not(:target):not(:target *)')).backgroundColor,
    inView: box && box.bottom > 0 && box.top < 800,
    wide: d.documentElement.scrollWidth, styled: w.getComputedStyle(d.body).marginTop,
    fetched: w.performance.getEntriesByType('resource').map(e => e.name),
    scripts: d.scripts.length, images: d.images.length, ran: w.ran === undefined ? 0 : 1, title: d.title
  }});
}};</script>"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str, dict[str, str]]]:
    """The pages of an honest and a hostile story, served on a loopback port."""
    folder = tmp_path_factory.mktemp("site")
    names = {}
    story, articles = ferry_story()
    bad, bad_articles = _hostile("</mark></p><script>window.ran=1</script><img src=/x.png onerror='window.ran=1'>")
    for key, told, texts in (("honest", add_brief(story, articles), articles), ("hostile", bad, bad_articles)):
        paths = write_brief(Record(tuple(texts.values()), (told,)), folder / key)
        names[key] = f"{key}/{paths[1].name}"
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield folder, f"http://127.0.0.1:{server.server_port}", names
    server.shutdown()
    server.server_close()
    thread.join()


def _probe(site: tuple[Path, str, dict[str, str]], page: str, width: int, profile: Path) -> dict[str, Any]:
    folder, address, _ = site
    (folder / "probe.html").write_text(PROBE.format(page=f"/{page}", width=width), encoding="utf-8")
    command = [str(BROWSER), *FLAGS, f"--user-data-dir={profile}", "--window-size=1400,900", "--dump-dom", f"{address}/probe.html"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    shown = done.stdout.split('<pre id="out">', 1)[1].split("</pre>", 1)[0]
    return json.loads(html.unescape(shown))


@pytest.mark.parametrize("width", [390, 1280])
def test_a_citation_opens_its_passage(site: tuple[Path, str, dict[str, str]], width: int, tmp_path: Path) -> None:
    """Following a citation lights exactly that passage, in view; the page is no wider than the screen and fetches nothing."""
    seen = _probe(site, site[2]["honest"] + "#c2", width, tmp_path)
    assert seen["target"] == "c2"
    assert "A ferry has sunk off the west of Ireland" in seen["text"]
    assert seen["inView"]
    assert seen["colour"] != seen["other"]
    assert seen["wide"] <= width
    assert seen["styled"] == "0px"
    assert seen["fetched"] == []


def test_hostile_reports_run_nothing(site: tuple[Path, str, dict[str, str]], tmp_path: Path) -> None:
    """Script and image tags in reports, titles and names stay text."""
    seen = _probe(site, site[2]["hostile"] + "#c2", 390, tmp_path)
    assert (seen["scripts"], seen["images"], seen["ran"]) == (0, 0, 0)
    assert seen["fetched"] == []
    assert seen["wide"] <= 390
