"""What the screen says about emergencies."""

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from pbi_desktop.domain.access_words import categories_in_words

if TYPE_CHECKING:
    from pbi_desktop.services.glass import GlassReview, OpenGlass

_LONDON = ZoneInfo("Europe/London")
TOLD_AT_ONCE = (
    "Your lead and the information governance lead are told at once. It opens for four hours, "
    "only what you choose here, and one of them looks at it within two working days."
)


def clock(at: datetime) -> str:
    """Return a time of day."""
    return at.astimezone(_LONDON).strftime("%H:%M")


def open_words(one: "OpenGlass", names: list[str]) -> str:
    """Return what is open in an emergency, and until when."""
    about = categories_in_words(one.categories)
    return f"Open in an emergency until {clock(one.until)}: {about} of {', '.join(names)}"


def review_title(one: "GlassReview") -> str:
    """Return who opened what, and when."""
    at = one.at.astimezone(_LONDON)
    case = f"case {one.reference}" if one.reference else "a case that is not shared with you"
    return f"{one.by} opened {case} in an emergency, {at:%-d %B} at {at:%H:%M}"


def review_due(one: "GlassReview") -> str:
    """Return by when it is to be looked at."""
    day = f"{one.due_on:%-d %B}"
    return f"Late: it was to be looked at by {day}" if one.late else f"Look at it by {day}"
