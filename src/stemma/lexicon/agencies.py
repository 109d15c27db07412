"""News agencies and outlets that texts credit themselves to, with the names they print.

Data: `AGENCIES`, by hand from the agencies' own names for themselves (2026-11). An alias in capitals is matched
as it stands; any other alias in any case and with any hyphen or space between its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import msgspec


class Agency(msgspec.Struct, frozen=True):
    """One agency or outlet.

    Attributes:
        name: the short name it is known by (``AP``, ``Reuters``).
        country: ISO 3166 alpha-3 of its seat.
        aliases: other names it prints; acronyms in capitals.
        wire: True for an agency that supplies other outlets.
    """

    name: str
    country: str
    aliases: tuple[str, ...] = ()
    wire: bool = True


def _agency(line: str) -> Agency:
    name, country, kind, *aliases = (part.strip() for part in line.split("|"))
    return Agency(name, country, tuple(aliases), kind == "wire")


_TABLE = """
AP|USA|wire|Associated Press|The Associated Press|APNewsNow|AP News
AFP|FRA|wire|Agence France-Presse|AFP Relaxnews
Reuters|GBR|wire|Thomson Reuters|Reuters News Agency|REUTERS
UPI|USA|wire|United Press International
Bloomberg|USA|wire|Bloomberg News|Bloomberg L.P.|Bloomberg LP|Bloomberg Businessweek
dpa|DEU|wire|DPA|Deutsche Presse-Agentur
EFE|ESP|wire|Agencia EFE|EPA-EFE
Europa Press|ESP|wire
ANSA|ITA|wire|Agenzia Nazionale Stampa Associata
Adnkronos|ITA|wire
TASS|RUS|wire|ITAR-TASS|Itar-Tass
RIA Novosti|RUS|wire|RIA
Sputnik|RUS|wire
Interfax|RUS|wire|Interfax-Ukraine
Xinhua|CHN|wire|Xinhua News Agency|XINHUA
China News Service|CHN|wire
Kyodo|JPN|wire|Kyodo News|KYODO
Jiji Press|JPN|wire
Yonhap|KOR|wire|Yonhap News Agency|Yonhap News
Newsis|KOR|wire
KCNA|PRK|wire|Korean Central News Agency
PTI|IND|wire|Press Trust of India
ANI|IND|wire|Asian News International
IANS|IND|wire|Indo-Asian News Service
United News of India|IND|wire
Associated Press of Pakistan|PAK|wire
PA|GBR|wire|PA Media|Press Association|PA News Agency
CP|CAN|wire|Canadian Press|The Canadian Press
AAP|AUS|wire|Australian Associated Press
NZPA|NZL|wire|New Zealand Press Association
ANP|NLD|wire|Algemeen Nederlands Persbureau
Belga|BEL|wire|Belga News Agency|BELGA
APA|AUT|wire|Austria Presse Agentur
Keystone-SDA|CHE|wire|SDA-ATS
NTB|NOR|wire|Norsk Telegrambyrå
TT News Agency|SWE|wire|Tidningarnas Telegrambyrå
Ritzau|DNK|wire
STT|FIN|wire|Suomen Tietotoimisto
PAP|POL|wire|Polish Press Agency|Polska Agencja Prasowa
CTK|CZE|wire|ČTK|Czech News Agency
TASR|SVK|wire
MTI|HUN|wire|Magyar Távirati Iroda
Agerpres|ROU|wire
BTA|BGR|wire|Bulgarian News Agency
Tanjug|SRB|wire
HINA|HRV|wire
Lusa|PRT|wire|Agência Lusa
Ukrinform|UKR|wire
UNIAN|UKR|wire
BelTA|BLR|wire
BNS|LTU|wire|Baltic News Service
Anadolu Agency|TUR|wire|Anadolu
DHA|TUR|wire|Demirören News Agency
IRNA|IRN|wire|Islamic Republic News Agency
Fars|IRN|wire|Fars News Agency
Tasnim|IRN|wire|Tasnim News Agency
ISNA|IRN|wire|Iranian Students News Agency
Mehr News Agency|IRN|wire
SANA|SYR|wire|Syrian Arab News Agency
WAFA|PSE|wire|Wafa News Agency
Ma'an|PSE|wire|Ma'an News Agency
NNA|LBN|wire|National News Agency
Petra News Agency|JOR|wire|Jordan News Agency
Middle East News Agency|EGY|wire
Saudi Press Agency|SAU|wire
WAM|ARE|wire|Emirates News Agency
QNA|QAT|wire|Qatar News Agency
KUNA|KWT|wire|Kuwait News Agency
BNA|BHR|wire|Bahrain News Agency
APS|DZA|wire|Algeria Press Service
Maghreb Arabe Presse|MAR|wire
News Agency of Nigeria|NGA|wire
GNA|GHA|wire|Ghana News Agency
SAPA|ZAF|wire|South African Press Association
African News Agency|ZAF|wire
ENA|ETH|wire|Ethiopian News Agency
Bernama|MYS|wire|BERNAMA
Antara|IDN|wire|Antara News Agency|ANTARA
VNA|VNM|wire|Vietnam News Agency
PNA|PHL|wire|Philippine News Agency
CNA|TWN|wire|Central News Agency
BSS|BGD|wire|Bangladesh Sangbad Sangstha
UNB|BGD|wire|United News of Bangladesh
Telam|ARG|wire|Télam
Agência Brasil|BRA|wire
Notimex|MEX|wire
Prensa Latina|CUB|wire
City News Service|USA|wire
Bay City News|USA|wire
States Newsroom|USA|wire
Tribune News Service|USA|wire|Tribune Content Agency|TNS
McClatchy|USA|wire|McClatchy-Tribune|McClatchy Newspapers
Gannett|USA|wire|Gannett News Service
Scripps|USA|wire|Scripps Howard News Service
Dow Jones|USA|wire|Dow Jones Newswires
Religion News Service|USA|wire|RNS
Kaiser Health News|USA|wire|KFF Health News
ProPublica|USA|wire
MarketWatch|USA|outlet
Business Wire|USA|wire|BUSINESS WIRE
PR Newswire|USA|wire|PRNewswire
GlobeNewswire|CAN|wire|GLOBE NEWSWIRE
CNN|USA|outlet|CNN Wire|Cable News Network|CNNMoney
BBC|GBR|outlet|BBC News|BBC World Service
Al Jazeera|QAT|outlet|Aljazeera
Deutsche Welle|DEU|outlet|DW
Voice of America|USA|outlet|VOA
Radio Free Europe|USA|outlet|RFE/RL|Radio Free Europe/Radio Liberty
Radio Free Asia|USA|outlet|RFA
NPR|USA|outlet|National Public Radio
CBC|CAN|outlet|CBC News
ABC News|USA|outlet
CBS News|USA|outlet
NBC News|USA|outlet
Fox News|USA|outlet|FoxNews.com
Sky News|GBR|outlet
New York Times|USA|outlet|The New York Times|New York Times News Service
Washington Post|USA|outlet|The Washington Post
Wall Street Journal|USA|outlet|The Wall Street Journal
Los Angeles Times|USA|outlet
USA Today|USA|outlet|USA TODAY
The Guardian|GBR|outlet|Guardian News & Media|Guardian News and Media
Financial Times|GBR|outlet
Politico|USA|outlet|POLITICO
Huffington Post|USA|outlet|HuffPost|TheHuffingtonPost.com
"""

AGENCIES: tuple[Agency, ...] = tuple(_agency(line) for line in _TABLE.strip().splitlines())

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-"})


def agency_named(name: str) -> Agency | None:
    """Return the agency that prints this name, or None.

    Example:
        >>> agency_named("The Associated Press").name
        'AP'
    """
    key = _fold(name)
    found = _by_name().get(key)
    if found is None or (_is_acronym(key) and name.strip() != name.strip().upper() and name.strip() != found.name):
        return None
    return found


def find_agencies(text: str) -> list[tuple[int, int, Agency]]:
    """Return (start, end, agency) of every agency name in ``text``, in order. Linear in its length.

    Example:
        >>> [a.name for _, _, a in find_agencies("By Ann Poe, Associated Press, and AFP")]
        ['AP', 'AFP']
    """
    table = _by_name()
    return [(m.start(), m.end(), table[_fold(m.group())]) for m in _pattern().finditer(text.translate(_APOSTROPHES))]


def _fold(name: str) -> str:
    return " ".join(name.translate(_APOSTROPHES).replace("-", " ").lower().split())


def _is_acronym(key: str) -> bool:
    return " " not in key and len(key) <= 5


_added: list[Agency] = []


def add_agencies(agencies: Iterable[Agency]) -> None:
    """Return nothing; from now on these are the agencies known beside those built in (`stemma.lexicon.owners`)."""
    _added[:] = agencies
    _by_name.cache_clear()
    _pattern.cache_clear()


@cache
def _by_name() -> dict[str, Agency]:
    return {_fold(name): agency for agency in (*AGENCIES, *_added) for name in (agency.name, *agency.aliases)}


@cache
def _pattern() -> re.Pattern[str]:
    exact: set[str] = set()
    loose: set[str] = set()
    for agency in (*AGENCIES, *_added):
        for name in (agency.name, *agency.aliases):
            words = r"[\s-]+".join(re.escape(word) for word in name.replace("-", " ").split())
            (exact if _is_acronym(_fold(name)) or name.isupper() else loose).add(words)
    ordered = "|".join(sorted(loose, key=lambda w: (-len(w), w)))
    acronyms = "|".join(sorted(exact, key=lambda w: (-len(w), w)))
    return re.compile(rf"(?<!\w)(?:(?i:{ordered})|{acronyms})(?!\w)")
