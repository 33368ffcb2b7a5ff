"""The measures counted a second way: plainly, case by case, from the sentences of the definitions.

Nothing of the program's own reading or placing is used here.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from pbi_desktop.domain.gains import Gain, GainNature, GainStatus
from pbi_desktop.domain.ids import RecordId
from pbi_desktop.domain.outcomes import CaseFacts, GainFact, OutcomesQuestion

ADAPTED, NOT_COPING = 3, 1
DEBT = ("debt_written_off", "debt_reduced")


@dataclass
class Tally:
    """Cases of one measure, as sets of positions in the list."""

    yes: set[int] = field(default_factory=set)
    no: set[int] = field(default_factory=set)
    out: dict[str, set[int]] = field(default_factory=dict)

    def leave_out(self, reason: str, case: int) -> None:
        self.out.setdefault(reason, set()).add(case)

    def put(self, case: int, counted: bool) -> None:
        (self.yes if counted else self.no).add(case)


def in_period(cases: Iterable[CaseFacts], question: OutcomesQuestion) -> list[CaseFacts]:
    first, last = question.period.first, min(question.period.last, question.as_at)
    return [case for case in cases if case.opened_on >= first and case.opened_on <= last]


def tallies(cases: list[CaseFacts], today: date) -> dict[str, Tally]:
    """Return the tally of each measure by its id."""
    names = ("took_part", "adapted_at_close", "adapted_at_six_months", "better_off_confirmed")
    result = {name: Tally() for name in (*names, "group_twice_or_more", "fewer_unplanned_events")}
    for number, case in enumerate(cases):
        shut_later = case.closed_on is not None and case.closed_on > today
        result["fewer_unplanned_events"].leave_out("no_demand_events_recorded", number)
        if case.closure_reason == "duplicate" and not shut_later:
            for name in (*names, "group_twice_or_more"):
                result[name].leave_out("duplicate", number)
            continue
        result["took_part"].put(number, case.engaged)
        _stages(result, number, case, today)
        _money(result["better_off_confirmed"], number, case, today)
        _groups(result["group_twice_or_more"], number, case, today)
    return result


def _overall(case: CaseFacts, kind: str, today: date) -> list[tuple[date, int]]:
    return [
        (one.rated_on, int(one.stage))
        for one in case.ratings
        if one.domain == "overall" and one.kind == kind and one.rated_on <= today
    ]


def is_shut(case: CaseFacts, today: date) -> bool:
    if case.closed_on is not None:
        return case.closed_on <= today
    return case.phase in ("closed", "sustained_check")


def start_and_end(case: CaseFacts, today: date) -> tuple[int | None, int | None]:
    starts, ends = _overall(case, "baseline", today), _overall(case, "closing", today)
    first_day = min((day for day, _ in starts), default=None)
    last_day = max((day for day, _ in ends), default=None)
    start = max((stage for day, stage in starts if day == first_day), default=None)
    end = min((stage for day, stage in ends if day == last_day), default=None)
    return start, end


def _stages(result: dict[str, Tally], number: int, case: CaseFacts, today: date) -> None:
    start, end = start_and_end(case, today)
    both = (result["adapted_at_close"], result["adapted_at_six_months"])
    why = None
    if not is_shut(case, today) or start is None or end is None:
        if not case.engaged:
            why = "did_not_take_part"
        else:
            why = "rating_missing" if is_shut(case, today) else "still_open"
    elif start > NOT_COPING:
        why = "started_higher"
    if why is not None or start is None or end is None:
        for tally in both:
            tally.leave_out(str(why), number)
        return
    both[0].put(number, end >= ADAPTED)
    if end < ADAPTED:
        both[1].leave_out("not_adapted_at_close", number)
        return
    ends = _overall(case, "closing", today)
    due = half_a_year_after(case.closed_on or max(day for day, _ in ends))
    checks = sorted(one for one in _overall(case, "sustained", today) if one[0] >= due)
    if checks:
        both[1].put(number, checks[0][1] >= ADAPTED)
    else:
        both[1].leave_out("check_missing" if today >= due else "check_not_due", number)


def half_a_year_after(day: date) -> date:
    year, month = (day.year, day.month + 6) if day.month <= 6 else (day.year + 1, day.month - 6)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("no such month")


def _money(tally: Tally, number: int, case: CaseFacts, today: date) -> None:
    known = [one for one in case.gains if one.confirmed_on is None or one.confirmed_on <= today]
    if case.money_hidden:
        tally.leave_out("money_hidden", number)
        return
    if not (case.money_assessed or known):
        tally.leave_out("money_not_assessed" if case.engaged else "did_not_take_part", number)
        return
    tally.put(number, sum(worth_by_id(known, confirmed=True, debt=False).values()) > 0)


def worth_by_id(gains: Iterable[GainFact], *, confirmed: bool, debt: bool) -> dict[RecordId, int]:
    """Return the first year's worth of each award that counts, by its id."""
    worth: dict[RecordId, int] = {}
    for fact in gains:
        gain = fact.gain
        if (gain.status is GainStatus.CONFIRMED) != confirmed or (gain.category in DEBT) != debt:
            continue
        worth[fact.id] = first_year(gain)
    return worth


def first_year(gain: Gain) -> int:
    """Return what a gain is worth in its first year, worked out by hand."""
    if gain.nature is GainNature.ONE_OFF:
        return int(gain.amount)
    times = {"weekly": 52, "fortnightly": 26, "four_weekly": 13, "monthly": 12}
    each = int(gain.amount) - int(gain.previous)
    year = each * times.get(gain.frequency, 1)
    start, end = gain.start, gain.end
    weeks = 52 if start is None or end is None else min(52, max(0, (end - start).days // 7))
    return year if weeks == 52 else int(abs(year) * weeks // 52) * (1 if year >= 0 else -1)


def _groups(tally: Tally, number: int, case: CaseFacts, today: date) -> None:
    if not case.engaged:
        tally.leave_out("did_not_take_part", number)
        return
    days: dict[object, set[date]] = {}
    for visit in case.attendances:
        if visit.came and case.opened_on <= visit.on_day <= today:
            days.setdefault(visit.group, set()).add(visit.on_day)
    tally.put(number, any(len(of_one_group) >= 2 for of_one_group in days.values()))


def waits(cases: Iterable[CaseFacts], today: date) -> list[tuple[int, bool]]:
    """Return for each timed case how many days it was watched, and whether it was adapted then."""
    found: list[tuple[int, bool]] = []
    for case in cases:
        duplicate = case.closure_reason == "duplicate" and (case.closed_on or today) <= today
        start, _ = start_and_end(case, today)
        if duplicate or not case.engaged or start is None or start >= ADAPTED:
            continue
        adapted = [
            one.rated_on
            for one in case.ratings
            if one.domain == "overall" and one.kind != "baseline" and one.stage >= ADAPTED
        ]
        known = [day for day in adapted if day <= today]
        end = min(known) if known else today
        found.append((max((end - case.opened_on).days, 0), bool(known)))
    return found


def routes(cases: Iterable[CaseFacts], today: date) -> dict[tuple[int, int, int], int]:
    """Return how many went by which stages: start, the review nearest half a year on, closing."""
    found: dict[tuple[int, int, int], int] = {}
    for case in cases:
        closed_on = case.closed_on if case.closed_on and case.closed_on <= today else None
        start, end = start_and_end(case, today)
        if not is_shut(case, today) or start is None or end is None:
            continue
        if case.closure_reason == "duplicate" and (case.closed_on or today) <= today:
            continue
        first, middle, last = (months_after(case.opened_on, count) for count in (3, 6, 9))
        near = sorted(
            (abs((day - middle).days), stage)
            for day, stage in _overall(case, "review", today)
            if first <= day <= last and (closed_on is None or day <= closed_on)
        )
        if near:
            way = (start, near[0][1], end)
            found[way] = found.get(way, 0) + 1
    return found


def months_after(day: date, months: int) -> date:
    """Return the same day some months on, or the last day of that month."""
    year, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("no such month")
