"""Shared by the tests of durability."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

_MEMORY = Path("/dev/shm")  # noqa: S108 - a disk of memory: these tests sync thousands of times


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """Return a folder of one's own, in memory where the computer can."""
    made = Path(tempfile.mkdtemp(prefix="pbi-power-", dir=_MEMORY if _MEMORY.is_dir() else None))
    yield made
    shutil.rmtree(made)


@pytest.fixture
def figure(
    record_property: Callable[[str, object], None], capsys: pytest.CaptureFixture[str]
) -> Callable[[object], None]:
    """Return a function that tells a measured figure, in the report and on the screen."""

    def tell(said: object) -> None:
        record_property("figure", str(said))
        with capsys.disabled():
            print(f"\n  [{said}]", end=" ")  # noqa: T201

    return tell
