"""What phases, closing and the check after it show and take."""

from dataclasses import dataclass, replace
from datetime import date

from pbi_desktop.domain.casework import ContactMethod
from pbi_desktop.domain.ids import CaseId, WorkerId
from pbi_desktop.domain.minimum import PhaseFacts
from pbi_desktop.domain.phases import ClosureReason, Engagement, Held, Phase, SafeguardingCheck
from pbi_desktop.domain.stages import LifeDomain, Stage
from pbi_desktop.services.case_rows import DomainRating, TeamChoice


@dataclass(frozen=True)
class CheckDue:
    """A closed case that is to be looked at again: half a year after closing."""

    case_id: CaseId
    reference: str
    person: str
    closed_on: date
    due_on: date
    days_over: int
    """By how many days it is overdue; 0 while it is not."""
    words: str
    """When it is due: "Due in 2 weeks", "Overdue by 3 days"."""
    stage: Stage | None
    """The overall rating at closing, where it may be seen."""
    key_worker: WorkerId | None
    """Who was the key worker at the end, where they still are on the team."""
    mine: bool
    """False: it is a lead's, since nobody of the team is its key worker."""
    open_again: bool
    """Whether a newer case of the same person is open: ask there."""


@dataclass(frozen=True)
class ContactSaid:
    """A try to reach somebody, or a first talk with them."""

    on_day: date
    method: ContactMethod
    reached: bool


@dataclass(frozen=True)
class PhaseEntry:
    """What is said when a case is moved: the phase, and whatever that phase takes."""

    to: Phase
    key_worker: WorkerId | None = None
    backup: WorkerId | None = None
    threshold: str = ""
    safeguarding: SafeguardingCheck | None = None
    engagement: Engagement | None = None
    contact: ContactSaid | None = None
    agreed_on: date | None = None
    without_them: str = ""
    """Why something that takes the person was done without them."""
    next_review_on: date | None = None
    review_owner: WorkerId | None = None
    closure: ClosureReason | None = None
    ratings: tuple[DomainRating, ...] = ()
    """At closing, or at the check after it."""
    goes_on: str = ""
    goes_on_shared: str = ""
    checked_on: date | None = None
    evidence: str = ""
    method: ContactMethod | None = None

    def upon(self, facts: PhaseFacts) -> PhaseFacts:
        """Return what is known once this is said: what the form says goes before the record."""
        overall = any(rating.domain is LifeDomain.OVERALL for rating in self.ratings)
        spoke = self.contact is not None and self.contact.reached
        tried = self.contact is not None and not self.contact.reached
        not_agreed = facts.without_them if self.to is Phase.PLANNED else ""
        spoke_on = self.contact.on_day if self.contact is not None and spoke else None
        return replace(
            facts,
            key_worker=facts.key_worker or self.key_worker is not None,
            backup=facts.backup or self.backup is not None,
            threshold=self.threshold,
            safeguarding=self.safeguarding,
            first_contact_on=facts.first_contact_on or spoke_on,
            attempts=facts.attempts + tried,
            engagement=self.engagement,
            without_them=self.without_them or not_agreed,
            agreed_on=self.agreed_on or facts.agreed_on,
            next_review_on=self.next_review_on or facts.next_review_on,
            review_owner=self.review_owner is not None,
            closure=self.closure,
            closing_rated=facts.closing_rated or overall,
            goes_on=self.goes_on,
            goes_on_shared=self.goes_on_shared,
            checked_on=self.checked_on,
            check_rated=overall,
            evidence=self.evidence,
            method=self.method is not None,
        )


@dataclass(frozen=True)
class PhasePage:
    """What the form that moves a case has to know."""

    phase: Phase
    version: int
    facts: PhaseFacts
    workers: tuple[TeamChoice, ...]
    """Who works at the site: a backup worker is chosen from them."""
    key_worker: WorkerId | None
    backup: WorkerId | None
    referrals_open: int
    """How many referrals and signposts are not at their end."""


@dataclass(frozen=True)
class CaseBeside:
    """Another case of the same person: the one before this, or the one opened after it."""

    case_id: CaseId
    reference: str
    opened_on: date
    closed_on: date | None


@dataclass(frozen=True)
class Ending:
    """How a case ended, what goes on, and what the check after it found."""

    closed_on: date | None = None
    reason: ClosureReason | None = None
    stage: Stage | None = None
    """The overall rating at closing."""
    why_not_rated: str = ""
    goes_on: str = ""
    goes_on_shared: str = ""
    check_due_on: date | None = None
    """None: no check is made, or the case is open."""
    check_up: bool = False
    """Whether the check has come up."""
    check_words: str = ""
    checked_on: date | None = None
    check_stage: Stage | None = None
    check_evidence: str = ""
    check_method: ContactMethod | None = None
    check_not_possible: str = ""
    held: Held = Held.NOT_KNOWN
    before: CaseBeside | None = None
    after: CaseBeside | None = None
