"""The walk of the tour: what one key worker does in six weeks, and the manager's report after."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from pbi_desktop.cli.saying import as_text, keep
from pbi_desktop.domain.access import Purpose
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.approaches import SafeNow, Urgency, say_days
from pbi_desktop.domain.casework import NoteKind, ReferralKind, RiskState
from pbi_desktop.domain.errors import NothingAgreed
from pbi_desktop.domain.gains import Evidence, GainCategory, GainNature, GainStatus
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.money import Frequency, Pence, say_pence
from pbi_desktop.domain.scene import Scene
from pbi_desktop.domain.sharing_errors import SecondPersonNeeded
from pbi_desktop.domain.stages import LABELS, LifeDomain, RatingKind, Stage
from pbi_desktop.domain.times import london_day
from pbi_desktop.services.approach_rows import ContactFacts
from pbi_desktop.services.case_rows import CaseNow, DomainRating, NewGain, NewNote
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.front_door_rows import Arrival
from pbi_desktop.services.stores import OpenedStore

Paint = Callable[[Scene], bytes]


class TourClock:
    """Six weeks in a moment: it moves on when the tour says so, and ends today."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def __call__(self) -> datetime:
        """Return what time it is; each look takes a second."""
        self._now += timedelta(seconds=1)
        return self._now

    def forward(self, days: int) -> date:
        """Let days go by; returns the day it is then."""
        self._now += timedelta(days=days)
        return london_day(self._now)

    @property
    def today(self) -> date:
        """The day it is."""
        return london_day(self._now)


class Walk:
    """Six weeks of one key worker with one resident, and the manager's report after them."""

    def __init__(
        self, store: OpenedStore, out: Path, clock: TourClock, postcode: str, paint: Paint
    ) -> None:
        self._store = store
        self._paint = paint
        self._postcode = postcode
        self._desk: Desk = store.desk
        self._out = out
        self._clock = clock

    def go(self, manager: Actor) -> Iterator[str]:
        """Do (a) to (h); gives a line for each."""
        worker = self._key_worker()
        known = self._desk.my_day.show(worker).cases[0]
        yield f"(a) {self._look_for(worker, known.person)}. {self._who_else(manager)}"
        case = self._arrive(worker)
        yield "(b) Nobody matched Imelda Quarmby: person, household and case made in one command"
        yield f"(c) {self._story(worker, case)}"
        yield f"(d) {self._case_view(worker, case)}"
        yield f"(e) {self._network(worker, known.case_id)}"
        yield f"(f) {self._six_weeks(worker, case)}"
        yield f"(g) {self._summaries(worker, case, manager)}"
        yield f"(h) {self._outcomes(manager)}"

    def _key_worker(self) -> Actor:
        for one in self._store.workers():
            actor = Actor(one.id, one.login)
            if one.job == "Key worker" and self._desk.my_day.show(actor).cases:
                return actor
        raise LookupError("the demo has no key worker with cases")

    def _look_for(self, worker: Actor, name: str) -> str:
        misspelt = name[:-1] if len(name) > 4 else name
        words = misspelt.split()
        turned = " ".join(dict.fromkeys((words[-1], words[0])))
        door = self._desk.front_door
        matches = door.search(worker, door.read(turned)).matches
        place = [match.name for match in matches].index(name) + 1
        said = [line for line in matches[place - 1].evidence if line.told]
        why = ", ".join(f"{line.field}: {line.says}" for line in said)
        return (
            "Looked for somebody by family name first, a letter missing: match "
            f"{place} of {len(matches)} is right ({why})"
        )

    def _who_else(self, worker: Actor) -> str:
        """Say who waits, and who may be on record twice."""
        waiting = self._desk.waiting.list(worker)
        pairs = self._desk.duplicates.likely(worker)
        first = min(waiting, key=lambda line: line.at, default=None)
        longest = say_days(first.days, calendar=first.calendar) if first else "no day"
        return (
            f"For the manager: {len(waiting)} who wait to be seen to, the longest for {longest}, "
            f"and {len(pairs)} likely to be on record twice"
        )

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
            postcode=self._postcode,
            phone="07700 900461",
            reasons=("Money", "Home"),
            words="A letter says I must go to court about council tax.",
        )
        came = ContactFacts(urgency=Urgency.SOON, safe_now=SafeNow.SAFE, consent_told=True)
        made = door.arrive(worker, arrival, came).made
        if made is None:
            raise LookupError("no case was made")
        return CaseId(made)

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
        today = self._clock.today
        work.add_step(worker, case, "Ring council tax about the summons", today)
        work.add_step(worker, case, "Go to the first session together", today + timedelta(days=5))
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

    def _network(self, worker: Actor, known: CaseId) -> str:
        """Draw the network of somebody who has been known for longer."""
        printed = self._desk.prints.print_case(worker, known)
        outline = printed.picture.outline
        lines = []
        for section in outline.sections:
            lines += [f"{section.title} ({section.count})"]
            lines += [f"  {line.spoken}" for line in section.lines] or [f"  {section.empty}"]
        keep(self._out / "network.txt", "\n".join([*lines, *outline.fragile]) + "\n")
        keep(self._out / "network.pdf", printed.as_pdf())
        keep(self._out / "network.png", self._paint(printed.marked_scene()))
        keep(self._out / "network.json", printed.as_json())
        said = sum(len(section.lines) for section in outline.sections)
        return (
            f"The network of somebody known for longer, drawn and in words: {said} ties "
            "(network.pdf, network.png, network.json, network.txt)"
        )

    def _six_weeks(self, worker: Actor, case: CaseId) -> str:
        """Refer to a group, visit it twice, hear of an award, and rate the stage again."""
        reviews = self._desk.reviews
        group = self._desk.cases.groups(worker, case)[0]
        reviews.refer(worker, case, group.id, ReferralKind.REFERRAL, agreed=True)
        visits = [
            reviews.attended(worker, case, group.id, self._clock.forward(days=14), came=True).done
            for _ in range(2)
        ]
        today = self._clock.forward(days=14)
        award = NewGain(
            what="Council tax support",
            category=GainCategory.BENEFIT,
            nature=GainNature.RECURRING,
            status=GainStatus.CONFIRMED,
            amount=Pence(1967),
            frequency=Frequency.WEEKLY,
            start=today,
            evidence=Evidence.AWARD_LETTER,
        )
        reviews.record_gain(worker, case, award)
        better = (
            DomainRating(
                LifeDomain.OVERALL, Stage.COPING, Stage.COPING, "Opens post with help; plan holds"
            ),
            DomainRating(LifeDomain.MONEY, Stage.NOT_COPING, Stage.COPING),
        )
        reviews.rate(worker, case, better, RatingKind.REVIEW)
        now = self._desk.cases.now(worker, case)
        gained = say_pence(now.money.confirmed_a_year) if now.money else "nothing"
        stage = LABELS[now.journey.points[-1].stage].lower()
        return (
            f"Six weeks on: {visits[-1].lower()} ({group.name}); award confirmed, {gained} a year; "
            f"stage rated again: {stage}"
        )

    def _summaries(self, worker: Actor, case: CaseId, manager: Actor) -> str:
        reference = self._desk.cases.header(worker, case).reference
        made, refused, read = [], [], []
        for agency in self._desk.reports.agencies(worker):
            try:
                report = self._desk.reports.case_summary(
                    worker, reference, agency.name, Purpose.DIRECT_SUPPORT
                )
            except SecondPersonNeeded:  # it is a proposal now, which the manager reads
                report = self._desk.shared_summaries.approve_proposed(
                    manager, reference, agency.name, Purpose.DIRECT_SUPPORT
                )
                read.append(agency.name)
            except NothingAgreed:  # nothing is agreed with them: that too is worth showing
                refused.append(agency.name)
                continue
            name = f"case-summary-{_file_name(agency.name)}"
            keep(self._out / f"{name}.pdf", report.pdf)
            keep(self._out / f"{name}.html", report.html)
            keep(self._out / f"{name}.json", report.json)
            made.append(agency.name)
        none = f" None for {', '.join(refused)}: nothing is agreed with them." if refused else ""
        second = f" The manager read and approved: {', '.join(read)}." if read else ""
        return f"Shared summary, each by its own allow-list, for {', '.join(made)}.{second}{none}"

    def _outcomes(self, manager: Actor) -> str:
        report = self._desk.reports.outcomes(manager)
        keep(self._out / "outcomes.pdf", report.pdf)
        keep(self._out / "outcomes.html", report.html)
        keep(self._out / "outcomes.xlsx", report.workbook)
        keep(self._out / "outcomes.json", report.json)
        files = "outcomes.pdf, outcomes.html, outcomes.xlsx, outcomes.json"
        return f"Outcomes report of all sites ({files}). {report.sentence}"


def _file_name(name: str) -> str:
    """Return a name as a file may have it."""
    kept = "".join(sign if sign.isalnum() else "-" for sign in name.casefold())
    return "-".join(part for part in kept.split("-") if part)


def _plain(value: Any) -> Any:
    """Return frozen rows as JSON can hold them."""
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value
