"""Real input: rows in, a reason for every row out, and nothing that cannot be taken back."""

import resource
from datetime import date

import pytest
from sqlalchemy import func, select

from pbi_desktop.domain.access import SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import NotFound, NotPermitted, UnreadableInput
from pbi_desktop.models import (
    Address,
    Area,
    AuditEntry,
    CommunityGroup,
    ImportItem,
    ImportRun,
    Postcode,
    Record,
)
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.import_rows import ImportReport, InputFile
from pbi_desktop.services.imports import How, RowsRefused
from tests.exchange.invented import CENTRES, FOOD_BANKS, GRID, LIBRARIES, POSTCODES
from tests.exchange.reference_data import reference
from tests.support.desks import lives_at
from tests.support.world import World

PLACES = [
    InputFile("postcodes.csv", POSTCODES.encode()),
    InputFile("grid.csv", GRID.encode()),
    InputFile("centres.csv", CENTRES.encode()),
]
DIRECTORY = [
    InputFile("libraries.csv", LIBRARIES.encode()),
    InputFile("food_banks.csv", FOOD_BANKS.encode()),
]
SPOILT = InputFile("postcodes.csv", POSTCODES.replace("OL99 1AB", "NOWHERE").encode())


def seen(world: World, actor: Actor, *kinds: type[Record]) -> list[int]:
    with world.store_for(actor).query(actor) as work:
        return [work.rows(select(func.count()).select_from(kind))[0][0] for kind in kinds]


def figures(report: ImportReport) -> tuple[int, int, int, int]:
    return report.new, report.changed, report.unchanged, report.not_seen


def area_of(world: World, actor: Actor, address: object) -> str | None:
    with world.store_for(actor).query(actor) as work:
        found: str | None = work.rows(select(Address.area_code).where(Address.id == address))[0][0]
        return found


def test_every_address_finds_its_small_area(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah])
    known = lives_at(world, leah, case.subject, "1 Mill Lane", "OL99 1AA")
    moved = lives_at(world, leah, case.subject, "2 Mill Lane", "OL99 1AE", area="E00000000")
    other = lives_at(world, leah, case.subject, "3 Far Lane", "OL98 1AA", area="E00000001")
    report = desk.imports.places(leah, PLACES)
    assert figures(report) == (6, 0, 0, 0)
    assert report.refused == ()
    assert report.run_id is not None
    assert seen(world, leah, Postcode, Area) == [4, 2]
    areas = [area_of(world, leah, one) for one in (known, moved, other)]
    assert areas == ["E01999991", "E01999992", "E00000001"]
    desk.imports.undo(leah, report.run_id)
    areas = [area_of(world, leah, one) for one in (known, moved, other)]
    assert areas == [None, "E00000000", "E00000001"]
    assert seen(world, leah, Postcode, Area) == [0, 0]


def test_a_dry_run_tells_all_and_keeps_nothing(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    told = desk.imports.places(leah, PLACES, How(dry_run=True))
    assert (figures(told), told.run_id) == ((6, 0, 0, 0), None)
    assert seen(world, leah, Postcode, Area, ImportRun, ImportItem) == [0, 0, 0, 0]
    done = desk.imports.places(leah, PLACES)
    assert figures(done) == figures(told)
    assert desk.imports.places(leah, PLACES, How(dry_run=True)).unchanged == 6


def test_a_refused_row_says_why_and_the_others_are_kept(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    report = desk.imports.places(leah, [SPOILT])
    (refused,) = report.refused
    assert (refused.file, refused.row_number) == ("postcodes.csv", 3)
    assert refused.reason
    assert report.rows_in == 3
    assert seen(world, leah, Postcode) == [2]


def test_strict_keeps_nothing_for_one_bad_row(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    for how in (How(strict=True), How(strict=True, dry_run=True)):
        with pytest.raises(RowsRefused) as refused:
            desk.imports.places(leah, [SPOILT], how)
        assert len(refused.value.report.refused) == 1
    assert seen(world, leah, Postcode, ImportRun) == [0, 0]
    assert desk.imports.places(leah, PLACES, How(strict=True)).run_id is not None


def test_a_second_run_changes_nothing(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    for kind, files, count in (("places", PLACES, 6), ("directory", DIRECTORY, 4)):
        run = getattr(desk.imports, kind)
        first = run(leah, files)
        assert (first.new, first.accepted) == (count, count), kind
        world.clock.forward(days=3)
        again = run(leah, files)
        assert (figures(again), again.run_id) == ((0, 0, count, 0), None), kind
    assert seen(world, leah, ImportRun) == [2]


def test_what_differs_is_changed_and_what_is_missing_is_kept(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    first = desk.imports.directory(leah, DIRECTORY)
    lines = LIBRARIES.replace("1 Wren Street,", "9 Wren Street,").splitlines(keepends=True)
    shorter = InputFile("libraries.csv", "".join([lines[0], lines[2]]).encode())
    second = desk.imports.directory(leah, [shorter])
    assert figures(second) == (0, 1, 0, 1)
    assert seen(world, leah, CommunityGroup) == [4]
    assert first.run_id is not None
    assert second.run_id is not None
    undone = desk.imports.undo(leah, second.run_id)
    assert (undone.withdrawn, undone.put_back, undone.kept) == (0, 1, ())
    assert desk.imports.directory(leah, DIRECTORY).run_id is None
    with pytest.raises(NotFound):
        desk.imports.undo(leah, second.run_id)


def test_undo_is_exact_and_keeps_and_names_what_people_changed_since(
    world: World, desk: Desk
) -> None:
    leah = world.worker("leah")
    report = desk.imports.directory(leah, DIRECTORY)
    assert report.run_id is not None
    with world.store_for(leah).command(leah, "correct") as work:
        group = work.all(select(CommunityGroup).where(CommunityGroup.name.like("Wren%")))[0]
        group.phone = "0161 496 0999"
        work.save(group)
    undone = desk.imports.undo(leah, report.run_id)
    assert (undone.withdrawn, undone.put_back, undone.kept) == (3, 0, ("Wren Street Library",))
    assert seen(world, leah, CommunityGroup) == [1]
    again = desk.imports.directory(leah, DIRECTORY)
    assert figures(again) == (3, 1, 0, 0)


def test_what_a_colleague_changed_stays_although_their_history_does_not_show(
    world: World, desk: Desk
) -> None:
    leah, tom = world.worker("leah"), world.worker("tom")
    first = desk.imports.directory(leah, DIRECTORY)
    lines = LIBRARIES.replace("1 Wren Street,", "9 Wren Street,")
    second = desk.imports.directory(leah, [InputFile("libraries.csv", lines.encode())])
    with world.store_for(tom).command(tom, "correct") as work:
        group = work.all(select(CommunityGroup).where(CommunityGroup.name.like("Wren%")))[0]
        group.phone = "0161 496 0999"
        work.save(group)
    for run in (second.run_id, first.run_id):
        assert run is not None
        assert desk.imports.undo(leah, run).kept == ("Wren Street Library",)
    with world.store_for(tom).query(tom) as work:
        assert work.rows(select(CommunityGroup.phone)) == [("0161 496 0999",)]


def test_a_small_area_found_by_a_later_run_is_no_persons_edit(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    directory = desk.imports.directory(leah, DIRECTORY)
    places = desk.imports.places(leah, PLACES)
    with world.store_for(leah).query(leah) as work:
        areas = {row[0] for row in work.rows(select(CommunityGroup.area_code))}
    assert areas == {"E01999991", "E01999992", None}
    assert directory.run_id is not None
    assert places.run_id is not None
    undone = desk.imports.undo(leah, directory.run_id)
    assert (undone.withdrawn, undone.kept) == (4, ())
    undone = desk.imports.undo(leah, places.run_id)
    assert (undone.withdrawn, undone.kept) == (6, ())


def test_undoing_places_and_then_the_directory_leaves_nothing(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    runs = [desk.imports.directory(leah, DIRECTORY), desk.imports.places(leah, PLACES)]
    for report in reversed(runs):
        assert report.run_id is not None
        assert desk.imports.undo(leah, report.run_id).kept == ()
    assert seen(world, leah, CommunityGroup, Postcode, Area) == [0, 0, 0]


def test_a_group_to_which_somebody_was_referred_comes_with_its_area(
    world: World, desk: Desk
) -> None:
    leah = world.worker("leah")
    desk.imports.places(leah, PLACES)
    desk.imports.directory(leah, DIRECTORY)
    case = world.case(team=[leah])
    lives_at(world, leah, case.subject, "1 Mill Lane", "OL99 1AA", area="E01999991")
    nearest = desk.cases.groups(leah, case.id)[0]
    assert nearest.miles is not None
    assert nearest.checked == "Checked today"


def test_only_who_is_at_a_desk_imports_or_undoes(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    run = desk.imports.directory(leah, DIRECTORY).run_id
    assert run is not None
    for role in (SiteRole.AUDITOR, SiteRole.PARTNER, None):
        guest = world.worker(f"guest{role}", role)
        with pytest.raises(NotPermitted):
            desk.imports.places(guest, PLACES)
        with pytest.raises(NotPermitted):
            desk.imports.undo(guest, run)
    assert seen(world, leah, Postcode, ImportRun, CommunityGroup) == [0, 1, 4]


def test_an_import_and_its_undo_are_in_the_audit_chain(world: World, desk: Desk) -> None:
    leah, boss = world.worker("leah"), world.manager()
    report = desk.imports.places(leah, PLACES)
    assert report.run_id is not None
    desk.imports.undo(leah, report.run_id)
    with world.store_for(boss).query(boss) as work:
        actions = [row[0] for row in work.rows(select(AuditEntry.action).order_by(AuditEntry.seq))]
    assert {"import areas", "import postcodes", "withdraw postcodes", "undo import"} <= set(actions)


def test_a_file_that_is_none_of_the_lists_is_refused_and_nothing_kept(
    world: World, desk: Desk
) -> None:
    leah = world.worker("leah")
    with pytest.raises(UnreadableInput):
        desk.imports.places(leah, [*PLACES, InputFile("other.csv", b"a,b\n1,2\n")])
    assert seen(world, leah, Postcode, ImportRun) == [0, 0]


def test_the_real_postcodes_go_in_once_and_use_little_memory(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    files = [
        InputFile(name, reference(f"geo/{name}"))
        for name in ("oldham_postcodes_may2022.csv", "oldham_lsoa_centroids.csv")
    ]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    report = desk.imports.places(leah, files)
    grown_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert (report.rows_in, report.refused) == (7868 + 143, ())
    with world.store_for(leah).query(leah) as work:
        live = select(func.count()).where(Postcode.ended.is_(None))
        assert work.rows(live)[0][0] == 5858
        asked = select(func.count()).where(Postcode.area_code.is_(None))
        assert work.rows(asked)[0][0] == 0
        assert work.rows(select(func.count()).select_from(Postcode))[0][0] == 7868
        assert work.rows(select(func.count()).select_from(Area))[0][0] == 143
    assert grown_kib < 150_000


def test_the_real_libraries_and_food_banks_tell_every_row(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    folder = "directory/gm_open_data"
    names = ("oldham_libraries.csv", "oldham_food_banks.csv", "oldham_pharmacies.csv")
    files = [InputFile(name, reference(f"{folder}/{name}")) for name in names]
    report = desk.imports.directory(leah, files)
    assert report.rows_in == report.new + len(report.refused)
    assert report.new > 50
    assert all(row.reason for row in report.refused)
    again = desk.imports.directory(leah, files)
    assert (again.new, again.changed, again.run_id) == (0, 0, None)
    assert report.run_id is not None
    undone = desk.imports.undo(leah, report.run_id)
    assert (undone.withdrawn, undone.kept) == (report.new, ())


def test_the_day_of_a_check_is_the_day_in_oldham(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    desk.imports.directory(leah, DIRECTORY[:1])
    with world.store_for(leah).query(leah) as work:
        days = {row[0] for row in work.rows(select(CommunityGroup.checked_on))}
    assert days == {date(2026, 11, 21)}
