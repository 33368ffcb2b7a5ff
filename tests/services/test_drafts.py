"""Drafts: what is typed outlives a crash, is its writer's alone, and is gone when it is dropped."""

from pathlib import Path
from uuid import uuid4

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlalchemy import select

from pbi_desktop.models import AuditEntry, Revision
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.drafts import Drafts
from pbi_desktop.store.file_store import FileStore
from tests.support.stores import FileHome
from tests.support.world import World

PAGE, RESERVED, IV = 4096, 80, 16


def test_a_draft_is_found_as_it_was_last_kept(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    record = uuid4()
    assert desk.drafts.find(leah, "note", record) == ""
    first = desk.drafts.keep(leah, "note", record, "She s")
    world.clock.forward(seconds=1)
    second = desk.drafts.keep(leah, "note", record, "She said:\n“no”")
    assert second > first
    assert desk.drafts.find(leah, "note", record) == "She said:\n“no”"


def test_drafts_of_other_forms_and_records_are_others(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    one, other = uuid4(), uuid4()
    for form, record, text in (("note", one, "a"), ("note", None, "b"), ("gain", one, "c")):
        desk.drafts.keep(leah, form, record, text)
    assert [desk.drafts.find(leah, *key) for key in (("note", one), ("note", None))] == ["a", "b"]
    assert desk.drafts.find(leah, "gain", one) == "c"
    assert desk.drafts.find(leah, "note", other) == ""


def test_nobody_else_finds_overwrites_or_drops_a_draft(world: World, desk: Desk) -> None:
    leah, boss = world.worker("leah"), world.manager()
    desk.drafts.keep(leah, "front door", None, "hers")
    assert desk.drafts.find(boss, "front door", None) == ""
    desk.drafts.keep(boss, "front door", None, "the manager's")
    desk.drafts.drop(boss, "front door", None)
    assert desk.drafts.find(leah, "front door", None) == "hers"


def test_a_dropped_draft_is_not_found_and_can_be_begun_anew(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    desk.drafts.keep(leah, "note", None, "old")
    desk.drafts.drop(leah, "note", None)
    assert desk.drafts.find(leah, "note", None) == ""
    desk.drafts.drop(leah, "note", None)
    desk.drafts.keep(leah, "note", None, "new")
    assert desk.drafts.find(leah, "note", None) == "new"


def test_a_draft_leaves_no_trace_in_revisions_or_audit(world: World, desk: Desk) -> None:
    leah, boss = world.worker("leah"), world.manager()
    desk.drafts.keep(leah, "note", None, "a")
    desk.drafts.keep(leah, "note", None, "b")
    desk.drafts.drop(leah, "note", None)
    with world.store_for(boss).query(boss) as work:
        assert work.all(select(AuditEntry)) == []
    with world.store_for(leah).query(leah) as work:
        assert work.all(select(Revision)) == []


def test_a_draft_comes_back_as_it_was_typed(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    for text in ("", "a" * 200_000, "شبانہ\n\tশબાના 👩‍👧", "<b>&%s:x"):
        desk.drafts.keep(leah, "note", None, text)
        assert desk.drafts.find(leah, "note", None) == text


def test_what_no_file_can_hold_is_left_out_of_a_draft(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    desk.drafts.keep(leah, "note", None, "a\x00b\ud800c")
    assert desk.drafts.find(leah, "note", None) == "abc"


def test_a_draft_outlives_the_program(file_desk: tuple[World, Desk]) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    desk.drafts.keep(leah, "note", None, "typed before the lights went out")
    home = world.home
    assert isinstance(home, FileHome)
    home.close()
    reopened = FileStore(home.path, home.key, world.clock)
    try:
        found = Drafts(lambda: reopened).find(leah, "note", None)
        assert found == "typed before the lights went out"
    finally:
        reopened.close()


def pages(home: FileHome) -> bytes:
    """Return the file as it stands, page by page, deciphered: free space and old rows too."""
    sealed = home.path.read_bytes()
    plain = bytearray()
    for start in range(0, len(sealed), PAGE):
        page = sealed[start : start + PAGE]
        body = page[16:-RESERVED] if start == 0 else page[:-RESERVED]  # the salt comes first
        vector = page[-RESERVED:][:IV]
        cipher = Cipher(algorithms.AES256(bytes(home.key)), modes.CBC(vector)).decryptor()
        plain += cipher.update(body) + cipher.finalize()
    return bytes(plain)


def test_words_that_were_dropped_or_written_over_are_gone_from_the_file(
    file_desk: tuple[World, Desk], tmp_path: Path
) -> None:
    world, desk = file_desk
    home = world.home
    assert isinstance(home, FileHome)
    leah = world.worker("leah")
    short, long = "ZEBRACROSSING " * 3, "QUAGMIRE " * 2000
    desk.drafts.keep(leah, "note", None, "KEPTWORDS stay")
    desk.drafts.keep(leah, "gain", None, short)
    desk.drafts.keep(leah, "risk", None, long)
    checkpointed(home)
    held = pages(home)
    for word in (b"KEPTWORDS", b"ZEBRACROSSING", b"QUAGMIRE"):
        assert word in held, word
    desk.drafts.keep(leah, "gain", None, "other")
    desk.drafts.drop(leah, "risk", None)
    checkpointed(home)
    left = pages(home)
    assert b"KEPTWORDS" in left
    assert b"ZEBRACROSSING" not in left
    assert b"QUAGMIRE" not in left


def checkpointed(home: FileHome) -> None:
    home.close()
    home._store = None
    for ending in ("-wal", "-shm"):
        log = home.path.with_name(home.path.name + ending)
        assert not log.exists() or log.stat().st_size == 0 or ending == "-shm"
