"""A town in words: its sentence, its answers as lists, and the ways to colour it."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

import numpy as np

from pbi_desktop.domain.ids import GroupId
from pbi_desktop.domain.large_picture import NodeKind
from pbi_desktop.domain.stages import DOMAIN_LABELS
from pbi_desktop.domain.town import FEWEST_TOLD, REACH_METRES, TownFacts, told_count
from pbi_desktop.network.large.detail import Picture
from pbi_desktop.network.large.town import Town, need_key
from pbi_desktop.network.large.town_answers import Answers, Unmet
from pbi_desktop.services.town_reading import TownRead
from pbi_desktop.services.town_rows import Answer, AnswerRow, Asked, Colouring, TownPage

NO_PLACE = "No place to show"
_MOST_TIMES = 2.4
_ONLY = (
    "Households at work with a service, of which nobody came to a group in the last eight weeks "
    "and nobody has family or friends elsewhere on record."
)
_REACH = (
    "Needs for which no group or place lies in the same small area or within "
    f"{REACH_METRES / 1000:.1f} km of its middle as the crow flies, about a quarter of an hour on "
    "foot; a group counts if its entry speaks of that part of life."
)
_CARRYING = (
    "Groups by how many households came to them in the last eight weeks; the last column says for "
    "how many a group is all they have beside services and each other."
)
_AREAS = (
    "Each area with what is known of the households in it; areas with fewer than five are taken "
    "together with the nearest, and numbers from 1 to 4 are not told apart."
)
_EVERYTHING = "All that is on the map, as a list."


@dataclass(frozen=True)
class Told:
    """What a page is made of; `named` says whether each household has its name on it."""

    facts: TownFacts
    town: Town
    answers: Answers
    read: TownRead
    named: bool
    left_out: int
    """How many households are not on the map: too few to be told of."""

    def count(self, number: int) -> str:
        """Return a number of households as it may be told."""
        return told_count(number, named=self.named)

    @cached_property
    def row(self) -> dict[str, int]:
        """The row of each key."""
        return {key: at for at, key in enumerate(self.town.graph.ids)}

    @cached_property
    def area_of(self) -> dict[str, str]:
        """The code of the area of each household and group."""
        homes = {home.key: home.area for home in self.facts.homes}
        return homes | {group.key: group.area for group in self.facts.groups}

    @cached_property
    def area_name(self) -> dict[str, str]:
        """What each area is called."""
        return {area.code: area.name for area in self.facts.areas} | {"": NO_PLACE}

    @cached_property
    def label(self) -> dict[str, str]:
        """What each key is called."""
        return dict(zip(self.town.graph.ids, self.town.labels, strict=True))


def town_page(told: Told, picture: Picture) -> TownPage:
    """Return the page of a town."""
    makers = _NAMED if told.named else _UNNAMED
    return TownPage(
        picture=picture,
        said=_said(told),
        read_on=told.read.read_on,
        answers=tuple(make(told) for make in makers),
        colourings=(_by_ties(told), _by_reach(told), _by_load(told)),
        cases={told.row[home]: some for home, some in told.read.cases.items() if home in told.row}
        if told.named
        else {},
        groups={
            told.row[one.key]: GroupId(UUID(one.key.partition(":")[2])) for one in told.facts.groups
        },
    )


def bubbles(told: Told) -> dict[str, str]:
    """Return what is written on each area from afar: its name, and how many households."""
    homes = Counter(home.area for home in told.facts.homes)
    return {
        code: f"{told.area_name.get(code, code)}\n{told.count(homes[code])}"
        for code in told.town.codes
    }


def _said(told: Told) -> str:
    facts = told.facts
    parts = (
        _many(len(facts.homes), "household", "households"),
        _many(len(facts.groups), "group or place", "groups and places"),
        _many(len(facts.services), "service", "services"),
    )
    words = f"{parts[0]}, {parts[1]} and {parts[2]}, of the open cases you may see."
    if told.left_out:
        more = told.count(told.left_out)
        return f"{words} {more} more are left out: too few to be shown without being known."
    return words


def _many(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


# --- the lists -----------------------------------------------------------------------------------


def _services_only(told: Told) -> Answer:
    services = _services_of(told)
    rows = [
        AnswerRow(
            told.row[home],
            (
                told.label[home],
                told.area_name.get(told.area_of[home], ""),
                "; ".join(services[home]),
            ),
            (-1, -1, len(services[home])),
        )
        for home in told.answers.services_only
    ]
    rows.sort(key=lambda row: (-row.rank[2], row.cells))
    return Answer(
        Asked.SERVICES_ONLY,
        "Services only",
        _ONLY,
        ("Household", "Area", "Services"),
        tuple(rows),
        "Everybody with a service has somebody else as well.",
    )


def _services_of(told: Told) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {home: [] for home in told.answers.services_only}
    for one, other in sorted(told.facts.ties):
        if one in found and other.startswith("service:"):
            found[one].append(told.label[other])
    return found


def _out_of_reach(told: Told) -> Answer:
    rows = [_unmet(told, need) for need in told.answers.needs if need.measured]
    rows.sort(key=lambda row: (-row.rank[2], row.cells))
    unmeasured = sum(need.homes for need in told.answers.needs if not need.measured)
    also = f" {told.count(unmeasured)} more have no place to measure from." if unmeasured else ""
    return Answer(
        Asked.OUT_OF_REACH,
        "Out of reach",
        f"{_REACH}{also}",
        ("Need", "Area", "Households", "Nearest"),
        tuple(row for row in rows if row.node >= 0),
        "There is a group within reach for every need that can be measured.",
    )


def _unmet(told: Told, need: Unmet) -> AnswerRow:
    key = need_key(need.area, need.domain)
    near = f"{told.label[need.nearest]}, {need.metres / 1000:.1f} km" if need.metres else "None"
    return AnswerRow(
        -1 if need.in_reach else told.row[key],
        (
            DOMAIN_LABELS[need.domain],
            told.area_name.get(need.area, need.area),
            told.count(need.homes),
            near,
        ),
        (-1, -1, _ranked(told, need.homes), need.metres or 1e9),
    )


def _ranked(told: Told, homes: int) -> int:
    """Return what a number is sorted by: those that are not told apart are one."""
    return homes if told.named or not homes else max(homes, FEWEST_TOLD - 1)


def _carrying(told: Told) -> Answer:
    rows = [
        AnswerRow(
            told.row[one.group],
            (
                told.label[one.group],
                told.area_name.get(told.area_of[one.group], ""),
                told.count(one.homes),
                told.count(one.only),
            ),
            (-1, -1, _ranked(told, one.homes), _ranked(told, one.only)),
        )
        for one in told.answers.carrying
    ]
    rows.sort(key=lambda row: (-row.rank[2], -row.rank[3], row.cells))
    return Answer(
        Asked.CARRYING,
        "Carrying",
        _CARRYING,
        ("Group", "Area", "Households", "All they have"),
        tuple(rows),
        "Nobody came to a group in the last eight weeks.",
    )


def _areas(told: Told) -> Answer:
    homes = Counter(home.area for home in told.facts.homes)
    groups = Counter(group.area for group in told.facts.groups)
    only = Counter(told.area_of[home] for home in told.answers.services_only)
    unmet = Counter(need.area for need in told.answers.needs if need.measured and not need.in_reach)
    rows = [
        AnswerRow(
            told.row[f"area:{code}"],
            (
                told.area_name.get(code, code),
                told.count(homes[code]),
                told.count(only[code]),
                f"{unmet[code]:,}",
                f"{groups[code]:,}",
            ),
            (
                -1,
                _ranked(told, homes[code]),
                _ranked(told, only[code]),
                unmet[code],
                groups[code],
            ),
        )
        for code in told.town.codes
    ]
    rows.sort(key=lambda row: (-row.rank[1], row.cells))
    headings = ("Area", "Households", "Services only", "Out of reach", "Groups")
    nothing = "No household or group that you may see has a place."
    return Answer(Asked.AREAS, "Areas", _AREAS, headings, tuple(rows), nothing)


def _everything(told: Told) -> Answer:
    ties = Counter(end for tie in told.facts.ties for end in tie)
    rows = [
        AnswerRow(
            told.row[key],
            (name, kind, told.area_name.get(told.area_of.get(key, "?"), ""), f"{ties[key]:,}"),
            (-1, -1, -1, ties[key]),
        )
        for key, name, kind in _things(told.facts)
    ]
    rows.sort(key=lambda row: (row.cells[0].casefold(), row.cells))
    headings = ("Name", "What it is", "Area", "Links")
    return Answer(Asked.EVERYTHING, "All", _EVERYTHING, headings, tuple(rows), "The map is empty.")


def _things(facts: TownFacts) -> Iterator[tuple[str, str, str]]:
    yield from ((one.key, one.name, "Household") for one in facts.homes)
    yield from ((one.key, one.name, "Group") for one in facts.groups)
    yield from ((one.key, one.name, "Service") for one in facts.services)


_NAMED: tuple[Callable[[Told], Answer], ...] = (
    _services_only,
    _out_of_reach,
    _carrying,
    _everything,
)
_UNNAMED: tuple[Callable[[Told], Answer], ...] = (_areas, _out_of_reach, _carrying)


# --- the ways to colour it -----------------------------------------------------------------------


def _by_ties(told: Told) -> Colouring:
    kind = told.town.graph.kind
    of_node = np.full(len(kind), 3, np.uint8)
    of_node[kind == NodeKind.HOUSEHOLD] = 2
    tied = {home for tie in told.facts.ties for home in tie if home.startswith("home:")}
    tied |= {home.key for home in told.facts.homes if home.company}
    of_node[[told.row[home] for home in tied]] = 1
    of_node[[told.row[home] for home in told.answers.services_only]] = 0
    words = ("Services only", "Family, friends or a group", "No tie on record", "All else")
    return Colouring(Asked.SERVICES_ONLY, "Who has services only", words, of_node)


def _by_reach(told: Told) -> Colouring:
    of_node = np.full(told.town.graph.size, 3, np.uint8)
    for need in told.answers.needs:
        row = told.row[need_key(need.area, need.domain)]
        of_node[row] = (0 if not need.in_reach else 1) if need.measured else 2
    words = ("No group in reach", "A group in reach", "Cannot be measured", "All else")
    return Colouring(Asked.OUT_OF_REACH, "Needs and reach", words, of_node)


def _by_load(told: Told) -> Colouring:
    kind = told.town.graph.kind
    of_node = np.full(len(kind), 3, np.uint8)
    of_node[kind == NodeKind.GROUP] = 2
    times = np.ones(len(kind), np.float32)
    most = max((one.homes for one in told.answers.carrying), default=1)
    for one in told.answers.carrying:
        row = told.row[one.group]
        of_node[row] = 0 if one.homes >= FEWEST_TOLD else 1
        share = max(one.homes, 0 if told.named else FEWEST_TOLD - 1) / max(most, FEWEST_TOLD)
        times[row] = 1 + (_MOST_TIMES - 1) * min(share, 1) ** 0.5
    words = (f"{FEWEST_TOLD} households or more", "1 to 4 households", "None came lately")
    return Colouring(Asked.CARRYING, "Groups by households", (*words, "All else"), of_node, times)
