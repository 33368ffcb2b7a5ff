"""Reads what the demo invents: rows by table, and one fingerprint of all of them."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from pbi_desktop.demo import DEFAULT_SEED, Scale, team
from pbi_desktop.domain.bulk import Batch

NOW = datetime(2026, 11, 24, 9, 41, tzinfo=UTC)
TODAY = NOW.date()
ROOT = Path(__file__).parents[2]

Row = dict[str, Any]
Tables = dict[str, list[Row]]


def gather(batches: Iterable[Batch]) -> Tables:
    """Return the rows of every table, in the order in which they came."""
    tables: Tables = {}
    for batch in batches:
        rows = tables.setdefault(batch.kind, [])
        rows.extend(dict(zip(batch.columns, row, strict=True)) for row in batch.rows)
    return tables


@cache
def small_team() -> Tables:
    """Return the demo team that the program starts with."""
    return gather(team(DEFAULT_SEED, NOW, Scale.SITE))


def fingerprint(batches: Iterable[Batch]) -> str:
    """Return one hash over every value, with its type, in order."""
    digest = hashlib.sha256()
    for batch in batches:
        digest.update(repr((batch.kind, batch.columns)).encode())
        for row in batch.rows:
            digest.update(repr(row).encode())
    return digest.hexdigest()


def by_id(rows: list[Row]) -> dict[Any, Row]:
    """Return rows by their identifier."""
    return {row["id"]: row for row in rows}
