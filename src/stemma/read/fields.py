"""Fields: an article out of named values, whatever their usual names are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import UnsetType

from stemma.model import Issue, Metadata, Raw
from stemma.read.markup import text_of_markup
from stemma.read.metadata import given_metadata

TEXT = ("text", "body", "content", "maintext", "full_text", "body_text", "articleBody", "content_text")
_NAMES = {
    "id": ("id", "_id", "guid", "uri"),
    "title": ("title", "headline", "head"),
    "url": ("url", "link", "canonical_url", "href"),
    "outlet": ("outlet", "source", "publisher", "sitename", "source_domain", "domain"),
    "published": ("published", "published_at", "publishedAt", "date_publish", "pub_date", "publication_date", "datePublished", "date", "date_published"),
    "language": ("language", "lang"),
    "credit": ("credit", "creditline"),
}
MARKED = ("content_html", "body_html", "html", "article_html")
"""Fields that hold the text as HTML."""

_INNER = ("name", "title", "domain", "uri", "id", "value", "text")
AUTHORS = ("authors", "author", "byline")


def article_of(
    fields: Mapping[str, object], where: str, path: str | None, *, metadata: Metadata | UnsetType | None = None
) -> Iterator[Raw | Issue]:
    """Yield the article the fields hold, and an issue for each that does not hold what it should.

    Args:
        fields: names and values; known names are those of DESIGN and the usual ones of news interfaces.
        where: path and line, for issues.
        path: the article's path.
        metadata: what a format has read itself; None where the fields are to be asked.
    """
    text = next((fields[name] for name in TEXT if isinstance(fields.get(name), str)), None)
    if text is None:
        marked = next((fields[name] for name in MARKED if isinstance(fields.get(name), str)), None)
        text = text_of_markup(marked) if isinstance(marked, str) else None
    if not isinstance(text, str):
        found = ", ".join(f"{name} ({type(fields[name]).__name__})" for name in sorted(fields)[:6]) or "no fields"
        yield Issue(where, "bad-shape", f"expected a string `text`, met {found}; give each article's text in `text`")
        return
    if not text.strip():
        yield Issue(where, "empty-text", "expected words in `text`, met none; leave the article out, or fetch it again")
        return
    values: dict[str, str | None] = {}
    for name, aliases in _NAMES.items():
        value, odd = _value(fields, aliases)
        values[name] = value
        if odd:
            yield Issue(where, "bad-field", f"expected a string in {odd!r}, met another kind of value; it is left out")
    authors, odd = _authors(fields)
    if odd:
        yield Issue(where, "bad-field", f"expected strings in {odd!r}, met another kind of value; it is left out")
    said = given_metadata(fields) if metadata is None else metadata
    yield Raw(text=text, path=path, authors=authors, metadata=said, **values)


def _value(fields: Mapping[str, object], aliases: tuple[str, ...]) -> tuple[str | None, str | None]:
    """Return the first value that is there, and the name of a field that holds no such value."""
    odd = None
    for alias in aliases:
        value = fields.get(alias)
        if value is None or value in ("", [], {}):
            continue
        plain = _plain(value)
        if plain:
            return plain, None
        odd = odd or alias
    return None, odd


def _plain(value: object) -> str | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Mapping):
        inner = (value.get(name) for name in _INNER)
        return next((v for v in inner if isinstance(v, str) and v.strip()), None)
    return None


def _authors(fields: Mapping[str, object]) -> tuple[tuple[str, ...], str | None]:
    for alias in AUTHORS:
        value = fields.get(alias)
        if value is None or value in ("", [], {}):
            continue
        items = value if isinstance(value, list) else [value]
        names = tuple(dict.fromkeys(name for name in map(_plain, items) if name))
        return names, None if len(names) == len(items) else alias
    return (), None
