"""A person's own plan as they read it over the desk: large, in plain words, nothing else beside."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal

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
from pbi_desktop.ui.kit.key_binding import bind_keys
from pbi_desktop.ui.kit.ports import Shortcut
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.save_place import AskWhere, ask_where, with_ending
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import Words, label
from pbi_desktop.ui.kit.widgets.layouts import Columns
from pbi_desktop.ui.screens.their_own.view import BACK, TheirOwnScreen

_PDF = "PDF (*.pdf)"
_PRINT = Shortcut("Ctrl+P", "Print it: save the page as PDF")


class OwnPlanScreen(TheirOwnScreen[OwnPlan]):
    """The plan of a person, with a way to take it home."""

    print_wanted = Signal(object)  # Path

    def __init__(self, privacy: Privacy, ask: AskWhere = ask_where) -> None:
        self.print_button = Button("Print it", Kind.PRIMARY, icon="printer", key="Ctrl P")
        super().__init__(privacy, "My plan", what="the plan", way_on=self.print_button)
        self.ask_where = ask
        self._parts = Columns(2, narrowest=460)
        self.place(self._parts)
        bind_keys(self, {"Ctrl+P": self._ask_place})
        self.print_button.clicked.connect(self._ask_place)

    def shortcuts(self) -> Sequence[Shortcut]:
        """Return the keys of the screen."""
        return (_PRINT, BACK)

    def called(self, own: OwnPlan) -> str:
        """Return whose plan it is, and who makes it with them."""
        return f"{own.name}, with the {own.team}"

    def fill(self, own: OwnPlan) -> None:
        """Show every part of the plan."""
        self._parts.set_cards([(_part(part, own), 1) for part in Part])

    def empty(self, _said: str) -> None:
        """Show no part of any plan."""
        self._parts.set_cards([])

    def _ask_place(self) -> None:
        if self._own is None or self._privacy.hidden:
            return
        name = f"My plan {self._own.as_at.isoformat()}.pdf"
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
