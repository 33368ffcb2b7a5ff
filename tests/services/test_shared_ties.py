"""What cases share is asked by a lead, with a reason, to keep somebody safe, of nobody hidden."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from pbi_desktop.domain.access import AgencyKind, Category, Purpose, Seal, SiteRole
from pbi_desktop.domain.actor import Actor, Viewing
from pbi_desktop.domain.errors import Invalid, NotPermitted, PbiError
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.safety import KeptFrom
from pbi_desktop.domain.search_keys import phone_key, street_key
from pbi_desktop.models import (
    Address,
    AuditEntry,
    Case,
    ContactPoint,
    KeptApart,
    Relationship,
    Residence,
)
from pbi_desktop.services.shared_ties import ASKED, SHOWN, Asking, FoundTie, SharedTies
from tests.support.world import CaseMade, World

WHY = Asking("A child may be at risk at this address")
MILL = "12 Mill Lane"


@dataclass
class Street:
    """Two cases whose people live, or lived, at one address, and the lead of both."""

    world: World
    lead: Actor
    ann: CaseMade
    cy: CaseMade
    mill: UUID

    @property
    def ties(self) -> SharedTies:
        return SharedTies(lambda: self.world.store_for(self.lead))

    def asked(self) -> list[str]:
        return [one.question for one in self.ties.ask(self.lead, WHY)]

    def lives(self, case: CaseMade, began: date | None = None, **columns: object) -> Residence:
        about = {"category": Category.CONTACT, "address_id": self.mill, **columns}
        return self.world.add(
            case.by, Residence(subject_id=case.subject, started_on=began, **about)
        )


@pytest.fixture
def street(world: World) -> Street:
    """Return Ann Bell and Cy Dunn, both of 12 Mill Lane."""
    lead = world.worker("dora", SiteRole.DUTY_LEAD)
    world.agree(
        AgencyKind.COUNCIL,
        Category.IDENTITY,
        Category.CORE,
        Category.CONTACT,
        Category.PROTECTED_ADDRESS,
        purpose=Purpose.SAFEGUARDING,
    )
    ann = world.case("ANNAAA", by=lead, team=[lead], subject=world.person("Ann", "Bell"))
    cy = world.case("CYCYCY", by=lead, team=[lead], subject=world.person("Cy", "Dunn"))
    address = Address(line_1=MILL, postcode="OL99 1AB", street_key=street_key(MILL))
    mill = world.add(lead, address).id
    made = Street(world, lead, ann, cy, mill)
    made.lives(ann, date(2025, 1, 1))
    return made


def logged(street: Street) -> list[str]:
    auditor = street.world.manager()
    with street.world.store_for(auditor).query(auditor) as work:
        rows = work.rows(select(AuditEntry.action).order_by(AuditEntry.seq))
        return [row[0] for row in rows if row[0] in (ASKED, SHOWN)]


def test_two_at_one_address_are_a_question_with_evidence_and_both_steps_are_logged(
    street: Street,
) -> None:
    assert street.asked() == []
    street.lives(street.cy, date(2025, 6, 1))
    (one,) = street.ties.ask(street.lead, WHY)
    assert set(one.question[3:-1].split(" share ")[0].split(" and ")) == {"Ann Bell", "Cy Dunn"}
    assert one.question.endswith("share 12 Mill Lane now?")
    assert "The dates overlap." in one.speaks_for
    assert one.against == ("Nothing recorded speaks against it: that proves nothing either.",)
    assert logged(street) == [ASKED, SHOWN, ASKED, SHOWN]


def test_who_is_no_lead_or_has_another_purpose_or_no_reason_is_refused_before_anything_is_read(
    street: Street,
) -> None:
    world, lead = street.world, street.lead
    street.lives(street.cy, date(2025, 6, 1))
    roles = (SiteRole.KEY_WORKER, SiteRole.FRONT_DOOR, SiteRole.PARTNER, SiteRole.ADMINISTRATOR)
    for role in roles:
        other = world.worker(f"w-{role.value[:5]}", role)
        world.join(street.ann, other, by=lead)
        world.join(street.cy, other, by=lead)
        ties = SharedTies(lambda other=other: world.store_for(other))  # type: ignore[misc]
        assert not ties.may_ask(other)
        with pytest.raises(NotPermitted):
            ties.ask(other, WHY)
    for purpose in set(Purpose) - {Purpose.SAFEGUARDING}:
        with pytest.raises(NotPermitted):
            street.ties.ask(lead, replace(WHY, purpose=purpose))
    viewing = replace(lead, viewing=Viewing(AgencyKind.POLICE, Purpose.SAFEGUARDING))
    with pytest.raises(NotPermitted):
        street.ties.ask(viewing, WHY)
    for reason in ("", "   ", "because I can"):
        with pytest.raises(Invalid):
            street.ties.ask(lead, Asking(reason))
    assert logged(street) == []


def test_nobody_hidden_kept_apart_protected_or_sealed_is_ever_asked_about(street: Street) -> None:
    world, lead = street.world, street.lead
    before = street.asked()
    # A hidden end: another site's case, of people at the same address.
    far = world.new_site("Fitton Hill")
    theirs = world.worker("omar", SiteRole.DUTY_LEAD, site=far)
    hidden = world.case("HIDDEN", by=theirs, team=[theirs], site=far)
    where = Address(line_1=MILL, postcode="OL99 1AB", street_key=street_key(MILL))
    street.lives(hidden, address_id=world.add(theirs, where).id)
    assert street.asked() == before == []
    # A protected address: nothing is asked of that person at all, in sight or not.
    protected = street.lives(street.cy, date(2025, 6, 1), category=Category.PROTECTED_ADDRESS)
    for case in (street.ann, street.cy):
        number = ContactPoint(
            subject_id=case.subject,
            category=Category.CONTACT,
            kind="phone",
            value="0161 496 0001",
            value_key=phone_key("0161 496 0001"),
        )
        world.add(lead, number)
    assert street.asked() == []
    with world.store_for(lead).command(replace(lead, purpose="safeguarding"), "open") as work:
        work.withdraw(work.get(Residence, protected.id))
    assert "share the phone 0161 496 0001" in street.asked()[0]
    # Kept apart.
    apart = KeptApart(
        subject_id=street.ann.subject,
        other_id=street.cy.subject,
        category=Category.IDENTITY,
        kept_from=KeptFrom.EVERYTHING,
        reason="He hurt her",
    )
    kept = world.add(lead, apart)
    assert street.asked() == []
    with pytest.raises(PbiError):
        street.ties.add_tie(lead, FoundTie(street.ann.subject, street.cy.subject))
    with world.store_for(lead).command(lead, "let meet") as work:
        work.withdraw(work.get(KeptApart, kept.id))
    assert len(street.asked()) == 1
    with world.store_for(lead).command(lead, "seal") as work:
        sealed = work.get(Case, street.cy.id)
        sealed.seal = Seal.NAMED
        work.save(sealed)
    assert street.asked() == []


def test_somebody_both_know_is_a_question_and_a_tie_that_is_added_is_asked_no_more(
    street: Street,
) -> None:
    world, lead = street.world, street.lead
    rex = world.case("REXREX", by=lead, team=[lead], subject=world.person("Rex", "Holt"))
    for case in (street.ann, street.cy):
        tie = Relationship(
            subject_id=rex.subject, other_id=case.subject, kind="friend", category=Category.IDENTITY
        )
        world.add(lead, tie)
    (one,) = street.ties.ask(lead, WHY)
    assert one.question.endswith("both know Rex Holt, and each other?")
    assert "Two people can know the same person and never meet." in one.against
    found = FoundTie(one.one.person, one.other.person, started_on=date(2026, 1, 1))
    made = street.ties.add_tie(lead, found).made
    assert made is not None
    with world.store_for(lead).query(lead) as work:
        assert work.get(Relationship, made).started_on == date(2026, 1, 1)
    assert street.asked() == []
    with pytest.raises(Invalid):
        street.ties.add_tie(lead, replace(found, other=PersonId(found.one)))
