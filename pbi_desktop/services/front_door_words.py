"""How one line at the desk is read: a birth, an age, a phone, a street, a name."""

import re
from datetime import date

from pbi_desktop.domain.calendar_words import month_number
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.names import name_key
from pbi_desktop.domain.people_words import Lean, read_date
from pbi_desktop.domain.postcodes import read_postcode
from pbi_desktop.domain.times import PartialDate, Precision
from pbi_desktop.services.front_door_rows import Told

_OLDEST = 120
_ABOUT_YEARS = 3
_PHONE_FIGURES = 8
_ABROAD = re.compile(r"^(?:00|\+)44(?:0)?")
_HOUSE = re.compile(r"[0-9]{1,3}[a-zA-Z]?,?")
_HALF_A_POSTCODE = re.compile(r"[A-Za-z]{1,2}[0-9]{1,2}")
_STREET_WORDS = {"rd": "road", "st": "street", "ave": "avenue", "cl": "close", "dr": "drive"}
# Not hill, lane or street: those are family names as well.
_STREET_FOR_SURE = frozenset(
    ["road", "rd", "avenue", "ave", "terrace", "crescent", "mews", "gardens", "drive"]
)


def read_born(text: str, today: date) -> PartialDate:
    """Return a date of birth, or the year that an age comes to, as typed at the desk."""
    bare = text.strip()
    if bare.isdecimal() and 0 < int(bare) < _OLDEST:
        return PartialDate.of_year(today.year - int(bare), about=True)
    return read_date(text, today, lean=Lean.BIRTH, field="born")


def phone_key(text: str) -> str:
    """Return the figures of a number, the same whether it is written for calls from abroad."""
    bare = "".join(letter for letter in text if letter.isdecimal() or letter == "+")
    home = _ABROAD.sub("0", bare)
    return "".join(str(int(letter)) for letter in home if letter.isdecimal())


def born_spans(born: PartialDate) -> tuple[tuple[str, str], ...]:
    """Return the spans of texts in which this birth may be on record, slips of the tongue too."""
    day, year = born.day, born.year
    roughly = [(f"{one:04d}", f"{one:04d}") for one in range(year - 3, year + _ABOUT_YEARS + 1)]
    if day is not None:
        month = born.text[:7]
        spans = [(month, f"{month}-99"), *roughly]
        if day.day <= 12:
            swapped = f"{day.year:04d}-{day.day:02d}-{day.month:02d}"
            spans.append((swapped, swapped))
        return tuple(spans)
    around = _ABOUT_YEARS if born.precision is Precision.ABOUT else 0
    return ((f"{year - around:04d}", f"{year + around:04d}-99-99"), *roughly)


def street_key(text: str) -> str:
    """Return the form to compare streets by: "12 Alderbank Rd" is "12 alderbank road"."""
    words = name_key(text).split()
    return " ".join([*words[:-1], *(_STREET_WORDS.get(word, word) for word in words[-1:])])


def sort_words(words: str, today: date) -> Told:
    """Sort one line: a name, then a birth or a number, then where they live.

    "shabana 1991 alderbank" is a name, a year and a street; "12 alderbank road" is a street.
    """
    said = words.split()
    at = _street_begins(said)
    before, street = said[:at], said[at:]
    figures = [place for place, word in enumerate(before) if _is_figure(word)]
    if not figures:
        return Told(name=" ".join(before), street=" ".join(street))
    first, last = figures[0], figures[-1] + 1
    name, number, after = before[:first], " ".join(before[first:last]), before[last:]
    if name:  # what follows the figures is where they live
        street = [*after, *street]
    name = name or after
    if _is_phone(number, today):
        return Told(name=" ".join(name), street=" ".join(street), phone=number)
    if _is_date(number, today):
        return Told(name=" ".join(name), born=number, street=" ".join(street))
    return Told(name=" ".join(name), street=" ".join([number, *street]))


def _street_begins(said: list[str]) -> int:
    """Return the place of the first word of a street or postcode, or the end of the line."""
    for place, word in enumerate(said):
        following = said[place + 1 : place + 2]
        if _is_postcode(word) or (following and _is_postcode(f"{word} {following[0]}")):
            return place
        if _HALF_A_POSTCODE.fullmatch(word):
            return place
        if _HOUSE.fullmatch(word) and following and _begins_a_street(following[0]):
            return place
        if word.casefold() in _STREET_FOR_SURE:
            return max(0, place - 1)
    return len(said)


def _begins_a_street(word: str) -> bool:
    """Say whether the word after a number goes on with a street, not with a date: "9 april"."""
    return word[:1].isalpha() and month_number(word.casefold()) is None


def _is_figure(word: str) -> bool:
    return word[:1].isdecimal() or word[:1] == "+"


def _is_phone(text: str, today: date) -> bool:
    figures = phone_key(text)
    if len(figures) > _PHONE_FIGURES:
        return True
    return len(figures) >= 5 and " " not in text and not _is_date(text, today)


def _is_postcode(text: str) -> bool:
    try:
        read_postcode(text)
    except Invalid:
        return False
    return True


def _is_date(text: str, today: date) -> bool:
    try:
        read_born(text, today)
    except Invalid:
        return False
    return True
