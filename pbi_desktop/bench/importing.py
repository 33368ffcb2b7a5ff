"""A team's spreadsheets against the plain insertion of the same rows, in one run.

Processor time of this process, an encrypted store made for it, the disk warm; both sides begin
with a copy of the same demo. What the two sides do:

- The floor: every row that the import leaves, records, list of items and audit entries alike,
  inserted with the driver's `executemany` in one transaction, with the settings of the store.
- `import cases`: the checked rows of four sheets (people, cases, stages, gains) compared with
  everybody known, planned, and kept through the policed door: each row judged by the rule,
  hashed into the audit chain, in one transaction. Reading the file is not in it.
"""

import random
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pbi_desktop.bench.measured import Measured
from pbi_desktop.domain.gains import Gain, GainCategory, GainNature, GainStatus
from pbi_desktop.domain.intake import CaseRow, GainRow, Intake, PersonRow, RowPlace, StageRow
from pbi_desktop.domain.money import Frequency, Pence
from pbi_desktop.domain.stages import LifeDomain, Stage
from pbi_desktop.domain.times import PartialDate

ROWS = 100_000
_SHEETS = 4
_SYLLABLES = (
    "ka",
    "mo",
    "ri",
    "ta",
    "lu",
    "ne",
    "sho",
    "ba",
    "vi",
    "de",
    "gar",
    "hol",
    "win",
    "ton",
)
_FLOOR = "plain executemany of the rows that it leaves"


def importing(rounds: int, rows: int = ROWS) -> list[Measured]:
    """Return the ratio with its target."""
    from pbi_desktop.services.stores import DemoWish, make_demo

    intake = invented(rows // _SHEETS)
    with tempfile.TemporaryDirectory() as folder:
        start = Path(folder) / "start.pbi"
        make_demo(start, DemoWish())
        ratios = tuple(_round(start, intake) for _ in range(rounds))
    return [(f"import of {rows:,} spreadsheet rows", _FLOOR, ratios, 2.0, 1.5)]


def invented(people: int) -> Intake:
    """Return the sheets of an invented team: so many people, cases, stages and gains."""
    dice = random.Random(7)  # noqa: S311 - invented people
    return Intake(
        tuple(_person(dice, at) for at in range(people)),
        tuple(_case(dice, at) for at in range(people)),
        tuple(_stage(at) for at in range(people)),
        tuple(_gain(dice, at) for at in range(people)),
        rows_in=people * _SHEETS,
    )


def _round(start: Path, intake: Intake) -> float:
    with tempfile.TemporaryDirectory(dir=start.parent) as folder:
        ours, floor = _copy(start, Path(folder) / "ours"), _copy(start, Path(folder) / "floor")
        taken = _import(ours, intake)
        return taken / _insert(floor, _left_by_import(start, ours))


def _copy(start: Path, folder: Path) -> Path:
    folder.mkdir()
    for part in start.parent.glob(f"{start.name}*"):
        if part.is_file():
            shutil.copy(part, folder / part.name)
    return folder / start.name


def _import(path: Path, intake: Intake) -> float:
    from pbi_desktop.services.stores import open_store

    with open_store(path) as store:
        actor = store.sign_in()
        imports = store.desk.case_imports  # loads SQLAlchemy
        began = time.process_time()
        report = imports.keep_intake(actor, intake)
        took = time.process_time() - began
    if report.new != intake.rows_in:
        raise RuntimeError(f"only {report.new} rows of {intake.rows_in} went in")
    return took


def _left_by_import(start: Path, ours: Path) -> list[tuple[str, list[tuple[Any, ...]]]]:
    """Return the rows that the import added, by table, as the file holds them."""
    with _raw(start) as before:
        tables = [row[0] for row in before.execute(_TABLES)]
        held = {name: _rows(before, name) for name in tables}
    found = []
    with _raw(ours) as after:
        for name in tables:
            rows = after.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608
            new = [row for row in map(tuple, rows) if row not in held[name]]
            if new and name != "store_meta":
                found.append((name, new))
    return found


_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
)


def _rows(raw: Any, name: str) -> set[tuple[Any, ...]]:
    return {tuple(row) for row in raw.execute(f"SELECT * FROM {name}").fetchall()}  # noqa: S608


def _insert(path: Path, tables: list[tuple[str, list[tuple[Any, ...]]]]) -> float:
    with _raw(path) as raw:
        began = time.process_time()
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("PRAGMA defer_foreign_keys = ON")
        for name, rows in tables:
            marks = ", ".join("?" * len(rows[0]))
            raw.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)  # noqa: S608
        raw.execute("COMMIT")
        return time.process_time() - began


@contextmanager
def _raw(path: Path) -> Iterator[Any]:
    """Give the store as the driver opens it, above the rule, with the settings of the program."""
    from pbi_desktop.services.stores import open_store

    with open_store(path) as store:
        raw = store.store().open_file()
        try:
            yield raw
        finally:
            raw.close()


# --- an invented team ----------------------------------------------------------------------------


def _person(dice: random.Random, at: int) -> PersonRow:
    born = date(1940, 1, 1) + timedelta(days=dice.randrange(25_000))
    return PersonRow(
        RowPlace("team.xlsx", "people", at + 2),
        f"P{at}",
        _name(dice),
        _name(dice),
        born=PartialDate.of_day(born),
        household=f"H{at // 2}",
        address_1=f"{at // 2} {_name(dice)} Road",
        postcode="OL99 1AA",
        phone=f"07700 {at:06d}",
    )


def _name(dice: random.Random) -> str:
    return "".join(dice.choices(_SYLLABLES, k=3)).capitalize()


def _case(dice: random.Random, at: int) -> CaseRow:
    opened = date(2024, 1, 1) + timedelta(days=dice.randrange(600))
    return CaseRow(RowPlace("team.xlsx", "cases", at + 2), f"C{at}", f"P{at}", opened)


def _stage(at: int) -> StageRow:
    place = RowPlace("team.xlsx", "stages", at + 2)
    return StageRow(place, f"C{at}", LifeDomain.MONEY, Stage(at % 4), date(2025, 10, 1))


def _gain(dice: random.Random, at: int) -> GainRow:
    gain = Gain(
        GainCategory.BENEFIT,
        GainNature.RECURRING,
        GainStatus.CONFIRMED,
        Pence(dice.randrange(1_000, 20_000)),
        Frequency.WEEKLY,
    )
    return GainRow(RowPlace("team.xlsx", "gains", at + 2), f"C{at}", gain, "Attendance Allowance")
