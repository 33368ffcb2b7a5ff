"""To send somebody to the group that is open: who, how, whether it was agreed, and why."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from pbi_desktop.domain.casework import ReferralKind
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.services.community_rows import CaseChoice
from pbi_desktop.ui.kit.ports import Tone
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.card_list import reveal
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.chips import ToggleChip
from pbi_desktop.ui.kit.widgets.choices import Check, Choice
from pbi_desktop.ui.kit.widgets.fields import LineField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Flow, panel
from pbi_desktop.ui.kit.widgets.notices import Notice
from pbi_desktop.ui.kit.writing import breakable
from pbi_desktop.ui.screens.community.case_picker import CasePicker
from pbi_desktop.ui.screens.community.screen_port import ReferWish
from pbi_desktop.ui.screens.community.words import told_to_group

_KINDS = {
    ReferralKind.REFERRAL.value: "Refer",
    ReferralKind.SIGNPOST.value: "Name and number given",
}


class ReferStrip(Card):
    """Opens under the group; what is typed stays until it is kept."""

    wanted = Signal(object)  # ReferWish
    left = Signal()

    def __init__(self, privacy: Privacy) -> None:
        super().__init__("Refer or signpost", accent="primary")
        self._privacy = privacy
        self._whose: CaseId | None = None
        self.picker = CasePicker("Who", "Your open cases", privacy)
        self.kind = Choice("How", _KINDS, value=ReferralKind.REFERRAL.value)
        self.agreed = Check("Agreed with them")
        self.reason = LineField("Why", placeholder="In a few words")
        self.told = label("", "support", wrap=True)
        self.problem = Notice("", Tone.DANGER)
        self.keep_button = Button("Refer", Kind.PRIMARY, icon="send", key="Ctrl Enter")
        self.leave_button = Button("Not now", Kind.QUIET, key="Esc")
        buttons = Flow()
        buttons.addWidget(self.keep_button)
        buttons.addWidget(self.leave_button)
        for part in (self.picker, self.kind, self.agreed, self.told, self.reason, self.problem):
            self.add(part)
        self.add(panel(buttons))
        self.problem.hide()
        self.picker.chosen.connect(self._choose)
        self.picker.accepted.connect(self._go_on)
        self.kind.chosen.connect(self._say)
        self.keep_button.clicked.connect(self.keep)
        self.leave_button.clicked.connect(self.left)
        privacy.changed.connect(self._say)
        self._say()

    def stops(self) -> tuple[QWidget, ...]:
        """Return what Tab stops at, in reading order."""
        return (
            self.picker.search,
            self.picker.table,
            *self.kind.findChildren(ToggleChip),
            self.agreed,
            self.reason.editor,
            self.keep_button,
            self.leave_button,
        )

    def offer(self, cases: Sequence[CaseChoice]) -> None:
        """Offer these cases."""
        self.picker.offer(cases)
        self._say()

    def land(self) -> None:
        """Put the caret where somebody is looked for."""
        self.picker.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self, group: str) -> None:
        """Ask anew whether it was agreed: that was said of one group only."""
        self.set_title(f"Refer or signpost to {breakable(group)}")
        self.agreed.setChecked(False)
        self._say_problem("")

    def clear(self) -> None:
        """Forget what was typed: it is kept."""
        self.picker.clear()
        self.kind.choose(ReferralKind.REFERRAL.value)
        self.agreed.setChecked(False)
        self.reason.set_text("")
        self._say()

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say what to mend."""
        self._say_problem(" ".join(problems.values()))

    def keep(self) -> None:
        """Ask to refer, or say what is missing."""
        case = self.picker.case
        kind = ReferralKind(self.kind.value)
        if case is None:
            self._say_problem("Choose first who is to go there.")
            self.land()
        elif kind is ReferralKind.REFERRAL and not self.agreed.isChecked():
            self._say_problem("Ask first. Without their word, give the name and number instead.")
            self.agreed.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._say_problem("")
            reason = self.reason.text().strip()
            self.wanted.emit(ReferWish(case.case_id, kind, self.agreed.isChecked(), reason))

    def reveal(self) -> None:
        """Scroll until the whole strip can be seen, or as much of it as there is room for."""
        reveal(self.keep_button)
        reveal(self.picker.search)

    def _go_on(self) -> None:
        self.agreed.setFocus(Qt.FocusReason.TabFocusReason)
        reveal(self.agreed)

    def _choose(self) -> None:
        """Ask anew whether it was agreed: that was said by one person only."""
        case = self.picker.case
        if case is not None and case.case_id != self._whose:
            self._whose = case.case_id
            self.agreed.setChecked(False)
        self._say()

    def _say(self) -> None:
        case = self.picker.case
        name = self._privacy.name(case.name) if case is not None else "their name"
        kind = ReferralKind(self.kind.value)
        whose = self._privacy.name(case.name) if case is not None else "them"
        agreed = f"Agreed with {whose}"
        self.agreed.setText(agreed)
        self.agreed.setAccessibleName(agreed)
        if kind is ReferralKind.SIGNPOST and case is None:
            name = "The person"
        self.told.setText(breakable(told_to_group(kind, name)))
        refers = kind is ReferralKind.REFERRAL
        self.keep_button.say("Refer" if refers else "Write down the signpost")

    def _say_problem(self, sentence: str) -> None:
        if sentence:
            self.problem.say(sentence, Tone.DANGER)
            announce(self.problem, sentence, urgent=True)
        self.problem.setVisible(bool(sentence))
