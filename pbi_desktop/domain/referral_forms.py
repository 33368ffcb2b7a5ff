"""A form that came in, as lines of words: somebody reads them, and nothing of the form is lost.

What is kept of who came - name, birth, street, postcode, phone, language - stands beside the
lines, not in them. `form_of` reads back exactly what `words_of` wrote, and nothing else.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from pbi_desktop.domain.calendar_words import month_number
from pbi_desktop.domain.casework import Gender
from pbi_desktop.domain.incoming import Referrer, SentReferral
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.text import clean_line

PARTNER = "Referral, as it was sent:"
THEMSELVES = "Form, as they filled it in:"
NO_RISK = "No known risks"

_REFERRER = {
    "Referrer": "name",
    "Service": "service",
    "Organisation": "organisation",
    "Contact": "contact",
}
_PLAIN = {
    "Reason": "reason",
    "Referred to": "referral_to",
    "Sent by": "method",
    "Known as": "known_as",
    "Pronouns": "pronouns",
    "Second line of the address": "address_2",
    "Town": "locality",
    "GP practice": "practice_code",
    "Surgery": "practice",
    "NHS number": "nhs_number",
    "Other identifier": "reference",
    "What matters to them": "matters",
    "Please do, please don't": "please",
}
_GENDER, _REFERRED_ON, _RISK = "Gender", "Referred on", "Risk"
_WRITTEN, _MORE = "As written", "Also"


def words_of(form: SentReferral) -> str:
    """Return all that a form says beside who came, a line for each thing it says."""
    head = THEMSELVES if form.referrer is None else PARTNER
    lines = (f"{label}: {clean_line(said)[0]}" for label, said in _said(form))
    return "\n".join([head, *(line for line in lines if not line.endswith(": "))])


def form_of(words: str, who: SentReferral) -> SentReferral | None:
    """Return the form whose words these are, filled in with who came; None for other words."""
    head, _, rest = words.partition("\n")
    if head not in (PARTNER, THEMSELVES):
        return None
    try:
        form = _read(head, rest, who)
    except ValueError:  # a gender or a day that no form has
        return None
    return form if words_of(form) == words else None


def _read(head: str, rest: str, who: SentReferral) -> SentReferral:
    """Return what lines say that may be of a form; ValueError where a code or day is none."""
    said = [line.partition(": ")[::2] for line in rest.split("\n") if line]
    once = dict(said)
    risks = [text for label, text in said if label == _RISK]
    read: dict[str, Any] = {name: once.get(label, "") for label, name in _PLAIN.items()}
    sent = Referrer(**{name: once.get(label, "") for label, name in _REFERRER.items()})
    return replace(
        who,
        **read,
        referrer=sent if head == PARTNER else None,
        risks=tuple(risk for risk in risks if risk != NO_RISK) if risks else None,
        gender=Gender(once[_GENDER].replace(" ", "_")) if _GENDER in once else Gender.NOT_RECORDED,
        referred_on=_day(once[_REFERRED_ON]) if _REFERRED_ON in once else None,
        as_written=tuple(text for label, text in said if label == _WRITTEN),
        more=tuple(text for label, text in said if label == _MORE),
    )


def referral_words(form: SentReferral) -> str:
    """Return a form in words for the case: who sent it, when, how, why; no health numbers."""
    sent = form.referrer
    when = f" on {say_date(form.referred_on)}" if form.referred_on else ""
    if sent is None:
        told = [form.reason or f"Asked for help themselves{when}.", *form.as_written]
        return "\n".join(told)
    how = f" by {form.method}" if form.method else ""
    lines = [
        f"Referred{when}{how} by {sent.name}, {sent.service}, {sent.organisation}.",
        f"Contact: {sent.contact}.",
        f"Referred to: {form.referral_to}.",
        f"Reason: {form.reason}" if form.reason else "",
        *form.as_written,
    ]
    return "\n".join(line for line in lines if line)


def _said(form: SentReferral) -> Iterator[tuple[str, str]]:
    if form.referrer is not None:
        yield from ((label, getattr(form.referrer, name)) for label, name in _REFERRER.items())
    yield _REFERRED_ON, say_date(form.referred_on) if form.referred_on else ""
    yield from ((label, getattr(form, name)) for label, name in _PLAIN.items())
    if form.gender is not Gender.NOT_RECORDED:
        yield _GENDER, form.gender.value.replace("_", " ")
    if form.risks is not None:
        risks = [risk for risk in form.risks if clean_line(risk)[0] != NO_RISK]
        yield from ((_RISK, risk) for risk in risks or (NO_RISK,))
    yield from ((_WRITTEN, text) for text in form.as_written)
    yield from ((_MORE, text) for text in form.more)


def _day(text: str) -> date:
    day, month, year = text.split(" ")
    return date(int(year), month_number(month) or 0, int(day))
