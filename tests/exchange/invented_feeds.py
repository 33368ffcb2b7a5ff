"""Invented feeds in the shapes that councils publish: no such service, place or person exists."""

import json
from typing import Any

TEA = {
    "id": "b0000000-0000-4000-8000-000000000001",
    "name": "Tea and Talk",
    "status": "active",
    "description": "Company for anybody. <script>alert(1)</script>",
    "url": "http://tea.example/talk",
    "email": "hello@tea.example",
    "minimum_age": 18,
    "maximum_age": -1,
    "assured_date": "2026-10-01",
    "schedules": [
        {
            "id": "s1",
            "freq": "WEEKLY",
            "byday": "TH,FR",
            "opens_at": "10:00:00",
            "closes_at": "12:30",
        }
    ],
    "service_at_locations": [
        {
            "id": "a1",
            "location": {
                "id": "l1",
                "location_type": "physical",
                "name": "Moss Hall",
                "latitude": 53.5,
                "longitude": -2.1,
                "addresses": [
                    {
                        "id": "d1",
                        "address_1": "1 Moss Street",
                        "city": "Alderbank",
                        "state_province": "Greater Alder",
                        "postal_code": "ol991aa",
                        "country": "GB",
                        "address_type": "physical",
                    }
                ],
            },
        }
    ],
    "organization": {
        "id": "o1",
        "name": "Alderbank Neighbours",
        "description": "A charity",
        "phones": [{"id": "p1", "number": "01614960123"}],
    },
    "contacts": [{"id": "c1", "name": "Wren Alderman", "title": "Coordinator"}],
    "attributes": [{"id": "t1", "taxonomy_term": {"id": "t", "name": "company"}}],
    "of_the_vendor": {"anything": [1, 2, 3]},
}
WALK = {
    "id": 7,
    "name": "Wren Walkers",
    "status": "temporarily closed",
    "eligibility_description": "Anybody who likes to walk",
    "schedules": [{"freq": "MONTHLY", "byday": "1TU", "opens_at": "09:00", "closes_at": "11:00"}],
    "phones": [{"id": "p2", "number": "0161 496 0999", "extension": "12"}],
}
V1 = {
    "id": "11",
    "name": "Baby Group",
    "description": "",
    "organization": {"id": "o1", "name": "Alderbank Neighbours", "description": "A charity"},
    "eligibilitys": [{"id": "e", "eligibility": "Parents", "minimum_age": 0, "maximum_age": 5}],
    "regular_schedules": [
        {"id": "1", "weekday": "Monday", "opens_at": "09:00", "closes_at": "11:00"},
        {"id": "2", "weekday": "Tuesday", "opens_at": "09:00", "closes_at": "11:00"},
        {"id": "3", "weekday": "3", "freq": "week", "opens_at": "09:00", "closes_at": "11:00"},
        {"id": "4", "weekday": "Saturday", "opens_at": "10:00", "closes_at": "12:00"},
    ],
    "service_taxonomys": [{"id": "x", "taxonomy": {"id": "y", "name": "Play"}}],
    "contacts": [{"id": "c", "phones": [{"id": "p", "number": "0161 496 0100"}]}],
    "service_at_locations": [
        {
            "id": "a",
            "location": {
                "id": "l",
                "physical_addresses": [
                    {"id": "d", "address_1": "2 Mill Lane", "city": "Alderbank"},
                ],
            },
        },
        {
            "id": "a2",
            "location": {
                "id": "l2",
                "physical_addresses": [{"address_1": "9 Far Lane", "postal_code": "OL99 1AE"}],
            },
        },
    ],
    "url": "http//baby.example",
}


def feed(*services: Any, **envelope: Any) -> str:
    """Return a page of Open Referral UK 3."""
    page = {"total_items": len(services), "total_pages": 1, "page_number": 1, "size": len(services)}
    return json.dumps({**page, **envelope, "contents": services}, ensure_ascii=False)


def feed_1(*services: Any) -> str:
    """Return a page of Open Referral UK 1."""
    page = {"totalElements": len(services), "totalPages": 1, "number": 1, "content": services}
    return json.dumps(page)


def feature(name: Any, geometry: Any = None, **more: Any) -> dict[str, Any]:
    """Return one feature of a map."""
    properties = {"ID": name, "DISTNAME": name, "CLASSIFICA": "Hospital", **more}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def places(*features: Any) -> str:
    """Return a map of places."""
    return json.dumps({"type": "FeatureCollection", "features": features})


SQUARE = [[-2.2, 53.4], [-2.0, 53.4], [-2.0, 53.6], [-2.2, 53.6], [-2.2, 53.4]]
POLYGON = {"type": "Polygon", "coordinates": [SQUARE]}

SERVICES_CSV = """id,organization_id,name,status,assured_date
s1,o1,Tea and Talk,active,2026-10-01
s2,o1,,active,
"""
ORGANIZATIONS_CSV = """id,name,description
o1,Alderbank Neighbours,A charity
"""
PLACES_CSV = """id,service_id,location_id
a1,s1,l1
"""
LOCATIONS_CSV = """id,location_type,name,latitude,longitude
l1,physical,Moss Hall,53.5,-2.1
"""
ADDRESSES_CSV = """id,location_id,address_1,city,postal_code
d1,l1,1 Moss Street,Alderbank,OL99 1AA
"""
PHONES_CSV = """id,service_id,number
p1,s1,0161 496 0123
"""
SCHEDULES_CSV = """id,service_id,freq,byday,opens_at,closes_at
h1,s1,WEEKLY,MO,10:00,12:00
"""
PACKAGE = {
    "organizations.csv": ORGANIZATIONS_CSV,
    "services.csv": SERVICES_CSV,
    "service_at_location.csv": PLACES_CSV,
    "locations.csv": LOCATIONS_CSV,
    "addresses.csv": ADDRESSES_CSV,
    "phones.csv": PHONES_CSV,
    "schedules.csv": SCHEDULES_CSV,
}
ALL = {
    "alderbank.json": feed(TEA, WALK),
    "alderbank_1.json": feed_1(V1),
    "one.json": json.dumps(TEA),
    "hospitals.geojson": places(feature("Alderbank Infirmary", POLYGON), feature("Moss Clinic")),
    "services.csv": SERVICES_CSV,
    "list.json": json.dumps([TEA, WALK], indent=1),
}
