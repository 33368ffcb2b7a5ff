"""The links of the picture: which are drawn, how each is, and the way of those inside a family."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

import numpy as np

from pbi_desktop.domain.casework import Flow, Quality, TieKind
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.scene import Box, Tint
from pbi_desktop.domain.ties import NetworkFacts, TieFact
from pbi_desktop.network.build import FAMILY, has_ended, person_node
from pbi_desktop.network.ecomap.geometry import Numbers, turn_between
from pbi_desktop.network.ecomap.given import APART, Ground, Path, Seat, Side
from pbi_desktop.network.ecomap.options import HARD, path_cost
from pbi_desktop.network.ecomap.route import routed
from pbi_desktop.network.ecomap.ways import BENT, Ways, ways
from pbi_desktop.network.picture.helps import Fact
from pbi_desktop.network.picture.lines import Bond

_STRAINED = (Quality.STRESSFUL, Quality.CUT_OFF)

_NARROW = 300.0
_BENDS = (*BENT, 14.0, -14.0, 42.0, -42.0, 70.0, -70.0, 100.0, -100.0)

Pair = tuple[PersonId, PersonId]


def pairs(now: NetworkFacts) -> dict[Pair, TieFact]:
    """Return for each two people the tie that says most of how they stand to each other."""
    found: dict[Pair, TieFact] = {}
    for tie in sorted(now.ties, key=_telling):
        found.setdefault(_pair(tie), tie)
    return found


def _pair(tie: TieFact) -> Pair:
    one, other = sorted((tie.subject, tie.other))
    return one, other


def _telling(tie: TieFact) -> tuple[bool, bool, str]:
    return tie.quality not in _STRAINED, tie.quality is None, repr(tie)


def drawn_inside(now: NetworkFacts, placed: Iterable[PersonId]) -> dict[Pair, TieFact]:
    """Return the ties to draw inside the family: strain, and what wires do not show."""
    there = set(placed)
    kin = {_pair(tie) for tie in now.ties if tie.kind in FAMILY}
    cares = {_pair(tie) for tie in now.ties if tie.kind is TieKind.CARER}
    return {
        pair: tie
        for pair, tie in sorted(pairs(now).items())
        if set(pair) <= there
        and (tie.quality in _STRAINED or (pair not in kin and pair not in cares))
    }


_MOST_INSIDE = 12
"""How many ties inside a family are led: more of them hide the family; the words say all."""
_STRAINED = (Quality.STRESSFUL, Quality.CUT_OFF)


def lead_inside(
    ground: Ground, ties: Mapping[Pair, TieFact], now: NetworkFacts
) -> tuple[tuple[Path, Bond], ...]:
    """Return the ways of the ties inside a family: clear of symbols and names, or round them."""
    kin = {_pair(tie) for tie in now.ties if tie.kind in FAMILY}
    found: list[tuple[Path, Bond]] = []
    strained_first = sorted(ties.items(), key=lambda one: one[1].quality not in _STRAINED)
    for pair, tie in strained_first[:_MOST_INSIDE]:
        here = replace(ground, ties=tuple(path for path, _ in found))
        path = _lead(here, pair, wired=pair in kin)
        if path is not None:
            both = tie.flow is Flow.BOTH
            found.append((path, Bond(tie.quality, tie.strength, both, both, Tint.INK2)))
    return tuple(found)


def _lead(ground: Ground, pair: Pair, *, wired: bool) -> Path | None:
    one, other = map(person_node, pair)
    here, there = ground.anchors[one], ground.anchors[other]
    bends = tuple(bend for bend in _BENDS if bend or not wired)
    lines = ways(here, np.array([[there.x, there.y]]), bends)
    apart = replace(
        ground, symbols=tuple(symbol for symbol in ground.symbols if symbol[0] != other)
    )
    cost = path_cost(lines, one, apart)[:, 0] + _close(lines, one, other, ground.ties)
    best = int(cost.argmin())
    plain = Path(one, other, lines.drawn(best, 0))
    if cost[best] < _NARROW:
        return plain
    seat = Seat(other, there.x, there.y, Side.BELOW, Box(there.x, there.y, 0, 0))
    found = routed(apart, [seat], [], plain)
    if found is None and cost[best] < HARD:
        return plain
    return found or routed(apart, [seat], [], plain, 0.0)


def _close(lines: Ways, one: str, other: str, ties: tuple[Path, ...]) -> Numbers:
    """Return what each line costs for standing too close to another at either end."""
    cost = np.zeros(len(lines.bends))
    for key, leaves in ((one, lines.leaves[:, 0]), (other, lines.comes[:, 0])):
        there = np.array([turn for tie in ties for turn in tie.turns_at(key)])
        if len(there):
            cost = cost + _NARROW * (turn_between(leaves, there) < APART).sum(axis=1)
    return cost


def tie_bond(tie: TieFact) -> Bond:
    """Return how a tie to somebody on the ring is; the first end is the family's."""
    return Bond(tie.quality, tie.strength, *_heads(tie.flow), Tint.INK2)


def help_bond(fact: Fact, day: date, *, community: bool) -> Bond:
    """Return how a tie to a service or group is; the first end is the family's."""
    if has_ended(fact, day):
        return Bond(tint=Tint.CONTROL, ended=True)
    tint = Tint.OK if community else Tint.INFO
    return Bond(fact.quality, fact.strength, *_heads(fact.flow), tint)


def _heads(flow: Flow | None) -> tuple[bool, bool]:
    return flow in (Flow.TO_FAMILY, Flow.BOTH), flow in (Flow.FROM_FAMILY, Flow.BOTH)
