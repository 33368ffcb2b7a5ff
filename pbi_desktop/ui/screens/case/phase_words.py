"""The words of phases and of what moves a case, for the panel and the card. No Qt."""

from pbi_desktop.domain.case_words import CHECK_WORDS, ENGAGEMENT_WORDS
from pbi_desktop.domain.casework import ContactMethod
from pbi_desktop.domain.minimum import WITHOUT_RATINGS
from pbi_desktop.domain.phases import ClosureReason, Held, Phase
from pbi_desktop.ui.screens.case.words import CLOSURE_REASONS, PHASES, low

AGAIN = "again"
"""To open a new case on the same person: no phase of this one."""
AGAIN_WORDS = "Open again, as a new case"
AGAIN_MEANS = "This case stays closed. The new one starts with its story a click away."
SAFEGUARDING = CHECK_WORDS
ENGAGEMENT = ENGAGEMENT_WORDS
METHODS = {
    ContactMethod.PHONE: "Phone",
    ContactMethod.HOME: "At home",
    ContactMethod.TEXT: "Text",
    ContactMethod.SHOPFRONT: "Shop front",
    ContactMethod.OUTREACH: "Outreach",
    ContactMethod.HUDDLE: "Partners told us",
    ContactMethod.OTHER: "Another way",
}
HELD = {
    Held.SUSTAINED: "They held what they had reached.",
    Held.RELAPSED: "They have lost ground since closing.",
    Held.NOT_KNOWN: "It is not known whether they held what they had reached.",
}
_KEEPS = {
    Phase.CLOSED.value: "Close the case",
    Phase.SUSTAINED_CHECK.value: "Keep the check",
    Phase.REVIEWED.value: "Keep the review",
    AGAIN: "Open a new case",
}
_WHY_NOT = {
    Phase.ASSESSED: "If you did not ask how they see it: why",
    Phase.PLANNED: "If they did not agree the plan: why",
    Phase.CLOSED: "If you cannot rate: why",
    Phase.SUSTAINED_CHECK: "If the check is not possible: why",
}


def keep_words(to: str) -> str:
    """Return what the button says that moves a case there."""
    return _KEEPS.get(to, "Move the case on")


def waiting_words(count: int) -> str:
    """Return what becomes of the referrals of a case that is closed."""
    if count == 1:
        return "1 referral or signpost still waits. It stays in the list of what waits."
    return f"{count} referrals and signposts still wait. They stay in the list of what waits."


def why_not_words(to: str) -> str:
    """Return how it is asked why something was done without the person."""
    return next((words for phase, words in _WHY_NOT.items() if phase.value == to), "")


def asks_why_not(to: str, closure: ClosureReason | None) -> bool:
    """Say whether something may be not possible there."""
    if to == Phase.CLOSED.value:
        return closure in WITHOUT_RATINGS
    return any(phase.value == to for phase in _WHY_NOT)


def said_in(words: str) -> tuple[str, ClosureReason | None]:
    """Return which phase words ask for, and which reason: "close died", "planned"."""
    said = words.casefold()
    if "again" in said:
        return AGAIN, None
    reason = next((one for one, name in CLOSURE_REASONS.items() if low(name) in said), None)
    closes = reason is not None or "close" in said
    if closes:
        return Phase.CLOSED.value, reason
    found = next((one for one, name in PHASES.items() if low(name) in said), None)
    return (found.value if found else ""), None
