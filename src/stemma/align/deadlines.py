"""Deadlines: whether a statement gives somebody until a day to do something, in whichever words.

``Set 3 May as a deadline for the ministry to reply`` and ``gave the ministry until 3 May to reply`` are one frame: who
sets it, for whom, until when.

Source: frame *Deadline* after FrameNet's *Requiring*/*Time_vector* roles (Baker, Fillmore and Lowe 1998); rule our own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from stemma.align.words import stem
from stemma.model import Clause, TimeMark

TERM = stem("deadline")
_SETTING = frozenset({"set", "impose", "give", "announce", "fix", "issue", "lay"})
_GIVING = frozenset({"give", "allow", "grant"})
_UNTIL = re.compile(r"\b(?:to|until|till|up to)\s+(?:the\s+)?(?:(?:very )?end of\s+)?$", re.IGNORECASE)
_LOOK_BACK = 24


def deadline_of(clause: Clause, text: str, times: Sequence[TimeMark], terms: frozenset[str], end: int) -> str:
    """Return the TIMEX3 value of the deadline a clause sets, or "" where it sets none.

    Args:
        clause: the proposition.
        text: of its article.
        times: the article's time expressions.
        terms: stems of its content words and of its complements'.
        end: where the statement ends.
    """
    dated = [times[t] for t in clause.times if times[t].type in ("DATE", "TIME")]
    if len(dated) != 1 or clause.negated:
        return ""
    mark = dated[0]
    if clause.predicate in _SETTING and TERM in terms:
        return mark.value
    until = _UNTIL.search(text, max(clause.start, mark.start - _LOOK_BACK), mark.start)
    told = clause.predicate in _GIVING and until is not None and re.match(r"\s+to \w+", text[mark.end : end])
    return mark.value if told else ""
