"""Much that one worker may not see, beside the little that they may: for "it changes nothing".

`neighbourhood` makes a town in which vera leads a site and kofi works there; `fill_out_of_sight`
then puts a record of every kind wherever neither of them may look: at another site, of other
categories, about whom vera is excluded from, in sealed cases, sealed by themselves, of what the
person refused. All of it is like what they know: same names, street, phone, household and group.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from pbi_desktop.domain.access import (
    EVERY_VERB,
    AgencyKind,
    Basis,
    Category,
    Purpose,
    Seal,
    SiteRole,
    Verb,
)
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import TieKind
from pbi_desktop.domain.ids import PersonId, RecordId
from pbi_desktop.domain.search_keys import phone_key, street_key
from pbi_desktop.models import (
    Address,
    Agreement,
    Base,
    CommunityGroup,
    Consent,
    ContactPoint,
    Exclusion,
    Household,
    Membership,
    Record,
    RecordSeal,
    Relationship,
    Residence,
    SealName,
)
from pbi_desktop.models.base import CaseRecord, PersonRecord
from pbi_desktop.store.columns import class_of_table
from tests.support.insiders import plain_columns
from tests.support.world import CaseMade, World

NAME = ("Shabana", "Akhtar")
STREET, POSTCODE, PHONE = "12 Canary Street", "OL99 1AA", "07700 900999"
HELD = (Category.IDENTITY, Category.CORE, Category.CONTACT, Category.HOUSING, Category.FINANCE)
NOT_FIGURES = EVERY_VERB & ~Verb.STATISTICS


@dataclass(frozen=True)
class Neighbourhood:
    """Who there is, and what vera and kofi know."""

    world: World
    leah: Actor
    vera: Actor
    """Leads the site; her agency holds some categories, and she is excluded from one person."""
    kofi: Actor
    """A key worker on one team of the site."""
    own: CaseMade
    kin: CaseMade
    """About somebody whom vera is excluded from."""
    far: CaseMade
    sealed: tuple[CaseMade, ...]
    home: RecordId
    house: RecordId
    group: RecordId

    def hidden(self) -> tuple[CaseMade, ...]:
        """Return the cases that vera may not see."""
        return (self.far, self.kin, *self.sealed)


def neighbourhood(world: World) -> Neighbourhood:
    """Make the town."""
    agreed = {"purpose": Purpose.DIRECT_SUPPORT, "agency_kind": AgencyKind.VOLUNTARY}
    since = {"valid_from": world.clock() - timedelta(days=9)}
    rights = {"rights": NOT_FIGURES, "seconded_by": world.maker, "basis": Basis.TASK}
    world.facts([Agreement(category=one, **agreed, **since, **rights) for one in HELD])
    there = world.new_site("Fitton Hill")
    leah = world.worker("leah")
    world.role(leah, SiteRole.KEY_WORKER, there)
    vera = world.worker("vera", SiteRole.DUTY_LEAD, AgencyKind.VOLUNTARY)
    kofi = world.worker("kofi", SiteRole.KEY_WORKER, AgencyKind.VOLUNTARY)
    ann = world.person("Ann", "Akhtar")
    own = world.case("K7QX9B", team=[leah, vera, kofi], subject=ann, others=[world.person("Bo")])
    far, kin = _like(world, leah, there), _like(world, leah, world.site)
    sealed = _like(world, leah, world.site), _like(world, leah, world.site)
    home, house, group = _known(world, vera, own)
    for case, seal in zip(sealed, (Seal.NAMED, Seal.SEALED), strict=True):
        world.change_fact(class_of_table("cases"), case.id, seal=seal)  # type: ignore[arg-type]
    whom = {"worker_id": vera.worker, "person_id": kin.subject, "reason": "a cousin"}
    said = {"subject_id": own.subject, "category": Category.CORE, "about": Category.FINANCE}
    refusal = Consent(agency_kind=AgencyKind.VOLUNTARY, given=False, **said, **since)
    world.facts([Exclusion(**whom, **since), refusal])
    return Neighbourhood(world, leah, vera, kofi, own, kin, far, sealed, home, house, group)


def _like(world: World, leah: Actor, site: Any) -> CaseMade:
    return world.case(team=[leah], site=site, subject=world.person(*NAME))


def _known(world: World, vera: Actor, own: CaseMade) -> tuple[RecordId, RecordId, RecordId]:
    about: dict[str, Any] = {"subject_id": own.subject, "category": Category.CONTACT}
    group = CommunityGroup(**plain_columns("community_groups", world))
    with world.store_for(vera).command(vera, "write") as work:
        home = work.add(Address(line_1=STREET, postcode=POSTCODE, street_key=street_key(STREET)))
        house = work.add(Household(name="Akhtar"))
        work.add(Residence(address_id=home.id, **about))
        work.add(Membership(household_id=house.id, **about))
        work.add(ContactPoint(kind="mobile", value="0161 496 0101", value_key="x", **about))
        work.add(group)
        ids = (RecordId(home.id), RecordId(house.id), RecordId(group.id))
    world.note(own, "what both may read", by=vera)
    return ids


# --- out of sight --------------------------------------------------------------------------------


def fill_out_of_sight(town: Neighbourhood) -> None:
    """Put a record of every kind wherever vera and kofi may not look."""
    records: list[Record] = []
    for case in town.hidden():
        # Who somebody is at their own site, the desk may know: kofi does, vera does not.
        for category in (Category.CORE, Category.CONTACT):
            records += every_record(town, case, case.subject, category)
        records += _rings_and_is_a_cousin(town, case.subject)
    about = (town, town.own, town.own.subject)
    for category in (Category.HEALTH, Category.SAFEGUARDING, Category.PROTECTED_ADDRESS):
        records += every_record(*about, category)
    records += every_record(*about, Category.FINANCE)
    closed = [one for one in every_record(*about, Category.CORE) if isinstance(one, CaseRecord)]
    town.world.facts([*records, *closed, *_seals(town, closed)])


def every_record(
    town: Neighbourhood, case: CaseMade, subject: PersonId, category: Category
) -> list[Record]:
    """Return one record of every kind about a person, not kept yet."""
    known: dict[str, Any] = {
        "workers": town.vera.worker,
        "agencies": town.world.agency(AgencyKind.COUNCIL),
        "community_groups": town.group,
        "addresses": town.home,
        "households": town.house,
    }
    made: list[Record] = []
    for table in Base.metadata.sorted_tables:
        kind = class_of_table(table.name)
        changes_grants = table.name in ("restrictions", "consents")
        if changes_grants or not issubclass(kind, CaseRecord | PersonRecord):
            continue
        values = plain_columns(table.name, town.world)
        ties = {key.parent.name: known.get(key.column.table.name) for key in table.foreign_keys}
        about = {"id": uuid4(), "case_id": case.id, "subject_id": subject, "category": category}
        mine = {"worker_id": town.vera.worker, "other_id": town.own.subject}
        held = {**values, **ties, **about, **mine}
        made.append(kind(**{name: value for name, value in held.items() if name in table.c}))
        known[table.name] = made[-1].id
    return made


def _seals(town: Neighbourhood, records: list[CaseRecord]) -> list[Record]:
    since = town.world.clock()
    about: dict[str, Any] = {"case_id": town.own.id, "subject_id": town.own.subject}
    seals = [
        RecordSeal(id=uuid4(), record_id=one.id, category=Category.CORE, valid_from=since, **about)
        for one in records
    ]
    leah = town.leah.worker
    names = [SealName(seal_id=one.id, worker_id=leah, valid_from=since) for one in seals]
    return [*seals, *names]


def _rings_and_is_a_cousin(town: Neighbourhood, person: PersonId) -> list[Record]:
    about: dict[str, Any] = {"subject_id": person, "category": Category.CONTACT}
    point = {"kind": "mobile", "value": PHONE, "value_key": phone_key(PHONE)}
    both = {"subject_id": town.own.subject, "other_id": person, "category": Category.CORE}
    tie = Relationship(kind=TieKind.SIBLING, source="told", **both)
    return [ContactPoint(**point, **about), tie]
