"""How what is said at the desk is read: each word as what it may be, and none is lost."""

from dataclasses import astuple
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.services.front_door_rows import Told
from pbi_desktop.services.front_door_understanding import understand
from pbi_desktop.services.front_door_words import sort_words

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("shabana akhtar", Told("shabana akhtar")),
        ("shabana 1991 alderbank", Told("shabana", "1991", "alderbank")),
        ("shabana akhtar 9 4 1991", Told("shabana akhtar", "9 4 1991")),
        ("shabana 9 april 1991 alderbank", Told("shabana", "9 april 1991", "alderbank")),
        ("shabana 35", Told("shabana", "35")),
        ("1991 shabana", Told("shabana", "1991")),
        ("12 alderbank road", Told(street="12 alderbank road")),
        ("12 alderbank", Told(street="12 alderbank")),
        ("12 Alderbank Road OL4 1AA", Told(street="12 Alderbank Road OL4 1AA")),
        ("shabana 12 alderbank", Told("shabana", street="12 alderbank")),
        ("shabana akhtar 12a alderbank rd", Told("shabana akhtar", street="12a alderbank rd")),
        ("alderbank road", Told(street="alderbank road")),
        ("benny hill", Told("benny hill")),
        ("shabana OL4 1AA", Told("shabana", street="OL4 1AA")),
        ("ol41aa", Told(street="ol41aa")),
        ("shabana OL4", Told("shabana", street="OL4")),
        ("07700 900123", Told(phone="07700 900123")),
        ("ann 07700900123", Told("ann", phone="07700900123")),
        ("+447700900123", Told(phone="+447700900123")),
        ("900123", Told(phone="900123")),
        ("9 4 1991", Told(born="9 4 1991")),
        ("", Told()),
        ("aged 35 shabana akhtar", Told("shabana akhtar", "aged 35")),
        ("shabana 35 years old", Told("shabana", "35 years old")),
        ("born 1991 ali", Told("ali", "born 1991")),
        ("19910409 akhtar", Told("akhtar", "19910409")),
        ("april 1991 shabana", Told("shabana", "april 1991")),
        ("april jones", Told("april jones")),
        ("alderbank 9 4", Told("alderbank", "9 4")),
        ("OL4 1AA shabana", Told("shabana", street="OL4 1AA")),
        ("ol41aa shabana 9/4/1991", Told("shabana", "9/4/1991", "ol41aa")),
        ("alderbank road shabana", Told("shabana", street="alderbank road")),
        ("k7qx9b shabana", Told("shabana", reference="k7qx9b")),
        ("K7QX9BRT", Told(reference="K7QX9BRT")),
        ("234678", Told(phone="234678")),
        ("943 476 5919", Told(phone="943 476 5919")),
    ],
)
def test_one_line_is_sorted_into_what_somebody_says(line: str, told: Told) -> None:
    assert sort_words(line, TODAY) == told


typed = st.text(max_size=60) | st.lists(
    st.sampled_from(
        [
            "9",
            "4",
            "april",
            "aged",
            "35",
            "OL4",
            "1AA",
            "12",
            "road",
            "ali",
            "k7qx9b",
            "0161",
            "old",
        ]
    ),
    max_size=8,
).map(" ".join)


@given(typed)
def test_sorting_a_line_loses_no_word(line: str) -> None:
    told = sort_words(line, TODAY)
    assert sorted(" ".join(astuple(told)).split()) == sorted(line.split())


@given(st.lists(typed, min_size=6, max_size=6))
def test_anything_can_be_told_and_what_cannot_be_read_is_said(fields: list[str]) -> None:
    understood = understand(Told(*fields), TODAY)
    assert understood.problems.keys() <= {"name", "born", "street", "phone", "household"}
    for sentence in (*understood.problems.values(), *understood.read_as.values()):
        assert sentence[:1].isupper()


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        (Told("a"), {"name": "Type at least two letters of the name."}),
        (Told("x" * 2000), {"name": "Only the first 400 letters are searched. Type less of it."}),
        (Told(born="130"), {"born": "Nobody is 130 years old. Check the age."}),
        (Told(born="1 1 2090"), {"born": "1 January 2090 is in the future. Check the year."}),
        (Told(born="31 2 1990"), {"born": "There is no 31 February."}),
        (
            Told(street="1"),
            {"street": "Type at least three letters of the street, or the postcode."},
        ),
        (Told(phone="07"), {"phone": "Type at least three figures of the number."}),
    ],
)
def test_bad_input_is_answered_with_a_plain_sentence(told: Told, problem: dict[str, str]) -> None:
    assert understand(told, TODAY).problems == problem


def test_one_letter_here_and_one_there_are_no_two_facts() -> None:
    for told in (Told("a", street="b"), Told("a", "1991"), Told("a", household="b")):
        understood = understand(told, TODAY)
        assert told.facts - len(understood.problems) < 2
    assert not understand(Told("\u5f20", "1991"), TODAY).problems, "a whole name in its script"


def test_a_day_without_its_year_is_kept_for_the_comparison() -> None:
    for text in ("9 4", "9/4", "9 april", "9th of April"):
        assert understand(Told("ali", text), TODAY).day_of_year == "-04-09"
    assert understand(Told("ali", "31 2"), TODAY).problems
