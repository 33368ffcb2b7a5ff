"""The real Secret Service, on a bus and in a folder of its own, with nobody at the screen."""

import gc
import shutil
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pbi_desktop.domain.errors import KeyringUnusable
from pbi_desktop.store.secrets import envelope
from pbi_desktop.store.secrets.keyring_slot import KeyringEntry, class_name, find_backend

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
NEEDED = ("dbus-daemon", "gnome-keyring-daemon")

# A bus that starts nothing by itself, whatever is installed.
_BUS = """<busconfig><type>session</type><listen>unix:tmpdir={folder}</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy>
</busconfig>"""

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not all(map(shutil.which, NEEDED)),
    reason="needs dbus-daemon and gnome-keyring-daemon",
)


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("XDG_RUNTIME_DIR", "XDG_DATA_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    config = tmp_path / "bus.conf"
    config.write_text(_BUS.format(folder=tmp_path))
    command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as daemon:
        assert daemon.stdout is not None
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon.stdout.readline().strip())
        yield
        daemon.terminate()


@pytest.fixture
def start_ring(bus: None) -> Iterator[Callable[..., None]]:
    """Return a function that starts the key ring, unlocked as after a sign-in, or locked."""
    started: list[subprocess.Popen[bytes]] = []

    def start(*how: str) -> None:
        command = ["gnome-keyring-daemon", "--foreground", "--components=secrets", *how]
        ring = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        started.append(ring)
        assert ring.stdin is not None
        ring.stdin.write(b"the password of the account")
        ring.stdin.close()
        _wait_for_the_service()

    yield start
    for ring in started:
        ring.terminate()
        ring.wait()
        assert ring.stdout is not None
        ring.stdout.close()


def _wait_for_the_service() -> None:
    for _ in range(500):
        try:
            find_backend()
        except KeyringUnusable:
            time.sleep(0.01)
        else:
            return
    raise AssertionError("the key ring did not start")


def test_a_key_ring_that_is_unlocked_keeps_the_key(
    start_ring: Callable[..., None], tmp_path: Path
) -> None:
    start_ring("--unlock")
    backend = find_backend()
    assert class_name(backend) == "keyring.backends.SecretService.Keyring"
    store, entry = tmp_path / "team.pbi", KeyringEntry(backend)
    entry.prove()
    made = envelope.create(store, [(entry, None)], NOW)
    assert envelope.unlock(store, KeyringEntry(find_backend())).key == made.key


def test_a_locked_key_ring_with_nobody_to_unlock_it_is_unusable(
    start_ring: Callable[..., None], tmp_path: Path
) -> None:
    start_ring()
    with pytest.raises(KeyringUnusable):
        envelope.create(tmp_path / "team.pbi", [(KeyringEntry(find_backend()), None)], NOW)
    assert not (tmp_path / "team.pbi.keys").exists()
    with warnings.catch_warnings():  # the library leaves its socket open when it is refused
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


def test_a_desktop_without_a_key_ring_has_none(bus: None) -> None:
    with pytest.raises(KeyringUnusable) as failure:
        find_backend()
    assert failure.value.backend == "none"
