"""The Outcomes section: each number has its cases, and nobody counts what they may not see."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.access import AgencyKind, Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import PbiError
from pbi_desktop.domain.outcomes import CountedIn, InMeasure, InRoute, LeftOut, MeasureId, Part
from pbi_desktop.domain.phases import Phase
from pbi_desktop.domain.stages import SCALE_ID, SCALE_VERSION, LifeDomain, RatingKind, Stage
from pbi_desktop.models import StageRating
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.outcome_export import CannotSave, export, save_all
from pbi_desktop.services.outcome_rows import OutcomesPage
from pbi_desktop.services.outcomes import period_choices
from pbi_desktop.services.stores import OpenedStore, open_store
from tests.cli.demo_store import template, worker_of
from tests.support.world import CaseMade, World

LAST_YEAR = date(2025, 6, 2)


class Enough(PbiError):
    """Somebody stopped the count."""


@pytest.fixture(scope="module")
def demo() -> Iterator[OpenedStore]:
    with open_store(template()) as store:
        yield store


def rate(world: World, actor: Actor, case: CaseMade, stage: Stage, kind: RatingKind) -> None:
    world.add(
        actor,
        StageRating(
            case_id=case.id,
            subject_id=case.subject,
            category=Category.CORE,
            domain=LifeDomain.OVERALL,
            kind=kind,
            stage=stage,
            rated_on=LAST_YEAR,
            rated_by=actor.worker,
            agency_id=world.agency(AgencyKind.COUNCIL),
            scale_id=SCALE_ID,
            scale_version=SCALE_VERSION,
        ),
    )


def numbers(page: OutcomesPage) -> Iterator[tuple[int, CountedIn]]:
    for chart in (page.funnel, page.measures, page.moves):
        for line in chart.lines if chart else ():
            for number in line.numbers:
                yield number.count, number.where
        for _key, found in chart.spots if chart else ():
            for number in found:
                yield number.count, number.where


@pytest.mark.parametrize("job", ["Team manager", "Police constable"])
def test_every_number_lists_exactly_as_many_cases_as_it_says(demo: OpenedStore, job: str) -> None:
    actor = worker_of(demo, job)
    page = demo.desk.outcomes.show(actor)
    checked = 0
    for said, where in list(numbers(page))[::5]:
        found = demo.desk.outcomes.cases_behind(actor, page, where)
        assert (found.count, found.hidden, found.same) == (said, 0, True)
        assert len({case.case_id for case in found.cases}) == said
        checked += 1
    assert checked > 3


def test_a_spot_of_a_chart_leads_to_the_numbers_of_its_line(demo: OpenedStore) -> None:
    page = demo.desk.outcomes.show(worker_of(demo, "Team manager"))
    assert page.moves is not None
    for chart in (page.funnel, page.funnel_narrow, page.measures):
        assert [spot.key for spot in chart.figure.scene.spots] == [key for key, _ in chart.spots]
    moves = dict(page.moves.spots)
    for spot in page.moves.figure.scene.spots:
        (first, *bands) = moves[spot.key]
        assert isinstance(first.where, InRoute)
        assert f": {first.count} case" in spot.said
        assert sum(band.count for band in bands) == first.count
    spots = dict(page.funnel.spots)
    assert spots["step:adapted"][0].count == page.result.measure(MeasureId.ADAPTED_AT_CLOSE).n


def test_without_another_wish_the_last_two_financial_years_are_counted(demo: OpenedStore) -> None:
    page = demo.desk.outcomes.show(worker_of(demo, "Team manager"))
    assert page.asked.period == page.periods[0].period
    assert page.headline
    assert "no comparison group, so this is not proof of cause" in page.under


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.none() | st.dates())
@settings(max_examples=40)
def test_a_period_always_ends_by_today_and_the_two_years_meet_this_one(
    today: date, first: date | None
) -> None:
    two, last, this, everything = (one.period for one in period_choices(today, first))
    assert two.first.year + 2 == this.first.year
    assert two.last == last.last == this.first - timedelta(days=1)
    assert last.first.year == this.first.year - 1
    assert (this.first.month, this.first.day) == (4, 1)
    assert this.first <= today == this.last == everything.last
    assert today - this.first < timedelta(days=366)
    assert everything.first <= today


def test_a_case_of_which_only_the_name_may_be_seen_is_not_counted(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah], opened_on=LAST_YEAR, phase=Phase.PLANNED)
    rate(world, leah, case, Stage.CRISIS, RatingKind.BASELINE)
    world.agree(AgencyKind.HOUSING, Category.IDENTITY)
    hari = world.worker("hari", None, AgencyKind.HOUSING)
    world.join(case, hari)
    assert desk.outcomes.show(leah).result.cases_in_period == 1
    assert desk.outcomes.show(hari).result.cases_in_period == 0


def test_hidden_money_is_left_out_and_said_and_never_taken_for_no_talk_about_money(
    world: World, desk: Desk
) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah], opened_on=LAST_YEAR, phase=Phase.PLANNED)
    rate(world, leah, case, Stage.CRISIS, RatingKind.BASELINE)
    world.agree(AgencyKind.HOUSING, Category.IDENTITY, Category.CORE)
    hari = world.worker("hari", None, AgencyKind.HOUSING)
    world.join(case, hari)
    page = desk.outcomes.show(hari)
    measure = page.result.measure(MeasureId.BETTER_OFF_CONFIRMED)
    assert (measure.left_out[LeftOut.MONEY_HIDDEN], measure.N) == (1, 0)
    assert measure.left_out[LeftOut.MONEY_NOT_ASSESSED] == 0
    assert page.money == "What households gained is hidden from whoever counted."
    assert any("may be hidden, so n may be higher" in note for note in page.notes)
    own = desk.outcomes.show(leah).result.measure(MeasureId.BETTER_OFF_CONFIRMED)
    assert own.left_out[LeftOut.MONEY_HIDDEN] == 0


def test_a_list_says_when_the_records_are_no_longer_those_that_were_counted(
    world: World, desk: Desk
) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah], opened_on=LAST_YEAR, phase=Phase.PLANNED)
    page = desk.outcomes.show(leah)
    everybody = InMeasure(MeasureId.TOOK_PART, Part.N_ALL)
    assert desk.outcomes.cases_behind(leah, page, everybody).same
    rate(world, leah, case, Stage.CRISIS, RatingKind.BASELINE)
    found = desk.outcomes.cases_behind(leah, page, everybody)
    assert not found.same
    assert [one.case_id for one in found.cases] == [case.id]
    assert found.cases[0].stage is Stage.CRISIS


def test_a_count_tells_how_far_it_is_and_can_be_stopped(demo: OpenedStore) -> None:
    actor = worker_of(demo, "Team manager")
    told: list[tuple[int, int]] = []
    demo.desk.outcomes.show(actor, told=lambda done, of: told.append((done, of)))
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1] // 2 > 50
    assert [done for done, _ in told] == sorted(done for done, _ in told)

    def stop(_done: int, _of: int) -> None:
        raise Enough

    with pytest.raises(Enough):
        demo.desk.outcomes.show(actor, told=stop)
    assert demo.desk.outcomes.show(actor).result.cases_in_period


def test_a_report_is_saved_in_every_form_and_a_shared_one_without_the_highest_gain(
    demo: OpenedStore, tmp_path: Path
) -> None:
    actor = worker_of(demo, "Team manager")
    page = demo.desk.outcomes.show(actor)
    for shared in (False, True):
        paths = export(demo.desk.reports, actor, page, tmp_path / "new", shared=shared)
        assert {path.suffix for path in paths} >= {".html", ".json"}
        assert all(path.stat().st_size for path in paths)
        html = next(path for path in paths if path.suffix == ".html").read_text("utf-8")
        assert ("Highest gain" in html) is not shared
    left = {path.name for path in (tmp_path / "new").iterdir()}
    assert not [name for name in left if name.startswith(".")]


def test_where_a_folder_takes_no_file_nothing_is_left_behind(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder", "utf-8")
    with pytest.raises(CannotSave) as failure:
        save_all(tmp_path / "taken", {"a.html": b"x"})
    assert failure.value.folder.endswith("taken")
    (tmp_path / "b.json").mkdir()
    (tmp_path / "b.json" / "kept").write_text("x", "utf-8")
    with pytest.raises(CannotSave):
        save_all(tmp_path, {"a.html": b"x", "b.json": b"y"})
    assert {path.name for path in tmp_path.iterdir()} == {"taken", "b.json"}
