"""What is asked for before an arrival is seen to, returned, sent on or given to somebody."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from pbi_desktop.domain.approaches import SAYS_DONE, Done, keep_done, read_done
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button
from pbi_desktop.ui.kit.widgets.card_list import reveal
from pbi_desktop.ui.kit.widgets.chips import ToggleChip
from pbi_desktop.ui.kit.widgets.choices import Pick
from pbi_desktop.ui.kit.widgets.fields import Field, LineField, TextField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, column, panel, row

ANOTHER = "another"
_NOT_HERE = (Done.OPEN_CASE, Done.ADD_TO_CASE)  # accepting says these by itself
_COVERED = "What you write"


class Strip(QWidget):
    """One way on: what it asks for, the button that does it, and a way out."""

    wanted = Signal()
    left = Signal()

    def __init__(self, privacy: Privacy, done: str, icon: str) -> None:
        super().__init__()
        self._privacy = privacy
        self.problem = label("", "field", tone="danger", wrap=True)
        self._covered = label("", "support", wrap=True)
        self.do = Button(done, icon=icon, key="Ctrl Enter")
        self.leave = Button("Leave it", key="Esc")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        self.fields: dict[str, Field] = {}
        self.do.clicked.connect(self.wanted)
        self.leave.clicked.connect(self.left)
        self.problem.hide()

    def fill(self, *parts: QWidget) -> None:
        """Put what it asks for above its buttons."""
        buttons = panel(row(self.do, self.leave, 0))
        for part in (*parts, self._covered, self.problem, buttons):
            self._box.addWidget(part)
        self._privacy.changed.connect(self._cover)
        self._cover(self._privacy.hidden)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say at each field what is missing; what belongs to none in sight is said below."""
        shown = {name: field for name, field in self.fields.items() if not field.isHidden()}
        for name, field in self.fields.items():
            if name in problems and name in shown:
                field.show_problem(problems[name])
            else:
                field.clear_problem()
        others = " ".join(words for name, words in problems.items() if name not in shown)
        self.problem.setText(others)
        self.problem.setVisible(bool(others))
        wrong = next((field for name, field in shown.items() if name in problems), None)
        if wrong is not None:
            wrong.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if problems:
            QTimer.singleShot(0, self, partial(reveal, self.do))

    @property
    def written(self) -> dict[str, str]:
        """What is written and chosen, each by its name."""
        return {name: field.text() for name, field in self.fields.items()}

    def begin(self, written: Mapping[str, str]) -> None:
        """Begin with what was written before; with nothing, anew."""
        for name, field in self.fields.items():
            field.set_text(written.get(name, ""))
        self.show_problems({})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _cover(self, hidden: bool) -> None:
        """Cover what is written while names are hidden; one line can still be typed."""
        several = [field for field in self.fields.values() if isinstance(field, TextField)]
        for field in several:
            field.setVisible(not hidden)
        names = ", ".join(field.name for field in several)
        self._covered.setText(f"{names}: {self._privacy.detail(_COVERED)}")
        self._covered.setVisible(hidden and bool(several))
        mode = QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal
        for one in self.fields.values():
            if isinstance(one.editor, QLineEdit):
                one.editor.setEchoMode(mode)


class SeenTo(Strip):
    """What was done for them, without a case."""

    def __init__(self, privacy: Privacy) -> None:
        super().__init__(privacy, "They are seen to", "circle-check")
        self.words = TextField("What was done, in words", lines=2)
        self.chips = {
            one: ToggleChip(words[:1].upper() + words[1:], loud=True)
            for one, words in SAYS_DONE.items()
            if one not in _NOT_HERE
        }
        flow = Flow()
        for chip in self.chips.values():
            flow.addWidget(chip)
        self.fields = {"done_words": self.words}
        self.fill(panel(column(label("What was done?", "field"), flow)), self.words)

    @property
    def done(self) -> tuple[Done, ...]:
        """What was done."""
        return tuple(one for one, chip in self.chips.items() if chip.isChecked())

    @property
    def written(self) -> dict[str, str]:
        """What is written, and what was done."""
        return {**super().written, "done": keep_done(self.done)}

    def begin(self, written: Mapping[str, str]) -> None:
        """Begin with what was written and chosen before."""
        super().begin(written)
        done = read_done(written.get("done"))
        for one, chip in self.chips.items():
            chip.setChecked(one in done)


class SendBack(Strip):
    """Why it goes back; whoever sent it reads it."""

    def __init__(self, privacy: Privacy) -> None:
        super().__init__(privacy, "Return it", "undo-2")
        hint = "Whoever sent it reads this. Say what they can do instead."
        self.reason = TextField("Why it goes back", hint=hint, lines=2)
        self.fields = {"reason": self.reason}
        self.fill(self.reason)


class SendOn(Strip):
    """To which of our sites, or to which agency, and why."""

    def __init__(self, privacy: Privacy) -> None:
        super().__init__(privacy, "Send it on", "send")
        self._by_hand = ""
        self.where = Pick("Where to")
        self.agency = LineField("Which agency", hint="Its name, and how you reached it.")
        self.reason = TextField("Why it goes there", lines=2)
        self.fields = {"to": self.agency, "reason": self.reason}
        self.fill(
            panel(column(label("Where to", "field"), self.where, spacing=5)),
            self.agency,
            self.reason,
        )
        self.where.chosen.connect(self._choose)

    @property
    def written(self) -> dict[str, str]:
        """What is written, and where it goes as far as that was chosen."""
        return {**super().written, "where": self._by_hand}

    def begin(self, written: Mapping[str, str]) -> None:
        """Begin with what was written and chosen before."""
        super().begin(written)
        self._by_hand = written.get("where", "")
        self._show_where()

    def offer(self, sites: Sequence[tuple[str, str]]) -> None:
        """Offer these sites, and any agency."""
        self.where.set_options([*sites, (ANOTHER, "An agency")])
        self._show_where()

    def _choose(self, key: str) -> None:
        self._by_hand = key
        self._ask_agency()

    def _show_where(self) -> None:
        self.where.setCurrentIndex(0)
        self.where.choose(self._by_hand)
        self._ask_agency()

    def _ask_agency(self) -> None:
        self.agency.setVisible(self.where.value == ANOTHER)


class GiveTo(Strip):
    """To which colleague of the site."""

    def __init__(self, privacy: Privacy) -> None:
        super().__init__(privacy, "Give it to them", "user")
        self.whom = Pick("Which colleague")
        self.fill(panel(column(label("Which colleague", "field"), self.whom, spacing=5)))

    def offer(self, colleagues: Sequence[tuple[str, str]]) -> None:
        """Offer these colleagues."""
        chosen = self.whom.value
        self.whom.set_options(colleagues)
        self.whom.choose(chosen)

    def begin(self, written: Mapping[str, str]) -> None:
        """Begin with the first of those who are offered."""
        super().begin(written)
        self.whom.setCurrentIndex(0)
