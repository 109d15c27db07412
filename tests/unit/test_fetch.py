"""Addresses: politeness, limits, forbidden machines, conditional requests, and the commands that fetch."""

from __future__ import annotations

import gzip
import json
import socket
import time

import pytest
from tests.web_case import served

from stemma.cli import run
from stemma.model import Issue
from stemma.read import open_inputs
from stemma.read.web import Fetcher, Validators, WebOptions

TEXT = (
    "The council of Tolmere closed the swimming hall on Monday after a pipe burst. "
    "Repairs will take a month, the mayor said, and swimmers may use the hall in Ostwick until then."
)
PAGE = (
    f'<html lang="en"><head><title>Swimming hall closed</title><meta property="og:site_name" content="Tolmere Post"></head>'
    f"<body><nav>Home Sport</nav><article><h1>Swimming hall closed</h1><p>{TEXT}</p><p>{TEXT.replace('Monday', 'May 4')}</p></article></body></html>"
).encode()
HTML = {"Content-Type": "text/html; charset=utf-8"}
HERE = WebOptions(allow_private=True, delay=0, timeout=2, deadline=4, retries=1)


@pytest.fixture
def site():
    """A server with one page."""
    with served() as made:
        made.pages["/a"] = (200, HTML, PAGE)
        yield made


def code(found: object) -> str | None:
    return found.code if isinstance(found, Issue) else None


def fetched(address: str, options: WebOptions = HERE):
    with Fetcher(options) as web:
        return web.fetch(address)


def test_a_page_becomes_an_article(site) -> None:
    """Its text, title and outlet arrive, its address is the one fetched."""
    (article,) = open_inputs([f"{site.address}/a"], web=HERE)
    assert TEXT in article.text
    assert (article.title, article.outlet, article.url) == ("Swimming hall closed", "Tolmere Post", f"{site.address}/a")


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://10.1.2.3/", "http://192.168.0.1/",
        "http://169.254.169.254/latest/meta-data/", "http://2130706433/", "http://0x7f.1/", "http://0/", "http://[fd00::1]/", "http://100.64.0.1/",
        "http://[64:ff9b::7f00:1]/", "http://[fe80::1]/",
    ],
)  # fmt: skip
def test_machines_inside_are_never_asked(address: str) -> None:
    """Loopback, private, link-local and metadata addresses in any spelling are refused."""
    assert code(fetched(address, WebOptions(delay=0, timeout=1, deadline=2))) == "forbidden-address"


def test_a_changing_name_does_not_lead_inside(monkeypatch) -> None:
    """The address that is checked is the one connected to: a name that changes its answer gains nothing."""
    answers = iter(["93.184.216.34", "127.0.0.1"])
    asked = []

    def changing(host, port, **_):
        asked.append(next(answers))
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (asked[-1], port))]

    connected = []
    monkeypatch.setattr("socket.getaddrinfo", changing)
    monkeypatch.setattr("httpcore.SyncBackend.connect_tcp", lambda _self, host, *_a: connected.append(host) or (_ for _ in ()).throw(OSError()))
    with Fetcher(WebOptions(delay=0, robots=False)) as web, pytest.raises(OSError):
        web.fetch("http://two-faced.example/")
    assert connected == ["93.184.216.34"]
    assert asked == ["93.184.216.34"]


def test_what_is_no_web_address_is_not_fetched() -> None:
    """Files, data and FTP are refused by name."""
    assert {code(fetched(a)) for a in ("file:///etc/passwd", "data:text/html,x", "ftp://a.example/", "http://")} == {"bad-address"}


def test_robots_are_obeyed(site) -> None:
    """A path that robots.txt closes to us is not asked for."""
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /shut\n")
    site.pages["/shut"] = (200, HTML, PAGE)
    assert code(fetched(f"{site.address}/shut")) == "robots"
    assert site.count("/shut") == 0
    assert code(fetched(f"{site.address}/a")) is None


def test_redirects_end(site) -> None:
    """A ring of redirects is told after ten; a redirect that ends is followed."""
    site.pages["/ring"] = (302, {"Location": "/ring"}, b"")
    site.pages["/old"] = (301, {"Location": "/a"}, b"")
    assert code(fetched(f"{site.address}/ring")) == "redirects"
    assert site.count("/ring") == 11
    assert fetched(f"{site.address}/old").url == f"{site.address}/a"


def test_errors_and_busy_servers(site) -> None:
    """404 is told at once; a busy server is asked again, and its answer taken."""
    site.pages["/busy"] = lambda _: (503, {"Retry-After": "0"}, b"") if site.count("/busy") < 2 else (200, HTML, PAGE)
    assert code(fetched(f"{site.address}/none")) == "http-error"
    assert site.count("/none") == 1
    assert code(fetched(f"{site.address}/busy")) is None


def test_bombs_and_cut_answers(site) -> None:
    """An answer that unpacks without end, and one that is cut off, give issues."""
    site.pages["/bomb"] = (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(b"\0" * 30_000_000))
    site.pages["/cut"] = (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(PAGE)[:-30])
    small = WebOptions(allow_private=True, delay=0, largest=1_000_000)
    assert code(fetched(f"{site.address}/bomb", small)) == "too-large"
    assert code(fetched(f"{site.address}/cut", small)) == "cut-off"


def test_a_server_that_drips_is_left(site) -> None:
    """A byte now and then does not hold us longer than the deadline."""

    def drip(handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        for _ in range(60):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.1)

    site.pages["/drip"] = drip
    started = time.monotonic()
    assert code(fetched(f"{site.address}/drip", WebOptions(allow_private=True, delay=0, deadline=0.6, retries=0))) == "too-slow"
    assert time.monotonic() - started < 5


def test_requests_to_one_host_keep_apart(site) -> None:
    """The delay passes between two requests, the one for robots.txt among them."""
    started = time.monotonic()
    fetched(f"{site.address}/a", WebOptions(allow_private=True, delay=0.3))
    assert time.monotonic() - started >= 0.3


def test_a_page_that_has_not_changed_is_not_sent_again(site) -> None:
    """ETag and Last-Modified go back as they came; 304 gives no source and keeps them."""

    def page(handler):
        if handler.headers.get("If-None-Match") == '"v1"' and handler.headers.get("If-Modified-Since") == "Mon, 04 May 2026 10:00:00 GMT":
            return 304, {}, b""
        return 200, {**HTML, "ETag": '"v1"', "Last-Modified": "Mon, 04 May 2026 10:00:00 GMT"}, PAGE

    site.pages["/a"] = page
    with Fetcher(HERE) as web:
        first = web.fetch_changed(f"{site.address}/a", Validators())
        again = web.fetch_changed(f"{site.address}/a", first.validators)
        other = web.fetch_changed(f"{site.address}/a", Validators('"v0"'))
    assert first.source is not None
    assert (again.source, again.validators) == (None, first.validators)
    assert other.source is not None


def test_304_without_having_asked_is_an_error(site) -> None:
    """A server that says "unchanged" to whom it never sent the page gives an issue."""
    site.pages["/a"] = (304, {}, b"")
    assert code(fetched(f"{site.address}/a")) == "http-error"


def test_the_commands_fetch(site, tmp_path) -> None:
    """fetch and read give the same line for an address; without --allow-private nothing on this machine is asked."""
    listed = tmp_path / "list.txt"
    listed.write_text(f"# ours\n{site.address}/a\n")
    for words in (["fetch", "--list", str(listed)], ["read", f"{site.address}/a"]):
        assert run([*words, "--allow-private", "--delay", "0", "-o", str(tmp_path / f"{words[0]}.jsonl")]) == 0
    fetched, read = (json.loads((tmp_path / f"{word}.jsonl").read_text()) for word in ("fetch", "read"))
    assert [line.pop("metadata")["seen"]["basis"] for line in (fetched, read)] == ["server", "server"]
    assert fetched == read
    assert fetched["title"] == "Swimming hall closed"
    asked = len(site.asked)
    assert run(["fetch", f"{site.address}/a", "--strict", "-q", "-o", str(tmp_path / "no.jsonl")]) == 1
    assert len(site.asked) == asked


def test_fetch_needs_addresses(capsys) -> None:
    """Nothing named is a usage error; a file is no address."""
    assert run(["fetch"]) == 2
    assert run(["fetch", "README.md", "--strict"]) == 1


def test_explain_tells_door_origins_and_what_was_dropped(site, capsys) -> None:
    """The door, where the title and outlet came from, what is missing, and the menu that was left out."""
    assert run(["read", "--explain", f"{site.address}/a", "--allow-private", "--delay", "0"]) == 0
    told = capsys.readouterr().out
    for part in ("html.1", "from the page's heading", "from meta og:site_name", "from the page's lang attribute", "1 nav, 2 words", "not said"):
        assert part in told
