"""Whoever is removed is refused at the next unit of work, on each database."""

import pytest
from sqlalchemy import select

from pbi_desktop.domain.errors import NotFound
from pbi_desktop.models import Case, Worker
from tests.support.world import World


def test_a_removed_worker_is_refused_at_the_next_unit_of_work(world: World) -> None:
    leah, manager = world.worker("leah"), world.manager()
    world.case(team=[leah])
    with world.store_for(leah).query(leah) as work:
        assert len(work.rows(select(Case.id))) == 1
    with world.store_for(manager).command(manager, "remove a worker") as work:
        worker = work.get(Worker, leah.worker)
        worker.active = False
        work.save(worker)
    for refused in (
        world.store_for(leah).query(leah),
        world.store_for(leah).command(leah, "once more"),
    ):
        with pytest.raises(NotFound), refused:
            pass


def test_a_worker_who_comes_back_sees_again_what_the_rule_gives(world: World) -> None:
    leah, manager = world.worker("leah"), world.manager()
    world.case(team=[leah])
    for active in (False, True):
        with world.store_for(manager).command(manager, "change a worker") as work:
            worker = work.get(Worker, leah.worker)
            worker.active = active
            work.save(worker)
    with world.store_for(leah).query(leah) as work:
        assert len(work.rows(select(Case.id))) == 1
