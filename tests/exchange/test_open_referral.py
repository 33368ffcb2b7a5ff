"""Open Referral feeds of every version are read as they are; what is left out is told."""

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pbi_desktop.domain.directory import CommunityEntry, EntryKind, HeldSource, ReadResult
from pbi_desktop.domain.errors import UnreadableInput
from pbi_desktop.domain.meeting_days import meeting_days
from pbi_desktop.exchange import directory_files, directory_json, open_referral
from pbi_desktop.exchange.directory_files import read_directory_files
from pbi_desktop.exchange.open_referral import read_json
from tests.exchange.invented_feeds import PACKAGE, TEA, V1, WALK, feed, feed_1
from tests.exchange.reference_data import reference

ROOT = Path(__file__).parents[2]
Result = ReadResult[CommunityEntry]


def read(text: str | bytes, name: str = "alderbank.json") -> Result:
    data = text.encode() if isinstance(text, str) else text
    return read_json(HeldSource(name, data))


def one(service: dict[str, Any], **more: Any) -> CommunityEntry:
    (entry,) = read(feed({**service, **more})).accepted
    return entry


def reasons(result: Result) -> list[str]:
    return [row.reason for row in result.refused]


def refusal(text: str | bytes, name: str = "alderbank.json") -> str:
    with pytest.raises(UnreadableInput) as refused:
        read(text, name)
    return refused.value.reason


def real(path: str) -> Result:
    return read(reference(f"directory/{path}"), path.rpartition("/")[2])


def test_a_service_is_read_with_all_that_its_feed_says() -> None:
    entry = one(TEA)
    assert entry == CommunityEntry(
        feed_id="alderbank",
        source_key="b0000000-0000-4000-8000-000000000001",
        name="Tea and Talk",
        kind=EntryKind.SERVICE,
        description=("Company for anybody. <script>alert(1)</script>\nRun by Alderbank Neighbours"),
        what_offered="company",
        for_whom="Age 18 and over",
        when_text="Thursday and Friday 10:00 to 12:30",
        address="Moss Hall, 1 Moss Street",
        postcode="OL99 1AA",
        locality="Alderbank",
        phone="0161 496 0123",
        email="hello@tea.example",
        website="http://tea.example/talk",
        latitude=53.5,
        longitude=-2.1,
        raw=entry.raw,
        tells_checks=True,
        checked_on=date(2026, 10, 1),
    )
    assert json.loads(entry.raw[0][1]) == TEA


def test_nobody_who_works_there_is_taken_over_as_an_entry_of_its_own_field() -> None:
    entry = one(TEA)
    assert "Wren Alderman" not in repr(entry.__dict__ | {"raw": ()})


def test_a_service_that_is_closed_for_now_says_so_and_meets_on_no_day() -> None:
    entry = one(WALK)
    assert entry.source_key == "7"
    assert entry.when_text == "Temporarily closed; First Tuesday of the month 09:00 to 11:00"
    assert meeting_days(entry.when_text) is None
    assert entry.phone == "0161 496 0999 ext. 12"
    assert one(WALK, status="active").when_text.startswith("First Tuesday")
    assert one(WALK, status="defunct", schedules=[]).when_text == "Closed for good"


def test_version_1_is_told_by_its_shape_and_read_like_the_others() -> None:
    result = read(feed_1(V1))
    (entry,) = result.accepted
    assert "Read as Open Referral UK 1: 1 service." in result.noticed
    assert entry.when_text == "Monday to Wednesday 09:00 to 11:00; Saturday 10:00 to 12:00"
    assert meeting_days(entry.when_text) == frozenset({0, 1, 2, 5})
    assert entry.for_whom == "Parents; Up to age 5"
    assert entry.what_offered == "Play"
    assert (entry.address, entry.locality, entry.phone) == (
        "2 Mill Lane",
        "Alderbank",
        "0161 496 0100",
    )
    assert "Also at: 9 Far Lane, OL99 1AE" in entry.description
    assert entry.website == "http://baby.example"


def test_a_list_and_one_service_alone_are_read_too() -> None:
    assert len(read(json.dumps([TEA, WALK])).accepted) == 2
    assert read(json.dumps(TEA)).accepted[0].name == "Tea and Talk"
    whole = {"organizations.csv": [{"id": "o1", "name": "N"}], "services.csv": [TEA]}
    assert read(json.dumps(whole)).accepted[0].name == "Tea and Talk"


def test_tables_given_together_are_joined_by_their_ids() -> None:
    (result,) = read_directory_files([HeldSource(n, t.encode()) for n, t in PACKAGE.items()])
    (entry,) = result.accepted
    assert reasons(result) == ["It has no name."]
    assert result.refused[0].row_number == 3
    assert (entry.feed_id, entry.source_key) == ("services", "s1")
    assert entry.when_text == "Monday 10:00 to 12:00"
    assert entry.address == "Moss Hall, 1 Moss Street"
    assert (entry.postcode, entry.phone, entry.latitude) == ("OL99 1AA", "0161 496 0123", 53.5)
    assert entry.description == "Run by Alderbank Neighbours"


@pytest.mark.parametrize(
    ("schedule", "when", "days"),
    [
        ({"freq": "week", "byday": "Mondays and Thursdays"}, "Monday and Thursday", {0, 3}),
        ({"byday": "1,2,3,4,5", "opens_at": "9:00"}, "Monday to Friday 09:00", {0, 1, 2, 3, 4}),
        ({"freq": "DAILY"}, "Monday to Sunday", set(range(7))),
        ({"freq": "WEEKLY", "interval": 2, "byday": "MO"}, "Every 2 weeks Monday", None),
        ({"freq": "MONTHLY", "byday": "-1FR"}, "Last Friday of the month", None),
        ({"freq": "MONTHLY", "bymonthday": "2,3"}, "Days 2,3 of each month", None),
        ({"byday": "MO", "valid_to": "2020-03-01"}, "Monday (until 1 March 2020)", None),
        ({"description": "When the moon is full"}, "When the moon is full", None),
        ({"freq": "WEEKLY", "byday": "XX", "description": "Ask"}, "Ask", None),
        ({"byday": "TU", "description": "Tuesdays 10am to noon"}, "Tuesdays 10am to noon", {1}),
        ({"opens_at": -1, "byday": ""}, "", None),
    ],
)
def test_schedules_come_out_in_words_that_claim_no_more_than_they_say(
    schedule: dict[str, Any], when: str, days: set[int] | None
) -> None:
    entry = one(TEA, schedules=[schedule])
    assert entry.when_text == when
    assert meeting_days(when) == (None if days is None else frozenset(days))


def test_a_row_without_what_every_service_has_is_refused_with_the_reason() -> None:
    bad = [{"id": "1"}, {**TEA, "status": "asleep"}, {**TEA, "name": False}, "text", None]
    result = read(feed(WALK, *bad))
    assert len(result.accepted) == 1
    assert reasons(result) == [
        "It has no name and no status.",
        'Its status "asleep" is none of: active, inactive, defunct, temporarily closed.',
        "It has no name that can be read as one.",
        "It is not a service.",
        "It is not a service.",
    ]
    assert [row.row_number for row in result.refused] == [2, 3, 4, 5, 6]


def test_a_value_in_a_wrong_form_is_left_out_and_told_and_the_service_kept() -> None:
    wrong = {"url": "no address", "email": False, "organization": None, "minimum_age": "-1"}
    result = read(feed({**TEA, **wrong, "id": 5, "name": 1234}))
    (entry,) = result.accepted
    assert (entry.name, entry.source_key) == ("1234", "5")
    assert (entry.website, entry.email, entry.for_whom) == ("", "", "")
    assert 'Row 1: "no address" is not a web address; it was left out.' in result.noticed
    assert 'Row 1: "False" is not an e-mail address; it was left out.' in result.noticed


def test_ids_that_stand_twice_are_told_and_the_first_counts() -> None:
    result = read(feed(TEA, {**WALK, "id": TEA["id"]}))
    assert [entry.name for entry in result.accepted] == ["Tea and Talk"]
    assert reasons(result) == [f"Row 1 has the same id, {TEA['id']}."]
    assert any("1 different ids in 2 services" in told for told in result.noticed)


def test_one_page_of_several_says_that_there_are_others() -> None:
    assert any("one page of several" in told for told in read(feed(TEA, total_items=9)).noticed)
    assert any("is not right" in told for told in read(feed(TEA, WALK, total_items=1)).noticed)
    assert read(feed()).noticed == ("It holds no services: the page is empty.",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ('{"contents": [{"id": "1", "na', "half a file"),
        ('{"contents": []', "half a file"),
        ('{"contents": [{"id": NaN}]}', "not whole JSON"),
        ('{"contents": [{"id": Infinity}]}', "not whole JSON"),
        ('{"contents": []} and more', "not whole JSON"),
        ('{"a":' * 200 + "1" + "}" * 200, "levels deep"),
        ("[" * 5000 + "]" * 5000, "levels deep"),
        ('{"contents": [{"id": 1e99999999999999999999}]}', "beyond all bounds"),
        ('{"contents": [{"id": ' + "9" * 9000 + "}]}", "beyond all bounds"),
        ('{"openapi_url": "x", "version": "3"}', "no services"),
        ('"text"', "no services"),
        ("[1, 2", "half a file"),
    ],
)
def test_a_file_that_is_no_feed_is_refused_whole_with_the_reason(text: str, said: str) -> None:
    assert said in refusal(text)


def test_a_feed_reads_the_same_in_every_encoding() -> None:
    text = feed({**TEA, "name": "Café Zoë"})
    plain = read(text).accepted
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le"):
        assert read(text.encode(encoding)).accepted == plain, encoding
    western = read(text.encode("cp1252"))
    assert western.accepted == plain
    assert any("Windows-1252" in told for told in western.noticed)
    cut = read(text.encode().replace("é".encode(), b"\xc3"))
    assert cut.accepted[0].name.startswith("Caf")
    assert cut.noticed


def test_a_key_that_stands_twice_is_told_and_the_last_counts() -> None:
    result = read('{"contents": [{"id": "1", "name": "A", "name": "B", "status": "active"}]}')
    assert [entry.name for entry in result.accepted] == ["B"]
    assert "1 key stood twice in one record; the last one was read." in result.noticed


def test_an_item_beyond_all_bounds_is_refused_and_the_others_are_read() -> None:
    huge = {**TEA, "description": "x" * 2_000_000}
    result = read(feed(huge, WALK))
    assert reasons(result) == ["It is larger than any service is."]
    assert [entry.name for entry in result.accepted] == ["Wren Walkers"]


def test_a_flood_of_services_is_refused_before_it_fills_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(open_referral, "MOST_SERVICES", 3)
    assert "more than 3 services" in refusal(feed(*({**TEA, "id": n} for n in range(4))))
    assert len(read(feed(*({**TEA, "id": n} for n in range(3)))).accepted) == 3


def test_a_text_without_an_end_is_refused_in_every_encoding(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(directory_json, "LONGEST_TEXT", 300_000)
    text = feed({**TEA, "description": 'He said \\" ' * 60_000})
    for encoding in ("utf-8", "utf-16"):
        assert "One text or shape in it is longer" in refusal(text.encode(encoding)), encoding


@pytest.mark.parametrize(("limit", "most"), [("MOST_PLACES", 1), ("LARGEST_LIST", 9)])
def test_a_list_that_would_fill_the_memory_is_refused_whole(
    monkeypatch: pytest.MonkeyPatch, limit: str, most: int
) -> None:
    source = HeldSource("halls.csv", b"name\nWren Hall\nMoss Hall\n")
    (result,) = read_directory_files([source])
    assert len(result.accepted) == 2
    monkeypatch.setattr(directory_files, limit, most)
    with pytest.raises(UnreadableInput):
        read_directory_files([source])


_MEASURED = """
import resource, sys
from pathlib import Path
from pbi_desktop.exchange.open_referral import read_json
from pbi_desktop.services.import_rows import FileOnDisk
path = Path(sys.argv[1])
used = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
before = used()
result = read_json(FileOnDisk(path.name, path))
print(len(result.accepted), used() - before)
"""


def written(path: Path, services: Iterator[str]) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.write('{"contents": [')
        for number, service in enumerate(services):
            file.write(f"{',' if number else ''}{service}")
        file.write("]}")
    return path


def grown(path: Path) -> tuple[int, int]:
    """Return how many entries a feed gave to a process of its own, and the MB that it took."""
    asked = [sys.executable, "-c", _MEASURED, str(path)]
    said = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    count, megabytes = said.split()
    return int(count), int(megabytes)


def test_what_a_feed_holds_beside_services_costs_no_memory(tmp_path: Path) -> None:
    junk = json.dumps({"id": "x", "junk": "x" * 1_100_000})
    feed_of_junk = [json.dumps(TEA), *[junk] * 25]
    count, megabytes = grown(written(tmp_path / "junk.json", iter(feed_of_junk)))
    assert count == 1
    assert megabytes < 25


@pytest.mark.long
def test_a_feed_of_sixty_megabytes_is_read_within_a_bound(tmp_path: Path) -> None:
    services = (
        json.dumps({**TEA, "id": str(number), "description": "Tea and talk. " * 20}, indent=16)
        for number in range(16_000)
    )
    path = written(tmp_path / "long.json", services)
    assert path.stat().st_size > 55 * 1024 * 1024
    count, megabytes = grown(path)
    assert count == 16_000
    assert megabytes < 120


KNOWN = {
    "oruk3/examples/service_full.json": (1, 0),
    "oruk_validator_mocks/V3.0-UK-Default/service_full.json": (1, 0),
    "oruk_validator_mocks/V3.0-UK-Default/service_list.json": (1, 0),
    "oruk_validator_mocks/V3.0-UK-Fail/service_full.json": (1, 0),
    "oruk_validator_mocks/V3.0-UK-Fail/service_list.json": (0, 4),
    "hsds3/examples/service_full.json": (1, 0),
    "hsds3/examples/service_list.json": (1, 0),
    "hsds3/examples/tabular.json": (1, 0),
}


@pytest.mark.parametrize("path", KNOWN)
def test_the_published_examples_give_the_known_answers(path: str) -> None:
    result = real(path)
    assert (len(result.accepted), len(result.refused)) == KNOWN[path]


def test_the_mock_that_fails_is_refused_for_its_names_and_its_ids_are_counted() -> None:
    result = real("oruk_validator_mocks/V3.0-UK-Fail/service_list.json")
    assert set(reasons(result)) == {"It has no name."}
    assert any("3 different ids in 4 services" in told for told in result.noticed)
    assert any("speaks of 1 service and holds 4" in told for told in result.noticed)


def test_the_mock_with_bad_formats_is_kept_without_them() -> None:
    result = real("oruk_validator_mocks/V3.0-UK-Fail/service_full.json")
    told = "\n".join(result.noticed)
    assert '"example/counselling" is not a web address' in told
    assert '"email-example_com" is not an e-mail address' in told
    assert result.accepted[0].website == "http://example.com"


@pytest.mark.parametrize(
    "path",
    [
        "oruk_validator_mocks/V3.0-UK-Fail/taxonomy_term.json",
        "oruk_validator_mocks/V3.0-UK-Fail/service_at_location_list.json",
        "oruk3/examples/organization_list.json",
        "oruk3/examples/taxonomy_list.json",
        "hsds3/examples/base.json",
        "hsds3/examples/location.json",
        "oruk_validator_mocks/V1.0-UK-Default/V1_DashboardResponse.json",
        "oruk1/service.schema.json",
    ],
)
def test_files_of_a_feed_that_hold_no_services_say_so(path: str) -> None:
    data = reference(f"directory/{path}")
    assert refusal(data, path.rpartition("/")[2]).startswith("It holds no services")


@pytest.mark.parametrize(
    "header",
    [
        "id,organization_id,name,title",
        "id,service_id,name,department",
        "taxonomy_id,name,parent_id",
        "id,name,description,parent_organization_id",
        "id,organization_id,name,alternate_name",
    ],
)
def test_names_of_staff_and_categories_never_come_in_as_places(header: str) -> None:
    row = ",".join("Wren" for _ in header.split(","))
    source = HeldSource("list.csv", f"{header}\n{row}\n".encode())
    with pytest.raises(UnreadableInput) as refused:
        read_directory_files([source])
    assert refused.value.reason.startswith("It holds no services: ")


FIXTURES = (
    "valid_org_contact.csv",
    "valid_category.csv",
    "valid_program.csv",
    "invalid_contact.csv",
    "invalid_category.csv",
    "contact_with_no_parent.csv",
)


@pytest.mark.parametrize("name", FIXTURES)
def test_parts_of_an_old_feed_given_alone_are_refused_whole(name: str) -> None:
    data = reference(f"directory/ohana_hsds1/importer_fixtures/{name}")
    with pytest.raises(UnreadableInput):
        read_directory_files([HeldSource(name, data)])


@pytest.mark.parametrize("folder", ["hsds3", "oruk3"])
def test_the_published_tables_are_joined(folder: str) -> None:
    stems = ("services", "organizations", "locations", "addresses", "phones", "contacts")
    names = [f"{stem}.csv" for stem in (*stems, "schedules", "service_at_location")]
    sources = [
        HeldSource(name, reference(f"directory/{folder}/examples/csv/{name}")) for name in names
    ]
    (result,) = read_directory_files(sources)
    (entry,) = result.accepted
    assert entry.locality == "MyCity"
    assert entry.phone.startswith("01234 234567")
    assert entry.when_text == "Thursday and Friday 10:00 to 18:00 (until 1 January 2005)"


def test_a_pipe_of_bytes_is_closed_after_reading() -> None:
    opened: list[io.BytesIO] = []

    class Watched(HeldSource):
        def open(self) -> io.BytesIO:
            opened.append(io.BytesIO(self.data))
            return opened[-1]

    read_json(Watched("alderbank.json", feed(TEA).encode()))
    with pytest.raises(UnreadableInput):
        read_json(Watched("alderbank.json", b"[1"))
    assert opened
    assert all(file.closed for file in opened)
