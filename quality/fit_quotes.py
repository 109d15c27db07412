"""Fit: the weights by which `stemma.annotate.quotes` tells attributions from other clauses.

    python quality/fit_quotes.py [--set DIR] [--cache FILE] [--write]

Reads the dev half of PolNeAR, makes a row of every candidate the parse offers, fits a ridge logistic model,
reports five-fold cross-validated figures (folds by document) and, with ``--write``, writes ``weights.json``:
feature names and numbers only. Chosen on 2026-11: ridge 3.0, features seen in at least 4 documents.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from stemma.annotate.cache import PieceCache
from stemma.annotate.pipeline import load_pipeline
from stemma.annotate.quotes import prepare
from stemma.annotate.quotes.rows import Row, groups_of
from stemma.annotate.quotes.tree import Edges
from stemma.annotate.quotes.weights import Model
from stemma.annotate.syntax import Parser
from stemma.model import Article, Block

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "src/stemma/annotate/quotes/weights.json"
MIN_DOCUMENTS = 4
RIDGE = 3.0
QUOTING_MARGIN = 1.6
"""Less evidence asked of a content with quotation marks: recall of partly quoted speech .79 without, .83 with it,
at .005 of F1 (cross-validated, 2026-11)."""
FOLDS = 5


class Group(msgspec.Struct):
    """The rows of one cue in one document, with what gold says of each: index of the attribution it finds, or -1."""

    document: int
    names: list[str]
    rows: list[Row]
    gold: list[int]
    own_cue: list[bool]


def characters(spans: Sequence[Any]) -> set[int]:
    """Return the code points that spans cover, whether gold's objects or ours."""
    found: set[int] = set()
    for span in spans:
        start, end = (span["start"], span["end"]) if isinstance(span, dict) else (span.start, span.end)
        found.update(range(start, end))
    return found


def read_groups(folder: Path, cache: Path) -> tuple[list[Group], list[int], list[set[int]], int]:
    """Return the candidate groups, per document the number of gold attributions left for them, and direct hits."""
    documents = [json.loads(line) for line in (folder / "docs.jsonl").open(encoding="utf8")]
    nlp = load_pipeline()
    parser = Parser(nlp, PieceCache(cache, f"{nlp.meta['name']}-{nlp.meta['version']}"))
    articles = [_article(d["id"], d["text"]) for d in documents]
    groups: list[Group] = []
    totals: list[int] = []
    direct: list[set[int]] = []
    n_direct = 0
    for k, (document, parse) in enumerate(zip(documents, parser.parse_all(articles), strict=True)):
        gold = [(characters(g["content"]), characters(g["cue"])) for g in document["attributions"] if g["content"]]
        scene, utterances = prepare(parse)
        index: dict[int, set[int]] = defaultdict(set)
        for i, (content, _) in enumerate(gold):
            for position in content:
                index[position].add(i)
        taken: set[int] = set()
        n_direct += len(utterances)
        for utterance in utterances:
            hit = _best(characters([part.inner for part in utterance.parts]), gold, index)
            if hit >= 0:
                taken.add(hit)
        totals.append(len(gold))
        direct.append(taken)
        for found in groups_of(Edges(parse), scene, utterances):
            hits = [_best(characters(row.content), gold, index) for row in found.rows]
            cue = set(range(found.cue.start, found.cue.end))
            own = [hit >= 0 and bool(cue & gold[hit][1]) for hit in hits]
            groups.append(Group(k, found.names, found.rows, hits, own))
    return groups, totals, direct, n_direct


def _article(name: str, text: str) -> Article:
    blocks = tuple(Block("body", m.start(), m.end()) for m in re.finditer(r"\S[^\n]*", text))
    return Article(
        id=name, path=None, url=None, outlet=None, title=None, text=text, authors=(), language="en",
        published=None, credit=None, blocks=blocks,
    )


def _best(mine: set[int], gold: Sequence[tuple[set[int], set[int]]], index: dict[int, set[int]]) -> int:
    """Return the gold attribution that shares at least half of the union of contents, else -1."""
    near = {i for position in sorted(mine)[::5] for i in index.get(position, ())}
    scored = [(len(mine & gold[i][0]) / len(mine | gold[i][0]), i) for i in near]
    value, best = max(scored, default=(0.0, -1))
    return best if value >= 0.5 else -1


def fit(groups: Sequence[Group], ridge: float = RIDGE) -> Model:
    """Return the ridge logistic model of these groups; candidates right by accident (another cue) are left out."""
    rows, labels = [], []
    seen: dict[str, set[int]] = defaultdict(set)
    for group in groups:
        for row, hit, own in zip(group.rows, group.gold, group.own_cue, strict=True):
            if hit >= 0 and not own:
                continue
            rows.append(group.names + row.names)
            labels.append(float(hit >= 0))
            for name in rows[-1]:
                seen[name].add(group.document)
    names = sorted(name for name, documents in seen.items() if len(documents) >= MIN_DOCUMENTS)
    column = {name: i for i, name in enumerate(names)}
    matrix, target = _matrix(rows, column), np.array(labels)
    bias, weights = _solve(matrix, target, ridge)
    kept = {name: round(float(weights[i]), 3) for name, i in column.items() if abs(weights[i]) >= 0.03}
    return Model(round(bias, 3), kept, 0.0, 0.0)


def _matrix(rows: Sequence[Sequence[str]], column: dict[str, int]) -> csr_matrix:
    indices, pointers = [], [0]
    for names in rows:
        indices.extend(sorted({column[name] for name in names if name in column}))
        pointers.append(len(indices))
    return csr_matrix((np.ones(len(indices)), indices, pointers), shape=(len(rows), len(column)))


def _solve(matrix: csr_matrix, target: np.ndarray, ridge: float) -> tuple[float, np.ndarray]:
    def loss(theta: np.ndarray) -> tuple[float, np.ndarray]:
        odds = matrix @ theta[:-1] + theta[-1]
        error = 1 / (1 + np.exp(-odds)) - target
        value = np.logaddexp(0, odds).sum() - target @ odds + ridge / 2 * theta[:-1] @ theta[:-1]
        return value, np.append(matrix.T @ error + ridge * theta[:-1], error.sum())

    best = minimize(loss, np.zeros(matrix.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return float(best.x[-1]), best.x[:-1]


FLOOR_SHARE = 0.003
"""Part of the attributions found that the floor may cost for the time it saves (2026-11)."""


def floor_of(model: Model, groups: Sequence[Group]) -> float:
    """Return the log odds by cue features alone that nearly all accepted groups reach."""
    accepted = sorted(
        model.bias + model.score(group.names)
        for score, row, group, _ in choose(model, groups)
        if score >= (model.threshold if row.quoting == "none" else model.quoting)
    )
    return round(accepted[int(len(accepted) * FLOOR_SHARE)], 2)


def choose(model: Model, groups: Sequence[Group]) -> list[tuple[float, Row, Group, int]]:
    """Return each group's best row with its score and what gold says of it."""
    found = []
    for group in groups:
        odds = model.bias + model.score(group.names)
        scored = [(odds + model.score(row.names), -i) for i, row in enumerate(group.rows)]
        score, i = max(scored)
        found.append((score, group.rows[-i], group, group.gold[-i]))
    return found


def figures(
    chosen: Sequence[tuple[float, Row, Group, int]], totals: Sequence[int], direct: Sequence[set[int]],
    n_direct: int, threshold: float, quoting: float | None = None,
) -> tuple[float, float, float]:
    """Return precision, recall and F1 of contents at a threshold, direct speech included."""
    quoting = threshold if quoting is None else quoting
    documents = range(len(totals))
    hits: Counter[int] = Counter({k: len(direct[k]) for k in documents})
    used = [set(direct[k]) for k in documents]
    predicted = n_direct
    for score, row, group, gold in chosen:
        if score < (threshold if row.quoting == "none" else quoting):
            continue
        predicted += 1
        if gold >= 0 and gold not in used[group.document]:
            used[group.document].add(gold)
            hits[group.document] += 1
    right, total = sum(hits.values()), sum(totals)
    p, r = right / max(1, predicted), right / max(1, total)
    return p, r, 2 * p * r / (p + r) if right else 0.0


def cross_validate(groups: Sequence[Group], ridge: float) -> list[tuple[float, Row, Group, int]]:
    """Return the best rows scored by models that have not seen their document."""
    found = []
    for fold in range(FOLDS):
        model = fit([g for g in groups if g.document % FOLDS != fold], ridge)
        found.extend(choose(model, [g for g in groups if g.document % FOLDS == fold]))
    return found


def main() -> None:
    """Fit, report, and write the weights when asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", type=Path, default=ROOT.parent / "shared/data/polnear_quotes", dest="folder")
    parser.add_argument("--cache", type=Path, default=Path("/tmp/stemma-cache/pieces.sqlite"))
    parser.add_argument("--ridge", type=float, default=RIDGE)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    groups, totals, direct, n_direct = read_groups(args.folder, args.cache)
    chosen = cross_validate(groups, args.ridge)
    best = max((figures(chosen, totals, direct, n_direct, t / 10)[2], t / 10) for t in range(-25, 15))
    for t in (-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, best[1]):
        p, r, f1 = figures(chosen, totals, direct, n_direct, t)
        print(f"threshold {t:5.1f}  precision {p:.3f}  recall {r:.3f}  F1 {f1:.3f}")
    quoting = round(best[1] - QUOTING_MARGIN, 2)
    p, r, f1 = figures(chosen, totals, direct, n_direct, best[1], quoting)
    print(f"shipped thresholds {best[1]}, {quoting}: precision {p:.3f}  recall {r:.3f}  F1 {f1:.3f}")
    if args.write:
        model = fit(groups, args.ridge)
        model = Model(model.bias, model.weights, best[1], quoting)
        model = msgspec.structs.replace(model, floor=floor_of(model, groups))
        TARGET.write_bytes(msgspec.json.format(msgspec.json.encode(model), indent=0))
        print(f"{len(model.weights)} weights, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
