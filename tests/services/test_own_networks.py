"""A network turned to the person: others by role, nothing that others told, their words kept."""

from dataclasses import replace

import pytest

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.casework import Gender, Quality, TieKind, TieNature
from pbi_desktop.domain.own_plan import NotSafeForThem
from pbi_desktop.domain.scene import Words
from pbi_desktop.models import Involvement
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.household import NewMember, NewService
from pbi_desktop.services.network_rows import NewTie, TieWords
from tests.support.desks import undo
from tests.support.world import CaseMade, World

pytestmark = pytest.mark.parametrize("home", ["file"], indirect=True)


@pytest.fixture
def family(world: World, desk: Desk) -> CaseMade:
    """Return a case with a mother at home, a sister and her husband elsewhere, and services."""
    leah = world.worker("leah")
    case = world.case(team=[leah], subject=world.person("Shabana", "Akhtar"))
    made = {}
    for name, gender, kind, home in (
        ("Nasreen", Gender.WOMAN, TieKind.PARENT, True),
        ("Farah", Gender.WOMAN, TieKind.SIBLING, False),
        ("Omar", Gender.MAN, TieKind.OTHER, False),
    ):
        new = NewMember(name, gender=gender, kind=kind, at_home=home, quality=Quality.STRESSFUL)
        made[name] = desk.household.add_member(leah, case.id, new).made
    ties = desk.networks.records(leah, case.id).ties
    other = next(tie for tie in ties if tie.words.kind is TieKind.OTHER)
    desk.networks.end_tie(leah, case.id, other)
    words = TieWords(TieKind.PARTNER, TieNature.MARRIED)
    people = {one.name: one.id for one in desk.networks.records(leah, case.id).people}
    desk.networks.add_tie(leah, case.id, NewTie(people["Omar"], people["Farah"], words))
    desk.household.add_service(leah, case.id, NewService("Memory clinic"))
    about = {"case_id": case.id, "subject_id": case.subject, "category": Category.CORE}
    world.add(leah, Involvement(**about, service="Watchers", told_by="a neighbour"))
    world.add(leah, Involvement(**{**about, "category": Category.CHILD}, service="Child team"))
    return case


def drawn(desk: Desk, case: CaseMade) -> str:
    """Return every word of the picture."""
    scene = desk.own_networks.look_again(case.by, case.id).scene
    marks = " ".join(mark.text for mark in scene.marks if isinstance(mark, Words))
    return f"{marks} {' '.join(spot.said for spot in scene.spots)}"


def test_it_is_asked_first_and_others_are_there_by_role(desk: Desk, family: CaseMade) -> None:
    with pytest.raises(NotSafeForThem):
        desk.own_networks.show(family.by, family.id)
    shown = desk.own_networks.show(family.by, family.id, asked_now=True)
    names = set(shown.told.values())
    assert {"Shabana", "Nasreen", "Your sister", "Memory clinic"} <= names
    assert "Your sister's husband" in names
    words = drawn(desk, family)
    for never in ("Farah", "Omar", "Watchers", "Child team", "tressful", "Thin"):
        assert never not in words


def test_what_they_say_is_kept_as_told_by_them_and_taken_back(desk: Desk, family: CaseMade) -> None:
    own = desk.own_networks
    before = own.look_again(family.by, family.id)
    assert [tie.said for tie in before.ties] == [None] * len(before.ties)
    clinic = next(tie for tie in before.ties if tie.with_whom == "Memory clinic")
    changed = own.say(family.by, family.id, clinic.record, Quality.STRONG)
    after = own.look_again(family.by, family.id)
    assert replace(clinic, said=Quality.STRONG) in after.ties
    undo(desk, family.by, changed)
    assert own.look_again(family.by, family.id) == before
    own.done(family.by, family.id)
