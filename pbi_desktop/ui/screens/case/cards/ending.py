"""How a case ended: what goes on, what the check after it found, and the case before or after."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from pbi_desktop.domain.phases import Phase
from pbi_desktop.domain.stages import LABELS
from pbi_desktop.services.phases_rows import CaseBeside, Ending
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, clear, panel
from pbi_desktop.ui.screens.case.day_words import in_sentence
from pbi_desktop.ui.screens.case.phase_words import AGAIN, AGAIN_WORDS, HELD, METHODS
from pbi_desktop.ui.screens.case.words import CLOSURE_REASONS, low


class EndingCard(Card):
    """Shows only where a case is closed, or where another case of the person is beside it."""

    move_wanted = Signal(str)  # where to: the key of a phase, or "again"
    case_wanted = Signal(object)  # CaseId

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("After closing")
        self._privacy = privacy
        self.buttons: list[Button] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self._acts = Flow()
        self.add(self._lines)
        self.add(panel(self._acts))
        self.hide()

    def show_ending(self, ending: Ending | None, today: date, *, may_write: bool) -> None:
        """Show how it ended; nothing where it is open and no case was before it."""
        clear(self._lines)
        clear(self._acts)
        self.buttons = []
        shown = ending is not None and bool(ending.closed_on or ending.before or ending.after)
        self.setVisible(shown)
        if ending is None or not shown:
            return
        closed = ending.closed_on is not None
        self.set_title("After closing" if closed else "Here before")
        self.set_meta(ending.check_words and f"Check after closing: {low(ending.check_words)}",
                      "warn" if ending.check_up else "ink2")  # fmt: skip
        for words, private in self._said(ending, today):
            shown_words = self._privacy.detail(words) if private else words
            self._lines.addWidget(label(shown_words, "body", wrap=True))
        if closed and may_write:
            self._offer_moves(ending)
        for beside, word in ((ending.before, "before"), (ending.after, "after")):
            if beside is not None:
                self._offer_case(beside, word, today)

    def _said(self, ending: Ending, today: date) -> list[tuple[str, bool]]:
        """Return the sentences, and of each whether it is hidden while names are."""
        said: list[tuple[str, bool]] = []
        if ending.closed_on is not None:
            why = CLOSURE_REASONS[ending.reason] if ending.reason is not None else "Closed"
            at = LABELS[ending.stage] if ending.stage is not None else "Not rated"
            day = in_sentence(ending.closed_on, today)
            said.append((f"{why}, {day}. Overall at closing: {low(at)}.", False))
        if ending.why_not_rated:
            said.append((f"Why not rated: {ending.why_not_rated}", True))
        if ending.goes_on:
            said.append((f"What goes on: {ending.goes_on}", True))
        if ending.goes_on_shared:
            said.append((f"What is shared: {ending.goes_on_shared}", True))
        if ending.checked_on is not None:
            said += _checked(ending, today)
        return said

    def _offer_moves(self, ending: Ending) -> None:
        if ending.check_up:
            check = Button("Write down the check", Kind.PRIMARY, icon="calendar-check")
            check.clicked.connect(lambda: self.move_wanted.emit(Phase.SUSTAINED_CHECK.value))
            self._put(check)
        if ending.after is None:
            again = Button(AGAIN_WORDS, Kind.SECONDARY, icon="folder-open")
            again.clicked.connect(lambda: self.move_wanted.emit(AGAIN))
            self._put(again)

    def _offer_case(self, beside: CaseBeside, word: str, today: date) -> None:
        closed = beside.closed_on
        until = f", closed {in_sentence(closed, today)}" if closed else ""
        button = Button(f"The case {word}: {beside.reference}{until}", Kind.LINK, icon="link")
        button.clicked.connect(lambda: self.case_wanted.emit(beside.case_id))
        self._put(button)

    def _put(self, button: Button) -> None:
        self._acts.addWidget(button)
        self.buttons.append(button)


def _checked(ending: Ending, today: date) -> list[tuple[str, bool]]:
    when = in_sentence(ending.checked_on, today) if ending.checked_on is not None else ""
    if ending.check_not_possible:
        why = f"The check was not possible, {when}: {ending.check_not_possible}"
        return [(why, True)]
    how = f", {low(METHODS[ending.check_method])}" if ending.check_method in METHODS else ""
    stage = low(LABELS[ending.check_stage]) if ending.check_stage is not None else "not rated"
    found = f"Checked {when}{how}: {stage}. {HELD[ending.held]}"
    said = [(found, False)]
    if ending.check_evidence:
        said.append((f"It rests on: {ending.check_evidence}", True))
    return said
