"""Published lists of places and groups are read as they are; what is left out is told."""

from itertools import permutations

import pytest

from pbi_desktop.domain.directory import CommunityEntry, EntryKind, ReadResult
from pbi_desktop.domain.errors import Invalid, UnreadableInput
from pbi_desktop.exchange.directory import Feed, read_directory
from tests.exchange import invented
from tests.exchange.reference_data import reference


def read(
    text: str, name: str = "alderbank_libraries.csv", feed: Feed | None = None
) -> ReadResult[CommunityEntry]:
    return read_directory(text.encode(), name, feed)


def one(text: str, name: str = "list.csv", feed: Feed | None = None) -> CommunityEntry:
    (entry,) = read(text, name, feed).accepted
    return entry


def test_a_library_is_read_with_all_that_its_row_says() -> None:
    entry = read(invented.LIBRARIES).accepted[0]
    assert entry.raw[0] == ("name", "Alderbank Library")
    assert entry == CommunityEntry(
        feed_id="alderbank_libraries",
        source_key="alderbank library|OL99 1AA",
        name="Alderbank Library",
        kind=EntryKind.LIBRARY,
        description="Community run library",
        address="Mill Lane, Alderbank",
        postcode="OL99 1AA",
        locality="Alderbank",
        email="hello@alderbank.example",
        website="http://www.alderbank.example/library",
        latitude=53.5,
        longitude=-2.1,
        raw=entry.raw,
    )


def test_a_food_bank_has_its_times_its_referral_method_and_its_contacts_apart() -> None:
    pantry, cafe = read(invented.FOOD_BANKS, "alderbank_food_banks.csv").accepted
    assert pantry.kind is cafe.kind is EntryKind.FOOD_BANK
    assert pantry.referral_method == "Foodbank Voucher"
    assert pantry.when_text == "Tuesdays 11am - 1pm"
    assert pantry.address == "The Old Mill, 1-3 Moss Street, Alderbank"
    assert (pantry.email, pantry.phone) == ("pantry@mossfield.example", "0161 496 0123")
    assert (cafe.when_text, cafe.phone, cafe.website, cafe.referral_method) == ("", "", "", "")


def test_opening_hours_of_seven_columns_become_words() -> None:
    entry = read(invented.PHARMACIES, "list.csv").accepted[0]
    assert entry.kind is EntryKind.PHARMACY
    assert entry.source_key == "ZZ999"
    assert entry.when_text == (
        "Monday to Wednesday 09:00-13:00, 14:00-18:00; Thursday and Friday 09:00-12:00; "
        "Saturday and Sunday closed"
    )


@pytest.mark.parametrize(
    ("name", "feed", "kind"),
    [
        ("alderbank_food_banks.csv", None, EntryKind.FOOD_BANK),
        ("Alderbank Job-Centres.csv", None, EntryKind.JOB_CENTRE),
        ("alderbank_food_banks.csv", Feed(kind=EntryKind.GROUP), EntryKind.GROUP),
        ("list.csv", None, EntryKind.OTHER),
    ],
)
def test_the_kind_comes_from_the_argument_or_the_files_name(
    name: str, feed: Feed | None, kind: EntryKind
) -> None:
    assert one("name,postcode\nWren Hall,OL99 1AA\n", name, feed).kind is kind


def test_a_list_of_an_unknown_kind_says_so() -> None:
    assert read("name\nWren Hall\n", "list.csv").noticed == (
        'Nothing says what kind of place it is, so it is kept as "other": 1.',
    )


def test_each_row_may_say_its_own_kind() -> None:
    text = "name,type\nWren Hall,Community centre\nMoss,Food bank\n"
    assert [entry.kind for entry in read(text, "list.csv").accepted] == [
        EntryKind.COMMUNITY_CENTRE,
        EntryKind.FOOD_BANK,
    ]


def test_a_row_without_a_name_is_refused() -> None:
    result = read("name,postcode\nNot known,OL99 1AA\n,OL99 1AB\n--,OL99 1AE\nWren,OL99 1AD\n")
    assert [entry.name for entry in result.accepted] == ["Wren"]
    assert [(row.row_number, row.reason) for row in result.refused] == [
        (2, "It has no name."),
        (3, "It has no name."),
        (4, "It has no name."),
    ]


def test_a_name_of_three_hundred_letters_is_kept_whole_and_an_endless_one_refused() -> None:
    result = read(f"name\n{'W' * 300}\n{'W' * 1001}\n")
    assert [entry.name for entry in result.accepted] == ["W" * 300]
    assert result.refused[0].reason == "Its name is longer than 1,000 letters."


def test_an_entry_without_a_valid_postcode_is_kept_and_told() -> None:
    result = read("name,postcode\nWren Library,OL9\n")
    assert result.accepted[0].postcode == ""
    assert result.accepted[0].raw[1] == ("postcode", "OL9")
    assert result.noticed == (
        "Row 2: OL9 is only the first half of a postcode. It is kept without one.",
    )


def test_contacts_and_positions_that_are_none_are_left_out_and_told() -> None:
    result = read(
        "name,phone,email,website,lat,lon\n"
        "Wren Library,161629e6,wren at moss,javascript:alert(1),-2.1,53.5\n"
    )
    entry = result.accepted[0]
    assert (entry.phone, entry.email, entry.website, entry.latitude) == ("", "", "", None)
    assert result.noticed == (
        "Row 2: its latitude and longitude are not in the UK; they were left out.",
        'Row 2: "161629e6" is not a telephone number; it was left out.',
        'Row 2: "wren at moss" is not an e-mail address; it was left out.',
        'Row 2: "javascript:alert(1)" is not a web address; it was left out.',
    )


def test_a_zero_that_a_spreadsheet_took_is_put_back_and_told_once() -> None:
    result = read("name,telephone\nWren Library,1614960123\nMoss Library,1614960124\n")
    assert [entry.phone for entry in result.accepted] == ["0161 496 0123", "0161 496 0124"]
    assert result.noticed == (
        "Telephone numbers that had lost their first 0, which was put back: 2.",
    )


def test_markup_and_scripts_stay_as_plain_text() -> None:
    told = "<script>alert('x')</script> <img src=\\\\host\\x> a<b and c>d"
    entry = one(f'name,description\n<b>Wren</b> Hall,"{told}"\n')
    assert entry.name == "<b>Wren</b> Hall"
    assert entry.description == told


def test_a_place_named_only_after_its_town_gets_its_kind() -> None:
    result = read("name,town\nAlderbank,Alderbank\n", "job_centres.csv")
    assert result.accepted[0].name == "Alderbank job centre"
    assert result.noticed == (
        'Row 2: the name is only "Alderbank"; it is kept as "Alderbank job centre".',
    )


def test_a_row_that_says_the_same_again_is_refused() -> None:
    result = read(
        "name,postcode\nWren Library,OL99 1AA\nWREN LIBRARY ,ol991aa\nWren Library,OL99 1AA\n"
    )
    assert len(result.accepted) == 2
    assert [(row.row_number, row.reason) for row in result.refused] == [
        (4, "It says the same as row 2.")
    ]


def test_rows_of_one_name_and_postcode_that_differ_are_both_kept_and_told() -> None:
    result = read("name,postcode,phone\nWren,OL99 1AA,NA\nWren,OL99 1AA,0161 496 0123\n")
    assert len({entry.source_key for entry in result.accepted}) == 2
    assert result.noticed == (
        "Rows 2 and 3 have one name and postcode; both were kept, though they may be one place.",
    )


def test_the_same_id_twice_is_refused() -> None:
    result = read("id,name\n7,Wren Library\n7,Moss Library\n")
    assert [entry.name for entry in result.accepted] == ["Wren Library"]
    assert result.refused[0].reason == "Row 2 has the same id, 7."


def test_the_keys_are_the_same_whatever_the_order_of_the_rows() -> None:
    rows = ("Wren,OL99 1AA,NA", "Wren,OL99 1AA,0161 496 0123", "Moss,,", "Wren,OL99 1AA,NA")
    found = {
        frozenset(
            (entry.source_key, entry.phone)
            for entry in read("\n".join(["name,postcode,phone", *order])).accepted
        )
        for order in permutations(rows)
    }
    assert len(found) == 1


def test_columns_of_any_name_can_be_mapped() -> None:
    feed = Feed("ours", EntryKind.GROUP, "OGL v3.0", {"Was": "name", "Wo": "address"})
    entry = one("Was,Wo\nKnit and natter,Mill Lane\n", feed=feed)
    assert (entry.feed_id, entry.name, entry.address) == ("ours", "Knit and natter", "Mill Lane")
    assert (entry.kind, entry.licence) == (EntryKind.GROUP, "OGL v3.0")


def test_a_map_to_no_field_or_of_no_column_is_refused() -> None:
    with pytest.raises(Invalid) as invalid:
        read("name\nWren\n", feed=Feed(mapping={"name": "colour"}))
    assert invalid.value.fields["map"].startswith("There is no field colour.")
    with pytest.raises(UnreadableInput) as unreadable:
        read("name\nWren\n", feed=Feed(mapping={"colour": "name"}))
    assert unreadable.value.reason == 'It has no column "colour".'


def test_a_list_without_a_column_of_names_is_refused_whole() -> None:
    with pytest.raises(UnreadableInput) as refused:
        read(invented.CENTRES)
    assert refused.value.reason == "None of its columns holds the name of a place or group."


@pytest.mark.parametrize(
    ("name", "kind", "accepted", "refused"),
    [
        ("oldham_libraries.csv", EntryKind.LIBRARY, 12, 0),
        ("oldham_libraries_unvalidated.csv", EntryKind.LIBRARY, 12, 0),
        ("oldham_food_banks.csv", EntryKind.FOOD_BANK, 15, 0),
        ("oldham_pharmacies.csv", EntryKind.PHARMACY, 59, 0),
        ("oldham_dentists.csv", EntryKind.DENTIST, 40, 1),
        ("oldham_jobcentres.csv", EntryKind.JOB_CENTRE, 1, 0),
        ("oldham_probation.csv", EntryKind.PROBATION_OFFICE, 1, 0),
        ("oldham_polling_stations.csv", EntryKind.POLLING_STATION, 111, 0),
    ],
)
def test_the_real_lists_are_read_whole(
    name: str, kind: EntryKind, accepted: int, refused: int
) -> None:
    result = read_directory(reference(f"directory/gm_open_data/{name}"), name)
    assert (len(result.accepted), len(result.refused)) == (accepted, refused)
    assert {entry.kind for entry in result.accepted} == {kind}
    assert all(entry.name and entry.postcode and entry.address for entry in result.accepted)
    assert len({entry.source_key for entry in result.accepted}) == accepted
