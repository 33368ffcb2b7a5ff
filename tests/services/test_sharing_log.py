"""The Sharing log: who saw, printed and was told what, for the team and for the person."""

import pytest

from pbi_desktop.domain.access import AgencyKind, Basis, Category, Emergency, Purpose, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import NotFound, NotPermitted
from pbi_desktop.domain.ids import new_id
from pbi_desktop.domain.looking import Did, Flag
from pbi_desktop.models import Disclosure
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.sharing_log import say_line
from tests.support.world import CaseMade, World


@pytest.fixture
def leah(world: World) -> Actor:
    return world.worker("leah")


@pytest.fixture
def case(world: World, leah: Actor) -> CaseMade:
    """Return a case that Leah works with and has opened."""
    return world.case("K7QX9B", team=[leah])


def tell(
    world: World,
    case: CaseMade,
    by: Actor,
    purpose: Purpose = Purpose.DIRECT_SUPPORT,
    endangers: bool | None = None,
) -> None:
    """Write that an agency was told something of a case."""
    world.fact(
        Disclosure(
            case_id=case.id,
            subject_id=case.subject,
            category=Category.CORE,
            agency_id=world.agency(AgencyKind.HOUSING),
            purpose=purpose,
            basis=Basis.TASK,
            at=world.clock(),
            worker_id=by.worker,
            copy_number=1,
            content_hash="x",
            endangers=endangers,
        )
    )


def test_the_log_says_who_opened_when_and_why(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    log = desk.sharing_log.of_case(leah, case.id)
    (line,) = [one for one in log.lines if one.who == "Leah"]
    assert (line.kind, line.did, line.why) == (
        Did.OPENED,
        "Opened the case",
        "To support the person",
    )
    assert line.agency == "Worker, Council"
    said = "21 November 2026, 09:00: Leah (Worker, Council): Opened the case."
    assert say_line(line).startswith(said)
    assert (log.reference, log.name, log.may_ask) == ("K7QX9B", "Ann Bell", False)


def test_what_was_written_is_no_part_of_it(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    before = desk.sharing_log.of_case(leah, case.id)
    world.note(case, "Rang the landlord", by=leah)
    assert desk.sharing_log.of_case(leah, case.id) == before


def test_a_case_that_is_hidden_is_not_there(world: World, desk: Desk, case: CaseMade) -> None:
    stranger = world.worker("stranger", site=world.new_site("Fitton Hill"))
    with pytest.raises(NotFound):
        desk.sharing_log.of_case(stranger, case.id)
    with pytest.raises(NotFound):
        desk.sharing_log.of_reference(stranger, "K7QX9B")
    with pytest.raises(NotFound):
        desk.sharing_log.of_reference(stranger, "ZZZZZZ")


def test_the_person_is_shown_services_and_jobs_and_nothing_that_tips_off(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    tell(world, case, leah)
    tell(world, case, leah, endangers=True)
    tell(world, case, leah, Purpose.CRIME_PREVENTION)
    tell(world, case, leah, Purpose.SAFEGUARDING, endangers=False)
    team = desk.sharing_log.of_case(leah, case.id)
    person = desk.sharing_log.of_case(leah, case.id, for_resident=True)
    assert sum(one.kind is Did.TOLD for one in team.lines) == 4
    assert (team.held_back, person.held_back) == (2, 0)
    assert sum(one.kind is Did.TOLD for one in person.lines) == 2
    assert {one.who for one in person.lines} == {""}
    assert all("Council" in one.agency for one in person.lines)
    assert "Told Housing: a summary, copy 1" in {one.did for one in person.lines}


def test_an_emergency_is_kept_from_the_persons_version_and_says_its_reason_to_a_lead(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    manager = world.manager()
    reason = "Found unconscious; the ambulance asks about medicines."
    with world.store_for(leah).command(leah, "glass") as work:
        work.break_glass(case.id, Emergency((case.subject,), (Category.HEALTH,), reason))
    seen = desk.sharing_log.of_case(manager, case.id)
    (line,) = [one for one in seen.lines if one.kind is Did.EMERGENCY]
    assert line.why == f"To support the person: {reason}"
    for_person = desk.sharing_log.of_case(leah, case.id, for_resident=True)
    assert Did.EMERGENCY not in {one.kind for one in for_person.lines}


def test_a_lead_is_told_what_to_ask_about_and_nobody_else(
    world: World, desk: Desk, case: CaseMade
) -> None:
    bell = world.worker("bell")  # as the person of the case
    with world.store_for(bell).command(bell, "desk") as work:
        work.log("printed network", case=case.id)
    manager = world.manager()
    marked = desk.sharing_log.of_case(manager, case.id)
    assert marked.may_ask
    (line,) = [one for one in marked.lines if one.who == "Bell"]
    assert line.flags == (Flag.OWN_NAME, Flag.NOT_ON_TEAM)
    for looks in (desk.sharing_log.of_case(case.by, case.id), marked):
        if not looks.may_ask:
            assert not any(one.flags for one in looks.lines)
    site = desk.sharing_log.of_site(manager)
    assert line in site.flagged


def test_only_who_audits_reads_the_log_of_a_site_and_that_is_logged(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    with pytest.raises(NotPermitted):
        desk.sharing_log.of_site(leah)
    auditor = world.worker("auditor", SiteRole.AUDITOR)
    first = desk.sharing_log.of_site(auditor)
    assert "Leah" in {one.who for one in first.lines}
    second = desk.sharing_log.of_site(auditor)
    read = [one for one in second.lines if one.who == "Auditor"]
    assert {one.did for one in read} == {"Read the audit trail (30 days)"}
    world.clock.forward(days=31)
    assert {one.who for one in desk.sharing_log.of_site(auditor).lines} == {"Auditor"}


def test_a_sweep_says_how_many_cases_it_went_through(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    world.store_for(leah).sweep(leah, "my day")
    manager = world.manager()
    said = {one.did for one in desk.sharing_log.of_site(manager).lines if one.who == "Leah"}
    assert "Went through all of their cases, 1 case: my day" in said


def test_printing_it_is_in_it_before_it_is_made(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    world.clock.forward(minutes=1)
    made = desk.sharing_log.print_case(leah, case.id, for_resident=True)
    assert made.pdf.startswith(b"%PDF")
    assert made.name == "sharing-log-K7QX9B.pdf"
    latest = desk.sharing_log.of_case(leah, case.id).lines[0]
    assert latest.did == "Printed sharing log (for the person)"
    stranger = world.worker("stranger", site=world.new_site("Fitton Hill"))
    with pytest.raises(NotFound):
        desk.sharing_log.print_case(stranger, case.id)


def test_what_is_erased_of_a_person_is_gone_from_the_log(
    world: World, desk: Desk, leah: Actor, case: CaseMade
) -> None:
    with world.store_for(leah).command(leah, "print") as work:
        work.log("printed network", case=case.id, person=case.subject, text=str(new_id()))
    manager = world.manager()
    assert "Printed network" in str(desk.sharing_log.of_case(leah, case.id))
    with world.store_for(manager).command(manager, "erase") as work:
        work.erase_audit_details(case.subject)
    assert "Printed network" not in str(desk.sharing_log.of_case(leah, case.id))
