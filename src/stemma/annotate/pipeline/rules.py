"""Rules: spaCy's attribute rules and lemmas, worked out once for each combination they look at.

A rule over one word looks at its tag, its arc and, for some words only, its characters; the lemma depends on the
characters and on what the rules say. Each combination is given to spaCy's own components once and remembered. Rules
over two words ("let's", "there is") are rare: a document in which one applies goes through the components whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from stemma.annotate.pipeline.pieces import Piece

if TYPE_CHECKING:
    from spacy.pipeline import AttributeRuler, Lemmatizer
    from spacy.tokens import Doc, Token
    from spacy.vocab import Vocab

KEPT = 200_000
"""Words with tag and arc that are remembered (about 40 MB); past it all are forgotten and learnt again."""

_LOOKED_AT = {"TAG", "LOWER", "DEP", "IS_SPACE"}


class Said(NamedTuple):
    """What rules and lemmatizer leave of a word."""

    lemma: str
    pos: str
    tag: str
    dep: str


class _Ruled(NamedTuple):
    """What the rules alone say of a word; ``lemma`` is "" where they say none."""

    lemma: str
    pos: str
    tag: str
    dep: str
    morph: str


Key = tuple[int, int, int]
"""A word, its tag and its arc, as spaCy's string hashes."""


class Rules:
    """Fills in lemmas and parts of speech.

    Args:
        vocab: the pipeline's words.
        ruler: its attribute rules.
        lemmatizer: its lemmatizer, whose list of known words becomes a set.

    Raises:
        ValueError: when a rule looks at something else than characters, tag and arc.
    """

    def __init__(self, vocab: Vocab, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        from spacy.matcher import Matcher

        self._vocab, self._ruler, self._lemmatizer = vocab, ruler, lemmatizer
        self._known: dict[Key, Said] = {}
        self._ruled: dict[tuple[str, int, int, bool], _Ruled] = {}
        listed: Any = ruler.patterns
        patterns: list[list[dict[str, Any]]] = [pattern for rule in listed for pattern in rule["patterns"]]
        self._named = _Named(patterns)
        _index_by_set(self._lemmatizer)
        self._longer = Matcher(vocab)
        if longer := [pattern for pattern in patterns if len(pattern) > 1]:
            self._longer.add("longer", longer)

    def piece(self, doc: Doc, labels: list[str], begins: list[bool]) -> Piece:
        """Return the parse of a document that the tagger and the parser have seen."""
        from spacy.attrs import DEP, HEAD, IDX, LENGTH, ORTH, SENT_START, TAG

        table = doc.to_array([ORTH, TAG, DEP, IDX, LENGTH, HEAD, SENT_START])
        starts = table[:, 3].astype(np.int64)
        sentence = table[:, 6] == 1
        sentence[:1] = True
        said = self._whole(doc) if len(doc) > 1 and self._longer(doc) else self._each(doc, table[:, :3])
        lemmas, pos, tags, deps = zip(*said, strict=True) if said else ((), (), (), ())
        return Piece(
            starts=tuple(starts.tolist()),
            ends=tuple((starts + table[:, 4].astype(np.int64)).tolist()),
            lemmas=lemmas,
            pos=pos,
            tags=tags,
            deps=deps,
            heads=tuple((np.arange(len(table)) + table[:, 5].astype(np.int64)).tolist()),
            labels=tuple(labels),
            label_begins=tuple(begins),
            sentence_begins=tuple(sentence.tolist()),
        )

    def _whole(self, doc: Doc) -> list[Said]:
        self._lemmatizer(self._ruler(doc))
        return [Said(t.lemma_, t.pos_, t.tag_, t.dep_) for t in doc]

    def _each(self, doc: Doc, table: np.ndarray) -> list[Said]:
        keys: list[Key] = list(map(tuple, table.tolist()))
        if len(self._known) > KEPT:
            self._known.clear()
        unknown = {key: doc[i] for i, key in enumerate(keys) if key not in self._known}
        if unknown:
            self._learn(unknown)
        return [self._known[key] for key in keys]

    def _learn(self, unknown: dict[Key, Token]) -> None:
        looks = [(self._named.told(t.lower_), t.tag, t.dep, t.is_space) for t in unknown.values()]
        new = {look: token for look, token in zip(looks, unknown.values(), strict=True) if look not in self._ruled}
        if new:
            self._ruled.update(zip(new, self._rule(list(new.values())), strict=True))
        ruled = [self._ruled[look] for look in looks]
        lemmas = self._lemmas([token.text for token in unknown.values()], ruled)
        said = (Said(lemma, r.pos, r.tag, r.dep) for lemma, r in zip(lemmas, ruled, strict=True))
        self._known.update(zip(unknown, said, strict=True))

    def _rule(self, tokens: Sequence[Token]) -> Iterator[_Ruled]:
        """Yield what the rules say of words, each as if it stood alone: full stops between keep rules over two away."""
        from spacy.tokens import Doc

        words, tags, arcs = ([x for token in tokens for x in (getattr(token, name), apart)] for name, apart in _APART)
        row = self._ruler(Doc(self._vocab, words, [False] * len(words), tags=tags, deps=arcs, heads=list(range(len(words)))))
        for token in list(row)[::2]:
            yield _Ruled(token.lemma_, token.pos_, token.tag_, token.dep_, str(token.morph))

    def _lemmas(self, words: list[str], ruled: Sequence[_Ruled]) -> list[str]:
        from spacy.tokens import Doc

        pos, morphs, given = ([getattr(r, name) for r in ruled] for name in ("pos", "morph", "lemma"))
        row = Doc(self._vocab, words, [False] * len(words), pos=pos, morphs=morphs, lemmas=given)
        return [token.lemma_ for token in self._lemmatizer(row)]


def _index_by_set(lemmatizer: Lemmatizer) -> None:
    """Let the lemmatizer look words up in sets: it asks its lists of known words only whether a word is in them."""
    index = lemmatizer.lookups.get_table("lemma_index", {})
    for key in list(index):
        index[key] = frozenset(index[key])


_APART = (("text", "."), ("tag_", "."), ("dep_", "punct"))


class _Named:
    """The words whose characters some rule looks at."""

    def __init__(self, patterns: Iterable[Sequence[dict[str, object]]]) -> None:
        self._words: set[str] = set()
        self._shapes: list[re.Pattern[str]] = []
        for part in (part for pattern in patterns for part in pattern):
            if part.keys() - _LOOKED_AT:
                raise ValueError(f"expected rules over {sorted(_LOOKED_AT)}, met {sorted(part)}")
            self._add(part.get("LOWER"))

    def _add(self, wanted: object) -> None:
        if isinstance(wanted, str):
            self._words.add(wanted)
        elif isinstance(wanted, dict) and wanted.keys() <= {"IN", "REGEX"}:
            self._words.update(wanted.get("IN", ()))
            self._shapes.extend(re.compile(wanted[key]) for key in wanted if key == "REGEX")
        elif wanted is not None:
            raise ValueError(f"expected a word, a list of words or a shape, met {wanted!r}")

    def told(self, lower: str) -> str:
        """Return the word when a rule may look at its characters, else ""."""
        return lower if lower in self._words or any(shape.search(lower) for shape in self._shapes) else ""
