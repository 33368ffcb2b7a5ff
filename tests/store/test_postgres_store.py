"""The store on a server: whose it is, what goes wrong with servers, and what must not be told."""

import traceback
from contextlib import ExitStack, closing
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from sqlalchemy import event, select, text
from sqlalchemy.engine import make_url

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.bulk import Batch
from pbi_desktop.domain.errors import (
    DiskFull,
    Invalid,
    NewerStore,
    NotAStore,
    NotFound,
    NotPermitted,
    PbiError,
    StaleRecord,
    StoreBusy,
    StoreUnavailable,
)
from pbi_desktop.domain.ids import WorkerId, new_id
from pbi_desktop.domain.server_errors import LoginRefused, ServerAway
from pbi_desktop.domain.times import from_micros
from pbi_desktop.models import Case, Note, Postcode
from pbi_desktop.store import postgres_enrolment, postgres_failures, postgres_setup
from pbi_desktop.store.inserting import on_server
from pbi_desktop.store.postgres_store import POOL, PostgresStore
from tests.support.postgres import Server
from tests.support.stores import PostgresHome
from tests.support.world import World


def home_of(world: World) -> PostgresHome:
    assert isinstance(world.home, PostgresHome)
    return world.home


def terminate(world: World, actor: Actor) -> int:
    """End every connection of a worker, as a restart of the server does; says how many."""
    role = home_of(world).roles.of(actor.login)
    ended = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = :role"
    with world.trusted() as connection:
        return int(connection.execute(text(ended), {"role": role}).scalar_one())


def test_a_connection_that_is_cut_in_the_middle_keeps_nothing(postgres_world: World) -> None:
    leah = postgres_world.worker("leah")
    case = postgres_world.case(team=[leah])
    store = postgres_world.store_for(leah)
    with pytest.raises(StoreUnavailable), store.command(leah, "cut off") as work:
        found = work.get(Case, case.id)
        found.source = "never kept"
        work.save(found)
        assert terminate(postgres_world, leah) >= 1
        work.rows(select(Case.id))
    with store.query(leah) as work:
        assert work.get(Case, case.id).source is None


def test_a_server_that_was_restarted_in_between_is_no_failure(postgres_world: World) -> None:
    leah = postgres_world.worker("leah")
    store = postgres_world.store_for(leah)
    with store.query(leah) as work:
        work.rows(select(Case.id))
    terminate(postgres_world, leah)
    with store.query(leah) as work:
        assert work.rows(select(Case.id)) == []


def test_a_server_that_is_not_there_is_said_to_be_unavailable(postgres_server: Server) -> None:
    url = make_url(postgres_server.url("postgres")).update_query_dict({"port": "1"})
    nobody = Actor(WorkerId(new_id()), "nobody")
    store = PostgresStore(url)
    with pytest.raises(StoreUnavailable), store.query(nobody):
        pass
    store.close()


def test_a_database_without_a_store_is_no_store(postgres_server: Server) -> None:
    nobody = Actor(WorkerId(new_id()), "nobody")
    for database in ("postgres", "no_such_database"):
        store = PostgresStore(postgres_server.url(database))
        with pytest.raises((NotAStore, StoreUnavailable)), store.query(nobody):
            pass
        store.close()


def test_a_store_of_another_version_is_not_opened(postgres_world: World) -> None:
    leah = postgres_world.worker("leah")
    for found, failure in (("9999", NewerStore), ("0000", StoreUnavailable)):
        with postgres_world.trusted() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": found})
        with pytest.raises(failure), postgres_world.store_for(leah).query(leah):
            pass


def test_a_worker_has_no_more_connections_than_the_role_allows(postgres_world: World) -> None:
    leah = postgres_world.worker("leah")
    for_the_bell = 1
    most = POOL["pool_size"] + POOL["max_overflow"] + for_the_bell
    assert most == postgres_enrolment.CONNECTIONS_EACH
    first = PostgresStore(home_of(postgres_world).url_for(leah), postgres_world.clock)
    second = PostgresStore(home_of(postgres_world).url_for(leah), postgres_world.clock)
    with ExitStack() as held:
        held.callback(first.close)
        held.callback(second.close)
        for _ in range(2):
            held.enter_context(first.query(leah))
        held.enter_context(second.query(leah))
        with pytest.raises(StoreBusy), second.query(leah):
            pass


def test_a_third_unit_at_once_is_told_that_the_store_is_busy(
    postgres_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(POOL, "pool_timeout", 0.05)
    leah = postgres_world.worker("leah")
    store = postgres_world.store_for(leah)
    two = (store.query(leah), store.query(leah))
    with two[0], two[1], pytest.raises(StoreBusy), store.query(leah):
        pass


def test_somebody_else_cannot_use_this_store(postgres_world: World) -> None:
    leah, omar = postgres_world.worker("leah"), postgres_world.worker("omar")
    with pytest.raises(NotPermitted), postgres_world.store_for(leah).query(omar):
        pass


def test_two_workers_with_one_login_role_are_nobody(postgres_world: World) -> None:
    leah, omar = postgres_world.worker("leah"), postgres_world.worker("omar")
    with postgres_world.trusted() as connection:
        postgres_setup.enrol(connection, omar.worker, "leah")
    for actor in (leah, omar):
        with pytest.raises(NotFound), postgres_world.store_for(leah).query(actor):
            pass


def test_a_password_reaches_the_server_only_as_what_checks_it(postgres_world: World) -> None:
    leah = postgres_world.worker("leah")
    sent: list[str] = []
    with postgres_world.trusted() as connection:
        driver: Any = connection.connection.dbapi_connection
        run = driver.execute

        def hear(command: object, *rest: object) -> object:
            sent.append(str(command))
            return run(command, *rest)

        driver.execute = hear  # SQLAlchemy does not see these statements
        role = postgres_setup.enrol(connection, leah.worker, "leah", "correct horse battery")
        del driver.execute
        asked = text("SELECT rolpassword FROM pg_authid WHERE rolname = :role")
        kept = connection.execute(asked, {"role": role}).scalar_one()
    assert kept.startswith("SCRAM-SHA-256$")
    assert any("PASSWORD" in command for command in sent)
    assert not any("correct horse" in command for command in sent)


def test_a_failure_tells_nothing_of_the_row_it_is_about(postgres_world: World) -> None:
    leah = postgres_world.worker("leah")
    case = postgres_world.case("CANARY", team=[leah])
    store = postgres_world.store_for(leah)
    with pytest.raises(PbiError) as caught, store.command(leah, "again") as work:
        work.add(
            Case(
                reference="CANARY",
                site_id=case.site,
                subject_id=case.subject,
                category=Category.CORE,
                phase=work.get(Case, case.id).phase,
                opened_on=postgres_world.clock().date(),
            )
        )
    told = "".join(traceback.format_exception(caught.value))
    assert "CANARY" not in told
    assert "DETAIL" not in told
    assert caught.value.__cause__ is None


def test_text_that_the_server_cannot_hold_is_invalid(postgres_world: World) -> None:
    leah = postgres_world.worker("leah")
    case = postgres_world.case(team=[leah])
    with pytest.raises(Invalid):
        postgres_world.note(case, "a\0b")
    with pytest.raises(Invalid):
        postgres_world.note(case, "x", told_by="\0")


def test_now_is_the_servers_time(postgres_world: World) -> None:
    leah = postgres_world.worker("leah")
    clock, server = postgres_world.clock, postgres_world.clock()
    clock.at = server + timedelta(hours=5)
    with postgres_world.store_for(leah).query(leah) as work:
        assert work.now == server


def test_a_purpose_is_of_one_unit_only(postgres_world: World) -> None:
    leah = postgres_world.worker("leah")
    case = postgres_world.case(team=[leah])
    postgres_world.note(case)
    store = postgres_world.store_for(leah)
    worried = Actor(leah.worker, "leah", "safeguarding")
    for actor, notes in ((worried, 0), (leah, 1), (worried, 0)):
        with store.query(actor) as work:
            assert len(work.rows(select(Note.id))) == notes


def test_no_statement_asks_the_server_to_give_rows_back(postgres_world: World) -> None:
    leah = postgres_world.worker("leah")
    store = postgres_world.store_for(leah)
    assert isinstance(store, PostgresStore)
    run: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        run.append(statement)

    event.listen(store._engine, "before_cursor_execute", hear)
    case = postgres_world.case(team=[leah], others=[postgres_world.person("Bo")])
    postgres_world.note(case)
    assert run
    new_rows = [on_server(kind).sql for kind in (Note, Case)]  # these go past the event
    assert not [statement for statement in (*run, *new_rows) if "RETURNING" in statement]


def test_a_query_costs_one_statement_beside_its_own(postgres_world: World) -> None:
    leah = postgres_world.worker("leah")
    store = postgres_world.store_for(leah)
    assert isinstance(store, PostgresStore)
    run: list[str] = []
    event.listen(
        store._engine, "before_cursor_execute", lambda *all_of_it: run.append(all_of_it[2])
    )
    for _ in range(2):
        run.clear()
        with store.query(leah) as work:
            work.rows(select(Case.id))
    assert len(run) == 2


def test_every_state_of_the_server_has_its_failure() -> None:
    states: dict[str, PbiError] = {
        "42501": NotPermitted("change"),
        "25006": NotPermitted("change"),
        "40001": StaleRecord("record"),
        "40P01": StaleRecord("record"),
        "55P03": StaleRecord("record"),
        "53100": DiskFull(),
        "53300": StoreBusy("connections"),
        "22021": Invalid(),
        "3F000": NotAStore(""),
        "57P01": ServerAway("57P01"),
        "08006": ServerAway("08006"),
        "28P01": LoginRefused(),
        "XX001": StoreUnavailable("XX001"),
    }
    for state, failure in states.items():
        error = psycopg.errors.lookup(state)("secret words")
        assert postgres_failures.named(error) == failure, state
        assert "secret" not in str(postgres_failures.named(error))
    nameless = psycopg.OperationalError("secret words")
    assert postgres_failures.named(nameless) == ServerAway("no connection")


def test_many_rows_at_once_are_judged_like_one(postgres_world: World) -> None:
    rosa = postgres_world.worker("rosa")
    zed = postgres_world.worker("zed", role=None)
    rows = [(new_id(), f"OL1 {number}AA", None) for number in range(9)]
    batch = Batch("postcodes", ("id", "postcode", "area_code"), rows)
    with pytest.raises(NotPermitted), postgres_world.store_for(zed).command(zed, "x") as work:
        work.add_many(batch)
    with postgres_world.store_for(rosa).command(rosa, "import") as work:
        assert work.add_many(batch) == 9
    with postgres_world.store_for(rosa).query(rosa) as work:
        assert work.rows(select(Postcode.created_by).distinct())[0][0] == rosa.worker


def test_the_servers_own_clock_tells_microseconds(postgres_world: World) -> None:
    home = home_of(postgres_world)
    with closing(psycopg.connect(home.server.dsn(home.database))) as connection:
        (told,) = connection.execute("SELECT authz.clock()").fetchone() or (0,)
    assert from_micros(told) == postgres_world.clock()
