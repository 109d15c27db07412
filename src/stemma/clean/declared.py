"""Declared: what an article's source says of it besides its text, made ready for the later stages."""

from __future__ import annotations

from urllib.parse import urlsplit

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from stemma.clean.published import published_from
from stemma.lexicon.agencies import agency_named
from stemma.model import Metadata, Stamp

_OF_TEXT = frozenset(
    {"creditline", "hopHistory", "infoSource", "distributor", "source", "sourceOrganization", "syndication-source", "canonical"}
)
"""Fields that say whose text it is; ``original-source`` and ``isBasedOn`` say who had the story first, which is no copying."""


def read_metadata(given: Metadata | UnsetType) -> Metadata | UnsetType:
    """Return the metadata with its times in ISO 8601; a time that cannot be read is left out.

    Example:
        >>> read_metadata(Metadata(modified=Stamp("Thu, 18 Jun 2020 09:30:00 GMT"))).modified.value
        '2020-06-18T09:30:00+00:00'
    """
    if not isinstance(given, Metadata):
        return UNSET
    made = replace(given, modified=_stamp(given.modified), seen=_stamp(given.seen))
    return UNSET if made == Metadata() else made


def _stamp(given: Stamp | None) -> Stamp | None:
    read = published_from(given.value) if given else None
    return Stamp(read.value, given.basis, read.precision) if given and read else None


def declared_credit(metadata: Metadata | UnsetType) -> str | None:
    """Return the short name of the first agency that the source says the text came from, by its name or its address."""
    if not isinstance(metadata, Metadata):
        return None
    for said in metadata.suppliers:
        if said.basis in _OF_TEXT:
            known = next((agency for name in (said.name, _site(said.url)) if name and (agency := agency_named(name))), None)
            if known is not None and known.wire:
                return known.name
    return None


def _site(url: str | None) -> str | None:
    """Return the name a site goes by: ``reuters`` of ``https://www.reuters.com/a``."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    labels = host.removeprefix("www.").split(".")
    return labels[0] if len(labels) > 1 else None
