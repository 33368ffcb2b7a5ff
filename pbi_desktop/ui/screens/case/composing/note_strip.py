"""What the composer understood of a note, as a sentence whose parts can be corrected."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QWidget

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.casework import Marking, NoteKind
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.time_words import Moment, say_moment
from pbi_desktop.services.case_rows import NewNote
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.chips import Chip, ToggleChip
from pbi_desktop.ui.kit.widgets.choices import Pick
from pbi_desktop.ui.kit.widgets.fields import LineField
from pbi_desktop.ui.kit.widgets.labels import label, set_tone
from pbi_desktop.ui.kit.widgets.layouts import Flow, clear, panel, row
from pbi_desktop.ui.screens.case.readers import moment_reader, short_moment
from pbi_desktop.ui.screens.case.understanding import NoteWords
from pbi_desktop.ui.screens.case.words import MARKINGS, NOTE_CATEGORIES, NOTE_KINDS, low

_KIND, _PLACE, _DAY, _ABOUT, _MARK, _TOLD_BY = "kind", "place", "day", "about", "mark", "told_by"
_LETTERS = "letters"


class NoteStrip(QWidget):
    """ "Kept as a visit, at home, today, about money. Not marked." Each part can be changed."""

    corrected = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._today = date.min
        self._read_moment = moment_reader(lambda: self._today)
        self._several: tuple[Moment, ...] = ()
        self._step_words: tuple[str, ...] = ()
        self._own: dict[str, str] = {}
        kinds = [(kind.value, words) for kind, words in NOTE_KINDS.items()]
        about = [(category.name, words) for category, words in NOTE_CATEGORIES.items()]
        self.kind = Pick("What sort of entry", kinds)
        self.about = Pick("What it is about: this decides who may read it", about)
        self.place = _small("Where it was", "where", 11)
        self.day = _small("When it was", "now", 17)
        self.told_by = _small("Who told you", "who told you", 16)
        self.day_echo = label("", "support")
        self.marks = {mark: ToggleChip(words) for mark, words in MARKINGS.items()}
        self._steps = Flow(gap=6)
        self._lay_out()
        self._connect()
        self._fit()
        self.clear()

    def _lay_out(self) -> None:
        marks = row(*self.marks.values(), spacing=4)
        for chip in self.marks.values():
            chip.setAccessibleName(f"Mark: {chip.text().lower()}")
        flow = Flow(self, gap=8)
        parts: Sequence[tuple[str, QWidget]] = (
            ("Kept as", self.kind),
            ("at", self.place),
            ("on", self.day),
            ("", self.day_echo),
            ("about", self.about),
        )
        for word, part in parts:
            flow.addWidget(_beside(word, part) if word else part)
        flow.addWidget(_beside("", panel(marks)))
        flow.addWidget(self.told_by)
        self._steps_shown = panel(self._steps)
        flow.addWidget(self._steps_shown)

    def _fit(self) -> None:
        """Show by their width how much the fields expect, at every text size."""
        for field in (self.place, self.day, self.told_by):
            digit = QFontMetrics(theme().font("body")).horizontalAdvance("0")
            field.setFixedWidth(digit * int(field.property(_LETTERS)) + 40)

    def _connect(self) -> None:
        theme().changed.connect(self._fit)
        self._group = QButtonGroup(self)
        for chip in self.marks.values():
            self._group.addButton(chip)
        self._group.buttonClicked.connect(self._correct_mark)
        self.kind.chosen.connect(self._correct_kind)
        self.about.chosen.connect(self._correct_about)
        for field, correct in (
            (self.place, self._correct_place),
            (self.day, self._correct_day),
            (self.told_by, self._correct_told_by),
        ):
            if isinstance(field.editor, QLineEdit):
                field.editor.textEdited.connect(correct)

    # What is understood

    def show_understood(self, words: NoteWords, today: date, step_words: Sequence[str]) -> None:
        """Show what the text says; what somebody corrected stays as they put it."""
        self._today = today
        if _KIND not in self._own:
            self.kind.choose(words.kind.value)
        if _PLACE not in self._own:
            self.place.set_text(words.place)
        if _DAY not in self._own:
            moment = words.happened.moment
            self.day.set_text(short_moment(moment) if moment else "")
        self._several = words.happened.several
        if _MARK not in self._own:
            self.marks[words.marking].setChecked(True)
        if _TOLD_BY not in self._own:
            self.told_by.set_text(words.told_by)
        self._step_words = tuple(step_words)
        clear(self._steps)
        for said in step_words:
            self._steps.addWidget(Chip(said, icon="list-checks", tone="info"))
        self._steps_shown.setVisible(bool(step_words))
        self._refresh()

    def note(self, body: str) -> NewNote | None:
        """Return the note to keep; nothing while its day cannot be read."""
        when = self._read_moment(self.day.text()) if self.day.text().strip() else None
        if when is not None and when.value is None:
            self.day.editor.setFocus()
            return None
        return NewNote(
            body=body,
            kind=NoteKind(self.kind.value),
            at=self._at(when.value if when else None),
            place=self.place.text().strip(),
            marking=self._mark,
            told_by=self.told_by.text().strip() if self._mark is Marking.TOLD else "",
            category=Category[self.about.value],
        )

    def _at(self, when: Moment | None) -> datetime | None:
        """Return the moment; noon of another day without a time; nothing for now."""
        if when is None or (when.day == self._today and when.at is None):
            return None
        return when.instant

    @property
    def sentence(self) -> str:
        """What was understood, as one sentence and its steps."""
        when = self._read_moment(self.day.text()) if self.day.text().strip() else None
        at = say_moment(when.value) if when is not None and when.value else "now"
        told = self.told_by.text().strip() if self._mark is Marking.TOLD else ""
        mark = f"{MARKINGS[self._mark]}: {told}" if told else MARKINGS[self._mark]
        about = f"about {low(self.about.currentText())}"
        parts = (self.kind.currentText(), self.place.text().strip(), at, about, low(mark))
        said = ", ".join(part for part in parts if part)
        return " ".join((f"{said}.", *(f"{step}." for step in self._step_words)))

    # What is corrected

    def corrections(self) -> dict[str, str]:
        """Return what somebody put otherwise than it was understood, for the draft."""
        return dict(self._own)

    def restore(self, values: Mapping[str, str]) -> None:
        """Put back what somebody had corrected."""
        self._own = {name: values[name] for name in _ALL if name in values}
        kind = next((one for one in NoteKind if one.value == self._own.get(_KIND)), None)
        if kind is not None:
            self.kind.choose(kind.value)
        if self._own.get(_ABOUT) in Category.__members__:
            self.about.choose(self._own[_ABOUT])
        for mark, chip in self.marks.items():
            if mark.value == self._own.get(_MARK):
                chip.setChecked(True)
        for name, field in ((_PLACE, self.place), (_DAY, self.day), (_TOLD_BY, self.told_by)):
            field.set_text(self._own.get(name, field.text()))
        self._refresh()

    def clear(self) -> None:
        """Start anew: a note, now, about the case, not marked."""
        self._own, self._several, self._step_words = {}, (), ()
        self.kind.choose(NoteKind.NOTE.value)
        self.about.choose(Category.CORE.name)
        self.marks[Marking.NOT_MARKED].setChecked(True)
        for field in (self.place, self.day, self.told_by):
            field.set_text("")
        clear(self._steps)
        self._steps_shown.hide()
        self._refresh()

    @property
    def _mark(self) -> Marking:
        return next(mark for mark, chip in self.marks.items() if chip.isChecked())

    def _refresh(self) -> None:
        self.told_by.setVisible(self._mark is Marking.TOLD)
        words, tone = self._when_words()
        self.day_echo.setText(words)
        set_tone(self.day_echo, tone)
        self.day_echo.setVisible(bool(words))

    def _when_words(self) -> tuple[str, str]:
        """Return how the time of the note was read, and how pressing that is."""
        typed = self.day.text().strip()
        if not typed and self._several and _DAY not in self._own:
            named = " or ".join(say_date(moment.day) for moment in self._several[:2])
            return f"({named}? Kept as now, unless you say.)", "warn"
        if not typed:
            return "", "ink2"
        read = self._read_moment(typed)
        if read.value is None:
            return f"({read.problem})", "danger"
        return f"({low(read.echo)})", "ink2"

    def _correct(self, name: str, value: str) -> None:
        self._own[name] = value
        self._refresh()
        self.corrected.emit()

    def _correct_kind(self, value: str) -> None:
        self._correct(_KIND, value)

    def _correct_about(self, value: str) -> None:
        self._correct(_ABOUT, value)

    def _correct_mark(self) -> None:
        self._correct(_MARK, self._mark.value)

    def _correct_place(self, text: str) -> None:
        self._correct(_PLACE, text)

    def _correct_day(self, text: str) -> None:
        self._correct(_DAY, text)

    def _correct_told_by(self, text: str) -> None:
        self._correct(_TOLD_BY, text)


_ALL = (_KIND, _PLACE, _DAY, _ABOUT, _MARK, _TOLD_BY)


def _small(name: str, placeholder: str, letters: int) -> LineField:
    field = LineField(name, placeholder=placeholder, letters=letters)
    field.hide_label()
    field.setProperty(_LETTERS, letters)
    return field


def _beside(word: str, part: QWidget) -> QWidget:
    """Return a part with its word before it, both on one line of the sentence."""
    line = row(*([label(word, "support")] if word else []), part, spacing=6)
    made = panel(line)
    made.setMinimumHeight(theme().px(40))
    return made
