"""A change of the key, or of the ways to it, cannot lock anybody out, whenever the power goes."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from pbi_desktop.domain.errors import PbiError
from pbi_desktop.store.encrypted_file import open_raw
from pbi_desktop.store.secrets import envelope
from pbi_desktop.store.secrets.open_slot import InTheClear
from tests.durability import ledger
from tests.durability.recordings import (
    DAMAGED,
    STORE,
    WHOLE,
    misses_nothing,
    only_where_it_runs,
    record,
    replay,
    unsynced,
)

pytestmark = only_where_it_runs
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
Figure = Callable[[object], None]


def test_exactly_one_of_two_keys_opens_a_file_whose_key_was_being_changed(
    folder: Path, figure: Figure
) -> None:
    keys = [secrets.token_bytes(32).hex() for _ in range(5)]
    home = folder / "keys"
    home.mkdir()
    ledger.make(home / STORE, bytes.fromhex(keys[0]))
    ledger.fill(home / STORE, bytes.fromhex(keys[0]), notes=60)
    whole = ledger.found(home / STORE, bytes.fromhex(keys[0]))
    log = record("change_the_key", home, keys=keys)

    def which(path: Path) -> str:
        """Return the key that opens the file with every record in it; both at once is damage."""
        states = {key: ledger.found(path, bytes.fromhex(key)) for key in keys}
        fits = [key for key, state in states.items() if state == whole]
        return fits[0] if len(fits) == 1 else f"damaged: {len(fits)} keys fit"

    tally = replay(log, 320, 5, folder / "replayed", which)
    figure(f"key changed: {tally}")
    assert tally.count == {WHOLE: 320}, tally
    control = replay(unsynced(log), 60, 5, folder / "replayed", which)
    assert control.count[DAMAGED] > 10, control


def test_the_key_file_opens_the_store_while_its_slots_change(folder: Path, figure: Figure) -> None:
    home = folder / "slots"
    home.mkdir()
    key = envelope.create(home / STORE, [(InTheClear(), None)], NOW).key
    open_raw(home / STORE, key.raw, create=True, wipe_memory=False).close()
    log = record("change_the_slots", home, changes=6)
    assert misses_nothing(log, home)

    def opens(path: Path) -> str:
        try:
            with envelope.unlock(path, InTheClear()).key as found:
                return "" if found == key else "damaged: another key"
        except PbiError as error:
            return f"damaged: {error!r}"

    tally = replay(log, 300, 6, folder / "replayed", opens)
    figure(f"key file changed: {tally}")
    assert tally.count == {WHOLE: 300}, tally
    control = replay(unsynced(log), 60, 6, folder / "replayed", opens)
    assert control.count[DAMAGED] > 10, control
