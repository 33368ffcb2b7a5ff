"""How My day says its days, counts and news. No Qt."""

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from pbi_desktop.domain.calendar_words import DAY_NAMES, MONTH_NAMES
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.people_words import read_date
from pbi_desktop.domain.times import LONDON, london_day
from pbi_desktop.services.my_day_rows import CaseLine, CaseOrder, Day, News, NewsKind
from pbi_desktop.ui.kit.days import late_by

_NOON, _EVENING = 12, 17
_NEAR_DAYS, _SOME_DAYS = 7, 28
FEWER = "Show fewer"

ORDERS = {
    CaseOrder.NEEDS_YOU: "Needs you first",
    CaseOrder.STREET: "By street",
    CaseOrder.REVIEW: "By review date",
}
NEWS_ICONS = {
    NewsKind.NOTE: "message-square",
    NewsKind.MONEY: "badge-pound-sterling",
    NewsKind.STAGE: "goal",
    NewsKind.GROUP: "users",
    NewsKind.PLAN: "list-checks",
    NewsKind.RISK: "shield",
    NewsKind.CASE: "folder-open",
}


class Due(NamedTuple):
    """When something is due, in words, and how pressing it is."""

    words: str
    tone: str


def greeting(now: datetime, name: str) -> str:
    """Return "Good morning, Leah" by the clock on the wall."""
    hour = now.astimezone(LONDON).hour
    part = "morning" if hour < _NOON else "afternoon" if hour < _EVENING else "evening"
    return f"Good {part}, {name}"


def long_day(day: date) -> str:
    """Return "Tuesday 24 November 2026"."""
    return f"{DAY_NAMES[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def clock(at: datetime) -> str:
    """Return the time on the wall: "10:15"."""
    return f"{at.astimezone(LONDON):%H:%M}"


def more(rest: int) -> str:
    """Return what leads to the promises that are not shown."""
    return f"Show {rest:,} more"


def due(due_on: date | None, late_days: int, today: date) -> Due:
    """Return when a step is due."""
    if late_days:
        return Due(late_by(late_days).capitalize(), "danger")
    if due_on is None:
        return Due("No day set", "ink2")
    away = (due_on - today).days
    if away == 0:
        return Due("Today", "warn")
    if away == 1:
        return Due("Tomorrow", "ink2")
    if away < _NEAR_DAYS:
        return Due(f"{DAY_NAMES[due_on.weekday()]} {due_on.day}", "ink2")
    return Due(short_day(due_on, today), "ink2")


def short_day(day: date, today: date) -> str:
    """Return "23 November", with its year where that is another."""
    said = f"{day.day} {MONTH_NAMES[day.month - 1]}"
    return said if day.year == today.year else f"{said} {day.year}"


def last_seen(day: date | None, today: date) -> str:
    """Return how long ago somebody was last heard of."""
    if day is None:
        return "Nothing written yet"
    days = (today - day).days
    if days <= 0:
        return "Today"
    if days == 1:
        return "Yesterday"
    return f"{days} days ago" if days <= _SOME_DAYS else short_day(day, today)


def next_step(line: CaseLine, today: date) -> Due:
    """Return the next step of a case and when it is due."""
    if not line.next_step:
        return Due("No next step", "ink2")
    if line.next_due is None:
        return Due(line.next_step, "ink")
    when = due(line.next_due, line.late_days, today)  # first: the end gives way in less room
    tone = "danger" if line.late_days else "ink"
    return Due(f"{when.words} \N{MIDDLE DOT} {line.next_step}", tone)


def who(line: CaseLine) -> str:
    """Return age and site, as far as they are known."""
    parts = [str(line.age) if line.age is not None else "", line.site]
    return " \N{MIDDLE DOT} ".join(part for part in parts if part)


def why_tone(line: CaseLine) -> str:
    """Return how pressing the reason is: what is late or grave is red, the rest is plain."""
    grave = line.late_days or any(word in line.why for word in ("not sent", "crisis"))
    return "danger" if grave else "ink"


def look_out_icon(line: CaseLine) -> str:
    """Return the icon of what to look out for."""
    if line.look_out == "Review due":
        return "flag"
    return "languages" if "interpret" in line.look_out.lower() else "eye"


def promised(day: Day) -> str:
    """Return how many promises are late, due today and due this week."""
    counts = ((day.late, "late"), (day.due_today, "today"), (day.due_this_week, "this week"))
    return " \N{MIDDLE DOT} ".join(f"{count} {word}" for count, word in counts if count)


def who_waits(waiting: int, late: int, longest: str, not_safe: int) -> str:
    """Return how many are not safe, how many wait and how long; nothing where nobody waits."""
    if not waiting:
        return ""
    pressing = f"{not_safe:,} not safe now. " if not_safe else ""
    said = "1 person waits" if waiting == 1 else f"{waiting:,} people wait"
    since = f", the longest for {longest}" if longest else ""
    behind = f". {late:,} {'is' if late == 1 else 'are'} late" if late else ""
    return f"{pressing}{said}{since}{behind}"


def to_go(day: Day) -> str:
    """Return how much of today is left."""
    left = sum(not item.done for item in day.items)
    return f"{left} to go" if left else "All done" if day.items else ""


def news_words(news: News, today: date) -> str:
    """Return who did what and when: "Tom (police) wrote a note, 09:12"."""
    by = f"{news.by} ({news.agency})" if news.agency else news.by
    many = f" ({news.count} times)" if news.count > 1 else ""
    day = london_day(news.at)
    when = clock(news.at) if day == today else f"{last_seen(day, today).lower()} {clock(news.at)}"
    return f"{by} {news.title[:1].lower()}{news.title[1:]}{many}, {when}"


def read_day(text: str, today: date) -> date:
    """Return the day that was typed: "tue", "in 2 weeks"; refuses what is no whole day."""
    day = read_date(text, today, field="day").day
    if day is None:
        raise Invalid({"day": "Write a whole day, like tue, 12 nov or in 2 weeks."})
    if day < today:
        raise Invalid({"day": "That day is over. Write a day from today on."})
    return day


def read_id(text: str) -> UUID | None:
    """Return the id that a part of an address names, or None where it names none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def moved_from(what: str, name: str) -> str:
    """Return the words above the field in which another day is typed."""
    return f"Move “{what}” for {name} to another day"
