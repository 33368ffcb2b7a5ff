"""Names are valid as given in any script, and found however their marks are typed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.names import LONGEST_NAME, initials, is_name, name_key

ARABIC = "\u0641\u0627\u0637\u0645\u0629 \u0627\u0644\u0632\u0647\u0631\u0627\u0621"
BENGALI = "\u09b0\u09bf\u09a8\u09be"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Se\u00e1n O\u2019Connor-Smith", "sean oconnor smith"),
        ("SEAN  O'CONNOR SMITH", "sean oconnor smith"),
        ("McAllister", "mcallister"),
        ("Mac Allister", "mac allister"),
        ("\u0141ukasz \u017b\u00f3\u0142ty", "lukasz zolty"),
        ("Bj\u00f8rn Stra\u00dfe", "bjorn strasse"),
        ("\u0130pek", "ipek"),
        ("St. John, Wren", "st john wren"),
        ("\uff37\uff52\uff45\uff4e", "wren"),
        ("", ""),
    ],
)
def test_a_key_forgets_case_accents_apostrophes_and_hyphens(typed: str, key: str) -> None:
    assert name_key(typed) == key


def test_a_key_keeps_vowel_signs_of_other_scripts() -> None:
    assert name_key(BENGALI) == BENGALI
    assert (
        name_key("\u0939\u093f\u0928\u094d\u0926\u0940") == "\u0939\u093f\u0928\u094d\u0926\u0940"
    )


def test_a_name_of_signs_alone_still_has_a_key() -> None:
    assert name_key(" ?? ") == "??"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Wren Ashdown", "WA"),
        ("Wren", "W"),
        ("w", "W"),
        ("Anne-Marie de la Haye", "ADLH"),
        ("'Tilly' (Matilda) Moss", "TMM"),
        ("\u00e9loi 3 hart", "\u00c9H"),
        ("", ""),
        (ARABIC, "\u0641 \u0627"),
        (BENGALI, "\u09b0\u09bf"),
    ],
)
def test_initials_are_the_first_letter_of_each_word(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(
    "name", ["A", "Wren", ARABIC, BENGALI, "Wren " * 59 + "Ashby", "a<b and c>d"]
)
def test_short_long_single_and_right_to_left_names_are_valid(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize(
    "typed", ["", "   ", "12", "??", "Wren\nAshdown", "Wren\x00", "Wren\u202eAshdown", "W" * 1001]
)
def test_nothing_hidden_empty_or_endless_is_a_name(typed: str) -> None:
    assert not is_name(typed)


def test_three_hundred_letters_are_well_within_the_limit() -> None:
    assert LONGEST_NAME > 300


@settings(max_examples=60)
@given(st.text())
def test_the_key_of_a_key_is_the_key(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)


@settings(max_examples=60)
@given(st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=1, max_size=300))
def test_any_word_of_letters_is_a_name_and_has_a_key_and_an_initial(word: str) -> None:
    assert is_name(word)
    assert name_key(word)
    assert initials(word)


@settings(max_examples=60)
@given(st.text(st.characters(categories=["Ll", "Lu"], max_codepoint=0x17F), min_size=1))
def test_capitals_never_change_the_key(word: str) -> None:
    assert name_key(word.upper()) == name_key(word.lower())
