"""Grants kept ready on PostgreSQL, so that a statement need not work them out.

`authz.access` holds for each worker and purpose a row for each case and person: for each verb the
categories it is granted for, as bits. It is filled by `authz.refill()` and counts while
`authz.kept` has a row for the worker and the purpose that has not run out. Whoever changes a fact
takes the rows of those it may concern away, in the same transaction; then each statement works
the grants out anew (`authz.my_grants()`) until they are filled again. So what is kept can be
missing, but never wrong:

- filling and changing facts take turns (`authz.turns`): neither sees the other half done;
- facts change in READ COMMITTED alone: an older snapshot would not see the row to take away.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import (
    Boolean,
    Integer,
    Select,
    case,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
)

from pbi_desktop.domain.access import Category, Verb
from pbi_desktop.store.access import rule

_FOREVER = 9223372036854775807

TABLES = (
    "CREATE TABLE authz.turns ()",
    "CREATE TABLE authz.kept (worker uuid, purpose text, until_us bigint NOT NULL, "
    "cases uuid[] NOT NULL, met uuid[] NOT NULL, people uuid[] NOT NULL, "
    "PRIMARY KEY (worker, purpose))",
    "CREATE TABLE authz.access (worker uuid, purpose text, case_id uuid, subject_id uuid, "
    + ", ".join(f"may_{verb.value} integer NOT NULL" for verb in Verb)
    + ", working integer NOT NULL, PRIMARY KEY (worker, purpose, case_id, subject_id))",
    "CREATE INDEX ON authz.access (worker, purpose, subject_id)",
    "ALTER TABLE authz.access ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE authz.access FORCE ROW LEVEL SECURITY",
)

_BY_CASE = """
SELECT r.worker_id FROM public.cases AS c JOIN public.site_roles AS r ON r.site_id = c.site_id
  WHERE c.id IN ({cases})
UNION SELECT t.worker_id FROM public.case_team AS t WHERE t.case_id IN ({cases})
UNION SELECT b.worker_id FROM public.broken_glass AS b WHERE b.case_id IN ({cases})
"""
_OF_PEOPLE = (
    "SELECT p.case_id FROM public.case_people AS p "
    "JOIN changed AS said ON said.subject_id = p.person_id"
)
_EVERYBODY = "SELECT k.worker FROM authz.kept AS k"

CONCERNS = {
    "agencies": _EVERYBODY,
    "agreements": _EVERYBODY,
    "broken_glass": "SELECT c.worker_id FROM changed AS c",
    "case_people": _BY_CASE.format(cases="SELECT c.case_id FROM changed AS c"),
    "case_team": "SELECT c.worker_id FROM changed AS c",
    "cases": _BY_CASE.format(cases="SELECT c.id FROM changed AS c"),
    "consents": _BY_CASE.format(cases=_OF_PEOPLE),
    "exclusions": "SELECT c.worker_id FROM changed AS c",
    "glass_scopes": "SELECT b.worker_id FROM changed AS c "
    "JOIN public.broken_glass AS b ON b.id = c.glass_id",
    "restrictions": _BY_CASE.format(cases=_OF_PEOPLE),
    "site_roles": "SELECT c.worker_id FROM changed AS c",
    "workers": "SELECT c.id FROM changed AS c",
}
"""Whom a change of a fact may concern. Seals are not among what is kept."""

# A case moves on from day to day: only these of its columns are facts.
_NOT_A_FACT = (
    "IF TG_OP = 'UPDATE' AND NOT EXISTS (SELECT 1 FROM before AS b JOIN changed AS c "
    "ON c.id = b.id WHERE (b.seal, b.withdrawn_at, b.site_id) IS DISTINCT FROM "
    "(c.seal, c.withdrawn_at, c.site_id)) THEN RETURN NULL; END IF; "
)
_ALSO_WHERE_IT_WAS = (
    " UNION SELECT r.worker_id FROM before AS b JOIN public.site_roles AS r "
    "ON r.site_id = b.site_id"
)


def owned_by(definer: str, workers: str) -> Iterator[str]:
    """Return what lets workers read their own rows of `authz.access`, and nobody write them."""
    for name in ("turns", "kept", "access"):
        yield f"ALTER TABLE authz.{name} OWNER TO {definer}"
    yield f"GRANT SELECT ON authz.access TO {workers}"
    yield (
        f"CREATE POLICY own ON authz.access FOR SELECT TO {workers} "
        "USING (worker = (SELECT authz.me()))"
    )


def refill(grants: str, next_change: str) -> str:
    """Return the function that fills what is kept of whoever calls it, for their purpose."""
    masks = ", ".join(
        f"bit_or(CASE WHEN g.verbs & {verb.value} <> 0 THEN 1 << g.category ELSE 0 END)"
        for verb in Verb
    )
    own = "worker = who AND purpose = why"
    mine = "a.worker = who AND a.purpose = why"
    return f"""
CREATE FUNCTION authz.refill() RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE who uuid := authz.me(); why text := authz.purpose(); at_us bigint := authz.clock();
BEGIN
  {_IN_READ_COMMITTED}
  IF who IS NULL OR authz.viewing() <> '' THEN RETURN; END IF;
  LOCK TABLE authz.turns IN SHARE MODE;
  PERFORM pg_advisory_xact_lock(hashtext(who::text || why));
  IF authz.is_kept() THEN RETURN; END IF;
  DELETE FROM authz.access WHERE {own};
  DELETE FROM authz.kept WHERE {own};
  INSERT INTO authz.access SELECT who, why, g.case_id, g.person_id, {masks}, max(g.working)
    FROM ({grants}) AS g GROUP BY g.case_id, g.person_id;
  INSERT INTO authz.kept SELECT who, why, coalesce(({next_change}), {_FOREVER}),
    ARRAY(SELECT DISTINCT a.case_id FROM authz.access AS a WHERE {mine}),
    ARRAY(SELECT DISTINCT a.case_id FROM authz.access AS a WHERE {mine} AND a.working = 1),
    ARRAY(SELECT DISTINCT a.subject_id FROM authz.access AS a WHERE {mine});
END $$
"""  # noqa: S608 - texts of the rule


_IN_READ_COMMITTED = """IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE insufficient_privilege USING MESSAGE = 'pbi: not permitted';
  END IF;"""

IS_KEPT = """
CREATE FUNCTION authz.is_kept() RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN authz.viewing() = '' AND EXISTS (SELECT 1 FROM authz.kept AS k WHERE k.worker = authz.me()
    AND k.purpose = authz.purpose() AND k.until_us > authz.clock());
END $$
"""


def forgetting() -> Iterator[str]:
    """Return the functions that take away what a change of a fact may concern."""
    for kind, concerned in CONCERNS.items():
        guard = _NOT_A_FACT if kind == "cases" else ""
        yield _forget(kind, guard, concerned)
    yield _forget("cases_moved", _NOT_A_FACT, CONCERNS["cases"] + _ALSO_WHERE_IT_WAS)


def _forget(name: str, guard: str, concerned: str) -> str:
    return f"""
CREATE FUNCTION authz.forget_{name}() RETURNS trigger LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  {guard if name == "cases_moved" else ""}
  {_IN_READ_COMMITTED}
  LOCK TABLE authz.turns IN ROW EXCLUSIVE MODE;
  DELETE FROM authz.kept WHERE (worker, purpose) IN (
    SELECT f.worker, f.purpose FROM authz.kept AS f WHERE f.worker IN ({concerned})
    ORDER BY f.worker, f.purpose FOR UPDATE);
  RETURN NULL;
END $$
"""  # noqa: S608 - the texts above


def triggers() -> Iterator[str]:
    """Return the triggers that call them; they go with the schema `authz`."""
    for kind in CONCERNS:
        for event, rows in (("INSERT", "NEW"), ("DELETE", "OLD")):
            yield _trigger(kind, event, f"{rows} TABLE AS changed", f"forget_{kind}")
        if kind == "cases":
            both = "OLD TABLE AS before NEW TABLE AS changed"
            yield _trigger(kind, "UPDATE", both, "forget_cases_moved")
            continue
        # Whom a fact was about before is concerned as well as whom it is about now.
        yield _trigger(kind, "UPDATE", "NEW TABLE AS changed", f"forget_{kind}")
        yield _trigger(kind, "UPDATE", "OLD TABLE AS changed", f"forget_{kind}", "_from")


def _trigger(kind: str, event: str, seen: str, function: str, also: str = "") -> str:
    return (
        f"CREATE TRIGGER rule_forget_{event.lower()}{also} AFTER {event} ON public.{kind} "
        f"REFERENCING {seen} FOR EACH STATEMENT EXECUTE FUNCTION authz.{function}()"
    )


def listed(which: str, also: str = "") -> str:
    """Return what answers with a list that is kept, "cases", "met" or "people", where it is."""
    return (
        f"ready := (SELECT k.{which} FROM authz.kept AS k WHERE k.worker = who "  # noqa: S608
        "AND k.purpose = why AND k.until_us > at_us); "
        f"IF ready IS NOT NULL THEN RETURN ready {also}; END IF; "
    )


def as_grants(what: str = "a.case_id, a.subject_id, k", where: str = "true") -> str:
    """Return what is kept of whoever asks, in the shape of grants: one row for each category."""
    verbs = " | ".join(f"(((a.may_{verb.value} >> k) & 1) * {verb.value})" for verb in Verb)
    return (
        f"SELECT {what}, {verbs} FROM authz.access AS a, "  # noqa: S608 - texts of ours
        "generate_series(0, 30) AS k WHERE a.worker = who AND a.purpose = why AND "
        f"{where} AND (({' | '.join(f'a.may_{verb.value}' for verb in Verb)}) >> k) & 1 = 1"
    )


def holds(verb: Verb, values: Mapping[str, Any]) -> Any:
    """Look what is kept up row by row; where nothing is, hash the grants once for a statement."""
    kept, mask = _ACCESS.alias("kept"), f"may_{verb.value}"
    mine = [kept.c.worker == _asked("me"), kept.c.purpose == _asked("purpose")]
    same = [kept.c[name] == value for name, value in values.items() if name != "category"]
    one = literal(1, Integer)
    if "category" in values:
        allowed = kept.c[mask].bitwise_rshift(values["category"]).bitwise_and(one) == one
    else:
        allowed = kept.c[mask] != literal(0, Integer)
    looked_up: Select[Any] = select(literal_column("1")).where(*mine, *same, allowed)
    return _kept_or(looked_up, verb, values)


def knows_of(person: Any) -> Any:
    """Look up row by row whether whoever asks knows who a person is.

    A planner that may hash takes all grants for each search: an offset keeps it from that.
    """
    kept, mask = _ACCESS.alias("kept"), f"may_{Verb.READ.value}"
    looked_up: Select[Any] = (
        select(literal_column("1"))
        .where(kept.c.worker == _asked("me"), kept.c.purpose == _asked("purpose"))
        .where(kept.c.subject_id == person)
        .where(kept.c[mask].bitwise_and(literal(1 << Category.IDENTITY, Integer)) != 0)
        .offset(literal_column("0"))
    )
    return _kept_or(looked_up, Verb.READ, {"subject_id": person, "category": rule.IDENTITY})


def _kept_or(looked_up: Select[Any], verb: Verb, values: Mapping[str, Any]) -> Any:
    live = func.authz.my_grants().table_valued(
        "case_id", "subject_id", column("category", Integer), column("verbs", Integer)
    )
    granted = live.alias("granted")
    worked_out = select(*(granted.c[name] for name in values)).where(
        granted.c.verbs.bitwise_and(int(verb)) != literal(0, Integer)
    )
    found = rule.is_in(tuple(values.values()), worked_out)
    is_kept = literal_column("(SELECT authz.is_kept())", Boolean)
    return case((is_kept, looked_up.exists()), else_=found)


def _asked(what: str) -> Any:
    return literal_column(f"(SELECT authz.{what}())")


_ACCESS = table(
    "access",
    column("worker"),
    column("purpose"),
    column("case_id"),
    column("subject_id"),
    *(column(f"may_{verb.value}", Integer) for verb in Verb),
    schema="authz",
)
