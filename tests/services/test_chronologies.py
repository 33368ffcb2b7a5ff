"""A chronology shows each its own, survives its entries, and is printed by the rules and logged."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from pbi_desktop.domain.access import AgencyKind, Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import Marking
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.chronology import Period, Sort
from pbi_desktop.domain.errors import Invalid, NotFound, NotPermitted, StaleRecord
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.phases import Phase
from pbi_desktop.domain.safety import ConcernAbout
from pbi_desktop.domain.sharing_errors import Restricted
from pbi_desktop.domain.team import StoryUse
from pbi_desktop.models import (
    AuditDetail,
    Case,
    ChronologyLine,
    Concern,
    ConcernDetail,
    DisclosedField,
    Disclosure,
)
from pbi_desktop.services.case_rows import NewNote
from pbi_desktop.services.chronology_rows import ChronologyWish, NewLine
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.safety_rows import NewConcern
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


def test_a_line_added_by_hand_says_by_whom_is_edited_printed_and_removed_and_all_is_taken_back(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    leah, omar = world.worker("leah"), world.worker("omar")
    case = world.case(team=[leah, omar])
    world.note(case, "Rent is behind.")
    made = drafted(desk, leah, case)
    (note,) = desk.chronologies.open(leah, case.id, made).lines
    assert not note.by_hand
    new = NewLine(date(2026, 3, 2), "A letter came.", "School report", "It was the first.")
    for wrong, field in (
        (replace(new, on_day=None), "on_day"),
        (replace(new, on_day=date(2027, 1, 1)), "on_day"),
        (replace(new, words=" "), "words"),
        (replace(new, source=""), "source"),
    ):
        with pytest.raises(Invalid) as refused:
            desk.chronologies.add_line(leah, case.id, made, wrong)
        assert set(refused.value.fields) == {field}
    added = desk.chronologies.add_line(leah, case.id, made, new)
    line, _note = desk.chronologies.open(omar, case.id, made).lines
    assert (line.words, line.source, line.significance) == (new.words, new.source, new.significance)
    assert (line.by_hand, line.added_by, line.marking) == (True, "Leah", Marking.NOT_MARKED)
    printed = desk.chronologies.print(leah, case.id, made).html
    assert "(added by Leah)" in printed
    assert "put here by hand" in printed

    def change(by: Actor, words: str, source: str, day: date | None = new.on_day) -> Changes:
        (now,) = [one for one in desk.chronologies.open(by, case.id, made).lines if one.by_hand]
        why = now.significance
        return desk.chronologies.change_added(by, now.id, now.version, day, words, source, why)

    change(omar, "A second letter came.", new.source)
    (line, _note) = desk.chronologies.open(leah, case.id, made).lines
    assert (line.words, line.added_by) == ("A second letter came.", "Leah")
    moved = change(omar, line.words, "Mr Hall, head teacher", date(2026, 3, 9))
    (line, _note) = desk.chronologies.open(leah, case.id, made).lines
    assert (line.id, line.source, line.added_by) == (moved.made, "Mr Hall, head teacher", "Omar")
    assert line.significance == "It was the first."
    with pytest.raises(NotPermitted):
        desk.chronologies.remove_line(leah, note.id, note.version)
    with pytest.raises(NotPermitted):
        desk.chronologies.change_added(leah, note.id, 1, new.on_day, "Mine", "Me", "")
    removed = desk.chronologies.remove_line(leah, line.id, line.version)
    assert words(desk, leah, case, made) == ["Rent is behind."]
    for change_made in (removed, moved):
        assert change_made.command is not None
        desk.undo.undo(leah if change_made is removed else omar, change_made.command)
    (line, _note) = desk.chronologies.open(leah, case.id, made).lines
    assert (line.source, line.added_by) == ("School report", "Leah")
    assert added.command is not None


def test_a_line_added_by_hand_is_as_closed_as_what_it_is_about(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    leah, hari = world.worker("leah"), world.worker("hari", agency=AgencyKind.HOUSING)
    world.agree(AgencyKind.HOUSING, Category.IDENTITY, Category.CORE)
    case, other = world.case(team=[leah, hari]), world.case(team=[leah])
    world.note(case, "Rent is behind.")
    made = drafted(desk, leah, case)
    new = NewLine(date(2026, 3, 2), "She slept badly.", "Dr Roe", category=Category.HEALTH)
    desk.chronologies.add_line(leah, case.id, made, new)
    assert words(desk, leah, case, made) == ["She slept badly.", "Rent is behind."]
    assert words(desk, hari, case, made) == ["Rent is behind."]
    told = desk.chronologies.print(leah, case.id, made, agency="Housing").html
    assert "She slept badly." not in told
    with pytest.raises(NotPermitted):
        desk.chronologies.add_line(hari, case.id, made, new)
    with pytest.raises(NotPermitted):
        desk.chronologies.add_line(leah, other.id, made, new)


def test_a_draft_takes_up_what_was_before_and_each_line_stays_with_its_case(
    world: World, desk: Desk
) -> None:
    leah, omar = world.worker("leah"), world.worker("omar")
    old = world.case("F97Z4V", team=[leah])
    world.note(old, "She was alone.", at=world.clock() - timedelta(days=300))
    ended = {"phase": Phase.CLOSED, "closed_on": date(2026, 5, 3)}
    world.change_fact(Case, old.id, **ended)
    again = desk.phases.reopen(leah, old.id, "Rent is behind again.").made
    assert again is not None
    case = replace(old, id=CaseId(again))
    world.join(case, omar)
    (before,) = desk.chronologies.of_case(leah, case.id).before
    assert before.reference == "F97Z4V"
    assert "She was alone." not in words(desk, leah, case, drafted(desk, leah, case))
    made = drafted(desk, leah, case, replace(COURT, earlier=True))
    (line,) = [
        one
        for one in desk.chronologies.open(leah, case.id, made).lines
        if one.words == "She was alone."
    ]
    assert line.reference == "F97Z4V"
    assert "(case F97Z4V)" in desk.chronologies.print(leah, case.id, made).html

    world.clock.forward(hours=13)  # what was opened is closed again
    page = desk.chronologies.open(leah, case.id, made)
    assert [one.reference for one in page.closed] == ["F97Z4V"]
    assert "She was alone." not in {one.words for one in page.lines}
    page = desk.chronologies.open(leah, case.id, made, earlier=True)
    assert page.closed == ()
    assert "She was alone." in {one.words for one in page.lines}
    desk.chronologies.leave_out(leah, line.id, line.version, out=True)


def test_who_is_of_the_new_case_alone_never_meets_a_line_from_the_one_before(
    world: World, desk: Desk
) -> None:
    leah = world.worker("leah")
    world.agree(AgencyKind.HOUSING, Category.IDENTITY, Category.CORE)
    hari = world.worker("hari", role=None, agency=AgencyKind.HOUSING)
    old = world.case("F97Z4V", team=[leah])
    world.note(old, "CANARY", at=world.clock() - timedelta(days=300))
    world.change_fact(Case, old.id, phase=Phase.CLOSED, closed_on=date(2026, 5, 3))
    again = desk.phases.reopen(leah, old.id, "Rent is behind again.").made
    assert again is not None
    case = replace(old, id=CaseId(again))
    world.join(case, hari)
    made = drafted(desk, leah, case, replace(COURT, earlier=True))
    page = desk.chronologies.open(hari, case.id, made, earlier=True)
    assert page.closed == ()
    assert "CANARY" not in {one.words for one in page.lines}
    with world.store_for(hari).query_case(hari, case.id) as work:
        kept = work.rows(select(ChronologyLine.words))
    assert "CANARY" not in {row[0] for row in kept}
    # To an agency goes what may go of each case, and each has it in its own ledger.
    printed = desk.chronologies.print(leah, case.id, made, agency="Housing").html
    assert "CANARY" in printed
    for one in (old, case):
        with world.store_for(leah).query_case(leah, one.id) as work:
            told = work.all(select(Disclosure).where(Disclosure.case_id == one.id))
        assert len(told) == 1


def test_their_own_words_are_taken_up_by_no_chronology_and_what_a_concern_says_is_in_the_ledger(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    world.worker("nina", agency=AgencyKind.HOUSING)
    world.agree(AgencyKind.HOUSING, Category.IDENTITY, Category.CORE)
    case = world.case(team=[leah])
    desk.voices.keep_words(leah, case.id, "You listened.", "Mrs K", StoryUse.PUBLIC)
    seen = desk.concerns.record(leah, case.id, NewConcern(ConcernAbout.ADULT, "A bruise."))
    made = drafted(desk, leah, case)
    assert words(desk, leah, case, made) == ["Concern about an adult written down. A bruise."]
    assert "A bruise." not in desk.chronologies.print(leah, case.id, made, agency="Housing").html
    for kind in (Concern, ConcernDetail):  # somebody said that anybody may know of it
        with world.store_for(leah).query_case(leah, case.id) as work:
            (key,) = (row[0] for row in work.rows(select(kind.id)))
        world.change_fact(kind, key, category=Category.CORE)
    made = drafted(desk, leah, case)
    assert "A bruise." in desk.chronologies.print(leah, case.id, made, agency="Housing").html
    with world.store_for(leah).query_case(leah, case.id) as work:
        told = {row[0]: row[1] for row in work.rows(
            select(DisclosedField.kind, DisclosedField.fields))}  # fmt: skip
    assert told["concern_details"] == "words"
    assert {"concerns", "chronology_lines"} < set(told)
    assert seen.made is not None
