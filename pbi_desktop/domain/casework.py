"""The code lists of case work: notes, plans, risks, referrals, ties, contact."""

from collections.abc import Mapping
from enum import IntEnum, StrEnum

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.stages import LifeDomain


class Marking(StrEnum):
    """What sort of statement an entry is. Nothing is a fact unless somebody says so."""

    NOT_MARKED = "not_marked"
    FACT = "fact"
    OPINION = "opinion"
    TOLD = "told"


class NoteKind(StrEnum):
    """What happened."""

    NOTE = "note"
    STORY = "story"
    VISIT = "visit"
    CALL = "call"
    TEXT = "text"
    MEETING = "meeting"
    GROUP = "group"
    EVENT = "event"


class ContactMethod(StrEnum):
    """How an approach or conversation came about."""

    SHOPFRONT = "shopfront"
    HOME = "home"
    PHONE = "phone"
    TEXT = "text"
    HUDDLE = "huddle"
    OUTREACH = "outreach"
    PARTNER_REFERRAL = "partner_referral"
    SELF_REFERRAL = "self_referral"
    OTHER = "other"


class ActionStatus(StrEnum):
    """What became of a step. "Not possible" is not the same as "not done"."""

    OPEN = "open"
    DONE = "done"
    NOT_DONE = "not_done"
    NOT_POSSIBLE = "not_possible"


class RiskState(StrEnum):
    """A risk that is known, or that it was asked and none is known."""

    KNOWN = "known"
    NONE_KNOWN = "none_known"
    PAST = "past"


class Likelihood(StrEnum):
    """How likely a harm is, in words."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    NOT_JUDGED = "not_judged"


class ReferralKind(StrEnum):
    """A referral must be answered; a signpost is a name and number given."""

    REFERRAL = "referral"
    SIGNPOST = "signpost"


class ReferralStatus(StrEnum):
    """Where a referral or signpost is."""

    MADE = "made"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    REROUTED = "rerouted"
    ATTENDED = "attended"
    CLOSED = "closed"
    LAPSED = "lapsed"


class TieKind(StrEnum):
    """What one person is to another: "subject is KIND of other"."""

    PARENT = "parent"
    CHILD = "child"
    PARTNER = "partner"
    FORMER_PARTNER = "former_partner"
    SIBLING = "sibling"
    GRANDPARENT = "grandparent"
    GRANDCHILD = "grandchild"
    CARER = "carer"
    FRIEND = "friend"
    NEIGHBOUR = "neighbour"
    OTHER = "other"


class TieNature(StrEnum):
    """How two people came to be what they are to each other; none where it is not recorded."""

    BIRTH = "birth"
    STEP = "step"
    ADOPTIVE = "adoptive"
    FOSTER = "foster"
    HALF = "half"
    TWIN = "twin"
    IDENTICAL_TWIN = "identical_twin"
    MARRIED = "married"
    LIVING_TOGETHER = "living_together"
    SEPARATED = "separated"
    DIVORCED = "divorced"


_OF_A_CHILD = (TieNature.BIRTH, TieNature.STEP, TieNature.ADOPTIVE, TieNature.FOSTER)
NATURES: Mapping[TieKind, tuple[TieNature, ...]] = {
    TieKind.PARENT: _OF_A_CHILD,
    TieKind.CHILD: _OF_A_CHILD,
    TieKind.SIBLING: (
        TieNature.HALF,
        TieNature.STEP,
        TieNature.ADOPTIVE,
        TieNature.FOSTER,
        TieNature.TWIN,
        TieNature.IDENTICAL_TWIN,
    ),
    TieKind.PARTNER: (TieNature.MARRIED, TieNature.LIVING_TOGETHER),
    TieKind.FORMER_PARTNER: (TieNature.SEPARATED, TieNature.DIVORCED),
}
"""What the nature of each kind of tie may be; the others have none."""


class Quality(StrEnum):
    """How a tie is; strength and stress are independent of each other."""

    STRONG = "strong"
    WORKING = "working"
    WEAK = "weak"
    PLANNED = "planned"
    STRESSFUL = "stressful"
    CUT_OFF = "cut_off"


class Flow(StrEnum):
    """Which way help flows along a tie."""

    TO_FAMILY = "to_family"
    FROM_FAMILY = "from_family"
    BOTH = "both"
    NONE = "none"


class Gender(StrEnum):
    """As the person says; never inferred."""

    WOMAN = "woman"
    MAN = "man"
    NON_BINARY = "non_binary"
    NOT_RECORDED = "not_recorded"


class TeamRole(StrEnum):
    """What a worker is to one case."""

    KEY_WORKER = "key_worker"
    BACKUP = "backup"
    MEMBER = "member"


class PartInCase(StrEnum):
    """What a person is to one case."""

    MAIN = "main"
    HOUSEHOLD = "household"
    FAMILY = "family"


class Importance(IntEnum):
    """The ends of the scale on which a person says how much a goal matters."""

    LEAST = 1
    MOST = 10


# Which category a life domain's needs and ratings belong to.
DOMAIN_CATEGORY = {
    LifeDomain.OVERALL: Category.CORE,
    LifeDomain.MONEY: Category.FINANCE,
    LifeDomain.HOUSING: Category.HOUSING,
    LifeDomain.WORK: Category.CORE,
    LifeDomain.MENTAL_HEALTH: Category.HEALTH,
    LifeDomain.PHYSICAL_HEALTH: Category.HEALTH,
    LifeDomain.SUBSTANCE_USE: Category.SUBSTANCE_USE,
    LifeDomain.FAMILY: Category.CORE,
    LifeDomain.SAFETY: Category.SAFEGUARDING,
    LifeDomain.CRIME: Category.OFFENDING,
    LifeDomain.EDUCATION: Category.CHILD,
    LifeDomain.CONNECTION: Category.CORE,
}
