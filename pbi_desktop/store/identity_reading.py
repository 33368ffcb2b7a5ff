"""Which records are of one person, and which are not: out of the policed views, nothing else.

A link shows to a worker who may know both people, so an identity is what this worker's visible
links join: a link over somebody hidden joins nobody here. Plain statements, as search needs them.
"""

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.identity import Pair, leads
from pbi_desktop.store.reading import Reading, as_uuid, few

_AT_ONCE = 400
"""How many people one statement asks about: drivers take so many values, twice."""


def group(reading: Reading, actor: Actor, people: Sequence[UUID]) -> dict[UUID, UUID]:
    """Return the lead of each person's identity: the smallest id that visible links join them to.

    Somebody without a link leads themselves. Whether a person given is visible is not asked.
    """
    joined = _joined(reading, actor, people)
    lead = leads(joined)
    return {person: lead.get(person, person) for person in people}


def apart(reading: Reading, actor: Actor, people: Sequence[UUID]) -> frozenset[Pair]:
    """Return the pairs that hold one of these people and were said not to be the same person."""
    return frozenset(_links(reading, actor, people, same=False))


def _joined(reading: Reading, actor: Actor, people: Iterable[UUID]) -> set[Pair]:
    """Return every visible link of the identities of these people, however long the way."""
    found: set[Pair] = set()
    asked: set[UUID] = set()
    ask = set(people)
    while ask:
        found |= set(_links(reading, actor, sorted(ask), same=True))
        asked |= ask
        ask = {person for pair in found for person in pair} - asked
    return found


def _links(reading: Reading, actor: Actor, people: Sequence[UUID], *, same: bool) -> Iterator[Pair]:
    for start in range(0, len(people), _AT_ONCE):
        some = people[start : start + _AT_ONCE]
        values = {f"key{place}": person for place, person in enumerate(some)}
        marks = ", ".join(f":{name}" for name in values)
        wanted = "same" if same else "NOT same"
        rows = reading.rows(
            actor,
            " UNION ".join(  # each half by its own index
                "SELECT subject_id, other_id FROM identity_links "  # noqa: S608 - numbered names
                f"WHERE {wanted} AND {few(reading, f'{end} IN ({marks})')}"
                for end in ("subject_id", "other_id")
            ),
            values,
        )
        yield from ((as_uuid(one), as_uuid(other)) for one, other in rows)
