"""What the store itself writes on the encrypted file, in the name of who caused it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from pbi_desktop.domain.access import Emergency
from pbi_desktop.domain.ids import new_id
from pbi_desktop.store.encrypted_file import RawConnection

GLASS_LASTS = 4 * 3600 * 1_000_000
"""Microseconds that broken glass stays open."""
ALERT_GOES_ON = 5 * 60 * 1_000_000
"""Microseconds after which an unanswered alert goes to the next."""

TOLD = "site_id, method, urgency, safe_now, given_name, family_name, born_text, born_precision"
"""What whoever is called is told of an approach: nothing by which somebody could be found."""

_GLASS = (
    "INSERT INTO main.broken_glass (id, version, created_at, created_by, case_id, worker_id, "
    "reason, valid_from, valid_to) VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?)"
)
_SCOPE = (
    "INSERT INTO main.glass_scopes (id, version, created_at, created_by, glass_id, person_id, "
    "category) VALUES (?, 1, ?, ?, ?, ?, ?)"
)
_ALERT = (
    "INSERT INTO main.match_alerts "  # noqa: S608 - names of columns
    f"(id, version, created_at, created_by, known_id, raised_at, approach_id, {TOLD}) "
    f"SELECT ?, 1, ?, ?, ?, ?, id, {TOLD} FROM main.approaches WHERE id = ?"
)
_CALL = (
    "INSERT INTO main.alert_calls (id, version, created_at, created_by, alert_id, worker_id, "
    "call_at) VALUES (?, 1, ?, ?, ?, ?, ?)"
)
_SAID = "SELECT 1 FROM main.match_alerts WHERE approach_id = ? AND known_id = ?"


def add_glass(  # noqa: PLR0913 - what broken glass consists of
    raw: RawConnection, worker: UUID, now: int, glass: UUID, case: UUID, asked: Emergency
) -> None:
    """Write that a worker broke the glass of a case, and what it opens."""
    me = worker.bytes
    until = now + GLASS_LASTS
    raw.execute(_GLASS, (glass.bytes, now, me, case.bytes, me, asked.reason, now, until))
    raw.executemany(
        _SCOPE,
        [
            (new_id().bytes, now, me, glass.bytes, person.bytes, int(category))
            for person in asked.people
            for category in asked.categories
        ],
    )


def raise_alerts(
    raw: RawConnection, fill: Mapping[str, Any], worker: UUID, now: int, approach: UUID
) -> None:
    """Write an alert for each person hidden from a worker who fits an approach of theirs."""
    asked = {"worker": worker.bytes, "now": now}
    fit = raw.execute(fill["hidden_matches"], {**asked, "approach": approach.bytes})
    for (person,) in fit.fetchall():
        if raw.execute(_SAID, (approach.bytes, person)).fetchone():
            continue
        called = raw.execute(fill["called_for"], {**asked, "person": person}).fetchall()
        alert = new_id().bytes
        raw.execute(_ALERT, (alert, now, worker.bytes, person, now, approach.bytes))
        raw.executemany(_CALL, _calls(alert, worker, now, [one for one, _turn in called]))


def _calls(alert: bytes, worker: UUID, now: int, called: Sequence[bytes]) -> list[tuple[Any, ...]]:
    """Return a call for each, the next one later than the one before."""
    me = worker.bytes
    return [
        (new_id().bytes, now, me, alert, one, now + turn * ALERT_GOES_ON)
        for turn, one in enumerate(called)
    ]
