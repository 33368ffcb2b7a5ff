"""Which version of which record something is told from, and what the person says against it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.disclosures import Source
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.models import Case, CaseRecord, Disagreement, Person, PersonRecord, Record
from pbi_desktop.store.unit_of_work import Work


def source_of(
    record: Record, *fields: str, category: Category | None = None, about: UUID | None = None
) -> Source:
    """Return the version of a record as it is now, with those of the fields that say something."""
    told = tuple(name for name in fields if getattr(record, name) not in (None, ""))
    own_category, person = _policed_by(record)
    return Source(
        record.__tablename__,
        record.id,
        record.version,
        told,
        own_category if category is None else category,
        PersonId(about or person),
    )


def _policed_by(record: Record) -> tuple[Category, UUID]:
    if isinstance(record, CaseRecord | PersonRecord | Case):
        return Category(record.category), record.subject_id
    if isinstance(record, Person):
        return Category.IDENTITY, record.id
    return Category.CORE, record.id  # of which whoever asks says whom it is about


@dataclass(frozen=True)
class Dispute:
    """What the person says against a record, kept with it."""

    record: UUID
    category: Category
    words: str
    source: Source


def disputes(work: Work, case_id: CaseId) -> tuple[Dispute, ...]:
    """Return what the people of a case say against its records, as far as the worker sees it."""
    found = work.all(
        select(Disagreement)
        .where(Disagreement.case_id == case_id)
        .order_by(Disagreement.said_on, Disagreement.id)
    )
    return tuple(
        Dispute(
            one.record_id,
            Category(one.category),
            one.words,
            source_of(one, "words"),
        )
        for one in found
    )
