"""Addresses: where a report, a passage, a comparison or a correction is found; all that comes from texts is quoted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlencode

from stemma.model import Citation

_PLAIN = re.compile(r"(?!\.{1,2}$)[A-Za-z0-9._~:@-]{1,200}")


def report(article: str, **asked: str) -> str:
    """Return the address of a report; ids that no path can carry go as a query.

    Example:
        >>> report("a-1"), report("../x")
        ('/articles/a-1', '/articles?id=..%2Fx')
    """
    if _PLAIN.fullmatch(article):
        return f"/articles/{article}" + (f"?{urlencode(asked)}" if asked else "")
    return f"/articles?{urlencode({'id': article, **asked})}"


def passage(cited: Citation) -> str:
    """Return the address of a report with a passage lit, at the passage."""
    return report(cited.article, at=f"{cited.start}-{cited.end}") + "#at"


def snippet(cited: Citation) -> str:
    """Return the address of a passage alone, for showing it beside what cites it."""
    return "/passage?" + urlencode({"id": cited.article, "at": f"{cited.start}-{cited.end}"})


def compare(story: str, a: str, b: str) -> str:
    """Return the address of two reports of a story side by side."""
    return f"/stories/{story}/compare?" + urlencode({"a": a, "b": b})


def correcting(kind: str, back: str, targets: Iterable[str] = (), value: str | None = None) -> str:
    """Return the address that shows what a correction would do, and asks for the reason."""
    asked = [("kind", kind), ("back", back), *(("target", target) for target in targets)]
    return "/corrections/new?" + urlencode([*asked, *([("value", value)] if value is not None else [])])


def span_of(at: str) -> tuple[int, int] | None:
    """Return the span that ``START-END`` in an address means, or None.

    Example:
        >>> span_of("12-40"), span_of("40-12"), span_of("x")
        ((12, 40), None, None)
    """
    found = re.fullmatch(r"(\d{1,9})-(\d{1,9})", at)
    if found is None or int(found[1]) >= int(found[2]):
        return None
    return int(found[1]), int(found[2])


def local(address: str) -> str:
    """Return an address when it leads to a page of this server, else the first page's.

    Example:
        >>> local("/stories/s-1?x=2"), local("//evil.example/"), local("https://evil.example/")
        ('/stories/s-1?x=2', '/', '/')
    """
    return address if re.fullmatch(r"/(?![/\\])[^\s\\\x00-\x1f\x7f]*", address) else "/"
