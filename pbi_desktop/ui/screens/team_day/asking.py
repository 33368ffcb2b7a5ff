"""A form of Team day in its place: a few fields, what is missing at each, and two buttons."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from pbi_desktop.domain.access import BASIS_LABELS, Basis, SiteRole
from pbi_desktop.domain.people_words import Lean
from pbi_desktop.domain.team import FeedbackKind
from pbi_desktop.ui.kit.days import day_reader
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.choices import Check, Choice, Pick
from pbi_desktop.ui.kit.widgets.fields import DateField, Field, LineField, TextField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import column, row
from pbi_desktop.ui.screens.team_day.words import KINDS

Answers = Mapping[str, object]
Control = Field | Pick | Choice | Check
_TICKED = "yes"
_ROLES = {
    SiteRole.KEY_WORKER: "Key worker",
    SiteRole.CONNECTOR: "Connector",
    SiteRole.FRONT_DOOR: "Front door",
    SiteRole.DUTY_LEAD: "Duty lead",
    SiteRole.TEAM_MANAGER: "Team manager",
}


class Asking(Card):
    """Asks a few things in place. Esc closes it and keeps what is written; Ctrl+Enter does it."""

    wanted = Signal(object)  # Answers
    closed = Signal()

    def __init__(self, title: str, keep: str, controls: Mapping[str, Control]) -> None:
        super().__init__(title, accent="primary")
        self._controls = dict(controls)
        self._problem = label("", "field", tone="danger", wrap=True)
        self._problem.hide()
        for control in self._controls.values():
            named = isinstance(control, Pick)
            said = label(control.accessibleName(), "field") if named else None
            self.add(column(said, control, spacing=4) if said is not None else control)
        self.keep = Button(keep, Kind.PRIMARY, key="Ctrl Enter")
        self.aside = Button("Put aside", Kind.SECONDARY, key="Esc")
        self.add(self._problem)
        self.add(row(self.keep, self.aside, 0))
        self.keep.clicked.connect(lambda: self.wanted.emit(self.answers()))
        self.aside.clicked.connect(self.closed)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, button in (
            ("Ctrl+Return", self.keep),
            ("Ctrl+Enter", self.keep),
            ("Esc", self.aside),
        ):
            QShortcut(QKeySequence(keys), self, context=within).activated.connect(button.click)
        self.hide()

    def answers(self) -> Answers:
        """Return what was answered, by the name of each field: words, a key, a day, yes or no."""
        return {name: _answer(control) for name, control in self._controls.items()}

    def written(self) -> dict[str, str]:
        """Return what is written and chosen, as it can be put back."""
        return {name: _text(control) for name, control in self._controls.items()}

    def write(self, values: Mapping[str, str]) -> None:
        """Put back what was written and chosen before."""
        for name, value in values.items():
            control = self._controls[name]
            if isinstance(control, Field):
                control.set_text(value)
            elif isinstance(control, Check):
                control.setChecked(bool(value))
            elif value:
                control.choose(value)

    def offer(self, name: str, options: Sequence[tuple[str, str]]) -> None:
        """Offer these in one of the lists; what was chosen stays where it is offered still."""
        pick = cast("Pick", self._controls[name])
        before = pick.value
        pick.set_options([("", "Choose"), *options])
        pick.choose(before)

    def empty(self) -> None:
        """Forget what was written and chosen: it is kept, or was about another line."""
        for control in self._controls.values():
            if isinstance(control, Field):
                control.set_text("")
            elif isinstance(control, Check):
                control.setChecked(False)
            elif isinstance(control, Choice):
                control.choose_none()
            else:
                control.choose("")
        self.show_problems({})

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say at each field what is missing, and the rest below them."""
        others = []
        for control in self._controls.values():
            if isinstance(control, Field):
                control.clear_problem()
        for name, words in problems.items():
            asked = self._controls.get(name)
            if isinstance(asked, Field):
                asked.show_problem(words)
            else:
                others.append(words)
        self._problem.setText(" ".join(others))
        self._problem.setVisible(bool(others))
        if others:
            announce(self._problem, self._problem.text())

    def land(self) -> None:
        """Put the caret where it begins."""
        first = next(iter(self._controls.values()))
        target: QWidget = first.editor if isinstance(first, Field) else first
        target.setFocus(Qt.FocusReason.OtherFocusReason)


def _answer(control: Control) -> object:
    if isinstance(control, DateField):
        return control.value
    if isinstance(control, Field):
        return control.text()
    if isinstance(control, Check):
        return control.isChecked()
    return control.value


def _text(control: Control) -> str:
    if isinstance(control, Field):
        return control.text()
    if isinstance(control, Check):
        return _TICKED if control.isChecked() else ""
    return control.value


class Days:
    """Reads days as of today, for every field of the screen."""

    def __init__(self) -> None:
        self.today = date.min

    def field(self, words: str, hint: str = "") -> DateField[date]:
        """Return a field for a day to come."""
        return DateField(words, day_reader(lambda: self.today, Lean.COMING), hint=hint, letters=24)


def giving() -> Asking:
    """Return the form that gives a case to somebody."""
    return Asking(
        "Give this case to somebody",
        "Give it",
        {
            "to": Pick("Who becomes key worker"),
            "why": Pick("On what basis they may know it", _options(BASIS_LABELS)),
            "basis": LineField("In a few words, why them"),
            "words": TextField("What they have to know first", lines=3),
            "told": Check("The person was told"),
        },
    )


def sending_away(days: Days) -> Asking:
    """Return the form that says who is away."""
    return Asking(
        "Somebody is away",
        "Keep",
        {
            "who": Pick("Who"),
            "from": days.field("First day", "Like mon, or 12 nov"),
            "to": days.field("Last day"),
        },
    )


def standing_in() -> Asking:
    """Return the form that chooses who stands in."""
    return Asking("Who stands in?", "Choose", {"cover": Pick("Who stands in")})


def hearing() -> Asking:
    """Return the form that keeps what somebody said of the team."""
    return Asking(
        "Somebody said something",
        "Keep",
        {
            "kind": Choice("What it is", {one.value: KINDS[one] for one in FeedbackKind}),
            "said_by": LineField("Who said it", hint="As they want to be called, or “not given”"),
            "words": TextField("In their words", lines=3, voice=True),
        },
    )


def answering() -> Asking:
    """Return the form that keeps an answer."""
    return Asking("What was answered?", "Keep", {"answer": TextField("The answer", lines=3)})


def supervising(days: Days) -> Asking:
    """Return the form that keeps a supervision."""
    return Asking(
        "Supervision",
        "Keep",
        {
            "who": Pick("With whom"),
            "words": TextField("What you talked over", hint="Only you two and the manager read it"),
            "agreed": TextField("What you agreed", lines=2),
            "next": days.field("Again on"),
        },
    )


def limiting() -> Asking:
    """Return the form that sets how many cases a role is meant to have."""
    return Asking(
        "How many cases is a role meant to have?",
        "Keep",
        {
            "role": Pick("Role", _options(_ROLES)),
            "most": LineField("At most", hint="Leave it empty for no limit", letters=5),
        },
    )


def _options(words: Mapping[Basis, str] | Mapping[SiteRole, str]) -> list[tuple[str, str]]:
    return [("", "Choose"), *((key.value, said) for key, said in words.items())]
