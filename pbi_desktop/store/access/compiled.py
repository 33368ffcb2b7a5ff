"""The rule as text for the encrypted file: views, write triggers, and how grants are filled.

The text is kept in `policy.sqlite.json`, so that opening a store and searching it needs no
SQLAlchemy; `tests/store/access/test_compiled.py` compares the two. To write it anew:
`python -m pbi_desktop.store.access.compiled`.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Integer,
    Select,
    Table,
    Text,
    and_,
    column,
    literal,
    literal_column,
    or_,
    select,
    table,
    true,
    tuple_,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.elements import ClauseElement

from pbi_desktop.domain.access import Verb
from pbi_desktop.models import Base
from pbi_desktop.store.access import closings, door_rule, grants, kinds, narrowing, rule, writes
from pbi_desktop.store.access.rule import Me, Row

POLICY_FILE = Path(__file__).with_name("policy.sqlite.json")


def _text(expression: ClauseElement) -> str:
    compiled = expression.compile(
        dialect=sqlite.dialect(paramstyle="named"),
        schema_translate_map={None: "main"},
        render_schema_translate=True,
        compile_kwargs={"literal_binds": True},
    )
    return str(compiled).replace("\n", " ")


def _me(*, one_by_one: bool = False) -> Me:
    worker: Any = literal_column("(SELECT id FROM temp.me)")
    return Me(
        id=worker,
        now=literal_column("(SELECT now FROM temp.me)"),
        roles=table("my_roles", column("site_id"), column("role", Text), schema="temp"),
        named=table(
            "my_named",
            column("record_id"),
            column("subject_id"),
            column("category", Integer),
            column("case_id"),
            schema="temp",
        ),
        in_my_cases=_listed("my_cases", "case_id"),
        may_meet=_listed("my_met", "case_id"),
        among_my_people=lambda _: true(),  # the index `my_people` finds the pair itself
        is_among=_among(one_by_one=one_by_one),
        holds=lambda verb, values: _among(one_by_one=one_by_one)(
            tuple(values.values()), _held(verb, tuple(values))
        ),
        knows_of=lambda person: _among(one_by_one=one_by_one)(
            (person, rule.IDENTITY), _held(Verb.READ, ("subject_id", "category"))
        ),
        just_made=lambda person: grants.just_made(person, worker),
        began_case=lambda case: grants.began_case(case, worker),
        is_open=lambda kind, key: writes.is_open(kind, key, _me(one_by_one=one_by_one)),
        sealed_away=_sealed_away,
        has_opened=lambda case: or_(_SWEEPING, _listed("my_open", "case_id")(case)),
        leads=lambda case: closings.leads_site_of(case, _me(one_by_one=one_by_one)),
        is_excluded=_listed("my_closed", "case_id"),
    )


def _held(verb: Verb, names: tuple[str, ...]) -> Select[Any]:
    if verb is Verb.READ:  # a list of their own, whose index answers without making another
        return select(*(_READS.c[name] for name in names))
    some = _GRANTS.c.verbs.bitwise_and(int(verb)) != literal(0, Integer)
    return select(*(_GRANTS.c[name] for name in names)).where(some)


def _sealed_away(record: Any, case: Any | None) -> rule.Predicate:
    seals = table("my_sealed", column("record_id"), column("case_id"), schema="temp")
    found: rule.Predicate = record.in_(select(seals.c.record_id))
    if case is None:
        return found
    return tuple_(record, case).in_(select(seals.c.record_id, seals.c.case_id))


_READS = table(
    "my_reads", column("case_id"), column("subject_id"), column("category", Integer), schema="temp"
)
_GRANTS = table(
    "my_grants",
    column("case_id"),
    column("subject_id"),
    column("category", Integer),
    column("verbs", Integer),
    schema="temp",
)


def _among(*, one_by_one: bool) -> Callable[[Any, Any], rule.Predicate]:
    # A trigger starts anew with each row: a list of all grants would be made for each.
    return rule.is_there if one_by_one else rule.is_in


def _listed(name: str, key: str) -> Callable[[Any], rule.Predicate]:
    rows = table(name, column(key), schema="temp")
    return lambda value: value.in_(select(rows.c[key]))


_SWEEPING: Any = literal_column("(SELECT sweeping FROM temp.me)") == literal_column("1")
_OWN_EYES: Any = literal_column("(SELECT narrowed FROM temp.me)") == literal_column("0")
_WITHDRAWING: Any = literal_column("(SELECT withdrawing FROM temp.me)") == literal_column("1")


def _row(kind: Table, source: str) -> Row:
    return lambda name: literal_column(f"{source}.{name}", kind.c[name].type)


def _visible(kind: Table) -> str:
    row = _row(kind, "b")
    condition = kinds.kind_rules()[kind.name].visible(_me(), row)
    if "withdrawn_at" in kind.c:
        condition = and_(or_(row("withdrawn_at").is_(None), _WITHDRAWING), condition)
    else:
        # A condition without a column of the table would be lifted out of the private view by
        # the optimizer, and a count through it refused; it knows that a key is never null.
        key = next(iter(kind.primary_key.columns))
        condition = and_(row(key.name) != literal_column("''"), condition)
    if kind.name in narrowing.KEPT_BACK:
        condition = and_(_OWN_EYES, condition)
    return f"SELECT b.* FROM main.{kind.name} AS b WHERE {_text(condition)}"  # noqa: S608


def _insert_check(kind: Table) -> str:
    return _text(writes.may_insert(kind, _me(one_by_one=True), _row(kind, "NEW")))


def _update_check(kind: Table) -> str:
    changeable = kinds.kind_rules()[kind.name].changeable
    before, after = _row(kind, "OLD"), _row(kind, "NEW")
    me = _me(one_by_one=True)
    conditions = [changeable(me, before), changeable(me, after)]
    if not writes.is_nobodys(kind, "change"):
        conditions.append(writes.keeps_its_ties(kind, me, before, after))
    return _text(and_(*conditions))


def _fill() -> dict[str, str]:
    worker: Any = literal_column(":worker")
    purpose: Any = literal_column(":purpose")
    now: Any = literal_column(":now")
    return {
        "may_work": _text(grants.may_work(worker)),
        "my_roles": _text(grants.roles_held(worker, now)),
        "my_grants": _text(grants.grants_held(worker, purpose, now)),
        "my_closed": _text(grants.closed_cases(worker, now)),
        "my_sealed": _text(grants.sealed_away(worker, now)),
        "my_named": _text(grants.named_records(worker, now)),
        "my_open": _text(grants.opened_cases(worker, purpose, now)),
        "sweep": _text(grants.sweep_held(literal_column(":ticket"), worker, purpose, now)),
        "breakable": _text(grants.breakable(literal_column(":case"), worker, now)),
        "hidden_matches": _text(
            door_rule.hidden_matches(literal_column(":approach"), worker, _known_of)
        ),
        "called_for": _text(door_rule.called_for(literal_column(":person"), worker, now)),
        "next_change": _text(grants.next_change(worker, now)),
        "receivable": _text(
            narrowing.receivable(literal_column(":agency"), literal_column(":aim"), now)
        ),
        "every_sealed": _text(narrowing.every_sealed(now)),
        "verbs": grants.all_verbs(),
    }


def _known_of(person: Any) -> rule.Predicate:
    found: rule.Predicate = person.in_(select(_GRANTS.c.subject_id))
    return found


def _key_columns(kind: Table) -> list[str]:
    """Return what the database itself reads while it writes: keys, foreign keys, the version."""
    linked = {column.name for column in kind.columns if column.foreign_keys or column.primary_key}
    return sorted(linked | ({"version"} & set(kind.columns.keys())))


def compile_policy() -> dict[str, Any]:
    """Return the whole policy: per table its view, checks and columns, and the fill of grants."""
    tables = Base.metadata.sorted_tables
    return {
        "fill": _fill(),
        "facts": sorted(grants.FACTS),
        "keys": {kind.name: _key_columns(kind) for kind in tables},
        "kinds": {
            kind.name: {
                "view": _visible(kind),
                "insert": _insert_check(kind),
                "update": _update_check(kind),
            }
            for kind in tables
        },
    }


def as_text() -> str:
    """Return the policy as it stands in the file."""
    return json.dumps(compile_policy(), indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    POLICY_FILE.write_text(as_text(), encoding="utf-8")
