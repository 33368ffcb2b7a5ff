"""Which rows of a list are one and the same entry, and the key that tells an entry apart."""

from collections import defaultdict
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import NamedTuple

from pbi_desktop.domain.directory import CommunityEntry, RefusedRow
from pbi_desktop.domain.names import name_key

_LONGEST_KEY = 200
_DIGEST = 12
_MOST_NAMED = 10
_MOST_TOLD = 20


class Numbered(NamedTuple):
    """An entry and the row it stood in; its key is empty where the list gave it no id."""

    row: int
    entry: CommunityEntry


@dataclass(frozen=True)
class ToldApart:
    """Entries with a key each, in the order of their rows, and the rows that say nothing new."""

    accepted: tuple[tuple[int, CommunityEntry], ...]
    refused: tuple[RefusedRow, ...]
    noticed: tuple[str, ...]


def plain_key(entry: CommunityEntry) -> str:
    """Return a key of name and postcode, or of name and address where there is no postcode."""
    key = f"{name_key(entry.name)}|{entry.postcode or name_key(entry.address)}"
    return key if len(key) <= _LONGEST_KEY else f"{key[:_LONGEST_KEY]}|{_digest(key)}"


def told_apart(file: str, numbered: list[Numbered]) -> ToldApart:
    """Return the entries with a key each; the same keys whatever the order of the rows."""
    accepted: list[tuple[int, CommunityEntry]] = []
    refused: list[RefusedRow] = []
    noticed: list[str] = []
    alike: defaultdict[str, list[Numbered]] = defaultdict(list)
    for one in _first_of_each_id(file, numbered, refused):
        alike[plain_key(one.entry)].append(one)
    for key, group in alike.items():
        different = _different(file, group, refused)
        accepted.extend(_keyed(key, different))
        if len(different) > 1:
            noticed.append(_may_be_one(different))
    accepted.sort(key=lambda pair: pair[0])
    if len(noticed) > _MOST_TOLD:
        more = (
            f"{len(noticed) - _MOST_TOLD:,} more names stand in several rows each; all were kept."
        )
        noticed[_MOST_TOLD:] = [more]
    return ToldApart(tuple(accepted), tuple(refused), tuple(noticed))


def _first_of_each_id(
    file: str, numbered: list[Numbered], refused: list[RefusedRow]
) -> list[Numbered]:
    """Return the entries whose id no earlier row has; the others join the refused."""
    rows: dict[str, int] = {}
    kept: list[Numbered] = []
    for one in numbered:
        key = one.entry.source_key
        if key and rows.setdefault(key, one.row) != one.row:
            reason = f"Row {rows[key]} has the same id, {key[:40]}."
            refused.append(RefusedRow(file, one.row, reason, one.entry.raw))
        else:
            kept.append(one)
    return kept


def _different(file: str, group: list[Numbered], refused: list[RefusedRow]) -> list[Numbered]:
    """Return the entries that say something of their own; the others join the refused."""
    first: dict[str, int] = {}
    kept: list[Numbered] = []
    for one in group:
        row = first.setdefault(_details(one.entry), one.row)
        if row != one.row:
            reason = f"It says the same as row {row}."
            refused.append(RefusedRow(file, one.row, reason, one.entry.raw))
        else:
            kept.append(one)
    return kept


def _keyed(key: str, different: list[Numbered]) -> list[tuple[int, CommunityEntry]]:
    """Return the entries with keys: the list's own id, else name and postcode, told apart."""
    keyed: list[tuple[int, CommunityEntry]] = []
    plain = key
    for one in sorted(different, key=lambda one: _details(one.entry)):
        entry = one.entry
        if not entry.source_key:
            entry = replace(entry, source_key=plain)
            plain = ""
        if not entry.source_key:
            entry = replace(entry, source_key=f"{key}|{_digest(_details(entry))}")
        keyed.append((one.row, entry))
    return keyed


def _may_be_one(different: list[Numbered]) -> str:
    """Return the sentence on entries of one name and postcode that differ otherwise."""
    rows = [f"{one.row:,}" for one in different]
    both = "both" if len(rows) == 2 else "all"
    if len(rows) > _MOST_NAMED:
        rows = [*rows[:_MOST_NAMED], f"{len(rows) - _MOST_NAMED:,} more"]
    return (
        f"Rows {', '.join(rows[:-1])} and {rows[-1]} have {_what_is_one(different[0].entry)}; "
        f"{both} were kept, though they may be one place."
    )


def _what_is_one(entry: CommunityEntry) -> str:
    if entry.postcode:
        return "one name and postcode"
    return "one name and address" if entry.address else "one name and no address"


def _details(entry: CommunityEntry) -> str:
    """Return all that an entry says, as text to compare."""
    return repr(replace(entry, raw=()))


def _digest(text: str) -> str:
    """Return a short print of a text."""
    return sha256(text.encode()).hexdigest()[:_DIGEST]
