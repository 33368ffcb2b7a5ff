"""Which columns fill which field of a directory entry, and which words tell what kind it is."""

import re
from collections.abc import Sequence
from itertools import groupby

from pbi_desktop.domain.calendar_words import DAY_NAMES
from pbi_desktop.domain.directory import EntryKind

FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("id", "source id", "source key", "identifier", "organisation data service code", "ods"),
    "name": (
        "name",
        "group name",
        "organisation name",
        "service name",
        "pharmacy name",
        "library name",
        "title",
        "organisation",
        "distname",  # so it is called in a national map of buildings, cut to ten letters
    ),
    "kind": ("kind", "type", "category", "classifica"),
    "description": ("description", "about", "summary"),
    "what_offered": ("what offered", "what is offered", "offers", "services", "activities"),
    "for_whom": ("for whom", "who for", "who it is for", "eligibility", "audience"),
    "when_text": ("when", "when text", "opening times", "opening hours", "times", "hours"),
    "address": ("address", "full address", "street address", "address 1", "address line 1"),
    "address_2": ("address 2", "address line 2"),
    "address_3": ("address 3", "address line 3"),
    "locality": ("locality", "town", "city", "area name", "la name"),
    "postcode": ("postcode", "post code", "postal code"),
    "phone": ("phone", "telephone", "tel", "phone number", "telephone number"),
    "email": ("email", "e mail", "email address"),
    "website": ("website", "web site", "url", "web", "web address"),
    "contact": ("contact", "contact details", "contacts"),
    "referral_method": ("referral method", "how to refer", "referral"),
    "latitude": ("lat", "latitude"),
    "longitude": ("lon", "lng", "long", "longitude"),
}

_KIND_WORDS = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"librar", EntryKind.LIBRARY),
        (r"food ?bank|pantry|pantries", EntryKind.FOOD_BANK),
        (r"pharmac|chemist", EntryKind.PHARMACY),
        (r"dentist|dental", EntryKind.DENTIST),
        (r"hospital", EntryKind.HOSPITAL),
        (r"post office", EntryKind.POST_OFFICE),
        (r"job ?centre", EntryKind.JOB_CENTRE),
        (r"probation", EntryKind.PROBATION_OFFICE),
        (r"polling", EntryKind.POLLING_STATION),
        (r"worship|church|mosque|temple|gurdwara|synagogue", EntryKind.PLACE_OF_WORSHIP),
        (r"community cent|community hub", EntryKind.COMMUNITY_CENTRE),
        (r"group|club|societ", EntryKind.GROUP),
    )
)


def kind_in_words(text: str) -> EntryKind | None:
    """Return the kind that words such as "oldham_food_banks" tell of, or nothing."""
    plain = re.sub(r"[\W_]+", " ", text).casefold()
    return next((kind for pattern, kind in _KIND_WORDS if pattern.search(plain)), None)


def kind_by_header(columns: Sequence[str]) -> EntryKind | None:
    """Return the kind that a column such as "pharmacy_name" tells of, or nothing."""
    names = (column for column in columns if column.casefold().endswith("name"))
    return next((kind for name in names if (kind := kind_in_words(name))), None)


def opening_hours_columns(day: int) -> tuple[str, ...]:
    """Return the columns that may hold the opening hours of a day, Monday being 0."""
    name = DAY_NAMES[day]
    return (f"opening hours {name}", f"{name} opening hours", f"hours {name}", name)


def opening_hours_text(hours: Sequence[str]) -> str:
    """Return the hours of seven days, Monday first, as people say them; days alike together."""
    said: list[str] = []
    for text, days in groupby(range(len(hours)), key=lambda day: hours[day]):
        if not text:
            continue
        names = [DAY_NAMES[day] for day in days]
        joined = " to " if len(names) > 2 else " and "
        whole = names[0] if len(names) == 1 else f"{names[0]}{joined}{names[-1]}"
        said.append(f"{whole} {text}")
    return "; ".join(said)
