"""Money: whole pence, how often it comes, and how it is said."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

Pence = NewType("Pence", int)

_MINUS = "\u2212"
_PENCE_IN_POUND = 100


class Frequency(StrEnum):
    """How often an amount comes."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    FOUR_WEEKLY = "four_weekly"
    MONTHLY = "monthly"
    ANNUAL = "annual"
    ONE_OFF = "one_off"

    @property
    def times_a_year(self) -> int:
        """How many payments a year counts; a one-off is counted once and never annualised."""
        return _TIMES_A_YEAR[self]

    @property
    def words(self) -> str:
        """How the frequency is said after an amount: "a week"."""
        return _WORDS[self]


_TIMES_A_YEAR = {
    Frequency.WEEKLY: 52,
    Frequency.FORTNIGHTLY: 26,
    Frequency.FOUR_WEEKLY: 13,
    Frequency.MONTHLY: 12,
    Frequency.ANNUAL: 1,
    Frequency.ONE_OFF: 1,
}
_WORDS = {
    Frequency.WEEKLY: "a week",
    Frequency.FORTNIGHTLY: "a fortnight",
    Frequency.FOUR_WEEKLY: "every four weeks",
    Frequency.MONTHLY: "a month",
    Frequency.ANNUAL: "a year",
    Frequency.ONE_OFF: "one-off",
}


@dataclass(frozen=True)
class Amount:
    """An amount as it was said: pence, and how often where that was said too."""

    pence: Pence
    frequency: Frequency | None = None

    @property
    def yearly(self) -> Pence | None:
        """What it comes to in a year; nothing where it is one-off or how often is not known."""
        if self.frequency is None or self.frequency is Frequency.ONE_OFF:
            return None
        return Pence(self.pence * self.frequency.times_a_year)


def say_pence(pence: int) -> str:
    """Return an amount for people: "£1,023", "£81.90", with a real minus sign."""
    pounds, rest = divmod(abs(pence), _PENCE_IN_POUND)
    sign = _MINUS if pence < 0 else ""
    return f"{sign}£{pounds:,}" + (f".{rest:02d}" if rest else "")


def say_amount(amount: Amount) -> str:
    """Return an amount with how often it comes: "£81.90 a week"."""
    said = say_pence(amount.pence)
    return f"{said} {amount.frequency.words}" if amount.frequency else said
