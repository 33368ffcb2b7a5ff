"""Writes the plan of a case: needs, what is wanted instead, steps, and risks."""

from collections.abc import Iterator
from dataclasses import dataclass

from pbi_desktop.demo.case_file import CORE, CaseFile, Pen
from pbi_desktop.demo.instants import as_date, next_working_day, working_day
from pbi_desktop.demo.residents import Part
from pbi_desktop.demo.staff import Worker
from pbi_desktop.demo.telling import say
from pbi_desktop.demo.thread import Thread
from pbi_desktop.domain.access import Category
from pbi_desktop.domain.bulk import Value
from pbi_desktop.domain.casework import ActionStatus, Likelihood, RiskState
from pbi_desktop.domain.phases import Phase

_REVIEW_RISK_DAYS = 92
_DONE_BY_PARTNER = 0.25
# Days from today to the day by which an open step is promised; some are late.
_DUE_IN = (-9, -3, -2, 0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 15, 17, 21, 26)
_WHY_NOT = (
    "The appointment was cancelled and not made again.",
    "{name} was ill that week, and then it was too late.",
    "Something more urgent came first.",
    "We ran out of time and left it.",
)
_WHY_NOT_POSSIBLE = (
    "There is no such help here at present.",
    "{name} thought it over and does not want this.",
    "It turned out that this cannot be done from here.",
    "Somebody else must ask for it, and will not.",
)
_CHILD = Category.CHILD.value
_HAS_A_PLAN = frozenset({Phase.PLANNED, Phase.REVIEWED, Phase.CLOSED, Phase.SUSTAINED_CHECK})


def plan(pen: Pen, file: CaseFile) -> None:
    """Add the needs, goals, steps and risks of a case that somebody takes part in."""
    if not file.course.took_part:
        return
    for thread in file.threads:
        writer = file.writer(thread.category)
        if writer is not None:
            _plan_thread(pen, file, thread, writer)
    _ask_about_harm(pen, file)


def _plan_thread(pen: Pen, file: CaseFile, thread: Thread, writer: Worker) -> None:
    """Add one need with its goal and its steps."""
    dice, course = pen.dice, file.course
    agreed = min(course.opened + dice.between(10, 30), course.last)
    at, category, teller = pen.moment(agreed), thread.category, file.teller(thread)
    words = say(file, dice.pick(thread.needs))
    need = pen.write(file, "needs", at, writer.id, category, thread.domain.value, words)
    if course.phase not in _HAS_A_PLAN:
        return
    importance = dice.between(4, 10) if dice.random() < 0.75 else None
    wish = (say(file, dice.pick(thread.goals)), importance, as_date(agreed))
    goal = pen.write(file, "goals", at, writer.id, category, need, *wish)
    for step in (*_behind(pen, file, thread, agreed), *_ahead(pen, file, thread, agreed)):
        owner = teller if teller and dice.random() < _DONE_BY_PARTNER else writer
        row = (goal, say(file, step.what), owner.id, as_date(step.due), *step.outcome)
        pen.write(file, "actions", at, writer.id, category, *row)


def _promised(today: int, day: int) -> int:
    """Return the working day for which a step is promised; today stays today."""
    if day == today:
        return day
    return next_working_day(day) if day > today else working_day(day)


@dataclass(frozen=True, slots=True)
class _Step:
    """A step of a plan; the outcome is status, reason, when settled, confidence."""

    what: str
    due: int
    outcome: tuple[Value, ...]


def _behind(pen: Pen, file: CaseFile, thread: Thread, agreed: int) -> Iterator[_Step]:
    """Return the steps of a thread that are behind, with what became of them."""
    count = int(len(thread.steps) * file.reach)
    share = 0.3 + 0.7 * pen.setting.plan.fullness
    for place, what in enumerate(thread.steps[:count]):
        if pen.dice.random() < share:
            due = agreed + (file.course.last - agreed) * (place + 1) // (count + 1)
            yield _Step(what, working_day(due), _settled(pen, file, due))


def _ahead(pen: Pen, file: CaseFile, thread: Thread, agreed: int) -> Iterator[_Step]:
    """Return the steps that come next, where the case is open."""
    if file.course.closed is not None:
        return
    dice, count = pen.dice, int(len(thread.steps) * file.reach)
    for what in thread.steps[count : count + dice.between(1, 2)]:
        due = _promised(pen.setting.today, max(agreed + 1, pen.setting.today + dice.pick(_DUE_IN)))
        confidence = dice.between(3, 10) if dice.random() < 0.6 else None
        yield _Step(what, due, (ActionStatus.OPEN.value, None, None, confidence))


def _settled(pen: Pen, file: CaseFile, due: int) -> tuple[Value, ...]:
    """Return what became of a step: status, reason, when, confidence."""
    dice = pen.dice
    at = pen.moment(min(due + dice.between(-2, 6), file.course.last))
    confidence = dice.between(3, 10) if dice.random() < 0.5 else None
    throw = dice.random()
    if throw < 0.8:
        return (ActionStatus.DONE.value, None, at, confidence)
    if throw < 0.91:
        return (ActionStatus.NOT_DONE.value, say(file, dice.pick(_WHY_NOT)), at, confidence)
    reason = say(file, dice.pick(_WHY_NOT_POSSIBLE))
    return (ActionStatus.NOT_POSSIBLE.value, reason, at, confidence)


def _ask_about_harm(pen: Pen, file: CaseFile) -> None:
    """Add the risks: known ones with a plan, and those that were asked about and not found."""
    dice, thread = pen.dice, file.threads[0]
    writer = file.writer(thread.category)
    if writer is not None and dice.random() < 0.55:
        _risk(pen, file, writer, thread.category, _known(file, thread))
    if dice.random() < 0.6:
        _risk(pen, file, file.key, CORE, _none_known("Harm to visiting workers"))
    if any(person.part is Part.CHILD for person in file.home.people) and dice.random() < 0.8:
        _risk(pen, file, file.key, _CHILD, _none_known("Harm to the children"))


def _known(file: CaseFile, thread: Thread) -> tuple[Value, ...]:
    risk = thread.risk
    state = RiskState.PAST if file.course.closed else RiskState.KNOWN
    return (state.value, say(file, risk.harm), risk.likelihood.value, say(file, risk.plan))


def _none_known(harm: str) -> tuple[Value, ...]:
    return (RiskState.NONE_KNOWN.value, harm, Likelihood.NOT_JUDGED.value, None)


def _risk(pen: Pen, file: CaseFile, writer: Worker, category: int, row: tuple[Value, ...]) -> None:
    """Add one risk as it was last checked, and by when it is to be asked again."""
    course = file.course
    checked = min(course.opened + 14, course.last)
    if course.judged:
        checked = min(course.judged[-1].day, course.last)
    again = None if course.closed else as_date(checked + _REVIEW_RISK_DAYS)
    at = pen.moment(checked)
    pen.write(file, "risks", at, writer.id, category, *row, as_date(checked), again)
