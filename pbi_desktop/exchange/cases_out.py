"""A team's own people, cases, stages and gains as sheets that `import cases` takes back unchanged.

Rows stand in the order of what they say, so that the same data gives the same sheets whoever
gathered it and in whatever store it lies.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TypeVar

from pbi_desktop.domain.intake import CaseRow, GainRow, Intake, PersonRow, StageRow
from pbi_desktop.exchange.cases.as_written import ABOUT, MARK, kept_text, said_born
from pbi_desktop.exchange.out_sheets import FIRST_DAY, OutCell, OutSheet

T = TypeVar("T")
Column = tuple[str, str, Callable[[T], OutCell]]
"""Its name, what it means, and what it says of a row."""

FORM = "form 1"
_LONGEST = 32_000

PEOPLE: Sequence[Column[PersonRow]] = (
    ("person", "the team's own reference, else one that this program made", lambda r: r.person),
    ("given_name", "as given, in any script", lambda r: r.given_name),
    ("family_name", "as given, in any script", lambda r: r.family_name),
    ("known_as", "what the person likes to be called", lambda r: r.known_as),
    ("born", "1990-12-31, or 1990-12, 1990, c. 1990 where no more is known", lambda r: _born(r)),
    ("gender", "woman, man, non_binary or not_recorded", lambda r: r.gender.value),
    ("pronouns", "as given", lambda r: r.pronouns),
    ("first_language", "as given", lambda r: r.first_language),
    ("interpreter", "what is needed", lambda r: r.interpreter),
    ("household", "the same for all who live in it", lambda r: r.household),
    ("address_1", "where the person lives now", lambda r: r.address_1),
    ("address_2", "its second line", lambda r: r.address_2),
    ("locality", "its town or part of town", lambda r: r.locality),
    ("postcode", "its postcode", lambda r: r.postcode),
    ("phone", "the first number on record", lambda r: r.phone),
    ("household_of_cases", "cases about others of the household, one a line",
     lambda r: "\n".join(r.in_cases)),
    ("family_of_cases", "cases the person is in as family from elsewhere, one a line",
     lambda r: "\n".join(r.family_in)),
)  # fmt: skip
CASES: Sequence[Column[CaseRow]] = (
    ("case", "the team's own reference, else this program's", lambda r: r.case),
    ("person", "whom it is about: `person` of the sheet people", lambda r: r.person),
    ("opened_on", "the day it was opened", lambda r: r.opened_on),
    ("site", "the team's area", lambda r: r.site),
    ("phase", "how far the work is", lambda r: r.phase.value),
    ("closed_on", "the day it was closed", lambda r: r.closed_on),
    ("closure_reason", "why it was closed", lambda r: _code(r.closure_reason)),
    ("source", "how it came", lambda r: r.source),
    ("key_worker", "who leads it, by login", lambda r: r.key_worker),
    ("next_review_on", "when it is to be looked at again", lambda r: r.next_review_on),
)
STAGES: Sequence[Column[StageRow]] = (
    ("case", "`case` of the sheet cases", lambda r: r.case),
    ("domain", "the part of life, or overall", lambda r: r.domain.value),
    ("stage", "0 in crisis, 1 not coping, 2 coping, 3 adapted, 4 thriving",
     lambda r: int(r.stage)),
    ("rated_on", "the day of the judgement", lambda r: r.rated_on),
    ("kind", "baseline, review, closing or sustained", lambda r: r.kind.value),
    ("rated_by", "who judged, by login", lambda r: r.rated_by),
    ("reason", "what it rests on", lambda r: r.reason),
    ("own_view", "the person's own judgement on the same scale",
     lambda r: None if r.own_view is None else int(r.own_view)),
)  # fmt: skip
GAINS: Sequence[Column[GainRow]] = (
    ("case", "`case` of the sheet cases", lambda r: r.case),
    ("category", "what kind of money it is", lambda r: r.gain.category.value),
    ("what", "what it is called", lambda r: r.what),
    ("nature", "recurring, or one_off, which is never made a yearly sum",
     lambda r: r.gain.nature.value),
    ("status", "how sure it is; only confirmed counts", lambda r: r.gain.status.value),
    ("amount", "pounds per frequency", lambda r: _pounds(r.gain.amount)),
    ("frequency", "how often it comes", lambda r: r.gain.frequency.value),
    ("previous_amount", "what it was before, in pounds per frequency",
     lambda r: _pounds(r.gain.previous)),
    ("start", "the first day", lambda r: r.gain.start),
    ("end", "the last day", lambda r: r.gain.end),
    ("one_off_amount", "always empty here; a list of the team's own may fill it", lambda _r: None),
    ("evidence", "what the amount rests on", lambda r: r.evidence.value),
    ("confirmed_on", "the day it was confirmed", lambda r: r.confirmed_on),
)  # fmt: skip


def _meanings(sheet: str, columns: Sequence[Column[T]]) -> Iterator[tuple[str, str]]:
    return ((f"{sheet}: {name}", meaning) for name, meaning, _say in columns)


MEANINGS: tuple[tuple[str, str], ...] = (
    *_meanings("people", PEOPLE),
    *_meanings("cases", CASES),
    *_meanings("stages", STAGES),
    *_meanings("gains", GAINS),
)
"""What each column means, for those who read the sheets without the program."""


def case_sheets(rows: Intake, about: Iterable[tuple[str, str]]) -> tuple[OutSheet, ...]:
    """Return what is taken back: `about` first, then people, cases, stages and gains."""
    said = (*about, *MEANINGS)
    return (
        OutSheet(ABOUT, (MARK, FORM), tuple((kept_text(a), kept_text(b)) for a, b in said)),
        _sheet("people", PEOPLE, rows.people),
        _sheet("cases", CASES, rows.cases),
        _sheet("stages", STAGES, rows.stages),
        _sheet("gains", GAINS, rows.gains),
    )


def further_sheet(
    name: str, columns: tuple[str, ...], rows: Iterable[Sequence[OutCell]]
) -> OutSheet:
    """Return a sheet of what is not taken back; a text too long for a cell goes on below."""
    parts = (part for row in _in_order(rows) for part in _parts(row))
    return OutSheet(name, columns, tuple(parts))


def _sheet(name: str, columns: Sequence[Column[T]], rows: Iterable[T]) -> OutSheet:
    said = ([_kept(say(row)) for _name, _meaning, say in columns] for row in rows)
    return OutSheet(name, tuple(column[0] for column in columns), tuple(_in_order(said)))


def _in_order(rows: Iterable[Sequence[OutCell]]) -> list[tuple[OutCell, ...]]:
    return sorted(map(tuple, rows), key=lambda row: tuple(map(_place, row)))


def _place(cell: OutCell) -> tuple[int, Decimal, str]:
    if isinstance(cell, int | Decimal):
        return 1, Decimal(cell), ""
    return 0, Decimal(0), "" if cell is None else str(cell)


def _parts(row: tuple[OutCell, ...]) -> Iterable[tuple[OutCell, ...]]:
    """Give a row, and as many more as its longest text needs; they begin as it does."""
    longest = max((len(cell) for cell in row if isinstance(cell, str)), default=0)
    for start in range(0, max(longest, 1), _LONGEST):
        yield tuple(
            _kept(cell[start : start + _LONGEST])
            if isinstance(cell, str) and len(cell) > _LONGEST
            else _kept(cell)
            for cell in row
        )


def _kept(cell: OutCell) -> OutCell:
    return kept_text(cell) if isinstance(cell, str) else cell


def _born(row: PersonRow) -> OutCell:
    day = row.born.day if row.born else None
    return day if day is not None and day >= FIRST_DAY else said_born(row.born)


def _code(code: str | None) -> str:
    return "" if code is None else str(code)


def _pounds(pence: int) -> Decimal:
    return Decimal(pence).scaleb(-2).quantize(Decimal("0.01"))
