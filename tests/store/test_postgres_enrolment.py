"""What lets workers into a server's store holds a great right, and lends it in small pieces."""

from typing import Any

from sqlalchemy import text

from pbi_desktop.store import postgres_setup
from pbi_desktop.store.postgres_enrolment import enroller_of
from tests.support.stores import PostgresHome


def ask(home: PostgresHome, question: str, **values: Any) -> list[tuple[Any, ...]]:
    with home.trusted() as connection:
        return [tuple(row) for row in connection.execute(text(question), values)]


def test_nobody_can_be_the_role_that_makes_logins(postgres_home: PostgresHome) -> None:
    enroller = enroller_of(postgres_home.roles)
    postgres_home.role_of("leah")
    assert ask(
        postgres_home,
        "SELECT rolcanlogin, rolsuper, rolbypassrls, rolcreaterole FROM pg_roles "
        "WHERE rolname = :role",
        role=enroller,
    ) == [(False, False, False, True)]
    members = (
        "SELECT r.rolname FROM pg_auth_members AS m JOIN pg_roles AS r ON r.oid = m.member "
        "WHERE m.roleid = to_regrole(quote_ident(:role))"
    )
    assert ask(postgres_home, members, role=enroller) == []


def test_every_function_is_its_own_and_looks_nowhere_else(postgres_home: PostgresHome) -> None:
    found = ask(
        postgres_home,
        "SELECT proname, pg_get_userbyid(proowner), prosecdef, "
        "array_to_string(proconfig, ' '), has_function_privilege('public', oid, 'EXECUTE'), "
        f"has_function_privilege('{postgres_home.roles.workers}', oid, 'EXECUTE') "
        "FROM pg_proc WHERE pronamespace = 'enrolment'::regnamespace",
    )
    assert {name for name, *_rest in found if _rest[-1]} == {"enrol", "renew", "join", "end_login"}
    for _name, owner, definer, settings, public, _workers in found:
        assert owner == enroller_of(postgres_home.roles)
        assert definer
        assert settings == "search_path=pg_catalog, pg_temp"
        assert not public


def test_logins_made_before_an_upgrade_can_be_renewed_after_it(
    postgres_home: PostgresHome,
) -> None:
    role = postgres_home.role_of("leah")
    enroller = enroller_of(postgres_home.roles)
    held = (
        "SELECT admin_option FROM pg_auth_members WHERE roleid = to_regrole(quote_ident(:role)) "
        "AND member = to_regrole(quote_ident(:by))"
    )
    with postgres_home.trusted() as connection:
        connection.execute(text(f'REVOKE "{role}" FROM "{enroller}"'))
    assert ask(postgres_home, held, role=role, by=enroller) == []
    with postgres_home.trusted() as connection:
        postgres_setup.close(connection)
    assert ask(postgres_home, held, role=role, by=enroller) == [(True,)]
