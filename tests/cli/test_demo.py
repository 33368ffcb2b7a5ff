"""`demo`: an invented team, made once, made again only when asked, the same from the same seed."""

from pathlib import Path

from tests.cli.conftest import Terminal
from tests.cli.demo_store import raw

TABLES = ("sites", "workers", "people", "cases", "notes", "gains", "attendances")


def test_demo_makes_a_team_and_opens_the_window_on_it(terminal: Terminal, tmp_path: Path) -> None:
    store = tmp_path / "new" / "team.pbi"
    said = terminal.type("demo", "--store", store, "--json", "-")
    assert said.code == 0
    assert said.json["store"] == str(store)
    assert said.json["made"] is True
    assert said.json["rows"] > 5000
    assert "invented team" in said.err
    assert [wish.store for wish in terminal.windows] == [store]
    other = tmp_path / "other" / "team.pbi"
    terminal.type("demo", "--store", other, "--no-window")
    assert records(store) == records(other)  # the seed is the same


def test_demo_a_second_time_opens_what_is_there(terminal: Terminal, demo: Path) -> None:
    before = demo.read_bytes()
    said = terminal.type("demo", "--store", demo, "--seed", "9", "--as", "jodie")
    assert said.code == 0
    assert "already" in said.out
    assert demo.read_bytes() == before
    assert [wish.login for wish in terminal.windows] == ["jodie"]


def test_demo_without_a_window_opens_none(terminal: Terminal, demo: Path) -> None:
    said = terminal.type("demo", "--store", demo, "--no-window", "--json", "-")
    assert (said.code, said.json["made"], terminal.windows) == (0, False, [])


def test_demo_anew_makes_it_again_from_another_seed(terminal: Terminal, demo: Path) -> None:
    before = records(demo)
    demo.with_name("team.pbi.tries").write_text('{"failures": 9, "last": "2026-11-21T09:00:00"}')
    said = terminal.type("demo", "--store", demo, "--anew", "--seed", "9", "--no-window")
    assert said.code == 0
    assert records(demo) != before
    assert not demo.with_name("team.pbi.tries").exists()


def test_demo_does_not_take_another_file_for_a_team(terminal: Terminal, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Shabana,")
    said = terminal.type("demo", "--store", letter, "--no-window")
    assert (said.code, letter.read_text()) == (3, "Dear Shabana,")
    again = terminal.type("demo", "--store", letter, "--no-window", "--anew")
    assert (again.code, letter.read_text()) == (3, "Dear Shabana,")


def test_a_demo_that_cannot_be_made_leaves_nothing(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    said = terminal.type("demo", "--store", tmp_path / "taken" / "team.pbi", "--no-window")
    assert said.code == 3
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def records(store: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return the identifiers of what a store holds, table by table."""
    with raw(store) as connection:
        return {
            table: sorted(connection.execute(f"SELECT id FROM {table}").fetchall())
            for table in TABLES
        }
