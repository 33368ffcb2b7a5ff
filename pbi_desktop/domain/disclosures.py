"""The words of what left the team: how it was shown, and what became of a shared summary."""

from enum import StrEnum


class DisclosureHow(StrEnum):
    """How an agency was shown something."""

    SHOWN = "shown"
    PRINTED = "printed"
    SENT = "sent"
    COPIED = "copied"


class SummaryState(StrEnum):
    """Where a shared summary is on its way."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"


class RecallReason(StrEnum):
    """Why an agency must be told that what it holds no longer stands."""

    CONSENT_WITHDRAWN = "consent_withdrawn"
    OBJECTION = "objection"
    CORRECTED = "corrected"
    RISK_CHANGED = "risk_changed"
    ADDRESS_CHANGED = "address_changed"
    SAFE_CONTACT_CHANGED = "safe_contact_changed"
    WRONG_PERSON = "wrong_person"
