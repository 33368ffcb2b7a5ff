"""How people of a family came to be what they are to each other: step, adopted, fostered, twins."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pbi_desktop.domain.casework import TieKind, TieNature
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.ties import TieFact

Pair = tuple[int, int]

_TWINS = (TieNature.TWIN, TieNature.IDENTICAL_TWIN)
_WEIGHT = (
    TieNature.BIRTH,
    TieNature.ADOPTIVE,
    TieNature.FOSTER,
    TieNature.STEP,
    TieNature.HALF,
)
"""Of several natures between two people the first is drawn."""


@dataclass(frozen=True)
class Twins:
    """Siblings of one birth, in the order of their numbers."""

    people: tuple[int, ...]
    identical: bool


@dataclass(frozen=True)
class Natures:
    """What lines differ by; whoever is not named here is so by birth, or it is not recorded."""

    parents: Mapping[Pair, TieNature] = field(default_factory=dict)
    """By parent and child."""
    siblings: Mapping[Pair, TieNature] = field(default_factory=dict)
    """By both siblings, the lower number first."""
    twins: tuple[Twins, ...] = ()

    def by_nature(self, parents: Iterable[int], child: int) -> list[list[int]]:
        """Return the parents of a child apart by nature: by birth first."""
        found: dict[TieNature | None, list[int]] = defaultdict(list)
        for parent in sorted(parents):
            found[self.parents.get((parent, child))].append(parent)
        order = [None, *_WEIGHT]
        return [found[nature] for nature in order if nature in found]

    def own(self, parents: Iterable[int], child: int) -> frozenset[int]:
        """Return those parents whose family a child stands in: by birth where any are known."""
        groups = self.by_nature(parents, child)
        return frozenset(groups[0]) if groups else frozenset()


def natures_of(ties: Sequence[tuple[int, int, TieFact]]) -> Natures:
    """Return what is recorded of the nature of family ties."""
    parents: dict[Pair, set[TieNature]] = defaultdict(set)
    siblings: dict[Pair, set[TieNature]] = defaultdict(set)
    for one, other, tie in ties:
        if tie.nature is None:
            continue
        if tie.kind is TieKind.PARENT:
            parents[one, other].add(tie.nature)
        elif tie.kind is TieKind.CHILD:
            parents[other, one].add(tie.nature)
        elif tie.kind is TieKind.SIBLING:
            siblings[min(one, other), max(one, other)].add(tie.nature)
    return Natures(_weightiest(parents), _weightiest(siblings), tuple(_twins(siblings)))


def _weightiest(found: Mapping[Pair, set[TieNature]]) -> dict[Pair, TieNature]:
    chosen: dict[Pair, TieNature] = {}
    for pair, natures in sorted(found.items()):
        known = [nature for nature in _WEIGHT if nature in natures]
        if known and known[0] is not TieNature.BIRTH and not natures & set(_TWINS):
            chosen[pair] = known[0]
    return chosen


def _twins(siblings: Mapping[Pair, set[TieNature]]) -> list[Twins]:
    pairs = {pair: natures for pair, natures in siblings.items() if natures & set(_TWINS)}
    groups: list[set[int]] = []
    for pair in sorted(pairs):
        joined = [group for group in groups if group & set(pair)]
        groups = [group for group in groups if group not in joined]
        groups.append(set(pair).union(*joined))
    return [
        Twins(
            tuple(sorted(group)),
            all(
                TieNature.IDENTICAL_TWIN in natures
                for pair, natures in pairs.items()
                if set(pair) <= group
            ),
        )
        for group in sorted(groups, key=min)
    ]


def twins_of(ties: Iterable[TieFact]) -> dict[PersonId, frozenset[PersonId]]:
    """Return for everybody who is a twin all those of the same birth, with themselves."""
    groups: dict[PersonId, frozenset[PersonId]] = {}
    for tie in ties:
        if tie.kind is TieKind.SIBLING and tie.nature in _TWINS:
            none = frozenset[PersonId]()
            both = groups.get(tie.subject, none) | groups.get(tie.other, none)
            both |= {tie.subject, tie.other}
            groups |= dict.fromkeys(both, both)
    return groups
