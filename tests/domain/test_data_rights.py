"""What may be given of a record, and that no name is left where names are taken out."""

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.data_rights import (
    ANOTHER,
    GROUND_LABELS,
    GROUND_SOURCES,
    Ground,
    HeldItem,
    OtherPeople,
    SubjectAnswer,
    as_given,
)
from pbi_desktop.domain.names import name_key

OTHERS = OtherPeople.of(
    ["Tariq Hussain", "Siobhán O'Dowd", "\u5f20\u4f1f"],
    ["07700 900123"],
    own=["Shabana Akhtar", "Shabana Hussain"],
)
FIRST_NAMES = ("Tariq", "Wren", "Bo", "Zo\u00eb", "O'Dowd", "\u5f20\u4f1f")


def item(text: str = "Came in.", category: Category = Category.CORE, **more: bool) -> HeldItem:
    said = (("What was noted", text),)
    return HeldItem(
        "notes", "Note", uuid4(), uuid4(), date(2026, 1, 5), "K7QX9B", said, category, **more
    )


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Tariq rang.", f"{ANOTHER} rang."),
        ("TARIQ'S flat", f"{ANOTHER} flat"),
        ("Shabana Hussain came", "Shabana Hussain came"),
        ("With Siobhan O\u2019Dowd today", f"With {ANOTHER} today"),
        ("ring 07700 900 123 now", f"ring {ANOTHER} now"),
        ("ring +44 7700 900123 now", f"ring {ANOTHER} now"),
        ("ring 07700 900456 now", "ring 07700 900456 now"),
        ("\u5f20\u4f1f\u6765\u4e86", ANOTHER),
        ("Nobody else.", "Nobody else."),
    ],
)
def test_names_and_numbers_of_others_are_taken_out_and_ones_own_stay(text: str, left: str) -> None:
    assert OTHERS.taken_out(text) == left
    assert OTHERS.is_in(text) is (text != left)


@given(st.sampled_from(FIRST_NAMES), st.text(max_size=20), st.text(max_size=20))
def test_no_name_that_stands_alone_is_ever_left(name: str, before: str, after: str) -> None:
    others = OtherPeople.of([name])
    left = others.taken_out(f"{before} {name} {after}")
    words = name_key(left.replace(ANOTHER, " ")).split()
    assert name_key(name) not in words


@given(st.text())
def test_nothing_changes_where_nobody_else_is_known(text: str) -> None:
    assert OtherPeople().taken_out(text) == text


@pytest.mark.parametrize(
    ("held", "ground"),
    [
        (item(), None),
        (item(names_others=True), Ground.OTHER_PERSON),
        (item(told_by_other=True), Ground.OTHER_PERSON),
        (item(about_other=True), Ground.OTHER_PERSON),
        (item(category=Category.HEALTH), Ground.HEALTH_OPINION),
        (item(category=Category.SUBSTANCE_USE), Ground.HEALTH_OPINION),
        (item(category=Category.HEALTH, told_by_person=True), None),
        (item(category=Category.PROTECTED_ADDRESS), Ground.SERIOUS_HARM),
        (item(endangers=True, about_other=True), Ground.SERIOUS_HARM),
    ],
)
def test_what_tells_of_others_is_kept_back_until_somebody_decides(
    held: HeldItem, ground: Ground | None
) -> None:
    assert held.suggested is ground


@given(st.sampled_from(Ground))
def test_a_record_is_given_whole_changed_or_not_at_all(ground: Ground) -> None:
    held = item("Tariq rang.")
    given_item = as_given(held, ground, OTHERS)
    if ground.keeps_back:
        assert given_item is None
    else:
        assert given_item is not None
        named = "Tariq" in str(given_item)
        assert named is (ground is not Ground.NAMES_OUT)
    assert held.said == (("What was noted", "Tariq rang."),)


def test_every_ground_has_words_and_its_place_in_the_law() -> None:
    assert set(GROUND_LABELS) == set(GROUND_SOURCES) == set(Ground)


def test_the_person_is_not_told_what_would_tip_off() -> None:
    every = tuple((ground, 1) for ground in Ground)
    answer = SubjectAnswer("S", "A", date(2026, 1, 1), date(2026, 1, 2), "B", (), every)
    told = {ground for ground, _many in answer.told_withheld}
    assert told.isdisjoint({Ground.CRIME, Ground.POLICE_INTELLIGENCE, Ground.SERIOUS_HARM})
    assert Ground.OTHER_PERSON in told
