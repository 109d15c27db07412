"""Units: the statements of a story's articles, in a form that can be compared over articles.

A unit is a proposition with the complements it cannot do without ("demanded that he be dismissed" is one statement,
"said that he was dismissed" is the statement of a dismissal with a source). Names stand in it as the story knows them,
so that "he" and "the minister" compare as the minister.

Source: Ernst et al. 2021, "Summary-Source Proposition-level Alignment", CoNLL (propositions as the unit of alignment).
Differs: propositions come from the dependency parse, sources of what is said are taken off and kept apart.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

import msgspec

from stemma.align.words import stem
from stemma.model import PROSE_ROLES, Analysis, Citation, Clause, Quantity, Role, Span

REPORTING = frozenset(
    "say tell announce report state add note declare write acknowledge claim confirm reveal explain tweet quote cite "
    "recall remark disclose post stress comment read speculate".split()
)
ABSORBED = frozenset({"ccomp", "xcomp", "pcomp", "csubj", "csubjpass"})
LEAST_FEATURES = 3
"""Names and content words a statement needs before it can be compared (2026-11: with two, "talks began" met anything)."""

Keys = Mapping[tuple[str, str], str]


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """One statement of one article.

    Attributes:
        sentence: span of the sentence it stands in.
        text: its words with names as the story knows them; what its meaning is computed from.
        terms: stems of its content words; ``entities``: ids of the names in it.
        subject: entity id or stem of who acts, "" when not known.
        times: resolved TIMEX3 values, sorted.
        source: entity id or folded name of who says so, None when the article itself does.
        source_name: the same as printed.
        main: False for participles and relative clauses, whose words do not stand alone.
    """

    article: str
    start: int
    end: int
    sentence: Span
    text: str
    predicate: str
    terms: frozenset[str]
    entities: frozenset[str]
    subject: str
    objects: frozenset[str]
    times: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    negated: bool
    modality: str
    source: str | None
    source_name: str | None
    role: Role
    main: bool

    @property
    def citation(self) -> Citation:
        """The characters of the statement."""
        return Citation(self.article, self.start, self.end)


def make_units(analyses: Sequence[Analysis], of: Keys, names: Mapping[str, str]) -> list[Unit]:
    """Return the comparable statements of the articles, by article id and place.

    Args:
        analyses: the story's articles.
        of: the story's entity id of (article id, entity key).
        names: the name of each entity id.
    """
    return [u for a in sorted(analyses, key=lambda a: a.id) for u in _Article(a, of, names).units()]


class _Article:
    def __init__(self, analysis: Analysis, of: Keys, names: Mapping[str, str]) -> None:
        self.analysis = analysis
        self.article = analysis.article
        self.of = of
        self.names = names
        self.children: dict[int, list[int]] = {}
        for k, clause in enumerate(analysis.clauses):
            if clause.parent is not None:
                self.children.setdefault(clause.parent, []).append(k)
        self.block_starts = [b.start for b in self.article.blocks]
        named = {(m.start, m.end): m.entity for m in self.article.mentions}
        named |= {(r.start, r.end): r.entity for r in analysis.references}
        self.named = sorted(named.items())
        self.named_starts = [span[0] for span, _ in self.named]

    def units(self) -> list[Unit]:
        absorbed: set[int] = set()
        made = []
        for k, clause in enumerate(self.analysis.clauses):
            role = self._role(clause.predicate_span.start)
            if k in absorbed or role not in PROSE_ROLES or self._only_reports(k):
                continue
            group = self._absorb(k, absorbed)
            unit = self._unit(clause, [self.analysis.clauses[g] for g in group], role)
            if len(unit.terms) + len(unit.entities) >= LEAST_FEATURES and unit.terms:
                made.append(unit)
        return made

    def _role(self, position: int) -> Role:
        k = bisect_right(self.block_starts, position) - 1
        return self.article.blocks[k].role if k >= 0 else "boilerplate"

    def _only_reports(self, k: int) -> bool:
        clause = self.analysis.clauses[k]
        if clause.predicate.split("_")[0] not in REPORTING:
            return False
        if any(self.analysis.clauses[c].relation in ("ccomp", "parataxis") for c in self.children.get(k, ())):
            return True
        return any(
            span.overlaps(clause.predicate_span) for q in self._quotes_near(clause) for span in q
        )

    def _quotes_near(self, clause: Clause) -> list[tuple[Span, ...]]:
        return [q.cue for q in self.article.quotes if any(c.overlaps(clause.predicate_span) for c in q.cue)]

    def _absorb(self, k: int, absorbed: set[int]) -> list[int]:
        """Return the clause and the complements it cannot do without, marking these as absorbed."""
        clauses = self.analysis.clauses
        group, stack = [k], [k]
        while stack:
            above = stack.pop()
            reporting = clauses[above].predicate.split("_")[0] in REPORTING
            for c in self.children.get(above, ()):
                child = clauses[c]
                joined = child.relation in ABSORBED and not (reporting and child.relation == "ccomp")
                if joined or (child.modality == "planned" and child.tense == "none" and child.relation in ("acl", "advcl")):
                    absorbed.add(c)
                    group.append(c)
                    stack.append(c)
        return group

    def _unit(self, clause: Clause, group: Sequence[Clause], role: Role) -> Unit:
        start, end = min(c.start for c in group), max(c.end for c in group)
        keys = {key for c in group for key in c.entities}
        source, source_name = self._source(clause)
        return Unit(
            article=self.article.id,
            start=start,
            end=end,
            sentence=self.article.sentences[clause.sentence],
            text=self._text(clause, Span(start, end)),
            predicate=stem(clause.predicate),
            terms=frozenset(stem(t) for c in group for t in c.terms),
            entities=frozenset(self._id(key) for key in keys),
            subject=self._subject(clause),
            objects=frozenset(self._id(key) for key in clause.object_entities if key),
            times=tuple(sorted({self.article.times[t].value for c in group for t in c.times})),
            quantities=tuple(q for c in group for q in c.quantities),
            negated=clause.negated,
            modality=clause.modality,
            source=source,
            source_name=source_name,
            role=role,
            main=clause.relation not in ("relcl", "acl", "advcl", "pcomp") and clause.subject is not None,
        )

    def _id(self, key: str) -> str:
        return self.of.get((self.article.id, key), key)

    def _subject(self, clause: Clause) -> str:
        if clause.subject_entity:
            return self._id(clause.subject_entity)
        return stem(clause.subject.of(self.article.text).lower()) if clause.subject else ""

    def _source(self, clause: Clause) -> tuple[str | None, str | None]:
        if clause.quote is not None:
            quote = self.article.quotes[clause.quote]
            key = self.analysis.quote_entities[clause.quote]
            if key:
                return self._id(key), self.names.get(self._id(key), quote.speaker_name)
            if quote.speaker_name:
                return quote.speaker_name.casefold(), quote.speaker_name
        return None, None

    def _text(self, clause: Clause, span: Span) -> str:
        """Return the unit's words with names in full; a subject that stands outside goes in front."""
        text = self.article.text
        parts = []
        if clause.subject is not None and not span.contains(clause.subject):
            key = clause.subject_entity
            parts += [self.names.get(self._id(key), key) if key else clause.subject.of(text), " "]
        at = span.start
        k = bisect_right(self.named_starts, span.start - 1)
        for (start, end), key in self.named[k:]:
            if start >= span.end:
                break
            if start < at or end > span.end:
                continue
            name = self.names.get(self._id(key))
            parts += [text[at:start], name or text[start:end]]
            at = end
        parts.append(text[at : span.end])
        return " ".join("".join(parts).split())
