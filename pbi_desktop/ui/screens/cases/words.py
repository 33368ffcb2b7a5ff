"""How the list of my cases says days, steps and counts. No Qt."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pbi_desktop.domain.calendar_words import DAY_NAMES
from pbi_desktop.domain.names import name_key
from pbi_desktop.domain.stages import LABELS
from pbi_desktop.services.my_day_rows import CaseLine
from pbi_desktop.ui.kit.days import late_by, short_day

_NEAR_DAYS = 7


class Said(NamedTuple):
    """Words, and how pressing they are."""

    words: str
    tone: str


def last_seen(line: CaseLine, today: date) -> Said:
    """Return when something was last written of a case."""
    if line.last_seen is None:
        return Said("Nothing written yet", "warn")
    return Said(short_day(line.last_seen, today), "ink")


def due(line: CaseLine, today: date) -> Said:
    """Return when the next step is due."""
    if not line.next_step:
        return Said("", "ink2")
    if line.late_days:
        return Said(late_by(line.late_days).capitalize(), "danger")
    if line.next_due is None:
        return Said("No day set", "ink2")
    away = (line.next_due - today).days
    if 1 < away < _NEAR_DAYS:
        return Said(f"{DAY_NAMES[line.next_due.weekday()]} {line.next_due.day}", "ink")
    return Said(short_day(line.next_due, today), "warn" if away <= 1 else "ink")


def counted(shown: int, all_of: int) -> str:
    """Return how many cases are shown of how many."""
    cases = "1 case" if all_of == 1 else f"{all_of:,} cases"
    return cases if shown == all_of else f"{shown:,} of {cases}"


def matching(
    lines: Sequence[CaseLine], words: str, *, late: bool = False, review: bool = False
) -> list[CaseLine]:
    """Return the cases that hold every word, and that are late or due for review if asked."""
    wanted = name_key(words).split()
    return [
        line
        for line in lines
        if all(word in _told(line) for word in wanted)
        and (not late or line.late_days > 0)
        and (not review or line.review_due)
    ]


def _told(line: CaseLine) -> str:
    stage = LABELS[line.stage] if line.stage is not None else "not rated"
    return name_key(
        f"{line.person} {line.reference} {line.site} {stage} {line.next_step} {line.look_out}"
    )
