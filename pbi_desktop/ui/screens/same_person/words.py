"""How the worklist of likely pairs says what it found. No Qt."""

from pbi_desktop.analysis.matching import ENOUGH, Line
from pbi_desktop.domain.calendar_words import MONTH_NAMES
from pbi_desktop.domain.times import LONDON, london_day
from pbi_desktop.services.duplicates import LikelyPair
from pbi_desktop.services.identity_rows import LinkLine
from pbi_desktop.ui.kit.evidence_words import STRENGTHS, agreeing

NOTHING_MERGED = (
    "Nothing is merged: each record stays as it came. Linked people can be split again at any "
    "time, and “not the same” is remembered for good."
)
NO_PAIRS = "Nobody you may see looks like somebody else on record."
ALL_DONE = "You have looked at every pair. New ones show when you look again."
STOPPED = "You stopped looking. Nothing was changed."
NOBODY_DECIDED = "No pair is decided yet. What you decide shows here, with who, when and why."
REASON_HINT = "For whoever looks later. Write what settles it, not more."


def heading(count: int, unsure: int) -> str:
    """Return how many pairs wait, and how many of them were left for later."""
    if not count:
        return "Likely pairs"
    said = "1 likely pair" if count == 1 else f"{count:,} likely pairs"
    return f"{said}, {unsure:,} not sure" if unsure else said


def progress(done: int, of: int) -> str:
    """Return how far the search for pairs is."""
    share = round(100 * done / of) if of else 0
    return f"Looking for people who may be here twice. About {share} of 100 done."


def question(one: str, other: str) -> str:
    """Return what is to be decided of two people."""
    return f"Are {one} and {other} one person?" if one != other else f"Is {one} here twice?"


def spoken(pair: LikelyPair, names: tuple[str, str], *, unsure: bool) -> str:
    """Return a pair as a screen reader says it."""
    parts = [f"{names[0]} and {names[1]}", STRENGTHS[pair.strength], *agreeing(pair.evidence)]
    return ". ".join([*parts, "Not sure yet"] if unsure else parts)


def compared(line: Line) -> str:
    """Return how one thing compares between two people; what it is itself is not said."""
    if line.verdict in ("not_told", "not_held"):
        return "Not on record of one of them"
    return f"{line.says[:1].upper()}{line.says[1:]}"


def says_total(weight: float) -> str:
    """Return in words where the bars end."""
    if weight >= ENOUGH:
        return "The bars reach the dashed line: enough to be “very likely”."
    return "The bars do not reach the dashed line, “very likely”. Ask the person before you link."


def decision(line: LinkLine) -> str:
    """Return what was decided of two people."""
    return "One person" if line.same else "Not the same"


def decided_on(line: LinkLine) -> str:
    """Return the day of a decision, and the time where two of one day could be meant."""
    day = london_day(line.at)
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}, {line.at.astimezone(LONDON):%H:%M}"


def take_back(line: LinkLine) -> str:
    """Return what taking a decision back does."""
    return "Split again" if line.same else "Take back: they may be the same"
