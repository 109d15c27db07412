"""Titles, offices and kinship: words that stand before, beside or instead of a person's name."""

from __future__ import annotations

COURTESY: dict[str, str | None] = {
    "mr": "m",
    "mister": "m",
    "mrs": "f",
    "ms": "f",
    "miss": "f",
    "mme": "f",
    "madame": "f",
    "monsieur": "m",
    "sir": "m",
    "dame": "f",
    "lord": "m",
    "lady": "f",
    "herr": "m",
    "frau": "f",
    "señor": "m",
    "señora": "f",
    "dr": None,
    "prof": None,
    "madam": "f",
    "master": "m",
    "mx": None,
}
"""Courtesy titles, without full stop, lower case, and the gender they tell."""

RANKS: dict[str, str | None] = {
    "king": "m",
    "queen": "f",
    "prince": "m",
    "princess": "f",
    "emperor": "m",
    "empress": "f",
    "duke": "m",
    "duchess": "f",
    "pope": "m",
    "ayatollah": "m",
    "sheikh": "m",
    "sheik": "m",
    "imam": "m",
    "rabbi": None,
    "father": "m",
    "sister": "f",
    "brother": "m",
    "baron": "m",
    "baroness": "f",
    "count": "m",
    "countess": "f",
    "emir": "m",
    "sultan": "m",
    "tsar": "m",
    "czar": "m",
    "mullah": "m",
    "grand": None,
    "chairman": "m",
    "chairwoman": "f",
    "congressman": "m",
    "congresswoman": "f",
    "councilman": "m",
    "councilwoman": "f",
    "spokesman": "m",
    "spokeswoman": "f",
    "assemblyman": "m",
    "assemblywoman": "f",
    **dict.fromkeys(
        """president pres amb premier chancellor minister secretary senator sen representative rep governor gov mayor
        ambassador general gen colonel col lieutenant lt captain capt major maj sergeant sgt corporal cpl admiral adm
        commander cmdr commodore brigadier brig marshal private pvt officer detective det inspector sheriff chief
        judge justice attorney atty prosecutor chair chairperson speaker leader director commissioner deputy
        archbishop bishop cardinal reverend rev pastor professor doctor coach comrade president-elect
        vice-president congressmember delegate councillor councilor counselor superintendent supt constable trooper
        cllr warden fr st marshall pfc spc mp mk mep msp""".split()
    ),
}
"""Ranks and offices printed before a name; the gender where the word tells it."""

ABBREVIATED = frozenset(
    "mr mrs ms dr prof pres amb sen rep gov gen col lt capt maj sgt cpl adm cmdr brig pvt det atty rev fr st supt cllr".split()
)
"""Titles in short, which are never a name by themselves."""

OCCUPATIONS = frozenset(
    """skipper harbormaster harbourmaster headmaster headmistress headteacher quartermaster stationmaster postmaster
    paymaster schoolmaster headman foreman forewoman ombudsman ombudswoman alderman alderwoman selectman selectwoman
    provost magistrate paramedic firefighter fireman policeman policewoman gamekeeper lighthouse-keeper shopkeeper
    goalkeeper striker midfielder quarterback skater businessman businesswoman salesman saleswoman sportswoman
    choirmaster bandmaster ringmaster spokesperson lawmaker cosmonaut astronaut aviator""".split()
)
"""Nouns for what a person does that stand before a name with a capital at the head of a sentence."""

RANKS.update(dict.fromkeys(sorted(OCCUPATIONS - RANKS.keys())))

CAPTIONS = frozenset("image photo photograph picture file video credit graphic illustration courtesy".split())
"""Words of captions that stand beside names and are no part of them."""

MODIFIERS = frozenset(
    """then-president then-leader ex-president prime vice deputy assistant acting former then late foreign interior
    defence defense finance state first lady national security attorney chief justice special crown house senate
    majority minority speaker under-secretary undersecretary lieutenant master major-general interim incoming outgoing
    treasury home press energy labor labour health education justice homeland commerce transport agriculture trade
    environment""".split()
)
"""Words that may stand inside a title (``deputy foreign minister``)."""

OF_OFFICES = frozenset(
    """foreign presidential national prime special general chief senior top deputy vice executive financial legal
    political military naval federal regional provincial municipal public internal interior economic assistant
    associate independent royal diplomatic medical scientific technical managing commercial criminal civil honorary
    nuclear industrial medieval constitutional environmental social cultural religious spiritual supreme high junior
    parliamentary congressional gubernatorial mayoral senatorial electoral strategic digital editorial human global
    international bilateral domestic personal private principal former then late interim acting outgoing incoming
    ranking leading nominee opposition visiting permanent governing regulatory judicial appellate academic historical
    clinical agricultural naval coastal maritime rural urban ethnic sole longtime long-time veteran retired""".split()
)
"""Small-letter adjectives that belong to an office or say how it is held; others (``embarrassed``, ``clear``) do not."""

RELATIVE = frozenset("counterpart predecessor successor partner ally rival opponent foe enemy friend".split())
"""Words for what somebody is to somebody else alone: they tell nothing where that one is not named."""

OFFICES: dict[str, str | None] = {
    **dict.fromkeys(
        """president premier chancellor minister secretary senator representative congressman congresswoman lawmaker
        legislator governor mayor ambassador envoy diplomat official prime-minister councillor councilman
        councilwoman spokesman spokeswoman spokesperson leader ruler dictator monarch king queen prince princess
        emperor undersecretary emissary mp parliamentarian deputy commissioner speaker adviser advisor negotiator
        aide representative counterpart chief-of-staff administrator head-of-state strongman autocrat premier-designate
        nominee whip delegate cabinet-secretary vice-president president-elect""".split(),
        "GOV",
    ),
    **dict.fromkeys(
        """general colonel lieutenant captain major sergeant admiral commander brigadier marshal soldier corporal
        commodore lieutenant-general airman marine officer-in-charge paratrooper""".split(),
        "MIL",
    ),
    **dict.fromkeys(
        "officer detective inspector sheriff constable trooper policeman policewoman deputy-sheriff".split(), "COP"
    ),
    **dict.fromkeys("judge justice prosecutor attorney-general magistrate jurist".split(), "JUD"),
    **dict.fromkeys("rebel insurgent militant guerrilla separatist warlord jihadist".split(), "REB"),
    **dict.fromkeys(
        "journalist reporter correspondent editor anchor columnist newscaster commentator blogger".split(), "MED"
    ),
    **dict.fromkeys(
        "chairman chairwoman chief executive ceo cfo businessman businesswoman banker entrepreneur founder "
        "co-founder owner president-and-ceo investor".split(),
        "BUS",
    ),
    **dict.fromkeys(
        "professor lecturer researcher scientist scholar academic student teacher principal".split(), "EDU"
    ),
    **dict.fromkeys(
        "pope bishop archbishop cardinal imam rabbi pastor priest cleric reverend monk ayatollah".split(), "REL"
    ),
    **dict.fromkeys(
        "activist campaigner lawyer attorney expert analyst director manager coach economist doctor author "
        "writer actor actress singer player chair chairperson vice-chairman head chief boss partner "
        "co-author historian architect designer candidate nominee contractor counsel secretary-general "
        "coordinator organizer organiser leader-in-exile demonstrator worker volunteer resident driver "
        "witness neighbor neighbour spokesman-in-chief pilot engineer artist musician athlete star "
        "film-maker filmmaker producer nurse farmer veteran suspect victim gunman fellow".split(),
        None,
    ),
}
"""Nouns that name what a person does, and the PLOVER sector they belong to, None where they tell none."""

for _late in ("official", "president", "leader", "spokesman", "spokeswoman", "secretary", "minister"):
    OFFICES[_late] = "GOV"

KIN: dict[str, str | None] = {
    "father": "m",
    "mother": "f",
    "son": "m",
    "daughter": "f",
    "brother": "m",
    "sister": "f",
    "wife": "f",
    "husband": "m",
    "uncle": "m",
    "aunt": "f",
    "grandfather": "m",
    "grandmother": "f",
    "grandson": "m",
    "granddaughter": "f",
    "nephew": "m",
    "niece": "f",
    "cousin": None,
    "widow": "f",
    "widower": "m",
    "fiancé": "m",
    "fiancée": "f",
    "girlfriend": "f",
    "boyfriend": "m",
    "half-brother": "m",
    "half-sister": "f",
    "stepfather": "m",
    "stepmother": "f",
    "son-in-law": "m",
    "daughter-in-law": "f",
    "brother-in-law": "m",
    "sister-in-law": "f",
    "dad": "m",
    "mom": "f",
    "mum": "f",
    "grandpa": "m",
    "grandma": "f",
    "twin": None,
    "spouse": None,
    "partner": None,
}
"""Kinship nouns and the gender they tell of the person they name."""

GENDERED: dict[str, str] = {
    "man": "m",
    "boy": "m",
    "gentleman": "m",
    "guy": "m",
    "woman": "f",
    "girl": "f",
    "lady": "f",
    "actress": "f",
    "businessman": "m",
    "businesswoman": "f",
    "policeman": "m",
    "policewoman": "f",
    "spokesman": "m",
    "spokeswoman": "f",
    "chairman": "m",
    "chairwoman": "f",
    "congressman": "m",
    "congresswoman": "f",
    "king": "m",
    "queen": "f",
    "prince": "m",
    "princess": "f",
    "strongman": "m",
    "gunman": "m",
    "statesman": "m",
    "pope": "m",
    "cameraman": "m",
    "fireman": "m",
    "housewife": "f",
    "nun": "f",
    "priest": "m",
    "imam": "m",
    "monk": "m",
    "councilman": "m",
    "councilwoman": "f",
    "anchorman": "m",
    "anchorwoman": "f",
    "sportsman": "m",
    "waitress": "f",
}
"""Nouns that tell a person's gender."""

COLLECTIVES = frozenset(
    """company firm group agency ministry government party union bank organization organisation airline carrier
    manufacturer automaker carmaker department office bureau newspaper network broadcaster court council parliament
    congress senate committee commission administration regime country nation state city team club university
    school institute association federation army military navy police force airframer planemaker plane-maker
    maker retailer supplier giant parent subsidiary unit division builder contractor operator producer lender
    insurer developer startup start-up corporation conglomerate watchdog regulator coalition alliance bloc kingdom
    republic island province region town village capital hospital church museum""".split()
)
"""Nouns a description of an organisation or place may have as its head (``the company``)."""


def bare_title(word: str) -> str:
    """Return a title as the tables have it: lower case, without full stop.

    Example:
        >>> bare_title("Sen.")
        'sen'
    """
    return word.lower().rstrip(".")
