"""The screen of the team's letters: which there are, one to write, and how it will look."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.domain.letters import FIELD_WORDS, LetterTo, Template
from pbi_desktop.ui.kit.key_binding import bind_keys
from pbi_desktop.ui.kit.ports import Shortcut, Tone
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.choices import Pick
from pbi_desktop.ui.kit.widgets.fields import Field, LineField, TextField, show_problems_at
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Columns, Flow, column, page, panel
from pbi_desktop.ui.kit.widgets.notices import Notice

if TYPE_CHECKING:
    from pbi_desktop.services.letter_reading import TeamTemplate
    from pbi_desktop.services.letter_templates import TeamLetters, TemplateWish

_KEYS = (
    Shortcut("Ctrl+Enter", "Keep the letter for the team"),
    Shortcut("Ctrl+Shift+V", "See it with an invented case"),
)
_NEW = ("", "A new letter")
_TO = {LetterTo.PERSON: "The person", LetterTo.OTHER: "Somebody else, about them"}
_FIELDS = ", ".join(f"{{{name}}} {words.lower()}" for name, words in FIELD_WORDS.items())


class LettersScreen(QWidget):
    """Shows and wishes; the presenter decides."""

    came_in_sight = Signal()
    preview_wanted = Signal(object)  # TemplateWish
    keep_wanted = Signal(object, object, int)  # TemplateWish, UUID or None, seen
    removal_wanted = Signal(object, int)  # UUID, seen

    def __init__(self) -> None:
        super().__init__()
        self.presenter: object = None
        self._letters: TeamLetters | None = None
        self.said = Notice("", Tone.INFO)
        self.letter = Pick("Which letter", [_NEW])
        self.language = Pick("In which language", [("", "English")])
        self.to = Pick("It goes to", [(one.value, words) for one, words in _TO.items()])
        self.name = LineField("What it is called", placeholder="Food parcel")
        self.title = LineField("Title on the page", placeholder="Your food parcel")
        self.english = label("", "body", tone="ink2", wrap=True)
        self.text = TextField("What it says", lines=12)
        self.keep_button = Button("Keep for the team", Kind.PRIMARY, key="Ctrl Enter")
        self.see_button = Button("See it with an invented case", Kind.SECONDARY, icon="eye")
        self.remove_button = Button("Take it away", Kind.SECONDARY, icon="x")
        self.preview = label("", "body", wrap=True)
        self._write = Card("Write a letter of the team")
        self._beside = Card("The English beside it")
        self._look = Card("With an invented case")
        self._lay_out()
        self._connect()
        self._fit()

    def _lay_out(self) -> None:
        ways, top = Flow(), Columns(3, narrowest=260)
        for button in (self.keep_button, self.see_button, self.remove_button):
            ways.addWidget(button)
        for pick in (self.letter, self.language, self.to):
            top.add(panel(column(label(pick.accessibleName(), "field"), pick, spacing=5)))
        fields = label(f"Fields: {_FIELDS}.", "support", tone="ink2", wrap=True)
        for part in (top, self.name, self.title, self.text, fields, panel(ways)):
            self._write.add(part)
        self._beside.add(self.english)
        self._look.add(self.preview)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(
            page(
                label("Letters of the team", "page", wrap=True),
                self.said, self._write, self._beside, self._look,
            )
        )  # fmt: skip
        self.said.hide()
        self._look.hide()

    def _connect(self) -> None:
        self.letter.chosen.connect(self._choose)
        self.language.chosen.connect(self._choose)
        self.keep_button.clicked.connect(self._keep)
        self.see_button.clicked.connect(self._see)
        self.remove_button.clicked.connect(self._take_away)
        bind_keys(self, {"Ctrl+Enter": self._keep, "Ctrl+Shift+V": self._see})

    def shortcuts(self) -> tuple[Shortcut, ...]:
        """Return the keys of the screen."""
        return _KEYS

    def land(self) -> None:
        """Begin with which letter."""
        self.letter.setFocus(Qt.FocusReason.TabFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the letters: others of the team change them too."""
        super().showEvent(event)
        self.came_in_sight.emit()

    # For the presenter

    def show_letters(self, letters: "TeamLetters") -> None:
        """Show what there is; what is being typed stays."""
        first, self._letters = self._letters is None, letters
        chosen, language = self.letter.value, self.language.value
        english = {one.key: f"{one.name} (of the program)" for one in letters.program}
        for own in letters.own:
            if not own.template.language:
                english[own.template.key] = f"{own.template.name} (ours)"
        spoken = {one.template.language for one in letters.own} | set(letters.languages)
        self.letter.set_options([_NEW, *english.items()])
        self.language.set_options([("", "English"), *((one, one) for one in sorted(spoken - {""}))])
        self.letter.choose(chosen if chosen in english else "")
        self.language.choose(language if language in spoken else "")
        self._fit()
        if first and self.isVisible():
            self.land()

    def show_preview(self, text: str) -> None:
        """Show a letter as it will look."""
        self._clear()
        self.preview.setText(text)
        self._look.show()
        announce(self, text)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say at the fields what to mend."""
        self.said.hide()
        loose = show_problems_at(self._by_name(), problems)
        if loose:
            self.show_said(loose, Tone.WARN)

    def show_said(self, words: str, tone: Tone) -> None:
        """Say what became of what was asked."""
        self.said.say(words, tone)
        self.said.show()
        announce(self, words)

    def kept(self) -> None:
        """Forget what was typed: it is kept."""
        self._clear()
        self._look.hide()
        self.letter.choose("")
        self.language.choose("")
        self._fill()

    # Within

    def _by_name(self) -> dict[str, Field]:
        return {"name": self.name, "title": self.title, "text": self.text}

    def _clear(self) -> None:
        self.said.hide()
        for field in self._by_name().values():
            field.clear_problem()

    def _choose(self, _key: str) -> None:
        self._clear()
        self._look.hide()
        self._fill()

    def _own(self) -> "TeamTemplate | None":
        """Return what the team has of the letter and language that are chosen."""
        own = self._letters.own if self._letters is not None else ()
        wanted = (self.letter.value, self.language.value)
        return next(
            (one for one in own if (one.template.key, one.template.language) == wanted), None
        )

    def _fill(self) -> None:
        """Show what there is of the letter that was chosen, to be changed."""
        own = self._own()
        shown = own.template if own is not None else None
        if shown is None and not self.language.value and self._letters is not None:
            program = self._letters.program
            shown = next((one for one in program if one.key == self.letter.value), None)
        self.name.set_text(shown.name if shown else "")
        self.title.set_text(shown.title if shown else "")
        self.text.set_text(shown.text if shown else "")
        english = self._english()
        whose = shown or english
        if whose is not None:
            self.to.choose(whose.to.value)
        self._fit()

    def _english(self) -> Template | None:
        if self._letters is None or not self.letter.value:
            return None
        every = [*(one.template for one in self._letters.own), *self._letters.program]
        found = (one for one in every if one.key == self.letter.value and not one.language)
        return next(found, None)

    def _fit(self) -> None:
        english = self._english() if self.language.value else None
        self._beside.setVisible(english is not None)
        self.english.setText(english.text if english is not None else "")
        self.remove_button.setVisible(self._own() is not None)
        self._write.setVisible(self._letters is not None)  # none: this worker leads no site
        self.to.setEnabled(not self.letter.value)

    def _wish(self) -> "TemplateWish":
        from pbi_desktop.services.letter_templates import TemplateWish

        return TemplateWish(
            self.name.text(),
            LetterTo(self.to.value or LetterTo.PERSON),
            self.title.text(),
            self.text.text(),
            self.language.value,
            self.letter.value,
        )

    def _keep(self) -> None:
        if self._letters is None:
            return
        own = self._own()
        self.keep_wanted.emit(self._wish(), own.id if own else None, own.seen if own else 0)

    def _see(self) -> None:
        if self._letters is None:
            return
        self.preview_wanted.emit(self._wish())

    def _take_away(self) -> None:
        own = self._own()
        if own is not None:
            self.removal_wanted.emit(own.id, own.seen)
