"""Text from people and files keeps its words and loses what could deceive."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.text import clean_line, clean_text


def test_plain_words_come_through_as_they_are() -> None:
    assert clean_text("a<b and c>d\n\tnext line") == ("a<b and c>d\n\tnext line", False)


@pytest.mark.parametrize("hidden", ["\x00", "\x07", "\x1b", "\x7f", "\x9b", "\u202e", "\u2067"])
def test_a_control_character_is_removed_and_told(hidden: str) -> None:
    assert clean_text(f"be{hidden}fore") == ("before", True)


def test_markup_and_scripts_stay_as_plain_characters() -> None:
    typed = "<img src='file:///etc/passwd'><script>alert(1)</script>"
    assert clean_text(typed) == (typed, False)


def test_accents_are_composed_without_saying_that_anything_was_removed() -> None:
    assert clean_text("Zoe\u0308") == ("Zo\u00eb", False)


def test_line_ends_of_other_systems_become_newlines() -> None:
    assert clean_text("one\r\ntwo\rthree") == ("one\ntwo\nthree", False)


def test_the_joiner_that_urdu_and_persian_need_is_kept() -> None:
    word = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    assert clean_text(word) == (word, False)


def test_one_line_has_single_spaces_and_no_ends() -> None:
    assert clean_line("  12\tMill\n Lane\u00a0 ") == ("12 Mill Lane", False)


@settings(max_examples=60)
@given(st.text())
def test_what_is_cleaned_never_holds_a_control_and_stays_the_same_when_cleaned_again(
    text: str,
) -> None:
    kept, _ = clean_text(text)
    assert all(letter in "\n\t" or unicodedata.category(letter) != "Cc" for letter in kept)
    assert not any(
        unicodedata.bidirectional(letter) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI"}
        for letter in kept
    )
    assert clean_text(kept) == (kept, False)
