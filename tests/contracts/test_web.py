"""Fetching by address: a local server gives pages, feeds, errors and bombs; nothing but loopback is opened."""

from __future__ import annotations

import gzip
import ipaddress
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from tests.conftest import ROOT

from stemma.model import Issue, Raw
from stemma.read import open_inputs
from stemma.read.guard import is_public
from stemma.read.robots import rules_for
from stemma.read.web import Fetcher, WebOptions

FOLDER = ROOT / "tests" / "golden" / "doors"
PAGE = (FOLDER / "page.html").read_bytes()
HITS: Counter[str] = Counter()


class Site(BaseHTTPRequestHandler):
    """A small site with what the tests need."""

    def do_GET(self) -> None:  # noqa: C901 - one line a page
        path = self.path.partition("?")[0]
        HITS[path] += 1
        if path == "/robots.txt":
            self.give(b"User-agent: *\nDisallow: /closed\n\nUser-agent: other\nDisallow: /\n", "text/plain")
        elif path == "/page":
            self.give(PAGE, "text/html; charset=utf-8")
        elif path == "/latin":
            self.give(PAGE.replace(b"Aldmoor", "Åldmoor".encode()).decode().encode("cp1252"), "text/html; charset=windows-1252")
        elif path == "/feed":
            self.give((FOLDER / "feed.rss").read_bytes(), "application/octet-stream")
        elif path == "/packed":
            self.give(gzip.compress(PAGE), "text/html", {"Content-Encoding": "gzip"})
        elif path == "/bomb":
            self.give(gzip.compress(b"\0" * 30_000_000), "text/html", {"Content-Encoding": "gzip"})
        elif path == "/broken":
            self.give(gzip.compress(PAGE)[:50], "text/html", {"Content-Encoding": "gzip"})
        elif path == "/once":
            self.give(PAGE, "text/html") if HITS[path] > 1 else self.give(b"", "text/html", {"Retry-After": "0"}, 503)
        elif path == "/moved":
            self.give(b"", "text/html", {"Location": "/page"}, 301)
        elif path == "/loop":
            self.give(b"", "text/html", {"Location": "/loop"}, 302)
        elif path == "/inside":
            self.give(b"", "text/html", {"Location": "http://169.254.169.254/latest/meta-data"}, 302)
        elif path == "/file":
            self.give(b"", "text/html", {"Location": "file:///etc/passwd"}, 302)
        elif path == "/slow":
            self.send_response(200)
            self.end_headers()
            for _ in range(100):
                self.wfile.write(b"a")
                self.wfile.flush()
                time.sleep(0.1)
        elif path == "/picture":
            self.give(bytes(range(256)) * 20, "image/png")
        else:
            self.give(b"<html><p>Nothing here</p></html>", "text/html", None, 404)

    def give(self, data: bytes, media: str, headers: dict[str, str] | None = None, status: int = 200) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": media, "Content-Length": str(len(data)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Address of the running server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


OPEN = WebOptions(allow_private=True, delay=0, timeout=5, deadline=2, largest=10_000_000, redirects=5)


def fetch(*addresses: str, options: WebOptions = OPEN) -> tuple[list[Raw], list[str]]:
    """Return the articles and issue codes of addresses."""
    items = list(open_inputs(addresses, web=options))
    return [x for x in items if isinstance(x, Raw)], [x.code for x in items if isinstance(x, Issue)]


@pytest.mark.parametrize("path", ["/page", "/moved", "/packed", "/page?a=1.pdf", "/once"])
def test_a_page_is_read_by_its_address(site: str, path: str) -> None:
    """Plain, moved, packed and after a busy answer, the page is the same article."""
    raws, codes = fetch(site + path)
    assert codes == []
    assert [(raw.title, raw.outlet) for raw in raws] == [("Aldmoor closes harbour bridge", "The Aldmoor Courier")]


def test_charset_is_that_of_the_header(site: str) -> None:
    """The encoding the server tells is used."""
    raws, _ = fetch(site + "/latin")
    assert "Åldmoor" in raws[0].text


def test_a_feed_is_known_by_its_content(site: str) -> None:
    """A wrong content type hides nothing: the entry with words is read, the other told."""
    raws, codes = fetch(site + "/feed")
    assert ([raw.id for raw in raws], codes) == (["courier-1"], ["no-article"])


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/gone", "http-error"),
        ("/loop", "redirects"),
        ("/bomb", "too-large"),
        ("/broken", "cut-off"),
        ("/file", "bad-address"),
        ("/slow", "too-slow"),
        ("/closed/page", "robots"),
        ("/picture", "not-text"),
    ],
)
def test_each_trouble_gives_its_issue(site: str, path: str, code: str) -> None:
    """Errors, loops, bombs, slow servers, refusals and pictures are issues, soon."""
    started = time.monotonic()
    assert fetch(site + path) == ([], [code])
    assert time.monotonic() - started < 10


def test_private_addresses_are_refused_unless_allowed(site: str) -> None:
    """Loopback is refused by default, by address and by name; nothing is asked of the server."""
    HITS.clear()
    assert fetch(site + "/page", site.replace("127.0.0.1", "localhost") + "/page", options=WebOptions()) == ([], ["forbidden-address"] * 2)
    assert not HITS


def test_a_redirect_to_a_private_address_is_refused(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check is made for each connection: a public page cannot send the reader inside."""
    monkeypatch.setattr("stemma.read.guard.is_public", lambda address: str(address) == "127.0.0.1")
    assert fetch(site + "/inside", options=WebOptions(delay=0)) == ([], ["forbidden-address"])


def test_the_address_checked_is_the_one_connected_to(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is resolved once for a connection; an answer that changes afterwards is never asked for."""
    asked: list[str] = []
    port = int(site.rpartition(":")[2])

    def resolve(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        asked.append(host)
        return [(2, 1, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr("stemma.read.guard.socket.getaddrinfo", resolve)
    monkeypatch.setattr("stemma.read.guard.is_public", lambda _: True)
    with Fetcher(WebOptions(delay=0, robots=False)) as web:
        assert not isinstance(web.fetch(f"http://changing.example:{port}/page"), Issue)
    assert asked.count("changing.example") == 1


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255",
     "::1", "::", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1", "::7f00:1"],
)  # fmt: skip
def test_addresses_inside_are_not_public(address: str) -> None:
    """Loopback, private, link-local, shared, multicast, and IPv6 forms that hold them."""
    assert not is_public(ipaddress.ip_address(address))


def test_public_addresses_are_public() -> None:
    """Ordinary addresses of both kinds pass."""
    assert is_public(ipaddress.ip_address("93.184.216.34"))
    assert is_public(ipaddress.ip_address("2606:2800:220:1:248:1893:25c8:1946"))


def test_requests_to_one_host_keep_their_distance(site: str) -> None:
    """Two pages of one host are asked for with the delay between them."""
    started = time.monotonic()
    fetch(site + "/page", site + "/packed", options=WebOptions(allow_private=True, delay=0.3))
    assert time.monotonic() - started >= 0.6


ROBOTS = """
User-agent: Stemma
User-agent: friend
Disallow: /private/
Allow: /private/open$
Disallow: /*.pdf$   # no documents

User-agent: *
Disallow: /
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/", True), ("/private/a", False), ("/private/open", True), ("/private/open2", False), ("/a/b.pdf", False), ("/a/b.pdf?x", True)],
)
def test_robots(path: str, allowed: bool) -> None:
    """The longest rule of the matching group decides; ``*`` and ``$`` mean what RFC 9309 says."""
    assert rules_for(ROBOTS, "stemma").allow(path) is allowed


def test_robots_for_others() -> None:
    """A program without a group of its own follows that of the star; an empty file allows all."""
    assert not rules_for(ROBOTS, "nobody").allow("/")
    assert rules_for("", "stemma").allow("/")
    assert rules_for("User-agent: *\nDisallow:\n", "stemma").allow("/")
