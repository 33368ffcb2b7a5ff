"""A question that is put often answers as the same statement does, and as the rule allows."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import bindparam, func, select

from pbi_desktop.domain.casework import ActionStatus
from pbi_desktop.domain.ids import new_id
from pbi_desktop.models import Action, Case, Note, Person, Worker
from pbi_desktop.store.questions import Question
from pbi_desktop.store.unit_of_work import Work
from tests.support.world import World

_CASES: Any = bindparam("cases", expanding=True)
_IN_CASES = select(
    Note.id, Note.at, Note.kind, Note.category, Note.body, Note.told_by, Worker.active
).join(Worker, Worker.id == Note.worker_id)
NOTES = Question(_IN_CASES.where(Note.case_id.in_(_CASES)))
BORN = Question(
    select(Case.opened_on, Person.born_precision, Person.born_text)
    .join(Person, Person.id == Case.subject_id)
    .where(Case.id == bindparam("case"), Case.opened_on <= bindparam("today"))
)
OPEN = Question(
    select(func.count().label("count")).where(
        Action.case_id == bindparam("case"), Action.status == ActionStatus.OPEN
    )
)


def asked_plainly(work: Work, cases: list[Any]) -> list[Any]:
    found = work.rows(_IN_CASES.where(Note.case_id.in_(cases)))
    return sorted((tuple(row) for row in found), key=lambda row: str(row[0]))


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5])
def test_a_question_answers_as_the_same_statement_with_lists_of_any_length(
    world: World, count: int
) -> None:
    leah = world.worker("leah")
    made = [world.case(f"K7QX9{letter}", team=[leah]) for letter in "BCDFG"[:count]]
    for case in made:
        world.note(case, "Rang the landlord", by=leah)
    cases = [case.id for case in made]
    with world.store_for(leah).query(leah) as work:
        rows = work.ask(NOTES, cases=cases)
        assert sorted(map(tuple, rows), key=lambda row: str(row[0])) == asked_plainly(work, cases)
        assert len(rows) == count


def test_values_and_rows_have_their_own_types(world: World) -> None:
    leah = world.worker("leah")
    case = world.case("K7QX9B", team=[leah]).id
    with world.store_for(leah).query(leah) as work:
        (row,) = work.ask(BORN, case=case, today=date(2999, 1, 1))
        found = work.rows(
            select(Case.opened_on, Person.born_precision, Person.born_text)
            .join(Person, Person.id == Case.subject_id)
            .where(Case.id == case)
        )
        assert tuple(row) == tuple(found[0])
        assert work.ask(BORN, case=case, today=date(1900, 1, 1)) == []
        assert work.ask(OPEN, case=case)[0].count == 0


def test_a_question_shows_nothing_that_the_rule_hides(world: World) -> None:
    leah, omar = world.worker("leah"), world.worker("omar", site=world.new_site("Fitton Hill"))
    case = world.case("K7QX9B", team=[leah])
    world.note(case, "Rang the landlord", by=leah)
    for who, count in ((leah, 1), (omar, 0)):
        with world.store_for(who).query(who) as work:
            assert len(work.ask(NOTES, cases=[case.id, new_id()])) == count
            assert len(work.ask(BORN, case=case.id, today=date(2999, 1, 1))) == count
