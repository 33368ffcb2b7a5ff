"""Grants follow the facts: at once in the same unit of work, with the next one everywhere else."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from pbi_desktop.domain.access import AgencyKind, Category, Seal, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import PartInCase, TeamRole
from pbi_desktop.domain.errors import NotFound, NotPermitted
from pbi_desktop.models import (
    Agreement,
    Case,
    CasePerson,
    CaseTeamMember,
    Consent,
    Exclusion,
    Note,
    Person,
    SiteRoleHeld,
    Worker,
)
from pbi_desktop.store.access import policed
from pbi_desktop.store.unit_of_work import Work
from tests.support.stores import FileTemplate
from tests.support.world import CaseMade, World


def bodies(work: Work) -> list[str]:
    return sorted(row[0] for row in work.rows(select(Note.body)))


def cases(work: Work) -> int:
    return len(work.rows(select(Case.id)))


def notes_of(world: World, actor: Actor) -> list[str]:
    with world.store_for(actor).query(actor) as work:
        return bodies(work)


def place(world: World, case: CaseMade, worker: Actor, **when: Any) -> CaseTeamMember:
    times = {"valid_from": world.clock(), "valid_to": None, **when}
    return CaseTeamMember(case_id=case.id, worker_id=worker.worker, role=TeamRole.MEMBER, **times)


def test_who_joins_a_case_reads_it_in_the_same_unit(world: World) -> None:
    leah, omar = world.worker("leah"), world.worker("omar")
    case = world.case(team=[leah])
    world.note(case, "hello")
    with world.store_for(omar).command(omar, "join") as work:
        assert cases(work) == 1, "the desk sees that there is a case"
        assert not work.may_write(case.id)
        work.add(place(world, case, omar))
        assert work.may_write(case.id)
        assert work.may_read(case.id, Category.HEALTH)
        work.open_case(case.id)
        assert bodies(work) == [], "what is not committed opens nothing"
    assert notes_of(world, omar) == ["hello"]


def test_who_leaves_a_case_reads_nothing_from_then_on(world: World) -> None:
    leah, omar = world.worker("leah"), world.worker("omar")
    case = world.case(team=[leah])
    world.note(case, "hello")
    mine = world.join(case, omar)
    with world.store_for(omar).command(omar, "leave") as work:
        assert bodies(work) == ["hello"]
        member = work.get(CaseTeamMember, mine)
        member.valid_to = work.now
        work.save(member)
        assert bodies(work) == []
    assert notes_of(world, omar) == []


def test_even_the_author_reads_nothing_after_leaving(world: World) -> None:
    leah, omar = world.worker("leah"), world.worker("omar")
    case = world.case(team=[leah])
    mine = world.join(case, omar)
    world.note(case, "by omar", by=omar)
    world.leave(mine, by=leah)
    assert notes_of(world, omar) == []
    with world.store_for(omar).query(omar) as work:
        assert not work.may_write(case.id)


def test_a_new_case_with_person_team_and_note_is_one_unit(world: World) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah], others=[world.person("Bo")])
    with world.store_for(leah).query(leah) as work:
        assert len(work.all(select(Person))) == 2
        assert work.get(Case, case.id).subject_id == case.subject


def test_a_sibling_connection_follows_with_its_next_unit(world: World) -> None:
    leah, omar = world.worker("leah"), world.worker("omar")
    case = world.case(team=[leah])
    world.note(case, "hello")
    assert notes_of(world, omar) == []
    with world.store_for(omar).query(omar) as earlier:
        assert bodies(earlier) == []
        mine = world.join(case, omar)
        assert bodies(earlier) == [], "one unit sees one moment"
    assert notes_of(world, omar) == ["hello"]
    world.leave(mine, by=leah)
    assert notes_of(world, omar) == []


def test_time_alone_opens_and_closes(world: World) -> None:
    leah, omar = world.worker("leah"), world.worker("omar")
    case = world.case(team=[leah])
    world.note(case, "hello")
    soon, later = world.clock() + timedelta(hours=1), world.clock() + timedelta(hours=2)
    world.join(case, omar, valid_from=soon, valid_to=later)
    seen = []
    for _ in range(4):
        seen.append(notes_of(world, omar))
        world.clock.forward(minutes=60)
    assert seen == [[], ["hello"], [], []]


def test_a_role_that_ends_takes_the_sites_cases_along(world: World) -> None:
    leah, rosa = world.worker("leah"), world.worker("rosa", role=None)
    world.case(team=[leah], subject=world.person("Ann", "Bell"))
    held = world.role(rosa, SiteRole.FRONT_DOOR, world.site)

    def names() -> list[str]:
        with world.store_for(rosa).query(rosa) as work:
            return [row[0] for row in work.rows(select(Person.family_name))]

    assert names() == ["Bell"]
    world.change_fact(SiteRoleHeld, held, valid_to=world.clock())
    assert names() == []


def test_an_agreement_that_ends_takes_its_category_along(world: World) -> None:
    world.agree(AgencyKind.HEALTH, Category.CORE)
    health = world.agree(AgencyKind.HEALTH, Category.HEALTH)[0]
    leah = world.worker("leah")
    nurse = world.worker("nurse", role=None, agency=AgencyKind.HEALTH)
    case = world.case(team=[leah, nurse])
    world.note(case, "core")
    world.note(case, "insulin", category=Category.HEALTH)
    assert notes_of(world, nurse) == ["core", "insulin"]
    world.change_fact(Agreement, health, valid_to=world.clock())
    assert notes_of(world, nurse) == ["core"]


def test_a_person_who_is_taken_out_of_a_case_takes_their_notes_along(world: World) -> None:
    leah = world.worker("leah", site=world.new_site("Glodwick"))
    case = world.case(team=[leah], others=[world.person("Bo")])
    world.note(case, "about bo", subject=case.people[1])
    with world.store_for(case.by).command(case.by, "take out") as work:
        tie = work.all(select(CasePerson).where(CasePerson.person_id == case.people[1]))[0]
        work.withdraw(tie)
        assert bodies(work) == []
    assert notes_of(world, leah) == []


def test_a_worker_who_is_let_go_is_out_with_the_next_unit(world: World) -> None:
    leah = world.worker("leah")
    world.case(team=[leah])
    assert notes_of(world, leah) == []
    for gone in ({"active": False}, {"active": True, "withdrawn_at": world.clock()}):
        world.change_fact(Worker, leah.worker, **gone)
        with pytest.raises(NotFound), world.store_for(leah).query(leah):
            pass


def test_a_manager_who_gives_a_role_has_it_count_at_once(world: World) -> None:
    manager, rosa = world.manager(), world.worker("rosa", role=None)
    world.case(team=[manager])
    given_role = SiteRoleHeld(
        worker_id=rosa.worker,
        site_id=world.site,
        role=SiteRole.FRONT_DOOR,
        valid_from=world.clock(),
        valid_to=None,
    )
    world.add(manager, given_role)
    with world.store_for(rosa).query(rosa) as work:
        assert len(work.rows(select(Case.id))) == 1


def test_what_a_unit_was_given_goes_with_its_rollback(world: World) -> None:
    leah, omar = world.worker("leah"), world.worker("omar")
    case = world.case(team=[leah])
    world.note(case, "hello")
    store = world.store_for(omar)
    with pytest.raises(NotPermitted), store.command(omar, "join") as work:
        work.add(place(world, case, omar))
        work.open_case(case.id)
        assert work.may_write(case.id)
        raise NotPermitted("after all")
    assert notes_of(world, omar) == []


# --- on the file the grants are filled in part: the parts must make the whole --------------------

Step = Callable[[Work, World, CaseMade, Random], None]


def _join(work: Work, world: World, case: CaseMade, dice: Random) -> None:
    work.add(place(world, case, work.actor, valid_to=dice.choice((None, work.now))))


def _leave(work: Work, world: World, case: CaseMade, dice: Random) -> None:
    mine = select(CaseTeamMember).where(CaseTeamMember.worker_id == work.actor.worker)
    for member in work.all(mine)[:1]:
        member.valid_to = dice.choice((None, work.now))
        work.save(member)


def _take_out(work: Work, world: World, case: CaseMade, dice: Random) -> None:
    for tie in work.all(select(CasePerson).where(CasePerson.case_id == case.id))[1:]:
        work.withdraw(tie)


def _bring_in(work: Work, world: World, case: CaseMade, dice: Random) -> None:
    person = work.add(world.person("New", str(dice.random())))
    work.add(CasePerson(case_id=case.id, person_id=person.id, part=PartInCase.FAMILY))


def _give_role(work: Work, world: World, case: CaseMade, dice: Random) -> None:
    role = dice.choice((SiteRole.DUTY_LEAD, SiteRole.FRONT_DOOR, SiteRole.PARTNER))
    held: dict[str, Any] = {
        "worker_id": work.actor.worker,
        "site_id": dice.choice((world.site, case.site)),
    }
    work.add(SiteRoleHeld(role=role, valid_from=work.now, valid_to=None, **held))


def _end_agreement(work: Work, world: World, case: CaseMade, dice: Random) -> None:
    agreement = dice.choice(work.all(select(Agreement)))
    agreement.valid_to = work.now
    work.save(agreement)


def _say(work: Work, world: World, case: CaseMade, dice: Random) -> None:
    about, given = dice.choice((Category.HEALTH, Category.CORE)), dice.random() < 0.5
    said = {"about": about, "given": given, "valid_from": work.now}
    work.add(Consent(subject_id=case.subject, category=Category.CORE, **said))


def _exclude(work: Work, world: World, case: CaseMade, dice: Random) -> None:
    whom = {"worker_id": work.actor.worker, "person_id": case.subject}
    work.add(Exclusion(reason="A cousin", valid_from=work.now, **whom))


def _seal(work: Work, world: World, case: CaseMade, dice: Random) -> None:
    sealed = work.get(Case, case.id)
    sealed.seal = dice.choice(tuple(Seal))
    work.save(sealed)


STEPS: tuple[Step, ...] = (
    _join,
    _leave,
    _take_out,
    _bring_in,
    _give_role,
    _end_agreement,
    _say,
    _seal,
    _exclude,
)


@dataclass(frozen=True)
class Ground:
    """A store in which facts change, example after example."""

    world: World
    boss: Actor
    cases: list[CaseMade]


@pytest.fixture(scope="module")
def ground(
    file_template: FileTemplate, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ground]:
    home = file_template.copy(tmp_path_factory.mktemp("grants"))
    world = World(home)
    boss, there = world.manager(), world.new_site("Glodwick")
    away = world.worker("away", site=there)
    cases = [world.case(team=[boss]), world.case(team=[away], site=there)]
    yield Ground(world, boss, [*cases[:1] * 4, *cases])
    home.close()


@given(seed=st.integers(0, 2**32))
@settings(
    max_examples=8,
    deadline=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
def test_grants_filled_in_part_are_the_grants_filled_whole(ground: Ground, seed: int) -> None:
    dice = Random(seed)  # noqa: S311
    store = ground.world.store_for(ground.boss)
    for _ in range(2):
        # What the rule refuses ends the unit: its facts, and its grants, are taken back.
        with suppress(NotPermitted, NotFound), store.command(ground.boss, "facts") as work:
            for _ in range(5):
                step, case = dice.choice(STEPS), dice.choice(ground.cases)
                step(work, ground.world, case, dice)
                assert held(work) == recomputed(work), step.__name__
        with store.query(ground.boss) as work:
            assert held(work) == recomputed(work)


def held(work: Work) -> set[Any]:
    return _asked(work, "SELECT case_id, subject_id, category, verbs, working FROM temp.my_grants")


def recomputed(work: Work) -> set[Any]:
    return _asked(
        work, policed._insert_grants(policed._policy()["fill"]["my_grants"]).split(") ", 1)[1]
    )


def _asked(work: Work, query: str) -> set[Any]:
    work.books.held(work.actor.worker)  # any question has what is stale filled first
    connection = work.session.connection().info["policed"]
    values = {
        "worker": work.actor.worker.bytes,
        "purpose": work.actor.purpose,
        "now": int(work.now.timestamp() * 1_000_000),
    }
    with connection.trusted():
        return set(connection.raw.execute(query, values))
