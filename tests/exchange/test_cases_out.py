"""A team's own data as sheets: read back nothing differs, and written again no byte does."""

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from time import perf_counter
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.casework import Gender
from pbi_desktop.domain.gains import Evidence, Gain, GainCategory, GainNature, GainStatus
from pbi_desktop.domain.intake import CaseRow, GainRow, Intake, PersonRow, RowPlace, StageRow
from pbi_desktop.domain.money import Frequency, Pence
from pbi_desktop.domain.phases import ClosureReason, Phase
from pbi_desktop.domain.stages import LifeDomain, RatingKind, Stage
from pbi_desktop.domain.text import clean_line, clean_text
from pbi_desktop.domain.times import PartialDate, Precision
from pbi_desktop.exchange.cases.as_written import (
    kept_text,
    read_born,
    read_pounds,
    said_born,
    told_text,
)
from pbi_desktop.exchange.cases.reading import read_cases
from pbi_desktop.exchange.cases_out import CASES, GAINS, PEOPLE, STAGES, case_sheets, further_sheet
from pbi_desktop.exchange.csv_out import safe_cell
from pbi_desktop.exchange.ods_out import to_ods
from pbi_desktop.exchange.out_sheets import OutSheet, csv_files
from pbi_desktop.exchange.workbook_out import to_xlsx
from pbi_desktop.exchange.workbooks import read_workbook

TODAY = date(2026, 11, 21)
NOWHERE = RowPlace("", "", 0)
ABOUT = (("Handling", "Keep it."), ("=Made by", "-Leah"))
LONG = "Bibi " * 60
Write = Callable[[tuple[OutSheet, ...]], Mapping[str, bytes]]
FORMS: dict[str, Write] = {
    "xlsx": lambda sheets: {"team.xlsx": to_xlsx(sheets, "team")},
    "ods": lambda sheets: {"team.ods": to_ods(sheets, "team")},
    "csv": csv_files,
}


def read(files: Mapping[str, bytes]) -> Intake:
    return read_cases(
        [sheet for name, data in files.items() for sheet in read_workbook(data, name)], today=TODAY
    )


R = TypeVar("R", PersonRow, CaseRow, StageRow, GainRow)


def bare(rows: Intake) -> Intake:
    """Return the rows alone, in an order of their own, wherever they stood."""
    return Intake(_bare(rows.people), _bare(rows.cases), _bare(rows.stages), _bare(rows.gains))


def _bare(rows: tuple[R, ...]) -> tuple[R, ...]:
    return tuple(sorted((replace(row, place=NOWHERE) for row in rows), key=repr))


NASTY = Intake(
    people=(
        PersonRow(
            NOWHERE, "00123", "شبانہ", "اختر", known_as="=cmd|' /C calc'!A0",
            born=PartialDate.of_year(1950, about=True), gender=Gender.WOMAN, household="00123",
            address_1="+12 Mill Lane", locality="@home", postcode="OL99 1AA", phone="0161 496 0101",
            first_language="اردو",
        ),
        PersonRow(
            NOWHERE, "1/2", LONG.strip(), "None", born=PartialDate("1984-03", Precision.MONTH),
            pronouns="-", interpreter="no", household="00123", in_cases=("C1", "C;2"),
            family_in=("'=C3",), address_1="Not given", address_2="_x0041_ <b>&amp;</b>",
        ),
        PersonRow(NOWHERE, "P3", "Ann & Ben and Co", "", born=PartialDate.of_year(1899)),
        PersonRow(
            NOWHERE, "=P4", "'=Odd", "''+Odder",
            born=PartialDate.of_day(date(1889, 2, 28)), phone="+44 161 496 0102",
        ),
    ),
    cases=(
        CaseRow(NOWHERE, "C1", "00123", date(2024, 1, 2), "Holts and Lees", Phase.ENGAGING,
                key_worker="leah", next_review_on=date(2027, 1, 1)),
        CaseRow(NOWHERE, "C;2", "P3", date(2024, 3, 1), phase=Phase.CLOSED,
                closed_on=date(2023, 1, 1), source="unknown"),
        CaseRow(NOWHERE, "'=C3", "=P4", date(1899, 12, 31), phase=Phase.SUSTAINED_CHECK,
                closure_reason=ClosureReason.MOVED_AWAY, source="\tfrom\nfar  away".strip()),
    ),
    stages=(
        StageRow(NOWHERE, "C1", LifeDomain.MONEY, Stage.CRISIS, date(2024, 1, 3),
                 reason="=1+1\nrent,  \"arrears\"; none\n\n-", own_view=Stage.THRIVING),
        StageRow(NOWHERE, "C1", LifeDomain.MONEY, Stage.CRISIS, date(2024, 1, 3), reason="n/a"),
        StageRow(NOWHERE, "C1", LifeDomain.MONEY, Stage.CRISIS, date(2024, 1, 3), reason="n/a"),
        StageRow(NOWHERE, "C;2", LifeDomain.OVERALL, Stage.THRIVING, date(2030, 1, 3),
                 RatingKind.SUSTAINED, "x" * 20_000),
    ),
    gains=(
        GainRow(NOWHERE, "C1", Gain(GainCategory.BENEFIT, GainNature.ONE_OFF, GainStatus.CONFIRMED,
                Pence(-12345), Frequency.ONE_OFF), "PIP", Evidence.AWARD_LETTER, date(2024, 5, 1)),
        GainRow(NOWHERE, "C1", Gain(GainCategory.EARNINGS, GainNature.RECURRING,
                GainStatus.NO_ENTITLEMENT, Pence(0), Frequency.FOUR_WEEKLY, Pence(9_999_999_901),
                date(2024, 5, 1), date(2023, 5, 1)), "-"),
    ),
)  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_nasty_data_comes_back_unchanged_and_goes_out_byte_for_byte(form: str) -> None:
    files = FORMS[form](case_sheets(NASTY, ABOUT))
    back = read(files)
    assert back.refused == ()
    assert bare(back) == bare(NASTY)
    assert FORMS[form](case_sheets(back, ABOUT)) == files


lines = st.text(max_size=30).map(lambda text: clean_line(text)[0]) | st.sampled_from(
    ["", "=1", "'=1", "''-1", "-", "none", "12 March", "00123", "1e5", "_x000D_", "c. 1950"]
)
texts = lines | st.text(max_size=60).map(lambda text: clean_text(text)[0].strip())
days = st.dates(date(1900, 1, 1), date(2060, 1, 1))
born = st.one_of(
    st.none(),
    days.map(PartialDate.of_day),
    st.integers(1890, 2030).map(PartialDate.of_year),
    st.integers(1890, 2030).map(lambda year: PartialDate.of_year(year, about=True)),
    st.dates().map(lambda day: PartialDate(day.isoformat()[:7], Precision.MONTH)),
)


@st.composite
def intakes(draw: st.DrawFn) -> Intake:
    keys = [f"{number}{draw(lines)}"[:30].strip() for number in range(draw(st.integers(1, 3)))]
    people = tuple(
        PersonRow(
            NOWHERE, key, draw(lines) or "A", draw(lines), draw(lines), draw(born),
            draw(st.sampled_from(Gender)), pronouns=draw(lines), interpreter=draw(lines),
            household=draw(lines), address_1=draw(lines), address_2=draw(lines),
            locality=draw(lines), postcode=draw(lines), phone=draw(lines),
            in_cases=tuple(draw(st.sets(lines.filter(bool), max_size=2))),
        )
        for key in keys
    )  # fmt: skip
    cases = tuple(
        CaseRow(NOWHERE, key, key, draw(days), draw(lines), draw(st.sampled_from(Phase)),
                draw(st.none() | days), draw(st.none() | st.sampled_from(ClosureReason)),
                draw(lines), draw(lines), draw(st.none() | days))
        for key in keys
    )  # fmt: skip
    stages = tuple(
        StageRow(NOWHERE, key, draw(st.sampled_from(LifeDomain)), draw(st.sampled_from(Stage)),
                 draw(days), draw(st.sampled_from(RatingKind)), draw(lines), draw(texts),
                 draw(st.none() | st.sampled_from(Stage)))
        for key in keys
    )  # fmt: skip
    money = st.integers(-(10**12), 10**12).map(Pence)
    gains = tuple(
        GainRow(NOWHERE, key,
                Gain(draw(st.sampled_from(GainCategory)), draw(st.sampled_from(GainNature)),
                     draw(st.sampled_from(GainStatus)), draw(money),
                     draw(st.sampled_from(Frequency)), draw(money), draw(st.none() | days),
                     draw(st.none() | days)),
                draw(texts), draw(st.sampled_from(Evidence)), draw(st.none() | days))
        for key in keys
    )  # fmt: skip
    return Intake(people, cases, stages, gains)


@settings(max_examples=30, deadline=None)
@given(intakes(), st.sampled_from(sorted(FORMS)))
def test_whatever_a_team_has_kept_comes_back_unchanged(rows: Intake, form: str) -> None:
    files = FORMS[form](case_sheets(rows, ABOUT))
    back = read(files)
    assert back.refused == ()
    assert bare(back) == bare(rows)
    assert FORMS[form](case_sheets(back, ABOUT)) == files


@given(texts)
def test_the_sign_before_a_formula_is_always_told_from_one_of_its_own(text: str) -> None:
    assert told_text(kept_text(text)) == text
    assert told_text(safe_cell(kept_text(text))) == text


@given(born)
def test_a_date_known_in_part_is_read_as_it_was_said(day: PartialDate | None) -> None:
    assert read_born(said_born(day)) == day


@pytest.mark.parametrize("text", ["1990-13-01", "1990-02-30", "90", "c.1950", "1990-1-1", ""])
def test_what_this_program_never_writes_is_no_date_of_its_own(text: str) -> None:
    assert read_born(text) is None


@pytest.mark.parametrize("text", ["", "x", "1.005", "NaN", "Infinity"])
def test_what_is_no_whole_number_of_pence_is_no_amount(text: str) -> None:
    assert read_pounds(text) is None


def test_without_the_sheet_about_a_csv_is_read_as_a_list_of_the_teams_own() -> None:
    files = csv_files(case_sheets(NASTY, ABOUT))
    del files["about.csv"]
    back = read(files)
    assert not back.as_written
    assert any("looks like two people" in row.reason for row in back.refused)


def test_the_order_in_which_rows_were_gathered_changes_nothing() -> None:
    turned = Intake(NASTY.people[::-1], NASTY.cases[::-1], NASTY.stages[::-1], NASTY.gains[::-1])
    for write in FORMS.values():
        assert write(case_sheets(turned, ABOUT)) == write(case_sheets(NASTY, ABOUT))


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_nothing_in_a_workbook_is_a_formula_and_no_date_tells_when_it_was_made(form: str) -> None:
    (data,) = FORMS[form](case_sheets(NASTY, ABOUT)).values()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {about.date_time for about in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in package.namelist():
            content = package.read(name)
            assert b"<f>" not in content
            assert b"table:formula" not in content
    if form == "ods":
        assert data[30:38] == b"mimetype"


def test_every_cell_of_a_csv_is_safe_to_open() -> None:
    for data in csv_files(case_sheets(NASTY, ABOUT)).values():
        sheet = read_workbook(data, "sheet.csv")[0]
        for row in sheet.rows:
            for cell in row.cells:
                is_number = read_pounds(cell) is not None
                assert is_number or safe_cell(cell) == cell


def test_a_note_longer_than_a_cell_goes_on_in_the_row_below() -> None:
    long = "word " * 8_000
    sheet = further_sheet("notes", ("case", "body"), [("C2", "short"), ("C1", long)])
    assert [row[0] for row in sheet.rows] == ["C1", "C1", "C2"]
    assert "".join(str(row[1]) for row in sheet.rows[:2]) == long


def test_every_column_says_what_it_means() -> None:
    about = case_sheets(Intake(), ())[0]
    assert len(about.rows) == sum(map(len, (PEOPLE, CASES, STAGES, GAINS)))
    assert all(meaning for _name, meaning in about.rows)


def test_twenty_thousand_rows_are_a_workbook_in_seconds(
    record_property: Callable[[str, object], None],
) -> None:
    many = replace(NASTY, people=tuple(replace(NASTY.people[0], person=f"{n:05}")
                                       for n in range(20_000)))  # fmt: skip
    start = perf_counter()
    to_xlsx(case_sheets(many, ABOUT), "team")
    took = perf_counter() - start
    record_property("seconds for 20,000 rows", round(took, 1))
    assert took < 10
