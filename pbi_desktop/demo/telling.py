"""Tells the story of a case: what matters to the person, and what happened, day by day."""

from dataclasses import dataclass

from pbi_desktop.demo.case_file import CORE, CaseFile, Pen
from pbi_desktop.demo.general_lines import (
    AT_THE_CHECK,
    ATTEMPTS,
    CLOSING,
    COLLEAGUE,
    EVERYDAY,
    PLACES,
)
from pbi_desktop.demo.instants import as_date
from pbi_desktop.demo.staff import Worker
from pbi_desktop.demo.thread import Line
from pbi_desktop.domain.access import Category
from pbi_desktop.domain.casework import Marking, NoteKind
from pbi_desktop.domain.phases import Phase
from pbi_desktop.domain.stages import is_adapted

_SAFEGUARDING = Category.SAFEGUARDING.value
_TOLD_BY_PARTNER = 0.35
_TOLD_SINCE_YESTERDAY = 0.3
_DAYS_BETWEEN_ENTRIES = 22
_SEEN_SO_OFTEN = (120, 240)
_LAST_SEEN = (0, 0, 1, 1, 1, 2, 3, 4, 5, 6, 8, 9, 12, 15, 19, 26, 40)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry to be told, and who may tell it beside the key worker."""

    category: int
    line: Line
    teller: Worker | None = None


def tell(pen: Pen, file: CaseFile) -> None:
    """Add what matters and the notes of a case."""
    if not file.course.took_part:
        _tell_attempts(pen, file)
        return
    _tell_what_matters(pen, file)
    _tell_first_words(pen, file)
    entries = _with_everyday(pen, file, _chosen(pen, file))
    for day, entry in zip(_days(pen, file, len(entries)), entries, strict=True):
        _note(pen, file, day, entry)
    _tell_the_end(pen, file)
    _tell_the_latest(pen, file)


def say(file: CaseFile, text: str) -> str:
    """Return a sentence with its gaps filled."""
    return text.format_map(file.words) if "{" in text else text


def _chosen(pen: Pen, file: CaseFile) -> list[_Entry]:
    """Return the entries told of each thread, in order, as far as the thread has come."""
    told: list[tuple[float, _Entry]] = []
    full = pen.setting.plan.fullness
    for thread in file.threads:
        reached = max(1, int(len(thread.lines) * file.reach))
        teller = file.teller(thread)
        for place, line in enumerate(thread.lines[:reached]):
            if pen.dice.random() < full:
                other = teller if place and pen.dice.random() < _TOLD_BY_PARTNER else None
                told.append((place / reached, _Entry(thread.category, line, other)))
    told.sort(key=_place)
    return [entry for _, entry in told]


def _place(entry: tuple[float, _Entry]) -> float:
    return entry[0]


def _with_everyday(pen: Pen, file: CaseFile, entries: list[_Entry]) -> list[_Entry]:
    """Return the entries with small everyday ones between them, more the longer a case lasts."""
    dice, plan = pen.dice, pen.setting.plan
    if dice.random() < plan.seen_very_often:
        often = [dice.pick(EVERYDAY) for _ in range(dice.between(*_SEEN_SO_OFTEN))]
        return entries + [_Entry(CORE, line) for line in often]
    wanted = (file.course.last - file.course.opened) // _DAYS_BETWEEN_ENTRIES
    missing = int((wanted - len(entries)) * plan.fullness)
    if missing <= 0:
        return entries
    mixed = list(entries)
    for line in dice.some(EVERYDAY, missing):
        mixed.insert(dice.between(1, len(mixed)) if mixed else 0, _Entry(CORE, line))
    return mixed


def _days(pen: Pen, file: CaseFile, count: int) -> list[int]:
    """Return the days of so many entries, in order, from opening to the last time seen."""
    course, dice = file.course, pen.dice
    last = course.last
    if course.closed is None:
        last = max(course.opened, pen.setting.today - dice.pick(_LAST_SEEN))
    span = last - course.opened
    days = [
        course.opened + int(span * (place + 0.3 + 0.6 * dice.random()) / count)
        for place in range(count)
    ]
    if days:
        days[-1] = last
    return days


def _note(pen: Pen, file: CaseFile, day: int, entry: _Entry) -> None:
    """Add one entry, by somebody who may write about it; nothing where nobody may."""
    writer = entry.teller or file.writer(entry.category)
    if writer is None:
        return
    line, at = entry.line, pen.moment(day)
    told_by = say(file, line.told_by) if line.told_by else None
    row = (at, writer.id, writer.agency.id, line.kind, PLACES.get(line.kind), say(file, line.text))
    pen.write(file, "notes", at, writer.id, entry.category, *row, line.marking, told_by)


def _tell_attempts(pen: Pen, file: CaseFile) -> None:
    """Add the tries to reach somebody who has not taken part, or not yet."""
    course = file.course
    for place in range(pen.dice.between(1, 3)):
        day = min(course.opened + 1 + place * 4, course.last)
        _note(pen, file, day, _Entry(CORE, pen.dice.pick(ATTEMPTS)))
    if course.closed is not None and course.reason is not None:
        _note(pen, file, course.closed, _Entry(CORE, pen.dice.pick(CLOSING[course.reason])))


def _tell_what_matters(pen: Pen, file: CaseFile) -> None:
    """Add what matters to the person, unless nobody has asked yet."""
    if pen.dice.random() > 0.5 + 0.4 * pen.setting.plan.fullness:
        return
    thread = file.threads[0]
    category = thread.category if thread.category == _SAFEGUARDING else CORE
    matters = pen.dice.pick(thread.matters)
    day = min(file.course.opened + pen.dice.between(2, 20), file.course.last)
    said = (matters.words, matters.please_do, matters.please_dont)
    row = (*(text and say(file, text) for text in said), as_date(day))
    pen.write(file, "what_matters", pen.moment(day), file.key.id, category, *row)


def _tell_first_words(pen: Pen, file: CaseFile) -> None:
    """Add the story as it was first told, in the words of the person."""
    thread = file.threads[0]
    words = say(file, f"“{pen.dice.pick(thread.door)}”")
    line = Line(NoteKind.STORY.value, words, Marking.NOT_MARKED.value, None)
    _note(pen, file, file.course.opened, _Entry(thread.category, line))


def _tell_the_end(pen: Pen, file: CaseFile) -> None:
    """Add how the case was closed and what the check found."""
    course = file.course
    if course.closed is not None and course.reason is not None:
        _note(pen, file, course.closed, _Entry(CORE, pen.dice.pick(CLOSING[course.reason])))
    if course.phase is Phase.SUSTAINED_CHECK and course.checked is not None:
        held = bool(course.judged) and is_adapted(course.judged[-1].stage)
        _note(pen, file, course.checked, _Entry(CORE, pen.dice.pick(AT_THE_CHECK[held])))


def _tell_the_latest(pen: Pen, file: CaseFile) -> None:
    """Add what a colleague has written since yesterday, so that there is news to read."""
    if file.course.closed is not None or pen.dice.random() > _TOLD_SINCE_YESTERDAY:
        return
    yesterday = pen.setting.today - 1
    colleague = pen.dice.pick((file.team.front_door, *file.partners))
    day = max(file.course.opened, yesterday + pen.dice.between(0, 1))
    _note(pen, file, day, _Entry(CORE, pen.dice.pick(COLLEAGUE), colleague))
