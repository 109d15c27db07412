"""Contents: which event a verb tells with its own object, before any verb above it changes that.

A verb may tell it alone (*arrest*) or with the class of its object (*hold* and *talks*); what force is used on,
and what an attack is on, decide too.

Source: own; verb classes after Levin 1993, "English Verb Classes and Alternations".
"""

from __future__ import annotations

from collections.abc import Iterator

from stemma.annotate.events.arguments import (
    child,
    complement,
    doer,
    grammatical_subject,
    is_passive,
    patient,
    prepositional,
    verb_key,
)
from stemma.annotate.events.compose import root
from stemma.annotate.events.found import Found
from stemma.annotate.events.frames import Frames, NounClass
from stemma.annotate.events.nouns import core_noun, phrase_classes
from stemma.annotate.events.phrases import country_of
from stemma.annotate.syntax import Token
from stemma.lexicon.sectors import is_agent, sector_of


def content_of(verb: Token, frames: Frames) -> Found | None:
    """Return the event a verb tells with its own object, before any wrapping, or None."""
    keys = verb_key(verb, frames)
    if verb.lemma in _NAMING and _is_insult(verb):
        return Found("111", verb, None, "insult")
    if keys[0] not in frames.keys and keys[-1] not in frames.keys and verb.lemma not in _UNDERGOING:
        return None
    return _undergone(verb, frames) or _by_pair(verb, keys, frames) or _by_subject(verb, keys, frames) or _by_verb(verb, keys, frames)


_UNDERGOING = frozenset(
    ["face", "draw", "receive", "suffer", "undergo", "attract", "earn", "win", "get", "encounter", "incur", "obtain", "secure", "come", "sustain", "garner"]
)
"""Light verbs whose subject is who an event befalls: *faces criticism from*, *came under attack by*."""


def _undergone(verb: Token, frames: Frames) -> Found | None:
    """Return the event a light verb says its subject underwent from somebody named, or None."""
    if verb.lemma not in _UNDERGOING or is_passive(verb):
        return None
    target = child(verb, "dobj")
    if verb.lemma == "come":
        target = next((n for p, n in prepositional(verb) if p == "under"), None)
    if target is None:
        return None
    for noun_class, noun in phrase_classes(target, frames):
        source = next((n for holder in (noun, verb) for p, n in prepositional(holder) if p in ("from", "by")), None)
        if noun_class.code and root(noun_class.code) != "08" and source is not None:
            found = Found(noun_class.code, verb, noun, f"undergo:{verb.lemma}:{noun_class.name}")
            found.source = source
            return found
    return None


def _by_subject(verb: Token, keys: list[str], frames: Frames) -> Found | None:
    """Return the event a verb tells of the class of its subject: *the troops left*."""
    rows = next((frames.subjects[k] for k in keys if k in frames.subjects), ())
    target = patient(verb)
    if not rows or is_passive(verb) or (target is not None and target.label not in ("GPE", "LOC", "FAC")):
        return None
    subject = grammatical_subject(verb)
    for noun_class, _ in phrase_classes(subject, frames) if subject is not None else ():
        code = next((code for name, code in rows if name == noun_class.name), None)
        if code is not None:
            return Found(code, verb, None, f"subject:{noun_class.name}")
    return None


def _by_pair(verb: Token, keys: list[str], frames: Frames) -> Found | None:
    """Return the event a verb tells together with the class of its object."""
    for key in keys:
        rows = frames.pairs.get(key)
        if not rows:
            continue
        completions = list(_completions(verb, key, frames))
        for name, code in rows:
            for noun_class, noun in completions:
                if name == noun_class.name and (code != "*" or noun_class.code):
                    told = (noun_class.code or code) if code == "*" else code
                    return Found(_refined(told, verb, noun), verb, noun, f"pair:{key}:{name}")
    return None


def _refined(code: str, verb: Token, noun: Token) -> str:
    """Return the code by what else stands there: troops sent to keep peace, attacks of words."""
    if code == "154" and any(t.lemma.lower().startswith("peacekeep") for t in verb.subtree()):
        return "074"
    if code == "190" and any(p == "on" and _is_of_words(n) for p, n in prepositional(noun)):
        return "111"
    return code


def _by_verb(verb: Token, keys: list[str], frames: Frames) -> Found | None:
    """Return the event a verb tells by itself."""
    for key in keys:
        code = frames.verbs.get(key)
        if code == "-":
            return None
        if root(code or "00") == "12" and _says_nothing(verb):
            return None
        if code is not None and _has_target(verb, code, frames):
            found = Found(_rallying(verb, key, frames) or _by_target(verb, code), verb, None, f"verb:{key}")
            inner = complement(verb)
            if inner is not None and root(code) in ("10", "02"):
                found.demandee = child(inner, "nsubj", "nsubjpass")
            return found
    return None


def _rallying(verb: Token, key: str, frames: Frames) -> str | None:
    """Return the code of rallying others against somebody: *called for sanctions against*, else None."""
    if not key.endswith("_for") and key not in ("demand", "urge"):
        return None
    for preposition, noun in prepositional(verb):
        aimed = any(p in ("against", "on") for holder in (noun, verb) for p, _ in prepositional(holder))
        if preposition == "for" and aimed and any(c.name in _MEASURES for c, _ in phrase_classes(noun, frames)):
            return "113"
    return None


_MEASURES = frozenset({"SANCTION", "PROTEST", "STRIKE"})


_SPOKEN_OF = frozenset(["media", "press", "critic", "opponent", "rival", "institution", "policy", "plan", "record", "idea", "leadership", "ally", "character"])


def _is_of_words(target: Token) -> bool:
    """Return whether an attack on somebody or something is one of words: on a named person, the press, a policy."""
    return (target.label == "PERSON" and country_of(target) is None) or target.lemma.lower() in _SPOKEN_OF


_TELLING = frozenset(
    ["comment", "answer", "elaborate", "say", "speak", "identify", "name", "specify", "disclose", "confirm", "respond", "reveal", "detail"]
)


def _says_nothing(verb: Token) -> bool:
    """Return whether somebody only declines to speak, which CAMEO (011) counts among statements: *declined to comment*."""
    inner = child(verb, "xcomp")
    target = child(verb, "dobj")
    return (inner is not None and inner.lemma in _TELLING) or (target is not None and target.lemma in ("comment", "interview"))


_CAUSES = frozenset(
    ["storm", "flood", "flooding", "earthquake", "quake", "hurricane", "typhoon", "cyclone", "tornado", "wildfire", "blaze", "landslide", "mudslide", "avalanche", "tsunami", "eruption", "volcano", "lightning", "wind", "rain", "snow", "wave", "water", "drought", "famine", "disease", "virus", "outbreak", "epidemic", "pandemic", "cancer", "coronavirus", "infection", "accident", "crash", "collision", "derailment", "collapse", "stampede", "overdose", "heatwave", "cost", "price", "downturn", "recession", "crisis", "shortage", "inflation"]
)
"""What harms without anybody doing it: no assault."""


_MISHAPS = frozenset({"sink", "capsize", "crash", "derail", "overturn", "collapse", "founder", "plunge", "flip"})
"""What a thing does by mischance, so that nobody assaults: *the ferry sank, killing 14*."""


def _by_nature(verb: Token) -> bool:
    """Return whether what is told was done by no one: *the storm destroyed homes*, *hit by rising costs*."""
    behind = doer(verb)
    if verb.dep == "advcl" and verb.head.lemma.lower() in _MISHAPS and (behind is None or behind.pos != "PROPN"):
        return True
    return behind is not None and core_noun(behind).lemma.lower() in _CAUSES


_NAMING = frozenset({"call", "describe", "brand", "label", "term", "dub", "portray", "characterize", "characterise"})
_INSULTS = frozenset(
    ["reckless", "irresponsible", "stupid", "liar", "idiot", "fool", "criminal", "terrorist", "unacceptable", "shameful", "disgrace", "disgraceful", "dangerous", "illegal", "outrageous", "absurd", "ridiculous", "dictator", "tyrant", "traitor", "racist", "fascist", "immature", "incompetent", "weak", "corrupt", "hypocrite", "hypocritical", "cowardly", "evil", "immoral", "barbaric", "provocation", "provocative", "lie", "lies", "nonsense", "hoax", "sham", "illegitimate", "failure", "terrible", "awful", "horrible", "horrific", "disgusting", "unlawful", "violation", "crime", "mistake"]
)
"""Words that make what somebody is called a reproach."""


def _is_insult(verb: Token) -> bool:
    """Return whether somebody is called something bad: *described him as reckless*, *called it a disgrace*."""
    if patient(verb) is None:
        return False
    for c in verb.children:
        if c.i > verb.i and (c.dep in ("oprd", "attr", "ccomp", "xcomp", "acomp", "dobj") or c.lower == "as"):
            if c.dep == "dobj" and not any(x.dep in ("amod", "appos") for x in c.children):
                continue
            near = [c, *c.children, *(x for y in c.children for x in y.children)]
            if any(x.lemma.lower() in _INSULTS for x in near):
                return True
    return False


def _by_target(verb: Token, code: str) -> str:
    """Return the code by what a verb is done to: `attacked the minister` and `protested that` are words."""
    if code == "141" and verb.lemma == "protest" and child(verb, "ccomp") is not None:
        return "114"
    target = patient(verb)
    if verb.lemma == "strike" and target is None and _is_at_work(verb):
        return "143"
    if code == "190" and verb.lemma in ("attack", "assail", "hit") and target is not None and _is_of_words(target):
        return "111"
    return code


def _is_at_work(verb: Token) -> bool:
    """Return whether those who strike are workers, who lay down their work."""
    subject = grammatical_subject(verb)
    return subject is not None and sector_of(core_noun(subject).lemma.lower()) in ("LAB", "EDU")


_PUTTING = frozenset({"put", "place", "be", "remain", "stay", "keep"})
"""Verbs completed by a phrase of place: `put troops on alert`."""

_FORCE = frozenset({"15", "17", "18", "19", "20"})
_TARGETS = frozenset({"PROPERTY", "TROOPS", "POWER", "POLICE", "DIPLOMATS", "PEACEKEEPERS", "AGENCIES", "PRISONER", "PROTEST", "ROAD"})
"""What force may be used on beside people: `fight the epidemic` is no assault, `shell the town` is."""


_NO_OBJECT = frozenset({"demonstrate", "march", "rally", "fast", "yield", "trade", "picket"})
"""Verbs that tell their event only without an object: `demonstrated that`, `rallied support` do not."""


def _has_target(verb: Token, code: str, frames: Frames) -> bool:
    """Return whether a verb of force is used on something force can be used on."""
    target = patient(verb)
    if (root(code) in _FORCE and _by_nature(verb)) or (target is None and code.startswith(("1712", "0842"))):
        return False
    if verb.lemma in _NO_OBJECT:
        return target is None and child(verb, "ccomp") is None
    target = core_noun(target) if target is not None else None
    if target is None or (root(code) not in _FORCE and not code.startswith(("0841", "040", "043", "070"))):
        return True
    if target.pos in ("PROPN", "PRON", "NUM") or target.label or is_agent(target.lemma.lower()) or is_agent(target.lower):
        return True
    if any(c.name in _TARGETS for c, _ in phrase_classes(target, frames)):
        return True
    return any(c.label in ("GPE", "NORP", "ORG", "PERSON") or is_agent(c.lemma.lower()) for c in target.children)


_PEERS = frozenset({"counterpart", "opposite", "colleague"})


def _completions(verb: Token, key: str, frames: Frames) -> Iterator[tuple[NounClass, Token]]:
    """Yield (class, word) for the objects of a verb: direct, passive subject, and of its prepositions."""
    target = patient(verb)
    if target is not None:
        yield from phrase_classes(target, frames)
        if target.lower in ("$", "€", "£") or any(c.lower in ("$", "€", "£") for c in target.children):
            yield NounClass("MONEY", None), target
    wanted = key.rsplit("_", 1)[-1] if "_" in key else None
    adjective = child(verb, "acomp")
    if adjective is not None:
        yield from (pair for prep, noun in prepositional(adjective) if prep == "for" for pair in phrase_classes(noun, frames))
    for prep, noun in prepositional(verb):
        if prep == wanted or (wanted is None and verb.lemma in _PUTTING):
            yield from phrase_classes(noun, frames)
            yield from _by_name(noun, alone=target is None)
    if target is not None:
        yield from _people(verb, target)


def _by_name(noun: Token, *, alone: bool) -> Iterator[tuple[NounClass, Token]]:
    """Yield the class a noun after a preposition has as a name: a place where nothing else is acted on, an actor."""
    if alone and (noun.label in ("GPE", "LOC", "FAC") or (noun.pos == "PROPN" and not noun.label)):
        yield NounClass("PLACE", None), noun
    if noun.pos in ("PROPN", "PRON") or noun.label in ("PERSON", "ORG", "GPE", "NORP"):
        yield NounClass("ACTOR", None), noun


def _people(verb: Token, target: Token) -> Iterator[tuple[NounClass, Token]]:
    """Yield the class of an object that is somebody; a person only where nothing is said of them: *called him a liar*."""
    peer = target.lemma.lower() in _PEERS
    if not peer and target.label not in ("PERSON", "ORG", "GPE", "NORP"):
        return
    yield NounClass("ACTOR", None), target
    single = peer or target.label == "PERSON" or sector_of(target.lemma.lower()) == "GOV"
    if single and child(verb, "oprd", "ccomp", "xcomp", "prt") is None:
        yield NounClass("PERSON", None), target
