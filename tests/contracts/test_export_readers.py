"""Exports as their readers know them: GDELT by its columns' names and types, RDF by rdflib, GeoJSON by geojson, PLOVER's lists."""

from __future__ import annotations

import json

import pytest

from stemma.export import FORMS, write_export
from stemma.model import Record

EVENTS = (
    "GLOBALEVENTID SQLDATE MonthYear Year FractionDate Actor1Code Actor1Name Actor1CountryCode Actor1KnownGroupCode Actor1EthnicCode "
    "Actor1Religion1Code Actor1Religion2Code Actor1Type1Code Actor1Type2Code Actor1Type3Code Actor2Code Actor2Name Actor2CountryCode "
    "Actor2KnownGroupCode Actor2EthnicCode Actor2Religion1Code Actor2Religion2Code Actor2Type1Code Actor2Type2Code Actor2Type3Code "
    "IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone "
    "Actor1Geo_Type Actor1Geo_FullName Actor1Geo_CountryCode Actor1Geo_ADM1Code Actor1Geo_ADM2Code Actor1Geo_Lat Actor1Geo_Long "
    "Actor1Geo_FeatureID Actor2Geo_Type Actor2Geo_FullName Actor2Geo_CountryCode Actor2Geo_ADM1Code Actor2Geo_ADM2Code Actor2Geo_Lat "
    "Actor2Geo_Long Actor2Geo_FeatureID ActionGeo_Type ActionGeo_FullName ActionGeo_CountryCode ActionGeo_ADM1Code ActionGeo_ADM2Code "
    "ActionGeo_Lat ActionGeo_Long ActionGeo_FeatureID DATEADDED SOURCEURL"
).split()
MENTIONS = (
    "GLOBALEVENTID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier SentenceID Actor1CharOffset "
    "Actor2CharOffset ActionCharOffset InRawText Confidence MentionDocLen MentionDocTone MentionDocTranslationInfo Extras"
).split()
"""Names in the order of GDELT's codebook, as the package ``gdelt`` 0.1.14 lists them too."""

PLOVER = "AGREE CONSULT SUPPORT COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT CONCEDE".split()


@pytest.fixture(scope="module")
def folder(sample_record: Record, tmp_path_factory):
    """All forms of the sample's record."""
    root = tmp_path_factory.mktemp("readers")
    for form in FORMS:
        write_export(form, sample_record, root / form)
    return root


def read(path, names: list[str], types: dict[str, str]):
    import duckdb

    columns = ", ".join(f"'{n}': '{types.get(n, 'VARCHAR')}'" for n in names)
    return duckdb.sql(f"SELECT * FROM read_csv('{path}', delim='\t', header=false, columns={{{columns}}}, nullstr='', quote='')")


def test_gdelt_reads_with_its_names_and_types(folder) -> None:
    """Numbers are numbers and dates dates in the columns where GDELT has them; quad class and root code go together."""
    numbers = dict.fromkeys(("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "IsRootEvent", "QuadClass", "NumMentions", "NumSources", "NumArticles", "ActionGeo_Type", "DATEADDED"), "BIGINT")
    doubles = dict.fromkeys(("FractionDate", "GoldsteinScale", "AvgTone", "ActionGeo_Lat", "ActionGeo_Long"), "DOUBLE")
    assert (len(EVENTS), len(MENTIONS)) == (61, 16)
    events = read(folder / "gdelt/gdelt-events.tsv", EVENTS, numbers | doubles)
    rows = [dict(zip(EVENTS, row, strict=True)) for row in events.fetchall()]
    assert rows
    for row in rows:
        root = int(row["EventRootCode"])
        assert row["QuadClass"] == (1 if root <= 5 else 2 if root <= 9 else 3 if root <= 14 else 4), row["EventCode"]
        assert -10 <= row["GoldsteinScale"] <= 10
        assert row["Year"] <= row["FractionDate"] < row["Year"] + 1
        assert row["NumSources"] <= row["NumArticles"] <= row["NumMentions"]
        assert row["Actor1CountryCode"] is None or len(row["Actor1CountryCode"]) == 3
        assert row["ActionGeo_CountryCode"] is None or len(row["ActionGeo_CountryCode"]) == 2
        assert row["ActionGeo_Lat"] is None or -90 <= row["ActionGeo_Lat"] <= 90
    mentions = read(folder / "gdelt/gdelt-mentions.tsv", MENTIONS, dict.fromkeys(("GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "SentenceID", "ActionCharOffset", "Confidence", "MentionDocLen"), "BIGINT"))
    counted: dict[int, int] = {}
    for row in mentions.fetchall():
        counted[row[0]] = counted.get(row[0], 0) + 1
        assert row[9] < row[12]
    assert counted == {row["GLOBALEVENTID"]: row["NumArticles"] for row in rows}


def test_polecat_columns_have_polecats_names(folder) -> None:
    """Header and types: dates parse, Contexts and citations are in their columns."""
    import duckdb

    table = duckdb.sql(f"SELECT * FROM read_csv('{folder}/polecat/polecat.tsv', delim='\t', header=true, quote='')")
    assert len(table.columns) == 40
    assert {"Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Actor Name", "Recipient Name", "Latitude", "Longitude", "Publication Date", "Story People"} <= set(table.columns)
    kinds = {row[0] for row in duckdb.sql('SELECT DISTINCT "Event Type" FROM "table"').fetchall()}
    assert kinds <= set(PLOVER)


def test_plover_lines_have_its_types(folder) -> None:
    """Each line has the sixteen types and parties as lists."""
    for line in (folder / "plover/plover.jsonl").read_text().splitlines():
        event = json.loads(line)
        assert event["event"] in PLOVER
        assert isinstance(event["source"], list)
        assert event["independent"] <= event["articles"]


def graph(path, context: object):
    """Read JSON-LD with its terms told here, since its own context stands on the web."""
    import rdflib

    page = json.loads(path.read_text())
    assert page["@context"] in {"http://www.w3.org/ns/anno.jsonld", "https://schema.org"}
    return rdflib.Graph().parse(data=json.dumps(page | {"@context": context}), format="json-ld")


# rdflib's own JSON-LD reader uses what rdflib says is deprecated.
@pytest.mark.filterwarnings("ignore:.*is deprecated, use .* instead")
def test_rdflib_reads_annotations_as_the_web_annotation_model_has_them(folder) -> None:
    """Every annotation has targets, each with a source and both selectors; ids are IRIs."""
    import rdflib

    oa = "http://www.w3.org/ns/oa#"
    context = {
        "id": "@id", "type": "@type", "@vocab": oa, "target": {"@id": oa + "hasTarget"}, "source": {"@id": oa + "hasSource", "@type": "@id"},
        "selector": {"@id": oa + "hasSelector"}, "body": {"@id": oa + "hasBody"}, "items": {"@id": "http://www.w3.org/ns/activitystreams#items"},
        "value": {"@id": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value"}, "motivation": {"@id": oa + "motivatedBy", "@type": "@vocab"},
    }  # fmt: skip
    found = graph(folder / "annotations/annotations.jsonld", context)
    OA = rdflib.Namespace(oa)
    annotations = set(found.subjects(rdflib.RDF.type, OA.Annotation))
    assert annotations
    for annotation in annotations:
        assert isinstance(annotation, rdflib.URIRef)
        for target in found.objects(annotation, OA.hasTarget):
            assert found.value(target, OA.hasSource)
            assert {found.value(s, rdflib.RDF.type) for s in found.objects(target, OA.hasSelector)} == {OA.TextPositionSelector, OA.TextQuoteSelector}
    assert {str(m) for m in found.objects(None, OA.motivatedBy)} <= {oa + "identifying", oa + "describing"}


# rdflib's own JSON-LD reader uses what rdflib says is deprecated.
@pytest.mark.filterwarnings("ignore:.*is deprecated, use .* instead")
def test_rdflib_reads_claims(folder, sample_record: Record) -> None:
    """As many Claims as the record has, each appearing in a NewsArticle."""
    import rdflib

    found = graph(folder / "claims/claims.jsonld", {"@vocab": "https://schema.org/"})
    S = rdflib.Namespace("https://schema.org/")
    claims = set(found.subjects(rdflib.RDF.type, S.Claim))
    assert len(claims) == sum(len(s.claims) for s in sample_record.stories)
    for claim in claims:
        assert all((article, rdflib.RDF.type, S.NewsArticle) in found for article in found.objects(claim, S.appearance))


def test_geojson_is_valid(folder) -> None:
    """The library that others read GeoJSON with finds no error."""
    import geojson

    loaded = geojson.loads((folder / "geojson/events.geojson").read_text())
    assert loaded.is_valid, loaded.errors()


def test_every_timeline_has_a_title_and_texts(folder) -> None:
    """What TimelineJS shows: a headline, and a text a slide."""
    for path in (folder / "timelinejs").glob("*.json"):
        page = json.loads(path.read_text())
        assert page["title"]["text"]["headline"]
        assert all(slide["text"]["headline"] or slide["text"]["text"] for slide in page["events"])
