"""`stemma eval` gives the figures of the project's one scorer, on the smallest public sets."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from tests.conftest import ROOT, SHARED

from stemma.errors import NoInput, UnknownName
from stemma.evaluate import TASKS, evaluate
from stemma.run.local import Options

SETS = {
    "times": "tempeval3_platinum", "events": "plover_gsr", "stories": "newswcl50",
    "dating": "newswcl50", "entities": "newswcl50_coref", "agreement": "nanco",
}  # fmt: skip


@pytest.mark.parametrize("task", sorted(SETS))
def test_same_figures_as_the_one_scorer(task: str, tmp_path) -> None:
    """Our scorer and the shared one agree figure by figure on the same prediction."""
    folder = SHARED / "data" / SETS[task]
    if not folder.is_dir():
        pytest.skip("../shared/data is not here")
    cache = tmp_path / "pieces.sqlite"
    command = [sys.executable, ROOT / "quality/predict.py", task, folder, tmp_path / "out", "--cache", cache]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    theirs = json.loads(done.stdout)
    ours = evaluate(task, folder, Options(processes=1, cache=cache))
    assert ours == {name: theirs[name] for name in ours}


def test_unknown_task_names_the_known() -> None:
    """A task that does not exist is answered with those that do."""
    with pytest.raises(UnknownName, match="known: agreement"):
        evaluate("tims", ROOT)


def test_a_folder_without_labels_says_so(tmp_path) -> None:
    """An empty folder is told apart from a bad score."""
    with pytest.raises(NoInput, match=r"docs\.jsonl"):
        evaluate("times", tmp_path)


def test_every_task_is_documented() -> None:
    """docs/evaluate.md has a section for each task."""
    text = (ROOT / "docs" / "evaluate.md").read_text()
    assert all(f"## {task}" in text for task in TASKS)
