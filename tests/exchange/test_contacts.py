"""Contacts out of cells are mended where that is sure, and left out where it is not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.exchange.contacts import read_email, read_phone, read_website, split_contact


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("0161 496 0123", "0161 496 0123"),
        ("01614960123", "0161 496 0123"),
        ("1614960123", "0161 496 0123"),
        ("7700900123", "07700 900123"),
        ("02079460123", "020 7946 0123"),
        ("01632960123", "01632 960123"),
        ("+44 161 496 0123", "0161 496 0123"),
        ("+44 (0)161 496 0123", "0161 496 0123"),
        ("0161 496 0123 ext. 45", "0161 496 0123 ext. 45"),
        ("0161 496 0123 x45", "0161 496 0123 ext. 45"),
    ],
)
def test_a_number_is_written_with_its_first_zero(cell: str, number: str) -> None:
    assert read_phone(cell) == number


@pytest.mark.parametrize("cell", ["", "161629e6", "12", "call in", "+1 202 555 0123", "0" * 30])
def test_what_is_no_uk_number_is_left_out(cell: str) -> None:
    assert read_phone(cell) is None


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("http://moss.example/a?b=1#c", "http://moss.example/a?b=1#c"),
        ("www.moss.example", "https://www.moss.example"),
        ("http//moss.example", "http://moss.example"),
        ("HTTP:/moss.example", "http://moss.example"),
        ("https:///moss.example/x", "https://moss.example/x"),
    ],
)
def test_a_web_address_is_mended(cell: str, address: str) -> None:
    assert read_website(cell) == address


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "javascript:alert(1)",
        "file:///etc/hosts",
        "\\\\server\\share",
        "//server/share",
        "data:text/html,x",
        "http://user:secret@moss.example",
        "http://localhost",
        "http://moss.example/ or ask",
        "http://[::1",
        "http://moss.example:99999999",
        "<a href='http://moss.example'>",
        "see Facebook",
        "https://" + "a" * 3000 + ".example",
    ],
)
def test_what_a_browser_should_not_open_is_left_out(cell: str) -> None:
    assert read_website(cell) is None


def test_a_cell_of_mixed_contacts_is_split() -> None:
    assert split_contact("pantry@moss.example 0161 496 0123, ask for Wren") == (
        ("pantry@moss.example",),
        ("0161 496 0123",),
        "ask for Wren",
    )
    assert split_contact("0161 496 0123 / 0161 496 0124")[1] == ("0161 496 0123", "0161 496 0124")
    assert split_contact("") == ((), (), "")


def test_an_e_mail_address_is_read_or_left_out() -> None:
    assert read_email("mailto:o'dowd@moss.example") == "o'dowd@moss.example"
    assert read_email("wren at moss") is None


@settings(max_examples=60)
@given(st.text())
def test_any_cell_is_read_or_left_out_and_reads_the_same_again(cell: str) -> None:
    for read in (read_phone, read_email, read_website):
        once = read(cell)
        assert once is None or read(once) == once
    split_contact(cell)


@settings(max_examples=60)
@given(st.from_regex(r"(https?:?/{0,3})?[a-z.@:\\/]{1,20}", fullmatch=True))
def test_a_web_address_never_leads_anywhere_but_to_a_named_host(cell: str) -> None:
    address = read_website(cell)
    assert address is None or address.startswith(("http://", "https://"))
    assert address is None or "@" not in address.split("/")[2]
