"""A chronology on its way out of the program: what of it may leave, logged first and in the ledger.

A line goes as far as its entry does: what was sealed, taken back or moved to somebody else since is
not told by a chronology either.
"""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import Category, Purpose, Verb
from pbi_desktop.domain.chronology import Line, Period, Sheet, printable
from pbi_desktop.domain.disclosures import DisclosureHow, Source
from pbi_desktop.domain.documents import Document
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.summary_contents import SECOND_PERSON
from pbi_desktop.models import Case, Chronology, ChronologyLine, Note, Person, Worker
from pbi_desktop.reports.chronology import build_chronology
from pbi_desktop.reports.json_out import content_hash
from pbi_desktop.services.disclosing import Telling, log_told
from pbi_desktop.services.leaving import may_leave, restricted
from pbi_desktop.services.person_names import full_name
from pbi_desktop.services.sources import source_of
from pbi_desktop.services.story_entries import MOVED
from pbi_desktop.services.summary_requests import agency_called, request_for
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
        .order_by(ChronologyLine.at, ChronologyLine.entry_id)
    )
    there = _entries_there(work, found)
    return [one for one in found if one.entry_id is None or one.entry_id in there]


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
    request = request_for(work, case, whom, purpose) if whom else None
    # What a second person must read goes out with a summary alone.
    told = request.allowed - SECOND_PERSON if request else may_leave(work, case, Verb.PRINT)
    rows = [one for one in lines_of(work, kept) if not one.left_out]
    closed = frozenset(PersonId(one) for one in restricted(work, {row.subject_id for row in rows}))
    lines = printable([_line(row) for row in rows], told, closed)
    sheet = Sheet(
        name_of(work, case),
        case.reference,
        kept.title,
        whom.name if whom else kept.for_whom,
        Period(kept.from_day, kept.to_day),
        lines,
        _MORE if request else _LEFT_OUT if len(lines) < len(rows) else "",
    )
    document = build_chronology(sheet, work.get(Worker, work.actor.worker).name, work.now)
    said = f"for {sheet.for_whom}"
    work.log("printed chronology", payload_hash([case.reference, said]), case=case.id, text=said)
    if request and whom:
        telling = Telling(
            case.id,
            case.subject_id,
            whom.id,
            request.purpose,
            request.basis,
            DisclosureHow.PRINTED,
            request.copy_number,
            content_hash(document),
        )
        told_of = {line.entry for line in lines}
        log_told(work, telling, _sources(work, [one for one in rows if one.entry_id in told_of]))
    return document


def _line(row: ChronologyLine) -> Line:
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
    )


def _sources(work: Work, rows: Sequence[ChronologyLine]) -> list[Source]:
    """Return the lines and the entries behind them: a correction finds who was told the old."""
    found = [source_of(row, "words", "source", "significance") for row in rows]
    for row in rows:
        if row.entry_kind and row.entry_id:
            entry = work.get(revisions.class_of(row.entry_kind), row.entry_id)
            about = {"category": Category(row.category), "about": row.subject_id}
            found.append(source_of(entry, *_said_in(entry), **about))  # type: ignore[arg-type]
    return found


def _said_in(entry: object) -> tuple[str, ...]:
    """Return the columns of an entry that a line may tell."""
    return tuple(name for name in _TELLING if hasattr(entry, name))
