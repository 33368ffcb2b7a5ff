"""A protected address and a conflict of interest betray nothing: not a row, a count, an order."""

from datetime import timedelta
from typing import Any

import pytest

from pbi_desktop.domain.access import AgencyKind, Category, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import TieKind
from pbi_desktop.domain.errors import PbiError
from pbi_desktop.domain.safety import ConcernAbout
from pbi_desktop.domain.team import FeedbackKind
from pbi_desktop.domain.times import london_day
from pbi_desktop.domain.wording import explain
from pbi_desktop.models import Area, CommunityGroup, Household, Membership, Relationship
from pbi_desktop.services.cases_export import Form
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.front_door_rows import Told
from pbi_desktop.services.my_day_rows import CaseOrder
from pbi_desktop.services.safety_rows import NewConcern
from tests.support.desks import lives_at
from tests.support.world import CaseMade, World

HIDDEN_STREET, HIDDEN_CODE = "9 Quarry Hill", "OL9 9QH"
TOLD = (
    Told(name="Shabana Akhtar"),
    Told(name="Nasreen Akhtar"),
    Told(name="Zuleika"),
    Told(street="quarry hill"),
    Told(street="OL9 9QH"),
    Told(name="Akhtar", street="quarry"),
    Told(name="Akhtar", phone="07700900123"),
)


def asked(desk: Desk, actor: Actor, case: CaseMade) -> list[Any]:
    """Return all that a worker can ask for, down to the order of it."""
    answers: list[Any] = [desk.front_door.search(actor, told) for told in TOLD]
    answers += [desk.my_day.show(actor, order) for order in CaseOrder]
    answers += [
        desk.cases.list(actor),
        desk.cases.header(actor, case.id),
        desk.cases.now(actor, case.id),
        desk.cases.story(actor, case.id),
        desk.cases.story_page(actor, case.id, None, 2),
        desk.chronologies.of_case(actor, case.id),
        desk.cases.plan(actor, case.id),
        desk.cases.network(actor, case.id),
        desk.cases.groups(actor, case.id),
        desk.pictures.of_case(actor, case.id),
        desk.community.search(actor),
        desk.community.cases(actor),
        desk.identities.of(actor, case.subject),
        desk.identities.decided(actor),
        desk.outcomes.show(actor).result,
        found_twice(desk, actor),
        desk.exclusions.workers(actor),
        desk.glass.people(actor, case.id),
        desk.glass.to_review(actor),
        desk.explaining.askable(actor, case.id),
        [desk.explaining.why(actor, case.id, case.subject, one) for one in Category],
        exported(desk, actor),
    ]
    return answers


def exported(desk: Desk, actor: Actor) -> Any:
    try:
        return desk.cases_export.cases(actor, next(iter(Form)))
    except PbiError as error:
        return explain(error)


def found_twice(desk: Desk, actor: Actor) -> Any:
    try:
        return desk.duplicates.likely(actor)
    except PbiError as error:
        return explain(error)


@pytest.fixture
def places(world: World) -> None:
    """Two small areas with a group in each, so that what is near by has an order."""
    for code, north in (("E0100001", 53.54), ("E0100002", 53.58)):
        world.fact(Area(code=code, name=code, vintage="2021", latitude=north, longitude=-2.1))
        world.fact(_group(code, north))


def _group(code: str, north: float) -> CommunityGroup:
    return CommunityGroup(
        feed="test",
        source_key=code,
        name=f"Tea at {code}",
        kind="group",
        area_code=code,
        latitude=north,
        longitude=-2.1,
    )


def test_a_protected_address_betrays_nothing(world: World, desk: Desk, places: None) -> None:
    world.agree(AgencyKind.HOUSING, Category.IDENTITY, Category.CORE, Category.CONTACT)
    leah = world.worker("leah")
    omar = world.worker("omar", agency=AgencyKind.HOUSING)
    mother = world.person("Nasreen", "Akhtar")
    case = world.case(
        "K7QX9B", team=[leah, omar], subject=world.person("Shabana", "Akhtar"), others=[mother]
    )
    world.add(leah, _tied(case))
    before = asked(desk, omar, case)
    lives_at(world, leah, case.subject, HIDDEN_STREET, HIDDEN_CODE, area="E0100002")
    _shares_a_home(world, leah, case)
    assert asked(desk, omar, case) != before  # it bites: as long as it is open it shows
    done = desk.protecting.protect(leah, case.id, case.subject)
    assert asked(desk, omar, case) == before
    assert HIDDEN_STREET in desk.cases.header(leah, case.id).address
    assert done.command is not None
    desk.undo.undo(leah, done.command)
    assert HIDDEN_STREET in desk.cases.header(omar, case.id).address


def _tied(case: CaseMade) -> Relationship:
    return Relationship(
        subject_id=case.people[1],
        other_id=case.subject,
        category=Category.IDENTITY,
        kind=TieKind.PARENT,
    )


def _shares_a_home(world: World, leah: Actor, case: CaseMade) -> None:
    with world.store_for(leah).command(leah, "move in") as work:
        home = work.add(Household(name="Akhtar"))
        for person in case.people:
            work.add(
                Membership(subject_id=person, category=Category.IDENTITY, household_id=home.id)
            )


def test_a_link_to_a_hidden_record_betrays_nothing(world: World, desk: Desk, places: None) -> None:
    leah, nina = world.worker("leah"), world.worker("nina", site=world.new_site("Fitton Hill"))
    case = world.case("K7QX9B", team=[leah, nina], subject=world.person("Shabana", "Akhtar"))
    hidden = world.case("M2RT4C", team=[leah], subject=world.person("Zuleika", "Akhtar"))
    other = world.case("P9WX3D", team=[leah], subject=world.person("Zuleikha", "Akhtar"))
    before = asked(desk, nina, case)
    desk.identities.link(leah, case.subject, hidden.subject, "She told us of Zuleika")
    desk.identities.keep_apart(leah, case.subject, other.subject, "Sisters")
    assert asked(desk, nina, case) == before
    assert len(desk.identities.decided(leah)) == 2


def test_a_conflict_of_interest_is_invisible_to_whom_it_is_about(
    world: World, desk: Desk, places: None
) -> None:
    leah, nina = world.worker("leah"), world.worker("nina")
    own = world.case("M2QX9B", team=[nina], subject=world.person("Ann", "Bell"))
    lives_at(world, nina, own.subject, "3 Mill Lane", "OL4 1AA", area="E0100001")
    before = asked(desk, nina, own)
    case = world.case("K7QX9B", team=[leah], subject=world.person("Zuleika", "Akhtar"))
    lives_at(world, leah, case.subject, HIDDEN_STREET, HIDDEN_CODE)
    world.note(case, "about Ann Bell", by=leah)
    assert asked(desk, nina, own) != before
    desk.exclusions.record(leah, case.id, case.subject, nina.worker, "They are sisters.")
    assert asked(desk, nina, own) == before


def test_a_conflict_of_interest_of_a_lead_is_on_no_team_day(world: World, desk: Desk) -> None:
    leah, dot = world.worker("leah"), world.worker("dot", SiteRole.DUTY_LEAD)
    world.case("M2QX9B", team=[dot], subject=world.person("Ann", "Bell"))
    before = desk.team_days.show(dot)
    case = world.case("K7QX9B", team=[leah], subject=world.person("Zuleika", "Akhtar"))
    loose = world.case("P9WX3D", by=leah, subject=case.subject)
    today = london_day(world.clock())
    desk.casework.add_step(leah, case.id, "Ring the court", today - timedelta(days=2))
    desk.concerns.record(leah, case.id, NewConcern(ConcernAbout.ADULT, "A bruise on the arm."))
    complaint = (FeedbackKind.COMPLAINT, "A neighbour", "Nobody rang back.", case.id)
    desk.voices.receive(leah, world.site, *complaint)
    seen = desk.team_days.show(dot)
    assert [one.case_id for one in seen.unallocated] == [loose.id]
    assert [len(found) for found in (seen.late, seen.concerns, seen.voices, seen.loads)] == [
        1,
        1,
        1,
        2,
    ]
    desk.exclusions.record(leah, case.id, case.subject, dot.worker, "They are sisters.")
    assert desk.team_days.show(dot) == before
