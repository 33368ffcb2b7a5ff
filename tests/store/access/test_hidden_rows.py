"""What is hidden changes nothing for whoever may not see it: no list, no count, no order."""

from typing import Any

from sqlalchemy import func, select, text

from pbi_desktop.domain.access import AgencyKind, Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.models import AuditEntry, Base, CaseTeamMember, Worker
from tests.support.world import World

QUESTIONS = (
    "SELECT category, count(*), min(body), max(version) FROM notes GROUP BY 1 ORDER BY 1",
    "SELECT count(*), min(reference), max(reference) FROM cases",
    "SELECT family_key, count(*) FROM people GROUP BY 1 ORDER BY 1",
    "SELECT id FROM people WHERE family_key >= 'b' ORDER BY family_key, id LIMIT 3",
    "SELECT body FROM notes ORDER BY at DESC, id LIMIT 2",
    "SELECT id, row_number() OVER (ORDER BY family_key), count(*) OVER () FROM people ORDER BY id",
    "SELECT kind, count(*) FROM revisions GROUP BY 1 ORDER BY 1",
    "SELECT max(version), count(*) FROM revisions",
    "SELECT name, value FROM store_meta",
    "SELECT count(*) FROM audit_entries",
)


def looks_like(world: World, actor: Actor) -> dict[str, Any]:
    """Return all that a worker can tell of the store: every table, and what can be asked of it."""
    with world.store_for(actor).query(actor) as work:
        seen: dict[str, Any] = {
            table.name: [
                tuple(row) for row in work.rows(select(table).order_by(*table.primary_key))
            ]
            for table in Base.metadata.sorted_tables
        }
        for table in Base.metadata.sorted_tables:
            seen[f"count {table.name}"] = work.rows(select(func.count()).select_from(table))[0][0]
        for question in QUESTIONS:
            seen[question] = [tuple(row) for row in work.rows(text(question))]
        return seen


def test_hidden_rows_change_nothing_that_a_worker_can_tell(world: World) -> None:
    world.agree(AgencyKind.HOUSING, Category.IDENTITY, Category.CORE)
    omar = world.worker("omar", role=None, agency=AgencyKind.HOUSING)
    leah = world.worker("leah")
    there = world.new_site("Fitton Hill")
    nina = world.worker("nina", site=there)
    own = world.case("K7QX9B", team=[leah, omar])
    world.note(own, "seen", by=omar)
    before = looks_like(world, omar)

    for number in range(3):
        case = world.case(f"HIDDEN{number}", team=[leah], others=[world.person("Zuleika", "Bell")])
        world.note(case, "hidden", by=leah)
    far = world.case("FARAWAY", team=[nina], site=there, subject=world.person("Ann", "Bell"))
    world.note(far, "hidden", by=nina)
    world.note(own, "hidden", by=leah, category=Category.HEALTH)
    place = world.join(far, leah, by=nina)
    world.leave(place, by=nina)

    after = looks_like(world, omar)
    assert {what: after[what] for what in after if after[what] != before[what]} == {}


def test_what_is_shown_does_change_the_picture(world: World) -> None:
    leah, omar = world.worker("leah"), world.worker("omar")
    world.case(team=[leah])
    before = looks_like(world, omar)
    world.case(team=[leah])
    assert looks_like(world, omar) != before


def test_only_auditors_can_tell_that_somebody_else_has_worked(world: World) -> None:
    leah, manager = world.worker("leah"), world.manager()
    counted = []
    for _ in range(2):
        with world.store_for(manager).query(manager) as work:
            counted.append(len(work.rows(select(AuditEntry.seq))))
        world.case(team=[leah])
    assert counted[1] > counted[0]


def test_everybody_sees_who_works_here(world: World) -> None:
    leah, omar = world.worker("leah"), world.worker("omar", role=None)
    world.case(team=[leah])
    with world.store_for(omar).query(omar) as work:
        assert {row[0] for row in work.rows(select(Worker.login))} == {"leah", "omar"}
        assert not work.rows(select(CaseTeamMember.id))
