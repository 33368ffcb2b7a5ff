"""What every mapped class shares: identifiers, versions, instants, and the tie to a case."""

from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, Date, Integer, LargeBinary, MetaData, Text, Uuid
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.domain.times import from_micros, to_micros

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Identifier(TypeDecorator[UUID]):
    """A UUID: 16 bytes on the file, `uuid` on PostgreSQL."""

    impl = LargeBinary(16)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the column type of the database."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(Uuid(as_uuid=True))
        return dialect.type_descriptor(LargeBinary(16))

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> Any:
        """Give the database its own form."""
        if value is None or dialect.name == "postgresql":
            return value
        return value.bytes

    def process_result_value(self, value: Any, dialect: Dialect) -> UUID | None:  # noqa: ARG002
        """Give back a UUID."""
        if value is None or isinstance(value, UUID):
            return value
        return UUID(bytes=bytes(value))


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant, kept as whole microseconds since 1970 on both databases."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Give the database microseconds; refuses a naive time."""
        return None if value is None else to_micros(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give back an aware UTC time."""
        return None if value is None else from_micros(value).astimezone(UTC)


class Code(TypeDecorator[Any]):
    """A member of a code list: text for words, a small whole number for ordered lists."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[Enum]) -> None:
        super().__init__()
        self.kind = kind
        self._numeric = issubclass(kind, int)

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:  # noqa: ARG002
        """Choose text or a number; PostgreSQL's own descriptor would make `varchar` of text."""
        return Integer() if self._numeric else Text()

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002
        """Give the database the code; refuses what is not in the list."""
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002
        """Give back the member."""
        return None if value is None else self.kind(value)


class Base(DeclarativeBase):
    """The one registry of tables."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        UUID: Identifier,
        datetime: Instant,
        str: Text,
        date: Date,
    }


class Record(Base):
    """Anything that can be made, changed, undone and told apart."""

    __abstract__ = True

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(Integer, nullable=False)
    created_at: Mapped[datetime]
    created_by: Mapped[UUID]
    withdrawn_at: Mapped[datetime | None]

    # Each change bumps the version and carries the old one in its WHERE.
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


def code(kind: type[Enum], *, nullable: bool = False, index: bool = False) -> Any:
    """Return a column that holds a member of this code list."""
    return mapped_column(Code(kind), nullable=nullable, index=index)


class PersonRecord(Record):
    """A record about one person, whatever the case."""

    __abstract__ = True

    subject_id: Mapped[PersonId] = mapped_column(Identifier, index=True)
    category: Mapped[Category] = code(Category)
    told_by: Mapped[str | None]
    controller_id: Mapped[UUID | None]
    """The agency that answers for it: the author's, unless something else is said."""


class CaseRecord(Record):
    """A record in one case, about one person, of one category."""

    __abstract__ = True

    case_id: Mapped[CaseId] = mapped_column(Identifier, index=True)
    subject_id: Mapped[PersonId] = mapped_column(Identifier)
    category: Mapped[Category] = code(Category)
    told_by: Mapped[str | None]
    controller_id: Mapped[UUID | None]
