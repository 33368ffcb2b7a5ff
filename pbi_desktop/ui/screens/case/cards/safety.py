"""How safe: what is not sent yet, what a visitor must know, risks, children seen, capacity.

That none is known is grey, dated and without a tick; what nobody asked says so.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from pbi_desktop.domain.casework import Likelihood, RiskState
from pbi_desktop.domain.concerns import Waits
from pbi_desktop.services.case_rows import RiskLine
from pbi_desktop.services.safety_rows import (
    ApartWarning,
    CapacityLine,
    CaseSafety,
    ChildLine,
    ConcernTold,
    MarkerLine,
)
from pbi_desktop.ui.kit.days import late_by
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.chips import Chip
from pbi_desktop.ui.kit.widgets.labels import Icon, label
from pbi_desktop.ui.kit.widgets.layouts import Flow, column, panel, row
from pbi_desktop.ui.kit.widgets.notices import EmptyState
from pbi_desktop.ui.screens.case.cards.folded import FoldedLines, Line
from pbi_desktop.ui.screens.case.day_words import in_sentence
from pbi_desktop.ui.screens.case.safety_words import (
    NOT_YET_SENT,
    apart_words,
    capacity_words,
    child_about,
    child_words,
    concern_way,
    concern_words,
    marker_words,
    not_asked_words,
    outcome_words,
)
from pbi_desktop.ui.screens.case.wishes import Form
from pbi_desktop.ui.screens.case.wishes_safety import EndApart, EndMarker
from pbi_desktop.ui.screens.case.words import HIDDEN, LIKELIHOODS, low

# Grey and without a tick: that nothing is known is not that nothing is there.
_MARKS = {
    RiskState.KNOWN: ("triangle-alert", "warn"),
    RiskState.NONE_KNOWN: ("circle-dashed", "ink3"),
    RiskState.PAST: ("history", "ink3"),
}
_NONE_KNOWN = "no known risk"
_MORE = {
    Form.CONCERN: "Concern",
    Form.CHILD_SEEN: "Child seen",
    Form.CAPACITY: "Capacity",
    Form.MARKER: "For visitors",
    Form.SAFE_CONTACT: "Safe contact",
    Form.APART: "Keep apart",
}
_MOST_SETTLED = 2
_OTHERS, _FEWER = "Something else", "Show fewer"


class SafetyCard(Card):
    """What is pressing first; risks that are past are on the Plan tab."""

    add_wanted = Signal()
    form_wanted = Signal(object)  # Form
    concern_wanted = Signal(object)  # ConcernTold
    ended = Signal(object)  # EndMarker, EndApart

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("How safe")
        self._privacy = privacy
        self._may_write = self._all_ways = False
        self.lines = FoldedLines("how safe")
        self.add_button = Button("Add a risk", Kind.LINK, icon="plus")
        self.more = {form: Button(words, Kind.LINK) for form, words in _MORE.items()}
        self.others = Button(_OTHERS, Kind.LINK, icon="chevron-down", name="What else to add")
        self._foot = Flow(gap=2)
        self.add(self.lines)
        self.add(self._foot)
        self._foot.addWidget(self.add_button)
        self._foot.addWidget(self.more[Form.CONCERN])
        self._foot.addWidget(self.others)
        self.others.clicked.connect(self._turn_others)
        self.add_button.clicked.connect(self.add_wanted)
        for form, button in self.more.items():
            if form is not Form.CONCERN:
                self._foot.addWidget(button)
            button.clicked.connect(lambda _on=False, form=form: self.form_wanted.emit(form))

    def show_safety(
        self, risks: tuple[RiskLine, ...], safety: CaseSafety, today: date, *, may_write: bool
    ) -> None:
        """Show how safe they are: what waits to be sent first."""
        now = [risk for risk in risks if risk.state is not RiskState.PAST]
        words, tone = checked_words(now, today)
        self.set_meta(words, tone)
        self.lines.show_lines(self._all(now, safety, today, may_write=may_write))
        self.add_button.say("Add a risk" if now else "Write down what was said")
        self._may_write = may_write
        self._show_others()

    def fold(self) -> None:
        """Fold away what was unfolded: another case is on its way."""
        self.lines.fold()
        self._all_ways = False
        self._show_others()

    def _turn_others(self) -> None:
        self._all_ways = not self._all_ways
        self._show_others()

    def _show_others(self) -> None:
        """Show the ways to add: a risk and a concern always, the others when they are wanted."""
        for button in (self.add_button, self.more[Form.CONCERN], self.others):
            button.setVisible(self._may_write)
        self.others.say(*((_FEWER, "chevron-up") if self._all_ways else (_OTHERS, "chevron-down")))
        for form, button in self.more.items():
            if form is not Form.CONCERN:
                button.setVisible(self._may_write and self._all_ways)

    def _all(
        self, risks: list[RiskLine], safety: CaseSafety, today: date, *, may_write: bool
    ) -> Iterator[Line]:
        waiting = [one for one in safety.concerns if one.line.waits is not Waits.FOR_NOTHING]
        for told in waiting:
            yield True, self._concern(told, today, may_write=may_write)
        for marker in safety.markers:
            yield True, self._marker(marker, may_write=may_write)
        for pair in safety.apart:
            yield True, self._apart(pair, may_write=may_write)
        for risk in _together(risks):
            yield risk.state is RiskState.KNOWN, risk_line(risk, today, self._privacy)
        if not risks:
            ask = "Not asked yet. Ask, and write down the answer."
            yield True, EmptyState(ask if may_write else HIDDEN)
        for child in safety.children:
            yield _unseen(child), self._child(child, today)
        names = [self._privacy.name(child.name) for child in safety.children]
        nobody = not_asked_words(safety.children, names)
        if nobody:
            yield False, beside(("circle-dashed", "ink3"), label(nobody, "support", wrap=True))
        for decision in safety.capacity:
            yield False, self._capacity(decision, today)
        settled = [one for one in safety.concerns if one not in waiting]
        for told in settled[:_MOST_SETTLED]:
            yield False, self._concern(told, today, may_write=may_write)

    def _concern(self, told: ConcernTold, today: date, *, may_write: bool) -> QWidget:
        line = told.line
        unsent = line.waits is Waits.FOR_SENDING
        late = line.late_days > 0
        parts: list[QWidget] = []
        if unsent:
            parts.append(Chip(NOT_YET_SENT, icon="circle-alert", tone="danger"))
        what = concern_words(line, self._privacy.name(line.name))
        parts.append(label(what, "dense-strong", tone="danger" if unsent else "ink", wrap=True))
        tone = "danger" if late else "ink2"
        way = label(concern_way(line, today), "support", tone=tone, wrap=True)
        settles = may_write and line.waits is Waits.FOR_ANSWER
        parts.append(_with_end(way, self._settle(told), may_write=True) if settles else way)
        if unsent or line.waits is Waits.FOR_NOTHING:
            parts += self._said(told)
        if may_write and unsent:
            parts.append(panel(row(self._settle(told), 0)))
        icon = ("circle-alert", "danger") if unsent or late else ("shield", "ink3")
        return beside(icon, *parts)

    def _said(self, told: ConcernTold) -> list[QWidget]:
        """Return what was seen and heard, and what came of it, as far as it may be read."""
        settled = outcome_words(told)
        said = [settled] if settled else [told.words]
        if told.person_knows is False and not settled:
            said.append(f"They were not told: {told.why_not_told}")
        return [label(self._privacy.detail(one), "support", wrap=True) for one in said if one]

    def _settle(self, told: ConcernTold) -> Button:
        unsent = told.line.waits is Waits.FOR_SENDING
        words = "I have sent it" if unsent else "What they answered"
        about = concern_words(told.line, "")
        button = Button(words, Kind.SECONDARY if unsent else Kind.LINK, name=f"{words}: {about}")
        button.clicked.connect(lambda: self.concern_wanted.emit(told))
        return button

    def _marker(self, marker: MarkerLine, *, may_write: bool) -> QWidget:
        words = self._privacy.detail(f"For visitors: {marker.words}")
        about = label(self._privacy.detail(marker_words(marker)), "support", wrap=True)
        end = Button("End it", Kind.LINK, name="End what visitors are told")
        end.clicked.connect(lambda: self.ended.emit(EndMarker(marker.id, marker.version)))
        what = label(words, "dense-strong", wrap=True)
        return beside(("flag", "warn"), what, _with_end(about, end, may_write=may_write))

    def _apart(self, pair: ApartWarning, *, may_write: bool) -> QWidget:
        names = " and ".join(self._privacy.name(name) for name in pair.names)
        about = label(self._privacy.detail(apart_words(pair)), "support", wrap=True)
        end = Button("End it", Kind.LINK, name=f"Let {names} meet again")
        end.clicked.connect(lambda: self.ended.emit(EndApart(pair.id, pair.version)))
        what = label(f"Kept apart: {names}", "dense-strong", wrap=True)
        return beside(("unlink", "warn"), what, _with_end(about, end, may_write=may_write))

    def _child(self, child: ChildLine, today: date) -> QWidget:
        unseen = _unseen(child)
        words = child_words(child, self._privacy.name(child.name), today)
        parts = [label(words, "dense-strong", tone="warn" if unseen else "ink", wrap=True)]
        if child.words and not unseen:
            parts.append(
                label(self._privacy.detail(child.words), "support", tone="voice", wrap=True)
            )
        about = self._privacy.detail(child_about(child, today))
        if about:
            parts.append(label(about, "support", wrap=True))
        return beside(("baby", "warn" if unseen else "ink3"), *parts)

    def _capacity(self, decision: CapacityLine, today: date) -> QWidget:
        who = f"{self._privacy.name(decision.name)}: " if decision.name else ""
        words = f"{who}{self._privacy.detail(decision.decision)}"
        parts = [
            label(words, "dense-strong", wrap=True),
            label(self._privacy.detail(capacity_words(decision, today)), "support", wrap=True),
        ]
        return beside(("scale", "ink3"), *parts)


def _unseen(child: ChildLine) -> bool:
    return child.seen_on is None or child.missed_on is not None


def _with_end(about: QWidget, end: Button, *, may_write: bool) -> QWidget:
    """Return words with the way to end what they are about, for those who may."""
    line = row(about, end)
    line.setStretch(0, 1)
    if not may_write:
        end.hide()
    return panel(line)


def _together(risks: list[RiskLine]) -> list[RiskLine]:
    """Return the risks; what was asked on one day and is not known is one line."""
    none: dict[date, RiskLine] = {}
    known = [risk for risk in risks if risk.state is not RiskState.NONE_KNOWN]
    for risk in risks:
        if risk.state is RiskState.NONE_KNOWN:
            said = none.setdefault(risk.checked_on, risk).harm
            if risk.harm.casefold() not in said.casefold():
                none[risk.checked_on] = replace(risk, harm=f"{said}; {low(risk.harm)}")
    return known + list(none.values())


def beside(mark: tuple[str, str], *parts: QWidget) -> QWidget:
    """Return words with their icon at the top beside them."""
    icon = Icon(mark[0], 18, mark[1])
    line = row(icon, column(*parts, spacing=2), spacing=10)
    line.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
    line.setStretch(1, 1)
    return panel(line)


def checked_words(risks: list[RiskLine], today: date) -> tuple[str, str]:
    """Return when safety was last asked about and when it is due again, and how pressing."""
    if not risks:
        return "", "ink2"
    checked = max(risk.checked_on for risk in risks)
    due = min((risk.review_on for risk in risks if risk.review_on), default=None)
    asked = f"Asked {in_sentence(checked, today)}"
    if due is None:
        return asked, "ink2"
    if due < today:
        return f"{asked}, {late_by((today - due).days)}", "warn"
    return f"{asked}, due {in_sentence(due, today)}", "ink2"


def risk_line(risk: RiskLine, today: date, privacy: Privacy) -> QWidget:
    """Return one risk: what it is in strong words, what is done about it under them."""
    known = risk.state is RiskState.KNOWN
    words = privacy.detail(_what(risk))
    what = label(words, "dense-strong", tone="ink" if known else "ink2", wrap=True)
    about = label(_about(risk, today, privacy), "support", wrap=True)
    return beside(_MARKS[risk.state], what, about)


def _what(risk: RiskLine) -> str:
    """Return the harm; where none is known of it, that is said with it."""
    if risk.state is not RiskState.NONE_KNOWN or _NONE_KNOWN in risk.harm.casefold():
        return risk.harm
    return f"{risk.harm}: {_NONE_KNOWN}" if risk.harm else _NONE_KNOWN.capitalize()


def _about(risk: RiskLine, today: date, privacy: Privacy) -> str:
    asked = f"Asked {in_sentence(risk.checked_on, today)}"
    if risk.state is RiskState.NONE_KNOWN:
        return f"{asked}. Written down, not left blank."
    parts = [] if risk.likelihood is Likelihood.NOT_JUDGED else [LIKELIHOODS[risk.likelihood]]
    if risk.plan:
        parts.append(privacy.detail(risk.plan))
    if risk.state is RiskState.PAST:
        parts.append("Past")
    elif risk.review_on is not None and risk.review_on < today:
        parts.append(f"Look again: {late_by((today - risk.review_on).days)}")
    return " · ".join(parts) or asked
