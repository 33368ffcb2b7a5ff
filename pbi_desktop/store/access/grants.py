"""What a worker is granted, worked out from dated facts: the other half of the access rule.

    a grant     = (case, person, category) and the verbs it allows
    team, lead  = live on the team of the case, or lead of its site where the case is not sealed:
                  for each person of the case, each category that a seconded agreement gives the
                  worker's kind of agency for the purpose, where that is lawful
    lawful      = a duty; a task that the person has not refused; what they agreed to and have
                  not refused
    the desk    = IDENTITY alone, of the unsealed cases of the worker's sites: people and cases,
                  no record in a case
    glass       = broken by this worker in the last hours: the people and categories it names
    never       = a case that holds somebody from whom the worker is excluded; a category that
                  no agreement can give for the purpose

Denials win. Whose processing is restricted is not shared, printed or exported.
"""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    FromClause,
    Integer,
    Select,
    Subquery,
    and_,
    case,
    func,
    literal,
    literal_column,
    or_,
    select,
    true,
    tuple_,
    type_coerce,
    union_all,
)

from pbi_desktop.domain.access import (
    DESK,
    EVERY_VERB,
    LEADS,
    NEVER_SERVES,
    Basis,
    Category,
    Seal,
    SiteRole,
    Verb,
)
from pbi_desktop.models import (
    Agency,
    Agreement,
    Base,
    BrokenGlass,
    Case,
    CasePerson,
    CaseTeamMember,
    Consent,
    Exclusion,
    GlassScope,
    Person,
    RecordSeal,
    Restriction,
    SealName,
    SiteRoleHeld,
    Ticket,
    Worker,
)

Value = ColumnElement[Any]
Predicate = ColumnElement[bool]

FACTS = frozenset(
    {
        "agencies",
        "agreements",
        "broken_glass",
        "case_people",
        "case_team",
        "cases",
        "consents",
        "exclusions",
        "glass_scopes",
        "record_seals",
        "restrictions",
        "seal_names",
        "site_roles",
        "workers",
    }
)
"""The kinds that grants are made of: a change to one of them refills the grants."""

BREAKERS = (*DESK, SiteRole.PARTNER)
"""Who may break the glass in an emergency."""

_WORKING = literal(1, Integer).label("working")
_OUTSIDE = Verb.SHARE | Verb.PRINT | Verb.EXPORT | Verb.OFFLINE


def is_live(table: FromClause, now: Value) -> Predicate:
    """Say that a dated fact holds at this instant."""
    return and_(
        table.c.withdrawn_at.is_(None),
        table.c.valid_from <= now,
        or_(table.c.valid_to.is_(None), table.c.valid_to > now),
    )


# --- who somebody is -----------------------------------------------------------------------------


def is_active(workers: FromClause) -> Predicate:
    """Say that somebody may work at all."""
    return and_(workers.c.active.is_(True), workers.c.withdrawn_at.is_(None))


def may_work(worker: Value) -> Select[Any]:
    """Return the worker's id if they may work at all."""
    workers = Worker.__table__
    return select(workers.c.id).where(workers.c.id == worker, is_active(workers))


def roles_held(worker: Value, now: Value) -> Select[Any]:
    """Return (site_id, role) of an active worker at this instant."""
    roles = SiteRoleHeld.__table__
    workers = Worker.__table__
    return (
        select(roles.c.site_id, roles.c.role)
        .join(workers, workers.c.id == roles.c.worker_id)
        .where(workers.c.id == worker, is_active(workers), is_live(roles, now))
    )


# --- what closes ---------------------------------------------------------------------------------


def closed_cases(worker: Value, now: Value) -> Select[Any]:
    """Return case_id of each case that holds somebody from whom the worker is excluded."""
    people, exclusions = CasePerson.__table__, Exclusion.__table__
    return (
        select(people.c.case_id)
        .join(exclusions, exclusions.c.person_id == people.c.person_id)
        .where(exclusions.c.worker_id == worker, is_live(exclusions, now))
        .where(people.c.withdrawn_at.is_(None))
        .distinct()
    )


def sealed_away(worker: Value, now: Value) -> Select[Any]:
    """Return (record_id, case_id) of each seal that does not name this worker."""
    seals, names = RecordSeal.__table__, SealName.__table__
    named = select(names.c.id).where(
        names.c.seal_id == seals.c.id, names.c.worker_id == worker, is_live(names, now)
    )
    pair = select(seals.c.record_id, seals.c.case_id)
    return pair.where(is_live(seals, now), ~named.exists()).distinct()


def named_records(worker: Value, now: Value) -> Select[Any]:
    """Return (record_id, subject_id, category, case_id) of sealed records that name the worker."""
    seals, names = RecordSeal.__table__, SealName.__table__
    return (
        select(seals.c.record_id, seals.c.subject_id, seals.c.category, seals.c.case_id)
        .join(names, names.c.seal_id == seals.c.id)
        .where(names.c.worker_id == worker, is_live(names, now), is_live(seals, now))
        .where(seals.c.case_id.not_in(closed_cases(worker, now)))
        .where(may_work(worker).exists())
        .where(tuple_(seals.c.record_id, seals.c.case_id).not_in(sealed_away(worker, now)))
        .distinct()
    )


def opened_cases(worker: Value, purpose: Value, now: Value, *also: Predicate) -> Select[Any]:
    """Return case_id of each case that this worker has opened for this purpose."""
    tickets = Ticket.__table__
    return (
        select(tickets.c.case_id)
        .where(_holds(tickets, worker, purpose, now), tickets.c.case_id.is_not(None), *also)
        .distinct()
    )


def sweep_held(
    ticket: Value, worker: Value, purpose: Value, now: Value, *also: Predicate
) -> Select[Any]:
    """Return the ticket itself if it opens every case of this worker for one task."""
    tickets = Ticket.__table__
    every = and_(tickets.c.id == ticket, tickets.c.case_id.is_(None))
    return select(tickets.c.id).where(every, _holds(tickets, worker, purpose, now), *also)


def _holds(tickets: FromClause, worker: Value, purpose: Value, now: Value) -> Predicate:
    mine = and_(tickets.c.worker_id == worker, tickets.c.purpose == purpose)
    return and_(mine, tickets.c.until > now)


def breakable(key: Value, worker: Value, now: Value) -> Select[Any]:
    """Return (case_id, person_id) of a case whose glass this worker may break."""
    cases, people = Case.__table__, CasePerson.__table__
    held = roles_held(worker, now).subquery("anywhere")
    works_here = select(held.c.role).where(held.c.role.in_([one.value for one in BREAKERS]))
    return (
        select(cases.c.id, people.c.person_id)
        .join(people, people.c.case_id == cases.c.id)
        .where(cases.c.id == key, cases.c.seal < int(Seal.SEALED), works_here.exists())
        .where(*_can_be_met(cases, people, worker, now))
    )


# --- what opens ----------------------------------------------------------------------------------


def agreed_for(worker: Value, purpose: Value, now: Value) -> Subquery:
    """Return what agreements give the worker's kind of agency for this purpose."""
    agreements, agencies, workers = Agreement.__table__, Agency.__table__, Worker.__table__
    return (
        select(
            agreements.c.category,
            agreements.c.basis,
            agreements.c.rights,
            agreements.c.agency_kind,
        )
        .join(agencies, agencies.c.kind == agreements.c.agency_kind)
        .join(workers, workers.c.agency_id == agencies.c.id)
        .where(
            workers.c.id == worker,
            is_active(workers),
            agreements.c.purpose == purpose,
            agreements.c.seconded_by.is_not(None),
            is_live(agreements, now),
            _may_serve(purpose, agreements.c.category),
        )
        .subquery("agreed")
    )


def _may_serve(purpose: Value, category: Value) -> Predicate:
    never = [
        and_(purpose == one.value, category.in_(sorted(map(int, categories))))
        for one, categories in NEVER_SERVES.items()
    ]
    return ~or_(*never)


def _said(person: Value, agreed: Subquery, now: Value, *, given: bool) -> Predicate:
    consents = Consent.__table__.alias("yes" if given else "no")
    about = and_(
        consents.c.subject_id == person,
        consents.c.about == agreed.c.category,
        or_(consents.c.agency_kind.is_(None), consents.c.agency_kind == agreed.c.agency_kind),
    )
    said = consents.c.given.is_(given)
    return select(literal_column("1")).where(about, said, is_live(consents, now)).exists()


def lawful(person: Value, agreed: Subquery, now: Value) -> Predicate:
    """Say that the basis of an agreement holds for this person: nothing refused, or a duty."""
    refused = _said(person, agreed, now, given=False)
    agreed_to = _said(person, agreed, now, given=True)
    return or_(
        agreed.c.basis == Basis.DUTY.value,
        and_(agreed.c.basis == Basis.TASK.value, ~refused),
        and_(agreed.c.basis == Basis.CONSENT.value, agreed_to, ~refused),
    )


def _verbs(person: Value, rights: Value, now: Value) -> Value:
    restrictions = Restriction.__table__
    is_restricted = (
        select(literal_column("1"))
        .where(restrictions.c.subject_id == person, is_live(restrictions, now))
        .exists()
    )
    every = type_coerce(rights, Integer)
    inside = every.bitwise_and(int(EVERY_VERB & ~_OUTSIDE))
    return case((is_restricted, inside), else_=every).label("verbs")


def grants_held(worker: Value, purpose: Value, now: Value) -> CompoundSelect[Any]:
    """Return (case_id, person_id, category, verbs, working) of a worker; may repeat.

    `working` is 1 but for the desk, which meets people and cases and no record in a case.
    """
    held = roles_held(worker, now).subquery("held")
    return union_all(
        _on_team(worker, purpose, now),
        _leading(worker, purpose, now, held),
        _at_the_desk(worker, now, held),
        through_glass(worker, purpose, now),
    )


def _on_team(worker: Value, purpose: Value, now: Value) -> Select[Any]:
    cases, people, team = Case.__table__, CasePerson.__table__, CaseTeamMember.__table__
    agreed = agreed_for(worker, purpose, now)
    return (
        select(
            people.c.case_id,
            people.c.person_id,
            agreed.c.category,
            _verbs(people.c.person_id, agreed.c.rights, now),
            _WORKING,
        )
        .select_from(team)
        .join(cases, cases.c.id == team.c.case_id)
        .join(people, people.c.case_id == team.c.case_id)
        .join(agreed, true())
        .where(team.c.worker_id == worker, is_live(team, now))
        .where(*_can_be_met(cases, people, worker, now))
        .where(lawful(people.c.person_id, agreed, now))
    )


def _leading(worker: Value, purpose: Value, now: Value, held: Subquery) -> Select[Any]:
    cases, people = Case.__table__, CasePerson.__table__
    agreed = agreed_for(worker, purpose, now)
    return (
        select(
            people.c.case_id,
            people.c.person_id,
            agreed.c.category,
            _verbs(people.c.person_id, agreed.c.rights, now),
            _WORKING,
        )
        .select_from(held)
        .join(cases, cases.c.site_id == held.c.site_id)
        .join(people, people.c.case_id == cases.c.id)
        .join(agreed, true())
        .where(held.c.role.in_([role.value for role in LEADS]))
        .where(cases.c.seal == int(Seal.OPEN))
        .where(*_can_be_met(cases, people, worker, now))
        .where(lawful(people.c.person_id, agreed, now))
    )


def _at_the_desk(worker: Value, now: Value, held: Subquery) -> Select[Any]:
    cases, people = Case.__table__, CasePerson.__table__
    return (
        select(
            people.c.case_id,
            people.c.person_id,
            literal(Category.IDENTITY.value, Integer).label("category"),
            literal(Verb.READ.value, Integer).label("verbs"),
            literal(0, Integer).label("working"),
        )
        .select_from(held)
        .join(cases, cases.c.site_id == held.c.site_id)
        .join(people, people.c.case_id == cases.c.id)
        .where(held.c.role.in_([role.value for role in DESK]))
        .where(cases.c.seal == int(Seal.OPEN))
        .where(*_can_be_met(cases, people, worker, now))
    )


def through_glass(worker: Value, purpose: Value, now: Value) -> Select[Any]:
    """Return (case_id, person_id, category, verbs) opened in an emergency by this worker."""
    glass, scopes, cases = BrokenGlass.__table__, GlassScope.__table__, Case.__table__
    return (
        select(
            glass.c.case_id,
            scopes.c.person_id,
            scopes.c.category,
            literal(Verb.READ.value, Integer).label("verbs"),
            _WORKING,
        )
        .select_from(glass)
        .join(scopes, scopes.c.glass_id == glass.c.id)
        .join(cases, cases.c.id == glass.c.case_id)
        .where(glass.c.worker_id == worker, is_live(glass, now), scopes.c.withdrawn_at.is_(None))
        .where(_may_serve(purpose, scopes.c.category))
        .where(cases.c.seal < int(Seal.SEALED), cases.c.withdrawn_at.is_(None))
        .where(cases.c.id.not_in(closed_cases(worker, now)))
        .where(may_work(worker).exists())
    )


def _can_be_met(
    cases: FromClause, people: FromClause, worker: Value, now: Value
) -> tuple[Predicate, ...]:
    there = and_(cases.c.withdrawn_at.is_(None), people.c.withdrawn_at.is_(None))
    return there, cases.c.id.not_in(closed_cases(worker, now))


def all_verbs() -> str:
    """Return what joins the verbs of one grant that several facts give, as SQL."""
    return " | ".join(f"max(verbs & {verb.value})" for verb in Verb)


# --- when it changes by itself -------------------------------------------------------------------


def next_change(worker: Value, now: Value) -> Select[Any]:
    """Return the next instant at which one of the dated facts begins or ends."""
    ends = []
    own: tuple[type[Base], ...] = (
        SiteRoleHeld,
        CaseTeamMember,
        Exclusion,
        BrokenGlass,
        SealName,
    )
    for kind in own:
        ends += _moments(kind.__table__, now, kind.__table__.c.worker_id == worker)
    everybodys: tuple[type[Base], ...] = (Agreement, Consent, Restriction, RecordSeal)
    for kind in everybodys:
        ends += _moments(kind.__table__, now, true())
    changes = union_all(*ends).subquery("changes")
    return select(func.min(changes.c.at))


def _moments(table: FromClause, now: Value, whose: Predicate) -> list[Select[Any]]:
    both = (table.c.valid_from, table.c.valid_to)
    return [select(func.min(column).label("at")).where(whose, column > now) for column in both]


# --- what nobody else has to do with yet ---------------------------------------------------------


def just_made(person: Value, worker: Value) -> Predicate:
    """Say that this worker made this person and no case holds them yet."""
    people, held = Person.__table__, CasePerson.__table__
    taken = select(literal_column("1")).where(held.c.person_id == people.c.id).exists()
    return (
        select(literal_column("1"))
        .where(people.c.id == person, people.c.created_by == worker, ~taken)
        .exists()
    )


def began_case(made: Value, worker: Value) -> Predicate:
    """Say that this worker made this case and it is about nobody yet."""
    cases, held = Case.__table__, CasePerson.__table__
    taken = select(literal_column("1")).where(held.c.case_id == cases.c.id).exists()
    return (
        select(literal_column("1"))
        .where(cases.c.id == made, cases.c.created_by == worker, ~taken)
        .exists()
    )
