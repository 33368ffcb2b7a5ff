"""What the access rule is made of: what is asked of a worker, and the predicates all kinds share.

The rule is written once, as SQLAlchemy Core expressions: the facts in `grants.py`, the rule of
each kind of record in `kinds.py`. `compiled.py` makes views and triggers of it for the encrypted
file, `policies.py` row-level security for PostgreSQL; neither adds a condition of its own.

    visible     = the record's (case, person, category) is granted, it is not sealed away from
                  this worker, or they are named with its seal; and it is not withdrawn
    detail      = visible, and the case is open to this worker by a committed ticket
    writable    = granted for the verb "write", and not sealed away
    a change    = writable before and after; a new tie to another record only where that is open
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Select,
    and_,
    false,
    literal,
    literal_column,
    or_,
    select,
    tuple_,
)

from pbi_desktop.domain.access import Category, SiteRole, Verb

Row = Callable[[str], ColumnElement[Any]]
"""The record in question: a column by its name."""

Predicate = ColumnElement[bool]

IDENTITY = literal(Category.IDENTITY.value, Integer)
CORE = literal(Category.CORE.value, Integer)


@dataclass(frozen=True)
class Me:
    """What the rule asks about the signed-in worker, as sources of the database at hand."""

    id: ColumnElement[Any]
    now: ColumnElement[Any]
    """This instant, in microseconds."""
    roles: FromClause
    named: FromClause
    """(record_id, subject_id, category, case_id) of sealed records that name this worker."""
    in_my_cases: Callable[[ColumnElement[Any]], Predicate]
    may_meet: Callable[[ColumnElement[Any]], Predicate]
    """Say that they meet records in this case: granted to more than the desk, or by a seal."""
    among_my_people: Callable[[ColumnElement[Any]], Predicate]
    """Says nothing that `grants` does not; there so that a database can use its index."""
    holds: Callable[[Verb, Mapping[str, ColumnElement[Any]]], Predicate]
    """Say that a grant for this verb has these values: case_id, subject_id, category."""
    is_among: Callable[[Sequence[ColumnElement[Any]], Select[Any]], Predicate]
    """Say that values are a row of a selection: `is_in`, or `is_there`."""
    knows_of: Callable[[ColumnElement[Any]], Predicate]
    """Say that they know who a person is: looked up for each, so that a name's index is used."""
    just_made: Callable[[ColumnElement[Any]], Predicate]
    began_case: Callable[[ColumnElement[Any]], Predicate]
    is_open: Callable[[str, ColumnElement[Any]], Predicate]
    sealed_away: Callable[[ColumnElement[Any], ColumnElement[Any] | None], Predicate]
    """Say that a record (of a case) is sealed and this worker is not named with each seal."""
    has_opened: Callable[[ColumnElement[Any]], Predicate]
    """Say that a committed ticket of theirs opens this case."""
    leads: Callable[[ColumnElement[Any]], Predicate]
    """Say that the worker leads the site of a case."""
    is_excluded: Callable[[ColumnElement[Any]], Predicate]
    """Say that a conflict of interest closes this case to them."""


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
    keeps: Callable[[Me, Row, Row], Predicate] | None = None
    """What else a change must keep to, before and after."""


def has_role(me: Me, *roles: SiteRole) -> Predicate:
    """Say that the worker holds one of these roles somewhere, or any role."""
    held: Select[Any] = select(literal_column("1")).select_from(me.roles)
    if roles:
        held = held.where(me.roles.c.role.in_([role.value for role in roles]))
    return held.exists()


def has_role_at(me: Me, site: ColumnElement[Any], *roles: SiteRole) -> Predicate:
    """Say that the worker holds one of these roles at a site."""
    return (
        select(literal_column("1"))
        .select_from(me.roles)
        .where(me.roles.c.site_id == site, me.roles.c.role.in_([role.value for role in roles]))
        .exists()
    )


def granted(me: Me, case: Any, subject: Any, category: Any, verb: Verb) -> Predicate:
    """Say that the worker is granted a verb for one category of one person in one case."""
    return me.holds(verb, {"case_id": case, "subject_id": subject, "category": category})


def knows(me: Me, subject: Any, category: Any, verb: Verb = Verb.READ) -> Predicate:
    """Say that they are granted a verb for one category of a person, in whichever case."""
    held = me.holds(verb, {"subject_id": subject, "category": category})
    return and_(me.among_my_people(subject), held)


def granted_row(me: Me, row: Row, verb: Verb) -> Predicate:
    """Say that the worker is granted a verb for the record itself."""
    return granted(me, row("case_id"), row("subject_id"), row("category"), verb)


def in_case(me: Me, row: Row) -> Predicate:
    """Say that a record in a case is visible: granted and not sealed away, or sealed to them."""
    named = me.named
    by_name = select(named.c.record_id, named.c.subject_id, named.c.category, named.c.case_id)
    theirs = and_(granted_row(me, row, Verb.READ), ~me.sealed_away(row("id"), row("case_id")))
    itself = (row("id"), row("subject_id"), row("category"), row("case_id"))
    to_them = me.is_among(itself, by_name)
    return and_(me.may_meet(row("case_id")), or_(theirs, to_them))


def detail(me: Me, row: Row) -> Predicate:
    """Say that a record is visible, and its case opened by a committed ticket."""
    return and_(in_case(me, row), me.has_opened(row("case_id")))


def everyone(me: Me, row: Row) -> Predicate:  # noqa: ARG001
    """Every active worker."""
    return me.id.is_not(None)


def nobody(me: Me, row: Row) -> Predicate:  # noqa: ARG001
    """No worker: the store itself writes this."""
    return false()


def of_person(me: Me, row: Row) -> Predicate:
    """Say that a record about a person is visible."""
    return knows(me, row("subject_id"), row("category"))


def of_two_people(me: Me, row: Row) -> Predicate:
    """Say that what is said of one person and another is visible: both are known."""
    return and_(of_person(me, row), knows(me, row("other_id"), row("category")))


def write_of_person(me: Me, row: Row) -> Predicate:
    """Say that a record about a person may be written."""
    return knows(me, row("subject_id"), row("category"), Verb.WRITE)
