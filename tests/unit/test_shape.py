"""The shape of the code: sizes, floors and names that STYLE asks for. Exceptions are named here, with a reason."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from tests.conftest import ROOT

SOURCE = ROOT / "src" / "stemma"
MODULES = sorted(SOURCE.rglob("*.py"))
STAGES = {"read", "clean", "annotate", "reuse", "group", "align", "brief"}
GROUND = {"cache", "model", "lexicon", "calendar", "meaning", "errors", "extend"}
DOORS = {"cli", "api", "web"}

LONG_MODULES: dict[str, str] = {}
"""Modules over 400 lines, each with its reason."""

LONG_FUNCTIONS: dict[str, str] = {}
"""Functions over 60 lines, each with its reason."""

MANY_PARAMETERS: dict[str, str] = {}
"""Functions with more than four positional parameters, each with its reason (click hands options over by name)."""


def package(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [node.module] if isinstance(node, ast.ImportFrom) else [a.name for a in getattr(node, "names", [])] if isinstance(node, ast.Import) else []
        found |= {name.split(".")[1] for name in names if name and name.startswith("stemma.")}
    return found


@pytest.mark.parametrize("path", [p for p in MODULES if package(p) in STAGES], ids=lambda p: str(p.relative_to(SOURCE)))
def test_stages_meet_only_on_the_ground_floor(path: Path) -> None:
    """A stage imports itself and the ground floor, never another stage, a driver or a door."""
    assert imported(path) <= GROUND | {package(path)}


@pytest.mark.parametrize("path", [p for p in MODULES if package(p) in GROUND], ids=lambda p: str(p.relative_to(SOURCE)))
def test_the_ground_floor_rests_on_nothing_above(path: Path) -> None:
    """Caches, records, lexicons, calendar and meaning import each other at most."""
    assert imported(path) <= GROUND | {package(path)}


@pytest.mark.parametrize("path", [p for p in MODULES if package(p) in {"run", "store", "evaluate"}], ids=lambda p: str(p.relative_to(SOURCE)))
def test_no_arrow_upward(path: Path) -> None:
    """Drivers and stores do not know the doors."""
    assert not imported(path) & DOORS


def test_module_sizes() -> None:
    """No module is longer than 400 lines but those named; the median is at most 120."""
    sizes = {str(p.relative_to(SOURCE)): len(p.read_text("utf-8").splitlines()) for p in MODULES}
    assert {name: n for name, n in sizes.items() if n > 400 and name not in LONG_MODULES} == {}
    assert sorted(sizes.values())[len(sizes) // 2] <= 120


def functions():
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{path.relative_to(SOURCE)}:{node.name}", node


def test_function_sizes() -> None:
    """No function has more than 60 lines without its docstring, but those named."""
    long = {}
    for name, node in functions():
        lines = node.end_lineno - node.lineno + 1 - len((ast.get_docstring(node) or "").splitlines())
        if lines > 60 and name not in LONG_FUNCTIONS:
            long[name] = lines
    assert long == {}


def test_few_positional_parameters() -> None:
    """At most five positional parameters (self apart) outside the command line, but those named."""
    many = {}
    for name, node in functions():
        count = len([a for a in node.args.posonlyargs + node.args.args if a.arg not in {"self", "cls"}])
        if count > 5 and not name.startswith("cli/") and name not in MANY_PARAMETERS:
            many[name] = count
    assert many == {}


def test_broad_excepts_only_at_the_three_doors() -> None:
    """`except Exception` stands at the command line, the per-article guard and the API only."""
    found = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            broad = isinstance(node, ast.ExceptHandler) and (
                node.type is None or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"})
            )
            if broad:
                found.add(str(path.relative_to(SOURCE)))
    assert found <= {"cli/__init__.py", "run/workers.py", "api/errors.py"}


def test_no_file_without_a_theme() -> None:
    """No module is called utils, helpers, common or misc."""
    assert not [p for p in MODULES if p.stem in {"utils", "util", "helpers", "helper", "common", "misc"}]
