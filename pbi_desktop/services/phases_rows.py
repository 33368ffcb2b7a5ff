"""What phases, closing and the check after it show and take."""

from dataclasses import dataclass
from datetime import date

from pbi_desktop.domain.ids import CaseId, WorkerId
from pbi_desktop.domain.stages import Stage


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
