"""Every issue code the program can give is in docs/issues.md, and no other."""

from __future__ import annotations

import ast
import re

from tests.conftest import ROOT


def codes_in_source() -> set[str]:
    """Return the literals given as the second argument of `Issue`, wherever it is built."""
    found: set[str] = set()
    for path in sorted((ROOT / "src" / "stemma").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Issue" and len(node.args) > 1:
                argument = node.args[1]
                options = [argument.body, argument.orelse] if isinstance(argument, ast.IfExp) else [argument]
                found |= {option.value for option in options if isinstance(option, ast.Constant) and isinstance(option.value, str)}
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_RefusedError":
                found.add(str(node.args[0].value))  # type: ignore[attr-defined]
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "code":
                values = [node.value.body, node.value.orelse] if isinstance(node.value, ast.IfExp) else [node.value]
                found |= {value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str)}
    return found


def test_codes_are_documented() -> None:
    """The table lists exactly the codes in the source."""
    listed = set(re.findall(r"^\| `([a-z-]+)` \|", (ROOT / "docs" / "issues.md").read_text("utf-8"), re.MULTILINE))
    assert listed == codes_in_source()


def test_doors_are_documented() -> None:
    """The table of formats names exactly the doors there are."""
    from stemma.read import DOORS

    listed = set(re.findall(r"`([a-z]+\.\d)`", (ROOT / "docs" / "formats.md").read_text("utf-8")))
    assert listed == {door.name for door in DOORS}
