"""Direct speech: which quoted stretches are utterances, and which cue beside them tells who speaks.

The cue may follow (``"…," she said``), lead (``She said: "…"``), stand inside, or stand with an earlier stretch
of the same paragraph; a paragraph that reopens an unclosed quotation goes on with its speaker.

Source: Krestel, Bergler and Witte 2008 (reported verb patterns around marks); O'Keefe et al. 2012, sec. 5
(sequence of speakers). Differs: verbs are tried by parse and class, not by one closed list.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from stemma.annotate.quotes.marks import Quoted
from stemma.annotate.quotes.sources import can_speak, verb_source
from stemma.annotate.syntax import Parse, Token
from stemma.lexicon.cues import CUE_NOUNS, CUE_VERBS, SPEECH_CLASSES
from stemma.model import Span

_STOPS = frozenset({".", "?", "!", "…"})
_ENDS = frozenset({".", "?", "!", ",", "...", "…"})
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD", "VB"})
_SPEAKER_POS = frozenset({"PROPN", "PRON", "NOUN"})
_TITLE_WORDS = 8
"""Words at most of a title (2026-11)."""

_SIDE = frozenset({"relcl", "acl"})
_LEADING = frozenset({"think", "go", "begin", "conclude", "wonder", "offer"})
"""Verbs of other classes that often introduce direct speech (2026-11)."""

_BESIDE = 4
"""Tokens looked at on either side of a cue whose subject the parse has not found (2026-11)."""

_AFTER_REACH = 30
"""Tokens searched for a cue behind a quotation: room for an apposition between name and verb (2026-11)."""

_FRAGMENT = 40
"""Code points at most of a quoted title or borrowed word that a cue may stand behind (2026-11)."""

_JOINT = 2
"""Tokens at most that join two stretches of one utterance (``"…" and "…"``) (2026-11)."""

_GAP = 300
"""Code points at most between two stretches of one utterance (2026-11)."""

_LABEL_WORDS = 14
"""Words at most in a speaker's label before a colon (``Mayor:``, ``Ann Lee, head of the port:``) (2026-11)."""


class Utterance:
    """Direct speech: quoted stretches of one speaker in one place.

    Attributes:
        parts: the stretches, in reading order.
        cue: attributing token, or None; ``source``: token that names the speaker, or None.
        carried: True when the speaker is taken over from an earlier utterance.
    """

    __slots__ = ("carried", "cue", "line", "parts", "source", "via")

    def __init__(self, part: Quoted, line: int) -> None:
        self.parts = [part]
        self.line = line
        self.cue: Token | None = None
        self.source: Token | None = None
        self.via = ""
        self.carried = False


class Scene:
    """The quoted stretches of a text with what stands around each."""

    def __init__(self, parse: Parse, quoted: Sequence[Quoted], lines: Sequence[Span]) -> None:
        self.parse = parse
        self.quoted = quoted
        self.lines = lines
        self._line_starts = [line.start for line in lines]
        self._starts = [q.start for q in quoted]

    def line_of(self, position: int) -> int:
        """Return the index of the paragraph that holds a character."""
        return max(0, bisect_right(self._line_starts, position) - 1)

    def quoted_at(self, position: int) -> Quoted | None:
        """Return the quoted stretch that holds a character, or None."""
        k = bisect_right(self._starts, position) - 1
        return self.quoted[k] if k >= 0 and position < self.quoted[k].end else None

    def before(self, k: int) -> list[Token]:
        """Return the tokens of the sentence that leads up to a stretch, back to the stretch before it."""
        q = self.quoted[k]
        low = self.lines[self.line_of(q.start)].start
        if k:
            low = max(low, self.quoted[k - 1].end)
        tokens = self.parse.within(max(low, q.start - 400), q.start)
        if tokens and tokens[-1].text in ("(", "["):
            return []
        for n in range(len(tokens) - 1, -1, -1):
            if tokens[n].text in _STOPS:
                return tokens[n + 1 :]
        return tokens

    def subject_before(self, utterance: Utterance) -> Token | None:
        """Return the subject of the sentence before an utterance, when both stand in one paragraph; else None."""
        start = utterance.parts[0].start
        low = self.lines[self.line_of(start)].start
        tokens = [t for t in self.parse.within(max(low, start - 400), start) if not self.quoted_at(t.start)]
        if not tokens or tokens[-1].text not in _STOPS:
            return None
        heads = [t for t in tokens if t.sentence == tokens[-1].sentence and t.dep == "nsubj"]
        return next((t for t in heads if t.head.dep == "ROOT"), None)

    def is_title(self, q: Quoted, before: Token) -> bool:
        """Return whether a stretch names a book, a film or a programme: capitals throughout, behind a noun or ``on``."""
        words = self.parse.text[q.inner.start : min(q.inner.end, q.inner.start + 80)].rstrip(".,").split()
        if not 1 < len(words) <= _TITLE_WORDS or before.pos not in ("ADP", "NOUN", "PROPN", "PART", "DET", "PUNCT"):
            return False
        if before.pos == "PUNCT" and (before.text != "," or before.i == 0 or self._noun_before(before) is None):
            return False
        return all(word[0].isupper() for word in words if len(word) > 3) and words[-1][-1] not in "!?"

    def _noun_before(self, comma: Token) -> Token | None:
        """Return the noun right before a comma (``his first novel, "…"``), or None."""
        token = self.parse.tokens[comma.i - 1]
        return token if token.pos == "NOUN" and token.sentence == comma.sentence else None

    def after(self, k: int) -> list[Token]:
        """Return the tokens from a stretch to the end of the sentence or the stretch after it."""
        q = self.quoted[k]
        high = min(self.lines[self.line_of(q.start)].end, q.end + 400)
        for later in self.quoted[k + 1 : k + 4]:
            if later.start < high and later.end - later.start > _FRAGMENT:
                high = later.start
        tokens = [t for t in self.parse.within(q.end, high) if not self.quoted_at(t.start)]
        for n, token in enumerate(tokens):
            if token.text in _STOPS:
                return tokens[:n]
        return tokens


def find_utterances(scene: Scene) -> list[Utterance]:
    """Return the direct speech of a text in reading order, each with its cue and source where printed."""
    found: list[Utterance] = []
    for k, q in enumerate(scene.quoted):
        line = scene.line_of(q.start)
        before, after = scene.before(k), scene.after(k)
        if before and scene.is_title(q, before[-1]):
            continue
        last = found[-1] if found else None
        if last is not None and last.parts[-1].open and line == last.line + 1 and not before:
            last.parts.append(q)
            last.line = line
            if last.cue is None:
                _settle(scene.parse, last, _cue_after(scene, q, after))
            continue
        cue = _cue_after(scene, q, after) if not before or _is_set_off(before) else None
        if before and before[-1].text == ":" and scene.parse.text[q.inner.end - 1] == ",":
            cue = _cue_after(scene, q, after)
        cue = cue or _cue_before(scene, q, before)
        if last is not None and ((cue is not None and last.cue is cue) or _goes_on(scene, last, q, before)):
            last.parts.append(q)
        elif cue is not None:
            utterance = Utterance(q, line)
            _settle(scene.parse, utterance, cue)
            found.append(utterance)
        elif not before and _is_utterance(scene, q) and _is_closed(scene, q, after):
            _carry_on(scene, k, found)
        elif label := _label(before):
            utterance = Utterance(q, line)
            utterance.cue, utterance.source, utterance.via = before[-1], label, "label"
            found.append(utterance)
    return found


def _goes_on(scene: Scene, last: Utterance, q: Quoted, before: list[Token]) -> bool:
    """Return whether a stretch ends the sentence that the cue cut in two, or is joined by a bare ``and``."""
    if not before or scene.parse.text[last.parts[-1].end : q.start].count("\n"):
        return False
    if len(before) <= _JOINT and all(t.pos in ("CCONJ", "PUNCT") for t in before):
        return True
    begins = scene.parse.text[q.inner.start]
    return last.cue in before and before[-1].text in (",", "-", "--", "–", "—") and not begins.isupper()


def _settle(parse: Parse, utterance: Utterance, cue: Token | None) -> None:
    if cue is None:
        return
    utterance.cue = cue
    if cue.lower == "according":
        to = next((c for c in cue.children if c.lower == "to"), None)
        utterance.source = next((c for c in to.children if c.dep == "pobj"), None) if to else None
        utterance.via = "object"
    else:
        utterance.source, utterance.via = verb_source(cue)
    quoted = utterance.parts[-1]
    source = utterance.source
    if source is not None and (not _may_name(source) or quoted.start <= source.start < quoted.end):
        utterance.source = None
    if utterance.source is None:
        utterance.source, utterance.via = _beside(parse, cue, quoted), "beside"


def _may_name(source: Token) -> bool:
    """Return whether a word can name a speaker: names that the parse does not know begin with a capital all the same."""
    return source.pos in _SPEAKER_POS or (source.dep == "nsubj" and source.text[0].isupper())


def _beside(parse: Parse, cue: Token, quoted: Quoted) -> Token | None:
    """Return the head of the noun phrase right behind or before the cue, when the parse gives no subject."""
    for step in (1, -1):
        for i in range(cue.i + step, cue.i + step * (_BESIDE + 1), step):
            if not 0 <= i < len(parse.tokens):
                break
            token = parse.tokens[i]
            if token.sentence != cue.sentence or token.pos in ("PUNCT", "VERB", "ADP", "CCONJ", "SCONJ"):
                break
            if quoted.start <= token.start < quoted.end or token.dep == "npadvmod":
                break
            if token.pos in _SPEAKER_POS or (token.tag == "CD" and token.lower == "one"):
                return _noun_head(token)
    return None


def _noun_head(token: Token) -> Token:
    while token.dep in ("compound", "nmod", "amod", "poss") and token.head.pos in _SPEAKER_POS:
        token = token.head
    return token


def _cue_after(scene: Scene, q: Quoted, after: list[Token]) -> Token | None:
    """Return the cue that follows a quoted stretch in its sentence, or None."""
    inner = scene.parse.text[q.inner.start : q.inner.end].rstrip()
    if not inner or not after:
        return None
    lead = after[0]
    if inner[-1] == "." and lead.lower != lead.text:
        return None
    if inner[-1] not in ",?!-–—….'’" and lead.text not in (",", "--", "–", "—", "-"):
        return None
    for token in after[:_AFTER_REACH]:
        if token.lower == "according" or (_speaks(token) and token.tag != "VB"):
            return token
        if token.pos == "VERB" and token.tag in ("VBD", "VBZ", "VBP") and token.dep not in ("relcl", "acl", "advcl"):
            return token if _has_speaker(token) and _head_of_quote(token, q) else None
    return None


def _head_of_quote(token: Token, q: Quoted) -> bool:
    return any(q.start <= c.start < q.end for c in token.children) or q.start <= token.head.start < q.end


def _has_speaker(token: Token) -> bool:
    return any(c.dep == "nsubj" and c.pos in _SPEAKER_POS for c in token.children)


def _speaks(token: Token) -> bool:
    if token.pos != "VERB":
        return False
    return CUE_VERBS.get(token.lemma) in SPEECH_CLASSES or token.lemma in _LEADING


def _is_set_off(before: list[Token]) -> bool:
    """Return whether the words before a quoted stretch leave it standing by itself (no clause of the reporter)."""
    if any(t.tag in ("VBZ", "VBP", "VBD", "MD") for t in before):
        return False
    return before[-1].text in (",", ":", "--", "–", "—", "-", ";") or len(before) == 1


def _cue_before(scene: Scene, q: Quoted, before: list[Token]) -> Token | None:
    """Return the cue that leads up to a quoted utterance, or None (a fragment inside the reporter's clause)."""
    if not before:
        return None
    cue = next((t for t in reversed(before) if _speaks(t) or t.lower == "according"), None)
    last = before[-1]
    if last.text == ":":
        return cue or next((t for t in reversed(before) if t.pos == "VERB" and t.tag in _FINITE), None)
    if not _is_utterance(scene, q):
        return None
    begins = scene.parse.text[q.inner.start].isupper()
    if last.text == "," and begins and (cue is None or _other_verb(cue, before)):
        cue = next((t for t in reversed(before) if _tells(t) and _has_speaker(t)), None)
    if cue is None or last is cue or (last.lower in ("that", "as") and last.head is cue):
        return cue
    set_off = begins or last.text in (",", "--", "–", "—")
    return cue if set_off and not _other_verb(cue, before) else None


def _other_verb(cue: Token, before: list[Token]) -> bool:
    """Return whether another finite verb stands between the cue and the quotation."""
    return any(t.i > cue.i and t.tag in ("VBZ", "VBP", "VBD", "MD") and t.dep not in _SIDE for t in before)


def _tells(token: Token) -> bool:
    """Return whether a verb carries its sentence on, rather than a clause about one of its nouns."""
    return token.tag in ("VBD", "VBZ") and token.dep not in _SIDE


def _is_utterance(scene: Scene, q: Quoted) -> bool:
    """Return whether a quoted stretch can stand as a sentence, not as a title or a borrowed word."""
    tokens = scene.parse.within(q.inner.start, q.inner.end)
    if len(tokens) < 2:
        return False
    subjects = sum(t.dep in ("nsubj", "nsubjpass", "expl") and t.head.tag in _FINITE for t in tokens)
    if subjects and tokens[0].tag not in ("TO", "WDT", "WP"):
        return True
    if not tokens[0].text[0].isupper():
        return False
    return tokens[-1].text in _ENDS or any(t.tag in _FINITE and t.pos in ("VERB", "AUX") for t in tokens)


def _is_closed(scene: Scene, q: Quoted, after: list[Token]) -> bool:
    """Return whether a stretch ends its sentence, so that no clause of the reporter goes on with it."""
    inner = scene.parse.text[q.inner.start : q.inner.end].rstrip("'’”\"")
    return not after or inner[-1:] in (".", "?", "!", "…") or after[0].text in ("(", "[", "-", "--", "–", "—")


def _label(before: list[Token]) -> Token | None:
    """Return the speaker in a label such as ``Mayor:``, or None."""
    if not before or before[-1].text != ":":
        return None
    dash = max((n for n, t in enumerate(before) if t.text in ("-", "--", "–", "—")), default=-1)
    label = before[dash + 1 : -1]
    if len(label) > _LABEL_WORDS or any(t.pos in ("VERB", "AUX") for t in label):
        return None
    names = [t for t in label if t.pos in ("PROPN", "NOUN") and t.lemma not in CUE_NOUNS]
    return _noun_head(names[0]) if names else None


def _carry_on(scene: Scene, k: int, found: list[Utterance]) -> None:
    """Give an utterance without a cue to the speaker before it: same paragraph, lead-in, or last speaker."""
    q = scene.quoted[k]
    line = scene.line_of(q.start)
    last = found[-1] if found else None
    if last is not None and last.line == line and _adjoins(scene, last.parts[-1], q):
        last.parts.append(q)
        return
    utterance = Utterance(q, line)
    found.append(utterance)
    if lead := _lead_in(scene, q, line):
        _settle(scene.parse, utterance, lead)
        return
    if (subject := _previous_subject(scene, q)) is not None:
        utterance.source, utterance.via = subject, "previous"
    elif (speaker := _earlier_speaker(scene, line, last)) is not None:
        utterance.source, utterance.via, utterance.carried = speaker, "carried", True


def _earlier_speaker(scene: Scene, line: int, last: Utterance | None) -> Token | None:
    """Return who spoke last in the paragraph before, by its last cue or its last utterance."""
    if not line:
        return None
    before = scene.lines[line - 1]
    cue: Token | None = None
    for token in reversed(scene.parse.within(max(before.start, before.end - 600), before.end)):
        if _speaks(token) and scene.quoted_at(token.start) is None:
            cue = token
            break
    if last is not None and last.line == line - 1 and (cue is None or cue.start < last.parts[-1].start):
        return last.source
    return verb_source(cue)[0] if cue is not None else None


def _adjoins(scene: Scene, earlier: Quoted, later: Quoted) -> bool:
    """Return whether at most the rest of one sentence stands between two stretches."""
    if later.start - earlier.end > _GAP:
        return False
    gap = scene.parse.within(earlier.end, later.start)
    return sum(token.text in _STOPS for token in gap) <= 1


def _lead_in(scene: Scene, q: Quoted, line: int) -> Token | None:
    """Return the cue of a paragraph that ends in a colon right before this one."""
    if not line or q.start > scene.lines[line].start + 1:
        return None
    before = scene.lines[line - 1]
    tokens = scene.parse.within(max(before.start, before.end - 400), before.end)
    if not tokens or tokens[-1].text != ":":
        return None
    cue = next((t for t in reversed(tokens) if _speaks(t)), None)
    return cue or next((t for t in reversed(tokens) if t.pos == "VERB"), None)


def _previous_subject(scene: Scene, q: Quoted) -> Token | None:
    """Return the subject of the sentence before, when it is a person or body and stands in the same paragraph."""
    line = scene.lines[scene.line_of(q.start)]
    tokens = scene.parse.within(max(line.start, q.start - 400), q.start)
    if not tokens:
        return None
    sentence = tokens[-1].sentence
    subjects = [t for t in tokens if t.sentence == sentence and t.dep == "nsubj" and not scene.quoted_at(t.start)]
    return next((t for t in subjects if can_speak(t)), None)
