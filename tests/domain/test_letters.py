"""Letters: no gap is ever printed, and where somebody protected lives is noticed."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.letters import (
    FIELD_WORDS,
    BadTemplate,
    LetterIncomplete,
    fields_of,
    filled,
    missing_fields,
    names_address,
    read_template,
)
from pbi_desktop.domain.resources import resources

FILES = sorted((resources() / "letters").glob("*.txt"))
values = st.dictionaries(st.sampled_from(sorted(FIELD_WORDS)), st.text(max_size=12), max_size=8)


def test_every_template_of_the_program_can_be_read() -> None:
    assert len(FILES) >= 6
    for place in FILES:
        template = read_template(place.stem, place.read_text("utf-8"))
        assert set(template.asks) <= set(fields_of(template.text)), place.stem


@given(st.lists(st.sampled_from(sorted(FIELD_WORDS)), min_size=1, max_size=5), values)
@settings(max_examples=60)
def test_a_letter_is_whole_or_it_says_what_is_missing(
    names: list[str], known: dict[str, str]
) -> None:
    text = "Dear " + " and ".join(f"{{{name}}}" for name in names)
    missing = missing_fields(text, known)
    if missing:
        with pytest.raises(LetterIncomplete) as incomplete:
            filled(text, known)
        assert incomplete.value.missing == missing
    else:
        said = filled(text, known)
        assert all(known[name].strip() in said for name in names)


def test_a_value_that_looks_like_a_field_is_not_filled_in_again() -> None:
    assert filled("To {name}", {"name": "{worker}", "worker": "Leah"}) == "To {worker}"


def test_a_field_that_nobody_knows_counts_as_missing() -> None:
    assert missing_fields("{shoe_size}{}", {}) == ("shoe_size", "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "version: 1\n---\nDear {name}",
        "version: x\nname: a\nto: person\ntitle: t\n---\nDear",
        "version: 1\nname: a\nto: nobody\ntitle: t\n---\nDear",
        "version: 1\nname: a\nto: person\ntitle: t\n---\n{shoe_size}",
        "version: 1\nname: a\nto: person\ntitle: t\nDear {name}",
    ],
)
def test_a_broken_template_is_refused(text: str) -> None:
    with pytest.raises(BadTemplate):
        read_template("own", text)


@given(
    st.text(string.ascii_letters + " ", max_size=30),
    st.text(string.ascii_letters + " ", max_size=30),
)
@settings(max_examples=40)
def test_an_address_is_found_however_it_is_written(before: str, after: str) -> None:
    home = [("14 Larch Close", "OL8 2QW")]
    assert names_address(f"{before}. 14, LARCH close {after}", home)
    assert names_address(f"{before}ol82qw{after}", home)


def test_other_words_are_no_address() -> None:
    assert not names_address("Dear Larch Housing, see you at 14:00", [("14 Larch Close", "")])
