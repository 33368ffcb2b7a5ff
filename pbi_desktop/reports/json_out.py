"""Reports as JSON: the outcome figures, and any document as the tree that it is."""

import hashlib
import json
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from pbi_desktop.domain.documents import Document
from pbi_desktop.domain.outcomes import Measure, Money, OutcomesResult, TimeToAdapted
from pbi_desktop.domain.text import clean_text

_PLACES = 6


def outcomes_json(result: OutcomesResult) -> str:
    """Return the figures as JSON; a hidden or missing figure is null."""
    return _written(outcomes_figures(result))


def outcomes_figures(result: OutcomesResult) -> dict[str, Any]:
    """Return the figures as JSON has them; the same result gives the same text."""
    question, moves = result.question, result.transitions
    return {
        "period": {
            "from": question.period.first.isoformat(),
            "to": question.period.last.isoformat(),
        },
        "filter": {**question.filter, "counted_on": question.as_at.isoformat()},
        "definitions": result.definitions_version,
        "snapshot": result.snapshot,
        "measures": [_measure(measure) for measure in result.measures],
        "transitions": {
            "states": [stage.name for stage in moves.states],
            "counts": [list(row) for row in moves.counts],
        },
        "time_to_adapted": _curve(result.time_to_adapted),
        "money": _money(result.money),
    }


def document_json(document: Document) -> str:
    """Return a document as JSON: the marking, and each block by its name."""
    return _written(_tree(document))


def content_hash(document: Document) -> str:
    """Return the SHA-256 of what a copy says, its marking and number included."""
    return hashlib.sha256(document_json(document).encode("utf-8")).hexdigest()


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _measure(measure: Measure) -> dict[str, Any]:
    return {
        "id": measure.id.value,
        "label": measure.label,
        "n": measure.n,
        "N": measure.N,
        "percent": measure.percent,
        "low": measure.low,
        "high": measure.high,
        "left_out": {reason.value: count for reason, count in measure.left_out.items()},
        "suppressed": measure.suppressed,
    }


def _curve(curve: TimeToAdapted) -> dict[str, list[float] | list[int]]:
    return {
        "days": list(curve.days),
        "share": [round(share, _PLACES) for share in curve.share],
        "low": [round(share, _PLACES) for share in curve.low],
        "high": [round(share, _PLACES) for share in curve.high],
        "at_risk": list(curve.at_risk),
    }


def _money(money: Money) -> dict[str, int | float | None]:
    share = money.recurring_share
    return {
        "confirmed_recurring_pence": money.confirmed_recurring_pence,
        "confirmed_one_off_pence": money.confirmed_one_off_pence,
        "estimated_pence": money.estimated_pence,
        "debt_written_off_pence": money.debt_written_off_pence,
        "median_gain_pence": money.median_gain_pence,
        "highest_gain_pence": money.highest_gain_pence,
        "recurring_share": None if share is None else round(share, _PLACES),
    }


def _tree(value: Any) -> Any:
    """Return a part of a document as JSON has it; each dataclass says by `block` what it is."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return clean_text(value)[0]
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_tree(item) for item in value]
    if is_dataclass(value):
        parts = {field.name: _tree(getattr(value, field.name)) for field in fields(value)}
        return {"block": type(value).__name__.lower(), **parts}
    return value
