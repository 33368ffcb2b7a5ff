"""The directory out and in again: nothing changes, nothing protected leaves, nothing is lost."""

import json
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from pbi_desktop.domain.access import SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import Invalid, NotPermitted
from pbi_desktop.models import AuditEntry, CommunityGroup
from pbi_desktop.services import import_directory
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.import_rows import FileOnDisk, ImportReport, InputFile
from pbi_desktop.services.imports import How
from tests.exchange.invented import FOOD_BANKS, LIBRARIES
from tests.exchange.invented_feeds import TEA, WALK, feed
from tests.exchange.reference_data import reference
from tests.support.desks import EveryonesReading, EveryonesStore
from tests.support.stores import FileTemplate
from tests.support.world import World

LISTS = [
    InputFile("libraries.csv", LIBRARIES.encode()),
    InputFile("food_banks.csv", FOOD_BANKS.encode()),
    InputFile("alderbank.json", feed(TEA, WALK).encode()),
]
REFUGE = InputFile("refuges.csv", b"name,postcode\nAlder Refuge,OL99 1AA\n")
REAL = (
    "oldham_dentists.csv",
    "oldham_food_banks.geojson",
    "oldham_hospitals.geojson",
    "oldham_libraries.csv",
    "oldham_pharmacies.csv",
    "oldham_places_of_worship.geojson",
    "oldham_polling_stations.csv",
    "oldham_probation.csv",
)


def figures(report: ImportReport) -> tuple[int, int, int, int]:
    return report.new, report.changed, report.unchanged, report.not_seen


def out(data: bytes) -> list[InputFile]:
    return [InputFile("out.json", data)]


def checked(world: World, actor: Actor, name: str) -> date | None:
    with world.store_for(actor).query(actor) as work:
        asked = select(CommunityGroup.checked_on).where(CommunityGroup.name == name)
        found: date | None = work.rows(asked)[0][0]
        return found


def test_taking_the_export_in_again_changes_nothing(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    desk.imports.directory(leah, LISTS)
    made = desk.directory_export.directory(leah)
    again = desk.imports.directory(leah, out(made.data))
    assert (figures(again), again.run_id, again.refused) == ((0, 0, 6, 0), None, ())
    assert desk.directory_export.directory(leah).data == made.data


def test_an_edited_export_changes_what_was_edited_alone(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    desk.imports.directory(leah, LISTS)
    page = json.loads(desk.directory_export.directory(leah).data)
    wanted = next(one for one in page["contents"] if one["name"] == "Mossfield Pantry")
    wanted["phones"][0]["number"] = "0161 496 0777"
    page["contents"] = [one for one in page["contents"] if one["name"] != "Tea and Talk"]
    edited = out(json.dumps(page).encode())
    report = desk.imports.directory(leah, edited, How(dry_run=True))
    assert figures(report) == (0, 1, 4, 1)
    assert report.changed_names == ("Mossfield Pantry",)
    assert report.not_seen_names == ("Tea and Talk",)
    done = desk.imports.directory(leah, edited)
    with world.store_for(leah).query(leah) as work:
        (group,) = work.all(select(CommunityGroup).where(CommunityGroup.name.like("Moss%")))
        assert (group.phone, group.feed) == ("0161 496 0777", "food_banks")
        assert group.when_text == "Tuesdays 11am - 1pm"
    assert done.run_id is not None
    assert desk.imports.undo(leah, done.run_id).put_back == 1


def test_another_store_gives_the_same_bytes_out(
    file_template: FileTemplate, tmp_path: Path
) -> None:
    files = LISTS
    made = []
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        home = file_template.copy(tmp_path / name)
        town = World(home)
        reading, store = EveryonesReading(town), EveryonesStore(town)
        desk = Desk(reading, lambda store=store: store, town.clock)  # type: ignore[misc]
        leah = town.worker("leah")
        desk.imports.directory(leah, files)
        made.append(desk.directory_export.directory(leah).data)
        files = out(made[0])
        reading.close()
        home.close()
    assert made[0] == made[1]


def test_a_refuge_never_leaves_and_is_counted(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    desk.imports.directory(leah, [*LISTS, REFUGE])
    made = desk.directory_export.directory(leah)
    assert (made.services, made.left_out) == (6, (("refuge or protected address", 1),))
    assert b"Alder Refuge" not in made.data
    assert made.noticed[0].startswith("6 entries come from lists whose licence is not known")


def test_what_was_withdrawn_never_leaves(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    run = desk.imports.directory(leah, LISTS).run_id
    assert run is not None
    desk.imports.undo(leah, run)
    assert desk.directory_export.directory(leah).services == 0


def test_an_export_is_logged_and_only_for_who_is_at_a_desk(world: World, desk: Desk) -> None:
    leah, boss = world.worker("leah"), world.manager()
    desk.directory_export.directory(leah)
    with world.store_for(boss).query(boss) as work:
        actions = {row[0] for row in work.rows(select(AuditEntry.action))}
    assert "export directory" in actions
    guest = world.worker("guest", SiteRole.AUDITOR)
    with pytest.raises(NotPermitted):
        desk.directory_export.directory(guest)


def test_new_changed_and_gone_are_named_before_anything_is_kept(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    desk.imports.directory(leah, [InputFile("alderbank.json", feed(TEA, WALK).encode())])
    later = {**TEA, "email": "new@tea.example"}
    news = InputFile("alderbank.json", feed(later, {**WALK, "id": 8, "name": "Choir"}).encode())
    report = desk.imports.directory(leah, [news], How(dry_run=True))
    assert figures(report) == (1, 1, 0, 1)
    assert report.new_names == ("Choir",)
    assert report.changed_names == ("Tea and Talk",)
    assert report.not_seen_names == ("Wren Walkers",)


def test_a_feed_that_changes_more_than_the_memory_holds_is_refused_whole(
    file_desk: tuple[World, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    desk.imports.directory(leah, LISTS)
    monkeypatch.setattr(import_directory, "MOST_CHANGED", 1)
    later = [{**one, "email": "new@tea.example"} for one in (TEA, WALK)]
    with pytest.raises(Invalid):
        desk.imports.directory(leah, [InputFile("alderbank.json", feed(*later).encode())])
    one = InputFile("alderbank.json", feed(later[0]).encode())
    assert figures(desk.imports.directory(leah, [one])) == (0, 1, 0, 1)


def test_what_its_publisher_checked_long_ago_is_kept_as_unchecked(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    old = {**WALK, "assured_date": "2020-01-31"}
    future = {**TEA, "assured_date": "2099-01-01", "id": "later", "name": "Later"}
    page = InputFile("alderbank.json", feed(TEA, old, future).encode())
    report = desk.imports.directory(leah, [page])
    assert any("more than a year, or never: 2" in told for told in report.noticed)
    assert checked(world, leah, "Tea and Talk") == date(2026, 10, 1)
    assert checked(world, leah, "Wren Walkers") == date(2020, 1, 31)
    assert checked(world, leah, "Later") is None


def test_a_check_by_the_team_is_never_overwritten_by_an_older_one(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    page = [InputFile("alderbank.json", feed(TEA).encode())]
    desk.imports.directory(leah, page)
    with world.store_for(leah).command(leah, "check") as work:
        (group,) = work.all(select(CommunityGroup))
        group.checked_on = date(2026, 11, 20)
        work.save(group)
    again = desk.imports.directory(leah, page)
    assert (figures(again), again.run_id) == ((0, 0, 1, 0), None)
    assert checked(world, leah, "Tea and Talk") == date(2026, 11, 20)


def test_two_files_that_tell_of_one_entry_say_so(file_desk: tuple[World, Desk]) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    report = desk.imports.directory(leah, [*LISTS[:1], *LISTS[:1]])
    assert (report.rows_in, report.new) == (4, 2)
    assert any("had already, as it said them: 2" in told for told in report.noticed)


def test_a_file_on_the_disk_is_read_as_one_in_memory(
    file_desk: tuple[World, Desk], tmp_path: Path
) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    path = tmp_path / "alderbank.json"
    path.write_text(feed(TEA, WALK), encoding="utf-8")
    assert desk.imports.directory(leah, [FileOnDisk(path.name, path)]).new == 2


def test_every_real_list_goes_in_and_out_and_in_again(file_desk: tuple[World, Desk]) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    files = [InputFile(name, reference(f"directory/gm_open_data/{name}")) for name in REAL]
    report = desk.imports.directory(leah, files)
    assert report.rows_in == report.new + len(report.refused)
    made = desk.directory_export.directory(leah)
    again = desk.imports.directory(leah, out(made.data))
    assert figures(again) == (0, 0, report.new, 0)
