"""A hash of the facts that were counted, so that two reports can be told to rest on the same."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from pbi_desktop.domain.outcomes import CaseFacts


def snapshot(cases: Iterable[CaseFacts]) -> str:
    """Return the SHA-256 of the cases as canonical JSON; their order makes no difference."""
    whole = "[" + ",".join(sorted(map(_text, cases))) + "]"
    return hashlib.sha256(whole.encode("utf-8")).hexdigest()


_string = json.JSONEncoder(ensure_ascii=False).encode


def _text(value: Any) -> str:
    """Return the value as JSON; in these facts no tuple's order carries meaning."""
    kind = type(value)
    # A city has millions of facts: how a kind is written is found out once, not for each of them.
    if kind not in _WRITERS:
        _WRITERS[kind] = _writer(kind)
    return _WRITERS[kind](value)


def _writer(kind: Any) -> Callable[[Any], str]:
    if issubclass(kind, Enum):
        written = {member: _text(member.value) for member in kind}
        return written.__getitem__
    if issubclass(kind, tuple):
        return lambda value: "[" + ",".join(sorted(map(_text, value))) + "]"
    names = sorted(field.name for field in fields(kind))
    before = [(name, _string(name) + ":") for name in names]
    return lambda value: (
        "{" + ",".join(said + _text(getattr(value, name)) for name, said in before) + "}"
    )


_WRITERS: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: "null",
    bool: lambda value: "true" if value else "false",
    int: str,
    str: _string,
    UUID: lambda value: f'"{value}"',
    date: lambda value: f'"{value}"',
}
