"""Letting workers into a server's store and out again, by those who govern it.

Making a login role takes a right that nobody who works here may hold: on PostgreSQL 15 whoever
may make roles may take over any that is no superuser's. So one role that nobody can be holds it
(`enroller`), and lends it through four functions that do one thing each:

- `enrol` makes a worker and their login, with a password for joining that lasts three days;
- `renew` does so again for a worker who is there: a lost computer, or a year gone by;
- `join` lets a login that is joining set its own lasting password, once;
- `end_login` shuts out a worker who is no longer active, and ends what they have open.

Each asks who its caller is by the login role. `enrol` and `renew` touch the worker's record, so
that the transaction is refused without a link in the audit chain.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy import text

from pbi_desktop.domain.access import GOVERNORS
from pbi_desktop.domain.times import to_micros
from pbi_desktop.models import Worker
from pbi_desktop.store.access.policies import LONGEST_NAME, Roles, quoted
from pbi_desktop.store.postgres_address import Target, plain
from pbi_desktop.store.unit_of_work import Work

CONNECTIONS_EACH = 3
JOINING_DAYS = 3
LASTS_DAYS = 366
JOINING, JOINED = "joining", "joined"
RESERVED = frozenset({"owner", "definer", "worker", "enroller"})


def enroller_of(roles: Roles) -> str:
    """Return the role that may make logins; nobody signs in as it, nobody is a member."""
    return roles.owner.removesuffix("owner") + "enroller"


def statements(roles: Roles) -> Iterator[str]:
    """Return what puts these functions into a database, anew each time."""
    enroller, workers = quoted(enroller_of(roles)), quoted(roles.workers)
    yield _role_if_new(enroller_of(roles))
    yield (
        f"ALTER ROLE {enroller} NOLOGIN INHERIT NOSUPERUSER NOCREATEDB CREATEROLE NOREPLICATION "
        "NOBYPASSRLS"
    )
    yield f"GRANT {workers} TO {enroller} WITH ADMIN OPTION"
    yield f"GRANT pg_signal_backend TO {enroller}"
    yield "DROP SCHEMA IF EXISTS enrolment CASCADE"
    yield "CREATE SCHEMA enrolment"
    yield f"GRANT USAGE ON SCHEMA enrolment TO {workers}"
    yield "DROP POLICY IF EXISTS enrolment_insert ON public.workers"
    yield (
        f"CREATE POLICY enrolment_insert ON public.workers FOR INSERT TO {enroller} "
        "WITH CHECK (created_by = (SELECT authz.me()))"
    )
    for body in (_GOVERNS, _ROLE_OF, _OPEN_LOGIN, _ENROL, _RENEW, _JOIN, _END_LOGIN):
        yield _filled(body, roles)
    yield "REVOKE ALL ON ALL ROUTINES IN SCHEMA enrolment FROM PUBLIC"
    for asked in ("enrol(jsonb, text)", "renew(uuid, text)", "join(text)", "end_login(uuid)"):
        yield f"GRANT EXECUTE ON FUNCTION enrolment.{asked} TO {workers}"
    names = {":enroller": _literal(enroller_of(roles)), ":workers": _literal(roles.workers)}
    for body in (_OWNED, _EVERY_LOGIN):
        for mark, value in names.items():
            body = body.replace(mark, value)
        yield body


def handed_over(name: str, roles: Roles) -> Iterator[str]:
    """Return what lets those who govern renew and end a login that a superuser made."""
    yield f"GRANT {quoted(name)} TO {quoted(enroller_of(roles))} WITH ADMIN OPTION"


def joining(name: str) -> Iterator[str]:
    """Return what makes a login wait for its worker to join, for so many days."""
    yield (
        f"DO $$ BEGIN EXECUTE format('ALTER ROLE %I VALID UNTIL %L', {_literal(name)}, "
        f"now() + interval '{JOINING_DAYS} days'); END $$"
    )
    yield f"COMMENT ON ROLE {quoted(name)} IS '{JOINING}'"


def verifier(driver: Any, role: str, password: str) -> str:
    """Return what a server needs to check a password: it cannot be turned back into it."""
    found: bytes = driver.pgconn.encrypt_password(
        password.encode(), role.encode(), b"scram-sha-256"
    )
    return found.decode()


def enrol(work: Work, worker: Worker, password: str) -> str:
    """Make a worker and their login, good for joining; returns the name of the login role.

    Invalid for a login that is taken or no name; NotPermitted for whoever does not govern.
    """
    values = {"worker": _as_json(worker), "password": _check(work, worker.login, password)}
    return str(work.rows(_ENROL_CALL.bindparams(**values))[0][0])


def renew(work: Work, worker: UUID, role: str, password: str) -> None:
    """Give a worker's login a new password for joining; what they have open is ended."""
    check = verifier(_driver(work), role, password)
    work.rows(_RENEW_CALL.bindparams(worker=worker, password=check))


def end_login(work: Work, worker: UUID) -> None:
    """Shut out a worker who is no longer active, and end what they have open."""
    work.rows(_END_CALL.bindparams(worker=worker))


def join(target: Target, role: str, password: str) -> None:
    """Set the lasting password of the login that connects; it must be one that is joining."""
    with psycopg.connect(**plain(target)) as connection:
        connection.execute("SELECT enrolment.join(%s)", [verifier(connection, role, password)])


_ENROL_CALL = text("SELECT enrolment.enrol(CAST(:worker AS jsonb), :password)")
_RENEW_CALL = text("SELECT enrolment.renew(:worker, :password)")
_END_CALL = text("SELECT enrolment.end_login(:worker)")


def _check(work: Work, login: str, password: str) -> str:
    # SCRAM salts at random: the name is no part of what is kept.
    return verifier(_driver(work), login, password)


def _driver(work: Work) -> Any:
    return work.session.connection().connection.dbapi_connection


def _as_json(worker: Worker) -> str:
    values = {}
    for column in Worker.__table__.columns:
        value = getattr(worker, column.key)
        if value is None and column.default is not None and column.default.is_scalar:
            value = column.default.arg
        values[column.name] = to_micros(value) if isinstance(value, datetime) else value
    return json.dumps(values, default=str)


def _role_if_new(name: str) -> str:
    return (
        f"DO $$ BEGIN IF to_regrole(quote_ident({_literal(name)})) IS NULL THEN "
        f"CREATE ROLE {quoted(name)}; END IF; END $$"
    )


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _filled(body: str, roles: Roles) -> str:
    prefix = roles.owner.removesuffix("owner")
    values = {
        ":prefix": _literal(prefix),
        ":workers": _literal(roles.workers),
        ":governors": ", ".join(_literal(role.value) for role in GOVERNORS),
        ":reserved": ", ".join(_literal(name) for name in sorted(RESERVED)),
        ":room": str(LONGEST_NAME - len(prefix)),
        ":limit": str(CONNECTIONS_EACH),
        ":joining_days": str(JOINING_DAYS),
        ":lasts_days": str(LASTS_DAYS),
        ":definer": "SECURITY DEFINER SET search_path = pg_catalog, pg_temp",
        ":refuse": "RAISE insufficient_privilege USING MESSAGE = 'pbi: not permitted'",
    }
    for mark, value in values.items():
        body = body.replace(mark, value)
    return body


_GOVERNS = """
CREATE FUNCTION enrolment.governs() RETURNS boolean LANGUAGE sql STABLE :definer AS $$
  SELECT EXISTS (SELECT 1 FROM public.site_roles AS r WHERE r.worker_id = authz.me()
    AND r.role IN (:governors) AND r.withdrawn_at IS NULL AND r.valid_from <= authz.clock()
    AND (r.valid_to IS NULL OR r.valid_to > authz.clock()))
$$
"""

_ROLE_OF = """
CREATE FUNCTION enrolment.role_of(login text) RETURNS text LANGUAGE plpgsql STABLE :definer AS $$
BEGIN
  IF login !~ '^[a-z0-9][a-z0-9._-]*$' OR octet_length(login) > :room
      OR login IN (:reserved) THEN
    RAISE invalid_parameter_value USING MESSAGE = 'pbi: not a login name';
  END IF;
  RETURN :prefix || login;
END $$
"""

_OPEN_LOGIN = """
CREATE FUNCTION enrolment.open_login(name text, verifier text) RETURNS void
LANGUAGE plpgsql :definer AS $$
BEGIN
  IF verifier !~ '^SCRAM-SHA-256[$]' THEN :refuse; END IF;
  EXECUTE format('ALTER ROLE %I LOGIN CONNECTION LIMIT :limit PASSWORD %L VALID UNTIL %L',
    name, verifier, now() + interval ':joining_days days');
  EXECUTE format('COMMENT ON ROLE %I IS ''joining''', name);
END $$
"""

# The record comes as the client made it, so that a new column needs no new function; what says
# who made it and whose login it is does not come from the client.
_ENROL = """
CREATE FUNCTION enrolment.enrol(worker jsonb, verifier text) RETURNS text
LANGUAGE plpgsql :definer AS $$
DECLARE made public.workers; name text;
BEGIN
  IF NOT enrolment.governs() THEN :refuse; END IF;
  made := jsonb_populate_record(NULL::public.workers, worker);
  name := enrolment.role_of(made.login);
  IF to_regrole(quote_ident(name)) IS NOT NULL THEN
    RAISE invalid_parameter_value USING MESSAGE = 'pbi: this login is taken';
  END IF;
  made.database_role := name;
  made.created_by := authz.me();
  made.created_at := authz.clock();
  made.version := 1;
  made.active := true;
  made.withdrawn_at := NULL;
  INSERT INTO public.workers SELECT made.*;
  EXECUTE format('CREATE ROLE %I LOGIN INHERIT', name);
  EXECUTE format('GRANT %I TO %I', :workers, name);
  PERFORM enrolment.open_login(name, verifier);
  RETURN name;
END $$
"""

_RENEW = """
CREATE FUNCTION enrolment.renew(worker uuid, verifier text) RETURNS text
LANGUAGE plpgsql :definer AS $$
DECLARE name text;
BEGIN
  IF NOT enrolment.governs() THEN :refuse; END IF;
  UPDATE public.workers AS w SET version = w.version + 1
    WHERE w.id = worker AND w.active AND w.withdrawn_at IS NULL RETURNING w.database_role INTO name;
  IF name IS NULL THEN :refuse; END IF;
  PERFORM enrolment.open_login(name, verifier);
  PERFORM pg_terminate_backend(a.pid) FROM pg_stat_activity AS a
    WHERE a.usename = name AND a.pid <> pg_backend_pid();
  RETURN name;
END $$
"""

_JOIN = """
CREATE FUNCTION enrolment.join(verifier text) RETURNS void LANGUAGE plpgsql :definer AS $$
BEGIN
  IF verifier !~ '^SCRAM-SHA-256[$]' OR NOT EXISTS (SELECT 1 FROM pg_roles AS r
      WHERE r.rolname = session_user AND shobj_description(r.oid, 'pg_authid') = 'joining') THEN
    :refuse;
  END IF;
  EXECUTE format('ALTER ROLE %I PASSWORD %L VALID UNTIL %L', session_user, verifier,
    now() + interval ':lasts_days days');
  EXECUTE format('COMMENT ON ROLE %I IS ''joined''', session_user);
END $$
"""

_END_LOGIN = """
CREATE FUNCTION enrolment.end_login(worker uuid) RETURNS void LANGUAGE plpgsql :definer AS $$
DECLARE name text;
BEGIN
  IF NOT enrolment.governs() THEN :refuse; END IF;
  SELECT w.database_role INTO name FROM public.workers AS w WHERE w.id = worker AND NOT w.active;
  IF name IS NULL THEN :refuse; END IF;
  EXECUTE format('ALTER ROLE %I NOLOGIN', name);
  PERFORM pg_terminate_backend(a.pid) FROM pg_stat_activity AS a
    WHERE a.usename = name AND a.pid <> pg_backend_pid();
END $$
"""

_OWNED = """
DO $$ DECLARE made regprocedure; BEGIN
  FOR made IN SELECT oid FROM pg_proc WHERE pronamespace = 'enrolment'::regnamespace LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO %I', made, :enroller);
  END LOOP;
END $$
"""

# From PostgreSQL 16 on, making roles is not enough to change those that others made, nor those
# that were made before the server was upgraded.
_EVERY_LOGIN = """
DO $$ DECLARE login name; BEGIN
  FOR login IN SELECT r.rolname FROM pg_auth_members AS m JOIN pg_roles AS r ON r.oid = m.member
      WHERE m.roleid = to_regrole(quote_ident(:workers)) AND r.rolname <> :enroller LOOP
    EXECUTE format('GRANT %I TO %I WITH ADMIN OPTION', login, :enroller);
  END LOOP;
END $$
"""
