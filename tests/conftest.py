"""What tests share: the sample that ships, its articles and its record, made once a session."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from stemma.annotate import Annotator
from stemma.model import Analysis, Article, Record
from stemma.run.collect import collect
from stemma.run.local import Options, annotate_all, settle

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SAMPLE = ROOT / "examples" / "reports"


@pytest.fixture(scope="session")
def sample_articles() -> tuple[Article, ...]:
    """The cleaned articles of the sample that ships."""
    from stemma.read import open_inputs

    return collect(open_inputs([str(SAMPLE)], stdin=sys.stdin.buffer)).articles


@pytest.fixture(scope="session")
def sample_analyses(sample_articles: tuple[Article, ...]) -> list[Analysis]:
    """The sample's analyses, in one process."""
    return annotate_all(sample_articles, Options(processes=1))[0]


@pytest.fixture(scope="session")
def sample_record(sample_analyses: list[Analysis]) -> Record:
    """The sample's record."""
    return settle(sample_analyses)


@pytest.fixture(scope="session")
def annotator() -> Annotator:
    """One annotator without a cache on disk."""
    return Annotator()


@pytest.fixture(scope="session")
def seeds() -> list[Path]:
    """The five reports it all started from; tests that need them are skipped where they are not."""
    found = sorted((SHARED / "seeds").glob("*.txt"))
    if not found:
        pytest.skip("../shared/seeds is not here")
    return found
