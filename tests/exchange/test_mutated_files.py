"""Damaged files never crash a reader: they give records, refused rows, or one plain sentence."""

import random
from collections.abc import Callable

import pytest

from pbi_desktop.domain.errors import PbiError
from pbi_desktop.exchange.directory import read_directory
from pbi_desktop.exchange.places import read_places
from pbi_desktop.exchange.tables import read_table
from tests.exchange import invented

SEED = 20261121
READERS: tuple[Callable[[bytes, str], object], ...] = (read_table, read_places, read_directory)
NASTY = (
    b"\x00",
    b'"',
    b'""',
    b",",
    b";",
    b"\t",
    b"\r",
    b"\n",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xe2\x80\xae",
    b"\xc3",
    b"=cmd|'/c calc'!A0",
    b"<script>",
    b"9" * 400,
    b"-",
    b"1e309",
    b"nan",
    "٣".encode(),
    b"x" * 140_000,
)


def test_three_hundred_damaged_files_never_crash_a_reader() -> None:
    read, refused = outcomes(300)
    assert read > 100
    assert refused > 100
    assert read + refused == 300 * len(READERS)


@pytest.mark.long
def test_ten_thousand_damaged_files_never_crash_a_reader() -> None:
    assert sum(outcomes(10_000)) == 10_000 * len(READERS)


def outcomes(times: int) -> tuple[int, int]:
    """Return how many damaged files were read in part or whole, and how many refused."""
    dice = random.Random(SEED)  # noqa: S311 - a fixed seed is the point
    files = [(name, text.encode()) for name, text in invented.ALL.items()]
    read = 0
    for _ in range(times):
        name, data = dice.choice(files)
        damaged = _damaged(data, dice)
        read += sum(_is_read(reader, damaged, name) for reader in READERS)
    return read, times * len(READERS) - read


def _is_read(reader: Callable[[bytes, str], object], data: bytes, name: str) -> bool:
    """Say whether a reader gave a result; it may only refuse, and twice gives the same."""
    try:
        result = reader(data, name)
    except PbiError:
        return False
    assert result == reader(data, name)
    return True


def _damaged(data: bytes, dice: random.Random) -> bytes:
    for _ in range(dice.randint(1, 6)):
        data = dice.choice((_cut, _overwritten, _flipped, _doubled, _recoded, _shuffled))(
            data, dice
        )
    return data


def _cut(data: bytes, dice: random.Random) -> bytes:
    start, end = sorted((dice.randint(0, len(data)), dice.randint(0, len(data))))
    return data[:end] if dice.random() < 0.5 else data[:start] + data[end:]


def _overwritten(data: bytes, dice: random.Random) -> bytes:
    place = dice.randint(0, len(data))
    return data[:place] + dice.choice(NASTY) + data[place + dice.randint(0, 3) :]


def _flipped(data: bytes, dice: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(min(len(changed), 4)):
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def _doubled(data: bytes, dice: random.Random) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    place = dice.randrange(len(lines))
    return b"".join([*lines[: place + 1], lines[place] * dice.randint(1, 3), *lines[place + 1 :]])


def _recoded(data: bytes, dice: random.Random) -> bytes:
    text = data.decode(errors="replace")
    return text.encode(dice.choice(("utf-16", "utf-16-le", "cp1252", "utf-8-sig")), "replace")


def _shuffled(data: bytes, dice: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    dice.shuffle(lines)
    return b"".join(lines)
