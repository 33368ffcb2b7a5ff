"""Why a case needs its worker today: one reason in words for each, the gravest first."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from functools import cached_property
from uuid import UUID

from pbi_desktop.domain.concerns import Waits
from pbi_desktop.domain.pressing import away_words
from pbi_desktop.domain.stages import Stage
from pbi_desktop.services.housing_reading import read_key_dates
from pbi_desktop.services.housing_rows import GoingAlongLine, KeyDateLine
from pbi_desktop.services.my_day_rows import CaseLine, DatedLine, GoingLine
from pbi_desktop.services.safety_reading import read_concerns_waiting
from pbi_desktop.services.safety_rows import ConcernLine
from pbi_desktop.store.unit_of_work import Work

_LONG_UNSEEN = 28


class Need(IntEnum):
    """Why a case stands where it stands; a smaller one is seen first."""

    CONCERN = 0
    KEY_DATE = 1
    LATE = 2
    CRISIS = 3
    ANSWER = 4
    REVIEW = 5
    UNSEEN = 6
    NOTHING = 7


@dataclass(frozen=True)
class Needs:
    """What in the worker's cases cannot wait: concerns and key dates, by case."""

    concerns: tuple[ConcernLine, ...]
    dates: tuple[KeyDateLine, ...]

    @cached_property
    def unsent(self) -> frozenset[UUID]:
        """The cases with a concern that was not sent."""
        return frozenset(one.case_id for one in self.concerns if one.waits is Waits.FOR_SENDING)

    @cached_property
    def unanswered(self) -> frozenset[UUID]:
        """The cases with a concern whose answer is late."""
        return frozenset(
            one.case_id for one in self.concerns if one.waits is Waits.FOR_ANSWER and one.late_days
        )

    @property
    def first_date(self) -> Mapping[UUID, KeyDateLine]:
        """The most pressing key date of each case."""
        found: dict[UUID, list[KeyDateLine]] = defaultdict(list)
        for one in self.dates:
            found[one.case_id].append(one)
        return {case: min(lines, key=lambda one: one.rank) for case, lines in found.items()}


def read_needs(work: Work, cases: Collection[UUID]) -> Needs:
    """Return the concerns in sight that wait, and the key dates of these cases."""
    return Needs(read_concerns_waiting(work), read_key_dates(work, cases))


def dated_lines(dates: Sequence[KeyDateLine], names: Mapping[UUID, str]) -> tuple[DatedLine, ...]:
    """Return key dates with whose they are, most pressing first."""
    return tuple(
        DatedLine(one.id, one.case_id, names[one.case_id], one)
        for one in sorted(dates, key=lambda one: (one.rank, one.id))
        if one.case_id in names
    )


def going_lines(
    going: Sequence[GoingAlongLine], names: Mapping[UUID, str], until: datetime
) -> tuple[GoingLine, ...]:
    """Return where the worker is to go along until then, or did; the soonest first."""
    mine = [one for one in going if one.mine and one.at < until and one.case_id in names]
    mine.sort(key=lambda one: (one.at, one.id))
    return tuple(GoingLine(one.case_id, names[one.case_id], one) for one in mine)


def need_of(
    line: CaseLine, needs: Needs, first: KeyDateLine | None, today: date
) -> tuple[Need, str]:
    """Return why a case needs its worker, and that in words; empty where nothing presses."""
    if line.case_id in needs.unsent:
        return Need.CONCERN, "A concern is not sent yet"
    if first is not None and first.rank.presses:
        return Need.KEY_DATE, f"{first.what}, {away_words(first.on_day, today)}"
    if line.late_days:
        days = "1 day" if line.late_days == 1 else f"{line.late_days} days"
        return Need.LATE, f"A step is late by {days}"
    if line.stage is Stage.CRISIS:
        return Need.CRISIS, "In crisis"
    if line.case_id in needs.unanswered:
        return Need.ANSWER, "Nobody answered the concern"
    if line.review_due:
        return Need.REVIEW, "Review due"
    return _unseen(line, today)


def _unseen(line: CaseLine, today: date) -> tuple[Need, str]:
    if line.last_seen is None:
        return Need.UNSEEN, "Nothing written yet"
    days = (today - line.last_seen).days
    if days > _LONG_UNSEEN:
        return Need.UNSEEN, f"Nothing written for {days} days"
    return Need.NOTHING, ""
