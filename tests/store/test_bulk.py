"""Many rows at once: whole or not at all, judged where people work, chained by the chunk."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from pbi_desktop.domain.access import SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.bulk import Batch, Value
from pbi_desktop.domain.errors import NotPermitted, PbiError
from pbi_desktop.models import Area, AuditEntry, Postcode, Revision
from pbi_desktop.store import bulk, unit_of_work
from pbi_desktop.store.audit import Entry
from pbi_desktop.store.bulk import fill_file
from pbi_desktop.store.encrypted_file import open_raw, verify_pages
from tests.support.chains import first_break
from tests.support.stores import FileHome, FileTemplate
from tests.support.world import World

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
NOBODY = UUID(int=0)
COMMON = ("id", "version", "created_at", "created_by")
AREA = ("id", "code", "name", "vintage", "latitude", "longitude")


def sites(count: int) -> Batch:
    rows = ((uuid4(), 1, NOW, NOBODY, f"S{n}", "hub", "Oldham") for n in range(count))
    return Batch("sites", (*COMMON, "name", "hub", "place"), rows)


@pytest.fixture
def empty(file_template: FileTemplate, tmp_path: object) -> Iterator[FileHome]:
    home = file_template.copy(tmp_path)  # type: ignore[arg-type]
    yield home
    home.close()


def shape(home: FileHome) -> list[tuple[str, str]]:
    with closing(open_raw(home.path, home.key)) as raw:
        sql = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL "
        sql += "AND name NOT LIKE 'sqlite_stat%' ORDER BY name"
        return list(raw.execute(sql))


def count(home: FileHome, table: str) -> int:
    with closing(open_raw(home.path, home.key)) as raw:
        return int(raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def chain(home: FileHome) -> list[tuple[Entry, str]]:
    with closing(open_raw(home.path, home.key)) as raw:
        rows = raw.execute(
            "SELECT chain, seq, at, worker_id, action, purpose, command_id, payload_hash, "
            "previous_hash, hash FROM audit_entries ORDER BY seq"
        ).fetchall()
    return [(_entry(row), row[9]) for row in rows]


def _entry(row: tuple[object, ...]) -> Entry:
    name, seq, _at, worker, action, purpose, command, payload, previous, _hash = row
    who, what = UUID(bytes=worker), UUID(bytes=command)  # type: ignore[arg-type]
    return Entry(name, seq, NOW, who, action, purpose, what, payload, previous)  # type: ignore[arg-type]


# --- a new file ----------------------------------------------------------------------------------


def test_a_new_store_is_filled_and_has_its_indexes_and_its_chain(
    empty: FileHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "CHUNK", 10)
    before, told = shape(empty), []
    rows = fill_file(
        empty.path, empty.key, [sites(25), sites(0), sites(3)], NOW, lambda *said: told.append(said)
    )
    assert (rows, count(empty, "sites")) == (28, 28)
    assert told == [("sites", 10), ("sites", 20), ("sites", 25), ("sites", 28)]
    assert shape(empty) == before
    entries = chain(empty)
    assert [entry.action for entry, _hash in entries] == ["fill sites"] * 4
    assert first_break(entries) is None
    with closing(open_raw(empty.path, empty.key)) as raw:
        assert verify_pages(raw) == []
        assert raw.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []


def _broken() -> Iterator[tuple[Value, ...]]:
    yield (uuid4(), 1, NOW, NOBODY, "S", "hub", "Oldham")
    raise RuntimeError("the generator failed")


def test_nothing_is_kept_of_a_filling_that_fails(empty: FileHome) -> None:
    before = shape(empty)
    columns = (*COMMON, "name", "hub", "place")
    twice = (uuid4(), 1, NOW, NOBODY, "S", "hub", "Oldham")
    orphan = (uuid4(), 1, NOW, NOBODY, "Ann", "ann", "Worker", uuid4(), True)
    worker = (*COMMON, "name", "login", "job", "agency_id", "active")
    for failure, batch in (
        (RuntimeError, Batch("sites", columns, _broken())),
        (PbiError, Batch("sites", columns, [twice, twice])),
        (PbiError, Batch("workers", worker, [orphan])),
    ):
        with pytest.raises(failure):
            fill_file(empty.path, empty.key, [sites(3), batch], NOW)
        assert (count(empty, "sites"), count(empty, "audit_entries")) == (0, 0)
        assert shape(empty) == before


def test_a_store_in_which_people_work_is_not_filled(file_desk_world: World) -> None:
    home = file_desk_world.home
    assert isinstance(home, FileHome)
    file_desk_world.worker("leah")
    with pytest.raises(NotPermitted):
        fill_file(home.path, home.key, [sites(3)], NOW)
    assert count(home, "sites") == 1


@pytest.fixture
def file_desk_world(empty: FileHome) -> World:
    return World(empty)


# --- the door inside a unit of work ---------------------------------------------------------------


def areas(many: int) -> Batch:
    rows = ((uuid4(), f"E{number:05d}", "Here", "2021", 53.5, None) for number in range(many))
    return Batch("areas", AREA, rows)


def kept(world: World, actor: Actor) -> int:
    with world.store_for(actor).query(actor) as work:
        return int(work.rows(select(func.count()).select_from(Area))[0][0])


def test_rows_go_in_with_who_and_when_and_one_audit_entry_a_chunk(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unit_of_work, "CHUNK", 10)
    leah, boss = world.worker("leah"), world.manager()
    with world.store_for(leah).command(leah, "import") as work:
        assert work.add_many(areas(25)) == 25
    assert work.changes("Done").kinds == {"areas"}
    with world.store_for(boss).query(boss) as work:
        rows = work.all(select(Area).order_by(Area.code))
        assert (rows[7].code, rows[7].latitude, rows[7].longitude) == ("E00007", 53.5, None)
        assert {(row.version, row.created_at, row.created_by) for row in rows} == {
            (1, world.clock(), leah.worker)
        }
        entries = work.all(select(AuditEntry).order_by(AuditEntry.seq))
        assert [entry.action for entry in entries] == ["import areas"] * 3
        assert work.all(select(Revision)) == []


def test_rows_are_judged_by_the_rule(world: World) -> None:
    guest, leah = world.worker("guest", SiteRole.AUDITOR), world.worker("leah")
    with pytest.raises(PbiError), world.store_for(guest).command(guest, "import") as work:
        work.add_many(areas(3))
    assert kept(world, leah) == 0


def test_nothing_is_kept_of_a_batch_when_a_later_one_fails(world: World) -> None:
    leah = world.worker("leah")
    twice = uuid4()
    row = (twice, "E1", "Here", "2021", None, None)
    with pytest.raises(PbiError), world.store_for(leah).command(leah, "import") as work:
        work.add_many(areas(5))
        work.add_many(Batch("areas", AREA, [row, row]))
    assert kept(world, leah) == 0
    with world.store_for(leah).command(leah, "import") as work:
        work.add_many(areas(2))
    assert kept(world, leah) == 2


def test_many_rows_are_withdrawn_at_once_and_their_history_stays(world: World) -> None:
    leah = world.worker("leah")
    with world.store_for(leah).command(leah, "import") as work:
        work.add_many(areas(5))
    with world.store_for(leah).command(leah, "take back") as work:
        ids = [row[0] for row in work.rows(select(Area.id).order_by(Area.code))]
        work.withdraw_many("areas", ids[:3])
    assert kept(world, leah) == 2
    with world.trusted() as above:
        assert above.scalar(select(func.count()).select_from(Area.__table__)) == 5
        gone = select(Area.__table__.c.version).where(Area.__table__.c.withdrawn_at.is_not(None))
        assert above.execute(gone).scalars().all() == [2, 2, 2]


def test_any_value_that_a_column_takes_comes_back_as_it_was(world: World) -> None:
    leah = world.worker("leah")
    columns = ("id", "postcode", "area_code", "easting", "northing", "started", "ended")
    row = (uuid4(), "OL4 1AA’ “x”", None, -1, 2**31 - 1, "1980-01", "%s :x {y}")
    with world.store_for(leah).command(leah, "import") as work:
        work.add_many(Batch("postcodes", columns, [row]))
    with world.store_for(leah).query(leah) as work:
        found = work.all(select(Postcode))[0]
        assert tuple(getattr(found, name) for name in columns) == row
