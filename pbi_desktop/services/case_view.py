"""The case view: what the tabs of one case show, read in one unit of work each."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.ids import CaseId, WorkerId
from pbi_desktop.domain.ties import Outline
from pbi_desktop.models import Agency, Case, CaseTeamMember, Ticket, Worker
from pbi_desktop.services.case_header import read_header
from pbi_desktop.services.case_money import read_money
from pbi_desktop.services.case_parts import (
    count_steps_done,
    read_helpers,
    read_journey,
    read_matters,
    read_risks,
    read_steps,
)
from pbi_desktop.services.case_plan import nearest_groups, read_plan
from pbi_desktop.services.case_rows import (
    CaseHeader,
    CaseNow,
    CasePlan,
    GroupChoice,
    MoneySummary,
    PastWords,
    StoryEntry,
    StoryMark,
    StoryPage,
    TeamChoice,
)
from pbi_desktop.services.case_safety import read_safety
from pbi_desktop.services.case_story import (
    cases_before,
    open_before,
    read_latest,
    read_page,
    read_past,
    read_story,
)
from pbi_desktop.services.housing_reading import read_going_along, read_key_dates
from pbi_desktop.services.my_day_cases import read_case_lines, read_own_cases
from pbi_desktop.services.my_day_rows import CaseLine, CaseOrder
from pbi_desktop.services.network_facts import read_outline
from pbi_desktop.services.standing import is_live
from pbi_desktop.store.port import Store

_LATEST = 8
# The tabs of a case are read one after another: that is one opening.
_ONE_OPENING = timedelta(minutes=1)


class CaseView:
    """Reads for the case screen. Frozen rows come out, already limited to what may be seen."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def opened(self, actor: Actor, case_id: CaseId) -> Changes:
        """Log that this worker opened this case; NotFound when it is missing or hidden."""
        store = self._store()
        with store.query(actor) as work:
            just_now = work.now - _ONE_OPENING
            mine = (Ticket.worker_id == actor.worker, Ticket.case_id == case_id)
            is_new = not work.rows(select(Ticket.id).where(*mine, Ticket.at > just_now).limit(1))
        if is_new:
            store.open_case(actor, case_id)
        return Changes()

    def header(self, actor: Actor, case_id: CaseId) -> CaseHeader:
        """Return who the person is and how to treat them."""
        with self._store().query_case(actor, case_id) as work:
            return read_header(work, case_id)

    def now(self, actor: Actor, case_id: CaseId) -> CaseNow:
        """Return the Now tab."""
        with self._store().query_case(actor, case_id) as work:
            dates = read_key_dates(work, [case_id])
            header = read_header(work, case_id, dates)
            helpers = read_helpers(work, case_id)
            return CaseNow(
                header=header,
                matters=read_matters(work, case_id, header.person_id),
                helpers=helpers,
                risks=read_risks(work, case_id),
                steps=read_steps(work, case_id),
                steps_done=count_steps_done(work, case_id),
                journey=read_journey(work, case_id, header.person_id),
                money=read_money(work, case_id),
                latest=read_latest(work, case_id, _LATEST),
                services_reading=len({helper.agency for helper in helpers if helper.role}),
                dates=dates,
                going=read_going_along(work, [case_id], planned=True),
                safety=read_safety(work, case_id),
            )

    def story(self, actor: Actor, case_id: CaseId) -> tuple[StoryEntry, ...]:
        """Return the whole story, newest first."""
        with self._store().query_case(actor, case_id) as work:
            read_header(work, case_id)
            return read_story(work, case_id)

    def story_page(
        self,
        actor: Actor,
        case_id: CaseId,
        before: StoryMark | None,
        most: int,
        *,
        earlier: bool = False,
    ) -> StoryPage:
        """Return the newest entries of a story, or those that are older than a place in it.

        With `earlier` the cases before this one are told with it: each is opened first, and logged.
        """
        store = self._store()
        also = open_before(store, actor, case_id) if earlier else ()
        with store.query_case(actor, case_id) as work:
            work.get(Case, case_id)
            page = read_page(work, case_id, before, most, also)
            return replace(page, before=also or cases_before(work, case_id))

    def said_before(self, actor: Actor, case_id: CaseId, note: UUID) -> tuple[PastWords, ...]:
        """Return what a note said before each correction, the latest first."""
        with self._store().query_case(actor, case_id) as work:
            return read_past(work, note)

    def plan(self, actor: Actor, case_id: CaseId) -> CasePlan:
        """Return the Plan tab."""
        with self._store().query_case(actor, case_id) as work:
            return read_plan(work, case_id)

    def money(self, actor: Actor, case_id: CaseId) -> MoneySummary | None:
        """Return what the household gained; None where money is not shared."""
        with self._store().query_case(actor, case_id) as work:
            read_header(work, case_id)
            return read_money(work, case_id)

    def network(self, actor: Actor, case_id: CaseId) -> Outline:
        """Return household, services and community as one graph, in words."""
        with self._store().query_case(actor, case_id) as work:
            return read_outline(work, case_id)

    def team(self, actor: Actor, case_id: CaseId) -> tuple[TeamChoice, ...]:
        """Return who can own a step of this case."""
        with self._store().query(actor) as work:
            rows = work.rows(
                select(Worker.id, Worker.name, Agency.name)
                .join(CaseTeamMember, CaseTeamMember.worker_id == Worker.id)
                .join(Agency, Agency.id == Worker.agency_id)
                .where(CaseTeamMember.case_id == case_id, is_live(CaseTeamMember, work.now))
                .distinct()
                .order_by(Worker.name, Worker.id)
            )
            return tuple(TeamChoice(WorkerId(row[0]), row[1], row[2]) for row in rows)

    def groups(self, actor: Actor, case_id: CaseId, words: str = "") -> tuple[GroupChoice, ...]:
        """Return groups and places near the person, nearest first; `words` narrows them."""
        with self._store().query(actor) as work:
            return nearest_groups(work, case_id, words)

    def list(self, actor: Actor) -> tuple[CaseLine, ...]:
        """Return every case on whose team this worker is, those who need them first."""
        store = self._store()
        with store.query(actor, sweep=store.sweep(actor, "a list of cases")) as work:
            return read_case_lines(work, read_own_cases(work), CaseOrder.NEEDS_YOU)
