"""Who lives in the demo: names of every kind, and nothing that could be anybody's."""

import re
from itertools import pairwise

from pbi_desktop.demo import DEFAULT_SEED, Scale, team
from pbi_desktop.domain.access import Category
from pbi_desktop.domain.casework import TieKind
from pbi_desktop.domain.names import is_name, name_key
from pbi_desktop.domain.postcodes import outward, read_postcode
from pbi_desktop.domain.text import clean_text
from tests.demo.reading import NOW, gather, small_team

_DRAMA = re.compile(r"01632 960\d{3}|07700 900\d{3}")


def test_about_four_hundred_and_twenty_people_live_there() -> None:
    assert 400 <= len(small_team()["people"]) <= 440


def test_names_are_valid_and_carry_their_keys() -> None:
    for row in small_team()["people"]:
        assert is_name(row["given_name"])
        assert row["family_name"] == "" or is_name(row["family_name"])
        assert row["given_key"] == name_key(row["given_name"])
        assert row["family_key"] == name_key(row["family_name"])


def test_names_that_forms_refuse_are_there() -> None:
    people = small_team()["people"]
    given = [row["given_name"] for row in people]
    assert any(row["family_name"] == "" for row in people)
    assert any(len(row["family_name"]) == 1 for row in people)
    assert any(len(name) == 300 for name in given)
    assert any("\u0600" <= name[0] <= "\u06ff" for name in given)
    assert any("\u0980" <= name[0] <= "\u09ff" for name in given)


def test_nobody_can_be_rung_or_written_to() -> None:
    tables = small_team()
    phones = [row["value"] for row in tables["contact_points"]]
    phones += [row["phone"] for row in tables["community_groups"]]
    assert all(_DRAMA.fullmatch(phone) for phone in phones)
    postcodes = {row["postcode"] for row in tables["addresses"]}
    assert all(read_postcode(postcode) == postcode for postcode in postcodes)
    assert {outward(postcode) for postcode in postcodes} == {"OL99"}


def test_phones_are_searched_by_their_digits() -> None:
    for row in small_team()["contact_points"]:
        assert row["value_key"] == row["value"].replace(" ", "")


def test_streets_are_searched_with_their_number() -> None:
    for row in small_team()["addresses"]:
        assert row["street_key"] == name_key(row["line_1"])


def test_every_address_lies_in_a_small_area_of_the_demo() -> None:
    tables = small_team()
    area_of = {row["postcode"]: row["area_code"] for row in tables["postcodes"]}
    codes = {row["code"] for row in tables["areas"]}
    for row in tables["addresses"]:
        assert area_of[row["postcode"]] == row["area_code"]
        assert row["area_code"] in codes


def test_no_two_homes_stand_on_one_spot() -> None:
    spots = [(row["line_1"], row["locality"]) for row in small_team()["addresses"]]
    assert len(set(spots)) == len(spots)


def test_real_postcodes_take_the_place_of_the_invented_ones() -> None:
    given = ("OL1 1AA", "OL1 2BB", "OL2 3DD")
    tables = gather(team(DEFAULT_SEED, NOW, Scale.SITE, given))
    assert {row["postcode"] for row in tables["addresses"]} == set(given)
    assert "postcodes" not in tables
    assert "areas" not in tables


def test_a_protected_address_is_told_nowhere_else() -> None:
    tables = small_team()
    hidden = [r for r in tables["residences"] if r["category"] == Category.PROTECTED_ADDRESS]
    assert hidden
    streets = {row["id"]: row["line_1"].split(" ", 1)[1] for row in tables["addresses"]}
    subjects = {row["subject_id"] for row in hidden}
    assert {row["category"] for row in tables["memberships"] if row["subject_id"] in subjects} == {
        Category.PROTECTED_ADDRESS.value
    }
    texts = [
        value
        for rows in tables.values()
        for row in rows
        if row.get("subject_id") in subjects
        for value in row.values()
        if isinstance(value, str)
    ]
    for row in hidden:
        assert not any(streets[row["address_id"]] in text for text in texts)


def test_there_is_a_household_of_three_generations_with_family_elsewhere() -> None:
    tables = small_team()
    kinds = {(row["subject_id"], row["kind"]) for row in tables["relationships"]}
    heads = {row["subject_id"] for row in tables["cases"]}
    wanted = (TieKind.CHILD, TieKind.CARER, TieKind.PARENT, TieKind.FORMER_PARTNER)
    assert any(all((head, kind.value) in kinds for kind in wanted) for head in heads)


def test_somebody_has_asked_for_an_interpreter_and_somebody_objects() -> None:
    tables = small_team()
    assert len({row["interpreter"] for row in tables["people"] if row["interpreter"]}) >= 5
    assert any(row["objection"] for row in tables["sharing_bases"])
    assert any(row["code_word"] for row in tables["safe_contacts"])


def test_every_text_is_clean_and_has_no_gap_left() -> None:
    for table, rows in small_team().items():
        for row in rows:
            for value in row.values():
                if isinstance(value, str):
                    assert clean_text(value) == (value, False), table
                    assert "{" not in value, (table, value)


def test_stories_are_told_in_many_words() -> None:
    bodies = [row["body"] for row in small_team()["notes"]]
    assert len(set(bodies)) > 400
    by_case: dict[object, list[str]] = {}
    for row in sorted(small_team()["notes"], key=lambda row: row["at"]):
        by_case.setdefault(row["case_id"], []).append(row["body"])
    repeats = sum(a == b for told in by_case.values() for a, b in pairwise(told))
    assert repeats <= len(bodies) // 100
