"""The store's own books: revisions, the audit chain, drafts and a few settings."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from pbi_desktop.models.base import Base, Record


class Draft(Record):
    """What a worker has typed and not yet kept; nobody else sees it."""

    __tablename__ = "drafts"

    worker_id: Mapped[UUID] = mapped_column(index=True)
    form: Mapped[str]
    record_id: Mapped[UUID | None]
    text: Mapped[str]
    saved_at: Mapped[datetime]


class Revision(Base):
    """One change of one record: before, after, and the command that made it."""

    __tablename__ = "revisions"
    __table_args__ = (Index(None, "kind", "record_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    command_id: Mapped[UUID] = mapped_column(index=True)
    at: Mapped[datetime]
    worker_id: Mapped[UUID] = mapped_column(index=True)
    kind: Mapped[str]
    record_id: Mapped[UUID]
    case_id: Mapped[UUID | None] = mapped_column(index=True)
    subject_id: Mapped[UUID | None]
    category: Mapped[int | None] = mapped_column(Integer)
    version: Mapped[int]
    before: Mapped[str | None]
    after: Mapped[str]


class AuditEntry(Base):
    """One link of the audit chain; `hash` covers every other column and the link before."""

    __tablename__ = "audit_entries"

    chain: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    at: Mapped[datetime]
    worker_id: Mapped[UUID]
    action: Mapped[str]
    purpose: Mapped[str]
    command_id: Mapped[UUID]
    payload_hash: Mapped[str]
    previous_hash: Mapped[str]
    hash: Mapped[str]
    detail_hash: Mapped[str] = mapped_column(default="", server_default="")
    """Salted hash of its `AuditDetail`, or empty; covered by `hash` where it is not."""


class AuditDetail(Base):
    """What an entry was about, outside the chain: it can be erased and the chain still verifies."""

    __tablename__ = "audit_details"

    chain: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    salt: Mapped[str]
    case_id: Mapped[UUID | None] = mapped_column(index=True)
    subject_id: Mapped[UUID | None] = mapped_column(index=True)
    text: Mapped[str]


class AuditCheckpoint(Base):
    """The Merkle root (RFC 6962) over the first `size` entries of a chain, at an instant."""

    __tablename__ = "audit_checkpoints"

    chain: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int] = mapped_column(Integer, primary_key=True)
    at: Mapped[datetime]
    root: Mapped[str]
    head: Mapped[str]
    """The hash of entry number `size`."""
    signature: Mapped[str | None]


class StoreMeta(Base):
    """The store's identity and its few counters, by name."""

    __tablename__ = "store_meta"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
