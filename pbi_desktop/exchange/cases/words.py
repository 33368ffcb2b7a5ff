"""The words that teams write for codes: stages, phases, reasons, kinds of money."""

import re
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import lru_cache
from typing import TypeVar

from pbi_desktop.domain.casework import Gender
from pbi_desktop.domain.gains import Evidence, GainCategory, GainNature, GainStatus
from pbi_desktop.domain.phases import ClosureReason, Phase
from pbi_desktop.domain.stages import DOMAIN_LABELS, LABELS, LifeDomain, RatingKind, Stage
from pbi_desktop.exchange.tables import column_key

C = TypeVar("C", bound=Enum)

_NUMBERED = re.compile(r"([0-4])(?:\.0)?\s*(?:[-\u2013\u2014.:=)]?\s*(\S.*))?")
_SHOWN = 60


def _table(words: Mapping[C, Iterable[str]]) -> dict[str, C]:
    """Return each word, and each code itself, in the form in which words are compared."""
    table = {column_key(str(code.value)): code for code in words}
    for code, known in words.items():
        for word in known:
            table.setdefault(column_key(word), code)
    return table


STAGES = _table(
    {
        Stage.CRISIS: (LABELS[Stage.CRISIS], "crisis", "emergency"),
        Stage.NOT_COPING: (LABELS[Stage.NOT_COPING], "not coping yet", "struggling"),
        Stage.COPING: (LABELS[Stage.COPING], "coping", "with support", "supported"),
        Stage.ADAPTED: (LABELS[Stage.ADAPTED], "adapting well", "settled"),
        Stage.THRIVING: (LABELS[Stage.THRIVING],),
    }
)
DOMAINS = _table(
    {
        LifeDomain.OVERALL: ("all", "general", "whole", "total", "overall stage"),
        LifeDomain.MONEY: ("finance", "finances", "debt", "income", "benefits", "financial"),
        LifeDomain.HOUSING: ("home", "house", "accommodation", "tenancy"),
        LifeDomain.WORK: ("work and skills", "employment", "skills", "job", "jobs", "training"),
        LifeDomain.MENTAL_HEALTH: ("mental wellbeing", "emotional health", "mh", "wellbeing"),
        LifeDomain.PHYSICAL_HEALTH: ("health", "physical wellbeing"),
        LifeDomain.SUBSTANCE_USE: ("drink and drugs", "alcohol", "drugs", "substance misuse",
            "substances", "drugs and alcohol", "addiction"),
        LifeDomain.FAMILY: ("relationships and parenting", "parenting", "relationships",
            "family and relationships", "children"),
        LifeDomain.SAFETY: ("domestic abuse", "safeguarding", "exploitation"),
        LifeDomain.CRIME: ("crime and asb", "asb", "offending", "anti social behaviour",
            "crime and anti-social behaviour"),
        LifeDomain.EDUCATION: ("school and early years", "school", "education and early years",
            "early years"),
        LifeDomain.CONNECTION: ("company", "connection and community", "community", "social",
            "isolation", "loneliness", "social contact"),
    }
)  # fmt: skip
for _domain, _label in DOMAIN_LABELS.items():
    DOMAINS.setdefault(column_key(_label), _domain)

KINDS = _table(
    {
        RatingKind.BASELINE: ("start", "first", "initial", "opening", "at start", "entry",
            "before", "at opening"),
        RatingKind.REVIEW: ("mid", "middle", "interim", "progress", "midpoint", "follow up"),
        RatingKind.CLOSING: ("end", "final", "exit", "close", "closure", "at close", "last",
            "after", "at closing"),
        RatingKind.SUSTAINED: ("six months", "6 months", "six month check", "6 month check",
            "sustained check"),
    }
)  # fmt: skip
PHASES = _table(
    {
        Phase.IDENTIFIED: ("new", "open", "active", "referred", "live", "current", "referral",
            "received"),
        Phase.TRIAGED: ("triage", "allocated", "accepted"),
        Phase.ENGAGING: ("engaged", "contacted", "engagement"),
        Phase.ASSESSED: ("assessment", "assessing"),
        Phase.PLANNED: ("plan", "planning", "plan agreed"),
        Phase.REVIEWED: ("review", "reviewing", "in progress", "being worked", "working"),
        Phase.CLOSED: ("close", "ended", "complete", "completed", "finished", "shut",
            "inactive"),
        Phase.SUSTAINED_CHECK: ("check", "sustained", "followed up", "six month check"),
    }
)  # fmt: skip
OPEN_WORDS = frozenset({"open", "active", "live", "current"})
"""Words that say that a case is open, and not in which phase it is."""

CLOSURE_REASONS = _table(
    {
        ClosureReason.OUTCOMES_MET: ("outcomes achieved", "goals met", "needs met", "completed",
            "successful", "success", "complete", "met", "achieved", "positive outcome"),
        ClosureReason.STEPPED_UP: ("step up", "statutory", "escalated", "stepped up to statutory",
            "social care", "escalated to social care"),
        ClosureReason.MOVED_AWAY: ("moved", "moved out of area", "out of area", "left area",
            "moved house", "left the area"),
        ClosureReason.DECLINED: ("withdrew", "declined or withdrew", "refused", "withdrawn",
            "did not want", "declined support", "no consent", "refused support",
            "did not want help", "disengaged"),
        ClosureReason.NOT_CONTACTABLE: ("no contact", "uncontactable", "could not contact",
            "unable to contact", "lost contact", "no response"),
        ClosureReason.TRANSFERRED: ("transfer", "passed on", "referred on", "moved to other team",
            "transferred to other service", "onward referral"),
        ClosureReason.DIED: ("deceased", "death", "passed away", "dead", "rip"),
        ClosureReason.DUPLICATE: ("double", "entered twice", "duplicate record", "dup"),
    }
)  # fmt: skip
GENDERS = _table(
    {
        Gender.WOMAN: ("female", "f", "w", "women", "girl", "trans woman"),
        Gender.MAN: ("male", "m", "men", "boy", "trans man"),
        Gender.NON_BINARY: ("nb", "enby", "nonbinary person", "non-binary"),
        Gender.NOT_RECORDED: ("prefer not to say", "not stated", "not said", "not asked",
            "not given", "u"),
    }
)  # fmt: skip
CATEGORIES = _table(
    {
        GainCategory.BENEFIT: ("benefits", "welfare benefit", "entitlement"),
        GainCategory.BACKDATE: ("backdated", "arrears of benefit", "backdated benefit",
            "back pay"),
        GainCategory.GRANT: ("grants", "charity", "charitable grant", "fund", "voucher"),
        GainCategory.DEBT_WRITTEN_OFF: ("debt write off", "written off", "write off",
            "debts written off", "debt cleared"),
        GainCategory.DEBT_REDUCED: ("debt reduction", "debt lowered", "debts reduced"),
        GainCategory.BILL_REDUCTION: ("bill reduction", "rent reduction", "lower bill", "bills",
            "rent", "reduced bill", "utility", "tariff"),
        GainCategory.EARNINGS: ("wages", "pay", "work", "job", "salary", "earned"),
        GainCategory.REFUND: ("refunds", "repayment", "money back"),
        GainCategory.OTHER: ("else", "something else", "misc"),
    }
)  # fmt: skip
BENEFITS = frozenset(
    map(
        column_key,
        ("pip", "personal independence payment", "uc", "universal credit", "dla",
         "disability living allowance", "attendance allowance", "aa", "esa",
         "employment and support allowance", "jsa", "jobseekers allowance", "housing benefit",
         "hb", "council tax support", "council tax reduction", "ctr", "cts", "carers allowance",
         "ca", "pension credit", "pc", "child benefit", "cb", "income support", "state pension",
         "child tax credit", "working tax credit", "tax credits", "lcwra", "carer element",
         "healthy start", "maternity allowance", "bereavement support payment",
         "industrial injuries disablement benefit", "dhp", "discretionary housing payment"),
    )
)  # fmt: skip
NATURES = _table(
    {
        GainNature.RECURRING: ("regular", "ongoing", "repeated", "yes", "y", "recurs"),
        GainNature.ONE_OFF: ("one off", "once", "single", "lump sum", "no", "n", "oneoff"),
    }
)
STATUSES = _table(
    {
        GainStatus.IDENTIFIED: ("possible", "potential", "found"),
        GainStatus.CLAIMED: ("applied", "claim made", "waiting", "pending", "applied for",
            "submitted", "in progress"),
        GainStatus.ESTIMATED: ("estimate", "expected", "calculated"),
        GainStatus.CONFIRMED: ("awarded", "received", "paid", "granted", "in payment",
            "successful", "achieved", "won"),
        GainStatus.NO_ENTITLEMENT: ("not entitled", "none", "nothing due"),
        GainStatus.REJECTED: ("refused", "turned down", "unsuccessful", "declined"),
        GainStatus.UNDER_APPEAL: ("appeal", "appealed", "mandatory reconsideration", "mr",
            "tribunal", "appealing"),
        GainStatus.NOT_PURSUED: ("not claimed", "not pursuing", "withdrawn", "dropped"),
        GainStatus.ENDED: ("stopped", "finished", "over", "expired"),
    }
)  # fmt: skip
EVIDENCE = _table(
    {
        Evidence.AWARD_LETTER: ("letter", "award notice", "letter seen", "decision letter",
            "seen", "award letter seen"),
        Evidence.CLIENT_REPORT: ("client", "told us", "self report", "said so", "verbal",
            "client told us", "resident told us"),
        Evidence.CALCULATOR: ("benefit calculator", "calculation", "entitledto",
            "policy in practice", "turn2us", "better off calculation"),
        Evidence.NONE: ("no", "n", "nothing", "no evidence", "not seen"),
    }
)  # fmt: skip
_YES = frozenset({"yes", "y", "true", "1", "x", "\u2713", "\u2714", "needed", "required"})
_NO = frozenset({"no", "n", "false", "0", "not needed", "not required"})


def find(table: Mapping[str, C], text: str) -> C | None:
    """Return the code that a text stands for; nothing where no team's word for one is known."""
    return table.get(_word_key(text))


_word_key = lru_cache(maxsize=4096)(column_key)


def read_stage(text: str) -> Stage | None:
    """Return the stage of a code, a label or both ("1 - not coping"); nothing where unclear."""
    numbered = _NUMBERED.fullmatch(text.strip())
    if not numbered:
        return find(STAGES, text)
    stage = Stage(int(numbered[1]))
    if numbered[2] and find(STAGES, numbered[2]) is not stage:
        return None
    return stage


def yes_or_no(text: str) -> bool | None:
    """Return what an answer says; nothing where it is neither yes nor no."""
    plain = " ".join(text.casefold().split()).rstrip(".")
    if plain in _YES:
        return True
    return False if plain in _NO else None


def shown(text: str) -> str:
    """Return a text in quotation marks, cut to a readable length."""
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= _SHOWN else f'"{line[:_SHOWN]}\u2026"'
