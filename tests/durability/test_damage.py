"""One changed bit anywhere, or an older file in its place, is noticed.

Each page of the file carries a seal. The log carries only sums: a damaged log ends early, and what
was in the rest is gone without a word. Then the audit chain ends earlier than its head that is
remembered outside the file, and the comparison speaks.
"""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from pbi_desktop.domain.errors import DamagedStore, PbiError
from pbi_desktop.store.encrypted_file import RawConnection, checkpoint, open_raw, verify_pages
from pbi_desktop.store.secrets import sidecar
from pbi_desktop.store.secrets.key import Key
from pbi_desktop.store.secrets.sidecar import Sidecar
from tests.durability.recordings import STORE
from tests.support.stores import FileHome
from tests.support.world import CaseMade, World

PAGE, LOG_HEADER, FRAME_HEADER = 4096, 32, 24
Figure = Callable[[object], None]


@pytest.fixture
def case(file_world: World) -> CaseMade:
    """A case of a real store; what is written into it is audited."""
    return file_world.case(team=[file_world.worker("leah")])


@dataclass(frozen=True)
class Left:
    """The files of a store at one moment, and what was remembered outside it then."""

    main: bytes
    log: bytes
    heads: dict[str, tuple[int, str]]
    content: str


def left_by(home: FileHome) -> Left:
    """Return the files of a store in use, as a kill would leave them."""
    with closing(open_raw(home.path, home.key, wipe_memory=False)) as raw:
        heads, content = heads_of(raw), content_of(raw)
    log = home.path.with_name(f"{home.path.name}-wal")
    return Left(home.path.read_bytes(), log.read_bytes(), heads, content)


def heads_of(raw: RawConnection) -> dict[str, tuple[int, str]]:
    """Return the last entry of each audit chain: what an anchor outside the file remembers."""
    last = "SELECT chain, max(seq), hash FROM audit_entries GROUP BY chain"
    return {chain: (seq, own) for chain, seq, own in raw.execute(last)}


def content_of(raw: RawConnection) -> str:
    """Return a hash over every row of every table."""
    whole = sha256()
    named = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    for (name,) in raw.execute(named).fetchall():
        for row in sorted(map(repr, raw.execute(f"SELECT * FROM {name}"))):
            whole.update(row.encode())
    return whole.hexdigest()


def flipped(content: bytes, at: int, bit: int) -> bytes:
    spoilt = bytearray(content)
    spoilt[at] ^= 1 << bit
    return bytes(spoilt)


@contextmanager
def opened(folder: Path, main: bytes, log: bytes, key: bytes) -> Iterator[RawConnection]:
    """Open a store made of these two files."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / STORE).write_bytes(main)
    if log:
        (folder / f"{STORE}-wal").write_bytes(log)
    with Key(bytearray(key)) as own:  # by its check value, "damaged" is not called "wrong key"
        sidecar.write(
            folder / STORE, Sidecar(UUID(int=1), sidecar.check_value(own), ()).sealed(own)
        )
    with closing(open_raw(folder / STORE, key, wipe_memory=False)) as raw:
        raw.execute("PRAGMA synchronous = OFF").fetchall()  # for the speed of the test alone
        yield raw


def is_noticed(folder: Path, left: Left, key: bytes) -> bool:
    """Say whether the seals or SQLite's own checks notice that the file is not as it was."""
    try:
        with opened(folder, left.main, b"", key) as raw:
            return bool(verify_pages(raw))
    except DamagedStore:
        return True


def test_a_flipped_bit_in_any_page_of_a_store_is_noticed(
    file_home: FileHome, file_world: World, case: CaseMade, folder: Path, figure: Figure
) -> None:
    file_world.note(case)
    with closing(open_raw(file_home.path, file_home.key, wipe_memory=False)) as raw:
        assert checkpoint(raw)
    whole, chance = left_by(file_home), Random(1)  # noqa: S311
    assert not is_noticed(folder / "flipped", whole, file_home.key)
    pages = range(len(whole.main) // PAGE)
    for page in pages:
        at = page * PAGE + chance.randrange(PAGE)
        spoilt = Left(flipped(whole.main, at, chance.randrange(8)), b"", {}, "")
        assert is_noticed(folder / "flipped", spoilt, file_home.key), f"byte {at}"
    figure(f"1 bit flipped in each of {len(pages)} pages: {len(pages)} noticed")
    assert len(pages) > 100


def test_a_flipped_bit_in_the_log_is_noticed_by_the_head_that_was_remembered(
    file_home: FileHome, file_world: World, case: CaseMade, folder: Path, figure: Figure
) -> None:
    for number in range(6):
        file_world.note(case, f"Rang the landlord, {number}.")
    left, chance, count = left_by(file_home), Random(2), Counter[str]()  # noqa: S311
    for at in places_in(left.log, chance):
        spoilt = flipped(left.log, at, chance.randrange(8))
        count[worth(folder / "flipped", left, spoilt, file_home.key)] += 1
    figure(f"1 bit flipped in {count.total()} places of the log: {dict(count)}")
    assert count["silent"] == 0
    assert count["head differs"] > 100


def places_in(log: bytes, chance: Random) -> Iterator[int]:
    """Give places in the header of the log, and in the header and the page of each frame."""
    yield from (chance.randrange(LOG_HEADER) for _ in range(8))
    for frame in range(LOG_HEADER, len(log), FRAME_HEADER + PAGE):
        yield frame + chance.randrange(FRAME_HEADER)
        yield frame + FRAME_HEADER + chance.randrange(PAGE)


def worth(folder: Path, left: Left, log: bytes, key: bytes) -> str:
    """Return what comes of a store whose log was changed: only "silent" is bad."""
    try:
        with opened(folder, left.main, log, key) as raw:
            if heads_of(raw) != left.heads:
                return "head differs"
            return "nothing lost" if content_of(raw) == left.content else "silent"
    except PbiError:
        return "refused"


def test_an_older_file_in_its_place_is_noticed_by_the_head_that_was_remembered(
    file_home: FileHome, file_world: World, case: CaseMade, folder: Path
) -> None:
    older = left_by(file_home)
    file_world.note(case)
    newer = left_by(file_home)
    with opened(folder / "older", older.main, older.log, file_home.key) as raw:
        assert verify_pages(raw) == []  # every seal is in order
        assert heads_of(raw) == older.heads != newer.heads
