"""Whole lists: who is one person, and who only lives with them."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.analysis.matching import MatchResult, Record, match
from pbi_desktop.bench.linkage_town import town
from pbi_desktop.domain.times import PartialDate

HOME = {"address_1": "12 Alderbank Road", "postcode": "OL4 1AA", "phone": "07700900417"}
BORN = PartialDate.of_day(date(1991, 4, 9))
SHABANA = Record("a", "Shabana", "Akhtar", date_of_birth=BORN, **HOME)  # type: ignore[arg-type]


def found(result: MatchResult) -> set[frozenset[str]]:
    return {frozenset((pair.left, pair.right)) for pair in result.pairs}


def likely(*records: Record) -> bool:
    return bool(match(records, threshold=0.5).pairs)


@pytest.mark.parametrize(
    "other",
    [
        {"family_name": "Aktar"},
        {"given_name": "Akhtar", "family_name": "Shabana"},
        {"date_of_birth": PartialDate.of_day(date(1991, 9, 4))},
        {"date_of_birth": PartialDate.of_day(date(1990, 4, 9))},
        {"date_of_birth": None},
        {"address_1": "3 Mill Brow", "postcode": "OL1 2BB", "phone": ""},
        {"given_name": "", "family_name": "", "full_name": "Mrs Shabana Akhter"},
        {"address_1": "12 Aldrebank Rd", "phone": "07700 900418"},
    ],
)
def test_one_person_written_twice_is_found(other: dict[str, object]) -> None:
    assert likely(SHABANA, replace(SHABANA, id="b", **other))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "other",
    [
        {"given_name": "Zainab"},  # a twin
        {"given_name": "Bilal", "date_of_birth": PartialDate.of_day(date(1993, 10, 27))},
        {"date_of_birth": PartialDate.of_day(date(1962, 11, 23))},  # mother and daughter
    ],
)
def test_two_of_one_home_are_not_joined(other: dict[str, object]) -> None:
    assert not likely(SHABANA, replace(SHABANA, id="b", **other))  # type: ignore[arg-type]


def test_twins_of_names_that_are_alike_are_not_joined() -> None:
    hassan = replace(SHABANA, given_name="Hassan")
    assert not likely(hassan, replace(hassan, id="b", given_name="Hussain"))


@pytest.mark.parametrize("phone", ["0044 7700 900417", "+44 (0)7700 900417", "44 7700 900417"])
def test_a_number_and_a_street_are_the_same_however_they_are_written(phone: str) -> None:
    again = replace(SHABANA, id="b", phone=phone, address_1="12 Alderbank Rd")
    (pair,) = match([SHABANA, again], threshold=0.5).pairs
    lines = {line.field: line.verdict for line in pair.evidence}
    assert (lines["phone"], lines["street"]) == ("same", "same")


def test_what_is_missing_is_no_evidence() -> None:
    bare = Record("b", "Shabana", "Akhtar", date_of_birth=BORN)
    lines = {line.field: line for line in match([SHABANA, bare], threshold=0.1).pairs[0].evidence}
    assert {lines[field].verdict for field in ("street", "phone")} == {"not_told"}
    assert {lines[field].weight for field in ("street", "phone")} == {0.0}


@pytest.mark.parametrize("records", [[], [Record("a")], [Record("a"), Record("b")]])
def test_a_list_that_says_nothing_has_no_pairs(records: list[Record]) -> None:
    assert match(records, threshold=0.0).pairs == ()
    assert match(records, [], threshold=0.0).pairs == ()


def test_a_thousand_copies_are_each_paired_with_the_first_and_do_not_hide_the_rest() -> None:
    copies = [replace(SHABANA, id=f"c{place}") for place in range(1000)]
    others = town(200).records
    once = match([SHABANA, *others], threshold=0.5)
    many = match([*others, *copies], threshold=0.5)
    assert len([pair for pair in many.pairs if pair.left == "c0"]) == len(copies) - 1
    assert found(once) <= found(many)


def test_two_lists_are_matched_across_and_not_within() -> None:
    again = replace(SHABANA, id="b", family_name="Akhter")
    result = match([SHABANA, replace(SHABANA, id="c")], [again, Record("d", "Bob")], threshold=0.5)
    assert [(pair.left, pair.right) for pair in result.pairs] == [("a", "b"), ("c", "b")]


def test_other_names_earlier_addresses_and_relatives_count() -> None:
    moved = replace(SHABANA, id="b", address_1="3 Mill Brow", postcode="OL1 2BB", phone="")
    married = replace(moved, given_name="Sheba", family_name="Ogilby")
    known = replace(
        married,
        other_names=("Shabana Akhtar",),
        earlier_addresses=("12 Alderbank Road OL4 1AA",),
        household=("Amina",),
    )
    alone = match([SHABANA, married], threshold=0.0).pairs[0]
    told = match([replace(SHABANA, household=("Aminah", "Bilal")), known], threshold=0.0).pairs[0]
    verdicts = {line.field: line.verdict for line in told.evidence}
    assert (verdicts["name"], verdicts["street"], verdicts["household"]) == (
        "close",
        "close",
        "same",
    )
    assert told.probability > 0.9 > 0.5 > alone.probability


def test_pairs_come_best_first_and_their_evidence_adds_up() -> None:
    least = 0.01
    result = match(town(1500).records, threshold=least)
    chances = [pair.probability for pair in result.pairs]
    assert len(chances) > 20
    assert chances == sorted(chances, reverse=True)
    assert chances[-1] >= least
    for pair in result.pairs:
        assert pair.weight == pytest.approx(sum(line.weight for line in pair.evidence))


def test_the_birth_weighs_as_the_list_teaches() -> None:
    pairs = match(town(800).records, threshold=0.001).pairs
    born = [line for pair in pairs for line in pair.evidence if line.field == "born"]
    assert all(line.weight > 5 for line in born if line.verdict == "same")
    assert all(line.weight < 0 for line in born if line.verdict == "differs")
    assert {"same", "differs"} <= {line.verdict for line in born}


def test_pairs_without_their_evidence_are_the_same_pairs() -> None:
    records = town(300).records
    told = match(records, threshold=0.5).pairs
    bare = match(records, threshold=0.5, explained=False).pairs
    assert all(pair.evidence for pair in told)
    assert not any(pair.evidence for pair in bare)
    for one, other in zip(told, bare, strict=True):
        assert replace(one, weight=0.0, evidence=()) == replace(other, weight=0.0)
        assert one.weight == pytest.approx(other.weight, abs=0.1)


def test_the_same_list_gives_the_same_result_to_the_last_bit() -> None:
    records = town(300).records
    assert match(records, threshold=0.1) == match(records, threshold=0.1)


def test_households_twins_and_namesakes_of_a_town_are_told_apart_from_duplicates() -> None:
    made = town(4000)
    pairs = found(match(made.records, threshold=0.5))
    true = {frozenset(pair) for pair in made.same}
    assert 2 * len(pairs & true) / (len(pairs) + len(true)) > 0.93


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_a_list_never_changes_its_pairs(dice: object) -> None:
    records = list(town(120).records)
    first = found(match(records, threshold=0.5))
    dice.shuffle(records)  # type: ignore[attr-defined]
    assert found(match(records, threshold=0.5)) == first
