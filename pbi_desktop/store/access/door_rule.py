"""The access rule of the front door: who came, who is the same as whom, who is told of a match.

Somebody whose record is hidden may be the one at the desk. Whoever writes that down is told
nothing; `hidden_matches` and `called_for` let the store itself tell those who may see the record.
"""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Text,
    and_,
    case,
    func,
    literal,
    literal_column,
    or_,
    select,
    union,
    union_all,
)

from pbi_desktop.domain.access import DESK, LEADS, Seal, SiteRole
from pbi_desktop.models import (
    AlertCall,
    Approach,
    Case,
    CasePerson,
    CaseTeamMember,
    ContactPoint,
    Exclusion,
    MatchAlert,
    OtherName,
    Person,
    SiteRoleHeld,
    Worker,
)
from pbi_desktop.store.access.grants import is_active, is_live
from pbi_desktop.store.access.rule import (
    Me,
    Predicate,
    Row,
    has_role,
    has_role_at,
    knows,
    of_person,
)

Value = ColumnElement[Any]

_SPACE: Value = literal_column("' '", Text)


# --- who sees what -------------------------------------------------------------------------------


def approach_visible(me: Me, row: Row) -> Predicate:
    """Say that an approach shows: to writer, owner, leads of the site, and whoever is called."""
    return or_(_minds(me, row), _called_about(me, row("id")))


def approach_insertable(me: Me, row: Row) -> Predicate:
    """Say that somebody at a desk may write down, in their own name, who came."""
    return and_(row("worker_id") == me.id, has_role(me, *DESK))


def approach_changeable(me: Me, row: Row) -> Predicate:
    """Say that an approach may be settled: by writer, owner or leads of the site, at a desk."""
    return and_(has_role(me, *DESK), _minds(me, row))


def _minds(me: Me, row: Row) -> Predicate:
    """Say that somebody wrote it, was given it, or leads its site without a known conflict."""
    conflict = and_(row("case_id").is_not(None), me.is_excluded(row("case_id")))
    leads = and_(has_role_at(me, row("site_id"), *LEADS), ~conflict)
    return or_(row("worker_id") == me.id, row("owner_id") == me.id, leads)


def link_visible(me: Me, row: Row) -> Predicate:
    """Say that a link shows: to whoever knows of both."""
    return and_(of_person(me, row), knows(me, row("other_id"), row("category")))


def link_writable(me: Me, row: Row) -> Predicate:
    """Say that somebody at a desk who knows of both may say whether they are one."""
    return and_(link_visible(me, row), has_role(me, *DESK))


def alert_visible(me: Me, row: Row) -> Predicate:
    """Say that an alert shows: to those who are called."""
    return _is_called(me, row("id"))


def call_visible(me: Me, row: Row) -> Predicate:
    """Say that a call shows: to whom it calls."""
    return row("worker_id") == me.id


def answers_in_own_name(me: Me, before: Row, after: Row) -> Predicate:
    """Say that a change keeps who answered, or is the answerer's own."""
    same = after("answered_by").is_not_distinct_from(before("answered_by"))
    return or_(same, after("answered_by") == me.id)


def _called_about(me: Me, approach: Value) -> Predicate:
    alerts = MatchAlert.__table__.alias("alerts")
    about = and_(alerts.c.approach_id == approach, alerts.c.withdrawn_at.is_(None))
    there: Select[Any] = select(literal_column("1")).where(about, _is_called(me, alerts.c.id))
    return there.exists()


def _is_called(me: Me, alert: Value) -> Predicate:
    calls = AlertCall.__table__.alias("calls")
    mine = and_(calls.c.alert_id == alert, calls.c.worker_id == me.id)
    mine = and_(mine, calls.c.withdrawn_at.is_(None))
    return select(literal_column("1")).where(mine).exists()


# --- who may be known already, hidden from the writer --------------------------------------------


def hidden_matches(approach: Value, worker: Value, seen: Any) -> Select[Any]:
    """Return person_id of each person hidden from a worker who fits an approach of theirs.

    `seen` says of a person that the worker knows of them. Fits: the same birth or phone and a
    word of the name, the same whole name unless another birth is told, or another name of theirs.
    """
    told, people = Approach.__table__.alias("told"), Person.__table__.alias("known")
    mine = and_(told.c.id == approach, told.c.worker_id == worker, told.c.withdrawn_at.is_(None))
    other = and_(
        people.c.withdrawn_at.is_(None),
        people.c.id.is_distinct_from(told.c.person_id),
        ~seen(people.c.id),
    )
    named = told.c.given_key != literal_column("''")
    born = told.c.born_text == people.c.born_text
    no_other_birth = or_(told.c.born_text.is_(None), people.c.born_text.is_(None), born)
    begin = select(people.c.id.label("person_id")).select_from(told)
    by_birth = begin.join(people, born).where(mine, other, _shares_a_word(told, people))
    whole = [
        begin.join(
            people,
            and_(people.c.given_key == told.c[first], people.c.family_key == told.c[last]),
        ).where(mine, named, other, no_other_birth)
        for first, last in (("given_key", "family_key"), ("family_key", "given_key"))
    ]
    names, phones = OtherName.__table__, ContactPoint.__table__
    both = func.trim(told.c.given_key + _SPACE + told.c.family_key)
    by_other_name = (
        begin.join(names, and_(names.c.name_key == both, names.c.withdrawn_at.is_(None)))
        .join(people, people.c.id == names.c.subject_id)
        .where(mine, named, other)
    )
    by_phone = (
        begin.join(
            phones, and_(phones.c.value_key == told.c.phone_key, phones.c.withdrawn_at.is_(None))
        )
        .join(people, people.c.id == phones.c.subject_id)
        .where(mine, other, _shares_a_word(told, people))
    )
    found = union(by_birth, *whole, by_other_name, by_phone).subquery("found")
    return select(found.c.person_id).order_by(found.c.person_id)


def _shares_a_word(told: Any, people: Any) -> Predicate:
    """Say that a whole given or family name is among the words told."""
    line = _SPACE + told.c.given_key + _SPACE + told.c.family_key + _SPACE
    any_letters: Value = literal_column("'%'", Text)
    return or_(
        *(
            and_(
                people.c[name] != literal_column("''"),
                line.like(any_letters + _SPACE + people.c[name] + _SPACE + any_letters),
            )
            for name in ("given_key", "family_key")
        )
    )


def called_for(person: Value, writer: Value, now: Value) -> Select[Any]:
    """Return (worker_id, turn): who answers for a person's cases, duty leads first.

    Of a case that is closed to its site, its team. Nobody who has a conflict of interest with
    the person, and not the writer.
    """
    cases, held = Case.__table__, CasePerson.__table__
    of_person = and_(
        held.c.case_id == cases.c.id,
        held.c.person_id == person,
        held.c.withdrawn_at.is_(None),
        cases.c.withdrawn_at.is_(None),
    )
    roles, team = SiteRoleHeld.__table__, CaseTeamMember.__table__
    turn = case((roles.c.role == SiteRole.DUTY_LEAD.value, 0), else_=1)
    leads = (
        select(roles.c.worker_id, turn.label("turn"))
        .join(cases, cases.c.site_id == roles.c.site_id)
        .join(held, of_person)
        .where(roles.c.role.in_([one.value for one in LEADS]), is_live(roles, now))
        .where(cases.c.seal == int(Seal.OPEN))
    )
    members = (
        select(team.c.worker_id, literal(0, Integer).label("turn"))
        .join(cases, cases.c.id == team.c.case_id)
        .join(held, of_person)
        .where(cases.c.seal != int(Seal.OPEN), is_live(team, now))
    )
    every, workers = union_all(leads, members).subquery("every"), Worker.__table__
    conflicts = Exclusion.__table__
    conflict: Select[Any] = select(literal_column("1")).where(
        conflicts.c.worker_id == every.c.worker_id,
        conflicts.c.person_id == person,
        is_live(conflicts, now),
    )
    return (
        select(every.c.worker_id, func.min(every.c.turn).label("turn"))
        .join(workers, workers.c.id == every.c.worker_id)
        .where(is_active(workers), every.c.worker_id != writer, ~conflict.exists())
        .group_by(every.c.worker_id)
        .order_by(literal_column("turn"), every.c.worker_id)
    )
