"""What the composer says it understood, before anything opens or is kept. No Qt."""

from collections.abc import Sequence
from datetime import date

from pbi_desktop.domain.calendar_words import DAY_NAMES, MONTH_NAMES
from pbi_desktop.domain.gains import Evidence
from pbi_desktop.domain.money import say_pence
from pbi_desktop.domain.payment_words import Payment, say_payment
from pbi_desktop.services.case_rows import TeamChoice
from pbi_desktop.ui.screens.case.understanding import CommandWords, NoteWords, read_step
from pbi_desktop.ui.screens.case.understanding_gains import GainWords, read_gain
from pbi_desktop.ui.screens.case.understanding_housing import housing_command_words
from pbi_desktop.ui.screens.case.wishes import AddStep, Form
from pbi_desktop.ui.screens.case.words import EVIDENCE, GAIN_STATUSES, low

OFFERS = {
    "step": "a step",
    "stage": "a stage review",
    "award": "money",
    "refer": "a referral",
    "came": "came to a group",
    "risk": "a risk",
    "phase": "the phase",
    "close": "closing the case",
    "need": "a need",
    "family": "somebody of the family",
    "service": "a service at work",
    "concern": "a safeguarding concern",
    "sent": "a concern that you have sent",
    "child": "a child: seen or not seen",
    "capacity": "whether they can decide something",
    "date": "a date that matters",
    "home": "a home",
    "debt": "a debt",
    "with": "going along",
    "paper": "a paper",
    "letter": "a letter",
    "contact": "how to reach them safely",
    "visitors": "what visitors must know",
    "handover": "a new key worker",
    "words": "their own words, as far as they agree",
    "audit": "a look at this file",
}
"""What each command makes, in words."""

_OPENS = {
    Form.STAGE: "the stage review, with the last ratings beside it",
    Form.REFER: "the groups near by",
    Form.CAME: "the register: which group, which day, came or not",
    Form.RISK: "a risk to write down",
    Form.PHASE: "the phase of the case",
    Form.STEP: "a step",
    Form.GAIN: "money to write down",
    Form.NEED: "a need",
    Form.MEMBER: "somebody of the family or household",
    Form.SERVICE: "a service at work with them",
    Form.CONCERN: "a safeguarding concern: keeping it does not send it",
    Form.CONCERN_SENT: "the concern that waits: when you sent it, to whom, their reference",
    Form.CHILD_SEEN: "a child: seen or not seen, and by whom",
    Form.CAPACITY: "whether they can decide one thing, and what was decided if not",
    Form.KEY_DATE: "a date that matters, with what happens if it is missed",
    Form.HOME: "where they live, and on what footing",
    Form.DEBT: "a debt: what, to whom, how much",
    Form.GOING_ALONG: "going along: where and when, or how it went",
    Form.PAPER: "a paper to put in",
    Form.LETTER: "a letter to write",
    Form.SAFE_CONTACT: "how to reach them safely: which way, when, and a code word",
    Form.MARKER: "what visitors must know, why, and until when",
}


def step_words(step: AddStep, today: date, team: Sequence[TeamChoice]) -> str:
    """Return a step in words: "Ring council tax, by Friday 27 November (Tom Ashworth)"."""
    day = f", by {_full(step.due_on, today)}" if step.due_on else ", no day set"
    owner = next((choice.name for choice in team if choice.id == step.owner_id), "")
    return f"{step.what}{day}{f' ({owner})' if owner else ''}"


def command_words(command: CommandWords, today: date, team: Sequence[TeamChoice]) -> str:
    """Return what Enter will open, and how the words after the command were read."""
    return f"Enter opens {_opens(command, today, team)}."


def note_words(note: NoteWords) -> str:
    """Return what a note does not do although it looks as if it did; nothing for most notes."""
    if not note.kept_as_words:
        return ""
    named = " and ".join(f"/{word}" for word in note.kept_as_words)
    return (
        f"{named} is kept as words: inside a note only /step makes something too. "
        "Keep the note, then begin a line with the command."
    )


def _opens(command: CommandWords, today: date, team: Sequence[TeamChoice]) -> str:
    if not command.rest:
        return _OPENS.get(command.form, "a form")
    if command.form is Form.STEP:
        return f"a step: {step_words(read_step(command.rest, today, team), today, team)}"
    if command.form is Form.GAIN:
        return _gain_words(read_gain(command.rest, today))
    if command.form is Form.STAGE:
        return f"{_OPENS[Form.STAGE]}. Overall reason: “{command.rest}”"
    housing = housing_command_words(command.form, command.rest, today)
    return housing or f"{_OPENS.get(command.form, 'a form')}: “{command.rest}”"


def _gain_words(gain: GainWords) -> str:
    """Return money as it was understood, in full: how much, from when, how sure, by what shown."""
    amount = "no amount yet"
    if gain.amount is not None:
        amount = say_payment(Payment(gain.amount, gain.start, gain.end))
        yearly = gain.amount.yearly
        amount += f" ({say_pence(yearly)} a year)" if yearly is not None else ""
    shown = f" by {low(EVIDENCE[gain.evidence])}" if gain.evidence is not Evidence.NONE else ""
    return f"{gain.what or 'money'}: {amount}, {low(GAIN_STATUSES[gain.status])}{shown}"


def _full(day: date, today: date) -> str:
    said = f"{DAY_NAMES[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]}"
    return said if day.year == today.year else f"{said} {day.year}"
