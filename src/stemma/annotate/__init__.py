"""Annotate: sentences, names, times, quotations and events of one article.

Each annotator is a pure function of a `Parse` and what earlier annotators found; this module is their one
entrance and fixes their order: names, times, quotations, events, clauses.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from pathlib import Path

from stemma.annotate.clauses import mark_clauses
from stemma.annotate.events import mark_events
from stemma.annotate.names import mark_names
from stemma.annotate.pipeline import load_pipeline
from stemma.annotate.quotes import mark_quotes
from stemma.annotate.syntax import Parse, Parser, pieces_of
from stemma.annotate.times import count_from_saying, mark_times, without_names
from stemma.model import Analysis, Annotated, Article

__all__ = ["Annotator", "Parse", "Parser", "analyse", "is_covered", "paragraphs_of", "unmarked"]


class Annotator:
    """Annotates articles; loads the pipeline once.

    Args:
        cache: file that keeps parses of paragraphs between runs, or None.

    Example:
        >>> Annotator().annotate([])
        []
    """

    def __init__(self, cache: Path | None = None) -> None:
        nlp = load_pipeline()
        pieces = None
        if cache is not None:
            from stemma.annotate.cache import PieceCache

            pieces = PieceCache(cache, f"{nlp.meta['name']}-{nlp.meta['version']}")
        self._parser = Parser(nlp, pieces)
        # The pipeline's many objects live as long as the process: the collector need not look at them again.
        gc.collect()
        gc.freeze()

    def annotate(self, articles: Sequence[Article]) -> list[Analysis]:
        """Return the analysis of each article, in order; one in a language not covered stays unmarked."""
        covered = [article for article in articles if is_covered(article)]
        done = {}
        for article, parse in zip(covered, self._parser.parse_each(covered), strict=True):
            done[article.id] = analyse(article, parse)
            parse.take_apart()
        return [done.get(article.id) or unmarked(article) for article in articles]

    def warm(self, paragraphs: Sequence[str]) -> int:
        """Parse paragraphs into the cache, and return how many there were."""
        self._parser.parse_texts(list(paragraphs))
        return len(paragraphs)


def is_covered(article: Article) -> bool:
    """Return whether the pipeline covers the article's language; a text too short to tell is taken as English."""
    return article.language in (None, "en")


def paragraphs_of(article: Article) -> Iterator[str]:
    """Yield the stretches of text that annotating this article will parse."""
    if is_covered(article):
        yield from (article.text[span.start : span.end] for _, span in pieces_of(article))


def unmarked(article: Article) -> Analysis:
    """Return an analysis without marks: the article is kept, nothing is claimed about it."""
    return Analysis(article=Annotated(**{f: getattr(article, f) for f in Article.__struct_fields__}))


def analyse(article: Article, parse: Parse) -> Analysis:
    """Return everything the annotators find in one parsed article."""
    names = mark_names(parse, article)
    times, forms = without_names(*mark_times(parse, article), names.mentions, article.text)
    quotes, quote_entities = mark_quotes(parse, names)
    times, forms = count_from_saying(parse, article, times, forms, quotes)
    events, details = mark_events(parse, names, times, quotes)
    clauses = mark_clauses(parse, names, times, quotes)
    annotated = Annotated(
        **{field: getattr(article, field) for field in Article.__struct_fields__},
        sentences=tuple(parse.sentences),
        mentions=names.mentions,
        times=times,
        quotes=quotes,
        events=events,
    )
    return Analysis(
        article=annotated,
        forms=forms,
        profiles=names.profiles,
        references=names.references,
        clauses=clauses,
        quote_entities=quote_entities,
        event_details=details,
    )
