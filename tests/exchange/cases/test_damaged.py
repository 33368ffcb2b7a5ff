"""Damaged spreadsheets never crash the door: they give rows, or one plain sentence."""

import io
import random
import zipfile
from collections.abc import Callable

import pytest

from pbi_desktop.domain.errors import PbiError
from pbi_desktop.exchange.cases.reading import read_cases
from pbi_desktop.exchange.workbooks import read_workbook
from tests.exchange.cases.made import PEOPLE, TODAY, WHOLE, archive, csv, ods, xlsx
from tests.exchange.cases.test_every_row_once import taken_and_refused

SEED = 20261122
FILES = {
    "team.xlsx": xlsx(WHOLE),
    "team.ods": ods(WHOLE),
    "people.csv": csv(PEOPLE),
}
NASTY = (
    b"\x00", b'"', b",", b"\n", b"\xff\xfe", b"<", b">", b"/>", b"&", b"<![CDATA[", b"<!DOCTYPE a>",
    b'r="XFD1048576"', b'r="A0"', b'r="ZZZ9"', b'r=""', b't="e"', b't="s"', b't="d"', b"<v>-1</v>",
    b"<v>99999999</v>", b"<v>1e309</v>", b"<v>nan</v>", b"<f/>", b"9" * 400, b"-", b"\xc3",
    b'table:number-columns-repeated="999999999"', b'table:number-rows-repeated="-1"',
    b"<c", b"</c>", b"<row>", b"</row>", b"<mergeCell ref='A1:XFD1048576'/>", b"31/02/2020",
)  # fmt: skip


TAGS = (
    b"<c r='XFD1048576'/>", b"<c r='A0'><v>1</v></c>", b"<c r='A1' t='s'><v>-1</v></c>",
    b"<c r='ZZZZ1'><v>1</v></c>", b"<row r='0'/>", b"<row r='99999999999'>",
    b"<c t='d'><v>2020-99-99</v></c>", b"<mergeCell ref='A1:XFD1048576'/>",
    b"<mergeCell ref='B2:A1'/>", b"<c r='A4294967296'><v>1</v></c>", b"<c r='1A'><v>2</v></c>",
    b"<c r='AAAAAAAAAA1'><v>1</v></c>", b"<c><v>1</v></c>", b"<c r='D3'><f>1+1</f></c>",
    b"<dimension ref='A1:XFD1048576'/>", b"<text:s text:c='999999999'/>",
    b"<table:table-cell table:number-columns-repeated='99999'/>",
)  # fmt: skip


def test_a_hundred_damaged_files_never_crash_the_door() -> None:
    read, refused = outcomes(100)
    assert read > 10
    assert refused > 10
    assert read + refused == 100


@pytest.mark.long
def test_ten_thousand_damaged_files_never_crash_the_door() -> None:
    assert sum(outcomes(10_000)) == 10_000


def outcomes(times: int) -> tuple[int, int]:
    """Return how many damaged files were read in part or whole, and how many refused."""
    dice = random.Random(SEED)  # noqa: S311 - a fixed seed is the point
    read = sum(_is_read(*_damaged_file(dice)) for _ in range(times))
    return read, times - read


def _is_read(data: bytes, name: str) -> bool:
    """Say whether the door gave a result; it may only refuse, and every row counts once."""
    try:
        found = read_cases(read_workbook(data, name), today=TODAY)
    except PbiError:
        return False
    assert len(set(taken_and_refused(found))) <= found.rows_in
    assert found == read_cases(read_workbook(data, name), today=TODAY)
    return True


def _damaged_file(dice: random.Random) -> tuple[bytes, str]:
    """Return a file damaged as bytes, or in one of its parts and packed again."""
    name = dice.choice(sorted(FILES))
    data = FILES[name]
    if name.endswith(".csv") or dice.random() < 0.3:
        return _damaged(data, dice), name
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = {path: packed.read(path) for path in packed.namelist()}
    wanted = [path for path in parts if path.endswith((".xml", ".rels"))]
    chosen = dice.choice(
        [path for path in wanted if "sheet" in path or "content" in path] or wanted
    )
    if dice.random() < 0.3:
        chosen = dice.choice(wanted)
    parts[chosen] = _damaged(parts[chosen], dice)
    return archive(parts), name


def _damaged(data: bytes, dice: random.Random) -> bytes:
    ways: tuple[Callable[[bytes, random.Random], bytes], ...] = (
        _cut, _overwritten, _flipped, _moved, _exchanged, _exchanged, _put_in, _put_in,
    )  # fmt: skip
    for _ in range(dice.randint(1, 4)):
        data = dice.choice(ways)(data, dice)
    return data


def _cut(data: bytes, dice: random.Random) -> bytes:
    start, end = sorted((dice.randint(0, len(data)), dice.randint(0, len(data))))
    return data[:end] if dice.random() < 0.5 else data[:start] + data[end:]


def _overwritten(data: bytes, dice: random.Random) -> bytes:
    place = dice.randint(0, len(data))
    return data[:place] + dice.choice(NASTY) + data[place + dice.randint(0, 8) :]


def _flipped(data: bytes, dice: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(min(len(changed), 4)):
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def _moved(data: bytes, dice: random.Random) -> bytes:
    start, end = sorted((dice.randint(0, len(data)), dice.randint(0, len(data))))
    place = dice.randint(0, len(data))
    return data[:place] + data[start:end][:5000] + data[place:]


def _put_in(data: bytes, dice: random.Random) -> bytes:
    """Put a whole element between others, so that the document stays well formed."""
    places = [place for place, sign in enumerate(data) if sign == ord("<")]
    place = dice.choice(places) if places else 0
    return data[:place] + dice.choice(TAGS) + data[place:]


def _exchanged(data: bytes, dice: random.Random) -> bytes:
    """Exchange one figure for another: references, indexes and counts change, the form stays."""
    figures = [place for place, sign in enumerate(data) if chr(sign).isdigit()]
    if not figures:
        return data
    changed = bytearray(data)
    changed[dice.choice(figures)] = ord(dice.choice("0123456789"))
    return bytes(changed)
