"""How My day says who is out, and reads until when. No Qt."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import SiteId, WorkerId
from pbi_desktop.domain.people_words import Lean
from pbi_desktop.domain.time_words import Moment, read_moment, read_time, say_moment
from pbi_desktop.domain.times import LONDON, london_day
from pbi_desktop.services.outing_rows import OutingLine
from pbi_desktop.ui.screens.my_day.words import Due, clock

_IN = re.compile(
    r"(?:in\s+)?(?:(?P<hours>\d{1,2}|an?)\s*h(?:(?:ou)?rs?)?)?"
    r"(?:\s*(?:and\s+)?(?P<minutes>\d{1,3})\s*m(?:in(?:ute)?s?)?)?",
    re.I,
)
_HOW = "Write when you are back, like 15:30 or in 45 minutes."


@dataclass(frozen=True)
class GoingOut:
    """Going out as it was typed: from which site, where, until when, and who watches."""

    site: SiteId
    place: str
    due_at: datetime
    watcher: WorkerId
    appointment: UUID | None = None


def first_name(name: str) -> str:
    """Return the first word of a name."""
    return next(iter(name.split()), "")


def minutes(count: int) -> str:
    """Return "1 minute" or "12 minutes"; hours from an hour on."""
    hours, rest = divmod(count, 60)
    parts = [
        f"{many} {word}{'' if many == 1 else 's'}"
        for many, word in ((hours, "hour"), (rest, "minute"))
        if many
    ]
    return " ".join(parts) or "0 minutes"


def out_title(line: OutingLine, me: WorkerId) -> str:
    """Return who is out, as it concerns the worker."""
    if line.worker_id == me:
        return "You are out"
    if line.watcher_id == me:
        return f"You watch for {first_name(line.worker)}"
    return f"{line.worker} is not back"


def out_when(line: OutingLine, now: datetime) -> Due:
    """Return when somebody is due back, or how late they are."""
    late = line.late(now)
    if line.raised_at is not None:
        return Due(f"Alarm raised {clock(line.raised_at)} by {line.raised_by}", "danger")
    if now >= line.due_at:
        return Due(f"{minutes(late)} late" if late else "Due back now", "danger")
    day = london_day(line.due_at)
    other = "" if day == london_day(now) else " tomorrow"
    return Due(f"Back by {clock(line.due_at)}{other}", "ink2")


def out_about(line: OutingLine, me: WorkerId, place: str) -> str:
    """Return where somebody is, as it may be shown now, since when, and who watches."""
    watched = "" if line.watcher_id == me else f"{line.watcher} watches"
    parts = (place, f"since {clock(line.out_at)}", watched)
    return " \N{MIDDLE DOT} ".join(part for part in parts if part)


def alarm(line: OutingLine, me: WorkerId, now: datetime) -> str:
    """Return what calls on the worker wherever they are in the program."""
    away = f"should have been back at {clock(line.due_at)} from {line.place}"
    if line.watcher_id == me:
        return f"{line.worker} {away}. Ring them now. My day says what to do next."
    late = minutes(line.late(now))
    said = "raised the alarm" if line.raised_at else "has not found them"
    return f"{line.worker} {away}, {late} ago. {line.watcher} {said}. Look at My day."


def read_back(text: str, now: datetime) -> datetime:
    """Return the instant that was typed: "15:30", "3pm", "in 45 minutes", "an hour"."""
    plain = " ".join(text.split())
    if not plain:
        raise Invalid({"due": _HOW})
    away = _IN.fullmatch(plain)
    if away is not None and (away["hours"] or away["minutes"]):
        hours = away["hours"] or "0"
        count = 1 if hours.casefold() in ("a", "an") else int(hours)
        return now + timedelta(hours=count, minutes=int(away["minutes"] or 0))
    at = read_time(plain, "due")
    found = datetime.combine(london_day(now), at, tzinfo=LONDON)
    if found <= now:
        raise Invalid({"due": f"{clock(found)} is over. {_HOW}"})
    return found


def say_back(at: datetime) -> str:
    """Return how a time to be back was read."""
    return f"Back by {clock(at)}"


def read_visit(text: str, now: datetime) -> Moment:
    """Return the day and time of a visit; refuses one that is over or has no time."""
    moment = read_moment(text, london_day(now), lean=Lean.COMING, field="at")
    if moment.at is None:
        raise Invalid({"at": "Write the time too, like tue at 2 or tomorrow 14:30."})
    if moment.day < london_day(now):
        raise Invalid({"at": "That day is over. Write a time from today on."})
    return moment


say_visit = say_moment
