"""The access rule of the team's own day: who is out, supervised, complained of, kept apart."""

from collections.abc import Callable

from sqlalchemy import and_, or_

from pbi_desktop.domain.access import DESK, LEADS, SiteRole, Verb
from pbi_desktop.domain.safety import ConcernState
from pbi_desktop.store.access.rule import (
    Me,
    Predicate,
    Row,
    detail,
    granted_row,
    has_role,
    has_role_at,
    of_two_people,
)


def lead_at_site(me: Me, row: Row) -> Predicate:
    """Say that whoever leads the site of a row may."""
    return has_role_at(me, row("site_id"), *LEADS)


def by_oneself(*names: str) -> Callable[[Me, Row, Row], Predicate]:
    """Return that a change names whoever makes it in these columns, nobody, or whom it found."""

    def keeps(me: Me, before: Row, after: Row) -> Predicate:
        same = (after(name).is_not_distinct_from(before(name)) for name in names)
        return and_(
            *(or_(_mine(me, after, name), kept) for name, kept in zip(names, same, strict=True))
        )

    return keeps


def _mine(me: Me, row: Row, name: str) -> Predicate:
    return or_(row(name).is_(None), row(name) == me.id)


def check_out_visible(me: Me, row: Row) -> Predicate:
    """Say that who is out shows: to them, to who watches, and to the leads of the site."""
    mine = or_(row("worker_id") == me.id, row("watcher_id") == me.id)
    return and_(has_role(me, *DESK), or_(mine, lead_at_site(me, row)))


def check_out_insertable(me: Me, row: Row) -> Predicate:
    """Say that somebody at a desk may say that they are out, in their own name."""
    mine = and_(row("worker_id") == me.id, _mine(me, row, "raised_by"))
    return and_(has_role_at(me, row("site_id"), *DESK), mine)


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
    return and_(met, has_role_at(me, row("site_id"), *DESK), _mine(me, row, "owner_id"))


def as_closed_as(name: str) -> Callable[[Me, Row], Predicate]:
    """Return that detail shows while the record that this column names is not sealed away."""

    def visible(me: Me, row: Row) -> Predicate:
        # It says what that record says, or holds what it is: it is as sealed as the record.
        sealed = and_(row(name).is_not(None), me.sealed_away(row(name), row("case_id")))
        return and_(detail(me, row), ~sealed)

    return visible


def concern_insertable(me: Me, row: Row) -> Predicate:
    """Say that they may keep a concern that they noticed themselves, and where it went."""
    mine = and_(row("worker_id") == me.id, _mine(me, row, "sent_by"))
    return and_(granted_row(me, row, Verb.WRITE), mine, _stands(row))


def concern_keeps(me: Me, before: Row, after: Row) -> Predicate:
    """Say that a concern goes on by what was done, and in one's own name."""
    return and_(by_oneself("sent_by")(me, before, after), _stands(after))


def _stands(row: Row) -> Predicate:
    # None counts as sent without when, by whom, to whom, and what they call it by.
    way = ("sent_at", "sent_by", "recipient", "their_reference")
    sent = and_(*(row(name).is_not(None) for name in way))
    kept_back = row("state") == ConcernState.NOT_FOR_SENDING.value
    return or_(
        row("state") == ConcernState.NOT_SENT.value,
        and_(kept_back, row("decided_by").is_not(None)),
        and_(~kept_back, sent),
    )


def audits_in_own_name(me: Me, row: Row) -> Predicate:
    """Say that they may keep what they found themselves in a file that they may write in."""
    return and_(granted_row(me, row, Verb.WRITE), row("auditor_id") == me.id)


def kept_apart_visible(me: Me, row: Row) -> Predicate:
    """Say that two are kept apart shows: to leads who know both, and to who wrote it."""
    # Whoever works with the one would learn that the other is known: leads alone are warned.
    told = or_(row("created_by") == me.id, has_role(me, *LEADS))
    return and_(of_two_people(me, row), told)
