"""What a file is, by what it holds: its first bytes and how it goes on. Its name says nothing.

Whatever is not surely one of the types that are kept is refused, with the reason.
"""

import re
import struct
import zlib

from pbi_desktop.domain.paper_packages import package_type
from pbi_desktop.domain.papers import MOST_BYTES, PaperRefused, PaperType, Refusal

_PNG = b"\x89PNG\r\n\x1a\n"
_TAIL = 4096
_PDF = re.compile(rb"%PDF-[12]\.\d[\r\n %]")
_HEIC = {b"heic", b"heix", b"heim", b"heis"}
# What else begins so, and why it is not kept.
_OTHERS: tuple[tuple[bytes, Refusal], ...] = (
    (b"MZ", Refusal.PROGRAM),
    (b"\x7fELF", Refusal.PROGRAM),
    (b"\xfe\xed\xfa", Refusal.PROGRAM),
    (b"\xce\xfa\xed\xfe", Refusal.PROGRAM),
    (b"\xcf\xfa\xed\xfe", Refusal.PROGRAM),
    (b"\xca\xfe\xba\xbe", Refusal.PROGRAM),
    (b"\x00asm", Refusal.PROGRAM),
    (b"dex\n", Refusal.PROGRAM),
    (b"L\x00\x00\x00\x01\x14\x02\x00", Refusal.PROGRAM),
    (b"#!", Refusal.SCRIPT),
    (b"\xd0\xcf\x11\xe0", Refusal.OLD_OFFICE),
    (b"7z\xbc\xaf\x27\x1c", Refusal.ARCHIVE),
    (b"Rar!", Refusal.ARCHIVE),
    (b"\x1f\x8b", Refusal.ARCHIVE),
    (b"BZh", Refusal.ARCHIVE),
    (b"\xfd7zXZ", Refusal.ARCHIVE),
    (b"\x28\xb5\x2f\xfd", Refusal.ARCHIVE),
    (b"MSCF", Refusal.ARCHIVE),
    (b"PK\x05\x06", Refusal.ARCHIVE),
    (b"PK\x07\x08", Refusal.ARCHIVE),
    (b"{\\rtf", Refusal.OLD_OFFICE),
)
_MARKUP = re.compile(r"<\s*(?:!doctype|html|script|svg|iframe|\?xml|\?php|object|embed)\b", re.I)
_COMMANDS = re.compile(
    r"\s*(?:@echo\s+off|powershell\b|param\s*\(|wscript\.|set-executionpol)", re.I
)
# Controls that no text has: tab, newline, form feed and return are not among them.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")


def type_of(body: bytes) -> PaperType:
    """Return what a file is; PaperRefused, with the reason, where it is not of a kind kept."""
    if not body:
        raise PaperRefused(Refusal.EMPTY)
    if len(body) > MOST_BYTES:
        raise PaperRefused(Refusal.TOO_LARGE)
    for begins, whole, found in _TYPES:
        if begins(body):
            if not whole(body):
                raise PaperRefused(Refusal.DAMAGED)
            return found
    if body.startswith(b"PK\x03\x04"):
        return package_type(body)
    for begin, reason in _OTHERS:
        if body.startswith(begin):
            raise PaperRefused(reason)
    if body[257:262] == b"ustar":
        raise PaperRefused(Refusal.ARCHIVE)
    return _text(body)


def _is_pdf(body: bytes) -> bool:
    return body.startswith(b"%PDF-")


def _whole_pdf(body: bytes) -> bool:
    end = body[-_TAIL:]
    return bool(_PDF.match(body)) and b"startxref" in end and b"%%EOF" in end


def _is_png(body: bytes) -> bool:
    return body.startswith(_PNG)


def _whole_png(body: bytes) -> bool:
    """Say whether chunk follows chunk from the header to the end, and nothing comes after."""
    at, first = len(_PNG), True
    while at + 12 <= len(body):
        size: int = struct.unpack_from(">I", body, at)[0]
        kind, end = body[at + 4 : at + 8], at + 12 + size
        if end > len(body) or first is not (kind == b"IHDR"):
            return False
        if first and (size != 13 or not _sound(body, at, size)):
            return False
        if kind == b"IEND":
            return end == len(body)
        at, first = end, False
    return False


def _sound(body: bytes, at: int, size: int) -> bool:
    """Say whether a PNG's header has its right sum, and a width and height."""
    (told,) = struct.unpack_from(">I", body, at + 8 + size)
    wide, high = struct.unpack_from(">II", body, at + 8)
    return bool(zlib.crc32(body[at + 4 : at + 8 + size]) == told and wide and high)


def _is_jpeg(body: bytes) -> bool:
    return body.startswith(b"\xff\xd8\xff")


def _whole_jpeg(body: bytes) -> bool:
    """Say whether segments lead to a scan with a size before it, and the picture ends."""
    at, sized = 2, False
    while at + 4 <= len(body) and body[at] == 0xFF:
        marker = body[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        (size,) = struct.unpack_from(">H", body, at + 2)
        if size < 2 or at + 2 + size > len(body):
            return False
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            sized = size >= 8 and body[at + 5 : at + 9] != bytes(4)
        at += 2 + size
        if marker == 0xDA:
            return sized and b"\xff\xd9" in body[at:]
    return False


def _is_webp(body: bytes) -> bool:
    return body.startswith(b"RIFF") and body[8:12] == b"WEBP"


def _whole_webp(body: bytes) -> bool:
    if len(body) < 20 or body[12:16] not in (b"VP8 ", b"VP8L", b"VP8X"):
        return False
    told: int = struct.unpack_from("<I", body, 4)[0]
    return told + 8 in (len(body), len(body) - 1)


def _is_heic(body: bytes) -> bool:
    """Say whether a file says that it is such a picture: films and sounds begin alike."""
    (size,) = struct.unpack_from(">I", body) if len(body) >= 12 else (0,)
    named = body[8:12] + body[16 : min(size, 256)]
    brands = {named[at : at + 4] for at in range(0, len(named), 4)}
    return body[4:8] == b"ftyp" and 16 <= size <= 256 and bool(brands & _HEIC)


def _whole_heic(body: bytes) -> bool:
    """Say whether box follows box to the end, and one of them says what is in the others."""
    at, kinds = 0, set()
    while at + 8 <= len(body):
        size, kind = struct.unpack_from(">I4s", body, at)
        if size == 1 and at + 16 <= len(body):
            (size,) = struct.unpack_from(">Q", body, at + 8)
        elif size == 0:
            size = len(body) - at
        if size < 8:
            return False
        kinds.add(kind)
        at += size
    return at == len(body) and b"meta" in kinds


def _text(body: bytes) -> PaperType:
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PaperRefused(Refusal.UNKNOWN) from None
    if _CONTROLS.search(text) or not text.strip():
        raise PaperRefused(Refusal.UNKNOWN if text.strip() else Refusal.EMPTY)
    if _MARKUP.search(text):
        raise PaperRefused(Refusal.WEB_PAGE)
    if text.startswith("#!") or _COMMANDS.match(text):
        raise PaperRefused(Refusal.SCRIPT)
    return PaperType.TEXT


_TYPES = (
    (_is_pdf, _whole_pdf, PaperType.PDF),
    (_is_png, _whole_png, PaperType.PNG),
    (_is_jpeg, _whole_jpeg, PaperType.JPEG),
    (_is_webp, _whole_webp, PaperType.WEBP),
    (_is_heic, _whole_heic, PaperType.HEIC),
)
