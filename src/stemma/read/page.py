"""Page facts: what a web page declares about its article: title, outlet, authors, dates, address, language.

Source: schema.org NewsArticle in JSON-LD; the Open Graph and ``article:`` terms (ogp.me); Dublin Core and
``citation_`` meta names; ``rel=canonical`` (RFC 6596).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import msgspec

from stemma.model import Supplier
from stemma.read.metadata import supplier

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ARTICLE_TYPES = frozenset(
    {"newsarticle", "article", "reportagenewsarticle", "analysisnewsarticle", "backgroundnewsarticle", "opinionnewsarticle",
     "reviewnewsarticle", "liveblogposting", "blogposting", "report", "socialmediaposting", "advertisercontentarticle"}
)  # fmt: skip
LARGEST_LD = 2_000_000
"""Characters of the largest block of JSON-LD that is read."""


class PageFacts(msgspec.Struct, frozen=True):
    """What a page says of its article; None where it does not say.

    Attributes:
        published: when first published, as the page writes it; ``modified``: when last changed.
        suppliers: where it says its text stands first or whose it is.
    """

    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    language: str | None = None
    published: str | None = None
    modified: str | None = None
    suppliers: tuple[Supplier, ...] = ()


def page_facts(tree: HtmlElement, url: str | None) -> PageFacts:
    """Return what the page declares: JSON-LD first, then meta elements, then its title and address."""
    linked = linked_article(tree)
    meta = meta_values(tree)

    def first(*names: str) -> str | None:
        return next((meta[name] for name in names if meta.get(name)), None)

    own = _address(text_of(linked.get("url"))) or _address(first("og:url"))
    canonical = _canonical(tree, url)
    elsewhere = canonical if canonical and _apart(canonical, own or url) else None
    address = own or url if elsewhere else canonical or own
    names = _people(linked.get("author")) or tuple(
        name for name in meta.get("author", "").split(" and ") if name.strip() and not name.startswith("http")
    )
    return PageFacts(
        title=text_of(linked.get("headline")) or first("og:title", "twitter:title", "dc.title", "parsely-title") or _heading(tree),
        outlet=_outlet(linked.get("publisher")) or first("og:site_name", "application-name", "dc.publisher"),
        authors=tuple(" ".join(name.split()) for name in names),
        url=address,
        language=text_of(linked.get("inLanguage")) or tree.get("lang") or first("og:locale", "dc.language", "content-language"),
        published=text_of(linked.get("datePublished"))
        or first("article:published_time", "datepublished", "dc.date.issued", "dc.date", "parsely-pub-date", "date", "pubdate", "sailthru.date")
        or _found_date(tree, address or url),
        modified=text_of(linked.get("dateModified")) or first("article:modified_time", "og:updated_time", "lastmod"),
        suppliers=tuple(_suppliers(tree, linked, elsewhere)),
    )


def _apart(canonical: str, own: str | None) -> bool:
    """Return whether a page calls an address of another site its canonical one, as syndicated copies do."""
    from courlan import extract_domain

    sites = {extract_domain(address) or urlsplit(address).hostname for address in (canonical, own or canonical)}
    return len(sites) > 1


def _suppliers(tree: HtmlElement, linked: Mapping[str, object], elsewhere: str | None) -> Iterator[Supplier]:
    found = [supplier("canonical", elsewhere)]
    said: dict[str, list[str]] = {"syndication-source": [], "original-source": []}
    for node in tree.iter("meta", "link"):
        name, value = (node.get("name"), node.get("content")) if node.tag == "meta" else (node.get("rel"), node.get("href"))
        if name in said and value is not None:
            said[name].append(value)
    found.extend(supplier(name, value) for name, values in said.items() for value in values[:8])
    base = linked.get("isBasedOn")
    for item in (base if isinstance(base, list) else [base])[:8]:
        address = item.get("url") or item.get("@id") if isinstance(item, dict) else item
        found.append(supplier("isBasedOn", text_of(item), address if isinstance(address, str) else None))
    found.append(supplier("sourceOrganization", text_of(linked.get("sourceOrganization"))))
    yield from (made for made in found if made is not None)


def linked_article(tree: HtmlElement) -> Mapping[str, object]:
    """Return the first article that the page's JSON-LD describes; empty when there is none."""
    return next(_linked_articles(tree), {})


def _linked_articles(tree: HtmlElement) -> Iterator[Mapping[str, object]]:
    for node in tree.xpath("//script[@type='application/ld+json']"):
        source = (node.text or "")[: LARGEST_LD + 1]
        if len(source) > LARGEST_LD:
            continue
        try:
            value = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _articles_in(value, 0)


def _articles_in(value: object, depth: int) -> Iterator[Mapping[str, object]]:
    if depth > 4:
        return
    if isinstance(value, list):
        for item in value[:50]:
            yield from _articles_in(item, depth + 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        names = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(name, str) and name.rpartition("/")[2].lower() in ARTICLE_TYPES for name in names):
            yield value
        yield from _articles_in(value.get("@graph"), depth + 1)
        yield from _articles_in(value.get("mainEntity"), depth + 1)


def text_of(value: object) -> str | None:
    """Return the words of a JSON-LD value: of a list its first, of an object its name."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@id") or value.get("@value")
    if not isinstance(value, str):
        return None
    import html

    return " ".join(html.unescape(value).split()) or None


def _people(value: object) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    names = (name for item in items if (name := text_of(item)) and not name.startswith("http"))
    return tuple(dict.fromkeys(names))


def _outlet(value: object) -> str | None:
    name = text_of(value)
    return None if name is None or name.startswith("http") else name


def meta_values(tree: HtmlElement) -> dict[str, str]:
    """Return the first content of each meta name, in lower case."""
    found: dict[str, str] = {}
    for node in tree.xpath("//meta[@content]"):
        content = " ".join((node.get("content") or "").split())
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (node.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _heading(tree: HtmlElement) -> str | None:
    for path in ("//h1", "//title"):
        for node in tree.xpath(path)[:1]:
            text = " ".join("".join(node.itertext()).split())
            if text:
                return text
    return None


def _canonical(tree: HtmlElement, url: str | None) -> str | None:
    links = tree.xpath("//link[contains(concat(' ', @rel, ' '), ' canonical ')]/@href")
    return next((found for link in links if (found := _address(_joined(url, str(link))))), None)


def _joined(base: str | None, link: str) -> str:
    try:
        return urljoin(base or "", link)
    except ValueError:
        return ""


def _address(link: str | None) -> str | None:
    """Return the link when it is a whole web address."""
    if not link:
        return None
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    return link if parts.scheme in ("http", "https") and parts.hostname else None


def _found_date(tree: HtmlElement, url: str | None) -> str | None:
    """Return the date htmldate finds in markup and address, none guessed from free text."""
    from htmldate import find_date

    try:
        return find_date(tree, url=url, original_date=True, extensive_search=False)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
