"""A damaged directory goes in by what can be read of it, or not at all: never in part."""

import pytest
from sqlalchemy import func, select

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import PbiError
from pbi_desktop.models import CommunityGroup, ImportItem, ImportRun
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.import_rows import InputFile
from tests.exchange.invented_feeds import ALL
from tests.exchange.test_mutated_files import damaged_files
from tests.support.world import World

Town = tuple[World, Desk]


def counts(world: World, actor: Actor) -> list[int]:
    with world.store_for(actor).query(actor) as work:
        kinds = (CommunityGroup, ImportRun, ImportItem)
        return [work.rows(select(func.count()).select_from(kind))[0][0] for kind in kinds]


def partial_imports(town: Town, times: int) -> tuple[int, int, int]:
    """Return how many damaged files went in, how many were refused, and how many only in part."""
    world, desk = town
    leah = world.worker("leah")
    went_in = refused = partial = 0
    for name, data in damaged_files(times, ALL):
        before = counts(world, leah)
        try:
            report = desk.imports.directory(leah, [InputFile(name, data)])
        except PbiError:
            refused += 1
            partial += counts(world, leah) != before
            continue
        went_in += 1
        groups, runs, items = before
        kept = report.new + report.changed
        wanted = [groups + report.new, runs + bool(kept), items + kept]
        partial += counts(world, leah) != wanted
    return went_in, refused, partial


def test_forty_damaged_directories_go_in_whole_or_not_at_all(file_desk: Town) -> None:
    went_in, refused, partial = partial_imports(file_desk, 40)
    assert partial == 0
    assert went_in > 3
    assert refused > 10


@pytest.mark.long
def test_ten_thousand_damaged_directories_go_in_whole_or_not_at_all(file_desk: Town) -> None:
    went_in, refused, partial = partial_imports(file_desk, 10_000)
    print(f"went in {went_in}, refused {refused}, in part {partial}")  # noqa: T201 - shown with -s
    assert partial == 0
