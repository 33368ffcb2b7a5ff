"""A team's own data out, into an empty store, and out again: not a byte differs."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from pbi_desktop.domain.access import AgencyKind, Category, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import PartInCase
from pbi_desktop.domain.errors import NotPermitted
from pbi_desktop.domain.gains import (
    Attribution,
    Evidence,
    GainCategory,
    GainNature,
    GainStatus,
)
from pbi_desktop.domain.ids import AgencyId, PersonId, WorkerId
from pbi_desktop.domain.intake_matching import reference_key
from pbi_desktop.domain.money import Frequency
from pbi_desktop.domain.phases import ClosureReason, Phase
from pbi_desktop.domain.search_keys import phone_key, street_key
from pbi_desktop.domain.stages import SCALE_ID, SCALE_VERSION, LifeDomain, RatingKind, Stage
from pbi_desktop.domain.times import Precision
from pbi_desktop.models import (
    Address,
    Agency,
    AuditEntry,
    Case,
    CasePerson,
    CaseTeamMember,
    ContactPoint,
    FinancialGain,
    Household,
    Membership,
    PersonReference,
    Residence,
    Site,
    SiteRoleHeld,
    StageRating,
    Worker,
)
from pbi_desktop.services.cases_export import CasesExport, CasesFiles, Form
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.import_cases import ImportCases
from pbi_desktop.services.import_rows import InputFile
from pbi_desktop.services.stores import open_store
from tests.cli.demo_store import copied, worker_of
from tests.support.desks import EveryonesStore
from tests.support.stores import FileTemplate
from tests.support.world import CaseMade, World

NewTown = Callable[[datetime], World]
CANARY = "9 Refuge Row"


@pytest.fixture
def new_town(file_template: FileTemplate, tmp_path: Path) -> Iterator[NewTown]:
    """Give empty stores of their own, at an instant."""
    homes = []

    def made(now: datetime) -> World:
        home = file_template.copy(tmp_path)
        homes.append(home)
        home.clock.set(now)
        return World(home)

    yield made
    for home in homes:
        home.close()


def files_of(made: CasesFiles) -> list[InputFile]:
    return [InputFile(name, data) for name, data in made.files.items()]


def services(world: World) -> tuple[CasesExport, ImportCases]:
    store = EveryonesStore(world)
    return CasesExport(lambda: store), ImportCases(lambda: store)


def home(world: World, who: CaseMade, street: str, category: Category = Category.CONTACT) -> None:
    by = world.manager()
    address = world.add(
        by, Address(line_1=street, postcode="OL99 1AA", street_key=street_key(street))
    )
    world.add(by, Residence(subject_id=who.subject, category=category, address_id=address.id))


def phone(world: World, who: CaseMade, number: str) -> None:
    point = ContactPoint(
        subject_id=who.subject, category=Category.CONTACT, kind="phone", value=number,
        value_key=phone_key(number),
    )  # fmt: skip
    world.add(world.manager(), point)


def gain(world: World, case: CaseMade, **cells: object) -> None:
    usual = {
        "gain_category": GainCategory.BENEFIT, "what": "PIP", "nature": GainNature.RECURRING,
        "status": GainStatus.CONFIRMED, "amount": 9_000, "frequency": Frequency.FOUR_WEEKLY,
        "previous_amount": 12_345, "recurs_next_year": "yes", "evidence": Evidence.NONE,
        "attribution": Attribution.US_ALONE,
    }  # fmt: skip
    whose = {"case_id": case.id, "subject_id": case.subject, "category": Category.FINANCE}
    world.add(world.manager(), FinancialGain(**{**whose, **usual, **cells}))


def rating(world: World, case: CaseMade, by: Actor, **cells: object) -> None:
    usual = {
        "domain": LifeDomain.OVERALL, "kind": RatingKind.REVIEW, "stage": Stage.COPING,
        "rated_on": date(2026, 5, 1), "rated_by": by.worker, "agency_id": world.agency(
            AgencyKind.COUNCIL), "scale_id": SCALE_ID, "scale_version": SCALE_VERSION,
    }  # fmt: skip
    whose = {"case_id": case.id, "subject_id": case.subject, "category": Category.CORE}
    world.add(world.manager(), StageRating(**{**whose, **usual, **cells}))


def nasty(world: World) -> Actor:
    """Make a team whose words and figures are as hard to carry as they come."""
    boss, leah = world.manager(), world.worker("leah")
    gone = world.worker("gone")
    urdu = world.person(
        "شبانہ", "اختر", known_as="=SUM(A1)", born_text="1950", born_precision=Precision.ABOUT
    )
    long = world.person("Bibi " * 59 + "Bibi", "None", born_text="1984-03",
                        born_precision=Precision.MONTH)  # fmt: skip
    aunt = world.person("Ann & Ben", "and Co", pronouns="-", born_text="1899",
                        born_precision=Precision.YEAR)  # fmt: skip
    first = world.case("AAA222", team=[leah], subject=urdu, others=[long])
    second = world.case("BBB222", team=[leah], subject=world.person("+Odd", "'=Name"))
    closed = world.case("CCC222", team=[gone], phase=Phase.CLOSED, opened_on=date(2025, 1, 1))
    with world.store_for(boss).command(boss, "make it nasty") as work:
        case = work.get(Case, closed.id)
        case.closed_on, case.closure_reason = date(2026, 1, 1), ClosureReason.MOVED_AWAY
        case.source = "unknown"
        work.save(case)
        for member in work.all(select(CaseTeamMember).where(CaseTeamMember.case_id == closed.id)):
            member.valid_to = work.now
            work.save(member)
        family = PersonId(work.add(aunt).id)
        joining = (
            (second.id, first.subject, PartInCase.HOUSEHOLD),
            (closed.id, family, PartInCase.FAMILY),
        )
        for case_id, person, part in joining:
            work.add(CasePerson(case_id=case_id, person_id=person, part=part))
        household = work.add(Household(name="Whoever"))
        for person in (*first.people, second.subject):
            work.add(Membership(subject_id=person, category=Category.IDENTITY,
                                household_id=household.id))  # fmt: skip
        for who, said in ((first, "00123"), (second, "=00 123x")):
            issuer = "Holts and Lees"
            work.add(
                PersonReference(
                    subject_id=who.subject,
                    category=Category.IDENTITY,
                    issuer=issuer,
                    value=said,
                    value_key=reference_key(said),
                )
            )
            work.add(PersonReference(
                subject_id=who.subject, category=Category.CORE, value=said,
                issuer=f"{issuer}, case {who.reference}", value_key=reference_key(said),
            ))  # fmt: skip
    home(world, first, "12 Mill Lane")
    home(world, second, "12, Mill Lane")
    home(world, closed, CANARY, Category.PROTECTED_ADDRESS)
    phone(world, first, "+44 161 496 0101 (=ask)")
    gain(world, first, amount=-500)
    gain(world, first, amount=-500)
    gain(world, first, amount=700)
    gain(world, closed, nature=GainNature.ONE_OFF, frequency=Frequency.ONE_OFF, what="-")
    rating(world, first, leah, reason="=1+1\n\n'quoted', \"twice\"; rent", own_view=Stage.CRISIS)
    rating(world, closed, gone, stage=Stage.THRIVING, kind=RatingKind.CLOSING, reason="n/a")
    rating(world, closed, gone, stage=Stage.THRIVING, kind=RatingKind.CLOSING, reason="none")
    world.change_fact(Worker, gone.worker, active=False)
    world.note(first, '=HYPERLINK("http://x")\nnot taken back', by=leah)
    return boss


@pytest.mark.parametrize("form", list(Form))
def test_out_in_and_out_again_is_the_same_to_the_byte(
    world: World, new_town: NewTown, form: Form
) -> None:
    boss = nasty(world)
    made = services(world)[0].cases(boss, form)
    town = new_town(world.clock())
    there = town.manager()
    town.worker("leah")
    town.worker("gone", active=False)
    export, take_in = services(town)
    report = take_in.cases(there, files_of(made))
    assert report.refused == ()
    assert report.new == sum(made.counts.values())
    assert made.counts == {"people": 5, "cases": 3, "stages": 3, "gains": 4}
    assert export.cases(there, form).files == made.files


def test_taken_back_into_the_same_store_nothing_changes(world: World, desk: Desk) -> None:
    boss = nasty(world)
    made = desk.cases_export.cases(boss, Form.CSV)
    report = desk.case_imports.cases(boss, files_of(made))
    assert (report.refused, report.new, report.changed, report.run_id) == ((), 0, 0, None)
    assert report.unchanged == sum(made.counts.values())
    assert desk.cases_export.cases(boss, Form.CSV).files == made.files


def test_only_who_leads_a_site_takes_its_records_out(world: World, desk: Desk) -> None:
    boss = nasty(world)
    roles = (SiteRole.KEY_WORKER, SiteRole.FRONT_DOOR, SiteRole.PARTNER, SiteRole.AUDITOR, None)
    for role in roles:
        with pytest.raises(NotPermitted):
            desk.cases_export.cases(world.worker(f"one {role}", role), Form.CSV)
    elsewhere = world.manager(world.new_site("Fitton Hill"))
    assert set(desk.cases_export.cases(elsewhere, Form.CSV).counts.values()) == {0}
    desk.cases_export.cases(boss, Form.CSV)
    with world.store_for(boss).query(boss) as work:
        logged = work.rows(select(AuditEntry.worker_id).where(AuditEntry.action == "export cases"))
    assert boss.worker in {row[0] for row in logged}


def test_what_is_not_taken_back_is_written_all_the_same_but_no_protected_address(
    world: World, desk: Desk
) -> None:
    boss = nasty(world)
    made = desk.cases_export.cases(boss, Form.CSV)
    everything = b"".join((*made.files.values(), *made.further.values())).decode()
    assert CANARY not in everything
    assert "'=HYPERLINK" in made.further["notes.csv"].decode()
    assert "OFFICIAL-SENSITIVE" in made.files["about.csv"].decode()
    assert "notes" in made.files["about.csv"].decode()
    assert made.further_rows > 20


def test_what_an_agency_may_not_hold_is_not_in_its_export(world: World, desk: Desk) -> None:
    nasty(world)
    world.agree(AgencyKind.HOUSING, Category.IDENTITY, Category.CORE)
    hana = world.worker("hana", SiteRole.TEAM_MANAGER, AgencyKind.HOUSING)
    made = desk.cases_export.cases(hana, Form.CSV)
    assert (made.counts["people"], made.counts["gains"]) == (5, 0)
    assert "Mill Lane" not in b"".join((*made.files.values(), *made.further.values())).decode()


@pytest.mark.parametrize(
    "form",
    [Form.CSV, *(pytest.param(form, marks=pytest.mark.long) for form in (Form.XLSX, Form.ODS))],
)
def test_the_demo_team_goes_out_and_in_and_out_the_same_to_the_byte(
    new_town: NewTown, tmp_path: Path, form: Form
) -> None:
    now = datetime.now(UTC)
    with open_store(copied(tmp_path / "demo" / "team.pbi"), clock=lambda: now) as store:
        bev = worker_of(store, "Team manager")
        made = store.desk.cases_export.cases(bev, form)
        with store.store().query(bev) as work:
            sites = [row[0] for row in work.rows(select(Site.name))]
            workers = work.rows(select(Worker.login, Worker.name, Worker.agency_id))
            council = work.rows(select(Agency.name).join(Worker).where(Worker.id == bev.worker))
    town = new_town(now)
    there = _same_team(town, sites, {row[0]: row[1] for row in workers}, council[0][0], bev.login)
    export, take_in = services(town)
    report = take_in.cases(there, files_of(made))
    assert (report.refused, report.new) == ((), sum(made.counts.values()))
    assert made.counts["people"] > 400
    assert export.cases(there, form).files == made.files


def _same_team(
    town: World, sites: list[str], workers: dict[str, str], council: str, boss: str
) -> Actor:
    """Make an empty team of the same sites and workers; returns who leads all of it."""
    agency = AgencyId(town.fact(Agency(name=council, kind=AgencyKind.COUNCIL)))
    made = {
        login: town.fact(
            Worker(name=name, login=login, job="Worker", agency_id=agency, active=True)
        )
        for login, name in workers.items()
    }
    led = [town.fact(Site(name=name, hub=name, place="Oldham")) for name in sites]
    for site in led:
        town.fact(
            SiteRoleHeld(
                worker_id=made[boss], site_id=site, role=SiteRole.TEAM_MANAGER,
                valid_from=town.clock() - timedelta(days=365),
            )
        )  # fmt: skip
    actor = Actor(WorkerId(made[boss]), boss)
    town.home.enrol(actor.worker, boss)
    return actor
