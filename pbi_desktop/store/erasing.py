"""Erasing the files whose time is over: the content of their records and all that quotes it.

The audit chain stays as it is and still verifies; what it says of these files is hashes. On
PostgreSQL a function of the store does it, on the encrypted file this module through the same
statements. Both refuse whoever does not manage the site, and whatever is held, restricted, asked
for, open, or younger than the shortest rule.
"""

import json
from collections.abc import Sequence
from contextlib import closing
from typing import Any
from uuid import UUID

from sqlalchemy import text

from pbi_desktop.domain.calendar_words import months_on
from pbi_desktop.domain.errors import NotPermitted
from pbi_desktop.domain.ids import new_id
from pbi_desktop.domain.times import london_day, to_micros
from pbi_desktop.store.access import erasing_function as rule
from pbi_desktop.store.access.policed import PolicedConnection
from pbi_desktop.store.audit import ERASED, payload_hash
from pbi_desktop.store.encrypted_file import RawConnection, checkpoint
from pbi_desktop.store.file_store import FileStore
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

VACUUMED_UP_TO = 512 * 1024 * 1024
"""Bytes; a larger file is not written anew: what was deleted in it was overwritten already."""

_ON_POSTGRES = text("SELECT authz.erase(:erasure, :cases, :rule)")


def erase(work: Work, cases: Sequence[UUID], rule_id: UUID | None) -> dict[str, int]:
    """Erase whole files under a rule; returns how many records of their cases went, by kind.

    NotPermitted, and nothing is erased, if any of them may not go.
    """
    wanted, erasure = sorted(set(cases)), new_id()
    policed = work.session.connection().info.get("policed")
    if isinstance(policed, PolicedConnection):
        counts = _on_file(work, policed, wanted, erasure, rule_id)
    else:
        values = {"erasure": erasure, "cases": wanted, "rule": rule_id}
        counts = json.loads(str(work.session.scalar(_ON_POSTGRES, values)))
    work.session.expunge_all()  # what is held in memory is there no longer
    work.books.facts_changed("cases", None)
    told = counts.pop(rule.DETAILS, 0)
    if told:  # a detail that is missing without this entry was taken away by somebody
        work.log(ERASED, str(told))
    work.log("erased files", payload_hash([str(erasure), *(f"{k} {counts[k]}" for k in counts)]))
    return dict(sorted(counts.items()))


def leave_no_trace(store: Store) -> bool:
    """Write the file anew without what was deleted; False if somebody else still reads the log.

    Deleted cells are overwritten as they go; a page that was split may still hold a copy of one.
    A server's pages are its own affair.
    """
    if not isinstance(store, FileStore):
        return True
    with closing(store.open_file()) as raw:
        pages = int(raw.execute("PRAGMA page_count").fetchone()[0])
        size = int(raw.execute("PRAGMA page_size").fetchone()[0])
        if pages * size <= VACUUMED_UP_TO:
            raw.execute("VACUUM")
        return checkpoint(raw)


def _on_file(
    work: Work,
    policed: PolicedConnection,
    cases: Sequence[UUID],
    erasure: UUID,
    rule_id: UUID | None,
) -> dict[str, int]:
    policed.refresh()
    if policed.reads_only:
        raise NotPermitted("erase")
    with policed.trusted():
        raw = policed.raw
        try:
            _fill(raw, rule.CASES, [one.bytes for one in cases])
            _refuse_what_stays(work, raw, len(cases))
            for name, found in rule.lists().items():
                keys = [row[0] for row in raw.execute(_on_file_says(work, found))]
                _fill(raw, name, keys)
            counts = _delete(work, raw)
            _remember(work, raw, (erasure, rule_id), counts)
        finally:
            for name in (rule.CASES, *rule.lists()):
                raw.execute(f"DROP TABLE IF EXISTS temp.{name}")
    return counts


def _fill(raw: RawConnection, name: str, keys: Sequence[bytes]) -> None:
    raw.execute(f"CREATE TEMP TABLE {name} (id BLOB PRIMARY KEY) WITHOUT ROWID")
    raw.executemany(
        f"INSERT OR IGNORE INTO temp.{name} VALUES (?)",  # noqa: S608 - one of ours
        [(key,) for key in keys],
    )


def _refuse_what_stays(work: Work, raw: RawConnection, wanted: int) -> None:
    def ask(question: str) -> Any:
        row = raw.execute(_on_file_says(work, question)).fetchone()
        return row[0] if row else None

    shortest = ask(rule.RULE)
    if not wanted or shortest is None or ask(rule.LED) != wanted or ask(rule.KEEPING):
        raise NotPermitted("erase")
    today = london_day(work.now)
    closed = f"SELECT closed_on FROM {{main}}cases WHERE id <{rule.CASES}>"  # noqa: S608
    for (day,) in raw.execute(_on_file_says(work, closed)).fetchall():
        if months_on(type(today).fromisoformat(day), shortest) > today:
            raise NotPermitted("erase")


def _delete(work: Work, raw: RawConnection) -> dict[str, int]:
    counts: dict[str, int] = {}
    for step in rule.steps():
        which = _on_file_says(work, step.which)
        gone = raw.execute(f"DELETE FROM main.{step.kind} WHERE {which}").rowcount  # noqa: S608
        if step.counted and gone:
            counts[step.kind] = gone
    return counts


def _remember(
    work: Work, raw: RawConnection, keys: tuple[UUID, UUID | None], counts: dict[str, int]
) -> None:
    erasure, rule_id = keys
    now, me = to_micros(work.now), work.actor.worker.bytes
    raw.execute(
        "INSERT INTO main.erasures (id, version, created_at, created_by, rule_id, at, "
        "approved_by, counts) VALUES (?, 1, ?, ?, ?, ?, ?, ?)",
        (
            *(erasure.bytes, now, me),
            rule_id.bytes if rule_id else None,
            *(now, me, json.dumps(counts, sort_keys=True)),
        ),
    )


def _on_file_says(work: Work, said: str) -> str:
    for name in (rule.CASES, *rule.lists()):
        said = said.replace(f"<{name}>", f"IN (SELECT id FROM temp.{name})")  # noqa: S608
    said = said.replace("<my_cases>", "IN (SELECT case_id FROM temp.my_cases)")
    return said.format(
        main="main.",
        today=f"'{london_day(work.now).isoformat()}'",
        now=to_micros(work.now),
        roles="temp.my_roles",
    )
