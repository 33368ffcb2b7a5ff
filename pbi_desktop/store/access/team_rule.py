"""The access rule of the team's own day: who is out, supervised, complained of, kept apart."""

from sqlalchemy import and_, or_

from pbi_desktop.domain.access import DESK, LEADS, SiteRole
from pbi_desktop.store.access.rule import (
    Me,
    Predicate,
    Row,
    detail,
    has_role,
    has_role_at,
    of_two_people,
)


def lead_at_site(me: Me, row: Row) -> Predicate:
    """Say that whoever leads the site of a row may."""
    return has_role_at(me, row("site_id"), *LEADS)


def check_out_visible(me: Me, row: Row) -> Predicate:
    """Say that who is out shows: to them, to who watches, and to the leads of the site."""
    mine = or_(row("worker_id") == me.id, row("watcher_id") == me.id)
    return and_(has_role(me, *DESK), or_(mine, lead_at_site(me, row)))


def check_out_insertable(me: Me, row: Row) -> Predicate:
    """Say that somebody at a desk may say that they are out, in their own name."""
    return and_(has_role_at(me, row("site_id"), *DESK), row("worker_id") == me.id)


def supervision_visible(me: Me, row: Row) -> Predicate:
    """Say that a supervision shows: to the two, and to the manager of the site."""
    theirs = or_(row("worker_id") == me.id, row("lead_id") == me.id)
    return or_(theirs, has_role_at(me, row("site_id"), SiteRole.TEAM_MANAGER))


def supervises(me: Me, row: Row) -> Predicate:
    """Say that a lead may keep a supervision, in their own name."""
    return and_(lead_at_site(me, row), row("lead_id") == me.id)


def feedback_visible(me: Me, row: Row) -> Predicate:
    """Say that what was said shows: to who kept it and the leads, while they may meet its case."""
    met = or_(row("case_id").is_(None), me.in_my_cases(row("case_id")))
    return and_(met, or_(row("created_by") == me.id, lead_at_site(me, row)))


def feedback_insertable(me: Me, row: Row) -> Predicate:
    """Say that somebody at a desk may keep what was said, of no case or of one they meet."""
    met = or_(row("case_id").is_(None), me.in_my_cases(row("case_id")))
    return and_(met, has_role_at(me, row("site_id"), *DESK))


def chronology_line_visible(me: Me, row: Row) -> Predicate:
    """Say that a line of a chronology shows: while the entry that it says again does."""
    # A line says what its entry says: it is as sealed as the entry.
    of_an_entry = and_(
        row("entry_id").is_not(None), me.sealed_away(row("entry_id"), row("case_id"))
    )
    return and_(detail(me, row), ~of_an_entry)


def kept_apart_visible(me: Me, row: Row) -> Predicate:
    """Say that two are kept apart shows: to leads who know both, and to who wrote it."""
    # Whoever works with the one would learn that the other is known: leads alone are warned.
    told = or_(row("created_by") == me.id, has_role(me, *LEADS))
    return and_(of_two_people(me, row), told)
