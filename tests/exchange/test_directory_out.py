"""The directory goes out as Open Referral UK 3, and comes back as the same."""

import json
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from pbi_desktop.domain.directory import (
    OWN_EXPORT,
    CommunityEntry,
    EntryKind,
    HeldSource,
    Listing,
)
from pbi_desktop.exchange.directory_out import (
    PROTECTED,
    Exported,
    export_directory,
    is_protected,
    published_ids,
)
from pbi_desktop.exchange.open_referral import read_json
from tests.exchange.reference_data import reference

PANTRY = Listing(
    feed_id="food_banks",
    source_key="mossfield pantry|OL99 1AE",
    name="Mossfield Pantry",
    kind="food bank",
    description="Bread and company\nContact: Wren Alderman",
    what_offered="food, advice",
    for_whom="Ages 16 to 99",
    when_text="Tuesdays 11am - 1pm",
    address="The Old Mill, 1-3 Moss Street",
    postcode="OL99 1AE",
    locality="Alderbank",
    phone="0161 496 0123, 0161 496 0124",
    email="pantry@mossfield.example",
    website="http://mossfield.example/",
    referral_method="Foodbank Voucher",
    latitude=53.5,
    longitude=-2.1,
    checked_on=date(2026, 10, 1),
)
BARE = Listing(feed_id="f", source_key="k", name="Wren Hall", kind="other")

_text = st.sampled_from(
    [
        "",
        "Tea, talk, tea",
        "  two  words \n and a line ",
        "Not known",
        "-1",
        "Ages 5 to 11",
        "Mondays 10am to noon",
        "Temporarily closed; Monday 10:00",
        "Contact: Wren Alderman",
        "چائے",
        "a\u202eb\x00c",
        "0161 496 0123, 01614960124, none, 0161 496 0125, 0161 496 0126",
        "a@b.example, c@d.example",
        "www.tea.example",
        "OL99 1AA",
        "Run by Neighbours",
    ]
)
_listings = st.builds(
    Listing,
    feed_id=st.sampled_from(["a", "b", OWN_EXPORT]),
    source_key=st.sampled_from(["1", "2", "b0000000-0000-4000-8000-000000000001"]),
    name=st.sampled_from(["Tea", " Wren  Hall ", "Café"]),
    kind=st.sampled_from(["food bank", "food_bank", "sort of café", "service"]),
    description=_text,
    what_offered=_text,
    for_whom=_text,
    when_text=_text,
    address=_text,
    postcode=st.sampled_from(["", "OL99 1AA"]),
    locality=_text,
    phone=_text,
    email=_text,
    website=_text,
    referral_method=_text,
    latitude=st.sampled_from([None, 53.5, 0.0]),
    longitude=st.sampled_from([None, -2.1]),
    checked_on=st.sampled_from([None, date(2026, 1, 2)]),
)


def services(made: Exported) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(made.data)["contents"]
    return found


def taken_in(made: Exported) -> tuple[CommunityEntry, ...]:
    return read_json(HeldSource("out.json", made.data)).accepted


def as_listing(entry: CommunityEntry) -> Listing:
    """Return an entry as another store keeps it."""
    names = set(Listing.__dataclass_fields__) - {"kind", "raw"}
    return Listing(
        kind=entry.kind.words,
        raw=entry.raw[0][1],
        **{name: getattr(entry, name) for name in names},
    )


def one_each(listings: list[Listing]) -> list[Listing]:
    return list({(one.feed_id, one.source_key): one for one in listings}.values())


def test_an_entry_goes_out_with_all_that_may_be_published() -> None:
    (service,) = services(export_directory([PANTRY]))
    assert service["status"] == "active"
    assert (service["minimum_age"], service["maximum_age"]) == (16, 99)
    assert service["description"] == "Bread and company"
    assert service["schedules"][0]["byday"] == "TU"
    assert [phone["number"] for phone in service["phones"]] == ["0161 496 0123", "0161 496 0124"]
    assert service["assured_date"] == "2026-10-01"
    assert "Wren Alderman" not in json.dumps(service)


def test_what_is_not_known_is_left_out() -> None:
    (service,) = services(export_directory([BARE]))
    assert set(service) == {"id", "name", "status", "attributes"}


def test_it_comes_back_as_it_was() -> None:
    (entry,) = taken_in(export_directory([PANTRY]))
    back = as_listing(entry)
    same = replace(PANTRY, feed_id=OWN_EXPORT, description="Bread and company")
    assert back == replace(same, source_key=back.source_key, raw=back.raw)
    assert entry.kind is EntryKind.FOOD_BANK


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "Alder Refuge"},
        {"kind": "refuge"},
        {"description": "A women's refuge"},
        {"address": "Address withheld"},
        {"raw": '{"service_type": "domestic_abuse_refuge"}'},
        {"what_offered": "safe house"},
    ],
)
def test_a_refuge_or_a_protected_address_never_leaves(changed: dict[str, Any]) -> None:
    made = export_directory([replace(PANTRY, **changed), BARE])
    assert made.services == 1
    assert made.left_out == ((PROTECTED, 1),)
    assert b"Moss" not in made.data


def test_people_who_fled_are_no_refuge() -> None:
    assert not is_protected(replace(PANTRY, name="Refugee Welcome", description="For refugees"))


def test_an_id_is_the_publishers_own_where_that_is_one() -> None:
    own = "b0000000-0000-4000-8000-000000000001"
    first, second = (replace(BARE, feed_id=feed, source_key=own) for feed in "ab")
    ids = published_ids([first, second, BARE])
    assert ids["a", own] == own
    assert len(set(ids.values())) == 3


def test_the_bytes_do_not_depend_on_the_order() -> None:
    every = [replace(PANTRY, source_key=str(number)) for number in range(20)]
    shuffled = list(every)
    Random(4).shuffle(shuffled)  # noqa: S311 - any order will do
    assert export_directory(every) == export_directory(shuffled)


@settings(max_examples=60)
@given(st.lists(_listings, max_size=3).map(one_each))
def test_another_store_that_takes_it_in_gives_the_same_bytes_out(listings: list[Listing]) -> None:
    made = export_directory(listings)
    entries = taken_in(made)
    assert len(entries) == made.services
    assert export_directory(map(as_listing, entries)).data == made.data


@settings(max_examples=40)
@given(st.lists(_listings, max_size=3).map(one_each))
def test_it_always_passes_the_official_schema(listings: list[Listing]) -> None:
    schema = json.loads(reference("directory/oruk3/schema/compiled/service.json"))
    check = Draft202012Validator(schema, format_checker=FormatChecker(["uuid", "email", "date"]))
    for service in services(export_directory([*listings, PANTRY, BARE])):
        assert [error.message for error in check.iter_errors(service)] == []
