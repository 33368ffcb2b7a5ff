"""Referrals that services send: a case for somebody new, a contact for somebody known.

Nobody is joined to somebody by likeness: who may be known already is opened at the front door,
unless the referral carries a reference of our own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.ids import PersonId, SiteId
from pbi_desktop.domain.incoming import SentReferral
from pbi_desktop.domain.intake import PersonRow
from pbi_desktop.domain.intake_matching import reference_key
from pbi_desktop.domain.names import name_key
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.text import clean_text
from pbi_desktop.exchange.list_rows import Refused
from pbi_desktop.models import Contact, PersonReference, Site
from pbi_desktop.services.import_people_matching import PeopleInSight
from pbi_desktop.services.import_plan import Plan
from pbi_desktop.services.import_referrals_keeping import NHS_NUMBER, REFERRED, Arriving, keep_all
from pbi_desktop.services.import_whose import NOT_THERE, InSight
from pbi_desktop.services.standing import desk_sites
from pbi_desktop.store.unit_of_work import Work

MAYBE_KNOWN = "They may be known already: open them at the front door."
SOMEBODY_ELSE = "Its reference is of somebody with another name or date of birth."
TWICE = "The list names them more than once, each time with other words."


def plan_referrals(work: Work, rows: Sequence[SentReferral]) -> Plan:
    """Return what these referrals would do; each stands for itself."""
    arriving: list[Arriving] = []
    plan = Plan(keep=lambda run: keep_all(work, run, arriving))
    desk = _Desk(work)
    for row in rows:
        try:
            found = desk.judge(row)
        except Refused as refused:
            plan.refused.append((row.place, str(refused)))
            continue
        if found is None:
            plan.unchanged += 1
        else:
            arriving.append(found)
    plan.new = len(arriving)
    return plan


@dataclass
class _Desk:
    """Judges referrals one by one against who is in sight, and against each other."""

    work: Work
    _in_list: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._in_sight = InSight(self.work)
        self._people = PeopleInSight(self.work)
        self._sites = desk_sites(self.work, "import referrals")
        self._named_sites = _named_sites(self.work, self._sites)
        told = select(Contact.subject_id, Contact.words).where(Contact.reasons == REFERRED)
        self._told = {(row[0], row[1]) for row in self.work.rows(told)}
        numbers = select(PersonReference.value_key, PersonReference.subject_id)
        numbers = numbers.where(PersonReference.issuer == NHS_NUMBER)
        self._by_number = {row[0]: PersonId(row[1]) for row in self.work.rows(numbers)}

    def judge(self, row: SentReferral) -> Arriving | None:
        """Return who arrives; None where this very referral is there already."""
        words = referral_words(row)
        known = self._in_sight.known_as(row.reference) if row.reference else None
        maybe = {one.person_id for one in self._people.maybe(_person_row(row))}
        if known is not None and known in maybe:
            return self._of_known(row, known, words)
        if known is not None:
            raise Refused(SOMEBODY_ELSE)
        whom = (name_key(f"{row.given_name} {row.family_name}"), row.born.text)
        if whom in self._in_list:
            if self._in_list[whom] != words:
                raise Refused(TWICE)
            return None
        if row.nhs_number in self._by_number:
            maybe.add(self._by_number[row.nhs_number])
        if any((person, words) in self._told for person in maybe):
            return None
        if maybe:
            raise Refused(MAYBE_KNOWN)
        self._in_list[whom] = words
        site = self._named_sites.get(name_key(row.referral_to), self._sites[0])
        return Arriving(row, words, site)

    def _of_known(self, row: SentReferral, known: PersonId, words: str) -> Arriving | None:
        if (known, words) in self._told:
            return None
        case = self._in_sight.open_case(known, Category.CORE)
        if case is None:
            raise Refused(f"{NOT_THERE} If their case is closed, open them at the front door.")
        self._told.add((known, words))
        return Arriving(row, words, None, known, case.id)


def referral_words(row: SentReferral) -> str:
    """Return a referral in words, for the case: who sent it, when, how and why."""
    sent = row.referrer
    when = f" on {say_date(row.referred_on)}" if row.referred_on else ""
    how = f" by {row.method}" if row.method else ""
    lines = [
        f"Referred{when}{how} by {sent.name}, {sent.service}, {sent.organisation}.",
        f"Contact: {sent.contact}.",
        f"Referred to: {row.referral_to}.",
        f"Reason: {row.reason}" if row.reason else "",
    ]
    return clean_text("\n".join(line for line in lines if line))[0]


def _named_sites(work: Work, mine: Sequence[SiteId]) -> dict[str, SiteId]:
    found = {}
    for key, name, hub in work.rows(select(Site.id, Site.name, Site.hub)):
        if key in mine:
            found[name_key(hub)] = found[name_key(name)] = SiteId(key)
    return found


def _person_row(row: SentReferral) -> PersonRow:
    return PersonRow(
        row.place,
        reference_key(row.reference),
        row.given_name,
        row.family_name,
        born=row.born,
        address_1=row.address,
        postcode=row.postcode,
        phone=row.phone,
    )
