"""What became of a referral or signpost: as they told us, or as we decide."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pbi_desktop.domain.people_words import Lean
from pbi_desktop.domain.referrals import Move, needs_reason
from pbi_desktop.services.case_rows import GroupChoice, ReferralLine
from pbi_desktop.ui.kit.days import day_reader
from pbi_desktop.ui.kit.widgets.choices import Check, Choice
from pbi_desktop.ui.kit.widgets.fields import DateField, TextField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import column
from pbi_desktop.ui.screens.case.form import PlaceForm, focus_on
from pbi_desktop.ui.screens.case.panels.groups import GroupPicker
from pbi_desktop.ui.screens.case.panels.told_agency import ToldAgency
from pbi_desktop.ui.screens.case.referral_words import MOVES, kept_words, stands
from pbi_desktop.ui.screens.case.tab_order import order_tabs
from pbi_desktop.ui.screens.case.wishes import Form, Wish
from pbi_desktop.ui.screens.case.wishes_phases import MoveReferral, SendOn

_MOVE = "move"
_TOLD = (Move.ACCEPT, Move.RETURN, Move.ATTEND)


class ReferralForm(PlaceForm):
    """Offers what may be done next with one referral, and nothing else."""

    telling_wanted = Signal(object)  # AgencyId

    def __init__(self) -> None:
        super().__init__(Form.REFERRAL, "What became of it", "Keep")
        self._line: ReferralLine | None = None
        self._today = date.min
        self.what = label("", "strong", wrap=True)
        self.says = label("", "support", wrap=True)
        self._choices = column()
        self.happened = Choice("What happened", {})
        self._choices.addWidget(self.happened)
        self.picker = GroupPicker()
        self.told = ToldAgency()
        self.agreed = Check("They agreed to go there instead")
        self.on_day: DateField[date] = DateField(
            "Which day",
            day_reader(lambda: self._today, Lean.PAST),
            placeholder="today, tue, 12 nov",
            letters=26,
        )
        self.words = TextField("In a few words", lines=2)
        self.body.addWidget(self.what)
        self.body.addWidget(self.says)
        self.body.addLayout(self._choices)
        for part in (self.picker, self.told, self.agreed, self.on_day, self.words):
            self.body.addWidget(part)
        self.hold("agreed", self.agreed)
        self.hold("on_day", self.on_day)
        self.hold("reason", self.words)
        self.enter_keeps(self.on_day)
        self.picker.chosen.connect(self.typed)
        self.picker.chosen.connect(self._ask_telling)
        self.picker.accepted.connect(self._go_on)

    def know(self, today: date) -> None:
        """Read days as of today."""
        self._today = today

    def show_line(self, line: ReferralLine, move: Move | None = None) -> None:
        """Ask about one referral; a move may be chosen already."""
        self.flush()
        self.begin()
        self._line, self.about = line, line.id
        self.what.setText(stands(line))
        self.says.setText(line.answer)
        self.says.setVisible(bool(line.answer))
        options = {one.value: MOVES[one] for one in line.moves}
        self._choices.removeWidget(self.happened)
        self.happened.hide()
        self.happened.deleteLater()
        first = next(iter(options), "")
        self.happened = Choice("What happened", options, value=move.value if move else first)
        self._choices.addWidget(self.happened)
        self.happened.show()
        self.happened.chosen.connect(self._fit)
        self.hold(_MOVE, self.happened)
        order_tabs(self)
        self._fit()
        self._clock.forget()

    def begin(self) -> None:
        """Start with nothing said."""
        super().begin()
        self.on_day.set_text("today")
        self.words.set_text("")
        self.agreed.setChecked(False)
        self.told.ask(None)
        self.picker.begin("")
        self._clock.forget()

    def offer(self, groups: Sequence[GroupChoice]) -> None:
        """Offer these groups, but not the one that sent it back."""
        here = self._line.group_id if self._line is not None else None
        self.picker.offer([one for one in groups if one.id != here])

    def first_stop(self) -> QWidget:
        """Return what may have happened."""
        return self.happened

    def restore(self, values: Mapping[str, str]) -> None:
        """Put back a draft, as far as it may still be said."""
        move = values.get(_MOVE, "")
        super().restore({name: words for name, words in values.items() if name != _MOVE})
        if self._line is not None and move in {one.value for one in self._line.moves}:
            self.happened.choose(move)
        self._fit()

    def values(self) -> dict[str, str]:
        """Return what was said; nothing where nothing was."""
        said = bool(self.words.text().strip() or self.agreed.isChecked())
        return super().values() if said else {}

    def wish(self) -> Wish | None:
        """Return what happened, or show what is missing."""
        line = self._line
        if line is None or not self.happened.value:
            return None
        move, words = Move(self.happened.value), self.words.text().strip()
        problems = self._problems(line, move, words)
        if problems:
            self.show_problems(problems)
            return None
        if move is Move.SEND_ON:
            group = self.picker.group
            to = group.id if group is not None else self.told.to()
            if to is None:
                return None
            return SendOn(line.id, line.version, to, self.agreed.isChecked(), words)
        day = self.on_day.value if move in _TOLD else None
        return MoveReferral(line.id, line.version, move, words, day)

    def _problems(self, line: ReferralLine, move: Move, words: str) -> dict[str, str]:
        if move is Move.SEND_ON:
            if self.picker.group is None and self.picker.agency is None:
                return {"group": "Choose a group or an agency first."}
            if self.picker.agency is not None and self.told.problem():
                return {"group": self.told.problem()}
            return {} if self.agreed.isChecked() else {"agreed": "Ask the person first."}
        problems = {}
        if move in _TOLD and self.on_day.value is None:
            problems["on_day"] = "Say the day, like today, tue or 12 nov."
        if needs_reason(line.kind, line.status, move) and not words:
            problems["reason"] = "Write why, in a few words."
        return problems

    def _fit(self) -> None:
        move = Move(self.happened.value) if self.happened.value else None
        for part in (self.picker, self.agreed):
            part.setVisible(move is Move.SEND_ON)
        self.told.setVisible(move is Move.SEND_ON and self.picker.agency is not None)
        self.on_day.setVisible(move in _TOLD)
        self.words.setVisible(move is not Move.ATTEND)
        self.keep_button.say(kept_words(move))
        self.keep_button.setVisible(move is not None)
        if move is Move.SEND_ON:
            self.picker.begin(self.picker.search.text())

    def _ask_telling(self) -> None:
        agency = self.told.ask(self.picker.agency)
        if agency is not None:
            self.telling_wanted.emit(agency)

    def _go_on(self) -> None:
        focus_on(self.agreed)
