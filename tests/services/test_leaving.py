"""What may be read and not taken out is left out of paper and files, which say so and not what."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from pbi_desktop.domain.access import AgencyKind, Basis, Category, Purpose, SiteRole, Verb
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import TieKind
from pbi_desktop.domain.sharing_errors import NothingMayLeave, Restricted
from pbi_desktop.domain.wording import explain
from pbi_desktop.models import Agreement, DisclosedField, Disclosure, Relationship, Restriction
from pbi_desktop.services.cases_export import Form
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.network_prints import LEFT_OUT, MORE, PrintedPicture, PrintWish
from tests.support.world import CaseMade, World

pytestmark = pytest.mark.parametrize("home", ["file"], indirect=True)
INSIDE = Verb.READ | Verb.WRITE | Verb.STATISTICS


def agree(world: World, kind: AgencyKind, rights: dict[Category, Verb]) -> None:
    """Let a kind of agency do these things, each with a category."""
    for category, verbs in rights.items():
        world.fact(
            Agreement(
                purpose=Purpose.DIRECT_SUPPORT,
                agency_kind=kind,
                category=category,
                basis=Basis.TASK,
                rights=verbs,
                seconded_by=world.maker,
                valid_from=world.clock() - timedelta(days=9),
            )
        )


@pytest.fixture
def leah(world: World) -> Actor:
    return world.worker("leah")


@pytest.fixture
def case(world: World, leah: Actor) -> CaseMade:
    """Return a case with a sister whose tie is about safeguarding."""
    made = world.case("K7QX9B", team=[leah], others=[world.person("Bea", "Holt")])
    world.add(
        leah,
        Relationship(
            subject_id=made.people[1],
            category=Category.SAFEGUARDING,
            other_id=made.subject,
            kind=TieKind.SIBLING,
        ),
    )
    return made


def words(printed: PrintedPicture) -> str:
    return printed.as_svg()


def test_what_may_be_read_and_not_printed_is_left_out_of_a_picture_which_says_so(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    every = Verb(255)
    agree(
        world,
        AgencyKind.PROBATION,
        {Category.IDENTITY: every, Category.CORE: every, Category.SAFEGUARDING: INSIDE},
    )
    pat = world.worker("pat", agency=AgencyKind.PROBATION)
    world.join(case, pat)
    whole, part = desk.prints.print_case(leah, case.id), desk.prints.print_case(pat, case.id)
    assert "Bea" in words(whole)
    assert LEFT_OUT.split()[0] not in words(whole)
    assert "Bea" not in words(part)
    assert "may not be printed and is left out" in words(part)


def test_who_may_print_nothing_is_told_so(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    agree(world, AgencyKind.SCHOOL, {Category.IDENTITY: INSIDE, Category.CORE: INSIDE})
    sam = world.worker("sam", agency=AgencyKind.SCHOOL)
    world.join(case, sam)
    with pytest.raises(NothingMayLeave) as refused:
        desk.prints.print_case(sam, case.id)
    assert "you may not print" in explain(refused.value)


def test_nothing_of_a_restricted_person_is_printed_and_others_are_printed_without_them(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    restriction = Restriction(
        subject_id=case.people[1],
        category=Category.CORE,
        reason="She disputes it",
        valid_from=world.clock(),
    )
    world.add(leah, restriction)
    printed = words(desk.prints.print_case(leah, case.id))
    assert "Bea" not in printed
    assert "left out" in printed
    desk.corrections.restrict(leah, case.id, "So does he")
    with pytest.raises(Restricted):
        desk.prints.print_case(leah, case.id)


def test_a_picture_for_an_agency_holds_nothing_that_a_second_person_must_read(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    world.agree(AgencyKind.COUNCIL, purpose=Purpose.SAFEGUARDING)
    world.agree(AgencyKind.POLICE, purpose=Purpose.SAFEGUARDING)
    world.agency(AgencyKind.POLICE)
    wish = PrintWish(agency="police", purpose=Purpose.SAFEGUARDING)
    assert "Bea" not in words(desk.prints.print_case(leah, case.id, wish))


def test_a_picture_for_an_agency_is_in_the_ledger_with_every_record_it_tells(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    world.agree(AgencyKind.COUNCIL, purpose=Purpose.SAFEGUARDING)
    world.agree(AgencyKind.POLICE, purpose=Purpose.SAFEGUARDING)
    world.agency(AgencyKind.POLICE)
    tie = {"subject_id": case.people[1], "other_id": case.subject, "kind": TieKind.SIBLING}
    world.add(leah, Relationship(category=Category.CORE, **tie))
    wish = PrintWish(agency="police", purpose=Purpose.SAFEGUARDING)
    printed = words(desk.prints.print_case(leah, case.id, wish))
    assert "Bea" in printed
    assert MORE[:14] in printed
    with world.trusted() as connection:
        (told,) = connection.execute(select(Disclosure.how, Disclosure.purpose)).all()
        kinds = connection.execute(select(DisclosedField.kind, DisclosedField.subject_id)).all()
    assert told == ("printed", Purpose.SAFEGUARDING)
    assert {(kind, person) for kind, person in kinds} == {
        ("people", case.subject),
        ("people", case.people[1]),
        ("relationships", case.people[1]),
    }


def test_an_export_leaves_out_what_may_not_be_exported_and_says_so(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    every = Verb(255)
    agree(
        world,
        AgencyKind.VOLUNTARY,
        {Category.IDENTITY: every, Category.CORE: every, Category.HEALTH: INSIDE},
    )
    lead = world.worker("mo", SiteRole.TEAM_MANAGER, agency=AgencyKind.VOLUNTARY)
    world.note(case, "CANARY diagnosis", by=leah, category=Category.HEALTH)
    world.note(case, "Came in about the rent.", by=leah)
    mine = text(desk.cases_export.cases(world.manager(), Form.CSV))
    theirs = text(desk.cases_export.cases(lead, Form.CSV))
    assert "CANARY" in mine
    assert "Came in about the rent." in theirs
    assert "CANARY" not in theirs
    assert "may not be exported and is left out" in theirs
    assert "may not be exported" not in mine
    desk.corrections.restrict(leah, case.id, "She disputes it")
    assert "Came in about the rent." not in text(desk.cases_export.cases(lead, Form.CSV))


def test_a_printed_count_leaves_out_cases_that_may_not_be_printed_and_says_so(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    agree(world, AgencyKind.VOLUNTARY, {Category.IDENTITY: INSIDE, Category.CORE: INSIDE})
    lead = world.worker("mo", SiteRole.TEAM_MANAGER, agency=AgencyKind.VOLUNTARY)
    mine, theirs = desk.reports.outcomes(world.manager()), desk.reports.outcomes(lead)
    assert "left out of every figure" not in mine.html
    assert "left out of every figure" in theirs.html
    assert mine.json != theirs.json


def text(made: object) -> str:
    files = {**made.files, **made.further}  # type: ignore[attr-defined]
    return "\n".join(one.decode("utf-8-sig") for one in files.values())
