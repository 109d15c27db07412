"""Bibliography: the reports of a record as RIS and BibTeX, for citing."""

from __future__ import annotations

import re
from collections.abc import Mapping

from stemma.model import Article, Record

_TEX = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
        "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}  # fmt: skip


def ris(record: Record) -> Mapping[str, bytes]:
    """Return ``reports.ris``: one NEWS entry a report."""
    return {"reports.ris": "".join(map(_ris, record.articles)).encode()}


def _ris(a: Article) -> str:
    fields = [("TY", "NEWS"), ("ID", a.id), *(("AU", name) for name in a.authors), ("TI", a.title), ("T2", a.outlet)]
    if a.published:
        fields += [("PY", a.published.value[:4]), ("DA", a.published.value[:10].replace("-", "/"))]
    fields += [("UR", a.url), ("LA", a.language)]
    lines = [f"{tag}  - {_line(value)}" for tag, value in fields if value]
    return "\n".join([*lines, "ER  - ", "", ""])


def bibtex(record: Record) -> Mapping[str, bytes]:
    """Return ``reports.bib``: one @article a report."""
    return {"reports.bib": "\n".join(map(_bibtex, record.articles)).encode()}


def _bibtex(a: Article) -> str:
    published = a.published.value if a.published else ""
    fields = {
        "author": " and ".join(a.authors),
        "title": a.title,
        "journal": a.outlet,
        "year": published[:4],
        "date": published[:10],
        "url": a.url,
        "langid": a.language,
    }
    body = "".join(f",\n  {name} = {{{_tex(value)}}}" for name, value in fields.items() if value)
    return f"@article{{{re.sub(r'[^A-Za-z0-9:._-]', '-', a.id)}{body}\n}}\n"


def _line(value: str) -> str:
    return " ".join(value.split())


def _tex(value: str) -> str:
    return "".join(_TEX.get(c, c) for c in _line(value))
