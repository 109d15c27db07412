"""Names: who and what an article speaks of, and which words mean the same one.

The way: the parser's labels meet the gazetteer (`spans`), known names are found again (`known`), all occurrences
settle what kind of thing a name is (`kinds`), names of one thing meet (`people`, `bodies`, `states`), the text
around them tells role, country and gender (`profiles`), and pronouns and descriptions find whom they mean
(`references`).
"""

from __future__ import annotations

import msgspec

from stemma.annotate.names.administrations import administrations, with_administrations
from stemma.annotate.names.bodies import group_bodies
from stemma.annotate.names.descriptions import Descriptions
from stemma.annotate.names.found import Found, without_overlaps
from stemma.annotate.names.groups import Group, with_keys
from stemma.annotate.names.kinds import settle_kinds
from stemma.annotate.names.known import with_known
from stemma.annotate.names.models import made_by, model_codes
from stemma.annotate.names.nationality import with_nationality
from stemma.annotate.names.owners import Owners
from stemma.annotate.names.people import group_people
from stemma.annotate.names.plausible import plausible
from stemma.annotate.names.profiles import profiles, read_roles, with_genders
from stemma.annotate.names.pronouns import Pronouns
from stemma.annotate.names.references import printed_wider
from stemma.annotate.names.spans import first_spans
from stemma.annotate.names.states import group_states, halves
from stemma.annotate.names.unlabelled import unlabelled
from stemma.annotate.syntax import Parse
from stemma.model import Article, Mention, Profile, Reference

__all__ = ["Names", "mark_names"]

_NATIONAL = frozenset({"name", "adjective", "people", "capital", "seat"})


class Names(msgspec.Struct, frozen=True):
    """Mentions in reading order, one profile an entity, and resolved pronouns and descriptions.

    A reference may hold a mention (``Chairman Kim``, ``Ruritania's Kim``): it is then the wider printed name.
    """

    mentions: tuple[Mention, ...] = ()
    profiles: tuple[Profile, ...] = ()
    references: tuple[Reference, ...] = ()


def mark_names(parse: Parse, article: Article) -> Names:  # noqa: ARG001 - every annotator is given the article
    """Return the names of an article, who is who among them, and what pronouns and descriptions mean.

    Source: sieves from precise to loose as in Lee et al. (2013), *Deterministic Coreference Resolution*,
    Computational Linguistics 39(4). Differs: names meet before descriptions, and only names make entities.
    """
    found = find_names(parse)
    groups = group_names(found, parse)
    mentions = sorted(
        (_mention(item, group, parse) for group in groups for item in group.items), key=lambda m: (m.start, m.end)
    )
    owners = Owners(groups, parse)
    roles = read_roles(owners)
    known = with_nationality(profiles(owners, roles), roles, owners)
    described = tuple(Descriptions(owners, roles, known).resolved())
    pronouns = Pronouns(owners, known, [(parse.within(r.start, r.end)[-1].i, r.entity) for r in described])
    known = with_genders(known, pronouns.genders())
    placed = list(administrations(owners, known))
    references = {
        (r.start, r.end): r
        for r in (
            *pronouns.resolved(),
            *described,
            *placed,
            *made_by(owners),
            *printed_wider(owners, roles),
        )
    }
    marked, told = with_administrations(mentions, {g.key: known[g.key] for g in groups}, placed, owners)
    return Names(marked, told, tuple(references[k] for k in sorted(references)))


def find_names(parse: Parse) -> list[Found]:
    """Return the names in reading order, without overlaps, each with its kind."""
    first = first_spans(parse)
    first = without_overlaps([*first, *unlabelled(first, parse)])
    found = with_known(without_overlaps([*halves(first, parse), *model_codes(first, parse.tokens), *first]), parse)
    return settle_kinds(plausible(found, parse), parse)


def group_names(found: list[Found], parse: Parse) -> list[Group]:
    """Return the names that name one thing together, with distinct keys."""
    national = [f for f in found if f.form in _NATIONAL and f.country]
    rest = [f for f in found if not (f.form in _NATIONAL and f.country)]
    groups = group_states(national, parse)
    groups += group_people([f for f in rest if f.kind == "person"], parse)
    for kind in ("organisation", "place", "group", "office", "other"):
        groups += group_bodies([f for f in rest if f.kind == kind], parse, kind)
    return with_keys(groups)


def _mention(item: Found, group: Group, parse: Parse) -> Mention:
    span = item.span(parse.tokens)
    kind = item.kind if group.country and item.kind == "group" else group.kind
    return Mention(span.start, span.end, kind, group.name, group.key)
