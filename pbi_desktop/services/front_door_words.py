"""How one line at the desk is read: a birth, an age, a phone, a street, a reference, a name."""

import re
from dataclasses import replace
from datetime import date

from pbi_desktop.domain.calendar_words import month_number
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import is_reference
from pbi_desktop.domain.people_words import Lean, read_date
from pbi_desktop.domain.postcodes import read_postcode
from pbi_desktop.domain.search_keys import phone_key
from pbi_desktop.domain.times import PartialDate, Precision
from pbi_desktop.services.front_door_rows import Told

_OLDEST = 120
_LEAP_YEAR, _MONTHS = 2024, 12
ABOUT_YEARS = 3
"""How far an age is off, either way."""
_PHONE_FIGURES = 8
_LEAST_OF_MONTH = 3
_EVER = 1000
_AGE = re.compile(
    r"(?:aged?\s+)?([0-9]{1,3})(?:\s*(?:years?(?:\s+old)?|yrs?|yo|y/o))?", re.IGNORECASE
)
_DAY_AND_MONTH = re.compile(
    r"([0-9]{1,2})(?:st|nd|rd|th)?[\s/.\-]+(?:of\s+)?([0-9]{1,2}|[a-z]{3,9})", re.I
)
_BEFORE_FIGURES = frozenset(["age", "aged", "about", "around", "circa", "c.", "born", "dob", "in"])
_AFTER_FIGURES = frozenset(["years", "year", "yrs", "yo", "old", "y/o"])
_SAYS_BIRTH = frozenset(["born", "dob", "dob:", "d.o.b.", "in", "on"])
_HOUSE = re.compile(r"[0-9]{1,3}[a-zA-Z]?,?")
_HALF_A_POSTCODE = re.compile(r"[A-Za-z]{1,2}[0-9]{1,2}")
# Not hill, lane or street: those are family names as well.
_STREET_FOR_SURE = frozenset(
    ["road", "rd", "avenue", "ave", "terrace", "crescent", "mews", "gardens", "drive"]
)


def read_born(text: str, today: date) -> PartialDate:
    """Return a date of birth, or the year that an age comes to, as typed at the desk."""
    bare = " ".join(word for word in text.split() if word.casefold() not in _SAYS_BIRTH)
    age = age_in(bare)
    if age is not None and age >= _OLDEST and age < _EVER:
        raise Invalid({"born": f"Nobody is {age} years old. Check the age."})
    if age:
        return PartialDate.of_year(today.year - age, about=True)
    return read_date(bare, today, lean=Lean.BIRTH, field="born")


def age_in(text: str) -> int | None:
    """Return the age that a text says: "35", "aged 35", "35 years old"; None if it is no age."""
    found = _AGE.fullmatch(text.strip())
    return int(found[1]) if found else None


def day_and_month(text: str) -> str:
    """Return a day without its year as the end of a date, such as "-04-09"; or nothing."""
    found = _DAY_AND_MONTH.fullmatch(text.strip())
    if not found:
        return ""
    month = int(found[2]) if found[2].isdecimal() else month_number(found[2].casefold())
    try:
        day = date(_LEAP_YEAR, month or 0, int(found[1]))
    except ValueError:
        return ""
    return f"-{day.month:02d}-{day.day:02d}"


def swapped(born: PartialDate) -> PartialDate | None:
    """Return the birth with day and month the other way round, where that is another day."""
    day = born.day
    if day is None or day.day > _MONTHS or day.day == day.month:
        return None
    return PartialDate.of_day(date(day.year, day.day, day.month))


def born_spans(born: PartialDate) -> tuple[tuple[str, str], ...]:
    """Return the spans of texts in which this birth may be on record, slips of the tongue too."""
    day, year = born.day, born.year
    roughly = [(f"{one:04d}", f"{one:04d}") for one in range(year - 3, year + ABOUT_YEARS + 1)]
    if day is not None:
        beside = [born.text, born.text[:7], *_year_beside(day)]
        other = swapped(born)
        if other is not None:
            beside.append(other.text)
        return (
            *((text, text) for text in beside),
            (born.text[:7], f"{born.text[:7]}-99"),
            *roughly,
        )
    around = ABOUT_YEARS if born.precision is Precision.ABOUT else 0
    return ((f"{year - around:04d}", f"{year + around:04d}-99-99"), *roughly)


def _year_beside(day: date) -> list[str]:
    """Return the same day a year before and after, as texts: a year is often wrong by one."""
    return [f"{year:04d}{day.isoformat()[4:]}" for year in (day.year - 1, day.year + 1)]


def sort_words(words: str, today: date) -> Told:
    """Sort one line: a name, then a birth or a number, then where they live, in any order.

    "shabana 1991 alderbank" is a name, a year and a street; "12 alderbank road" is a street.
    """
    said = words.split()
    references = [word for word in said if is_reference(word) and not _is_postcode(word)]
    said = [word for word in said if word not in references]
    told = _sort_rest(said, today)
    return replace(told, reference=" ".join(references))


def _sort_rest(said: list[str], today: date) -> Told:
    at, end = _street_at(said)
    if at == 0 and end < len(said):  # the street came first: the rest is read by itself
        rest = _sort_rest(said[end:], today)
        return replace(rest, street=" ".join([*said[:end], *rest.street.split()]))
    before, street = said[:at], said[at:]
    figures = _figures(before)
    if not figures:
        return Told(name=" ".join(before), street=" ".join(street))
    first, last = figures[0], figures[-1] + 1
    name, number, after = before[:first], " ".join(before[first:last]), before[last:]
    if name:  # what follows the figures is where they live
        street = [*after, *street]
    name = name or after
    if _is_phone(number, today):
        return Told(name=" ".join(name), street=" ".join(street), phone=number)
    if _is_date(number, today) or day_and_month(number):
        return Told(name=" ".join(name), born=number, street=" ".join(street))
    return Told(name=" ".join(name), street=" ".join([number, *street]))


def _figures(said: list[str]) -> list[int]:
    """Return the places of figures, and of the words that belong to them: "aged 35", "9 april"."""
    figures = {place for place, word in enumerate(said) if _is_figure(word)}
    for place, word in enumerate(said):
        plain = word.casefold().strip(",")
        before, after = place - 1 in figures, place + 1 in figures
        is_month = len(plain) >= _LEAST_OF_MONTH and month_number(plain) is not None
        if (
            (is_month and (before or after))
            or (plain in _BEFORE_FIGURES and after)
            or (plain in _AFTER_FIGURES and before)
        ):
            figures.add(place)
    return sorted(figures)


def _street_at(said: list[str]) -> tuple[int, int]:
    """Return where the first street or postcode begins, and the first place surely after it."""
    for place, word in enumerate(said):
        following = said[place + 1 : place + 2]
        if following and _is_postcode(f"{word} {following[0]}"):
            return place, place + 2
        if _is_postcode(word) or _HALF_A_POSTCODE.fullmatch(word):
            return place, place + 1
        goes_on = following and _begins_a_street(following[0])
        if _HOUSE.fullmatch(word) and goes_on and not _goes_before_figures(said[:place]):
            return place, _street_ends(said, place)
        if word.casefold() in _STREET_FOR_SURE:
            return max(0, place - 1), _street_ends(said, place - 1)
    return len(said), len(said)


def _goes_before_figures(said: list[str]) -> bool:
    """Say whether the last word is one of a birth or an age: "aged 35", "may 12"."""
    last = said[-1].casefold() if said else ""
    is_month = len(last) >= _LEAST_OF_MONTH and month_number(last) is not None
    return last in _BEFORE_FIGURES or is_month


def _street_ends(said: list[str], begins: int) -> int:
    """Return the place after "road" or the like; the end of the line where there is none."""
    ends = (
        place + 1
        for place, word in enumerate(said)
        if place > begins and word.casefold() in _STREET_FOR_SURE
    )
    end = next(ends, len(said))
    whole = end < len(said) and any(_is_postcode(" ".join(said[end : end + n])) for n in (1, 2))
    return len(said) if whole else end


def _begins_a_street(word: str) -> bool:
    """Say whether the word after a number goes on with a street, not with a date: "9 april"."""
    plain = word.casefold()
    other = plain in _AFTER_FIGURES or (len(plain) >= _LEAST_OF_MONTH and month_number(plain))
    return word[:1].isalpha() and not other


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
