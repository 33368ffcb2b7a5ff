"""What one person writes gives nothing until another agrees, and ends when it is ended."""

import pytest

from pbi_desktop.domain.access import AgencyKind, Basis, Category, Purpose, SiteRole, Verb
from pbi_desktop.domain.access_errors import SamePerson
from pbi_desktop.domain.errors import Invalid, NotFound, NotPermitted
from pbi_desktop.services.agreements import Terms
from pbi_desktop.services.desk import Desk
from tests.support.world import World

CORE = Terms(
    AgencyKind.POLICE, Purpose.DIRECT_SUPPORT, Category.CORE, Basis.TASK, Verb.READ | Verb.WRITE
)
WHO = Terms(AgencyKind.POLICE, Purpose.DIRECT_SUPPORT, Category.IDENTITY, Basis.TASK)


def test_an_agreement_counts_from_the_second_person_until_it_ends(world: World, desk: Desk) -> None:
    manager, ig = world.manager(), world.worker("ig", SiteRole.IG_LEAD)
    gill = world.worker("gill", role=None, agency=AgencyKind.POLICE)
    case = world.case("K7QX9B", team=[manager, gill])
    for terms in (WHO, CORE):
        desk.agreements.propose(manager, terms)
    with pytest.raises(NotFound):
        desk.cases.header(gill, case.id)
    new = [one for one in desk.agreements.show(ig).agreements if not one.seconded_by]
    with pytest.raises(SamePerson):
        desk.agreements.second(manager, new[0].id, new[0].version)
    for one in new:
        desk.agreements.second(ig, one.id, one.version)
    assert desk.cases.header(gill, case.id).reference == "K7QX9B"
    for one in desk.agreements.show(ig).agreements:
        if one.terms in (WHO, CORE):
            desk.agreements.end(ig, one.id, one.version)
    with pytest.raises(NotFound):
        desk.cases.header(gill, case.id)


def test_only_those_who_govern_change_anything(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    assert not desk.agreements.show(leah).may_change
    with pytest.raises(NotPermitted):
        desk.agreements.propose(leah, CORE)


def test_health_never_serves_a_tenancy(world: World, desk: Desk) -> None:
    wanted = Terms(AgencyKind.HOUSING, Purpose.TENANCY, Category.HEALTH, Basis.TASK)
    with pytest.raises(Invalid):
        desk.agreements.propose(world.manager(), wanted)


def test_a_role_opens_a_site_until_it_ends_and_nobody_gives_one_to_themselves(
    world: World, desk: Desk
) -> None:
    manager, nina = world.manager(), world.worker("nina", role=None)
    case = world.case("K7QX9B", team=[manager])
    desk.agreements.give_role(manager, nina.worker, world.site, SiteRole.KEY_WORKER)
    assert desk.cases.header(nina, case.id).reference == "K7QX9B"
    (held,) = [one for one in desk.agreements.show(manager).roles if one.worker == "Nina"]
    desk.agreements.end_role(manager, held.id, held.version)
    with pytest.raises(NotFound):
        desk.cases.header(nina, case.id)
    with pytest.raises(SamePerson):
        desk.agreements.give_role(manager, manager.worker, world.site, SiteRole.IG_LEAD)
