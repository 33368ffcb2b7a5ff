"""What is shown before a summary is made is what is made, and no more than may be told."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from pbi_desktop.domain.access import AgencyKind, Category, Purpose, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import ActionStatus
from pbi_desktop.domain.errors import NotFound, NothingAgreed, PbiError, StaleRecord
from pbi_desktop.domain.ids import AgencyId
from pbi_desktop.domain.sharing import SummaryPart, permitted_categories
from pbi_desktop.domain.sharing_errors import SecondPersonNeeded
from pbi_desktop.domain.summary_contents import Handing
from pbi_desktop.models import Action, AuditEntry, Disclosure
from pbi_desktop.reports.json_out import document_json
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.summary_preview import SummaryPreview
from tests.support.world import CaseMade, World

PAIRS = [(kind, purpose) for kind in AgencyKind for purpose in Purpose]
AGREED = {
    AgencyKind.HOUSING: tuple(Category),
    AgencyKind.POLICE: (Category.IDENTITY, Category.CORE, Category.OFFENDING),
    AgencyKind.HEALTH: (Category.IDENTITY, Category.HEALTH),
    AgencyKind.PROBATION: (Category.CORE,),  # not even whom it is about
}


@pytest.fixture
def leah(world: World) -> Actor:
    return world.worker("leah")


@pytest.fixture
def case(world: World, leah: Actor) -> CaseMade:
    """Return a case with a step of every category, whose words name it."""
    made = world.case("K7QX9B", team=[leah], subject=world.person("Shabana", "Akhtar"))
    for category in Category:
        world.add(leah, a_step(made, leah, category))
    world.note(made, "Never in a summary.", by=leah)
    return made


def a_step(case: CaseMade, owner: Actor, category: Category, what: str = "") -> Action:
    return Action(
        case_id=case.id,
        subject_id=case.subject,
        category=category,
        what=what or code_word(category),
        owner_id=owner.worker,
        status=ActionStatus.OPEN,
    )


def code_word(category: Category) -> str:
    return f"xq{category.name.lower()}qx"


def agree_on_some(world: World) -> None:
    """Let some kinds of agency be told some things, for every purpose."""
    for kind, categories in AGREED.items():
        for purpose in Purpose:
            world.agree(kind, *categories, purpose=purpose)


def shown(
    desk: Desk, actor: Actor, case: CaseMade, agency: AgencyId, purpose: Purpose
) -> SummaryPreview | PbiError:
    """Return what is shown, or why nothing is."""
    try:
        return desk.summaries.preview(actor, case.id, agency, purpose)
    except PbiError as error:
        return error


def words(preview: SummaryPreview) -> str:
    return document_json(preview.document)


def disclosed(world: World) -> int:
    with world.trusted() as connection:
        return connection.execute(select(func.count()).select_from(Disclosure)).scalar_one()


def test_what_is_shown_is_what_is_made_for_every_agency_and_purpose(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    agree_on_some(world)
    made = 0
    for kind, purpose in PAIRS:
        agency = world.agency(kind)
        before = shown(desk, leah, case, agency, purpose)
        if isinstance(before, PbiError):
            with pytest.raises(type(before)):
                desk.summaries.make(leah, case.id, agency, purpose, "")
            continue
        asked = (leah, case.id, agency, purpose, before.seen)
        if before.second_person:
            with pytest.raises(SecondPersonNeeded):
                desk.summaries.make(*asked)
        urgent = "He may come to serious harm tonight." if before.second_person else ""
        after = desk.summaries.make(*asked, Handing(urgent=urgent))
        assert after.document == before.document, (kind, purpose)
        again = shown(desk, leah, case, agency, purpose)
        assert isinstance(again, SummaryPreview)
        assert again.request.copy_number == before.request.copy_number + 1
        assert replace(again, document=before.document, request=before.request) == before
        made += 1
    assert made == disclosed(world)
    assert made > len(Purpose)


def test_no_preview_shows_a_word_of_what_the_agency_may_not_be_told(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    agree_on_some(world)
    for kind, purpose in PAIRS:
        preview = shown(desk, leah, case, world.agency(kind), purpose)
        if isinstance(preview, PbiError):
            continue
        allowed = {*AGREED.get(kind, tuple(Category))} & permitted_categories(kind, purpose)
        told = {one for one in Category if code_word(one) in words(preview)}
        assert told <= allowed, (kind, purpose)
        assert set(preview.held_back) == set(Category) - allowed
        assert "Never in a summary." not in words(preview)
        counted = {one.part: one.count for one in preview.told}
        steps = counted.get(SummaryPart.NEXT_STEPS, 0) + counted.get(SummaryPart.ASKS, 0)
        assert steps == len(told)
        assert preview.facts == sum(counted.values())


def test_looking_is_not_telling(world: World, desk: Desk, leah: Actor, case: CaseMade) -> None:
    world.agree(AgencyKind.HOUSING)
    housing = world.agency(AgencyKind.HOUSING)
    with world.trusted() as connection:
        before = connection.execute(select(func.count()).select_from(AuditEntry)).scalar_one()
    for _ in range(2):
        preview = desk.summaries.preview(leah, case.id, housing, Purpose.DIRECT_SUPPORT)
        assert preview.request.copy_number == 1
    with world.trusted() as connection:
        after = connection.execute(select(func.count()).select_from(AuditEntry)).scalar_one()
    assert (after, disclosed(world)) == (before, 0)


def test_what_changed_since_it_was_shown_is_not_made(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    world.agree(AgencyKind.HOUSING)
    housing = world.agency(AgencyKind.HOUSING)
    ask = (leah, case.id, housing, Purpose.DIRECT_SUPPORT)
    seen = desk.summaries.preview(*ask).seen
    world.add(leah, a_step(case, leah, Category.CORE, "Ring the school"))
    with pytest.raises(StaleRecord):
        desk.summaries.make(*ask, seen)
    assert disclosed(world) == 0
    desk.summaries.make(*ask, desk.summaries.preview(*ask).seen)
    assert disclosed(world) == 1


def test_what_a_worker_may_not_see_is_not_even_named_to_them(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    world.agree(AgencyKind.VOLUNTARY, Category.IDENTITY, Category.CORE, Category.HEALTH)
    world.agree(AgencyKind.HOUSING)
    helper = world.worker("omar", agency=AgencyKind.VOLUNTARY)
    world.join(case, helper)
    ask = (case.id, world.agency(AgencyKind.HOUSING), Purpose.DIRECT_SUPPORT)
    assert Category.OFFENDING in desk.summaries.preview(leah, *ask).held_back
    preview = desk.summaries.preview(helper, *ask)
    assert preview.held_back == (Category.HEALTH,)
    told = {one for one in Category if code_word(one) in words(preview)}
    assert told == {Category.IDENTITY, Category.CORE}


def test_parts_that_are_never_told_for_a_purpose_are_counted(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    world.agree(AgencyKind.POLICE, purpose=Purpose.CRIME_PREVENTION)
    police = world.agency(AgencyKind.POLICE)
    preview = desk.summaries.preview(leah, case.id, police, Purpose.CRIME_PREVENTION)
    missing = {one.part: one.count for one in preview.not_for_purpose}
    assert missing == {SummaryPart.NEXT_STEPS: len(Category)}
    assert SummaryPart.NEXT_STEPS not in {one.part for one in preview.told}


def test_a_case_one_may_not_write_in_has_no_preview(
    world: World, desk: Desk, case: CaseMade
) -> None:
    world.agree(AgencyKind.HOUSING)
    stranger = world.worker("omar", SiteRole.KEY_WORKER, site=world.new_site("Fitton Hill"))
    housing = world.agency(AgencyKind.HOUSING)
    with pytest.raises(NotFound):
        desk.summaries.preview(stranger, case.id, housing, Purpose.DIRECT_SUPPORT)


def test_nothing_agreed_is_said_by_the_name_of_the_agency(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    school = world.agency(AgencyKind.SCHOOL)
    with pytest.raises(NothingAgreed) as refused:
        desk.summaries.preview(leah, case.id, school, Purpose.DIRECT_SUPPORT)
    assert refused.value.agency == "School"
