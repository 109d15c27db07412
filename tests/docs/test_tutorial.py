"""The tutorial runs: every command of its console blocks, in order, in one folder; printed lines stand in the output."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import ROOT

DOCS = ROOT / "docs"
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def commands(page: Path) -> list[tuple[str, list[str]]]:
    """Each command of a page with the lines its output must hold."""
    found: list[tuple[str, list[str]]] = []
    for block in _BLOCK.findall(page.read_text(encoding="utf-8")):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line)
    return found


@pytest.mark.slow
def test_the_tutorial_runs_as_printed(tmp_path: Path) -> None:
    """No command fails, and each line printed under one stands in its output."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    log = tmp_path / "log"
    script = ["set -e -o pipefail"]
    steps = commands(DOCS / "tutorial.md")
    for number, (command, _) in enumerate(steps):
        into = "" if command.startswith("export ") else f" > {log}.{number}"
        script.append(f"{{ {command}\n}}{into}" if into else command)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        ["bash", "-c", "\n".join(script)], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stderr
    missing = [
        (command, line)
        for number, (command, lines) in enumerate(steps)
        for line in lines
        if line not in Path(f"{log}.{number}").read_text(encoding="utf-8")
    ]
    assert missing == []


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda p: p.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    """A relative link of a page names a file or folder that is there."""
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_architecture_page_names_every_stage() -> None:
    """Each verb's package stands in the table of the architecture page, and each package named there exists."""
    named = set(re.findall(r"^\| `(\w+)` \|", (DOCS / "architecture.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert named == {"read", "clean", "annotate", "reuse", "group", "align", "brief"}
    assert all((ROOT / "src" / "stemma" / name).is_dir() for name in named)


def test_the_concepts_page_tells_the_limits_of_the_brief() -> None:
    """The limits printed are those of the code."""
    from stemma.brief import alone, dated, disputes, sayings, telling
    from stemma.brief.compose import SECTIONS

    rows = dict(re.findall(r"^\| ([A-Z][^|]+?) \|[^|]*\| (\d*) ?\|$", (DOCS / "concepts.md").read_text(encoding="utf-8"), re.MULTILINE))
    limits = {
        "happened": telling.MOST_HAPPENED, "agreed": telling.MOST_AGREED, "only": alone.MOST,
        "differ": disputes.MOST, "said": sayings.MOST, "timeline": dated.MOST, "sources": "",
    }  # fmt: skip
    assert rows == {title: str(limits[key]) for key, title in SECTIONS.items()}
