"""The outcomes report counted a second way: from raw rows, in plain Python, by the definitions.

Nothing of the program's services, models or analysis is used here: only SQL, dates and sums.
"""

import sqlite3
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from math import exp, sqrt
from statistics import NormalDist, median
from typing import Any

DEBT = ("debt_written_off", "debt_reduced")
A_YEAR = {"weekly": 52, "fortnightly": 26, "four_weekly": 13, "monthly": 12, "annual": 1}
Z = NormalDist().inv_cdf(0.975)


@dataclass
class File:
    """The rows of a store that a council's manager may see."""

    cases: list[dict[str, Any]]
    ratings: dict[bytes, list[dict[str, Any]]]
    gains: dict[bytes, list[dict[str, Any]]]
    visits: dict[bytes, list[dict[str, Any]]]
    homes: dict[bytes, bytes]


def read(connection: sqlite3.Connection) -> File:
    """Read the rows."""
    may_see = {
        row["category"]
        for row in _rows(
            connection,
            "SELECT category FROM agreements WHERE withdrawn_at IS NULL"
            " AND agency_kind = 'council' AND purpose = 'direct_support'",
        )
    }
    cases = _rows(connection, "SELECT * FROM cases WHERE withdrawn_at IS NULL")
    subject = {case["id"]: case["subject_id"] for case in cases}

    def of_cases(table: str) -> dict[bytes, list[dict[str, Any]]]:
        found: defaultdict[bytes, list[dict[str, Any]]] = defaultdict(list)
        for row in _rows(connection, f"SELECT * FROM {table} WHERE withdrawn_at IS NULL"):
            if row["category"] in may_see:
                found[row["case_id"]].append(row)
        return found

    ratings = {
        case: [row for row in rows if row["subject_id"] == subject[case]]
        for case, rows in of_cases("stage_ratings").items()
    }
    living = _rows(
        connection,
        "SELECT * FROM memberships WHERE withdrawn_at IS NULL AND ended_on IS NULL"
        " ORDER BY started_on IS NOT NULL, started_on, id",
    )
    homes = {row["subject_id"]: row["household_id"] for row in living}
    return File(cases, ratings, of_cases("gains"), of_cases("attendances"), homes)


def _rows(connection: sqlite3.Connection, sql: str) -> list[dict[str, Any]]:
    found = connection.execute(sql)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found]


def _day(text: Any) -> date | None:
    return None if text is None else date.fromisoformat(str(text))


# --- one case ------------------------------------------------------------------------------------


@dataclass
class Told:
    """What the rows say of one case."""

    duplicate: bool
    engaged: bool
    closed: bool
    closed_on: date | None
    opened_on: date
    start: int | None
    end: int | None
    end_on: date | None
    checks: list[tuple[date, int]]
    adapted_on: date | None
    worth: dict[bytes, tuple[dict[str, Any], int]]
    assessed: bool
    group_days: dict[bytes, set[str]] = field(default_factory=dict)


def tell(file: File, case: dict[str, Any]) -> Told:
    """Return what the rows say of a case."""
    rated = file.ratings.get(case["id"], [])
    overall = [row for row in rated if row["domain"] == "overall"]

    def of_kind(kind: str) -> list[tuple[str, int]]:
        return [(row["rated_on"], row["stage"]) for row in overall if row["kind"] == kind]

    first = min((day for day, _ in of_kind("baseline")), default=None)
    last = max((day for day, _ in of_kind("closing")), default=None)
    later = [row["rated_on"] for row in overall if row["kind"] != "baseline" and row["stage"] >= 3]
    days: defaultdict[bytes, set[str]] = defaultdict(set)
    for row in file.visits.get(case["id"], []):
        if row["came"] and row["on_day"] >= case["opened_on"]:
            days[row["group_id"]].add(row["on_day"])
    gains = file.gains.get(case["id"], [])
    return Told(
        duplicate=case["closure_reason"] == "duplicate",
        engaged=case["phase"] in ("assessed", "planned", "reviewed") or bool(rated),
        closed=case["closed_on"] is not None or case["phase"] in ("closed", "sustained_check"),
        closed_on=_day(case["closed_on"]),
        opened_on=date.fromisoformat(case["opened_on"]),
        start=max((stage for day, stage in of_kind("baseline") if day == first), default=None),
        end=min((stage for day, stage in of_kind("closing") if day == last), default=None),
        end_on=_day(last),
        checks=sorted((date.fromisoformat(day), stage) for day, stage in of_kind("sustained")),
        adapted_on=_day(min(later, default=None)),
        worth={row["id"]: (row, first_year(row)) for row in gains},
        assessed=bool(gains) or any(row["domain"] == "money" for row in rated),
        group_days=days,
    )


def first_year(gain: dict[str, Any]) -> int:
    """Return what a gain is worth in its first year."""
    if gain["nature"] == "one_off":
        return int(gain["amount"])
    year = (gain["amount"] - gain["previous_amount"]) * A_YEAR[gain["frequency"]]
    start, end = _day(gain["start_on"]), _day(gain["end_on"])
    weeks = 52
    if start and end:
        weeks = min(52, max(0, (end - start).days // 7))
    if weeks == 52:
        return int(year)
    part = abs(year) * weeks // 52
    return int(part if year >= 0 else -part)


def income(told: Told) -> int:
    """Return what is confirmed, debt apart."""
    return sum(
        worth
        for gain, worth in told.worth.values()
        if gain["status"] == "confirmed" and gain["gain_category"] not in DEBT
    )


def half_a_year_after(day: date) -> date:
    """Return the same day six months on, or the last of that month."""
    year, month = divmod(day.month + 5, 12)
    for number in (day.day, 30, 29, 28):
        try:
            return date(day.year + year, month + 1, min(number, day.day))
        except ValueError:
            continue
    raise AssertionError("no such day")


# --- the measures --------------------------------------------------------------------------------


def places(told: Told, today: date) -> dict[str, bool | str]:
    """Return for each measure: in n, in N only, or why left out."""
    if told.duplicate:
        five = ("took_part", *_STAGES, "better_off_confirmed", "group_twice_or_more")
        return dict.fromkeys(five, "duplicate") | _NO_EVENTS
    close = _at_close(told)
    money: bool | str = income(told) > 0
    if not told.assessed:
        money = "money_not_assessed" if told.engaged else "did_not_take_part"
    groups: bool | str = any(len(days) >= 2 for days in told.group_days.values())
    return {
        "took_part": told.engaged,
        "adapted_at_close": close,
        "adapted_at_six_months": _half_a_year_on(told, close, today),
        "better_off_confirmed": money,
        "group_twice_or_more": groups if told.engaged else "did_not_take_part",
        **_NO_EVENTS,
    }


_STAGES = ("adapted_at_close", "adapted_at_six_months")
_NO_EVENTS: dict[str, bool | str] = {"fewer_unplanned_events": "no_demand_events_recorded"}


def _at_close(told: Told) -> bool | str:
    if told.closed and told.start is not None and told.end is not None:
        return told.end >= 3 if told.start <= 1 else "started_higher"
    if not told.engaged:
        return "did_not_take_part"
    return "rating_missing" if told.closed else "still_open"


def _half_a_year_on(told: Told, close: bool | str, today: date) -> bool | str:
    if close is not True:
        return "not_adapted_at_close" if close is False else close
    shut = told.closed_on or told.end_on
    assert shut is not None
    due = half_a_year_after(shut)
    checks = [stage for day, stage in told.checks if day >= due]
    if checks:
        return checks[0] >= 3
    return "check_missing" if due <= today else "check_not_due"


def interval(n: int, of: int) -> tuple[float | None, float | None]:
    """Return the shares p for which n of N is just as far off as chance allows: |n/N - p| = z s."""
    if of == 0:
        return None, None
    # (n/N - p)^2 = z^2 p (1 - p) / N, as a p^2 + b p + c = 0
    a, b, c = 1 + Z * Z / of, -(2 * n / of + Z * Z / of), (n / of) ** 2
    root = sqrt(max(0.0, b * b - 4 * a * c))
    return round(100 * (-b - root) / (2 * a), 1), round(100 * (-b + root) / (2 * a), 1)


def measure(placed: list[bool | str]) -> dict[str, Any]:
    """Return one measure from where each case is placed."""
    n = sum(1 for one in placed if one is True)
    of = n + sum(1 for one in placed if one is False)
    low, high = interval(n, of)
    return {
        "n": n,
        "N": of,
        "percent": round(100 * n / of, 1) if of else None,
        "low": low,
        "high": high,
        "left_out": dict(Counter(one for one in placed if isinstance(one, str))),
    }


# --- time and money ------------------------------------------------------------------------------


def curve(cases: list[Told], today: date) -> dict[str, list[float]]:
    """Return the share adapted by each day (Kaplan and Meier), its interval and who is left."""
    watched = [
        (max(0, ((told.adapted_on or today) - told.opened_on).days), told.adapted_on is not None)
        for told in cases
        if told.engaged and not told.duplicate and told.start is not None and told.start < 3
    ]
    longest = max((days for days, _ in watched), default=-1)
    months: list[int] = []
    while round(len(months) * 365.25 / 12) <= longest:
        months.append(round(len(months) * 365.25 / 12))
    events = {days for days, happened in watched if happened}
    rows: dict[str, list[float]] = {"days": [], "share": [], "low": [], "high": [], "at_risk": []}
    for day in sorted({*months, *events, *([longest] if watched else [])}):
        waiting, spread = 1.0, 0.0
        for earlier in sorted(one for one in events if one <= day):
            here = sum(1 for days, _ in watched if days >= earlier)
            gone = watched.count((earlier, True))
            waiting *= (here - gone) / here
            spread += gone / (here * (here - gone))
        off = exp(Z * sqrt(spread))
        rows["days"].append(day)
        rows["share"].append(1 - waiting)
        rows["low"].append(1 - min(1.0, waiting * off))
        rows["high"].append(1 - waiting / off)
        rows["at_risk"].append(sum(1 for days, _ in watched if days >= day))
    return rows


def money(file: File, cases: list[tuple[dict[str, Any], Told]]) -> dict[str, Any]:
    """Return the money lines, each award once and each household as one."""
    awards: dict[bytes, tuple[bytes, dict[str, Any], int]] = {}
    for case, told in cases:
        home = file.homes.get(case["subject_id"], case["subject_id"])
        for key, (gain, worth) in told.worth.items():
            if not told.duplicate:
                awards[key] = (home, gain, worth)
    sums: Counter[str] = Counter()
    homes: Counter[bytes] = Counter()
    for home, gain, worth in awards.values():
        debt = gain["gain_category"] in DEBT
        if gain["status"] == "confirmed":
            sums["debt" if debt else gain["nature"]] += worth
            if not debt:
                homes[home] += worth
        elif gain["status"] in ("identified", "claimed", "estimated") and not debt:
            sums["waiting"] += worth
    better = sorted(worth for worth in homes.values() if worth > 0)
    both = sums["recurring"] + sums["one_off"]
    return {
        "confirmed_recurring_pence": sums["recurring"],
        "confirmed_one_off_pence": sums["one_off"],
        "estimated_pence": sums["waiting"],
        "debt_written_off_pence": sums["debt"],
        "median_gain_pence": int(median(better)) if better else None,
        "highest_gain_pence": max(better, default=None),
        "recurring_share": round(sums["recurring"] / both, 6) if both else None,
    }


def count(
    file: File, first: date, last: date, today: date, site: bytes | None = None
) -> dict[str, Any]:
    """Return every figure of the report of the cases opened in these days."""
    chosen = [
        (case, tell(file, case))
        for case in file.cases
        if first <= date.fromisoformat(case["opened_on"]) <= min(last, today)
        and site in (None, case["site_id"])
    ]
    placed = [places(told, today) for _, told in chosen]
    moves: Counter[tuple[int, int]] = Counter()
    for _, told in chosen:
        if told.closed and not told.duplicate and told.start is not None and told.end is not None:
            moves[told.start, told.end] += 1
    names = ("took_part", *_STAGES, "better_off_confirmed", "group_twice_or_more", *_NO_EVENTS)
    return {
        "measures": {name: measure([one[name] for one in placed]) for name in names},
        "transitions": [[moves[start, end] for end in range(4)] for start in range(4)],
        "time_to_adapted": curve([told for _, told in chosen], today),
        "money": money(file, chosen),
    }
