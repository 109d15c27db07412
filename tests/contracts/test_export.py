"""Each export form is read back by a program others wrote, on the sample that ships."""

from __future__ import annotations

import json

import pytest

from stemma.errors import UnknownName
from stemma.export import FORMS, export, write_export
from stemma.export.coded import coded_events
from stemma.export.tables import csv_bytes
from stemma.model import Record


@pytest.fixture(scope="module")
def folder(sample_record: Record, tmp_path_factory):
    """All forms of the sample's record, written to one folder each."""
    root = tmp_path_factory.mktemp("export")
    for form in FORMS:
        assert write_export(form, sample_record, root / form)
    return root


@pytest.mark.parametrize("form", sorted(FORMS))
def test_same_record_same_bytes(sample_record: Record, form: str) -> None:
    """A form made twice is the same, byte for byte."""
    assert dict(export(form, sample_record)) == dict(export(form, sample_record))


def test_duckdb_reads_every_table_and_the_three_kinds_agree(folder, sample_record: Record) -> None:
    """CSV, JSON Lines and Parquet hold the same number of rows of each table."""
    import duckdb

    for path in sorted((folder / "parquet").glob("*.parquet")):
        counts = {
            duckdb.sql(f"SELECT count(*) FROM '{folder}/{kind}/{path.stem}.{kind}'").fetchall()[0][0]
            for kind in ("parquet", "csv", "jsonl")
        }
        assert len(counts) == 1, path.stem
        assert counts.pop() > 0
    claims = duckdb.sql(f"SELECT count(DISTINCT (story, claim)) FROM '{folder}/parquet/claims.parquet'").fetchall()[0][0]
    assert claims == sum(len(s.claims) for s in sample_record.stories)


def test_a_spreadsheet_is_not_made_to_run_a_cell() -> None:
    """Cells that begin like a formula get an apostrophe."""
    assert csv_bytes(["a"], [["=1+1"], ["fine"], [3]]) == b"a\r\n'=1+1\r\nfine\r\n3\r\n"


def test_gdelt_has_61_and_16_columns(folder) -> None:
    """Every row of events and mentions has GDELT's columns; ids join."""
    events = [line.split("\t") for line in (folder / "gdelt/gdelt-events.tsv").read_text().splitlines()]
    mentions = [line.split("\t") for line in (folder / "gdelt/gdelt-mentions.tsv").read_text().splitlines()]
    assert events
    assert {len(row) for row in events} == {61}
    assert {len(row) for row in mentions} == {16}
    assert {row[0] for row in mentions} == {row[0] for row in events}
    for row in events:
        assert len(row[1]) == 8
        assert row[1].startswith(row[3])
        assert row[26].startswith(row[28])
        assert row[29] in "1234"


def test_polecat_has_40_columns(folder) -> None:
    """Header and rows have POLECAT's 40 columns."""
    rows = [line.split("\t") for line in (folder / "polecat/polecat.tsv").read_text().splitlines()]
    assert len(rows) > 1
    assert {len(row) for row in rows} == {40}


def test_denied_and_possible_events_are_not_exported_as_facts(sample_record: Record) -> None:
    """Coded rows hold no event that a report denies or only imagines."""
    assert all(e.event.status not in {"denied", "hypothetical"} for e in coded_events(sample_record))
    numbers = [e.number for e in coded_events(sample_record)]
    assert len(numbers) == len(set(numbers))
    assert all(0 < n < 2**63 for n in numbers)


def test_annotations_find_their_words_again(folder, sample_record: Record) -> None:
    """Both selectors of each target name the same characters of the report."""
    texts = {a.url or f"urn:stemma:article:{a.id}": a.text for a in sample_record.articles}
    page = json.loads((folder / "annotations/annotations.jsonld").read_text())
    assert page["items"]
    for item in page["items"]:
        for target in item["target"]:
            where, quote = target["selector"]
            text = texts[target["source"]]
            assert text[where["start"] : where["end"]] == quote["exact"]
            assert text[: where["start"]].endswith(quote["prefix"])


def test_prov_is_read_by_the_prov_library(folder, sample_record: Record) -> None:
    """The document parses and holds every article."""
    from prov.model import ProvDocument, ProvEntity

    document = ProvDocument.deserialize(folder / "prov/prov.json")
    names = {str(e.identifier) for e in document.get_records(ProvEntity)}
    assert {f"stemma:article-{a.id}" for a in sample_record.articles} <= names


def test_networkx_reads_the_graphs(folder, sample_record: Record) -> None:
    """Every report is a node of the reuse graph."""
    import networkx as nx

    assert set(nx.read_gexf(folder / "gexf/reuse.gexf")) == {a.id for a in sample_record.articles}
    assert nx.read_gexf(folder / "gexf/actors.gexf").number_of_edges() >= 1


def test_bibliographies_are_read_by_their_libraries(folder, sample_record: Record) -> None:
    """rispy and bibtexparser find as many entries as there are reports."""
    import bibtexparser
    import rispy

    assert len(rispy.loads((folder / "ris/reports.ris").read_text())) == len(sample_record.articles)
    found = bibtexparser.parse_string((folder / "bibtex/reports.bib").read_text())
    assert len(found.entries) == len(sample_record.articles)
    assert not found.failed_blocks


def test_claims_go_out_without_a_verdict(folder, sample_record: Record) -> None:
    """schema.org claims have text and appearances, and no rating."""
    graph = json.loads((folder / "claims/claims.jsonld").read_text())["@graph"]
    assert len(graph) == sum(len(s.claims) for s in sample_record.stories)
    assert all(c["appearance"] and c["text"] for c in graph)
    assert "Rating" not in (folder / "claims/claims.jsonld").read_text()


def test_timelines_have_a_date_a_slide(folder) -> None:
    """Each slide starts in a year."""
    for path in (folder / "timelinejs").glob("*.json"):
        assert all(slide["start_date"]["year"] for slide in json.loads(path.read_text())["events"])


def test_geojson_positions_are_on_earth(folder) -> None:
    """Longitude before latitude."""
    for feature in json.loads((folder / "geojson/events.geojson").read_text())["features"]:
        longitude, latitude = feature["geometry"]["coordinates"]
        assert -180 <= longitude <= 180
        assert -90 <= latitude <= 90


def test_an_unknown_form_names_the_known(sample_record: Record) -> None:
    """A form that does not exist is answered with those that do."""
    with pytest.raises(UnknownName, match="did you mean 'gdelt'"):
        export("gdlet", sample_record)
