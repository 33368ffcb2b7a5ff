"""Names for a search: all there are, then what came since; rights and changes count at once."""

from datetime import timedelta

from pbi_desktop.domain.access import SiteRole
from tests.support.desks import EveryonesReading, goes_by
from tests.support.world import World


def test_names_come_once_and_then_only_what_is_new(world: World, reading: EveryonesReading) -> None:
    case = world.case(subject=world.person("Ann", "Bell"))
    now = int(world.clock().timestamp() * 1_000_000)
    first = reading.news(case.by, None, now)
    assert first.afresh
    assert "ann" in first.names.given
    assert "bell" in first.names.family
    again = reading.news(case.by, first.mark, now)
    assert not again.afresh
    world.case(subject=world.person("Zora", "Quill"))
    goes_by(world, case.by, case.subject, "Peggy Doyle")
    news = reading.news(case.by, again.mark, now)
    assert not news.afresh
    assert {"zora"} <= set(news.names.given)
    assert {"quill"} <= set(news.names.family)
    assert {"peggy doyle"} <= set(news.names.other)


def test_on_a_server_no_name_out_of_sight_is_learnt(
    world: World, reading: EveryonesReading
) -> None:
    world.case(subject=world.person("Zora", "Quill"))
    stranger = world.worker("omar", site=world.new_site("Fitton Hill"))
    now = int(world.clock().timestamp() * 1_000_000)
    first = reading.news(stranger, None, now)
    world.case(subject=world.person("Zelda", "Quince"))
    news = reading.news(stranger, first.mark, now)
    if not reading.is_file:
        assert not {"zora", "zelda"} & {*first.names.given, *news.names.given}


def test_what_is_taken_away_between_two_searches_is_gone_at_once(
    world: World, reading: EveryonesReading
) -> None:
    leah = world.worker("leah", role=None)
    case = world.case(subject=world.person("Ann", "Bell"))
    place = world.join(case, leah)
    seen = "SELECT count(*) FROM people WHERE given_key = 'ann'"
    before = reading.rows(leah, seen)[0][0]
    assert reading.rows(leah, seen)[0][0] == before == 1
    world.leave(place, by=case.by)
    assert reading.rows(leah, seen)[0][0] == 0


def test_what_runs_out_between_two_searches_is_gone_at_once(
    world: World, reading: EveryonesReading
) -> None:
    world.case(subject=world.person("Ann", "Bell"))
    omar = world.worker("omar", role=None)
    ends = world.clock() + timedelta(seconds=5)
    world.role(omar, SiteRole.FRONT_DOOR, world.site, valid_to=ends)
    seen = "SELECT count(*) FROM people WHERE given_key = 'ann'"
    assert reading.rows(omar, seen)[0][0] == 1
    assert reading.rows(omar, seen)[0][0] == 1
    world.clock.forward(seconds=6)
    assert reading.rows(omar, seen)[0][0] == 0
