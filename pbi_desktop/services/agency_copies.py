"""A case in a few lines for the worker's own agency's system, so that nobody types a thing twice.

It tells what a shared summary would tell that agency, and less of it: who it is, who works with
them, the steps, how far they have come. What a second person must read first is never in it. It is
in the ledger as told before anybody has it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

from pbi_desktop.domain.access import Category, Purpose
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.disclosures import DisclosureHow
from pbi_desktop.domain.errors import StaleRecord
from pbi_desktop.domain.ids import AgencyId, CaseId
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.sharing import Fact, StepFact, SummaryFacts, SummaryRequest, narrow
from pbi_desktop.domain.stages import DOMAIN_LABELS, LABELS
from pbi_desktop.domain.summary_contents import (
    SECOND_PERSON,
    Handing,
    holds,
    needs_second_person,
    told_facts,
    told_sources,
)
from pbi_desktop.models import Agency, Case
from pbi_desktop.services.agency_copy_rows import AgencyCopy, CopiedLine
from pbi_desktop.services.casework import agency_of
from pbi_desktop.services.disclosing import Telling, log_told
from pbi_desktop.services.summary_facts import read_summary
from pbi_desktop.services.summary_preview import writable_case
from pbi_desktop.services.summary_requests import request_for
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

_HANDING = Handing(how=DisclosureHow.COPIED)


class AgencyCopies:
    """Shows what would be copied, and gives it out once it is logged."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def preview(self, actor: Actor, case_id: CaseId) -> AgencyCopy:
        """Return what would be copied now, for the purpose of the sign-in; nothing is logged.

        NothingAgreed, NotAgreedTo, Restricted or NothingMayLeave where it may be told nothing.
        """
        with self._store().query_case(actor, case_id) as work:
            return _prepare(work, writable_case(work, case_id)).copy

    def give_out(self, actor: Actor, case_id: CaseId, seen: str) -> Changes:
        """Write into the ledger that the agency was told what was shown.

        StaleRecord where it would now say something else: nothing is logged or copied then.
        """
        store = self._store()
        store.ensure_open(actor, case_id)
        with store.command(actor, "copy for own agency") as work:
            case = writable_case(work, case_id)
            ready = _prepare(work, case)
            if ready.copy.seen != seen:
                raise StaleRecord("case")
            log_told(work, ready.telling(case), told_sources(ready.told))
        return work.changes(f"Copied for {ready.copy.agency}, and logged")


@dataclass(frozen=True)
class _Ready:
    """What is told, to whom, and as lines."""

    agency: AgencyId
    request: SummaryRequest
    told: SummaryFacts
    copy: AgencyCopy

    def telling(self, case: Case) -> Telling:
        """Return what the ledger says of it."""
        return Telling(
            case.id,
            case.subject_id,
            self.agency,
            self.request.purpose,
            self.request.basis,
            DisclosureHow.COPIED,
            self.request.copy_number,
            self.copy.seen,
        )


def _prepare(work: Work, case: Case) -> _Ready:
    agency = work.get(Agency, agency_of(work))
    request = request_for(work, case, agency, Purpose(work.actor.purpose), _HANDING)
    agency_id = AgencyId(agency.id)
    may = narrow(read_summary(work, CaseId(case.id), agency_id), request)
    told = _few(may)
    lines = tuple(_lines(told))
    said = sha256(repr(lines).encode("utf-8")).hexdigest()
    kept_back = needs_second_person(holds(may))
    facts = len(told_facts(told)) + (told.next_review_on is not None)
    copy = AgencyCopy(agency.name, request.purpose, lines, facts, kept_back, said)
    return _Ready(agency_id, request, told, copy)


def _few(may: SummaryFacts) -> SummaryFacts:
    """Return what a case file of another system asks for, without what two must agree on."""

    def stays(one: Fact) -> bool:
        return Category(one.category) not in SECOND_PERSON

    return replace(
        may,
        safe_contact=None,
        addresses=(),
        what_matters=(),
        risks=(),
        plan=(),
        team=tuple(one for one in may.team if stays(one)),
        steps=tuple(one for one in may.steps if stays(one)),
        stages=tuple(one for one in may.stages if stays(one)),
    )


def _lines(told: SummaryFacts) -> Iterator[CopiedLine]:
    who = told.who
    yield CopiedLine("Case", told.reference)
    yield CopiedLine("Team", told.site)
    yield CopiedLine("Name", _with(who.name, f"known as {who.known_as}" if who.known_as else ""))
    if who.born is not None:
        yield CopiedLine("Born", str(who.born.year))
    more = (
        ("Pronouns", who.pronouns),
        ("Language", who.first_language),
        ("Interpreter", who.interpreter),
    )
    yield from (CopiedLine(label, words) for label, words in more if words)
    for one in told.team:
        label = "Key worker" if one.is_key_worker else "Works with them"
        yield CopiedLine(label, _with(one.worker, one.job, one.agency))
    for stage in told.stages:
        now = f"{LABELS[stage.latest]}, {say_date(stage.latest_on)}"
        then = f"was {LABELS[stage.first]}, {say_date(stage.first_on)}"
        moved = then if stage.first_on != stage.latest_on else ""
        yield CopiedLine(DOMAIN_LABELS[stage.domain], _with(now, moved, _disputed(stage)))
    for step in told.steps:
        yield CopiedLine("Step", _step(step))
    if told.next_review_on is not None:
        yield CopiedLine("Next review", say_date(told.next_review_on))


def _step(step: StepFact) -> str:
    due = f"by {say_date(step.due_on)}" if step.due_on is not None else ""
    return _with(step.what, step.owner, due, _disputed(step))


def _disputed(fact: Fact) -> str:
    return f"They say: {fact.disputed}" if fact.disputed else ""


def _with(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
