"""What the composer makes of typed words: a note and what it is, or a form to fill. No Qt.

Nothing here is kept: what was understood is shown first, and every part can be corrected.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from pbi_desktop.domain.casework import Marking, NoteKind
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.happened import NOT_SAID, Happened, happened
from pbi_desktop.domain.people_words import Lean, read_date
from pbi_desktop.services.case_rows import TeamChoice
from pbi_desktop.ui.screens.case.wishes import AddStep, Form
from pbi_desktop.ui.screens.case.words import capital

COMMANDS = {
    "step": Form.STEP,
    "stage": Form.STAGE,
    "award": Form.GAIN,
    "refer": Form.REFER,
    "came": Form.CAME,
    "risk": Form.RISK,
    "phase": Form.PHASE,
    "close": Form.PHASE,
    "need": Form.NEED,
    "family": Form.MEMBER,
    "service": Form.SERVICE,
    "date": Form.KEY_DATE,
    "home": Form.HOME,
    "debt": Form.DEBT,
    "with": Form.GOING_ALONG,
    "paper": Form.PAPER,
    "letter": Form.LETTER,
    "concern": Form.CONCERN,
    "sent": Form.CONCERN_SENT,
    "child": Form.CHILD_SEEN,
    "capacity": Form.CAPACITY,
    "contact": Form.SAFE_CONTACT,
    "visitors": Form.MARKER,
    "handover": Form.HAND_OVER,
    "words": Form.OWN_WORDS,
    "audit": Form.FILE_AUDIT,
}
_MARKS = {
    "fact": Marking.FACT,
    "opinion": Marking.OPINION,
    "told": Marking.TOLD,
}
_LONGEST_DATE = 6  # "by the end of next month"
_KINDS = (
    (NoteKind.VISIT, re.compile(r"\b(home visit|visited|visit to|door ?knock)\b", re.I)),
    (NoteKind.TEXT, re.compile(r"\b(texted|text from|sent a text|whatsapp)\b", re.I)),
    (NoteKind.CALL, re.compile(r"\b(rang|rung|phoned|telephoned|phone call|called her"
                               r"|called him|called them|left a voicemail)\b", re.I)),
    (NoteKind.MEETING, re.compile(r"\b(huddle|meeting|panel|met with|case conference)\b", re.I)),
    (NoteKind.GROUP, re.compile(r"\b(came to the|group session|drop-in)\b", re.I)),
)  # fmt: skip
_PLACES = (
    ("Home", re.compile(r"\b(home visit|at home|at the flat|at the house)\b", re.I)),
    ("Shop front", re.compile(r"\b(shop ?front|at the hub|at the desk|came in)\b", re.I)),
    ("Surgery", re.compile(r"\b(at the (gp|doctor's|surgery))\b", re.I)),
    ("School", re.compile(r"\bat (the )?school\b", re.I)),
    ("Library", re.compile(r"\bat the library\b", re.I)),
    ("Court", re.compile(r"\bat (the )?court\b", re.I)),
    ("Food bank", re.compile(r"\bat the food ?bank\b", re.I)),
)
_MARK = re.compile(r"(?:(?<=\s)|^)/(fact|opinion|told)\b(?:[ \t]+by[ \t]+([^\n/.,;]{1,60}))?", re.I)
_STEP_LINE = re.compile(
    r"(?:(?<=\s)|^)/step\b[ \t]*([^\n]*?)[ \t]*(?=[ \t]/(?:fact|opinion|told|step)\b|\n|$)", re.I
)
_SLASHED = re.compile(r"(?:(?<=\s)|^)/([a-z]+)\b", re.I)
_COMMAND = re.compile(r"\s*/([a-z]*)[ \t]*(.*)", re.I | re.S)


@dataclass(frozen=True)
class NoteWords:
    """A note as it was understood."""

    body: str
    kind: NoteKind = NoteKind.NOTE
    place: str = ""
    marking: Marking = Marking.NOT_MARKED
    told_by: str = ""
    steps: tuple[AddStep, ...] = ()
    happened: Happened = NOT_SAID
    """When its own words put it."""
    kept_as_words: tuple[str, ...] = ()
    """Commands that stand inside the note: they do nothing there, and that is said."""


@dataclass(frozen=True)
class CommandWords:
    """A form that was asked for, and the words to fill it with."""

    form: Form
    rest: str


@dataclass(frozen=True)
class UnfinishedCommand:
    """A slash and perhaps the beginning of a word: the commands it may become."""

    offers: tuple[str, ...] = field(default=())


Understood = NoteWords | CommandWords | UnfinishedCommand


def understand(text: str, today: date, team: Sequence[TeamChoice] = ()) -> Understood:
    """Return what the typed words are: a note, a form, or the beginning of a command."""
    found = _COMMAND.fullmatch(text)
    if found is None or found[1].casefold() in _MARKS:
        return _note(text, today, team)
    word = found[1].casefold()
    if word in COMMANDS:
        return CommandWords(COMMANDS[word], _rest(word, found[2].strip()))
    return UnfinishedCommand(tuple(name for name in COMMANDS if name.startswith(word)))


def _rest(word: str, rest: str) -> str:
    """Return the words after a command; closing is a phase of its own."""
    return f"{word} {rest}".strip() if word == "close" else rest


def _note(text: str, today: date, team: Sequence[TeamChoice]) -> NoteWords:
    """Return a note without its marks, and the steps that stood in it."""
    steps = [read_step(words, today, team) for words in _STEP_LINE.findall(text)]
    bare = _STEP_LINE.sub("", text)
    marks = _MARK.findall(bare)
    body = _MARK.sub("", bare)
    told = next((by.strip() for word, by in reversed(marks) if by), "")
    return NoteWords(
        body="\n".join(line.rstrip() for line in body.strip().splitlines()),
        kind=next((kind for kind, words in _KINDS if words.search(body)), NoteKind.NOTE),
        place=next((place for place, words in _PLACES if words.search(body)), ""),
        marking=_MARKS[marks[-1][0].casefold()] if marks else Marking.NOT_MARKED,
        told_by=told,
        steps=tuple(step for step in steps if step.what),
        happened=happened(body, today),
        kept_as_words=tuple(
            dict.fromkeys(word for word in _SLASHED.findall(body.casefold()) if word in COMMANDS)
        ),
    )


def read_step(words: str, today: date, team: Sequence[TeamChoice] = ()) -> AddStep:
    """Return a step: "tom check the form by mon" is Tom's, to check the form, by Monday."""
    parts = words.split()
    owner = _owner(parts, team)
    if owner is not None:
        parts = parts[1:]
    what, day = split_day(parts, today, Lean.COMING)
    return AddStep(capital(" ".join(what)), day, None if owner is None else owner.id)


def split_day(words: Sequence[str], today: date, lean: Lean) -> tuple[list[str], date | None]:
    """Return the words before a day at their end, and that day; all of them if there is none."""
    for count in range(min(_LONGEST_DATE, len(words) - 1), 0, -1):
        tail = list(words[-count:])
        before = list(words[:-count])
        if tail[0].casefold() in ("by", "on", "before", "from"):
            tail = tail[1:]
        day = _day(" ".join(tail), today, lean)
        if day is not None:
            return before, day
    return list(words), None


def _day(words: str, today: date, lean: Lean) -> date | None:
    """Return a day; a number alone is none, since it may be a house or an amount."""
    if not words or words.isdecimal():
        return None
    try:
        return read_date(words, today, lean=lean).day
    except Invalid:
        return None


def _owner(parts: Sequence[str], team: Sequence[TeamChoice]) -> TeamChoice | None:
    """Return whose step it is, where the first word is the first name of just one of the team."""
    if len(parts) < 2:
        return None
    first = parts[0].casefold().rstrip(":,")
    named = [choice for choice in team if choice.name.split()[0].casefold() == first]
    return named[0] if len(named) == 1 else None
