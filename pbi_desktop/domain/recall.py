"""What a refusal, an objection or the end of an agreement stops, and what goes on.

A pure reckoning over agreements, what the person said, and the ledger of what agencies were told.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pbi_desktop.domain.access import AgencyKind, Basis, Category, Purpose
from pbi_desktop.domain.ids import AgencyId, PersonId


@dataclass(frozen=True)
class Terms:
    """What an agreement gives a kind of agency for a purpose, on which ground."""

    kind: AgencyKind
    purpose: Purpose
    category: Category
    basis: Basis


@dataclass(frozen=True)
class Word:
    """What a person said about one category: yes or no, to one kind of agency or to all."""

    person: PersonId
    about: Category
    kind: AgencyKind | None
    given: bool
    begins: datetime
    ends: datetime | None = None

    def counts_for(self, person: PersonId, terms: Terms, at: datetime) -> bool:
        """Say whether this is about the person and category, to that agency, at an instant."""
        lasts = self.begins <= at and (self.ends is None or at < self.ends)
        to_them = self.kind is None or self.kind is terms.kind
        return lasts and to_them and (self.person, self.about) == (person, terms.category)


@dataclass(frozen=True)
class Holding:
    """Something of one category that an agency was told about a person, for a purpose."""

    disclosure: UUID
    agency: AgencyId
    kind: AgencyKind
    purpose: Purpose
    person: PersonId
    category: Category


@dataclass(frozen=True)
class Flow:
    """Something that an agency may go on being told, on the strongest ground there is."""

    kind: AgencyKind
    purpose: Purpose
    category: Category
    basis: Basis


@dataclass(frozen=True)
class Aftermath:
    """What is so once a person has said what they said."""

    goes_on: tuple[Flow, ...]
    stops: tuple[Flow, ...]
    """What is agreed and no longer lawful; the ground is the one that gave way."""
    recall: tuple[Holding, ...]
    """What agencies hold and may not be told any more: they are asked to destroy it."""
    stays: tuple[tuple[Holding, Basis], ...]
    """What they hold and may keep, and on which ground."""


_STRONGEST = (Basis.DUTY, Basis.TASK, Basis.CONSENT)


def is_lawful(person: PersonId, terms: Terms, said: Iterable[Word], at: datetime) -> bool:
    """Say whether an agreement's ground holds: a duty; a task not refused; consent not refused."""
    if terms.basis is Basis.DUTY:
        return True
    heard = {one.given for one in said if one.counts_for(person, terms, at)}
    if False in heard:
        return False
    return terms.basis is Basis.TASK or True in heard


def aftermath(
    person: PersonId,
    agreed: Iterable[Terms],
    said: Iterable[Word],
    held: Iterable[Holding],
    at: datetime,
) -> Aftermath:
    """Return what stops, what goes on and on which ground, and what must be asked back.

    The same whatever the order; what is held without any agreement is asked back too.
    """
    terms, words = set(agreed), tuple(said)
    lawful = {one for one in terms if is_lawful(person, one, words, at)}
    ground = _grounds(lawful)
    gave_way = {key: basis for key, basis in _grounds(terms).items() if key not in ground}
    mine = sorted({one for one in held if one.person == person}, key=_in_order)
    return Aftermath(
        _flows(ground),
        _flows(gave_way),
        tuple(one for one in mine if _key(one) not in ground),
        tuple((one, ground[_key(one)]) for one in mine if _key(one) in ground),
    )


_Key = tuple[AgencyKind, Purpose, Category]


def _key(one: Terms | Holding) -> _Key:
    return one.kind, one.purpose, one.category


def _grounds(terms: Iterable[Terms]) -> dict[_Key, Basis]:
    """Return the strongest ground of each flow."""
    found: dict[_Key, Basis] = {}
    for one in terms:
        before = found.get(_key(one), one.basis)
        found[_key(one)] = min(before, one.basis, key=_STRONGEST.index)
    return found


def _flows(ground: dict[_Key, Basis]) -> tuple[Flow, ...]:
    return tuple(Flow(*key, ground[key]) for key in sorted(ground))


def _in_order(one: Holding) -> tuple[str, str, int, str]:
    return str(one.agency), one.purpose, one.category, str(one.disclosure)
