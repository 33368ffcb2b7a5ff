"""Columns are known by their usual names; what a person matched once wins over any guess."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.exchange.cases.columns import kind_of, sheet_keys, suggest_columns
from pbi_desktop.exchange.cases.fields import COLUMNS, SheetKind
from pbi_desktop.exchange.sheets import Sheet
from tests.exchange.cases.made import CASES, GAINS, PEOPLE, STAGES


def sheet(*columns: str, name: str = "Sheet1") -> Sheet:
    return Sheet("team.xlsx", name, columns)


def test_columns_are_matched_by_forgiving_names() -> None:
    given = sheet("Client ID", "SURNAME", "Forename(s)", "D.O.B", "Post Code", "Tel. No", "NINO")
    assert suggest_columns(given) == {
        "Client ID": "person",
        "SURNAME": "family_name",
        "Forename(s)": "given_name",
        "D.O.B": "born",
        "Post Code": "postcode",
        "Tel. No": "phone",
    }


def test_a_field_is_filled_by_one_column_and_the_most_usual_name_wins() -> None:
    assert suggest_columns(sheet("Ref", "Client ID", "Name"))["Client ID"] == "person"
    assert "Ref" not in suggest_columns(sheet("Ref", "Client ID", "Name"))


def test_what_is_remembered_wins_and_an_empty_field_leaves_a_column_out() -> None:
    given = sheet("Ref", "Name", "Note", "Tel")
    found = suggest_columns(given, {"note": "known_as", "TEL": ""})
    assert found == {"Ref": "person", "Name": "full_name", "Note": "known_as"}


def test_a_remembered_field_that_is_none_is_passed_over() -> None:
    assert suggest_columns(sheet("Ref", "Name"), {"Name": "full_name", "Ref": "shoe_size"}) == {
        "Name": "full_name"
    }


@pytest.mark.parametrize(
    ("columns", "kind"),
    [
        (PEOPLE[0], SheetKind.PEOPLE),
        (CASES[0], SheetKind.CASES),
        (STAGES[0], SheetKind.STAGES),
        (GAINS[0], SheetKind.GAINS),
        (("Name", "DOB", "Date referred", "Status"), SheetKind.CASELOAD),
        (("Colour", "Shape"), None),
    ],
)
def test_the_kind_of_a_sheet_is_told_by_its_columns(
    columns: tuple[str, ...], kind: SheetKind | None
) -> None:
    assert kind_of(sheet(*columns)) is kind


def test_a_sheet_of_cases_that_repeats_the_names_stays_one_where_people_have_their_own() -> None:
    given = sheet("Client ID", "Name", "Case ID", "Date opened")
    assert kind_of(given) is SheetKind.CASELOAD
    assert kind_of(given, people_elsewhere=True) is SheetKind.CASES


def test_sheets_of_one_name_in_two_files_keep_apart() -> None:
    first, second = Sheet("a.xlsx", "Sheet1", ("a",)), Sheet("b.xlsx", "Sheet1", ("a",))
    assert list(sheet_keys([first, second])) == ["Sheet1", "b.xlsx: Sheet1"]


def test_every_field_is_known_by_its_own_name() -> None:
    for kind, fields in COLUMNS.items():
        assert set(suggest_columns(sheet(*fields), kind=kind).values()) == set(fields), kind


@given(st.lists(st.text(max_size=12), max_size=8), st.sampled_from(SheetKind))
@settings(max_examples=60)
def test_no_field_is_ever_filled_twice(columns: list[str], kind: SheetKind) -> None:
    found = suggest_columns(sheet(*columns), kind=kind)
    assert len(set(found.values())) == len(found)
    assert set(found) <= set(columns)
