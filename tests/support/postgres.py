"""A PostgreSQL server for the tests: one socket, no network, gone at the end."""

import os
from collections.abc import Iterator
from typing import NoReturn

import pytest

from pbi_desktop.bench.postgres_server import Server, find_binaries, serving

__all__ = ["Server", "find_binaries"]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """Return a server for the whole run."""
    if find_binaries() is None:
        do_without()
    with serving() as server:
        yield server


def do_without() -> NoReturn:
    """Skip on a laptop without PostgreSQL, and fail in CI."""
    reason = "PostgreSQL not found: install the package postgresql to run these tests"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
