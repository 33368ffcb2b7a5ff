"""Who of a team's spreadsheet may be known already: which people to compare, and what was answered.

Nobody is joined by likeness: a person says `same`, `new` or `leave out` for each.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.name_lore import canonical
from pbi_desktop.domain.name_sounds import sound
from pbi_desktop.domain.times import PartialDate


class Answer(StrEnum):
    """What a person says of somebody who may be known."""

    SAME = "same"
    NEW = "new"
    LEAVE_OUT = "leave out"


@dataclass(frozen=True)
class Decision:
    """An answer; `case` says which of several is meant, by the reference of a case of theirs."""

    answer: Answer
    case: str = ""


@dataclass(frozen=True)
class MaybeKnown:
    """A row of the files, and somebody in sight who may be the same person."""

    row: str
    """The team's own reference of the person."""
    person_id: PersonId
    initials: str
    case: str
    """The reference of a case of theirs that the importer sees."""
    evidence: str


def read_decision(text: str) -> Decision | None:
    """Return what was answered: `same`, `same K7QX9B`, `new`, `leave out`; None where nothing."""
    said = " ".join(text.casefold().split())
    if not said:
        return None
    for answer in (Answer.NEW, Answer.LEAVE_OUT):
        if said == answer.value:
            return Decision(answer)
    first, _, rest = said.partition(" ")
    if first == Answer.SAME.value:
        return Decision(Answer.SAME, rest.removeprefix("as ").removeprefix("case ").upper())
    raise Invalid({"decision": f"Answer same, new or leave out, not “{text.strip()}”."})


def read_decisions(said: Mapping[str, str]) -> dict[str, Decision]:
    """Return the answers by the key of the team's reference; refuses a word that is none."""
    found = {}
    for reference, text in said.items():
        decision = read_decision(text)
        if decision is not None:
            found[reference_key(reference)] = decision
    return found


def reference_key(text: str) -> str:
    """Return the form to compare a team's own references by: case and spaces do not count."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def meeting_points(
    name: str, born: PartialDate | None, streets: Iterable[str], phones: Iterable[str]
) -> Iterator[tuple[str, ...]]:
    """Return where a person is met by those worth comparing: two who share a point are weighed.

    Points hold two things each, so that few meet at one: the whole sound of a name, a sound and
    a month or year of birth, a day of birth, a sound and a street, a phone.
    """
    sounds = sorted({sound(canonical(word)) for word in name.split()})
    if len(sounds) > 1:
        yield ("name", *sounds)
    for text in _births(born):
        yield ("day", text)
    for heard in sounds:
        if born is not None:
            yield ("year", heard, born.text[:4])
        for street in streets:
            yield ("street", heard, street)
    for phone in phones:
        yield ("phone", phone)


def _births(born: PartialDate | None) -> Iterator[str]:
    """Return the day of birth, and with day and month swapped; of a month or year alone nothing."""
    if born is None or born.day is None:
        return
    yield born.text
    year, month, day = born.text.split("-")
    if month != day and int(day) <= 12:
        yield f"{year}-{day}-{month}"
