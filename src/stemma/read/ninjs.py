"""ninjs, the IPTC's news in JSON, versions 1 to 3: its fields as those of an article.

Source: IPTC, ninjs 1.x, 2.x and 3.x specifications (https://iptc.org/standards/ninjs/).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import UnsetType

from stemma.model import Metadata, Supplier, Topic
from stemma.read.markup import text_of_markup
from stemma.read.metadata import metadata_of, supplier, topic

_BODIES = ("body_text", "body_xhtml", "body_html")
_MARKED = ("html", "xhtml", "xml")


def is_ninjs(value: Mapping[str, object]) -> bool:
    """Return whether an object has the fields of a ninjs item."""
    if "uri" not in value:
        return False
    return isinstance(value.get("bodies"), list) or any(isinstance(value.get(name), str) for name in _BODIES)


def ninjs_fields(item: Mapping[str, object]) -> dict[str, object]:
    """Return the item under the names that `stemma.read.fields.article_of` knows."""
    return {
        "text": _body(item),
        "id": item.get("uri"),
        "title": item.get("headline") or _of_role(item.get("headlines"), ("main", "")),
        "url": _link(item),
        "outlet": item.get("provider") or item.get("copyrightholder") or item.get("copyrightHolder"),
        "published": next((item[name] for name in _DATES if item.get(name)), None),
        "language": item.get("language"),
        "authors": _authors(item),
        "credit": item.get("creditline") or item.get("creditLine") or _first_name(_infosources(item)) or item.get("source"),
    }


_DATES = ("firstcreated", "firstCreated", "contentcreated", "contentCreated", "versioncreated", "versionCreated")


def ninjs_metadata(item: Mapping[str, object]) -> Metadata | UnsetType:
    """Return times, media topics and suppliers of a ninjs item."""
    version = next((value for name in _CHANGED if isinstance(value := item.get(name), str)), None)
    first = next((item[name] for name in _DATES if item.get(name)), None)
    return metadata_of(modified=version if version != first else None, topics=_topics(item), suppliers=_suppliers(item))


_CHANGED = ("contentmodified", "contentModified", "versioncreated", "versionCreated")
_SUBJECTS = ("subject", "subjects")


def _topics(item: Mapping[str, object]) -> Iterator[Topic | None]:
    for name in _SUBJECTS:
        for held in _objects(item.get(name)):
            label = held.get("name") if isinstance(held.get("name"), str) else _of_role(held.get("names"), ("",))
            codes = [code for key in ("uri", "code", "qcode", "literal") if isinstance(code := held.get(key), str)]
            scheme = held.get("scheme")
            found = (topic(code, label if isinstance(label, str) else None, scheme if isinstance(scheme, str) else None) for code in codes)
            yield next((made for made in found if made is not None), None)


def _suppliers(item: Mapping[str, object]) -> Iterator[Supplier | None]:
    line = item.get("creditline") or item.get("creditLine")
    yield supplier("creditline", line if isinstance(line, str) else None)
    for held in _objects(_infosources(item)):
        yield supplier("infoSource", _first_name([held]), next((u for u in (held.get("uri"), held.get("href")) if isinstance(u, str)), None))
    origin = item.get("source")
    yield supplier("source", origin if isinstance(origin, str) else _first_name([origin]))


def _infosources(item: Mapping[str, object]) -> object:
    return item.get("infosource") or item.get("infosources") or item.get("infoSources")


def _objects(value: object) -> list[Mapping[str, object]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _body(item: Mapping[str, object]) -> str:
    for name in _BODIES:
        value = item.get(name)
        if isinstance(value, str) and value.strip():
            return value if name == "body_text" else text_of_markup(value)
    best = _of_role(item.get("bodies"), ("main", "body", "text", ""))
    kind = _of_role(item.get("bodies"), ("main", "body", "text", ""), "contenttype", "contentType")
    return text_of_markup(best) if best and any(mark in (kind or "html") for mark in _MARKED) else best or ""


def _of_role(items: object, roles: tuple[str, ...], *names: str) -> str | None:
    """Return a value of the item whose role comes first among ``roles``, the first item failing that."""
    found = [item for item in items if isinstance(item, Mapping)] if isinstance(items, list) else []
    found.sort(key=lambda item: next((k for k, role in enumerate(roles) if role == str(item.get("role") or "")), len(roles)))
    for item in found:
        for name in names or ("value",):
            value = item.get(name)
            if isinstance(value, str) and value.strip():
                return value
    return None


def _link(item: Mapping[str, object]) -> str | None:
    for name in ("url", "canonicalurl", "link", "uri"):
        value = item.get(name)
        if isinstance(value, str) and value.startswith(("http://", "https://")):
            return value
    return None


def _authors(item: Mapping[str, object]) -> list[str]:
    people = item.get("by") if isinstance(item.get("by"), list) else item.get("creators") or item.get("person_by")
    if isinstance(people, list):
        return [name for person in people if (name := _first_name([person]))]
    line = item.get("byline") or _of_role(item.get("bylines"), ("",)) or item.get("by")
    return [part.strip() for part in line.removeprefix("By ").removeprefix("by ").split(" and ")] if isinstance(line, str) else []


def _first_name(items: object) -> str | None:
    for item in items if isinstance(items, list) else []:
        value = item.get("name") or item.get("value") if isinstance(item, Mapping) else item
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None
