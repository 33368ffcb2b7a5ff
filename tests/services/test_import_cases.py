"""A team's own spreadsheets: whole rows in, nobody joined by likeness, and all of it undone."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from pbi_desktop.domain.access import AgencyKind, Category, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import NotPermitted
from pbi_desktop.domain.gains import Gain, GainCategory, GainNature, GainStatus
from pbi_desktop.domain.ids import CaseId, RunId
from pbi_desktop.domain.intake import CaseRow, GainRow, Intake, PersonRow, RowPlace, StageRow
from pbi_desktop.domain.intake_matching import read_decisions
from pbi_desktop.domain.money import Frequency, Pence
from pbi_desktop.domain.phases import Phase
from pbi_desktop.domain.stages import LifeDomain, RatingKind, Stage
from pbi_desktop.domain.times import PartialDate
from pbi_desktop.models import (
    Address,
    AuditEntry,
    Case,
    CasePerson,
    CaseTeamMember,
    ContactPoint,
    FinancialGain,
    Household,
    ImportRun,
    Membership,
    Person,
    PersonReference,
    Record,
    Residence,
    StageRating,
)
from pbi_desktop.services.case_rows import NewNote
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.import_case_rows import CasesReport, ImportStopped
from pbi_desktop.services.import_cases import Asked
from pbi_desktop.services.import_rows import InputFile
from pbi_desktop.services.imports import How, RowsRefused
from tests.support.world import World

KINDS = (Person, Household, Membership, Address, Residence, ContactPoint, PersonReference)
WORK = (Case, CasePerson, CaseTeamMember, StageRating, FinancialGain)
EVERY = (*KINDS, *WORK)


def place(sheet: str, row: int) -> RowPlace:
    return RowPlace("team.xlsx", sheet, row)


def born(text: str) -> PartialDate:
    return PartialDate.of_day(date.fromisoformat(text))


ANN = PersonRow(
    place("people", 2), "P1", "Ann", "Bell", born=born("1984-03-02"), household="H1",
    address_1="1 Mill Lane", postcode="OL99 1AA", phone="0161 496 0101",
)  # fmt: skip
BEN = PersonRow(place("people", 3), "P2", "Ben", "Bell", born=born("2015-01-09"), household="H1")
CAT = PersonRow(place("people", 4), "P3", "Cat", "Moss", born=born("1990-07-30"))
CASE_1 = CaseRow(place("cases", 2), "C1", "P1", date(2025, 4, 1), phase=Phase.PLANNED)
CASE_2 = CaseRow(place("cases", 3), "C2", "P3", date(2025, 5, 1))
STAGE = StageRow(
    place("stages", 2), "C1", LifeDomain.MONEY, Stage.NOT_COPING, date(2025, 4, 8),
    RatingKind.BASELINE,
)  # fmt: skip
GAIN = GainRow(
    place("gains", 2), "C1",
    Gain(
        GainCategory.BENEFIT, GainNature.RECURRING, GainStatus.CONFIRMED, Pence(8190),
        Frequency.WEEKLY,
    ),
    "Attendance Allowance", confirmed_on=date(2025, 6, 1),
)  # fmt: skip
ALL = Intake((ANN, BEN, CAT), (CASE_1, CASE_2), (STAGE,), (GAIN,))


def counts(world: World, actor: Actor, kinds: Iterable[type[Record]] = EVERY) -> list[int]:
    with world.store_for(actor).query(actor) as work:
        return [work.rows(select(func.count()).select_from(kind))[0][0] for kind in kinds]


def figures(report: CasesReport) -> tuple[int, int, int, int]:
    return report.new, report.changed, report.unchanged, len(report.refused)


def run_of(report: CasesReport) -> RunId:
    assert report.run_id is not None
    return report.run_id


def case_of(world: World, actor: Actor, reference: str) -> CaseId:
    """Return the case that a team calls by this reference."""
    with world.store_for(actor).query(actor) as work:
        issuer = work.rows(
            select(PersonReference.issuer).where(PersonReference.value == reference)
        )[0][0]
        ours = issuer.rpartition(", case ")[2]
        return CaseId(work.rows(select(Case.id).where(Case.reference == ours))[0][0])


def test_people_and_their_cases_come_in_whole(world: World, desk: Desk) -> None:
    boss = world.manager()
    report = desk.case_imports.keep_intake(boss, ALL, ("team.xlsx",))
    assert figures(report) == (7, 0, 0, 0)
    assert counts(world, boss) == [3, 1, 2, 1, 1, 1, 5, 2, 3, 2, 1, 1]
    with world.store_for(boss).query(boss) as work:
        names = work.all(select(Person).order_by(Person.given_name))
        assert [(one.given_name, one.given_key, one.born_text) for one in names] == [
            ("Ann", "ann", "1984-03-02"),
            ("Ben", "ben", "2015-01-09"),
            ("Cat", "cat", "1990-07-30"),
        ]
        (gain,) = work.all(select(FinancialGain))
        assert (gain.what, gain.amount, gain.category) == (
            "Attendance Allowance", 8190, Category.FINANCE,
        )  # fmt: skip
        (rating,) = work.all(select(StageRating))
        assert (rating.kind, rating.stage) == (RatingKind.BASELINE, Stage.NOT_COPING)
        phases = work.rows(select(Case.phase).order_by(Case.opened_on))
        assert [row[0] for row in phases] == [Phase.PLANNED, Phase.IDENTIFIED]
        actions = {row[0] for row in work.rows(select(AuditEntry.action))}
    assert {"import people", "import cases", "import gains"} <= actions


def test_a_dry_run_says_the_same_and_keeps_nothing(world: World, desk: Desk) -> None:
    boss = world.manager()
    before = counts(world, boss, (*EVERY, ImportRun))
    told = desk.case_imports.look_at_intake(boss, ALL)
    assert (figures(told), told.run_id) == ((7, 0, 0, 0), None)
    assert counts(world, boss, (*EVERY, ImportRun)) == before


def test_the_same_files_again_change_nothing(world: World, desk: Desk) -> None:
    boss = world.manager()
    desk.case_imports.keep_intake(boss, ALL)
    before = counts(world, boss)
    again = desk.case_imports.keep_intake(boss, ALL)
    assert (figures(again), again.run_id) == ((0, 0, 7, 0), None)
    assert counts(world, boss) == before
    assert again.maybe_known == ()


def test_changed_cells_are_changed_and_put_back_by_undo(world: World, desk: Desk) -> None:
    boss = world.manager()
    desk.case_imports.keep_intake(boss, ALL)
    before = counts(world, boss)
    later = replace(
        ALL,
        people=(replace(ANN, known_as="Annie"), BEN, CAT),
        gains=(replace(GAIN, gain=replace(GAIN.gain, amount=Pence(9000))),),
    )
    report = desk.case_imports.keep_intake(boss, later)
    assert figures(report) == (0, 2, 5, 0)
    with world.store_for(boss).query(boss) as work:
        assert work.rows(select(FinancialGain.amount))[0][0] == 9000
    undone = desk.imports.undo(boss, run_of(report))
    assert (undone.withdrawn, undone.put_back, undone.kept) == (0, 2, ())
    assert counts(world, boss) == before
    assert figures(desk.case_imports.keep_intake(boss, later)) == (0, 2, 5, 0)


def test_what_people_changed_since_is_never_overwritten(world: World, desk: Desk) -> None:
    boss = world.manager()
    desk.case_imports.keep_intake(boss, ALL)
    case_id = case_of(world, boss, "C1")
    with world.store_for(boss).command(boss, "advance") as work:
        case = work.get(Case, case_id)
        case.advance(Phase.REVIEWED)
        work.save(case)
    again = desk.case_imports.keep_intake(boss, ALL)
    assert (figures(again), again.noticed) == ((0, 0, 7, 0), ())
    later = replace(CASE_1, phase=Phase.ASSESSED, source="GP")
    report = desk.case_imports.keep_intake(boss, replace(ALL, cases=(later, CASE_2)))
    assert figures(report) == (0, 1, 6, 0)
    assert any("people changed" in text for text in report.noticed)
    with world.store_for(boss).query(boss) as work:
        case = work.get(Case, case_id)
        assert (case.phase, case.source) == (Phase.REVIEWED, "GP")


def test_nobody_is_joined_by_likeness(world: World, desk: Desk) -> None:
    boss = world.manager()
    known = world.person("Anne", "Bell", born_text="1984-03-02", born_precision="day")
    case = world.case("K7QX9B", subject=known)
    report = desk.case_imports.keep_intake(boss, ALL)
    assert [one.case for one in report.maybe_known] == ["K7QX9B"]
    waiting = {(row.file, row.row_number) for row in report.refused}
    assert waiting == {
        ("team.xlsx, sheet people", 2), ("team.xlsx, sheet people", 3),
        ("team.xlsx, sheet cases", 2), ("team.xlsx, sheet stages", 2),
        ("team.xlsx, sheet gains", 2),
    }  # fmt: skip
    assert "AB, case K7QX9B" in report.refused[0].reason
    assert counts(world, boss, (Person, Case, Household)) == [2, 2, 0]
    same = Asked(decisions=read_decisions({"p1": "same"}))
    joined = desk.case_imports.keep_intake(boss, ALL, asked=same)
    assert figures(joined) == (5, 0, 2, 0)
    with world.store_for(boss).query(boss) as work:
        subjects = [row[0] for row in work.rows(select(Case.subject_id))]
        assert subjects.count(case.subject) == 2
    assert figures(desk.case_imports.keep_intake(boss, ALL)) == (0, 0, 7, 0)


@pytest.mark.parametrize(("answer", "people"), [("new", 4), ("leave out", 2)])
def test_an_answer_says_what_becomes_of_a_person(
    world: World, desk: Desk, answer: str, people: int
) -> None:
    boss = world.manager()
    world.case("K7QX9B", subject=world.person("Ann", "Bell"))
    asked = Asked(decisions=read_decisions({"P1": answer}))
    report = desk.case_imports.keep_intake(boss, ALL, asked=asked)
    assert counts(world, boss, (Person,)) == [people]
    if answer == "leave out":
        assert report.left_out == 4
        assert [row.row_number for row in report.refused] == [3]  # whose household has no case


def test_a_run_is_taken_back_whole(world: World, desk: Desk) -> None:
    boss = world.manager()
    world.case(team=[boss], subject=world.person("Dot", "Hill"))
    before = counts(world, boss)
    report = desk.case_imports.keep_intake(boss, ALL)
    looked = desk.case_imports.look_at_undo(boss, run_of(report))
    assert counts(world, boss) != before
    assert looked == desk.imports.undo(boss, run_of(report))
    assert looked.kept == ()
    assert counts(world, boss) == before
    assert figures(desk.case_imports.keep_intake(boss, ALL)) == (7, 0, 0, 0)


def test_a_case_in_which_somebody_wrote_stays_and_is_named(world: World, desk: Desk) -> None:
    boss = world.manager()
    report = desk.case_imports.keep_intake(boss, ALL)
    case_id = case_of(world, boss, "C1")
    desk.casework.write_note(boss, case_id, NewNote("Rang about the rent."))
    looked = desk.case_imports.look_at_undo(boss, run_of(report))
    undone = desk.imports.undo(boss, run_of(report))
    assert looked == undone
    assert any("Ann Bell" in name for name in undone.kept)
    with world.store_for(boss).query(boss) as work:
        assert [row[0] for row in work.rows(select(Case.id))] == [case_id]
        stayed = work.rows(select(Person.given_name).order_by(Person.given_name))
        assert [row[0] for row in stayed] == ["Ann", "Ben"]  # a case keeps all its people
    assert [entry.body for entry in desk.cases.story(boss, case_id) if entry.body]


def test_who_is_named_as_key_worker_sees_the_case(world: World, desk: Desk) -> None:
    boss, leah = world.manager(), world.worker("leah")
    cases = (replace(CASE_1, key_worker="Leah"), replace(CASE_2, key_worker="Nobody Known"))
    report = desk.case_imports.keep_intake(boss, replace(ALL, cases=cases))
    assert any("you stand in" in text for text in report.noticed)
    assert counts(world, leah, (Case, StageRating)) == [2, 1]
    with world.store_for(boss).query(boss) as work:
        team = {row[0] for row in work.rows(select(CaseTeamMember.worker_id))}
    assert team == {leah.worker, boss.worker}


def test_only_who_leads_a_site_imports_and_only_there(world: World, desk: Desk) -> None:
    boss = world.manager()
    world.manager(world.new_site("Fitton Hill"))
    for role in (SiteRole.KEY_WORKER, SiteRole.PARTNER, SiteRole.AUDITOR, None):
        with pytest.raises(NotPermitted):
            desk.case_imports.keep_intake(world.worker(f"one{role}", role), ALL)
    cases = (CASE_1, replace(CASE_2, site="Fitton Hill"))
    report = desk.case_imports.keep_intake(boss, replace(ALL, cases=cases))
    assert report.refused[0].reason == "You lead no site called Fitton Hill."
    assert counts(world, boss, (Case,)) == [1]


def test_what_an_agency_may_not_hold_is_refused_row_by_row(world: World, desk: Desk) -> None:
    world.agree(AgencyKind.HOUSING, Category.IDENTITY, Category.CORE)
    boss = world.worker("hana", SiteRole.TEAM_MANAGER, AgencyKind.HOUSING)
    report = desk.case_imports.keep_intake(boss, ALL)
    assert figures(report) == (5, 0, 0, 2)
    assert counts(world, boss, (Case, StageRating, FinancialGain, ContactPoint)) == [2, 0, 0, 0]


def test_strict_keeps_nothing_for_one_row(world: World, desk: Desk) -> None:
    boss = world.manager()
    lost = replace(ALL, cases=(CASE_1, replace(CASE_2, person="P9")))
    with pytest.raises(RowsRefused):
        desk.case_imports.keep_intake(boss, lost, asked=Asked(How(strict=True)))
    assert counts(world, boss, (Person, ImportRun)) == [0, 0]


def test_a_run_that_is_stopped_keeps_nothing(world: World, desk: Desk) -> None:
    boss = world.manager()
    heard = []

    def until_gains(step: str, done: int, of: int) -> bool:
        heard.append((step, done <= of))
        return step != "gains"

    with pytest.raises(ImportStopped):
        desk.case_imports.keep_intake(boss, ALL, asked=Asked(watch=until_gains))
    assert counts(world, boss, (*EVERY, ImportRun)) == [0] * (len(EVERY) + 1)
    assert all(fits for _step, fits in heard)


PEOPLE_CSV = "Ref,Forename,Surname,DOB,Wohin\nP1,Ann,Bell,02/03/1984,x\nP3,Cat,Moss,30/07/1990,y\n"
CASES_CSV = "Case Ref,Person,Opened\nC1,P1,01/04/2025\nC2,P3,01/05/2025\n"


def files(people: str = PEOPLE_CSV) -> list[InputFile]:
    return [InputFile("people.csv", people.encode()), InputFile("cases.csv", CASES_CSV.encode())]


def test_columns_matched_by_hand_are_remembered_for_lists_of_that_shape(
    world: World, desk: Desk
) -> None:
    boss = world.manager()
    by_hand = Asked(mapping={"people": {"Wohin": "locality"}})
    first = desk.case_imports.cases(boss, files(), by_hand)
    assert first.columns["people"]["Wohin"] == "locality"
    assert (first.remembered, first.new) == ((), 4)
    again = desk.case_imports.cases(boss, files())
    assert again.columns["people"]["Wohin"] == "locality"
    assert set(again.remembered) == {"people", "cases"}
    assert (again.unchanged, again.run_id) == (4, None)


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.sampled_from(["", "H1", "H2"]), st.booleans()),
        min_size=1,
        max_size=6,
        unique_by=lambda one: one[0],
    )
)
def test_an_import_that_is_taken_back_leaves_no_trace_and_twice_is_once(
    file_desk: tuple[World, Desk], told: list[tuple[int, str, bool]]
) -> None:
    world, desk = file_desk
    boss = world.manager()
    people = tuple(
        replace(CAT, place=place("people", at), person=f"P{at}", given_name=f"Cat{'abcdef'[at]}",
                born=born(f"19{40 + at * 9}-07-30"), household=home)
        for at, home, _case in told
    )  # fmt: skip
    cases = tuple(
        replace(CASE_2, place=place("cases", at), case=f"C{at}", person=f"P{at}")
        for at, _home, has_case in told
        if has_case
    )
    intake = Intake(people, cases)
    before = counts(world, boss)
    report = desk.case_imports.keep_intake(boss, intake)
    assert report.new + len(report.refused) == report.rows_in
    after = counts(world, boss)
    again = desk.case_imports.keep_intake(boss, intake)
    assert (again.new, again.changed, again.unchanged) == (0, 0, report.new)
    assert counts(world, boss) == after
    if report.run_id is not None:
        assert desk.imports.undo(boss, report.run_id).kept == ()
    assert counts(world, boss) == before


def test_a_phone_or_address_alone_is_a_change_and_is_kept(world: World, desk: Desk) -> None:
    boss = world.manager()
    desk.case_imports.keep_intake(boss, ALL)
    moved_in = replace(CAT, address_1="9 Hope Street", postcode="OL99 1AA")
    later = replace(ALL, people=(replace(ANN, phone="0161 496 0202"), BEN, moved_in))
    before = counts(world, boss, (ContactPoint, Residence))
    report = desk.case_imports.keep_intake(boss, later)
    assert (report.new, report.changed, bool(report.run_id)) == (0, 2, True)
    after = counts(world, boss, (ContactPoint, Residence))
    assert [now - then for now, then in zip(after, before, strict=True)] == [1, 1]


def test_a_case_that_is_somebody_elses_refuses_its_row_and_no_other(
    world: World, desk: Desk
) -> None:
    boss = world.manager()
    desk.case_imports.keep_intake(boss, ALL)
    new = PersonRow(place("people", 5), "P9", "Dora", "Quill", born=born("1971-01-02"))
    stolen = replace(CASE_1, person="P9")
    files = replace(ALL, people=(*ALL.people, new), cases=(stolen, CASE_2))
    looked = desk.case_imports.look_at_intake(boss, files)
    report = desk.case_imports.keep_intake(boss, files)
    assert looked.refused == report.refused
    assert {row.row_number for row in report.refused} >= {new.place.row, stolen.place.row}


def test_runs_taken_back_newest_first_leave_no_trace_and_blame_nobody(
    world: World, desk: Desk
) -> None:
    boss = world.manager()
    before = counts(world, boss)
    first = desk.case_imports.keep_intake(boss, ALL)
    renamed = replace(ALL, people=(replace(ANN, known_as="Annie"), BEN, CAT))
    second = desk.case_imports.keep_intake(boss, renamed)
    assert second.changed == 1
    for report in (second, first):
        assert desk.imports.undo(boss, run_of(report)).kept == ()
    assert counts(world, boss) == before


def test_what_another_leads_import_wrote_is_kept_and_is_not_called_a_persons_edit(
    world: World, desk: Desk
) -> None:
    desk.case_imports.keep_intake(world.manager(), ALL)
    other = world.worker("otto", role=SiteRole.TEAM_MANAGER)
    renamed = replace(ALL, people=(replace(ANN, known_as="Annie"), BEN, CAT))
    report = desk.case_imports.keep_intake(other, renamed)
    assert report.changed == 0
    assert any("no import of yours" in text for text in report.noticed)
