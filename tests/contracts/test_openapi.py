"""schemathesis asks a live server everything its OpenAPI document allows, and more: no 5xx, no answer outside the document."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import load_all_checks
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import positive_data_acceptance
from tests.contracts.server_case import served
from tests.contracts.test_update import raws

from stemma.api import make_app
from stemma.run.local import Options
from stemma.run.update import add_articles, update_stories
from stemma.store import open_store


@pytest.fixture(scope="module")
def address(tmp_path_factory, sample_articles):
    """A live server over the sample."""
    store = open_store(tmp_path_factory.mktemp("openapi") / "desk.sqlite")
    add_articles(store, raws(sample_articles), Options(processes=1))
    update_stories(store)
    with served(make_app(store)) as at:
        yield at


EXAMPLES = 12
"""Requests an operation, at most, of each kind."""


def ask(operation, address: str) -> None:
    """Send an operation's requests, and check each answer against the document."""
    # A query has a grammar that a schema cannot state: what is a string and no query is a 400, and rightly.
    spared = [positive_data_acceptance] if operation.path.endswith("/search") else []

    @settings(max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def each(case) -> None:
        case.call_and_validate(base_url=address, timeout=60, excluded_checks=spared)

    each()


def test_every_answer_is_what_the_document_says(address: str) -> None:
    """Each operation, with sound and unsound input; the stream without end is tested with the client."""
    load_all_checks()
    schema = schemathesis.openapi.from_url(f"{address}/api/v1/schema/openapi.json", config=SchemathesisConfig())
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) >= 16
    for operation in operations:
        if not operation.path.endswith("/stream"):
            ask(operation, address)
