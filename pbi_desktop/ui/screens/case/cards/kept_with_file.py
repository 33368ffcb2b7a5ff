"""What is kept with a file: a resident's own words, each hand-over, and who looked at it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import column, panel, row
from pbi_desktop.ui.screens.case.cards.folded import FoldedLines
from pbi_desktop.ui.screens.case.team_words import (
    agreed_words,
    basis_words,
    handed_words,
    looked_words,
    missing_words,
)

if TYPE_CHECKING:
    from pbi_desktop.services.handing_over import HandOverNote
    from pbi_desktop.services.team_notes import AuditNote
    from pbi_desktop.services.voices import OwnWords
    from pbi_desktop.ui.screens.case.rights import FileNotes

_TAKEN_BACK = "They took it back"


class KeptWithFile(Card):
    """Three lists, the newest first; it is there only while there is something to read."""

    taken_back = Signal(object)  # OwnWords

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("Kept with this file")
        self._privacy = privacy
        self.buttons: list[Button] = []
        self.own_words = FoldedLines("their own words")
        self.handed = FoldedLines("who handed over")
        self.looked = FoldedLines("who looked at this file")
        self._groups: list[tuple[QWidget, FoldedLines]] = []
        for words, lines in (
            ("In their own words", self.own_words),
            ("Handed over", self.handed),
            ("Looked at", self.looked),
        ):
            group = panel(column(label(words, "field"), lines, spacing=6))
            self._groups.append((group, lines))
            self.add(group)
        self.hide()

    def show_notes(self, notes: "FileNotes", *, may: bool) -> None:
        """Show what is kept; `may` they say that somebody took their words back."""
        self.buttons = []
        own = [self._own(one, may=may) for one in notes.own_words]
        handed = [self._handed(one) for one in notes.handed]
        looked = [self._looked(one) for one in notes.looked]
        for (group, lines), parts in zip(self._groups, (own, handed, looked), strict=True):
            lines.show_lines((False, part) for part in parts)
            group.setVisible(bool(parts))
        self.setVisible(bool(own or handed or looked))

    def fold(self) -> None:
        """Fold away what was unfolded: another case is on its way."""
        for _group, lines in self._groups:
            lines.fold()

    def _own(self, one: "OwnWords", *, may: bool) -> QWidget:
        words = label(self._privacy.detail(f"“{one.words}”"), "quote", tone="voice", wrap=True)
        about = f"{self._privacy.name(one.called)}. {agreed_words(one)}"
        parts = [words, label(about, "support", wrap=True)]
        if not may or one.taken_back_on is not None:
            return _lines(parts)
        button = Button(_TAKEN_BACK, Kind.LINK, name=f"{_TAKEN_BACK}: {about}")
        button.clicked.connect(lambda _on=False: self.taken_back.emit(one))
        self.buttons.append(button)
        return _lines([*parts, panel(row(button, 0))])

    def _handed(self, note: "HandOverNote") -> QWidget:
        return _lines(
            [
                label(handed_words(note), "dense-strong", wrap=True),
                label(self._privacy.detail(note.words), "dense", wrap=True),
                label(self._privacy.detail(basis_words(note)), "support", wrap=True),
            ]
        )

    def _looked(self, note: "AuditNote") -> QWidget:
        below = [
            label(words, "support", wrap=True)
            for words in (missing_words(note), self._privacy.detail(note.words))
            if words
        ]
        return _lines([label(looked_words(note), "dense-strong", wrap=True), *below])


def _lines(parts: Sequence[QWidget]) -> QWidget:
    return panel(column(*parts, spacing=2))
