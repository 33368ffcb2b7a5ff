"""The access rule of what opens and closes: consent, conflicts, seals, broken glass."""

from typing import Any

from sqlalchemy import ColumnElement, and_, literal_column, or_, select

from pbi_desktop.domain.access import LEADS, SiteRole, Verb
from pbi_desktop.models import BrokenGlass, Case, RecordSeal
from pbi_desktop.store.access.rule import (
    CORE,
    Me,
    Predicate,
    Row,
    detail,
    granted,
    granted_row,
    has_role,
    has_role_at,
    in_case,
    knows,
    of_person,
    write_of_person,
)


def core_of_person(me: Me, row: Row) -> Predicate:
    """Say that they may write a CORE record about a person: what closes and opens."""
    return and_(write_of_person(me, row), row("category") == CORE)


def minds_the_person(me: Me, row: Row) -> Predicate:
    """Say that they work with a person, or answer for information governance."""
    works_with = knows(me, row("person_id"), CORE, Verb.WRITE)
    return or_(works_with, has_role(me, SiteRole.IG_LEAD))


def exclusion_visible(me: Me, row: Row) -> Predicate:
    """Say that an exclusion shows: never to whom it excludes."""
    known = or_(knows(me, row("person_id"), CORE), has_role(me, SiteRole.IG_LEAD))
    return and_(row("worker_id") != me.id, known)


def exclusion_changeable(me: Me, row: Row) -> Predicate:
    """Say that an exclusion may be changed: never by whom it excludes."""
    return and_(row("worker_id") != me.id, minds_the_person(me, row))


def sealable(me: Me, row: Row) -> Predicate:
    """Say that they may seal the record named."""
    return granted_row(me, row, Verb.SEAL)


def seal_changeable(me: Me, row: Row) -> Predicate:
    """Say that they may change a seal: they may seal, and are not closed out by it."""
    return and_(granted_row(me, row, Verb.SEAL), ~me.sealed_away(row("record_id"), row("case_id")))


def seal_visible(me: Me, row: Row) -> Predicate:
    """Say that a seal shows: to its maker, and to those it names."""
    mine = row("created_by") == me.id
    named = ~me.sealed_away(row("record_id"), row("case_id"))
    return and_(granted_row(me, row, Verb.SEAL), or_(mine, named))


def _unsealed_subject(me: Me, row: Row) -> Predicate:
    # What speaks of a sealed record is as closed as the record.
    sealed = me.sealed_away(row("record_id"), row("case_id"))
    return or_(row("record_id").is_(None), ~sealed)


def speaks_in_case(me: Me, row: Row) -> Predicate:
    """As `in_case`, for what names another record: as closed as that one."""
    return and_(in_case(me, row), _unsealed_subject(me, row))


def speaks_in_detail(me: Me, row: Row) -> Predicate:
    """As `detail`, for what names another record: as closed as that one."""
    return and_(detail(me, row), _unsealed_subject(me, row))


def withheld_visible(me: Me, row: Row) -> Predicate:
    """Say that an item kept back from an answer shows."""
    return and_(of_person(me, row), ~me.sealed_away(row("record_id"), None))


def of_seal(me: Me, row: Row) -> Predicate:
    """Say that they may say whom a seal names."""
    seals = RecordSeal.__table__.alias("of_seal")
    mine = granted(me, seals.c.case_id, seals.c.subject_id, seals.c.category, Verb.SEAL)
    closed = and_(seals.c.created_by != me.id, me.sealed_away(seals.c.record_id, seals.c.case_id))
    named = and_(seals.c.id == row("seal_id"), seals.c.withdrawn_at.is_(None), mine, ~closed)
    return select(literal_column("1")).where(named).exists()


def seal_name_visible(me: Me, row: Row) -> Predicate:
    """Say that a name on a seal shows: to who is named, and to who may name."""
    return or_(row("worker_id") == me.id, of_seal(me, row))


def _leads_case(me: Me, case: ColumnElement[Any]) -> Predicate:
    return or_(me.leads(case), has_role(me, SiteRole.IG_LEAD))


def leads_site_of(case: ColumnElement[Any], me: Me) -> Predicate:
    """Say that the worker leads the site of a case, sealed or not: what `Me.leads` asks."""
    cases = Case.__table__.alias("led")
    leads = has_role_at(me, cases.c.site_id, *LEADS)
    return select(literal_column("1")).where(cases.c.id == case, leads).exists()


def glass_reviewable(me: Me, row: Row) -> Predicate:
    """Say that they may review broken glass: a lead or IG lead, never their own."""
    minded = and_(_leads_case(me, row("case_id")), ~me.is_excluded(row("case_id")))
    return and_(row("worker_id") != me.id, minded)


def glass_visible(me: Me, row: Row) -> Predicate:
    """Say that broken glass shows: to who broke it, and to who may review it."""
    return or_(row("worker_id") == me.id, glass_reviewable(me, row))


def scope_visible(me: Me, row: Row) -> Predicate:
    """Say that what broken glass opened shows."""
    glass = BrokenGlass.__table__.alias("glass")
    seen = glass_visible(me, lambda name: glass.c[name])
    found = and_(glass.c.id == row("glass_id"), glass.c.withdrawn_at.is_(None), seen)
    return select(literal_column("1")).where(found).exists()


def reviews_in_own_name(me: Me, before: Row, after: Row) -> Predicate:
    """Say that a change keeps who reviewed, or is the reviewer's own."""
    same = after("reviewed_by").is_not_distinct_from(before("reviewed_by"))
    return or_(same, after("reviewed_by") == me.id)
