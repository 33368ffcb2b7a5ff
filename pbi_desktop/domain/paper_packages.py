"""Office documents are archives of a known shape: which one a file is, and whether it is harmless.

Nothing is unpacked but three short members, and of those no more than a limit.
"""

import io
import struct
import zipfile
import zlib

from pbi_desktop.domain.papers import PaperRefused, PaperType, Refusal

_MOST_MEMBERS = 5_000
_MOST_UNPACKED = 200 * 1024 * 1024
_MOST_READ = 512 * 1024
_LOCKED_FLAG = 0x1
_TYPES = "[Content_Types].xml"
_ODT = b"application/vnd.oasis.opendocument.text"
_OFFICE = {
    "word/document.xml": (PaperType.WORD, b"wordprocessingml.document.main+xml"),
    "xl/workbook.xml": (PaperType.EXCEL, b"spreadsheetml.sheet.main+xml"),
}
# Members that a computer would run.
_RUN = ("vbaproject", "vbadata", "macrosheets/", "activex/", "basic/", "scripts/", ".exe", ".dll")
_NOT_WHOLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    ValueError,
    EOFError,
    OSError,
    KeyError,
    IndexError,
    OverflowError,
)


def package_type(body: bytes) -> PaperType:
    """Return which office document an archive is; PaperRefused where it is none, or not safe."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            return _judged(package)
    except _NOT_WHOLE:
        raise PaperRefused(Refusal.DAMAGED) from None


def _judged(package: zipfile.ZipFile) -> PaperType:
    members = package.infolist()
    names = [one.filename for one in members]
    if any(one.flag_bits & _LOCKED_FLAG for one in members):
        raise PaperRefused(Refusal.LOCKED)
    if len(names) > _MOST_MEMBERS or sum(one.file_size for one in members) > _MOST_UNPACKED:
        raise PaperRefused(Refusal.ARCHIVE)
    found = _office(package, names) or _open_text(package, names)
    if found is None:
        raise PaperRefused(Refusal.ARCHIVE)
    if len(set(names)) < len(names) or any(_leads_out(name) for name in names):
        raise PaperRefused(Refusal.DAMAGED)
    if any(part in name.lower() for name in names for part in _RUN):
        raise PaperRefused(Refusal.MACROS)
    return found


def _office(package: zipfile.ZipFile, names: list[str]) -> PaperType | None:
    """Return which Microsoft document it is; both halves of the evidence have to say so."""
    mains = [name for name in _OFFICE if name in names]
    if _TYPES not in names or len(mains) != 1:
        return None
    told = _read(package, _TYPES)
    if b"macroEnabled" in told or b"vbaProject" in told:
        raise PaperRefused(Refusal.MACROS)
    found, said = _OFFICE[mains[0]]
    return found if said in told else None


def _open_text(package: zipfile.ZipFile, names: list[str]) -> PaperType | None:
    if names[:1] != ["mimetype"] or "content.xml" not in names:
        return None
    if _read(package, "mimetype").strip() != _ODT:
        return None
    manifest = "META-INF/manifest.xml"
    if manifest in names and b"encryption-data" in _read(package, manifest):
        raise PaperRefused(Refusal.LOCKED)
    return PaperType.OPEN_TEXT


def _read(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as member:
        return member.read(_MOST_READ)


def _leads_out(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/")
