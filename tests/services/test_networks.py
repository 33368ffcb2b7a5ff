"""Ties changed, ended and taken back; things moved by hand; a network as it was on another day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import (
    Flow,
    Quality,
    ReferralKind,
    TieKind,
    TieNature,
)
from pbi_desktop.domain.errors import Invalid, NotFound, PbiError
from pbi_desktop.domain.ids import GroupId, PersonId
from pbi_desktop.domain.joining import Overtaken
from pbi_desktop.models import CommunityGroup, Involvement
from pbi_desktop.network.build import person_node
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.household import NewMember
from pbi_desktop.services.network_rows import (
    GoneThrough,
    Look,
    NewTie,
    Sort,
    TieLine,
    TieOf,
    TieWords,
)
from tests.support.desks import undo
from tests.support.world import CaseMade, World

pytestmark = pytest.mark.parametrize("home", ["file"], indirect=True)
TODAY = date(2026, 11, 21)
MARRIED = TieWords(TieKind.PARTNER, TieNature.MARRIED, Quality.STRONG, 3, Flow.BOTH)


@pytest.fixture
def leah(world: World) -> Actor:
    """Return a key worker of the site."""
    return world.worker("leah")


@pytest.fixture
def family(world: World, desk: Desk, leah: Actor) -> CaseMade:
    """Return a case with a sister and her husband, a clinic that is at work, and one that was."""
    case = world.case(team=[leah], subject=world.person("Shabana", "Akhtar"))
    for name, kind in (("Farah", TieKind.SIBLING), ("Omar", TieKind.OTHER)):
        desk.household.add_member(leah, case.id, NewMember(name, kind=kind, at_home=False))
    for service, begun, ended in (
        ("Memory clinic", date(2026, 3, 1), None),
        ("Crisis team", date(2026, 1, 5), date(2026, 5, 1)),
    ):
        world.add(
            leah,
            Involvement(
                case_id=case.id,
                subject_id=case.subject,
                category=Category.CORE,
                service=service,
                started_on=begun,
                ended_on=ended,
            ),
        )
    return case


def who(desk: Desk, actor: Actor, case: CaseMade, name: str) -> PersonId:
    """Return somebody of the network by name."""
    people = desk.networks.records(actor, case.id).people
    return next(one.id for one in people if one.name.startswith(name))


def tie(desk: Desk, actor: Actor, case: CaseMade, *names: str) -> TieLine:
    """Return the tie between two, however they stand in it."""
    ties = desk.networks.records(actor, case.id).ties
    return next(one for one in ties if set(names) <= {n.split()[0] for n in one.names})


def said(desk: Desk, actor: Actor, case: CaseMade) -> str:
    """Return the network in words."""
    outline = desk.cases.network(actor, case.id)
    return " ".join(line.spoken for part in outline.sections for line in part.lines)


def test_a_tie_between_any_two_is_added_changed_ended_and_each_taken_back(
    desk: Desk, leah: Actor, family: CaseMade
) -> None:
    networks = desk.networks
    farah, omar = (who(desk, leah, family, name) for name in ("Farah", "Omar"))
    before = networks.records(leah, family.id)
    added = networks.add_tie(leah, family.id, NewTie(omar, farah, MARRIED))
    made = tie(desk, leah, family, "Omar", "Farah")
    assert (made.of, made.words, made.record) == (TieOf.PEOPLE, MARRIED, added.made)
    assert made.ends == (person_node(omar), person_node(farah))
    with pytest.raises(Invalid, match="F2"):
        networks.add_tie(leah, family.id, NewTie(farah, omar, MARRIED))

    apart = replace(MARRIED, nature=TieNature.LIVING_TOGETHER, quality=Quality.STRESSFUL)
    changed = networks.change_tie(leah, family.id, made, apart)
    assert tie(desk, leah, family, "Omar", "Farah").words == apart
    ended = networks.end_tie(leah, family.id, tie(desk, leah, family, "Omar", "Farah"))
    assert tie(desk, leah, family, "Omar", "Farah").words.ended_on == TODAY
    undo(desk, leah, ended)
    assert tie(desk, leah, family, "Omar", "Farah").words == apart
    undo(desk, leah, changed)
    undo(desk, leah, added)
    assert networks.records(leah, family.id) == before


def test_a_service_and_a_group_are_changed_too_and_a_group_has_its_own_course(
    world: World, desk: Desk, leah: Actor, family: CaseMade
) -> None:
    row = CommunityGroup(feed="o", source_key="1", name="Lunch club", kind="group")
    desk.reviews.refer(
        leah, family.id, GroupId(world.fact(row)), ReferralKind.REFERRAL, agreed=True
    )
    clinic, club = (tie(desk, leah, family, name) for name in ("Memory", "Lunch"))
    worse = replace(clinic.words, quality=Quality.STRESSFUL, strength=1, flow=Flow.TO_FAMILY)
    desk.networks.change_tie(leah, family.id, clinic, worse)
    assert tie(desk, leah, family, "Memory").words == worse
    desk.networks.rate_tie(leah, family.id, club, Quality.WEAK)
    assert "Lunch club: thin" in said(desk, leah, family)
    with pytest.raises(Invalid, match="referral"):
        desk.networks.end_tie(leah, family.id, tie(desk, leah, family, "Lunch"))
    farah = who(desk, leah, family, "Farah")
    desk.networks.also_helps(leah, family.id, clinic.record, farah, TieWords())
    assert "For Farah and Shabana" in said(desk, leah, family)


@pytest.mark.parametrize(
    "wrong",
    [
        TieWords(TieKind.PARTNER, strength=4),
        TieWords(TieKind.PARTNER, TieNature.TWIN),
        TieWords(TieKind.PARTNER, started_on=TODAY, ended_on=TODAY - timedelta(1)),
        TieWords(),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_kept(
    desk: Desk, leah: Actor, family: CaseMade, wrong: TieWords
) -> None:
    before = desk.networks.records(leah, family.id)
    farah, omar = (who(desk, leah, family, name) for name in ("Farah", "Omar"))
    with pytest.raises(Invalid):
        desk.networks.add_tie(leah, family.id, NewTie(omar, farah, wrong))
    with pytest.raises(Invalid, match="themselves"):
        desk.networks.add_tie(leah, family.id, NewTie(omar, omar, MARRIED))
    assert desk.networks.records(leah, family.id) == before


def test_two_workers_at_one_tie_lose_nothing(
    world: World, desk: Desk, leah: Actor, family: CaseMade
) -> None:
    imran = world.worker("imran")
    desk.casework.take_up_case(imran, family.id)
    clinic = tie(desk, imran, family, "Memory")
    desk.networks.rate_tie(leah, family.id, clinic, Quality.STRONG)
    with pytest.raises(Overtaken):
        desk.networks.rate_tie(imran, family.id, clinic, Quality.CUT_OFF)
    assert tie(desk, leah, family, "Memory").words.quality is Quality.STRONG


def test_whoever_may_not_write_or_is_of_another_case_changes_nothing(
    world: World, desk: Desk, leah: Actor, family: CaseMade
) -> None:
    other = world.case("B7QX9C", team=[leah], subject=world.person("Imelda"))
    bev = world.worker("bev")
    clinic = tie(desk, leah, family, "Memory")
    farah = who(desk, leah, family, "Farah")
    with pytest.raises(PbiError):
        desk.networks.rate_tie(bev, family.id, clinic, Quality.WEAK)
    with pytest.raises(PbiError):
        desk.networks.move(bev, family.id, "person:x", (1, 1))
    with pytest.raises(NotFound):
        desk.networks.rate_tie(leah, other.id, clinic, Quality.WEAK)
    with pytest.raises(NotFound):
        desk.networks.add_tie(leah, other.id, NewTie(other.subject, farah, MARRIED))
    assert tie(desk, leah, family, "Memory") == clinic


def test_what_is_moved_by_hand_stays_until_it_is_put_back(
    desk: Desk, leah: Actor, family: CaseMade
) -> None:
    node = tie(desk, leah, family, "Memory").ends[0]

    def stands() -> tuple[float, float]:
        scene = desk.pictures.look(leah, family.id).picture.scene
        return next(spot.box.middle for spot in scene.spots if spot.key == node)

    was = stands()
    desk.networks.move(leah, family.id, node, (20, -10))
    moved = desk.networks.move(leah, family.id, node, (10, 0))
    assert stands() == pytest.approx((was[0] + 30, was[1] - 10))
    assert desk.networks.records(leah, family.id).moved == {node}
    undo(desk, leah, moved)
    assert stands() == pytest.approx((was[0] + 20, was[1] - 10))
    back = desk.networks.put_back(leah, family.id, node)
    assert stands() == pytest.approx(was)
    undo(desk, leah, back)
    desk.networks.put_back(leah, family.id)
    assert desk.networks.records(leah, family.id).moved == frozenset()
    with pytest.raises(Invalid):
        desk.networks.move(leah, family.id, "fold:health", (1, 1))


def test_going_through_it_together_stands_on_the_picture(
    desk: Desk, leah: Actor, family: CaseMade
) -> None:
    made = desk.networks.gone_through(leah, family.id, GoneThrough(True, " Omar helps. "))
    marks = desk.pictures.look(leah, family.id).picture.scene.marks
    words = " ".join(getattr(mark, "text", "") for mark in marks)
    assert "Checked with the person: 21 November 2026" in words or "together" in words
    undo(desk, leah, made)


def test_a_child_is_expected_by_its_parents(desk: Desk, leah: Actor, family: CaseMade) -> None:
    farah = who(desk, leah, family, "Farah")
    due = TODAY + timedelta(90)
    made = desk.networks.expect_child(leah, family.id, (farah,), due, "Baby")
    assert "Baby" in said(desk, leah, family)
    undo(desk, leah, made)
    assert "Baby" not in said(desk, leah, family)
    with pytest.raises(Invalid, match="past"):
        desk.networks.expect_child(leah, family.id, (farah,), TODAY - timedelta(1), "Baby")


def test_an_earlier_day_moves_nothing_and_says_what_changed_since(
    desk: Desk, leah: Actor, family: CaseMade
) -> None:
    now = desk.pictures.look(leah, family.id)
    assert now.picture.outline == desk.cases.network(leah, family.id)
    days = [date(2026, 2, 1), date(2026, 4, 1), date(2026, 8, 1), TODAY]
    stood: dict[str, tuple[float, float]] = {}
    for day in days:
        seen = desk.pictures.look(leah, family.id, Look(day, since=days[0]))
        assert (seen.as_at, seen.today) == (day, TODAY)
        for spot in seen.picture.scene.spots:
            assert stood.setdefault(spot.key, spot.box.middle) == pytest.approx(spot.box.middle)
    assert seen.difference.startswith("Since 1 February 2026: 1 service more, 1 crisis")
    assert len([key for key in stood if key.startswith("service")]) == 2


def test_only_what_is_asked_for_is_drawn_and_said(
    desk: Desk, leah: Actor, family: CaseMade
) -> None:
    seen = desk.pictures.look(leah, family.id, Look(sorts=frozenset({Sort.SERVICES})))
    kinds = [spot.key.split(":")[0] for spot in seen.picture.scene.spots]
    assert sorted(kinds) == ["person", "service"]
    assert [part.title for part in seen.picture.outline.sections] == ["Services"]
