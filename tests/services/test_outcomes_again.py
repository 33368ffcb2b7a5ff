"""Every figure of the demo's outcomes report, counted again from raw rows by another hand."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.outcomes import Period
from pbi_desktop.domain.times import london_day, system_clock
from pbi_desktop.services.stores import OpenedStore, open_store
from tests.cli.demo_store import copied, raw, template, worker_of
from tests.services import plain_count


@pytest.fixture(scope="module")
def demo() -> Iterator[tuple[OpenedStore, Actor]]:
    """Open the demo as its manager."""
    with open_store(template()) as store:
        yield store, worker_of(store, "Team manager")


@pytest.fixture(scope="module")
def file(demo: tuple[OpenedStore, Actor]) -> plain_count.File:
    """Read the rows of the demo."""
    with raw(template()) as connection:
        return plain_count.read(connection)


def figures(
    store: OpenedStore,
    actor: Actor,
    first: date | None = None,
    last: date | None = None,
    *,
    site: str = "",
    shared: bool = False,
) -> dict[str, Any]:
    """Return the figures of the report's JSON."""
    made = store.desk.reports.outcomes(actor, first, last, site, shared=shared)
    found: dict[str, Any] = json.loads(made.json)
    return found


def agree(report: dict[str, Any], again: dict[str, Any]) -> None:
    """Fail where any figure of the report is not the one counted again."""
    assert [one["id"] for one in report["measures"]] == list(again["measures"])
    for one in report["measures"]:
        other = again["measures"][one["id"]]
        left = {why: count for why, count in one["left_out"].items() if count}
        assert left == other["left_out"], one["id"]
        for name in ("n", "N", "percent", "low", "high"):
            assert one[name] == other[name], (one["id"], name)
    assert report["transitions"]["counts"] == again["transitions"]
    for name, column in again["time_to_adapted"].items():
        assert report["time_to_adapted"][name] == pytest.approx(column, abs=1e-6), name
    assert report["money"] == again["money"]


def count_of(file: plain_count.File, report: dict[str, Any], site: bytes | None = None) -> Any:
    """Count the period of a report again."""
    first, last = (date.fromisoformat(report["period"][end]) for end in ("from", "to"))
    today = date.fromisoformat(report["filter"]["counted_on"])
    return plain_count.count(file, first, last, today, site)


def test_the_whole_report_agrees_with_a_second_count(
    demo: tuple[OpenedStore, Actor], file: plain_count.File
) -> None:
    report = figures(*demo)
    agree(report, count_of(file, report))
    close = report["measures"][1]
    assert close["n"] >= 5, "the demo must have something to count"
    assert report["measures"][0]["N"] > 100


@pytest.mark.parametrize("years_back", [0, 1, 2])
def test_each_financial_year_agrees(
    demo: tuple[OpenedStore, Actor], file: plain_count.File, years_back: int
) -> None:
    year = london_day(system_clock()).year - years_back
    report = figures(*demo, date(year - 1, 4, 1), date(year, 3, 31))
    agree(report, count_of(file, report))


def test_each_site_agrees(demo: tuple[OpenedStore, Actor], file: plain_count.File) -> None:
    with raw(template()) as connection:
        sites = connection.execute("SELECT name, id FROM sites").fetchall()
    assert len(sites) > 1
    whole = 0
    for name, key in sites:
        report = figures(*demo, site=name)
        agree(report, count_of(file, report, key))
        whole += report["measures"][0]["N"] + report["measures"][0]["left_out"]["duplicate"]
    assert whole == len(file.cases)


def test_a_shared_copy_has_the_same_figures_or_none(
    demo: tuple[OpenedStore, Actor], file: plain_count.File
) -> None:
    report = figures(*demo, shared=True)
    again = count_of(file, report)
    shown = 0
    for one in report["measures"]:
        other = again["measures"][one["id"]]
        for name in ("n", "N", "percent", "low", "high"):
            assert one[name] in (None, other[name]), (one["id"], name)
        for why, count in one["left_out"].items():
            assert count in (None, other["left_out"].get(why, 0))
            assert count not in (1, 2, 3, 4)
            shown += count is not None
    for row, other_row in zip(report["transitions"]["counts"], again["transitions"], strict=True):
        assert all(a in (None, b) for a, b in zip(row, other_row, strict=True))
        assert not {1, 2, 3, 4} & {cell for cell in row if cell is not None}
    assert shown > 5
    assert report["money"]["highest_gain_pence"] is None


def test_the_screen_has_the_figures_of_the_report(
    demo: tuple[OpenedStore, Actor], file: plain_count.File
) -> None:
    store, actor = demo
    page = store.desk.outcomes.show(actor)
    period: Period = page.asked.period
    again = plain_count.count(file, period.first, period.last, page.result.question.as_at)
    for one in page.result.measures:
        other = again["measures"][one.id.value]
        assert (one.n, one.N) == (other["n"], other["N"])
    assert [step.cases for step in page.result.funnel][-2:] == [
        again["measures"]["adapted_at_close"]["N"],
        again["measures"]["adapted_at_close"]["n"],
    ]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE stage_ratings SET stage = 0 WHERE id = (SELECT id FROM stage_ratings"
        " WHERE kind = 'closing' AND domain = 'overall' AND stage = 3 LIMIT 1)",
        "UPDATE gains SET amount = amount + 100 WHERE id = (SELECT id FROM gains"
        " WHERE status = 'confirmed' AND nature = 'recurring' LIMIT 1)",
        "UPDATE cases SET closure_reason = 'duplicate' WHERE id = (SELECT id FROM cases"
        " WHERE closure_reason = 'outcomes_met' LIMIT 1)",
    ],
)
def test_one_changed_row_makes_the_two_counts_differ(
    file: plain_count.File, tmp_path: Path, change: str
) -> None:
    path = copied(tmp_path / "changed.pbi")
    with raw(path) as connection:
        connection.execute(change)
        connection.commit()
        changed = plain_count.read(connection)
    with open_store(path) as store:
        report = figures(store, worker_of(store, "Team manager"))
    agree(report, count_of(changed, report))
    with pytest.raises(AssertionError):
        agree(report, count_of(file, report))
