"""The rule as text: the file that is shipped, and what PostgreSQL holds after it was written."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, text

from pbi_desktop.domain.errors import NotFound
from pbi_desktop.models import Base
from pbi_desktop.store import postgres_setup
from pbi_desktop.store.access import compiled, kinds, rule, writes
from pbi_desktop.store.access.policed import BOOKS
from pbi_desktop.store.access.policies import BY_FUNCTION, LONGEST_NAME, Roles
from tests.support.stores import PostgresHome
from tests.support.world import World


def test_the_policy_that_is_shipped_is_the_rule() -> None:
    shipped = compiled.POLICY_FILE.read_text(encoding="utf-8")
    wrong = "run: python -m pbi_desktop.store.access.compiled"
    assert shipped == compiled.as_text(), wrong


def test_every_table_has_a_rule() -> None:
    assert set(kinds.kind_rules()) == set(Base.metadata.tables)


def test_a_table_without_a_rule_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(kinds._OWN_RULES, "drafts")
    with pytest.raises(LookupError, match="drafts has no access rule"):
        kinds.kind_rules()


def test_every_tie_to_something_hidden_is_asked_about() -> None:
    asked = {
        (table.name, to)
        for table in Base.metadata.sorted_tables
        for to in writes.ties(table).values()
    }
    assert asked == {
        ("chronology_lines", "chronologies"),
        ("concern_details", "concerns"),
        ("paper_contents", "papers"),
        ("goals", "needs"),
        ("actions", "goals"),
        ("memberships", "households"),
        ("residences", "addresses"),
        ("demand_events", "addresses"),
        ("disclosed_fields", "disclosures"),
        ("recalls", "disclosures"),
        ("summary_contents", "shared_summaries"),
        ("withheld_items", "subject_requests"),
    }
    judged_by_their_own_rule = {
        "alert_calls",
        "broken_glass",
        "case_people",
        "case_team",
        "cases",
        "exclusions",
        "glass_scopes",
        "import_items",
        "match_alerts",
        "record_seals",
        "seal_names",
    }
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            to = key.column.table.name
            seen_by_all = kinds.kind_rules()[to].visible is rule.everyone
            assert (
                seen_by_all or (table.name, to) in asked or table.name in judged_by_their_own_rule
            )


def test_a_login_name_that_would_be_cut_off_is_refused() -> None:
    roles = Roles(UUID(int=7))
    longest = "x" * (LONGEST_NAME - len(roles.of("x")) + 1)
    assert len(roles.of(longest)) == LONGEST_NAME
    for wrong in (longest + "x", longest[:-1] + "é", "", "owner", "definer", "worker", "a\0b"):
        with pytest.raises(ValueError, match="not a login name"):
            roles.of(wrong)


def ask(home: PostgresHome, query: str) -> list[tuple[Any, ...]]:
    """Return what the server's catalogue says."""
    with home.trusted() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def unforced(home: PostgresHome) -> set[object]:
    """Return the tables that row-level security does not hold for everybody."""
    query = (
        "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'f') "
        "AND relnamespace = 'public'::regnamespace "
        "AND NOT (relrowsecurity AND relforcerowsecurity)"
    )
    return {row[0] for row in ask(home, query)}


def test_row_level_security_is_forced_on_every_table(postgres_home: PostgresHome) -> None:
    assert not unforced(postgres_home)
    with postgres_home.trusted() as connection:
        connection.execute(text("CREATE TABLE planted (id int)"))
        connection.execute(text("ALTER TABLE planted ENABLE ROW LEVEL SECURITY"))
    assert unforced(postgres_home) == {"planted"}


def test_every_function_is_the_definers_or_runs_as_its_caller(postgres_home: PostgresHome) -> None:
    query = (
        "SELECT proname, prosecdef, pg_get_userbyid(proowner), array_to_string(proconfig, ' '), "
        "has_function_privilege('public', oid, 'EXECUTE') FROM pg_proc "
        "WHERE pronamespace = 'authz'::regnamespace"
    )
    functions = ask(postgres_home, query)
    assert len(functions) >= 12
    for name, _definer, owner, settings, public in functions:
        assert owner == postgres_home.roles.definer, name
        assert settings == "search_path=pg_catalog, pg_temp", name
        assert not public, name


def test_nobody_but_workers_may_do_anything(postgres_home: PostgresHome) -> None:
    roles = postgres_home.roles
    allowed = (
        "SELECT DISTINCT table_name, privilege_type FROM information_schema.table_privileges "
        f"WHERE table_schema = 'public' AND grantee = '{roles.workers}'"
    )
    public = (
        "SELECT * FROM information_schema.table_privileges "
        "WHERE table_schema IN ('public', 'authz') AND grantee = 'PUBLIC'"
    )
    granted = {(str(table), str(right)) for table, right in ask(postgres_home, allowed)}
    assert not ask(postgres_home, public)
    assert ask(
        postgres_home,
        f"SELECT has_database_privilege('{roles.workers}', current_database(), 'TEMP')",
    ) == [(False,)]
    assert {right for _table, right in granted} == {"SELECT", "INSERT"}  # UPDATE is by column
    inserted = {table for table, right in granted if right == "INSERT"}
    assert inserted == set(Base.metadata.tables) - BOOKS - set(BY_FUNCTION)


def test_nobody_may_change_who_made_a_record_or_which_it_is(postgres_home: PostgresHome) -> None:
    query = (
        "SELECT table_name, column_name FROM information_schema.column_privileges "
        f"WHERE grantee = '{postgres_home.roles.workers}' AND privilege_type = 'UPDATE'"
    )
    changeable = set(ask(postgres_home, query))
    assert ("notes", "body") in changeable
    for table in Base.metadata.sorted_tables:
        for column in ("id", "created_by", "created_at"):
            assert (table.name, column) not in changeable
    assert ("workers", "database_role") not in changeable
    assert not {table for table, _ in changeable} & {"revisions", "audit_entries", "store_meta"}


def test_owner_and_definer_have_no_members_and_no_login(postgres_home: PostgresHome) -> None:
    roles = postgres_home.roles
    for role, sees_all in ((roles.owner, False), (roles.definer, True), (roles.workers, False)):
        found = ask(
            postgres_home,
            "SELECT rolcanlogin, rolsuper, rolcreaterole, rolbypassrls FROM pg_roles "
            f"WHERE rolname = '{role}'",
        )
        assert found == [(False, False, False, sees_all)]
    members = (
        "SELECT 1 FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid "
        f"WHERE r.rolname IN ('{roles.owner}', '{roles.definer}')"
    )
    assert not ask(postgres_home, members)


def test_writing_the_rule_again_changes_nothing(postgres_home: PostgresHome) -> None:
    catalogue = (
        "SELECT tablename, policyname, cmd, qual, with_check, roles::text FROM pg_policies "
        "UNION ALL SELECT relname, relacl::text, '', '', '', '' FROM pg_class "
        "WHERE relnamespace = 'public'::regnamespace "
        "UNION ALL SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), '', '', '' "
        "FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2, 3"
    )
    before = ask(postgres_home, catalogue)
    postgres_home.write_rule_anew()
    assert ask(postgres_home, catalogue) == before


def test_what_somebody_opened_by_hand_is_closed_again(postgres_home: PostgresHome) -> None:
    with postgres_home.trusted() as connection:
        for damage in (
            "CREATE POLICY hole ON notes USING (true)",
            "ALTER TABLE notes NO FORCE ROW LEVEL SECURITY",
            "GRANT DELETE ON notes TO PUBLIC",
        ):
            connection.execute(text(damage))
        connection.execute(text(f'GRANT UPDATE ON notes TO "{postgres_home.roles.workers}"'))
    postgres_home.write_rule_anew()
    assert not unforced(postgres_home)
    assert not ask(postgres_home, "SELECT 1 FROM pg_policies WHERE policyname = 'hole'")
    for right in ("DELETE", "UPDATE"):
        held = f"SELECT has_table_privilege('{postgres_home.roles.workers}', 'notes', '{right}')"
        assert ask(postgres_home, held) == [(False,)]


def test_a_table_of_no_model_is_not_left_open(postgres_home: PostgresHome) -> None:
    with postgres_home.trusted() as connection:
        Table("planted", MetaData(), Column("id", Integer)).create(connection)
        with pytest.raises(LookupError, match="planted"):
            postgres_setup.close(connection)


def test_an_enrolment_that_is_repeated_is_the_same(postgres_home: PostgresHome) -> None:
    world = World(postgres_home)
    leah = world.worker("leah")
    postgres_home.enrol(leah.worker, "leah")
    found = ask(postgres_home, "SELECT login, database_role FROM workers WHERE login = 'leah'")
    assert found == [("leah", postgres_home.roles.of("leah"))]
    with postgres_home.trusted() as connection, pytest.raises(NotFound):
        postgres_setup.enrol(connection, uuid4(), "nobody")
