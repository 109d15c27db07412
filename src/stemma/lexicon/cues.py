"""Cues: words that attribute, by what they tell of the speaker. A start for the parse and for learnt weights.

Source: Levin 1993, *English Verb Classes and Alternations*, ch. 37 (communication), 29 (predicative complements),
31 (psychological states), 33 (judgement), 62 (desire); attributing nouns as in the Penn Attribution Relations
Corpus (Pareti 2012), both from memory and extended by hand. Lemmas, lower case.
"""

from __future__ import annotations

_VERBS = {
    "say": """say tell state add note explain remark comment declare announce observe reply respond answer recall
        mention write tweet post report continue conclude repeat reiterate stress emphasize emphasise underline
        underscore clarify elaborate specify quip joke mutter murmur whisper shout yell scream cry exclaim blurt
        intone lecture preach testify swear vow recount relate narrate describe summarize summarise reveal disclose
        confide divulge leak inform notify brief advise communicate convey relay utter voice articulate express
        interject chime opine muse ponder recite read quote cite retort counter rejoin fire""",
    "claim": """claim allege assert contend argue maintain insist affirm avow profess purport submit posit
        hypothesize theorize postulate suggest imply insinuate hint intimate indicate signal propose""",
    "admit": "admit acknowledge concede confess confirm own allow grant accept recognize recognise",
    "deny": """deny dispute rebut refute reject contradict disavow repudiate dismiss downplay disagree object
        protest rule discount contest challenge question doubt decline refuse""",
    "warn": "warn caution threaten predict forecast foresee project prophesy estimate calculate guess bet wager reckon",
    "ask": """ask inquire enquire wonder question query demand urge request beg plead implore appeal press call
        exhort encourage recommend order instruct command direct invite petition counsel""",
    "accuse": """accuse blame charge criticize criticise condemn denounce decry deplore attack slam blast rip hit
        chide rebuke scold berate lambaste lament deride mock ridicule scoff bash assail castigate chastise
        excoriate fault complain grumble bemoan gripe rail fume""",
    "praise": """praise laud commend hail applaud welcome thank congratulate salute tout celebrate endorse back
        support favor favour defend champion approve oppose compliment""",
    "think": """think believe feel consider regard view see deem judge assume presume suppose suspect surmise
        imagine conclude figure hold perceive conceive understand know realize realise learn discover find
        remember forget recall recollect decide determine agree speculate conjecture hypothesise""",
    "want": """want wish hope desire plan intend mean aim expect anticipate seek prefer long yearn aspire propose
        pledge promise vow pretend dream agree offer volunteer threaten""",
    "feel": """fear worry regret dread like love hate dislike resent admire respect enjoy appreciate fret
        mourn rejoice delight marvel trust distrust care mind""",
    "show": "show prove demonstrate illustrate find suggest indicate reveal record document detail outline chronicle",
    "call": "call label term dub brand name describe characterize characterise portray depict cast paint refer",
    "boast": "boast brag gloat crow",
}

_NOUNS = {
    "say": """statement remark comment announcement declaration assertion answer reply response message letter
        memo tweet post report testimony speech address word account description explanation interview note""",
    "claim": "claim allegation contention argument insistence suggestion implication hint proposal theory case charge",
    "admit": "admission acknowledgment acknowledgement concession confession confirmation",
    "deny": "denial rejection refusal dismissal rebuttal objection opposition criticism condemnation complaint protest",
    "warn": "warning prediction forecast estimate projection threat",
    "ask": "question request demand call appeal plea recommendation advice urging order",
    "praise": "praise support endorsement approval backing tribute thanks",
    "think": """belief view opinion idea notion thought thinking assumption understanding conviction consensus
        perception impression feeling sense suspicion conclusion judgment judgement assessment position stance
        knowledge decision doubt finding""",
    "want": "hope wish desire plan intention promise pledge vow commitment expectation aim goal willingness offer",
    "feel": "fear concern worry regret anger frustration disappointment love hatred distrust interest enthusiasm",
    "rumour": "rumor rumour speculation news word gossip evidence proof indication sign",
}

_ADJECTIVES = """confident sure certain convinced aware unaware hopeful optimistic pessimistic worried concerned
    afraid fearful glad happy pleased proud sorry sad angry furious upset disappointed frustrated surprised shocked
    doubtful skeptical sceptical critical supportive dismissive wary eager willing unwilling ready determined
    reluctant adamant insistent emphatic clear vocal outspoken quick keen anxious nervous uncertain unsure
    positive thankful grateful excited enthusiastic vague silent open committed opposed"""


def _invert(table: dict[str, str]) -> dict[str, str]:
    inverted: dict[str, str] = {}
    for kind, words in table.items():
        for word in words.split():
            inverted.setdefault(word, kind)
    return inverted


CUE_VERBS: dict[str, str] = _invert(_VERBS)
"""Attributing verbs, lemma to class."""

CUE_NOUNS: dict[str, str] = _invert(_NOUNS)
"""Attributing nouns, lemma to class."""

CUE_ADJECTIVES: frozenset[str] = frozenset(_ADJECTIVES.split())
"""Adjectives that tell what somebody thinks or feels of a complement."""

SPEECH_CLASSES: frozenset[str] = frozenset({"say", "claim", "admit", "deny", "warn", "ask", "accuse", "praise", "call", "boast"})
"""Classes whose verbs can carry words in quotation marks."""

COMMUNICATORS: frozenset[str] = frozenset("""
    official officer officials spokesman spokeswoman spokesperson minister ministry president secretary senator
    governor mayor lawmaker congressman congresswoman representative leader aide adviser advisor analyst expert
    professor economist lawyer attorney prosecutor judge police court witness resident source critic opponent
    supporter campaign government administration agency department company statement report poll survey study
    documents document letter paper newspaper magazine author activist group organization organisation
    researcher scientist doctor director chairman chairwoman chief executive diplomat ambassador envoy
    commander general people voters observers commentators media newspaper website filing lawsuit indictment
    """.split())
"""Common nouns of those who speak: people by office, bodies and documents."""

QUOTING: frozenset[str] = frozenset({"quote", "cite"})
"""Verbs whose object (subject, in the passive) is who speaks."""

_IRREGULAR = {
    "said": "say", "told": "tell", "wrote": "write", "written": "write", "thought": "think", "felt": "feel",
    "knew": "know", "known": "know", "meant": "mean", "made": "make", "gave": "give", "given": "give", "read": "read",
    "spoke": "speak", "spoken": "speak", "found": "find", "held": "hold", "saw": "see", "seen": "see",
    "understood": "understand", "foresaw": "foresee", "swore": "swear", "sworn": "swear", "shown": "show",
    "bade": "bid", "sought": "seek", "withdrew": "withdraw", "began": "begin", "went": "go", "shot": "shoot",
    "forgot": "forget", "broke": "break",
}


def cue_class(word: str) -> str | None:
    """Return the class of an attributing verb in any form, or None.

    Example:
        >>> cue_class("denied"), cue_class("insists"), cue_class("walked")
        ('deny', 'claim', None)
    """
    lower = word.lower()
    for lemma in _lemmas(lower):
        if lemma in CUE_VERBS:
            return CUE_VERBS[lemma]
    return None


def _lemmas(word: str) -> tuple[str, ...]:
    """Return the lemmas a verb form may have, likeliest first."""
    found = [_IRREGULAR.get(word, word)]
    for ending, repairs in (("ies", ("y",)), ("ied", ("y",)), ("es", ("", "e")), ("s", ("",)),
                            ("ed", ("", "e")), ("ing", ("", "e"))):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)]
            found += [stem + repair for repair in repairs]
            if len(stem) > 2 and stem[-1] == stem[-2]:
                found.append(stem[:-1])
    return tuple(found)
