"""Small whole files of each type that is kept, made here: none is anybody's."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping


def _chunk(kind: bytes, held: bytes) -> bytes:
    body = kind + held
    return struct.pack(">I", len(held)) + body + struct.pack(">I", zlib.crc32(body))


def png(wide: int = 4, high: int = 3) -> bytes:
    """Return a picture of one colour."""
    rows = b"".join(b"\x00" + b"\x0e\x5c\x68" * wide for _ in range(high))
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0))
        + _chunk(b"IDAT", zlib.compress(rows))
        + _chunk(b"IEND", b"")
    )


PNG = png()
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"xref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Size 3>>\nstartxref\n97\n%%EOF\n"
)
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    b"\xff\xc0\x00\x0b\x08\x00\x04\x00\x04\x01\x01\x11\x00"
    b"\xff\xda\x00\x08\x01\x01\x00\x00?\x00\x7f\x00\xff\xd9"
)
WEBP = b"RIFF" + struct.pack("<I", 16) + b"WEBPVP8L" + struct.pack("<I", 4) + b"\x2f\x00\x00\x00"
HEIC = (
    struct.pack(">I", 24) + b"ftypheic\x00\x00\x00\x00mif1heic"
    + struct.pack(">I", 12) + b"meta\x00\x00\x00\x00"
    + struct.pack(">I", 12) + b"mdat\x01\x02\x03\x04"
)  # fmt: skip


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Return an archive with these members, in this order."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        for name, body in members.items():
            package.writestr(zipfile.ZipInfo(name), body)
    return held.getvalue()


def docx(
    more: Mapping[str, bytes] | None = None,
    *,
    macros: bool = False,
    main: str = "wordprocessingml.document.main+xml",
) -> bytes:
    """Return a Word document, with macros if asked."""
    extra = {"word/vbaProject.bin": b"x"} if macros else {}
    types = f"<Types><Override ContentType='vnd.{main}'/></Types>".encode()
    members = {"[Content_Types].xml": types, "word/document.xml": b"<w/>"}
    return zipped(members | extra | dict(more or {}))


def xlsx() -> bytes:
    """Return an Excel workbook."""
    types = b"<Types><Override ContentType='vnd.spreadsheetml.sheet.main+xml'/></Types>"
    return zipped({"[Content_Types].xml": types, "xl/workbook.xml": b"<w/>"})


def odt(more: Mapping[str, bytes] | None = None) -> bytes:
    """Return an OpenDocument text."""
    kind = b"application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": kind, "content.xml": b"<o/>"} | dict(more or {}))


def locked(archive: bytes) -> bytes:
    """Return an archive that says its members are encrypted."""
    changed = bytearray(archive)
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(sign)
        while at >= 0:
            changed[at + flags] |= 1
            at = changed.find(sign, at + 4)
    return bytes(changed)
