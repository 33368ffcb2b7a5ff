"""The team itself: who stands in for whom, what a file audit looks at, what people say of it."""

from datetime import date
from enum import StrEnum

from pbi_desktop.domain.due_dates import working_days_after


class FeedbackKind(StrEnum):
    """What somebody said of the team."""

    COMPLAINT = "complaint"
    THANKS = "thanks"
    IDEA = "idea"


class FeedbackState(StrEnum):
    """Where an answer is."""

    OPEN = "open"
    ANSWERED = "answered"


class StoryUse(StrEnum):
    """How far a resident agreed that their words may go; each includes the ones before."""

    TEAM = "team"
    PARTNERS = "partners"
    REPORTS = "reports"
    PUBLIC = "public"


class AuditPoint(StrEnum):
    """What somebody who looks at a file asks of it."""

    CONSENT = "consent"
    SAFE_CONTACT = "safe_contact"
    RISK_ASKED = "risk_asked"
    BASELINE = "baseline"
    PLAN_AGREED = "plan_agreed"
    REVIEW_IN_TIME = "review_in_time"
    NOTES_MARKED = "notes_marked"
    CHILDREN_SEEN = "children_seen"


SAYS_POINT = {
    AuditPoint.CONSENT: "What they said about sharing is recorded",
    AuditPoint.SAFE_CONTACT: "How to reach them safely is recorded",
    AuditPoint.RISK_ASKED: "Risk was asked about, and when",
    AuditPoint.BASELINE: "There is a baseline, with their own view",
    AuditPoint.PLAN_AGREED: "The plan was agreed with them, or it says why not",
    AuditPoint.REVIEW_IN_TIME: "The last review was in time",
    AuditPoint.NOTES_MARKED: "Fact, opinion and told by others are apart",
    AuditPoint.CHILDREN_SEEN: "Each child was seen, and it says by whom",
}

ANSWER_WITHIN = {FeedbackKind.COMPLAINT: 10, FeedbackKind.IDEA: 20}
"""Working days within which somebody is answered (INFERRED; a council's own policy decides)."""

_WIDER = tuple(StoryUse)


def answer_by(kind: FeedbackKind, received: date) -> date | None:
    """Return the last day of an answer: so many working days on; None where none is owed."""
    within = ANSWER_WITHIN.get(kind)
    return None if within is None else working_days_after(received, within)


def may_use(agreed: StoryUse, wanted: StoryUse, taken_back: date | None) -> bool:
    """Say whether a resident's words may be used so: as far as they agreed, and not taken back."""
    return taken_back is None and _WIDER.index(wanted) <= _WIDER.index(agreed)


def over(open_cases: int, most: int | None) -> int:
    """Return by how many cases somebody is over the limit of their role; 0 where none is set."""
    return 0 if most is None else max(0, open_cases - most)
