"""A new record is the same row, whether a session writes it or the INSERT of its kind does."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Boolean, Date, Float, LargeBinary, create_engine, inspect, select, text
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.casework import ActionStatus, Likelihood, Marking, NoteKind, RiskState
from pbi_desktop.domain.errors import NotPermitted
from pbi_desktop.domain.ids import new_id
from pbi_desktop.models import Action, Base, Code, Identifier, Instant, Note, Record, Revision, Risk
from pbi_desktop.store import inserting
from tests.support.world import World

_NOW = datetime(2026, 3, 29, 0, 59, 59, 123456, tzinfo=UTC)
KINDS = sorted(
    (one.class_ for one in Base.registry.mappers if issubclass(one.class_, Record)),
    key=lambda kind: str(kind.__tablename__),
)


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    engine = create_engine("sqlite://", module=dbapi2)
    Base.metadata.create_all(engine)
    with engine.connect() as connection, Session(bind=connection) as found:
        yield found
    engine.dispose()


def sample(kind: Any) -> Any:
    if isinstance(kind, Identifier):
        return new_id()
    if isinstance(kind, Instant):
        return _NOW
    if isinstance(kind, Code):
        return list(kind.kind)[-1]
    if isinstance(kind, Date):
        return date(2026, 2, 28)
    if isinstance(kind, Boolean):
        return True
    if isinstance(kind, LargeBinary):
        return b"\x00\xff"
    if isinstance(kind, Float):
        return 0.1
    return 3 if kind.python_type is int else "Zo\u00eb's 'note'"


def of_kind(kind: type[Record], *, whole: bool) -> Record:
    """Return a new record: with every value, or with those alone that it must have."""
    mapper = inspect(kind)
    columns = {one.key: mapper.columns[one.key] for one in mapper.column_attrs}
    values = {
        name: sample(column.type)
        for name, column in columns.items()
        if whole or not (column.nullable or column.default is not None)
    }
    return kind(**{**values, "version": 1})


def row(session: Session, record: Record) -> Any:
    """Return what the database itself holds of a record."""
    table = record.__tablename__
    sql = text(f"SELECT * FROM {table} WHERE id = :id")
    return tuple(session.execute(sql, {"id": record.id.bytes}).one())


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.__tablename__))
def test_every_kind_becomes_the_same_row(session: Session, kind: Any, whole: bool) -> None:
    record = of_kind(kind, whole=whole)
    values = {name: value for name, value in vars(record).items() if name[0] != "_"}
    session.add(record)
    session.flush()
    by_session = row(session, record)
    session.rollback()
    again = kind(**values)
    inserting.fill_in(again)
    made = inserting.on_file(kind)
    session.connection().exec_driver_sql(made.sql, made.row(vars(again)))
    assert row(session, again) == by_session
    inserting.kept_by(session, again)
    assert not session.is_modified(again)
    held = [getattr(again, attribute.key) for attribute in inspect(kind).column_attrs]
    session.expire_all()
    assert held == [getattr(again, attribute.key) for attribute in inspect(kind).column_attrs]
    session.rollback()


def test_records_of_a_unit_are_the_same_rows_on_both_databases_and_can_be_changed(
    world: World,
) -> None:
    leah = world.worker("leah")
    case = world.case("K7QX9B", team=[leah])
    world.open(case, leah)
    about = {"case_id": case.id, "subject_id": case.subject, "category": Category.CORE}
    kept = {"created_at": world.clock(), "created_by": leah.worker, "version": 1}
    kinds: tuple[tuple[type[Record], dict[str, Any]], ...] = (
        (Action, {"what": "Ring", "owner_id": leah.worker, "status": ActionStatus.OPEN}),
        (Action, {"what": "Go", "owner_id": leah.worker, "status": ActionStatus.OPEN,
                  "due_on": date(2026, 3, 4), "restricts": True}),
        (Risk, {"state": RiskState.NONE_KNOWN, "harm": "None", "likelihood": Likelihood.LOW,
                "checked_on": date(2026, 3, 4)}),
    )  # fmt: skip
    with world.store_for(leah).command(leah, "both ways") as work:
        for kind, values in kinds:
            new = work.add(kind(**about, **values))
            old = kind(**about, **values, **kept, id=new_id(), controller_id=work.agency)
            work.session.add(old)
            work.session.flush()
            columns = [one for one in kind.__table__.c if one.name not in ("id", "created_at")]
            found = work.rows(select(*columns).where(kind.id.in_([old.id, new.id])))
            assert len(found) == 2
            assert tuple(found[0]) == tuple(found[1])
            assert work.get(kind, new.id) is new
        action = work.add(Action(**about, **kinds[0][1]))
        action.what = "Ring again"
        work.save(action)
    with world.store_for(leah).query(leah) as work:
        assert work.get(Action, action.id).what == "Ring again"
        assert work.get(Action, action.id).version == 2
        history = select(Revision.version, Revision.before).where(Revision.record_id == action.id)
        assert sorted(map(tuple, work.rows(history))) == [(1, None), (2, '{"what":"Ring"}')]


def test_a_record_of_which_a_colleague_may_not_write_is_refused(world: World) -> None:
    leah, omar = world.worker("leah"), world.worker("omar", site=world.new_site("Fitton Hill"))
    case = world.case(team=[leah])
    note = Note(case_id=case.id, subject_id=case.subject, category=Category.CORE, at=world.clock(),
                worker_id=omar.worker, agency_id=new_id(), kind=NoteKind.CALL, body="Rang",
                marking=Marking.FACT)  # fmt: skip
    with pytest.raises(NotPermitted), world.store_for(omar).command(omar, "x") as work:
        work.add(note)
