"""Numbers and streets are compared however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.domain.search_keys import phone_key, street_key


@pytest.mark.parametrize(
    "written",
    [
        "0161 496 0001",
        "(0161) 496-0001",
        "+44 161 496 0001",
        "+44 (0)161 496 0001",
        "0044 161 496 0001",
        "0044 (0) 161 496 0001",
        "44 161 496 0001",
        "٠١٦١ ٤٩٦ ٠٠٠١",
        "٠٠٤٤ ١٦١ ٤٩٦ ٠٠٠١",
    ],
)
def test_one_number_has_one_key(written: str) -> None:
    assert phone_key(written) == "01614960001"


@pytest.mark.parametrize(("part", "key"), [("4416", "4416"), ("44 16 14", "441614"), ("", "")])
def test_a_part_of_a_number_stays_as_it_is(part: str, key: str) -> None:
    assert phone_key(part) == key


@given(st.text(max_size=20))
def test_a_key_of_any_text_is_figures_and_its_own_key(text: str) -> None:
    key = phone_key(text)
    assert key == "" or (key.isascii() and key.isdecimal())


@pytest.mark.parametrize("written", ["12 Alderbank Rd", "12, alderbank road", "12 ALDERBANK ROAD."])
def test_one_street_has_one_key(written: str) -> None:
    assert street_key(written) == "12 alderbank road"
