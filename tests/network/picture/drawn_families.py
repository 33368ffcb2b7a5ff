"""Families with services, from a seed, and everything that may be wrong with a picture of one."""

import math
from collections import Counter
from datetime import date, timedelta
from functools import cache
from itertools import combinations
from random import Random
from uuid import UUID

import numpy as np

from pbi_desktop.domain.casework import Flow, Gender, Quality, TieKind
from pbi_desktop.domain.ids import GroupId, PersonId
from pbi_desktop.domain.scene import Box, Weight
from pbi_desktop.domain.ties import (
    GroupFact,
    HomeFact,
    NetworkFacts,
    PersonFact,
    ServiceFact,
    TieFact,
)
from pbi_desktop.domain.times import PartialDate
from pbi_desktop.network.ecomap.geometry import box_rows, boxes_meet, lines_hit
from pbi_desktop.network.ecomap.given import APART, Path
from pbi_desktop.network.picture.layout import Layout
from tests.network.families import TODAY, person_id

NAMES = ("Asha", "Ben", "Nasreen Akhtar", "\u0646\u0633\u0631\u06cc\u0646", "X" * 300, "Jo")
SERVICES = ("Council tax", "Surgery", "Memory clinic", "School", "Jobcentre", "Police", "Dentist")
GROUPS = ("Carers' group", "Lunch club", "Homework club", "Allotment", "Choir")
_KINDS = (
    TieKind.PARENT,
    TieKind.CHILD,
    TieKind.CHILD,
    TieKind.PARTNER,
    TieKind.SIBLING,
    TieKind.FORMER_PARTNER,
    TieKind.GRANDPARENT,
    TieKind.FRIEND,
    TieKind.NEIGHBOUR,
    TieKind.OTHER,
)
_RATED = (TieKind.FRIEND, TieKind.NEIGHBOUR, TieKind.OTHER)
_MOST_LINKS = 15


class PlainMeasure:
    """Letters that are all equally wide."""

    def width(self, text: str, size: float, weight: Weight) -> float:
        """Return the width of the words."""
        return len(text) * size * (0.56 if weight is Weight.SEMI_BOLD else 0.52)


@cache
def any_family(seed: int) -> NetworkFacts:
    """Return a family of 1 to 22, some at home, with services, groups and friends."""
    chance = Random(seed)  # noqa: S311 - not for secrets: the same family at every run
    people = [person_id(number) for number in range(1, chance.randint(2, 23))]

    def user() -> PersonId:
        return people[0] if chance.random() < 0.6 else chance.choice(people)

    return NetworkFacts(
        people[0],
        TODAY,
        tuple(_someone(person, chance) for person in people),
        tuple(HomeFact(one) for one in people if one == people[0] or chance.random() < 0.4),
        tuple(
            _tie(one, chance.choice(people[:index]), chance)
            for index, one in enumerate(people)
            if index
        ),
        tuple(_service(user(), chance) for _ in range(chance.choice((0, 2, 3, 5, 6, 9, 12, 40)))),
        tuple(_group(user(), chance) for _ in range(chance.randint(0, 6))),
    )


def _someone(person: PersonId, chance: Random) -> PersonFact:
    born = chance.choice(
        (None, PartialDate.of_year(1960, about=True), PartialDate.of_day(date(2001, 3, 3)))
    )
    died = PartialDate.of_year(2019) if chance.random() < 0.15 else None
    gender = chance.choice(tuple(Gender))
    return PersonFact(person, chance.choice(NAMES), "", born, died, gender)


def _tie(one: PersonId, other: PersonId, chance: Random) -> TieFact:
    kind = chance.choice(_KINDS)
    rated = kind in _RATED or chance.random() < 0.1
    return TieFact(
        one,
        other,
        kind,
        chance.choice((None, *Quality)) if rated else None,
        chance.choice((None, 1, 2, 3)),
        chance.choice((None, *Flow)),
        _day(chance),
    )


def _service(user: PersonId, chance: Random) -> ServiceFact:
    return ServiceFact(
        UUID(int=1000 + chance.randint(0, 40)),
        user,
        chance.choice(SERVICES),
        chance.choice(("", "Leah", "Femi")),
        chance.choice((None, *Quality)),
        chance.choice((None, 1, 2, 3)),
        chance.choice((None, *Flow)),
        _day(chance),
        last_contact_on=_day(chance),
    )


def _group(user: PersonId, chance: Random) -> GroupFact:
    return GroupFact(
        GroupId(UUID(int=2000 + chance.randint(0, 20))),
        user,
        chance.choice(GROUPS),
        quality=chance.choice((None, *Quality)),
        flow=chance.choice((None, *Flow)),
        started_on=_day(chance),
        came=(TODAY,),
    )


def _day(chance: Random) -> date | None:
    return chance.choice((None, TODAY - timedelta(days=chance.randint(1, 2000))))


# --- what may be wrong ---------------------------------------------------------------------------


def faults(layout: Layout) -> Counter[str]:
    """Return how often each fault occurs in a layout; none in a good one."""
    found = Counter(
        {
            "through a symbol": sum(
                _crosses(path, _symbols(layout, path)) for path in _paths(layout)
            ),
            "through a label": sum(_crosses(path, _labels(layout)) for path in _paths(layout)),
            "label on label": _overlaps(_labels(layout)),
            "symbol on symbol": _overlaps(list(layout.symbols.values())),
            "label on symbol": int(
                boxes_meet(box_rows(_labels(layout)), box_rows(list(layout.symbols.values()))).sum()
            ),
            "outside": _outside(layout),
        }
    )
    return +found


def close_links(layout: Layout) -> int:
    """Return how many pairs of links stand too close at one person who has few enough."""
    found = 0
    for key in layout.ground.anchors:
        turns = [turn for path in _paths(layout) for turn in path.turns_at(key)]
        if len(turns) <= _MOST_LINKS:
            found += sum(_between(*pair) < APART - 0.5 for pair in combinations(turns, 2))
    return found


def most_links(layout: Layout) -> int:
    """Return how many links the busiest person has."""
    ends = Counter(end for path in _paths(layout) for end in (path.one, path.other))
    return max((ends[key] for key in layout.ground.anchors), default=0)


def _between(one: float, other: float) -> float:
    apart = math.fmod(abs(one - other), 360)
    return min(apart, 360 - apart)


def _paths(layout: Layout) -> list[Path]:
    return [*layout.seating.paths, *(path for path, _ in layout.inside)]


def _labels(layout: Layout) -> list[Box]:
    family = [tag.box for tag in layout.tags.values()]
    return [*family, *(seat.label for seat in layout.seating.seats)]


def _symbols(layout: Layout, path: Path) -> list[Box]:
    own = (path.one, path.other)
    return [box for key, box in layout.symbols.items() if key not in own]


def _crosses(path: Path, boxes: list[Box]) -> bool:
    points = np.array(path.points)
    return bool(lines_hit(points[:-1], points[1:], box_rows(boxes)).any())


def _overlaps(boxes: list[Box]) -> int:
    rows = box_rows(boxes)
    return int(np.triu(boxes_meet(rows, rows), 1).sum())


def _outside(layout: Layout) -> int:
    corners = [
        point
        for box in (*_labels(layout), *layout.symbols.values())
        for point in ((box.x, box.y), (box.x + box.width, box.y + box.height))
    ]
    points = [*corners, *(point for path in _paths(layout) for point in path.points)]
    return sum(not (0 <= x <= layout.width and 0 <= y <= layout.height) for x, y in points)
