"""How the front door says what it found. Each figure has its words; colour is never alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from pbi_desktop.domain.approaches import is_repeat_demand
from pbi_desktop.services.front_door_rows import Evidence, Match, Verdict
from pbi_desktop.ui.kit.evidence_words import FIELDS, STRENGTHS

NOT_ASKED = "Not asked yet"
NOT_THEM = "Not the same"
_DOT = " \N{MIDDLE DOT} "


@dataclass(frozen=True)
class Mark:
    """One short fact on a match: what agrees or not, its icon and its tone."""

    text: str
    icon: str
    tone: str


@dataclass(frozen=True)
class Question:
    """What to ask before a case is opened, and how to compare the answer."""

    ask: str
    how: str
    field: str = ""
    """Which field of what is told the answer is typed into, if one is."""


def marks(match: Match) -> tuple[Mark, ...]:
    """Return what agrees and what differs, of the things that were told."""
    told = [line for line in match.evidence if line.verdict is not Verdict.NOT_TOLD]
    return tuple(_mark(line) for line in told)


def _mark(line: Evidence) -> Mark:
    field = FIELDS[line.field]
    if line.verdict is Verdict.SAME:
        return Mark(field, "check", "ok")
    if line.verdict is Verdict.CLOSE:
        return Mark(_close(line, field), "check", "ok")
    if line.verdict is Verdict.DIFFERS:
        return Mark(f"{field} differs", "x", "danger")
    return Mark(f"{field} not on record", "minus", "ink2")


def _close(line: Evidence, field: str) -> str:
    """Return how near it is; a birth says it in the service's words, without the date."""
    if line.field == "born":
        return f"{line.says[:1].upper()}{line.says[1:]}"
    return f"{field} close"


def compared(line: Evidence) -> str:
    """Return how what was told compares with what is held, which itself is not shown."""
    if line.verdict is Verdict.NOT_TOLD:
        return "Nothing to compare"
    return f"{line.says[:1].upper()}{line.says[1:]}"


def says_total(match: Match) -> str:
    """Return in words where the bars end."""
    if match.weight >= match.enough:
        return "The bars reach the dashed line: enough to be “very likely”."
    return "The bars do not reach the dashed line, “very likely”. Ask for one more thing."


def says_more(reference: str, household: str) -> str:
    """Return what the folded fields hold."""
    said = [reference.strip() and f"Reference {reference.strip()}"]
    said.append(household.strip() and f"Lives with {household.strip()}")
    return _DOT.join(part for part in said if part)


def heading(count: int, *, capped: bool) -> str:
    """Return how many matches there are."""
    if capped:
        return f"The {count} best matches"
    return "1 possible match" if count == 1 else f"{count} possible matches"


def says_known(known_at: str, repeats: int) -> str:
    """Return what else is known of a match: a case, and how often they have come lately."""
    came = {0: "", 1: "Came once in the last 8 weeks"}
    times = came.get(repeats, f"Came {repeats} times in the last 8 weeks")
    if is_repeat_demand(repeats):
        times = f"{times}: repeat demand"
    return _DOT.join(part for part in (known_at, times) if part)


def spoken(match: Match, name: str, known: str, *, rejected: bool) -> str:
    """Return a match as a screen reader says it."""
    parts = [name, STRENGTHS[match.strength], *(mark.text for mark in marks(match)), known]
    return ". ".join(part for part in [*parts, NOT_THEM if rejected else ""] if part)


def question(evidence: Sequence[Evidence], *, word_agreed: bool = False) -> Question:
    """Return a question whose answer is on record but not on the screen.

    A word that was agreed with the person comes first. Otherwise the answer is typed, and the
    evidence says whether it agrees: nothing is read out. Schools, and addresses of any time, are
    never asked for: somebody who looks for a family knows the old ones, and nobody shall have to
    say across a counter where they live now.
    """
    if word_agreed:
        return Question(
            "What is the word that you agreed with us?",
            "It stands at the top of their case once you have opened it: look there that it fits.",
        )
    by_field = {line.field: line for line in evidence}
    if _untold(by_field, "phone"):
        return Question(
            "What are the last four figures of your phone number?", _how("Phone, any part"), "phone"
        )
    born = by_field.get("born")
    if born is not None and (
        born.verdict is Verdict.NOT_TOLD or (born.verdict is Verdict.CLOSE and "year" in born.says)
    ):
        return Question("What is your whole date of birth?", _how("Date of birth or age"), "born")
    return Question(
        "Have you anything with you that has your name on it? A letter, a pass or a card will do.",
        "Look that the name is the same.",
    )


def _untold(by_field: dict[str, Evidence], field: str) -> bool:
    line = by_field.get(field)
    return line is not None and line.verdict is Verdict.NOT_TOLD


def _how(field: str) -> str:
    return f"Type the answer under “{field}”. The table then says whether it agrees."


def nobody(facts: int) -> str:
    """Return what to do when nobody matches."""
    if facts == 0:
        return "Type what they tell you. Matches show here as you type."
    if facts == 1:
        return "Nobody fits that yet. Ask for one more thing."
    return "Nobody that you may see fits what they tell you."
