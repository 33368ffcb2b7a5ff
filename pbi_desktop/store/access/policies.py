"""The rule as text for PostgreSQL: row-level security, and the functions that it asks.

Who somebody is comes from `session_user`, the login role, never from a setting. What they are
granted is worked out by functions of a role that nobody can be (`definer`), because a policy may
not read its own table. Everything here can be emitted again at any time, in one transaction:
what was there before goes first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Integer,
    Select,
    Table,
    Text,
    and_,
    column,
    false,
    func,
    literal_column,
    not_,
    or_,
    select,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.sql.elements import ClauseElement

from pbi_desktop.domain.access import Purpose
from pbi_desktop.models import Base, Draft, Ticket, Worker
from pbi_desktop.store.access import (
    closings,
    door_rule,
    erasing_function,
    grants,
    kept_grants,
    kinds,
    narrowing,
    rule,
    writes,
)
from pbi_desktop.store.access.functions import (
    APPEND_AUDIT,
    BREAK_GLASS,
    CLOCK,
    OPEN_CASE,
    PURPOSE,
    RAISE_ALERTS,
    REFUSE,
    REQUIRE_AUDIT,
    VIEWING,
    WITHDRAWING,
)
from pbi_desktop.store.access.rule import Me, Row

BY_FUNCTION = (
    *("tickets", "broken_glass", "glass_scopes", "erasures"),
    *("match_alerts", "alert_calls"),
)
"""What workers make through a function alone; it too asks for a link in the audit chain."""

LONGEST_NAME = 63
"""PostgreSQL cuts longer names off without a word."""


@dataclass(frozen=True)
class Roles:
    """The roles of one store; they are known to the whole server, so they carry its identity."""

    store: UUID

    @property
    def owner(self) -> str:
        """Owns the tables; nobody signs in as it, nobody is a member."""
        return f"pbi_{self._store}_owner"

    @property
    def definer(self) -> str:
        """Runs the functions that see past the rule; nobody signs in as it, nobody is a member."""
        return f"pbi_{self._store}_definer"

    @property
    def workers(self) -> str:
        """The group of all workers: what it may do, each of them may."""
        return f"pbi_{self._store}_worker"

    def of(self, login: str) -> str:
        """Return the login role of one worker; refuses a name that would be cut off."""
        name = f"pbi_{self._store}_{login}"
        reserved = name in (self.owner, self.definer, self.workers)
        if not login or "\0" in login or reserved or len(name.encode()) > LONGEST_NAME:
            raise ValueError("not a login name")
        return name

    @property
    def _store(self) -> str:
        return self.store.hex[:8]


def statements(roles: Roles) -> Iterator[str]:
    """Return everything that closes a database of the newest schema to all but the rule."""
    yield from _nothing_for_anybody(roles)
    yield from _functions(roles)
    for kind in Base.metadata.sorted_tables:
        yield from _table(kind, roles)
    yield from _version_table(roles)


def quoted(name: str) -> str:
    """Return a name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


# --- compiling -----------------------------------------------------------------------------------


_NAMED: Any = postgresql.dialect  # the library gives it no types


def _text(expression: ClauseElement) -> str:
    compiled = expression.compile(
        dialect=_NAMED(paramstyle="named"),
        schema_translate_map={None: "public"},
        render_schema_translate=True,
        compile_kwargs={"literal_binds": True},
    )
    return str(compiled).replace("\n", " ")


def _predicate(call: str) -> Any:
    return literal_column(call, Boolean)


_SWEEPING = _predicate("(SELECT authz.sweeping())")


def _me() -> Me:
    held = func.authz.my_roles().table_valued("site_id", column("role", Text)).alias("held")
    named = func.authz.my_named().table_valued(
        "record_id", "subject_id", column("category", Integer), "case_id"
    )
    return Me(
        # In a sub-query a function is asked once for a statement, not once for a row.
        id=literal_column("(SELECT authz.me())"),
        now=literal_column("(SELECT authz.clock())"),
        roles=held,
        named=named.alias("named"),
        in_my_cases=lambda case: _among(case, "my_cases"),
        may_meet=lambda case: _among(case, "my_met"),
        among_my_people=lambda person: _among(person, "my_people"),
        holds=kept_grants.holds,
        is_among=rule.is_in,  # hashed once for a statement
        knows_of=kept_grants.knows_of,
        just_made=lambda person: _predicate(f"authz.just_made({_text(person)})"),
        began_case=lambda case: _predicate(f"authz.began_case({_text(case)})"),
        is_open=lambda kind, key: _predicate(f"authz.open_{kind}({_text(key)})"),
        sealed_away=_sealed_away,
        has_opened=lambda case: or_(_SWEEPING, _among(case, "my_open")),
        leads=lambda case: _predicate(f"authz.leads({_text(case)})"),
        # One case at a time: a list would tell the excluded what is closed to them.
        is_excluded=lambda case: _predicate(f"authz.is_closed({_text(case)})"),
    )


def _sealed_away(record: Any, case_id: Any | None) -> Any:
    sealed = func.authz.my_sealed().table_valued("record_id", "case_id").alias("sealed")
    if case_id is None:
        return record.in_(select(sealed.c.record_id))
    return rule.is_in((record, case_id), select(sealed.c.record_id, sealed.c.case_id))


def _among(value: Any, function: str) -> Any:
    mine: Any = literal_column(f"((SELECT authz.{function}())::uuid[])")
    return value.bool_op("= ANY")(mine)


def _row(kind: Table, source: str) -> Row:
    return lambda name: literal_column(f"{source}.{name}", kind.c[name].type)


# --- who may do what, table by table -------------------------------------------------------------


def _nothing_for_anybody(roles: Roles) -> Iterator[str]:
    everybody = f"PUBLIC, {quoted(roles.workers)}, {quoted(roles.definer)}"
    yield "DROP SCHEMA IF EXISTS authz CASCADE"
    yield (
        "DO $$ DECLARE old record; BEGIN FOR old IN SELECT policyname, tablename FROM pg_policies "
        "WHERE schemaname = 'public' LOOP "
        "EXECUTE format('DROP POLICY %I ON public.%I', old.policyname, old.tablename); "
        "END LOOP; END $$"
    )
    for what in ("TABLES", "SEQUENCES", "ROUTINES"):
        yield f"REVOKE ALL ON ALL {what} IN SCHEMA public FROM {everybody}"
    yield f"REVOKE ALL ON SCHEMA public FROM {everybody}"
    yield "CREATE SCHEMA authz"
    members = f"{quoted(roles.workers)}, {quoted(roles.definer)}"
    yield f"GRANT USAGE ON SCHEMA authz TO {members}"
    # Foreign keys are checked in the owner's name.
    yield f"GRANT USAGE ON SCHEMA public TO {members}, {quoted(roles.owner)}"
    yield from close_database(roles)


def close_database(roles: Roles) -> Iterator[str]:
    """Return what lets only workers connect, and nobody make temporary tables.

    A copy of a database does not take this along.
    """
    yield (
        "DO $$ BEGIN EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());"
        " EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), "
        f"'{roles.workers}'); END $$"
    )


def _table(kind: Table, roles: Roles) -> Iterator[str]:
    name, workers = f"public.{kind.name}", quoted(roles.workers)
    yield f"ALTER TABLE {name} OWNER TO {quoted(roles.owner)}"
    yield f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY"
    yield f"GRANT SELECT ON {name} TO {workers}, {quoted(roles.definer)}"
    own = _row(kind, kind.name)
    policy = f"CREATE POLICY rule_{{verb}} ON {name} FOR {{verb}} TO {workers}"
    yield f"{policy.format(verb='select')} USING ({_text(_visible(kind))})"
    if not writes.is_nobodys(kind, "insert"):
        yield f"GRANT INSERT ON {name} TO {workers}"
        check = _text(writes.may_insert(kind, _me(), own))
        yield f"{policy.format(verb='insert')} WITH CHECK ({check})"
    if not writes.is_nobodys(kind, "change"):
        columns = ", ".join(sorted(set(kind.columns.keys()) - writes.fixed(kind)))
        yield f"GRANT UPDATE ({columns}) ON {name} TO {workers}"
        check = _text(kinds.kind_rules()[kind.name].changeable(_me(), own))
        # A blind UPDATE is asked nothing else: what is not seen is not changed.
        seen = _text(_visible(kind))
        yield f"{policy.format(verb='update')} USING (({check}) AND ({seen})) WITH CHECK ({check})"
        yield from _guard(kind)
    by_workers = kind.name in BY_FUNCTION or not writes.is_nobodys(kind, "insert")
    if kind.name != Draft.__tablename__ and by_workers:
        yield f"DROP TRIGGER IF EXISTS rule_audit ON {name}"
        yield (
            f"CREATE CONSTRAINT TRIGGER rule_audit AFTER INSERT OR UPDATE ON {name} "
            "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (authz.me() IS NOT NULL) "
            "EXECUTE FUNCTION authz.require_audit()"
        )


def _visible(kind: Table) -> Any:
    row = _row(kind, kind.name)
    seen = kinds.kind_rules()[kind.name].visible(_me(), row)
    if kind.name in narrowing.KEPT_BACK:
        seen = and_(_predicate("(SELECT authz.viewing() = '')"), seen)
    if "withdrawn_at" not in kind.c:
        return seen
    # On an UPDATE the new row must pass this too: a unit of work that takes a record out of view
    # says so around that one statement. It opens nothing that the rule itself hides.
    in_view = or_(row("withdrawn_at").is_(None), _predicate(WITHDRAWING))
    return and_(in_view, seen)


def _guard(kind: Table) -> Iterator[str]:
    """A policy sees one row at a time; what compares old and new is a trigger's."""
    kept = writes.keeps_its_ties(kind, _me(), _row(kind, "OLD"), _row(kind, "NEW"))
    refuse = "refuse"
    if writes.asks_for_facts(kind):
        # What asks for facts cannot stand in a trigger's condition.
        kept, refuse = false(), f"keep_{kind.name}"
    # Whoever upgrades the store or enrols a worker is no worker, and is not held to it.
    refused = and_(_predicate("authz.me() IS NOT NULL"), not_(kept))
    yield f"DROP TRIGGER IF EXISTS rule_update ON public.{kind.name}"
    yield (
        f"CREATE TRIGGER rule_update BEFORE UPDATE ON public.{kind.name} FOR EACH ROW "
        f"WHEN ({_text(refused)}) EXECUTE FUNCTION authz.{refuse}()"
    )


def _keepers() -> Iterator[str]:
    for kind in Base.metadata.sorted_tables:
        if not writes.asks_for_facts(kind):
            continue
        kept = writes.keeps_its_ties(kind, _me(), _row(kind, "OLD"), _row(kind, "NEW"))
        yield (
            f"CREATE FUNCTION authz.keep_{kind.name}() RETURNS trigger LANGUAGE plpgsql "
            "SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ "
            f"BEGIN IF NOT coalesce({_text(kept)}, false) THEN RAISE insufficient_privilege "
            "USING MESSAGE = 'pbi: not permitted'; END IF; RETURN NEW; END $$"
        )


def _version_table(roles: Roles) -> Iterator[str]:
    name = "public.alembic_version"
    yield f"ALTER TABLE {name} OWNER TO {quoted(roles.owner)}"
    yield f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY"
    yield f"GRANT SELECT ON {name} TO {quoted(roles.workers)}"
    yield f"CREATE POLICY rule_select ON {name} FOR SELECT TO {quoted(roles.workers)} USING (true)"


# --- functions -----------------------------------------------------------------------------------


def _functions(roles: Roles) -> Iterator[str]:
    made = [
        VIEWING,
        *_identity(),
        *kept_grants.TABLES,
        kept_grants.IS_KEPT,
        *kept_grants.forgetting(),
        *_grants(),
        *_questions(),
        *_keepers(),
        REFUSE,
        REQUIRE_AUDIT,
        APPEND_AUDIT,
        OPEN_CASE,
        BREAK_GLASS,
        RAISE_ALERTS,
        erasing_function.erase(),
    ]
    yield from made
    yield f"GRANT SELECT, UPDATE ON public.store_meta TO {quoted(roles.definer)}"
    for books in ("audit_entries", "audit_details", *BY_FUNCTION):
        yield f"GRANT SELECT, INSERT ON public.{books} TO {quoted(roles.definer)}"
    yield from erasing_function.grants(quoted(roles.definer))
    yield from kept_grants.owned_by(quoted(roles.definer), quoted(roles.workers))
    yield from kept_grants.triggers()
    yield "REVOKE ALL ON ALL ROUTINES IN SCHEMA authz FROM PUBLIC"
    members = f"{quoted(roles.workers)}, {quoted(roles.definer)}"
    yield f"GRANT EXECUTE ON ALL ROUTINES IN SCHEMA authz TO {members}"
    for inner in (
        *("receivable()", "breakable(uuid)", "hidden_matches(uuid)", "called_for(uuid)"),
    ):  # asked by the other functions alone
        yield f"REVOKE EXECUTE ON FUNCTION authz.{inner} FROM {quoted(roles.workers)}"
    yield _OWN_FUNCTIONS.replace(":definer", f"'{roles.definer}'")


_OWN_FUNCTIONS = """
DO $$ DECLARE made regprocedure; BEGIN
  FOR made IN SELECT oid FROM pg_proc WHERE pronamespace = 'authz'::regnamespace LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO %I', made, :definer);
  END LOOP;
END $$
"""

_DEFINER = "STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp"


def _sql(signature: str, returns: str, body: str) -> str:
    return (
        f"CREATE FUNCTION authz.{signature} RETURNS {returns} LANGUAGE sql {_DEFINER} "
        f"AS $$ {body} $$"
    )


def _plpgsql(signature: str, returns: str, body: str, also: str = "") -> str:
    # Not SQL: a procedure's plans are kept for the session, and the rule's are worth keeping.
    return (
        f"CREATE FUNCTION authz.{signature} RETURNS {returns} LANGUAGE plpgsql {_DEFINER} AS $$ "
        "#variable_conflict use_column\n"
        "DECLARE who uuid := authz.me(); why text := authz.purpose(); "
        f"at_us bigint := authz.clock(); {also} BEGIN {body} END $$"
    )


def _identity() -> Iterator[str]:
    workers = Worker.__table__
    yield CLOCK
    yield PURPOSE.replace(":purpose", f"'{Purpose.DIRECT_SUPPORT.value}'")
    signed_in = workers.c.database_role == literal_column("session_user::text")
    found: Select[Any] = select(literal_column("(array_agg(id))[1]")).select_from(workers)
    # Two workers with one login role would be nobody.
    alone = literal_column("count(*)") == literal_column("1")
    yield _sql(
        "me()", "uuid", _text(found.where(signed_in, grants.is_active(workers)).having(alone))
    )


_RECEIVED = (
    "WHERE g.verbs & 1 <> 0 AND (g.case_id, g.person_id, g.category) IN "
    "(SELECT r.case_id, r.person_id, r.category FROM authz.receivable() AS r)"
)


def _own_eyes(body: str, narrowed: str = "") -> str:
    """Return what a function does for a worker who looks as an agency would; see `narrowing`."""
    return f"IF authz.viewing() = '' THEN {body} ELSE {narrowed or 'RETURN;'} END IF;"


def _grants() -> Iterator[str]:
    who: Any = literal_column("who")
    why: Any = literal_column("why")
    at: Any = literal_column("at_us")
    agency: Any = literal_column("split_part(authz.viewing(), '/', 1)")
    aim: Any = literal_column("split_part(authz.viewing(), '/', 2)")
    columns = "case_id uuid, person_id uuid, category integer"
    received = _text(narrowing.receivable(agency, aim, at))
    yield _plpgsql("receivable()", f"TABLE ({columns})", f"RETURN QUERY {received};")
    roles = _own_eyes(f"RETURN QUERY {_text(grants.roles_held(who, at))};")
    yield _plpgsql("my_roles()", "TABLE (site_id uuid, role text)", roles)
    held = f"FROM ({_text(grants.grants_held(who, why, at))}) AS g"
    every = f"SELECT g.case_id, g.person_id, g.category, {grants.all_verbs()}"
    columns = "case_id uuid, subject_id uuid, category integer, verbs integer"
    few = f"SELECT DISTINCT g.case_id, g.person_id, g.category, 1 {held} {_RECEIVED}"
    kept = f"IF authz.is_kept() THEN RETURN QUERY {kept_grants.as_grants()}; RETURN; END IF; "
    granted = f"{kept} RETURN QUERY {every} {held} GROUP BY 1, 2, 3;"
    yield _plpgsql("my_grants()", f"TABLE ({columns})", _own_eyes(granted, f"RETURN QUERY {few};"))
    lists = (("my_cases()", "case_id", "cases"), ("my_people()", "person_id", "people"))
    for name, what, which in lists:
        found = f"SELECT DISTINCT g.{what} {held}"
        live = f"{kept_grants.listed(which)} RETURN ARRAY({found});"
        body = _own_eyes(live, f"RETURN ARRAY({found} {_RECEIVED});")
        yield _plpgsql(name, "uuid[]", body, "ready uuid[];")
    of_case = "SELECT g.category, g.verbs FROM authz.my_grants() AS g WHERE g.case_id = asked"
    ready = kept_grants.as_grants("k", "a.case_id = asked")
    body = f"IF authz.is_kept() THEN RETURN QUERY {ready}; ELSE RETURN QUERY {of_case}; END IF;"
    yield _plpgsql("held(asked uuid)", "TABLE (category integer, verbs integer)", body)
    changes = _text(grants.next_change(who, at))
    yield kept_grants.refill(_text(grants.grants_held(who, why, at)), changes)
    columns = "record_id uuid, subject_id uuid, category integer, case_id uuid"
    named = _own_eyes(f"RETURN QUERY {_text(grants.named_records(who, at))};")
    yield _plpgsql("my_named()", f"TABLE ({columns})", named)
    worked = f"SELECT DISTINCT g.case_id {held} "
    named = "ARRAY(SELECT DISTINCT n.case_id FROM authz.my_named() AS n)"
    live = (
        f"{kept_grants.listed('met', f'|| {named}')} "
        f"RETURN ARRAY({worked} WHERE g.working = 1) || {named};"
    )
    received = f"RETURN ARRAY({worked} {_RECEIVED} AND g.working = 1);"
    yield _plpgsql("my_met()", "uuid[]", _own_eyes(live, received), "ready uuid[];")
    yield from _lists(who, why, at)


def _lists(who: Any, why: Any, at: Any) -> Iterator[str]:
    made = Ticket.__table__.c.made_in
    # A ticket that this transaction has made could be rolled back after the reading.
    ours: Any = literal_column("pg_current_xact_id_if_assigned()::text")
    kept = or_(made.is_(None), made.is_distinct_from(ours))
    opened = _text(grants.opened_cases(who, why, at, kept))
    yield _plpgsql("my_open()", "uuid[]", f"RETURN ARRAY({opened});")
    closed = f"RETURN asked IN ({_text(grants.closed_cases(who, at))});"
    yield _plpgsql("is_closed(asked uuid)", "boolean", closed)
    # Of cases that they meet: elsewhere nothing of a case shows, sealed or not.
    met = "RETURN QUERY SELECT s.record_id, s.case_id FROM ({}) AS s "
    met += "WHERE s.case_id = ANY(authz.my_cases());"
    sealed = met.format(_text(grants.sealed_away(who, at)))
    narrowed = met.format(_text(narrowing.every_sealed(at)))
    columns = "TABLE (record_id uuid, case_id uuid)"
    yield _plpgsql("my_sealed()", columns, _own_eyes(sealed, narrowed))
    ticket: Any = literal_column("nullif(current_setting('pbi.ticket', true), '')::uuid")
    swept = _text(grants.sweep_held(ticket, who, why, at, kept))
    yield _plpgsql("sweeping()", "boolean", f"RETURN EXISTS ({swept});")
    key: Any = literal_column("asked")
    breakable = _text(grants.breakable(key, who, at))
    people = f"RETURN QUERY SELECT b.person_id FROM ({breakable}) AS b;"  # noqa: S608
    yield _plpgsql("breakable(asked uuid)", "TABLE (person_id uuid)", people)
    hidden = _text(door_rule.hidden_matches(key, who, lambda person: _among(person, "my_people")))
    people = f"RETURN QUERY {hidden};"
    yield _plpgsql("hidden_matches(asked uuid)", "TABLE (person_id uuid)", people)
    called = f"RETURN QUERY {_text(door_rule.called_for(key, who, at))};"
    yield _plpgsql("called_for(asked uuid)", "TABLE (worker_id uuid, turn integer)", called)


def _questions() -> Iterator[str]:
    key: Any = literal_column("$1")
    me: Any = literal_column("(SELECT authz.me())")
    yield _sql("just_made(uuid)", "boolean", f"SELECT {_text(grants.just_made(key, me))}")
    yield _sql("began_case(uuid)", "boolean", f"SELECT {_text(grants.began_case(key, me))}")
    yield _sql("leads(uuid)", "boolean", f"SELECT {_text(closings.leads_site_of(key, _me()))}")
    for kind in sorted(writes.tied_kinds()):
        asked = _text(writes.is_open(kind, key, _me()))
        yield _sql(f"open_{kind}(uuid)", "boolean", f"SELECT {asked}")
