"""Export: a record in the forms other programs read. One form a module; each gives file names with their bytes.

No form says more than the record does: claims go out without a verdict, codes without a guess.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from stemma.errors import UnknownName
from stemma.export import (
    annotation,
    bibliography,
    claims,
    gdelt,
    geography,
    network,
    plover,
    polecat,
    provenance,
    tables,
    timeline,
)
from stemma.model import Record

__all__ = ["FORMS", "export", "write_export"]

Exporter = Callable[[Record], Mapping[str, bytes]]

FORMS: Mapping[str, Exporter] = {
    "annotations": annotation.export,
    "bibtex": bibliography.bibtex,
    "claims": claims.export,
    "csv": tables.csv,
    "gdelt": gdelt.export,
    "geojson": geography.export,
    "gexf": network.export,
    "jsonl": tables.jsonl,
    "parquet": tables.parquet,
    "plover": plover.export,
    "polecat": polecat.export,
    "prov": provenance.export,
    "ris": bibliography.ris,
    "timelinejs": timeline.export,
}
"""Name of each form and what makes it."""


def export(form: str, record: Record) -> Mapping[str, bytes]:
    """Return the files of a record in one form.

    Raises:
        UnknownName: when there is no such form.
    """
    if form not in FORMS:
        raise UnknownName("form", form, FORMS)
    return FORMS[form](record)


def write_export(form: str, record: Record, folder: Path) -> tuple[Path, ...]:
    """Write the files of a record in one form into a folder, and return their paths, sorted."""
    files = export(form, record)
    folder.mkdir(parents=True, exist_ok=True)
    for name, body in files.items():
        (folder / name).write_bytes(body)
    return tuple(sorted(folder / name for name in files))
