"""The code lists of housing, debts, key dates and going along."""

from enum import StrEnum


class Tenure(StrEnum):
    """On what footing somebody lives where they live."""

    COUNCIL = "council"
    HOUSING_ASSOCIATION = "housing_association"
    PRIVATE_RENT = "private_rent"
    OWNED = "owned"
    SUPPORTED = "supported"
    TEMPORARY = "temporary"
    WITH_OTHERS = "with_others"
    NO_HOME = "no_home"
    OTHER = "other"


class DebtKind(StrEnum):
    """What is owed. The first five can cost a home, heat or freedom: they come first."""

    RENT = "rent"
    MORTGAGE = "mortgage"
    COUNCIL_TAX = "council_tax"
    ENERGY = "energy"
    COURT_FINE = "court_fine"
    WATER = "water"
    BENEFIT = "benefit"
    LOAN = "loan"
    CATALOGUE = "catalogue"
    FAMILY = "family"
    OTHER = "other"


class DebtState(StrEnum):
    """Where a debt is."""

    OWED = "owed"
    PAYING = "paying"
    BREATHING_SPACE = "breathing_space"
    DISPUTED = "disputed"
    PAID = "paid"
    WRITTEN_OFF = "written_off"


class KeyDateKind(StrEnum):
    """A day on which something happens to somebody, whether they are ready or not."""

    HEARING = "hearing"
    NOTICE_ENDS = "notice_ends"
    EVICTION = "eviction"
    APPEAL_BY = "appeal_by"
    FORM_BY = "form_by"
    ASSESSMENT = "assessment"
    PAYMENT_BY = "payment_by"
    OTHER = "other"


class KeyDateState(StrEnum):
    """What became of a key date."""

    COMING = "coming"
    KEPT = "kept"
    MOVED = "moved"
    MISSED = "missed"
    CALLED_OFF = "called_off"


class GoingTo(StrEnum):
    """Where a worker went along."""

    COURT = "court"
    CLINIC = "clinic"
    FIRST_VISIT = "first_visit"
    BENEFITS = "benefits"
    HOUSING = "housing"
    OTHER = "other"


class Went(StrEnum):
    """Whether they went."""

    PLANNED = "planned"
    WENT = "went"
    DID_NOT_COME = "did_not_come"
    CALLED_OFF = "called_off"
