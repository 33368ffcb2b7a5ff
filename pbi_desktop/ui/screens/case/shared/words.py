"""The words for what was shared: how far each summary is, who holds it, what changed. No Qt."""

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from pbi_desktop.domain.access import BASIS_LABELS, CATEGORY_LABELS, PURPOSE_LABELS
from pbi_desktop.domain.disclosures import (
    HOW_LABELS,
    RECALL_LABELS,
    STATE_LABELS,
    RecallReason,
    SummaryState,
)
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.times import london_day

if TYPE_CHECKING:  # it loads the database library, which only a case needs
    from pbi_desktop.services.ledger import DisclosureRow
    from pbi_desktop.services.recalls import RecallRow
    from pbi_desktop.services.shared_rows import SummaryRow


class Act(StrEnum):
    """What can be wished of a summary: the words of its button."""

    READ = "Read it"
    APPROVE = "Approve"
    REFUSE = "Refuse"
    HAND_OVER = "Hand it over"
    AGAIN = "Save it again"
    WITHDRAW = "Withdraw"
    TOLD = "They are told"


NOTHING = "Nothing of this case was shared with another agency."


def day_of(at: datetime | None) -> str:
    """Return the day of an instant in Oldham."""
    return say_date(london_day(at)) if at else ""


def say_state(row: "SummaryRow") -> str:
    """Return how far a summary is: "Copy 2, handed over on 3 May 2026"."""
    if row.state is SummaryState.ISSUED:
        late = ", still to be approved" if row.waits_for_approval else ""
        return f"Copy {row.copy_number}, handed over on {day_of(row.issued_at)}{late}"
    if row.state is SummaryState.PROPOSED and not row.waits_for_approval:
        return "Not handed over"
    return STATE_LABELS[row.state]


def say_who(row: "SummaryRow") -> str:
    """Return who proposed a summary and who approved it."""
    by = f"Proposed by {row.proposed_by} on {day_of(row.proposed_at)}"
    return f"{by}, approved by {row.approved_by}" if row.approved_by else by


def say_holds(row: "SummaryRow") -> str:
    """Return which sorts of record a summary holds, and what for."""
    held = ", ".join(CATEGORY_LABELS[one].lower() for one in row.holds)
    return f"{PURPOSE_LABELS[row.purpose]}. Holds: {held}"


def say_expiry(row: "SummaryRow", today: date) -> str:
    """Return until when they may keep a copy."""
    if row.expires_on is None or row.state is not SummaryState.ISSUED:
        return ""
    if row.expires_on < today:
        return f"They should have destroyed it by {say_date(row.expires_on)}"
    return f"They destroy it by {say_date(row.expires_on)}"


def say_changed(reasons: tuple[RecallReason, ...]) -> str:
    """Return what changed: "risk changed, the address changed"."""
    return ", ".join(RECALL_LABELS[one] for one in reasons)


def say_tell(row: "SummaryRow") -> str:
    """Return whom to tell today, and what."""
    return f"Tell {row.agency} today: {say_changed(row.out_of_date)} since copy {row.copy_number}."


def say_recall(row: "RecallRow") -> str:
    """Return who must be told that what they hold no longer stands."""
    return f"{row.agency}, copy {row.copy_number}: {RECALL_LABELS[row.reason]}"


def say_settled(row: "RecallRow") -> str:
    """Return what came of telling them."""
    return f"{row.outcome} ({row.settled_by}, {day_of(row.settled_at)})"


def say_told(row: "DisclosureRow") -> str:
    """Return one line of the log: how, what for and on which ground."""
    how = HOW_LABELS[row.how] if row.how else "Told"
    records = "1 record" if row.records == 1 else f"{row.records} records"
    ground = f"{PURPOSE_LABELS[row.purpose]}; {BASIS_LABELS[row.basis].lower()}"
    return f"{how}: copy {row.copy_number}, {records}. {ground}"
