"""Grants that the server keeps ready: nobody fills them with what is not so, or keeps them."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from pbi_desktop.domain.access import SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.models import Exclusion
from tests.support.insiders import LOG, Psql, Street, psql
from tests.support.stores import PostgresTemplate
from tests.support.world import CaseMade, World

PEOPLE = "SELECT count(*) FROM people"
REFILL = "SELECT authz.refill()"
KEPT = "SELECT authz.is_kept()"


@pytest.fixture(scope="module")
def street(postgres_template: PostgresTemplate) -> Iterator[Street]:
    home = postgres_template.copy()
    yield Street(World(home))
    home.close()


def joins(case: CaseMade, worker: Actor) -> str:
    """Return the statement by which somebody at the desk puts themself on a team."""
    return (
        "INSERT INTO case_team (id, version, created_at, created_by, case_id, worker_id, role, "
        f"valid_from) VALUES (gen_random_uuid(), 1, 0, authz.me(), '{case.id}', "
        f"'{worker.worker}', 'member', 0)"
    )


def contacts(tool: Psql, case: CaseMade) -> str:
    return tool.tell(f"SELECT count(*) FROM case_people WHERE case_id = '{case.id}'") + tool.tell(
        f"SELECT authz.held('{case.id}')"
    )


def test_grants_filled_from_a_fact_that_is_taken_back_go_with_it(street: Street) -> None:
    case, rosa = street.case(), street.new("rosa", SiteRole.FRONT_DOOR)
    with psql(street.world, rosa) as tool:
        tool.rows(REFILL)
        before = contacts(tool, case)
        for end in ("ROLLBACK", "COMMIT"):  # without a link in the audit chain none commits
            tool.rows("BEGIN")
            tool.rows(joins(case, rosa))
            tool.rows(REFILL)
            assert contacts(tool, case) != before
            tool.tell(end)
            assert contacts(tool, case) == before
        tool.rows("BEGIN")
        tool.rows("SAVEPOINT s")
        tool.rows(joins(case, rosa))
        tool.rows(REFILL)
        tool.rows("ROLLBACK TO s")
        assert contacts(tool, case) == before
        tool.rows(REFILL)
        tool.rows(LOG)
        tool.rows("COMMIT")
        assert contacts(tool, case) == before


def test_grants_are_not_filled_from_a_moment_that_is_over(street: Street) -> None:
    street.case()
    rosa = street.new("rosa", SiteRole.FRONT_DOOR)
    with psql(street.world, rosa) as tool:
        for level in ("REPEATABLE READ", "SERIALIZABLE"):
            tool.rows(f"BEGIN ISOLATION LEVEL {level}")
            assert "not permitted" in tool.refusal(REFILL)
            tool.rows("ROLLBACK")
        assert tool.rows(KEPT) == [(False,)]
        tool.rows("SET pbi.viewing = 'police/safeguarding'")
        tool.rows(REFILL)
        assert tool.rows(KEPT) == [(False,)]


def test_a_fact_that_waits_for_its_commit_is_waited_for(street: Street) -> None:
    # Filled beside it, the grants would outlive an exclusion that commits a moment later.
    case, kin = street.case(), street.new("kin")
    since = {"valid_from": street.world.clock(), "reason": "kin"}
    store = street.world.store_for(street.leah)
    with psql(street.world, kin) as tool, ThreadPoolExecutor(1) as beside:
        seen = tool.rows(PEOPLE)[0][0]
        with store.command(street.leah, "exclude") as work:
            work.add(Exclusion(worker_id=kin.worker, person_id=case.subject, **since))
            filling = beside.submit(tool.rows, REFILL)
            with pytest.raises(TimeoutError):
                filling.result(timeout=0.3)
        filling.result(timeout=5)
        assert tool.rows(KEPT) == [(True,)]
        assert tool.rows(PEOPLE)[0][0] == seen - len(case.people)


def test_what_is_kept_is_read_by_nobody_else_and_written_by_nobody(street: Street) -> None:
    street.case()
    with psql(street.world, street.ben) as tool:
        tool.rows(REFILL)
        assert tool.rows("SELECT count(*) > 0 FROM authz.access") == [(True,)]
    with psql(street.world, street.nina) as tool:
        assert tool.rows("SELECT count(*) FROM authz.access") == [(0,)]
        for statement in (
            "SELECT * FROM authz.kept",
            "DELETE FROM authz.access",
            "UPDATE authz.access SET may_1 = -1",
            "INSERT INTO authz.access SELECT * FROM authz.access",
            "TRUNCATE authz.kept",
            "SELECT * FROM authz.turns",
        ):
            assert "permission denied" in tool.refusal(statement), statement


READABLE = """
SELECT c.oid::regclass::text, c.relrowsecurity AND c.relforcerowsecurity,
  (SELECT count(*) FROM pg_policy AS p WHERE p.polrelid = c.oid)
FROM pg_class AS c WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
AND c.relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
AND has_any_column_privilege(c.oid, 'SELECT, INSERT, UPDATE, REFERENCES')
"""


def test_every_table_that_a_worker_may_touch_is_forced_under_the_rule(street: Street) -> None:
    with psql(street.world, street.nina) as tool:
        found = tool.rows(READABLE)
    assert len(found) >= 60
    assert [name for name, forced, policies in found if not (forced and policies)] == []
    with street.world.trusted() as connection:
        connection.exec_driver_sql("CREATE TABLE public.open_to_all (x int)")
        connection.exec_driver_sql("GRANT SELECT ON public.open_to_all TO PUBLIC")
    try:
        with psql(street.world, street.nina) as tool:
            found = tool.rows(READABLE)
        assert [name for name, forced, _policies in found if not forced] == ["open_to_all"]
    finally:
        with street.world.trusted() as connection:
            connection.exec_driver_sql("DROP TABLE public.open_to_all")
