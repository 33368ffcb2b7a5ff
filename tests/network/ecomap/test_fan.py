"""Links that stand too close at one person: turned where there is room, and never at a loss."""

from dataclasses import replace

from pbi_desktop.domain.scene import Box
from pbi_desktop.network.ecomap.fan import spread, too_close
from pbi_desktop.network.ecomap.given import Anchor, Ground, Path, Seat, Side
from pbi_desktop.network.ecomap.ring import Ring

ONE, OTHER = Anchor("one", 400, 300), Anchor("other", 400, 420)
GROUND = Ground(
    Box(0, 0, 800, 600),
    Ring(400, 300, 320, 220),
    {"one": ONE, "other": OTHER},
    (("one", Box(383, 283, 34, 34)), ("other", Box(383, 403, 34, 34))),
    (),
)
SEATS = tuple(
    Seat(key, x, 80.0, Side.ABOVE, Box(x - 20, 30, 40, 20)) for key, x in (("a", 380.0), ("b", 430))
)
CLOSE_TIES = tuple(
    Path("one", to, ((x, 280.0), (x + lean, 150.0)))
    for to, x, lean in (("mother", 397.0, -8.0), ("father", 403.0, 8.0))
)


def links(key: str, y: float) -> tuple[Path, ...]:
    """Return a link from somebody to each of the seats."""
    return tuple(Path(key, seat.key, ((400.0, y), (seat.x, seat.y + 23))) for seat in SEATS)


def turns(key: str, paths: tuple[Path, ...]) -> list[float]:
    return [turn for path in paths for turn in path.turns_at(key)]


def test_links_that_stand_too_close_are_turned_and_end_where_they_did() -> None:
    paths = links("one", 279.0)
    assert too_close(turns("one", paths)) == 1
    found = spread(GROUND, SEATS, paths)
    assert too_close(turns("one", found)) == 0
    assert [(path.one, path.other) for path in found] == [("one", "a"), ("one", "b")]


def test_close_family_ties_of_somebody_without_links_of_their_own_stay_where_they_are() -> None:
    ground = replace(GROUND, ties=CLOSE_TIES)
    assert too_close(turns("one", CLOSE_TIES)) == 1
    assert spread(ground, SEATS, ()) == ()
    others = links("other", 399.0)[:1]
    assert spread(ground, SEATS, others) == others
