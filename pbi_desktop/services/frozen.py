"""What a summary says, kept as it was approved: whole, or not to be read at all.

A row is judged by one category, and a summary holds several. So its text is kept in parts, one for
each category that it holds, of which every single one is noise and all together are the text: it
is readable to whoever may read all that it holds, on the database itself, and to nobody else.
"""

import json
import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.disclosures import Source
from pbi_desktop.domain.documents import Document
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.models import SharedSummary, SummaryContent
from pbi_desktop.reports.json_in import read_document
from pbi_desktop.reports.json_out import document_json
from pbi_desktop.store.unit_of_work import Work


@dataclass(frozen=True)
class Frozen:
    """A summary as it was proposed: what it says, what it tells from which records, and why now."""

    document: Document
    told: tuple[Source, ...]
    urgent: str = ""
    """Why it could not wait for a second person."""

    @property
    def text(self) -> str:
        """The whole as text; the same summary gives the same text."""
        told = [
            [one.kind, str(one.record), one.version, one.fields, int(one.category), str(one.about)]
            for one in self.told
        ]
        parts = {"document": document_json(self.document), "told": told, "urgent": self.urgent}
        return json.dumps(parts, ensure_ascii=False)

    def as_copy(self, summary: SharedSummary) -> Document:
        """Return what is handed over: numbered, and dated as the copy was."""
        marking = replace(
            self.document.marking,
            copy_number=summary.copy_number,
            printed_at=summary.issued_at or self.document.marking.printed_at,
        )
        return replace(self.document, marking=marking)


def as_written(document: Document) -> Document:
    """Return a document as it comes back from being kept: what is shown is what is frozen."""
    return read_document(document_json(document))


def freeze(work: Work, summary: SharedSummary, frozen: Frozen) -> None:
    """Keep what a summary says, in one part for each category that it holds."""
    held = held_by(summary)
    for category, part in zip(held, _split(frozen.text.encode("utf-8"), len(held)), strict=True):
        work.add(
            SummaryContent(
                case_id=summary.case_id,
                subject_id=summary.subject_id,
                category=category,
                summary_id=summary.id,
                document=b64encode(part).decode("ascii"),
            )
        )


def thaw(work: Work, summary: SharedSummary) -> Frozen | None:
    """Return what a summary says; None where not all that it holds is shared with this worker."""
    rows = work.rows(
        select(SummaryContent.category, SummaryContent.document).where(
            SummaryContent.summary_id == summary.id
        )
    )
    parts = {Category(row[0]): b64decode(row[1]) for row in rows}
    if set(parts) != set(held_by(summary)):
        return None
    return _read(_joined(list(parts.values())).decode("utf-8"))


def held_by(summary: SharedSummary) -> tuple[Category, ...]:
    """Return the categories that a summary holds."""
    return tuple(Category(int(one)) for one in summary.holds.split())


def as_holds(categories: Iterable[Category]) -> str:
    """Return categories as a summary keeps them: numbers with spaces between."""
    return " ".join(str(int(one)) for one in sorted(categories))


def _read(text: str) -> Frozen:
    parts = json.loads(text)
    told = tuple(
        Source(kind, UUID(key), version, tuple(fields), Category(category), PersonId(UUID(about)))
        for kind, key, version, fields, category, about in parts["told"]
    )
    return Frozen(read_document(parts["document"]), told, parts["urgent"])


def _split(whole: bytes, count: int) -> list[bytes]:
    """Return so many parts, each of them noise by itself, that together are the whole."""
    noise = [secrets.token_bytes(len(whole)) for _ in range(count - 1)]
    return [*noise, _joined([whole, *noise])]


def _joined(parts: Sequence[bytes]) -> bytes:
    number = reduce(lambda left, right: left ^ right, (int.from_bytes(one) for one in parts))
    return number.to_bytes(len(parts[0]))
