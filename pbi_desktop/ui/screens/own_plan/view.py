"""A person's own plan as they read it over the desk: large, in plain words, nothing else beside."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.domain.own_plan import OwnPlan
from pbi_desktop.domain.own_plan_words import (
    EMPTY,
    TITLES,
    Part,
    say_day_of,
    say_gains,
    say_helper,
    say_reach,
    say_step,
    say_view,
)
from pbi_desktop.ui.kit.ports import Shortcut, Tone
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.save_place import AskWhere, ask_where, with_ending
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import Words, label
from pbi_desktop.ui.kit.widgets.layouts import Columns, Flow, page, panel
from pbi_desktop.ui.kit.widgets.notices import Notice, Skeleton

COVERED = "Names are hidden. Press F8 to show the plan."
_PDF = "PDF (*.pdf)"
_KEYS = (
    Shortcut("Ctrl+P", "Print it: save the page as PDF"),
    Shortcut("Esc", "Back to the case"),
)


class OwnPlanScreen(QWidget):
    """Shows and wishes; the presenter decides."""

    address_shown = Signal(object)
    asked_now = Signal()
    print_wanted = Signal(object)  # Path
    back_wanted = Signal()
    put_away = Signal()

    def __init__(self, privacy: Privacy, ask: AskWhere = ask_where) -> None:
        super().__init__()
        self.presenter: object = None
        self._privacy, self.ask_where = privacy, ask
        self._plan: OwnPlan | None = None
        self.title = label("My plan", "figure", wrap=True)
        self.about = label("", "panel", tone="ink2", wrap=True)
        self.said = Notice("", Tone.INFO)
        self.ask_button = Button("I asked them now: it is safe", Kind.PRIMARY)
        self.print_button = Button("Print it", Kind.PRIMARY, icon="printer", key="Ctrl P")
        self.back_button = Button("Back to the case", Kind.SECONDARY, icon="arrow-left", key="Esc")
        self._waiting = Skeleton("the plan")
        self._parts = Columns(2, narrowest=460)
        self._lay_out()
        self._connect()
        self.begin()

    def _lay_out(self) -> None:
        ways = Flow()
        for button in (self.ask_button, self.print_button, self.back_button):
            ways.addWidget(button)
        self.area = page(self.title, self.about, panel(ways), self.said, self._waiting, self._parts)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.area)

    def _connect(self) -> None:
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, run in (("Esc", self.back_wanted.emit), ("Ctrl+P", self._ask_place)):
            QShortcut(QKeySequence(keys), self, context=within).activated.connect(run)
        self.ask_button.clicked.connect(self.asked_now)
        self.print_button.clicked.connect(self._ask_place)
        self.back_button.clicked.connect(self.back_wanted)
        self._privacy.changed.connect(self._show_again)

    # For the shell

    def show_address(self, parts: Sequence[str]) -> None:
        """Show what the address names."""
        self.address_shown.emit(tuple(parts))

    def shortcuts(self) -> Sequence[Shortcut]:
        """Return the keys of the screen."""
        return _KEYS

    def land(self) -> None:
        """Put the focus on the way back: a stray Enter must not say that somebody was asked."""
        self.back_button.setFocus(Qt.FocusReason.TabFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Show nothing to whoever comes here next."""
        if not event.spontaneous():
            self.put_away.emit()
        super().hideEvent(event)

    # For the presenter

    @property
    def in_sight(self) -> bool:
        """Whether somebody sees this screen now."""
        return self.isVisible()

    def begin(self) -> None:
        """Show nothing of anybody: something is on its way."""
        self._plan = None
        self.about.setText("")
        self._empty()
        self.said.hide()
        self._waiting.show()
        self.ask_button.hide()
        self.print_button.hide()

    def show_plan(self, plan: OwnPlan) -> None:
        """Show a plan, or that names are hidden."""
        self._plan = plan
        asked = self.ask_button.hasFocus()
        self._waiting.hide()
        self.ask_button.hide()
        self.said.hide()
        if asked:
            self.land()
        covered = self._privacy.hidden
        self.print_button.setVisible(not covered)
        self.about.setText(COVERED if covered else f"{plan.name}, with the {plan.team}")
        self._empty()
        if not covered:
            self._parts.set_cards([(_part(part, plan), 1) for part in Part])
        announce(self, self.about.text())

    def show_refusal(self, sentence: str, *, may_ask: bool) -> None:
        """Say why nothing is shown."""
        self.begin()
        self._waiting.hide()
        self.ask_button.setVisible(may_ask)
        self.say(sentence, Tone.WARN)
        if self.isVisible():
            self.land()

    def say(self, sentence: str, tone: Tone) -> None:
        """Say what became of what was asked."""
        self.said.say(sentence, tone)
        self.said.show()
        announce(self, sentence)

    def _show_again(self) -> None:
        if self._plan is not None:
            self.show_plan(self._plan)

    def _empty(self) -> None:
        self._parts.set_cards([])

    def _ask_place(self) -> None:
        if self._plan is None or self._privacy.hidden:
            return
        name = f"My plan {self._plan.as_at.isoformat()}.pdf"
        place = self.ask_where(self, name, _PDF)
        if place is not None:
            self.print_wanted.emit(with_ending(place, ".pdf"))


def _part(part: Part, plan: OwnPlan) -> Card:
    """Return one part of a plan; it says so where it is empty."""
    own = part is Part.MATTERS
    card = Card(tone="voice" if own else "", accent="voice" if own else "")
    card.setAccessibleName(TITLES[part])
    card.add(label(TITLES[part], "page", wrap=True))
    lines = _LINES[part](plan)
    for line in lines or [_line(EMPTY[part], tone="ink2")]:
        card.add(line)
    return card


def _line(text: str, *, strong: bool = False, tone: str = "") -> Words:
    return label(text, "panel" if strong else "quote", tone=tone, wrap=True)


def _matters(plan: OwnPlan) -> list[Words]:
    own = plan.matters
    lines = [_line(own.words)] if own.words else []
    for heading, said in (("Please do", own.please_do), ("Please do not", own.please_dont)):
        if said:
            lines += [_line(heading, strong=True), _line(said)]
    if own.goals:
        lines.append(_line("What I want", strong=True))
        lines += [_line(goal) for goal in own.goals]
    return lines


def _dates(plan: OwnPlan) -> list[Words]:
    lines = []
    for one in plan.dates:
        lines += [_line(say_day_of(one), strong=True), _line(f"{one.what}.")]
        if one.if_missed:
            lines.append(_line(f"If you miss it: {one.if_missed}"))
    return lines


_LINES: dict[Part, Callable[[OwnPlan], list[Words]]] = {
    Part.MATTERS: _matters,
    Part.PEOPLE: lambda plan: [
        *(_line(say_helper(one)) for one in plan.helpers),
        _line(say_reach(plan), strong=True),
    ],
    Part.NEXT: lambda plan: [_line(say_step(one, plan.as_at)) for one in plan.steps],
    Part.DATES: _dates,
    Part.FAR: lambda plan: [_line(say_view(one)) for one in plan.views],
    Part.GAINED: lambda plan: [_line(one) for one in say_gains(plan.gains)],
}
