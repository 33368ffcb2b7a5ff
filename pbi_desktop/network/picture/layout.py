"""Everything in its place, before it is drawn: family in the middle, ring, links and labels."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.scene import Box, TextMeasure
from pbi_desktop.domain.ties import NetworkFacts
from pbi_desktop.network.build import person_node
from pbi_desktop.network.ecomap.fan import too_close
from pbi_desktop.network.ecomap.given import Anchor, Ground, Guest, Path, Seating
from pbi_desktop.network.ecomap.ring import Ring
from pbi_desktop.network.ecomap.seating import seat
from pbi_desktop.network.people import Around
from pbi_desktop.network.picture.cast import Cast, crowd, fewer
from pbi_desktop.network.picture.family import Middle, middle
from pbi_desktop.network.picture.frame import Frame, frame_of
from pbi_desktop.network.picture.guests import Seats, guests_of, ring_words, turn, with_seats
from pbi_desktop.network.picture.labels import Tag, tags
from pbi_desktop.network.picture.lines import Bond
from pbi_desktop.network.picture.nudges import offsets
from pbi_desktop.network.picture.people import person_blocks
from pbi_desktop.network.picture.symbols import is_square
from pbi_desktop.network.picture.text import Block
from pbi_desktop.network.picture.ties import (
    drawn_inside,
    lead_inside,
)
from pbi_desktop.network.plan import SYMBOL, FamilyPlan

_CROWD = 14
_MOST_ROUND = 6
_BUSY = 7
_FEWER, _MOST_PATHS = (8, 6), 30
"""How many services stay whole where links need room, and up to how many links that is tried."""
_PRESSING = 2
"""How much heavier links weigh that are there than those that may come."""
_SQUEEZED_IN = 3


@dataclass(frozen=True)
class Layout:
    """The picture in places: what is drawn where."""

    cast: Cast
    middle: Middle
    tags: Mapping[str, Tag]
    frame: Frame
    ground: Ground
    blocks: Mapping[str, Block]
    """The words beside each symbol on the ring."""
    seating: Seating
    bonds: Mapping[tuple[str, str], Bond]
    inside: tuple[tuple[Path, Bond], ...]

    @property
    def inner(self) -> Ring:
        """The ring round the family."""
        return self.frame.inner

    @property
    def outer(self) -> Ring:
        """The ring on which services, groups and friends stand."""
        return self.frame.outer

    @property
    def width(self) -> float:
        """How wide the picture is."""
        return self.frame.width

    @property
    def height(self) -> float:
        """How high the picture is, without its key."""
        return self.frame.height

    @property
    def tight(self) -> bool:
        """Whether links at one person stand too close, and some lead to services or groups."""
        helps = {one.key for one in self.cast.helps}
        led = {path.one for path in self.seating.paths if path.other in helps}
        paths = [*self.seating.paths, *(path for path, _ in self.inside)]
        if len(paths) > _MOST_PATHS:
            return False
        return any(too_close([t for p in paths for t in p.turns_at(key)]) for key in led)

    @property
    def symbols(self) -> dict[str, Box]:
        """The rectangle of every symbol, by its node."""
        ring = {one.key: one.symbol for one in self.seating.seats}
        return {**dict(self.ground.symbols), **ring}


def lay_out(
    shown: Cast, plan: FamilyPlan, circle: Around, measure: TextMeasure, seats: Seats
) -> Layout:
    """Return a place for everything that is in the picture.

    Where links have no room at one person, more services are folded. Who had a seat keeps it.
    What was moved by hand stands as far from where it would be without.
    """
    tries = [shown, *(fewer(shown, whole) for whole in _FEWER)]
    for one in tries:
        plain = replace(one, now=replace(one.now, places=()))
        base = _laid(plain, plan, circle, measure, _Given(seats))
        if not base.tight:
            break
    if not one.now.places:
        return base
    return _laid(one, plan, circle, measure, _Given(base.seating.chairs, base.frame))


@dataclass(frozen=True)
class _Given:
    """What is settled before: seats on the ring, and the frame."""

    seats: Seats
    frame: Frame | None = None


def _laid(
    shown: Cast, plan: FamilyPlan, circle: Around, measure: TextMeasure, given: _Given
) -> Layout:
    now = shown.now
    there = {fact.id for fact in now.people}
    home = tuple(person for person in circle.home if person in there)
    family = middle(plan, now, home, measure)
    round_it = tuple(sorted(there - set(family.places), key=lambda one: turn(one, shown)))
    shown, round_it = crowd(shown, round_it, _MOST_ROUND, circle)
    guests, bonds = guests_of(shown, round_it, family)
    busy = _busy(family, guests)
    family = _undated(family, busy)
    words = ring_words(shown, round_it, circle, measure)
    guests = with_seats(guests, words, given.seats, offsets(now))
    likely = _likely_links(family, now, circle)
    likely |= {person_node(one): _PRESSING * number for one, number in busy.items()}
    chosen = _names(family, shown, circle, measure, likely)
    more = max(0, _how_many(guests, given.seats) - _CROWD)
    frame = given.frame or frame_of(family, chosen, more)
    family, chosen = family.moved(frame.dx, frame.dy), frame.tags(chosen)
    ground = _ground(family, chosen, frame, shown)
    inside = lead_inside(ground, drawn_inside(now, family.places), now)
    ground = replace(ground, ties=tuple(path for path, _ in inside))
    seating = seat(ground, guests)
    return Layout(shown, family, chosen, frame, ground, words, seating, bonds, inside)


def _busy(family: Middle, guests: tuple[Guest, ...]) -> dict[PersonId, int]:
    """Return who needs all room round them for links, and how many there are."""
    links = Counter(link for guest in guests for link in guest.links)
    count = {person: links[person_node(person)] for person in family.places}
    return {person: number for person, number in count.items() if number > _BUSY}


def _undated(family: Middle, busy: Mapping[PersonId, int]) -> Middle:
    """Return the family without years at whoever needs the room."""
    kept = tuple(union for union in family.unions if not union.wire.people & busy.keys())
    return replace(family, unions=kept)


def _names(
    family: Middle, shown: Cast, circle: Around, measure: TextMeasure, likely: Mapping[str, int]
) -> dict[str, Tag]:
    """Return the names of the family beside their symbols."""
    dated = frozenset(union.wire.people for union in family.unions)
    blocks = {
        person_node(person): person_blocks(person, shown.now, circle, measure, dated)
        for person in _by_place(family, shown.now.about)
    }
    places = {person_node(person): at for person, at in family.places.items()}
    dates = [union.box for union in family.unions]
    return tags(blocks, places, family.pieces, likely, dates)


def _how_many(guests: tuple[Guest, ...], seats: Seats) -> int:
    """Return for how many the ring is made: for as many as before, unless it would be too small."""
    few = seats and len(guests) - len(seats) <= _SQUEEZED_IN
    return max(len(seats), _CROWD) if few else len(guests)


def _likely_links(family: Middle, now: NetworkFacts, circle: Around) -> dict[str, int]:
    """Return how many links each person may have: a guess, so that a new link moves no name."""
    likely = {person_node(one): 1 for one in family.places}
    likely |= {person_node(one): 2 for one in circle.home if one in family.places}
    return {**likely, person_node(now.about): 6}


def _by_place(family: Middle, about: PersonId) -> list[PersonId]:
    """Return the people of the middle, the one it is about first, then from top to bottom."""
    return sorted(family.places, key=lambda one: (one != about, family.places[one][::-1], str(one)))


# --- the middle ----------------------------------------------------------------------------------


def _ground(family: Middle, chosen: Mapping[str, Tag], frame: Frame, shown: Cast) -> Ground:
    facts = {fact.id: fact for fact in shown.now.people}
    half = SYMBOL / 2
    anchors, symbols = {}, []
    for person, (x, y) in sorted(family.places.items()):
        key, fact = person_node(person), facts.get(person)
        square = fact is not None and is_square(fact, shown.now.as_at)
        anchors[key] = Anchor(key, x, y, square)
        symbols.append((key, Box(x - half, y - half, SYMBOL, SYMBOL)))
    labels = tuple(chosen[key].box for key in sorted(chosen))
    labels += tuple(union.box for union in family.unions)
    return Ground(frame.room, frame.outer, anchors, tuple(symbols), labels, family.pieces)
