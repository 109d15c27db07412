"""Web: pages, feeds and files by their address, politely and with limits."""

from __future__ import annotations

import io
import time
import zlib
from collections.abc import Iterator
from typing import Self
from urllib.parse import urlsplit

import httpcore
import httpx
import msgspec

from stemma.model import Issue, Stamp
from stemma.read.guard import ForbiddenAddressError, GuardedBackend
from stemma.read.robots import LARGEST as LARGEST_ROBOTS
from stemma.read.robots import NOTHING, Rules, path_of, rules_for
from stemma.read.source import Source

PRODUCT = "stemma"


class WebOptions(msgspec.Struct, frozen=True):
    """How addresses are fetched.

    Attributes:
        agent: the name told to servers.
        allow_private: let loopback, private and link-local addresses be fetched.
        delay: seconds between two requests to one host.
        timeout: seconds a server may stay silent; ``deadline``: seconds one address may take in all.
        largest: bytes of the largest answer, unpacked.
        redirects: how many are followed; ``retries``: how often a busy server is asked again.
    """

    agent: str = "stemma/0.1 (news analysis; respects robots.txt)"
    allow_private: bool = False
    delay: float = 1.0
    timeout: float = 20.0
    deadline: float = 60.0
    largest: int = 64 * 1024 * 1024
    redirects: int = 10
    retries: int = 2
    robots: bool = True


class Validators(msgspec.Struct, frozen=True):
    """What a server gave to tell later whether an address has changed (RFC 9110, 8.8); None where it gave nothing."""

    etag: str | None = None
    modified: str | None = None

    def headers(self) -> dict[str, str]:
        """Return the headers that ask for the address only if it has changed."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in asked.items() if value}


class Fetched(msgspec.Struct, frozen=True):
    """What an address holds now; ``source`` is None when it has not changed."""

    source: Source | None
    validators: Validators


class _Answer(msgspec.Struct, frozen=True):
    status: int
    url: str
    media: str
    data: bytes
    location: str | None = None
    wait: str | None = None
    validators: Validators = Validators()
    sent: str | None = None


class _RefusedError(Exception):
    """An address that is not fetched: (code, what was met, what to do)."""


_UNCHANGED = 304
_BUSY = frozenset({429, 500, 502, 503, 504})
LONGEST_WAIT = 20.0
"""Seconds waited at most before a busy server is asked again."""


class Fetcher:
    """Fetches addresses over one pool of connections; use as a context manager.

    Example:
        >>> with Fetcher() as web:
        ...     web.fetch("http://127.0.0.1/").code
        'forbidden-address'
    """

    def __init__(self, options: WebOptions | None = None) -> None:
        self.options = options or WebOptions()
        self._backend = GuardedBackend(allow_private=self.options.allow_private)
        transport = httpx.HTTPTransport(trust_env=False)
        transport._pool = httpcore.ConnectionPool(  # noqa: SLF001 - httpx has no public way to give a network backend
            ssl_context=httpx.create_ssl_context(trust_env=False),
            network_backend=self._backend,
        )
        self._client = httpx.Client(
            transport=transport, timeout=self.options.timeout, follow_redirects=False, trust_env=False,
            headers={"User-Agent": self.options.agent, "Accept-Encoding": "gzip, deflate"},
        )  # fmt: skip
        self._robots: dict[str, Rules] = {}
        self._last: dict[str, float] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def fetch(self, url: str) -> Source | Issue:
        """Return a source with what the address holds, or the issue that kept it from being fetched."""
        found = self.fetch_changed(url, Validators())
        if isinstance(found, Issue):
            return found
        return found.source or Issue(url, "http-error", "expected an article at the address, met the answer 304; try later")

    def fetch_changed(self, url: str, known: Validators) -> Fetched | Issue:
        """Return what the address holds if it has changed since ``known`` was given, or the issue met.

        Source: conditional requests, RFC 9110, 13.
        """
        try:
            answer = self._follow(url, known.headers())
        except _RefusedError as refused:
            code, met, do = refused.args
            return Issue(url, code, f"expected an article at the address, met {met}; {do}")
        if answer.status == _UNCHANGED:
            return Fetched(None, known)
        seen = Stamp(answer.sent, "server") if answer.sent else None
        source = Source(url, lambda: io.BytesIO(answer.data), url=answer.url, media=answer.media, seen=seen)
        return Fetched(source, answer.validators)

    def _follow(self, url: str, headers: dict[str, str]) -> _Answer:
        until = self._backend.until = time.monotonic() + self.options.deadline
        for _ in range(self.options.redirects + 1):
            self._check(url, until)
            answer = self._patiently(url, until, headers)
            if answer.location is None:
                return answer
            url = str(httpx.URL(url).join(answer.location))
        raise _RefusedError("redirects", f"more than {self.options.redirects} redirects", "check the address in a browser")

    def _check(self, url: str, until: float) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise _RefusedError("bad-address", f"an address that is not of the web ({url[:80]!r})", "give one that begins with https://")
        if not self.options.robots:
            return
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            self._robots[origin] = self._rules(origin, until)
        if not self._robots[origin].allow(path_of(url)):
            raise _RefusedError("robots", "a site whose robots.txt asks programs to stay away", "ask the site, or save the page yourself")

    def _rules(self, origin: str, until: float) -> Rules:
        url = f"{origin}/robots.txt"
        for _ in range(6):
            answer = self._once(url, until, LARGEST_ROBOTS)
            if answer.location is None:
                break
            url = str(httpx.URL(url).join(answer.location))
        if 200 <= answer.status < 300:
            return rules_for(answer.data.decode("utf-8", "replace"), PRODUCT)
        return NOTHING if answer.status >= 500 else Rules()

    def _patiently(self, url: str, until: float, headers: dict[str, str]) -> _Answer:
        """Return the answer of a server, asked again while it is busy."""
        for attempt in range(self.options.retries + 1):
            answer = self._once(url, until, self.options.largest, headers)
            if answer.status not in _BUSY or attempt == self.options.retries:
                break
            asked = answer.wait or ""
            wait = float(asked) if asked.isdecimal() and len(asked) < 6 else 0.5 * 2**attempt
            time.sleep(max(0.0, min(wait, LONGEST_WAIT, until - time.monotonic())))
        fresh = 200 <= answer.status < 300 or (answer.status == _UNCHANGED and headers)
        if answer.location is None and not fresh:
            raise _RefusedError("http-error", f"the answer {answer.status}", "check the address in a browser, or try later")
        return answer

    def _once(self, url: str, until: float, largest: int, headers: dict[str, str] | None = None) -> _Answer:
        self._keep_apart(url)
        try:
            with self._client.stream("GET", url, headers=headers) as response:
                data = b"".join(_within(response, until, largest, whole=largest != LARGEST_ROBOTS))
                location = response.headers.get("location") if response.is_redirect else None
                return _Answer(
                    response.status_code, url, response.headers.get("content-type", "").lower(), data, location,
                    response.headers.get("retry-after"), _validators(response.headers), response.headers.get("date"),
                )  # fmt: skip
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError) as error:
            if isinstance(error.__cause__, ForbiddenAddressError):
                raise _RefusedError("forbidden-address", str(error.__cause__), "allow private addresses in the settings if it is yours") from error
            if time.monotonic() > until:
                raise _RefusedError("too-slow", "a server that takes too long", "try later, or save the page yourself") from error
            told = str(error)[:120] or type(error).__name__
            raise _RefusedError("unreachable", f"a server that does not answer ({told})", "check the address and the network") from error

    def _keep_apart(self, url: str) -> None:
        host = urlsplit(url).netloc
        wait = self._last.get(host, -1e9) + self.options.delay - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        self._last[host] = time.monotonic()


def _validators(headers: httpx.Headers) -> Validators:
    """Return what a server gave, without what is too long to be sent back."""
    given = (headers.get(name) or None for name in ("etag", "last-modified"))
    return Validators(*(value if value and len(value) <= 500 else None for value in given))


def _within(response: httpx.Response, until: float, largest: int, *, whole: bool) -> Iterator[bytes]:
    """Yield the parts of an answer while it keeps within size and time; cut there, or refused when ``whole`` is asked."""
    size = 0
    for part in _unpacked(response):
        size += len(part)
        if time.monotonic() > until:
            raise _RefusedError("too-slow", "a server that takes too long", "try later, or save the page yourself")
        if size > largest:
            if whole:
                raise _RefusedError("too-large", f"an answer of more than {largest // 2**20} MB", "save the article alone")
            return
        yield part


def _unpacked(response: httpx.Response) -> Iterator[bytes]:
    """Yield the answer's bytes as they come, unpacked at most `PART` at a time."""
    packing = response.headers.get("content-encoding", "").strip().lower()
    if packing not in ("gzip", "x-gzip", "deflate"):
        yield from response.iter_raw()
        return
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
    try:
        for part in response.iter_raw():
            rest = part
            while rest and not unpacker.eof:
                yield unpacker.decompress(rest, PART)
                rest = unpacker.unconsumed_tail
    except zlib.error as error:
        raise _RefusedError("cut-off", "an answer whose packing is broken", "try again, or save the page yourself") from error
    if not unpacker.eof:
        raise _RefusedError("cut-off", "an answer that was cut off", "try again, or save the page yourself")


PART = 1 << 18
"""Bytes unpacked at once."""
