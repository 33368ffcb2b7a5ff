"""A town as a large graph: every household, group and need in its area, services amid theirs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import cos, radians

import numpy as np

from pbi_desktop.domain.large_picture import Islands, NodeKind
from pbi_desktop.domain.stages import DOMAIN_LABELS, LifeDomain
from pbi_desktop.domain.town import TownArea, TownFacts
from pbi_desktop.network.large.detail import Picture, large_picture
from pbi_desktop.network.large.graph import LargeGraph, Numbers, degrees, large_graph
from pbi_desktop.network.large.islands import Layout

NOWHERE = "area:"
"""The key of the place for whoever has none that may be shown: at the edge, not on the map."""
_LEAST = {NodeKind.PLACE: 1.0, NodeKind.GROUP: 0.3, NodeKind.SERVICE: 0.3, NodeKind.NEED: 0.2}


@dataclass(frozen=True, eq=False)
class Town:
    """The graph of a town, and the area that each node lies in."""

    graph: LargeGraph
    """With a place for each area, tied to all that lies in it."""
    labels: tuple[str, ...]
    area: Numbers
    """A row of `places` for each node, or -1."""
    places: Numbers
    """Across and down, for each area in order of code."""
    codes: tuple[str, ...]
    """The codes of the areas, in order."""

    @property
    def drawn(self) -> LargeGraph:
        """The graph without the ties to places: where something stands says so already."""
        ends = self.graph.kind[self.graph.edges]
        tied = (ends != NodeKind.PLACE).all(axis=1)
        return replace(self.graph, edges=self.graph.edges[tied])


def town(facts: TownFacts) -> Town:
    """Return the town of these facts. Same facts in, same town out, in any order."""
    nodes = dict(_nodes(facts))
    area_of = _areas(facts)
    within = ((key, f"area:{code}") for key, code in area_of.items())
    graph = large_graph(
        {key: kind for key, (kind, _label) in nodes.items()},
        [*facts.ties, *_need_ties(facts), *within],
    )
    codes = tuple(sorted(set(area_of.values())))
    row = {code: at for at, code in enumerate(codes)}
    of_place = {f"area:{code}": at for code, at in row.items()}
    area = [
        of_place[key] if key in of_place else row.get(area_of.get(key, "-"), -1)
        for key in graph.ids
    ]
    return Town(
        graph,
        tuple(nodes[key][1] for key in graph.ids),
        np.array(area, np.int64),
        _places(facts.areas, codes),
        codes,
    )


def need_key(area: str, domain: LifeDomain) -> str:
    """Return the key of what is needed in one part of life by the households of an area."""
    return f"need:{area}:{domain.value}"


def town_picture(now: Town, layout: Layout, bubbles: Mapping[str, str]) -> Picture:
    """Return the town as it is painted: names of places first, then by the number of ties.

    `bubbles` says what is written from afar on the disc of each area, by its code.
    """
    drawn = now.drawn
    ties = np.log1p(degrees(drawn.edges, drawn.size))
    much = ties / max(float(ties.max(initial=0.0)), 1e-9)
    for kind, least in _LEAST.items():
        of_kind = drawn.kind == kind
        much[of_kind] = np.maximum(much[of_kind], least)
    much[drawn.kind == NodeKind.HOUSEHOLD] *= 0.3
    picture = large_picture(drawn, layout, now.labels, much)
    # The discs of areas are the first; a service lies in none.
    areas = len(now.codes)
    islands = picture.islands
    return replace(
        picture,
        islands=Islands(
            islands.x[:areas],
            islands.y[:areas],
            islands.radius[:areas],
            islands.size[:areas],
            np.where(now.area >= 0, layout.island, -1).astype(np.int32),
            tuple(bubbles.get(code, "") for code in now.codes),
        ),
    )


def _nodes(facts: TownFacts) -> Iterator[tuple[str, tuple[NodeKind, str]]]:
    for home in facts.homes:
        yield home.key, (NodeKind.HOUSEHOLD, home.name)
    for group in facts.groups:
        yield group.key, (NodeKind.GROUP, group.name)
    for service in facts.services:
        yield service.key, (NodeKind.SERVICE, service.name)
    area_of = {home.key: home.area for home in facts.homes}
    for home_key, domain in facts.needs:
        yield need_key(area_of[home_key], domain), (NodeKind.NEED, DOMAIN_LABELS[domain])
    name = {area.code: area.name for area in facts.areas}
    for code in set(_areas(facts).values()):
        yield f"area:{code}", (NodeKind.PLACE, name.get(code, code) or "No place to show")


def _areas(facts: TownFacts) -> dict[str, str]:
    """Return the code of the area of everything but services; empty where it has none."""
    area_of = {home.key: home.area for home in facts.homes}
    area_of |= {group.key: group.area for group in facts.groups}
    needs = {(area_of[key], domain) for key, domain in facts.needs}
    return area_of | {need_key(area, domain): area for area, domain in needs}


def _need_ties(facts: TownFacts) -> Iterator[tuple[str, str]]:
    area_of = {home.key: home.area for home in facts.homes}
    for home, domain in facts.needs:
        yield home, need_key(area_of[home], domain)


def _places(areas: tuple[TownArea, ...], codes: tuple[str, ...]) -> Numbers:
    """Return where areas lie: east to the right, north up; without a place, at the edge."""
    at = {area.code: area.at for area in areas if area.at is not None}
    known = [at[code] for code in codes if code in at]
    places = np.full((len(codes), 2), np.nan)
    if not known:
        return places
    narrow = cos(radians(sum(one[0] for one in known) / len(known)))
    for row, code in enumerate(codes):
        if code in at:
            places[row] = at[code][1] * narrow, -at[code][0]
    low, high = np.nanmin(places, axis=0), np.nanmax(places, axis=0)
    if codes[0] == "":
        aside = 0.15 * float((high - low).max()) or 1.0
        places[0] = low[0] - aside, high[1] + aside
    return places
