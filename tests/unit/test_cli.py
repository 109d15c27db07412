"""The command line: exit codes, help, clean errors, quiet pipes."""

from __future__ import annotations

import subprocess
import sys

import pytest
from click.testing import CliRunner

from stemma.cli import COMMANDS, run, stemma
from stemma.errors import UnknownName


@pytest.mark.parametrize("verb", COMMANDS)
def test_every_verb_has_help_with_examples(verb: str) -> None:
    """Each verb's --help shows at least one line a reader can type."""
    shown = CliRunner().invoke(stemma, [verb, "--help"])
    assert shown.exit_code == 0
    assert f"stemma {verb} " in shown.output.split("Examples:")[1]


def test_help_does_not_load_the_pipeline() -> None:
    """--help answers without importing spaCy, numpy or onnxruntime."""
    code = "import sys; from stemma.cli import run; run(['--help']); run(['record', '--help']); print({'spacy', 'numpy', 'onnxruntime'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("set()")


@pytest.mark.parametrize("words", [["recrd"], ["record"], ["record", "--no-such"], ["brief", "x.txt"]])
def test_a_command_that_cannot_be_carried_out_exits_2(words: list[str], capsys) -> None:
    """Unknown verbs, no input, unknown options and missing options exit 2 and say why."""
    assert run(words) == 2
    assert capsys.readouterr().err.strip()


def test_an_unknown_verb_names_the_nearest(capsys) -> None:
    """A slip of the finger is answered with the verb meant."""
    run(["recrd"])
    assert "did you mean 'record'" in capsys.readouterr().err


def test_unknown_name_lists_what_is_known() -> None:
    """The message lists all known names and the nearest."""
    assert str(UnknownName("reader", "nitff", ["nitf", "html"])) == "unknown reader 'nitff'; known: html, nitf; did you mean 'nitf'?"


def test_strict_makes_issues_an_error(tmp_path, capsys) -> None:
    """With --strict an empty file fails the run with exit 1; without, the run ends well and tells the issue."""
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    assert run(["clean", str(empty)]) == 0
    assert "empty" in capsys.readouterr().err
    assert run(["clean", "--strict", str(empty)]) == 1


def test_issues_are_kept_in_a_file(tmp_path) -> None:
    """--issues writes one JSON object a line with article, code and message."""
    import json

    empty = tmp_path / "empty.txt"
    empty.write_text("")
    assert run(["clean", "-q", str(empty), "--issues", str(tmp_path / "i.jsonl")]) == 0
    found = [json.loads(line) for line in (tmp_path / "i.jsonl").read_text().splitlines()]
    assert [set(issue) for issue in found] == [{"article", "code", "message"}]


def test_output_is_written_whole_or_not_at_all(tmp_path, monkeypatch) -> None:
    """A run that dies while it writes leaves the old file as it was."""
    from stemma.cli.options import write_lines

    target = tmp_path / "out.jsonl"
    target.write_text("old")

    def dying():
        yield b"new"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_lines(dying(), target)
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_an_unexpected_error_is_one_line_unless_debug(monkeypatch, capsys) -> None:
    """The outermost door tells an error in one line; --debug lets it through."""
    monkeypatch.setattr("stemma.cli.options.collected", lambda _: 1 / 0)
    assert run(["clean", "x"]) == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    with pytest.raises(ZeroDivisionError):
        run(["--debug", "clean", "x"])
