"""Words for a screen reader about something that happened without a move of focus."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

_ASSERTIVE = QAccessible.AnnouncementPoliteness.Assertive
_POLITE = QAccessible.AnnouncementPoliteness.Polite


def announce(about: QObject, words: str, *, urgent: bool = False) -> None:
    """Have a screen reader say something, after what it is saying now unless it is urgent."""
    event = QAccessibleAnnouncementEvent(about, words)
    event.setPoliteness(_ASSERTIVE if urgent else _POLITE)
    QAccessible.updateAccessibility(event)
