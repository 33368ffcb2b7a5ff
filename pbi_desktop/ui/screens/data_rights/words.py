"""What the screen of requests and keeping says."""

from pbi_desktop.domain.data_rights import GROUND_LABELS, KIND_LABELS, Ground
from pbi_desktop.domain.due_dates import STATE_LABELS, ClockState
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.retention import (
    KEEPS_LABELS,
    TRIGGER_LABELS,
    TYPE_LABELS,
    Rule,
)
from pbi_desktop.services.retention_rows import Erased, FileLine, Preview
from pbi_desktop.services.subject_access_rows import AnswerFiles, RequestLine, WeighedItem, Weighing

WHOSE = (
    "Only whoever leads a site sees requests and what is kept. Nothing was changed. "
    "Hand a request to your lead on the day it comes: the time to answer runs from then."
)
NOBODY = "Nobody has asked for anything. Take the first request down below."
UNSEEN = (
    "This shows what you may see. Sealed records and cases that are closed to you are not in it: "
    "your information governance lead answers for those before anything is given."
)
PROPOSED = (
    "These rules are proposed, with where they come from. Nothing goes under them until the "
    "manager agrees them."
)
FOR_GOOD = (
    "Nothing brings an erased file back: no undo, no history. Old copies of the store may still "
    "hold it until {until}. Look at each file before you name it."
)
KINDS = [(kind.value, words) for kind, words in KIND_LABELS.items()]
GIVE = "Give: nothing speaks against it"
GROUNDS = [("", "Not decided"), *((ground.value, GROUND_LABELS[ground]) for ground in Ground)]
_YEAR = 12


def due(line: RequestLine) -> str:
    """Return by when a request is due, or what it waits for."""
    if line.state is not ClockState.RUNS or line.due_on is None:
        return STATE_LABELS[line.state].capitalize()
    left = line.days_left or 0
    if left < 0:
        return f"Late by {_days(-left)}"
    return f"Today, {say_date(line.due_on)}" if not left else f"{say_date(line.due_on)}"


def tone(line: RequestLine) -> str:
    """Return how urgent a request looks."""
    left = line.days_left
    if left is None:
        return "ink2"
    return "danger" if left < 0 else "warn" if left <= _SOON else "ink"


_SOON = 7


def own_way(text: str) -> str:
    """Return text of a record for the midst of a sentence: it keeps its own direction."""
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"


def about(line: RequestLine, person: str) -> str:
    """Return what is known of a request, in a sentence or three."""
    came = say_date(line.received_on)
    parts = [f"Asked on {came} by {own_way(person)}: {KIND_LABELS[line.kind]}."]
    if line.due_on is not None and line.answered_on is None:
        verb = "should have answered" if (line.days_left or 0) < 0 else "answers"
        parts.append(f"{line.agency} {verb} by {say_date(line.due_on)}.")
    elif line.answered_on is not None:
        parts.append(f"Answered on {say_date(line.answered_on)}.")
    else:
        parts.append(f"The clock stands still: it {STATE_LABELS[line.state]}.")
    if may_take_longer(line) and line.tell_by is not None:
        parts.append(f"More time only if they are told by {say_date(line.tell_by)}.")
    return " ".join([*parts, f"\u201c{own_way(line.words)}\u201d" if line.words else ""]).strip()


def may_take_longer(line: RequestLine) -> bool:
    """Say whether two months more can still be had: within the first, and once."""
    in_time = (line.days_left or 0) >= 0
    return line.state is ClockState.RUNS and not line.extended and in_time


def holds(one: WeighedItem) -> str:
    """Return what holds for a record."""
    said = GROUND_LABELS[one.ground] if one.ground is not None else GIVE
    return f"{said} (not decided)" if one.undecided else said


def weighed(found: Weighing) -> str:
    """Return how far the weighing is."""
    given = len(found.items) - found.kept_back
    said = (
        f"{_many(len(found.items), 'record')} of {found.request.agency}: {given:,} to be given, "
        f"{found.kept_back:,} kept back, {found.undecided:,} not decided."
    )
    if not found.elsewhere:
        return said
    those = ", ".join(f"{name} ({many:,})" for name, many in found.elsewhere)
    return f"{said} Others answer for their own: {those}."


def answered(made: AnswerFiles, folder: str) -> str:
    """Return that an answer was made, and what stayed out."""
    said = (
        f"Made in {folder}: {_many(made.given, 'record')} given, {made.kept_back:,} kept back. "
        "It is on record as given today. The file called schedule stays with the agency."
    )
    return f"{said} {made.undecided:,} stayed out undecided." if made.undecided else said


def rule(one: Rule) -> str:
    """Return how long a sort of file is kept."""
    years, months = divmod(one.months, _YEAR)
    parts = [_many(years, "year") if years else "", _many(months, "month") if months else ""]
    return f"{' and '.join(filter(None, parts))} after {TRIGGER_LABELS[one.trigger]}"


def under(line: FileLine) -> str:
    """Return under which rule a file goes, and since when its time counts."""
    since = f"{TRIGGER_LABELS[line.due.trigger]}, {say_date(line.due.since)}"
    return f"{TYPE_LABELS[line.due.record_type]}; since {since}"


def kept_by(line: FileLine) -> str:
    """Return what keeps a file."""
    return "; ".join(KEEPS_LABELS[keep] for keep in line.keeps).capitalize()


def for_good(page: Preview) -> str:
    """Return what letting go means."""
    return FOR_GOOD.format(until=say_date(page.copies_until))


def erased(done: Erased) -> str:
    """Return what went."""
    rest = "" if done.whole else " The last traces go when the store is closed."
    return (
        f"{_many(done.files, 'file')} erased for good. Copies made before today may hold them "
        f"until {say_date(done.copies_until)}.{rest}"
    )


def _many(count: int, one: str) -> str:
    return f"{count:,} {one if count == 1 else one + 's'}"


def _days(count: int) -> str:
    return _many(count, "day")
