"""Evaluate: figures of Stemma's own output on a labelled set, a task a module.

A set is a folder with ``docs.jsonl`` or ``articles.jsonl`` (one labelled article a line) and, for stories,
``clusters.json`` or, for agreement, ``questions.jsonl``. docs/evaluate.md gives each form.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from stemma.errors import NoInput, UnknownName
from stemma.evaluate import agreement, dating, entities, events, quotes, stories, times, wire
from stemma.evaluate.counts import Figures
from stemma.evaluate.sets import LabelledSet, load_set
from stemma.run.local import Options

__all__ = ["TASKS", "evaluate"]

TASKS: dict[str, Callable[[LabelledSet, Options], Figures]] = {
    "agreement": agreement.score,
    "dating": dating.score,
    "entities": entities.score,
    "events": events.score,
    "quotes": quotes.score,
    "stories": stories.score,
    "times": times.score,
    "wire": wire.score,
}


def evaluate(task: str, folder: Path, options: Options = Options()) -> Figures:
    """Return the figures of one task on one labelled set.

    Raises:
        UnknownName: when there is no such task.
        NoInput: when the folder holds no labelled articles.
    """
    if task not in TASKS:
        raise UnknownName("task", task, TASKS)
    labelled = load_set(folder)
    if not labelled.documents and not labelled.questions:
        raise NoInput(f"expected docs.jsonl, articles.jsonl or questions.jsonl in {folder}, met none of them")
    return TASKS[task](labelled, options)
