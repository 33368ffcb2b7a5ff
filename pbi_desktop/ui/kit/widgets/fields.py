"""Fields: a label above, a hint below it, the box, and what to mend in words and an icon."""

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from pbi_desktop.ui.kit.ports import Reading
from pbi_desktop.ui.kit.text_guard import PlainEdit, PlainLine
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.labels import Icon, label, set_tone

T = TypeVar("T")
_DRAFT_PAUSE_MS = 600


class Field(QWidget):
    """What all fields share: the words around the box, and the times to save a draft."""

    changed = Signal(str)
    draft_due = Signal(str)  # 600 ms after the last letter, and on leaving
    left = Signal()

    def __init__(self, text: str, editor: QLineEdit | QPlainTextEdit, *, hint: str = "") -> None:
        super().__init__()
        self.editor = editor
        self._label_text, self._hint_text = text, hint
        self._label = label(text, "field")
        self._label.setBuddy(editor)
        self._hint = label(hint, "support", wrap=True)
        self._mark = Icon("triangle-alert", 16, "danger")
        self._below = label("", "support", wrap=True)
        self._pause = QTimer(self, singleShot=True, interval=_DRAFT_PAUSE_MS)
        self._pause.timeout.connect(self._draft)
        self._lay_out()
        self._hint.setVisible(bool(hint))
        editor.setAccessibleName(text)
        editor.setAccessibleDescription(hint)
        editor.installEventFilter(self)
        self.setFocusProxy(editor)
        self._say("", problem=False)

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setSpacing(6)
        below.addWidget(self._mark)
        below.addWidget(self._below, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(5)
        for part in (self._label, self._hint, self.editor):
            box.addWidget(part)
        box.addLayout(below)

    @property
    def name(self) -> str:
        """The words above the box."""
        return self._label_text

    @property
    def problem(self) -> str:
        """What is to be mended, or nothing."""
        return self._below.text() if self._mark.isVisibleTo(self) else ""

    def set_label(self, text: str) -> None:
        """Ask for something else in the same box."""
        self._label_text = text
        self._label.setText(text)
        self.editor.setAccessibleName(text)

    def hide_label(self) -> None:
        """Leave the words above out, where a heading beside says them; the name stays."""
        self._label.hide()

    def text(self) -> str:
        """Return what was typed."""
        raise NotImplementedError

    def set_text(self, text: str) -> None:
        """Replace what was typed."""
        raise NotImplementedError

    def show_problem(self, problem: str) -> None:
        """Say under the box, in icon and words, what to mend; also to a screen reader."""
        if problem != self.problem:
            self._say(problem, problem=True)
            announce(self.editor, f"{self._label_text}: {problem}")

    def clear_problem(self) -> None:
        """Take the message away."""
        if self.problem:
            self._say("", problem=False)

    def echo(self, words: str) -> None:
        """Say under the box how it was read, such as "Read as 9 April 1991"."""
        self._say(words, problem=False)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Notice when the box is left, to save a draft and to check."""
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            if self._pause.isActive():
                self._draft()
            self.left.emit()
        return False

    def _typed(self) -> None:
        self._pause.start()
        self.changed.emit(self.text())

    def _draft(self) -> None:
        self._pause.stop()
        self.draft_due.emit(self.text())

    def _say(self, words: str, *, problem: bool) -> None:
        self._below.setText(words)
        set_tone(self._below, "danger" if problem else "ink2")
        self._below.setVisible(bool(words))
        self._mark.setVisible(problem)
        self.editor.setProperty("problem", problem)
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)
        self.editor.setAccessibleDescription(" ".join(w for w in (self._hint_text, words) if w))


class LineField(Field):
    """One line of text."""

    entered = Signal()

    def __init__(
        self,
        text: str,
        *,
        hint: str = "",
        placeholder: str = "",
        letters: int = 0,
        secret: bool = False,
    ) -> None:
        self._line = PlainLine()
        super().__init__(text, self._line, hint=hint)
        self._letters = letters
        self._line.setPlaceholderText(placeholder)
        if secret:
            self._line.setEchoMode(QLineEdit.EchoMode.Password)
        self._line.textChanged.connect(self._typed)
        self._line.returnPressed.connect(self.entered)
        self._fit()
        theme().changed.connect(self._fit)

    def text(self) -> str:
        """Return what was typed."""
        return self._line.text()

    def set_text(self, text: str) -> None:
        """Replace what was typed."""
        if text != self._line.text():
            self._line.setText(text)

    def _fit(self) -> None:
        """Show by its width how much is expected."""
        if self._letters:
            digit = self._line.fontMetrics().horizontalAdvance("0")
            self._line.setMaximumWidth(digit * self._letters + 40)


class TextField(Field):
    """Several lines of plain text. `voice` marks the resident's own words, in plum."""

    def __init__(
        self,
        text: str,
        *,
        hint: str = "",
        placeholder: str = "",
        lines: int = 3,
        voice: bool = False,
    ) -> None:
        self._edit = PlainEdit()
        super().__init__(text, self._edit, hint=hint)
        self._lines = lines
        self._edit.setPlaceholderText(placeholder)
        self._edit.setProperty("voice", voice)
        self._edit.textChanged.connect(self._typed)
        self._fit()
        theme().changed.connect(self._fit)

    def text(self) -> str:
        """Return what was typed."""
        return self._edit.toPlainText()

    def set_text(self, text: str) -> None:
        """Replace what was typed."""
        if text != self._edit.toPlainText():
            self._edit.setPlainText(text)

    def set_example(self, example: str) -> None:
        """Show another example while nothing is typed."""
        self._edit.setPlaceholderText(example)

    def _fit(self) -> None:
        # As tall as it was made for: more is scrolled, and the button below stays in sight.
        self._edit.setFixedHeight(round(theme().px(15) * 1.35 * self._lines) + 24)


class ReadField(LineField, Generic[T]):
    """A line that is read as something: it echoes how, or says how to mend it on leaving."""

    def __init__(
        self,
        text: str,
        read: Callable[[str], Reading[T]],
        *,
        hint: str = "",
        placeholder: str = "",
        letters: int = 16,
    ) -> None:
        super().__init__(text, hint=hint, placeholder=placeholder, letters=letters)
        self._read = read
        self.changed.connect(self._show_echo)
        self.left.connect(self._check)

    @property
    def value(self) -> T | None:
        """What was understood, or nothing."""
        return self._read(self.text()).value if self.text().strip() else None

    def _show_echo(self) -> None:
        if not self.text().strip():
            self.echo("")
            return
        reading = self._read(self.text())
        self.echo(reading.echo if reading.value is not None else "")

    def _check(self) -> None:
        if not self.text().strip():
            return
        reading = self._read(self.text())
        if reading.value is None:
            self.show_problem(reading.problem)


class DateField(ReadField[T]):
    """A date as people write it: "9 4 91", "tue", "in 2 weeks"."""


class MoneyField(ReadField[T]):
    """An amount as people say it: "81.90 a week"."""


def show_problems_at(fields: Mapping[str, Field], problems: Mapping[str, str]) -> str:
    """Say at each field what to mend, and go to the first; return what is of no field."""
    for name, field in fields.items():
        field.clear_problem()  # what is wrong still is said anew
        if name in problems:
            field.show_problem(problems[name])
    first = next((field for name, field in fields.items() if name in problems), None)
    if first is not None:
        first.setFocus()
    return " ".join(words for name, words in problems.items() if name not in fields)
