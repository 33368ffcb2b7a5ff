"""How each form of a case is made: when it is first asked for, and by its kind."""

from collections.abc import Callable, Mapping
from typing import Generic, Protocol, TypeVar, cast

from pbi_desktop.ui.screens.case.form import PlaceForm
from pbi_desktop.ui.screens.case.panels.came import CameForm
from pbi_desktop.ui.screens.case.panels.confirm import ConfirmForm
from pbi_desktop.ui.screens.case.panels.correct import CorrectForm
from pbi_desktop.ui.screens.case.panels.gain import GainForm
from pbi_desktop.ui.screens.case.panels.letter import LetterForm
from pbi_desktop.ui.screens.case.panels.mark import MarkForm
from pbi_desktop.ui.screens.case.panels.member import MemberForm
from pbi_desktop.ui.screens.case.panels.network_forms import CheckForm, ExpectedForm
from pbi_desktop.ui.screens.case.panels.paper import PaperForm
from pbi_desktop.ui.screens.case.panels.phase import PhaseForm
from pbi_desktop.ui.screens.case.panels.plan_words import GoalForm, NeedForm
from pbi_desktop.ui.screens.case.panels.refer import ReferForm
from pbi_desktop.ui.screens.case.panels.referral import ReferralForm
from pbi_desktop.ui.screens.case.panels.risk import RiskForm
from pbi_desktop.ui.screens.case.panels.safety_form import SafetyForm
from pbi_desktop.ui.screens.case.panels.service import ServiceForm
from pbi_desktop.ui.screens.case.panels.stage import StageForm
from pbi_desktop.ui.screens.case.panels.step import StepForm
from pbi_desktop.ui.screens.case.panels.team_forms import FileAuditForm, HandOverForm, OwnWordsForm
from pbi_desktop.ui.screens.case.panels.tie_form import TieForm
from pbi_desktop.ui.screens.case.wishes import Form

F = TypeVar("F", bound=PlaceForm)

MAKERS: Mapping[Form, Callable[[], PlaceForm]] = {
    Form.STEP: StepForm,
    Form.STAGE: StageForm,
    Form.RISK: RiskForm,
    Form.GAIN: GainForm,
    Form.CONFIRM: ConfirmForm,
    Form.REFER: ReferForm,
    Form.CAME: CameForm,
    Form.PHASE: PhaseForm,
    Form.REFERRAL: ReferralForm,
    Form.NEED: NeedForm,
    Form.GOAL: GoalForm,
    Form.MEMBER: MemberForm,
    Form.SERVICE: ServiceForm,
    Form.TIE: TieForm,
    Form.NETWORK_CHECK: CheckForm,
    Form.EXPECTED: ExpectedForm,
    Form.PAPER: PaperForm,
    Form.LETTER: LetterForm,
    Form.CORRECT: CorrectForm,
    Form.MARK: MarkForm,
    Form.HAND_OVER: HandOverForm,
    Form.OWN_WORDS: OwnWordsForm,
    Form.FILE_AUDIT: FileAuditForm,
}
OF_SAFETY = frozenset(
    {
        *(Form.CONCERN, Form.CONCERN_SENT, Form.CHILD_SEEN, Form.CAPACITY, Form.MARKER),
        *(Form.SAFE_CONTACT, Form.APART),
    }
)
OF_HOUSING = frozenset({Form.HOME, Form.DEBT, Form.KEY_DATE, Form.GOING_ALONG, Form.ANSWER})
OF_A_DAY = (
    GainForm,
    RiskForm,
    CameForm,
    PhaseForm,
    ReferralForm,
    ServiceForm,
    PaperForm,
    SafetyForm,
    TieForm,
    ExpectedForm,
)
"""The forms that read days as of today, and need nothing else."""


class HasForms(Protocol):
    """Whoever makes and keeps forms."""

    def form(self, key: Form) -> PlaceForm:
        """Return a form, made now if it was not."""


class Made(Generic[F]):
    """A form under its name, made when it is first asked for."""

    def __init__(self, key: Form, kind: type[F]) -> None:
        self._key, self._kind = key, kind

    def __get__(self, forms: HasForms, _owner: object) -> F:
        """Return the form."""
        return cast("F", forms.form(self._key))
