"""What the panels of safety share: whom it is about, and days that were."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from PySide6.QtWidgets import QWidget

from pbi_desktop.domain.ids import PersonId, WorkerId
from pbi_desktop.domain.people_words import Lean
from pbi_desktop.domain.time_words import Moment
from pbi_desktop.services.safety_rows import Decider, SafetyChoices, SafetyPerson
from pbi_desktop.ui.kit.days import day_reader
from pbi_desktop.ui.kit.widgets.choices import Choice, Pick
from pbi_desktop.ui.kit.widgets.fields import DateField, Field, LineField, TextField
from pbi_desktop.ui.kit.widgets.layouts import Columns
from pbi_desktop.ui.screens.case.form import Control, PlaceForm
from pbi_desktop.ui.screens.case.panels.named import named, placed
from pbi_desktop.ui.screens.case.readers import moment_reader
from pbi_desktop.ui.screens.case.tab_order import order_tabs
from pbi_desktop.ui.screens.case.wishes import Form

YES, NO = "yes", "no"
TOLD = {YES: "Yes", NO: "No"}
_CHOOSE = ("", "Choose")


class SafetyForm(PlaceForm):
    """A panel about the people of a case. Nothing is chosen before somebody answers."""

    def __init__(self, form: Form, title: str, keep_words: str) -> None:
        super().__init__(form, title, keep_words)
        self._today = date.min
        self._choices = SafetyChoices()
        self.asked = Asked()
        self.body.addWidget(self.asked)

    def know(self, today: date) -> None:
        """Read days as of today."""
        self._today = today

    def offer(self, choices: SafetyChoices) -> None:
        """Offer these people, leads and steps."""
        self._choices = choices

    def begin(self) -> None:
        """Start blank."""
        super().begin()
        for control in self._held.values():
            blank(control)
        self.fit()
        self._clock.forget()

    def take_words(self, words: str) -> None:
        """Start from the words after a command."""
        super().take_words(words)
        self.fit()

    def restore(self, values: Mapping[str, str]) -> None:
        """Put back a draft, and ask for what it asks for."""
        super().restore(values)
        self.fit()

    def fit(self) -> None:
        """Show what is asked for by what was answered so far."""

    def hold_all(self, *parts: tuple[str, Control]) -> None:
        """Make these controls part of the form; a choice asks for what follows from it."""
        for name, control in parts:
            self.hold(name, control)
            if isinstance(control, Choice | Pick):
                control.chosen.connect(self.fit)

    def day(self, words: str, lean: Lean = Lean.COMING, **field: str) -> DateField[date]:
        """Return a field for a whole day."""
        made: DateField[date] = DateField(
            words, day_reader(lambda: self._today, lean), letters=26, **field
        )
        return made

    def moment(self, words: str, **field: str) -> DateField[Moment]:
        """Return a field for when something was."""
        made: DateField[Moment] = DateField(
            words, moment_reader(lambda: self._today), letters=26, **field
        )
        return made

    def instant(self, field: DateField[Moment]) -> datetime | None:
        """Return when something was; None where it was today and no time is said: now."""
        moment = field.value
        if moment is None or (moment.at is None and moment.day == self._today):
            return None
        return moment.instant

    def unread(self, *fields: tuple[str, DateField[date] | DateField[Moment]]) -> dict[str, str]:
        """Return, by field, which days cannot be read."""
        return {
            name: "That is not a day. Write 12 nov, yesterday or in 3 months."
            for name, field in fields
            if field.text().strip() and field.value is None
        }


class Asked(Columns):
    """Fields side by side; one that is not asked for leaves no gap, and keeps its turn for Tab."""

    def __init__(self) -> None:
        super().__init__(2, narrowest=320)
        self._parts: list[QWidget] = []
        self._left_out: set[QWidget] = set()

    def put(self, part: QWidget, span: int = 1, *, words: str = "") -> None:
        """Add a field at the end; `words` stand above what has none of its own."""
        self._parts.append(part)
        self.add(named(words, part) if words else placed(part), span)

    def ask(self, asked: bool, *parts: QWidget) -> None:
        """Ask for these, or leave them out."""
        for part, (card, _span) in zip(self._parts, self._cards, strict=True):
            if part in parts:
                card.setVisible(asked)
                self._left_out.discard(card) if asked else self._left_out.add(card)
        self._place(self._shown)

    def _place(self, columns: int) -> None:
        """Place what is asked for; the rest stands unseen in the cell before it."""
        self._shown = columns
        at_row, at, last = 0, 0, (0, 0)
        for card, span in self._cards:
            width = min(span, columns)
            if card in self._left_out:
                self._grid.addWidget(card, *last)
                continue
            if at + width > columns:
                at_row, at = at_row + 1, 0
            self._grid.addWidget(card, at_row, at, 1, width)
            last, at = (at_row, at), at + width
        for index in range(2):
            self._grid.setColumnStretch(index, 1 if index < columns else 0)
        order_tabs(self)


def blank(control: Control) -> None:
    """Have nothing written or chosen."""
    if isinstance(control, Field):
        control.set_text("")
    elif isinstance(control, Choice):
        control.choose_none()
    elif isinstance(control, Pick):
        control.setCurrentIndex(0)
    else:
        control.setChecked(False)


def offer_people(pick: Pick, people: Sequence[SafetyPerson], *, ask: bool = False) -> None:
    """Offer people by name, keeping what is chosen; `ask`: nobody is chosen beforehand."""
    chosen = pick.value
    first = [_CHOOSE] if ask else []
    pick.set_options([*first, *((str(one.id), one.name) for one in people)])
    pick.choose(chosen)


def offer_workers(pick: Pick, workers: Sequence[Decider]) -> None:
    """Offer workers by name, keeping who is chosen."""
    chosen = pick.value
    pick.set_options([_CHOOSE, *((str(one.id), _name(one)) for one in workers)])
    pick.choose(chosen)


def _name(worker: Decider) -> str:
    return f"{worker.name} (you)" if worker.me else worker.name


def person_in(pick: Pick) -> PersonId | None:
    """Return who is chosen."""
    return PersonId(UUID(pick.value)) if pick.value else None


def worker_in(pick: Pick) -> WorkerId | None:
    """Return which worker is chosen."""
    return WorkerId(UUID(pick.value)) if pick.value else None


def line(field: LineField | TextField) -> str:
    """Return what is written in a field."""
    return field.text().strip()
