"""One service of Open Referral, whatever its version, as an entry of the directory."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pbi_desktop.domain.directory import CommunityEntry, EntryKind
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.names import LONGEST_NAME, name_key
from pbi_desktop.domain.postcodes import read_postcode
from pbi_desktop.exchange.contacts import read_email, read_phone, read_website
from pbi_desktop.exchange.directory_columns import kind_in_words
from pbi_desktop.exchange.numbers import in_britain
from pbi_desktop.exchange.open_referral_times import schedules_of, when_in_words
from pbi_desktop.exchange.open_referral_values import Record, day, line, number, raw, records, text

KIND_TAXONOMY = "Kind of place"
LONGEST_ID = 200
STATUS_WORDS = {
    "active": "",
    "inactive": "Not active at present",
    "defunct": "Closed for good",
    "temporarily closed": "Temporarily closed",
}
_SHOWN = 60
_MOST_PHONES = 3
_OLDEST = 120
_AGES = re.compile(r"Ages (\d+) to (\d+)|Age (\d+) and over|Up to age (\d+)")
_REQUIRED = ("id", "name", "status")


@dataclass(frozen=True)
class Version:
    """A version of Open Referral by its name, and what a service must have in it."""

    words: str
    required: tuple[str, ...] = _REQUIRED


ORUK_1 = Version("Open Referral UK 1", ("id", "name"))
ORUK_3 = Version("Open Referral UK 3")
HSDS_3 = Version("HSDS 3")


@dataclass
class _About:
    """Gathers a sentence on each thing that was left out of an entry."""

    told: list[str] = field(default_factory=list)

    def left_out(self, given: str, what: str) -> None:
        self.told.append(f'"{given[:_SHOWN]}" is not {what}; it was left out.')


def fault_of(service: Record, version: Version) -> str:
    """Return why a service cannot be taken in, or nothing."""
    missing = [key for key in version.required if not line(service, key)]
    if missing:
        wrong = [key for key in missing if service.get(key) not in (None, "", -1)]
        said = f"It has no {_listed(missing)}"
        return f"{said} that can be read as one." if wrong else f"{said}."
    status = line(service, "status").casefold()
    if status and status not in STATUS_WORDS and "status" in version.required:
        return f'Its status "{status[:_SHOWN]}" is none of: {", ".join(STATUS_WORDS)}.'
    if not any(letter.isalnum() for letter in line(service, "name")):
        return "It has no name."
    if len(line(service, "name")) > LONGEST_NAME:
        return f"Its name is longer than {LONGEST_NAME:,} letters."
    if len(line(service, "id")) > LONGEST_ID:
        return f"Its id is longer than {LONGEST_ID} letters."
    return ""


def entry_of(service: Record, feed_id: str, licence: str) -> tuple[CommunityEntry, list[str]]:
    """Return a service without fault as an entry, and a sentence on each thing left out of it."""
    about = _About()
    organization = next(records(service, "organization"), {})
    places = list(_locations(service))
    when, besides = _when(service, places)
    street, postcode, locality, others = _where(service, places, about)
    latitude, longitude = _position(places, about)
    kind, offered = _kind_and_offer(service)
    entry = CommunityEntry(
        feed_id=feed_id,
        source_key=line(service, "id"),
        name=line(service, "name"),
        kind=kind,
        description=_description(service, organization, [*besides, *others]),
        what_offered=offered,
        for_whom=_for_whom(service),
        when_text=when,
        address=street,
        postcode=postcode,
        locality=locality,
        phone=_phone(service, organization, places, about),
        email=_email(service, organization, about),
        website=_website(service, organization, about),
        referral_method=_referral(service),
        latitude=latitude,
        longitude=longitude,
        raw=raw(service),
        licence=licence,
        tells_checks=True,
        checked_on=day(service, "assured_date"),
    )
    return entry, about.told


def ages_in(for_whom: str) -> tuple[int | None, int | None]:
    """Return the youngest and oldest age of words that this reader made, such as "Ages 5 to 11"."""
    found = _AGES.search(for_whom)
    if not found:
        return None, None
    low, high = found[1] or found[3], found[2] or found[4]
    return (int(low) if low else None), (int(high) if high else None)


def status_of(when_text: str) -> str:
    """Return the status that the words of a time begin with; active where they say nothing."""
    return next(
        (status for status, words in STATUS_WORDS.items() if words and when_text.startswith(words)),
        "active",
    )


def _listed(keys: Iterable[str]) -> str:
    return " and no ".join(keys)


def _locations(service: Record) -> Iterator[Record]:
    """Give the places where a service is, in whatever version they are nested."""
    for at in records(service, "service_at_locations", "service_at_location"):
        for location in records(at, "location"):
            own = [*records(at, "schedules", "regular_schedule", "regular_schedules")]
            yield {**location, "schedules": [*records(location, "schedules"), *own]}
    yield from records(service, "location", "locations")


def _when(service: Record, places: list[Record]) -> tuple[str, list[str]]:
    """Return when it is open, with its status before it; and what its schedules say besides."""
    when, besides = when_in_words(schedules_of(service, *places))
    words = STATUS_WORDS.get(line(service, "status").casefold(), "")
    if words and not when.startswith(words):
        when = f"{words}; {when}" if when else words
    return when, [f"Times: {one}" for one in besides]


def _where(service: Record, places: list[Record], about: _About) -> tuple[str, str, str, list[str]]:
    """Return street, postcode and town of the first place, and a line on each other place."""
    found = [_address(service, place, about) for place in places] or [
        _address(service, service, about)
    ]
    known = list(dict.fromkeys(one for one in found if any(one))) or [("", "", "")]
    others = [", ".join(part for part in (one[0], one[2], one[1]) if part) for one in known[1:]]
    lines = [f"Also at: {'; '.join(others)}"] if others else []
    return (*known[0], lines)


def _address(service: Record, place: Record, about: _About) -> tuple[str, str, str]:
    """Return street, postcode and town of a place; a postcode that is none is left out and told."""
    kinds = ("addresses", "physical_addresses", "physical_address")
    address = next(records(place, *kinds), {}) or next(records(place, "postal_addresses"), {})
    name = line(place, "name") if place is not service else ""
    lines = [line(address, "address_1"), line(address, "address_2")]
    street = ", ".join(part.strip(" ,") for part in lines if part.strip(" ,"))
    if name and name_key(name) not in (name_key(line(service, "name")), name_key(street)):
        street = ", ".join(part for part in (name, street) if part)
    given = line(address, "postal_code", "postcode")
    try:
        postcode = read_postcode(given) if given else ""
    except Invalid as invalid:
        about.told.append(f"{invalid.fields['postcode']} It is kept without one.")
        postcode = ""
    return street, postcode, line(address, "city")


def _position(places: list[Record], about: _About) -> tuple[float, float] | tuple[None, None]:
    """Return latitude and longitude of the first place that is in the UK."""
    outside = False
    for place in places:
        north, east = number(place, "latitude"), number(place, "longitude")
        if north is not None and east is not None:
            if in_britain(north, east):
                return north, east
            outside = True
    if outside:
        about.told.append("its latitude and longitude are not in the UK; they were left out.")
    return None, None


def _kind_and_offer(service: Record) -> tuple[EntryKind, str]:
    """Return what kind of thing it is, and what it offers by the terms it is filed under."""
    terms: list[str] = []
    told: EntryKind | None = None
    for term in _terms(service):
        name = line(term, "name", "term")
        if line(term, "taxonomy") == KIND_TAXONOMY:
            told = next((kind for kind in EntryKind if kind.words == name), told)
        elif name:
            terms.append(name)
    kind = told or kind_in_words(line(service, "name"))
    # A lunch club in a church is no church.
    if kind is None or (told is None and kind is EntryKind.PLACE_OF_WORSHIP):
        kind = EntryKind.SERVICE
    return kind, ", ".join(dict.fromkeys(terms))


def _terms(service: Record) -> Iterator[Record]:
    for link in records(service, "attributes", "service_taxonomys", "service_taxonomy"):
        yield from records(link, "taxonomy_term", "taxonomy")


def _description(service: Record, organization: Record, besides: list[str]) -> str:
    """Return what the service says of itself, its price and warnings, and who runs it."""
    alert, fees = line(service, "alert"), line(service, "fees", "fees_description")
    runs = line(organization, "name")
    parts = [
        text(service, "description"),
        f"Notice: {alert}" if alert else "",
        f"Cost: {fees}" if fees else "",
        *besides,
        f"Run by {runs}" if runs and name_key(runs) != name_key(line(service, "name")) else "",
    ]
    return "\n".join(part for part in parts if part)


def _for_whom(service: Record) -> str:
    """Return for whom it is: its own words, and the ages."""
    told = line(service, "eligibility_description")
    terms = (line(one, "eligibility") for one in records(service, "eligibilitys", "eligibility"))
    ages = _ages([service, *records(service, "eligibilitys", "eligibility")])
    said = "; ".join(dict.fromkeys(one for one in (told, *terms) if one))
    return said if ages in said else "; ".join(part for part in (said, ages) if part)


def _ages(holders: list[Record]) -> str:
    low = next((one for holder in holders if (one := _age(holder, "minimum_age"))), None)
    high = next((one for holder in holders if (one := _age(holder, "maximum_age"))), None)
    if low and high:
        return f"Ages {low} to {high}"
    if low:
        return f"Age {low} and over"
    return f"Up to age {high}" if high else ""


def _age(holder: Record, key: str) -> int | None:
    """Return an age; 0 and what no person is say nothing."""
    found = number(holder, key)
    return int(found) if found is not None and 1 <= found <= _OLDEST else None


def _phone(service: Record, organization: Record, places: list[Record], about: _About) -> str:
    """Return the telephone numbers of the service, else of its places, else of who runs it."""
    for holders in ([service], places, [organization]):
        found: list[str] = []
        for phone in _phones(holders):
            given = line(phone, "number").strip("\"' ")
            extension = line(phone, "extension")
            known = read_phone(f"{given} ext. {extension}" if extension else given)
            if known:
                found.append(known)
            elif given:
                about.left_out(given, "a telephone number")
        if found:
            return ", ".join(list(dict.fromkeys(found))[:_MOST_PHONES])
    return ""


def _phones(holders: list[Record]) -> Iterator[Record]:
    for holder in holders:
        yield from records(holder, "phones")
        for contact in records(holder, "contacts"):
            yield from records(contact, "phones")


def _email(service: Record, organization: Record, about: _About) -> str:
    """Return the address that is not that of one of its workers."""
    for holder in (service, organization):
        given = line(holder, "email")
        if given or holder.get("email") not in (None, "", -1):
            found = read_email(given)
            if found:
                return found
            about.left_out(given or str(holder["email"]), "an e-mail address")
    return ""


def _website(service: Record, organization: Record, about: _About) -> str:
    for given in (line(service, "url"), line(organization, "website", "url")):
        found = read_website(given) if given else None
        if found:
            return found
        if given:
            about.left_out(given, "a web address")
    return ""


def _referral(service: Record) -> str:
    """Return how to come to it: its own words, else whether a referral is needed."""
    told = line(service, "application_process")
    access = line(service, "attending_access")
    return told or (f"By {access}" if access and access != "drop-in" else access.capitalize())
