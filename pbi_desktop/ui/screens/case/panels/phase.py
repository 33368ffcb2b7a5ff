"""Where the case goes next: the few fields of that phase, and everything that is still missing."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pbi_desktop.domain.minimum import Missing, Where, missing
from pbi_desktop.domain.phases import Phase
from pbi_desktop.services.case_rows import CaseHeader, Journey
from pbi_desktop.services.phases_rows import PhasePage
from pbi_desktop.ui.kit.widgets.choices import Choice
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import column
from pbi_desktop.ui.screens.case.form import PlaceForm, focus_on
from pbi_desktop.ui.screens.case.panels.lacks import LacksList
from pbi_desktop.ui.screens.case.panels.phase_fields import PhaseFields
from pbi_desktop.ui.screens.case.phase_words import (
    AGAIN,
    AGAIN_MEANS,
    AGAIN_WORDS,
    keep_words,
    said_in,
    waiting_words,
)
from pbi_desktop.ui.screens.case.tab_order import order_tabs
from pbi_desktop.ui.screens.case.wishes import Form, Wish
from pbi_desktop.ui.screens.case.wishes_phases import MoveCase, Reopen
from pbi_desktop.ui.screens.case.words import PHASE_MEANS, PHASES, next_phases

_TO = "to"
_FORMS = {
    Where.STAGE: Form.STAGE,
    Where.RISK: Form.RISK,
    Where.NEED: Form.NEED,
    Where.GOAL: Form.GOAL,
    Where.STEP: Form.STEP,
}


class PhaseForm(PlaceForm):
    """Moves the case on, closes it, opens it again, or keeps the check after closing."""

    form_wanted = Signal(object)  # Form

    def __init__(self) -> None:
        super().__init__(Form.PHASE, "Phase of the case", "Move the case on")
        self._header: CaseHeader | None = None
        self._page: PhasePage | None = None
        self.now = label("", "body", wrap=True)
        self.means = label("", "support", wrap=True)
        self.waiting = label("", "support", tone="warn", wrap=True)
        self._choices = column()
        self.to = Choice("Move to", {})
        self._choices.addWidget(self.to)
        self.fields = PhaseFields()
        self.lacks = LacksList()
        self.body.addWidget(self.now)
        self.body.addLayout(self._choices)
        for part in (self.means, self.waiting, self.lacks, self.fields):
            self.body.addWidget(part)
        for name, control in self.fields.controls.items():
            self.hold(name, control)
        self.reason = self.fields.closure
        self.fields.sheet.rated.connect(self.typed)
        self.enter_keeps(*self.fields.days)
        self.lacks.wanted.connect(self._go_to)

    # What is shown

    def know(self, today: date) -> None:
        """Read days as of today."""
        self.fields.know(today)

    def show_header(self, header: CaseHeader) -> None:
        """Offer what may follow the phase the case is in."""
        self.begin()
        self._header, self._page = header, None
        self.now.setText(f"Now: {PHASES[header.phase]}. {PHASE_MEANS[header.phase]}")
        options = {one.value: PHASES[one] for one in next_phases(header.phase)}
        if header.closed_on is not None:
            options[AGAIN] = AGAIN_WORDS
        self._choices.removeWidget(self.to)
        self.to.hide()
        self.to.deleteLater()
        self.to = Choice("Move to", options, value=next(iter(options), ""))
        self._choices.addWidget(self.to)
        self.to.setVisible(bool(options))
        self.to.chosen.connect(self._fit)
        self.hold(_TO, self.to)
        order_tabs(self)
        self._fit()
        self._clock.forget()

    def show_page(self, page: PhasePage) -> None:
        """Show what is on record of what the next phase takes."""
        self._page = page
        self.fields.offer(page)
        self._fit()

    def show_journey(self, journey: Journey, header: CaseHeader) -> None:
        """Show the last ratings where closing, or the check after it, rates again."""
        self.fields.sheet.show_journey(journey, header)
        order_tabs(self)

    def _fit(self) -> None:
        to = self.to.value
        self.means.setText(AGAIN_MEANS if to == AGAIN else _means(to))
        waits = self._page.referrals_open if self._page is not None else 0
        closes = to == Phase.CLOSED.value and waits > 0
        self.waiting.setText(waiting_words(waits))
        self.waiting.setVisible(closes)
        self.keep_button.say(keep_words(to))
        self.keep_button.setVisible(bool(to))
        self._ask()

    def _ask(self) -> None:
        """Show the fields of the phase, and what is missing of them."""
        to = self.to.value
        self.fields.ask(to)
        known = bool(to) and to != AGAIN and self._page is not None
        self.lacks.setVisible(known)
        if known:
            self.lacks.show_lacks(self._missing())

    def _missing(self) -> tuple[Missing, ...]:
        if self._page is None:
            return ()
        entry = self.fields.entry(Phase(self.to.value))
        return missing(entry.to, entry.upon(self._page.facts))

    def _go_to(self, lack: object) -> None:
        """Go to the field that is missing; or to the form in which it is said."""
        if not isinstance(lack, Missing):
            return
        if lack.where is not Where.HERE:
            self.flush()
            self.form_wanted.emit(_FORMS[lack.where])
            return
        control = self.fields.control_of(lack.field)
        if control is not None:
            focus_on(control)

    # What is said

    def begin(self) -> None:
        """Start with nothing said."""
        super().begin()
        self.fields.begin()
        self._clock.forget()

    def take_words(self, words: str) -> None:
        """Start with the phase, and the reason for closing, that words name."""
        to, reason = said_in(words)
        self.go_to(to)
        if reason is not None:
            self.fields.closure.choose(reason.value)
        self._fit()

    def go_to(self, to: str) -> None:
        """Choose where the case goes, if it may go there."""
        if to in self._offered():
            self.to.choose(to)
        self._fit()

    def _offered(self) -> set[str]:
        header = self._header
        if header is None:
            return set()
        phases = {one.value for one in next_phases(header.phase)}
        return phases | {AGAIN} if header.closed_on is not None else phases

    def first_stop(self) -> QWidget:
        """Return the phases that may follow."""
        return self.to

    def typed(self) -> None:
        """Say anew what is missing."""
        super().typed()
        if self._header is not None:
            self._ask()

    def values(self) -> dict[str, str]:
        """Return what was said; nothing where nothing was."""
        said = {**super().values(), **self.fields.sheet.values()}
        anything = any(words for name, words in said.items() if name not in (_TO, "review_owner"))
        return said if anything else {}

    def restore(self, values: Mapping[str, str]) -> None:
        """Put back what was said, as far as it may still be said."""
        to = values.get(_TO, "")
        super().restore({name: words for name, words in values.items() if name != _TO and words})
        self.fields.restore(values)
        self.go_to(to)
        self._clock.forget()

    def wish(self) -> Wish | None:
        """Return the move, or show everything that is missing."""
        to, header = self.to.value, self._header
        if header is None or not to:
            return None
        problems = self.fields.problems()
        if to == AGAIN:
            why = self.fields.why.text().strip()
            if not why:
                self.show_problems({"why": "Write why they need us again."})
            return Reopen(why) if why else None
        lacks = self._missing()
        here = {one.field: one.how for one in lacks if one.where is Where.HERE}
        problems = {**{_name(field): how for field, how in here.items()}, **problems}
        if problems or lacks:
            self._ask()
            self.show_problems(problems or {lacks[0].field: lacks[0].how})
            if not problems and self.lacks.buttons:
                focus_on(self.lacks.buttons[0])
            elif lacks and lacks[0].field == "ratings":  # said at what it rests on, chosen above
                self._go_to(lacks[0])
            return None
        return MoveCase(header.version, self.fields.entry(Phase(to)))


def _means(to: str) -> str:
    return PHASE_MEANS[Phase(to)] if to else "No phase follows this one."


def _name(field: str) -> str:
    return {"contact": "contact_on", "reason": "closure", "ratings": "rests_on"}.get(field, field)
