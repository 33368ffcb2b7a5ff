"""How My day says what must not be missed: concerns, dates, reviews, referrals. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from pbi_desktop.domain.concerns import Waits
from pbi_desktop.domain.housing import GoingTo
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.pressing import SOON_DAYS, away_words
from pbi_desktop.domain.safety import ConcernAbout
from pbi_desktop.domain.times import london_day
from pbi_desktop.services.my_day_rows import Day, GoingLine
from pbi_desktop.ui.screens.my_day.words import Due, clock, due, short_day

if TYPE_CHECKING:
    from pbi_desktop.services.safety_rows import ConcernLine

_ABOUT = {
    ConcernAbout.CHILD: "a child",
    ConcernAbout.ADULT: "an adult",
    ConcernAbout.DOMESTIC_ABUSE: "domestic abuse",
    ConcernAbout.EXPLOITATION: "exploitation",
}
_PLACES = {
    GoingTo.COURT: "court",
    GoingTo.CLINIC: "clinic",
    GoingTo.FIRST_VISIT: "first visit",
    GoingTo.BENEFITS: "benefits",
    GoingTo.HOUSING: "housing",
    GoingTo.OTHER: "somewhere else",
}


@dataclass(frozen=True)
class Unsent:
    """A concern that nobody has sent, and its case."""

    case_id: CaseId
    concern: UUID


@dataclass(frozen=True)
class CardLine:
    """One line of a card: what, whose, a word more, and when."""

    case_id: CaseId
    title: str
    person: str
    more: str
    when: Due
    unsent: Unsent | None = None
    """The concern to be sent: Enter asks at once when, to whom, and what they call it by."""


Say = Callable[[Day], tuple[CardLine, ...]]


def not_sent(day: Day) -> tuple[CardLine, ...]:
    """Return the concerns that nobody has sent."""
    waiting = [one for one in day.concerns if one.waits is Waits.FOR_SENDING]
    return tuple(_concern(one, day.today) for one in waiting)


def not_answered(day: Day) -> tuple[CardLine, ...]:
    """Return the concerns that were sent and whose answer is to be chased."""
    waiting = [one for one in day.concerns if one.waits is Waits.FOR_ANSWER and one.late_days]
    return tuple(_concern(one, day.today) for one in waiting)


def _concern(one: "ConcernLine", today: date) -> CardLine:
    noticed = away_words(london_day(one.noticed_at), today)
    by = "" if one.mine else f" by {one.noticed_by}"
    to = f"Sent to {one.recipient}" if one.is_sent else f"Noticed {noticed}{by}"
    when = due(None, one.late_days, today) if one.late_days else Due("Send it today", "danger")
    child = one.about is ConcernAbout.CHILD
    who = "a child who is not on the case" if child and one.grown else _ABOUT[one.about]
    unsent = Unsent(one.case_id, one.id) if one.waits is Waits.FOR_SENDING else None
    return CardLine(one.case_id, f"A concern about {who}", one.name, to, when, unsent)


def going_along(day: Day) -> tuple[CardLine, ...]:
    """Return where the worker goes with somebody, and when."""
    return tuple(
        CardLine(one.case_id, _to(one), one.person, one.going.place, _at(one, day.today))
        for one in day.going
    )


def _to(one: GoingLine) -> str:
    return f"Go along: {_PLACES[one.going.going_to]}"


def _at(one: GoingLine, today: date) -> Due:
    on_day = london_day(one.going.at)
    if on_day < today:
        return Due(f"{short_day(on_day, today)}: how did it go?", "warn")
    said = due(on_day, 0, today)
    return Due(f"{said.words} {clock(one.going.at)}", said.tone)


def key_dates(day: Day) -> tuple[CardLine, ...]:
    """Return the key dates that are near, past and not settled, or to come within four weeks."""
    return tuple(
        CardLine(
            one.case_id,
            one.date.what,
            one.person,
            f"If it is missed: {one.date.consequence}",
            _near(one.date.on_day, day.today, pressing=one.date.rank.presses),
        )
        for one in day.key_dates
        if one.date.days_left <= SOON_DAYS
    )


def _near(day: date, today: date, *, pressing: bool) -> Due:
    away = away_words(day, today)
    said = away.capitalize() if (day - today).days in (-1, 0, 1) else short_day(day, today)
    words = said if said == away.capitalize() else f"{said}, {away}"
    if day < today:
        return Due(f"{words}: what became of it?", "danger")
    return Due(words, "danger" if pressing else "warn")


def reviews_and_checks(day: Day) -> tuple[CardLine, ...]:
    """Return the reviews that are due and the checks half a year after closing."""
    reviews = [
        CardLine(one.case_id, "Review", one.person, "", _review(one.review_on, day.today))
        for one in day.cases
        if one.review_due
    ]
    checks = [
        CardLine(
            one.case_id,
            "Check six months after closing",
            one.person,
            "A newer case is open: ask there" if one.open_again else "",
            Due(one.words, "danger" if one.days_over else "ink2"),
        )
        for one in day.checks
    ]
    return (*reviews, *checks)


def _review(on_day: date | None, today: date) -> Due:
    late = (today - on_day).days if on_day is not None and on_day < today else 0
    return due(on_day, late, today)


def referrals(day: Day) -> tuple[CardLine, ...]:
    """Return the referrals and signposts that wait for somebody, the oldest first."""
    return tuple(
        CardLine(
            one.case_id,
            one.to,
            one.person,
            one.words,
            Due("Late" if one.late else "", "danger" if one.late else "ink2"),
        )
        for one in day.referrals
    )
