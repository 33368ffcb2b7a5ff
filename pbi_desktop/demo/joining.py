"""Writes how a case is joined to others: services at work, groups, and the days to come."""

from datetime import date
from uuid import UUID

from pbi_desktop.demo.case_file import CORE, CaseFile, Pen
from pbi_desktop.demo.dice import Dice
from pbi_desktop.demo.groups import Group, Help
from pbi_desktop.demo.instants import as_date, clock, working_day, working_days_on
from pbi_desktop.demo.staff import Worker
from pbi_desktop.demo.telling import say
from pbi_desktop.demo.thread import ServiceIdea, Thread
from pbi_desktop.domain.bulk import Value
from pbi_desktop.domain.casework import Flow, Quality, ReferralKind, ReferralStatus

_WEEK = 7
_MADE_DAYS_BEFORE = 4
# Times a person came to a group: never, once, twice, or many times.
_CAME = (0, 0, 1, 1, 2, 2, 3, 5, 8)
# Days from today, hour and minute of a worker's appointments, in the order they are given out.
_SLOTS = (
    (0, 9, 15),
    (0, 10, 30),
    (0, 13, 0),
    (0, 15, 15),
    (1, 10, 0),
    (1, 14, 0),
    (2, 9, 30),
    (2, 11, 30),
    (3, 10, 0),
    (4, 13, 30),
    (5, 11, 0),
    (6, 14, 30),
)
_WHAT = (
    "Home visit",
    "Home visit",
    "Tea at the hub, look at the plan",
    "Go along to the surgery",
    "Go along to the group",
    "Phone call, letters to hand",
    "Review of the plan",
)
_WITH_PARTNER = ("Joint visit with the key worker", "Check-up at home", "Ring about the plan")


def join(pen: Pen, file: CaseFile) -> None:
    """Add services, referrals and attendances, and what is in the diary."""
    if file.course.took_part:
        for thread in file.threads:
            _serve(pen, file, thread)
        _refer(pen, file)
    if file.course.closed is None:
        _meet(pen, file)


def _serve(pen: Pen, file: CaseFile, thread: Thread) -> None:
    """Add the services at work in a thread."""
    writer = file.writer(thread.category)
    if writer is None:
        return
    for idea in thread.services:
        if pen.dice.random() < 0.45 + 0.4 * pen.setting.plan.fullness:
            _service(pen, file, thread, writer, idea)


def _service(pen: Pen, file: CaseFile, thread: Thread, writer: Worker, idea: ServiceIdea) -> None:
    dice, course = pen.dice, file.course
    known = idea.agency and pen.setting.staff.agency(idea.agency).id
    helper = file.partner(idea.agency) if idea.agency else None
    began = course.opened - dice.between(0, 200)
    last = max(began, course.last - dice.between(1, 60))
    quality = Quality.WORKING if file.reach > 0.7 and dice.random() < 0.5 else idea.quality
    pen.write(
        file,
        "involvements",
        pen.moment(course.opened),
        writer.id,
        thread.category,
        known,
        idea.service,
        helper.name if helper else None,
        as_date(began),
        as_date(course.closed) if course.closed else None,
        as_date(last),
        quality.value,
        dice.between(1, 3),
        idea.flow.value,
    )


def _refer(pen: Pen, file: CaseFile) -> None:
    """Add referrals and signposts to groups, each group once."""
    wanted = {help_: thread for thread in file.threads for help_ in thread.helps}
    spare = [] if Help.COMPANY in wanted else [file.groups[Help.COMPANY]]
    for help_, thread in wanted.items():
        writer = file.writer(thread.category)
        if writer is not None and pen.dice.random() < 0.5 * file.reach + 0.15:
            _go(pen, file, thread, writer, file.groups[help_], spare)


def _go(  # noqa: PLR0913 - whose, about what, by whom, to which group, and which one is left
    pen: Pen, file: CaseFile, thread: Thread, writer: Worker, group: Group, spare: list[Group]
) -> None:
    """Add one referral or signpost, and the days on which the person came or did not."""
    dice, course = pen.dice, file.course
    made = course.opened + (course.last - course.opened) * dice.between(10, 70) // 100
    signpost = dice.random() < 0.35
    kind = ReferralKind.SIGNPOST if signpost else ReferralKind.REFERRAL
    room = max(0, (course.last - made) // _WEEK - 1)
    times = min(dice.pick(_CAME), room)
    days = [made + _WEEK * (place + 1) + dice.between(0, 3) for place in range(times)]
    status, closed, quality, flow = _outcome(pen, signpost, made, days)
    sent_on = _sent_on_day(status, closed, course.last) if spare else None
    if sent_on is not None:
        status, closed = ReferralStatus.REROUTED, None
    at, agreed = pen.moment(made), (say(file, dice.pick(thread.goals)), dice.random() < 0.96)
    by, about = writer.id, thread.category
    ends = (closed, quality.value if quality else None, flow.value if flow else None)
    tie = (kind.value, status.value, group.id, None, *agreed, as_date(made), *ends, None)
    key = pen.write(file, "referrals", at, by, about, *tie)
    if sent_on is not None:
        starts = (kind.value, ReferralStatus.MADE.value, spare.pop().id, None, *agreed)
        row = (*starts, as_date(sent_on), None, Quality.PLANNED.value, None, key)
        _send_on(pen, file, working_day(sent_on), by, about, row)
    for day in days:
        came = (group.id, as_date(day), dice.random() < 0.85)
        pen.write(file, "attendances", pen.moment(day), by, about, *came)


def _sent_on_day(status: ReferralStatus, back: date | None, last: int) -> int | None:
    """Return the day on which what came back is sent on, while somebody still works on it."""
    if status is not ReferralStatus.RETURNED or back is None or back.toordinal() >= last:
        return None
    return back.toordinal()


def _send_on(  # noqa: PLR0913 - whose, when, by whom, about what
    pen: Pen, file: CaseFile, day: int, by: UUID, about: int, row: tuple[Value, ...]
) -> None:
    """Add the referral that follows one that came back; it moves no throw of the dice."""
    key = Dice.of("sent on", row[-1]).new_id()
    at = clock(day, 11)
    pen.books.keep("referrals", key, at, by, file.id, file.subject.id, about, *row)


def _outcome(
    pen: Pen, signpost: bool, made: int, days: list[int]
) -> tuple[ReferralStatus, date | None, Quality | None, Flow | None]:
    """Return status, end, quality and flow; a second visit closes a referral."""
    throw = pen.dice.random()
    if len(days) >= 2:
        strong = Quality.STRONG if len(days) > 3 else Quality.WORKING
        return ReferralStatus.CLOSED, as_date(days[1]), strong, Flow.BOTH
    if days:
        return ReferralStatus.ATTENDED, None, Quality.WEAK, Flow.TO_FAMILY
    if signpost or throw < 0.3:
        return ReferralStatus.MADE, None, Quality.PLANNED, None
    if throw < 0.55:
        return ReferralStatus.ACCEPTED, None, Quality.PLANNED, None
    end = min(made + 40, pen.setting.today)
    if throw < 0.75:
        return ReferralStatus.RETURNED, as_date(end), None, None
    return ReferralStatus.LAPSED, as_date(end), None, None


def _meet(pen: Pen, file: CaseFile) -> None:
    """Add the next appointments of an open case, where its workers have room this week."""
    if pen.dice.random() < 0.75:
        appoint(pen, file, file.key, pen.dice.pick(_WHAT))
    for partner in file.partners:
        if pen.dice.random() < 0.3:
            appoint(pen, file, partner, pen.dice.pick(_WITH_PARTNER))


def appoint(pen: Pen, file: CaseFile, worker: Worker, what: str) -> None:
    """Add an appointment in the next free hour of a worker; nothing where the week is full."""
    diary, setting = pen.setting.diary, pen.setting
    taken = diary.get(worker.id, 0)
    if taken >= len(_SLOTS):
        return
    diary[worker.id] = taken + 1
    ahead, hour, minute = _SLOTS[taken]
    at = clock(working_days_on(setting.today, ahead), hour, minute)
    made = pen.moment(max(file.course.opened, setting.today - _MADE_DAYS_BEFORE))
    row = (at, worker.id, what, at < setting.now)
    pen.write(file, "appointments", made, file.key.id, CORE, *row)
