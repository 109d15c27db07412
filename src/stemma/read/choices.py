"""Choices: what a reader may be told about its sources; the doors read without any."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

Extractor = Literal["trafilatura", "resiliparse"]
"""What finds the body of a page: the second is several times as fast and keeps more of what stands around it."""


class Choices(msgspec.Struct, frozen=True):
    """How sources are read.

    Attributes:
        extractor: what finds the body of a page.
        columns: for tables and JSON, the column that holds a field (``{"text": "Inhalt"}``), where its name is no usual one.
    """

    extractor: Extractor = "trafilatura"
    columns: Mapping[str, str] = {}

    def named(self, fields: Mapping[str, object]) -> Mapping[str, object]:
        """Return a row under the names its columns were given.

        Example:
            >>> Choices(columns={"text": "Inhalt"}).named({"Inhalt": "Regen."})["text"]
            'Regen.'
        """
        given = {field: fields[column] for field, column in self.columns.items() if column in fields}
        return {**fields, **given} if given else fields


PLAIN = Choices()
"""No choice made."""
