"""Readers for the date fields of the case: forgiving, and always said back. No Qt."""

from collections.abc import Callable
from datetime import date

from pbi_desktop.domain.calendar_words import MONTH_NAMES
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.money import Amount, say_amount, say_pence
from pbi_desktop.domain.people_words import Lean, read_money
from pbi_desktop.domain.time_words import Moment, read_moment, say_moment, say_time
from pbi_desktop.ui.kit.ports import Reading
from pbi_desktop.ui.kit.readings import reading

MomentReader = Callable[[str], Reading[Moment]]


def moment_reader(today: Callable[[], date]) -> MomentReader:
    """Return a reader for when something happened: "tue at 2", "yesterday"; never to come."""

    def read(text: str) -> Moment:
        moment = read_moment(text, today(), lean=Lean.PAST)
        if moment.day > today():
            raise Invalid(
                {"date": f"{say_moment(moment)} is yet to come. What is planned is a /step."}
            )
        return moment

    return reading(read, lambda moment: f"Read as {say_moment(moment)}")


def coming_reader(today: Callable[[], date]) -> MomentReader:
    """Return a reader for a day to come, perhaps with its hour: "tue", "12 nov at 10"."""
    return reading(
        lambda text: read_moment(text, today(), lean=Lean.COMING),
        lambda moment: f"Read as {say_moment(moment)}",
    )


def meeting_reader(today: Callable[[], date]) -> MomentReader:
    """Return a reader for a day and its hour, gone or to come: "tue at 10"."""

    def read(text: str) -> Moment:
        moment = read_moment(text, today(), lean=Lean.NEAREST)
        if moment.at is None:
            raise Invalid({"date": "Say the hour too, like tue at 10."})
        return moment

    return reading(read, lambda moment: f"Read as {say_moment(moment)}")


def short_moment(moment: Moment) -> str:
    """Return a moment in few letters, so that it reads back: "17 Nov 2026, 14:00"."""
    day = f"{moment.day.day} {MONTH_NAMES[moment.day.month - 1][:3]} {moment.day.year}"
    return day if moment.at is None else f"{day}, {say_time(moment.at)}"


def amount_reader() -> Callable[[str], Reading[Amount]]:
    """Return a reader for an amount: it echoes what it comes to in a year."""
    return reading(read_money, _echo_amount)


def _echo_amount(amount: Amount) -> str:
    said = f"Read as {say_amount(amount)}"
    return said if amount.yearly is None else f"{said}: {say_pence(amount.yearly)} a year"
