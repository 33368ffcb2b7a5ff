"""Each change leaves what was before and after, and can be put back from that."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from pbi_desktop.domain.access import AgencyKind, Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import Gender, Marking, NoteKind
from pbi_desktop.domain.errors import NotFound, NotPermitted, StaleRecord
from pbi_desktop.domain.ids import CaseId, PersonId, RecordId, WorkerId, new_id
from pbi_desktop.domain.phases import ClosureReason, Phase
from pbi_desktop.models import Base, Case, Draft, Note, Person, Record, Revision
from pbi_desktop.store import revisions
from tests.support.world import CaseMade, World


def history(world: World, actor: Actor, key: RecordId | CaseId) -> list[Revision]:
    with world.store_for(actor).query(actor) as work:
        asked = select(Revision).where(Revision.record_id == key).order_by(Revision.version)
        return list(work.all(asked))


def change(world: World, actor: Actor, kind: type[Record], key: Any, **columns: Any) -> None:
    with world.store_for(actor).command(actor, "change") as work:
        record = work.get(kind, key)
        for name, value in columns.items():
            setattr(record, name, value)
        work.save(record)


@pytest.fixture
def leah(world: World) -> Actor:
    return world.worker("leah")


@pytest.fixture
def case(world: World, leah: Actor) -> CaseMade:
    return world.case("K7QX9B", team=[leah])


def test_a_new_record_has_no_before(world: World, leah: Actor, case: CaseMade) -> None:
    note = world.note(case, "hello")
    (made,) = history(world, leah, note)
    assert (made.kind, made.version, made.before) == ("notes", 1, None)
    after = json.loads(made.after)
    assert after["body"] == "hello"
    assert after["category"] == Category.CORE
    assert after["kind"] == "note"
    assert after["told_by"] is None
    assert (made.case_id, made.subject_id, made.category) == (case.id, case.subject, 1)
    assert made.worker_id == leah.worker
    assert made.at == world.clock()


def test_a_change_says_what_was_and_what_is(world: World, leah: Actor, case: CaseMade) -> None:
    note = world.note(case, "hello", told_by="her sister")
    change(world, leah, Note, note, body="goodbye", told_by=None, marking=Marking.FACT)
    made, changed = history(world, leah, note)
    assert changed.version == made.version + 1
    was = {"body": "hello", "told_by": "her sister", "marking": "not_marked"}
    assert json.loads(changed.before or "") == was
    now = {"body": "goodbye", "told_by": None, "marking": "fact"}
    assert json.loads(changed.after) == now


def test_a_value_that_was_empty_is_before_as_empty(
    world: World, leah: Actor, case: CaseMade
) -> None:
    change(world, leah, Case, case.id, next_review_on=date(2026, 12, 24))
    changed = history(world, leah, case.id)[-1]
    assert json.loads(changed.before or "") == {"next_review_on": None}
    assert json.loads(changed.after) == {"next_review_on": "2026-12-24"}


def test_saving_what_did_not_change_writes_nothing(
    world: World, leah: Actor, case: CaseMade
) -> None:
    note = world.note(case, "hello")
    change(world, leah, Note, note, body="hello")
    assert len(history(world, leah, note)) == 1


def test_all_that_one_command_did_carries_its_id(world: World, leah: Actor, case: CaseMade) -> None:
    with world.store_for(leah).command(leah, "two") as work:
        record = work.get(Case, case.id)
        record.advance(Phase.ASSESSED)
        work.save(record)
        record.next_review_on = date(2027, 1, 1)
        work.save(record)
    _made, first, second = history(world, leah, case.id)
    assert first.command_id == second.command_id == work.command
    assert (first.version, second.version) == (2, 3)
    assert work.changes("Done").cases == {case.id}


def test_a_change_that_nobody_saves_is_refused(world: World, leah: Actor, case: CaseMade) -> None:
    note = world.note(case, "hello")
    store = world.store_for(leah)
    with pytest.raises(LookupError, match="not saved"), store.command(leah, "forget") as work:
        work.get(Note, note).body = "never saved"
    with pytest.raises(LookupError, match="not saved"), store.command(leah, "mix") as work:
        work.get(Note, note).body = "never saved"
        record = work.get(Case, case.id)
        record.source = "self"
        work.save(record)
    assert len(history(world, leah, note)) == 1
    assert len(history(world, leah, case.id)) == 1


def test_a_withdrawn_record_is_gone_and_can_be_brought_back(
    world: World, leah: Actor, case: CaseMade
) -> None:
    note = world.note(case, "hello")
    store = world.store_for(leah)
    with store.command(leah, "withdraw") as work:
        work.withdraw(work.get(Note, note))
        assert not work.rows(select(Note.id))
    with store.query(leah) as work:
        assert not work.rows(select(Note.id))
        with pytest.raises(NotFound):
            work.get(Note, note)
    withdrawn = history(world, leah, note)[-1]
    assert json.loads(withdrawn.before or "") == {"withdrawn_at": None}
    with store.command(leah, "bring back") as work:
        assert work.bring_back(Note, note, withdrawn.version).body == "hello"
        assert [row[0] for row in work.rows(select(Note.body))] == ["hello"]
    with store.query(leah) as work:
        assert work.get(Note, note).version == 3
    assert json.loads(history(world, leah, note)[-1].after) == {"withdrawn_at": None}


def test_only_what_was_withdrawn_and_is_as_it_was_is_brought_back(
    world: World, leah: Actor, case: CaseMade
) -> None:
    note = world.note(case, "hello")
    store = world.store_for(leah)
    with pytest.raises(StaleRecord), store.command(leah, "bring back") as work:
        work.bring_back(Note, note, 1)
    with store.command(leah, "withdraw") as work:
        work.withdraw(work.get(Note, note))
    with pytest.raises(StaleRecord), store.command(leah, "bring back") as work:
        work.bring_back(Note, note, 1)
    with pytest.raises(NotFound), store.command(leah, "bring back") as work:
        work.bring_back(Note, new_id(), 1)
    omar = world.worker("omar", site=world.new_site("Glodwick"))
    with pytest.raises(NotFound), world.store_for(omar).command(omar, "bring back") as work:
        work.bring_back(Note, note, 2)


def test_a_withdrawn_record_takes_no_other_change(
    world: World, leah: Actor, case: CaseMade
) -> None:
    note = world.note(case, "hello")
    store = world.store_for(leah)
    with store.command(leah, "withdraw") as work:
        work.withdraw(work.get(Note, note))
    edit = store.command(leah, "edit")
    with pytest.raises(NotPermitted), edit as work, work.books.withdrawing():
        hidden = work.session.get(Note, note)
        assert hidden is not None
        hidden.body = "changed behind the curtain"
        work.save(hidden)


def test_a_draft_leaves_no_history(world: World, leah: Actor) -> None:
    draft = Draft(worker_id=leah.worker, form="note", text="half a", saved_at=world.clock())
    made = world.add(leah, draft)
    change(world, leah, Draft, made.id, text="half a sentence")
    change(world, leah, Draft, made.id, withdrawn_at=world.clock())
    assert not history(world, leah, RecordId(made.id))
    with world.trusted() as connection:
        assert not connection.execute(select(Base.metadata.tables["audit_entries"])).all()


def test_history_of_a_moved_record_keeps_to_the_category_that_fewer_see(world: World) -> None:
    world.agree(AgencyKind.HOUSING, Category.IDENTITY, Category.CORE)
    leah = world.worker("leah")
    omar = world.worker("omar", role=None, agency=AgencyKind.HOUSING)
    case = world.case(team=[leah, omar])
    note = world.note(case, "takes insulin", category=Category.HEALTH)
    change(world, leah, Note, note, category=Category.CORE, body="came in")
    with world.store_for(omar).query(omar) as work:
        assert work.get(Note, note).body == "came in"
    assert not history(world, omar, note)
    assert len(history(world, leah, note)) == 2


# --- before and after, without a database --------------------------------------------------------

instants = st.datetimes(timezones=st.just(UTC), min_value=datetime(1900, 1, 1))  # noqa: DTZ001
notes = st.fixed_dictionaries(
    {
        "body": st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
        "told_by": st.none() | st.text(max_size=3),
        "at": instants,
        "kind": st.sampled_from(NoteKind),
        "category": st.sampled_from(Category),
        "subject_id": st.uuids().map(PersonId),
        "worker_id": st.uuids().map(WorkerId),
    }
)


@given(values=notes)
def test_what_was_written_down_is_what_is_put_back(values: dict[str, Any]) -> None:
    record, again = Note(**values), Note()
    text = revisions.as_text({name: revisions.plain(value) for name, value in values.items()})
    revisions.restore(again, json.loads(text))
    assert {name: getattr(again, name) for name in values} == values
    assert {name: type(getattr(again, name)) for name in ("kind", "category", "at")} == {
        name: type(getattr(record, name)) for name in ("kind", "category", "at")
    }


def test_dates_and_empty_codes_are_put_back() -> None:
    case = Case(closed_on=date(2026, 1, 31), closure_reason=ClosureReason.OUTCOMES_MET)
    plain = {name: revisions.plain(getattr(case, name)) for name in ("closed_on", "closure_reason")}
    again = Case()
    revisions.restore(again, json.loads(revisions.as_text(plain)))
    assert again.closed_on == date(2026, 1, 31)
    assert again.closure_reason is ClosureReason.OUTCOMES_MET
    revisions.restore(again, {"closure_reason": None})
    assert again.closure_reason is None


def test_the_same_values_are_the_same_text_whatever_their_order() -> None:
    values = {"b": "Łódź", "a": 1, "c": None}
    assert revisions.as_text(values) == '{"a":1,"b":"Łódź","c":null}'
    assert revisions.as_text(dict(reversed(values.items()))) == revisions.as_text(values)


def test_only_kinds_of_record_have_a_history() -> None:
    assert revisions.class_of("people") is Person
    assert Person(gender=Gender.WOMAN).gender is Gender.WOMAN
    for wrong in ("revisions", "store_meta", "nothing"):
        with pytest.raises(LookupError):
            revisions.class_of(wrong)


def test_an_instant_is_kept_to_the_microsecond(world: World, leah: Actor, case: CaseMade) -> None:
    world.clock.forward(seconds=0.000001)
    note = world.note(case)
    with world.store_for(leah).query(leah) as work:
        assert work.get(Note, note).at - case_made_at(world) == timedelta(microseconds=1)


def case_made_at(world: World) -> datetime:
    with world.trusted() as connection:
        found: datetime = connection.execute(select(Case.created_at)).scalar_one()
    return found
