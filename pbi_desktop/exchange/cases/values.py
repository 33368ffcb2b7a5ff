"""Days and amounts in cells, as teams write them: day first, always British."""

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.money import Amount, Frequency
from pbi_desktop.domain.money_words import read_money
from pbi_desktop.domain.people_words import Lean, read_date
from pbi_desktop.domain.times import PartialDate, Precision
from pbi_desktop.exchange.cases.words import shown

_FIRST_SERIAL_DAY = date(1899, 12, 30)
_ISO = re.compile(r"[12]\d{3}-\d{2}-\d{2}", re.ASCII)
_SERIAL = re.compile(r"([1-7]\d{4})(?:\.\d+)?", re.ASCII)
_TIME_OF_DAY = re.compile(r"[ T]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?: ?[ap]m)?Z?$", re.I)
_RELATIVE = re.compile(r"\b(?:days?|weeks?|fortnights?|months?|years?|ago|next|last|this)\b", re.I)
_FIGURES = re.compile(r"\d+", re.ASCII)
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_LONG_FRACTION = re.compile(r"([£\s-]*\d[\d,]*)\.(\d{4,20})", re.ASCII)
_YEAR_FIGURES = 4
_OLDEST = 130
_HOW = "Write it like 31/12/1990."


class ReadDay(NamedTuple):
    """A date that was read, or why it was not."""

    day: PartialDate | None
    fault: str = ""


class ReadAmount(NamedTuple):
    """An amount that was read, or why it was not; and whether it was rounded to pence."""

    amount: Amount | None
    fault: str = ""
    is_rounded: bool = False


@lru_cache(maxsize=65_536)
def read_day(text: str, today: date, lean: Lean) -> ReadDay:
    """Return the date of a cell; two figures for a year never mean a day to come.

    Only for reviews and ends (`Lean.COMING`) may they mean one, at most twenty years ahead.
    """
    plain = _TIME_OF_DAY.sub("", text.strip())
    try:
        if _ISO.fullmatch(plain):
            return _checked(text, PartialDate.of_day(date.fromisoformat(plain)), today, lean)
    except ValueError:
        pass  # no such day: the reader below finds the words
    serial = _SERIAL.fullmatch(plain)
    if serial:
        day = _FIRST_SERIAL_DAY + timedelta(days=int(serial[1]))
        return _checked(text, PartialDate.of_day(day), today, lean)
    if not _FIGURES.search(plain) or _RELATIVE.search(plain):
        return ReadDay(None, f"{shown(text)} is not a date. {_HOW}")
    if lean is not Lean.BIRTH and not _has_year(plain):
        return ReadDay(None, f"{shown(text)} has no year. {_HOW}")
    try:
        return _checked(text, read_date(plain, today, lean=lean), today, lean)
    except Invalid as invalid:
        return ReadDay(None, _fault(text, invalid.fields["date"]))


@lru_cache(maxsize=16_384)
def read_birth(text: str, today: date) -> ReadDay:
    """Return a date of birth, whole or in part, or roughly the year that an age comes to."""
    bare = text.strip()
    if bare.isascii() and bare.isdigit() and len(bare) < _YEAR_FIGURES and 0 < int(bare) < _OLDEST:
        return ReadDay(PartialDate.of_year(today.year - int(bare), about=True))
    return read_day(text, today, Lean.BIRTH)


@lru_cache(maxsize=256)
def read_age(text: str, today: date) -> ReadDay:
    """Return roughly the year that an age in whole years comes to."""
    bare = text.strip()
    if bare.isascii() and bare.isdigit() and len(bare) < _YEAR_FIGURES and int(bare) < _OLDEST:
        return ReadDay(PartialDate.of_year(today.year - int(bare), about=True))
    return ReadDay(None, f"{shown(text)} is not an age in whole years.")


@lru_cache(maxsize=16_384)
def read_amount(text: str) -> ReadAmount:
    """Return an amount in whole pence; a computed one with more decimals is rounded."""
    long = _LONG_FRACTION.match(text)
    plain = text
    if long:
        pence = Decimal(f"0.{long[2]}").quantize(Decimal("0.01"), ROUND_HALF_UP)
        pounds = re.sub(r"[^\d]", "", long[1])
        sign = "-" if "-" in long[1] else ""
        plain = f"{sign}{int(pounds) + pence}{text[long.end() :]}"
    try:
        return ReadAmount(read_money(plain), is_rounded=long is not None)
    except Invalid as invalid:
        return ReadAmount(None, f"{shown(text)}: {invalid.fields['amount']}")


@lru_cache(maxsize=1024)
def read_frequency(text: str) -> Frequency | None:
    """Return how often, in the words that stand after an amount; nothing where unclear."""
    try:
        return read_money(f"1 {text.replace('_', ' ')}").frequency
    except Invalid:
        return None


def _has_year(plain: str) -> bool:
    """Say whether a text with figures names a year: 31.12.90, Dec 1990, 311290."""
    figures = _FIGURES.findall(plain)
    if any(len(run) >= _YEAR_FIGURES for run in figures):
        return True
    return len(figures) >= (2 if _LETTERS.search(plain) else 3)


def _checked(text: str, read: PartialDate, today: date, lean: Lean) -> ReadDay:
    """Return the date, unless it cannot be meant."""
    if lean is not Lean.COMING and read.text > today.isoformat()[: len(read.text)]:
        return ReadDay(None, f"{shown(text)} is in the future. Check the year.")
    if lean is Lean.BIRTH and read.year < today.year - _OLDEST:
        return ReadDay(None, f"{shown(text)} is more than {_OLDEST} years ago. Check the year.")
    if lean is not Lean.BIRTH and read.precision is Precision.ABOUT:
        return ReadDay(None, f"{shown(text)} is not a day. {_HOW}")
    return ReadDay(read)


def _fault(text: str, said: str) -> str:
    """Return why a text is no date, in one or two sentences."""
    first = said.split(". ")[0].rstrip(".")
    if first.startswith("That is not a date"):
        return f"{shown(text)} is not a date. {_HOW}"
    if first.startswith("There is no"):
        return f"{shown(text)} is no day: t{said[1:]}"
    return f"{shown(text)}: {said}"
