"""The words of people's rights over their data, and of how long it is kept."""

from enum import StrEnum


class RequestKind(StrEnum):
    """What somebody asks for about their own data."""

    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    OBJECTION = "objection"


class RetentionTrigger(StrEnum):
    """From when a period is counted."""

    LAST_CONTACT = "last_contact"
    CASE_CLOSED = "case_closed"
    EIGHTEENTH_BIRTHDAY = "eighteenth_birthday"
    RECORDED = "recorded"


class RetentionAction(StrEnum):
    """What happens when a period is over."""

    REVIEW = "review"
    DELETE = "delete"
    ANONYMISE = "anonymise"
