"""The ring: slots all round, clean links, and the same places whatever the order."""

import math
from dataclasses import replace
from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.scene import Box
from pbi_desktop.network.ecomap.geometry import (
    box_rows,
    boxes_meet,
    lines_cross,
    lines_hit,
    turn_between,
)
from pbi_desktop.network.ecomap.given import APART, Anchor, Ground, Guest, Path, Seat, Side
from pbi_desktop.network.ecomap.ring import Ring, ring_round
from pbi_desktop.network.ecomap.route import routed
from pbi_desktop.network.ecomap.seating import seat
from pbi_desktop.network.ecomap.ways import BENT, STRAIGHT, ways

RING = Ring(400, 300, 320, 220)
ROOM = Box(0, 0, 800, 600)
ONE = Anchor("one", 400, 300)
OWN = ("one", Box(383, 283, 34, 34))
EMPTY = Ground(ROOM, RING, {"one": ONE}, (OWN,), ())

_numbers = st.integers(0, 60).map(float)
_points = st.tuples(_numbers, _numbers)


def guests(count: int) -> tuple[Guest, ...]:
    return tuple(Guest(f"guest {number}", ("one",), (60.0, 25.0)) for number in range(count))


def walls(*, gap: float) -> tuple[Box, ...]:
    """Return walls round the middle with a gap at the bottom right."""
    return (
        Box(340, 230, 120, 8),
        Box(340, 230, 8, 140),
        Box(452, 230, 8, 140),
        Box(340, 362, 112 - gap, 8),
    )


@given(_points, _points, _points, st.tuples(_numbers, _numbers))
def test_a_line_hits_a_rectangle_where_one_of_its_points_lies_in_it(
    a: tuple[float, float],
    b: tuple[float, float],
    corner: tuple[float, float],
    size: tuple[float, float],
) -> None:
    box = Box(*corner, size[0] + 0.5, size[1] + 0.5)
    steps = [k / 400 for k in range(401)]
    walked = [(a[0] + (b[0] - a[0]) * k, a[1] + (b[1] - a[1]) * k) for k in steps]

    hit = lines_hit(np.array([a]), np.array([b]), box_rows([box]))[0, 0]

    if any(box.holds(*point) for point in walked):
        assert hit
    else:
        near = Box(box.x - 0.3, box.y - 0.3, box.width + 0.6, box.height + 0.6)
        assert not hit or any(near.holds(*point) for point in walked)


def test_lines_cross_only_where_each_parts_the_other() -> None:
    across = (np.array([[0.0, 5.0]]), np.array([[10.0, 5.0]]))
    down = (np.array([[5.0, 0.0], [20.0, 0.0]]), np.array([[5.0, 10.0], [20.0, 10.0]]))

    assert lines_cross(*across, *down).tolist() == [[True, False]]
    assert lines_cross(*down, *across).tolist() == [[True], [False]]


def test_rectangles_that_only_touch_do_not_meet() -> None:
    rows = box_rows([Box(0, 0, 10, 10), Box(10, 0, 10, 10), Box(5, 5, 10, 10)])

    assert boxes_meet(rows, rows)[0].tolist() == [True, False, True]


def test_an_angle_between_directions_is_at_most_half_a_turn() -> None:
    turns = turn_between(np.array([170.0, 10.0]), np.array([-170.0]))

    assert turns.ravel().tolist() == [20.0, 180.0]


@pytest.mark.parametrize("power", [2.0, 4.0])
def test_slots_are_equally_far_apart_and_on_the_ring(power: float) -> None:
    ring = replace(RING, power=power)
    slots = ring.slots()

    gaps = [math.dist(one, other) for one, other in pairwise([*slots, slots[0]])]
    assert len(slots) == 48
    assert max(gaps) < 1.12 * min(gaps)
    assert all(ring.wider(1, 1).holds(x, y) for x, y in slots)
    assert not any(ring.wider(-1, -1).holds(x, y) for x, y in slots)


def test_a_large_family_gets_a_larger_and_squarer_ring() -> None:
    small = ring_round(0, 0, 100, 100, least=(190, 140))
    large = ring_round(0, 0, 1000, 300, least=(190, 140))

    assert (small.across, small.down, small.power) == (190, 140, 2)
    assert large.across > 500
    assert large.power > 2


def test_a_straight_way_keeps_two_points_and_a_bent_one_leaves_aside() -> None:
    slots = RING.slots()
    straight, bent = ways(ONE, slots, STRAIGHT), ways(ONE, slots, BENT)

    assert straight.points.shape == (1, 48, 2, 2)
    assert np.ptp(bent.leaves[:, 0]) > 90


def test_links_at_one_person_stand_apart() -> None:
    seating = seat(EMPTY, guests(12))

    turns = sorted(path.leaves for path in seating.paths)
    gaps = [(other - one) % 360 for one, other in pairwise([*turns, turns[0]])]
    assert min(gaps) >= APART
    assert not seating.crowded


@settings(max_examples=15)
@given(st.permutations(guests(7)))
def test_the_order_of_guests_means_nothing(order: list[Guest]) -> None:
    assert set(seat(EMPTY, tuple(order)).seats) == set(seat(EMPTY, guests(7)).seats)


def test_a_newcomer_moves_nobody_where_there_is_room() -> None:
    old = tuple(replace(one, since=date(2024, 1, 1)) for one in guests(7))
    newcomer = Guest("new", ("one",), (60.0, 25.0), since=date(2026, 1, 1))

    assert set(seat(EMPTY, old).seats) < set(seat(EMPTY, (newcomer, *old)).seats)


def test_services_of_a_kind_sit_together() -> None:
    some = tuple(replace(one, sector="health") for one in guests(2))
    others = tuple(replace(one, key=f"x{one.key}", sector="") for one in guests(2))
    places = {one.key: (one.x, one.y) for one in seat(EMPTY, (*some, *others)).seats}

    kin = math.dist(places["guest 0"], places["guest 1"])
    strangers = [math.dist(places["guest 0"], places[one.key]) for one in others]
    assert kin <= max(strangers)


def test_a_link_goes_through_the_only_gap_there_is() -> None:
    ground = replace(EMPTY, labels=walls(gap=44))

    (path,) = seat(ground, guests(1)).paths

    points = np.array(path.points)
    assert not lines_hit(points[:-1], points[1:], box_rows(list(ground.labels))).any()


def test_a_link_is_led_round_what_no_curve_can_pass() -> None:
    ground = replace(EMPTY, labels=walls(gap=24))
    place = Seat("guest", 400.0, 80.0, Side.ABOVE, Box(370, 30, 60, 25))

    way = routed(ground, [place], [], Path("one", "guest", ((400, 279), (400, 103))))

    assert way is not None
    points = np.array(way.points)
    assert not lines_hit(points[:-1], points[1:], box_rows(list(ground.labels))).any()


def test_a_person_walled_in_has_a_link_that_is_known_to_be_crowded() -> None:
    ground = replace(EMPTY, labels=walls(gap=-8))

    seating = seat(ground, guests(1))

    assert seating.crowded == ("guest 0",)
    assert len(seating.paths) == 1


def test_two_links_of_one_service_both_end_at_it() -> None:
    other = Anchor("other", 480, 300, square=True)
    ground = Ground(
        ROOM, RING, {"one": ONE, "other": other}, (OWN, ("other", Box(463, 283, 34, 34))), ()
    )

    seating = seat(ground, (Guest("school", ("one", "other"), (60.0, 25.0)),))

    assert {path.one for path in seating.paths} == {"one", "other"}
    (place,) = seating.seats
    for path in seating.paths:
        assert 20 < math.dist(path.points[-1], (place.x, place.y)) < 30
