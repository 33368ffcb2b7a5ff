"""The import wizard's services: what files are, what they would do, stopped runs, and runs back."""

import csv
import io

import pytest
from sqlalchemy import func, select

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import NotPermitted, UnreadableInput
from pbi_desktop.domain.intake_matching import Answer, Decision
from pbi_desktop.models import CommunityGroup, ImportRun, Person
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.import_answers import reasons_csv
from pbi_desktop.services.import_case_rows import ImportStopped
from pbi_desktop.services.import_cases import Asked
from pbi_desktop.services.import_rows import InputFile
from pbi_desktop.services.import_wizard_columns import see_files
from pbi_desktop.services.import_wizard_rows import ListKind, Wish
from pbi_desktop.services.imports import How
from tests.support.world import World

CASELOAD = b"""Ref,First name,Surname,DOB,Address,Postcode,Date opened,Fridge
P1,Ann,Bell,02/03/1984,1 Mill Lane,OL99 1AA,01/04/2025,white
P2,Cat,Moss,31/02/1990,,,01/05/2025,
P3,Dee,Hart,30/07/1990,,,01/05/2025,black
"""
FOOD_BANKS = b"""Name,Address,Postcode,Website
Mill Lane Pantry,1 Mill Lane,OL99 1AA,https://example.org
Hope Pantry,3 Hope Street,OL99 1AB,
"""


def file(data: bytes, name: str = "caseload.csv") -> InputFile:
    return InputFile(name, data)


def people(world: World, actor: Actor) -> int:
    with world.store_for(actor).query(actor) as work:
        found: int = work.rows(select(func.count()).select_from(Person))[0][0]
    return found


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("caseload.csv", CASELOAD, ListKind.CASES),
        ("food_banks.csv", FOOD_BANKS, ListKind.DIRECTORY),
        ("places.geojson", b'{"type":"FeatureCollection","features":[]}', ListKind.DIRECTORY),
        ("sent.json", b'[{"Referrer details": {"Name": "Dr Mills"}}]', ListKind.REFERRALS),
        ("web.json", b'[{"Your name": "A B", "In your own words": "C"}]', ListKind.REFERRALS),
        ("web.csv", b"Your name,Message,Form number\nA B,C,1\n", ListKind.REFERRALS),
        ("codes.csv", b"pcds,lsoa11cd\nOL1 1AA,E01005300\n", ListKind.PLACES),
        ("found.csv", b"Case,Benefit,Amount,Per\nK7QX9B,Carer,81.90,week\n", ListKind.GAINS),
        ("calls.csv", b"Date,Event type,Tenant,DOB\n01/05/2025,999 call,A B,1/1/1980\n",
         ListKind.DEMAND),
        ("hm.csv", b"Colour,Size\nred,2\n", None),
    ],
)  # fmt: skip
def test_files_are_told_apart_by_their_columns_or_are_asked_about(
    name: str, data: bytes, kind: ListKind | None
) -> None:
    assert see_files([file(data, name)], None, {}).kind is kind


def test_each_column_stands_beside_its_field_with_three_values(world: World, desk: Desk) -> None:
    (sheet,) = desk.import_wizard.see(world.manager(), [file(CASELOAD)]).sheets
    read = {column.name: (column.field, column.samples) for column in sheet.columns}
    assert sheet.holds == "caseload"
    assert read["Surname"] == ("family_name", ("Bell", "Moss", "Hart"))
    assert read["Fridge"] == ("", ("white", "black"))
    assert not sheet.remembered


def test_a_chosen_column_is_remembered_for_the_next_list_of_this_shape(
    world: World, desk: Desk
) -> None:
    boss = world.manager()
    columns = {"caseload": {"Fridge": "known_as", "Surname": "family_name"}}
    wish = Wish(ListKind.CASES, (file(CASELOAD),), columns)
    desk.import_wizard.keep(boss, wish)
    (sheet,) = desk.import_wizard.see(boss, [file(CASELOAD)]).sheets
    assert sheet.remembered
    assert {one.name: one.field for one in sheet.columns}["Fridge"] == "known_as"


def test_looking_keeps_nothing_and_keeping_does_what_was_looked_at(
    world: World, desk: Desk
) -> None:
    boss = world.manager()
    wish = Wish(ListKind.CASES, (file(CASELOAD),))
    looked = desk.import_wizard.look(boss, wish)
    assert (looked.report.rows_in, looked.report.new, len(looked.report.refused)) == (3, 2, 1)
    assert people(world, boss) == 0
    kept = desk.import_wizard.keep(boss, wish)
    assert (kept.new, kept.refused) == (looked.report.new, looked.report.refused)
    assert people(world, boss) == 2


def test_somebody_who_may_be_known_stands_beside_whom_the_worker_may_see(
    world: World, desk: Desk
) -> None:
    boss = world.manager()
    desk.import_wizard.keep(boss, Wish(ListKind.CASES, (file(CASELOAD),)))
    other = CASELOAD.replace(b"P1", b"Z9").replace(b"Ref", b"Client ref")
    wish = Wish(ListKind.CASES, (file(other, "other.csv"),))
    unsure = {one.reference: one for one in desk.import_wizard.look(boss, wish).unsure}
    ann = unsure["Z9"]
    assert (ann.said.name, ann.said.born) == ("Ann Bell", "2 March 1984")
    (known,) = ann.maybe
    assert (known.said.name, known.said.born) == ("Ann Bell", "2 March 1984")
    assert "1 Mill Lane" in known.said.address
    before = people(world, boss)
    desk.import_wizard.keep(boss, wish)
    assert people(world, boss) == before  # nothing chosen: left out
    answered = Wish(wish.kind, wish.files, {}, {ann.key: Decision(Answer.SAME, known.case)})
    again = desk.import_wizard.look(boss, answered)
    assert "Z9" not in {one.reference for one in again.unsure}


def test_a_stopped_run_keeps_nothing_wherever_it_is_stopped(world: World, desk: Desk) -> None:
    boss = world.manager()
    for kind, one in (
        (ListKind.CASES, file(CASELOAD)),
        (ListKind.DIRECTORY, file(FOOD_BANKS, "food_banks.csv")),
    ):
        wish = Wish(kind, (one,))
        steps: list[str] = []

        def note(step: str, _done: int, _of: int, steps: list[str] = steps) -> bool:
            steps.append(step)
            return True

        desk.import_wizard.look(boss, wish, note)
        for at in range(3):
            left = iter([True] * at)
            with pytest.raises(ImportStopped):
                desk.import_wizard.keep(boss, wish, lambda *_told, left=left: next(left, False))
        assert "read" in steps
    with world.store_for(boss).query(boss) as work:
        for mapped in (Person, CommunityGroup, ImportRun):
            assert work.rows(select(func.count()).select_from(mapped))[0][0] == 0


def test_a_run_is_listed_looked_at_and_taken_back(world: World, desk: Desk) -> None:
    boss, door = world.manager(), desk.import_wizard
    kept = door.keep(boss, Wish(ListKind.DIRECTORY, (file(FOOD_BANKS, "food_banks.csv"),)))
    (run,) = door.runs(boss)
    assert (run.id, run.kind, run.accepted, run.taken_back) == (
        kept.run_id, ListKind.DIRECTORY, 2, False,
    )  # fmt: skip
    would = door.look_at_undo(boss, run.id)
    assert (would.withdrawn, would.kept) == (2, ())
    assert not door.runs(boss)[0].taken_back
    assert door.undo(boss, run.id) == would
    assert door.runs(boss)[0].taken_back


def test_a_run_over_people_tells_how_many_rows_were_refused(world: World, desk: Desk) -> None:
    boss, door = world.manager(), desk.import_wizard
    kept = door.keep(boss, Wish(ListKind.CASES, (file(CASELOAD),)))
    (run,) = door.runs(boss)
    assert len(kept.refused) == 1  # the 31st of February
    assert (run.accepted, run.refused) == (kept.accepted, 1)


def test_another_column_can_be_named_for_a_directory(world: World, desk: Desk) -> None:
    data = b"What it is called,Where,Website\nMill Lane Pantry,1 Mill Lane,https://example.org\n"
    wish = Wish(
        ListKind.DIRECTORY,
        (file(data, "food_banks.csv"),),
        {"food_banks": {"What it is called": "name", "Where": "address", "Website": "website"}},
    )
    assert desk.import_wizard.look(world.manager(), wish).report.new == 1


def test_what_cannot_be_read_is_refused_with_its_sentence(world: World, desk: Desk) -> None:
    with pytest.raises(UnreadableInput, match=r"scan\.csv"):
        desk.import_wizard.see(world.manager(), [file(b"%PDF-1.7 \x00\x01", "scan.csv")])


def test_a_worker_at_no_desk_may_take_nothing_in(world: World, desk: Desk) -> None:
    stranger = world.worker("omar", role=None)
    with pytest.raises(NotPermitted):
        desk.import_wizard.check(stranger)


def test_the_window_and_the_command_tell_the_same_of_every_kind(world: World, desk: Desk) -> None:
    boss, dry = world.manager(), How(dry_run=True)
    codes = (file(b"pcds,lsoa11cd\nOL1 1AA,E01005300\nnone,E01005300\n", "codes.csv"),)
    food = (file(FOOD_BANKS, "food_banks.csv"),)
    cases = (file(CASELOAD),)
    found = (file(b"Whose,Benefit,Amount,Per\nK7QX9B,Carer,81.90,week\n", "found.csv"),)
    calls = (file(b"Date,Event type,Tenant,DOB\n01/05/2025,999 call,A B,1/1/1980\n", "c.csv"),)
    sent = (file(b'[{"Person first name": "Ann", "Referrer details": {}}]', "sent.json"),)
    told = {"Whose": "case"}
    same = {
        ListKind.PLACES: (codes, desk.imports.places(boss, codes, dry)),
        ListKind.DIRECTORY: (food, desk.imports.directory(boss, food, dry)),
        ListKind.CASES: (cases, desk.case_imports.cases(boss, cases, Asked(dry))),
        ListKind.GAINS: (found, desk.lists.gains(boss, found, dry, told)),
        ListKind.DEMAND: (calls, desk.lists.demand(boss, calls, dry)),
        ListKind.REFERRALS: (sent, desk.lists.referrals(boss, sent, dry)),
    }
    for kind, (files, report) in same.items():
        columns = {"found": told} if kind is ListKind.GAINS else {}
        assert desk.import_wizard.look(boss, Wish(kind, files, columns)).report == report
        assert report.rows_in


def test_the_file_of_reasons_is_safe_to_open_in_a_spreadsheet(world: World, desk: Desk) -> None:
    boss = world.manager()
    data = CASELOAD.replace(b"P2,Cat", b"=1+1,=cmd|calc")
    report = desk.import_wizard.look(boss, Wish(ListKind.CASES, (file(data),))).report
    assert len(report.refused) == 1
    cells = [
        cell
        for line in csv.reader(io.StringIO(reasons_csv(report).decode("utf-8-sig")))
        for cell in line
    ]
    assert any("31 February" in cell for cell in cells)
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
