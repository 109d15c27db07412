"""Units: the statements of a story's articles, in a form that can be compared over articles.

A unit is a proposition with the complements it cannot do without ("demanded that he be dismissed" is one statement,
"said that he was dismissed" is the statement of a dismissal with a source). Names stand in it as the story knows them,
so that "he" and "the minister" compare as the minister.

Source: Ernst et al. 2021, "Summary-Source Proposition-level Alignment", CoNLL (propositions as the unit of alignment).
Differs: propositions come from the dependency parse, sources of what is said are taken off and kept apart.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

import msgspec
from msgspec import structs

from stemma.align.deadlines import TERM, deadline_of
from stemma.align.words import stem
from stemma.lexicon.pronouns import is_pronoun
from stemma.model import PROSE_ROLES, Analysis, Citation, Clause, Quantity, Role, Span

REPORTING = frozenset(
    "say tell announce report state add note declare write acknowledge claim confirm reveal explain tweet quote cite "
    "recall remark disclose post stress comment read speculate".split()
)
ABSORBED = frozenset({"ccomp", "xcomp", "pcomp", "csubj", "csubjpass"})
GOVERNING = frozenset(
    map(stem, "ministry government official officials authorities regime administration military army forces spokesman "
        "spokeswoman spokesperson parliament diplomats police".split())
)
UNNAMED = frozenset("i you he she it we they this that these those who which what there one some many others".split())
POSSESSIVES = frozenset({"his", "her", "its", "their", "my", "our", "your"})
DENYING = frozenset({"deny", "dispute", "reject", "refute", "disavow"})
COPULAS = frozenset({"be", "been", "is", "was", "are", "were", "'s", "’s"})
POINTING = frozenset({"it", "this", "that", "they", "these", "those"})
SAID = frozenset({"ccomp", "xcomp", "parataxis"})
LEAST_FEATURES = 3
"""Names and content words a statement needs before it can be compared (2026-11: with two, "talks began" met anything)."""

MOST_SUBJECT = 400
"""Characters of a subject that are read for its words."""

MOST_POINTING = 2
"""Words of a statement that ends in "for that" up to which it says nothing without what that is (2026-11)."""

_ASKING = re.compile(r"(?:what|how|why|whether)\b", re.IGNORECASE)
"""What an embedded question asks, it does not say."""

_FORMULA = re.compile(
    r"\b(?:condition of anonymity|(?:declin|refus)\w+ to (?:comment|be (?:named|identified))|request\w* for comment)\b", re.IGNORECASE
)
"""What reports say of their sources alike, whoever these are."""

_POINTS = re.compile(r"\b(?:for|about|of|on|with|to|from|by|like) (?:that|this|it|them|those|so)\W*$", re.IGNORECASE)

LEAST_SAID = 2
"""Words, names, dates and figures it must say of its subject: "the leaders will discuss" says one (2026-11)."""

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
        denied: True for what a denial denies ("he denied taking it": taken, negated); compared, never a claim.
        thing: stem of the noun a copula with a pronoun calls something ("it was no missile"), or "".
        complete: the subject's words stand inside the statement's.
        exact_dates: every date in it is printed with a number: no "Monday", whose week the reader must guess.
        at: place of the predicate in the text.
        core: the terms but for the words of the subject: what is said of it.
        past: the verb stands in the past tense; ``denies``: it is one of denial.
        acts: stems of the predicates of its complements; ``agentless``: nobody is said to act ("was signed").
        verb: lemma of the predicate.
        inner_not: something in it is negated, but not its predicate ("was right not to go").
        deadline: TIMEX3 value until which it gives somebody to do something, or "".
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
    denied: bool = False
    thing: str = ""
    complete: bool = True
    exact_dates: bool = False
    at: int = 0
    core: frozenset[str] = frozenset()
    past: bool = False
    denies: bool = False
    inner_not: bool = False
    verb: str = ""
    acts: frozenset[str] = frozenset()
    agentless: bool = False
    deadline: str = ""

    @property
    def citation(self) -> Citation:
        """The characters of the statement."""
        return Citation(self.article, self.start, self.end)

    @property
    def weak(self) -> bool:
        """Whether it says too little to be compared with others."""
        if self.thing and self.negated:
            return False
        if _ASKING.match(self.text) or _FORMULA.search(self.text) or (len(self.core) <= MOST_POINTING and _POINTS.search(self.text)):
            return True
        said = len(self.core) + len(self.entities - {self.subject}) + len(self.times) + len(self.quantities)
        return len(self.terms) + len(self.entities) + bool(self.times) < LEAST_FEATURES or said < LEAST_SAID


def make_units(analyses: Sequence[Analysis], of: Keys, names: Mapping[str, str]) -> list[Unit]:
    """Return the comparable statements of the articles, by article id and place.

    Args:
        analyses: the story's articles.
        of: the story's entity id of (article id, entity key).
        names: the name of each entity id.
    """
    return [u for a in sorted(analyses, key=lambda a: a.id) for u in _Article(a, of, names).units()]


_DATELINE = re.compile(r"(?:[A-Z]{2}|•)[^.\n]{0,80}?(?:\)|[A-Za-z])? ?[—–] ?(?=[A-Z])")
_NOT = re.compile(r"\b(?:not|never)\b(?! only)|n['’]t\b", re.IGNORECASE)
_CLOSING = re.compile(r"[.,!?]?[\"”]")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the statement's place without a dateline before it, and with the mark that closes a quotation in it."""
    dateline = _DATELINE.match(text, start, end)
    start = dateline.end() if dateline else start
    inside = text[start:end]
    if inside.count("“") > inside.count("”") or inside.count('"') % 2:
        closing = _CLOSING.match(text, end)
        end = closing.end() if closing else end
    return start, end


def _has_its_subject(clause: Clause, start: int, end: int) -> bool:
    """Return whether the words hold who acts or, of a passive, what is acted on."""
    if clause.subject is not None:
        return start <= clause.subject.start < end
    return any(start <= o.start and o.end <= clause.predicate_span.start for o in clause.objects)


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
        self.cues = {p for q in self.article.quotes for span in q.cue for p in range(span.start, span.end)}
        self.block_starts = [b.start for b in self.article.blocks]
        self.mention_starts = [m.start for m in self.article.mentions]
        self.swaps = sorted({**self._pronouns(), **self._dates()}.items())
        self.swap_starts = [span[0] for span, _ in self.swaps]

    def _pronouns(self) -> dict[tuple[int, int], str]:
        """Return the name that stands for each resolved pronoun."""
        text, found = self.article.text, {}
        for reference in self.analysis.references:
            word = text[reference.start : reference.end].lower()
            name = self.names.get(self._id(reference.entity))
            if name and is_pronoun(word):
                found[reference.start, reference.end] = f"{name}'s" if word in POSSESSIVES else name
        return found

    def _dates(self) -> dict[tuple[int, int], str]:
        return {(t.start, t.end): "" for t in self.article.times if t.type in ("DATE", "TIME")}

    def units(self) -> list[Unit]:
        """Return the article's statements in reading order."""
        absorbed: set[int] = set()
        made = []
        for k, clause in enumerate(self.analysis.clauses):
            role = self._role(clause.predicate_span.start)
            if k in absorbed or role not in PROSE_ROLES or self._only_reports(k):
                continue
            group = self._absorb(k, absorbed)
            unit = self._unit(clause, [self.analysis.clauses[g] for g in group], role)
            if self._tells(clause, unit):
                made.append(unit)
                made += self._denied(k, unit)
        return made

    def _denied(self, k: int, unit: Unit) -> list[Unit]:
        """Return what the clause denies, as a negated statement cited with the denial's words."""
        clauses = self.analysis.clauses
        if clauses[k].predicate not in DENYING or clauses[k].negated:
            return []
        inner = [c for c in self.children.get(k, ()) if clauses[c].relation in ABSORBED | {"acl"}]
        made = []
        for c in inner[:1]:
            said = self._unit(clauses[c], [clauses[c]], unit.role)
            made.append(
                structs.replace(
                    said, start=unit.start, end=unit.end, negated=not said.negated, denied=True, at=unit.at,
                    source=unit.subject or unit.source, source_name=self.names.get(unit.subject, unit.source_name),
                )
            )
        return [u for u in made if not u.weak]

    def _thing(self, clause: Clause) -> str:
        text = self.article.text
        copula = clause.predicate_span.of(text).lower() in COPULAS and clause.predicate != "be"
        named = clause.subject is None or clause.subject.of(text).lower() not in POINTING
        after = text[clause.predicate_span.end : clause.end]
        noun = re.match(r"\s*(?:n['’]t|not)?\s*(?:a|an)\s+(\w+)\W*$", after)
        called = noun is not None and copula and not named and clause.tense == "past"
        return stem(clause.predicate) if called else ""

    def _tells(self, clause: Clause, unit: Unit) -> bool:
        """Return whether the unit says enough of somebody to be compared."""
        if clause.subject is None and not clause.objects and clause.relation != "ROOT":
            return False
        if clause.subject is None and clause.tense == "none":
            return False
        if unit.thing and unit.negated:
            return True
        return bool(unit.terms)

    def _role(self, position: int) -> Role:
        k = bisect_right(self.block_starts, position) - 1
        return self.article.blocks[k].role if k >= 0 else "boilerplate"

    def _only_reports(self, k: int) -> bool:
        """Return whether the clause does no more than name the source of others."""
        clause = self.analysis.clauses[k]
        if clause.predicate not in REPORTING:
            return False
        said = any(self.analysis.clauses[c].relation in SAID for c in self.children.get(k, ()))
        return said or any(p in self.cues for p in range(clause.predicate_span.start, clause.predicate_span.end))

    def _absorb(self, k: int, absorbed: set[int]) -> list[int]:
        """Return the clause and the complements it cannot do without, marking these as absorbed."""
        clauses = self.analysis.clauses
        group, stack = [k], [k]
        while stack:
            above = stack.pop()
            reporting = clauses[above].predicate in REPORTING
            for c in self.children.get(above, ()):
                child = clauses[c]
                joined = child.relation in ABSORBED and not (reporting and child.relation in SAID)
                # "denied a report that it had known" says nothing of having known.
                joined = joined or (child.relation == "acl" and clauses[above].predicate in DENYING)
                if joined or (child.modality != "fact" and child.tense == "none" and child.relation in ("acl", "advcl")):
                    absorbed.add(c)
                    group.append(c)
                    stack.append(c)
        return group

    def _unit(self, clause: Clause, group: Sequence[Clause], role: Role) -> Unit:
        start, end = min(c.start for c in group), max(c.end for c in group)
        if clause.relation in ("relcl", "acl") and clause.subject is not None and clause.subject.end <= start:
            # A clause on a noun stands right after it: with the noun its words stand alone.
            start = clause.subject.start
        elif clause.relation == "advcl" and clause.tense == "none" and clause.parent is not None:
            # So does a participle with the clause it follows: "attacked the minister, demanding he be removed".
            above = self.analysis.clauses[clause.parent]
            start = min(start, above.start) if above.sentence == clause.sentence else start
        start, end = _trimmed(self.article.text, start, end)
        keys = {key for c in group for key in c.entities}
        source, source_name = self._source(clause)
        terms = frozenset(stem(t) for c in group for t in c.terms) | self._called({self._id(key) for key in keys})
        deadline = deadline_of(clause, self.article.text, self.article.times, terms, end)
        terms |= {TERM} if deadline else set()
        return Unit(
            deadline=deadline,
            article=self.article.id,
            start=start,
            end=end,
            sentence=self.article.sentences[clause.sentence],
            text=self._text(clause, Span(start, end)),
            predicate=stem(clause.predicate),
            verb=clause.predicate.lower(),
            terms=terms,
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
            thing=self._thing(clause),
            complete=clause.subject is not None and start <= clause.subject.start and clause.subject.end <= end,
            exact_dates=all(self._has_digit(t) for c in group for t in c.times),
            at=clause.predicate_span.start,
            acts=frozenset(stem(c.predicate) for c in group[1:]),
            agentless=clause.subject is None,
            inner_not=not clause.negated and _NOT.search(self.article.text, start, end) is not None,
            denies=clause.predicate in DENYING,
            core=terms - self._subject_words(clause),
            past=clause.tense == "past",
            main=clause.relation not in ("relcl", "acl", "advcl", "pcomp") and _has_its_subject(clause, start, end),
        )

    def _called(self, entities: AbstractSet[str]) -> frozenset[str]:
        """Return what places and bodies are called for short: "the bridge" for the Karlsvik Bridge."""
        names = [self.names.get(i, "").split() for i in entities if not i.startswith("person-")]
        return frozenset(stem(name[-1]) for name in names if len(name) > 1)

    def _subject_words(self, clause: Clause) -> frozenset[str]:
        if clause.subject is None:
            return frozenset()
        words = re.findall(r"\w+", clause.subject.of(self.article.text).lower()[:MOST_SUBJECT])
        return frozenset(stem(form) for w in words for form in (w, w.removesuffix("s"))) - {stem(clause.predicate)}

    def _has_digit(self, time: int) -> bool:
        mark = self.article.times[time]
        return any(c.isdigit() for c in self.article.text[mark.start : mark.end])

    def _id(self, key: str) -> str:
        return self.of.get((self.article.id, key), key)

    def _subject(self, clause: Clause) -> str:
        """Return who acts; a ministry, army or official of a country acts as the country."""
        if clause.subject_entity:
            return self._id(clause.subject_entity)
        if clause.subject is None:
            return ""
        noun = clause.subject.of(self.article.text).split()[-1].lower()
        if noun in UNNAMED:
            return ""
        noun = stem(noun)
        if noun in GOVERNING:
            first = bisect_left(self.mention_starts, clause.subject.start)
            inside = [m for m in self.article.mentions[first : first + 3] if m.end <= clause.subject.end]
            places = [self._id(m.entity) for m in inside if m.type in ("place", "group")]
            noun = places[0] if places else noun
        return noun

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
        """Return the unit's words with names for pronouns; a subject that stands outside goes in front.

        Dates are left out, being compared as dates.
        """
        text = self.article.text
        parts = []
        if clause.subject is not None and not span.contains(clause.subject):
            name = self.names.get(self._id(clause.subject_entity)) if clause.subject_entity else None
            parts += [name or clause.subject.of(text), " "]
        at = span.start
        for (start, end), words in self.swaps[bisect_left(self.swap_starts, span.start) :]:
            if start >= span.end:
                break
            if start >= at and end <= span.end:
                parts += [text[at:start], words]
                at = end
        parts.append(text[at : span.end])
        return " ".join("".join(parts).split()) or span.of(text)
