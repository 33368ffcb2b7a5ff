"""A file whose time is over goes whole: no word of it is left, and the audit chain still holds."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlalchemy import select, text

from pbi_desktop.domain.access import Category, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.data_rights import RequestKind
from pbi_desktop.domain.errors import NotPermitted, PbiError
from pbi_desktop.models import (
    AuditEntry,
    Base,
    Case,
    Erasure,
    LegalHold,
    Person,
    Record,
    Restriction,
    RetentionRule,
    Revision,
    SubjectRequest,
)
from pbi_desktop.store import erasing
from pbi_desktop.store.access import erasing_function
from tests.support.old_files import OldFile, fill, old_file
from tests.support.stores import BOTH, FileHome, opened
from tests.support.world import World

PAGE, RESERVED = 4096, 80
ANN = "MARRAKESH"


def let_go(world: World, old: OldFile, by: Actor | None = None) -> dict[str, int]:
    actor = by or old.manager
    with world.store_for(actor).command(actor, "erase") as work:
        return erasing.erase(work, [old.case.id], old.rule)


def said_anywhere(world: World, word: str) -> list[str]:
    """Return the tables in which a word stands, above the rule."""
    with world.trusted() as connection:
        return [
            table.name
            for table in Base.metadata.sorted_tables
            if word in str(connection.execute(select(table)).all())
        ]


def chain_of(world: World) -> list[Any]:
    with world.trusted() as connection:
        table = AuditEntry.__table__
        mine = select(table).where(table.c.chain.not_like("old %")).order_by(*table.primary_key)
        return list(connection.execute(mine).all())


@dataclass
class Gone:
    """What there was before a file went, and what the store said of it."""

    world: World
    old: OldFile
    held: list[str]
    anns: list[str]
    chain: list[Any]
    counts: dict[str, int]


@pytest.fixture(scope="module", params=BOTH)
def gone(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Gone]:
    """Return a town from which one old file went, while another one stays."""
    with opened(request.param, request, tmp_path_factory.mktemp("gone")) as home:
        world = World(home)
        old = old_file(world)
        other = world.case("K7QX9B", by=old.manager, subject=world.person("Ann", "Bell"))
        fill(world, other, ANN)
        with world.store_for(old.manager).query(old.manager) as work:  # what is read is cached
            assert work.rows(select(Case.id).where(Case.id == old.case.id))
        held, anns = said_anywhere(world, old.word), said_anywhere(world, ANN)
        chain = chain_of(world)
        yield Gone(world, old, held, anns, chain, let_go(world, old))


@pytest.fixture(scope="module", params=BOTH)
def kept(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[World, OldFile]]:
    """Return a town with an old file that these tests try in vain to let go."""
    with opened(request.param, request, tmp_path_factory.mktemp("kept")) as home:
        world = World(home)
        yield world, old_file(world)


def test_no_word_of_it_is_left_in_any_table(gone: Gone) -> None:
    there = {"notes", "revisions", "drafts", "import_items", "summary_contents", "people"}
    assert there | {"disclosed_fields", "audit_details", "addresses"} <= set(gone.held)
    assert said_anywhere(gone.world, gone.old.word) == []
    assert (gone.counts["cases"], gone.counts["notes"]) == (1, 2)


def test_what_is_anybody_elses_stays(gone: Gone) -> None:
    assert said_anywhere(gone.world, ANN) == gone.anns


def test_the_audit_chain_is_as_it_was_and_says_how_many_details_went(gone: Gone) -> None:
    after = chain_of(gone.world)
    assert [row for row in after if row in gone.chain] == gone.chain
    details, files = [row for row in after if row not in gone.chain]
    assert (details.action, files.action) == ("erased details", "erased files")
    assert int(details.payload_hash) > 0
    assert details.previous_hash in {row.hash for row in gone.chain}
    with gone.world.store_for(gone.old.manager).query(gone.old.manager) as work:
        assert work.books.trail.check().is_whole


def test_it_is_on_record_what_went_by_whom_and_under_which_rule(gone: Gone) -> None:
    with gone.world.store_for(gone.old.manager).query(gone.old.manager) as work:
        (one,) = work.all(select(Erasure))
    assert (one.rule_id, one.approved_by) == (gone.old.rule, gone.old.manager.worker)
    assert all(f'"{kind}": {many}' in one.counts for kind, many in gone.counts.items())


def test_the_next_reading_finds_it_gone(gone: Gone) -> None:
    case = gone.old.case
    with gone.world.store_for(gone.old.manager).query(gone.old.manager) as work:
        assert not work.rows(select(Case.id).where(Case.id == case.id))
        assert not work.rows(select(Person.id).where(Person.id == case.subject))
        assert not work.rows(select(Revision.id).where(Revision.case_id == case.id))


def test_who_is_in_another_case_too_goes_with_the_last_one(world: World) -> None:
    old = old_file(world)
    world.case("K7QX9B", by=old.manager, subject=old.case.subject)
    let_go(world, old)
    left = said_anywhere(world, old.word)
    assert {"people", "residences", "addresses"} <= set(left)
    assert {"notes", "goals", "summary_contents", "drafts"}.isdisjoint(left)


def refuse(world: World, old: OldFile, by: Actor | None = None) -> None:
    with pytest.raises(NotPermitted):
        let_go(world, old, by)
    assert "notes" in said_anywhere(world, old.word)


def test_a_hold_a_restriction_or_a_waiting_request_keeps_it(kept: tuple[World, OldFile]) -> None:
    world, old = kept
    whose: dict[str, Any] = {"subject_id": old.case.subject, "category": Category.CORE}
    agency = old.rows["agencies"]
    asked = {"kind": RequestKind.ACCESS, "received_on": date(2026, 11, 1), "agency_id": agency}
    keepers: tuple[tuple[Record, dict[str, Any]], ...] = (
        (LegalHold(reason="a claim", started_on=date(2020, 1, 1), **whose),
         {"ended_on": date(2026, 1, 1)}),
        (Restriction(reason="disputed", valid_from=world.clock(), **whose),
         {"valid_to": world.clock()}),
        (SubjectRequest(**asked, **whose), {"answered_on": date(2026, 11, 2)}),
    )  # fmt: skip
    for keeper, over in keepers:
        key = world.fact(keeper)
        refuse(world, old)
        world.change_fact(type(keeper), key, **over)


def test_an_open_case_or_one_closed_too_lately_stays(kept: tuple[World, OldFile]) -> None:
    world, old = kept
    with changed(world, Case, old.case.id, closed_on=None):
        refuse(world, old)
    with changed(world, Case, old.case.id, closed_on=world.clock().date() - timedelta(days=1900)):
        refuse(world, old)


@contextmanager
def changed(world: World, kind: type[Record], key: Any, **values: Any) -> Iterator[None]:
    with world.trusted() as connection:
        table = kind.__table__
        found = connection.execute(select(table).where(table.c.id == key)).mappings().one()
        before = {name: found[name] for name in values}
    world.change_fact(kind, key, **values)
    yield
    world.change_fact(kind, key, **before)


def test_nobody_but_a_manager_of_the_site_lets_anything_go(kept: tuple[World, OldFile]) -> None:
    world, old = kept
    for role in (SiteRole.DUTY_LEAD, SiteRole.AUDITOR):
        refuse(world, old, world.worker(role.value, role))
    refuse(world, old, world.manager(world.new_site("Fitton Hill")))


def test_nothing_goes_where_no_rule_is_agreed(kept: tuple[World, OldFile]) -> None:
    world, old = kept
    with changed(world, RetentionRule, old.rule, valid_to=world.clock()):
        refuse(world, old)


def test_one_that_may_not_go_keeps_all_that_were_asked_for(kept: tuple[World, OldFile]) -> None:
    world, old = kept
    young = world.case("K7QX9B", by=old.manager)
    store = world.store_for(old.manager)
    with pytest.raises(NotPermitted), store.command(old.manager, "erase") as work:
        erasing.erase(work, [old.case.id, young.id], old.rule)
    assert "notes" in said_anywhere(world, old.word)


def test_a_unit_that_only_reads_erases_nothing(kept: tuple[World, OldFile]) -> None:
    world, old = kept
    with pytest.raises(PbiError), world.store_for(old.manager).query(old.manager) as work:
        erasing.erase(work, [old.case.id], old.rule)
    assert "notes" in said_anywhere(world, old.word)


def test_the_function_alone_erases_nothing_without_a_link_and_nobody_deletes_beside_it(
    postgres_world: World,
) -> None:
    old = old_file(postgres_world)
    store = postgres_world.store_for(old.manager)
    call = text("SELECT authz.erase(gen_random_uuid(), ARRAY[CAST(:case AS uuid)], :rule)")
    with pytest.raises(NotPermitted), store.command(old.manager, "erase") as work:
        work.session.execute(call, {"case": old.case.id, "rule": old.rule})
    for table in ("notes", "revisions", "people"):
        with pytest.raises(PbiError), store.command(old.manager, "erase") as work:
            work.session.execute(text(f"DELETE FROM {table}"))
    assert "notes" in said_anywhere(postgres_world, old.word)


@pytest.mark.parametrize("written_anew", [True, False], ids=["written anew", "large file"])
def test_no_page_of_the_file_says_it_even_to_somebody_with_the_key(
    file_world: World, monkeypatch: pytest.MonkeyPatch, written_anew: bool
) -> None:
    if not written_anew:
        monkeypatch.setattr(erasing, "VACUUMED_UP_TO", 0)
    old = old_file(file_world)
    home = file_world.home
    assert isinstance(home, FileHome)
    store = file_world.store_for(old.manager)
    assert erasing.leave_no_trace(store)
    assert old.word.encode() in decrypted(home.path, home.key)
    let_go(file_world, old)
    assert erasing.leave_no_trace(store)
    with store.query(old.manager) as work:
        assert work.rows(select(Case.id)) == []
    assert erasing.leave_no_trace(store)
    assert home.path.with_name(home.path.name + "-wal").stat().st_size == 0
    assert old.word.encode() not in decrypted(home.path, home.key)


def decrypted(path: Path, key: bytes) -> bytes:
    """Return all pages, free ones included, as somebody with the key can read them."""
    content, plain = path.read_bytes(), b""
    for at in range(0, len(content), PAGE):
        body = content[at + (16 if at == 0 else 0) : at + PAGE - RESERVED]
        vector = content[at + PAGE - RESERVED :][:16]
        plain += Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor().update(body)
    return plain


def test_every_table_either_holds_files_or_is_said_to_hold_none() -> None:
    going = {step.kind for step in erasing_function.steps()}
    assert going | erasing_function.KEPT == set(Base.metadata.tables)
    assert not going & erasing_function.KEPT
