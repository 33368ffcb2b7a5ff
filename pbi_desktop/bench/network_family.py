"""Families of 40 to 60 people: our genogram against Graphviz dot with a node for each couple.

dot is run once for all families of a round, so that its start counts once. It gets each person as
a square of the same size, partners on one level, and lines down through a point between them. What
is counted of both: lines through the symbol of somebody they do not join, and partners who stand
beside each other. Ours must be at least as good in both.
"""

import resource
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import inf
from random import Random
from shutil import which
from time import process_time
from uuid import UUID

from pbi_desktop.bench.measured import Measured
from pbi_desktop.bench.network_layouts import say
from pbi_desktop.domain.casework import Gender, TieKind
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.scene import Point, Weight
from pbi_desktop.domain.ties import NetworkFacts, PersonFact, TieFact
from pbi_desktop.domain.times import PartialDate
from pbi_desktop.network.genogram.layout import plan_family
from pbi_desktop.network.plan import SYMBOL, FamilyPlan

FAMILIES = 12
_INCH = 72.0
_TODAY = date(2026, 11, 1)
_LEAST, _MOST = 40, 60


class Flat:
    """Every letter is as wide as every other."""

    def width(self, text: str, size: float, _weight: Weight) -> float:
        """Return how wide a text is."""
        return 0.55 * size * len(text)


@dataclass(frozen=True)
class Family:
    """An invented family: people, couples, and the children of each couple."""

    people: tuple[PersonFact, ...]
    couples: tuple[tuple[PersonId, PersonId], ...]
    children: tuple[tuple[PersonId, ...], ...]

    @property
    def facts(self) -> NetworkFacts:
        """The family as facts."""
        ties = [TieFact(*couple, TieKind.PARTNER) for couple in self.couples]
        for couple, born in zip(self.couples, self.children, strict=True):
            ties += [TieFact(one, child, TieKind.PARENT) for child in born for one in couple]
        return NetworkFacts(self.people[0].id, _TODAY, self.people, (), tuple(ties))


@dataclass(frozen=True)
class Drawn:
    """Where symbols stand, and the lines, each with the people whom it joins."""

    middles: dict[PersonId, Point]
    lines: tuple[tuple[frozenset[PersonId], tuple[Point, ...]], ...]


def family_lines(rounds: int, families: int = FAMILIES) -> list[Measured]:
    """Return our genogram against dot; where it is not there, that is said."""
    dot = which("dot")
    if dot is None:
        say("Graphviz was not found: no program called dot. Install it to compare families.")
        return []
    plan_family(family(0).facts, Flat())
    ratios = []
    for number in range(rounds):
        some = [family(number * families + one) for one in range(families)]
        begun = process_time()
        plans = [plan_family(one.facts, Flat()) for one in some]
        took = process_time() - begun
        texts, peer = _run(dot, some)
        wrong = [_wrong(some, [_of_plan(plan) for plan in plans])]
        wrong.append(
            _wrong(some, [_of_dot(one, text) for one, text in zip(some, texts, strict=True)])
        )
        better = wrong[0][0] <= wrong[1][0] and wrong[0][1] <= wrong[1][1]
        ratios.append(took / peer if better else inf)
        say(f"{families} families, lines through symbols and partners apart:")
        say(f"  ours {wrong[0]}, dot {wrong[1]}.")
    return [(f"genogram, {_LEAST}-{_MOST} people", "Graphviz dot", tuple(ratios), 2.0, 1.0)]


def family(seed: int) -> Family:
    """Return a family of 40 to 60 people in one line of descent; partners come from outside."""
    dice = Random(seed)  # noqa: S311 - an invented family, not a secret
    size = dice.randint(_LEAST, _MOST)
    people: list[PersonFact] = []

    def person(year: int) -> PersonId:
        one = PersonId(UUID(int=seed * 1000 + len(people) + 1))
        gender = dice.choice((Gender.WOMAN, Gender.MAN))
        people.append(
            PersonFact(one, f"Person {len(people)}", "", PartialDate.of_year(year), gender=gender)
        )
        return one

    couples = [(person(1925), person(1925))]
    children: list[tuple[PersonId, ...]] = []
    levels = [0]
    for _couple, level in zip(couples, levels, strict=False):
        room = max(0, size - len(people))
        year = 1951 + 26 * level
        born = tuple(person(year + 2 * at) for at in range(min(dice.randint(2, 4), room)))
        children.append(born)
        for child in born:
            partners = dice.choice((0, 1, 1, 1, 1, 2)) if child != born[0] else 1
            for _partner in range(min(partners, size - len(people))):
                couples.append((child, person(year)))
                levels.append(level + 1)
    return Family(tuple(people), tuple(couples), tuple(children))


def _of_plan(plan: FamilyPlan) -> Drawn:
    lines = [(wire.people, chain) for wire in plan.wires for chain in wire.chains]
    return Drawn({one.person: (one.x, one.y) for one in plan.people}, tuple(lines))


def _run(dot: str, some: Iterable[Family]) -> tuple[list[str], float]:
    """Return dot's answer for each family, and the processor seconds of all."""
    asked = "\n".join(_asked(one) for one in some)
    begun = resource.getrusage(resource.RUSAGE_CHILDREN)
    words = [dot, "-Tplain"]
    told = subprocess.run(words, input=asked, check=True, capture_output=True, text=True)  # noqa: S603
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = ended.ru_utime + ended.ru_stime - begun.ru_utime - begun.ru_stime
    return told.stdout.split("\nstop")[:-1], took


def _asked(one: Family) -> str:
    wide = SYMBOL / _INCH
    lines = [f'digraph {{ node [shape=box fixedsize=true width={wide} height={wide} label=""]']
    lines += [f"p{person.id.int} " for person in one.people]
    for at, (couple, born) in enumerate(zip(one.couples, one.children, strict=True)):
        left, right = (f"p{person.int}" for person in couple)
        lines.append(f"c{at} [shape=point width=0.02 height=0.02 fixedsize=true]")
        lines.append(f"{{ rank=same {left} c{at} {right} }}")
        lines.append(f"{left} -> c{at} -> {right} [dir=none weight=20]")
        lines += [f"c{at} -> p{child.int} [dir=none]" for child in born]
    return "\n".join((*lines, "}"))


def _of_dot(one: Family, told: str) -> Drawn:
    """Read where dot has put people, and its curves as chains of straight pieces."""
    middles: dict[PersonId, Point] = {}
    lines: list[tuple[frozenset[PersonId], tuple[Point, ...]]] = []
    for words in map(str.split, told.splitlines()):
        if words[:1] == ["node"] and words[1][0] == "p":
            place = float(words[2]) * _INCH, float(words[3]) * _INCH
            middles[PersonId(UUID(int=int(words[1][1:])))] = place
        if words[:1] == ["edge"]:
            numbers = [float(word) * _INCH for word in words[4 : 4 + 2 * int(words[3])]]
            points = list(zip(numbers[::2], numbers[1::2], strict=True))
            lines.append((_joined(one, words[1:3]), _along(points)))
    return Drawn(middles, tuple(lines))


def _joined(one: Family, ends: Iterable[str]) -> frozenset[PersonId]:
    """Return the people whom a line joins: those of a couple for its point."""
    found: set[PersonId] = set()
    for end in ends:
        number = int(end[1:])
        found |= {PersonId(UUID(int=number))} if end[0] == "p" else set(one.couples[number])
    return frozenset(found)


def _along(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return points along curves, each of which has two handles between its ends."""
    found = [points[0]]
    for start in range(0, len(points) - 3, 3):
        a, b, c, d = points[start : start + 4]
        for step in range(1, 9):
            t = step / 8
            parts = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            found.append(
                (
                    sum(w * p[0] for w, p in zip(parts, (a, b, c, d), strict=True)),
                    sum(w * p[1] for w, p in zip(parts, (a, b, c, d), strict=True)),
                )
            )
    return tuple(found)


def _wrong(some: Sequence[Family], drawn: Sequence[Drawn]) -> tuple[int, int]:
    """Return how many lines run through a stranger's symbol, and how many partners are apart."""
    through = sum(_through(one) for one in drawn)
    return through, sum(_apart(one, its) for one, its in zip(some, drawn, strict=True))


def _through(drawn: Drawn) -> int:
    found = 0
    for people, chain in drawn.lines:
        strangers = [place for one, place in drawn.middles.items() if one not in people]
        found += sum(any(_meets(piece, place) for piece in pairwise(chain)) for place in strangers)
    return found


def _meets(piece: tuple[Point, Point], middle: Point) -> bool:
    """Say whether a straight piece comes into the square of a symbol, a little inside its rim."""
    (x0, y0), (x1, y1) = piece
    half = SYMBOL / 2 - 0.5
    begin, end = 0.0, 1.0
    for start, way, at in ((x0, x1 - x0, middle[0]), (y0, y1 - y0, middle[1])):
        if abs(way) < 1e-9:
            if abs(start - at) > half:
                return False
            continue
        one, other = sorted(((at - half - start) / way, (at + half - start) / way))
        begin, end = max(begin, one), min(end, other)
    return begin <= end


def _apart(one: Family, drawn: Drawn) -> int:
    """Return how many couples have somebody between them, or stand on different levels."""
    rows: dict[int, list[tuple[float, PersonId]]] = {}
    for person, (x, y) in drawn.middles.items():
        rows.setdefault(round(y), []).append((x, person))
    beside = {frozenset((a[1], b[1])) for row in rows.values() for a, b in pairwise(sorted(row))}
    return sum(frozenset(couple) not in beside for couple in one.couples)
