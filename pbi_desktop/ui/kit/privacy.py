"""Privacy in a shop front: F8 turns names into initials and covers dates and notes."""

from PySide6.QtCore import QObject, Signal

from pbi_desktop.ui.kit.widgets.labels import initials

_COVERED = "Hidden (F8)"
_NO_NAME = frozenset(["No name given", "Not given"])
"""What stands where a name would: it covers nobody, and its initials would be somebody's."""


class Privacy(QObject):
    """Whether personal detail is hidden just now; every screen listens to `changed`."""

    changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hidden = False

    @property
    def hidden(self) -> bool:
        """Whether names are initials and dates, addresses and notes are covered."""
        return self._hidden

    def hide(self, hidden: bool) -> None:
        """Hide or show personal detail in every window."""
        if hidden != self._hidden:
            self._hidden = hidden
            self.changed.emit(hidden)

    def toggle(self) -> None:
        """Hide what is shown, or show what is hidden."""
        self.hide(not self._hidden)

    def name(self, name: str) -> str:
        """Return a name as it may be shown now."""
        if not self._hidden or name in _NO_NAME:
            return name
        return " ".join(f"{letter}." for letter in initials(name)) if name else name

    def detail(self, text: str) -> str:
        """Return a date of birth, address, telephone number or note as it may be shown now."""
        return _COVERED if self._hidden and text else text
