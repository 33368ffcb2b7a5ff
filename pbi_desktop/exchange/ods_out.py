"""Sheets as one OpenDocument spreadsheet: typed cells, and the same sheets give the same bytes."""

import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from pbi_desktop.exchange.out_sheets import OutCell, OutSheet, typed, xml_text

_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_DATE = (1980, 1, 1, 0, 0, 0)
_URN = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = " ".join(
    f'xmlns:{name}="{_URN}:{name}:1.0"' for name in ("office", "table", "text", "style", "meta")
)
_NUMBERS = f'xmlns:number="{_URN}:datastyle:1.0"'
_FO = f'xmlns:fo="{_URN}:xsl-fo-compatible:1.0"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACED = re.compile(r"[\t\n]|  |^ | $")
_AUTOMATIC = (
    "<office:automatic-styles>"
    '<number:date-style style:name="ND"><number:year number:style="long"/><number:text>-'
    '</number:text><number:month number:style="long"/><number:text>-</number:text>'
    '<number:day number:style="long"/></number:date-style>'
    '<number:number-style style:name="NP"><number:number number:decimal-places="2" '
    'number:min-integer-digits="1"/></number:number-style>'
    '<number:text-style style:name="NT"><number:text-content/></number:text-style>'
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="ND"/>'
    '<style:style style:name="pounds" style:family="table-cell" style:data-style-name="NP"/>'
    '<style:style style:name="text" style:family="table-cell" style:data-style-name="NT"/>'
    '<style:style style:name="head" style:family="table-cell" style:data-style-name="NT">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
    "</office:automatic-styles>"
)


def to_ods(sheets: Iterable[OutSheet], title: str) -> bytes:
    """Return the document; nothing of it ever touches the disk on the way."""
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        # The type stands first and bare, so that it is told from the first bytes of the file.
        _put(package, "mimetype", _TYPE, zipfile.ZIP_STORED)
        _put(package, "content.xml", "".join(_content(sheets)))
        _put(package, "meta.xml", _meta(title))
        _put(package, "META-INF/manifest.xml", _manifest())
    return kept.getvalue()


def _put(package: zipfile.ZipFile, name: str, text: str, how: int = zipfile.ZIP_DEFLATED) -> None:
    about = zipfile.ZipInfo(name, _DATE)
    about.compress_type = how
    about.create_system = 3  # as on any system, so that the bytes are the same
    about.external_attr = 0o600 << 16
    package.writestr(about, text.encode())


def _content(sheets: Iterable[OutSheet]) -> Iterator[str]:
    yield f'{_HEAD}<office:document-content {_SPACES} {_NUMBERS} {_FO} office:version="1.3">'
    yield f"{_AUTOMATIC}<office:body><office:spreadsheet>"
    for sheet in sheets:
        yield f"<table:table table:name={quoteattr(sheet.name)}>"
        yield f'<table:table-column table:number-columns-repeated="{len(sheet.columns)}"/>'
        yield _row(_text(column, "head") for column in sheet.columns)
        for row in sheet.rows:
            yield _row(map(_cell, row))
        yield "</table:table>"
    yield "</office:spreadsheet></office:body></office:document-content>"


def _row(cells: Iterable[str]) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _cell(given: OutCell) -> str:
    cell = typed(given)
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, str):
        return _text(cell, "text")
    if isinstance(cell, date):
        return _value("day", f'date" office:date-value="{cell.isoformat()}', cell)
    style = "pounds" if isinstance(cell, Decimal) else "text"
    return _value(style, f'float" office:value="{cell}', cell)


def _value(style: str, said: str, shown: OutCell) -> str:
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="{said}">'
        f"<text:p>{shown}</text:p></table:table-cell>"
    )


def _text(text: str, style: str) -> str:
    plain = xml_text(text)
    # A paragraph folds blanks: where that would lose any, the exact text stands beside it.
    exact = f" office:string-value={_attribute(plain)}" if _SPACED.search(plain) else ""
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in plain.split("\n"))
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="string"{exact}>'
        f"{lines}</table:table-cell>"
    )


def _attribute(text: str) -> str:
    return quoteattr(text, {"\n": "&#10;", "\t": "&#9;"})


def _meta(title: str) -> str:
    return (
        f'{_HEAD}<office:document-meta {_SPACES} xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'office:version="1.3"><office:meta><dc:title>{escape(xml_text(title))}</dc:title>'
        "</office:meta></office:document-meta>"
    )


def _manifest() -> str:
    space = f"{_URN}:manifest:1.0"
    files = (("/", _TYPE), ("content.xml", "text/xml"), ("meta.xml", "text/xml"))
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in files
    )
    return (
        f'{_HEAD}<manifest:manifest xmlns:manifest="{space}" manifest:version="1.3">'
        f"{entries}</manifest:manifest>"
    )
