"""A summary seen before it is made: what an agency would be told, what not, and on what ground."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from pbi_desktop.domain.access import Category, Purpose
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.documents import Document
from pbi_desktop.domain.errors import NotFound
from pbi_desktop.domain.ids import AgencyId, CaseId
from pbi_desktop.domain.sharing import (
    Fact,
    SummaryFacts,
    SummaryPart,
    SummaryRequest,
    narrow,
    permitted_parts,
    shareable,
)
from pbi_desktop.domain.summary_contents import (
    ALWAYS_TOLD,
    AS_USUAL,
    Handing,
    needs_second_person,
    said_by,
    told_facts,
    without,
)
from pbi_desktop.models import Agency, Case
from pbi_desktop.reports.json_out import document_json
from pbi_desktop.services.disclosing import Prepared, disclose, prepare, refuse_unread
from pbi_desktop.services.reports import Made
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work


@dataclass(frozen=True)
class PartCount:
    """How much there is of one part of a summary."""

    part: SummaryPart
    count: int


@dataclass(frozen=True)
class Tellable:
    """One thing that may be told: the worker tells it or leaves it out."""

    record: UUID
    part: SummaryPart
    words: str


@dataclass(frozen=True)
class SummaryPreview:
    """A summary as it would be made now. It is numbered, but the number is not used up."""

    document: Document
    request: SummaryRequest
    told: tuple[PartCount, ...]
    tells_review: bool
    """Whether it says when the case is looked at again."""
    not_for_purpose: tuple[PartCount, ...]
    """What the case has of parts that are never told for this purpose."""
    held_back: tuple[Category, ...]
    """What the case has, and this worker may see, and the agency may not."""
    second_person: tuple[Category, ...]
    """What it holds that a second person must have read before it is handed over."""
    no_room: int
    """How many facts might be told and find no room on one side: they are not told."""
    tellable: tuple[Tellable, ...]
    """What the worker may leave out."""
    seen: str
    """Hand it back to make this summary and no other."""

    @property
    def facts(self) -> int:
        """How many facts leave the building."""
        return sum(one.count for one in self.told) + self.tells_review


class Summaries:
    """Shows what a summary would say, and makes the one that was shown."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def preview(
        self,
        actor: Actor,
        case_id: CaseId,
        agency: AgencyId,
        purpose: Purpose,
        handing: Handing = AS_USUAL,
    ) -> SummaryPreview:
        """Return the summary as it would be made now; nothing is made and nothing is logged.

        NothingAgreed where no agreement gives that agency anything for that purpose.
        """
        with self._store().query_case(actor, case_id) as work:
            case = writable_case(work, case_id)
            return _preview(prepare(work, case, work.get(Agency, agency), purpose, handing))

    def make(  # noqa: PLR0913 - of which case, for whom, what for, as seen, and how
        self,
        actor: Actor,
        case_id: CaseId,
        agency: AgencyId,
        purpose: Purpose,
        seen: str,
        handing: Handing = AS_USUAL,
    ) -> Made:
        """Make the summary that was shown, and log it as told.

        StaleRecord where it would now say something else: nothing is made then.
        SecondPersonNeeded where it holds what somebody else must read first: propose it.
        """
        store = self._store()
        store.ensure_open(actor, case_id)
        with store.command(actor, "disclose summary") as work:
            case = writable_case(work, case_id)
            recipient = work.get(Agency, agency)
            ready = prepare(work, case, recipient, purpose, handing)
            refuse_unread(ready, seen)
            document = disclose(work, case, recipient, ready)
        return Made(document, document_json(document))


def writable_case(work: Work, case_id: CaseId) -> Case:
    """Return a case that the worker works on; NotFound where they may only read its head."""
    case = work.get(Case, case_id)
    if not work.may_write(case.id):
        raise NotFound("case")
    return case


def _preview(ready: Prepared) -> SummaryPreview:
    facts, request = ready.facts, ready.request
    told, may = ready.told, narrow(facts, request)
    parts, allowed = permitted_parts(request.agency_kind, request.purpose), shareable(request)
    found = _by_part(facts)
    left_out = ready.handing.edit.left_out
    stays = without(may, left_out)
    return SummaryPreview(
        document=ready.document,
        request=request,
        told=_counts(_by_part(told)),
        tells_review=told.next_review_on is not None,
        not_for_purpose=_counts({part: of for part, of in found.items() if part not in parts}),
        held_back=tuple(sorted({one.category for of in found.values() for one in of} - allowed)),
        second_person=needs_second_person(ready.holds),
        no_room=len(told_facts(stays)) - len(told_facts(told)),
        tellable=_tellable(may),
        seen=ready.seen,
    )


def _tellable(may: SummaryFacts) -> tuple[Tellable, ...]:
    """Return what may be told and need not be, in the order in which a summary tells it."""
    return tuple(
        Tellable(fact.sources[0].record, part, said_by(fact))
        for part, facts in _by_part(may).items()
        if part not in ALWAYS_TOLD
        for fact in facts
    )


def _counts(found: dict[SummaryPart, tuple[Fact, ...]]) -> tuple[PartCount, ...]:
    return tuple(PartCount(part, len(facts)) for part, facts in found.items() if facts)


def _by_part(facts: SummaryFacts) -> dict[SummaryPart, tuple[Fact, ...]]:
    """Return the facts under their parts, in the order in which a summary tells them."""
    return {
        SummaryPart.WHO: (facts.who,),
        SummaryPart.ADDRESS: facts.addresses,
        SummaryPart.ASKS: tuple(one for one in facts.steps if one.asked_of_recipient),
        SummaryPart.SAFE_CONTACT: (facts.safe_contact,) if facts.safe_contact else (),
        SummaryPart.WHAT_MATTERS: facts.what_matters,
        SummaryPart.HOW_FAR: facts.stages,
        SummaryPart.RISKS: facts.risks,
        SummaryPart.NEXT_STEPS: tuple(one for one in facts.steps if not one.asked_of_recipient),
        SummaryPart.PLAN: facts.plan,
        SummaryPart.TEAM: facts.team,
    }
