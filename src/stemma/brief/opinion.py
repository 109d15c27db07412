"""Opinion: sentences in which the report itself judges, and nobody is said to: a column's view is no news."""

from __future__ import annotations

import re

from stemma.brief.prose import unquoted

_JUDGES = re.compile(
    r"\b(?:clearly|unfortunately|fortunately|understandably|dangerously|boorish|disgraceful|hysteria|obviously|frankly|surely|undoubtedly|sadly|thankfully|hopefully|arguably|admittedly|shameful(?:ly)?|absurd(?:ly)?"
    r"|ridiculous(?:ly)?|simply put|in short|of course|make no mistake|needless to say|no doubt|the truth is|the fact is|let['’]s"
    r"|should|ought|had better|at the end of the day)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|told|tells?|accord\w+|ask(?:s|ed)?|warn\w*|urg\w+|wr(?:ote|ites?)|argu\w+|call(?:s|ed|ing)?|add(?:s|ed)"
    r"|insist\w*|suggest\w*|recommend\w*|demand\w*|believ\w+|thinks?|thought|rul(?:ed|ing|es)|tweet\w*|announc\w+|order\w*|decid\w+)\b",
    re.IGNORECASE,
)


def opines(text: str) -> bool:
    """Return whether a sentence judges in the report's own voice.

    Example:
        >>> opines("The mayor clearly does not care."), opines("The mayor should go, Brun said.")
        (True, False)
    """
    if text.lower().startswith("to the editor"):
        return True
    plain = unquoted(text)
    return bool(_JUDGES.search(plain)) and not _TOLD.search(plain)
