"""The reference pages are what the program says of itself."""

from __future__ import annotations

import importlib.util

import pytest
from tests.conftest import ROOT


def generated() -> dict[str, str]:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.pages()


@pytest.mark.parametrize("name", ["commands.md", "export.md", "record.schema.json"])
def test_a_generated_page_is_not_stale(name: str) -> None:
    """A command, option, form or field that changed is in the docs; `make docs` writes them."""
    assert (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8") == generated()[name]


def test_the_readme_names_every_verb_and_both_commands() -> None:
    """The first screen shows `make demo` and `make test`; each verb has its line."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make demo" in "\n".join(text.splitlines()[:20])
    assert "make test" in "\n".join(text.splitlines()[:20])
    for verb in ("read", "clean", "annotate", "reuse", "group", "record", "brief"):
        assert f"`stemma {verb}`" in text
