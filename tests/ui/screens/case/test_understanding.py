"""The composer's reading: a note stays a note, a slash opens a form, nothing is a fact unasked."""

from datetime import date, time
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.domain.casework import Marking, NoteKind
from pbi_desktop.domain.ids import WorkerId
from pbi_desktop.domain.time_words import Moment
from pbi_desktop.services.case_rows import TeamChoice
from pbi_desktop.ui.screens.case.understanding import (
    COMMANDS,
    CommandWords,
    NoteWords,
    UnfinishedCommand,
    read_step,
    understand,
)
from pbi_desktop.ui.screens.case.understanding_words import (
    OFFERS,
    command_words,
    note_words,
    step_words,
)
from pbi_desktop.ui.screens.case.wishes import AddStep, Form

TODAY = date(2026, 11, 21)  # a Saturday
FRIDAY = date(2026, 11, 27)
TOM = TeamChoice(WorkerId(uuid4()), "Tom Ashworth", "Council")
TEAM = (TOM, TeamChoice(WorkerId(uuid4()), "Leah Ogden", "Housing"))


def note(text: str) -> NoteWords:
    understood = understand(text, TODAY, TEAM)
    assert isinstance(understood, NoteWords)
    return understood


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("Home visit. Summons came Friday.", NoteKind.VISIT, "Home"),
        ("Rang the landlord", NoteKind.CALL, ""),
        ("She texted to say she is fine", NoteKind.TEXT, ""),
        ("Talked at the huddle", NoteKind.MEETING, ""),
        ("Came in about the rent, at the desk", NoteKind.NOTE, "Shop front"),
        ("Sat with her at the food bank", NoteKind.NOTE, "Food bank"),
        ("She wrote a strange letter", NoteKind.NOTE, ""),
    ],
)
def test_method_and_place_come_from_the_words(text: str, kind: NoteKind, place: str) -> None:
    assert (note(text).kind, note(text).place) == (kind, place)


def test_nothing_is_a_fact_unless_somebody_says_so() -> None:
    assert note("The meter was read.").marking is Marking.NOT_MARKED
    assert note("/fact The meter was read.").marking is Marking.FACT
    assert note("He seems tired /opinion").marking is Marking.OPINION


def test_who_told_it_is_read_and_the_mark_leaves_the_note() -> None:
    told = note("He has not eaten. /told by her sister")
    assert (told.marking, told.told_by) == (Marking.TOLD, "her sister")
    assert told.body == "He has not eaten."


def test_a_step_inside_a_note_becomes_a_step_too() -> None:
    read = note("Home visit, all well.\n/step ring council tax fri")
    assert read.body == "Home visit, all well."
    assert read.steps == (AddStep("Ring council tax", FRIDAY),)


def test_a_mark_or_another_step_ends_a_step() -> None:
    read = note("Seen. /step ring the school /step ring council tax fri /told by her sister")
    assert read.steps == (AddStep("Ring the school"), AddStep("Ring council tax", FRIDAY))
    assert (read.body, read.marking, read.told_by) == ("Seen.", Marking.TOLD, "her sister")


def test_a_note_says_in_its_own_words_when_it_happened() -> None:
    assert note("Home visit on tue at 2, all well").happened.moment == Moment(
        date(2026, 11, 17), time(14)
    )
    assert note("Home visit. Summons came on friday.").happened.moment is None
    assert len(note("Saw her on mon and on tue").happened.several) == 2


def test_a_command_inside_a_note_stays_words_and_that_is_said() -> None:
    read = note("Rang the DWP about the money /award pip 100 a week")
    assert read.kept_as_words == ("award",)
    assert note_words(read).startswith("/award is kept as words")
    assert note_words(note("Rang the DWP /step ring again fri /told by her sister")) == ""


def test_a_slash_inside_words_is_no_command() -> None:
    assert note("Rent and/or council tax, 24/7, https://example.org/step").steps == ()
    assert note("Rent and/or council tax").body == "Rent and/or council tax"


@pytest.mark.parametrize(("word", "form"), COMMANDS.items())
def test_each_command_opens_its_form_with_the_words_after_it(word: str, form: Form) -> None:
    closing = "close" if word == "close" else ""  # closing is one of the phases
    rest = f"{closing} some words".strip()
    assert understand(f"/{word} some words", TODAY) == CommandWords(form, rest)
    assert understand(f"/{word.upper()}", TODAY) == CommandWords(form, closing)


def test_the_beginning_of_a_command_offers_what_it_may_become() -> None:
    assert understand("/", TODAY) == UnfinishedCommand(tuple(COMMANDS))
    assert understand("/st", TODAY) == UnfinishedCommand(("step", "stage"))
    assert understand("/xyz", TODAY) == UnfinishedCommand(())


@pytest.mark.parametrize(
    ("words", "what", "due"),
    [
        ("ring council tax fri", "Ring council tax", FRIDAY),
        ("ring council tax by friday", "Ring council tax", FRIDAY),
        ("sitting service in 2 weeks", "Sitting service", date(2026, 12, 5)),
        ("form for mum 30 nov", "Form for mum", date(2026, 11, 30)),
        ("budget plan by the end of next month", "Budget plan", date(2026, 12, 31)),
        ("take the letter to number 14", "Take the letter to number 14", None),
        ("fri", "Fri", None),
    ],
)
def test_a_day_at_the_end_is_when_a_step_is_due(words: str, what: str, due: date | None) -> None:
    step = read_step(words, TODAY, TEAM)
    assert (step.what, step.due_on) == (what, due)


def test_a_first_name_of_the_team_is_whose_step_it_is() -> None:
    step = read_step("tom check form by mon", TODAY, TEAM)
    assert step == AddStep("Check form", date(2026, 11, 23), TOM.id)
    assert read_step("tom", TODAY, TEAM).owner_id is None
    twice = (*TEAM, TeamChoice(WorkerId(uuid4()), "Tom Bell", "Health"))
    assert read_step("tom check form", TODAY, twice) == AddStep("Tom check form")


def test_what_enter_opens_is_said_before_it_opens() -> None:
    command = CommandWords(Form.STEP, "tom check form by mon")
    said = command_words(command, TODAY, TEAM)
    assert said == "Enter opens a step: Check form, by Monday 23 November (Tom Ashworth)."
    gain = CommandWords(Form.GAIN, "carer element 201.68 a month from 12 nov letter")
    assert command_words(gain, TODAY, TEAM) == (
        "Enter opens Carer element: £201.68 a month from 12 November 2026 (£2,420.16 a year), "
        "confirmed by award letter."
    )
    assert step_words(AddStep("Ring"), TODAY, TEAM) == "Ring, no day set"


@given(st.text().filter(lambda text: "/" not in text))
def test_a_text_without_a_slash_is_always_a_note_with_all_its_words(text: str) -> None:
    assert note(text).body.split() == text.split()
    assert note(text).marking is Marking.NOT_MARKED


@given(st.text(max_size=80))
def test_no_text_whatever_is_refused(text: str) -> None:
    understood = understand(text, TODAY, TEAM)
    assert isinstance(understood, NoteWords | CommandWords | UnfinishedCommand)


def test_every_command_says_what_it_makes() -> None:
    assert set(OFFERS) == set(COMMANDS)
