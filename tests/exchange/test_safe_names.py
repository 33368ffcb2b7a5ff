"""A name for an export is one that every system keeps."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.exchange.safe_names import LONGEST_BYTES, safe_file_name

RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Outcomes, Holts and Lees 2026.pdf", "Outcomes, Holts and Lees 2026.pdf"),
        ("../../etc/passwd", "etc passwd"),
        ("..\\secret.html", "secret.html"),
        ("case: K7QX / summary?.json", "case K7QX summary.json"),
        ("CON.csv", "_CON.csv"),
        ("lpt1", "_lpt1"),
        ("nul.tar.gz", "_nul.tar.gz"),
        ("report. . .", "report"),
        ("-rf.csv", "rf.csv"),
        (".hidden", "export.hidden"),
        ("fdp.\u202eexe", "fdp.exe"),
        ("a\x00b\nc.csv", "ab c.csv"),
        ("", "export"),
        ("...", "export"),
        ("Fa\u0301tima.pdf", "F\u00e1tima.pdf"),
    ],
)
def test_a_title_becomes_a_name_for_one_file(title: str, name: str) -> None:
    assert safe_file_name(title) == name


def test_a_long_name_keeps_its_ending_and_whole_letters() -> None:
    name = safe_file_name("\u00e9" * 200 + ".html")
    assert name.endswith("\u00e9.html")
    assert len(name.encode()) <= LONGEST_BYTES


def test_a_title_of_nothing_takes_the_name_it_is_given() -> None:
    assert safe_file_name("///", "case summary") == "case summary"
    assert safe_file_name("///", "...") == "export"


hard = st.sampled_from(
    [
        "..",
        "/",
        "\\",
        ":",
        "CON",
        "nul",
        "com1",
        ".",
        " ",
        "\u202e",
        "\x00",
        "~",
        "-",
        "\ud800",
        "x",
    ]
)
titles = st.one_of(st.text(max_size=200), st.lists(hard, max_size=12).map("".join))


@settings(max_examples=60)
@given(titles)
def test_a_name_is_never_one_that_a_system_refuses_or_a_folder(title: str) -> None:
    name = safe_file_name(title)
    assert 0 < len(name.encode()) <= LONGEST_BYTES
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]', name)
    assert name[0] not in " .-"
    assert name[-1] not in " ."
    assert not RESERVED.fullmatch(name)
    assert safe_file_name(name) == name
