"""The plan as the screen says it: who does a step, who changed it, how sure they are. No Qt."""

from datetime import date

from pbi_desktop.domain.casework import ActionStatus, Importance
from pbi_desktop.services.case_rows import Step
from pbi_desktop.ui.screens.case.day_words import in_sentence, short_instant

RESTRICTS = "Restricts them: needs a decision on capacity before it is done"
_BECAME = {
    ActionStatus.DONE: "Done",
    ActionStatus.NOT_DONE: "Not done",
    ActionStatus.NOT_POSSIBLE: "Not possible",
    ActionStatus.OPEN: "Opened again",
}


def step_facts(step: Step, today: date) -> list[str]:
    """Return what stands under a step: who does it, how sure they are, who changed it, and why."""
    facts = []
    elsewhere = ", ".join(part for part in (step.done_by.who, step.agency) if part)
    if elsewhere:
        asks = "you ask" if step.mine else f"{step.owner} asks"
        facts.append(f"{elsewhere} does it, {asks} after it")
    if step.confidence is not None and step.status is ActionStatus.OPEN:
        facts.append(f"{step.confidence} of 10 sure it will happen")
    if step.restricts and step.status is ActionStatus.OPEN:
        facts.append(RESTRICTS)
    if step.changed is not None:
        became = "Moved" if step.changed.became is None else _BECAME[step.changed.became]
        day = short_instant(step.changed.at, today)
        near = day.lower() if day in ("Today", "Yesterday") else f"on {day}"
        facts.append(f"{became} by {step.changed.by}, {step.changed.agency}, {near}")
    if step.reason:
        facts.append(step.reason)
    return facts


def review_words(on_day: date | None, today: date) -> tuple[str, str]:
    """Return when the plan is looked at again and how pressing that is."""
    if on_day is None:
        return "No day is set to look at it again.", "warn"
    said = in_sentence(on_day, today)
    near = said if said in ("today", "tomorrow", "yesterday") else f"on {said}"
    if on_day < today:
        return f"It was to be looked at again {near}.", "danger"
    return f"Look at it again {near}.", "ink2"


def on_scale(typed: str) -> int | None:
    """Return a number from 1 to 10 as it was typed, else nothing."""
    if not (typed.isascii() and typed.isdecimal()):
        return None
    number = int(typed)
    return number if Importance.LEAST <= number <= Importance.MOST else None
