"""Real public lists to read against; a test skips where they are not on this machine."""

import os
from pathlib import Path

import pytest

_BESIDE_THE_PROJECT = Path(__file__).parents[2].parent / "shared" / "data"


def reference(path: str) -> bytes:
    """Return the bytes of a file of the reference data, or skip the test."""
    found = Path(os.environ.get("PBI_REFERENCE_DATA", _BESIDE_THE_PROJECT)) / path
    if not found.is_file():
        pytest.skip(f"reference data not found: {path}")
    return found.read_bytes()
