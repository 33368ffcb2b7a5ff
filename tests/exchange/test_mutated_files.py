"""Damaged files never crash a reader: they give records, refused rows, or one plain sentence."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence

import pytest

from pbi_desktop.domain.directory import HeldSource
from pbi_desktop.domain.errors import PbiError
from pbi_desktop.exchange.directory import read_directory
from pbi_desktop.exchange.directory_files import read_directory_files
from pbi_desktop.exchange.places import read_places
from pbi_desktop.exchange.tables import read_table
from tests.exchange import invented, invented_feeds

SEED = 20261121
Reader = Callable[[bytes, str], object]
READERS: tuple[Reader, ...] = (read_table, read_places, read_directory)
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
NASTY_IN_JSON = (
    b"NaN",
    b"-Infinity",
    b"1e999",
    b"1e99999999999999999999",
    b"null",
    b"true",
    b"{}",
    b"[]",
    b'{"id":1,"id":2}',
    b"\\ud800",
    b"\\u0000",
    b"[" * 70,
    b'{"a":' * 250,
    b"}",
    b"]",
    b":",
    b"-1",
    b'"features":[{}],',
    b'"services.csv":[{"id":3}],',
)


def test_three_hundred_damaged_files_never_crash_a_reader() -> None:
    read, refused = outcomes(300)
    assert read > 100
    assert refused > 100
    assert read + refused == 300 * len(READERS)


@pytest.mark.long
def test_ten_thousand_damaged_files_never_crash_a_reader() -> None:
    assert sum(outcomes(10_000)) == 10_000 * len(READERS)


def test_a_hundred_and_fifty_damaged_feeds_never_crash_the_directory_reader() -> None:
    read, refused = outcomes(150, invented_feeds.ALL, (read_feed,))
    assert read > 15
    assert refused > 50


@pytest.mark.long
def test_ten_thousand_damaged_feeds_never_crash_the_directory_reader() -> None:
    read, refused = outcomes(10_000, invented_feeds.ALL, (read_feed,))
    print(f"read {read}, refused {refused}, crashed 0")  # noqa: T201 - shown with -s
    assert read + refused == 10_000


def read_feed(data: bytes, name: str) -> object:
    """Read one file as the import door reads it."""
    return read_directory_files([HeldSource(name, data)])


def damaged_files(times: int, files: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Give so many damaged copies of files, always the same ones."""
    dice = random.Random(SEED)  # noqa: S311 - a fixed seed is the point
    whole = [(name, text.encode()) for name, text in files.items()]
    for _ in range(times):
        name, data = dice.choice(whole)
        yield name, _damaged(data, dice)


def outcomes(
    times: int, files: Mapping[str, str] = invented.ALL, readers: Sequence[Reader] = READERS
) -> tuple[int, int]:
    """Return how many damaged files were read in part or whole, and how many refused."""
    read = 0
    for name, damaged in damaged_files(times, files):
        read += sum(_is_read(reader, damaged, name) for reader in readers)
    return read, times * len(readers) - read


def _is_read(reader: Reader, data: bytes, name: str) -> bool:
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
    nasty = (*NASTY, *NASTY_IN_JSON) if data[:1] in (b"{", b"[") else NASTY
    return data[:place] + dice.choice(nasty) + data[place + dice.randint(0, 3) :]


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
