"""Open Referral as tables: services, organizations and the rest, joined by their ids."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pbi_desktop.exchange.open_referral_values import Record, line
from pbi_desktop.exchange.tables import Table, column_key

_NAMES = {
    "service": "services",
    "organization": "organizations",
    "location": "locations",
    "address": "addresses",
    "phone": "phones",
    "contact": "contacts",
    "schedule": "schedules",
    "attribute": "attributes",
    "taxonomy_term": "taxonomy_terms",
    "taxonomy": "taxonomies",
    "service_at_locations": "service_at_location",
    "program": "programs",
    "language": "languages",
    "cost_option": "cost_options",
    "service_area": "service_areas",
    "required_document": "required_documents",
}
TABLES = frozenset(_NAMES.values()) | {
    "accessibility",
    "funding",
    "metadata",
    "meta_table_descriptions",
    "organization_identifiers",
}
_MARKS_OF_SERVICES = ("organizationid", "programid")
_MARKS_OF_PLACES = ("address", "address1", "postcode", "postalcode", "latitude")
_PARTS = {
    "taxonomyid": "categories",
    "termuri": "categories",
    "serviceid": "details of services",
    "contactid": "details of contacts",
    "locationid": "details of locations",
    "parentorganizationid": "organisations",
    "taxstatus": "organisations",
    "organizationid": "details of organisations",
}
Tables = Mapping[str, Sequence[Record]]


def table_name(stem: str) -> str:
    """Return which table of Open Referral a file of this name holds; empty where none."""
    plain = stem.casefold().strip()
    plain = _NAMES.get(plain, plain)
    return plain if plain in TABLES else ""


def is_services(table: Table) -> bool:
    """Say whether a CSV file is the table of services of such a package."""
    keys = {column_key(column) for column in table.columns}
    return {"id", "name", "status"} <= keys and not keys.isdisjoint(_MARKS_OF_SERVICES)


def part_of_a_feed(table: Table) -> str:
    """Return what a table of Open Referral holds that is no list of places; empty where none.

    Names of staff and of categories must not come in as places.
    """
    keys = {column_key(column) for column in table.columns}
    if not keys.isdisjoint(_MARKS_OF_PLACES) or "status" in keys:
        return ""
    return next((what for mark, what in _PARTS.items() if mark in keys), "")


def records_of(table: Table) -> list[Record]:
    """Return the rows of a table as records."""
    keys = [column.strip().casefold() for column in table.columns]
    return [dict(zip(keys, row.cells, strict=True)) for row in table.rows]


def joined(tables: Tables) -> Iterator[Record]:
    """Give each service with what other tables say of it nested, as a feed has it."""
    named = {table_name(name): rows for name, rows in tables.items()}
    index = _Index(named)
    for service in named.get("services", ()):
        yield index.nested(service)


class _Index:
    """The rows of all tables by the ids they point to."""

    def __init__(self, tables: Tables) -> None:
        self._organizations = _by(tables.get("organizations", ()), "id")
        self._locations = _by(tables.get("locations", ()), "id")
        self._terms = _by(tables.get("taxonomy_terms", ()), "id")
        self._at = _by(tables.get("service_at_location", ()), "service_id")
        self._addresses = _by(tables.get("addresses", ()), "location_id")
        self._schedules = tables.get("schedules", ())
        self._contacts = _by(tables.get("contacts", ()), "service_id")
        self._schedules_of_service = _by(self._schedules, "service_id")
        self._schedules_at = _by(self._schedules, "service_at_location_id")
        phones = tables.get("phones", ())
        self._phones_of_service = _by(phones, "service_id")
        self._phones_of_contact = _by(phones, "contact_id")
        self._phones_of_location = _by(phones, "location_id")
        self._phones_of_organization = _by(phones, "organization_id")
        self._attributes = _by(tables.get("attributes", ()), "link_id")

    def nested(self, service: Record) -> Record:
        """Return a service with its organization, places, times, telephones and terms."""
        known = line(service, "id")
        whole = {
            **service,
            "schedules": self._schedules_of_service.get(known, []),
            "service_at_locations": [self._place(at) for at in self._at.get(known, [])],
            "phones": self._phones_of_service.get(known, []),
            "contacts": [
                {"phones": self._phones_of_contact.get(line(one, "id"), [])}
                for one in self._contacts.get(known, [])
            ],
            "attributes": [self._attribute(one) for one in self._attributes.get(known, [])],
        }
        for organization in self._organizations.get(line(service, "organization_id"), [])[:1]:
            phones = self._phones_of_organization.get(line(organization, "id"), [])
            whole["organization"] = {**organization, "phones": phones}
        return whole

    def _place(self, at: Record) -> Record:
        known = line(at, "location_id")
        location = next(iter(self._locations.get(known, [])), {})
        nested = {
            **location,
            "addresses": self._addresses.get(known, []),
            "phones": self._phones_of_location.get(known, []),
        }
        return {
            **at,
            "schedules": self._schedules_at.get(line(at, "id"), []),
            "location": nested,
        }

    def _attribute(self, attribute: Record) -> Record:
        terms = self._terms.get(line(attribute, "taxonomy_term_id"), [])
        return {**attribute, "taxonomy_term": terms[0]} if terms else attribute


def _by(rows: Sequence[Record], key: str) -> dict[str, list[Record]]:
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for row in rows:
        known = line(row, key)
        if known:
            found[known].append(row)
    return dict(found)
