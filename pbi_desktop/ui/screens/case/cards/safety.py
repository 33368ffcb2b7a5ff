"""How safe: the risks that are known, and, in grey, that it was asked and none is known."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.domain.casework import Likelihood, RiskState
from pbi_desktop.services.case_rows import RiskLine
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import Icon, label
from pbi_desktop.ui.kit.widgets.layouts import clear, column, panel, row
from pbi_desktop.ui.kit.widgets.notices import EmptyState
from pbi_desktop.ui.screens.case.day_words import in_sentence
from pbi_desktop.ui.screens.case.words import HIDDEN, LIKELIHOODS

# Grey and without a tick: that nothing is known is not that nothing is there.
_MARKS = {
    RiskState.KNOWN: ("triangle-alert", "warn"),
    RiskState.NONE_KNOWN: ("circle-dashed", "ink3"),
    RiskState.PAST: ("history", "ink3"),
}


_NONE_KNOWN = "no known risk"


class SafetyCard(Card):
    """Risks that are known now; what is past is on the Plan tab."""

    add_wanted = Signal()

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("How safe")
        self._privacy = privacy
        self._lines = QVBoxLayout()
        self._lines.setSpacing(10)
        self.add_button = Button("Add a risk", Kind.LINK, icon="plus")
        self.add(self._lines)
        self.add(row(self.add_button, 0))
        self.add_button.clicked.connect(self.add_wanted)

    def show_risks(self, risks: tuple[RiskLine, ...], today: date, *, may_write: bool) -> None:
        """Show these; a review that is due says so in words."""
        now = [risk for risk in risks if risk.state is not RiskState.PAST]
        words, tone = checked_words(now, today)
        self.set_meta(words, tone)
        clear(self._lines)
        for risk in now:
            self._lines.addWidget(risk_line(risk, today, self._privacy))
        if not now:
            ask = "Not asked yet. Ask, and write down the answer."
            self._lines.addWidget(EmptyState(ask if may_write else HIDDEN))
        self.add_button.say("Add a risk" if now else "Write down what was said")
        self.add_button.setVisible(may_write)


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
        return f"{asked}, was due {in_sentence(due, today)}", "warn"
    return f"{asked}, due {in_sentence(due, today)}", "ink2"


def risk_line(risk: RiskLine, today: date, privacy: Privacy) -> QWidget:
    """Return one risk: what it is in strong words, what is done about it under them."""
    icon, tone = _MARKS[risk.state]
    known = risk.state is RiskState.KNOWN
    words = privacy.detail(_what(risk))
    what = label(words, "dense-strong", tone="ink" if known else "ink2", wrap=True)
    about = label(_about(risk, today, privacy), "support", wrap=True)
    mark = Icon(icon, 18, tone)
    line = row(mark, column(what, about, spacing=2), spacing=10)
    line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    line.setStretch(1, 1)
    return panel(line)


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
    return " · ".join(parts) or asked
