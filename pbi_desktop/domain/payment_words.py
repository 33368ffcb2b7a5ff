"""Money with its days, in one line: "81.90 a week from 12 nov until end of march"."""

import re
from dataclasses import dataclass
from datetime import date

from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.money import Amount, say_amount
from pbi_desktop.domain.money_words import read_money
from pbi_desktop.domain.people_words import Lean, read_date, say_date

_MOST_WORDS = 5
_FROM = re.compile(r"\b(?:from|since|starting)\s+((?:\S+\s*){1,5})", re.I)
_UNTIL = re.compile(r"\b(?:until|till|to|ending)\s+((?:\S+\s*){1,5})", re.I)


@dataclass(frozen=True)
class Payment:
    """An amount, and the days from and until which it is paid where they were said."""

    amount: Amount
    start: date | None = None
    end: date | None = None


def read_payment(text: str, today: date, field: str = "amount") -> Payment:
    """Return the amount and its days; refuses what is not plain with one sentence."""
    rest, end = take_day(text, today, until=True)
    rest, start = take_day(rest, today, until=False)
    for shape in (_FROM, _UNTIL):
        left = shape.search(rest)
        if left is not None:  # words for a day that could not be read, or not without a doubt
            read_date(left[1], today, lean=Lean.NEAREST, field=field)
            raise Invalid({field: "Say the whole day, like 12 nov 2026."})
    if start is not None and end is not None and end < start:
        raise Invalid({field: "It ends before it starts. Check both days."})
    return Payment(read_money(rest, field), start, end)


def say_payment(payment: Payment) -> str:
    """Return money with its days for people: "£81.90 a week from 12 November 2026"."""
    start = f" from {say_date(payment.start)}" if payment.start else ""
    end = f" until {say_date(payment.end)}" if payment.end else ""
    return f"{say_amount(payment.amount)}{start}{end}"


def take_day(words: str, today: date, *, until: bool) -> tuple[str, date | None]:
    """Return the words without a day after "from" (or "until"), and that day.

    A day without its year is the near one, and none where either may be meant.
    """
    for found in (_UNTIL if until else _FROM).finditer(words):
        tail = found[1].split()
        for count in range(min(len(tail), _MOST_WORDS), 0, -1):
            day = _day(" ".join(tail[:count]), today, Lean.COMING if until else Lean.NEAREST)
            if day is not None:
                left = [words[: found.start()], *tail[count:], words[found.end() :]]
                return " ".join(" ".join(left).split()), day
    return words, None


def _day(words: str, today: date, lean: Lean) -> date | None:
    """Return a whole day; a number alone is none, since it may be an amount."""
    if words.isdecimal():
        return None
    try:
        return read_date(words, today, lean=lean).day
    except Invalid:
        return None
