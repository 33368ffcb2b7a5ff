"""Plain statements on both databases: for one worker, within what they may see; nothing kept."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import NotFound, NotPermitted, PbiError
from pbi_desktop.domain.ids import WorkerId
from pbi_desktop.models import Worker
from pbi_desktop.store.encrypted_file import open_raw
from pbi_desktop.store.reading import FileReading, as_uuid
from tests.support.desks import EveryonesReading
from tests.support.stores import FileTemplate
from tests.support.world import World

COUNT = "SELECT count(*) FROM cases"


def test_rows_come_as_one_worker_may_see_them(world: World, reading: EveryonesReading) -> None:
    leah, omar = world.worker("leah"), world.worker("omar", site=world.new_site("Fitton Hill"))
    case = world.case("K7QX9B", team=[leah])
    sql = "SELECT id, reference FROM cases WHERE reference = :ref AND id = :key"
    values = {"ref": "K7QX9B", "key": case.id}
    assert [(as_uuid(row[0]), row[1]) for row in reading.rows(leah, sql, values)] == [
        (case.id, "K7QX9B")
    ]
    assert reading.rows(omar, sql, values) == []
    assert reading.rows(leah, COUNT) == [(1,)]
    assert reading.rows(omar, COUNT) == [(0,)]


def test_what_a_command_has_kept_is_read_at_once(world: World, reading: EveryonesReading) -> None:
    leah = world.worker("leah")
    assert reading.rows(leah, COUNT) == [(0,)]
    case = world.case(team=[leah])
    assert reading.rows(leah, COUNT) == [(1,)]
    world.note(case, by=leah)
    assert reading.rows(leah, "SELECT count(*) FROM notes") == [(1,)]


def test_access_ends_with_the_second(world: World, reading: EveryonesReading) -> None:
    leah = world.worker("leah")
    guest = world.worker("guest", None)
    case = world.case(team=[leah])
    until = world.clock() + timedelta(seconds=10)
    world.join(case, guest, valid_to=until)
    assert reading.rows(guest, COUNT) == [(1,)]
    world.clock.set(until)
    assert reading.rows(guest, COUNT) == [(0,)]


def test_a_worker_who_has_left_reads_nothing(world: World, reading: EveryonesReading) -> None:
    leah = world.worker("leah")
    assert reading.rows(leah, COUNT) == [(0,)]
    world.change_fact(Worker, leah.worker, active=False)
    with pytest.raises(NotFound):
        reading.rows(leah, COUNT)


def test_nobody_reads_as_somebody_else(world: World, reading: EveryonesReading) -> None:
    leah = world.worker("leah")
    unknown = Actor(WorkerId(uuid4()), "leah")
    if world.kind == "file":
        with pytest.raises(NotFound):
            reading.rows(unknown, COUNT)
        return
    from pbi_desktop.store.postgres_reading import PostgresReading

    hers = PostgresReading(world.store_for(leah))  # type: ignore[arg-type]
    for other in (unknown, world.worker("omar")):
        with pytest.raises(NotPermitted):
            hers.rows(other, COUNT)


@pytest.mark.parametrize(
    "write",
    [
        "INSERT INTO sites (id, name) VALUES (:key, 'x')",
        "UPDATE cases SET reference = 'x'",
        "DELETE FROM cases",
        "CREATE TABLE x (y int)",
        "DROP TABLE cases",
    ],
)
def test_nothing_is_written_through_a_reading(
    world: World, reading: EveryonesReading, write: str
) -> None:
    leah = world.worker("leah")
    world.case("K7QX9B", team=[leah])
    values = {"key": uuid4()} if ":key" in write else None
    with pytest.raises(PbiError):
        reading.rows(leah, write, values)
    assert reading.rows(leah, "SELECT reference FROM cases") == [("K7QX9B",)]


def test_a_failed_statement_spoils_no_later_one(world: World, reading: EveryonesReading) -> None:
    leah = world.worker("leah")
    for _again in range(2):
        with pytest.raises(PbiError):
            reading.rows(leah, "SELECT nothing FROM nowhere")
        assert reading.rows(leah, COUNT) == [(0,)]


def test_one_connection_serves_two_workers_in_turn(
    file_template: FileTemplate, tmp_path: Path
) -> None:
    home = file_template.copy(tmp_path)
    world = World(home)
    leah, omar = world.worker("leah"), world.worker("omar", site=world.new_site("Fitton Hill"))
    world.case(team=[leah])
    reading = FileReading(home.path, open_raw(home.path, home.key), home.clock)
    try:
        seen = [reading.rows(actor, COUNT)[0][0] for actor in (leah, omar, leah, omar)]
    finally:
        reading.close()
        home.close()
    assert seen == [1, 0, 1, 0]
