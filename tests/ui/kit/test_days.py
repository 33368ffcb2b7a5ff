"""A day is read forgivingly, said back with its weekday, or asked for with an example."""

from datetime import date

from pbi_desktop.domain.people_words import Lean
from pbi_desktop.ui.kit.days import day_reader, late_by

TODAY = date(2026, 11, 21)


def test_a_whole_day_is_said_back_and_less_is_asked_for() -> None:
    read = day_reader(lambda: TODAY, Lean.COMING, "1 mar 2027")
    found = read("in 2 days")
    assert (found.value, found.echo) == (date(2026, 11, 23), "Read as Monday 23 November 2026")
    month = read("march 2027")
    assert (month.value, month.problem) == (None, "Say the day too, like 1 mar 2027.")


def test_one_day_is_no_days() -> None:
    assert (late_by(1), late_by(1200)) == ("late by 1 day", "late by 1,200 days")
