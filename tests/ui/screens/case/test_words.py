"""The words of the case: every code has one, days are short, nobody's pronoun is guessed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from uuid import uuid4

import pytest

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.casework import (
    ActionStatus,
    Likelihood,
    Marking,
    NoteKind,
    ReferralKind,
    ReferralStatus,
    TeamRole,
)
from pbi_desktop.domain.gains import Evidence, GainCategory, GainStatus
from pbi_desktop.domain.ids import PersonId, WorkerId
from pbi_desktop.domain.phases import ClosureReason, Phase
from pbi_desktop.domain.stages import RatingKind, Stage
from pbi_desktop.services.case_rows import Correction, Helper, Step, StoryEntry
from pbi_desktop.ui.screens.case import words
from pbi_desktop.ui.screens.case.cards.working_with import helper_job, once_each
from pbi_desktop.ui.screens.case.day_words import due_words, in_sentence, short_instant
from pbi_desktop.ui.screens.case.pronouns import pronouns
from pbi_desktop.ui.screens.case.story_filters import Sieve, StoryFilter, say_count
from pbi_desktop.ui.screens.case.story_words import chosen, story_line

TODAY = date(2026, 11, 21)  # a Saturday


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (Phase, words.PHASES),
        (Phase, words.PHASE_MEANS),
        (ClosureReason, words.CLOSURE_REASONS),
        (RatingKind, words.RATING_KINDS),
        (Marking, words.MARKINGS),
        (NoteKind, words.NOTE_KINDS),
        (GainCategory, words.GAIN_CATEGORIES),
        (GainStatus, words.GAIN_STATUSES),
        (Evidence, words.EVIDENCE),
        (Likelihood, words.LIKELIHOODS),
        (ReferralKind, words.REFERRAL_KINDS),
        (ReferralStatus, words.REFERRAL_STATUSES),
        (TeamRole, words.TEAM_ROLES),
    ],
)
def test_every_code_has_its_words(codes: type[StrEnum], said: dict[StrEnum, str]) -> None:
    assert set(said) == set(codes)


def test_every_kind_of_note_has_a_sort() -> None:
    assert {kind.value for kind in NoteKind} <= set(words.SORTS)
    assert words.sort_of("something new").word == "Entry"


def test_a_change_is_said_from_and_to_and_never_as_a_number_of_steps() -> None:
    assert words.moved(Stage.NOT_COPING, Stage.COPING) == "Not coping to with support"
    assert words.moved(Stage.ADAPTED, Stage.ADAPTED) == "Still adapted"


def test_the_phases_offered_are_those_that_may_follow() -> None:
    assert words.next_phases(Phase.ENGAGING) == (Phase.ASSESSED, Phase.CLOSED)
    assert words.next_phases(Phase.SUSTAINED_CHECK) == ()


@pytest.mark.parametrize(
    ("recorded", "heading"),
    [
        ("she/her", "Working with her"),
        ("He / Him", "Working with him"),
        ("they/them", "Working with them"),
        ("", "Working with them"),
        ("xe/xem", "Working with them"),
    ],
)
def test_headings_say_what_a_person_told_us(recorded: str, heading: str) -> None:
    assert f"Working with {pronouns(recorded).object}" == heading
    has = "have" if pronouns(recorded).subject == "they" else "has"
    assert pronouns(recorded).has == f"{pronouns(recorded).subject} {has}"


def step(due: date | None, *, late: int = 0, status: ActionStatus = ActionStatus.OPEN) -> Step:
    owner = WorkerId(uuid4())
    return Step(uuid4(), 1, "Ring", "Leah", owner, True, due, late, status, "", None)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (step(TODAY - timedelta(1), late=1), ("Late by 1 day", "danger")),
        (step(TODAY - timedelta(2), late=2), ("Late by 2 days", "danger")),
        (step(TODAY), ("Today", "warn")),
        (step(TODAY + timedelta(1)), ("Tomorrow", "warn")),
        (step(TODAY + timedelta(6)), ("Friday 27", "ink2")),
        (step(TODAY + timedelta(7)), ("28 November", "ink2")),
        (step(date(2027, 1, 2)), ("2 January 2027", "ink2")),
        (step(None), ("No day set", "ink2")),
        (step(None, status=ActionStatus.NOT_POSSIBLE), ("Not possible", "ink2")),
    ],
)
def test_when_a_step_is_due_is_said_in_words(asked: Step, said: tuple[str, str]) -> None:
    assert due_words(asked, TODAY) == said


def test_days_are_those_of_the_wall() -> None:
    late_evening = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert short_instant(late_evening, TODAY) == "1 July"
    assert in_sentence(TODAY - timedelta(1), TODAY) == "yesterday"


def entry(
    kind: str = "note",
    body: str = "All well.",
    marking: Marking | None = Marking.NOT_MARKED,
    told_by: str = "",
    category: Category = Category.CORE,
) -> StoryEntry:
    at = datetime(2026, 11, 20, 12, tzinfo=UTC)
    return StoryEntry(
        uuid4(), 1, at, kind, "Note", "Leah Ogden", body, marking, told_by, category, True
    )


def test_a_line_of_the_story_is_read_out_whole() -> None:
    told = entry(body="She has not slept.", marking=Marking.TOLD, told_by="her sister")
    line = story_line(told, TODAY, lambda text: text)
    assert line.spoken == (
        "Yesterday: Note, Leah Ogden. She has not slept. Marked told by her sister."
    )


def test_covered_words_cover_who_told_it_too() -> None:
    told = entry(body="She has not slept.", marking=Marking.TOLD, told_by="her sister")
    line = story_line(told, TODAY, lambda text: "Hidden" if text else text)
    assert (line.body, line.mark) == ("Hidden", "Told by someone")


def test_filters_find_by_what_an_entry_is_and_by_what_it_is_about() -> None:
    visit, award = entry("visit"), entry("money")
    worry = entry("note", category=Category.SAFEGUARDING)
    story = [visit, award, worry]
    assert chosen(story, [words.MONEY]) == [award]
    assert chosen(story, [words.TALKS]) == [visit, worry]
    assert chosen(story, [words.SAFETY]) == [worry]
    assert chosen(story) == story


def test_words_and_marks_narrow_the_story() -> None:
    fact = entry(body="Meter read: 4412", marking=Marking.FACT)
    other = entry(body="The meter is old", marking=Marking.OPINION)
    assert chosen([fact, other], words="meter read") == [fact]
    assert chosen([fact, other], marks=[Marking.OPINION]) == [other]


def test_agency_and_person_narrow_the_story_and_each_part_of_a_filter_counts() -> None:
    bo = PersonId(uuid4())
    ours = replace(entry(body="Rent"), agency="Council", about=bo)
    theirs = replace(entry("demand", "Rent"), agency="Police", about=PersonId(uuid4()))
    story, sieve = [ours, theirs], Sieve()
    assert sieve.chosen(story, StoryFilter(agency="Police")) == [theirs]
    assert sieve.chosen(story, StoryFilter(person=str(bo))) == [ours]
    assert sieve.chosen(story, StoryFilter(person=str(bo), agency="Police")) == []
    assert sieve.chosen(story, StoryFilter(words="police")) == [theirs]
    assert sieve.chosen(story, StoryFilter(frozenset({words.DEMAND}))) == [theirs]
    assert sieve.chosen(story, StoryFilter()) == story
    assert not StoryFilter(words="  ").narrows
    assert say_count(27, 412, narrowed=True, more=False) == "27 of 412 entries"
    assert say_count(50, 50, narrowed=False, more=True) == "50 entries so far"


def test_a_line_says_whom_it_is_about_and_that_it_was_corrected() -> None:
    put_right = Correction(datetime(2026, 11, 12, 9, tzinfo=UTC), "Leah")
    one = replace(entry("visit"), about_name="Bo Kay", agency="Council", corrected=put_right)
    one = replace(one, title="Home visit, 1 Lantern Walk", plain_title="Home visit")
    line = story_line(one, TODAY, lambda text: text, lambda name: name)
    assert line.who == "Leah Ogden · Council · about Bo Kay"
    assert line.corrected == "Corrected 12 November by Leah"
    assert "About Bo Kay" in line.spoken
    hidden = story_line(one, TODAY, lambda _text: "Hidden", lambda _name: "B. K.")
    assert (hidden.title, hidden.about) == ("Home visit", "B. K.")
    assert story_line(replace(one, moved=True), TODAY, str).corrected.startswith("Moved 12")


def test_one_person_is_shown_once_with_the_last_of_their_contacts() -> None:
    key = Helper("Nasima Khanom", "Connector", "Many Hands", TeamRole.MEMBER, date(2026, 11, 1))
    service = Helper("Nasima Khanom", "Carers' service", "Many Hands", None, date(2026, 11, 10))
    other = Helper("Nasima Khanom", "Nurse", "Health", None, None)
    shown = once_each([key, service, other])
    assert [(one.job, one.last_contact) for one in shown] == [
        ("Connector", date(2026, 11, 10)),
        ("Nurse", None),
    ]
    assert helper_job(other) == "Nurse · Health"
