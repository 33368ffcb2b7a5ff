"""People and services round a person: added whole, in one home, and taken back exactly."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from pbi_desktop.domain.access import AgencyKind, Category, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import Flow, Gender, PartInCase, Quality, TieKind
from pbi_desktop.domain.errors import Invalid, NotFound, NotPermitted
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.ties import Outline
from pbi_desktop.domain.times import PartialDate
from pbi_desktop.models import (
    CasePerson,
    Household,
    Involvement,
    Membership,
    Person,
    Relationship,
)
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.household import NewMember, NewService
from tests.support.desks import undo
from tests.support.world import CaseMade, World

TODAY = date(2026, 11, 21)
KINDS = (Person, CasePerson, Relationship, Household, Membership, Involvement)
URDU = "\u0634\u0628\u0627\u0646\u06c1 \u0627\u062e\u062a\u0631"
MUM = NewMember(
    "Nasreen",
    "Akhtar",
    born=PartialDate.of_year(1958),
    gender=Gender.WOMAN,
    kind=TieKind.PARENT,
    quality=Quality.STRONG,
    strength=3,
    flow=Flow.BOTH,
)
SISTER = NewMember("Farah", kind=TieKind.SIBLING, at_home=False)


@pytest.fixture
def leah(world: World) -> Actor:
    """Return a key worker of the site."""
    return world.worker("leah")


@pytest.fixture
def shabana(world: World, leah: Actor) -> CaseMade:
    """Return a case of hers, about somebody without a household."""
    return world.case(team=[leah], subject=world.person("Shabana", "Akhtar", pronouns="she/her"))


def records(world: World, actor: Actor) -> dict[str, list[Any]]:
    """Return all that a worker sees of people, ties, homes and services."""
    with world.store_for(actor).query(actor) as work:
        return {
            kind.__tablename__: sorted(
                map(repr, work.rows(select(*(c for c in kind.__table__.columns))))
            )
            for kind in KINDS
        }


def homes(world: World, actor: Actor) -> list[tuple[str, int]]:
    """Return each household with how many live in it."""
    with world.store_for(actor).query(actor) as work:
        members = work.all(select(Membership))
        return [
            (home.name, sum(one.household_id == home.id for one in members))
            for home in work.all(select(Household))
        ]


def lines(desk: Desk, actor: Actor, case: CaseId, section: int) -> list[str]:
    """Return what a part of the network says."""
    outline: Outline = desk.cases.network(actor, case)
    return [line.spoken for line in outline.sections[section].lines]


def test_somebody_at_home_lives_in_a_household_made_for_them(
    world: World, desk: Desk, leah: Actor, shabana: CaseMade
) -> None:
    changes = desk.household.add_member(leah, shabana.id, MUM)
    assert changes.done == "Added to the family"
    assert changes.cases == {shabana.id}
    assert homes(world, leah) == [("Akhtar", 2)]
    (_her, mum) = lines(desk, leah, shabana.id, 0)
    assert mum.startswith("Nasreen, mother, about 68")
    assert "help goes both ways" in mum
    with world.store_for(leah).query(leah) as work:
        (part,) = work.all(select(CasePerson).where(CasePerson.person_id == changes.made))
        (tie,) = work.all(select(Relationship))
    assert part.part is PartInCase.HOUSEHOLD
    assert (tie.subject_id, tie.other_id, tie.strength) == (changes.made, shabana.subject, 3)


def test_somebody_elsewhere_joins_no_household(
    world: World, desk: Desk, leah: Actor, shabana: CaseMade
) -> None:
    changes = desk.household.add_member(leah, shabana.id, SISTER)
    assert homes(world, leah) == []
    (sister,) = lines(desk, leah, shabana.id, 1)
    assert sister.startswith("Farah, sibling")
    with world.store_for(leah).query(leah) as work:
        (part,) = work.all(select(CasePerson).where(CasePerson.person_id == changes.made))
        person = work.get(Person, part.person_id)
    assert part.part is PartInCase.FAMILY
    assert (person.gender, person.born) == (Gender.NOT_RECORDED, None)


def test_a_second_member_joins_the_same_household(
    world: World, desk: Desk, leah: Actor, shabana: CaseMade
) -> None:
    desk.household.add_member(leah, shabana.id, MUM)
    desk.household.add_member(leah, shabana.id, NewMember("Idris", kind=TieKind.CHILD))
    assert homes(world, leah) == [("Akhtar", 3)]


def test_a_service_is_in_the_network_from_its_day(
    desk: Desk, leah: Actor, shabana: CaseMade
) -> None:
    service = NewService("Memory clinic", "Dr Lowe", date(2026, 5, 3), Quality.WORKING)
    desk.household.add_service(leah, shabana.id, service)
    desk.household.add_service(leah, shabana.id, NewService("  School  "))
    clinic, school = lines(desk, leah, shabana.id, 2)
    assert clinic == "Memory clinic: steady. Worker: Dr Lowe. Since 3 May 2026."
    assert school == "School. Since 21 November 2026."


@pytest.mark.parametrize("adding", ["home", "second at home", "elsewhere", "service"])
def test_undo_restores_every_record(
    world: World, desk: Desk, leah: Actor, shabana: CaseMade, adding: str
) -> None:
    if adding == "second at home":
        desk.household.add_member(leah, shabana.id, NewMember("Idris", kind=TieKind.CHILD))
    before, seen = records(world, leah), desk.cases.network(leah, shabana.id)
    if adding == "service":
        changes = desk.household.add_service(leah, shabana.id, NewService("Memory clinic"))
    else:
        who = SISTER if adding == "elsewhere" else MUM
        changes = desk.household.add_member(leah, shabana.id, who)
    assert records(world, leah) != before
    undo(desk, leah, changes)
    assert records(world, leah) == before
    assert desk.cases.network(leah, shabana.id) == seen


@pytest.mark.parametrize("name", [URDU, "W" * 300, "Anne-Marie O\u2019Dowd"])
def test_a_name_is_kept_whole(
    desk: Desk, leah: Actor, shabana: CaseMade, world: World, name: str
) -> None:
    made = desk.household.add_member(leah, shabana.id, NewMember(name, name)).made
    desk.household.add_service(leah, shabana.id, NewService(name, name))
    with world.store_for(leah).query(leah) as work:
        (person,) = work.all(select(Person).where(Person.id == made))
        (service,) = work.all(select(Involvement))
    assert (person.given_name, person.family_name) == (name, name)
    assert (service.service, service.worker_name) == (name, name)


@pytest.mark.parametrize(
    ("member", "field"),
    [
        (NewMember(" "), "given_name"),
        (NewMember("123"), "given_name"),
        (NewMember("Farah", strength=4), "strength"),
    ],
)
def test_somebody_who_cannot_be_kept_leaves_nothing(
    world: World, desk: Desk, leah: Actor, shabana: CaseMade, member: NewMember, field: str
) -> None:
    before = records(world, leah)
    with pytest.raises(Invalid) as refused:
        desk.household.add_member(leah, shabana.id, member)
    assert list(refused.value.fields) == [field]
    assert records(world, leah) == before


def test_a_service_without_a_name_is_refused(desk: Desk, leah: Actor, shabana: CaseMade) -> None:
    with pytest.raises(Invalid) as refused:
        desk.household.add_service(leah, shabana.id, NewService("\n "))
    assert refused.value.fields == {"service": "Write which service it is."}
    with pytest.raises(Invalid):
        desk.household.add_service(leah, shabana.id, NewService("School", strength=0))


def test_nobody_is_added_without_the_right_to_write(
    world: World, desk: Desk, leah: Actor, shabana: CaseMade
) -> None:
    before = records(world, leah)
    bev = world.worker("bev", SiteRole.KEY_WORKER)
    world.agree(AgencyKind.HEALTH, Category.IDENTITY, Category.CORE)
    stranger = world.worker("omar", site=world.new_site("Fitton Hill"))
    nurse = world.worker("nurse", agency=AgencyKind.HEALTH)
    for actor in (bev, stranger, nurse):
        for who in (MUM, SISTER):
            with pytest.raises((NotPermitted, NotFound)):
                desk.household.add_member(actor, shabana.id, who)
        with pytest.raises((NotPermitted, NotFound)):
            desk.household.add_service(actor, shabana.id, NewService("School"))
    assert records(world, leah) == before
