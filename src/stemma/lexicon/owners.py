"""Owners: which outlets belong to one group, and further names of agencies, as the user's settings say.

A settings file is TOML with two tables, both optional:

    [owners]
    "Example Group" = ["Daily Example", "evening.example"]

    [agencies]
    "Halden News Agency" = ["HNA", "Halden News"]

Outlets of one group are no independent witnesses of each other: for a claim they count once. An outlet is named as a
report's ``outlet`` is, or by the host of its address without ``www.``; case does not matter. The names under
``[agencies]`` are looked for in bylines, datelines and credits beside those that are built in. Nothing is built in for
owners: who owns whom changes, and a list gone stale would count wrongly without saying so.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path

import msgspec

from stemma.errors import UsageError
from stemma.lexicon.agencies import Agency, add_agencies

_group_of: dict[str, str] = {}
_aliases: dict[str, tuple[str, ...]] = {}


class Settings(msgspec.Struct, frozen=True):
    """What a process was told, in a form another process can be given.

    Attributes:
        owners: (outlet, group), sorted; ``agencies``: (name, further names), sorted.
    """

    owners: tuple[tuple[str, str], ...] = ()
    agencies: tuple[tuple[str, tuple[str, ...]], ...] = ()


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    owners: dict[str, tuple[str, ...]] = {}
    agencies: dict[str, tuple[str, ...]] = {}


def use_settings(path: Path | None) -> None:
    """Return nothing; from now on this process counts by the owners and knows the agencies of this file.

    Args:
        path: a TOML file, or None for no owners.

    Raises:
        UsageError: when the file cannot be read, is no TOML, has another table, or gives one outlet to two groups.
    """
    owners: dict[str, str] = {}
    found = _read(path) if path is not None else _File()
    for group, outlets in found.owners.items():
        for outlet in outlets:
            key = _key(outlet)
            if owners.setdefault(key, group) != group:
                raise UsageError(f"{path}: outlet {outlet!r} stands under {owners[key]!r} and {group!r}; leave it under one")
    use(Settings(tuple(sorted(owners.items())), tuple(sorted(found.agencies.items()))))


def use(settings: Settings) -> None:
    """Return nothing; from now on this process counts by these settings, as another process was told them."""
    if settings == current():
        return
    _group_of.clear()
    _group_of.update(settings.owners)
    _aliases.clear()
    _aliases.update(settings.agencies)
    add_agencies(Agency(name, "", aliases) for name, aliases in settings.agencies)


def current() -> Settings:
    """Return what this process was told, to be handed to workers."""
    return Settings(tuple(sorted(_group_of.items())), tuple(sorted(_aliases.items())))


def settings_key() -> str:
    """Return a digest of the settings, "" when there are none: what was counted under others is to be counted again."""
    settings = current()
    return "" if settings == Settings() else blake2b(msgspec.msgpack.encode(settings), digest_size=4).hexdigest()


def _read(path: Path) -> _File:
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf8")), _File)
    except OSError as error:
        raise UsageError(f"settings file {path} cannot be read: {error.strerror}") from error
    except (ValueError, msgspec.ValidationError) as error:
        raise UsageError(f"{path}: expected TOML with tables [owners] and [agencies], names to lists of names: {error}") from error


def owner_of(outlet: str) -> str | None:
    """Return the group an outlet belongs to, or None when the settings do not say.

    Example:
        >>> owner_of("daily.example") is None
        True
    """
    return _group_of.get(_key(outlet))


def groups() -> Mapping[str, str]:
    """Return the group of each outlet that has one, outlets in lower case."""
    return dict(_group_of)


def _key(outlet: str) -> str:
    return outlet.casefold().removeprefix("www.").strip()
