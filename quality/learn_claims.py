"""Learn: the trees by which `stemma.align.verdict` tells whether two statements tell one event.

    python quality/learn_claims.py ../shared/data/ecbplus [--cache FILE] [--write]

Needs scikit-learn, locked in ``locks/learn.txt`` and used only here; ``make learn`` installs it and runs this. Reads the development half of ECB+, makes statements of
each sub-topic's reports, takes those whose predicate is a marked event of a checked sentence, and labels a pair of two
reports by whether the two events are one. Reports six-fold figures (folds by topic) and, with ``--write``, writes
``trees.json``: numbers only. The labels are of events, not of all that is said of them, and a third of the pairs they
call wrong near the top are right when read (2026-11): precision here is a lower bound.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np

from stemma.align.entities import settle_entities
from stemma.align.likeness import Rarity, exclusion
from stemma.align.matching import candidate_pairs
from stemma.align.pairs import FEATURES, Pairs
from stemma.align.units import Unit, make_units
from stemma.annotate import Annotator
from stemma.meaning import encode, set_up
from stemma.model import Analysis, Raw
from stemma.run.collect import collect

TARGET = Path(__file__).resolve().parents[1] / "src/stemma/align/trees.json"
FOLDS = 6
FALLING = {"denial", "other_person", "other_name", "modality"}
OPEN = {"length", "shorter", "main"}
SETTINGS = {"max_iter": 60, "learning_rate": 0.1, "max_leaf_nodes": 6, "min_samples_leaf": 60, "l2_regularization": 10, "max_bins": 64}

Marked = dict[str, list[tuple[int, int, str]]]


def stories(folder: Path, cache: Path) -> dict[str, list[Analysis]]:
    """Return the analysed reports of each sub-topic."""
    of = json.loads((folder / "clusters.json").read_text(encoding="utf8"))
    lines = (folder / "articles.jsonl").read_text(encoding="utf8").splitlines()
    raws = [Raw(id=a["id"], text=a["text"]) for a in map(json.loads, lines)]
    found: dict[str, list[Analysis]] = defaultdict(list)
    for analysis in Annotator(cache).annotate(collect(raws).articles):
        if analysis.id in of:
            found[of[analysis.id]].append(analysis)
    return {key: sorted(found[key], key=lambda a: a.id) for key in sorted(found)}


def marked_events(folder: Path) -> Marked:
    """Return the places and chains of the events marked in checked sentences, by article."""
    found: Marked = defaultdict(list)
    for line in (folder / "mentions.jsonl").read_text(encoding="utf8").splitlines():
        m = json.loads(line)
        if m["kind"] == "action" and m["validated_sentence"]:
            found[m["doc"]].append((m["start"], m["end"], m["chain"]))
    return found


def labelled(members: list[Analysis], marked: Marked) -> tuple[list[Any], list[int]]:
    """Return the rows and labels of the candidate pairs of one sub-topic."""
    table = settle_entities(members)
    units = make_units(members, table.of, {e.id: e.name for e in table.entities})
    rarity = Rarity(units)
    pairs = Pairs(units, rarity, encode)
    chains = {k: chain for k, unit in enumerate(units) if (chain := _chain(unit, marked))}
    wanted = [
        (i, j) for i, j in candidate_pairs(units, rarity, pairs.vectors)
        if i in chains and j in chains and units[i].article != units[j].article
        and not units[i].denied and not units[j].denied and exclusion(units[i], units[j]) is None
    ]  # fmt: skip
    return list(pairs.rows(wanted)), [int(chains[i] == chains[j]) for i, j in wanted]


def _chain(unit: Unit, marked: Marked) -> str | None:
    return next((chain for start, end, chain in marked[unit.article] if start <= unit.at < end), None)


def as_trees(model: Any) -> dict[str, Any]:
    """Return a fitted model as `stemma.align.verdict.Trees` reads it."""
    trees = []
    for (predictor,) in model._predictors:  # noqa: SLF001  scikit-learn has no public way to the trees
        nodes = predictor.nodes
        trees.append({
            "feature": [int(n["feature_idx"]) for n in nodes],
            "threshold": [0.0 if n["is_leaf"] else round(float(n["num_threshold"]), 4) for n in nodes],
            "left": [0 if n["is_leaf"] else int(n["left"]) for n in nodes],
            "right": [0 if n["is_leaf"] else int(n["right"]) for n in nodes],
            "value": [round(float(n["value"]), 4) if n["is_leaf"] else 0.0 for n in nodes],
        })  # fmt: skip
    return {"features": FEATURES, "base": round(float(model._baseline_prediction.ravel()[0]), 4), "trees": trees}  # noqa: SLF001


def report(labels: Any, chance: Any, kinds: Any) -> None:
    """Print the area under the curve of the model and of each feature, and recall at some precisions."""
    from sklearn.metrics import precision_recall_curve, roc_auc_score

    precision, recall, _ = precision_recall_curve(labels, chance)
    at = {p: round(float(recall[precision >= p].max()), 3) for p in (0.8, 0.85, 0.9, 0.95)}
    print(f"{len(labels)} pairs, {int(labels.sum())} of one event; auc {roc_auc_score(labels, chance):.3f}; recall at precision {at}")
    for k, name in enumerate(FEATURES):
        print(f"  {name:18} auc alone {roc_auc_score(labels, kinds[:, k]):.3f}")


def main() -> None:
    """Learn, report, and write when asked."""
    try:
        from sklearn.ensemble import HistGradientBoostingClassifier
        from sklearn.model_selection import GroupKFold, cross_val_predict
    except ImportError:
        sys.exit("learn_claims: needs scikit-learn: pip install scikit-learn")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path, default=Path("/tmp/stemma-cache/pieces.sqlite"))
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    set_up(args.cache.with_name(f"{args.cache.name}.vectors"))
    marked = marked_events(args.folder)
    rows: list[Any] = []
    labels: list[int] = []
    topics: list[int] = []
    for key, members in stories(args.folder, args.cache).items():
        found, right = labelled(members, marked)
        rows += found
        labels += right
        topics += [int(re.match(r"\d+", key)[0])] * len(right)  # type: ignore[index]
    x, y = np.array(rows), np.array(labels)
    senses = [0 if name in OPEN else -1 if name in FALLING else 1 for name in FEATURES]
    model = HistGradientBoostingClassifier(monotonic_cst=senses, random_state=0, early_stopping=False, **SETTINGS)
    chance = cross_val_predict(model, x, y, groups=topics, cv=GroupKFold(FOLDS), method="predict_proba")[:, 1]
    report(y, chance, x)
    if args.write:
        TARGET.write_text(json.dumps(as_trees(model.fit(x, y)), separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
