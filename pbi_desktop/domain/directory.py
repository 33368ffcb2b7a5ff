"""Groups and places that help people, as a published list gives them, and what a reading left."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from io import BytesIO
from typing import BinaryIO, Generic, Protocol, TypeVar

T = TypeVar("T")

LICENCE_UNKNOWN = "unknown"
RAW_JSON = "json"
"""The only key of what a feed of JSON said of an entry: its text as it stood."""
OWN_EXPORT = "directory export"
"""The feed of what this program exported itself: its entries are known again by their ids."""


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
    HOSPITAL = "hospital"
    POST_OFFICE = "post_office"
    SERVICE = "service"
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
    tells_checks: bool = False
    """Whether its feed says when an entry was last checked; then an import alone checks nothing."""
    checked_on: date | None = None


@dataclass(frozen=True)
class Listing:
    """One entry as it is kept, for those who publish it again."""

    feed_id: str
    source_key: str
    name: str
    kind: str
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
    checked_on: date | None = None
    licence: str = LICENCE_UNKNOWN
    raw: str = ""


@dataclass(frozen=True)
class RefusedRow:
    """A row that was not taken in, why not, and what it said; the header is row 1."""

    file: str
    row_number: int
    reason: str
    raw: tuple[tuple[str, str], ...] = ()


class Source(Protocol):
    """A file of any size: its name, what is in it, and a way to read it bit by bit."""

    @property
    def name(self) -> str:
        """The name, without the path."""

    @property
    def data(self) -> bytes:
        """All that is in it; refuses what is too large to be held at once."""

    def open(self) -> BinaryIO:
        """Open it from its beginning."""


@dataclass(frozen=True)
class HeldSource:
    """A file that is in memory already."""

    name: str
    data: bytes

    def open(self) -> BinaryIO:
        """Open it from its beginning."""
        return BytesIO(self.data)


@dataclass(frozen=True)
class ReadResult(Generic[T]):
    """What one file gave: checked records, refused rows, and things a person may want to know."""

    accepted: tuple[T, ...] = ()
    refused: tuple[RefusedRow, ...] = ()
    noticed: tuple[str, ...] = ()
