"""Records are linked as one person, never merged: who said so, when and why stays on record."""

from uuid import UUID

import pytest
from sqlalchemy import select

from pbi_desktop.domain.access import Category, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import Invalid, NotFound, StaleRecord
from pbi_desktop.domain.identity import KeptApart, OnePerson
from pbi_desktop.domain.ids import CommandId, PersonId
from pbi_desktop.models import IdentityLink, Revision
from pbi_desktop.models.bookkeeping import AuditEntry
from pbi_desktop.services.desk import Desk
from pbi_desktop.store.identity_reading import apart, group
from tests.support.desks import EveryonesReading, undo
from tests.support.world import World

WHY = "The same birthday, and she told us both names"


def people(world: World, worker: Actor, *names: str) -> list[PersonId]:
    """Return people with a case each, smallest id first."""
    made = [world.case(team=[worker], subject=world.person(name)).subject for name in names]
    return sorted(made)


def test_a_link_says_who_made_it_when_and_why(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    one, other = people(world, leah, "Shabana", "Shabanah")
    made = desk.identities.link(leah, other, one, WHY, 14.5)
    found = desk.identities.of(leah, other)
    assert [side.id for side in found.people] == [other, one]
    assert found.apart == ()
    (line,) = found.links
    assert (line.id, line.one, line.other, line.same) == (made.made, one, other, True)
    assert (line.by, line.at, line.reason) == ("Leah", world.clock(), WHY)
    assert set(line.names) == {"Shabana Bell", "Shabanah Bell"}
    assert desk.identities.of(leah, one).links == found.links
    with world.store_for(leah).query(leah) as work:
        assert work.rows(select(IdentityLink.weight))[0][0] == 14.5


def test_each_decision_is_in_the_audit_with_its_reason(world: World, desk: Desk) -> None:
    leah, ida = world.worker("leah"), world.worker("ida", SiteRole.IG_LEAD)
    one, other = people(world, leah, "Shabana", "Shabanah")
    linked = desk.identities.link(leah, one, other, WHY)
    assert linked.made is not None
    split = desk.identities.split(leah, linked.made, 1)
    kept = desk.identities.keep_apart(leah, one, other, "They are sisters")
    with world.store_for(ida).query(ida) as work:
        asked = select(AuditEntry.action, AuditEntry.worker_id, AuditEntry.at)
        rows = [tuple(row) for row in work.rows(asked.order_by(AuditEntry.at, AuditEntry.seq))]
    for action in ("link records", "split records", "keep records apart"):
        assert (action, leah.worker, world.clock()) in rows
    assert WHY in written(world, leah, linked.command)
    assert "withdrawn_at" in written(world, leah, split.command)
    assert "They are sisters" in written(world, leah, kept.command)


def written(world: World, worker: Actor, command: CommandId | None) -> str:
    """Return what the history says that a command wrote; its hash is in the audit entry."""
    with world.store_for(worker).query(worker) as work:
        (row,) = work.rows(select(Revision.after).where(Revision.command_id == command))
    return str(row[0])


def test_a_link_is_refused_that_joins_two_who_are_kept_apart(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    ann, bea, cat = people(world, leah, "Ann", "Bea", "Cat")
    desk.identities.keep_apart(leah, cat, ann, "Twins")
    desk.identities.link(leah, ann, bea, WHY)
    with pytest.raises(KeptApart):
        desk.identities.link(leah, bea, cat, WHY)
    with pytest.raises(OnePerson):
        desk.identities.keep_apart(leah, bea, ann, "Twins")
    assert [line.reason for line in desk.identities.of(leah, bea).apart] == ["Twins"]


def test_not_the_same_stays_until_somebody_takes_it_back(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    ann, bea = people(world, leah, "Ann", "Bea")
    kept = desk.identities.keep_apart(leah, ann, bea, "Twins")
    world.clock.forward(days=4_000)
    assert [line.reason for line in desk.identities.of(leah, ann).apart] == ["Twins"]
    assert kept.made is not None
    assert desk.identities.split(leah, kept.made, 1).done == "No longer kept apart"
    desk.identities.link(leah, ann, bea, WHY)
    assert len(desk.identities.of(leah, ann).people) == 2


def test_a_split_says_when_other_links_still_make_one_person(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    ann, bea, cat = people(world, leah, "Ann", "Bea", "Cat")
    first = desk.identities.link(leah, ann, bea, WHY)
    desk.identities.link(leah, bea, cat, WHY)
    assert desk.identities.link(leah, ann, cat, WHY).command is None
    assert first.made is not None
    assert desk.identities.split(leah, first.made, 1).done == "Split: two people again"
    assert [side.id for side in desk.identities.of(leah, ann).people] == [ann]
    with pytest.raises(NotFound):
        desk.identities.split(leah, first.made, 1)


def test_what_nobody_can_mean_is_refused(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    ann, bea = people(world, leah, "Ann", "Bea")
    with pytest.raises(Invalid):
        desk.identities.link(leah, ann, ann, WHY)
    with pytest.raises(Invalid):
        desk.identities.link(leah, ann, bea, "  ")
    with pytest.raises(NotFound):
        desk.identities.link(leah, ann, PersonId(UUID(int=7)), WHY)
    made = desk.identities.link(leah, ann, bea, WHY).made
    assert made is not None
    with pytest.raises(StaleRecord):
        desk.identities.split(leah, made, 2)


def test_undo_takes_each_back_but_never_makes_one_of_two_kept_apart(
    world: World, desk: Desk
) -> None:
    leah = world.worker("leah")
    ann, bea = people(world, leah, "Ann", "Bea")
    made = desk.identities.link(leah, ann, bea, WHY)
    assert made.made is not None
    split = desk.identities.split(leah, made.made, 1)
    kept = desk.identities.keep_apart(leah, ann, bea, "Twins")
    with pytest.raises(KeptApart):
        undo(desk, leah, split)
    undo(desk, leah, kept)
    undo(desk, leah, split)
    assert len(desk.identities.of(leah, ann).people) == 2
    undo(desk, leah, made)
    assert desk.identities.of(leah, ann).links == ()


def test_a_link_shows_only_to_whoever_may_see_both(
    world: World, desk: Desk, reading: EveryonesReading
) -> None:
    leah = world.worker("leah")
    there = world.new_site("Fitton Hill")
    omar = world.worker("omar", site=there)
    world.role(leah, SiteRole.KEY_WORKER, there)
    ann, cat = people(world, leah, "Ann", "Cat")
    bea = world.case(team=[omar], site=there, subject=world.person("Bea")).subject
    desk.identities.link(leah, ann, bea, WHY)
    desk.identities.link(leah, bea, cat, WHY)
    assert len(desk.identities.of(leah, ann).people) == 3
    assert group(reading, leah, [ann, bea, cat]) == dict.fromkeys((ann, bea, cat), min(ann, bea))
    assert [side.id for side in desk.identities.of(omar, bea).people] == [bea]
    assert desk.identities.of(omar, bea).links == ()
    assert group(reading, omar, [bea]) == {bea: bea}
    with pytest.raises(NotFound):
        desk.identities.of(omar, ann)
    with pytest.raises(NotFound):
        desk.identities.keep_apart(omar, bea, ann, "Twins")


def test_decisions_of_people_who_each_saw_a_part_are_shown_where_they_clash(
    world: World, desk: Desk
) -> None:
    leah = world.worker("leah")
    ann, bea, cat = people(world, leah, "Ann", "Bea", "Cat")
    desk.identities.link(leah, ann, bea, WHY)
    desk.identities.link(leah, bea, cat, WHY)
    assert desk.identities.of(leah, bea).apart == ()
    about = {"subject_id": ann, "other_id": cat, "category": Category.IDENTITY}
    world.fact(IdentityLink(same=False, reason="Twins", **about))
    found = desk.identities.of(leah, bea)
    assert [side.id for side in found.people] == [bea, ann, cat]
    assert [line.reason for line in found.apart] == ["Twins"]


def test_a_reading_tells_who_is_kept_apart(
    world: World, desk: Desk, reading: EveryonesReading
) -> None:
    leah = world.worker("leah")
    ann, bea, cat = people(world, leah, "Ann", "Bea", "Cat")
    desk.identities.keep_apart(leah, bea, ann, "Twins")
    assert apart(reading, leah, [bea, cat]) == {(ann, bea)}
    assert apart(reading, leah, [cat]) == frozenset()
    assert group(reading, leah, []) == {}
