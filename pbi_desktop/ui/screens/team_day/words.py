"""What Team day says. No Qt."""

from datetime import datetime

from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.safety import ConcernState
from pbi_desktop.domain.team import FeedbackKind, FeedbackState
from pbi_desktop.domain.time_words import say_time
from pbi_desktop.domain.times import LONDON
from pbi_desktop.services.apart_bookings import ApartBooking
from pbi_desktop.services.covering import CoverLine
from pbi_desktop.services.outing_rows import OutingLine
from pbi_desktop.services.safety_rows import ConcernLine
from pbi_desktop.services.team_day import Load, TeamDay
from pbi_desktop.services.team_notes import SupervisionNote
from pbi_desktop.services.voices import Voice
from pbi_desktop.ui.kit.days import late_by

NOBODY = "Nobody yet"
LEADS_ALONE = "Team day is for whoever leads a site. Your own day is under My day (Ctrl+1)."
KINDS = {
    FeedbackKind.COMPLAINT: "Complaint",
    FeedbackKind.THANKS: "Thanks",
    FeedbackKind.IDEA: "Idea",
}


def heading(day: TeamDay) -> str:
    """Return in one line what presses at a site."""
    unsent = sum(one.state is ConcernState.NOT_SENT for one in day.concerns)
    counts = (
        (unsent, "concern NOT YET SENT", "concerns NOT YET SENT"),
        (len(day.apart), "booking too near", "bookings too near"),
        (len(day.unallocated), "case without a key worker", "cases without a key worker"),
        (day.uncovered, "colleague not covered", "colleagues not covered"),
        (len(day.late), "late promise", "late promises"),
        (len(day.checks), "check after closing", "checks after closing"),
    )
    said = [f"{count:,} {one if count == 1 else more}" for count, one, more in counts if count]
    said += [f"at {site}: {count:,} NOT YET SENT" for site, count in day.elsewhere]
    return " \N{MIDDLE DOT} ".join(said) or "Nothing presses today"


def booked_words(line: ApartBooking) -> str:
    """Return what is booked: day, time, where, with whom."""
    at = line.at.astimezone(LONDON)
    when = f"{say_date(at.date())}, {say_time(at.time())}"
    return ", ".join(part for part in (when, line.what, line.place, line.worker) if part)


def why_near(line: ApartBooking) -> str:
    """Return why they could meet: both live there, or the other is booked near that time."""
    if line.other_at is None:
        return "both live there"
    at = line.other_at.astimezone(LONDON)
    return f"booked at {say_time(at.time())}, {line.other_worker}"


def held(load: Load) -> str:
    """Return how many cases somebody holds, and how many they are meant to have."""
    return f"{load.cases:,}" if load.most is None else f"{load.cases:,} of {load.most:,}"


def strain(load: Load) -> str:
    """Return what presses on one colleague; nothing where nothing does."""
    said = []
    if load.over:
        said.append(f"{load.over:,} over the limit")
    if load.late:
        said.append("1 late promise" if load.late == 1 else f"{load.late:,} late promises")
    if load.away:
        said.append("away")
    return ", ".join(said)


def state_of(concern: ConcernLine) -> str:
    """Return where a concern is: loud until it was sent."""
    if concern.state is ConcernState.NOT_SENT:
        return "NOT YET SENT"
    return f"Sent to {concern.recipient}, no answer yet"


def away_days(line: CoverLine) -> str:
    """Return from when to when somebody is away."""
    return f"{say_date(line.from_day)} to {say_date(line.to_day)}"


def due_back(line: OutingLine, now: datetime) -> str:
    """Return by when somebody is due back, and by how many minutes that is past."""
    at = f"{line.due_at.astimezone(LONDON):%H:%M}"
    late = line.late(now)
    return f"due back {at}, {late:,} min late" if late else f"due back {at}"


def answer_state(voice: Voice) -> str:
    """Return where the answer to what somebody said is."""
    if voice.state is FeedbackState.ANSWERED and voice.answered_on:
        return f"Answered {say_date(voice.answered_on)}"
    if voice.answer_by is None:
        return "No answer owed"
    if voice.late_days:
        return f"Answer {late_by(voice.late_days)}"
    return f"Answer by {say_date(voice.answer_by)}"


def said(voice: Voice) -> tuple[str, str]:
    """Return what somebody said in their words, and what they were answered."""
    return f"“{voice.words}”", f"Answered: {voice.answer}" if voice.answer else ""


def talked_over(note: SupervisionNote) -> tuple[str, str]:
    """Return what was talked over, and what was agreed."""
    return note.words, f"Agreed: {note.agreed}" if note.agreed else ""
