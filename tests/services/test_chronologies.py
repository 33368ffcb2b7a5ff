"""A chronology shows each its own, survives its entries, and is printed by the rules and logged."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from pbi_desktop.domain.access import AgencyKind, Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import Marking
from pbi_desktop.domain.chronology import Period, Sort
from pbi_desktop.domain.errors import Invalid, NotFound, NotPermitted, StaleRecord
from pbi_desktop.domain.sharing_errors import Restricted
from pbi_desktop.models import AuditDetail, Disclosure
from pbi_desktop.services.case_rows import NewNote
from pbi_desktop.services.chronology_rows import ChronologyWish
from pbi_desktop.services.desk import Desk
from tests.support.world import CaseMade, World

COURT = ChronologyWish("For the hearing", "Family Court")


def drafted(desk: Desk, by: Actor, case: CaseMade, wish: ChronologyWish = COURT) -> UUID:
    made = desk.chronologies.draft(by, case.id, wish).made
    assert made is not None
    return made


def words(desk: Desk, by: Actor, case: CaseMade, chronology: UUID) -> list[str]:
    return [one.words for one in desk.chronologies.open(by, case.id, chronology).lines]


def test_each_sees_the_lines_of_what_they_may_see_and_prints_no_more(
    world: World, desk: Desk
) -> None:
    leah, hari = world.worker("leah"), world.worker("hari", agency=AgencyKind.HOUSING)
    world.agree(AgencyKind.HOUSING, Category.IDENTITY, Category.CORE)
    case = world.case(team=[leah, hari], subject=world.person("Shabana", "Akhtar"))
    day = timedelta(days=1)
    world.note(case, "Rent is behind.", at=world.clock() - 2 * day, marking=Marking.FACT)
    world.note(case, "She sleeps badly.", category=Category.HEALTH, at=world.clock() - day)
    world.note(case, "I think she is lonely.", marking=Marking.OPINION)
    made = drafted(desk, leah, case)
    assert words(desk, leah, case, made) == [
        "Rent is behind.",
        "She sleeps badly.",
        "I think she is lonely.",
    ]
    assert words(desk, hari, case, made) == ["Rent is behind.", "I think she is lonely."]
    (kept,) = desk.chronologies.of_case(hari, case.id).kept
    assert (kept.title, kept.for_whom, kept.by) == ("For the hearing", "Family Court", "Leah")
    for printed, has in ((desk.chronologies.print(leah, case.id, made), True),
                         (desk.chronologies.print(hari, case.id, made), False)):  # fmt: skip
        assert ("She sleeps badly." in printed.html) is has
        assert "Rent is behind." in printed.html
    with world.store_for(leah).query(leah) as work:
        said = [row[0] for row in work.rows(select(AuditDetail.text))]
    assert said.count("for Family Court") == 2

    desk.corrections.restrict(leah, case.id, "They contest what is kept of them.")
    with pytest.raises(Restricted):
        desk.chronologies.print(leah, case.id, made)


def test_a_line_is_edited_and_left_out_and_nobody_overwrites_another_unseen(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    case = world.case(team=[leah])
    world.note(case, "Rent is behind.")
    note = world.note(case, "The court wrote.", at=world.clock() - timedelta(days=1))
    made = drafted(desk, leah, case)
    court, _rent = desk.chronologies.open(leah, case.id, made).lines
    desk.chronologies.change_line(leah, court.id, court.version, "A letter came.", "It set a day.")
    with pytest.raises(StaleRecord):
        desk.chronologies.leave_out(leah, court.id, court.version, out=True)
    with pytest.raises(Invalid):
        desk.chronologies.change_line(leah, court.id, court.version, " ", "")
    court, rent = desk.chronologies.open(leah, case.id, made).lines
    assert (court.words, court.significance) == ("A letter came.", "It set a day.")
    desk.chronologies.leave_out(leah, rent.id, rent.version, out=True)
    printed = desk.chronologies.print(leah, case.id, made).html
    assert "Rent is behind." not in printed
    assert "It set a day." in printed
    assert "Not everything is here" not in printed, "what the worker left out is no secret"

    assert not court.corrected_since
    world.clock.forward(hours=1)
    desk.corrections.correct(leah, "notes", note, 1, {"body": "The court rang."})
    court, _rent = desk.chronologies.open(leah, case.id, made).lines
    assert court.corrected_since
    assert court.words == "A letter came.", "the worker's own words stay"


def test_what_is_sealed_moved_or_taken_back_since_is_told_by_no_chronology(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    leah, omar = world.worker("leah"), world.worker("omar")
    case, other = world.case(team=[leah, omar]), world.case(team=[leah])
    for body in ("Stays.", "Moves away."):
        world.note(case, body)
    written = desk.casework.write_note(leah, case.id, NewNote("Taken back."))
    made = drafted(desk, leah, case)
    assert len(words(desk, leah, case, made)) == 3
    assert written.command is not None
    desk.undo.undo(leah, written.command)
    entry = next(one for one in desk.cases.story(leah, case.id) if one.body == "Moves away.")
    desk.corrections.move_note(leah, entry.id, entry.version, other.id)
    assert words(desk, leah, case, made) == ["Stays."]
    assert words(desk, leah, case, drafted(desk, leah, case)) == ["Stays."]
    assert "Moves away." not in desk.chronologies.print(leah, case.id, made).html
    with pytest.raises(NotPermitted):
        desk.chronologies.print(leah, other.id, made)

    stays = next(one for one in desk.cases.story(leah, case.id) if one.body == "Stays.")
    world.open(case, world.manager())
    desk.seals.seal_record(world.manager(), "notes", stays.id, (leah.worker,), "Named alone.")
    assert words(desk, omar, case, made) == []


def test_days_and_sorts_choose_what_is_drafted_and_nothing_at_all_is_said_so(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    leah, stranger = world.worker("leah"), world.worker("sam", site=world.new_site("Elsewhere"))
    case = world.case(team=[leah])
    world.note(case, "Old.", at=world.clock() - timedelta(days=30))
    world.note(case, "New.")
    november = replace(COURT, period=Period(date(2026, 11, 1), None))
    assert words(desk, leah, case, drafted(desk, leah, case, november)) == ["New."]
    for wrong in (
        replace(COURT, sorts=frozenset({Sort.MONEY})),
        replace(COURT, title=" "),
        replace(COURT, for_whom=""),
        replace(COURT, period=Period(date(2026, 11, 2), date(2026, 11, 1))),
    ):
        with pytest.raises(Invalid):
            desk.chronologies.draft(leah, case.id, wrong)
    with pytest.raises(NotFound):
        desk.chronologies.of_case(stranger, case.id)
    taken_back = desk.chronologies.draft(leah, case.id, replace(COURT, title="Taken back"))
    assert taken_back.command is not None
    desk.undo.undo(leah, taken_back.command)
    assert [one.title for one in desk.chronologies.of_case(leah, case.id).kept] == [COURT.title]
    assert taken_back.made is not None
    with pytest.raises(NotFound):
        desk.chronologies.open(leah, case.id, taken_back.made)


def test_what_an_agency_is_handed_is_what_it_may_be_told_and_is_in_the_ledger(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    world.worker("hari", agency=AgencyKind.HOUSING)
    world.agree(AgencyKind.HOUSING, Category.IDENTITY, Category.CORE)
    case = world.case(team=[leah])
    note = world.note(case, "Rent is behind.")
    world.note(case, "She sleeps badly.", category=Category.HEALTH)
    made = drafted(desk, leah, case)
    printed = desk.chronologies.print(leah, case.id, made, agency="Housing")
    assert "Rent is behind." in printed.html
    assert "She sleeps badly." not in printed.html
    with world.store_for(leah).query_case(leah, case.id) as work:
        (told,) = work.all(select(Disclosure))
        assert told.agency_id == world.agency(AgencyKind.HOUSING)
    (holder,) = desk.corrections.holders(leah, "notes", note)
    assert holder.agency == "Housing"
    corrected = desk.corrections.correct(leah, "notes", note, 1, {"body": "Rent is paid."})
    assert "1 copy tells the old version" in corrected.done
