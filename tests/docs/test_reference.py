"""The reference pages are what the program says of itself."""

from __future__ import annotations

import subprocess
import sys

import pytest
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def stale() -> str:
    """Return the pages that are stale; asked in a process of its own, where no other test has used the commands."""
    command = [sys.executable, ROOT / "docs" / "generate.py", "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not done.stderr, done.stderr
    return done.stdout


@pytest.mark.parametrize("name", ["commands.md", "export.md", "record.schema.json"])
def test_a_generated_page_is_not_stale(stale: str, name: str) -> None:
    """A command, option, form or field that changed is in the docs; `make docs` writes them."""
    assert f"stale: {name}" not in stale


def test_every_page_is_generated(stale: str) -> None:
    """The check ran to its end, and there is no page in the folder that nobody writes."""
    assert "Traceback" not in stale
    assert {p.name for p in (ROOT / "docs" / "reference").iterdir()} == {"commands.md", "export.md", "record.schema.json"}


def test_the_readme_names_every_verb_and_both_commands() -> None:
    """The first screen shows `make demo` and `make test`; each verb has its line."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make demo" in "\n".join(text.splitlines()[:20])
    assert "make test" in "\n".join(text.splitlines()[:20])
    for verb in ("read", "clean", "annotate", "reuse", "group", "record", "brief"):
        assert f"`stemma {verb}`" in text
