"""The forms of a case as they are made, and what they know of it."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from pbi_desktop.domain.ids import WorkerId
from pbi_desktop.services.case_rows import (
    CaseHeader,
    CasePlan,
    GroupChoice,
    Journey,
    TeamChoice,
)
from pbi_desktop.services.plan_rows import AgencyOption
from pbi_desktop.services.referral_rows import ReferralTelling
from pbi_desktop.services.safety_rows import SafetyChoices
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.screens.case.cards.matters import MattersCard
from pbi_desktop.ui.screens.case.dock import Dock
from pbi_desktop.ui.screens.case.form import PlaceForm, focus_on
from pbi_desktop.ui.screens.case.form_makers import MAKERS, OF_A_DAY, OF_HOUSING, OF_SAFETY, Made
from pbi_desktop.ui.screens.case.panels.came import CameForm
from pbi_desktop.ui.screens.case.panels.clash import ClashForm
from pbi_desktop.ui.screens.case.panels.confirm import ConfirmForm
from pbi_desktop.ui.screens.case.panels.correct import CorrectForm
from pbi_desktop.ui.screens.case.panels.gain import GainForm
from pbi_desktop.ui.screens.case.panels.housing_forms import HousingForms
from pbi_desktop.ui.screens.case.panels.letter import LetterForm
from pbi_desktop.ui.screens.case.panels.line import LineForm
from pbi_desktop.ui.screens.case.panels.mark import MarkForm
from pbi_desktop.ui.screens.case.panels.member import MemberForm
from pbi_desktop.ui.screens.case.panels.move_note import MoveNoteForm
from pbi_desktop.ui.screens.case.panels.network_forms import ExpectedForm
from pbi_desktop.ui.screens.case.panels.paper import PaperForm
from pbi_desktop.ui.screens.case.panels.phase import PhaseForm
from pbi_desktop.ui.screens.case.panels.plan_words import GoalForm, NeedForm
from pbi_desktop.ui.screens.case.panels.refer import ReferForm
from pbi_desktop.ui.screens.case.panels.referral import ReferralForm
from pbi_desktop.ui.screens.case.panels.risk import RiskForm
from pbi_desktop.ui.screens.case.panels.safety_forms import SafetyForms
from pbi_desktop.ui.screens.case.panels.service import ServiceForm
from pbi_desktop.ui.screens.case.panels.share import ShareForm
from pbi_desktop.ui.screens.case.panels.stage import StageForm
from pbi_desktop.ui.screens.case.panels.step import StepForm
from pbi_desktop.ui.screens.case.panels.team_forms import FileAuditForm, HandOverForm, OwnWordsForm
from pbi_desktop.ui.screens.case.panels.tie_form import TieForm
from pbi_desktop.ui.screens.case.wishes import Form


class KnownForms(QObject):
    """The forms of a case, each made when it is first asked for, and what they are told."""

    wished = Signal(object, object)  # Form, Wish
    drafted = Signal(object, object)  # Form, dict[str, str]
    opened = Signal(object, bool)  # Form, and whether its draft is wanted
    groups_wanted = Signal(str)
    telling_wanted = Signal(object)  # AgencyId
    open_wanted = Signal(object)  # Form, from another one

    def __init__(
        self, parent: QObject, matters: MattersCard, me: WorkerId, privacy: Privacy
    ) -> None:
        super().__init__(parent)
        self._me = me
        self._header: CaseHeader | None = None
        self._today = date.min
        self._team: tuple[TeamChoice, ...] = ()
        self._came_from: QWidget | None = None
        self._privacy, self.matters = privacy, matters
        self._agencies: tuple[AgencyOption, ...] = ()
        self._journey: Journey | None = None
        self._plan: CasePlan | None = None
        self._made: dict[Form, PlaceForm] = {}
        self.dock = Dock()
        self.composer = self.dock.composer
        self.line, self.share, self.clash = LineForm(), ShareForm(privacy), ClashForm()
        self._take(matters.form, docked=False)
        for form in (self.line, self.share):
            self._take(form)
        self.dock.take(self.clash)

    # Made when they are first asked for: all of them together take as long as opening ten cases

    step = Made(Form.STEP, StepForm)
    stage, risk = Made(Form.STAGE, StageForm), Made(Form.RISK, RiskForm)
    gain, confirm = Made(Form.GAIN, GainForm), Made(Form.CONFIRM, ConfirmForm)
    refer, came = Made(Form.REFER, ReferForm), Made(Form.CAME, CameForm)
    phase, referral = Made(Form.PHASE, PhaseForm), Made(Form.REFERRAL, ReferralForm)
    need, goal = Made(Form.NEED, NeedForm), Made(Form.GOAL, GoalForm)
    member, service = Made(Form.MEMBER, MemberForm), Made(Form.SERVICE, ServiceForm)
    tie, expected = Made(Form.TIE, TieForm), Made(Form.EXPECTED, ExpectedForm)
    correct, mark_note = Made(Form.CORRECT, CorrectForm), Made(Form.MARK, MarkForm)
    paper, letter = Made(Form.PAPER, PaperForm), Made(Form.LETTER, LetterForm)
    move_note = Made(Form.MOVE_NOTE, MoveNoteForm)
    hand_over, own_words = Made(Form.HAND_OVER, HandOverForm), Made(Form.OWN_WORDS, OwnWordsForm)
    file_audit = Made(Form.FILE_AUDIT, FileAuditForm)

    @property
    def safety(self) -> SafetyForms:
        """The panels of safety."""
        self.form(Form.CONCERN)
        return self._safety

    @property
    def housing(self) -> HousingForms:
        """The panels of homes, debts and days that matter."""
        self.form(Form.HOME)
        return self._housing

    def has(self, key: Form) -> bool:
        """Say whether this is a form that opens by its name alone."""
        return key in MAKERS or key in OF_SAFETY or key in OF_HOUSING or key in self._made

    def form(self, key: Form) -> PlaceForm:
        """Return a form; what is made now starts blank and is told what the others know."""
        if key not in self._made:
            before = set(self._made)
            for made in self._make(key):
                self._take(made)
            for new in set(self._made) - before:
                self._made[new].begin()
            self._catch_up()
        return self._made[key]

    def _make(self, key: Form) -> Sequence[PlaceForm]:
        if key in OF_SAFETY:
            self._safety = SafetyForms(self._privacy)
            return self._safety.all
        if key in OF_HOUSING:
            self._housing = HousingForms()
            return self._housing.all
        return (MoveNoteForm(self._privacy) if key is Form.MOVE_NOTE else MAKERS[key](),)

    def _take(self, form: PlaceForm, *, docked: bool = True) -> None:
        self._made[form.form] = form
        form.wished.connect(self.pass_wish)
        form.draft_due.connect(self.pass_draft)
        if docked:
            self.dock.take(form)
        if isinstance(form, PhaseForm):
            form.form_wanted.connect(self.open_wanted)
        if isinstance(form, ReferForm | CameForm | ReferralForm):
            form.picker.looked_for.connect(self.groups_wanted)
        if isinstance(form, ReferForm | ReferralForm):
            form.telling_wanted.connect(self.telling_wanted)

    def _catch_up(self) -> None:
        """Tell every form what is known of the case: one of them was made just now."""
        self.know_agencies(self._agencies)
        if self._header is not None:
            self.know(self._header, self._today)
        if self._journey is not None:
            self.show_journey(self._journey)
        if self._plan is not None:
            self.expect(self._plan)

    # What the forms know

    @property
    def today(self) -> date:
        """The day on which days are read."""
        return self._today

    def know_agencies(self, agencies: tuple[AgencyOption, ...]) -> None:
        """Offer these agencies as those who do a step, or to whom somebody is referred."""
        self._agencies = agencies
        for form in self._made.values():
            if isinstance(form, ReferForm | ReferralForm):
                form.picker.know_agencies(agencies)
        if Form.STEP in self._made:
            self.step.know_agencies(agencies)

    def know(self, header: CaseHeader, today: date) -> None:
        """Ask about this case, as of this day."""
        self._header, self._today = header, today
        for form in self._made.values():
            if isinstance(form, OF_A_DAY):
                form.know(today)
            elif isinstance(form, ReferForm | ShareForm):
                form.know(header)
            elif isinstance(form, MemberForm):
                form.know(header, today)
        self.know_team(self._team)

    def know_team(self, team: tuple[TeamChoice, ...]) -> None:
        """Offer these workers as owners of steps."""
        self._team = team
        if Form.STEP in self._made:
            self.step.know(self._today, team, self._me)
        if Form.HOME in self._made:
            self._housing.know(self._today, team, self._me)
        self.composer.know(self._today, team)

    def offer_safety(self, choices: SafetyChoices) -> None:
        """Offer these people, leads and steps in the panels of safety."""
        self.safety.offer(choices)
        if self.safety.found_concern(choices):
            self.opened.emit(Form.CONCERN_SENT, not self.safety.sent.sent.text())
            focus_on(self.safety.sent.first_stop())

    def show_journey(self, journey: Journey) -> None:
        """Show the last ratings in the stage review."""
        self._journey = journey
        for form in self._made.values():
            if isinstance(form, StageForm | PhaseForm) and self._header is not None:
                form.show_journey(journey, self._header)

    def expect(self, plan: CasePlan) -> None:
        """Expect the person at the group they were last referred to."""
        self._plan = plan
        if Form.CAME in self._made:
            self.came.expect(plan)

    def offer_groups(self, groups: tuple[GroupChoice, ...]) -> None:
        """Offer these groups where a group is asked for."""
        for form in self._made.values():
            if isinstance(form, ReferForm | CameForm | ReferralForm) and not form.isHidden():
                form.offer(groups)

    def offer_telling(self, telling: ReferralTelling) -> None:
        """Show what an agency would be told, where it is asked."""
        for form in self._made.values():
            if isinstance(form, ReferForm | ReferralForm):
                form.told.show_telling(telling)

    def refuse_telling(self, agency: UUID, sentence: str) -> None:
        """Say why an agency may be told nothing, where it is asked."""
        for form in self._made.values():
            if isinstance(form, ReferForm | ReferralForm):
                form.told.refuse(agency, sentence)

    # What the forms say

    def pass_wish(self, wish: object) -> None:
        """Hand on what a form wants kept."""
        form = self.sender()
        if isinstance(form, PlaceForm):
            self.wished.emit(form.form, wish)

    def pass_draft(self) -> None:
        """Hand on the draft of a form."""
        form = self.sender()
        if isinstance(form, PlaceForm) and form.form not in (Form.MARK, Form.MOVE_NOTE):
            self.drafted.emit(form.form, form.values())
