"""A story made by hand from the sample's ferry reports, so that the brief is tested without the other stages."""

from __future__ import annotations

import json
from pathlib import Path

from stemma.clean import clean
from stemma.model import (
    Article,
    Citation,
    Claim,
    Conflict,
    Entity,
    Lineage,
    Moment,
    Passage,
    Quotation,
    Raw,
    Reading,
    Side,
    Story,
)

REPORTS = Path(__file__).parents[1] / "examples" / "reports"


def ferry_articles() -> dict[str, Article]:
    rows = (json.loads(line) for line in (REPORTS / "ferry.jsonl").read_text(encoding="utf-8").splitlines())
    raws = (Raw(**row) for row in rows)
    return {article.id: article for article, _ in map(clean, raws)}


class Case:
    """Builds citations by the words they cover."""

    def __init__(self, articles: dict[str, Article]) -> None:
        self.articles = articles

    def cite(self, key: str, words: str) -> Citation:
        text = self.articles[key].text
        start = text.index(words)
        return Citation(key, start, start + len(words))

    def cites(self, *pairs: tuple[str, str]) -> tuple[Citation, ...]:
        return tuple(self.cite(*pair) for pair in pairs)

    def reading(self, key: str, words: str) -> Reading:
        c = self.cite(key, words)
        return Reading(c.article, c.start, c.end, words)

    def claim(self, text: str, *pairs: tuple[str, str], independent: int, origin: str | None = None) -> Claim:
        cites = self.cites(*pairs)
        reports = len({c.article for c in cites})
        return Claim(text, cites, reports, reports, independent, origin)


WIRE = ("ferry-agency", "ferry-beacon", "ferry-courier", "ferry-westland")


def ferry_lineages() -> tuple[Lineage, ...]:
    return (
        Lineage("l-1", WIRE, "Halden News Agency", "three print paragraphs of ferry-agency and name it"),
        Lineage("l-2", ("ferry-corrected",), "Atlantic Ledger", "shares no passage"),
        Lineage("l-3", ("ferry-ledger",), "Atlantic Ledger", "shares no passage"),
        Lineage("l-4", ("ferry-radio",), "Radio Inish", "shares no passage"),
    )


DEAD = "killing at least 14 people"
HELD = "An inquiry would begin"


def _claims(case: Case) -> tuple[Claim, ...]:
    return (
        case.claim(
            "A passenger ferry carrying 63 people sank in heavy seas off the west coast of Ireland early Tuesday",
            ("ferry-agency", "A passenger ferry carrying 63 people sank in heavy seas off the west coast of Ireland early Tuesday"),
            ("ferry-courier", "A passenger ferry carrying 63 people sank"), ("ferry-westland", "A passenger ferry carrying 63 people sank"),
            ("ferry-radio", "A ferry has sunk off the west of Ireland with 63 people aboard."), independent=2,
        ),
        case.claim(
            "The coast guard put the number of dead at 14 on Tuesday night",
            ("ferry-radio", "The coast guard put the number of dead at 14 on Tuesday night"), ("ferry-agency", DEAD),
            ("ferry-courier", DEAD), independent=2, origin="coast guard",
        ),
        case.claim(
            "The Irish coast guard on Wednesday lowered the number of people killed",
            ("ferry-corrected", "The Irish coast guard on Wednesday lowered the number of people killed in the sinking of the ferry Maid of Aren to 12 from 14"), independent=1,
        ),
        case.claim(
            "Transport Minister Declan Farrelly, who flew to Port Aren by noon, said an inquiry would begin on Wednesday",
            ("ferry-agency", "an inquiry would begin on Wednesday"), ("ferry-ledger", "Declan Farrelly, the minister, promised an inquiry."),
            independent=2,
        ),
        case.claim(
            "The hospital had treated 29 people", ("ferry-ledger", "By evening it had treated 29 people for cold and broken bones"),
            independent=1,
        ),
        case.claim("The search was to resume at first light", ("ferry-radio", "The search was to resume at first light on Wednesday."), independent=1),
    )


def _quotes(case: Case) -> tuple[Quotation, ...]:
    why = "We will find out why this ship was at sea in that weather"
    return (
        Quotation("e-1", "Declan Farrelly", "direct", (
            case.reading("ferry-agency", why + ", and we will publish every page of what we find,"),
            case.reading("ferry-ledger", why + ","),
            case.reading("ferry-radio", "We will find out why [the ferry] was at sea in that weather, and we will publish every page."),
        )),
        Quotation(None, "Dara Mulqueen", "direct", (
            case.reading("ferry-radio", "I have fished here since I was fourteen and I would not have gone out past the point today,"),
        )),
    )


def ferry_story() -> tuple[Story, dict[str, Article]]:
    articles = ferry_articles()
    case = Case(articles)
    said, eleven = case.cites(("ferry-agency", DEAD), ("ferry-radio", "number of dead at 14")), case.cites(("ferry-ledger", "Eleven people drowned"))
    lowered = case.cites(("ferry-corrected", "lowered the number of people killed in the sinking of the ferry Maid of Aren to 12"))
    route = "Aren Island Lines has run the route since 1994."
    story = Story(
        id="s-ferry",
        headline="",
        articles=tuple(sorted(articles)),
        lineages=ferry_lineages(),
        reuse=(Passage(case.cite("ferry-agency", route), case.cite("ferry-beacon", route), "verbatim", 1.0),),
        entities=(
            Entity("e-1", "Declan Farrelly", "person", "IRL", ("Transport Minister",), ("Declan Farrelly", "Farrelly"), case.cites(("ferry-agency", "Declan Farrelly"))),
            Entity("e-2", "Aoife Farrelly", "person", None, ("teacher",), ("Aoife Farrelly",), case.cites(("ferry-ledger", "Aoife Farrelly"))),
        ),
        quotes=_quotes(case),
        timeline=(
            Moment("2011", None, "In 2011 another of its boats ran aground near Inishvara", "In 2011", case.cites(("ferry-agency", "In 2011 another of its boats ran aground near Inishvara"))),
            Moment("2024-03-12", None, "A passenger ferry carrying 63 people sank", "early Tuesday", case.cites(("ferry-agency", "A passenger ferry carrying 63 people sank"))),
        ),
        claims=_claims(case),
        conflicts=(
            Conflict("quantity", (Side("killing at least 14 people", said), Side("Eleven people drowned", eleven))),
            Conflict(
                "quantity",
                (
                    Side("killing at least 14 people", said, reported="2024-03-12", superseded=True),
                    Side("lowered the number of people killed", lowered, reported="2024-03-13"),
                ),
                "revision",
            ),
        ),
    )
    return story, articles
