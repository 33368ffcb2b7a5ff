"""Looking at records as another agency would get them: for whom and what for, in words."""

from pbi_desktop.domain.access import AgencyKind, Purpose
from pbi_desktop.domain.access_words import AGENCY_KINDS, MAY_HOLD_MORE, PURPOSES
from pbi_desktop.domain.actor import Viewing
from pbi_desktop.domain.sharing import permitted_categories

MYSELF = "me"
_SHORT = {
    Purpose.DIRECT_SUPPORT: "support",
    Purpose.SAFEGUARDING: "safety",
    Purpose.CRIME_PREVENTION: "crime",
    Purpose.TENANCY: "tenancy",
}


def viewings() -> dict[str, Viewing]:
    """Return the agencies and purposes for which anything may be given at all, by a key."""
    return {
        f"{kind}-{purpose}": Viewing(kind, purpose)
        for kind in AgencyKind
        for purpose in Purpose
        if permitted_categories(kind, purpose)
    }


def view_words(viewing: Viewing) -> str:
    """Return whose eyes these are, as short as a pick-list needs it: "As Police: safety"."""
    return f"As {AGENCY_KINDS[viewing.agency_kind]}: {_SHORT[viewing.purpose]}"


def band_words(viewing: Viewing) -> tuple[str, str]:
    """Return what the band says all the time: a title, and what it means."""
    title = f"VIEWING AS {AGENCY_KINDS[viewing.agency_kind].upper()}"
    why = f"{PURPOSES[viewing.purpose].capitalize()}. Read only. {MAY_HOLD_MORE}"
    return title, why


def nothing_words(viewing: Viewing) -> str:
    """Return what is said where nothing of a case may be given."""
    return (
        f"{AGENCY_KINDS[viewing.agency_kind]} would get nothing of this case "
        f"{PURPOSES[viewing.purpose]}. {MAY_HOLD_MORE} Press Esc to see your own view again."
    )
