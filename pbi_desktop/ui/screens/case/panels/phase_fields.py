"""The few fields that a phase takes: each is asked for only where it belongs."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from pbi_desktop.domain.casework import ContactMethod
from pbi_desktop.domain.ids import WorkerId
from pbi_desktop.domain.people_words import Lean, say_date
from pbi_desktop.domain.phases import ClosureReason, Engagement, Phase, SafeguardingCheck
from pbi_desktop.services.phases_rows import ContactSaid, PhaseEntry, PhasePage
from pbi_desktop.ui.kit.days import day_reader
from pbi_desktop.ui.kit.widgets.choices import Choice, Pick
from pbi_desktop.ui.kit.widgets.fields import DateField, Field, LineField, TextField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import column, panel, row
from pbi_desktop.ui.screens.case.form import Control
from pbi_desktop.ui.screens.case.panels.rating_sheet import RatingSheet
from pbi_desktop.ui.screens.case.panels.safety_form import worker_in
from pbi_desktop.ui.screens.case.phase_words import (
    AGAIN,
    ENGAGEMENT,
    METHODS,
    SAFEGUARDING,
    asks_why_not,
    why_not_words,
)
from pbi_desktop.ui.screens.case.words import CLOSURE_REASONS

E = TypeVar("E", bound=StrEnum)
_COMING = "in 4 weeks, 12 dec"
_NOBODY = ("", "Nobody chosen")
_ASKED = {
    Phase.TRIAGED.value: ("key_worker", "backup", "threshold", "safeguarding"),
    Phase.ENGAGING.value: ("engagement", "contact_on", "method"),
    Phase.ASSESSED.value: (),
    Phase.PLANNED.value: ("agreed_on", "next_review_on"),
    Phase.REVIEWED.value: ("next_review_on", "review_owner"),
    Phase.CLOSED.value: ("closure", "sheet", "goes_on", "goes_on_shared"),
    Phase.SUSTAINED_CHECK.value: ("checked_on", "sheet", "evidence", "method"),
    AGAIN: ("why",),
}
_DAYS = ("contact_on", "checked_on", "agreed_on", "next_review_on")
_OF_FACT = {"contact": "contact_on", "reason": "closure"}


class PhaseFields(QWidget):
    """Every field there is; `ask` shows those of one phase."""

    def __init__(self) -> None:
        super().__init__()
        self._today, self._to = date.min, ""
        self._page: PhasePage | None = None
        self._pending: Mapping[str, str] = {}
        self.closure = _choice("Why it is closed", CLOSURE_REASONS)
        self.key_worker, self.backup = Pick("Key worker"), Pick("Backup worker")
        self.threshold = TextField(
            "Does it meet what statutory help takes?", hint="Met or not met, and why.", lines=1
        )
        self.safeguarding = _choice("The safeguarding check", SAFEGUARDING)
        self.engagement = _choice("Where it stands", ENGAGEMENT)
        self.contact_on = self._day(
            "The day of a try or a first talk", Lean.PAST, "If it is not in the story yet."
        )
        self.checked_on = self._day("The day of the check", Lean.PAST)
        self.sheet = RatingSheet()
        self.evidence = TextField("What your rating rests on", lines=1)
        self.method = _choice("How", METHODS)
        self.agreed_on = self._day("The day they agreed the plan", Lean.PAST)
        self.next_review_on = self._day("The next review", Lean.COMING)
        self.review_owner = Pick("Who does the next review")
        self.without_words = label("", "field")
        self.without_them = LineField("Why it was not possible")
        self.without_them.hide_label()
        self.goes_on = TextField("What goes on in everyday services", hint="If nothing, say so.")
        self.goes_on_shared = TextField(
            "What is shared, and with whom", hint="If nothing, say so.", lines=1
        )
        self.why = TextField("Why they need us again", lines=2)
        self._blocks: dict[str, QWidget] = {}
        self._lay_out()

    def _day(self, words: str, lean: Lean, hint: str = "") -> DateField[date]:
        return DateField(
            words,
            day_reader(lambda: self._today, lean),
            hint=hint,
            placeholder="today, tue, 12 nov" if lean is Lean.PAST else _COMING,
            letters=26,
        )

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        picks = {"key_worker": self.key_worker, "backup": self.backup,
                 "review_owner": self.review_owner}  # fmt: skip
        every: dict[str, QWidget] = {**self.controls, "sheet": self.sheet}
        for name in (
            "closure", "key_worker", "backup", "threshold", "safeguarding", "engagement",
            "contact_on", "checked_on", "sheet", "evidence", "method", "agreed_on",
            "next_review_on", "review_owner", "without_them", "goes_on", "goes_on_shared", "why",
        ):  # fmt: skip
            block = every[name]
            if name in picks:
                above = label(picks[name].accessibleName(), "field")
                above.setBuddy(picks[name])
                block = panel(column(above, row(picks[name], 0), spacing=5))
            if name == "without_them":
                self.without_words.setBuddy(self.without_them)
                block = panel(column(self.without_words, self.without_them, spacing=5))
            self._blocks[name] = block
            box.addWidget(block)

    @property
    def controls(self) -> dict[str, Control]:
        """Every control by its name, in reading order."""
        return {
            "closure": self.closure,
            "key_worker": self.key_worker,
            "backup": self.backup,
            "threshold": self.threshold,
            "safeguarding": self.safeguarding,
            "engagement": self.engagement,
            "contact_on": self.contact_on,
            "checked_on": self.checked_on,
            "rests_on": self.sheet.reason,
            "evidence": self.evidence,
            "method": self.method,
            "agreed_on": self.agreed_on,
            "next_review_on": self.next_review_on,
            "review_owner": self.review_owner,
            "without_them": self.without_them,
            "goes_on": self.goes_on,
            "goes_on_shared": self.goes_on_shared,
            "why": self.why,
        }

    @property
    def days(self) -> tuple[DateField[date], ...]:
        """The fields that hold a day."""
        return self.contact_on, self.checked_on, self.agreed_on, self.next_review_on

    # What is asked

    def know(self, today: date) -> None:
        """Read days as of today."""
        self._today = today

    def offer(self, page: PhasePage) -> None:
        """Offer who works at the site; who it is already is chosen."""
        self._page = page
        people = [(str(one.id), f"{one.name}, {one.agency}") for one in page.workers]
        for name, pick, now in (
            ("backup", self.backup, page.backup),
            ("key_worker", self.key_worker, None),
            ("review_owner", self.review_owner, page.key_worker),
        ):
            before = pick.value or self._pending.get(name, "")
            pick.set_options([_NOBODY, *people])
            pick.choose(before or str(now or ""))

        stands = page.facts.next_review_on
        comes = stands is not None and stands > page.facts.today
        hint = f"{say_date(stands)}, as it stands" if comes and stands is not None else _COMING
        line = self.next_review_on.editor
        if isinstance(line, QLineEdit):
            line.setPlaceholderText(hint)

    def restore(self, values: Mapping[str, str]) -> None:
        """Put back what was rated, and who was chosen as soon as they are offered."""
        self._pending = values
        self.sheet.restore(values)

    def begin(self) -> None:
        """Empty every field."""
        self._page, self._pending = None, {}
        self.sheet.begin()
        for control in self.controls.values():
            if isinstance(control, Field):
                control.set_text("")
            elif isinstance(control, Choice):
                control.choose_none()
            elif isinstance(control, Pick):
                control.choose("")

    def ask(self, to: str) -> None:
        """Show the fields of one phase."""
        self._to = to
        shown = set(_ASKED.get(to, ()))
        if self._page is not None and self._page.key_worker is not None:
            shown.discard("key_worker")
        if asks_why_not(to, self._closure):
            shown.add("without_them")
        for name, block in self._blocks.items():
            block.setVisible(name in shown)
        self.without_words.setText(why_not_words(to))
        self.without_them.editor.setAccessibleName(why_not_words(to))

    def control_of(self, fact: str) -> QWidget | None:
        """Return where something that is missing is said."""
        if fact == "ratings":
            return self.sheet.overall.ours
        return self.controls.get(_OF_FACT.get(fact, fact))

    # What is said

    @property
    def _closure(self) -> ClosureReason | None:
        return ClosureReason(self.closure.value) if self.closure.value else None

    def problems(self) -> dict[str, str]:
        """Return what is wrong with what is written; what is missing is not said here."""
        wrong = {}
        shown = _ASKED.get(self._to, ())
        for name, day in zip(_DAYS, self.days, strict=True):
            if name in shown and day.text().strip() and day.value is None:
                wrong[name] = "That is not a day. Write tue, 12 nov or in 4 weeks."
        if "sheet" in shown:
            renamed = {"reason": "rests_on"}
            found = self.sheet.problems()
            wrong |= {renamed.get(field, field): how for field, how in found.items()}
        return wrong

    def entry(self, to: Phase) -> PhaseEntry:
        """Return what is said for a phase; nothing of what belongs to another."""
        shown = set(_ASKED.get(to.value, ()))
        rates, talks = "sheet" in shown, to is Phase.ENGAGING
        return PhaseEntry(
            to,
            key_worker=worker_in(self.key_worker) if "key_worker" in shown else None,
            backup=self._new_backup() if "backup" in shown else None,
            threshold=self._text("threshold", shown),
            safeguarding=_code(SafeguardingCheck, self.safeguarding, shown, "safeguarding"),
            engagement=_code(Engagement, self.engagement, shown, "engagement"),
            contact=self._contact() if talks else None,
            agreed_on=self.agreed_on.value if "agreed_on" in shown else None,
            without_them=(
                self.without_them.text().strip() if asks_why_not(to.value, self._closure) else ""
            ),
            next_review_on=self.next_review_on.value if "next_review_on" in shown else None,
            review_owner=worker_in(self.review_owner) if "review_owner" in shown else None,
            closure=self._closure if "closure" in shown else None,
            ratings=self.sheet.ratings() if rates else (),
            goes_on=self._text("goes_on", shown),
            goes_on_shared=self._text("goes_on_shared", shown),
            checked_on=self.checked_on.value if "checked_on" in shown else None,
            evidence=self._text("evidence", shown),
            method=None if talks else _code(ContactMethod, self.method, shown, "method"),
        )

    def _new_backup(self) -> WorkerId | None:
        chosen = worker_in(self.backup)
        stands = self._page.backup if self._page is not None else None
        return None if chosen == stands else chosen

    def _contact(self) -> ContactSaid | None:
        if self.contact_on.value is None:
            return None
        method = ContactMethod(self.method.value or ContactMethod.OTHER.value)
        reached = self.engagement.value != Engagement.NOT_REACHED.value
        return ContactSaid(self.contact_on.value, method, reached)

    def _text(self, name: str, shown: set[str]) -> str:
        control = self.controls[name]
        return control.text().strip() if name in shown and isinstance(control, Field) else ""


def _choice(text: str, words: Mapping[Any, str]) -> Choice:
    return Choice(text, {one.value: said for one, said in words.items()})


def _code(kind: type[E], choice: Choice, shown: set[str], name: str) -> E | None:
    return kind(choice.value) if name in shown and choice.value else None
