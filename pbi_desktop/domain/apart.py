"""Whether two bookings could have two people meet who are kept apart."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pbi_desktop.domain.names import name_key

LASTS = timedelta(hours=1)
"""How long a booking is taken to last that does not say. INFERRED."""
AROUND = timedelta(hours=1)
"""Who leaves meets who arrives: within this time of each other is too near. INFERRED."""


@dataclass(frozen=True)
class Booked:
    """When somebody is somewhere, as far as it was said."""

    at: datetime
    ends_at: datetime | None = None
    place: str = ""
    """Empty: nobody said where; it may be anywhere."""

    @property
    def until(self) -> datetime:
        """When it is over, as far as one can tell."""
        return max(self.at, self.ends_at or self.at + LASTS)


def may_meet(one: Booked, other: Booked) -> bool:
    """Say whether two people of whom each is booked so could meet.

    Near in time is enough, unless both places were said and differ: a warning too many costs a
    look, one too few may cost much more.
    """
    near = one.at < other.until + AROUND and other.at < one.until + AROUND
    places = {key for place in (one.place, other.place) if (key := name_key(place))}
    return near and len(places) < 2
