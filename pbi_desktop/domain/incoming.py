"""What agencies send: money found, calls and visits, and referrals, once read and checked."""

from dataclasses import dataclass
from datetime import date

from pbi_desktop.domain.approaches import SafeNow, Urgency
from pbi_desktop.domain.casework import Gender
from pbi_desktop.domain.demand import DemandKind
from pbi_desktop.domain.gains import Evidence, Gain
from pbi_desktop.domain.intake import RowPlace
from pbi_desktop.domain.times import PartialDate


@dataclass(frozen=True)
class Whose:
    """How a row says whom it is about; any part may be empty."""

    case: str = ""
    person: str = ""
    name: str = ""
    born: PartialDate | None = None


@dataclass(frozen=True)
class FoundGain:
    """Money that a calculator or an adviser found."""

    place: RowPlace
    whose: Whose
    gain: Gain
    what: str
    evidence: Evidence = Evidence.NONE
    confirmed_on: date | None = None


@dataclass(frozen=True)
class ToldDemand:
    """A call, visit or event that an agency tells of."""

    place: RowPlace
    whose: Whose
    kind: DemandKind
    on_day: date
    count: int = 1
    agency: str = ""
    address: str = ""
    postcode: str = ""
    reference: str = ""
    unit_cost_code: str = ""


@dataclass(frozen=True)
class Referrer:
    """Who refers: all four are mandatory."""

    name: str
    service: str
    organisation: str
    contact: str


@dataclass(frozen=True)
class SentReferral:
    """A referral in the shape of the Social Prescribing Standard, with all that is mandatory.

    Or the form by which somebody asks for help for themselves: then only a name is sure.
    """

    place: RowPlace
    given_name: str
    family_name: str
    born: PartialDate | None
    practice_code: str
    referrer: Referrer | None
    """None: they ask for themselves."""
    risks: tuple[str, ...] | None
    """Empty: it was asked and none is known. None: nobody asked."""
    practice: str = ""
    referral_to: str = ""
    referred_on: date | None = None
    method: str = ""
    reason: str = ""
    known_as: str = ""
    pronouns: str = ""
    gender: Gender = Gender.NOT_RECORDED
    nhs_number: str = ""
    reference: str = ""
    """Another identifier: our own case or person reference, or the referrer's."""
    address: str = ""
    address_2: str = ""
    locality: str = ""
    postcode: str = ""
    phone: str = ""
    matters: str = ""
    please: str = ""
    language: str = ""
    interpreter: str = ""
    reasons: str = ""
    """What it is about, in a few words such as "Money, Home"."""
    urgency: Urgency | None = None
    safe_now: SafeNow = SafeNow.NOT_ASKED
    consent_told: bool | None = None
    number: str = ""
    """What the sender calls this referral by: it is not taken in twice."""
    as_written: tuple[str, ...] = ()
    """What could not be read as what it should be, as it was written: "Date of birth: spring"."""
    more: tuple[str, ...] = ()
    """What else the form says, under its own headings: "Transport: none"."""
