"""Values out of an Open Referral record: text where text is meant, lists where lists are meant."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from pbi_desktop.domain.directory import RAW_JSON
from pbi_desktop.domain.text import clean_text

Record = dict[str, Any]

LONGEST_TEXT = 32_767
_SAYS_NOTHING = frozenset(
    {"", "-1", "na", "nan", "none", "null", "nil", "notknown", "unknown", "notavailable", "tbc"}
)
_SHOWN = 200
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def text(record: Record, *keys: str) -> str:
    """Return the first of these that says something; numbers count as text, -1 says nothing."""
    return next((said for key in keys if (said := plain(record.get(key)))), "")


def plain(value: Any) -> str:
    """Return a value as text without control characters; empty where it says nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    said = clean_text(str(value))[0].strip()[:LONGEST_TEXT].strip()
    return "" if re.sub(r"[^\w-]|_", "", said).casefold() in _SAYS_NOTHING else said


def line(record: Record, *keys: str) -> str:
    """Return the same as one line."""
    return " ".join(text(record, *keys).split())


def records(record: Record, *keys: str) -> Iterator[Record]:
    """Give the records that stand under these keys, one alone or a list of them."""
    for key in keys:
        found = record.get(key)
        for one in found if isinstance(found, list) else [found]:
            if isinstance(one, dict):
                yield one


def number(record: Record, key: str) -> float | None:
    """Return a figure, also one written as text; nothing where there is none."""
    try:
        found = float(line(record, key))
    except ValueError:
        return None
    return found if abs(found) < 1e9 else None


def day(record: Record, key: str) -> date | None:
    """Return the day that a text begins with, such as 2025-04-01; nothing where it is none."""
    found = _DAY.match(line(record, key))
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def raw(record: Record) -> tuple[tuple[str, str], ...]:
    """Return a record as it stood: one text of JSON."""
    return ((RAW_JSON, _raw_text(record)),)


def shown(record: Any) -> tuple[tuple[str, str], ...]:
    """Return what can be shown of a record that is refused, cut to a readable length."""
    if not isinstance(record, dict):
        return ()
    return tuple(
        (clean_text(key)[0][:_SHOWN], _raw_text(value)[:_SHOWN])
        for key, value in list(record.items())[:20]
    )


def _raw_text(value: Any) -> str:
    if isinstance(value, str):
        return clean_text(value)[0]
    return clean_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")))[0]
