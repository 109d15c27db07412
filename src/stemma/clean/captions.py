"""Captions: lines that describe a picture, told by their photo credit or by their wording."""

from __future__ import annotations

import re

from stemma.lexicon.agencies import find_agencies

TAIL = 160
"""Code points at the end of a paragraph in which a photo credit stands."""

_CREDIT_TAIL = re.compile(
    r"""(?x) [(\[] \s* (?P<inside>
        (?i: file | photo | photos | picture | image | images | courtesy | handout | screenshot | screengrab | getty | via )\b [^()\[\]]{0,120}
      | [^()\[\]/]{2,60} \s? / \s? [^()\[\]]{2,60}
      | [^()\[\]]{0,80} (?i: photo | photos | getty\ images | file\ photo | file | images | via\ [A-Z]\w+ | handout | screenshot | shutterstock )
    ) \s* [)\]] [.\s]* $"""
)
_PLAIN_TAIL = re.compile(
    r"""(?x) (?: (?i:\bphotograph\ by|\bphoto(?:\ credit|\ by)?\s*:|\bphoto\ by\b|\bimage(?:\ credit|\ source|\ copyright)?\s*:|\bimage\ copyright|\bpicture\s*:|\bcredit\s*:|\bphotos?\ courtesy\b|\bcourtesy\ (?:of|photo)\b|\bpic\s*:)
        [^.!?]{0,80} | (?i:getty\ images|ap\ photo|afp\ photo|reuters\ photo|epa|shutterstock|istock|alamy|via\ getty|file\ photo|afp/getty(?:\ images)?)(?:/[\w\ ]{1,40})? ) [.)\]\s]* $"""
)
_OPENING = re.compile(
    r"""(?ix) ^ \W{0,3} (?: file \s* (?:photo|picture|image)?s? \s* (?:[-–—:|]|--) | in\ (?:this|these)\ (?:\w+\.?,?\s+){0,8}(?:photo(?:graph)?s?|images?|pictures?|combination|combo|video\ grab|frame\ grab|screen\s?grab|screenshot)\b
    | (?:this|these|an?)\ (?:(?:undated|recent|handout|file|combination|combo|satellite|still|\w+day,?|\w+\.?\ \d{1,2},?|\d{4},?)\s+){0,5}(?:photo(?:graph)?s?|images?|pictures?|combination|combo|video\ grab|frame\ grab|screen\s?grab|screenshot|handout)\ (?:combination\ |picture\ |photo\ |image\ |grab\ )?(?:of|shows?|showing|taken|released|provided|obtained|made|from|by|dated|supplied)\b
    | (?:undated|recent)\ (?:photo|file|picture|image) | pictured \s* [:,(] | pictured\ (?:here|above|below|left|right|is|are|at|with|in) | (?:photo|image|picture) (?:\ credit|\ by|\ copyright|\ source|\ courtesy)? \s* : | image\ (?:copyright|caption) | (?:above|below|left|right|top|bottom)\ (?:photo|image|picture) | photograph (?:\ by|s?:) | a\ combination\ of\ (?:file\ )?(?:photos?|pictures|images)
    )"""
)
_INSIDE = re.compile(
    r"(?i)\((?:file(?:\ photo)?|pictured|left|right|l|r|c|centre|center|above|below|far\ (?:left|right)|from\ left|pictured\ \w+)\)|\bis (?:seen|pictured|shown) (?:in|at|on|during|with|here|outside|after)\b|,\s(?:left|right|centre|center|second (?:left|right))\s?,|\bposes? for (?:a )?(?:photo|picture|camera|portrait)"
)


def is_caption(line: str, tail: str) -> bool:
    """Return whether a paragraph describes a picture.

    Args:
        line: its first code points.
        tail: its last `TAIL` code points.

    Example:
        >>> s = "The mayor opens the bridge (Ann Poe/Reuters)"
        >>> is_caption(s, s), is_caption("The mayor opened the bridge.", "The mayor opened the bridge.")
        (True, False)
    """
    return has_photo_credit(tail) or bool(_OPENING.match(line)) or (len(line) < 300 and bool(_INSIDE.search(line)))


def has_photo_credit(tail: str) -> bool:
    """Return whether the paragraph ends in a photographer's or picture agency's credit."""
    match = _CREDIT_TAIL.search(tail)
    if match is not None and _is_credit(match.group("inside")):
        return True
    folded = tail.lower()
    if any(word in folded for word in _PICTURE_WORDS) and _PLAIN_TAIL.search(tail):
        return True
    match = None if "/" not in tail else _STROKE_TAIL.search(tail)
    return match is not None and bool(find_agencies(match.group()))


_PICTURE_WORDS = ("photo", "image", "picture", "pic:", "credit", "courtesy", "getty", "epa", "shutterstock", "istock", "alamy")
"""One of these stands in whatever `_PLAIN_TAIL` matches; looking for them first is eight times as fast."""

_STROKE_TAIL = re.compile(r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'.-]+){0,3}\s?/\s?(?P<holder>[A-Z][\w\s/-]{1,40})\W*$")


_LABELLED = re.compile(r"(?i)\b(?:photo|photos|picture|image|images|getty|courtesy|handout|screenshot|screengrab|shutterstock|file)\b")


def _is_credit(inside: str) -> bool:
    if _LABELLED.search(inside):
        return len(inside.split()) <= 16
    if find_agencies(inside):
        return True
    name, _, holder = inside.partition("/")
    capitalised = all(word[:1].isupper() for word in name.split())
    return capitalised and holder[:1].isupper() and len(name.split()) in (2, 3) and len(holder.split()) <= 4


def is_bare_credit(line: str) -> bool:
    """Return whether a short line is nothing but a photo credit (``Getty Images``, ``Ann Poe / AP``)."""
    if len(line) > 80:
        return False
    if _BARE.match(line) or (_PHOTO.search(line) and find_agencies(line) and not line.endswith((".", "?"))):
        return True
    name, slash, holder = line.partition("/")
    return bool(slash) and bool(find_agencies(holder)) and len(name.split()) <= 4 and not find_agencies(name)


_PHOTO = re.compile(r"(?i)\b(?:photos?|images?)\b")
_BARE = re.compile(r"(?ix)^\W{0,3}(?:photos?|image|picture|pic|credit|photograph)s?(?:\ credit|\ by|\ courtesy)?\s*:?\s.{2,60}$|^.{0,40}\b(?:getty\ images|ap\ photo|shutterstock|istock\w*)\b.{0,30}$")
