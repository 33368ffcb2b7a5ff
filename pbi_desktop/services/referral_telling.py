"""What an agency is told when somebody is referred to it, by the rule that holds for a summary.

A referral asks another agency, so it tells it who the person is, how to reach them without harm,
and why. That is in the ledger in the same command that makes the referral, and stays there: what
was said cannot be untold. A signpost tells nobody: the person carries the name and the number.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

from pbi_desktop.domain.access import Category, Purpose
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.disclosures import DisclosureHow, Source
from pbi_desktop.domain.errors import NothingAgreed, StaleRecord
from pbi_desktop.domain.ids import AgencyId, CaseId
from pbi_desktop.domain.sharing import (
    SafeContactFact,
    SummaryFacts,
    SummaryRequest,
    WhoFact,
    narrow,
    shareable,
)
from pbi_desktop.domain.sharing_errors import SecondPersonNeeded
from pbi_desktop.domain.summary_contents import (
    Handing,
    holds,
    needs_second_person,
    told_sources,
)
from pbi_desktop.models import Agency, Case, Referral
from pbi_desktop.services.disclosing import Telling, log_told
from pbi_desktop.services.referral_rows import ReferralTelling
from pbi_desktop.services.sources import source_of
from pbi_desktop.services.summary_facts import read_summary
from pbi_desktop.services.summary_requests import request_for
from pbi_desktop.store.unit_of_work import Work

_HANDING = Handing(how=DisclosureHow.SENT)
_REFERRAL = ("kind", "reason", "made_on")


def would_tell(work: Work, case: Case, agency: Agency) -> ReferralTelling:
    """Return what this agency would be told with a referral, beside why; nothing is logged.

    NothingAgreed, NotAgreedTo, Restricted or NothingMayLeave where it may be told nothing.
    """
    return _prepare(work, case, agency, Category.CORE).shown


def tell(work: Work, case: Case, referral: Referral, seen: str) -> None:
    """Write into the ledger what a referral tells its agency.

    StaleRecord where that is not what was seen; SecondPersonNeeded where what it is about is for
    two to agree on.
    """
    if referral.agency_id is None:
        raise LookupError("a referral to a group tells no agency")
    agency = work.get(Agency, referral.agency_id)
    ready = _prepare(work, case, agency, Category(referral.category))
    if ready.shown.seen != seen:
        raise StaleRecord("case")
    said = (*told_sources(ready.told), source_of(referral, *_REFERRAL))
    log_told(work, ready.telling(case, agency, said), said)


def for_good(changes: Changes) -> Changes:
    """Return the same news without what undoes it: an agency was told."""
    return replace(changes, command=None)


@dataclass(frozen=True)
class _Ready:
    request: SummaryRequest
    told: SummaryFacts
    shown: ReferralTelling

    def telling(self, case: Case, agency: Agency, said: tuple[Source, ...]) -> Telling:
        """Return what the ledger says of it."""
        return Telling(
            case.id,
            case.subject_id,
            agency.id,
            self.request.purpose,
            self.request.basis,
            DisclosureHow.SENT,
            self.request.copy_number,
            sha256(repr((self.shown.lines, said)).encode("utf-8")).hexdigest(),
        )


def _prepare(work: Work, case: Case, agency: Agency, about: Category) -> _Ready:
    purpose = Purpose(work.actor.purpose)
    request = request_for(work, case, agency, purpose, _HANDING)
    may = shareable(request)
    if not {Category.IDENTITY, Category.CORE, about} <= may:
        raise NothingAgreed(agency.name, purpose.value)
    told = _few(narrow(read_summary(work, CaseId(case.id), AgencyId(agency.id)), request))
    closed = needs_second_person({about, *holds(told)})
    if closed:
        raise SecondPersonNeeded(agency.name, closed)
    lines = tuple(_lines(told))
    said = sha256(repr((agency.id, lines)).encode("utf-8")).hexdigest()
    return _Ready(request, told, ReferralTelling(AgencyId(agency.id), agency.name, lines, said))


def _few(may: SummaryFacts) -> SummaryFacts:
    """Return who it is and how to reach them: all that a referral tells beside why."""
    return replace(
        may,
        addresses=(),
        what_matters=(),
        team=(),
        steps=(),
        stages=(),
        risks=(),
        plan=(),
        next_review_on=None,
    )


def _lines(told: SummaryFacts) -> Iterator[str]:
    yield from _who(told.who)
    if told.safe_contact is not None:
        yield _ways(told.safe_contact)
    yield f"Case {told.reference}, {told.site}"


def _who(who: WhoFact) -> Iterator[str]:
    yield f"{who.name}, known as {who.known_as}" if who.known_as else who.name
    if who.born is not None:
        yield f"Born {who.born.year}"
    told = (who.pronouns, who.first_language, who.interpreter)
    yield from (words for words in told if words)


def _ways(safe: SafeContactFact) -> str:
    """Return how they may be reached, as it was said; what was not said to be safe is not."""
    ways = (
        (safe.may_text, "text"),
        (safe.may_call, "call"),
        (safe.may_voicemail, "voicemail"),
        (safe.may_write, "letter"),
    )
    may = ", ".join(word for safe_so, word in ways if safe_so)
    if not may:
        return "No way to reach them is safe"
    hours = f"{safe.from_hour or 0}:00 to {safe.to_hour or 24}:00"
    when = "" if (safe.from_hour, safe.to_hour) == (None, None) else f", {hours}"
    return f"Safe: {may}{when}" + (f", {safe.phone}" if safe.phone else "")
