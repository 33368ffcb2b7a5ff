"""Letters from templates: which fields a text names, what is missing, and what must not be in it.

A template is a text of its own file with a version: `{worker}` and the like are named fields.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pbi_desktop.domain.errors import Invalid, PbiError

_FIELD = re.compile(r"\{([a-z_]*)\}")
_RULE = "---"

FIELD_WORDS = {
    "account": "Their reference for the account",
    "check": "The day of the six-month check",
    "day": "Today's date",
    "goes_on": "What goes on, one line each",
    "greeting": "How they are addressed",
    "hold": "For how long",
    "hopes": "What they hope for, in their words",
    "hub": "Where to find us",
    "job": "Your job",
    "name": "Their name",
    "place": "Where",
    "recipient": "Whom it goes to",
    "reference": "The reference of the case",
    "request": "What you ask them for",
    "site": "Your team",
    "when": "Day and time",
    "worker": "Your name",
}
"""Every field that a letter may name, as a worker is asked for it."""


class LetterTo(StrEnum):
    """Whom a letter goes to."""

    PERSON = "person"
    OTHER = "other"


@dataclass(frozen=True)
class Template:
    """A letter that is written again and again: its text with fields, and which version it is."""

    key: str
    version: int
    name: str
    to: LetterTo
    title: str
    text: str
    asks: tuple[str, ...] = ()
    language: str = ""
    """As a person's first language is recorded; empty: English."""


@dataclass
class BadTemplate(PbiError):
    """The text of a template cannot be read; nothing was made of it."""

    key: str


@dataclass
class LetterIncomplete(PbiError):
    """A letter names fields that have no value; nothing was made."""

    missing: tuple[str, ...]


@dataclass
class LetterUnsafe(PbiError):
    """It is not safe to write to the person; nothing was made."""

    reason: str
    instead: str = ""


@dataclass
class AddressInLetter(PbiError):
    """A letter to somebody else names where a protected person lives; nothing was made."""


def read_template(key: str, text: str) -> Template:
    """Return the template of a file; BadTemplate where it lacks a part or names no known field."""
    head, rule, body = text.partition(f"\n{_RULE}\n")
    told = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    try:
        found = Template(
            key,
            int(told["version"]),
            told["name"],
            LetterTo(told["to"]),
            told["title"],
            body.strip(),
            tuple(one.strip() for one in told.get("asks", "").split(",") if one.strip()),
        )
    except (KeyError, ValueError):
        raise BadTemplate(key) from None
    if not rule or not found.text or set(fields_of(found.text)) - set(FIELD_WORDS):
        raise BadTemplate(key)
    return found


def checked_template(  # noqa: PLR0913 - what a letter consists of
    key: str, version: int, name: str, to: LetterTo, title: str, text: str, language: str = ""
) -> Template:
    """Return a team's own template, or say what to mend: a part that lacks, an unknown field."""
    problems = {
        part: "Fill this in."
        for part, said in (("name", name), ("title", title), ("text", text))
        if not said.strip()
    }
    unknown = [one for one in fields_of(text) if one not in FIELD_WORDS]
    # What looks like a field and is none would stand in the letter as it is.
    odd = "{" in _FIELD.sub("", text) or "}" in _FIELD.sub("", text)
    if unknown or odd:
        which = f"{{{unknown[0]}}} is no field" if unknown else "A brace stands alone"
        problems["text"] = f"{which}: choose one of the fields below, or write it out."
    if problems:
        raise Invalid(problems)
    return Template(key, version, name.strip(), to, title.strip(), text.strip(), (), language)


INVENTED: Mapping[str, str] = {
    "account": "A 1234567",
    "check": "21 May 2027",
    "day": "21 November 2026",
    "goes_on": "Choir on Tuesdays\nA walk with Nasreen",
    "greeting": "Shabana",
    "hold": "60 days",
    "hopes": "A door that locks.",
    "hub": "The Old Chemist's, 13 Weaver Parade",
    "job": "Key worker",
    "name": "Shabana Akhtar",
    "place": "the hub",
    "recipient": "First Homes",
    "reference": "K7QX9B",
    "request": "Hold the notice until we have met.",
    "site": "Holts and Lees",
    "when": "Tuesday 24 November at 14:00",
    "worker": "Leah Marsh",
}
"""A case that was made up, for seeing what a letter will look like."""


def fields_of(text: str) -> tuple[str, ...]:
    """Return the fields that a text names, each once, in its order."""
    return tuple(dict.fromkeys(_FIELD.findall(text)))


def missing_fields(text: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """Return the fields of a text without a value: known before anything is printed."""
    return tuple(name for name in fields_of(text) if not values.get(name, "").strip())


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return the text with its values; LetterIncomplete where one is missing, never a gap.

    What a value holds is not read again: a value that looks like a field stays as it is.
    """
    missing = missing_fields(text, values)
    if missing:
        raise LetterIncomplete(missing)
    said = _FIELD.sub(lambda found: values[found[1]].strip(), text)
    if not said.strip():
        raise Invalid({"text": "Write what the letter says."})
    return said


def names_address(text: str, addresses: Iterable[tuple[str, str]]) -> bool:
    """Say whether a text names one of these addresses, by its first line or its postcode."""
    plain = _plain(text)
    return any(
        part in plain
        for line, postcode in addresses
        for part in (_plain(line), _plain(postcode))
        if len(part) > 3  # "1 Rd" would be found by chance
    )


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())
