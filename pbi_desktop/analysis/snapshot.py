"""A hash of the facts that were counted, so that two reports can be told to rest on the same."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from pbi_desktop.domain.outcomes import CaseFacts


def snapshot(cases: Iterable[CaseFacts]) -> str:
    """Return the SHA-256 of the cases as canonical JSON; their order makes no difference."""
    whole = "[" + ",".join(sorted(_text(_canonical(case)) for case in cases)) + "]"
    return hashlib.sha256(whole.encode("utf-8")).hexdigest()


_text = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def _canonical(value: Any) -> Any:
    """Return the value as JSON has it; in these facts no tuple's order carries meaning."""
    if value is None or isinstance(value, bool | int | str):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, UUID | date):
        return str(value)
    if isinstance(value, tuple):
        items = [_canonical(item) for item in value]
        return sorted(items, key=_text) if len(items) > 1 else items
    return {field.name: _canonical(getattr(value, field.name)) for field in fields(value)}
