"""``stemma user``: who may use a store that others than you can reach."""

from __future__ import annotations

import getpass
import sys
from typing import get_args

import click

from stemma.cli.shelf import opened_store, show, store_option

ROLES = ("reader", "editor", "admin")

EPILOG = """\b
Examples:
  stemma user add ada --role admin
  stemma user add feeds --role editor --password-stdin < secret.txt
  stemma user token feeds --label "feed reader" --role editor --days 90
  stemma user list
  stemma user log

\b
A reader reads; an editor adds and corrects; an admin manages users and reads the log. There is no default user:
a store without users answers on this machine only. A server that runs learns of the first user when it starts again."""


@click.group("user", epilog=EPILOG)
def command() -> None:
    """Manage the users, tokens and audit log of a store."""


by_option = click.option("--by", default=getpass.getuser, help="Who does it, for the log (default: you).")
from_stdin = click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
role_option = click.option("--role", type=click.Choice(ROLES), default="reader", show_default=True)


@command.command("add", epilog="\b\nExamples:\n  stemma user add ada --role admin")
@click.argument("name")
@role_option
@from_stdin
@store_option
@by_option
def add(name: str, role: str, password_stdin: bool, where: str, by: str) -> None:
    """Add a user; the password is asked for twice."""
    from stemma.accounts import Accounts, Role

    password = _password(password_stdin)
    known: dict[str, Role] = {r: r for r in get_args(Role)}
    with opened_store(where) as store:
        show(Accounts(store).add(name, known[role], password, by))


@command.command("list", epilog="\b\nExamples:\n  stemma user list --store desk.sqlite")
@store_option
def list_users(where: str) -> None:
    """List users and their tokens, one JSON object a line."""
    from stemma.accounts import Accounts

    with opened_store(where) as store:
        for item in (*Accounts(store).users(), *Accounts(store).tokens()):
            show(item)


@command.command("role", epilog="\b\nExamples:\n  stemma user role ada editor")
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
@store_option
@by_option
def set_role(name: str, role: str, where: str, by: str) -> None:
    """Give a user another role; one admin always stays."""
    from stemma.accounts import Accounts, Role

    known: dict[str, Role] = {r: r for r in get_args(Role)}
    with opened_store(where) as store:
        Accounts(store).set_role(name, known[role], by)
    click.echo(f"{name} is {role}")


@command.command("password", epilog="\b\nExamples:\n  stemma user password ada")
@click.argument("name")
@from_stdin
@store_option
@by_option
def set_password(name: str, password_stdin: bool, where: str, by: str) -> None:
    """Give a user another password; open sessions end."""
    from stemma.accounts import Accounts

    password = _password(password_stdin)
    with opened_store(where) as store:
        Accounts(store).set_password(name, password, by)
    click.echo(f"{name} has a new password")


@command.command("remove", epilog="\b\nExamples:\n  stemma user remove ada")
@click.argument("name")
@store_option
@by_option
def remove(name: str, where: str, by: str) -> None:
    """Remove a user with all sessions and tokens."""
    from stemma.accounts import Accounts

    with opened_store(where) as store:
        Accounts(store).remove(name, by)
    click.echo(f"{name} is removed")


@command.command("token", epilog='\b\nExamples:\n  stemma user token feeds --label "feed reader" --role editor --days 90')
@click.argument("name")
@click.option("--label", default="", help="What it is for.")
@role_option
@click.option("--days", type=click.IntRange(1, 3_650), default=90, show_default=True, help="How long it lasts.")
@store_option
@by_option
def issue(name: str, label: str, role: str, days: int, where: str, by: str) -> None:
    """Make a token for a program; it is printed this once."""
    from stemma.accounts import Accounts, Role

    known: dict[str, Role] = {r: r for r in get_args(Role)}
    with opened_store(where) as store:
        issued = Accounts(store).issue(name, label, known[role], days=days, by=by)
    click.echo(f"token {issued.token.number}; keep it, it is not shown again:", err=True)
    click.echo(issued.secret)


@command.command("revoke", epilog="\b\nExamples:\n  stemma user revoke 3")
@click.argument("number", type=int)
@store_option
@by_option
def revoke(number: int, where: str, by: str) -> None:
    """End a token."""
    from stemma.accounts import Accounts

    with opened_store(where) as store:
        Accounts(store).revoke(number, by)
    click.echo(f"token {number} is revoked")


@command.command("log", epilog="\b\nExamples:\n  stemma user log --limit 20")
@click.option("--limit", type=click.IntRange(1, 100_000), default=100, show_default=True)
@store_option
def log(limit: int, where: str) -> None:
    """Show who did what, newest first, one JSON object a line."""
    from stemma.accounts import Accounts

    with opened_store(where) as store:
        for line in Accounts(store).audit(limit=limit):
            show(line)


def _password(from_input: bool) -> str:
    if from_input:
        return sys.stdin.readline().rstrip("\r\n")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
