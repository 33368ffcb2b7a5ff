"""The tour: the whole main job without a window, over real places where they are at hand.

(a) look for the person at the desk, (b) make person, household and case, (c) write the story
down once, (d) read the one case view, (e) read the network in words, (f) review the stage, record
an award and two visits to a group, (g) print the shared summary, (h) print the outcomes report.
"""

import os
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pbi_desktop.cli.failures import NotADemo
from pbi_desktop.cli.importing import as_json
from pbi_desktop.cli.saying import as_text, folder, keep
from pbi_desktop.domain.access import Purpose
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import NoteKind, ReferralKind, RiskState
from pbi_desktop.domain.gains import Evidence, GainCategory, GainNature, GainStatus
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.money import Frequency, Pence, say_pence
from pbi_desktop.domain.stages import LABELS, LifeDomain, RatingKind, Stage
from pbi_desktop.domain.times import london_day, system_clock
from pbi_desktop.services.case_rows import CaseNow, DomainRating, NewGain, NewNote
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.front_door_rows import Arrival, Match, Told
from pbi_desktop.services.import_rows import ImportReport, InputFile
from pbi_desktop.services.stores import (
    DemoWish,
    OpenedStore,
    is_demo,
    make_demo,
    open_store,
    remove_demo,
)

_PLACES = (
    "geo/oldham_postcodes_may2022.csv",
    "geo/oldham_lsoa_centroids.csv",
    "geo/oldham_codepoint_open_2025.csv",
    "geo/oldham_lookup_lsoa11_lsoa21_ltla22.csv",
)
_DIRECTORY = (
    "directory/gm_open_data/oldham_libraries.csv",
    "directory/gm_open_data/oldham_food_banks.csv",
)
_MANY_POSTCODES = 600


def take(out: Path) -> Iterator[str]:
    """Walk the main job and leave what it made in a folder; gives a line for each thing done."""
    folder(out)
    real = real_data()
    path = out / "tour.pbi"
    if path.exists():
        if not is_demo(path):
            raise NotADemo(str(path))
        remove_demo(path)
    rows = make_demo(path, DemoWish(real_postcodes=_real_postcodes(real)))
    yield f"Made an invented team: {rows:,} records in {path}"
    with open_store(path) as store:
        manager = store.sign_in()
        yield from _take_in(store, manager, real, out)
        yield from Tour(store, out).walk(manager)


def real_data() -> Path | None:
    """Return the folder of real public data, where there is one beside the project."""
    named = os.environ.get("PBI_REFERENCE_DATA", "")
    folder = Path(named) if named else Path(__file__).parents[3] / "shared" / "data"
    return folder if (folder / _PLACES[0]).is_file() else None


def _real_postcodes(real: Path | None) -> tuple[str, ...]:
    if real is None:
        return ()
    from pbi_desktop.exchange.places import read_places

    places = read_places((real / _PLACES[0]).read_bytes(), "postcodes").places
    live = [one.postcode for one in places.postcodes if one.live and one.postcode[:2] == "OL"]
    step = max(1, len(live) // _MANY_POSTCODES)
    return tuple(live[::step])


def _take_in(store: OpenedStore, actor: Actor, real: Path | None, out: Path) -> Iterator[str]:
    if real is None:
        yield "Real postcodes, libraries and food banks are not at hand: the demo's own are used."
        return
    imports = store.desk.imports
    for kind, names, take_in in (
        ("places", _PLACES, imports.places),
        ("directory", _DIRECTORY, imports.directory),
    ):
        there = [real / name for name in names if (real / name).is_file()]
        report = take_in(actor, [InputFile(path.name, path.read_bytes()) for path in there])
        keep(out / f"import-{kind}.json", as_text(as_json(report)))
        yield f"Took in {kind}: {_said(report)}"


def _said(report: ImportReport) -> str:
    return (
        f"{report.rows_in:,} rows in, {report.new:,} new records, {len(report.refused):,} refused, "
        f"{len(report.noticed):,} things noticed"
    )


class Tour:
    """One key worker's morning, and the manager's report after it."""

    def __init__(self, store: OpenedStore, out: Path) -> None:
        self._store = store
        self._desk: Desk = store.desk
        self._out = out
        self._today: date = london_day(system_clock())

    def walk(self, manager: Actor) -> Iterator[str]:
        """Do (a) to (h); gives a line for each."""
        worker = self._key_worker()
        known = self._known_person(worker)
        yield f"(a) {self._look_for(worker, known)}"
        case = self._arrive(worker)
        yield "(b) Nobody matched Imelda Quarmby: person, household and case made in one command"
        for letter, act in (
            ("c", self._story),
            ("d", self._case_view),
            ("e", self._network),
            ("f", self._review),
            ("g", self._summary),
        ):
            yield f"({letter}) {act(worker, case)}"
        yield f"(h) {self._outcomes(manager)}"

    def _key_worker(self) -> Actor:
        for one in self._store.workers():
            actor = Actor(one.id, one.login)
            if one.job == "Key worker" and self._desk.my_day.show(actor).cases:
                return actor
        raise LookupError("the demo has no key worker with cases")

    def _known_person(self, worker: Actor) -> str:
        return self._desk.my_day.show(worker).cases[0].person

    def _look_for(self, worker: Actor, name: str) -> str:
        misspelt = name[:-1] if len(name) > 4 else name
        result = self._desk.front_door.search(worker, Told(name=misspelt))
        best: Match = result.matches[0]
        agrees = ", ".join(f"{line.field}: {line.says}" for line in best.evidence[:2])
        return f"Looked for a person with the last letter missing: first match is right ({agrees})"

    def _arrive(self, worker: Actor) -> CaseId:
        door = self._desk.front_door
        told = door.read("Imelda Quarmby 9 4 1991")
        if any(match.name == "Imelda Quarmby" for match in door.search(worker, told).matches):
            raise LookupError("the demo has somebody of the tour's invented name")
        arrival = Arrival(
            site_id=door.sites(worker)[0].id,
            given_name="Imelda",
            family_name="Quarmby",
            born="9 4 1991",
            street="14 Featherstall Fold",
            postcode=self._a_postcode(),
            phone="07700 900461",
            reasons=("Money", "Home"),
            words="A letter says I must go to court about council tax.",
        )
        made = door.arrive(worker, arrival).made
        if made is None:
            raise LookupError("no case was made")
        return CaseId(made)

    def _a_postcode(self) -> str:
        real = real_data()
        return _real_postcodes(real)[0] if real else "OL99 1AA"

    def _story(self, worker: Actor, case: CaseId) -> str:
        work = self._desk.casework
        story = (
            "Came in with a summons for council tax, unopened for two weeks. Hours at work were "
            "cut in September. Rent is paid. Sleeps badly. Her sister rings on Sundays."
        )
        work.write_note(worker, case, NewNote(story, NoteKind.STORY))
        work.say_what_matters(
            worker, case, "No more letters I am afraid to open.", "Go slowly", "Ring before nine"
        )
        work.record_risk(worker, case, RiskState.NONE_KNOWN)
        need = work.add_need(worker, case, LifeDomain.MONEY, "Council tax summons").made
        if need is None:
            raise LookupError("no need was made")
        work.add_goal(worker, need, "Pay what I can and keep my home", 9)
        work.add_step(worker, case, "Ring council tax about the summons", self._today)
        work.add_step(worker, case, "Go to the first session together", _in_days(self._today, 5))
        baseline = (
            DomainRating(LifeDomain.OVERALL, Stage.NOT_COPING, Stage.NOT_COPING, "Unopened post"),
            DomainRating(LifeDomain.MONEY, Stage.CRISIS, Stage.NOT_COPING),
            DomainRating(LifeDomain.CONNECTION, Stage.NOT_COPING),
        )
        self._desk.reviews.rate(worker, case, baseline, RatingKind.BASELINE)
        return "The story written down once, with what matters, safety, a goal and two steps"

    def _case_view(self, worker: Actor, case: CaseId) -> str:
        self._desk.cases.opened(worker, case)
        now: CaseNow = self._desk.cases.now(worker, case)
        keep(self._out / "case-now.json", as_text(_plain(now)))
        return (
            f"One case view: {len(now.helpers)} working with her, {len(now.steps)} steps, "
            f"{len(now.latest)} entries in the story (case-now.json)"
        )

    def _network(self, worker: Actor, case: CaseId) -> str:
        outline = self._desk.cases.network(worker, case)
        lines = []
        for section in outline.sections:
            lines += [f"{section.title} ({section.count})"]
            lines += [f"  {line.spoken}" for line in section.lines] or [f"  {section.empty}"]
        text = "\n".join([*lines, *outline.fragile]) + "\n"
        keep(self._out / "network.txt", text)
        return f"The network in words: {len(outline.sections)} sections (network.txt)"

    def _review(self, worker: Actor, case: CaseId) -> str:
        reviews = self._desk.reviews
        better = (
            DomainRating(
                LifeDomain.OVERALL, Stage.COPING, Stage.COPING, "Opens post with help; plan holds"
            ),
            DomainRating(LifeDomain.MONEY, Stage.NOT_COPING, Stage.COPING),
        )
        reviews.rate(worker, case, better, RatingKind.REVIEW)
        award = NewGain(
            what="Council tax support",
            category=GainCategory.BENEFIT,
            nature=GainNature.RECURRING,
            status=GainStatus.CONFIRMED,
            amount=Pence(1967),
            frequency=Frequency.WEEKLY,
            start=self._today,
            evidence=Evidence.AWARD_LETTER,
        )
        reviews.record_gain(worker, case, award)
        group = self._desk.cases.groups(worker, case)[0]
        reviews.refer(worker, case, group.id, ReferralKind.REFERRAL, agreed=True)
        visits: list[Callable[[], Any]] = [
            lambda: reviews.attended(worker, case, group.id, _in_days(self._today, -2), came=True),
            lambda: reviews.attended(worker, case, group.id, _in_days(self._today, -1), came=True),
        ]
        said = [visit().done for visit in visits]
        now = self._desk.cases.now(worker, case)
        gained = say_pence(now.money.confirmed_a_year) if now.money else "nothing"
        stage = LABELS[now.journey.points[-1].stage].lower()
        return f"Stage rated again ({stage}); award confirmed, {gained} a year; {said[-1].lower()}"

    def _summary(self, worker: Actor, case: CaseId) -> str:
        reference = self._desk.cases.header(worker, case).reference
        made = []
        for agency in self._desk.reports.agencies(worker):
            report = self._desk.reports.case_summary(
                worker, reference, agency.name, Purpose.DIRECT_SUPPORT
            )
            name = f"case-summary-{agency.kind.value}"
            keep(self._out / f"{name}.html", report.html)
            keep(self._out / f"{name}.json", report.json)
            made.append(agency.kind.value)
        return f"Shared summary for {', '.join(made)}: each holds only what that agency may receive"

    def _outcomes(self, manager: Actor) -> str:
        report = self._desk.reports.outcomes(manager)
        keep(self._out / "outcomes.html", report.html)
        keep(self._out / "outcomes.json", report.json)
        return f"Outcomes report of all sites (outcomes.html, outcomes.json). {report.sentence}"


def _in_days(day: date, days: int) -> date:
    return day + timedelta(days=days)


def _plain(value: Any) -> Any:
    """Return frozen rows as JSON can hold them."""
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value
