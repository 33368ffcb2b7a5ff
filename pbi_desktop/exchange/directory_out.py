"""A directory as Open Referral UK 3: one page of whole services, the same bytes for the same facts.

Some things never leave: refuges and protected addresses, and names of people to contact.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from pbi_desktop.domain.directory import LICENCE_UNKNOWN, OWN_EXPORT, EntryKind, Listing
from pbi_desktop.domain.meeting_days import meeting_days
from pbi_desktop.exchange.contacts import read_email, read_phone, read_website
from pbi_desktop.exchange.numbers import in_britain
from pbi_desktop.exchange.open_referral import MARK_OF_OWN
from pbi_desktop.exchange.open_referral_service import KIND_TAXONOMY, ages_in, status_of
from pbi_desktop.exchange.open_referral_times import byday_codes
from pbi_desktop.exchange.open_referral_values import line, plain

PROTECTED = "refuge or protected address"
OFFER_TAXONOMY = "What is offered"

_NOT_KNOWN = "Not known"
_COUNTRY = "GB"
_MOST_PHONES = 3
_OURS = uuid5(NAMESPACE_URL, "urn:pbi-desktop:directory")
_PROTECTED = re.compile(
    r"\brefuges?\b|\bsafe ?houses?\b|\bprotected address"
    r"|\baddress (?:is )?(?:confidential|withheld)",
    re.IGNORECASE,
)
_STAFF = re.compile(r"(?m)^Contact: .*$\n?")
_KINDS = frozenset(kind.words for kind in EntryKind)
Service = dict[str, Any]


@dataclass(frozen=True)
class Exported:
    """The file, how many services are in it, and why how many others are not."""

    data: bytes
    services: int
    left_out: tuple[tuple[str, int], ...] = ()
    licence_unknown: int = 0


def export_directory(listings: Iterable[Listing]) -> Exported:
    """Return the entries as one file; the same bytes whatever their order."""
    every = list(listings)
    ids = published_ids(every)
    kept = [one for one in every if not is_protected(one)]
    contents = sorted(
        (service_of(one, ids[one.feed_id, one.source_key]) for one in kept),
        key=lambda service: str(service["id"]),
    )
    left_out = Counter({PROTECTED: len(every) - len(kept)})
    return Exported(
        _bytes(contents),
        len(contents),
        tuple(sorted((why, count) for why, count in left_out.items() if count)),
        sum(one.licence in ("", LICENCE_UNKNOWN) for one in kept),
    )


def published_ids(listings: Iterable[Listing]) -> dict[tuple[str, str], str]:
    """Return the id of each entry: its publisher's own where that is one, else one made of its key.

    The ids stay the same from export to export, also out of another store that took one in.
    """
    ids: dict[tuple[str, str], str] = {}
    taken: set[str] = set()
    for feed, key in sorted({(one.feed_id, one.source_key) for one in listings}):
        own = _own_id(key)
        known = own if own and own not in taken else str(uuid5(_OURS, f"{feed}\n{key}"))
        taken.add(known)
        ids[feed, key] = known
    return ids


def is_protected(listing: Listing) -> bool:
    """Say whether an entry is of a place that must not be found, by any of its words."""
    said = (
        listing.name,
        listing.kind,
        listing.description,
        listing.what_offered,
        listing.for_whom,
        listing.when_text,
        listing.address,
        listing.referral_method,
        listing.raw,
    )
    return any(_PROTECTED.search(text.replace("_", " ")) for text in said)


def service_of(listing: Listing, known: str) -> Service:
    """Return an entry as a whole service; what is not known is left out."""
    low, high = ages_in(listing.for_whom)
    services = {
        "id": known,
        "name": _line(listing.name),
        "status": status_of(_line(listing.when_text)),
        "description": plain(_STAFF.sub("", listing.description)),
        "url": read_website(listing.website) or "",
        "email": next((one for part in listing.email.split(", ") if (one := read_email(part))), ""),
        "minimum_age": low,
        "maximum_age": high,
        "assured_date": listing.checked_on.isoformat() if listing.checked_on else "",
        "eligibility_description": _line(listing.for_whom),
        "application_process": _line(listing.referral_method),
        "phones": _phones(listing, known),
        "schedules": _schedules(_line(listing.when_text), known),
        "service_at_locations": _places(listing, known),
        "attributes": _terms(listing, known),
    }
    return _without_empties(services)


def _own_id(key: str) -> str:
    try:
        return key if str(UUID(key)) == key else ""
    except ValueError:
        return ""


def _part_id(known: str, part: str) -> str:
    return str(uuid5(_OURS, f"{known}\n{part}"))


def _line(text: str) -> str:
    return line({"text": text}, "text")


def _without_empties(record: Service) -> Service:
    return {key: value for key, value in record.items() if value not in (None, "", [])}


def _phones(listing: Listing, known: str) -> list[Service]:
    numbers = [one for part in listing.phone.split(", ") if (one := read_phone(part))]
    return [
        {"id": _part_id(known, f"phone {one}"), "number": one}
        for one in list(dict.fromkeys(numbers))[:_MOST_PHONES]
    ]


def _schedules(when: str, known: str) -> list[Service]:
    """Return when it is open: in words, and by weekday where the words are plain."""
    if not when:
        return []
    days = meeting_days(when)
    weekly = {"freq": "WEEKLY", "byday": byday_codes(days)} if days else {}
    return [{"id": _part_id(known, "schedule"), **weekly, "description": when}]


def _places(listing: Listing, known: str) -> list[Service]:
    street, town, postcode = map(_line, (listing.address, listing.locality, listing.postcode))
    location: Service = {"id": _part_id(known, "location"), "location_type": "physical"}
    north, east = listing.latitude, listing.longitude
    has_point = north is not None and east is not None and in_britain(north, east)
    if has_point:
        location |= {"latitude": north, "longitude": east}
    if street or postcode:
        address = {
            "id": _part_id(known, "address"),
            "address_1": street or _NOT_KNOWN,
            "city": town or _NOT_KNOWN,
            "state_province": _NOT_KNOWN,
            "postal_code": postcode or _NOT_KNOWN,
            "country": _COUNTRY,
            "address_type": "physical",
        }
        location["addresses"] = [address]
    elif not has_point:
        return []
    return [{"id": _part_id(known, "service at location"), "location": location}]


def _terms(listing: Listing, known: str) -> list[Service]:
    """Return what kind of thing it is and what it offers, as terms it is filed under."""
    kind = listing.kind.replace("_", " ")
    kind = kind if kind in _KINDS else EntryKind.OTHER.words
    offers = dict.fromkeys(filter(None, map(_line, _line(listing.what_offered).split(", "))))
    return [
        _term(known, KIND_TAXONOMY, kind),
        *(_term(known, OFFER_TAXONOMY, offer) for offer in offers),
    ]


def _term(known: str, taxonomy: str, name: str) -> Service:
    term = {
        "id": str(uuid5(_OURS, f"{taxonomy}\n{name}")),
        "name": name,
        "description": f"{taxonomy}: {name}",
        "taxonomy": taxonomy,
    }
    return {"id": _part_id(known, f"{taxonomy} {name}"), "taxonomy_term": term}


def _bytes(contents: Sequence[Service]) -> bytes:
    page = {
        "total_items": len(contents),
        "total_pages": 1,
        "page_number": 1,
        "size": len(contents),
        "first_page": True,
        "last_page": True,
        "empty": not contents,
        MARK_OF_OWN: OWN_EXPORT,
        "contents": contents,
    }
    return (json.dumps(page, ensure_ascii=False, indent=2) + "\n").encode()
