"""The head of a case: who it is, what to know before speaking to them, and where the case is."""

from datetime import date
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from pbi_desktop.domain.access_words import categories_in_words
from pbi_desktop.domain.viewing import MYSELF, view_words, viewings
from pbi_desktop.services.case_rows import Alert, CaseHeader
from pbi_desktop.services.identity_rows import PersonSide
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.text_guard import tip
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.chips import Chip
from pbi_desktop.ui.kit.widgets.choices import Pick
from pbi_desktop.ui.kit.widgets.labels import Avatar, label
from pbi_desktop.ui.kit.widgets.layouts import Flow, clear, column, panel, row
from pbi_desktop.ui.kit.widgets.tabs import Tabs
from pbi_desktop.ui.screens.case.acts import Acts
from pbi_desktop.ui.screens.case.day_words import in_sentence
from pbi_desktop.ui.screens.case.ports import Tab
from pbi_desktop.ui.screens.case.sharing_words import SHARE
from pbi_desktop.ui.screens.case.words import PHASE_MEANS, PHASES

_LONG_NAME = 36
_FACE = 44
_LARGE = 1.6
_FEW_CHIPS = 2
"""How many facts stand in the head with large text; those that press are never folded."""
_LONDON = ZoneInfo("Europe/London")
_CARES, _WORD, _DATE, _REACH = "heart-handshake", "key-round", "calendar-clock", "phone"
_COVERED_FROM = {_CARES: " for ", _WORD: ": ", _DATE: ": "}
"""From where on an alert is covered while names are hidden, by its icon."""
TABS = {
    Tab.NOW.value: "Now",
    Tab.STORY.value: "Story",
    Tab.PLAN.value: "Plan",
    Tab.NETWORK.value: "Network",
    Tab.MONEY.value: "Money",
    Tab.PAPERS.value: "Papers",
    Tab.SHARING.value: "Sharing",
}

EYES = (
    (MYSELF, "View as: my agency"),
    *((key, view_words(viewing)) for key, viewing in viewings().items()),
)


class CaseHead(QWidget):
    """Name, age, pronouns and address; alerts; the phase in words; the tabs."""

    phase_wanted = Signal()
    share_wanted = Signal()
    eyes_wanted = Signal(str)

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self._privacy = privacy
        self.tabs = Tabs("Parts of the case", TABS)
        self.phase = Button("", Kind.QUIET, icon="flag", name="Phase")
        self.share = Button(SHARE, Kind.QUIET, icon="send", key="Ctrl P")
        self.view_as = Pick("View as", EYES)
        self._shown: tuple[CaseHeader, date, bool] | None = None
        self._all_chips = False
        self._who = QVBoxLayout()
        self._who.setSpacing(4)
        self._face = QVBoxLayout()
        self._acts = Acts()
        for button in (self.view_as, self.phase, self.share):
            self._acts.addWidget(button)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(14)
        who = QHBoxLayout()
        who.setSpacing(14)
        who.addLayout(self._face)
        who.addLayout(self._who, 1)
        self._beside.addLayout(who, 1)
        self._beside.addLayout(self._acts)
        self._under = QHBoxLayout()
        self._under.addWidget(self.tabs, 1)
        box = self._box = QVBoxLayout(self)
        box.setContentsMargins(24, 10, 24, 0)
        box.setSpacing(4)
        box.addLayout(self._beside)
        box.addLayout(self._under)
        self.phase.clicked.connect(self.phase_wanted)
        self.share.clicked.connect(self.share_wanted)
        self.view_as.chosen.connect(self.eyes_wanted)
        theme().changed.connect(self._fit_text)
        self._fit()
        self._fit_text()
        self.show_nobody()

    def _fit(self) -> None:
        """Let the words of the tabs stand under the name."""
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        shift = theme().px(_FACE)
        self._under.setContentsMargins(0 if mirrored else shift, 0, shift if mirrored else 0, 0)

    def _fit_text(self) -> None:
        """With large text put what can be done on one line below: else it takes half a window."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._beside.setDirection(down if _is_large() else across)
        self._beside.setSpacing(6 if _is_large() else 14)
        self._acts.stand(upright=not _is_large())
        self._fit()
        self._show_again()

    def changeEvent(self, event: QEvent) -> None:
        """Change sides with the direction of the layout."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._fit()

    def show_nobody(self) -> None:
        """Show no case: another is on its way."""
        self._shown, self._all_chips = None, False
        clear(self._who)
        clear(self._face)
        self._face.addWidget(Avatar("", _FACE, tone="voice"))
        self._face.addStretch(1)
        self._who.addWidget(label(" ", "page"))
        self._who.addWidget(label(" ", "dense"))
        for act in (self.phase, self.share, self.view_as):
            act.hide()

    def show_header(self, header: CaseHeader, today: date, *, stub: bool = False) -> None:
        """Show who it is."""
        self._shown = (header, today, stub)
        clear(self._who)
        clear(self._face)
        self._face.addWidget(Avatar(header.name, _FACE, tone="voice"))
        self._face.addStretch(1)
        for part in self._parts(header, today):
            self._who.addWidget(part)
        self._show_phase(header, today, stub=stub)
        self.tabs.setVisible(not stub)
        self._box.setContentsMargins(24, 4 if _is_large() else 10, 24, 12 if stub else 0)

    def _show_again(self) -> None:
        if self._shown is not None:
            header, today, stub = self._shown
            self.show_header(header, today, stub=stub)

    def _parts(self, header: CaseHeader, today: date) -> list[QWidget]:
        name = self._privacy.name(header.name)
        long = len(name) > _LONG_NAME or _is_large()
        title = label(name, "page", wrap=long)
        about = label(" · ".join(self._facts(header)), "body", tone="ink2", wrap=True)
        if long:
            parts: list[QWidget] = [panel(column(title, about, spacing=2))]
        else:
            line = row(title, about, spacing=14)
            line.setStretch(1, 1)
            parts = [panel(line)]
        chips = self._chips(header, today)
        return [*parts, chips] if chips else parts

    def _facts(self, header: CaseHeader) -> list[str]:
        known = f"known as {self._privacy.name(header.known_as)}" if header.known_as else ""
        age = "" if header.age is None else self._privacy.detail(str(header.age))
        address = self._privacy.detail(header.address)
        site = "" if header.site in header.address else header.site
        facts = [known, age, header.pronouns, address, site, header.reference]
        return [fact for fact in facts if fact]

    def _chips(self, header: CaseHeader, today: date) -> QWidget | None:
        pressing, quiet = self._pressing(header, today), self._quiet(header)
        few = max(0, _FEW_CHIPS - len(pressing)) if _is_large() and not self._all_chips else None
        flow = Flow(gap=8)
        for chip in (*pressing, *quiet[:few]):
            flow.addWidget(chip)
        for chip in quiet[len(quiet[:few]) :]:
            chip.deleteLater()
        rest = len(quiet) - len(quiet[:few])
        if rest:
            more = Button(f"{rest} more", Kind.LINK, icon="chevron-down")
            more.setAccessibleName(f"{rest} more about {self._privacy.name(header.name)}")
            more.clicked.connect(self._unfold)
            flow.addWidget(more)
        return panel(flow) if flow.count() else None

    def _unfold(self) -> None:
        self._all_chips = True
        self._show_again()
        self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pressing(self, header: CaseHeader, today: date) -> list[Chip]:
        """Return what must be seen before one speaks to them, at every size of text."""
        chips = [
            Chip(self._alert(alert), icon=alert.icon, tone="warn" if alert.strong else "plain")
            for alert in header.alerts
            if _presses(alert)
        ]
        if header.glass_until is not None:
            chips.append(Chip(_open_until(header), icon="lock-open", tone="danger"))
        due = header.next_review_on
        if due is not None and due <= today and header.closed_on is None:
            words = f"Review was due {in_sentence(due, today)}"
            chips.append(Chip(words, icon="calendar-clock", tone="warn"))
        return chips

    def _quiet(self, header: CaseHeader) -> list[Chip]:
        quiet = [one for one in header.alerts if not _presses(one)]
        chips = [Chip(self._alert(alert), icon=alert.icon) for alert in quiet]
        return [*chips, *(self._also(other) for other in header.also)]

    def _also(self, other: PersonSide) -> Chip:
        """Return another record of the same person, and its latest case; all of them on asking."""
        latest = f", {other.cases[0].says}" if other.cases else ""
        chip = Chip(f"Also on record as {self._privacy.name(other.name)}{latest}", icon="link")
        chip.setToolTip(tip("\n".join(case.says for case in other.cases)))
        return chip

    def _alert(self, alert: Alert) -> str:
        """Return an alert; whom somebody cares for is a name, and an agreed word is a secret."""
        if not self._privacy.hidden or alert.icon not in _COVERED_FROM:
            return alert.text
        return alert.text.partition(_COVERED_FROM[alert.icon])[0]

    def _show_phase(self, header: CaseHeader, today: date, *, stub: bool) -> None:
        words = PHASES[header.phase]
        if header.closed_on is not None:
            words = f"{words} {in_sentence(header.closed_on, today)}"
        self.phase.say(f"Phase: {words}")
        self.phase.setAccessibleDescription(PHASE_MEANS[header.phase])
        self.phase.setToolTip(tip(PHASE_MEANS[header.phase]))
        self.phase.setEnabled(header.may_write)
        self.phase.setVisible(not stub)
        self.share.setVisible(header.may_write and not stub)
        self.view_as.setVisible(not stub)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the line below it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().colour("surface"))
        painter.setPen(theme().colour("line"))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        painter.end()


def _is_large() -> bool:
    return theme().look.scale >= _LARGE


def _presses(alert: Alert) -> bool:
    """Say whether it is never folded away: how to reach them safely is read before one rings."""
    return alert.strong or alert.icon == _REACH


def _open_until(header: CaseHeader) -> str:
    until = header.glass_until
    at = "" if until is None else until.astimezone(_LONDON).strftime("%H:%M")
    return f"Open in an emergency until {at}: {categories_in_words(header.glass_about)}"
