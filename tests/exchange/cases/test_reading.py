"""A team's sheets become whole rows, and each other row is refused with its reasons."""

from datetime import date

import pytest

from pbi_desktop.domain.casework import Gender
from pbi_desktop.domain.errors import UnreadableInput
from pbi_desktop.domain.gains import Evidence, GainCategory, GainNature, GainStatus
from pbi_desktop.domain.intake import Intake, RowPlace
from pbi_desktop.domain.money import Frequency
from pbi_desktop.domain.phases import ClosureReason, Phase
from pbi_desktop.domain.stages import LifeDomain, RatingKind, Stage
from pbi_desktop.exchange.cases.fields import SheetKind
from pbi_desktop.exchange.cases.reading import plan_sheets, read_cases
from pbi_desktop.exchange.workbooks import read_workbook
from tests.exchange.cases.made import (
    CASES,
    GAINS,
    PEOPLE,
    STAGES,
    TODAY,
    WHOLE,
    Grid,
    csv,
    intake,
    ods,
    reasons,
    xlsx,
)

CASELOAD = ("Client ID", "Name", "DOB", "Case ID", "Date opened", "Status", "Closed", "Outcome")


def caseload(*rows: tuple[object, ...]) -> Intake:
    return intake(caseload=[CASELOAD, *rows])


def people(
    *rows: tuple[object, ...], columns: tuple[str, ...] = tuple(map(str, PEOPLE[0]))
) -> Intake:
    return intake(people=[columns, *rows])


def test_four_sheets_become_people_cases_stages_and_gains() -> None:
    found = intake(**WHOLE)
    assert found.refused == ()
    assert found.rows_in == 7
    assert [person.person for person in found.people] == ["P1", "P2"]
    closed, planned = found.cases
    assert (closed.phase, closed.closure_reason) == (Phase.CLOSED, ClosureReason.OUTCOMES_MET)
    assert (planned.phase, planned.person) == (Phase.PLANNED, "P2")
    assert [rating.stage for rating in found.stages] == [Stage.NOT_COPING, Stage.ADAPTED]
    (gain,) = found.gains
    assert gain.gain.amount == 8190
    assert (gain.gain.frequency, gain.gain.status) == (Frequency.WEEKLY, GainStatus.CONFIRMED)
    assert gain.place == RowPlace("gains.csv", "gains", 2)


def test_csv_xlsx_and_ods_give_the_same_rows() -> None:
    def rows(data: bytes, name: str) -> list[tuple[str, ...]]:
        found = read_cases(read_workbook(data, name), today=TODAY)
        return [(p.person, p.given_name, str(p.born)) for p in found.people]

    assert rows(xlsx(WHOLE), "t.xlsx") == rows(ods(WHOLE), "t.ods") == rows(csv(PEOPLE), "p.csv")


def test_a_row_of_a_caseload_is_a_person_and_a_case() -> None:
    found = caseload(("P1", "Alder, Wren", "31/12/90", "C1", "1/2/2024", "Open", "", ""))
    assert [(p.given_name, p.family_name) for p in found.people] == [("Wren", "Alder")]
    assert [(c.case, c.person, c.opened_on) for c in found.cases] == [
        ("C1", "P1", date(2024, 2, 1))
    ]
    assert found.rows_in == 1


def test_rows_of_one_person_are_joined_by_the_teams_own_reference_only() -> None:
    first = ("P1", "Wren Alder", "31/12/90", "C1", "1/2/2024", "", "", "")
    same = ("p1 ", "Wren Alder", "31/12/1990", "C2", "1/2/2025", "", "", "")
    no_reference = ("", "Wren Alder", "31/12/90", "C3", "1/2/2025", "", "", "")
    found = caseload(first, same, no_reference)
    assert len(found.people) == 2
    assert [case.person for case in found.cases] == ["P1", "P1", found.people[1].person]


def test_one_reference_for_two_names_is_refused() -> None:
    found = caseload(
        ("P1", "Wren Alder", "31/12/90", "C1", "1/2/2024", "", "", ""),
        ("P1", "Moss Brook", "31/12/90", "C2", "1/2/2024", "", "", ""),
    )
    assert reasons(found) == {
        3: "Client ID: row 2 gives the reference P1 to another name or birth."
    }


@pytest.mark.parametrize(
    "name", ["Ann & Bob Smith", "Ann / Bob", "Ann and Bob Smith", "Ann+Bob", "Ann Smith\nBob Smith"]
)
def test_two_people_in_one_cell_are_refused(name: str) -> None:
    found = people(("P1", name, "", ""))
    assert "looks like two people" in reasons(found)[2]
    assert found.people == ()


def test_names_that_only_look_odd_are_kept() -> None:
    names = [("Andy", "Sand"), ("Null", "Na"), ("=Wren", "O'Dowd"), ("Jean-Luc", "van Dam"),
             ("محمد", ""), ("<script>alert(1)</script>".replace("/", ""), "x")]  # fmt: skip
    found = people(*((f"P{n}", *name, "") for n, name in enumerate(names)))
    assert [(p.given_name, p.family_name) for p in found.people] == names


def test_a_whole_name_is_taken_apart_and_a_title_tells_no_gender() -> None:
    columns = ("person", "name")
    found = people(("P1", "Mrs Wren Alder"), ("P2", "Alder, Moss"), ("P3", "Wren van Dam"),
                   ("P4", "Brook"), columns=columns)  # fmt: skip
    assert [(p.given_name, p.family_name) for p in found.people] == [
        ("Wren", "Alder"), ("Moss", "Alder"), ("Wren", "van Dam"), ("Brook", "")
    ]  # fmt: skip
    assert {p.gender for p in found.people} == {Gender.NOT_RECORDED}


def test_gender_is_read_in_words_and_other_words_are_told() -> None:
    words = ("F", "male", "non-binary", "prefer not to say", "something else")
    found = people(*((f"P{n}", "Wren", w) for n, w in enumerate(words)),
                   columns=("person", "first name", "gender"))  # fmt: skip
    assert [p.gender.value for p in found.people] == [
        "woman", "man", "non_binary", "not_recorded", "not_recorded"
    ]  # fmt: skip
    assert any('"something else" has no code' in sentence for sentence in found.noticed)


def test_an_address_in_one_cell_is_taken_apart() -> None:
    found = people(("P1", "Wren", "12, Mill Lane, The Brow, Alderbank OL99 1AA", "7700900123"),
                   columns=("person", "first name", "address", "mobile"))  # fmt: skip
    (person,) = found.people
    assert (person.address_1, person.address_2) == ("12 Mill Lane", "The Brow")
    assert (person.locality, person.postcode) == ("Alderbank", "OL99 1AA")
    assert person.phone == "07700 900123"


def test_what_is_no_postcode_is_told_and_kept_with_the_address() -> None:
    found = people(("P1", "Wren", "OL9"), columns=("person", "first name", "postcode"))
    assert (found.people[0].postcode, found.people[0].locality) == ("", "OL9")
    assert "first half of a postcode" in found.noticed[0]


def test_references_stay_as_the_team_writes_them() -> None:
    grid: Grid = [("person", "name"), ("00123", "Wren"), (124, "Moss")]
    found = read_cases(read_workbook(xlsx({"people": grid}), "t.xlsx"), today=TODAY)
    assert [person.person for person in found.people] == ["00123", "124"]


def test_a_missing_reference_is_made_from_the_file_and_the_row() -> None:
    found = people(("", "Wren", "", ""), ("people.csv people row 2", "Moss", "", ""))
    assert found.people[0].person == "people.csv people row 2"
    assert "already in row 2" in reasons(found)[3]


def test_an_unknown_or_refused_person_is_named() -> None:
    wide = ("1/1/2024", "", "", "")
    found = intake(
        people=[*PEOPLE, ("P3", "Ann & Bob", "", "")],
        cases=[CASES[0], ("C3", "P12", *wide), ("C4", "P3", *wide), ("C5", "", *wide)],
        gains=[GAINS[0], ("C3", "benefit", "", "5", "pw")],
    )
    said = {row.reason for row in found.refused}
    assert "There is no person P12 in these files." in said
    assert "The person P3 was refused (people.csv, people, row 4)." in said
    assert "It does not say which person it belongs to." in said
    assert "The case C3 was refused (cases.csv, cases, row 2)." in said
    assert (found.cases, found.gains) == ((), ())


def test_a_reference_that_is_already_there_is_refused() -> None:
    found = people(("P1", "Wren", "Alder", ""), ("P1", "Another", "Name", ""))
    assert reasons(found) == {3: "person: The reference P1 is already in row 2."}


def test_a_thousand_equal_rows_are_one_and_the_others_its_repeats() -> None:
    found = people(*[("P1", "Wren", "Alder", "")] * 1000)
    assert len(found.people) == 1
    assert {row.reason for row in found.refused} == {"It repeats row 2."}
    assert found.rows_in == 1000 == len(found.people) + len(found.refused)


def test_a_case_that_contradicts_itself_is_refused() -> None:
    found = caseload(
        ("P1", "Wren", "", "C1", "1/2/2024", "", "1/1/2024", ""),
        ("P2", "Moss", "", "C2", "1/2/2024", "planned", "1/3/2024", ""),
        ("P3", "Fern", "", "C3", "1/2/2024", "closed", "", ""),
        ("P4", "Reed", "", "C4", "1/2/2024", "planned", "", "moved away"),
        ("P5", "Lark", "", "C5", "", "", "", ""),
        ("P6", "Rush", "", "C6", "31/02/2020", "flying", "", ""),
    )
    said = reasons(found)
    assert "before it was opened" in said[2]
    assert "does not go with a day of closing" in said[3]
    assert "the day of closing is missing" in said[4]
    assert "but the case is open" in said[5]
    assert said[6] == "It does not say when the case was opened."
    assert said[7] == (
        'Date opened: "31/02/2020" is no day: there is no 31 February. '
        'Status: "flying" is not a phase that is known here.'
    )
    assert found.people == ()


def test_a_rating_before_the_case_was_opened_is_told_and_kept() -> None:
    found = intake(
        people=PEOPLE, cases=CASES, stages=[STAGES[0], ("C1", "Home", "0", "01/01/2024")]
    )
    assert found.stages[0].domain is LifeDomain.HOUSING
    assert "before the case was opened (01/02/2024)" in "".join(found.noticed)


def test_without_a_kind_the_first_rating_is_the_baseline_and_the_closing_day_closes() -> None:
    found = intake(**WHOLE)
    assert [r.kind for r in found.stages] == [RatingKind.BASELINE, RatingKind.CLOSING]
    assert "No column says what kind" in found.noticed[-1]


def test_stages_are_codes_or_labels_and_nothing_else() -> None:
    words = ("0", "1 - not coping", "COPING", "coping with support", "Adapted", "3 crisis", "7", "")
    grid = [STAGES[0], *(("C1", "", word, f"0{n + 1}/03/2024") for n, word in enumerate(words))]
    found = intake(people=PEOPLE, cases=CASES, stages=grid)
    assert [int(rating.stage) for rating in found.stages] == [0, 1, 2, 2, 3]
    assert set(reasons(found)) == {7, 8, 9}


def test_gains_are_read_in_the_words_of_an_adviser() -> None:
    columns = ("case", "category", "what", "amount", "frequency", "previous amount", "backdate",
               "evidence", "status")  # fmt: skip
    found = intake(
        people=PEOPLE,
        cases=CASES,
        gains=[
            columns,
            ("C1", "PIP", "", "£108.55 a week", "", "", "£1,302.60", "award letter", "awarded"),
            ("C1", "grant", "School coat", "50", "", "", "", "", ""),
            ("C1", "", "Universal Credit", "400", "pcm", "310.5", "", "", ""),
        ],
    )
    award, arrears, coat, credit = found.gains
    assert (award.what, award.evidence) == ("PIP", Evidence.AWARD_LETTER)
    assert (award.gain.category, award.gain.nature) == (GainCategory.BENEFIT, GainNature.RECURRING)
    assert (arrears.gain.category, arrears.gain.amount) == (GainCategory.BACKDATE, 130_260)
    assert (coat.gain.nature, coat.gain.frequency) == (GainNature.ONE_OFF, Frequency.ONE_OFF)
    assert (credit.gain.category, credit.gain.previous) == (GainCategory.BENEFIT, 31_050)
    assert found.refused == ()


def test_a_gain_that_does_not_add_up_is_refused() -> None:
    rows = [
        ("C1", "benefit", "", "5", ""),
        ("C1", "benefit", "", "", "pw"),
        ("C1", "benefit", "", "-5", "pw"),
        ("C1", "benefit", "", "5 pw", "monthly"),
        ("C1", "magic", "", "5", "pw"),
        ("C1", "benefit", "perhaps", "5", "pw"),
    ]
    said = reasons(intake(people=PEOPLE, cases=CASES, gains=[GAINS[0], *rows]))
    assert "how often" in said[2]
    assert said[3] == "It has no amount."
    assert "below nothing" in said[4]
    assert "another frequency" in said[5]
    assert "known kind of money" in said[6]
    assert "known status" in said[7]


def test_formulas_and_script_are_plain_text() -> None:
    nasty = ("=cmd|'/c calc'!A0", "@SUM(1)", "<script>x</script>", "+1-1")
    columns = ("person", "first name", "known as", "town", "language")
    found = people(("P1", "Wren", nasty[0], nasty[2], nasty[3]), columns=columns)
    (person,) = found.people
    assert (person.known_as, person.locality, person.first_language) == (
        nasty[0], nasty[2], nasty[3]
    )  # fmt: skip


def test_the_apostrophe_that_guards_a_cell_is_taken_off_again() -> None:
    found = people(
        ("P1", "Wren", "'=sum", "'Tis"), columns=("person", "first name", "known as", "town")
    )
    assert (found.people[0].known_as, found.people[0].locality) == ("=sum", "'Tis")


def test_text_over_its_limit_is_refused() -> None:
    found = people(("P1", "W" * 1001, "", ""))
    assert "longer than 1,000 letters" in reasons(found)[2]


def test_a_refused_row_says_where_it_stands_and_keeps_its_cells() -> None:
    book = xlsx({"people": [PEOPLE[0], ("P1", "Wren", "Alder", "31/02/2020")]})
    (row,) = read_cases(read_workbook(book, "team.xlsx"), today=TODAY).refused
    assert (row.file, row.row_number) == ("team.xlsx, sheet people", 2)
    assert row.reason == 'dob: "31/02/2020" is no day: there is no 31 February.'
    assert row.raw == (("person", "P1"), ("first name", "Wren"), ("surname", "Alder"),
                       ("dob", "31/02/2020"))  # fmt: skip


def test_a_remembered_matching_wins_and_is_given_back() -> None:
    sheets = read_workbook(csv([("Wer", "Name", "Tel"), ("P1", "Wren", "1")]), "liste.csv")
    mapping = {"liste": {"Wer": "person", "Tel": ""}}
    found = read_cases(sheets, mapping, today=TODAY)
    assert found.columns == {"liste": {"Wer": "person", "Name": "full_name"}}
    assert found.people[0].person == "P1"
    assert found.people[0].phone == ""
    assert "these columns were not read: Tel." in found.noticed[0]


def test_a_person_may_say_what_a_sheet_holds() -> None:
    sheets = read_workbook(
        csv([("Ref", "Name", "Date opened"), ("1", "Wren", "1/2/2024")]), "a.csv"
    )
    (plan,) = plan_sheets(sheets, kinds={"a": SheetKind.PEOPLE})
    assert plan.kind is SheetKind.PEOPLE
    assert read_cases(sheets, today=TODAY, kinds={"a": SheetKind.PEOPLE}).cases == ()


def test_a_sheet_of_something_else_is_left_out_and_told() -> None:
    book = xlsx({"people": PEOPLE, "lists": [("Colour", "Shape"), ("red", "round")]})
    found = read_cases(read_workbook(book, "t.xlsx"), today=TODAY)
    assert found.rows_in == 2
    assert found.noticed == ("t.xlsx, sheet lists was left out: none of its columns is known.",)


def test_a_file_of_something_else_is_refused_whole() -> None:
    sheets = read_workbook(csv([("Colour", "Shape"), ("red", "round")]), "paint.csv")
    with pytest.raises(UnreadableInput, match=r"paint\.csv"):
        read_cases(sheets, today=TODAY)


def test_many_notices_of_one_kind_are_counted() -> None:
    rows = [(f"P{n}", "Wren", "OL9") for n in range(40)]
    found = people(*rows, columns=("person", "first name", "postcode"))
    assert len(found.noticed) == 6
    assert found.noticed[-1] == "people.csv: 35 more rows like these: not a postcode."
