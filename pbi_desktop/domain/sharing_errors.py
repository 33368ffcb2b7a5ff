"""Why something is not shared, printed or exported, as facts."""

from dataclasses import dataclass
from uuid import UUID

from pbi_desktop.domain.access import Category, Verb
from pbi_desktop.domain.disclosures import RecallReason
from pbi_desktop.domain.errors import NothingAgreed, PbiError


class NotToLeave(PbiError):
    """Something is not shared, printed or exported; nothing was made."""


class Restricted(NotToLeave):
    """Processing of the person's data is restricted: nothing of it leaves meanwhile."""


@dataclass
class NothingMayLeave(NotToLeave):
    """No agreement lets this worker do this with anything of the case."""

    verb: Verb


@dataclass
class SecondPersonNeeded(NotToLeave):
    """A summary holds what a second person must approve; `summary` is the proposal, if kept."""

    agency: str
    holds: tuple[Category, ...]
    summary: UUID | None = None


@dataclass
class OwnProposal(NotToLeave):
    """Whoever proposed a summary cannot be the second person."""


@dataclass
class NotOnItsWay(PbiError):
    """A summary is not at the step that this would take it on from."""

    state: str


@dataclass
class NoLongerAgreed(NotToLeave):
    """An agency may not be told some of what a summary holds any more."""

    agency: str
    gone: tuple[Category, ...]


@dataclass
class OutOfDate(NotToLeave):
    """What a summary says of risk, address or contact is not how it stands now."""

    changed: tuple[RecallReason, ...]


@dataclass
class NotAsFrozen(PbiError):
    """What is kept of a summary is not what was handed over; `expected` is its hash."""

    expected: str


@dataclass
class NotAgreedTo(NothingAgreed):
    """What is agreed with an agency rests on the person's consent, which is not given."""
