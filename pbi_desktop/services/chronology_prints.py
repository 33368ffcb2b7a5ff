"""A chronology on its way out of the program: what of it may leave, logged first and in the ledger.

A line goes as far as its entry does: what was sealed, taken back or moved to somebody else since is
not told by a chronology either.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import Category, Purpose, Verb
from pbi_desktop.domain.chronology import Line, Period, Sheet, printable
from pbi_desktop.domain.disclosures import DisclosureHow, Source
from pbi_desktop.domain.documents import Document
from pbi_desktop.domain.errors import NothingAgreed
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.domain.sharing import SummaryRequest
from pbi_desktop.domain.sharing_errors import NotAgreedTo, NothingMayLeave, Restricted
from pbi_desktop.domain.summary_contents import SECOND_PERSON
from pbi_desktop.models import (
    Agency,
    Case,
    Chronology,
    ChronologyLine,
    Concern,
    ConcernDetail,
    Note,
    Person,
    Worker,
)
from pbi_desktop.reports.chronology import build_chronology
from pbi_desktop.reports.json_out import content_hash
from pbi_desktop.services.disclosing import Telling, log_told
from pbi_desktop.services.leaving import may_leave, restricted
from pbi_desktop.services.person_names import full_name
from pbi_desktop.services.sources import source_of
from pbi_desktop.services.story_entries import MOVED
from pbi_desktop.services.summary_requests import agency_called, request_for
from pbi_desktop.services.worker_names import worker_names
from pbi_desktop.store import revisions
from pbi_desktop.store.audit import payload_hash
from pbi_desktop.store.unit_of_work import Work

_LEFT_OUT = "Something of this chronology may not be printed and is left out."
_MORE = "There may be more: this holds what this purpose needs."
_TELLING = (
    "body",
    "place",
    "told_by",
    "words",
    "reasons",
    "harm",
    "plan",
    "reason",
    "what",
    "kind",
    # phases, capacity, children seen
    "threshold",
    "goes_on",
    "goes_on_shared",
    "not_agreed",
    "decision",
    "capacity",
    "help_given",
    "attorney",
    "best_interest",
    "consulted",
    "seen",
    "alone",
    "seen_by",
    "why_not",
    # concerns, dates that matter, papers
    "recipient",
    "their_reference",
    "consequence",
    "state",
    "outcome",
    "name",
    "from_whom",
    "about",
)
"""The columns of an entry that a line may tell."""


def name_of(work: Work, case: Case) -> str:
    """Return whom a case is about."""
    return full_name(work.get(Person, case.subject_id))


def lines_of(work: Work, kept: Chronology) -> list[ChronologyLine]:
    """Return the lines whose entries this worker still sees, the oldest first."""
    found = work.all(
        select(ChronologyLine)
        .where(ChronologyLine.chronology_id == kept.id)
        .order_by(ChronologyLine.at, ChronologyLine.entry_id, ChronologyLine.id)
    )
    there = _entries_there(work, found)
    return [one for one in found if one.entry_id is None or one.entry_id in there]


@dataclass(frozen=True)
class Whose:
    """Who added lines by hand, and which cases before this one others are from."""

    case: UUID
    names: Mapping[UUID | None, str]
    references: Mapping[UUID, str]

    @classmethod
    def of(cls, work: Work, kept: Chronology, lines: Sequence[ChronologyLine]) -> "Whose":
        """Return it for the lines of a chronology."""
        names = worker_names(work, (one.created_by for one in lines if one.entry_id is None))
        others = {one.case_id for one in lines if one.case_id != kept.case_id}
        asked = select(Case.id, Case.reference).where(Case.id.in_(others))
        rows = work.rows(asked) if others else ()
        return cls(kept.case_id, names, {row[0]: row[1] for row in rows})

    def added_by(self, line: ChronologyLine) -> str:
        """Return who added a line by hand; nothing where it was drafted from an entry."""
        return self.names.get(line.created_by, "somebody") if line.entry_id is None else ""

    def reference(self, line: ChronologyLine) -> str:
        """Return which case before this one a line is from."""
        return self.references.get(line.case_id, "")


def _entries_there(work: Work, lines: Sequence[ChronologyLine]) -> set[UUID]:
    by_kind: dict[str, set[UUID]] = defaultdict(set)
    for one in lines:
        if one.entry_kind and one.entry_id:
            by_kind[one.entry_kind].add(one.entry_id)
    there: set[UUID] = set()
    for kind, wanted in by_kind.items():
        mapped = revisions.class_of(kind)
        asked = select(mapped.id).where(mapped.id.in_(wanted))
        if mapped is Note:
            asked = asked.where(Note.body != MOVED)
        there |= {row[0] for row in work.rows(asked)}
    return there


def printed(work: Work, kept: Chronology, agency: str, purpose: Purpose) -> Document:
    """Return a chronology as it leaves, logged; NothingAgreed or Restricted where it may not."""
    case = work.get(Case, kept.case_id)
    whom = agency_called(work, agency) if agency else None
    rows = [one for one in lines_of(work, kept) if not one.left_out]
    leaving = {case.id: _leaving(work, case, whom, purpose)}
    for other in {row.case_id for row in rows} - {case.id}:
        leaving[other] = _leaving_too(work, work.get(Case, other), whom, purpose)
    closed = frozenset(PersonId(one) for one in restricted(work, {row.subject_id for row in rows}))
    whose = Whose.of(work, kept, rows)
    told = [
        (row, line)
        for row in rows
        for line in printable([_line(row, whose)], leaving[row.case_id].told, closed)
    ]
    sheet = Sheet(
        name_of(work, case),
        case.reference,
        kept.title,
        whom.name if whom else kept.for_whom,
        Period(kept.from_day, kept.to_day),
        tuple(line for _row, line in told),
        _MORE if whom else _LEFT_OUT if len(told) < len(rows) else "",
    )
    document = build_chronology(sheet, work.get(Worker, work.actor.worker).name, work.now)
    said = f"for {sheet.for_whom}"
    work.log("printed chronology", payload_hash([case.reference, said]), case=case.id, text=said)
    if whom:
        _log(work, [row for row, _line in told], leaving, whom, content_hash(document))
    return document


@dataclass(frozen=True)
class _Leaving:
    """What of a case may leave, and on what ground where an agency is told."""

    case: Case
    told: frozenset[Category] = frozenset()
    request: SummaryRequest | None = None


def _leaving(work: Work, case: Case, whom: Agency | None, purpose: Purpose) -> _Leaving:
    if whom is None:
        return _Leaving(case, may_leave(work, case, Verb.PRINT))
    request = request_for(work, case, whom, purpose)
    # What a second person must read goes out with a summary alone.
    return _Leaving(case, request.allowed - SECOND_PERSON, request)


def _leaving_too(work: Work, case: Case, whom: Agency | None, purpose: Purpose) -> _Leaving:
    """Return the same of a case before this one: nothing where it may not, without refusing."""
    try:
        return _leaving(work, case, whom, purpose)
    except (NothingAgreed, NothingMayLeave, NotAgreedTo, Restricted):
        return _Leaving(case)


def _log(
    work: Work,
    rows: Sequence[ChronologyLine],
    leaving: Mapping[UUID, _Leaving],
    whom: Agency,
    digest: str,
) -> None:
    """Write into the ledger of each case what of it the agency is told."""
    for of_case in leaving.values():
        own, request = [row for row in rows if row.case_id == of_case.case.id], of_case.request
        if request is None or not (own or of_case.case.id == next(iter(leaving))):
            continue
        telling = Telling(
            of_case.case.id,
            of_case.case.subject_id,
            whom.id,
            request.purpose,
            request.basis,
            DisclosureHow.PRINTED,
            request.copy_number,
            digest,
        )
        log_told(work, telling, _sources(work, own))


def _line(row: ChronologyLine, whose: Whose) -> Line:
    reference = whose.reference(row)
    return Line(
        at=row.at,
        words=row.words,
        source=row.source,
        marking=row.marking,
        category=Category(row.category),
        about=PersonId(row.subject_id),
        record=row.entry_kind or "",
        entry=row.entry_id or row.id,
        significance=row.significance or "",
        left_out=row.left_out,
        earlier=CaseId(row.case_id) if reference else None,
        reference=reference,
        added_by=whose.added_by(row),
    )


def _sources(work: Work, rows: Sequence[ChronologyLine]) -> list[Source]:
    """Return the lines and the entries behind them: a correction finds who was told the old."""
    found = [source_of(row, "words", "source", "significance") for row in rows]
    for row in rows:
        if row.entry_kind and row.entry_id:
            entry = work.get(revisions.class_of(row.entry_kind), row.entry_id)
            about = {"category": Category(row.category), "about": row.subject_id}
            found.append(source_of(entry, *_said_in(entry), **about))  # type: ignore[arg-type]
    concerns = [row.entry_id for row in rows if row.entry_kind == Concern.__tablename__]
    asked = select(ConcernDetail).where(ConcernDetail.concern_id.in_(concerns))
    seen = work.all(asked) if concerns else ()
    return found + [source_of(one, "words", "not_sent_reason", "outcome") for one in seen]


def _said_in(entry: object) -> tuple[str, ...]:
    """Return the columns of an entry that a line may tell."""
    return tuple(name for name in _TELLING if hasattr(entry, name))
