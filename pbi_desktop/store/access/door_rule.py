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
    of_two_people,
)

Value = ColumnElement[Any]

_SPACE: Value = literal_column("' '", Text)


# --- who sees what -------------------------------------------------------------------------------


def approach_insertable(me: Me, row: Row) -> Predicate:
    """Say that somebody at a desk may write down, in their own name, who came."""
    settled = or_(row("settled_by").is_(None), row("settled_by") == me.id)
    mine = and_(row("worker_id") == me.id, has_role(me, *DESK), settled)
    person = or_(row("person_id").is_(None), _at_hand(me, row("person_id")))
    case_id = or_(row("case_id").is_(None), _met(me, row("case_id")))
    return and_(mine, person, case_id)


def approach_changeable(me: Me, row: Row) -> Predicate:
    """Say that an approach may be settled: by writer, owner or leads of the site, at a desk."""
    return and_(has_role(me, *DESK), approach_visible(me, row))


def approach_visible(me: Me, row: Row) -> Predicate:
    """Say that an approach shows: to writer, owner, and leads of its site who may meet its case."""
    open_case = or_(row("case_id").is_(None), me.in_my_cases(row("case_id")))
    known = or_(row("person_id").is_(None), me.knows_of(row("person_id")))
    leads = and_(has_role_at(me, row("site_id"), *LEADS), open_case, known)
    return or_(row("worker_id") == me.id, row("owner_id") == me.id, leads)


def settled_in_own_name(me: Me, before: Row, after: Row) -> Predicate:
    """Say that a change keeps who settled it, or is theirs, and names nobody they do not know."""
    same = after("settled_by").is_not_distinct_from(before("settled_by"))
    mine = or_(after("settled_by").is_(None), after("settled_by") == me.id)
    person, case_id = after("person_id"), after("case_id")
    same_person = person.is_not_distinct_from(before("person_id"))
    same_case = case_id.is_not_distinct_from(before("case_id"))
    return and_(
        or_(same, mine),
        or_(person.is_(None), same_person, _at_hand(me, person)),
        or_(case_id.is_(None), same_case, _met(me, case_id)),
    )


def _at_hand(me: Me, person: Value) -> Predicate:
    return or_(me.knows_of(person), me.just_made(person))


def _met(me: Me, case_id: Value) -> Predicate:
    return or_(me.in_my_cases(case_id), me.began_case(case_id))


def link_writable(me: Me, row: Row) -> Predicate:
    """Say that somebody at a desk who knows of both may say whether they are one."""
    return and_(of_two_people(me, row), has_role(me, *DESK))


def alert_visible(me: Me, row: Row) -> Predicate:
    """Say that an alert shows: to those who are called, from their turn on, while they may know.

    An information governance lead is called where nobody else may be, and knows of nobody.
    """
    calls = AlertCall.__table__.alias("calls")
    mine = and_(
        calls.c.alert_id == row("id"),
        calls.c.worker_id == me.id,
        calls.c.call_at <= me.now,
        calls.c.withdrawn_at.is_(None),
    )
    called = select(literal_column("1")).where(mine).exists()
    return and_(called, or_(me.knows_of(row("known_id")), has_role(me, SiteRole.IG_LEAD)))


def call_visible(me: Me, row: Row) -> Predicate:
    """Say that a call shows: to whom it calls."""
    return row("worker_id") == me.id


def answers_once_in_own_name(me: Me, before: Row, after: Row) -> Predicate:
    """Say that a change is the first answer, by whoever answers: it stays as it was given."""
    said = ("answer", "answer_words", "answered_at", "answered_by")
    same = and_(*(after(name).is_not_distinct_from(before(name)) for name in said))
    first = and_(before("answered_by").is_(None), after("answer").is_not(None))
    return or_(same, and_(first, after("answered_by") == me.id))


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
    somebody in a case of theirs, and not the writer. Where that leaves nobody, whoever leads
    information governance.
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
    answerable = union_all(leads, members).subquery("answerable")
    ig_leads = select(roles.c.worker_id, literal(2, Integer).label("turn")).where(
        roles.c.role == SiteRole.IG_LEAD.value, is_live(roles, now)
    )
    workers = Worker.__table__
    at_work = select(workers.c.id).where(is_active(workers))
    there = (
        select(answerable.c.worker_id, answerable.c.turn)
        .join(workers, workers.c.id == answerable.c.worker_id)
        .where(is_active(workers), answerable.c.worker_id != writer)
    )
    found = _without_conflict(there, person, now)
    others = _without_conflict(ig_leads.where(~found.exists()), person, now)
    others = others.where(roles.c.worker_id != writer, roles.c.worker_id.in_(at_work))
    every = union_all(found, others).subquery("every")
    return (
        select(every.c.worker_id, func.min(every.c.turn).label("turn"))
        .group_by(every.c.worker_id)
        .order_by(literal_column("turn"), every.c.worker_id)
    )


def _without_conflict(found: Select[Any], person: Value, now: Value) -> Select[Any]:
    """Leave out whoever has a conflict with somebody in any case of this person."""
    conflicts, theirs = Exclusion.__table__, CasePerson.__table__.alias("theirs")
    of_case, whose = CasePerson.__table__.alias("of_case"), found.selected_columns.worker_id
    conflict: Select[Any] = (
        select(literal_column("1"))
        .select_from(conflicts)
        .join(of_case, of_case.c.person_id == conflicts.c.person_id)
        .join(theirs, theirs.c.case_id == of_case.c.case_id)
        .where(theirs.c.person_id == person, theirs.c.withdrawn_at.is_(None))
        .where(of_case.c.withdrawn_at.is_(None), is_live(conflicts, now))
        .where(conflicts.c.worker_id == whose)
    )
    return found.where(~conflict.exists())
