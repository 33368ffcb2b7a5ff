"""What is hidden changes nothing of what any screen, search, picture, report or file shows.

Everything that the services show a worker is taken twice: before and after a record of every kind
was put where they may not look. Not a byte may differ. The last tests show that it bites.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from pbi_desktop.domain.access import AgencyKind, Category, Purpose
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import PbiError
from pbi_desktop.domain.ids import AgencyId, CaseId, GroupId
from pbi_desktop.services.cases_export import Form
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.front_door_rows import Arrival, Told
from pbi_desktop.services.import_rows import InputFile
from pbi_desktop.services.import_wizard_rows import ListKind, Wish
from pbi_desktop.services.imports import How
from pbi_desktop.services.my_day_rows import CaseOrder
from tests.support.desks import EveryonesReading, EveryonesStore
from tests.support.elsewhere import (
    NAME,
    PHONE,
    POSTCODE,
    STREET,
    Neighbourhood,
    every_record,
    fill_out_of_sight,
    neighbourhood,
)
from tests.support.stores import BOTH, opened
from tests.support.world import World

Look = Callable[[], Any]

SEARCHES = (
    Told(" ".join(NAME)),
    Told("Akhtar"),
    Told("Shabana", street=STREET),
    Told(street=f"{STREET}, {POSTCODE}"),
    Told(phone=PHONE),
    Told("Ann Akhtar", phone=PHONE, street="Canary"),
    Told("Nobody Atall"),
)
CASELOAD = f"""Ref,First name,Surname,DOB,Address,Postcode,Phone,Date opened
P1,{NAME[0]},{NAME[1]},02/03/1984,{STREET},{POSTCODE},{PHONE},01/04/2025
P2,Ann,Akhtar,,{STREET},{POSTCODE},,01/05/2025
""".encode()
CALLS = f"Date,Event type,Tenant,DOB\n01/05/2025,999 call,{' '.join(NAME)},\n".encode()
FOUND = b"Case,Benefit,Amount,Per\n%s,Carer,81.90,week\nK7QX9B,Carer,81.90,week\n"
REFERRED = b'[{"Referrer details": {"Name": "Dr Mills"}, "Person": {"Name": "Shabana Akhtar"}}]'


PLAIN_IS_UNREADABLE = ("shared_summaries", "summary_contents")
"""A document that says "x" is a damaged one."""


def told(look: Look) -> str:
    """Return what a look shows, or how it fails, to the byte."""
    try:
        return repr(look())
    except PbiError as error:
        return f"{type(error).__name__}: {error!r}"


def of_case(desk: Desk, actor: Actor, town: Neighbourhood, case: Any) -> dict[str, Look]:
    police = AgencyId(town.world.agency(AgencyKind.HOUSING))
    cases = desk.cases
    return {
        "header": lambda: cases.header(actor, case),
        "now": lambda: cases.now(actor, case),
        "story": lambda: cases.story(actor, case),
        "plan": lambda: cases.plan(actor, case),
        "money": lambda: cases.money(actor, case),
        "outline": lambda: cases.network(actor, case),
        "team": lambda: cases.team(actor, case),
        "groups": lambda: cases.groups(actor, case),
        "picture": lambda: desk.pictures.of_case(actor, case),
        "picture then": lambda: desk.pictures.of_case(actor, case, desk.clock().date()),
        "summaries": lambda: desk.shared_summaries.of_case(actor, case),
        "ledger": lambda: desk.ledger.of_case(actor, case),
        "known to": lambda: desk.ledger.known_to(actor, police, case, desk.clock().date()),
        "recalls": lambda: desk.recalls.of_case(actor, case),
        "breaches": lambda: desk.breaches.of_case(actor, case),
        "restrictions": lambda: desk.corrections.restrictions(actor, case),
        "sharing log": lambda: desk.sharing_log.of_case(actor, case),
        "log for her": lambda: desk.sharing_log.of_case(actor, case, for_resident=True),
        **{
            f"preview {purpose}": partial(desk.summaries.preview, actor, case, police, purpose)
            for purpose in Purpose
        },
    }


def of_store(desk: Desk, actor: Actor, town: Neighbourhood) -> dict[str, Look]:
    group = GroupId(town.group)
    found: dict[str, Look] = {
        **{f"day {order}": partial(desk.my_day.show, actor, order) for order in CaseOrder},
        **{f"search {one}": partial(desk.front_door.search, actor, one) for one in SEARCHES},
        "sites": lambda: desk.front_door.sites(actor),
        "cases": lambda: desk.cases.list(actor),
        "waiting": lambda: desk.waiting.list(actor),
        "alerts": lambda: desk.match_alerts.waiting(actor),
        "came": lambda: desk.contacts.repeats(actor, town.own.subject),
        "directory": lambda: desk.community.search(actor),
        "group": lambda: desk.community.group(actor, group),
        "choices": lambda: desk.community.cases(actor),
        "register": lambda: desk.community.register(actor, group, desk.clock().date()),
        "outcomes": lambda: desk.outcomes.show(actor),
        "periods": lambda: desk.outcomes.choices(actor),
        "agencies": lambda: desk.reports.agencies(actor),
        "report": lambda: desk.reports.outcomes(actor).html,
        "requests": lambda: desk.subject_access.requests(actor),
        "retention": lambda: desk.retention.preview(actor),
        "breach log": lambda: desk.breaches.log(actor),
        "runs": lambda: desk.import_wizard.runs(actor),
        "draft": lambda: desk.drafts.find(actor, "note", town.far.id),
        "export directory": lambda: desk.directory_export.directory(actor),
        "site log": lambda: desk.sharing_log.of_site(actor),
    }
    return {**found, **of_files(desk, actor, town)}


def of_files(desk: Desk, actor: Actor, town: Neighbourhood) -> dict[str, Look]:
    look, gains = How(dry_run=True), FOUND % town.far.reference.encode()
    files = {
        "cases": InputFile("caseload.csv", CASELOAD),
        "calls": InputFile("calls.csv", CALLS),
        "gains": InputFile("found.csv", gains),
        "sent": InputFile("sent.json", REFERRED),
    }
    wish = Wish(ListKind.CASES, (files["cases"],))
    found: dict[str, Look] = {
        **{f"export {form}": partial(desk.cases_export.cases, actor, form) for form in Form},
        "wizard": lambda: desk.import_wizard.look(actor, wish),
        "import": lambda: desk.case_imports.look_at_cases(actor, [files["cases"]]),
        "calls": lambda: desk.lists.demand(actor, [files["calls"]], look),
        "gains": lambda: desk.lists.gains(actor, [files["gains"]], look),
        "sent": lambda: desk.lists.referrals(actor, [files["sent"]], look),
    }
    return found


def everything(desk: Desk, actor: Actor, town: Neighbourhood) -> dict[str, str]:
    """Return all that the services show, by what it is."""
    looks = of_store(desk, actor, town)
    for name, case in {"own": town.own.id, "far": town.far.id, "kin": town.kin.id}.items():
        looks |= {f"{name} {what}": look for what, look in of_case(desk, actor, town, case).items()}
    return {what: told(look) for what, look in looks.items()}


def differing(one: dict[str, str], other: dict[str, str]) -> set[str]:
    return {what for what in one if one[what] != other[what]}


@dataclass(frozen=True)
class Shown:
    """What was shown to two workers before something hidden was added, and after."""

    town: Neighbourhood
    desk: Desk
    before: dict[str, dict[str, str]]
    after: dict[str, dict[str, str]]


@pytest.fixture(scope="module", params=BOTH)
def shown(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Shown]:
    with opened(request.param, request, tmp_path_factory.mktemp("place")) as home:
        world = World(home)
        reading, store = EveryonesReading(world), EveryonesStore(world)
        desk, town = Desk(reading, lambda: store, world.clock), neighbourhood(world)
        before = {one.login: everything(desk, one, town) for one in (town.vera, town.kofi)}
        fill_out_of_sight(town)
        after = {one.login: everything(desk, one, town) for one in (town.vera, town.kofi)}
        yield Shown(town, desk, before, after)
        reading.close()


def test_what_is_hidden_changes_nothing_that_is_shown(shown: Shown) -> None:
    for login, before in shown.before.items():
        assert differing(before, shown.after[login]) == set(), login
        assert len(before) >= 90


def test_a_hidden_case_answers_like_one_that_never_was(shown: Shown) -> None:
    town, desk, vera = shown.town, shown.desk, shown.town.vera
    missing = of_case(desk, vera, town, CaseId(uuid4()))
    never = {what: told(look) for what, look in missing.items()}
    for case in (town.far, town.kin, *town.sealed):
        looks = of_case(desk, vera, town, case.id)
        assert {what: told(look) for what, look in looks.items()} == never


def test_a_hidden_person_comes_through_the_door_like_a_stranger(shown: Shown) -> None:
    town, desk, vera = shown.town, shown.desk, shown.town.vera
    names: tuple[tuple[str, str], ...] = (NAME, ("Zebedee", "Nobody"))
    taken_in = []
    for given, family in names:
        arrival = Arrival(
            town.world.site, given, family, street=STREET, postcode=POSTCODE, phone=PHONE
        )
        done = desk.front_door.arrive(vera, arrival)
        assert done.made is not None
        met = desk.front_door.search(vera, Told(f"{given} {family}")).matches
        taken_in.append((done.kinds, len(done.cases), len(met)))
    assert taken_in[0] == taken_in[1], "no more is said of who is known elsewhere"


def test_the_looks_bite_where_they_may(shown: Shown) -> None:
    town, desk = shown.town, shown.desk
    for category in (Category.CORE, Category.CONTACT):
        made = every_record(town, town.own, town.own.people[1], category)
        town.world.facts([one for one in made if one.__tablename__ not in PLAIN_IS_UNREADABLE])
    found = differing(shown.after["vera"], everything(desk, town.vera, town))
    assert {what.split()[0] for what in found} >= {"own", "search", "day", "export", "group"}
    assert len(found) >= 20
