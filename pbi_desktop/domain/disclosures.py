"""What left the team: how it was shown, which versions of which records, what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.ids import PersonId


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


HOW_LABELS = {
    DisclosureHow.SHOWN: "Shown in a meeting",
    DisclosureHow.PRINTED: "Printed",
    DisclosureHow.SENT: "Sent",
    DisclosureHow.COPIED: "Copied",
}

STATE_LABELS = {
    SummaryState.PROPOSED: "Waits for a second person",
    SummaryState.APPROVED: "Approved, not handed over",
    SummaryState.ISSUED: "Handed over",
    SummaryState.WITHDRAWN: "Withdrawn",
    SummaryState.REFUSED: "Refused",
}

RECALL_LABELS = {
    RecallReason.CONSENT_WITHDRAWN: "consent was withdrawn",
    RecallReason.OBJECTION: "the person objected",
    RecallReason.CORRECTED: "a record was corrected",
    RecallReason.RISK_CHANGED: "risk changed",
    RecallReason.ADDRESS_CHANGED: "the address changed",
    RecallReason.SAFE_CONTACT_CHANGED: "the safe way of contact changed",
    RecallReason.WRONG_PERSON: "it was about the wrong person",
}

CHANGES_TO_TELL: dict[str, RecallReason] = {
    "risks": RecallReason.RISK_CHANGED,
    "residences": RecallReason.ADDRESS_CHANGED,
    "addresses": RecallReason.ADDRESS_CHANGED,
    "safe_contacts": RecallReason.SAFE_CONTACT_CHANGED,
    "contact_points": RecallReason.SAFE_CONTACT_CHANGED,
}
"""The kinds of record whose change makes a live copy a danger: its holder is told the same day."""


TO_BE_REPORTED_WITHIN = timedelta(hours=72)
"""From when a breach is noticed until the regulator must know, if people may be at risk."""


@dataclass(frozen=True)
class Source:
    """Which version of a record says something, and with which of its fields."""

    kind: str
    record: UUID
    version: int
    fields: tuple[str, ...]
    category: Category
    about: PersonId


def merged(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Return each version of a record once, with every field that is used of it, in one order."""
    found: dict[tuple[str, UUID, int], Source] = {}
    for one in sources:
        key = (one.kind, one.record, one.version)
        before = found.get(key, one)
        fields = tuple(sorted({*before.fields, *one.fields}))
        found[key] = replace(before, fields=fields)
    return tuple(found[key] for key in sorted(found))
