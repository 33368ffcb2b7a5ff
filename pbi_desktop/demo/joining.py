"""Writes how a case is joined to others: services at work, groups, and the days to come."""

from datetime import date, datetime, timedelta

from pbi_desktop.demo.case_file import CORE, CaseFile, Pen
from pbi_desktop.demo.groups import Group
from pbi_desktop.demo.instants import as_date, clock
from pbi_desktop.demo.staff import Worker
from pbi_desktop.demo.telling import say
from pbi_desktop.demo.thread import ServiceIdea, Thread
from pbi_desktop.domain.casework import Flow, Quality, ReferralKind, ReferralStatus

_WEEK = 7
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


def join(pen: Pen, file: CaseFile) -> None:
    """Add services, referrals and attendances, and what is in the diary."""
    if file.course.took_part:
        for thread in file.threads:
            _serve(pen, file, thread)
            _refer(pen, file, thread)
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
    helper = file.partner if file.partner and file.partner.agency.kind is idea.agency else None
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
        dice.between(1, 5),
        idea.flow.value,
    )


def _refer(pen: Pen, file: CaseFile, thread: Thread) -> None:
    """Add referrals and signposts to groups, and the days on which somebody came."""
    for help_wanted in thread.helps:
        if pen.dice.random() < 0.5 * file.reach + 0.15:
            _go(pen, file, thread, file.groups[help_wanted])


def _go(pen: Pen, file: CaseFile, thread: Thread, group: Group) -> None:
    dice, course = pen.dice, file.course
    made = course.opened + (course.last - course.opened) * dice.between(10, 70) // 100
    signpost = dice.random() < 0.35
    room = max(0, (course.last - made) // _WEEK - 1)
    times = min(dice.pick(_CAME), room)
    days = [made + _WEEK * (place + 1) + dice.between(0, 3) for place in range(times)]
    row = _outcome(pen, signpost, made, days)
    kind = ReferralKind.SIGNPOST if signpost else ReferralKind.REFERRAL
    agreed = dice.random() < 0.96
    status, closed, quality, flow = row
    reason = say(file, dice.pick(thread.goals))
    written = pen.moment(made)
    pen.write(
        file,
        "referrals",
        written,
        file.key.id,
        CORE,
        kind.value,
        status.value,
        group.id,
        None,
        reason,
        agreed,
        as_date(made),
        closed,
        quality.value if quality else None,
        flow.value if flow else None,
    )
    for day in days:
        _attend(pen, file, group, day)


def _attend(pen: Pen, file: CaseFile, group: Group, day: int) -> None:
    came = pen.dice.random() < 0.85
    at = pen.moment(day)
    pen.write(file, "attendances", at, file.key.id, CORE, group.id, as_date(day), came)


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
    """Add the next appointment of an open case, if the key worker has room this week."""
    diary, setting = pen.setting.diary, pen.setting
    taken = diary.get(file.key.id, 0)
    if taken >= len(_SLOTS) or pen.dice.random() > 0.75:
        return
    diary[file.key.id] = taken + 1
    ahead, hour, minute = _SLOTS[taken]
    at = clock(setting.today + ahead, hour, minute)
    made = _made_before(setting.now, at)
    what = pen.dice.pick(_WHAT)
    row = (at, file.key.id, what, at + timedelta(minutes=45) < setting.now)
    pen.write(file, "appointments", made, file.key.id, CORE, *row)


def _made_before(now: datetime, at: datetime) -> datetime:
    """Return when an appointment was made: some days ago."""
    return min(now, at) - timedelta(days=3)
