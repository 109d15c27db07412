"""Names: who and what an article speaks of, and which words mean the same one."""

from __future__ import annotations

import msgspec

from stemma.annotate.syntax import Parse
from stemma.model import Article, Mention, Profile, Reference

_TYPES = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "group"}


class Names(msgspec.Struct, frozen=True):
    """Mentions in reading order, one profile an entity, and resolved pronouns and descriptions."""

    mentions: tuple[Mention, ...] = ()
    profiles: tuple[Profile, ...] = ()
    references: tuple[Reference, ...] = ()


def mark_names(parse: Parse, article: Article) -> Names:
    """Return the names of an article (first version: spaCy's labels, identical strings together)."""
    mentions = []
    for k, token in enumerate(parse.tokens):
        if token.label in _TYPES and token.begins:
            end = token.end
            for after in parse.tokens[k + 1 :]:
                if after.label != token.label or after.begins:
                    break
                end = after.end
            name = parse.text[token.start : end]
            mentions.append(Mention(token.start, end, _TYPES[token.label], name, name.lower().replace(" ", "-")))
    profiles = {m.entity: Profile(key=m.entity, type=m.type, name=m.name, names=(m.name,)) for m in mentions}
    return Names(tuple(mentions), tuple(profiles.values()))
