"""What does not fit in the records of a family, named in words."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

import networkx as nx

from pbi_desktop.domain.casework import Gender, TieKind, TieNature
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.ties import (
    GroupFact,
    HomeFact,
    NetworkFacts,
    OutlineLine,
    OutlineSection,
    PersonFact,
    ServiceFact,
    TieFact,
)
from pbi_desktop.domain.times import PartialDate, Precision
from pbi_desktop.network.words import and_list, how_many, isolated

MISFIT = "misfit"
"""How the ids of lines begin that are about no single node."""
_MOST = 60
"""How many are told one by one."""
_LATE = 42
_BIRTH_PARENTS = 2
_OWN = {Gender.WOMAN: "her", Gender.MAN: "his"}
_NOT_BOTH = {
    TieKind.PARTNER: "partner",
    TieKind.FORMER_PARTNER: "former partner",
    TieKind.SIBLING: "brother or sister",
    TieKind.GRANDPARENT: "grandparent",
    TieKind.GRANDCHILD: "grandchild",
}
Names = Mapping[PersonId, str]


def misfits(facts: NetworkFacts) -> tuple[OutlineSection, ...]:
    """Return a section with a sentence for each fault in the records; none where all fits.

    `facts` are all that is known, not only those of one day: dates that end before they begin hold
    on no day. What is still to come on the day of the facts is not looked at.
    """
    said = sorted(set(_said(facts)))
    if not said:
        return ()
    told, more = said[:_MOST], len(said) - _MOST
    told += [f"{how_many(more, 'more thing does', 'more things do')} not fit."] if more > 0 else []
    lines = tuple(
        OutlineLine(f"{MISFIT}:{number}", sentence.removesuffix("."), "")
        for number, sentence in enumerate(told)
    )
    count = how_many(len(said), "thing to put right", "things to put right")
    return (OutlineSection("What does not fit", count, lines, ""),)


def _said(facts: NetworkFacts) -> Iterator[str]:
    names = _names(facts)
    known = [tie for tie in facts.ties if tie.subject in names and tie.other in names]
    parents = _parents(known)
    yield from _with_oneself(known, facts, names)
    yield from _circles(parents, names)
    yield from _both(known, parents, names)
    yield from _births(parents, facts, names)
    yield from _too_many_parents(known, names)
    for fact in facts.people:
        yield from _life(fact, facts.as_at, names[fact.id])
    yield from _dates(facts, names)


def _names(facts: NetworkFacts) -> dict[PersonId, str]:
    shared = Counter(fact.short for fact in facts.people)
    return {
        fact.id: isolated(fact.short if shared[fact.short] == 1 else fact.name)
        for fact in facts.people
    }


def _parents(ties: list[TieFact]) -> set[tuple[PersonId, PersonId]]:
    """Return who is recorded as the parent of whom."""
    found = {(tie.subject, tie.other) for tie in ties if tie.kind is TieKind.PARENT}
    found |= {(tie.other, tie.subject) for tie in ties if tie.kind is TieKind.CHILD}
    return {(parent, child) for parent, child in found if parent != child}


def _with_oneself(ties: list[TieFact], facts: NetworkFacts, names: Names) -> Iterator[str]:
    genders = {fact.id: fact.gender for fact in facts.people}
    for tie in ties:
        if tie.subject == tie.other:
            own = _OWN.get(genders[tie.subject], "their")
            kind = tie.kind.value.replace("_", " ")
            word = f"own {kind}" if tie.kind is not TieKind.OTHER else "own relation"
            yield f"{names[tie.subject]} is recorded as {own} {word}. That tie is not drawn."


def _circles(parents: set[tuple[PersonId, PersonId]], names: Names) -> Iterator[str]:
    graph = nx.DiGraph(sorted(parents))
    for circle in nx.strongly_connected_components(graph):
        if len(circle) > 1:
            people = and_list(sorted(names[one] for one in circle))
            yield (
                f"{people} are recorded as each other's parents, in a circle. "
                "The least likely of these ties is not drawn."
            )


def _both(
    ties: list[TieFact], parents: set[tuple[PersonId, PersonId]], names: Names
) -> Iterator[str]:
    """Say who is the parent of somebody and something else that a parent cannot be."""
    for tie in ties:
        for pair in ((tie.subject, tie.other), (tie.other, tie.subject)):
            if tie.kind in _NOT_BOTH and pair in parents:
                parent, child = pair
                other = _NOT_BOTH[tie.kind]
                yield f"{names[parent]} is recorded as parent and {other} of {names[child]}."


def _births(
    parents: set[tuple[PersonId, PersonId]], facts: NetworkFacts, names: Names
) -> Iterator[str]:
    born = {fact.id: fact.born for fact in facts.people}
    for parent, child in parents:
        older, younger = born[parent], born[child]
        if older and younger and _surely_before(younger, older):
            yield (
                f"{names[child]} was born {say_date(younger)}, before {names[parent]}, "
                f"a parent, who was born {say_date(older)}."
            )


def _too_many_parents(ties: list[TieFact], names: Names) -> Iterator[str]:
    found: dict[PersonId, set[PersonId]] = defaultdict(set)
    for parent, child in _parents([tie for tie in ties if tie.nature is TieNature.BIRTH]):
        found[child].add(parent)
    for child, mine in found.items():
        if len(mine) > _BIRTH_PARENTS:
            people = and_list(sorted(names[parent] for parent in mine))
            yield f"{names[child]} has {len(mine)} parents by birth: {people}."


def _life(fact: PersonFact, day: date, name: str) -> Iterator[str]:
    if fact.born and fact.died and _surely_before(fact.died, fact.born):
        yield f"{name} died {say_date(fact.died)}, before the birth {say_date(fact.born)}."
    if fact.due and not fact.born and not fact.died and (day - fact.due).days > _LATE:
        yield f"{name} was due {say_date(fact.due)}, and no birth is recorded."


def _surely_before(one: PartialDate, other: PartialDate) -> bool:
    """Say whether a date lies before another as far as both are known; "about" is never sure."""
    if Precision.ABOUT in (one.precision, other.precision):
        return False
    known = min(len(one.text), len(other.text))
    return one.text[:known] < other.text[:known]


def _dates(facts: NetworkFacts, names: Names) -> Iterator[str]:
    """Name what ends before it begins, where the day of the facts has come to it."""
    dated: list[HomeFact | TieFact | ServiceFact | GroupFact] = [*facts.home, *facts.ties]
    dated += [*facts.services, *facts.groups]
    for fact in dated:
        began, ended = fact.started_on, fact.ended_on
        if began is None or ended is None or ended >= began or ended > facts.as_at:
            continue
        what = _what(fact, names)
        if what:
            yield f"{what} ends {say_date(ended)}, before it begins {say_date(began)}."


def _what(fact: HomeFact | TieFact | ServiceFact | GroupFact, names: Names) -> str:
    if isinstance(fact, TieFact):
        one, other = names.get(fact.subject), names.get(fact.other)
        return f"The tie of {one} and {other}" if one and other and one != other else ""
    name = names.get(fact.person)
    if not name:
        return ""
    return f"{name} at home" if isinstance(fact, HomeFact) else f"{isolated(fact.name)} with {name}"
