"""Times: when, as the article puts it, with TIMEX3 types and values.

A hand-written lexer turns the text into token classes; rules over classes build forms; `stemma.calendar` resolves
forms against the publication date and the narrative. All steps are linear in the length of the text.

Source: HeidelTime (Strötgen and Gertz 2013), SynTime (Zhong et al. 2017); spans and values after TimeML 1.2.1.
Differs: news or narrative is told from the text; tense comes from the parse.
"""

from __future__ import annotations

from stemma.annotate.syntax import Parse
from stemma.annotate.times.complements import with_complements
from stemma.annotate.times.named import without_names
from stemma.annotate.times.recognise import recognise
from stemma.annotate.times.said import count_from_saying
from stemma.annotate.times.tense import tense_at, tense_of_end
from stemma.calendar import resolve_all
from stemma.model import Article, TimeForm, TimeMark

__all__ = ["count_from_saying", "mark_times", "without_names"]


def mark_times(parse: Parse, article: Article) -> tuple[tuple[TimeMark, ...], tuple[TimeForm, ...]]:
    """Return the time expressions of an article and, parallel to them, how each is resolved."""
    found, mode = recognise(article.text[: article.reach])
    captions = [b for b in article.blocks if b.role == "caption"]
    forms = tuple(
        _tensed(form, parse, start, end, captioned=any(b.start <= start < b.end for b in captions)) for start, end, form in found
    )
    if mode == "narrative":
        found = with_complements(found, parse)
    published = article.published.value if article.published else None
    values = resolve_all(forms, published)
    marks = tuple(
        TimeMark(start, end, kind, value)  # type: ignore[arg-type]
        for (start, end, _), (kind, value) in zip(found, values, strict=True)
    )
    return marks, forms


def _tensed(form: TimeForm, parse: Parse, start: int, end: int, *, captioned: bool) -> TimeForm:
    if form.kind == "fixed" and form.args[0] in ("DURATION", "SET"):
        return form
    tense = tense_of_end if form.kind == "unit" and form.part == "end" else tense_at
    told = tense(parse, start, end)
    if told == "present" and form.kind == "weekday" and captioned:
        told = "past"  # a picture of Wednesday is told in the present: "Fans celebrate on Wednesday"
    return TimeForm(form.kind, form.args, told, form.part)
