"""Every stemma command the README and the page on the store show is run, on the sample that ships."""

from __future__ import annotations

import re
import shlex

import pytest
from tests.conftest import ROOT, SAMPLE

from stemma.cli import run

STARTS = re.compile(r"^\$ (?:\.venv/bin/)?stemma (.+)$", re.MULTILINE)


def commands(page: str) -> list[str]:
    blocks = re.findall(r"```console\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)
    return [found for block in blocks for found in STARTS.findall(block) if not found.startswith("serve")]


@pytest.mark.parametrize("page", ["README.md", "docs/store.md"])
def test_every_command_shown_runs(page: str, tmp_path, monkeypatch, capfdbinary) -> None:
    """The page's commands exit 0, one after the other, with the sample in the place of the reader's reports."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("stemma.cli.user._password", lambda _: "what a reader would type")
    (tmp_path / "reports").symlink_to(SAMPLE)
    shown = commands(page)
    assert len(shown) >= 2
    for line in shown:
        words = shlex.split(line, comments=True)
        if ">" in words:
            words = words[: words.index(">")]
        words = ["reports" if word == "REPORTS..." else word for word in words]
        assert run([*words, "-p", "1"] if words[0] in {"brief", "record", "add"} else words) == 0, line
        assert capfdbinary.readouterr().out or words[0] == "add"
