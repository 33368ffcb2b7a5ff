"""Readers for the date fields of the case: forgiving, and always said back. No Qt."""

from collections.abc import Callable
from datetime import date

from pbi_desktop.domain.calendar_words import DAY_NAMES
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.money import Amount, say_amount, say_pence
from pbi_desktop.domain.people_words import Lean, read_date, read_money, say_date
from pbi_desktop.ui.kit.ports import Reading
from pbi_desktop.ui.kit.readings import reading

DayReader = Callable[[str], Reading[date]]


def day_reader(today: Callable[[], date], lean: Lean) -> DayReader:
    """Return a reader for a field that needs a whole day: "tue", "in 2 weeks", "12 nov"."""

    def read(text: str) -> date:
        found = read_date(text, today(), lean=lean).day
        if found is None:
            raise Invalid({"date": "Say the day too, like 12 nov or in 2 weeks."})
        return found

    return reading(read, _echo_day)


def amount_reader() -> Callable[[str], Reading[Amount]]:
    """Return a reader for an amount: it echoes what it comes to in a year."""
    return reading(read_money, _echo_amount)


def _echo_day(day: date) -> str:
    return f"Read as {DAY_NAMES[day.weekday()]} {say_date(day)}"


def _echo_amount(amount: Amount) -> str:
    said = f"Read as {say_amount(amount)}"
    return said if amount.yearly is None else f"{said}: {say_pence(amount.yearly)} a year"
