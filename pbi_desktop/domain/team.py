"""The code lists of the team itself: what people say of it, and what it looks at."""

from enum import StrEnum


class FeedbackKind(StrEnum):
    """What somebody said of the team."""

    COMPLAINT = "complaint"
    THANKS = "thanks"
    IDEA = "idea"


class FeedbackState(StrEnum):
    """Where an answer is."""

    OPEN = "open"
    ANSWERED = "answered"
    TAKEN_BACK = "taken_back"


class StoryUse(StrEnum):
    """How far a resident agreed that their words may go; each includes the ones before."""

    TEAM = "team"
    PARTNERS = "partners"
    REPORTS = "reports"
    PUBLIC = "public"
