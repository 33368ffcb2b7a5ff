"""What the list of referrals shows."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pbi_desktop.domain.casework import ReferralKind, ReferralStatus
from pbi_desktop.domain.ids import AgencyId, CaseId, GroupId
from pbi_desktop.domain.referrals import Place


@dataclass(frozen=True)
class ReferralTelling:
    """What an agency is told with a referral, beside why."""

    agency_id: AgencyId
    agency: str
    lines: tuple[str, ...]
    seen: str
    """What stands for all that it says: the referral is made of what was shown."""


@dataclass(frozen=True)
class ToAgency:
    """That it goes to an agency; a referral names what was seen of what it tells."""

    id: AgencyId
    seen: str = ""


To = GroupId | ToAgency
"""Whom a referral or signpost is to."""


@dataclass(frozen=True)
class ReferralWaiting:
    """A referral or signpost that is not at its end: whose, to whom, and for how long."""

    id: UUID
    version: int
    case_id: CaseId
    person: str
    reference: str
    to: str
    kind: ReferralKind
    status: ReferralStatus
    waits_for: Place
    made_on: date
    since: date
    """Since when it waits for whatever comes next."""
    age: int
    """In working days, since then."""
    late: bool
    words: str
    """"Waits for their answer, 12 working days: late"."""
    answer: str
    """Why it was sent back, or what they said when they accepted."""
    mine: bool
    """Whether the worker is on the team of the case; else they lead it."""
    case_closed: bool
    may_lapse: bool
    """A signpost that nobody followed for so long that it may lapse by age."""
