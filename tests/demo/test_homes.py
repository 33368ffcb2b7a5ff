"""The cast lives somewhere, owes something, and has days that must not be missed."""

from datetime import date, timedelta

from pbi_desktop.domain.debts import PRIORITY
from pbi_desktop.domain.housing import DebtKind, KeyDateState
from pbi_desktop.domain.pressing import PRESSING_DAYS
from tests.demo.reading import NOW, small_team


def test_some_dates_are_near_some_have_passed_and_each_says_what_is_lost() -> None:
    dates, today = small_team()["key_dates"], NOW.date()
    coming: list[date] = [row["on_day"] for row in dates if row["state"] == KeyDateState.COMING]
    assert any(today <= day <= today + timedelta(days=PRESSING_DAYS) for day in coming)
    assert min(coming) < today
    assert max(coming) > today + timedelta(days=PRESSING_DAYS)
    assert all(row["consequence"] for row in dates)
    assert any(row["outcome"] for row in dates if row["state"] == KeyDateState.KEPT)


def test_debts_of_both_sorts_are_owed_by_open_cases_alone() -> None:
    tables = small_team()
    kinds = {DebtKind(str(row["debt_kind"])) for row in tables["debts"]}
    assert kinds & PRIORITY
    assert kinds - PRIORITY
    still_open = {row["id"] for row in tables["cases"] if row["closed_on"] is None}
    for table in ("tenancies", "debts", "key_dates", "going_along"):
        assert tables[table]
        assert {row["case_id"] for row in tables[table]} <= still_open
