"""Every form of a case: which is open, how it is filled, and where the caret was before."""

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from pbi_desktop.domain.ids import WorkerId
from pbi_desktop.domain.joining import Overtaken
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.referrals import Move
from pbi_desktop.services.case_people import PersonChoice
from pbi_desktop.services.case_rows import (
    GainLine,
    GoalLine,
    NeedLine,
    ReferralLine,
    Step,
    StoryEntry,
)
from pbi_desktop.services.housing_rows import DebtLine, GoingAlongLine, HomeLine
from pbi_desktop.services.network_rows import NetworkRecords, TieLine
from pbi_desktop.services.phases_rows import PhasePage
from pbi_desktop.services.safety_rows import ConcernTold
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.screens.case.asking import Asked
from pbi_desktop.ui.screens.case.cards.matters import MattersCard
from pbi_desktop.ui.screens.case.form import PlaceForm, focus_on
from pbi_desktop.ui.screens.case.known_forms import KnownForms
from pbi_desktop.ui.screens.case.network_words import Adding
from pbi_desktop.ui.screens.case.understanding import CommandWords, read_step
from pbi_desktop.ui.screens.case.understanding_gains import read_gain
from pbi_desktop.ui.screens.case.wishes import Form


class Forms(KnownForms):
    """Opens forms in place, one at a time, and brings the caret back where it was."""

    def __init__(
        self, parent: QObject, matters: MattersCard, me: WorkerId, privacy: Privacy
    ) -> None:
        super().__init__(parent, matters, me, privacy)
        self._connect()

    def _connect(self) -> None:
        self.open_wanted.connect(self.open)
        self.composer.wished.connect(self._pass_note)
        self.composer.step_wished.connect(self._pass_step)
        self.composer.draft_due.connect(self._pass_note_draft)
        self.composer.command.connect(self.ask)
        self.matters.draft_wanted.connect(self._want_matters)
        self.clash.settled.connect(self.wished)
        self.dock.emptied.connect(self._bring_back)

    # Opening

    def open(self, form: Form, about: UUID | None = None) -> None:
        """Open a form as its draft was left, or empty; `about` where one concern was sent."""
        if form is Form.NOTE:
            self._jot()
        elif form is Form.MATTERS:
            self.matters.open_form()
        elif form is Form.PHASE:
            self._open_phase()
        elif form is Form.SHARE:
            self._open_share()
        elif form is Form.CONCERN_SENT:
            self._look_for_concern(about)
        elif self.has(form) and form is not Form.ANSWER:  # that one needs a question
            self.form(form).flush()
            self.form(form).begin()
            self._show(form, draft=True)

    def ask(self, command: CommandWords) -> None:
        """Open the form of a command, filled with what its words say."""
        if not command.rest:
            self.open(command.form)
            return
        if command.form is Form.CONCERN_SENT:
            self._look_for_concern(None, command.rest)
            return
        self._fill(command)
        self._show(command.form, draft=False)

    def _fill(self, command: CommandWords) -> None:
        words, today = command.rest, self._today
        if command.form is Form.STEP:
            step = read_step(words, today, self._team)
            self.step.fill(step, say_date(step.due_on) if step.due_on else "")
        elif command.form is Form.GAIN:
            self.gain.fill(read_gain(words, today))
        elif command.form is Form.STAGE:
            self.stage.fill(words)
        elif command.form is Form.RISK:
            self.risk.fill(words)
        elif command.form is Form.REFER:
            self.refer.fill(words)
        elif command.form is Form.CAME:
            self.came.fill(words)
        elif command.form is Form.PHASE and self._header is not None:
            self.phase.show_header(self._header)
            self.phase.take_words(words)
        elif self.has(command.form):
            self.form(command.form).take_words(words)

    def move(self, step: Step) -> None:
        """Ask for the new day of a step."""
        self.line.show_step(step, self._today, move=True)
        self._show(Form.LINE, draft=True)

    def settle(self, step: Step) -> None:
        """Ask what became of a step."""
        self.line.show_step(step, self._today, move=False)
        self._show(Form.LINE, draft=True)

    def confirm_gain(self, gain: GainLine) -> None:
        """Ask what shows that a gain is sure."""
        self.confirm.show_gain(gain)
        self._show(Form.CONFIRM, draft=True)

    def add_goal(self, need: NeedLine) -> None:
        """Ask what the person wants, for a need."""
        self.goal.show_need(need)
        self._show(Form.GOAL, draft=True)

    def add_step(self, goal: GoalLine | None) -> None:
        """Ask for a step, towards a goal or by itself."""
        self.open(Form.STEP)
        self.step.serve(goal)

    def change(self, record: object) -> None:
        """Open the form that puts a record right, filled with what it says now."""
        if isinstance(record, Step):
            self.step.show_step(record)
            self._show(Form.STEP, draft=True)
        elif isinstance(record, NeedLine):
            self.need.show_need(record)
            self._show(Form.NEED, draft=True)
        elif isinstance(record, HomeLine):
            self.housing.home.show_home(record)
            self._show(Form.HOME, draft=True)
        elif isinstance(record, DebtLine):
            self.housing.debt.show_debt(record)
            self._show(Form.DEBT, draft=True)
        elif isinstance(record, TieLine):
            self.tie.show_tie(record)
            self._show(Form.TIE, draft=True)
        elif isinstance(record, GoingAlongLine):
            self.housing.going.show_going(record)
            self._show(Form.GOING_ALONG, draft=True)

    def change_goal(self, need: NeedLine, goal: GoalLine) -> None:
        """Put right what they want, and how much it matters to them."""
        self.goal.show_goal(need, goal)
        self._show(Form.GOAL, draft=True)

    def question(self, asked: Asked) -> None:
        """Ask one question about one thing."""
        self.housing.answer.ask(asked, self._today)
        self._show(Form.ANSWER, draft=True)

    def add_to_network(self, adding: Adding) -> None:
        """Ask for somebody or for a service; what is being typed in an open form stays."""
        form = Form.SERVICE if adding is Adding.SERVICE else Form.MEMBER
        if self.dock.form is self.form(form):
            focus_on(self.form(form).first_stop())
            return
        self.open(form)
        if form is Form.MEMBER:
            self.member.lives(adding)

    def tie_from(self, records: NetworkRecords, node: str) -> None:
        """Ask for a tie from somebody, or from a service to somebody else."""
        somebody, ties = records.somebody(node), records.ties_at(node)
        self.tie.flush()
        self.tie.know_network(records)
        if somebody is not None:
            self.tie.tie_from(somebody)
        elif ties:
            self.tie.help_from(ties[0])
        self._show(Form.TIE, draft=False)

    def open_of_network(self, form: Form, records: NetworkRecords) -> None:
        """Open a form about the network, which knows who is in it."""
        self.expected.know_network(records)
        self.open(form)

    def settle_concern(self, told: ConcernTold) -> None:
        """Ask what became of a concern: sent, answered, not for sending."""
        self.safety.show_concern(told)
        self._show(Form.CONCERN_SENT, draft=True)

    def _look_for_concern(self, about: UUID | None, words: str = "") -> None:
        """Ask when a concern was sent, once it is known which one waits."""
        self.safety.sent.flush()
        self.safety.sent.look_for(about, words)
        self._show(Form.CONCERN_SENT, draft=False)

    def end(self, wish: object) -> None:
        """End or take away what a card says, without a question: it can be undone."""
        self.wished.emit(Form.LINE, wish)

    def correct_note(self, entry: StoryEntry) -> None:
        """Ask what a note should say."""
        self.correct.show_note(entry)
        self._show(Form.CORRECT, draft=True)

    def mark(self, entry: StoryEntry) -> None:
        """Ask what sort of statement a note is."""
        self.mark_note.show_note(entry)
        self._show(Form.MARK, draft=False)

    def move_entry(self, entry: StoryEntry, people: tuple[PersonChoice, ...]) -> None:
        """Ask where a note belongs."""
        if self._header is not None:
            self.move_note.show_note(entry, self._header, people)
            self._show(Form.MOVE_NOTE, draft=False)

    def _jot(self) -> None:
        """Put the caret into the composer; an open form is put aside with its draft."""
        if self.dock.form is not None:
            self._came_from = None
            self.dock.form.close_form()
        self.composer.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_phase(self) -> None:
        if self._header is not None:
            self.phase.flush()
            self.phase.show_header(self._header)
            self._show(Form.PHASE, draft=True)

    def move_case(self, to: str) -> None:
        """Ask for what it takes to move the case there."""
        if self._header is not None:
            self.phase.flush()
            self.phase.show_header(self._header)
            self.phase.go_to(to)
            self._show(Form.PHASE, draft=False)

    def know_phase(self, page: PhasePage) -> None:
        """Tell the form that moves the case what is on record."""
        self.phase.show_page(page)

    def move_referral(self, line: ReferralLine, move: Move) -> None:
        """Ask what became of a referral."""
        self.referral.show_line(line, move)
        self._show(Form.REFERRAL, draft=False)

    def _open_share(self) -> None:
        """Ask whom to tell; what is shown in an open panel stays."""
        if self.dock.form is self.share:
            focus_on(self.share.first_stop())
            return
        self.share.begin()
        self._show(Form.SHARE, draft=False)

    def show_clash(self, form: Form, wish: object, error: Overtaken) -> None:
        """Show side by side what two changed; what was typed stays as a draft of its form."""
        if form in self._made and not self._made[form].isHidden():
            self._made[form].typed()
            self._made[form].flush()
        self.clash.show_clash(form, wish, error, self._team)
        self._put_up(self.clash)
        focus_on(self.clash.first_stop())

    def about(self, form: Form) -> UUID | None:
        """Return the record that a form changes, if it is not the case itself."""
        return self._made[form].about if form in self._made else None

    def _show(self, form: Form, *, draft: bool) -> None:
        self._put_up(self.form(form))
        self.opened.emit(form, draft)
        focus_on(self.form(form).first_stop())

    def _put_up(self, form: PlaceForm) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and not self.dock.isAncestorOf(focused):
            self._came_from = focused
        self.dock.open(form)

    def _bring_back(self) -> None:
        before, self._came_from = self._came_from, None
        back = before is not None and isValid(before) and before.isVisible()
        target = before if back and before is not None else self.composer.edit
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    # What the presenter says

    def restore(self, form: Form, values: Mapping[str, str]) -> None:
        """Put back what was typed before."""
        if form is Form.NOTE:
            self.composer.restore(values)
        else:
            self.form(form).restore(values)
            if not self.form(form).isHidden():
                focus_on(self.form(form).first_stop())

    def flush(self) -> None:
        """Hand over every draft that waits."""
        self.composer.flush()
        for form in self._made.values():
            form.flush()

    def begin(self) -> None:
        """Empty every form: another case is in view."""
        self._came_from = None
        self.composer.begin()
        self.matters.close_form()
        self._header, self._journey, self._plan = None, None, None
        for form in self._made.values():
            form.begin()
        if self.dock.form is not None:
            self.dock.shut()

    def kept(self, form: Form) -> None:
        """Empty a form, and close it if it is the one that is open."""
        if self.dock.form is self.clash and self.clash.waits:
            self.dock.shut()
        if form is Form.NOTE:
            self.composer.begin()
            self.composer.edit.setFocus()
            return
        if form is Form.MATTERS:
            self.matters.close_form()
            return
        self.form(form).begin()
        if self.dock.form is self.form(form):
            self.dock.shut()

    def refused(self, form: Form, sentence: str, problems: Mapping[str, str]) -> bool:
        """Say at an open form why it was not kept; say whether there was one."""
        if self.dock.form is self.clash and self.clash.waits:
            self.clash.refuse(sentence, problems)
            return True
        if form is Form.NOTE:
            self.composer.refuse(sentence, problems)
            return True
        if form not in self._made or self._made[form].isHidden():
            return False
        self._made[form].refuse(sentence, problems)
        return True

    # What the forms say

    def _pass_note(self, wish: object) -> None:
        self.wished.emit(Form.NOTE, wish)

    def _pass_step(self, wish: object) -> None:
        self.wished.emit(Form.LINE, wish)

    def _pass_note_draft(self) -> None:
        self.drafted.emit(Form.NOTE, self.composer.values())

    def _want_matters(self) -> None:
        self.opened.emit(Form.MATTERS, True)
