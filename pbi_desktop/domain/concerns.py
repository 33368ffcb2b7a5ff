"""Safeguarding concerns: where one is, what makes it a sent one, and when it is late.

Recording is not referring: what was recorded is never taken for what was sent.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pbi_desktop.domain.due_dates import working_days_after
from pbi_desktop.domain.errors import Invalid, PbiError
from pbi_desktop.domain.safety import ConcernAbout, ConcernState
from pbi_desktop.domain.times import london_day

_NEXT: dict[ConcernState, frozenset[ConcernState]] = {
    ConcernState.NOT_SENT: frozenset({ConcernState.SENT, ConcernState.NOT_FOR_SENDING}),
    ConcernState.SENT: frozenset({ConcernState.ANSWERED}),
    ConcernState.ANSWERED: frozenset(),
    ConcernState.NOT_FOR_SENDING: frozenset(),
}

_ANSWER_DAYS = {ConcernAbout.CHILD: 1}
_ANSWER_DAYS_ELSE = 5
"""Working days after which an answer is asked for, unless the worker says another day."""


@dataclass
class ConcernMoved(PbiError):
    """A concern cannot go from this state to that one: nothing goes back but by undo."""

    current: str
    wanted: str


@dataclass(frozen=True)
class Sent:
    """What makes a concern a sent one: when, to whom, and what they call it by."""

    at: datetime
    recipient: str
    reference: str


@dataclass(frozen=True)
class ConcernFacts:
    """What is known of one concern's way."""

    about: ConcernAbout
    noticed_at: datetime
    state: ConcernState = ConcernState.NOT_SENT
    sent_at: datetime | None = None
    recipient: str | None = None
    reference: str | None = None
    chase_on: date | None = None

    @property
    def sent(self) -> Sent | None:
        """What it was sent with; None unless all three facts are there, whatever its state."""
        if self.state not in (ConcernState.SENT, ConcernState.ANSWERED):
            return None
        recipient, reference = (self.recipient or "").strip(), (self.reference or "").strip()
        if self.sent_at is None or not recipient or not reference:
            return None
        return Sent(self.sent_at, recipient, reference)


class Waits(StrEnum):
    """What a concern waits for."""

    FOR_SENDING = "for_sending"
    FOR_ANSWER = "for_answer"
    FOR_NOTHING = "for_nothing"


@dataclass(frozen=True)
class Waiting:
    """What a concern waits for, and by how many days it is late; 0: it is not."""

    what: Waits
    late_days: int


def move_concern(current: ConcernState, wanted: ConcernState) -> ConcernState:
    """Return the new state, or refuse."""
    if wanted not in _NEXT[current]:
        raise ConcernMoved(current, wanted)
    return wanted


def read_sent(
    at: datetime | None, recipient: str, reference: str, noticed_at: datetime, now: datetime
) -> Sent:
    """Return the three facts of a sending, or refuse and say which is missing."""
    problems = {}
    if at is None:
        problems["sent_at"] = "Say when you sent it."
    elif at > now:
        problems["sent_at"] = "That is yet to come. Say when you sent it, once you have."
    elif london_day(at) < london_day(noticed_at):  # the hour of noticing is often not known
        problems["sent_at"] = "That is before it was noticed. Check the day."
    if not recipient.strip():
        problems["recipient"] = "Say who received it: a name, or the team."
    if not reference.strip():
        problems["their_reference"] = (
            "Write what they call it by. If they gave nothing, ask for it: it shows it arrived."
        )
    if problems or at is None:
        raise Invalid(problems)
    return Sent(at, recipient.strip(), reference.strip())


def answer_day(about: ConcernAbout, sent_on: date) -> date:
    """Return the day on which an answer is asked for, where nobody says another."""
    return working_days_after(sent_on, _ANSWER_DAYS.get(about, _ANSWER_DAYS_ELSE))


def waiting(facts: ConcernFacts, today: date) -> Waiting:
    """Return what a concern waits for: it goes the day it was noticed, and its answer is chased."""
    if facts.state in (ConcernState.ANSWERED, ConcernState.NOT_FOR_SENDING):
        return Waiting(Waits.FOR_NOTHING, 0)
    sent = facts.sent
    if sent is None:
        return Waiting(Waits.FOR_SENDING, _days_over(london_day(facts.noticed_at), today))
    due = facts.chase_on or answer_day(facts.about, london_day(sent.at))
    return Waiting(Waits.FOR_ANSWER, _days_over(due, today))


def _days_over(due: date, today: date) -> int:
    return max(0, (today - due).days)
