"""Groups and places that help people, as a published list gives them, and what a reading left."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")

LICENCE_UNKNOWN = "unknown"


class EntryKind(StrEnum):
    """What sort of place or group an entry is."""

    LIBRARY = "library"
    FOOD_BANK = "food_bank"
    PHARMACY = "pharmacy"
    DENTIST = "dentist"
    JOB_CENTRE = "job_centre"
    PROBATION_OFFICE = "probation_office"
    POLLING_STATION = "polling_station"
    PLACE_OF_WORSHIP = "place_of_worship"
    COMMUNITY_CENTRE = "community_centre"
    GROUP = "group"
    OTHER = "other"

    @property
    def words(self) -> str:
        """The kind as it is said: "food bank"."""
        return self.value.replace("_", " ")


@dataclass(frozen=True)
class CommunityEntry:
    """One group or place of one feed; (feed_id, source_key) tells it apart, empty is not known."""

    feed_id: str
    source_key: str
    name: str
    kind: EntryKind
    description: str = ""
    what_offered: str = ""
    for_whom: str = ""
    when_text: str = ""
    address: str = ""
    postcode: str = ""
    locality: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    referral_method: str = ""
    latitude: float | None = None
    longitude: float | None = None
    raw: tuple[tuple[str, str], ...] = ()
    licence: str = LICENCE_UNKNOWN


@dataclass(frozen=True)
class RefusedRow:
    """A row that was not taken in, why not, and what it said; the header is row 1."""

    file: str
    row_number: int
    reason: str
    raw: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ReadResult(Generic[T]):
    """What one file gave: checked records, refused rows, and things a person may want to know."""

    accepted: tuple[T, ...] = ()
    refused: tuple[RefusedRow, ...] = ()
    noticed: tuple[str, ...] = ()
