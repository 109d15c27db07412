"""How support, lists and dates are said."""

from __future__ import annotations

import pytest

from stemma.brief.markdown import escaped
from stemma.brief.prose import balanced, quoted_share, readable
from stemma.brief.sheet import split_support
from stemma.brief.visible import html, plain
from stemma.brief.wording import date_words, listed, range_words, support


@pytest.mark.parametrize(
    ("articles", "independent", "origin", "said"),
    [
        (5, 4, "the Kremlin", "4 independent of 5 reports, all citing the Kremlin"),
        (3, 3, None, "3 independent reports"),
        (4, 1, None, "4 reports, all from one text"),
        (1, 1, "police", "1 report, citing police"),
        (2, 2, "police", "2 independent reports, all citing police"),
    ],
)
def test_support_is_said_in_reports_and_independent_reports(articles: int, independent: int, origin: str | None, said: str) -> None:
    """Support never calls a copy independent, and names the one origin when there is one."""
    assert support(articles, independent, origin) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2019-04-16", "2019-04-30", "16 to 30 April 2019"),
        ("2019-04-26", "2019-05-02", "26 April to 2 May 2019"),
        ("2018-12-30", "2019-01-02", "30 December 2018 to 2 January 2019"),
        ("2019-04-01", "2019-04-30", "April 2019"),
        ("2019-01-01", "2019-12-31", "2019"),
        ("2023-02-01", "2023-02-28", "February 2023"),
        ("1998", "2001", "1998 to 2001"),
        ("1980-01-01", "1989-12-31", "the 1980s"),
        ("2019-04-18", None, "18 April 2019"),
        ("2019-04-18T09:30:00+00:00", None, "18 April 2019"),
        ("PAST_REF", None, "PAST_REF"),
        ("2019-W15", None, "2019-W15"),
    ],
)
def test_dates_are_said_in_words_as_precise_as_known(start: str, end: str | None, said: str) -> None:
    """A range does not repeat what both ends share; what is no date stays."""
    assert range_words(start, end) == said


def test_an_unknown_date_stays_as_it_is() -> None:
    """No date is made up from what is none."""
    assert date_words("²019-01-01") == "²019-01-01"


@pytest.mark.parametrize(
    ("words", "most", "said"),
    [([], 3, ""), (["a"], 3, "a"), (["a", "b"], 3, "a and b"), (["a", "b", "c", "d"], 3, "a, b, c and 1 other")],
)
def test_lists_are_cut_with_a_count(words: list[str], most: int, said: str) -> None:
    """A long list says how many it leaves out."""
    assert listed(words, most) == said


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("The mayor closed the bridge on Tuesday.", "She closed the bridge on Tuesday."),
        ("The mayor closed the bridge on Tuesday.", "which was closed on Tuesday by the mayor"),
        ("“We close it,” the mayor told the town.", "“We close it, the mayor told the town."),
        ("The mayor closed the bridge.", "Bridge closed by the mayor"),
    ],
)
def test_sentences_that_stand_alone_read_better(better: str, worse: str) -> None:
    """Pronouns at the head, fragments, unbalanced marks and missing stops lower a sentence."""
    assert readable(better) > readable(worse)


def test_marks_are_balanced_in_pairs() -> None:
    """A bracket or mark that opens must close."""
    assert balanced("“Yes” (she said)")
    assert not balanced("“Yes (she said)")
    assert not balanced('He said "no')


def test_mostly_quoted_sentences_are_known() -> None:
    """The share counts what stands between marks."""
    assert quoted_share("“It is over and we are glad,” he said.") > 0.5
    assert quoted_share("He said it was over.") == 0


def test_the_support_is_split_from_a_sentence() -> None:
    """Brackets inside the support do not cut it short; a sentence without support stays whole."""
    assert split_support("It sank. (2 reports, for “a (small) ship”)") == ("It sank.", "2 reports, for “a (small) ship”")
    assert split_support("It sank.") == ("It sank.", "")


HOSTILE = [
    "<script>alert(1)</script>",
    "</mark></p><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "'><svg/onload=alert(1)>",
    "&lt;script&gt;",
    "{{ 7*7 }}{% raw %}",
    "<!-- --><![CDATA[",
    "javascript:alert(1)",
    "\u202egnp.exe\u202c",
    "a\u200bb\u2066c\u2069",
    "\x00\x1b[31m\x7f",
    "\ud800 lone",
    "</style><style>*{display:none}",
    "</title><script>1</script>",
    "[x](javascript:alert(1)) `code` # h",
]
"""Ways to break out of a page, from public lists of injection payloads."""


@pytest.mark.parametrize("text", HOSTILE)
def test_report_text_cannot_become_markup(text: str) -> None:
    """After escaping, only our own span of hidden characters is markup, and no hidden character is left."""
    bare = str(html(text)).replace("</span>", "")
    for opened in bare.split('<span class="hidden" title="')[1:]:
        assert opened.split('">', 1)[0].replace(" ", "").replace("-", "").isalnum()
    rest = bare.replace('<span class="hidden" title="', "").replace('">⟨', "⟨")
    assert not set("<>\"'") & set(rest)
    assert not set(plain(text)) & set("\u202e\u202c\u200b\u2066\u2069\x00\x1b\x7f\ud800")


@pytest.mark.parametrize("text", HOSTILE)
def test_report_text_cannot_become_markdown(text: str) -> None:
    """Links, code, headings, tags and lists of a report are shown, not obeyed."""
    safe = escaped(text)
    assert "<" not in safe
    assert "](" not in safe.replace("\\]", "")
    assert not safe.startswith(("#", "-", "+", ">", "`"))


def test_joiners_that_scripts_need_are_kept() -> None:
    """Persian and emoji are spelt with joiners; they are no trick."""
    assert plain("می‌خواهم 👩‍🚒") == "می‌خواهم 👩‍🚒"


@pytest.mark.parametrize(
    ("title", "outlet", "shown"),
    [
        ("Two held after fire at mill - Tarn News 5 - Tarn, Ohio", "tarnnews5.example", "Two held after fire at mill"),
        ("Two held after fire at mill | Tarn Beacon", "Tarn Beacon", "Two held after fire at mill"),
        ("Ferry sinks - 14 dead", "Tarn Beacon", "Ferry sinks - 14 dead"),
        ("Tarn - a town", "Tarn Beacon", "Tarn - a town"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_a_headline(title: str, outlet: str, shown: str) -> None:
    """What pages append to titles is left out; what the title says after a dash stays."""
    from stemma.brief.headline import _without_site
    from stemma.clean import clean
    from stemma.model import Raw

    article, _ = clean(Raw(text="A mill burned down in Tarn.", title=title, outlet=outlet))
    assert _without_site(title, article) == shown
