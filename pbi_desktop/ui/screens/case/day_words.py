"""Days as the case says them: short in lists, pressing where something is due. No Qt."""

from datetime import date, datetime
from typing import NamedTuple

from pbi_desktop.domain.calendar_words import DAY_NAMES
from pbi_desktop.domain.casework import ActionStatus
from pbi_desktop.domain.times import LONDON
from pbi_desktop.services.case_rows import Step
from pbi_desktop.ui.kit.days import late_by, short_day

_NEAR_DAYS = 7


class Due(NamedTuple):
    """When a step is due, in words, and how pressing it is."""

    words: str
    tone: str


def in_sentence(day: date, today: date) -> str:
    """Return a day for the middle of a sentence: "yesterday", "23 November"."""
    said = short_day(day, today)
    return said.lower() if said in ("Yesterday", "Today", "Tomorrow") else said


def short_instant(at: datetime, today: date) -> str:
    """Return the day of an instant, as the calendar on the wall shows it."""
    return short_day(at.astimezone(LONDON).date(), today)


def due_words(step: Step, today: date) -> Due:
    """Return when a step is due: late first in tone, never by colour alone."""
    if step.status is not ActionStatus.OPEN:
        return Due(_BECAME[step.status], "ink2")
    if step.late_days:
        return Due(late_by(step.late_days).capitalize(), "danger")
    if step.due_on is None:
        return Due("No day set", "ink2")
    away = (step.due_on - today).days
    if away <= 1:
        return Due(short_day(step.due_on, today), "warn")
    if away < _NEAR_DAYS:
        return Due(f"{DAY_NAMES[step.due_on.weekday()]} {step.due_on.day}", "ink2")
    return Due(short_day(step.due_on, today), "ink2")


_BECAME = {
    ActionStatus.DONE: "Done",
    ActionStatus.NOT_DONE: "Not done",
    ActionStatus.NOT_POSSIBLE: "Not possible",
}
