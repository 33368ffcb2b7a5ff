"""What the map of a town answers: who has services alone, what is out of reach, who carries many.

None of it is a score of a person's risk.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pbi_desktop.domain.large_picture import NodeKind
from pbi_desktop.domain.places import metres_between
from pbi_desktop.domain.stages import LifeDomain
from pbi_desktop.domain.town import (
    FEWEST_TOLD,
    REACH_METRES,
    Spot,
    TownArea,
    TownFacts,
    TownGroup,
    TownHome,
)
from pbi_desktop.network.large import community
from pbi_desktop.network.large.graph import LargeGraph, large_graph


@dataclass(frozen=True)
class Unmet:
    """A part of life in which households of an area need something."""

    area: str
    domain: LifeDomain
    homes: int
    nearest: str = ""
    """The key of the nearest group that helps with it; empty where there is none."""
    metres: float | None = None
    """How far it is; None where it cannot be measured."""
    measured: bool = True

    @property
    def in_reach(self) -> bool:
        """Whether a group that helps with it is near enough to walk to."""
        return self.metres is not None and self.metres <= REACH_METRES


@dataclass(frozen=True)
class Carried:
    """How many households a group holds up, and for how many it is all they have."""

    group: str
    homes: int
    only: int


@dataclass(frozen=True)
class Answers:
    """What a town says, as keys of what it is about."""

    services_only: tuple[str, ...]
    needs: tuple[Unmet, ...]
    carrying: tuple[Carried, ...]


def answers(facts: TownFacts) -> Answers:
    """Return what these facts answer."""
    graph = _with_company(facts)
    carrying = community.carrying(graph)
    return Answers(
        tuple(graph.ids[row] for row in community.services_only(graph).tolist()),
        tuple(_needs(facts)),
        tuple(
            Carried(graph.ids[group], homes, only)
            for group, homes, only in zip(
                carrying.group.tolist(),
                carrying.households.tolist(),
                carrying.only.tolist(),
                strict=True,
            )
            if homes
        ),
    )


def taken_together(facts: TownFacts) -> TownFacts:
    """Return the facts without names, areas of fewer than five households with the nearest.

    Households without a place to show are with nobody else; where they are too few, or all are,
    they are left out.
    """
    homes = dict(Counter(home.area for home in facts.homes))
    into = _into(facts.areas, homes)
    around = set(into.values())
    told = {area for area, count in homes.items() if count >= FEWEST_TOLD}

    def area_of(one: TownHome | TownGroup) -> str:
        return into.get(one.area, one.area)

    kept = {one.key for one in facts.homes if area_of(one) in told}
    left = {one.key for one in facts.homes} - kept
    return replace(
        facts,
        areas=tuple(
            replace(area, name=f"{area.name} and around") if area.code in around else area
            for area in facts.areas
            if area.code not in into
        ),
        homes=tuple(
            replace(one, name="", area=area_of(one)) for one in facts.homes if one.key in kept
        ),
        groups=tuple(replace(one, area=area_of(one)) for one in facts.groups),
        ties=frozenset(tie for tie in facts.ties if left.isdisjoint(tie)),
        needs=frozenset(need for need in facts.needs if need[0] in kept),
    )


def _into(areas: tuple[TownArea, ...], homes: dict[str, int]) -> dict[str, str]:
    """Return for each area that is too small the one it is taken together with; add its homes."""
    into: dict[str, str] = {}
    at = {area.code: area.at for area in areas}
    while True:
        few = [code for code, count in homes.items() if code and count < FEWEST_TOLD]
        small = min(few, key=lambda code: (homes[code], code), default="")
        others = [code for code in homes if code not in ("", small)]
        if not small or not others:
            return into
        target = min(others, key=lambda code: (_far(at.get(small), at.get(code)), code))
        homes[target] += homes.pop(small)
        into = {code: target if to == small else to for code, to in into.items()}
        into[small] = target


def _far(here: Spot | None, there: Spot | None) -> float:
    return metres_between(here, there) if here and there else float("inf")


def _with_company(facts: TownFacts) -> LargeGraph:
    """Return the ties of households, with a household elsewhere for whoever has company."""
    nodes = {one.key: NodeKind.HOUSEHOLD for one in facts.homes}
    nodes |= {one.key: NodeKind.GROUP for one in facts.groups}
    nodes |= {one.key: NodeKind.SERVICE for one in facts.services}
    company = {f"elsewhere:{one.key}": one.key for one in facts.homes if one.company}
    nodes |= dict.fromkeys(company, NodeKind.HOUSEHOLD)
    return large_graph(nodes, [*facts.ties, *company.items()])


def _needs(facts: TownFacts) -> Iterable[Unmet]:
    area_of = {home.key: home.area for home in facts.homes}
    count = Counter((area_of[home], domain) for home, domain in facts.needs)
    at = {area.code: area.at for area in facts.areas}
    spots = [(one, one.at or at.get(one.area)) for one in facts.groups]
    for (area, domain), homes in sorted(count.items()):
        helping = [pair for pair in spots if domain in pair[0].helps]
        yield _reach(Unmet(area, domain, homes), at.get(area), helping)


def _reach(
    need: Unmet, here: Spot | None, helping: Iterable[tuple[TownGroup, Spot | None]]
) -> Unmet:
    """Return the need with the nearest group that helps with it."""
    if not need.area:
        return replace(need, measured=False)
    found = [
        (0.0 if group.area == need.area else _far(here, spot), group.key)
        for group, spot in helping
        if group.area == need.area or (here and spot)
    ]
    if not found:
        return replace(need, measured=here is not None)
    metres, group = min(found)
    return replace(need, metres=metres, nearest=group)
