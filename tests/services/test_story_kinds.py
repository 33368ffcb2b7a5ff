"""What the story tells of phases, safety, dates, papers and their own words, and to whom."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from pbi_desktop.domain.access import AgencyKind, Basis, Category, Purpose, SiteRole
from pbi_desktop.domain.actor import Actor, Viewing
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import NotFound
from pbi_desktop.domain.housing import GoingTo, KeyDateKind, KeyDateState, Went
from pbi_desktop.domain.ids import CaseId, CommandId
from pbi_desktop.domain.papers import PaperSource
from pbi_desktop.domain.phases import ClosureReason, Phase
from pbi_desktop.domain.safety import Capacity, ConcernAbout, KeptFrom
from pbi_desktop.domain.team import StoryUse
from pbi_desktop.models import Case, KeptApart, PhaseRecord, StaffMarker, Ticket
from pbi_desktop.services.case_rows import NewNote, StoryEntry
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.handing_over import NewKeyWorker
from pbi_desktop.services.housing_rows import NewGoing, NewKeyDate, WhatHappened
from pbi_desktop.services.papers_rows import NewPaper
from pbi_desktop.services.safety_rows import (
    NewCapacity,
    NewChildSeen,
    NewConcern,
    NewSent,
)
from tests.support.statements import counted
from tests.support.world import CaseMade, World

Town = tuple[World, Desk]
DAY = timedelta(days=1)
HEARING = NewKeyDate(
    KeyDateKind.HEARING, "Possession hearing", date(2026, 11, 25), "They may be evicted."
)


def titles(desk: Desk, by: Actor, case: CaseId, kind: str = "") -> list[str]:
    """Return what the story says, the oldest first."""
    told = desk.cases.story(by, case)
    return [one.title for one in reversed(told) if kind in ("", one.kind)]


def one(desk: Desk, by: Actor, case: CaseId, title: str) -> StoryEntry:
    (found,) = [entry for entry in desk.cases.story(by, case) if entry.title == title]
    return found


def key(changes: Changes) -> CaseId:
    assert changes.made is not None
    return CaseId(changes.made)


def entered(world: World, case: CaseMade, phase: Phase, on_day: date, **said: object) -> None:
    record = PhaseRecord(
        case_id=case.id,
        subject_id=case.subject,
        category=Category.CORE,
        phase=phase,
        on_day=on_day,
        worker_id=case.by.worker,
        **said,
    )
    world.add(case.by, record)


def closed(world: World, case: CaseMade, on_day: date) -> None:
    world.change_fact(
        Case,
        case.id,
        phase=Phase.CLOSED,
        closed_on=on_day,
        closure_reason=ClosureReason.OUTCOMES_MET,
    )


def everything(world: World, desk: Desk, case: CaseMade, other: Actor) -> None:
    """Have one of each kind happen."""
    by, person = case.by, case.subject
    entered(world, case, Phase.TRIAGED, date(2026, 11, 20), threshold="Not met")
    seen = desk.concerns.record(by, case.id, NewConcern(ConcernAbout.ADULT, "A bruise."))
    sent = NewSent(world.clock(), "Adult social care", "ASC 77")
    desk.concerns.send(by, key(seen), 1, sent)
    desk.safety.see_child(
        by, case.id, NewChildSeen(case.people[1], seen=True, alone=True, words="I like maths.")
    )
    desk.safety.record_capacity(
        by, case.id, NewCapacity("Where to live", Capacity.HAS, date(2026, 11, 20), "Dr Roe",
                                 agreed=True)
    )  # fmt: skip
    desk.key_dates.add_key_date(by, case.id, HEARING)
    new = NewPaper("award.txt", b"You get GBP 81.90.", PaperSource.FROM_AGENCY,
                   date(2026, 11, 19), "DWP", "the award")  # fmt: skip
    desk.papers.attach(by, case.id, new)
    desk.voices.keep_words(by, case.id, "You listened.", "Mrs K", StoryUse.TEAM)
    handed = NewKeyWorker(other.worker, Basis.TASK, "Takes over", "She likes mornings.", False)
    desk.handing_over.hand_over(by, case.id, handed)
    world.add(
        by,
        StaffMarker(
            subject_id=person,
            category=Category.CORE,
            words="CANARY",
            evidence="CANARY",
            decided_by=by.worker,
            decided_on=date(2026, 11, 20),
            expires_on=date(2027, 3, 1),
            person_told=True,
        ),
    )
    world.add(
        by,
        KeptApart(
            subject_id=person,
            other_id=case.people[1],
            category=Category.IDENTITY,
            kept_from=KeptFrom.EVERYTHING,
            reason="CANARY",
        ),
    )


@pytest.fixture
def town(file_desk: Town) -> tuple[World, Desk, CaseMade, Actor]:
    world, desk = file_desk
    leah, omar = world.worker("leah"), world.worker("omar")
    amina = world.person("Amina", "Bell", born_text="2018")
    case = world.case("K7QX9B", team=[leah, omar], others=[amina])
    return world, desk, case, omar


def test_every_sort_of_thing_is_told_once_with_who_and_what_and_nothing_that_warns_visitors(
    town: tuple[World, Desk, CaseMade, Actor],
) -> None:
    world, desk, case, omar = town
    leah = case.by
    everything(world, desk, case, omar)
    story = desk.cases.story(leah, case.id)
    told = {entry.title: entry for entry in story}
    assert set(told) == {
        "Case opened",
        "Phase: triaged",
        "Concern about an adult written down",
        "Concern about an adult sent to Adult social care",
        "Amina seen alone",
        "Capacity: they can decide this",
        "Date that matters: Possession hearing, 25 November 2026",
        "Paper kept: award.txt",
        "In their own words: Mrs K",
        "Handed over from Leah to Omar",
    }
    assert len({entry.id for entry in story}) == len(story)
    assert {entry.by for entry in story} == {"Leah"}
    assert "CANARY" not in repr(story)
    assert told["Phase: triaged"].body == "Threshold: Not met"
    assert told["Concern about an adult written down"].body == "A bruise."
    assert told["Concern about an adult sent to Adult social care"].body == "They call it ASC 77"
    assert told["Handed over from Leah to Omar"].body.startswith("She likes mornings.")
    assert told["Capacity: they can decide this"].body.startswith(
        "Where to live\nAssessed by Dr Roe"
    )
    assert told["Paper kept: award.txt"].body == "the award\nFrom an agency: DWP"
    for title, said in (
        ("Amina seen alone", "“I like maths.”"),
        ("In their own words: Mrs K", "“You listened.”"),
    ):
        assert told[title].body[: told[title].voice] == said
    agreed = told["In their own words: Mrs K"].body.splitlines()[1]
    assert agreed == "They agreed on 21 November 2026: in the team"
    assert told["Amina seen alone"].about_name == "Amina Bell"
    for entry in story:
        for detail in ("Amina", "Mrs K", "award.txt", "hearing", "Adult social care"):
            assert detail not in (entry.plain_title or entry.title)


def test_a_story_of_every_sort_reads_the_same_in_pages_and_asks_no_more_for_more(
    town: tuple[World, Desk, CaseMade, Actor],
) -> None:
    world, desk, case, omar = town
    leah = case.by
    with counted(world, leah) as bare:
        desk.cases.story_page(leah, case.id, None, 50)
    everything(world, desk, case, omar)
    whole = desk.cases.story(leah, case.id)
    for most in (1, 3):
        told: list[StoryEntry] = []
        mark = None
        while True:
            page = desk.cases.story_page(leah, case.id, mark, most)
            told += page.entries
            mark = page.older
            if mark is None:
                break
        assert told == list(whole)
    with counted(world, leah) as one_each:
        desk.cases.story_page(leah, case.id, None, 50)
    for number in range(3):
        desk.voices.keep_words(leah, case.id, f"Thanks {number}.", "Mrs K", StoryUse.TEAM)
        desk.concerns.record(leah, case.id, NewConcern(ConcernAbout.CHILD, f"{number}"))
        more = NewKeyDate(KeyDateKind.OTHER, f"Day {number}", date(2026, 12, 1), "Nothing.")
        desk.key_dates.add_key_date(leah, case.id, more)
    with counted(world, leah) as three_each:
        desk.cases.story_page(leah, case.id, None, 50)
    assert three_each.statements == one_each.statements
    assert one_each.statements <= bare.statements + 9, "one for each sort that there is"


def test_what_became_of_a_concern_and_of_a_date_is_told_on_its_day(
    town: tuple[World, Desk, CaseMade, Actor],
) -> None:
    world, desk, case, omar = town
    leah = case.by
    concern = key(desk.concerns.record(leah, case.id, NewConcern(ConcernAbout.CHILD, "Thin.")))
    assert titles(desk, leah, case.id) == ["Concern about a child written down, NOT YET SENT"]
    desk.concerns.send(leah, concern, 1, NewSent(world.clock(), "MASH", "M1"))
    kept, moved = (key(desk.key_dates.add_key_date(leah, case.id, HEARING)) for _ in range(2))
    world.clock.forward(days=1)
    desk.key_dates.move_key_date(omar, moved, 1, date(2026, 12, 9), why="The judge is ill")
    world.clock.forward(days=5)
    desk.concerns.answer(omar, case.id, concern, 2, "They will visit.")
    settled = desk.key_dates.settle_key_date(leah, kept, 1, KeyDateState.KEPT, "It was suspended.")
    assert titles(desk, leah, case.id)[-2:] == [
        "Kept: Possession hearing, 25 November 2026",
        "Concern about a child answered by MASH",
    ]
    assert set(titles(desk, leah, case.id)[-4:-2]) == {  # of one instant
        "Moved: Possession hearing, 25 November 2026",
        "Date that matters: Possession hearing, 9 December 2026",
    }
    answered = one(desk, leah, case.id, "Concern about a child answered by MASH")
    assert (answered.body, answered.by, answered.told_from) == ("They will visit.", "Omar", concern)
    gone = one(desk, leah, case.id, "Moved: Possession hearing, 25 November 2026")
    assert (gone.by, gone.at) == ("Omar", world.clock() - 5 * DAY)
    assert gone.body == "Moved to 9 December 2026: The judge is ill"
    assert settled.command is not None
    desk.undo.undo(leah, CommandId(settled.command))
    assert not [said for said in titles(desk, leah, case.id) if said.startswith("Kept")]


def test_going_along_is_told_once_by_its_own_note(
    town: tuple[World, Desk, CaseMade, Actor],
) -> None:
    world, desk, case, _omar = town
    leah, court = case.by, NewGoing(world.clock() - DAY, GoingTo.COURT, "County court")
    went = desk.key_dates.went_along(leah, case.id, court, WhatHappened(Went.WENT, "Suspended."))
    desk.key_dates.went_along(leah, case.id, court, WhatHappened(Went.DID_NOT_COME))
    desk.key_dates.plan_going(leah, case.id, NewGoing(world.clock() + DAY, GoingTo.CLINIC, "Ward"))
    assert set(titles(desk, leah, case.id)) == {
        "Went along: court, County court",
        "Went along, they did not come: court, County court",
    }
    entry = one(desk, leah, case.id, "Went along: court, County court")
    assert (entry.kind, entry.record, entry.body) == ("going", "notes", "Suspended.")
    assert entry.plain_title == "Went along: court"
    assert went.command is not None
    desk.undo.undo(leah, CommandId(went.command))
    assert titles(desk, leah, case.id) == ["Went along, they did not come: court, County court"]


def test_words_that_were_taken_back_are_told_nowhere(
    town: tuple[World, Desk, CaseMade, Actor],
) -> None:
    _world, desk, case, _omar = town
    kept = desk.voices.keep_words(case.by, case.id, "You listened.", "Mrs K", StoryUse.PUBLIC)
    assert titles(desk, case.by, case.id) == ["In their own words: Mrs K"]
    desk.voices.take_back(case.by, key(kept), 1)
    assert desk.cases.story(case.by, case.id) == ()


def test_each_reads_no_more_of_it_than_they_may_and_an_agency_no_more_than_it_may_get(
    town: tuple[World, Desk, CaseMade, Actor],
) -> None:
    world, desk, case, omar = town
    leah = case.by
    everything(world, desk, case, omar)
    desk.concerns.record(leah, case.id, NewConcern(ConcernAbout.CHILD, "Sealed."))
    world.agree(AgencyKind.HOUSING, Category.IDENTITY, Category.CORE)
    hari = world.worker("hari", role=None, agency=AgencyKind.HOUSING)
    world.join(case, hari)
    fay = world.worker("fay", None)
    assert set(titles(desk, hari, case.id)) == {
        "Case opened",
        "Phase: triaged",
        "Date that matters: Possession hearing, 25 November 2026",
        "Paper kept: award.txt",
        "In their own words: Mrs K",
        "Handed over from Leah to Omar",
    }
    looking = desk.view_as.begin(
        leah, case.id, Viewing(AgencyKind.HOUSING, Purpose.DIRECT_SUPPORT)
    ).actor
    assert set(titles(desk, looking, case.id)) == {
        "Case opened",
        "Phase: triaged",
        "Date that matters: Possession hearing, 25 November 2026",
    }
    with pytest.raises(NotFound):
        desk.cases.story(fay, case.id)
    (unsent,) = [e for e in desk.cases.story(leah, case.id) if e.body == "Sealed."]
    boss = world.manager()
    world.open(case, boss)
    desk.seals.seal_record(boss, "concerns", unsent.id, (leah.worker,), "Named alone.")
    assert unsent.title in titles(desk, leah, case.id)
    assert unsent.title not in titles(desk, omar, case.id)


def test_a_case_says_how_it_was_closed_even_where_nobody_said_more(
    town: tuple[World, Desk, CaseMade, Actor],
) -> None:
    world, desk, case, _omar = town
    closed(world, case, date(2026, 5, 3))
    dee = world.worker("dee", SiteRole.FRONT_DOOR)
    assert titles(desk, case.by, case.id) == ["Case closed: outcomes met"]
    assert desk.cases.story(dee, case.id) == (), "the head alone tells nothing of its course"
    entered(world, case, Phase.CLOSED, date(2026, 5, 3), goes_on="Choir on Tuesdays")
    entered(world, case, Phase.SUSTAINED_CHECK, date(2026, 11, 5))
    assert set(titles(desk, case.by, case.id)) == {
        "Case opened",
        "Case closed: outcomes met",
        "Checked after closing",
    }
    told = one(desk, case.by, case.id, "Case closed: outcomes met")
    assert told.body == "What goes on: Choir on Tuesdays"


# --- the cases before ----------------------------------------------------------------------------


def opened_again(world: World, desk: Desk, by: Actor) -> tuple[CaseMade, CaseId]:
    """Return a closed case with a note in it, and the one that was opened after it."""
    old = world.case("F97Z4V", team=[by])
    world.note(old, "She was alone.", at=world.clock() - 300 * DAY)
    world.note(old, "She drank.", category=Category.SUBSTANCE_USE, at=world.clock() - 299 * DAY)
    closed(world, old, date(2026, 5, 3))
    return old, key(desk.phases.reopen(by, old.id, "Rent is behind again."))


def openings(world: World, by: Actor, case: CaseId) -> int:
    with world.store_for(by).query(by) as work:
        mine = select(Ticket.id).where(Ticket.case_id == case, Ticket.worker_id == by.worker)
        return len(work.rows(mine))


def test_what_was_before_is_offered_and_told_only_when_asked_for_and_each_opening_is_logged(
    world: World, desk: Desk
) -> None:
    leah = world.worker("leah")
    old, again = opened_again(world, desk, leah)
    world.clock.forward(hours=13)  # what was opened before is closed again
    desk.casework.write_note(leah, again, NewNote("She came back."))
    before = openings(world, leah, old.id)
    page = desk.cases.story_page(leah, again, None, 50)
    (offered,) = page.before
    assert (offered.reference, offered.closed_on) == ("F97Z4V", date(2026, 5, 3))
    assert "She was alone." not in {entry.body for entry in page.entries}
    assert "Opened again, after case F97Z4V" in {entry.title for entry in page.entries}
    assert openings(world, leah, old.id) == before, "offering it opens nothing"

    joined = desk.cases.story_page(leah, again, None, 50, earlier=True)
    assert openings(world, leah, old.id) == before + 1
    assert joined.before == page.before
    told = {entry.body: entry for entry in joined.entries if entry.body}
    assert (told["She was alone."].earlier, told["She was alone."].reference) == (old.id, "F97Z4V")
    assert (told["She came back."].earlier, told["She came back."].reference) == (None, "")
    shut = next(one for one in joined.entries if one.title == "Case closed: outcomes met")
    assert shut.reference == "F97Z4V"
    entries: list[StoryEntry] = []
    mark = None
    while True:
        part = desk.cases.story_page(leah, again, mark, 2, earlier=True)
        entries += part.entries
        mark = part.older
        if mark is None:
            break
    assert tuple(entries) == joined.entries


def test_what_was_before_shows_each_no_more_than_they_may_see_of_that_case(
    file_desk: Town,
) -> None:
    world, desk = file_desk
    leah, omar = world.worker("leah"), world.worker("omar")
    world.agree(AgencyKind.HOUSING, Category.IDENTITY, Category.CORE)
    hari = world.worker("hari", role=None, agency=AgencyKind.HOUSING)
    nina = world.worker("nina", role=None, agency=AgencyKind.HOUSING)
    old, again = opened_again(world, desk, leah)
    new = replace(old, id=again)
    for worker in (hari, nina, omar):
        world.join(new, worker)
    world.join(old, hari)
    bodies = {
        worker.login: {
            entry.body
            for entry in desk.cases.story_page(worker, again, None, 50, earlier=True).entries
            if entry.earlier
        }
        for worker in (leah, hari, nina)
    }
    assert {"She was alone.", "She drank."} <= bodies["leah"]
    assert "She was alone." in bodies["hari"]
    assert "She drank." not in bodies["hari"]
    assert bodies["nina"] == set()
    assert desk.cases.story_page(nina, again, None, 50).before == ()
    assert openings(world, nina, old.id) == 0
