"""What a worker has typed and not yet kept: it outlives a crash and a lock."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.text import clean_text
from pbi_desktop.models import Draft
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work


class Drafts:
    """Drafts by worker, form and record; nobody but their writer sees them."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def keep(self, actor: Actor, form: str, record_id: UUID | None, text: str) -> datetime:
        """Keep what is typed so far; returns when."""
        kept = clean_text(text)[0]
        with self._store().command(actor, "keep draft") as work:
            draft = _find(work, form, record_id)
            if draft is None:
                work.add(
                    Draft(
                        worker_id=actor.worker,
                        form=form,
                        record_id=record_id,
                        text=kept,
                        saved_at=work.now,
                    )
                )
            else:
                draft.text, draft.saved_at = kept, work.now
                work.save(draft)
            return work.now

    def find(self, actor: Actor, form: str, record_id: UUID | None) -> str:
        """Return what was typed, or nothing."""
        with self._store().query(actor) as work:
            draft = _find(work, form, record_id)
            return draft.text if draft else ""

    def drop(self, actor: Actor, form: str, record_id: UUID | None) -> None:
        """Forget a draft: it has been kept as a record, or is not wanted."""
        with self._store().command(actor, "drop draft") as work:
            draft = _find(work, form, record_id)
            if draft is not None:
                # The words go too: a dropped draft must not stay readable in the file.
                draft.text = ""
                work.withdraw(draft)


def _find(work: Work, form: str, record_id: UUID | None) -> Draft | None:
    same = Draft.record_id.is_(None) if record_id is None else Draft.record_id == record_id
    found = work.all(
        select(Draft)
        .where(Draft.form == form, same)
        .order_by(Draft.saved_at.desc(), Draft.id)
        .limit(1)
    )
    return found[0] if found else None
