"""The community map: only what one may see is on it, and a protected address is nowhere."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from pbi_desktop.domain.access import AgencyKind, Basis, Category, Purpose, Verb
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import NotPermitted
from pbi_desktop.domain.large_picture import NodeKind
from pbi_desktop.domain.stages import LifeDomain
from pbi_desktop.models import (
    Agreement,
    Area,
    Attendance,
    AuditEntry,
    CommunityGroup,
    Household,
    Involvement,
    Membership,
    Need,
)
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.town_rows import Asked, TownPage
from tests.support.desks import lives_at
from tests.support.world import CaseMade, World


class StopNow(Exception):
    """Somebody stopped the reading."""


@pytest.fixture
def world(file_world: World) -> World:
    """Return a town on the encrypted file: nothing here is asked of one database alone."""
    return file_world


@pytest.fixture
def leah(world: World) -> Actor:
    world.fact(Area(code="E1", name="Mill ward", vintage="2021", latitude=53.5, longitude=-2.1))
    return world.worker("leah")


def home(world: World, actor: Actor, name: str, **where: Any) -> CaseMade:
    """Let there be a household with an open case, a surgery at work and a need of company."""
    case = world.case(team=[actor], subject=world.person("Ann", name))
    house = world.fact(Household(name=name))
    world.fact(Membership(subject_id=case.subject, category=Category.CORE, household_id=house))
    lives_at(world, actor, case.subject, f"1 {name} Street", area="E1", **where)
    of_case: dict[str, Any] = {
        "case_id": case.id,
        "subject_id": case.subject,
        "category": Category.CORE,
    }
    world.fact(Involvement(service="Surgery", **of_case))
    world.fact(Need(domain=LifeDomain.CONNECTION, words="Somebody to talk to", **of_case))
    return case


def names(page: TownPage, kind: NodeKind = NodeKind.HOUSEHOLD) -> list[str]:
    labels = page.picture.labels
    return sorted(labels[row] for row in (page.picture.kind == kind).nonzero()[0].tolist())


def listed(page: TownPage, asked: Asked) -> list[tuple[str, ...]]:
    answer = next(one for one in page.answers if one.asked is asked)
    return [row.cells for row in answer.rows]


def test_the_map_answers_from_what_is_recorded(world: World, desk: Desk, leah: Actor) -> None:
    home(world, leah, "Akhtar")
    singing = home(world, leah, "Bell")
    choir = world.fact(
        CommunityGroup(feed="own", source_key="choir", name="Choir", kind="group", area_code="E1")
    )
    for weeks in (1, 30):
        world.fact(
            Attendance(
                case_id=singing.id,
                subject_id=singing.subject,
                category=Category.CORE,
                group_id=choir,
                on_day=world.clock().date() - timedelta(weeks=weeks),
                came=True,
            )
        )
    page = desk.community_map.show(leah)
    assert names(page) == ["Akhtar", "Bell"]
    assert names(page, NodeKind.PLACE) == ["Mill ward"]
    assert listed(page, Asked.SERVICES_ONLY) == [("Akhtar", "Mill ward", "Surgery")]
    assert listed(page, Asked.CARRYING) == [("Choir", "Mill ward", "1", "1")]
    assert listed(page, Asked.OUT_OF_REACH) == []  # a choir is company, and it is there
    assert len(listed(page, Asked.EVERYTHING)) == 4
    assert sorted(some[0] for some in page.cases.values())


def test_what_one_may_not_see_is_not_on_the_map(world: World, desk: Desk, leah: Actor) -> None:
    home(world, leah, "Akhtar")
    before = desk.community_map.show(leah)
    other = world.worker("omar")
    home(world, other, "Zhang", since=date(2020, 1, 1))
    after = desk.community_map.show(leah, anew=True)
    assert names(desk.community_map.show(other)) == ["Zhang"]
    assert (before.said, before.answers, before.cases) == (after.said, after.answers, after.cases)
    assert list(before.picture.labels) == list(after.picture.labels)
    for column in ("x", "y", "kind", "size", "edges"):
        assert getattr(before.picture, column).tobytes() == getattr(after.picture, column).tobytes()


def test_a_household_of_which_the_work_may_not_be_read_is_not_on_the_map(
    world: World, desk: Desk, leah: Actor
) -> None:
    world.agree(AgencyKind.POLICE, Category.IDENTITY, Category.CONTACT)
    tom = world.worker("tom", agency=AgencyKind.POLICE)
    case = home(world, leah, "Akhtar")
    world.join(case, tom, by=leah)
    assert names(desk.community_map.show(tom)) == []
    terms: dict[str, Any] = {
        "purpose": Purpose.DIRECT_SUPPORT,
        "agency_kind": AgencyKind.POLICE,
        "category": Category.CORE,
        "basis": Basis.TASK,
        "seconded_by": world.maker,
        "valid_from": world.clock(),
    }
    world.fact(Agreement(**terms, rights=Verb.WRITE | Verb.STATISTICS))
    assert names(desk.community_map.show(tom, anew=True)) == []
    world.fact(Agreement(**terms, rights=Verb.READ))
    assert names(desk.community_map.show(tom, anew=True)) == ["Akhtar"]


def test_a_protected_address_is_nowhere_on_the_map(world: World, desk: Desk, leah: Actor) -> None:
    hidden = home(world, leah, "Akhtar")
    lives_at(
        world, leah, hidden.subject, "9 Quarry Hill", area="E1", category=Category.PROTECTED_ADDRESS
    )
    page = desk.community_map.show(leah)
    assert listed(page, Asked.SERVICES_ONLY) == [("Akhtar", "No place to show", "Surgery")]
    assert "Mill ward" not in page.picture.labels


def test_the_borough_names_nobody_and_is_for_leads(world: World, desk: Desk, leah: Actor) -> None:
    lead = world.manager()
    for name in ("Akhtar", "Bell", "Carr", "Dyson"):
        home(world, leah, name)
    few = desk.community_map.borough(lead)
    assert (names(few), few.said.split(",")[0]) == ([], "0 households")
    home(world, leah, "Eccles")
    page = desk.community_map.borough(lead)
    assert names(page) == [""] * 5
    assert page.cases == {}
    assert listed(page, Asked.AREAS) == [("Mill ward", "5", "5", "1", "0")]
    with pytest.raises(NotPermitted):
        desk.community_map.borough(leah)


def test_each_reading_is_logged_and_a_stop_keeps_nothing(
    world: World, desk: Desk, leah: Actor
) -> None:
    home(world, leah, "Akhtar")

    def stopping(done: int, _of: int) -> None:
        if done > 2:
            raise StopNow

    def swept() -> int:
        with world.trusted() as connection:
            rows = connection.execute(select(AuditEntry.__table__)).mappings().all()
            return sum("the community map" in str(dict(row)) for row in rows)

    before = swept()
    with pytest.raises(StopNow):
        desk.community_map.show(leah, stopping)
    assert swept() == before + 1
    world.clock.forward(hours=1)  # a map that is read again at once is the same reading
    desk.community_map.show(leah)
    assert swept() == before + 2
