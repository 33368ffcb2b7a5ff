"""Postcodes are written one way, and what is not one is refused with a reason."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.postcodes import outward, read_postcode


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("ol9 6rw", "OL9 6RW"),
        ("OL96RW", "OL9 6RW"),
        (" ol9-6rw. ", "OL9 6RW"),
        ("OL9\u00a0 6RW", "OL9 6RW"),
        ("m1 1ae", "M1 1AE"),
        ("ol16 4zz", "OL16 4ZZ"),
        ("ec1a 1bb", "EC1A 1BB"),
        ("w1a 0ax", "W1A 0AX"),
        ("gir 0aa", "GIR 0AA"),
    ],
)
def test_a_postcode_is_written_one_way(typed: str, written: str) -> None:
    assert read_postcode(typed) == written


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "There is no postcode here."),
        ("  - ", "There is no postcode here."),
        ("OL9", "OL9 is only the first half of a postcode."),
        ("OL1 OAA", "OL1 OAA is not a postcode. Is it OL1 0AA?"),
        ("0L1 1AA", "0L1 1AA is not a postcode. Is it OL1 1AA?"),
        ("Oldham", "Oldham is not a postcode. One looks like OL1 1AA."),
        ("OL9 6RC", "OL9 6RC is not a postcode. One looks like OL1 1AA."),
        ("OL9 6RW 1", "OL9 6RW 1 is not a postcode. One looks like OL1 1AA."),
    ],
)
def test_what_is_not_a_postcode_is_refused_with_a_reason(typed: str, reason: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_postcode(typed)
    assert refused.value.fields == {"postcode": reason}


def test_the_reason_goes_to_the_field_that_was_read() -> None:
    with pytest.raises(Invalid) as refused:
        read_postcode("nowhere", field="previous_postcode")
    assert list(refused.value.fields) == ["previous_postcode"]


def test_the_outward_part_is_the_first_half() -> None:
    assert outward("ol16 4zz") == "OL16"


@settings(max_examples=60)
@given(st.text())
def test_any_text_is_read_or_refused_and_what_was_read_reads_the_same_again(text: str) -> None:
    try:
        written = read_postcode(text)
    except Invalid:
        return
    assert read_postcode(written) == written


@settings(max_examples=60)
@given(st.from_regex(r"[a-z]{1,2}[0-9]{1,2} ?[0-9][abd-hjlnp-uw-z]{2}", fullmatch=True))
def test_case_and_spaces_never_matter(typed: str) -> None:
    try:
        written = read_postcode(typed)
    except Invalid:
        return
    assert read_postcode(typed.upper().replace(" ", "")) == written
