"""From cases to counts: how each is placed, and which counts may stand in a shared copy."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date

from pbi_desktop.analysis.measures import DEFINITIONS, Placing, both_ends
from pbi_desktop.analysis.reading import half_way, is_duplicate
from pbi_desktop.analysis.suppression import Classes, hidden
from pbi_desktop.domain.outcomes import (
    CaseFacts,
    FunnelStep,
    InFunnel,
    InMeasure,
    InMove,
    InRoute,
    LeftOut,
    MeasureId,
    Part,
    Route,
)
from pbi_desktop.domain.stages import STAGES_IN_USE, Stage

Move = tuple[Stage, Stage]


@dataclass(frozen=True)
class Placed:
    """Where one case stands in everything that is printed."""

    measures: tuple[Placing, ...]
    move: Move | None
    timed: bool
    """Whether it is in the count of how long it takes."""
    visits_hidden: bool = False

    def in_measure(self, wanted: MeasureId) -> Placing:
        """Return how one measure places it."""
        return self.measures[_POSITION[wanted]]


_POSITION = {definition.id: place for place, definition in enumerate(DEFINITIONS)}

Key = Hashable
Test = Callable[[Placed], bool]

ALL_CASES = "all"
TIMED = "timed"
UNSEEN = "unseen"


def place(case: CaseFacts, as_at: date, timed: bool) -> Placed:
    """Return where a case stands."""
    return Placed(
        tuple(definition.place(case, as_at) for definition in DEFINITIONS),
        None if is_duplicate(case) else both_ends(case),
        timed,
        case.visits_hidden,
    )


def routes(cases: Iterable[CaseFacts]) -> tuple[Route, ...]:
    """Return the ways of the closed cases that were rated at the start, half-way and at closing."""
    found = Counter(way for way in map(route_of, cases) if way is not None)
    return tuple(Route(*way, number) for way, number in sorted(found.items()))


def route_of(case: CaseFacts) -> tuple[Stage, Stage, Stage] | None:
    """Return the stages at the start, half-way and at closing, of a closed case that has all."""
    ends, middle = both_ends(case), half_way(case)
    if ends is None or middle is None or is_duplicate(case):
        return None
    return ends[0], middle.stage, ends[1]


def is_on(case: CaseFacts, wanted: InRoute) -> bool:
    """Say whether a case went by these stages."""
    way = route_of(case)
    asked = (wanted.start, wanted.middle, wanted.end)
    return way is not None and all(
        one is None or one is stage for one, stage in zip(asked, way, strict=True)
    )


_FELL_BEFORE: dict[FunnelStep, tuple[LeftOut, ...]] = {
    FunnelStep.OPENED: (),
    FunnelStep.TOOK_PART: (LeftOut.DUPLICATE, LeftOut.DID_NOT_TAKE_PART),
    FunnelStep.CLOSED: (LeftOut.STILL_OPEN,),
    FunnelStep.RATED: (LeftOut.RATING_MISSING,),
    FunnelStep.STARTED_LOW: (LeftOut.STARTED_HIGHER,),
    FunnelStep.ADAPTED: (LeftOut.NOT_ADAPTED_AT_CLOSE,),
}


def fell_before(step: FunnelStep) -> tuple[LeftOut, ...]:
    """Return why cases drop out of the funnel just before a step."""
    return _FELL_BEFORE[step]


def reached(kind: Placed, step: FunnelStep) -> bool:
    """Say whether a case came so far in the funnel, which ends in the headline."""
    where = kind.in_measure(MeasureId.ADAPTED_AT_CLOSE)
    if where is True:
        return True
    why = LeftOut.NOT_ADAPTED_AT_CLOSE if where is False else where
    passed = list(FunnelStep)[: list(FunnelStep).index(step) + 1]
    return all(why not in _FELL_BEFORE[one] for one in passed)


def is_in(kind: Placed, wanted: InMeasure | InFunnel | InMove) -> bool:
    """Say whether a number counts a case."""
    if isinstance(wanted, InMeasure):
        where = kind.in_measure(wanted.measure)
        if wanted.part is Part.N_COUNTED:
            return where is True
        return isinstance(where, bool) if wanted.part is Part.N_ALL else where is wanted.part
    if isinstance(wanted, InFunnel):
        return reached(kind, wanted.step)
    return kind.move == (wanted.start, wanted.end)


@dataclass(frozen=True)
class Counts:
    """Every count of a report by its key; the hidden ones are None."""

    values: dict[Key, int | None]
    states: tuple[Stage, ...]

    def __getitem__(self, key: Key) -> int | None:
        return self.values[key]


def count(placed: Iterable[Placed], *, shared: bool) -> Counts:
    """Return every count; in a shared copy those that could point to 1 to 4 cases are hidden."""
    classes = Counter(placed)
    states = _states(classes)
    tests = _printed(states)
    kinds, sizes = list(classes), list(classes.values())

    def members(test: Test) -> Classes:
        return frozenset(number for number, kind in enumerate(kinds) if test(kind))

    sets = {key: members(test) for key, test in tests.items()}
    hide = hidden(sets, map(members, _never_printed()), sizes) if shared else frozenset()
    values = {
        key: None if key in hide else sum(sizes[number] for number in numbers)
        for key, numbers in sets.items()
    }
    return Counts(values, states)


def _states(classes: Iterable[Placed]) -> tuple[Stage, ...]:
    """Return the stages of the table of moves: thriving only where a team uses it."""
    used = {stage for kind in classes for stage in kind.move or ()}
    return (*STAGES_IN_USE, *sorted(used - set(STAGES_IN_USE)))


def _printed(states: tuple[Stage, ...]) -> dict[Key, Test]:
    tests: dict[Key, Test] = {ALL_CASES: lambda _: True, TIMED: lambda kind: kind.timed}
    for definition in DEFINITIONS:
        tests[definition.id, "n"] = _placed(definition.id, True)
        tests[definition.id, "N"] = _placed(definition.id, True, False)
        for reason in definition.reasons:
            tests[definition.id, reason] = _placed(definition.id, reason)
        tests[definition.id, UNSEEN] = _unseen(definition.id)
    for step in FunnelStep:
        tests[step] = _reached(step)
    for start in states:
        for end in states:
            tests[start, end] = _moved((start, end))
    return tests


def _never_printed() -> list[Test]:
    return [_placed(definition.id, False) for definition in DEFINITIONS]


def _placed(measure: MeasureId, *wanted: Placing) -> Test:
    # `is`, because True == 1 and a reason is a string: places are told apart by identity.
    return lambda kind: any(kind.in_measure(measure) is one for one in wanted)


def _unseen(measure: MeasureId) -> Test:
    """Tell the cases in N of which some records that the measure rests on are kept away."""
    if measure is not MeasureId.GROUP_TWICE_OR_MORE:
        return lambda _: False
    return lambda kind: kind.visits_hidden and isinstance(kind.in_measure(measure), bool)


def _reached(step: FunnelStep) -> Test:
    return lambda kind: reached(kind, step)


def _moved(move: Move) -> Test:
    return lambda kind: kind.move == move
