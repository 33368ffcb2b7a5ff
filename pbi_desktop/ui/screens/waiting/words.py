"""How the list of those who wait says since when, from whom and how urgent. No Qt."""

from dataclasses import dataclass, replace
from datetime import datetime

from pbi_desktop.domain.approaches import (
    SAYS_CAME,
    SAYS_SAFE,
    SAYS_URGENCY,
    SafeNow,
    Urgency,
    say_days,
)
from pbi_desktop.domain.calendar_words import MONTH_NAMES
from pbi_desktop.domain.casework import ContactMethod
from pbi_desktop.domain.times import LONDON
from pbi_desktop.services.approach_rows import AlertLine, WaitingLine
from pbi_desktop.services.front_door_rows import Told

NOBODY = "Nobody waits, and no question waits for you. Whoever comes starts at the front door."
NO_NAME = "No name given"
ACCEPT, ACCEPT_KNOWN = "Accept: open a case", "Accept: take up their case"
ALERT_WHY = (
    "A record that is closed to {0} may be of this person. {0} sees nothing of it, and does not "
    "know that you were asked. If it may be, ring them: what was said stays with who took it."
)
CHOOSE_COLLEAGUE = "Choose a colleague."
CHOOSE_WHO = "Choose who it is first, or “Nobody of these”."
NEW_PERSON = "Nobody of these: somebody new"
NOBODY_FITS = "Nobody you may see fits: somebody new"
NEW_PERSON_WHY = "A case is opened with what they said. Nothing is typed again."


@dataclass(frozen=True)
class Fact:
    """One thing that is known of an arrival: what it is, what it says, whether F8 covers it."""

    what: str
    says: str
    private: bool = False


def heading(contacts: int, alerts: int) -> str:
    """Return how many wait."""
    waits = "1 person waits" if contacts == 1 else f"{contacts:,} people wait"
    if not alerts:
        return waits
    asked = "1 question for you" if alerts == 1 else f"{alerts:,} questions for you"
    return f"{asked}, {waits}" if contacts else asked


def age(line: WaitingLine) -> str:
    """Return how long somebody has waited."""
    days = say_days(max(1, line.days), calendar=line.calendar)
    if not line.days:
        return f"Under {days}"
    return f"Late: {days}" if line.late else days


def look_again(name: str, more: int) -> str:
    """Return who is very like somebody that is said to be new, and how to go on all the same."""
    others = f" and {more:,} more" if more else ""
    return f"Very likely: {name}{others}. Look again, then Ctrl+Enter once more opens a new case."


def age_tone(line: WaitingLine) -> str:
    """Return how urgent the age looks; the words say it too."""
    return "danger" if line.late else "ink2"


def came(line: WaitingLine) -> str:
    """Return how and when somebody came, and who took it or sent them."""
    return f"{SAYS_CAME[line.method]}, {moment(line.at)}, {line.site}"


def moment(at: datetime) -> str:
    """Return "12 November 2026 at 10:15"."""
    local = at.astimezone(LONDON)
    return f"{local.day} {MONTH_NAMES[local.month - 1]} {local.year} at {local:%H:%M}"


def sender(line: WaitingLine) -> str:
    """Return in a line who sent them, or who took it."""
    if line.referrer:
        return f"From {line.referrer}"
    came_how = SAYS_CAME[line.method]
    return f"{came_how}, taken by {line.taken_by}" if line.taken_by else came_how


def not_given(line: WaitingLine, has_colleagues: bool) -> str:
    """Return why an arrival may not be given to a colleague; nothing where it may."""
    if not line.may_give:
        who = f"{line.taken_by} or a lead" if line.taken_by else "a lead"
        return f"Only {who} may give it on."
    return "" if has_colleagues else f"Nobody else is at the desk of {line.site}."


def name_of(line: WaitingLine) -> str:
    """Return the name that was given, or that none was."""
    return line.name or NO_NAME


def is_own_voice(line: WaitingLine) -> bool:
    """Say whether the words are their own, and not of whoever sent or spoke of them."""
    others = (ContactMethod.PARTNER_REFERRAL, ContactMethod.HUDDLE)
    return not line.referrer and line.method not in others


def facts(line: WaitingLine) -> tuple[Fact, ...]:
    """Return what is known of an arrival, as far as anything was said."""
    lives = ", ".join(part for part in (line.street, line.postcode) if part)
    speaks = ", ".join(part for part in (line.language, line.interpreter) if part)
    told = {True: "Yes", False: "No", None: ""}[line.consent_told]
    said = (
        Fact("Born", line.born, private=True),
        Fact("Lives", lives, private=True),
        Fact("Phone", line.phone, private=True),
        Fact("Lives with", line.lives_with, private=True),
        Fact("Language", speaks),
        Fact("Reference", line.reference),
        Fact("Why", line.reasons, private=True),
        Fact("From", line.referrer),
        Fact("Their reference", line.their_reference),
        Fact("Told what is kept", told),
        Fact("Taken by", line.taken_by),
        Fact("Sent on from", line.sent_on_from),
        Fact("With", line.owner),
    )
    return tuple(fact for fact in said if fact.says)


def marks(urgency: Urgency | None, safe: SafeNow) -> tuple[tuple[str, str, str], ...]:
    """Return what presses, each as words, icon and tone: how soon, and whether they are safe."""
    tones = {Urgency.NOW: "danger", Urgency.TODAY: "warn", Urgency.SOON: "plain"}
    made = []
    if urgency:
        said = SAYS_URGENCY[urgency]
        made.append((f"{said[:1].upper()}{said[1:]}", "clock", tones[urgency]))
    if safe in (SafeNow.NOT_SAFE, SafeNow.NOT_SURE):
        tone = "danger" if safe is SafeNow.NOT_SAFE else "warn"
        said = SAYS_SAFE[safe]
        made.append((f"{said[:1].upper()}{said[1:]}", "triangle-alert", tone))
    return tuple(made)


def repeats(line: WaitingLine) -> str:
    """Return how often they came within eight weeks; nothing for the first time."""
    return f"Came {line.times:,} times in 8 weeks" if line.times > 1 else ""


def told(line: WaitingLine) -> Told:
    """Return what they said, as the front door searches for it: nothing is typed twice."""
    street = line.street or line.postcode
    return Told(line.name, line.born, street, line.phone, line.reference, line.lives_with)


def told_whole(line: WaitingLine) -> Told:
    """Return the same with the postcode beside the street, for whoever goes on typing."""
    return replace(told(line), street=" ".join((line.street, line.postcode)).strip())


def spoken(line: WaitingLine, name: str) -> str:
    """Return an arrival as a screen reader says it."""
    presses = (words for words, _icon, _tone in marks(line.urgency, line.safe_now))
    return ". ".join([name, age(line), sender(line), *presses])


def alert_spoken(line: AlertLine, name: str) -> str:
    """Return an alert as a screen reader says it."""
    return f"Do you know {name}? Asked {moment(line.called_at)}, written by {line.by}"


def alert_facts(line: AlertLine) -> tuple[Fact, ...]:
    """Return what they said of themselves."""
    said = (
        Fact("Name", line.said_name or NO_NAME),
        Fact("Born", line.said_born, private=True),
        Fact("Came", f"{SAYS_CAME[line.method]}, {line.site}"),
        Fact("Written by", line.by),
    )
    return tuple(fact for fact in said if fact.says)
