"""Writes what keeps the cast safe: concerns, children seen, capacity, markers, kept apart."""

from datetime import datetime, timedelta
from uuid import UUID

from pbi_desktop.demo.case_file import CORE, CaseFile
from pbi_desktop.demo.chapter import Chapter
from pbi_desktop.demo.instants import as_date
from pbi_desktop.demo.residents import Part, Resident
from pbi_desktop.domain.access import Category
from pbi_desktop.domain.bulk import Value
from pbi_desktop.domain.concerns import answer_day
from pbi_desktop.domain.safety import Capacity, ConcernAbout, ConcernState, KeptFrom

_SAFEGUARDING = Category.SAFEGUARDING.value
_CHILD, _HEALTH = Category.CHILD.value, Category.HEALTH.value
_IDENTITY = Category.IDENTITY.value
_CONCERNS = (
    (
        ConcernAbout.ADULT,
        ConcernState.SENT,
        "She said, “He takes my card on pay day.” Her cupboard was empty.",
    ),
    (
        ConcernAbout.DOMESTIC_ABUSE,
        ConcernState.NOT_SENT,
        "She flinched when the door went, and asked us to leave by the back.",
    ),
    (
        ConcernAbout.ADULT,
        ConcernState.ANSWERED,
        "He has not opened the door to the nurse for two weeks.",
    ),
)
_OUTCOME = "They visited. A carer comes on weekdays from now on."
_SAID = ("“I like it when Nani reads to me.”", "“I sleep at my desk. It is loud at night.”")


def keep_safe(chapter: Chapter, file: CaseFile, place: int) -> None:
    """Add what was seen, asked and decided about one household of the cast."""
    if place < len(_CONCERNS):
        _concern(chapter, file, *_CONCERNS[place])
    _children(chapter, file)
    _capacity(chapter, file)
    if place in (0, 2):
        _marker(chapter, file)


def keep_apart(chapter: Chapter, file: CaseFile, other: Resident) -> None:
    """Add that somebody must not meet the person of a case."""
    at, lead = chapter.pen.moment(chapter.setting.today - 40), file.team.duty_lead.id
    reason = "She is afraid of him. He waited outside the hub twice."
    row = (file.subject.id, _IDENTITY, other.id, KeptFrom.EVERYTHING.value, reason, None)
    chapter.books.add("kept_apart", at, lead, *row)


def _concern(
    chapter: Chapter, file: CaseFile, about: ConcernAbout, state: ConcernState, words: str
) -> None:
    """Add a concern of the last days: sent, answered, or not sent yet."""
    writer, today = file.writer(_SAFEGUARDING), chapter.setting.today
    if writer is None:
        return
    at = chapter.pen.moment(today - 1)
    way: tuple[Value, ...] = (state.value, *[None] * 7)
    if state is not ConcernState.NOT_SENT:
        chased = answer_day(about, as_date(today - 1))
        answered = as_date(today) if state is ConcernState.ANSWERED else None
        sent = ("Adult duty desk", f"MASH-{2000 + len(words)}", None, chased, answered)
        way = (state.value, at + timedelta(minutes=20), writer.id, *sent)
    pen = chapter.pen
    row = (about.value, at, writer.id, state is not ConcernState.NOT_SENT or None)
    made = pen.write(file, "concerns", at, writer.id, _SAFEGUARDING, *row, *way)
    outcome = _OUTCOME if state is ConcernState.ANSWERED else None
    said = (made, words, None, None, outcome)
    pen.write(file, "concern_details", at, writer.id, _SAFEGUARDING, *said)


def _children(chapter: Chapter, file: CaseFile) -> None:
    """Add when each child was seen; of the second it is known only that they were not."""
    writer = file.writer(_CHILD)
    children = [person for person in file.home.people if person.part is Part.CHILD]
    if writer is None:
        return
    for place, child in enumerate(children):
        at = chapter.pen.moment(chapter.setting.today - 12)
        words = _SAID[place % len(_SAID)]
        seen = (at, writer.id, True, place == 0, writer.name, "Home", words, None)
        _about(chapter, file, child.id, "children_seen", at, writer.id, _CHILD, *seen)
        if place == 1:
            again = chapter.pen.moment(chapter.setting.today - 4)
            missed = (again, writer.id, False, None, writer.name, "Home", None, "Said to be asleep")
            _about(chapter, file, child.id, "children_seen", again, writer.id, _CHILD, *missed)


def _capacity(chapter: Chapter, file: CaseFile) -> None:
    """Add what was decided for an elder who could not decide it."""
    writer, today = file.writer(_HEALTH), chapter.setting.today
    elders = [person for person in file.home.people if person.part is Part.ELDER]
    if writer is None or not elders:
        return
    at = chapter.pen.moment(today - 30)
    row = (
        "Whether to have an alarm on the front door",
        Capacity.LACKS.value,
        as_date(today - 31),
        "The memory clinic",
        "In Urdu, with pictures, in the morning",
        None,
        "An alarm at night only, looked at again in two months",
        "Her daughters and the memory clinic",
        as_date(today + 30),
    )
    _about(chapter, file, elders[0].id, "capacity_decisions", at, writer.id, _HEALTH, *row)


def _marker(chapter: Chapter, file: CaseFile) -> None:
    """Add what a visitor must know: decided by the duty lead, for half a year."""
    today = chapter.setting.today
    at, lead = chapter.pen.moment(today - 20), file.team.duty_lead.id
    words = "A large dog. Ring first: it is shut in the kitchen."
    shown = "It jumped up at a visitor, who fell on the step."
    row = (words, shown, lead, as_date(today - 20), as_date(today + 160), True, None)
    chapter.books.add("staff_markers", at, lead, file.subject.id, CORE, *row)


def _about(  # noqa: PLR0913 - what a record of a case consists of
    chapter: Chapter,
    file: CaseFile,
    person: UUID,
    table: str,
    at: datetime,
    by: UUID,
    category: int,
    *values: Value,
) -> None:
    """Add a record of a case about somebody of the household."""
    chapter.books.add(table, at, by, file.id, person, category, *values)
