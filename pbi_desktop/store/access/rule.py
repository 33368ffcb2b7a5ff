"""The access rule, written once.

Everything that decides who may see or change a record is in this file, as SQLAlchemy Core
expressions over what is known of the signed-in worker (`Me`). `compiled.py` makes views and
triggers of it for the encrypted file, `policies.py` row-level security for PostgreSQL; neither
adds a condition of its own.

    a grant     = (case, person, category): live team of the case, or lead of its site, for each
                  category that an agreement gives the worker's kind of agency for the purpose;
                  a worker at the desk of a site has IDENTITY alone for the site's cases
    visible     = the record's (case, person, category) is granted and it is not withdrawn
    writable    = visible, and the grant is one that writes
    a change    = writable before and after; a new tie to another record only where that is open
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    FromClause,
    Integer,
    Select,
    and_,
    false,
    func,
    literal,
    literal_column,
    or_,
    select,
    true,
    tuple_,
    union_all,
)

from pbi_desktop.domain.access import AUDITORS, DESK, GOVERNORS, LEADS, Category, SiteRole
from pbi_desktop.models import (
    Agency,
    Agreement,
    Case,
    CasePerson,
    CaseTeamMember,
    ImportRun,
    Membership,
    Person,
    Residence,
    SiteRoleHeld,
    Worker,
)
from pbi_desktop.models.base import Base, CaseRecord, PersonRecord

_WRITES = literal(1, Integer).label("writes")

Row = Callable[[str], ColumnElement[Any]]
"""The record in question: a column by its name."""

Predicate = ColumnElement[bool]


@dataclass(frozen=True)
class Me:
    """What the rule asks about the signed-in worker, as sources of the database at hand."""

    id: ColumnElement[Any]
    roles: FromClause
    grants: FromClause
    in_my_cases: Callable[[ColumnElement[Any]], Predicate]
    among_my_people: Callable[[ColumnElement[Any]], Predicate]
    """Says nothing that `grants` does not; there so that a database can use its index."""
    is_among: Callable[[Sequence[ColumnElement[Any]], Select[Any]], Predicate]
    """Say that values are a row of a selection: `is_in`, or `is_there`."""
    just_made: Callable[[ColumnElement[Any]], Predicate]
    began_case: Callable[[ColumnElement[Any]], Predicate]
    is_open: Callable[[str, ColumnElement[Any]], Predicate]


def is_in(values: Sequence[ColumnElement[Any]], found: Select[Any]) -> Predicate:
    """Ask for all rows of a selection at once: best where many records are judged together."""
    return (tuple_(*values) if len(values) > 1 else values[0]).in_(found)


def is_there(values: Sequence[ColumnElement[Any]], found: Select[Any]) -> Predicate:
    """Look one row of a selection up: best where each record is judged by itself."""
    pairs = zip(found.selected_columns, values, strict=True)
    return found.where(*(column == value for column, value in pairs)).exists()


@dataclass(frozen=True)
class KindRule:
    """Who may see, make and change one kind of record."""

    visible: Callable[[Me, Row], Predicate]
    insertable: Callable[[Me, Row], Predicate]
    changeable: Callable[[Me, Row], Predicate]


# --- the facts: what the signed-in worker is granted -------------------------------------------


def _live(table: FromClause, now: ColumnElement[Any]) -> Predicate:
    return and_(
        table.c.withdrawn_at.is_(None),
        table.c.valid_from <= now,
        or_(table.c.valid_to.is_(None), table.c.valid_to > now),
    )


def is_active(workers: FromClause) -> Predicate:
    """Say that somebody may work at all."""
    return and_(workers.c.active.is_(True), workers.c.withdrawn_at.is_(None))


def may_work(worker: ColumnElement[Any]) -> Select[Any]:
    """Return the worker's id if they may work at all."""
    workers = Worker.__table__
    return select(workers.c.id).where(workers.c.id == worker, is_active(workers))


def roles_held(worker: ColumnElement[Any], now: ColumnElement[Any]) -> Select[Any]:
    """Return (site_id, role) of an active worker at this instant."""
    roles = SiteRoleHeld.__table__
    workers = Worker.__table__
    return (
        select(roles.c.site_id, roles.c.role)
        .join(workers, workers.c.id == roles.c.worker_id)
        .where(workers.c.id == worker, is_active(workers), _live(roles, now))
    )


def _agreed(
    worker: ColumnElement[Any], purpose: ColumnElement[Any], now: ColumnElement[Any]
) -> Any:
    """Return the categories that the worker's kind of agency may hold for this purpose."""
    agreements, agencies, workers = Agreement.__table__, Agency.__table__, Worker.__table__
    return (
        select(agreements.c.category)
        .join(agencies, agencies.c.kind == agreements.c.agency_kind)
        .join(workers, workers.c.agency_id == agencies.c.id)
        .where(
            workers.c.id == worker,
            is_active(workers),
            agreements.c.purpose == purpose,
            _live(agreements, now),
        )
        .distinct()
        .subquery("agreed")
    )


def grants_held(
    worker: ColumnElement[Any], purpose: ColumnElement[Any], now: ColumnElement[Any]
) -> CompoundSelect[Any]:
    """Return (case_id, subject_id, category, writes) of a worker at this instant; may repeat."""
    cases, people, team = Case.__table__, CasePerson.__table__, CaseTeamMember.__table__
    agreed = _agreed(worker, purpose, now)
    held = roles_held(worker, now).subquery("held")
    in_case = people.c.withdrawn_at.is_(None)
    on_team = (
        select(people.c.case_id, people.c.person_id, agreed.c.category, _WRITES)
        .select_from(team)
        .join(cases, cases.c.id == team.c.case_id)
        .join(people, people.c.case_id == team.c.case_id)
        .join(agreed, true())
        .where(team.c.worker_id == worker, _live(team, now), in_case)
        .where(cases.c.withdrawn_at.is_(None))
    )
    leading = (
        select(people.c.case_id, people.c.person_id, agreed.c.category, _WRITES)
        .select_from(held)
        .join(cases, cases.c.site_id == held.c.site_id)
        .join(people, people.c.case_id == cases.c.id)
        .join(agreed, true())
        .where(held.c.role.in_([role.value for role in LEADS]), in_case)
        .where(cases.c.withdrawn_at.is_(None))
    )
    at_the_desk = (
        select(
            people.c.case_id,
            people.c.person_id,
            literal(Category.IDENTITY.value, Integer).label("category"),
            literal(0, Integer).label("writes"),
        )
        .select_from(held)
        .join(cases, cases.c.site_id == held.c.site_id)
        .join(people, people.c.case_id == cases.c.id)
        .where(held.c.role.in_([role.value for role in DESK]), in_case)
        .where(cases.c.withdrawn_at.is_(None))
    )
    return union_all(on_team, leading, at_the_desk)


def next_change(worker: ColumnElement[Any], now: ColumnElement[Any]) -> Select[Any]:
    """Return the next instant at which a role, a place on a team or an agreement begins or ends."""
    roles, team = SiteRoleHeld.__table__, CaseTeamMember.__table__
    agreements = Agreement.__table__
    moments = []
    for table in (roles, team, agreements):
        whose = true() if table is agreements else table.c.worker_id == worker
        for column in (table.c.valid_from, table.c.valid_to):
            moments.append(select(column.label("at")).where(whose, column > now))
    changes = union_all(*moments).subquery("changes")
    return select(func.min(changes.c.at))


def just_made(person: ColumnElement[Any], worker: ColumnElement[Any]) -> Predicate:
    """Say that this worker made this person and no case holds them yet."""
    people, held = Person.__table__, CasePerson.__table__
    taken = select(literal_column("1")).where(held.c.person_id == people.c.id).exists()
    return (
        select(literal_column("1"))
        .where(people.c.id == person, people.c.created_by == worker, ~taken)
        .exists()
    )


def began_case(case: ColumnElement[Any], worker: ColumnElement[Any]) -> Predicate:
    """Say that this worker made this case and it is about nobody yet."""
    cases, held = Case.__table__, CasePerson.__table__
    taken = select(literal_column("1")).where(held.c.case_id == cases.c.id).exists()
    return (
        select(literal_column("1"))
        .where(cases.c.id == case, cases.c.created_by == worker, ~taken)
        .exists()
    )


# --- the rule, kind by kind --------------------------------------------------------------------


def _has_role(me: Me, *roles: SiteRole) -> Predicate:
    held: Select[Any] = select(literal_column("1")).select_from(me.roles)
    if roles:
        held = held.where(me.roles.c.role.in_([role.value for role in roles]))
    return held.exists()


def _has_role_at(me: Me, site: ColumnElement[Any], *roles: SiteRole) -> Predicate:
    return (
        select(literal_column("1"))
        .select_from(me.roles)
        .where(me.roles.c.site_id == site, me.roles.c.role.in_([role.value for role in roles]))
        .exists()
    )


def _granted(me: Me, case: Any, subject: Any, category: Any, *, writes: bool = False) -> Predicate:
    grants = me.grants
    found = select(grants.c.case_id, grants.c.subject_id, grants.c.category)
    if writes:
        found = found.where(grants.c.writes == 1)
    return me.is_among((case, subject, category), found)


def _knows(me: Me, subject: Any, category: Any, *, writes: bool = False) -> Predicate:
    grants = me.grants
    found = select(grants.c.subject_id, grants.c.category)
    if writes:
        found = found.where(grants.c.writes == 1)
    return and_(me.among_my_people(subject), me.is_among((subject, category), found))


def _in_case(me: Me, row: Row) -> Predicate:
    granted = _granted(me, row("case_id"), row("subject_id"), row("category"))
    return and_(me.in_my_cases(row("case_id")), granted)


def _write_in_case(me: Me, row: Row) -> Predicate:
    return _granted(me, row("case_id"), row("subject_id"), row("category"), writes=True)


def _of_person(me: Me, row: Row) -> Predicate:
    return _knows(me, row("subject_id"), row("category"))


def _write_of_person(me: Me, row: Row) -> Predicate:
    return _knows(me, row("subject_id"), row("category"), writes=True)


def _person_visible(me: Me, row: Row) -> Predicate:
    return _knows(me, row("id"), literal(Category.IDENTITY.value, Integer))


def _person_changeable(me: Me, row: Row) -> Predicate:
    return _knows(me, row("id"), literal(Category.IDENTITY.value, Integer), writes=True)


def _at_desk(me: Me, row: Row) -> Predicate:  # noqa: ARG001 - the shape of every rule
    return _has_role(me, *DESK)


def _at_hand(me: Me, person: ColumnElement[Any]) -> Predicate:
    known = _knows(me, person, literal(Category.IDENTITY.value, Integer))
    return or_(known, me.just_made(person))


def _case_visible(me: Me, row: Row) -> Predicate:
    return me.in_my_cases(row("id"))


def _case_insertable(me: Me, row: Row) -> Predicate:
    # A foreign key alone would take a person whom the worker has no right to know of.
    return and_(_has_role_at(me, row("site_id"), *DESK), _at_hand(me, row("subject_id")))


def _case_changeable(me: Me, row: Row) -> Predicate:
    core = literal(Category.CORE.value, Integer)
    return _granted(me, row("id"), row("subject_id"), core, writes=True)


def _in_my_cases(me: Me, row: Row) -> Predicate:
    return me.in_my_cases(row("case_id"))


def _case_open_to_me(me: Me, row: Row) -> Predicate:
    grants = me.grants
    writing = select(grants.c.case_id).where(grants.c.writes == 1)
    return me.is_among((row("case_id"),), writing)


def _case_person_insertable(me: Me, row: Row) -> Predicate:
    # Without this, adding any person's id to a case of one's own would open their records.
    mine = or_(_case_open_to_me(me, row), me.began_case(row("case_id")))
    return and_(_at_hand(me, row("person_id")), mine)


def _team_insertable(me: Me, row: Row) -> Predicate:
    at_hand = or_(_in_my_cases(me, row), me.began_case(row("case_id")))
    taking_it_up = and_(row("worker_id") == me.id, at_hand, _has_role(me, *DESK))
    return or_(taking_it_up, _case_open_to_me(me, row))


def everyone(me: Me, row: Row) -> Predicate:  # noqa: ARG001
    """Every active worker."""
    return me.id.is_not(None)


def nobody(me: Me, row: Row) -> Predicate:  # noqa: ARG001
    """No worker: the store itself writes this."""
    return false()


def _governs(me: Me, row: Row) -> Predicate:  # noqa: ARG001
    return _has_role(me, *GOVERNORS)


def _audits(me: Me, row: Row) -> Predicate:  # noqa: ARG001
    return _has_role(me, *AUDITORS)


def _mine(me: Me, row: Row) -> Predicate:
    return row("worker_id") == me.id


def _household_known(me: Me, row: Row, *, writes: bool = False) -> Predicate:
    lived = Membership.__table__.alias("lived")
    stays = lived.c.withdrawn_at.is_(None)
    known = and_(stays, _knows(me, lived.c.subject_id, lived.c.category, writes=writes))
    return select(literal_column("1")).where(lived.c.household_id == row("id"), known).exists()


def _address_known(me: Me, row: Row, *, writes: bool = False) -> Predicate:
    stayed = Residence.__table__.alias("stayed")
    stays = stayed.c.withdrawn_at.is_(None)
    known = and_(stays, _knows(me, stayed.c.subject_id, stayed.c.category, writes=writes))
    return select(literal_column("1")).where(stayed.c.address_id == row("id"), known).exists()


def _tie_visible(me: Me, row: Row) -> Predicate:
    return and_(_of_person(me, row), _knows(me, row("other_id"), row("category")))


def _tie_writable(me: Me, row: Row) -> Predicate:
    return and_(_write_of_person(me, row), _knows(me, row("other_id"), row("category")))


def _worker_insertable(me: Me, row: Row) -> Predicate:
    # The login role is who somebody is on PostgreSQL: only enrolment gives it.
    return and_(_governs(me, row), row("database_role").is_(None))


def _revision_visible(me: Me, row: Row) -> Predicate:
    no_case = and_(row("case_id").is_(None), _of_person(me, row))
    # What has no one person to go by is its author's, as long as they may see what it is about.
    reachable = or_(row("case_id").is_(None), me.in_my_cases(row("case_id")))
    no_person = and_(row("subject_id").is_(None), _mine(me, row), reachable)
    open_still = [
        or_(row("kind") != kind, me.is_open(kind, row("record_id")))
        for kind in sorted(SEEN_BY_TIES)
    ]
    return and_(or_(_in_case(me, row), no_case, no_person), *open_still)


def _run_visible(me: Me, row: Row) -> Predicate:
    # What a run did to people's records is known to whoever ran it, like the records themselves.
    return or_(row("created_by") == me.id, row("kind").in_(sorted(OPEN_RUNS)))


def _run_changeable(me: Me, row: Row) -> Predicate:
    return and_(_at_desk(me, row), _run_visible(me, row))


def _item_visible(me: Me, row: Row) -> Predicate:
    return or_(row("created_by") == me.id, row("kind").in_(sorted(OPEN_ITEMS)))


def _item_insertable(me: Me, row: Row) -> Predicate:
    runs = ImportRun.__table__
    mine = and_(runs.c.id == row("run_id"), runs.c.created_by == me.id)
    return and_(_at_desk(me, row), select(literal_column("1")).where(mine).exists())


def _setting_visible(me: Me, row: Row) -> Predicate:
    # The counters of the store would tell that somebody else's facts have changed.
    return and_(everyone(me, row), row("name") == "store_id")


IN_CASE = KindRule(_in_case, _write_in_case, _write_in_case)
OF_PERSON = KindRule(_of_person, _write_of_person, _write_of_person)
FOR_ALL = KindRule(everyone, _at_desk, _at_desk)
AT_DESK = KindRule(_at_desk, _at_desk, _at_desk)
GOVERNED = KindRule(everyone, _governs, _governs)

_OWN_RULES: dict[str, KindRule] = {
    "sites": GOVERNED,
    "agencies": GOVERNED,
    "workers": KindRule(everyone, _worker_insertable, _governs),
    "site_roles": GOVERNED,
    "agreements": GOVERNED,
    "areas": FOR_ALL,
    "postcodes": FOR_ALL,
    "community_groups": FOR_ALL,
    "import_runs": KindRule(_run_visible, _at_desk, _run_changeable),
    "import_items": KindRule(_item_visible, _item_insertable, nobody),
    "import_layouts": AT_DESK,
    "people": KindRule(_person_visible, _at_desk, _person_changeable),
    "households": KindRule(_household_known, _at_desk, partial(_household_known, writes=True)),
    "addresses": KindRule(_address_known, _at_desk, partial(_address_known, writes=True)),
    "relationships": KindRule(_tie_visible, _tie_writable, _tie_writable),
    "cases": KindRule(_case_visible, _case_insertable, _case_changeable),
    "case_people": KindRule(_in_my_cases, _case_person_insertable, _case_open_to_me),
    "case_team": KindRule(_in_my_cases, _team_insertable, _case_open_to_me),
    "drafts": KindRule(_mine, _mine, _mine),
    "revisions": KindRule(_revision_visible, _mine, nobody),
    "audit_entries": KindRule(_audits, nobody, nobody),
    "store_meta": KindRule(_setting_visible, nobody, nobody),
}

FACTS = frozenset(
    {"workers", "agencies", "site_roles", "agreements", "case_people", "case_team", "cases"}
)
"""The kinds that grants are made of: a change to one of them refills the grants."""

FIXED = {
    "workers": frozenset({"database_role"}),
    "case_people": frozenset({"case_id", "person_id"}),
    "case_team": frozenset({"case_id", "worker_id"}),
}
"""Columns that nobody changes, beside id, created_at and created_by: withdraw and make anew."""

OPEN_RUNS = frozenset({"places", "directory"})
"""The kinds of import that bring what is everybody's."""

OPEN_ITEMS = frozenset({"areas", "postcodes", "community_groups"})
"""The kinds of record that are everybody's, and so is what a run did to them."""

SEEN_BY_TIES = frozenset({"households", "addresses", "relationships"})
"""The kinds that have no case and no one person: their revisions ask for the record itself."""

TIES_IN_RULE = frozenset({"cases", "case_people", "case_team", "import_items"})
"""The kinds whose own rules say what they may be tied to."""


def kind_rules() -> dict[str, KindRule]:
    """Return the rule of every table there is, by its name; refuses a table without one."""
    rules = dict(_OWN_RULES)
    for mapper in Base.registry.mappers:
        name = mapper.class_.__tablename__
        if name in rules:
            continue
        if issubclass(mapper.class_, CaseRecord):
            rules[name] = IN_CASE
        elif issubclass(mapper.class_, PersonRecord):
            rules[name] = OF_PERSON
        else:
            raise LookupError(f"the table {name} has no access rule")
    return rules
