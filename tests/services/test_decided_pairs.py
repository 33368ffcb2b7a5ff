"""What was decided of pairs is listed whole, the latest first, as far as each worker may see."""

from pbi_desktop.services.desk import Desk
from tests.services.test_identities import WHY, people
from tests.support.world import World


def test_what_was_decided_is_listed_the_latest_first(world: World, desk: Desk) -> None:
    leah, omar = world.worker("leah"), world.worker("omar", site=world.new_site("Fitton Hill"))
    ann, bea, cat = people(world, leah, "Ann", "Bea", "Cat")
    assert desk.identities.decided(leah) == ()
    linked = desk.identities.link(leah, ann, bea, WHY)
    world.clock.forward(hours=1)
    kept = desk.identities.keep_apart(leah, bea, cat, "Twins")
    lines = desk.identities.decided(leah)
    assert [(line.id, line.same, line.by, line.reason) for line in lines] == [
        (kept.made, False, "Leah", "Twins"),
        (linked.made, True, "Leah", WHY),
    ]
    assert desk.identities.decided(omar) == ()
    desk.identities.split(leah, lines[1].id, lines[1].version)
    assert [line.id for line in desk.identities.decided(leah)] == [kept.made]
