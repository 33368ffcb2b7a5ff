"""A summary seen before it is made: what an agency would be told, what not, and on what ground."""

from collections.abc import Callable
from dataclasses import dataclass

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
from pbi_desktop.models import Agency, Case
from pbi_desktop.reports.json_out import document_json
from pbi_desktop.services.disclosing import Prepared, disclose, prepare
from pbi_desktop.services.reports import Made
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work


@dataclass(frozen=True)
class PartCount:
    """How much there is of one part of a summary."""

    part: SummaryPart
    count: int


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
        self, actor: Actor, case_id: CaseId, agency: AgencyId, purpose: Purpose
    ) -> SummaryPreview:
        """Return the summary as it would be made now; nothing is made and nothing is logged.

        NothingAgreed where no agreement gives that agency anything for that purpose.
        """
        with self._store().query_case(actor, case_id) as work:
            case = _case(work, case_id)
            return _preview(prepare(work, case, work.get(Agency, agency), purpose))

    def make(
        self, actor: Actor, case_id: CaseId, agency: AgencyId, purpose: Purpose, seen: str
    ) -> Made:
        """Make the summary that was shown, and log it as told.

        StaleRecord where it would now say something else: nothing is made then.
        """
        store = self._store()
        store.ensure_open(actor, case_id)
        with store.command(actor, "disclose summary") as work:
            case = _case(work, case_id)
            document = disclose(work, case, work.get(Agency, agency), purpose, seen)
        return Made(document, document_json(document))


def _case(work: Work, case_id: CaseId) -> Case:
    case = work.get(Case, case_id)
    if not work.may_write(case.id):
        raise NotFound("case")
    return case


def _preview(ready: Prepared) -> SummaryPreview:
    facts, request = ready.facts, ready.request
    told = narrow(facts, request)
    parts, allowed = permitted_parts(request.agency_kind, request.purpose), shareable(request)
    found = _by_part(facts)
    return SummaryPreview(
        document=ready.document,
        request=request,
        told=_counts(_by_part(told)),
        tells_review=told.next_review_on is not None,
        not_for_purpose=_counts({part: of for part, of in found.items() if part not in parts}),
        held_back=tuple(sorted({one.category for of in found.values() for one in of} - allowed)),
        seen=ready.seen,
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
