"""Delimited text is read whatever its form; what cannot be read says why."""

from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.errors import UnreadableInput
from pbi_desktop.exchange import decoding
from pbi_desktop.exchange.csv_out import csv_bytes, safe_cell
from pbi_desktop.exchange.tables import LONGEST_CELL, MOST_COLUMNS, Table, read_table

PLAIN = "name,town\nZoë,Alderbank\nWren,Moss\n"


def read(text: str) -> Table:
    return read_table(text.encode(), "list.csv")


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableInput) as refused:
        read_table(data, "list.csv")
    assert refused.value.name == "list.csv"
    return refused.value.reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encoding_separator_and_line_ends_do_not_matter(
    encoding: str, separator: str, line_end: str
) -> None:
    text = PLAIN.replace(",", separator).replace("\n", line_end)
    table = read_table(text.encode(encoding), "list.csv")
    assert table.columns == ("name", "town")
    assert [row.cells for row in table.rows] == [("Zoë", "Alderbank"), ("Wren", "Moss")]
    assert [row.number for row in table.rows] == [2, 3]
    assert not table.refused


def test_a_fall_back_to_windows_1252_is_told() -> None:
    assert read_table(PLAIN.encode(), "list.csv").noticed == ()
    assert read_table(PLAIN.encode("cp1252"), "list.csv").noticed == (
        "It is not in UTF-8; it was read as Windows-1252. Check names with accents.",
    )


def test_big_endian_utf_16_is_read_by_its_mark() -> None:
    table = read_table(b"\xfe\xff" + PLAIN.encode("utf-16-be"), "list.csv")
    assert table.rows[0].cells == ("Zoë", "Alderbank")


def test_one_bad_byte_does_not_turn_utf_8_into_windows_1252() -> None:
    data = "name,town\nZoë,Ålesund\nRené,Moss\n".encode() + b"Wr\xffn,Moss\n"
    table = read_table(data, "list.csv")
    assert table.rows[0].cells == ("Zoë", "Ålesund")
    assert table.rows[2].cells == ("Wr\ufffdn", "Moss")
    assert table.noticed == ("1 character was not readable and shown as \ufffd.",)


def test_a_file_cut_in_the_middle_of_a_letter_says_so() -> None:
    data = "name,town\nWren,Moss\nAda,Zoë".encode()[:-1]
    table = read_table(data, "list.csv")
    assert table.rows[1].cells == ("Ada", "Zo")
    assert table.noticed == ("It ends in the middle of a character: it may have been cut short.",)


def test_headers_match_without_case_spaces_and_underscores() -> None:
    table = read("Area Name,POST_CODE, e-mail \na,b,c\n")
    assert [table.column(name) for name in ("area_name", "postcode", "Email", "phone")] == [
        0,
        1,
        2,
        None,
    ]


def test_a_row_with_another_count_of_cells_is_refused_alone() -> None:
    table = read("a,b,c\n1,2,3\n1,2\n1,2,3,4\n1,2,3,\n")
    assert [row.cells for row in table.rows] == [("1", "2", "3"), ("1", "2", "3")]
    assert [(row.row_number, row.reason) for row in table.refused] == [
        (3, "It has 2 cells; the first row names 3 columns."),
        (4, "It has 4 cells; the first row names 3 columns."),
    ]
    assert table.refused[1].raw == (("a", "1"), ("b", "2"), ("c", "3"), ("", "4"))


def test_empty_rows_are_passed_over_but_keep_their_number() -> None:
    table = read("a,b\n\n,\n1,2\n")
    assert [(row.number, row.cells) for row in table.rows] == [(4, ("1", "2"))]


def test_a_quotation_mark_that_is_never_closed_refuses_the_file() -> None:
    assert refusal(b'a,b\n1,2\n3,"4\n5,6\n') == (
        "A quotation mark on line 3 is never closed as it should be: "
        "the file may have been cut short."
    )


def test_a_stray_quotation_mark_on_one_line_refuses_that_row_alone() -> None:
    table = read('a,b\n1,"2" 3\n4,5\n')
    assert [row.cells for row in table.rows] == [("4", "5")]
    assert table.refused[0].reason == (
        "A quotation mark stands inside a cell where it cannot be read."
    )


def test_rows_swallowed_by_a_missing_quotation_mark_are_named() -> None:
    table = read('a,b\n"1,2\n3,4"\n5,6\n')
    assert table.refused[0].reason == (
        "It has 1 cell; the first row names 2 columns. "
        "Lines 2 to 3 were read as one row: a quotation mark may be missing."
    )
    assert [row.cells for row in table.rows] == [("5", "6")]


def test_a_cell_of_several_lines_stays_one_cell() -> None:
    table = read('name,address\nWren,"1 Mill Lane\r\nAlderbank"\n')
    assert table.rows[0].cells == ("Wren", "1 Mill Lane\nAlderbank")


def test_controls_and_signs_of_direction_are_removed_and_told() -> None:
    table = read("name,town\nWr\x00e\x07n,\u202eMoss\n")
    assert table.rows[0].cells == ("Wren", "Moss")
    assert table.noticed == (
        "2 control characters were removed.",
        "1 hidden sign that turns the order of letters was removed.",
    )


def test_accents_are_composed() -> None:
    assert read("name,town\nZoe\u0308,Moss\n").rows[0].cells[0] == "Zo\u00eb"


def test_a_cell_that_looks_like_a_formula_is_just_text() -> None:
    cells = read("a,b\n=1+1,@SUM(A1)\n").rows[0].cells
    assert cells == ("=1+1", "@SUM(A1)")


def test_a_cell_that_is_too_long_refuses_its_row() -> None:
    table = read(f"a,b\n1,{'x' * (LONGEST_CELL + 1)}\n3,{'y' * 200_000}\n5,6\n")
    assert [row.cells for row in table.rows] == [("5", "6")]
    assert [row.reason for row in table.refused] == [
        "The cell 'b' is longer than 32,767 characters.",
        "A cell is longer than 32,767 characters.",
    ]
    assert len(table.refused[0].raw[1][1]) < 300


def test_a_spreadsheets_own_line_on_its_separator_is_obeyed() -> None:
    assert read("sep=;\na;b,c\n1;2\n").columns == ("a", "b,c")


def test_a_column_that_stands_twice_is_noticed() -> None:
    assert read("name,Name\na,b\n").noticed == (
        'The column "Name" stands there twice; the first one was read.',
    )


def test_a_header_without_rows_is_noticed() -> None:
    assert read("name,town\n").noticed == ("There are no rows below the header.",)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "It is empty."),
        (b"\n  \n", "It is empty."),
        (b"\xef\xbb\xbf", "It is empty."),
        (b"PK\x03\x04rest", "It is a workbook or a zip archive. Save the sheet as CSV first."),
        (b"%PDF-1.7", "It is a PDF document. Ask for the list as CSV."),
        (bytes(range(256)) * 9, "It is not text, or not in an encoding that can be told."),
        (
            PLAIN.encode("utf-16-le"),
            "It is not text, or not in an encoding that can be told.",
        ),
        (b",".join([b"a"] * 1204) + b"\n", "It has 1,204 columns; at most 1,000 can be read."),
        (b'"a" b,c\n1,2\n', "Its first row, the names of the columns, cannot be read."),
    ],
)
def test_what_is_not_a_table_is_refused_whole_with_a_sentence(data: bytes, reason: str) -> None:
    assert refusal(data) == reason


def test_a_thousand_columns_are_read() -> None:
    assert len(read(",".join(["a"] * MOST_COLUMNS) + "\n").columns) == MOST_COLUMNS


def test_a_file_that_is_too_large_is_refused_before_it_is_decoded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(decoding, "LARGEST_FILE", 2 * 1024 * 1024)
    assert refusal(b"a" * (3 * 1024 * 1024)) == "It has 3 MB; at most 2 MB can be read at once."


cells = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=12)


@settings(max_examples=60)
@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=6))
def test_what_is_written_always_reads_back(rows: list[tuple[str, str]]) -> None:
    table = read_table(csv_bytes(("first", "second"), rows), "list.csv")
    assert not table.refused
    assert [row.cells for row in table.rows] == [
        tuple(normalize("NFC", safe_cell(cell)) for cell in row) for row in rows
    ]
