"""What was told, understood: search keys, how each field was read, and what cannot be read."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from pbi_desktop.analysis.matching import Asked
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import is_reference
from pbi_desktop.domain.intake_matching import reference_key
from pbi_desktop.domain.names import name_key
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.postcodes import read_postcode
from pbi_desktop.domain.search_keys import phone_key, street_key
from pbi_desktop.domain.text import clean_line
from pbi_desktop.domain.times import PartialDate
from pbi_desktop.services.front_door_rows import Told
from pbi_desktop.services.front_door_words import (
    age_in,
    born_spans,
    day_and_month,
    read_born,
    swapped,
)

_LEAST = 3
_LONGEST = 400
_SHORTEST_NUMBER = 6
_DAY_ALONE = "Read as a day without its year"


@dataclass(frozen=True)
class Understood:
    """Search keys of what was told, and what to say of it, by field."""

    told: Told
    asked: Asked
    spans: tuple[tuple[str, str], ...]
    day_of_year: str
    reference: str
    postcode: str
    """A whole postcode among the street, as it is written."""
    read_as: dict[str, str]
    problems: dict[str, str]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to search by: a day without its year does not do alone."""
        asked = self.asked
        by_words = asked.name or asked.street or asked.phone or asked.household
        return not (by_words or asked.born or self.reference)


def understand(told: Told, today: date) -> Understood:
    """Return what was told as search keys; what cannot be read is said, never refused."""
    reader = _Reader(told, today)
    born = reader.born()
    name, street = reader.name(), reader.street()
    asked = Asked(name, born, street, reader.phone(), reader.household(), reader.reference())
    return Understood(
        told,
        asked,
        born_spans(born) if born else (),
        reader.day_of_year,
        asked.reference or _maybe_reference(told),
        reader.postcode,
        reader.read_as,
        reader.problems,
    )


@dataclass
class _Reader:
    """Reads one field after the other, and notes how."""

    told: Told
    today: date
    read_as: dict[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    day_of_year: str = ""
    postcode: str = ""

    def name(self) -> str:
        """Return the key of the name; one plain letter is hardly anybody's."""
        key = self._key("name", self.told.name, name_key)
        if _is_one_letter(key):
            self.problems["name"] = "Type at least two letters of the name."
        return key

    def born(self) -> PartialDate | None:
        """Return the birth; a day and month without a year are kept apart."""
        text = self.told.born.strip()
        if not text:
            return None
        self.day_of_year = day_and_month(text)
        if self.day_of_year:
            self.read_as["born"] = f"{_DAY_ALONE}: tell the year too, if it is known"
            return None
        try:
            born = read_born(text, self.today)
        except Invalid as invalid:
            self.problems.update(invalid.fields)
            return None
        self.read_as["born"] = _say_born(born, text)
        return born

    def street(self) -> str:
        """Return the key of the street, landmark or postcode."""
        key = self._key("street", self.told.street, street_key)
        if key and len(key) < _LEAST and not _is_written_out(key):
            self.problems["street"] = "Type at least three letters of the street, or the postcode."
            return ""
        self.postcode = _postcode_in(self.told.street)
        if self.postcode:
            self.read_as["street"] = f"Read as the postcode {self.postcode}"
        return key

    def phone(self) -> str:
        """Return the figures of the number."""
        text = self.told.phone.strip()[:_LONGEST]
        digits = phone_key(text)
        if text and len(digits) < _LEAST:
            self.problems["phone"] = "Type at least three figures of the number."
            return ""
        return digits

    def household(self) -> str:
        """Return the keys of the relatives' names."""
        key = self._key("household", self.told.household, name_key)
        words = key.split()
        if _is_one_letter(key):
            self.problems["household"] = "Type at least two letters of a name."
        return " ".join(word for word in words if word not in _BETWEEN_NAMES)

    def reference(self) -> str:
        """Return the key of the reference."""
        key = reference_key(clean_line(self.told.reference)[0])[:_LONGEST]
        if key:
            ours = is_reference(key)
            self.read_as["reference"] = (
                "Read as a case reference" if ours else "Read as an agency's reference"
            )
        return key

    def _key(self, of_field: str, text: str, key_of: Callable[[str], str]) -> str:
        line = clean_line(text)[0]
        if len(line) > _LONGEST:
            self.problems[of_field] = (
                f"Only the first {_LONGEST} letters are searched. Type less of it."
            )
        return key_of(line[:_LONGEST])


_BETWEEN_NAMES = frozenset(["and", "with", "or"])


def _say_born(born: PartialDate, text: str) -> str:
    if age_in(text) is not None:
        return f"Read as an age: born {say_date(born)}"
    other = swapped(born)
    also = f"; {say_date(other)} is tried too" if other else ""
    return f"Read as {say_date(born)}{also}"


def _is_one_letter(key: str) -> bool:
    """Say whether a key is one letter of a script that needs more of them for a name."""
    return len(key) == 1 and not _is_written_out(key)


def _is_written_out(key: str) -> bool:
    """Say whether a short key is whole words of a script that needs few letters."""
    return not key.isascii()


def _postcode_in(street: str) -> str:
    words = street.split()
    for count in (2, 1):
        for place in range(len(words) - count + 1):
            try:
                return read_postcode(" ".join(words[place : place + count]))
            except Invalid:
                continue
    return ""


def _maybe_reference(told: Told) -> str:
    """Return a number or postcode that may be a reference as well."""
    street, number = (clean_line(text)[0] for text in (told.street, told.phone))
    if is_reference(street):
        return reference_key(street)
    return reference_key(number) if len(number) >= _SHORTEST_NUMBER else ""
