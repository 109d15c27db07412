"""Laws names and entities obey, on any text."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.names_case import analysis, article, read

from stemma.align.entities import settle_entities
from stemma.annotate.names import mark_names
from stemma.annotate.syntax import Parse, Token
from stemma.lexicon.naming import fold, organisation_parts, person_parts, same_person, slug
from stemma.model import Span

WORDS = st.sampled_from(
    """Park Min - jun Ji-ho Hale Mary Holm president the The of Norway Oslo Norwegian 's . , " ( ) “ ” he She it its
    company Brightwater Motors R240 UN U.S. U.N. Mr. Gen. Kremlin said met and / elder Danish's ‘s é 한 \U0001f600""".split()
)
LABELS = st.sampled_from(["", "", "PERSON", "ORG", "GPE", "NORP", "PRODUCT", "DATE"])
TAGS = st.sampled_from(["NNP", "NN", "NNS", "POS", "PRP", "PRP$", "VBD", "IN", "DT", "JJ", "HYPH", ",", "."])
DEPS = st.sampled_from(["nsubj", "dobj", "pobj", "poss", "compound", "appos", "attr", "conj", "prep", "ROOT", "amod"])
POS = {"NNP": "PROPN", "NN": "NOUN", "NNS": "NOUN", "JJ": "ADJ", "VBD": "VERB", "IN": "ADP", "DT": "DET"}


@st.composite
def parses(draw: st.DrawFn) -> Parse:
    """Draw any parse: words, labels and trees that need make no sense."""
    rows = draw(st.lists(st.tuples(WORDS, LABELS, TAGS, DEPS, st.booleans()), min_size=1, max_size=40))
    text = " ".join(word for word, *_ in rows)
    tokens, at = [], 0
    for i, (word, label, tag, dep, begins) in enumerate(rows):
        token = Token(i, at, at + len(word), word)
        token.lemma, token.label, token.tag, token.pos, token.dep = word.lower(), label, tag, POS.get(tag, "X"), dep
        token.begins = begins or i == 0 or rows[i - 1][1] != label
        token.sentence = i // 12
        tokens.append(token)
        at += len(word) + 1
    for token in tokens:
        # Governors stand in the same sentence and to the left, so that the tree has no circle.
        first = (token.i // 12) * 12
        token.head = tokens[draw(st.integers(first, token.i))]
        if token.head is not token:
            token.head.children.append(token)
    groups = [tokens[i : i + 12] for i in range(0, len(tokens), 12)]
    return Parse(text, tokens, [Span(g[0].start, g[-1].end) for g in groups])


class TestSpans:
    """Law 1: an item's span is text of the article, and its entity is known."""

    @settings(max_examples=150, deadline=None)
    @given(parses())
    def test_any_parse_gives_sound_names(self, parse: Parse) -> None:
        """Mentions do not overlap, cover characters, and every key has one profile."""
        names = mark_names(parse, article(parse.text))
        keys = [p.key for p in names.profiles]
        assert len(keys) == len(set(keys))
        assert {m.entity for m in names.mentions} == set(keys)
        ends = 0
        for mention in names.mentions:
            assert ends <= mention.start < mention.end <= len(parse.text)
            ends = mention.end
        for reference in names.references:
            assert 0 <= reference.start < reference.end <= len(parse.text)
            assert reference.entity in keys
        for profile in names.profiles:
            assert all(name in parse.text for name in profile.names)
            assert all(s.of(parse.text) == r for s, r in zip(profile.role_spans, profile.roles, strict=True))

    @settings(max_examples=20, deadline=None)
    @given(st.text(max_size=300))
    def test_any_text_can_be_read(self, text: str) -> None:
        """No Unicode makes the annotator raise."""
        _, names = read(text)
        assert all(text[m.start : m.end].strip() for m in names.mentions)

    @pytest.mark.parametrize("word", ["Park", "PARK", '"', "“", "9", "A1", "'s", "Norway", "Norway's", "(UN)", "he"])
    def test_hostile_runs_take_linear_time(self, word: str) -> None:
        """Twenty thousand repetitions of one word are read in a few seconds."""
        tokens = []
        for i in range(20_000):
            token = Token(i, i * (len(word) + 1), i * (len(word) + 1) + len(word), word)
            token.tag, token.pos, token.dep, token.lemma = "NNP", "PROPN", "compound", word
            token.label, token.begins, token.sentence = "PERSON", i % 2 == 0, i // 50
            tokens.append(token)
        parse = Parse(" ".join([word] * 20_000), tokens, [Span(0, 1)] * 400)
        begun = time.process_time()
        mark_names(parse, article("x"))
        assert time.process_time() - begun < 60


class TestOrder:
    """Law 2: the same reports in any order give the same entities. Law 3: other reports change no id."""

    TEXTS = (
        "Envoy Park Min-jun met Mary Hale in Oslo. Park praised Norway.",
        "Park Min Jun and Hale left Norway. The UN was told.",
        "Hale said the United Nations had been told by Park.",
        "Park Ji-ho, who drove, saw Mary Hale and J. Hale.",
    )

    @pytest.mark.parametrize("seed", range(4))
    def test_order_changes_nothing(self, seed: int) -> None:
        """Shuffled analyses settle to an equal table."""
        analyses = [analysis(text, f"r{i}") for i, text in enumerate(self.TEXTS)]
        expected = settle_entities(analyses)
        random.Random(seed).shuffle(analyses)
        assert settle_entities(analyses) == expected

    def test_reports_on_other_things_change_no_entity(self) -> None:
        """Entities of a story are the same whatever else a story beside them holds."""
        analyses = [analysis(text, f"r{i}") for i, text in enumerate(self.TEXTS)]
        other = analysis("Bakers in Lower Wexcombe elected a beekeeper on Tuesday.", "z")
        before, after = settle_entities(analyses), settle_entities([*analyses, other])
        assert [e for e in after.entities if all(m.article != "z" for m in e.mentions)] == list(before.entities)


class TestNaming:
    """Comparing names: order of arguments does not matter, and a name is like itself."""

    @settings(max_examples=200, deadline=None)
    @given(st.text(max_size=40))
    def test_folding_twice_adds_nothing(self, name: str) -> None:
        """Folded names are stable, and every name has a slug."""
        assert fold(fold(name)) == fold(name)
        assert slug(name)
        assert isinstance(organisation_parts(name), tuple)

    @settings(max_examples=200, deadline=None)
    @given(st.lists(WORDS, min_size=1, max_size=4), st.lists(WORDS, min_size=1, max_size=4))
    def test_likeness_is_mutual(self, a: list[str], b: list[str]) -> None:
        """If one name may be another's bearer, so may the other."""
        x, y = person_parts(" ".join(a)), person_parts(" ".join(b))
        assert same_person(x, x)
        assert same_person(x, y) == same_person(y, x)
