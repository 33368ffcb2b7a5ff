"""What holds for every kind that is written: whose name, which ties, what never changes.

The rule of `kinds.py` says who may write a record; this adds that nobody writes in another's name,
ties a record to one that they may not see, or changes what identifies it. Both databases compile
it.
"""

from typing import Any

from sqlalchemy import ColumnElement, Table, and_, literal_column, or_, select

from pbi_desktop.models import Base
from pbi_desktop.store.access import kinds, rule
from pbi_desktop.store.access.fixed import FIXED, STAYS
from pbi_desktop.store.access.rule import Me, Predicate, Row


def ties(kind: Table) -> dict[str, str]:
    """Return the columns that tie a record to one that not everybody sees, and of which kind."""
    rules = kinds.kind_rules()
    if kind.name in kinds.TIES_IN_RULE:
        return {}
    found = {key.parent.name: key.column.table.name for key in kind.foreign_keys}
    return {name: to for name, to in found.items() if rules[to].visible is not rule.everyone}


def tied_kinds() -> frozenset[str]:
    """Return the kinds whose `is_open` is asked for."""
    tables = Base.metadata.sorted_tables
    return (kinds.SEEN_BY_TIES | kinds.PARTS).union(*(ties(table).values() for table in tables))


def is_open(kind: str, key: ColumnElement[Any], me: Me) -> Predicate:
    """Say that a record may be tied to: it is visible, or one's own that nothing is tied to yet."""
    record = Base.metadata.tables[kind].alias("record")
    allowed = kinds.kind_rules()[kind].visible(me, lambda name: record.c[name])
    claims = [
        select(literal_column("1")).where(table.c[name] == record.c.id).exists()
        for table in Base.metadata.sorted_tables
        for name, to in ties(table).items()
        if to == kind
    ]
    if claims:
        unclaimed = and_(record.c.created_by == me.id, *(~claim for claim in claims))
        allowed = or_(allowed, unclaimed)
    return select(literal_column("1")).where(record.c.id == key, allowed).exists()


def may_insert(kind: Table, me: Me, row: Row) -> Predicate:
    """Say that the worker may make this record: in their own name, tied to what is open."""
    conditions = [kinds.kind_rules()[kind.name].insertable(me, row)]
    if "created_by" in kind.c:
        conditions.append(row("created_by") == me.id)
    for name, to in ties(kind).items():
        conditions.append(or_(row(name).is_(None), me.is_open(to, row(name))))
    return and_(*conditions)


def keeps_its_ties(kind: Table, me: Me, before: Row, after: Row) -> Predicate:
    """Say that a change is the next version, and leaves alone what nobody changes."""
    conditions = [after("version") == before("version") + 1]
    keeps = kinds.kind_rules()[kind.name].keeps
    if keeps is not None:
        conditions.append(keeps(me, before, after))
    if "withdrawn_at" in kind.c:  # what was taken out of view can only be brought back
        conditions.append(or_(before("withdrawn_at").is_(None), after("withdrawn_at").is_(None)))
    if kind.name in STAYS:
        conditions.append(or_(after("withdrawn_at").is_(None), before("created_by") == me.id))
    for name in sorted(fixed(kind)):
        conditions.append(after(name).is_not_distinct_from(before(name)))
    for name, to in ties(kind).items():
        same = after(name).is_not_distinct_from(before(name))
        conditions.append(or_(same, after(name).is_(None), me.is_open(to, after(name))))
    return and_(*conditions)


def asks_for_facts(kind: Table) -> bool:
    """Say whether what a change keeps to depends on more than the record before and after."""
    return kind.name in STAYS or kinds.kind_rules()[kind.name].keeps is not None


def fixed(kind: Table) -> frozenset[str]:
    """Return the columns of a kind that nobody changes."""
    everywhere = {"id", "created_at", "created_by"} & set(kind.columns.keys())
    return FIXED.get(kind.name, frozenset()) | everywhere


def is_nobodys(kind: Table, verb: str) -> bool:
    """Say whether no worker may "insert" or "change" records of this kind."""
    own = kinds.kind_rules()[kind.name]
    return (own.insertable if verb == "insert" else own.changeable) is rule.nobody
