"""The shared case summary and the outcomes report: what they say, computed from records."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from sqlalchemy import func, select

from pbi_desktop.analysis.outcomes import count_outcomes
from pbi_desktop.domain.access import AgencyKind, Category, Purpose, Verb
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.documents import Document, Para, Tone
from pbi_desktop.domain.errors import NotFound
from pbi_desktop.domain.ids import AgencyId, CaseId, SiteId
from pbi_desktop.domain.outcomes import OutcomesQuestion, Period
from pbi_desktop.domain.sharing_errors import SecondPersonNeeded
from pbi_desktop.domain.summary_contents import AS_USUAL, Handing, needs_second_person
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import Agency, Case, Site, Worker
from pbi_desktop.reports.html import to_html
from pbi_desktop.reports.json_out import document_json, outcomes_json
from pbi_desktop.reports.outcomes import build_outcomes, headline
from pbi_desktop.reports.typeface import Typeface
from pbi_desktop.services.disclosing import hand_over, prepare, propose
from pbi_desktop.services.leaving import exportable
from pbi_desktop.services.outcome_facts import read_case_facts
from pbi_desktop.services.summary_requests import agency_called
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

_FIRST_DAY = date(1900, 1, 1)
_LEFT_OUT = "Some cases may be read and not printed: they are left out of every figure here."


@dataclass(frozen=True)
class Made:
    """A report from one run, in each of its forms; paper is set only for who asks for it."""

    document: Document
    json: str
    sentence: str = ""

    @cached_property
    def html(self) -> str:
        """The report as one page that stands alone."""
        return to_html(self.document)

    @cached_property
    def pdf(self) -> bytes:
        """The report on A4 pages, marked on each, and tagged for who hears it."""
        from pbi_desktop.reports.pdf.render import to_pdf

        return to_pdf(self.document)


@dataclass(frozen=True)
class MadeOfCounts(Made):
    """A report of counts: its tables are also a workbook. What is said of a person never is."""

    @cached_property
    def workbook(self) -> bytes:
        """The tables of the report, one sheet for each."""
        from pbi_desktop.reports.workbook import to_workbook

        return to_workbook(self.document)


@dataclass(frozen=True)
class AgencyChoice:
    """An agency that a summary can be made for."""

    id: AgencyId
    name: str
    kind: AgencyKind


class Reports:
    """Makes reports; each one is logged before it is handed over."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def agencies(self, actor: Actor) -> tuple[AgencyChoice, ...]:
        """Return the partner agencies, without the worker's own."""
        with self._store().query(actor) as work:
            own = work.get(Worker, actor.worker).agency_id
            found = work.all(select(Agency).where(Agency.id != own).order_by(Agency.name))
            return tuple(AgencyChoice(AgencyId(one.id), one.name, one.kind) for one in found)

    def case_summary(
        self,
        actor: Actor,
        reference: str,
        agency: str,
        purpose: Purpose,
        handing: Handing = AS_USUAL,
    ) -> Made:
        """Make the summary of a case for one agency and purpose, by allow-list, and record it.

        NothingAgreed where no agreement gives that agency anything for that purpose.
        SecondPersonNeeded where somebody else must read it first: then it is kept as a proposal.
        """
        store = self._store()
        case_id, recipient = self.case_and_agency(actor, reference, agency)
        store.ensure_open(actor, case_id)
        with store.command(actor, "share summary") as work:
            case, whom = work.get(Case, case_id), work.get(Agency, recipient)
            ready = prepare(work, case, whom, purpose, handing)
            summary = propose(work, case, whom, ready)
            closed = needs_second_person(ready.holds)
            waits = bool(closed) and not handing.urgent
            if not waits:
                document = hand_over(work, summary, ready.frozen, handing.how)
        if waits:
            raise SecondPersonNeeded(whom.name, closed, summary.id)
        return Made(document, document_json(document))

    def case_and_agency(self, actor: Actor, reference: str, agency: str) -> tuple[CaseId, AgencyId]:
        """Return a case of the worker's by its reference, and an agency by its name or kind."""
        with self._store().query(actor) as work:
            case = CaseId(_case(work, reference).id)
            return case, AgencyId(agency_called(work, agency).id)

    def outcomes(
        self,
        actor: Actor,
        first: date | None = None,
        last: date | None = None,
        site: str = "",
        *,
        shared: bool = False,
    ) -> MadeOfCounts:
        """Make the outcomes report of the cases that this worker may see, opened in a period."""
        with self._store().command(actor, "print outcomes") as work:
            today = london_day(work.now)
            chosen = _site(work, site) if site else None
            period = Period(first or _first_opening(work) or today, last or today)
            question = OutcomesQuestion(period, today, {"site": site} if site else {})
            seen = read_case_facts(work, period, SiteId(chosen.id) if chosen else None)
            may = exportable(work, Verb.PRINT)
            facts = [one for one in seen if may.of_case(one.case, one.person, Category.CORE)]
            result = count_outcomes(facts, question, shared=shared)
            work.log("printed outcomes", result.snapshot, text="figures alone")
            printed_by = work.get(Worker, actor.worker).name
            document = build_outcomes(result, printed_by, work.now, Typeface())
        if may.left_out:
            document = replace(document, blocks=(*document.blocks, Para((_LEFT_OUT,), Tone.SMALL)))
        return MadeOfCounts(document, outcomes_json(result), headline(result))


def _case(work: Work, reference: str) -> Case:
    found = work.one_or_none(select(Case).where(Case.reference == reference.strip().upper()))
    if found is None or not work.may_write(found.id):
        raise NotFound("case")
    return found


def _site(work: Work, name: str) -> Site:
    for site in work.all(select(Site).order_by(Site.name)):
        if site.name.casefold() == name.strip().casefold():
            return site
    raise NotFound("site")


def _first_opening(work: Work) -> date | None:
    found: date | None = work.rows(
        select(func.min(Case.opened_on)).where(Case.opened_on > _FIRST_DAY)
    )[0][0]
    return found
