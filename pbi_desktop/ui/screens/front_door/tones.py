"""Another look for words, without a new look at every style where it is the one they have."""

from PySide6.QtWidgets import QWidget

from pbi_desktop.ui.kit.widgets.labels import set_tone


def tone_of(words: QWidget, tone: str, role: str = "") -> None:
    """Give words a colour, and a step of the type scale, if they are others than they have."""
    changed = words.property("tone") != tone
    if role and words.property("role") != role:
        words.setProperty("role", role)
        changed = True
    if changed:
        set_tone(words, tone)
