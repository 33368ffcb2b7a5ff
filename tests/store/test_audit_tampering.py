"""The audit trail cannot change unnoticed: each field, row and end of it, on both databases."""

import secrets
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection, Executable, Row, Table, create_engine, delete, select, update
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from pbi_desktop.domain.access import SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.audit_errors import NotACheckpoint, StoreIsOlder
from pbi_desktop.domain.errors import NotFound, NotPermitted
from pbi_desktop.domain.ids import new_id
from pbi_desktop.models import Base
from pbi_desktop.services.auditing import Auditing, Given, check_proof
from pbi_desktop.store import audit_file
from pbi_desktop.store.anchors import Anchors
from pbi_desktop.store.audit import FIRST_HASH, Entry
from pbi_desktop.store.audit_check import Checked, Checkpoint, Fault, check
from pbi_desktop.store.audit_postgres import PostgresTrail
from pbi_desktop.store.audit_signing import Signer
from pbi_desktop.store.audit_trail import with_signatures
from pbi_desktop.store.encrypted_file import open_raw
from pbi_desktop.store.secrets.key import Key
from tests.support.desks import EveryonesStore
from tests.support.stores import FileHome, PostgresHome
from tests.support.world import World

ENTRIES = Base.metadata.tables["audit_entries"]
DETAILS = Base.metadata.tables["audit_details"]
CHECKPOINTS = Base.metadata.tables["audit_checkpoints"]
META = Base.metadata.tables["store_meta"]


class Books:
    """The audit trail of a world, changed above the rule and put right again each time."""

    def __init__(self, world: World, worker: Actor) -> None:
        self.world = world
        self._worker = worker
        self.given: tuple[Checkpoint, ...] = ()

    @contextmanager
    def opened(self) -> Iterator[Connection]:
        """Give a connection whose changes do not last."""
        home = self.world.home
        if isinstance(home, PostgresHome):
            with home.admin.connect() as connection:
                yield connection
                connection.rollback()
            return
        assert isinstance(home, FileHome)
        raw = open_raw(home.path, home.key, wipe_memory=False)
        engine = create_engine(
            "sqlite://", module=dbapi2, creator=lambda: raw, poolclass=StaticPool
        )
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            yield connection
            connection.exec_driver_sql("ROLLBACK")
        engine.dispose()

    def check(self, connection: Connection, given: Sequence[Checkpoint] = ()) -> Checked:
        """Check the trail as it is now, in the name of a worker who may not read it."""
        home = self.world.home
        if isinstance(home, PostgresHome):
            role = home.role_of(self._worker.login)
            connection.exec_driver_sql(f'SET LOCAL SESSION AUTHORIZATION "{role}"')
            return PostgresTrail(Session(bind=connection)).check(given)
        assert isinstance(home, FileHome)
        raw: Any = connection.connection.dbapi_connection
        kept = audit_file.checkpoints(raw)
        found = check(audit_file.links(raw), [*kept, *given], audit_file.stray_details(raw))
        return with_signatures(found, kept, Signer(home.key).public)

    def noticed(self, change: Callable[[Connection], object], *, given: bool = False) -> bool:
        """Say whether a change is noticed, and by whoever brings the checkpoint if `given`."""
        with self.opened() as connection:
            change(connection)
            return not self.check(connection, self.given if given else ()).is_whole

    def rows(self, table: Table) -> list[Row[Any]]:
        """Return what a table holds, in order of its key."""
        with self.opened() as connection:
            return list(connection.execute(select(table).order_by(*table.primary_key)))


@pytest.fixture
def books(world: World) -> Books:
    """Return the books of a town with two sites, after two hours of work."""
    leah = world.worker("leah")
    case = world.case("K7QX9B", team=[leah])
    away = world.new_site("Fitton Hill")
    omar = world.worker("omar", site=away)
    world.case("P2MR4D", team=[omar], site=away)
    world.clock.forward(minutes=61)
    for number in range(3):
        world.note(case, f"note {number}")
    with world.store_for(leah).command(leah, "print") as work:
        work.log("printed network", "x", case=case.id, person=case.subject, text="household")
    made = Books(world, leah)
    with world.store_for(leah).command(leah, "checkpoint") as work:
        work.books.trail.add_checkpoints(work.now)
    with world.store_for(leah).query(leah) as work:
        found = work.books.trail.checkpoints()
    newest = {one.chain: one for one in sorted(found, key=lambda one: one.size)}
    made.given = tuple(newest.values())
    assert len(made.given) == 2
    assert len(found) > 2, "the hour passed without a checkpoint"
    return made


def other(value: Any, name: str) -> Any:
    """Return a value of the same kind that is not this one."""
    if name in ("seq", "size"):
        return value + 1000
    if isinstance(value, datetime):
        return value + timedelta(microseconds=1)
    if isinstance(value, UUID) or value is None:
        return new_id() if name.endswith("_id") else "f" * 128
    return ("0" if value[:1] != "0" else "1") + value[1:]


def done(connection: Connection, change: Executable) -> None:
    """Do one statement."""
    connection.execute(change)


def figure(words: str) -> None:
    """Show a figure beside the name of the test, where pytest is asked to show what is printed."""
    sys.stdout.write(f"{words}\n")


def this(table: Table, row: Row[Any]) -> Any:
    """Return the condition that meets one row."""
    keys = [column == row._mapping[column.key] for column in table.primary_key]
    return keys[0] & keys[1]


def test_what_was_written_is_whole_and_says_how_much_it_is(books: Books) -> None:
    with books.opened() as connection:
        found = books.check(connection, books.given)
    assert found.is_whole
    assert (found.entries, found.chains) == (len(books.rows(ENTRIES)), 2)


def test_every_field_of_every_row_that_is_changed_is_noticed(books: Books) -> None:
    noticed = tried = 0
    for table in (ENTRIES, DETAILS, CHECKPOINTS):
        for row in books.rows(table):
            for column in table.columns:
                if column.key == "signature" and books.world.kind == "postgres":
                    continue  # nobody signs there
                if column.key == "at" and table is CHECKPOINTS and books.world.kind == "postgres":
                    continue  # and nothing is made of when it was
                value = other(row._mapping[column.key], column.key)
                change = update(table).where(this(table, row)).values({column.key: value})
                found = books.noticed(partial(done, change=change))
                assert found, (table.name, column.key)
                noticed, tried = noticed + found, tried + 1
    figure(f"{books.world.kind}: {noticed} of {tried} changed fields noticed")
    assert noticed == tried > 100


def test_every_row_that_is_taken_out_is_noticed(books: Books) -> None:
    noticed = tried = 0
    for table in (ENTRIES, DETAILS):
        for row in books.rows(table):
            change = delete(table).where(this(table, row))
            # The last of a chain is missed only by a checkpoint.
            noticed += books.noticed(partial(done, change=change), given=True)
            tried += 1
    figure(f"{books.world.kind}: {noticed} of {tried} missing rows noticed")
    assert noticed == tried > 10


def test_every_two_entries_that_change_places_are_noticed(books: Books) -> None:
    rows = books.rows(ENTRIES)
    pairs = [(a, b) for a in rows for b in rows if a.chain == b.chain and a.seq < b.seq]

    def swap(connection: Connection, pair: tuple[Row[Any], Row[Any]]) -> None:
        for old, new in ((pair[0].seq, 999), (pair[1].seq, pair[0].seq), (999, pair[1].seq)):
            for table in (ENTRIES, DETAILS):
                there = (table.c.chain == pair[0].chain) & (table.c.seq == old)
                connection.execute(update(table).where(there).values(seq=new))

    noticed = sum(books.noticed(partial(swap, pair=pair)) for pair in pairs)
    figure(f"{books.world.kind}: {noticed} of {len(pairs)} swaps noticed")
    assert noticed == len(pairs) > 10


def forget_checkpoints(connection: Connection) -> None:
    """Remove all that the store itself remembers of its chains."""
    connection.execute(delete(CHECKPOINTS))
    connection.execute(delete(META).where(META.c.name.like("audit_%")))


def cut(connection: Connection, chain: str, after: int) -> None:
    """Cut the end of a chain off, and leave no trace of it in the store."""
    for table in (DETAILS, ENTRIES):
        connection.execute(delete(table).where((table.c.chain == chain) & (table.c.seq > after)))
    forget_checkpoints(connection)


def rewrite(connection: Connection, chain: str, place: int) -> None:
    """Change one entry, and every hash after it, so that the chain verifies by itself."""
    forget_checkpoints(connection)
    rows = connection.execute(
        select(ENTRIES).where(ENTRIES.c.chain == chain).order_by(ENTRIES.c.seq)
    ).all()
    previous = FIRST_HASH
    for row in rows:
        entry = Entry(
            chain,
            row.seq,
            row.at,
            row.worker_id,
            row.action,
            row.purpose,
            row.command_id,
            row.payload_hash,
            row.previous_hash,
            row.detail_hash,
        )
        entry = replace(entry, previous=previous)
        if row.seq == place:
            entry = replace(entry, action="nothing happened")
        previous = entry.hash
        changed = {"action": entry.action, "previous_hash": entry.previous, "hash": entry.hash}
        connection.execute(update(ENTRIES).where(this(ENTRIES, row)).values(changed))


def test_an_end_that_is_cut_off_is_noticed_by_who_holds_a_checkpoint(books: Books) -> None:
    noticed = 0
    for row in (rows := books.rows(ENTRIES)):
        change = partial(cut, chain=row.chain, after=row.seq - 1)
        assert row.seq == 1 or not books.noticed(change)  # by itself it is whole
        noticed += books.noticed(change, given=True)
    figure(f"{books.world.kind}: {noticed} of {len(rows)} truncations noticed")
    assert noticed == len(rows)


def test_a_chain_that_is_rewritten_is_noticed_by_who_holds_a_checkpoint(books: Books) -> None:
    noticed = 0
    for row in (rows := books.rows(ENTRIES)):
        change = partial(rewrite, chain=row.chain, place=row.seq)
        assert not books.noticed(change)  # by itself it is whole
        noticed += books.noticed(change, given=True)
    figure(f"{books.world.kind}: {noticed} of {len(rows)} rewritten chains noticed")
    assert noticed == len(rows)


# --- erasure -------------------------------------------------------------------------------------


def test_what_entries_say_of_a_person_goes_and_the_chains_stay_whole(books: Books) -> None:
    world = books.world
    manager = world.manager()
    subject = next(row.subject_id for row in books.rows(DETAILS) if row.subject_id)
    with world.store_for(manager).command(manager, "erase") as work:
        assert work.erase_audit_details(subject) == 1
    assert all(row.subject_id != subject for row in books.rows(DETAILS))
    with books.opened() as connection:
        assert books.check(connection, books.given).is_whole


def test_nobody_who_does_not_govern_erases_any(books: Books) -> None:
    world = books.world
    nosy = world.worker("nosy")
    subject = next(row.subject_id for row in books.rows(DETAILS) if row.subject_id)
    with (
        pytest.raises(NotPermitted),
        world.store_for(nosy).command(nosy, "erase") as work,
    ):
        work.erase_audit_details(subject)


# --- for anybody with a checkpoint ---------------------------------------------------------------


@pytest.fixture
def auditing(books: Books) -> Auditing:
    store = EveryonesStore(books.world)
    return Auditing(lambda: store)


def test_whoever_has_a_checkpoint_may_check_and_nobody_else(
    books: Books, auditing: Auditing
) -> None:
    leah = books.world.worker("leah2")
    with pytest.raises(NotPermitted):
        auditing.verify(leah)
    given = Given("mine.json", auditing.checkpoint(leah))
    assert auditing.verify(leah, given).is_whole
    assert auditing.verify(books.world.manager()).is_whole
    books.world.note(books.world.case("L3NN5F"), "and the work goes on")
    assert auditing.verify(leah, given).is_whole
    with books.world.trusted() as connection:
        rewrite(connection, books.world.site.hex, 2)
    assert auditing.verify(books.world.manager()).is_whole
    found = auditing.verify(leah, given)
    assert {one.fault for one in found.findings} == {Fault.REWRITTEN}


def test_an_entry_is_proven_to_who_sees_no_other(books: Books, auditing: Auditing) -> None:
    manager = books.world.manager()
    given = Given("it.json", auditing.checkpoint(manager))
    proof = auditing.prove(manager, "K7QX9B", given)
    found = check_proof(Given("proof.json", proof), given)
    assert {one.action for one in found} == {"opened case", "printed network"}
    assert all(one.holds for one in found)
    other = proof.replace(b"printed network", b"printed nothing")
    assert [one.holds for one in check_proof(Given("proof.json", other), given)].count(False) == 1
    for wrong in (b"", b"{}", b'{"what": "x", "entries": []}', given.content):
        with pytest.raises(NotACheckpoint):
            check_proof(Given("proof.json", wrong), given)
    stranger = books.world.worker("stranger", site=books.world.new_site("Coldhurst"))
    with pytest.raises(NotFound):
        auditing.prove(stranger, "K7QX9B", given)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"chains": []}', b'{"chains": [1]}'])
def test_what_is_no_checkpoint_is_refused(books: Books, auditing: Auditing, content: bytes) -> None:
    with pytest.raises(NotACheckpoint):
        auditing.verify(books.world.manager(), Given("it.json", content))


def test_a_checkpoint_that_was_changed_is_refused_or_disagrees(
    books: Books, auditing: Auditing
) -> None:
    manager = books.world.manager()
    made = auditing.checkpoint(manager).decode()
    root = made.split('"root": "')[1][:64]
    changed = Given("it.json", made.replace(root, "0" * 64).encode())
    if books.world.kind == "file":  # it is signed
        with pytest.raises(NotACheckpoint):
            auditing.verify(manager, changed)
    else:
        assert not auditing.verify(manager, changed).is_whole


# --- the chains ----------------------------------------------------------------------------------


def test_a_transaction_writes_to_one_chain_that_of_the_first_case_it_names(world: World) -> None:
    near, away = world.site, world.new_site("Fitton Hill")
    both = world.worker("both", SiteRole.TEAM_MANAGER)
    lately = world.clock() - timedelta(days=1)
    world.role(both, SiteRole.TEAM_MANAGER, away, valid_from=lately)
    case = world.case("P2MR4D", team=[both], site=away)
    with world.store_for(both).command(both, "look") as work:
        work.log("printed network", case=case.id)
        work.log("took a checkpoint")
    with world.store_for(both).command(both, "look") as work:
        work.log("took a checkpoint")
    with world.trusted() as connection:
        said = select(ENTRIES.c.chain, ENTRIES.c.action).order_by(ENTRIES.c.seq)
        rows = connection.execute(said).all()
    assert (away.hex, "printed network") in rows
    assert [chain for chain, action in rows if action == "took a checkpoint"].count(away.hex) == 1
    assert (near.hex, "took a checkpoint") in rows


def test_beyond_sixty_four_chains_sites_share_that_of_the_store(world: World) -> None:
    with world.trusted() as connection:
        connection.execute(
            META.insert(), [{"name": f"audit_head:{n:032x}", "value": "1"} for n in range(63)]
        )
    leah = world.worker("leah")
    with world.store_for(leah).command(leah, "look") as work:
        work.log("took a checkpoint")
    with world.trusted() as connection:
        assert {row.chain for row in connection.execute(select(ENTRIES))} == {"store"}


def test_a_lines_end_in_an_action_does_not_pass_for_the_next_field(world: World) -> None:
    leah = world.worker("leah")
    with world.store_for(leah).command(leah, "look") as work:
        work.log("took\na checkpoint", "one\ntwo", text="two\nlines")
    with world.store_for(leah).query(leah) as work:
        assert work.books.trail.check().is_whole
    with world.trusted() as connection:
        row = connection.execute(select(ENTRIES)).one()
    assert (row.action, row.payload_hash) == ("took a checkpoint", "one two")


# --- a file from before --------------------------------------------------------------------------


def test_the_file_of_last_week_and_every_flipped_bit_of_the_log_are_noticed(
    file_template: Any, tmp_path: Path
) -> None:
    home: FileHome = file_template.copy(tmp_path)
    world = World(home)
    leah = world.worker("leah")
    case = world.case("K7QX9B", team=[leah])
    home.close()
    home._store = None
    last_week = tmp_path / "last-week.pbi"
    shutil.copyfile(home.path, last_week)
    for number in range(4):
        world.note(case, f"note {number}")
    anchors = Anchors(new_id(), home.path, Key(bytearray(home.key)), None, tmp_path / "seen")
    store = home.store_for(leah)
    anchors.remember(store.heads(), world.clock())
    log = Path(f"{home.path}-wal").read_bytes()
    copy = tmp_path / "copy.pbi"
    frame = 4096 + 24
    noticed = tried = 0
    for place in [
        32 + frame * n + secrets.randbelow(frame) for n in range((len(log) - 32) // frame)
    ]:
        flipped = bytearray(log)
        flipped[place] ^= 1 << secrets.randbelow(8)
        shutil.copyfile(home.path, copy)
        Path(f"{copy}-wal").write_bytes(flipped)
        noticed, tried = noticed + is_refused(anchors, copy, home.key), tried + 1
        Path(f"{copy}-wal").unlink(missing_ok=True)
        Path(f"{copy}-shm").unlink(missing_ok=True)
    figure(f"file: {noticed} of {tried} flipped bits of the log noticed")
    assert is_refused(anchors, last_week, home.key)
    home.close()
    assert not is_refused(anchors, home.path, home.key)
    assert noticed == tried > 5


def is_refused(anchors: Anchors, path: Path, key: bytes) -> bool:
    """Say whether a file is refused as older than what was seen."""
    raw = open_raw(path, key, wipe_memory=False)
    try:
        anchors.refuse_older(
            audit_file.heads(raw), lambda chain, seq: audit_file.head_at(raw, chain, seq)
        )
    except StoreIsOlder:
        return True
    finally:
        raw.close()
    return False
