"""Metadata: what a source says of an article besides the usual fields, put under one form whatever format says it.

Source: IPTC NewsCodes (media topics, subject codes); Google News 2010, ``syndication-source`` and ``original-source``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from stemma.model import Issue, Metadata, Raw, Stamp, Supplier, Topic

MOST = 64
"""Topics, and suppliers, kept of one article."""

LONGEST = 300
"""Code points of the longest name of a supplier or topic that is kept."""

_IPTC = re.compile(r"^(?:https?://cv\.iptc\.org/newscodes/)?(?P<scheme>medtop|mediatopic|subj|subjectcode)[:/](?:medtop:)?(?P<number>\d{8})/?$", re.IGNORECASE)
_SCHEMES = {"mediatopic": "medtop", "subjectcode": "subj"}


def metadata_of(
    *,
    modified: str | None = None,
    seen: Stamp | None = None,
    topics: Iterable[Topic | None] = (),
    suppliers: Iterable[Supplier | None] = (),
) -> Metadata | UnsetType:
    """Return what was said, each thing once; unset when nothing was.

    Example:
        >>> metadata_of(topics=[topic("medtop:20000065"), topic("medtop:20000065")])
        Metadata(modified=None, seen=None, topics=(Topic(code='medtop:20000065', name=None),), suppliers=())
        >>> metadata_of()
        UNSET
    """
    made = Metadata(
        modified=Stamp(modified) if modified else None,
        seen=seen,
        topics=tuple({t.code: t for t in topics if t is not None}.values())[:MOST],
        suppliers=tuple(dict.fromkeys(s for s in suppliers if s is not None))[:MOST],
    )
    return UNSET if made == Metadata() else made


def seen_at(item: Raw | Issue, stamp: Stamp | None) -> Raw | Issue:
    """Return an article with the time at which it was sent or archived; an issue, and one whose time is known, as it is."""
    if stamp is None or isinstance(item, Issue):
        return item
    known = item.metadata if isinstance(item.metadata, Metadata) else Metadata()
    return item if known.seen else replace(item, metadata=replace(known, seen=stamp))


def topic(code: str | None, name: str | None = None, scheme: str | None = None) -> Topic | None:
    """Return an IPTC subject, or None for a code of another scheme.

    Args:
        code: a code with its scheme, the address of a NewsCode, or eight digits.
        name: its name, if given.
        scheme: the scheme of a code that is digits alone (any text that names it).

    Example:
        >>> topic("http://cv.iptc.org/newscodes/mediatopic/20000065").code, topic("11000000", scheme="IptcSubjectCodes").code
        ('medtop:20000065', 'subj:11000000')
    """
    code = (code or "").strip()
    named = " ".join((name or "").split())[:LONGEST] or None
    found = _IPTC.match(code)
    if found:
        kind = found["scheme"].lower()
        return Topic(f"{_SCHEMES.get(kind, kind)}:{found['number']}", named)
    if re.fullmatch(r"\d{8}", code) and scheme:
        told = scheme.lower()
        kind = "medtop" if "medtop" in told or "mediatopic" in told else "subj" if "subj" in told else ""
        return Topic(f"{kind}:{code}", named) if kind else None
    return None


def supplier(basis: str, value: str | None, url: str | None = None) -> Supplier | None:
    """Return a supplier by name, by address, or both; None when neither is given.

    Example:
        >>> supplier("creditline", " AP "), supplier("original-source", "https://a.example/b")
        (Supplier(basis='creditline', name='AP', url=None), Supplier(basis='original-source', name=None, url='https://a.example/b'))
    """
    words = " ".join((value or "").split())[:LONGEST]
    address = (url or "").strip()
    if re.match(r"https?://", words, re.IGNORECASE):
        words, address = "", address or words
    address = address if re.match(r"https?://[^\s]{1,2000}$", address, re.IGNORECASE) else ""
    return Supplier(basis, words or None, address or None) if words or address else None


def given_metadata(fields: Mapping[str, object]) -> Metadata | UnsetType:
    """Return the metadata that named values hold, as `stemma read` prints them or under usual names; odd ones are left out."""
    held = fields.get("metadata")
    inner: Mapping[str, object] = held if isinstance(held, Mapping) else {}
    stamp = _first({**fields, **inner}, SEEN)
    return metadata_of(
        modified=_text(_first({**fields, **inner}, MODIFIED)),
        seen=Stamp(value, _basis(stamp)) if (value := _text(stamp)) else None,  # type: ignore[arg-type]
        topics=(topic(_text(t.get("code")), _text(t.get("name"))) for t in _objects(inner.get("topics"))),
        suppliers=(
            supplier(_text(s.get("basis")) or "source", _text(s.get("name")), _text(s.get("url"))) for s in _objects(inner.get("suppliers"))
        ),
    )


MODIFIED = ("modified", "modified_at", "updated", "updated_at", "date_modified", "dateModified", "date_modify", "last_modified")
SEEN = ("seen", "seen_at", "fetched", "fetched_at", "crawled", "crawled_at", "date_download", "retrieved", "retrieved_at")


def _first(fields: Mapping[str, object], names: Iterable[str]) -> object:
    return next((value for name in names if (value := fields.get(name)) and _text(value)), None)


def _text(value: object) -> str | None:
    if isinstance(value, Mapping):
        value = value.get("value")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return (value.strip() or None) if isinstance(value, str) else None


def _basis(value: object) -> str:
    basis = value.get("basis") if isinstance(value, Mapping) else None
    return basis if basis in ("archive", "server") else "metadata"


def _objects(value: object) -> list[Mapping[str, object]]:
    return [item for item in value if isinstance(item, Mapping)][:MOST] if isinstance(value, list) else []
