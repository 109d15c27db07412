"""Reuse and lineages on reports others published; skipped where these are not at hand."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from itertools import combinations

import pytest
from tests.conftest import SHARED

from stemma.clean import clean
from stemma.model import Raw
from stemma.reuse import lineages_of, passages_of, sketch_of

ONE_DAY = SHARED / "data" / "helsinki_oneday"


def _made(raws):
    articles = [clean(raw)[0] for raw in raws]
    sketches = [sketch_of(a) for a in articles]
    passages = passages_of(sketches)
    return {a.id: a for a in articles}, passages, lineages_of(sketches, passages)


def test_the_five_reports_rest_on_four_texts(seeds) -> None:
    """The first two reports are one agency's; the fourth draws on the third and keeps its own lineage."""
    articles, passages, lineages = _made(Raw(text=p.read_text("utf8"), id=p.name[:3]) for p in seeds)
    assert sorted(x.articles for x in lineages) == [("000", "001"), ("002",), ("003",), ("004",)]
    assert next(x.origin for x in lineages if "000" in x.articles) == "AP"
    partly = [p for p in passages if {p.a.article, p.b.article} == {"002", "003"}]
    assert len(partly) >= 2
    assert all(p.a.span.of(articles[p.a.article].text).strip() for p in partly)
    kept_apart = {"000", "001", "004"}
    assert not [p for p in passages if "004" in (p.a.article, p.b.article) and kept_apart & {p.a.article, p.b.article} - {"004"}]


@pytest.fixture(scope="module")
def one_day():
    """One day's reports of a summit, and the agency each credits in its head (silver labels, not human ones)."""
    if not ONE_DAY.exists():
        pytest.skip("../shared/data/helsinki_oneday is not here")
    rows = [json.loads(line) for line in (ONE_DAY / "articles.jsonl").read_text("utf8").splitlines()]
    silver = json.loads((ONE_DAY / "silver_wire.json").read_text("utf8"))
    raws = [
        Raw(text=r["text"], id=r["id"], title=r.get("title"), outlet=r.get("source"), published=r.get("published"))
        for r in rows
    ]
    return _made(raws), {i: s["wire_in_head"] for i, s in silver.items()}


def test_agency_copies_are_of_one_lineage(one_day) -> None:
    """Of reports that credit one agency and open with the same ten words, 98 in 100 pairs are of one lineage."""
    (articles, _, lineages), credited = one_day
    lineage = {i: x.lineage for x in lineages for i in x.articles}
    alike = defaultdict(list)
    for name, a in articles.items():
        body = " ".join(a.text[b.start : b.end] for b in a.blocks if b.role == "body")
        words = re.findall(r"\w+", body.lower())[:10]
        if len(credited[name]) == 1 and len(words) == 10:
            alike[credited[name][0], tuple(words)].append(name)
    pairs = [pair for names in alike.values() for pair in combinations(names, 2)]
    assert len(pairs) > 20
    assert sum(lineage[a] == lineage[b] for a, b in pairs) >= 0.98 * len(pairs)


def test_lineages_with_two_credits_name_both(one_day) -> None:
    """Where the members of a lineage credit different sources, its reason names them."""
    (articles, _, lineages), _ = one_day
    for one in lineages:
        named = {articles[i].credit for i in one.articles} - {None}
        if len(named) > 1:
            assert all(c in one.reason for c in named)
