"""What a case's network says: from what this worker may see, and from nothing else."""

from pbi_desktop.domain.access import AgencyKind, Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import NoteKind, PartInCase, TieKind
from pbi_desktop.domain.findings import FindingKind
from pbi_desktop.models import CasePerson, Relationship
from pbi_desktop.services.network_pictures import Pictures
from tests.support.world import CaseMade, World


def retold(world: World, case: CaseMade, by: Actor) -> list[str]:
    found = Pictures(lambda: world.store_for(by)).of_case(by, case.id).findings
    return [one.sentence for one in found if one.kind is FindingKind.RETOLD]


def test_a_note_that_is_hidden_counts_for_nobody_who_may_not_see_it(world: World) -> None:
    leah, omar = world.worker("leah"), world.worker("omar")
    nurse = world.worker("nina", agency=AgencyKind.HEALTH)
    world.agree(AgencyKind.HEALTH, Category.IDENTITY, Category.CORE)
    case = world.case("K7QX9B", team=[leah, omar, nurse])
    world.note(case, "She told me how it began", by=leah, kind=NoteKind.STORY)
    seen = retold(world, case, nurse)
    world.note(case, "And again", by=omar, kind=NoteKind.STORY, category=Category.SAFEGUARDING)
    assert seen == retold(world, case, nurse)
    assert "At least 1 professional took Ann's story since October" in seen[0]
    assert "At least 2 professionals took" in retold(world, case, leah)[0]


def test_a_text_or_a_meeting_of_professionals_is_no_telling(world: World) -> None:
    leah = world.worker("leah")
    case = world.case("K7QX9B", team=[leah])
    for kind in (NoteKind.MEETING, NoteKind.TEXT):
        world.note(case, "About her", by=leah, kind=kind)
    assert retold(world, case, leah) == []


def test_a_tie_that_is_hidden_is_in_no_sentence(world: World) -> None:
    leah = world.worker("leah")
    nurse = world.worker("nina", agency=AgencyKind.HEALTH)
    world.agree(AgencyKind.HEALTH, Category.IDENTITY, Category.CORE)
    case = world.case("K7QX9B", team=[leah, nurse])
    theirs = Pictures(lambda: world.store_for(nurse))
    cy = world.add(leah, world.person("Cy", "Dunn"))
    place = CasePerson(case_id=case.id, person_id=cy.id, part=PartInCase.FAMILY)
    world.add(leah, place)
    before = theirs.of_case(nurse, case.id).findings
    tie = Relationship(
        subject_id=cy.id, other_id=case.subject, kind=TieKind.FRIEND, category=Category.SAFEGUARDING
    )
    world.add(leah, tie)
    assert theirs.of_case(nurse, case.id).findings == before
    ours = Pictures(lambda: world.store_for(leah)).of_case(leah, case.id).findings
    assert any("1 tie: Cy" in one.sentence for one in ours)


def test_the_day_a_case_began_is_what_it_is_compared_with(world: World) -> None:
    leah = world.worker("leah")
    case = world.case("K7QX9B", team=[leah])
    world.clock.forward(days=30)
    found = Pictures(lambda: world.store_for(leah)).of_case(leah, case.id).findings
    changed = [one.sentence for one in found if one.kind is FindingKind.CHANGE]
    assert changed == ["Since 21 November 2026: nothing has changed."]
