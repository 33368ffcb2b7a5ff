"""The tests' own PostgreSQL server does what the store's tests rely on."""

from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text

from tests.support import postgres
from tests.support.postgres import Server


def test_a_copied_database_holds_what_its_template_held(postgres_server: Server) -> None:
    postgres_server.create_database("pattern")
    with psycopg.connect(postgres_server.dsn("pattern")) as connection:
        connection.execute("CREATE TABLE place AS SELECT 'Łódź' AS name")
    postgres_server.create_database("copy", template="pattern")
    with psycopg.connect(postgres_server.dsn("copy")) as connection:
        assert connection.execute("SELECT lower(name) FROM place").fetchone() == ("łódź",)
    postgres_server.drop_database("copy")
    postgres_server.drop_database("pattern")


def test_a_database_can_be_dropped_while_somebody_is_connected(postgres_server: Server) -> None:
    postgres_server.create_database("busy")
    connection = psycopg.connect(postgres_server.dsn("busy"))
    postgres_server.drop_database("busy")
    connection.close()
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(postgres_server.dsn("busy"))


def test_whoever_connects_is_the_role_they_asked_for(postgres_server: Server) -> None:
    with psycopg.connect(postgres_server.dsn("postgres"), autocommit=True) as connection:
        connection.execute('CREATE ROLE "pbi_test_O\'Neill" LOGIN')
    engine = create_engine(postgres_server.url("postgres", "pbi_test_O'Neill"))
    with engine.connect() as session:
        assert session.scalar(text("SELECT session_user")) == "pbi_test_O'Neill"
        assert not session.scalar(text("SELECT usesuper FROM pg_user WHERE usename = user"))
    engine.dispose()
    with psycopg.connect(postgres_server.dsn("postgres"), autocommit=True) as connection:
        connection.execute('DROP ROLE "pbi_test_O\'Neill"')


def test_the_server_cannot_be_reached_from_outside(postgres_server: Server) -> None:
    with psycopg.connect(postgres_server.dsn("postgres")) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
    assert Path(postgres_server.socket_dir).stat().st_mode & 0o077 == 0


def test_the_newest_of_several_servers_is_taken(tmp_path: Path) -> None:
    for version in ("9", "15", "16"):
        (tmp_path / version / "bin").mkdir(parents=True)
        (tmp_path / version / "bin" / "initdb").touch()
    assert postgres.find_binaries(tmp_path) == tmp_path / "16" / "bin"


def test_ci_fails_and_a_laptop_skips_where_there_is_no_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="install the package postgresql"):
        postgres.do_without()
    monkeypatch.delenv("CI")
    with pytest.raises(pytest.skip.Exception, match="install the package postgresql"):
        postgres.do_without()
