"""Going out alone: somebody watches, and what they see names no resident."""

from datetime import timedelta

import pytest

from pbi_desktop.domain.access import Category, SiteRole
from pbi_desktop.domain.errors import Invalid, NotPermitted
from pbi_desktop.domain.ids import WorkerId
from pbi_desktop.domain.outings import Told
from pbi_desktop.models import Appointment
from pbi_desktop.services.desk import Desk
from tests.support.desks import undo
from tests.support.world import World

SOON = timedelta(hours=2)


def test_whoever_watches_is_told_at_once_and_the_leads_after_a_quarter_of_an_hour(
    world: World, desk: Desk
) -> None:
    leah, omar, tess = (world.worker(name) for name in ("leah", "omar", "tess"))
    boss, far = world.manager(), world.manager(world.new_site("Fitton Hill"))
    due = world.clock() + SOON
    desk.outings.check_out(leah, world.site, "Alderbank Road", due, omar.worker)
    everybody = (leah, omar, tess, boss, far)

    def calls() -> list[bool]:
        pages = [desk.outings.page(actor) for actor in everybody]
        return [bool(page.calling(world.clock())) for page in pages]

    assert [len(desk.outings.page(actor).lines) for actor in everybody] == [1, 1, 0, 1, 0]
    assert calls() == [False] * 5
    world.clock.set(due)
    assert calls() == [False, True, False, False, False]
    world.clock.forward(minutes=15)
    assert calls() == [False, True, False, True, False]
    (line,) = desk.outings.page(omar).watched
    assert (line.worker, line.place, line.late(world.clock())) == ("Leah", "Alderbank Road", 15)
    back = desk.outings.check_in(omar, line.id, line.version, "Rang: stuck in traffic")
    assert desk.outings.page(boss).lines == ()
    undo(desk, omar, back)
    assert calls() == [False, True, False, True, False], "taken back: she is still out"


def test_an_alarm_is_raised_by_another_and_ends_only_with_words(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    leah, omar = world.worker("leah"), world.worker("omar")
    boss, tess = world.worker("boss", SiteRole.DUTY_LEAD), world.worker("tess")
    due = world.clock() + SOON
    made = desk.outings.check_out(leah, world.site, "the clinic", due, omar.worker).made
    assert made is not None
    with pytest.raises(NotPermitted):
        desk.outings.raise_alarm(leah, made, 1)
    with pytest.raises(NotPermitted):
        desk.outings.extend(boss, made, 1, due + SOON)
    desk.outings.extend(omar, made, 1, due + SOON)
    desk.outings.raise_alarm(omar, made, 2)
    (line,) = desk.outings.page(boss).calling(world.clock())
    assert (line.raised_by, line.told(world.clock())) == ("Omar", Told.LEADS)
    with pytest.raises(Invalid, match="safe"):
        desk.outings.check_in(boss, made, 3)
    desk.outings.check_in(boss, made, 3, "She is at the shop, her phone was flat")
    with pytest.raises(Invalid, match="back already"):
        desk.outings.check_in(leah, made, 4)
    assert not desk.outings.page(tess).lines


def test_nobody_goes_out_unwatched_for_ever_or_with_a_name(file_desk: tuple[World, Desk]) -> None:
    world, desk = file_desk
    leah, omar = world.worker("leah"), world.worker("omar")
    far = world.worker("far", site=world.new_site("Fitton Hill"))
    case = world.case(team=[leah], subject=world.person("Kofi", "Mensah"))
    visit = world.add(
        leah,
        Appointment(
            case_id=case.id,
            subject_id=case.subject,
            category=Category.CORE,
            at=world.clock(),
            worker_id=leah.worker,
            what="Visit",
            done=False,
            place="Alderbank Road",
        ),
    ).id

    def refused(field: str, place: str, hours: float, watcher: WorkerId) -> None:
        due = world.clock() + timedelta(hours=hours)
        with pytest.raises(Invalid) as problem:
            desk.outings.check_out(leah, world.site, place, due, watcher)
        assert set(problem.value.fields) == {field}

    refused("watcher", "clinic", 1, leah.worker)
    refused("watcher", "clinic", 1, far.worker)
    refused("due", "clinic", 0, omar.worker)
    refused("due", "clinic", 12.1, omar.worker)
    refused("place", " ", 1, omar.worker)
    refused("place", "Kofi's flat", 1, omar.worker)
    desk.outings.check_out(leah, world.site, "", world.clock() + SOON, omar.worker, visit)
    (line,) = desk.outings.page(leah).mine
    assert (line.place, line.watcher) == ("Alderbank Road", "Omar")
    (site,) = desk.outings.page(leah).sites
    assert [one.name for one in site.watchers] == ["Omar"]
