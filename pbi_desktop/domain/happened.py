"""When a note says it happened: "Visited on tue at 2", "Yesterday she rang".

A day in a note may be many things: when the worker was there, when a letter came, when a hearing
will be. Only a day that the sentence puts beside the contact itself is taken, never one to come,
and never one of two. Everything else is left to the worker to say.

    >>> from datetime import date
    >>> say_moment(happened("Visited on tue at 2.", date(2026, 11, 21)).moment)
    'Tuesday 17 November 2026, 14:00'
    >>> happened("Home visit. The summons came on friday.", date(2026, 11, 21)).moment is None
    True
"""

import re
from dataclasses import dataclass
from datetime import date

from pbi_desktop.domain.calendar_words import DAY_NAMES, MONTH_NAMES
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.people_words import Lean
from pbi_desktop.domain.time_words import TIME, Moment, read_moment, say_moment

__all__ = ["NOT_SAID", "Happened", "happened", "say_moment"]

_DAYS = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in DAY_NAMES) + "|tues|thur|thurs|weds"
_MONTHS = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTH_NAMES) + "|sept"
_NUMBER = r"(?:\d{1,2}|a|one|two|three|four|five|six)"
_MENTION = re.compile(
    rf"\b(?P<day>(?:the\s+)?day before yesterday|yesterday|this morning|this afternoon|today"
    rf"|last night|last (?:{_DAYS})|on (?:last )?(?:{_DAYS})"
    rf"|on (?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS})(?: \d{{4}})?"
    rf"|{_NUMBER} (?:days?|weeks?) ago)\b(?:,?\s+(?:at|@)\s*(?P<at>{TIME})\b)?",
    re.I,
)
_SENTENCE = re.compile(r"[^.!?\n;]+(?:[.:](?=\d)[^.!?\n;]+)*")
_CONTACT = re.compile(
    r"\b(visit\w*|rang|rung|phoned|telephoned|call(?:ed)?|texted|emailed|met|saw|seen|spoke"
    r"|spoken|talked|came|come|huddle|meeting|panel|door ?knock\w*|text|popped|attended|went)\b",
    re.I,
)
_TO_COME = re.compile(
    r"(\bwill\b|['\u2019]ll\b|\bgoing to\b|\bdue\b|\bbooked\b|\bappointment\b|\btomorrow\b"
    r"|\bnext\b|\bplan(?:s|ned)? to\b|\bto be\b)",
    re.I,
)
_OF_SOMETHING_ELSE = re.compile(
    r"\b(that|which|who|whose|because|said|says|saying|told|about|after|before|since|until|till"
    r"|from|by|letter|summons|notice|hearing|born"
    r"|married|died|moved|lost)\b",
    re.I,
)


@dataclass(frozen=True)
class Happened:
    """What a note says of its own time: one moment, or several days of which one must be said."""

    moment: Moment | None = None
    several: tuple[Moment, ...] = ()


NOT_SAID = Happened()


def happened(text: str, today: date) -> Happened:
    """Return when the note's own words put it; nothing where they do not, or not plainly."""
    found: list[Moment] = []
    for sentence in _own_sentences(text):
        for mention in _MENTION.finditer(sentence):
            moment = _moment(sentence, mention, today)
            if moment is not None and moment not in found:
                found.append(moment)
    if len({moment.day for moment in found}) > 1:
        return Happened(several=tuple(found))
    timed = [moment for moment in found if moment.at is not None]
    return Happened(next(iter(timed or found), None)) if len(timed) <= 1 else Happened()


def _own_sentences(text: str) -> list[str]:
    """Return the sentences that tell of the contact; the first one where none does."""
    sentences = [found[0] for found in _SENTENCE.finditer(text)]
    telling = [one for one in sentences if _CONTACT.search(one)]
    return (telling or sentences)[:1]


def _moment(sentence: str, mention: re.Match[str], today: date) -> Moment | None:
    """Return the moment a sentence names as its own; nothing if it is of something else."""
    before = sentence[: mention.start()]
    if _TO_COME.search(sentence) or _OF_SOMETHING_ELSE.search(before):
        return None
    day = re.sub(r"^on\s+", "", mention["day"], flags=re.I)
    at = f" at {mention['at']}" if mention["at"] else ""
    try:
        moment = read_moment(f"{day}{at}", today, lean=Lean.PAST)
    except Invalid:
        return None
    return moment if moment.day <= today else None
