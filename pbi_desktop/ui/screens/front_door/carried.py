"""From what was told while searching to a new person: nothing is typed twice."""

from pbi_desktop.domain.casework import Gender
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import SiteId
from pbi_desktop.domain.postcodes import read_postcode
from pbi_desktop.services.front_door_rows import Arrival, SiteChoice, Told
from pbi_desktop.ui.screens.front_door.typed import NewPerson, Typed

_POSTCODE_WORDS = 2


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
    site = next((site for site in sites if str(site.id) == new.site), None)
    if site is None:
        raise Invalid({"site": "Choose where the case is opened."})
    return Arrival(
        site_id=SiteId(site.id),
        given_name="" if new.not_given else new.given_name,
        family_name="" if new.not_given else new.family_name,
        born=typed.told.born,
        gender=Gender(new.gender),
        street=new.street,
        postcode=new.postcode,
        phone=typed.told.phone,
        language=new.language,
        interpreter=new.interpreter,
        reasons=typed.reasons,
        words=typed.words,
    )
