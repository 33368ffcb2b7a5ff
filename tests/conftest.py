"""Holds for every test: it leaves nothing behind, logs nothing unasked, and touches no home."""

import logging
import os
import tempfile
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.support.guards import LogGuard, Standing, leaks_since

pytest_plugins = [
    "tests.support.postgres",
    "tests.support.stores",
    "tests.support.world",
    "tests.support.desks",
    "tests.support.tls_server",
]

_home = tempfile.TemporaryDirectory(prefix="pbi-home-")
_failed = pytest.StashKey[bool]()

# Before Qt is imported, and before anything asks where a person's files lie.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
for _kind in ("CONFIG", "DATA", "STATE"):
    os.environ[f"XDG_{_kind}_HOME"] = os.path.join(_home.name, _kind.lower())  # noqa: PTH118

# The clock of a shared machine says nothing about the code; a stored example hides from CI.
settings.register_profile(
    "local",
    deadline=None,
    database=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("ci", settings.get_profile("local"), derandomize=True)
settings.register_profile("thorough", settings.get_profile("local"), max_examples=3000)
settings.load_profile("ci" if os.environ.get("CI") else "local")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also run the tests marked long")


# A process that once opened a store with wiped memory stays so, and is several times slower.
_LAST = (
    "tests/cli/",
    "tests/bootstrap/",
    "tests/store/test_encrypted_file",
    "tests/store/secrets/",
)


def _is_long(item: pytest.Item) -> bool:
    """Say whether a test runs with --long alone: marked so, or a screen once more on the server.

    What a database can do differently is asked of the services, on both; of the screens the
    keystrokes are.
    """
    on_server = item.nodeid.startswith("tests/ui/") and "[postgres" in item.nodeid
    again = on_server and "test_keystrokes" not in item.nodeid
    return again or item.get_closest_marker("long") is not None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.nodeid.startswith(_LAST))
    if config.getoption("--long"):
        return
    for item in items:
        if _is_long(item):
            item.add_marker(pytest.mark.skip(reason="long: runs only with --long"))


def pytest_unconfigure() -> None:
    _home.cleanup()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    if call.excinfo is not None:
        item.stash[_failed] = True
    return (yield)


@pytest.fixture(autouse=True)
def log_guard(request: pytest.FixtureRequest) -> Iterator[LogGuard]:
    """Fail a test that logs at WARNING or above, unless it said so with `expect_log`."""
    guard = LogGuard()
    logging.getLogger().addHandler(guard)
    yield guard
    complaints = guard.complaints()
    logging.getLogger().removeHandler(guard)
    _complain(request, complaints)


@pytest.fixture(autouse=True)
def leak_guard(request: pytest.FixtureRequest, log_guard: LogGuard) -> Iterator[None]:
    """Fail a test that leaves a thread, a window or a running timer behind."""
    before = Standing.now()
    yield
    if not request.node.stash.get(_failed, False):  # a traceback keeps what it shows alive
        _complain(request, leaks_since(before))


@pytest.fixture
def expect_log(log_guard: LogGuard) -> Callable[[str], None]:
    """Return a function that declares a log line: `expect_log("WARNING pbi_desktop.*clock")`."""
    return log_guard.expect


def _complain(request: pytest.FixtureRequest, complaints: list[str]) -> None:
    # A test that has failed already says what matters; what it left is a consequence.
    if complaints and not request.node.stash.get(_failed, False):
        pytest.fail("This test " + "; ".join(complaints), pytrace=False)
