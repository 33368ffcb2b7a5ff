"""Before a workbook is opened: how large it really unpacks, and what kind of file it is.

Sizes are measured by unpacking to nowhere, never believed: a zip archive may lie about them, and
may point at one stretch of bytes many times.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator

from pbi_desktop.domain.errors import UnreadableInput

LARGEST_WORKBOOK = 48 * 1024 * 1024
LARGEST_UNPACKED = 256 * 1024 * 1024
MOST_TIMES_LARGER = 300
MOST_PARTS = 2000

_ALWAYS_FINE = 16 * 1024 * 1024  # below this, no ratio is a danger
_PIECE = 1024 * 1024
_HEADER = 30
_ENCRYPTED = 0x1
_ENDLESS = "Once unpacked it is far larger than any list of people: it may be made to do harm."
_DAMAGED = "It is damaged, or its end is missing. Save it again, or ask for it again."
_BAD_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


class Package:
    """The parts of a workbook, once all of them are known to be of a bearable size."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._data = data
        self._parts = _parts(data, name)
        unpacked = 0
        for part in self._parts.values():
            for piece in self._pieces(part):
                unpacked += len(piece)
                if unpacked > max(_ALWAYS_FINE, min(LARGEST_UNPACKED, self._bearable)):
                    raise UnreadableInput(name, _ENDLESS)

    def __contains__(self, part: str) -> bool:
        return part in self._parts

    def pieces(self, part: str) -> Iterator[bytes]:
        """Give the bytes of a part, a piece at a time; refuses a part that is not there."""
        if part not in self._parts:
            raise UnreadableInput(self.name, _DAMAGED)
        yield from self._pieces(self._parts[part])

    def whole(self, part: str) -> bytes:
        """Return the bytes of a part at once."""
        return b"".join(self.pieces(part))

    @property
    def _bearable(self) -> int:
        return len(self._data) * MOST_TIMES_LARGER

    def _pieces(self, part: zipfile.ZipInfo) -> Iterator[bytes]:
        """Give what a part really holds, whatever the archive says of its size."""
        start = part.header_offset
        header = self._data[start : start + _HEADER]
        if len(header) < _HEADER or not header.startswith(b"PK\x03\x04"):
            raise UnreadableInput(self.name, _DAMAGED)
        start += _HEADER + int.from_bytes(header[26:28], "little")
        start += int.from_bytes(header[28:30], "little")
        packed = self._data[start : start + part.compress_size]
        if part.compress_type == zipfile.ZIP_STORED:
            yield packed
            return
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            while packed and not unpacker.eof:
                yield unpacker.decompress(packed, _PIECE)
                packed = unpacker.unconsumed_tail
        except zlib.error:
            raise UnreadableInput(self.name, _DAMAGED) from None
        if not unpacker.eof:
            raise UnreadableInput(self.name, _DAMAGED)


def _parts(data: bytes, name: str) -> dict[str, zipfile.ZipInfo]:
    """Return the parts of an archive by their paths; refuses one that cannot be a workbook."""
    if len(data) > LARGEST_WORKBOOK:
        size, most = len(data) // (1024 * 1024), LARGEST_WORKBOOK // (1024 * 1024)
        raise UnreadableInput(name, f"It has {size:,} MB; at most {most} MB can be read at once.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except _BAD_ZIP:
        raise UnreadableInput(name, _DAMAGED) from None
    if len(infos) > MOST_PARTS:
        raise UnreadableInput(name, f"It is made of {len(infos):,} parts: no workbook is.")
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise UnreadableInput(name, LOCKED)
    if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in infos):
        raise UnreadableInput(name, "It is packed in a way that cannot be read.")
    parts = {info.filename: info for info in infos}
    if len(parts) < len(infos):
        raise UnreadableInput(name, _DAMAGED)
    return parts


LOCKED = "It is locked with a password. Save it without one, then try again."
DAMAGED = _DAMAGED
