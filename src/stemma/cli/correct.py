"""``stemma correct``: put a story, entity, lineage, credit or claim right, and take that back."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime
from typing import get_args

import click

from stemma.cli.shelf import opened_store, show, store_option
from stemma.errors import NotThere
from stemma.model.correction import Correction, CorrectionKind

EPILOG = """\b
Examples:
  stemma correct together ARTICLE ARTICLE --why "one event"
  stemma correct merge-entities person-ada-holm person-a-holm --why "same minister"
  stemma correct set-credit ARTICLE --value AP --why "credit line cut off"
  stemma correct --undo 3 --why "was right before"
  stemma correct --list

\b
A correction holds in every later `stemma update` until it is undone."""


@click.command("correct", epilog=EPILOG)
@click.argument("kind", type=click.Choice(get_args(CorrectionKind)), required=False)
@click.argument("targets", nargs=-1)
@store_option
@click.option("--value", help="The new name, credit, origin, or the claim's text.")
@click.option("--by", default=getpass.getuser, help="Who corrects (default: you).")
@click.option("--why", default="", help="The reason; asked of everyone who corrects.")
@click.option("--undo", type=int, metavar="N", help="Take correction N back.")
@click.option("--list", "listed", is_flag=True, help="List corrections, those undone too.")
def command(
    kind: CorrectionKind | None,
    targets: tuple[str, ...],
    where: str,
    value: str | None,
    by: str,
    why: str,
    undo: int | None,
    listed: bool,
) -> None:
    """Correct what the stages found."""
    with opened_store(where) as store:
        if listed:
            with store.view() as view:
                for standing in view.corrections():
                    show(standing)
            return
        if not why:
            raise click.UsageError("expected a reason: --why TEXT")
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with store.writer() as writer:
            if undo is not None:
                if not writer.undo(undo, {"by": by, "at": now, "why": why}):
                    raise NotThere(f"expected the number of a correction that stands, met {undo}; --list shows them")
                click.echo(f"undone: {undo}")
            elif kind is not None and (targets or value):
                number = writer.correct(Correction(kind=kind, targets=targets, value=value, by=by, at=now, why=why))
                click.echo(f"correction {number}; it takes effect with: stemma update --store {where}")
            else:
                raise click.UsageError("expected a kind and what it is about, or --undo N, or --list")
