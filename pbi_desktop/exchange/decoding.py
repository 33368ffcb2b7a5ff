"""Bytes of a text file to characters: which encoding, and what was taken out on the way."""

import re
from dataclasses import dataclass

from pbi_desktop.domain.errors import UnreadableInput

LARGEST_FILE = 100 * 1024 * 1024

_UTF_8_MARK = b"\xef\xbb\xbf"
_UTF_16_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_OTHER_KINDS = {
    b"PK\x03\x04": "It is a workbook or a zip archive. Save the sheet as CSV first.",
    b"\xd0\xcf\x11\xe0": "It is an old Office document. Save the sheet as CSV first.",
    b"%PDF": "It is a PDF document. Ask for the list as CSV.",
    b"\x1f\x8b": "It is compressed. Unpack it first.",
    b"\x89PNG": "It is a picture.",
    b"\xff\xd8\xff": "It is a picture.",
    b"SQLite format 3": "It is a database.",
}
_SAMPLE = 64 * 1024
_MOST_CONTROLS_PER_HUNDRED = 10
_LONGEST_CHARACTER = 4
_UNREADABLE = "\ufffd"
# Line ends stay: the reader of rows needs them.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ud800-\udfff]")
_DIRECTIONS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class DecodedText:
    """The characters of a file, and sentences on anything that is not as it was sent."""

    text: str
    noticed: tuple[str, ...] = ()


def decode(data: bytes, name: str) -> DecodedText:
    """Return the text of a file without control characters; refuses what is not text."""
    _refuse_other_kinds(data, name)
    text, noticed = _characters(data)
    sample = text[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) * 100 > len(sample) * _MOST_CONTROLS_PER_HUNDRED:
        raise UnreadableInput(name, "It is not text, or not in an encoding that can be told.")
    text, controls = _CONTROLS.subn("", text)
    text, directions = _DIRECTIONS.subn("", text)
    lost = text.count(_UNREADABLE)
    return DecodedText(
        text,
        (
            *noticed,
            *_told(controls, "control character", "removed"),
            *_told(directions, "hidden sign that turns the order of letters", "removed"),
            *_told(lost, "character", f"not readable and shown as {_UNREADABLE}"),
        ),
    )


def counted(number: int, thing: str) -> str:
    """Return "1 row", "2 rows", "1,204 rows"."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def _told(number: int, thing: str, fate: str) -> tuple[str, ...]:
    """Return a sentence on how many of something met what fate, or none."""
    if not number:
        return ()
    return (f"{counted(number, thing)} {'was' if number == 1 else 'were'} {fate}.",)


def _refuse_other_kinds(data: bytes, name: str) -> None:
    """Refuse an empty file, one that is too large, and files that are plainly something else."""
    if not data.strip():
        raise UnreadableInput(name, "It is empty.")
    if len(data) > LARGEST_FILE:
        size, most = len(data) // (1024 * 1024), LARGEST_FILE // (1024 * 1024)
        raise UnreadableInput(name, f"It has {size:,} MB; at most {most} MB can be read at once.")
    for beginning, reason in _OTHER_KINDS.items():
        if data.startswith(beginning):
            raise UnreadableInput(name, reason)


def _characters(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the characters by the mark at the beginning, else UTF-8, else Windows-1252."""
    for mark, encoding in _UTF_16_MARKS.items():
        if data.startswith(mark):
            return _forgiving(data[len(mark) :], encoding)
    body = data.removeprefix(_UTF_8_MARK)
    try:
        return body.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        cut_short = error.end == len(body) and error.start >= len(body) - _LONGEST_CHARACTER
        if data is not body or cut_short or _mostly_utf_8(body):
            return _forgiving(body, "utf-8")
    return body.decode("cp1252", errors="replace"), (
        "It is not in UTF-8; it was read as Windows-1252. Check names with accents.",
    )


def _forgiving(body: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    """Return the characters; one cut in half at the very end is left out and told."""
    try:
        return body.decode(encoding), ()
    except UnicodeDecodeError as error:
        if error.end < len(body):
            return body.decode(encoding, errors="replace"), ()
        whole = body[: error.start].decode(encoding, errors="replace")
    return whole, ("It ends in the middle of a character: it may have been cut short.",)


def _mostly_utf_8(body: bytes) -> bool:
    """Say whether more characters beyond ASCII are well formed in UTF-8 than are not."""
    text = body.decode("utf-8", errors="replace")
    bad = text.count(_UNREADABLE)
    return sum(not letter.isascii() for letter in text) - bad > bad
