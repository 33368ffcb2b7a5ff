"""Copied for one's own agency's system: what was shown, logged first, and no more than it may."""

from datetime import date

import pytest

from pbi_desktop.domain.access import AgencyKind, Category, Purpose
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import ActionStatus, RiskState
from pbi_desktop.domain.disclosures import DisclosureHow
from pbi_desktop.domain.errors import NotFound, NothingAgreed, StaleRecord
from pbi_desktop.domain.sharing import permitted_categories
from pbi_desktop.domain.stages import LifeDomain, RatingKind, Stage
from pbi_desktop.domain.summary_contents import SECOND_PERSON
from pbi_desktop.models import Action, Note
from pbi_desktop.services.case_rows import DomainRating
from pbi_desktop.services.desk import Desk
from tests.support.world import CaseMade, World

DAY = date(2026, 11, 24)


def a_step(case: CaseMade, owner: Actor, category: Category) -> Action:
    return Action(
        case_id=case.id,
        subject_id=case.subject,
        category=category,
        what=f"xq{category.name.lower()}qx",
        owner_id=owner.worker,
        due_on=DAY,
        status=ActionStatus.OPEN,
    )


@pytest.mark.parametrize("kind", [AgencyKind.COUNCIL, AgencyKind.HOUSING, AgencyKind.POLICE])
def test_it_tells_what_the_agency_may_receive_and_no_more(
    file_desk: tuple[World, Desk], kind: AgencyKind
) -> None:
    world, desk = file_desk
    if kind is not AgencyKind.COUNCIL:
        world.agree(kind)
    boss, tom = world.manager(), world.worker("tom", agency=kind)
    case = world.case("K7QX9B", team=[boss, tom], subject=world.person("Shabana", "Akhtar"))
    for category in Category:
        world.add(boss, a_step(case, boss, category))
    world.note(case, "Never in a copy.", by=boss)
    desk.casework.record_risk(boss, case.id, RiskState.KNOWN, "Falls on the stairs")
    shown = desk.agency_copies.preview(tom, case.id)
    steps = {one.words.split(",")[0] for one in shown.lines if one.label == "Step"}
    told = permitted_categories(kind, Purpose.DIRECT_SUPPORT) - SECOND_PERSON
    assert steps == {f"xq{category.name.lower()}qx" for category in told}
    assert shown.text.startswith("Case: K7QX9B\nTeam: Holts and Lees\nName: Shabana Akhtar")
    assert not any(word in shown.text for word in ("Never", "stairs"))


def test_it_is_in_the_ledger_before_anybody_has_it(file_desk: tuple[World, Desk]) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    case = world.case(team=[leah], subject=world.person("Shabana", "Akhtar"))
    overall = DomainRating(LifeDomain.OVERALL, Stage.COPING, reason="as told")
    desk.reviews.rate(leah, case.id, (overall,), RatingKind.BASELINE)
    desk.casework.add_step(leah, case.id, "Ring council tax", DAY)
    shown = desk.agency_copies.preview(leah, case.id)
    assert desk.ledger.of_case(leah, case.id) == (), "looking tells nobody anything"
    done = desk.agency_copies.give_out(leah, case.id, shown.seen)
    assert done.done == "Copied for Council, and logged"
    (row,) = desk.ledger.of_case(leah, case.id)
    assert (row.agency, row.how, row.by) == ("Council", DisclosureHow.COPIED, "Leah")
    council = world.agency(AgencyKind.COUNCIL)
    known = desk.ledger.known_to(leah, council, case.id, world.clock().date())
    assert {one.kind for one in known} >= {"people", "actions", "stage_ratings"}
    assert Note.__tablename__ not in {one.kind for one in known}
    assert shown.lines[-1].words == "Ring council tax, Leah, by 24 November 2026"


def test_what_changed_since_it_was_shown_is_not_copied(file_desk: tuple[World, Desk]) -> None:
    world, desk = file_desk
    leah, omar = world.worker("leah"), world.worker("omar", agency=AgencyKind.POLICE)
    case = world.case(team=[leah])
    seen = desk.agency_copies.preview(leah, case.id).seen
    desk.casework.add_step(leah, case.id, "Ring", DAY)
    with pytest.raises(StaleRecord):
        desk.agency_copies.give_out(leah, case.id, seen)
    assert desk.ledger.of_case(leah, case.id) == ()
    with pytest.raises((NotFound, NothingAgreed)):
        desk.agency_copies.preview(omar, case.id)
