"""A town in which much is hidden from one worker: what the tests of a missing right look for.

Everything that `omar` must not meet says CANARY somewhere, in its words or in its reference.
"""

from dataclasses import dataclass
from typing import Any

from pbi_desktop.domain.access import AgencyKind, Category, Emergency, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import TieKind
from pbi_desktop.domain.ids import PersonId, RecordId, new_id
from pbi_desktop.domain.stages import LifeDomain
from pbi_desktop.models import (
    Address,
    Breach,
    Consent,
    ContactPoint,
    Disagreement,
    Disclosure,
    Draft,
    Exclusion,
    Household,
    LegalHold,
    Membership,
    Need,
    Person,
    RecordSeal,
    Relationship,
    Residence,
    Restriction,
    SealName,
    SharedSummary,
    SubjectRequest,
    SummaryContent,
    WithheldItem,
)
from tests.support.insiders import plain_columns
from tests.support.world import CaseMade, World

CANARY = "CANARY"
HEALTHY = "seen health note"


@dataclass(frozen=True)
class Hidden:
    """What there is: a case of leah's that omar has no part in, and one that he has."""

    world: World
    leah: Actor
    omar: Actor
    """A housing officer on the team of `own`: no role at any site, and nothing about health."""
    nina: Actor
    """A key worker at another site."""
    case: CaseMade
    note: RecordId
    need: RecordId
    address: RecordId
    household: RecordId
    own: CaseMade
    own_note: RecordId
    own_health: RecordId
    own_need: RecordId
    own_person: PersonId
    neighbour: PersonId


def hide(world: World) -> Hidden:
    """Make the town."""
    leah = world.worker("leah")
    world.agree(AgencyKind.HOUSING, Category.IDENTITY, Category.CORE, Category.CONTACT)
    omar = world.worker("omar", role=None, agency=AgencyKind.HOUSING)
    there = world.new_site("Fitton Hill")
    nina = world.worker("nina", SiteRole.KEY_WORKER, site=there)
    secret = world.person("Zuleika", CANARY, given_key="zuleika", family_key="canary")
    case = world.case("CANARY", team=[leah], subject=secret)
    own = world.case(
        "K7QX9B",
        team=[leah, omar],
        site=there,
        by=world.manager(there),
        others=[world.person("Bo")],
    )
    address = _tied(world, leah, case.subject)
    household = address.pop("household")
    place = address.pop("address")
    world.add(leah, Draft(worker_id=leah.worker, form="note", text=CANARY, saved_at=world.clock()))
    other = Relationship(
        subject_id=own.subject,
        other_id=case.subject,
        category=Category.CORE,
        kind=TieKind.SIBLING,
        source=CANARY,
    )
    world.add(leah, other)
    _kept_in_books(world, leah, omar, case)
    return Hidden(
        world=world,
        leah=leah,
        omar=omar,
        nina=nina,
        case=case,
        note=world.note(case, f"{CANARY} about the rent", by=leah),
        need=_need(world, leah, case, CANARY),
        address=place,
        household=household,
        own=own,
        own_note=world.note(own, "seen note", by=omar),
        own_health=world.note(own, f"{CANARY} {HEALTHY}", by=leah, category=Category.HEALTH),
        own_need=_need(world, omar, own, "a fridge"),
        own_person=own.subject,
        neighbour=own.people[1],
    )


def _kept_in_books(world: World, leah: Actor, omar: Actor, case: CaseMade) -> None:
    """Say of the hidden case all that is said of cases: consent, conflict, glass, requests, log."""
    since: dict[str, Any] = {"valid_from": world.clock()}
    person: dict[str, Any] = {"subject_id": case.subject, "category": Category.CORE}
    there = {"case_id": case.id, **person}
    agency = {"agency_id": world.agency(AgencyKind.HOUSING)}
    note = world.note(case, f"{CANARY} and sealed", by=leah)
    asked = Emergency((case.subject,), (Category.HEALTH,), f"{CANARY} is in danger of her life")
    otto = world.worker("otto", site=world.new_site("Glodwick"))
    with world.store_for(otto).command(otto, "look") as work:
        work.break_glass(case.id, asked)
    seal = RecordSeal(record_id=note, reason=CANARY, **there, **since)
    mine = {"proposed_by": leah.worker, "proposed_at": world.clock(), "urgent": False}
    summary = SharedSummary(
        **{**plain_columns("shared_summaries", world), **there, **agency, **mine, "asks": CANARY}
    )
    request = SubjectRequest(
        **{**plain_columns("subject_requests", world), **person, **agency, "words": CANARY}
    )
    seal.id, summary.id, request.id = (RecordId(new_id()) for _ in range(3))
    plain = {one: plain_columns(one, world) for one in ("breaches", "disagreements", "disclosures")}
    world.facts(
        [
            Exclusion(worker_id=omar.worker, person_id=case.subject, reason=CANARY, **since),
            Consent(about=Category.HEALTH, given=False, words=CANARY, **person, **since),
            Restriction(reason=CANARY, **person, **since),
            LegalHold(reason=CANARY, started_on=world.clock().date(), **person),
            seal,
            SealName(seal_id=seal.id, worker_id=leah.worker, **since),
            summary,
            SummaryContent(summary_id=summary.id, document=CANARY, **there),
            request,
            WithheldItem(request_id=request.id, kind=CANARY, record_id=note, code=CANARY, **person),
            Breach(**{**plain["breaches"], **there, "what": CANARY}),
            Disagreement(**{**plain["disagreements"], **there, "words": CANARY}),
            Disclosure(**{**plain["disclosures"], **there, **agency, "content_hash": CANARY}),
        ]
    )
    with world.store_for(leah).command(leah, "tell") as work:
        work.log("told", case=case.id, text=CANARY)


def _need(world: World, by: Actor, case: CaseMade, words: str) -> RecordId:
    about: dict[str, Any] = {"case_id": case.id, "subject_id": case.subject}
    need = Need(**about, category=Category.CORE, domain=LifeDomain.HOUSING, words=words)
    return RecordId(world.add(by, need).id)


def _tied(world: World, by: Actor, person: PersonId) -> dict[str, RecordId]:
    about: dict[str, Any] = {"subject_id": person, "category": Category.CONTACT}
    with world.store_for(by).command(by, "add") as work:
        address = work.add(Address(line_1=f"1 {CANARY} Street", street_key="canary street"))
        household = work.add(Household(name=CANARY))
        work.add(Residence(address_id=address.id, **about))
        work.add(Membership(household_id=household.id, **about))
        work.add(ContactPoint(kind="mobile", value=CANARY, value_key="07700900999", **about))
        return {"address": RecordId(address.id), "household": RecordId(household.id)}


__all__ = ["CANARY", "Hidden", "Person", "hide"]
