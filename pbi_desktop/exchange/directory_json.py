"""JSON of any size, item by item: what stands in its one long list, and what stands beside it."""

import codecs
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from decimal import Decimal
from math import isfinite
from typing import Any, BinaryIO

import ijson

from pbi_desktop.domain.directory import Source
from pbi_desktop.domain.errors import UnreadableInput

MOST_LEVELS = 60
MOST_VALUES = 100_000
LONGEST_ITEM = 1024 * 1024  # characters of all its texts together
LONGEST_TEXT = 16 * 1024 * 1024  # bytes without the end of a text: the parser holds it whole

_CHUNK = 256 * 1024
_STARTS = frozenset({"start_map", "start_array"})
_ENDS = frozenset({"end_map", "end_array"})
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CUT = ("premature EOF", "Incomplete")
_ZEROS_OF_TWO_BYTES = {b"{\x00": "utf-16-le", b"[\x00": "utf-16-le"}


@dataclass(frozen=True)
class Piece:
    """One item of a list, its number from 1 on; or, at the end, what stood beside the lists."""

    container: str | None
    """The key of its list, empty for a file that is one list, None for what stood beside."""
    number: int
    value: Any
    is_too_large: bool = False
    twice: int = 0
    """How many keys stood in it twice; the last one counts."""


@dataclass(frozen=True)
class Encoding:
    """How the characters of a file are written, and what a person should know of it."""

    name: str
    skip: int = 0
    errors: str = "strict"
    noticed: tuple[str, ...] = ()


def is_json(source: Source) -> bool:
    """Say whether a file is JSON by its ending, or begins as JSON does."""
    ending = source.name.casefold().rpartition(".")[2]
    if ending in ("json", "geojson"):
        return True
    if ending in ("csv", "tsv", "txt"):
        return False
    with closing(source.open()) as file:
        start = file.read(_CHUNK).removeprefix(codecs.BOM_UTF8).lstrip()
    return start[:1] in (b"{", b"[")


def read_pieces(source: Source, encoding: Encoding, lists: Collection[str]) -> Iterator[Piece]:
    """Give the items of a file one by one; refuses one that is no JSON, or only half a file."""
    with closing(source.open()) as file:
        events = ijson.basic_parse(_AsUtf8(source, file, encoding), buf_size=64 * 1024)
        try:
            yield from _pieces(_not_too_deep(events, source.name), lists)
        except ijson.JSONError as error:
            raise UnreadableInput(source.name, _reason(str(error))) from error
        except (ArithmeticError, ValueError) as error:
            raise UnreadableInput(source.name, "A number in it is beyond all bounds.") from error


def told_encoding(source: Source) -> Encoding:
    """Return how a file is written, after one look at all of it; refuses what is not text."""
    with closing(source.open()) as file:
        start = file.read(_CHUNK)
        if not start.strip():
            raise UnreadableInput(source.name, "It is empty.")
        found = _by_its_beginning(start)
        file.seek(0)
        return _looked_through(file, found)


def _by_its_beginning(start: bytes) -> Encoding:
    for mark, name in _MARKS:
        if start.startswith(mark):
            forgiving = "strict" if name == "utf-8" else "replace"
            return Encoding(name, len(mark), forgiving)
    if start[:2] in _ZEROS_OF_TWO_BYTES:
        return Encoding(_ZEROS_OF_TWO_BYTES[start[:2]], 0, "replace")
    return Encoding("utf-8")


def _looked_through(file: BinaryIO, found: Encoding) -> Encoding:
    """Return the encoding that all of the file bears out."""
    decoder = codecs.getincrementaldecoder(found.name)(found.errors)
    file.seek(found.skip)
    while chunk := file.read(_CHUNK):
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError:
            return _second_guess(found, chunk)
    return found


def _second_guess(found: Encoding, chunk: bytes) -> Encoding:
    """Return UTF-8 with what cannot be read told, or Windows-1252 where most is not UTF-8."""
    text = chunk.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    if found.skip or sum(not letter.isascii() for letter in text) - bad > bad:
        told = "Some characters are not readable and shown as \ufffd."
        return Encoding("utf-8", found.skip, "replace", (told,))
    told = "It is not in UTF-8; it was read as Windows-1252. Check names with accents."
    return Encoding("cp1252", 0, "replace", (told,))


class _AsUtf8:
    """A file as the parser wants it, whatever it is written in."""

    def __init__(self, source: Source, file: BinaryIO, encoding: Encoding) -> None:
        self._name = source.name
        self._file = file
        self._unclosed = 0
        self._decoder = codecs.getincrementaldecoder(encoding.name)(encoding.errors)
        file.seek(encoding.skip)

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes; none at the end."""
        if size == 0:
            return b""
        while True:
            chunk = self._file.read(size)
            try:
                text = self._decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError:  # the file ends within a character
                return b""
            if text or not chunk:
                data = text.encode("utf-8", errors="replace")
                self._refuse_endless(data)
                return data

    def _refuse_endless(self, data: bytes) -> None:
        """Refuse a text without an end, which the parser would hold whole."""
        closes = data.count(b'"') > data.count(b'\\"')
        self._unclosed = 0 if closes else self._unclosed + len(data)
        if self._unclosed > LONGEST_TEXT:
            most = LONGEST_TEXT // (1024 * 1024)
            reason = f"One text or shape in it is longer than {most} MB."
            raise UnreadableInput(self._name, reason)


def _not_too_deep(events: Iterable[tuple[str, Any]], name: str) -> Iterator[tuple[str, Any, int]]:
    """Give each event with its level; refuses what is nested beyond any directory."""
    level = 0
    for event, value in events:
        if event in _STARTS:
            level += 1
            if level > MOST_LEVELS:
                reason = f"It is nested more than {MOST_LEVELS} levels deep: no directory is."
                raise UnreadableInput(name, reason)
        yield event, value, level
        if event in _ENDS:
            level -= 1


def _pieces(events: Iterable[tuple[str, Any, int]], lists: Collection[str]) -> Iterator[Piece]:
    rest = _Builder()
    item = _Builder()
    container: str | None = None
    key = ""
    number = base = 0
    for event, value, level in events:
        if container is not None:
            if event == "end_array" and level == base:
                container = None
                continue
            item.take(event, value)
            if item.is_whole:
                number += 1
                yield Piece(container, number, item.value, item.is_too_large, item.twice)
                item = _Builder()
        elif event == "start_array" and (level == 1 or (level == 2 and _is_one_of(key, lists))):
            container, base = (key if level == 2 else ""), level
        else:
            key = value if event == "map_key" and level == 1 else key
            rest.take(event, value)
    yield Piece(None, 0, rest.value, rest.is_too_large, rest.twice)


def _is_one_of(key: str, lists: Collection[str]) -> bool:
    return key in lists or key.endswith(".csv")


@dataclass
class _Builder:
    """Puts one value together; one beyond all bounds is counted through and not kept."""

    value: Any = None
    is_too_large: bool = False
    is_whole: bool = False
    twice: int = 0
    _open: list[Any] = field(default_factory=list)
    _keys: list[str] = field(default_factory=list)
    _values: int = 0
    _letters: int = 0

    def take(self, event: str, value: Any) -> None:
        """Take in the next thing of it."""
        if event == "map_key":
            self._keys[-1] = value
            self._weigh(value)
        elif event in _ENDS:
            self._open.pop()
            self._keys.pop()
            self.is_whole = not self._open
        else:
            self._add(event, value)

    def _add(self, event: str, value: Any) -> None:
        self._weigh(value)
        made = _made(event, value)
        if not self._open:
            self.value = None if self.is_too_large else made
        elif not self.is_too_large:
            self._put(self._open[-1], made)
        if event in _STARTS:
            self._open.append(made)
            self._keys.append("")
        self.is_whole = not self._open

    def _put(self, parent: Any, made: Any) -> None:
        if isinstance(parent, list):
            parent.append(made)
            return
        self.twice += self._keys[-1] in parent
        parent[self._keys[-1]] = made

    def _weigh(self, value: Any) -> None:
        self._values += 1
        self._letters += len(value) if isinstance(value, str) else _digits(value)
        if self._values > MOST_VALUES or self._letters > LONGEST_ITEM:
            self.is_too_large, self.value = True, None


def _digits(value: Any) -> int:
    return value.bit_length() // 3 if isinstance(value, int) else 0


def _made(event: str, value: Any) -> Any:
    """Return the value that an event begins or is; a number beyond all bounds stays as text."""
    if event == "start_map":
        return {}
    if event == "start_array":
        return []
    if isinstance(value, Decimal):
        number = float(value)
        return number if isfinite(number) else str(value)
    return value


def _reason(error: str) -> str:
    """Return one plain sentence on what the parser could not read."""
    if any(word in error for word in _CUT):
        return "It ends in the middle: it may be only half a file. Fetch it again."
    what = error.removeprefix("b'").split("\n")[0].split("\\n")[0].strip().rstrip(".")
    return f"It is not whole JSON ({what})."
