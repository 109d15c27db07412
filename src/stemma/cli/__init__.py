"""The command line: one command a verb, each in the module of its name, loaded when it is called."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from stemma import __version__
from stemma.errors import StemmaError, UnknownName, UsageError

VERBS = ("read", "clean", "annotate", "reuse", "group", "record", "brief")
SHELF = ("fetch", "watch", "add", "update", "stories", "show", "search", "correct", "doctor", "backup", "restore", "migrate", "user", "serve", "mcp")
MODULES = {"run": "cluster"}
"""Commands that do not stand in the module of their name: ``stemma.cli.run`` is the function that runs any."""
COMMANDS = (*VERBS, "run", "export", "explain", "eval", *SHELF)

EPILOG = """\b
Examples:
  stemma record reports/*.txt > record.json
  stemma brief reports/ -o pages/
  stemma annotate - < articles.jsonl

\b
Input is any mix of files, folders, globs and - (standard input):
text, or JSON Lines with at least "text".
\b
Exit codes: 0 done, 1 failed (or issues met with --strict),
2 the command cannot be carried out as given."""


class Verbs(click.Group):
    """The seven verbs, in the order in which data flows; a verb's module is imported when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the verbs in the order of the flow."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of this name; an unknown one is a usage error that names the nearest."""
        if cmd_name not in COMMANDS:
            ctx.fail(str(UnknownName("command", cmd_name, COMMANDS)))
        return importlib.import_module(f"stemma.cli.{MODULES.get(cmd_name, cmd_name)}").command  # type: ignore[no-any-return]


@click.group(cls=Verbs, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="stemma")
@click.option("--debug", is_flag=True, help="Show where an error comes from.")
@click.option(
    "--settings",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="STEMMA_SETTINGS",
    help="TOML file that says which outlets one owner has ([owners]) and how else agencies are called ([agencies]).",
)
@click.pass_context
def stemma(ctx: click.Context, debug: bool, settings: Path | None) -> None:
    """Read many news reports, write one cited record per story.

    read -> clean -> annotate -> reuse -> group -> record -> brief: each verb runs those before it.
    """
    ctx.obj = {"debug": debug}
    if settings is not None:
        # Imported here: most runs need no tables of names to show a help text.
        from stemma.lexicon.owners import use_settings

        use_settings(settings)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program and exit with its code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    sys.exit(run(given))


def run(arguments: Sequence[str]) -> int:
    """Return the exit code of one command; nothing is shown as a traceback without ``--debug``."""
    words = [word for word in arguments if word != "--debug"]
    try:
        stemma.main(args=words, prog_name="stemma", standalone_mode=False)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as error:
        error.show()
        return 2
    except (KeyboardInterrupt, click.Abort):
        click.echo("stemma: stopped", err=True)
        return 130
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): say nothing, and keep the interpreter from trying to flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:
        if "--debug" in arguments:
            raise
        return _explain(error)
    return 0


def _explain(error: Exception) -> int:
    """Tell an error in one line and return the exit code."""
    if isinstance(error, StemmaError | OSError):
        click.echo(f"stemma: {error}", err=True)
        return 2 if isinstance(error, UsageError) else 1
    message = f"stemma: {type(error).__name__}: {error}. Run again with --debug to see where, and report it."
    click.echo(message, err=True)
    return 1
