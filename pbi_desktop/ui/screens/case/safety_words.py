"""The words of safety: concerns, markers, children seen, capacity. No Qt."""

from collections.abc import Sequence
from datetime import date, datetime

from pbi_desktop.domain.case_words import CAPACITY_WORDS, CONCERN_WORDS
from pbi_desktop.domain.concerns import Waits
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.safety import ConcernAbout, ConcernState, KeptFrom
from pbi_desktop.domain.times import london_day
from pbi_desktop.services.safety_rows import (
    ApartWarning,
    CapacityLine,
    ChildLine,
    ConcernLine,
    ConcernTold,
    MarkerLine,
)
from pbi_desktop.ui.kit.days import late_by
from pbi_desktop.ui.screens.case.day_words import in_sentence

NOT_YET_SENT = "NOT YET SENT"
ABOUT = {
    ConcernAbout.CHILD: "A child",
    ConcernAbout.ADULT: "An adult",
    ConcernAbout.DOMESTIC_ABUSE: "Domestic abuse",
    ConcernAbout.EXPLOITATION: "Exploitation",
}
CAPACITIES = CAPACITY_WORDS
KEPT_FROM = {
    KeptFrom.EVERYTHING: "Everything we run or arrange",
    KeptFrom.BOOKINGS: "The same booking or meeting",
}


def concern_words(line: ConcernLine, name: str) -> str:
    """Return what a concern is about: "Concern about a child: Amina Bell".

    A grown-up is never that child: the child is not on the case, and the concern is kept with them.
    """
    words = CONCERN_WORDS[line.about]
    if name and line.grown and line.about is ConcernAbout.CHILD:
        return f"{words} who is not on this case; kept with {name}"
    return f"{words}: {name}" if name else words


def concern_way(line: ConcernLine, today: date) -> str:
    """Return where a concern is, with its days."""
    noticed = f"Noticed {_day(line.noticed_at, today)} by {line.noticed_by}".removesuffix(" by ")
    if line.sent_at is None:
        if line.state is ConcernState.NOT_FOR_SENDING:
            return f"{noticed}. Not for sending"
        late = f". {late_by(line.late_days).capitalize()}" if line.late_days else ""
        return f"{noticed}{late}"
    gone = f"Sent {_day(line.sent_at, today)} to {line.recipient}, {line.their_reference}"
    if line.waits is Waits.FOR_ANSWER:
        return f"{gone}. {_chase(line, today)}"
    return gone


def _chase(line: ConcernLine, today: date) -> str:
    if line.late_days:
        return f"No answer: {late_by(line.late_days)}. Ask them"
    if line.chase_on is not None:
        return f"Ask for the answer {in_sentence(line.chase_on, today)}"
    return "Ask for the answer"


def outcome_words(told: ConcernTold) -> str:
    """Return what came of a concern: the answer, or who decided not to send it and why."""
    if told.line.state is ConcernState.NOT_FOR_SENDING:
        who = f"{told.decided_by} decided it. " if told.decided_by else ""
        return f"{who}{told.not_sent_reason}"
    return told.outcome


def marker_words(line: MarkerLine) -> str:
    """Return until when a marker holds, who decided it, and whether the person knows."""
    told = "They were told" if line.person_told else f"They were not told: {line.why_not_told}"
    who = f", decided by {line.decided_by}" if line.decided_by else ""
    return f"Until {say_date(line.expires_on)}{who}. {told}"


def child_words(line: ChildLine, name: str, today: date) -> str:
    """Return when a child was last seen: "Amina seen alone 3 November by Leah"."""
    who = name if line.age is None else f"{name}, {line.age}"
    if line.seen_on is None:
        return f"{who}: not seen yet"
    day = in_sentence(line.seen_on, today)
    if line.missed_on is not None:
        return f"{who}: not seen since {day}"
    alone = "seen alone" if line.alone else "seen, not alone"
    return f"{who}: {alone} {day} by {line.seen_by}"


def child_about(line: ChildLine, today: date) -> str:
    """Return why a child was not seen, and who has parental responsibility."""
    parts = []
    if line.missed_on is not None:
        parts.append(f"Tried {in_sentence(line.missed_on, today)}: {line.why_not}")
    if line.responsible:
        parts.append(f"Parental responsibility: {', '.join(line.responsible)}")
    return " · ".join(parts)


def not_asked_words(children: Sequence[ChildLine], names: Sequence[str]) -> str:
    """Return of which children nobody asked who has parental responsibility."""
    some = [name for one, name in zip(children, names, strict=True) if not one.responsible]
    return f"Parental responsibility not asked: {', '.join(some)}" if some else ""


def capacity_words(line: CapacityLine, today: date) -> str:
    """Return what is said of a decision, with its day and what it allows."""
    parts = [CAPACITIES[line.capacity]]
    if line.assessed_on is not None:
        by = f" by {line.assessed_by}" if line.assessed_by else ""
        parts.append(f"assessed {in_sentence(line.assessed_on, today)}{by}")
    if line.best_interest:
        parts.append(f"in their best interest: {line.best_interest}")
    if line.review_on is not None:
        late = "was due" if line.review_on < today else "look again"
        parts.append(f"{late} {in_sentence(line.review_on, today)}")
    return " · ".join(parts)


def apart_words(pair: ApartWarning) -> str:
    """Return in what two people are kept apart, until when, and who sees that."""
    until = f"until {say_date(pair.until)}" if pair.until else "for good"
    return f"{KEPT_FROM[pair.kept_from]}, {until}. Leads see this"


def _day(at: datetime, today: date) -> str:
    return in_sentence(london_day(at), today)
