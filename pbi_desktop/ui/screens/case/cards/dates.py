"""Dates that matter: what comes, how soon, what happens if it is missed, and who goes along."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.domain.housing import KeyDateState
from pbi_desktop.domain.times import london_day
from pbi_desktop.services.housing_rows import GoingAlongLine, KeyDateLine
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import Icon, label
from pbi_desktop.ui.kit.widgets.layouts import clear, column, panel, row
from pbi_desktop.ui.screens.case.housing_words import (
    became_words,
    full_day,
    going_words,
    how_near_words,
    mark_of,
    when_and_where,
)


class DatesCard(Card):
    """The days that matter and are not settled, most pressing first."""

    add_wanted = Signal()
    became_wanted = Signal(object)  # KeyDateLine
    went_wanted = Signal(object)  # GoingAlongLine

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("Dates that matter")
        self._privacy = privacy
        self._lines = QVBoxLayout()
        self._lines.setSpacing(12)
        self.add_button = Button("Add a date", Kind.LINK, icon="plus")
        self.add(self._lines)
        self.add(row(self.add_button, 0))
        self.add_button.clicked.connect(self.add_wanted)

    def show_dates(
        self,
        dates: tuple[KeyDateLine, ...],
        going: tuple[GoingAlongLine, ...],
        today: date,
        *,
        may_write: bool,
    ) -> None:
        """Show these; each says how soon it is in words."""
        clear(self._lines)
        for one in dates:
            became = self.became_wanted.emit if may_write else None
            self._lines.addWidget(date_line(one, today, self._privacy, became))
        for line in sorted(going, key=lambda one: one.at):
            self._lines.addWidget(self._going(line, today, may_write=may_write))
        pressing = dates and dates[0].rank.presses
        self.set_look(tone="warn" if pressing else "", accent="warn" if pressing else "")
        self.add_button.setVisible(may_write)

    def _going(self, line: GoingAlongLine, today: date, *, may_write: bool) -> QWidget:
        words = label(self._privacy.detail(going_words(line)), "dense-strong", wrap=True)
        when = label(full_day(london_day(line.at), line.at), "support", wrap=True)
        parts = column(words, when, spacing=2)
        if may_write and london_day(line.at) <= today:
            button = _link("How did it go?", going_words(line), self._privacy)
            button.clicked.connect(lambda _checked=False: self.went_wanted.emit(line))
            parts.addLayout(row(button, 0))
        return _marked(Icon("heart-handshake", 18, "ink2"), parts)


def date_line(
    line: KeyDateLine,
    today: date,
    privacy: Privacy,
    became: Callable[[KeyDateLine], None] | None,
) -> QWidget:
    """Return one date: what it is and how soon, when and where, what happens if it is missed."""
    if line.state is not KeyDateState.COMING:
        return _settled(line, privacy)
    mark = mark_of(line)
    what = label(privacy.detail(line.what), "dense-strong", wrap=True)
    soon = how_near_words(line, today).capitalize()
    when = label(
        f"{soon} · {privacy.detail(when_and_where(line))}", "support", tone=mark.tone, wrap=True
    )
    missed = label(f"If it is missed: {privacy.detail(line.consequence)}", "support", wrap=True)
    parts = column(what, when, missed, spacing=2)
    if became is not None:
        button = _link("What became of it?", line.what, privacy)
        button.clicked.connect(lambda _checked=False: became(line))
        parts.addLayout(row(button, 0))
    return _marked(Icon(mark.icon, 18, mark.tone), parts)


def _settled(line: KeyDateLine, privacy: Privacy) -> QWidget:
    what = label(privacy.detail(f"{line.what}, {full_day(line.on_day)}"), "dense", wrap=True)
    became = label(privacy.detail(became_words(line)), "support", wrap=True)
    return _marked(Icon("history", 18, "ink3"), column(what, became, spacing=2))


def _link(words: str, about: str, privacy: Privacy) -> Button:
    button = Button(words, Kind.LINK)
    button.setAccessibleName(f"{words} {privacy.detail(about)}")
    return button


def _marked(mark: Icon, parts: QVBoxLayout) -> QWidget:
    line = row(mark, parts, spacing=10)
    line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    line.setStretch(1, 1)
    return panel(line)
