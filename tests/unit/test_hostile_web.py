"""Hostile servers: bombs, drips, chains, lies and ways inside; each is an issue, soon, and nothing inside is asked."""

from __future__ import annotations

import gzip
import ipaddress
import itertools
import socket

import pytest
from tests.unit.test_fetch import HERE, HTML, PAGE, TEXT, code, fetched
from tests.web_case import served

from stemma.model import Issue, Raw
from stemma.read import guard, open_inputs
from stemma.read.web import Fetcher, WebOptions

QUICK = WebOptions(allow_private=True, delay=0, timeout=0.5, deadline=1, retries=0, robots=False)


@pytest.fixture
def site():
    """A server with one page."""
    with served() as made:
        made.pages["/a"] = (200, HTML, PAGE)
        yield made


def read(address: str, options: WebOptions = HERE) -> tuple[list[Raw], list[str]]:
    """Return the articles at an address and the codes of the issues."""
    items = list(open_inputs([address], web=options))
    return [item for item in items if isinstance(item, Raw)], [item.code for item in items if isinstance(item, Issue)]


class TestWaysInside:
    """Loopback, private and metadata machines are not reached by a detour either."""

    @pytest.fixture
    def only_here_is_public(self, monkeypatch) -> None:
        """Take this machine's server as one of the public network, so that its redirects may be followed."""
        real = guard.is_public
        monkeypatch.setattr(guard, "is_public", lambda address: str(address) == "127.0.0.1" or real(address))

    @pytest.mark.parametrize(
        "target",
        ["http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://10.0.0.1/", "//192.168.1.1/", "http://[::ffff:169.254.169.254]/", "http://[fe80::1]/"],
    )
    @pytest.mark.usefixtures("only_here_is_public")
    def test_by_redirect(self, site, target: str) -> None:
        """A redirect to a machine inside is refused like its address."""
        site.pages["/out"] = (302, {"Location": target}, b"")
        assert code(fetched(f"{site.address}/out", WebOptions(delay=0, timeout=1, deadline=3, robots=False))) == "forbidden-address"

    @pytest.mark.usefixtures("only_here_is_public")
    def test_by_a_redirect_of_robots(self, site) -> None:
        """The rules of a site are not fetched from inside either."""
        site.pages["/robots.txt"] = (302, {"Location": "http://169.254.169.254/robots.txt"}, b"")
        assert code(fetched(f"{site.address}/a", WebOptions(delay=0, timeout=1, deadline=3))) == "forbidden-address"
        assert site.count("/a") == 0

    @pytest.mark.parametrize(
        "answers", [["169.254.169.254"], ["93.184.216.34", "10.0.0.1"], ["10.0.0.1", "93.184.216.34"], ["::1"], ["fd00:ec2::254"], ["fe80::1%lo"], ["0.0.0.0"]]
    )
    def test_by_name(self, monkeypatch, answers: list[str]) -> None:
        """A name that leads inside, by one of its addresses, is refused before any connection."""
        connected = []
        monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, 80)) for a in answers])
        monkeypatch.setattr("httpcore.SyncBackend.connect_tcp", lambda _self, host, *_: connected.append(host))
        assert code(fetched("http://metadata.internal.example/", WebOptions(delay=0, robots=False))) == "forbidden-address"
        assert connected == []

    @pytest.mark.parametrize("target", ["file:///etc/passwd", "data:text/html,x", "javascript:x", "ftp://a.example/", "gopher://127.0.0.1/"])
    def test_by_another_scheme(self, site, target: str) -> None:
        """A redirect leads to the web or nowhere."""
        site.pages["/out"] = (302, {"Location": target}, b"")
        assert code(fetched(f"{site.address}/out")) in {"bad-address", "unreachable"}

    def test_a_setting_lets_them_through(self, site) -> None:
        """What is refused by default is read where the user says so."""
        assert code(fetched(f"{site.address}/a", WebOptions(delay=0))) == "forbidden-address"
        assert code(fetched(f"{site.address}/a", WebOptions(delay=0, allow_private=True))) is None

    @pytest.mark.parametrize("address", ["::", "ff02::1", "2002:7f00:1::", "2001:db8::1", "224.0.0.1", "198.18.0.1", "::7f00:1", "64:ff9b::a9fe:a9fe"])
    def test_forms_of_addresses(self, address: str) -> None:
        """Multicast, documentation, and addresses that hold a private one inside are not public."""
        assert not guard.is_public(ipaddress.ip_address(address))


class TestServersWithoutEnd:
    """Whatever a server sends on and on, the run goes on after the deadline or the limit."""

    def test_a_chain_of_redirects(self, site) -> None:
        """A hundred thousand redirects, each to a new address, are left after ten."""
        numbers = itertools.count(1)

        class Pages(dict):
            def get(self, path, default=None):
                return (302, {"Location": f"/hop/{next(numbers)}"}, b"") if path.startswith("/hop/") else super().get(path, default)

        site.pages = Pages()
        assert code(fetched(f"{site.address}/hop/0")) == "redirects"
        assert sum(path.startswith("/hop/") for path in site.asked) == HERE.redirects + 1

    def test_headers_that_drip(self, site) -> None:
        """A byte of a header now and then, each within the timeout, does not hold longer than the deadline."""
        site.pages["/drip"] = lambda handler: _drip(handler, b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200)
        assert code(fetched(f"{site.address}/drip", QUICK)) == "too-slow"

    def test_silence(self, site) -> None:
        """A server that takes the question and says nothing is left after the timeout."""
        site.pages["/mute"] = lambda handler: _drip(handler, b"", pause=3)
        assert code(fetched(f"{site.address}/mute", QUICK)) in {"unreachable", "too-slow"}

    def test_a_feed_of_100_mb(self, site) -> None:
        """The rest of an answer that is too large is not fetched, let alone kept."""
        part = b"<item><title>t</title><description>" + b"It rained. " * 5_800 + b"</description></item>"
        sent = []

        def endless(handler) -> None:
            handler.send_response(200)
            handler.send_header("Content-Type", "application/rss+xml")
            handler.end_headers()
            handler.wfile.write(b"<rss><channel>")
            for _ in range(1_700):
                handler.wfile.write(part)
                sent.append(len(part))

        site.pages["/feed"] = endless
        options = WebOptions(allow_private=True, delay=0, largest=4_000_000)
        assert read(f"{site.address}/feed", options) == ([], ["too-large"])
        assert sum(sent) < 40_000_000

    def test_headers_of_a_megabyte(self, site) -> None:
        """Headers that fill memory are an answer nobody reads."""
        site.pages["/big"] = (200, {"X-Big": "x" * 1_000_000}, PAGE)
        assert code(fetched(f"{site.address}/big")) == "unreachable"

    @pytest.mark.parametrize("depth", [1, 2])
    def test_a_bomb_in_gzip(self, site, depth: int) -> None:
        """A few bytes that unpack to many are cut at the limit, packed twice too."""
        data = b"\0" * 50_000_000
        for _ in range(depth):
            data = gzip.compress(data)
        site.pages["/bomb"] = (200, {**HTML, "Content-Encoding": "gzip"}, data)
        options = WebOptions(allow_private=True, delay=0, largest=1_000_000)
        assert set(read(f"{site.address}/bomb", options)[1]) & {"too-large", "packed-bomb", "not-text"}

    def test_an_answer_cut_short(self, site) -> None:
        """An answer shorter than its length says is no article, and half a page is not kept as a whole one."""
        site.pages["/cut"] = (200, {**HTML, "Content-Length": str(len(PAGE) + 500)}, PAGE)
        assert read(f"{site.address}/cut", QUICK)[0] == []


class TestLies:
    """What is sent is told by its bytes where its label lies."""

    @pytest.mark.parametrize("media", ["text/plain", "image/png", "application/octet-stream", "text/html; charset=klingon", "text/html; charset=utf-16", "", "x" * 3_000])
    def test_a_page_under_a_wrong_type(self, site, media: str) -> None:
        """A page is read as one whatever it is called, if its charset can be true; else it is told."""
        site.pages["/a"] = (200, {"Content-Type": media}, PAGE)
        raws, issues = read(f"{site.address}/a")
        assert any(TEXT in raw.text for raw in raws) or issues

    @pytest.mark.parametrize("media", ["text/html", "application/json", "application/rss+xml"])
    def test_binary_data_under_the_name_of_text(self, site, media: str) -> None:
        """A picture called a page gives an issue and no article."""
        site.pages["/a"] = (200, {"Content-Type": media}, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 40)
        raws, issues = read(f"{site.address}/a")
        assert raws == []
        assert issues

    def test_a_feed_under_the_name_of_a_page(self, site) -> None:
        """A feed sent as text/html is opened as a feed."""
        feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title><item><guid>1</guid><description>{TEXT}</description></item></channel></rss>'
        site.pages["/feed"] = (200, HTML, feed.encode())
        raws, _ = read(f"{site.address}/feed")
        assert [(raw.id, raw.outlet) for raw in raws] == [("1", "Post")]

    @pytest.mark.parametrize("packing", ["br", "zstd", "gzip, gzip", "identity"])
    def test_a_packing_that_was_not_asked_for(self, site, packing: str) -> None:
        """An answer in a packing that nobody asked for is told, or read where its bytes are plain after all."""
        site.pages["/a"] = (200, {**HTML, "Content-Encoding": packing}, gzip.compress(PAGE) if "gzip" in packing else PAGE)
        raws, issues = read(f"{site.address}/a")
        assert any(TEXT in raw.text for raw in raws) or issues

    @pytest.mark.parametrize("charset", ["iso-8859-1", "utf-8", "windows-1252"])
    def test_a_charset_by_header_meta_or_bytes(self, site, charset: str) -> None:
        """Letters beyond ASCII arrive by the header's word, by the page's own, and by their bytes."""
        page = PAGE.decode().replace("Tolmere ", "Tölmére ")
        metas = page.replace("<head>", f'<head><meta charset="{charset}">')
        for body, media in ((page, f"text/html; charset={charset}"), (metas, "text/html"), (page, "text/html")):
            site.pages["/a"] = (200, {"Content-Type": media}, body.encode(charset))
            (raw,), _ = read(f"{site.address}/a")
            assert "The council of Tölmére closed" in raw.text

    def test_data_urls_and_hidden_characters(self, site) -> None:
        """Addresses that are none do not become the article's; hidden characters are taken out, or told."""
        from stemma.clean import clean

        head = '<link rel="canonical" href="data:text/html,x"><meta property="og:url" content="javascript:x">'
        page = PAGE.decode().replace("<head>", f"<head>{head}").replace("swimming hall on", "swim\u200bming hall \u202eno\u202c on")
        page = page.replace("<p>", '<p><img src="data:image/png;base64,AAAA">')
        site.pages["/a"] = (200, HTML, page.encode())
        (raw,), _ = read(f"{site.address}/a")
        assert raw.url == f"{site.address}/a"
        assert "base64" not in raw.text
        assert not set("\u200b\u202e") & set(raw.text) or "hidden-characters" in {issue.code for issue in clean(raw)[1]}

    def test_script_and_style_are_no_words(self, site) -> None:
        """Nothing of scripts, styles and templates is in the text."""
        dirt = "<script>var evil = 1</script><style>.evil{}</style><template>evil</template><noscript>evil</noscript>"
        site.pages["/a"] = (200, HTML, PAGE.replace(b"<p>", f"<p>{dirt}".encode()))
        (raw,), _ = read(f"{site.address}/a")
        assert "evil" not in raw.text


def test_one_hostile_server_hinders_no_other(site) -> None:
    """After a drip, a bomb and a chain the sound page is read."""
    site.pages["/drip"] = lambda handler: _drip(handler, b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200)
    site.pages["/ring"] = (302, {"Location": "/ring"}, b"")
    items = list(open_inputs([f"{site.address}/{page}" for page in ("drip", "ring", "gone", "a")], web=QUICK))
    assert [item.code for item in items if isinstance(item, Issue)] == ["too-slow", "redirects", "http-error"]
    assert [TEXT in item.text for item in items if isinstance(item, Raw)] == [True]


def _drip(handler, data: bytes, pause: float = 0.1) -> None:
    """Write a byte at a time, until the other side has gone."""
    import time

    for byte in data or b"\0":
        time.sleep(pause)
        handler.wfile.write(bytes([byte]))
        handler.wfile.flush()


def test_the_deadline_ends_with_its_address(site) -> None:
    """The time one address took is not held against the next over the same connection."""
    with Fetcher(QUICK) as web:
        import time

        assert code(web.fetch(f"{site.address}/a")) is None
        time.sleep(1.2)
        assert code(web.fetch(f"{site.address}/a")) is None
