"""Whatever a table holds: no crash, and each row is taken or refused, exactly once."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.errors import UnreadableInput
from pbi_desktop.domain.intake import Intake
from pbi_desktop.exchange.cases.fields import COLUMNS, SheetKind
from pbi_desktop.exchange.cases.reading import read_cases
from pbi_desktop.exchange.sheets import Sheet, SheetFacts, TextOfCells, sheet_of
from pbi_desktop.exchange.tables import Row
from pbi_desktop.exchange.workbooks import read_workbook
from tests.exchange.cases.made import TODAY, csv

WORDS = st.sampled_from(
    ["", "P1", "P2", "C1", "C2", "Wren", "Ann & Bob", "1/2/2024", "31/02/2020", "1990", "33238",
     "closed", "planned", "open", "moved", "0", "3", "not coping", "overall", "money", "PIP",
     "benefit", "£5 pw", "5", "pw", "one off", "confirmed", "OL9", "OL99 1AA", "=1+1", "<b>",
     "yes", "n/a", "?", "-5", "١", "\u202e", "x" * 1001]
)  # fmt: skip
CELLS = st.one_of(WORDS, st.text(max_size=12))
KINDS = st.sampled_from(SheetKind)


@st.composite
def sheets(draw: st.DrawFn) -> list[Sheet]:
    """Return sheets of every kind under their own columns, their cells of anything."""
    drawn = []
    for number, kind in enumerate(draw(st.lists(KINDS, min_size=1, max_size=4))):
        columns = tuple(draw(st.lists(st.sampled_from([*COLUMNS[kind], "", "else"]), max_size=9)))
        cells = st.tuples(*[CELLS] * len(columns))
        rows = draw(st.lists(cells, max_size=6))
        texts = TextOfCells()
        filled = [(2 + place, texts.row(row)) for place, row in enumerate(rows)]
        grid = [(1, columns), *filled]
        drawn.append(sheet_of(f"f{number}.xlsx", kind.value, grid, SheetFacts()))
    return drawn


def taken_and_refused(found: Intake) -> list[tuple[str, int]]:
    """Return where each taken row stands, and each refused one, in one list."""
    places = {(row.place.file, row.place.row) for row in found.people}
    places |= {(row.place.file, row.place.row) for row in found.cases}
    places |= {(row.place.file, row.place.row) for row in found.stages}
    places |= {(row.place.file, row.place.row) for row in found.gains}
    refused = [(row.file.split(", sheet ")[0], row.row_number) for row in found.refused]
    return [*places, *refused]


@given(sheets())
@settings(max_examples=60, deadline=None)
def test_each_row_is_taken_or_refused_exactly_once(drawn: list[Sheet]) -> None:
    try:
        found = read_cases(drawn, today=TODAY)
    except UnreadableInput:
        return
    everywhere = taken_and_refused(found)
    assert len(everywhere) == len(set(everywhere)) == found.rows_in
    assert all(row.reason.endswith(".") for row in found.refused)
    assert all(row.reason for row in found.refused)


@given(sheets())
@settings(max_examples=40, deadline=None)
def test_what_is_taken_hangs_together(drawn: list[Sheet]) -> None:
    try:
        found = read_cases(drawn, today=TODAY)
    except UnreadableInput:
        return
    people = [person.person for person in found.people]
    cases = {case.case: case for case in found.cases}
    assert len(set(people)) == len(people)
    assert len(cases) == len(found.cases)
    assert {case.person for case in found.cases} <= set(people)
    assert {rating.case for rating in found.stages} <= set(cases)
    assert {gain.case for gain in found.gains} <= set(cases)
    assert all(case.opened_on <= TODAY for case in found.cases)
    assert all(case.opened_on <= (case.closed_on or TODAY) for case in found.cases)
    assert all(rating.rated_on <= TODAY for rating in found.stages)
    assert all(gain.gain.amount >= 0 for gain in found.gains)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=8), KINDS)
@settings(max_examples=40, deadline=None)
def test_any_table_of_small_texts_is_read_or_refused(
    grid: list[list[str]], kind: SheetKind
) -> None:
    header = list(COLUMNS[kind])[:3]
    try:
        sheets = read_workbook(csv([header, *grid]), f"{kind.value}.csv")
        found = read_cases(sheets, today=TODAY)
    except UnreadableInput:
        return
    everywhere = taken_and_refused(found)
    assert len(everywhere) == len(set(everywhere)) == found.rows_in
    assert found == read_cases(sheets, today=TODAY)


@given(st.lists(CELLS, min_size=6, max_size=6))
@settings(max_examples=40)
def test_a_refused_row_keeps_its_cells(cells: list[str]) -> None:
    columns = ("person", "given_name", "family_name", "born", "phone", "postcode")
    sheet = Sheet("a.csv", "people", columns, (Row(2, tuple(cells)),), is_alone=True)
    for row in read_cases([sheet], today=TODAY).refused:
        assert row.raw == tuple(zip(columns, cells, strict=True))
