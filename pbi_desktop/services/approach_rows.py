"""What is said and shown of those who come to the front door, wait there, or may be known."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pbi_desktop.domain.approaches import Done, SafeNow, Urgency
from pbi_desktop.domain.casework import ContactMethod
from pbi_desktop.domain.ids import CaseId, PersonId, SiteId, WorkerId


@dataclass(frozen=True)
class ContactFacts:
    """How somebody came, how soon something must happen, what they were told, what was done."""

    method: ContactMethod = ContactMethod.SHOPFRONT
    urgency: Urgency | None = None
    safe_now: SafeNow = SafeNow.NOT_ASKED
    consent_told: bool | None = None
    """Whether they were told what is kept and why; None: not said."""
    done: tuple[Done, ...] = ()
    done_words: str = ""


CAME_IN = ContactFacts()
"""Somebody came in, and no more was said of it."""


@dataclass(frozen=True)
class NewContact:
    """Somebody who came, as they said who they are; with or without a person or case on record."""

    site_id: SiteId
    method: ContactMethod = ContactMethod.SHOPFRONT
    given_name: str = ""
    """As said, like the family name; both empty: not given."""
    family_name: str = ""
    born: str = ""
    street: str = ""
    postcode: str = ""
    phone: str = ""
    lives_with: str = ""
    reference: str = ""
    language: str = ""
    interpreter: str = ""
    reasons: tuple[str, ...] = ()
    words: str = ""
    urgency: Urgency | None = None
    safe_now: SafeNow = SafeNow.NOT_ASKED
    consent_told: bool | None = None
    done: tuple[Done, ...] = ()
    """Nothing done: it waits until somebody sees to it."""
    done_words: str = ""
    person_id: PersonId | None = None
    case_id: CaseId | None = None
    identity_checked: bool = False
    referrer: str = ""
    """Who sent them, and how to reach them, where a partner did."""
    not_same: tuple[PersonId, ...] = ()
    """Who was said not to be them: remembered where they are on record."""

    @property
    def facts(self) -> ContactFacts:
        """What is said of every contact."""
        return ContactFacts(
            self.method,
            self.urgency,
            self.safe_now,
            self.consent_told,
            self.done,
            self.done_words,
        )


@dataclass(frozen=True)
class WaitingLine:
    """Somebody who waits: since when, who sent them, and who is to see to it."""

    id: UUID
    version: int
    at: datetime
    days: int
    """Days since they came: those that are worked, or every day where `calendar`."""
    calendar: bool
    """Whether they cannot wait until a working day: not safe, or needed now or today."""
    late: bool
    name: str
    """Empty where none was given."""
    born: str
    """As said: "9 April 1991", "about 1960"; empty where nothing was said."""
    street: str
    postcode: str
    phone: str
    language: str
    interpreter: str
    lives_with: str
    reference: str
    """What they, or whoever sends them, call their file by."""
    method: ContactMethod
    urgency: Urgency | None
    safe_now: SafeNow
    consent_told: bool | None
    reasons: str
    words: str
    referrer: str
    """Who sent them; empty where they came by themselves."""
    their_reference: str
    site_id: SiteId
    site: str
    taken_by: str
    owner_id: WorkerId | None
    owner: str
    sent_on_from: str
    """The site that sent it on to this one, and why; empty where none did."""
    times: int
    """How often this name and birth came within eight weeks, this time included."""
    person_id: PersonId | None
    may_accept: bool
    """Whether this worker is at the desk of the site and may make it a case."""
    may_give: bool
    """Whether this worker may give it to a colleague: whoever took it, and leads of its site."""


@dataclass(frozen=True)
class AlertLine:
    """Somebody at a desk who may be known under a record that is hidden from whoever wrote it."""

    id: UUID
    version: int
    raised_at: datetime
    called_at: datetime
    by: str
    """Who wrote down that they came, and where."""
    site: str
    method: ContactMethod
    urgency: Urgency | None
    safe_now: SafeNow
    said_name: str
    """Empty where none was given."""
    said_born: str
    known: str
    """The name on the record that may be meant; empty where this worker may not see it."""
    references: tuple[str, ...]
    """The references of their cases that this worker may see."""
    case_id: CaseId | None
    """The newest of those cases."""


@dataclass(frozen=True)
class SiteToSendTo:
    """A site to which somebody may be sent on."""

    id: SiteId
    name: str


@dataclass(frozen=True)
class WorkerToAsk:
    """Somebody who may be asked to see to an arrival."""

    id: WorkerId
    name: str
