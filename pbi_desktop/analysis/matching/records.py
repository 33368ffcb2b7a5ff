"""People as lists hold them, and the pairs of them that are likely the same."""

from dataclasses import dataclass

from pbi_desktop.analysis.matching.evidence import Line
from pbi_desktop.domain.times import PartialDate


@dataclass(frozen=True)
class Record:
    """One person of a list, as it is written there; empty or None: the list does not say."""

    id: str
    given_name: str = ""
    family_name: str = ""
    full_name: str = ""
    date_of_birth: PartialDate | None = None
    age: int | None = None
    sex: str = ""
    address_1: str = ""
    address_2: str = ""
    locality: str = ""
    postcode: str = ""
    phone: str = ""
    reference: str = ""
    email: str = ""
    earlier_addresses: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    household: tuple[str, ...] = ()
    """Given names of relatives and of those who live with them."""


@dataclass(frozen=True)
class Pair:
    """Two records that are likely one person: ids, probability, weight in bits, and why.

    The lines of the evidence add up to the weight; where nobody asked for them there are none.
    """

    left: str
    right: str
    probability: float
    weight: float
    evidence: tuple[Line, ...]


@dataclass(frozen=True)
class MatchResult:
    """The pairs over the threshold, best first."""

    pairs: tuple[Pair, ...]
