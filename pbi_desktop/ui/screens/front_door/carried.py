"""From what was told while searching to what is kept: nothing is typed twice."""

from dataclasses import fields
from uuid import UUID

from pbi_desktop.domain.approaches import Done, SafeNow, Urgency
from pbi_desktop.domain.casework import ContactMethod, Gender
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import PersonId, SiteId
from pbi_desktop.domain.postcodes import read_postcode
from pbi_desktop.services.approach_rows import ContactFacts, NewContact
from pbi_desktop.services.front_door_rows import Arrival, SiteChoice, Told
from pbi_desktop.ui.kit.carrying import carried
from pbi_desktop.ui.screens.front_door.typed import NOT_ASKED, YES, HowCame, NewPerson, Typed

NO_SITE = (
    "You are at the desk of no site. Nothing was lost. Ask your team manager for a role at one."
)
_POSTCODE_WORDS = 2
_TOLD = frozenset(one.name for one in fields(Told))


def told_of(address: str) -> Told:
    """Return what a part of an address carries here from another screen, each in its field."""
    return Told(**{name: said for name, said in carried(address).items() if name in _TOLD})


def new_person(told: Told, site: str = "") -> NewPerson:
    """Return the start of a new person: the name in two parts, the street and the postcode."""
    given, family = split_name(told.name)
    street, postcode = split_street(told.street)
    return NewPerson(
        given_name=given, family_name=family, street=street, postcode=postcode, site=site
    )


def split_name(name: str) -> tuple[str, str]:
    """Return given and family name; one word is a given name. Small letters get capitals."""
    words = [_capital(word) if name.islower() else word for word in name.split()]
    if len(words) < 2:
        return " ".join(words), ""
    return " ".join(words[:-1]), words[-1]


def _capital(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))


def split_street(street: str) -> tuple[str, str]:
    """Return the street and the postcode it ends with, if it does."""
    words = street.split()
    for taken in range(min(_POSTCODE_WORDS, len(words)), 0, -1):
        try:
            postcode = read_postcode(" ".join(words[-taken:]))
        except Invalid:
            continue
        return " ".join(words[:-taken]), postcode
    return street.strip(), ""


def arrival(typed: Typed, sites: tuple[SiteChoice, ...]) -> Arrival:
    """Return what the service is asked to keep; refuses when something is to be mended first."""
    new = typed.new or new_person(typed.told)
    named = new.given_name.strip() or new.family_name.strip()
    if not named and not new.not_given:
        raise Invalid({"given_name": "Write a name, or tick “They do not give a name”."})
    return Arrival(
        site_id=_site(new.site, sites),
        given_name="" if new.not_given else new.given_name,
        family_name="" if new.not_given else new.family_name,
        born=typed.told.born,
        gender=Gender(new.gender),
        street=new.street,
        postcode=new.postcode,
        phone=typed.told.phone,
        language=new.language,
        interpreter=new.interpreter,
        lives_with=typed.told.household,
        reference=typed.told.reference,
        reasons=typed.reasons,
        words=typed.words,
    )


def contact_facts(how: HowCame) -> ContactFacts:
    """Return how they came as it is kept; what was not asked is no answer."""
    asked = how.urgency != NOT_ASKED
    return ContactFacts(
        method=ContactMethod(how.method),
        safe_now=SafeNow(how.safe_now),
        consent_told=None if how.told_why == NOT_ASKED else how.told_why == YES,
        done=tuple(Done(one) for one in how.done),
        done_words=how.done_words,
        urgency=Urgency(int(how.urgency)) if asked else None,
    )


def new_contact(typed: Typed, sites: tuple[SiteChoice, ...], person: PersonId | None) -> NewContact:
    """Return what is kept of somebody for whom no case is opened."""
    new = typed.new or new_person(typed.told, str(sites[0].id) if sites else "")
    facts = contact_facts(typed.how)
    return NewContact(
        site_id=_site(new.site, sites),
        method=facts.method,
        given_name="" if new.not_given else new.given_name,
        family_name="" if new.not_given else new.family_name,
        born=typed.told.born,
        street=new.street,
        postcode=new.postcode,
        phone=typed.told.phone,
        lives_with=typed.told.household,
        reference=typed.told.reference,
        language=new.language,
        interpreter=new.interpreter,
        reasons=typed.reasons,
        words=typed.words,
        urgency=facts.urgency,
        safe_now=facts.safe_now,
        consent_told=facts.consent_told,
        done=facts.done,
        done_words=facts.done_words,
        person_id=person,
        identity_checked=person is not None,
        not_same=rejected(typed, person) if person is not None else (),
    )


def rejected(typed: Typed, opened: PersonId | None = None) -> tuple[PersonId, ...]:
    """Return who was said not to be them, without whoever is opened after all."""
    people = (PersonId(UUID(one)) for one in typed.not_same)
    return tuple(person for person in people if person != opened)


def _site(wanted: str, sites: tuple[SiteChoice, ...]) -> SiteId:
    site = next((site for site in sites if str(site.id) == wanted), None)
    if site is None:
        raise Invalid({"site": "Choose where the case is opened." if sites else NO_SITE})
    return SiteId(site.id)
