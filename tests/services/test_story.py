"""The story: in pages it is the same as at once, and what was corrected stays on record."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from pbi_desktop.domain.access import AgencyKind, Category
from pbi_desktop.domain.casework import Marking, NoteKind, RiskState
from pbi_desktop.domain.demand import DemandKind
from pbi_desktop.domain.errors import Invalid, NotFound, NotPermitted, StaleRecord
from pbi_desktop.domain.ids import CommandId
from pbi_desktop.domain.stages import LifeDomain, RatingKind, Stage
from pbi_desktop.models import Appointment, DemandEvent
from pbi_desktop.services.case_rows import DomainRating, NewNote, StoryEntry, StoryMark
from pbi_desktop.services.desk import Desk
from tests.support.world import CaseMade, World

TODAY = date(2026, 11, 21)


def in_pages(desk: Desk, case: CaseMade, most: int) -> list[StoryEntry]:
    """Read a story to its end, a page at a time."""
    told: list[StoryEntry] = []
    before: StoryMark | None = None
    while True:
        page = desk.cases.story_page(case.by, case.id, before, most)
        assert len(page.entries) <= most
        told += page.entries
        before = page.older
        if before is None:
            return told


def demand(world: World, case: CaseMade, person: UUID, kind: DemandKind, day: date) -> None:
    world.add(
        case.by,
        DemandEvent(
            subject_id=person,
            category=Category.CORE,
            kind=kind,
            agency="Oldham Police",
            on_day=day,
            count=1,
            source="Calls",
            source_key=f"{kind}{day}",
        ),
    )


def appointment(world: World, case: CaseMade, at: datetime, what: str) -> None:
    world.add(
        case.by,
        Appointment(
            case_id=case.id,
            subject_id=case.subject,
            category=Category.CORE,
            at=at,
            worker_id=case.by.worker,
            what=what,
            done=True,
        ),
    )


def test_a_story_in_pages_is_the_story_at_once_with_every_kind_and_person_in_it(
    world: World, desk: Desk
) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah], others=[world.person("Bo", "Bell")])
    bo = case.people[1]
    at = world.clock()
    noon = datetime(2026, 11, 20, 12, tzinfo=at.tzinfo)
    for number in range(3):  # of one instant, and at the noon at which days stand
        world.note(case, f"Note {number}", at=noon)
        world.note(case, f"Early {number}", at=noon - timedelta(days=3, hours=number))
    world.note(case, "Bo came alone.", subject=bo, kind=NoteKind.VISIT, place="the shop")
    demand(world, case, bo, DemandKind.POLICE_CALL, date(2026, 11, 20))
    demand(world, case, case.subject, DemandKind.A_AND_E, date(2026, 11, 17))
    appointment(world, case, at - timedelta(hours=2), "Visit with the nurse")
    appointment(world, case, at + timedelta(hours=2), "Not come yet")
    desk.casework.record_risk(leah, case.id, RiskState.KNOWN, "Falls", plan="Rail")
    rated = (DomainRating(LifeDomain.OVERALL, Stage.NOT_COPING, reason="Rent"),)
    desk.reviews.rate(leah, case.id, rated, RatingKind.BASELINE)

    whole = desk.cases.story(leah, case.id)
    assert len(whole) == 12
    for most in (1, 3, 50):
        assert in_pages(desk, case, most) == list(whole)
    by_kind = {entry.kind: entry for entry in whole}
    assert {"note", "visit", "demand", "appointment", "risk", "stage"} == set(by_kind)
    assert (by_kind["visit"].about_name, by_kind["visit"].agency) == ("Bo Bell", "Council")
    called = next(entry for entry in whole if entry.about == bo and entry.kind == "demand")
    assert (called.title, called.marking, called.told_by) == (
        "Police call to the address",
        Marking.TOLD,
        "Oldham Police",
    )
    assert "Not come yet" not in {entry.body for entry in whole}
    assert by_kind["risk"].body == "Falls\nWhat helps: Rail"


def test_what_a_note_said_before_stays_readable_and_what_was_taken_back_is_no_correction(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    leah, noor = world.worker("leah"), world.worker("noor", agency=AgencyKind.HEALTH)
    world.agree(AgencyKind.HEALTH, Category.IDENTITY, Category.CORE)
    case = world.case(team=[leah, noor])
    note = world.note(case, "Rent is £300 behind.", marking=Marking.FACT)
    (before,) = desk.cases.story(leah, case.id)
    assert before.corrected is None
    assert desk.cases.said_before(leah, case.id, note) == ()

    world.clock.forward(hours=1)
    right = {"body": "Rent is £30 behind.", "place": "the shop"}
    desk.corrections.correct(leah, "notes", note, before.version, right)
    (entry,) = desk.cases.story(leah, case.id)
    assert (entry.body, entry.title) == ("Rent is £30 behind.", "Note, the shop")
    assert entry.corrected is not None
    assert (entry.corrected.by, entry.corrected.at) == ("Leah", world.clock())
    with pytest.raises(StaleRecord):
        desk.corrections.mark(leah, note, before.version, Marking.OPINION)
    with pytest.raises(Invalid):
        desk.corrections.mark(leah, note, entry.version, Marking.TOLD, " ")
    marked = desk.corrections.mark(leah, note, entry.version, Marking.TOLD, "her sister")
    past = desk.cases.said_before(noor, case.id, note)
    assert [(one.body, one.place, one.marking, one.told_by) for one in past] == [
        ("Rent is £30 behind.", "the shop", Marking.FACT, ""),
        ("Rent is £300 behind.", "", Marking.FACT, ""),
    ]
    (told,) = desk.cases.story(leah, case.id)
    assert (told.marking, told.told_by) == (Marking.TOLD, "her sister")

    assert marked.command is not None
    desk.undo.undo(leah, CommandId(marked.command))
    assert [one.body for one in desk.cases.said_before(leah, case.id, note)] == [
        "Rent is £300 behind."
    ]


def test_nobody_reads_what_was_said_before_of_what_is_closed_to_them(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    leah, hari = world.worker("leah"), world.worker("hari", agency=AgencyKind.HOUSING)
    world.agree(AgencyKind.HOUSING, Category.IDENTITY, Category.CORE)
    case = world.case(team=[leah, hari])
    note = world.note(case, "She drinks again.", category=Category.SUBSTANCE_USE)
    desk.corrections.correct(leah, "notes", note, 1, {"body": "She does not drink."})
    assert desk.cases.story(hari, case.id) == ()
    with pytest.raises(NotFound):
        desk.cases.said_before(hari, case.id, note)
    assert len(desk.cases.said_before(leah, case.id, note)) == 1


def test_a_moved_note_leaves_a_stub_that_is_marked_as_nothing(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    wrong, right = world.case(team=[leah]), world.case(team=[leah])
    desk.casework.write_note(leah, wrong.id, NewNote("About somebody else."))
    (entry,) = desk.cases.story(leah, wrong.id)
    desk.corrections.move_note(leah, entry.id, entry.version, right.id)
    (stub,) = desk.cases.story(leah, wrong.id)
    assert stub.moved
    with pytest.raises(NotPermitted):
        desk.corrections.mark(leah, stub.id, stub.version, Marking.FACT)
    (moved,) = desk.cases.story(leah, right.id)
    assert (moved.body, moved.moved) == ("About somebody else.", False)
