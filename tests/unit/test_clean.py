"""Clean: the roles of lines, title, authors, credit, language and dates of invented articles."""

from __future__ import annotations

import pytest

from stemma.clean import clean
from stemma.clean.bylines import is_byline, is_name_line, names_in, names_in_licence
from stemma.clean.captions import is_caption
from stemma.clean.credits import from_copyright, from_sign_off, from_tag
from stemma.clean.datelines import find_dateline
from stemma.clean.furniture import is_furniture
from stemma.clean.paragraphs import paragraphs
from stemma.clean.published import published_from
from stemma.clean.stamps import is_stamp
from stemma.lexicon.agencies import agency_named, find_agencies
from stemma.model import Article, Raw

LEAD = "The town council of Aldmoor voted on Tuesday to close the old harbour bridge after engineers found cracks in it."
NEXT = "Repairs will take two years and cost nine million crowns, the council's engineer Petra Holm told reporters."
LAST = "Shop owners on the island said they feared for their trade, and asked the council for a ferry in the meantime."
WRAPPED = """The council of Aldmoor voted on Tuesday to close the old
harbour bridge after engineers found cracks in its
piers. Repairs will take at least two years, the council
said, and a ferry is planned."""
HEADLINE = "Aldmoor closes harbour bridge for two years"

PAGE = f"""Local News

{HEADLINE}

Engineers found cracks in three piers, the council says

By Ann Poe and Bo Lindqvist

Published 6:18 a.m. ET July 16, 2021

The harbour bridge at Aldmoor on Monday. (Eva Strand/AFP)

ALDMOOR (AP) — {LEAD}

Related content:

{NEXT}

Ferry planned

{LAST}

40382940128833

Advertisement

Share this story

© 2021 The Aldmoor Courier. All rights reserved."""


def roles(article: Article) -> list[tuple[str, str]]:
    """Return (role, characters) of the blocks."""
    return [(block.role, article.text[block.start : block.end]) for block in article.blocks]


def role_of(article: Article, words: str) -> str:
    """Return the role of the block that holds ``words``."""
    return next(role for role, text in roles(article) if words in text)


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Local News", "boilerplate"),
        (HEADLINE, "headline"),
        ("Engineers found cracks in three piers", "standfirst"),
        ("By Ann Poe", "byline"),
        ("Published 6:18", "dateline"),
        ("(Eva Strand/AFP)", "caption"),
        ("ALDMOOR (AP)", "dateline"),
        (LEAD, "body"),
        ("Related content:", "boilerplate"),
        (NEXT, "body"),
        ("Ferry planned", "subhead"),
        ("40382940128833", "boilerplate"),
        ("Advertisement", "boilerplate"),
        ("Share this story", "boilerplate"),
        ("© 2021", "credit"),
    ],
)
def test_every_line_of_a_page_gets_its_role(words: str, role: str) -> None:
    """Each line of a page as outlets print it has the role a reader would give it."""
    assert role_of(clean(Raw(text=PAGE))[0], words) == role


def test_the_page_gives_title_authors_credit_and_language() -> None:
    """Title, authors and credit come from the lines that state them; the agency of the dateline is the credit."""
    article, issues = clean(Raw(text=PAGE))
    assert (article.title, article.authors) == (HEADLINE, ("Ann Poe", "Bo Lindqvist"))
    assert (article.credit, article.language, issues) == ("AP", "en", ())


@pytest.mark.parametrize(
    ("lines", "credit"),
    [
        (f"By Halden News Agency\n\n{LEAD}", "Halden News Agency"),
        (f"The Associated Press | Monday, July 16, 2018, 7:24 a.m.\n\n{LEAD}", "AP"),
        (f"{LEAD}\n\nSource: Al Jazeera, news agencies", "Al Jazeera"),
        (f"{LEAD}\n\nCopyright 2021 The Associated Press. All rights reserved.", "AP"),
        (f"{LEAD}\n\n© 2021 Aldmoor Courier. All rights reserved.", "Aldmoor Courier"),
        (f"{LEAD} (Reporting by Ann Poe; editing by Bo Lind)", "Reuters"),
        (f"By Ann Poe, Associated Press\n\n{LEAD}", "AP"),
        (f"Agence France-Presse\n\n{LEAD}\n\n{NEXT}", "AFP"),
        (f"{LEAD}\n\nThis article was written by Ann Poe from Agence France-Presse and was licensed by Wirehouse.", "AFP"),
        (f"{LEAD}\n\nReuters contributed to this report.", "Reuters"),
        (f"OSLO, May 3 (Xinhua) -- {LEAD}", "Xinhua"),
        (f"(Bloomberg) -- {LEAD}", "Bloomberg"),
        (f"{LEAD}\n\nThe bridge on Monday. (Eva Strand/Reuters)\n\n{NEXT}", None),
        (f"{LEAD} Reuters reported the vote first.\n\n{NEXT} The agency AFP said so.", None),
        (f"{LEAD}\n\nPhotograph by Eva Strand/Getty Images\n\n{NEXT}", None),
        (f"{LEAD}\n\nSource: Ministry of Finance\n\n{NEXT}", None),
    ],
)
def test_credit_is_what_the_text_says_of_its_own_making(lines: str, credit: str | None) -> None:
    """Bylines, datelines, tags, licences and copyright credit a text; photographs and quoted sources do not."""
    assert clean(Raw(text=lines))[0].credit == credit


@pytest.mark.parametrize(
    ("text", "end", "agency"),
    [
        ("PARIS (AFP) - Rain fell in the north.", 14, "AFP"),
        ("CAMBRIDGE, Mass., Dec. 11 (UPI) — Rain fell.", 34, "UPI"),
        ("(Bloomberg) -- Rain fell.", 15, "Bloomberg"),
        ("MOSCOW, May 3 /TASS/. Rain fell.", 22, "TASS"),
        ("BERLIN — Rain fell in the north.", 9, None),
        ("NEW DELHI: Rain fell in the north.", 11, None),
        ("WASHINGTON, Nov 22 (IANS) Rain fell.", 26, "IANS"),
        ("Washington (CNN)Rain fell.", 16, "CNN"),
        ("LAGOS, Nigeria (AP) _ Rain fell.", 22, "AP"),
        ("BERLIN (dpa) - Rain fell.", 15, "dpa"),
        ("MADRID, 3 May (EFE).- Rain fell.", 22, "EFE"),
        ("BOSTON (WBZ-AM) - Rain fell.", 18, "WBZ-AM"),
        ("SYDNEY, AAP – Rain fell.", 14, "AAP"),
        ("Reuters - Rain fell.", 10, "Reuters"),
        ("(AP Photo/Ann Poe). Rain fell.", None, None),
        ("(L-R): Rain fell on the two.", None, None),
        ("Michael (left) - rain fell.", None, None),
        ("London (AP style) says so.", None, None),
        ("WATCH: Rain falls on the capital today.", None, None),
        ("Paris is wet (see map) and cold.", None, None),
        ("It rained — as ever — in the north.", None, None),
    ],
)
def test_datelines(text: str, end: int | None, agency: str | None) -> None:
    """A dateline ends behind its dash and names its agency; other openings are none."""
    found = find_dateline(text, 0, len(text))
    assert (found.end if found else None, found.agency if found else None) == (end, agency)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Poe", ("Ann Poe",)),
        ("By ANN POE and BO LINDQVIST", ("Ann Poe", "Bo Lindqvist")),
        ("By Ann Poe, Associated Press", ("Ann Poe",)),
        ("By Ann Poe in Oslo and Jean-Luc de la Tour", ("Ann Poe", "Jean-Luc de la Tour")),
        ("By The Associated Press", ()),
        ("By Ann Poe, Staff Writer", ("Ann Poe",)),
        ("By Ann Poe | The Shore Post", ("Ann Poe",)),
        ("By Ann Poe Published 4:10 p.m. ET July 16, 2018", ("Ann Poe",)),
    ],
)
def test_names_in_bylines(line: str, names: tuple[str, ...]) -> None:
    """A byline gives its writers' names without offices, places, agencies and dates."""
    assert is_byline(line, len(line.split()))
    assert names_in(line) == names


@pytest.mark.parametrize("line", ["By Monday the rain had gone.", "By the river", "Bye for now", "By 2020 it was over"])
def test_other_lines_with_by_are_no_bylines(line: str) -> None:
    """A line that begins with "By" but names nobody is no byline."""
    assert not is_byline(line, len(line.split()))


def test_names_alone_and_in_licences() -> None:
    """Names stand alone on a line or in a licence; section titles are no names."""
    assert is_name_line("Youri Tallgren and Petra Holmqvist", 5)
    assert not is_name_line("Top Stories", 2)
    licence = "This article was written by Ann Poe with Bo Lindqvist in Oslo from Shore News and was licensed."
    assert names_in_licence(licence) == ("Ann Poe", "Bo Lindqvist")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("The mayor opens the bridge (Ann Poe/Reuters)", True),
        ("The mayor opens the bridge [File: Ann Poe/Reuters]", True),
        ("A combination of file photos shows the two mayors", True),
        ("FILE - In this May 3, 2018 file photo, the mayor speaks", True),
        ("The mayor, left, greets the guests on Monday", True),
        ("The mayor opened the bridge (built in 1920).", False),
        ("He published the photo of the bridge on Monday.", False),
    ],
)
def test_captions(line: str, expected: bool) -> None:
    """Photo credits and picture words make a caption; brackets and talk of photographs do not."""
    assert is_caption(line, line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Updated: July 3, 2020 @ 6:52 am", True),
        ("4 hrs ago", True),
        ("Thursday 18 June 2020 09.30 BST", True),
        ("2020-06-18", True),
        ("May wins on Thursday", False),
        ("July 3 was a dry day", False),
        ("30", False),
    ],
)
def test_stamps(line: str, expected: bool) -> None:
    """A stamp holds a date or time and no other words."""
    assert is_stamp(line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Related content:", True),
        ("Show full article", True),
        ("More", True),
        ("Sign up for our newsletter", True),
        ("190225054227799", True),
        ("To contact the reporter on this story: Ann Poe in Oslo at ann@shore.example", True),
        ("Facebook Twitter Email", True),
        ("Home > Regions > South", True),
        ("World > Europe > Norway > Ferry sinks off Aldmoor", True),
        ("Unlimited digital access. $1 for 4 weeks.", True),
        ("Your notification has been saved.", True),
        ("1.2K Shares", True),
        ("Take our poll: should the bridge close?", True),
        ("Click here to give to the fund.", True),
        ("More: The ten longest bridges", True),
        ("More: the council said on Monday that it would pay for every boat.", False),
        ("He left a wife and two sons, who work at the harbour; the town has set up a fund. Click here to give.", False),
        ("Home prices rose by a third in Aldmoor.", False),
        ("Poll: Two in three want the bridge shut", False),
        ("Share prices fell on Monday.", False),
        ("More than nine people were hurt on Monday.", False),
        ("“Follow me on Twitter,” the mayor told the crowd on the square.", False),
    ],
)
def test_furniture(line: str, expected: bool) -> None:
    """Lines of the page are furniture; sentences that begin alike are not."""
    assert is_furniture(line, len(line.split())) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One line.\nAnother line.", ["One line.", "Another line."]),
        (f"{WRAPPED}\n\nShops fear for trade.", [WRAPPED, "Shops fear for trade."]),
        ("The council, which had met behind closed doors on\n\nmonday evening, voted.", None),
        ("\ufeff \n\n One. \r\n\r\nTwo.\u2028Three.", ["One.", "Two.", "Three."]),
        ("", []),
    ],
)  # fmt: skip
def test_paragraphs(text: str, expected: list[str] | None) -> None:
    """Lines wrapped inside a sentence are one paragraph; other line breaks end one."""
    found = [text[p.start : p.end] for p in paragraphs(text)]
    assert found == (expected if expected is not None else [text])


@pytest.mark.parametrize(
    ("given", "value", "precision"),
    [
        ("2020-06-18", "2020-06-18", "day"),
        ("2020-06", "2020-06", "month"),
        ("20200618", "2020-06-18", "day"),
        ("2020-06-18T09:30:00Z", "2020-06-18T09:30:00+00:00", "second"),
        ("2020-06-18 09:30 +0200", "2020-06-18T09:30+02:00", "minute"),
        ("Thu, 18 Jun 2020 09:30:00 GMT", "2020-06-18T09:30:00+00:00", "second"),
        ("June 18, 2020", "2020-06-18", "day"),
        ("18 June 2020", "2020-06-18", "day"),
        ("1592472600", "2020-06-18T09:30:00+00:00", "second"),
        ("yesterday", None, None),
        ("2020-13-45", None, None),
    ],
)
def test_published_from_metadata(given: str, value: str | None, precision: str | None) -> None:
    """Any usual form becomes ISO 8601 as precise as given; anything else is no date."""
    found = published_from(given)
    assert (found.value if found else None, found.precision if found else None) == (value, precision)


def test_agency_names() -> None:
    """Acronyms are matched as they stand, full names in any case and hyphenation."""
    assert [agency.name for _, _, agency in find_agencies("AFP, agence france presse, ap and Associated Press")] == [
        "AFP", "AFP", "AP",
    ]  # fmt: skip
    assert agency_named("the associated press") is agency_named("AP")
    assert agency_named("pa") is None


def test_small_credits() -> None:
    """Tags, copyright lines and sign-offs give the name they hold."""
    assert from_tag("Source: The Shore Post") == "The Shore Post"
    assert from_copyright("©2019 Bloomberg L.P.") == "Bloomberg"
    assert from_sign_off("(Reporting by Ann Poe)") is None


def test_given_values_win_and_ids_are_stable() -> None:
    """What a source hands over is kept; an id is made from text and address when none is given."""
    raw = Raw(text=PAGE, id="7", title="Bridge closed", url="https://www.shore.example/a", authors=("Cy Dahl",), language="en-GB")
    article, _ = clean(raw)
    assert (article.id, article.title, article.authors, article.language) == ("7", "Bridge closed", ("Cy Dahl",), "en")
    assert article.outlet == "shore.example"
    assert clean(Raw(text=PAGE))[0].id == clean(Raw(text=PAGE, path="x"))[0].id
    assert clean(Raw(text=PAGE))[0].id != clean(Raw(text=PAGE, url="https://shore.example"))[0].id


def test_a_headline_ending_in_a_stop_and_its_repeat() -> None:
    """A short first sentence above a dateline is the headline; a second print of it is furniture."""
    article, _ = clean(Raw(text=f"{HEADLINE}.\n\nANN POE\n{HEADLINE}.\n\nALDMOOR (AP) - {LEAD}\n\n{NEXT}"))
    assert article.title == f"{HEADLINE}."
    assert [role for role, text in roles(article) if text.startswith(HEADLINE)] == ["headline", "boilerplate"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The council voted to close the bridge and the ferry that was to run from the island to the town. " * 3, "en"),
        ("Rain. Snow. Wind.", None),
        ("Byrådet stemte på tirsdag for å stenge den gamle broen i havnen etter at det ble funnet sprekker for andre gang. " * 4, "no"),
        ("De raad van de stad besloot dinsdag om de oude brug in de haven te sluiten, die was gebouwd in de jaren twintig. " * 4, "nl"),
        ("Le conseil municipal a voté mardi la fermeture du vieux pont du port, après la découverte de fissures. " * 4, "fr"),
        ("Городской совет во вторник проголосовал за закрытие старого моста в порту после обнаружения трещин. " * 4, "ru"),
    ],
)
def test_language(text: str, language: str | None) -> None:
    """English and other languages are told; a few words tell nothing."""
    article, issues = clean(Raw(text=text))
    assert article.language == language
    assert ("language" in {issue.code for issue in issues}) == (language not in (None, "en"))


def test_a_page_path_or_section_is_no_title() -> None:
    """A breadcrumb handed over or printed as the title gives way to the headline, and is never the title itself."""
    assert clean(Raw(text=f"Home > Regions > South\n\n{HEADLINE}\n\n{LEAD}\n\n{NEXT}", title="Regions"))[0].title == HEADLINE
    assert clean(Raw(text=f"{LEAD}\n\n{NEXT}", title="Home > Regions > South"))[0].title is None
