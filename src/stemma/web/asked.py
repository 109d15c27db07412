"""Asked: the types of what pages are given: the desk, who asks, and values of an address."""

from __future__ import annotations

from typing import Annotated as Noted

from litestar.di import NamedDependency
from litestar.params import QueryParameter

from stemma.accounts import Caller
from stemma.api.state import Desk

TheDesk = NamedDependency[Desk]
TheCaller = NamedDependency[Caller]
From = Noted[int, QueryParameter(ge=0, le=10_000_000)]
Words = Noted[str, QueryParameter(max_length=2_000)]
