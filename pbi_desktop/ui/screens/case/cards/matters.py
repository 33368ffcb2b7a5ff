"""What matters to me: the person's own words first, in plum, and how they want to be met."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pbi_desktop.services.case_rows import CaseHeader, Matters
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.fields import TextField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import clear
from pbi_desktop.ui.kit.widgets.notices import EmptyState
from pbi_desktop.ui.screens.case.day_words import in_sentence
from pbi_desktop.ui.screens.case.form import PlaceForm
from pbi_desktop.ui.screens.case.pronouns import pronouns
from pbi_desktop.ui.screens.case.wishes import Form, SayWhatMatters, Wish
from pbi_desktop.ui.screens.case.words import HIDDEN


class MattersForm(PlaceForm):
    """The same words, to be written in place."""

    def __init__(self) -> None:
        super().__init__(Form.MATTERS, "What matters to me", "Keep these words")
        self.words = TextField(
            "What matters most", hint="In their words, not ours.", lines=3, voice=True
        )
        self.do = TextField("Please do", lines=1, voice=True)
        self.dont = TextField("Please don't", lines=1, voice=True)
        for name, field in (("words", self.words), ("do", self.do), ("dont", self.dont)):
            self.body.addWidget(field)
            self.hold(name, field)

    def show_said(self, said: Matters | None) -> None:
        """Start from what was said last."""
        self.begin()
        self.words.set_text(said.words if said else "")
        self.do.set_text(said.please_do if said else "")
        self.dont.set_text(said.please_dont if said else "")
        self._clock.forget()

    def wish(self) -> Wish | None:
        """Return the words to keep."""
        words = self.words.text().strip()
        if not words:
            self.show_problems({"words": "Write what they said, in their words."})
            return None
        return SayWhatMatters(words, self.do.text().strip(), self.dont.text().strip())


class MattersCard(Card):
    """Shows the words, or the form to change them in place."""

    draft_wanted = Signal()

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("What matters to me", tone="voice", accent="voice")
        self._privacy = privacy
        self._said: Matters | None = None
        self.form = MattersForm()
        self.form.hide()
        self._words = QVBoxLayout()
        self._words.setSpacing(10)
        self.change = Button("Change", Kind.LINK, icon="pencil", name="Change what matters")
        self.head.addWidget(self.change)
        self.add(self._words)
        self.add(self.form)
        self.change.clicked.connect(self.open_form)
        self.form.closed.connect(self.close_form)

    def show_said(self, said: Matters | None, header: CaseHeader, today: date) -> None:
        """Show what was said last; the form stays open if somebody is writing in it."""
        self._said = said
        words = pronouns(header.pronouns)
        day = in_sentence(said.said_on, today) if said else ""
        self.set_meta(f"{words.possessive.capitalize()} words, {day}" if said else "")
        self.change.setVisible(bool(said) and header.may_write)
        clear(self._words)
        for part in self._parts(said, may_write=header.may_write):
            self._words.addWidget(part)
            part.setVisible(self.form.isHidden())

    def open_form(self) -> None:
        """Open the form in place of the words, from its draft if there is one."""
        if self.form.isHidden():
            self.form.show_said(self._said)
            self._show_form(shown=True)
            self.draft_wanted.emit()
        self.form.words.setFocus()

    def close_form(self) -> None:
        """Show the words again."""
        within = self.form.isAncestorOf(self.focusWidget() or self)
        self._show_form(shown=False)
        if within:
            self.change.setFocus()

    def _show_form(self, *, shown: bool) -> None:
        self.form.setVisible(shown)
        self.change.setVisible(not shown)
        for index in range(self._words.count()):
            item = self._words.itemAt(index)
            widget = item.widget() if item else None
            if widget is not None:
                widget.setVisible(not shown)

    def _parts(self, said: Matters | None, *, may_write: bool) -> list[QWidget]:
        if said is None:
            ask = "Write what matters" if may_write else ""
            words = "Not written down yet. Ask, and use their own words." if may_write else HIDDEN
            empty = EmptyState(words, ask)
            empty.wanted.connect(self.open_form)
            return [empty]
        words = self._privacy.detail(said.words)
        parts: list[QWidget] = [label(f"“{words}”", "quote", wrap=True)]
        asks = [("Do:", said.please_do), ("Don't:", said.please_dont)]
        if any(text for _, text in asks):
            parts.append(self._asks([(word, text) for word, text in asks if text]))
        return parts

    def _asks(self, asks: list[tuple[str, str]]) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for at, (word, text) in enumerate(asks):
            grid.addWidget(label(word, "dense-strong", tone="voice"), at, 0)
            grid.addWidget(label(self._privacy.detail(text), "dense", wrap=True), at, 1)
        return made
