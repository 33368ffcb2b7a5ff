"""The plan of a case: needs, goals, steps, referrals, and the groups near by."""

from datetime import date
from math import asin, cos, radians, sin, sqrt

from sqlalchemy import func, select

from pbi_desktop.domain.groups import freshness
from pbi_desktop.domain.ids import CaseId, GroupId
from pbi_desktop.domain.referrals import is_late
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import (
    Address,
    Agency,
    Area,
    Attendance,
    Case,
    CommunityGroup,
    Goal,
    Need,
    Referral,
    Residence,
)
from pbi_desktop.services.case_header import read_header
from pbi_desktop.services.case_parts import read_risks, read_steps
from pbi_desktop.services.case_rows import (
    CasePlan,
    GoalLine,
    GroupChoice,
    NeedLine,
    ReferralLine,
    Step,
)
from pbi_desktop.services.group_finding import find_groups
from pbi_desktop.services.plans import read_agreed
from pbi_desktop.services.referral_reading import age_of, offered, waits_since
from pbi_desktop.store.unit_of_work import Work

_EARTH_MILES = 3958.8
_MOST_GROUPS = 40


def read_plan(work: Work, case_id: CaseId) -> CasePlan:
    """Return needs with their goals and steps, risks and referrals."""
    steps = read_steps(work, case_id, settled=True)
    needs = _needs(work, case_id, steps)
    # A step whose goal is out of view is still promised: it stands by itself.
    shown = {goal.id for need in needs for goal in need.goals}
    return CasePlan(
        header=read_header(work, case_id),
        needs=needs,
        loose_steps=tuple(step for step in steps if step.goal_id not in shown),
        risks=read_risks(work, case_id),
        referrals=_referrals(work, case_id),
        agreed=read_agreed(work, case_id),
    )


def _needs(work: Work, case_id: CaseId, steps: tuple[Step, ...]) -> tuple[NeedLine, ...]:
    needs = work.all(select(Need).where(Need.case_id == case_id).order_by(Need.created_at, Need.id))
    goals = work.all(select(Goal).where(Goal.case_id == case_id).order_by(Goal.created_at, Goal.id))
    return tuple(
        NeedLine(
            need.id,
            need.version,
            need.domain,
            need.words,
            tuple(_goal(goal, steps) for goal in goals if goal.need_id == need.id),
        )
        for need in needs
    )


def _goal(goal: Goal, steps: tuple[Step, ...]) -> GoalLine:
    own = tuple(step for step in steps if step.goal_id == goal.id)
    return GoalLine(goal.id, goal.version, goal.words, goal.importance, goal.agreed_on, own)


def _referrals(work: Work, case_id: CaseId) -> tuple[ReferralLine, ...]:
    came = (
        select(
            Attendance.group_id,
            func.count().label("times"),
            func.max(Attendance.on_day).label("last"),
        )
        .where(Attendance.case_id == case_id, Attendance.came.is_(True))
        .group_by(Attendance.group_id)
        .subquery()
    )
    rows = work.rows(
        select(Referral, CommunityGroup.name, Agency.name, came.c.times, came.c.last)
        .outerjoin(CommunityGroup, CommunityGroup.id == Referral.group_id)
        .outerjoin(Agency, Agency.id == Referral.agency_id)
        .outerjoin(came, came.c.group_id == Referral.group_id)
        .where(Referral.case_id == case_id)
        .order_by(Referral.made_on.desc(), Referral.id)
    )
    today, may_write = london_day(work.now), work.may_write(case_id)
    return tuple(
        _referral(referral, group or agency or "", (times or 0, last), today, may_write=may_write)
        for referral, group, agency, times, last in rows
    )


def _referral(
    referral: Referral, to: str, came: tuple[int, date | None], today: date, *, may_write: bool
) -> ReferralLine:
    since = waits_since(referral, came[1])
    age, words = age_of(referral.kind, referral.status, since, today)
    return ReferralLine(
        referral.id,
        referral.version,
        referral.kind,
        referral.status,
        to,
        GroupId(referral.group_id) if referral.group_id else None,
        referral.made_on,
        *came,
        answer=referral.answer or "",
        waits=words,
        late=is_late(referral.kind, referral.status, age),
        moves=offered(referral, age) if may_write else (),
    )


def nearest_groups(work: Work, case_id: CaseId, words: str) -> tuple[GroupChoice, ...]:
    """Return groups and places whose words match, nearest to the person's small area first."""
    today = london_day(work.now)
    here = _where_they_live(work, case_id, today)
    areas = {row[0]: (row[1], row[2]) for row in _area_points(work)}
    groups = work.all(select(CommunityGroup).order_by(CommunityGroup.name, CommunityGroup.id))
    hits = find_groups(groups, words)
    found = [
        _choice(group, here, areas, today)
        for group, hit in zip(groups, hits, strict=True)
        if hit is not None
    ]
    found.sort(key=lambda choice: (choice.miles is None, choice.miles or 0.0, choice.name))
    return tuple(found[:_MOST_GROUPS])


Point = tuple[float | None, float | None]


def _area_points(work: Work) -> list[tuple[str, float | None, float | None]]:
    rows = work.rows(select(Area.code, Area.latitude, Area.longitude))
    return [(row[0], row[1], row[2]) for row in rows]


def _where_they_live(work: Work, case_id: CaseId, today: date) -> Point:
    rows = work.rows(
        select(Area.latitude, Area.longitude)
        .join(Address, Address.area_code == Area.code)
        .join(Residence, Residence.address_id == Address.id)
        .join(Case, Case.subject_id == Residence.subject_id)
        .where(Case.id == case_id)
        .where(Residence.ended_on.is_(None) | (Residence.ended_on > today))
        .order_by(Residence.started_on.desc().nulls_last(), Residence.id)
        .limit(1)
    )
    return (rows[0][0], rows[0][1]) if rows else (None, None)


def _choice(
    group: CommunityGroup, here: Point, areas: dict[str, Point], today: date
) -> GroupChoice:
    there: Point = (group.latitude, group.longitude)
    if there[0] is None:
        there = areas.get(group.area_code or "", (None, None))
    checked = freshness(group.checked_on, today)
    return GroupChoice(
        GroupId(group.id),
        group.name,
        group.kind,
        ", ".join(part for part in (group.address, group.postcode) if part),
        group.when_text or "",
        group.phone or "",
        miles_between(here, there),
        checked.words,
        checked.state,
    )


def miles_between(one: Point, other: Point) -> float | None:
    """Return the distance as the crow flies, by the haversine formula, to a tenth of a mile."""
    (lat_1, lon_1), (lat_2, lon_2) = one, other
    if lat_1 is None or lon_1 is None or lat_2 is None or lon_2 is None:
        return None
    up, along = radians(lat_2 - lat_1) / 2, radians(lon_2 - lon_1) / 2
    part = sin(up) ** 2 + cos(radians(lat_1)) * cos(radians(lat_2)) * sin(along) ** 2
    return round(2 * _EARTH_MILES * asin(sqrt(part)), 1)
