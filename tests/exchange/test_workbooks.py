"""Workbooks come as they are in a team: hidden, merged, half, bombs, and not workbooks at all."""

import io
import struct
import time
import tracemalloc
from datetime import date

import pytest
import xlsxwriter

from pbi_desktop.domain.errors import UnreadableInput
from pbi_desktop.exchange.sheets import MOST_ROWS, Sheet
from pbi_desktop.exchange.workbook_guard import LARGEST_WORKBOOK
from pbi_desktop.exchange.workbooks import read_workbook
from tests.exchange.cases.made import (
    PEOPLE,
    WHOLE,
    archive,
    csv,
    ods,
    ods_of,
    part,
    with_part,
    xlsx,
)

SHEET = "xl/worksheets/sheet1.xml"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def only(data: bytes, name: str = "team.xlsx") -> Sheet:
    (sheet,) = read_workbook(data, name)
    return sheet


def why(data: bytes, name: str = "team.xlsx") -> str:
    with pytest.raises(UnreadableInput) as refused:
        read_workbook(data, name)
    assert refused.value.name == name
    return refused.value.reason


def with_cells(cells: str) -> bytes:
    """Return a workbook whose first sheet has these cells below an ordinary header."""
    made = xlsx({"people": [("person", "name")]})
    body = part(made, SHEET).decode()
    return with_part(made, SHEET, body.replace("</sheetData>", f"{cells}</sheetData>").encode())


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_the_three_kinds_of_file_say_the_same(kind: str) -> None:
    data = {"csv": csv(PEOPLE), "xlsx": xlsx({"people": PEOPLE}), "ods": ods({"people": PEOPLE})}
    sheet = only(data[kind], f"people.{kind}")
    assert sheet.name == "people"
    assert sheet.columns == PEOPLE[0]
    assert [(row.number, row.cells) for row in sheet.rows] == [(2, PEOPLE[1]), (3, PEOPLE[2])]
    assert sheet.refused == ()


def test_a_workbook_gives_all_its_sheets_and_leaves_out_the_empty_ones() -> None:
    sheets = read_workbook(xlsx({**WHOLE, "empty": []}), "team.xlsx")
    assert [sheet.name for sheet in sheets] == list(WHOLE)
    assert sheets[0].label == "team.xlsx, sheet people"


def test_values_arrive_as_people_see_them() -> None:
    row = ("00123", 123, 81.90, date(1990, 12, 31), True, 1e6, 0.1 + 0.2)
    sheet = only(xlsx({"a": [list("abcdefg"), row]}))
    assert sheet.rows[0].cells == (
        "00123", "123", "81.9", "1990-12-31", "yes", "1000000", "0.3"
    )  # fmt: skip


def test_titles_above_the_list_are_told_and_rows_keep_their_numbers() -> None:
    sheet = only(xlsx({"a": [("Our caseload 2024",), (), *PEOPLE]}))
    assert sheet.columns == PEOPLE[0]
    assert [row.number for row in sheet.rows] == [4, 5]
    assert sheet.noticed == ('Row 1 was taken for a title: "Our caseload 2024".',)


def test_a_list_that_does_not_begin_in_the_corner_is_read() -> None:
    shifted = [(), *(("", "", *row) for row in PEOPLE)]
    sheet = only(xlsx({"a": shifted}))
    assert sheet.columns == PEOPLE[0]
    assert [row.number for row in sheet.rows] == [3, 4]


def test_a_hidden_sheet_is_read_and_told() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.add_worksheet("people").write_row(0, 0, ["person", "name"])
    hidden = book.add_worksheet("left")
    hidden.write_row(0, 0, ["person", "name"])
    hidden.hide()
    book.close()
    first, second = read_workbook(out.getvalue(), "team.xlsx")
    assert (first.is_hidden, second.is_hidden) == (False, True)
    assert second.noticed == ("The sheet left is hidden; it was read as the others were.",)


def test_a_hidden_sheet_of_an_open_document_is_told() -> None:
    style = (
        '<office:automatic-styles><style:style style:name="ta2" style:family="table">'
        '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    )
    made = part(ods({"left": PEOPLE}, before=style), "content.xml").decode()
    made = made.replace('table:name="left"', 'table:name="left" table:style-name="ta2"')
    assert only(archive({"content.xml": made}), "team.ods").is_hidden


def test_a_merged_cell_counts_once_and_is_told() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("people")
    sheet.write_row(0, 0, ["person", "name", "town"])
    sheet.merge_range(1, 0, 2, 0, "P1")
    sheet.write(1, 1, "Wren")
    sheet.write(2, 1, "Moss")
    book.close()
    read = only(out.getvalue())
    assert [row.cells for row in read.rows] == [("P1", "Wren", ""), ("", "Moss", "")]
    assert read.noticed[0].startswith("The sheet people has 1 merged cell")


def test_a_covered_cell_of_an_open_document_stays_empty_and_is_told() -> None:
    row = (
        '<table:table-row><table:table-cell table:number-columns-spanned="2" '
        'office:value-type="string"><text:p>P1</text:p></table:table-cell>'
        "<table:covered-table-cell><text:p>hidden</text:p></table:covered-table-cell>"
        "</table:table-row>"
    )
    read = only(ods({"people": [("person", "name")]}, more=row), "team.ods")
    assert read.rows[0].cells == ("P1", "")
    assert "merged" in read.noticed[0]


def test_formulas_give_the_value_last_computed_and_without_one_the_row_is_refused() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("people")
    sheet.write_row(0, 0, ["person", "name", "age"])
    sheet.write_row(1, 0, ["P1", "Wren"])
    sheet.write_formula(1, 2, "=2026-1990", None, 36)
    sheet.write_row(2, 0, ["P2", "Moss"])
    sheet.write_formula(2, 2, "=2026-1980", None, "")
    book.close()
    read = only(out.getvalue())
    assert [row.cells for row in read.rows] == [("P1", "Wren", "36")]
    assert read.refused[0].row_number == 3
    assert "C3 holds a formula without a result" in read.refused[0].reason
    assert dict(read.refused[0].raw)["name"] == "Moss"


@pytest.mark.parametrize(
    "formula", ["<f/>", "<f>1+1</f>", '<f t="shared" si="0"/>', "<f>1</f><v/>"]
)
def test_a_formula_without_a_result_is_seen_in_every_form(formula: str) -> None:
    read = only(with_cells(f'<row r="2"><c r="A2"><v>1</v></c><c r="B2">{formula}</c></row>'))
    assert read.rows == ()
    assert "B2 holds a formula" in read.refused[0].reason


def test_a_sheet_of_open_ends_is_refused_in_no_time() -> None:
    body = part(xlsx({"people": PEOPLE}), SHEET)
    for end in (b"<row", b"<c ", b"<c" + b" " * 400_000, b"<c r=" + b"'" * 400_000, b"<f "):
        broken = body.replace(b"</sheetData>", end * max(1, 400_000 // len(end)))
        began = time.process_time()
        assert why(with_part(xlsx({"people": PEOPLE}), SHEET, broken))
        assert time.process_time() - began < 5


def test_an_empty_text_is_a_result_of_a_formula() -> None:
    cell = '<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="str"><f>T(A9)</f><v></v></c></row>'
    assert only(with_cells(cell)).rows[0].cells == ("1", "")


def test_a_formula_without_a_result_in_an_open_document_is_refused_too() -> None:
    row = (
        '<table:table-row><table:table-cell office:value-type="string"><text:p>P1</text:p>'
        '</table:table-cell><table:table-cell table:formula="of:=1+1"/></table:table-row>'
    )
    read = only(ods({"people": [("person", "name")]}, more=row), "team.ods")
    assert read.rows == ()
    assert "B2 holds a formula" in read.refused[0].reason


def test_cells_with_errors_are_empty_and_told() -> None:
    cells = '<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="e"><f>NA()</f><v>#N/A</v></c></row>'
    read = only(with_cells(cells))
    assert read.rows[0].cells == ("1", "")
    assert read.noticed == (
        "The sheet people has 1 cell with an error such as #N/A, read as empty: B2.",
    )


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = with_part(xlsx(WHOLE), "xl/media/picture.png", bytes(300 * 1024 * 1024))
    tracemalloc.start()
    assert "far larger" in why(bomb)
    assert tracemalloc.get_traced_memory()[1] < 40 * 1024 * 1024
    tracemalloc.stop()


def test_an_archive_that_lies_about_its_sizes_is_refused_all_the_same() -> None:
    bomb = with_part(xlsx(WHOLE), "xl/media/picture.png", bytes(64 * 1024 * 1024))
    lying = bomb.replace(struct.pack("<I", 64 * 1024 * 1024), struct.pack("<I", 1000))
    assert lying != bomb
    assert "far larger" in why(lying)


def test_an_archive_within_an_archive_stays_packed() -> None:
    inner = archive({"zeros": bytes(64 * 1024 * 1024)})
    assert len(read_workbook(with_part(xlsx(WHOLE), "xl/embeddings/a.zip", inner), "t.xlsx")) == 4


def test_one_cell_in_the_farthest_corner_is_refused_before_memory_is_taken() -> None:
    assert "16,384 columns" in why(with_cells('<row r="2"><c r="XFD2"><v>1</v></c></row>'))
    assert "row 1,048,576" in why(with_cells('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'))
    corner = '<row r="150000"><c r="ZZ150000"><v>1</v></c></row>'
    assert "more than 2,000,000 cells" in why(with_cells(corner))


def test_cells_that_do_not_say_where_they_stand_are_counted() -> None:
    wide = "<row>" + "<c><v>1</v></c>" * 1001 + "</row>"
    assert "1,001 columns" in why(with_cells(wide))


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="AAAAAAAAAA1"><v>1</v></c>',
        '<c r="ZZZZ1"><v>1</v></c>',
        '<c r="A99999999999"><v>1</v></c>',
        '<c r="A0"><v>1</v></c>',
        '<c r="A1" r="XFD1048576"><v>1</v></c>',
        '<c r="A1"r="XFD1048576"><v>1</v></c>',
        '<c r="A1" r = "XFD1048576"><v>1</v></c>',
        '<c r="A1" r= "XFD1048576"><v>1</v></c>',
        '<c x=">" r="XFD1048576"><v>1</v></c>',
        "<c r='XFD1048576'><v>1</v></c>",
        '<c\tr="XFD1048576"><v>1</v></c>',
        '<x:c r="XFD1048576"><v>1</v></x:c>',
        '<row r="99999999999"><c><v>1</v></c></row>',
        '<row r="1048576"><c><v>1</v></c></row>',
    ],
)
def test_a_far_cell_is_found_however_it_is_written(cell: str) -> None:
    assert why(with_cells(f"<row>{cell}</row>"))


def test_one_long_text_in_very_many_cells_is_refused() -> None:
    made = xlsx({"people": [("person", "x" * 32_000)]})
    cells = "".join(
        f'<row r="{row}"><c r="B{row}" t="s"><v>1</v></c></row>' for row in range(2, 6000)
    )
    body = part(made, SHEET).decode().replace("</sheetData>", f"{cells}</sheetData>")
    assert "more than" in why(with_part(made, SHEET, body.encode()))


def test_cells_that_only_carry_a_style_take_no_room() -> None:
    styled = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert only(with_cells(styled)).columns == ("person", "name")


def test_ten_thousand_columns_are_refused_in_every_kind() -> None:
    wide = [[f"c{number}" for number in range(10_000)]]
    for data, name in (
        (csv(wide), "a.csv"),
        (xlsx({"a": wide}), "a.xlsx"),
        (ods({"a": wide}), "a.ods"),
    ):
        assert "columns; at most 1,000" in why(data, name)


def test_more_cells_or_rows_of_text_than_fit_are_refused() -> None:
    assert "more than 2,000,000 cells" in why(b"a,b\n" + b"1," * 2_000_001, "a.csv")
    assert "at most 200,000 rows" in why(b"a,b\n" + b"1,2\n" * 200_001, "a.csv")


def test_repeats_in_an_open_document_are_counted_before_they_are_made() -> None:
    cell = '<table:table-cell {} office:value-type="float" office:value="1"/>'
    rows = (
        f'<table:table-row table:number-rows-repeated="1000000">{cell.format("")}</table:table-row>'
    )
    assert f"at most {MOST_ROWS:,} rows" in why(ods({"a": PEOPLE}, more=rows), "a.ods")
    wide = cell.format('table:number-columns-repeated="999999999"')
    assert "columns" in why(
        ods({"a": PEOPLE}, more=f"<table:table-row>{wide}</table:table-row>"), "a.ods"
    )
    many = cell.format('table:number-columns-repeated="900"')
    rows = f'<table:table-row table:number-rows-repeated="9000">{many}</table:table-row>'
    assert "cells" in why(ods({"a": PEOPLE}, more=rows), "a.ods")


def test_empty_repeats_to_the_end_of_the_sheet_are_no_rows() -> None:
    rest = (
        '<table:table-row table:number-rows-repeated="1048573">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert len(only(ods({"a": PEOPLE}, more=rest), "a.ods").rows) == 2


def test_entities_and_deep_nests_are_refused() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    assert "damaged" in why(archive({"content.xml": bomb}), "a.ods")
    assert "damaged" in why(with_part(xlsx(WHOLE), "xl/workbook.xml", bomb.encode()))
    assert "nested" in why(ods_of("<text:p>" * 201 + "</text:p>" * 201), "a.ods")


def test_half_a_file_is_refused_whole() -> None:
    for data, name in ((xlsx(WHOLE), "a.xlsx"), (ods(WHOLE), "a.ods")):
        for share in (3, 2):
            assert "damaged" in why(data[: len(data) * (share - 1) // share], name)


def test_a_missing_or_broken_part_is_refused() -> None:
    made = xlsx(WHOLE)
    assert "damaged" in why(with_part(made, "xl/_rels/workbook.xml.rels", b"<a/>"))
    assert "damaged" in why(with_part(made, SHEET, b"<worksheet><sheetData><row"))
    assert "damaged" in why(with_part(made, "xl/workbook.xml", b"not xml"))


def test_a_locked_workbook_says_so() -> None:
    locked = OLD_OFFICE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert "password" in why(locked)
    manifest = b"<manifest:encryption-data/>"
    assert "password" in why(with_part(ods(WHOLE), "META-INF/manifest.xml", manifest), "a.ods")


def test_what_is_not_a_workbook_says_what_it_is() -> None:
    assert ".xls)" in why(OLD_OFFICE + b"\0" * 600)
    assert "web page" in why(b"<html><table><tr><td>1</td></tr></table></html>")
    assert "zip archive" in why(archive({"people.csv": "a,b"}))
    assert "text document" in why(archive({"word/document.xml": "<a/>"}))
    assert ".xlsb" in why(archive({"xl/workbook.bin": "x"}))
    assert "empty" in why(b"")
    assert "empty" in why(xlsx({"a": []}))
    assert "MB" in why(b"x" * (LARGEST_WORKBOOK + 1))


def test_a_text_named_like_a_workbook_is_read_and_told() -> None:
    sheet = only(csv(PEOPLE), "people.xlsx")
    assert len(sheet.rows) == 2
    assert sheet.noticed[0] == "It is named .xlsx but holds plain text; it was read as CSV."


def test_a_workbook_named_like_a_text_is_read() -> None:
    assert len(only(xlsx({"people": PEOPLE}), "people.csv").rows) == 2


def test_marks_semicolons_and_other_encodings_are_forgiven() -> None:
    grid = [("person", "name"), ("P1", "Zoë")]
    for data in (
        b"\xef\xbb\xbf" + csv(grid, ";"),
        csv(grid, ";").decode().encode("utf-16"),
        csv(grid, "\t").decode().encode("cp1252"),
    ):
        assert only(data, "a.csv").rows[0].cells == ("P1", "Zoë")
    assert only(b"sep=;\r\n" + csv(grid, ";"), "a.csv").rows[0].cells == ("P1", "Zoë")


def test_controls_and_hidden_signs_are_taken_out_of_cells() -> None:
    cells = '<row r="2"><c r="A2" t="inlineStr"><is><t>P\u202e1\u200f</t></is></c></row>'
    assert only(with_cells(cells)).rows[0].cells[0].startswith("P1")


def test_cells_in_columns_without_a_name_are_kept_and_told() -> None:
    grid = [("person", "name"), ("P1", "Wren", "and more"), ("P2", "Moss")]
    for data, name in ((xlsx({"people": grid}), "a.xlsx"), (ods({"people": grid}), "a.ods")):
        sheet = only(data, name)
        assert [row.cells[2] for row in sheet.rows] == ["and more", ""]
        assert "columns without a name in 1 row; that was not read" in sheet.noticed[0]


def test_reading_twice_gives_the_same() -> None:
    for data, name in ((xlsx(WHOLE), "a.xlsx"), (ods(WHOLE), "a.ods"), (csv(PEOPLE), "a.csv")):
        assert read_workbook(data, name) == read_workbook(data, name)
