"""Referrals that services send, and forms by which people ask for themselves.

Each becomes an arrival that waits, whoever it may be: who is known already is a matter for whoever
accepts it. A form that is there already is not taken in twice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from pbi_desktop.domain.casework import ContactMethod
from pbi_desktop.domain.ids import SiteId
from pbi_desktop.domain.incoming import SentReferral
from pbi_desktop.domain.intake_matching import reference_key
from pbi_desktop.domain.names import name_key
from pbi_desktop.domain.referral_forms import form_of, referral_words, words_of
from pbi_desktop.exchange.list_rows import Refused
from pbi_desktop.models import Approach, Contact, Person, Site
from pbi_desktop.services.import_plan import Plan
from pbi_desktop.services.import_referrals_keeping import (
    REFERRED,
    Arriving,
    form_kept,
    keep_all,
    who_of,
)
from pbi_desktop.services.standing import desk_sites
from pbi_desktop.store.unit_of_work import Work

OTHER_WORDS = "A referral with this number is here already, in other words: look at that one."
FORMS = (ContactMethod.PARTNER_REFERRAL, ContactMethod.SELF_REFERRAL)

Whom = tuple[str, str, str, str]
"""Given and family name, birth, and all that the form says beside who came."""
Form = tuple[Whom, tuple[object, ...]]
"""Who, and what else would make it another form: where they live and ring, how urgent it is."""
Number = tuple[str, str]
"""Who sent a form and what they call it by."""


def plan_referrals(work: Work, rows: Sequence[SentReferral]) -> Plan:
    """Return what these forms would do; each stands for itself."""
    arriving: list[Arriving] = []
    plan = Plan(keep=lambda run: keep_all(work, run, arriving))
    there = _There(work)
    for row in rows:
        try:
            site = there.judge(row)
        except Refused as refused:
            plan.refused.append((row.place, str(refused)))
            continue
        if site is None:
            plan.unchanged += 1
        else:
            arriving.append(Arriving(row, site))
    plan.new = len(arriving)
    return plan


@dataclass
class _There:
    """What is there already, as far as the worker sees, and what this list has said so far."""

    work: Work
    _told: set[Form] = field(default_factory=set)
    _numbers: dict[Number, Form] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._mine = desk_sites(self.work, "import referrals")
        self._sites = _named_sites(self.work)
        for approach in self.work.all(select(Approach).where(Approach.method.in_(FORMS))):
            form = form_kept(approach)
            if form is not None:
                self._remember(form, _form(form))
        self._in_cases = set(_told_in_cases(self.work))

    def judge(self, row: SentReferral) -> SiteId | None:
        """Return where a form is to wait; None where this very form is there already."""
        form, number = _form(row), _number(row)
        known = self._numbers.get(number) if row.number else None
        if known is not None and known != form:
            raise Refused(OTHER_WORDS)
        if known is not None or form in self._told or self._is_in_case(row):
            return None
        self._remember(row, form)
        return self._sites.get(name_key(row.referral_to), self._mine[0])

    def _is_in_case(self, row: SentReferral) -> bool:
        """Say whether a form is a contact in a case; a name without a birth may be anybody's."""
        given, family, born, words = _whom(row)
        told = given, family, born, referral_words(form_of(words, row) or row)
        return bool(born) and told in self._in_cases

    def _remember(self, row: SentReferral, form: Form) -> None:
        self._told.add(form)
        if row.number:
            self._numbers.setdefault(_number(row), form)


def _whom(row: SentReferral) -> Whom:
    columns = who_of(row).columns()
    born = columns["born_text"] or ""
    return columns["given_key"], columns["family_key"], born, words_of(row)


def _form(row: SentReferral) -> Form:
    who = who_of(row)
    said = (who.street, who.postcode, who.phone, who.language, who.interpreter)
    return _whom(row), (*said, row.urgency, row.safe_now, row.consent_told)


def _number(row: SentReferral) -> Number:
    sender = row.referrer.organisation if row.referrer else ""
    return name_key(sender), reference_key(row.number)


def _told_in_cases(work: Work) -> Iterator[Whom]:
    """Give the referrals of which only the contact in a case shows to this worker."""
    asked = select(Person.given_key, Person.family_key, Person.born_text, Contact.words)
    told = asked.join(Contact, Contact.subject_id == Person.id)
    for given, family, born, words in work.rows(told.where(Contact.reasons == REFERRED)):
        yield given, family, born or "", words or ""


def _named_sites(work: Work) -> dict[str, SiteId]:
    found = {}
    for key, name, hub in work.rows(select(Site.id, Site.name, Site.hub).order_by(Site.id)):
        found[name_key(hub)] = found[name_key(name)] = SiteId(key)
    return found
