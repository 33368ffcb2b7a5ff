"""The certificate of a restore drill: which copy came back, where, and what was looked at."""

import json
from typing import Any

from pbi_desktop.domain.copies import Check, Contents, Drill, Manifest
from pbi_desktop.domain.documents import (
    Block,
    Document,
    DocumentMarking,
    Heading,
    KeyValues,
    Notice,
    NoticeKind,
    Para,
    Protection,
    Said,
    Table,
    Text,
    Tone,
)
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.reports.phrases import how_many, joined, say_instant

_HANDLING = "Counts only; no person is named."
_ABOUT_COUNTS = (
    "Counted in the restored store and equal to what was counted in the store when it was copied."
)


def build_certificate(drill: Drill) -> Document:
    """Return the certificate of one drill: what came back, or that it did not."""
    return Document(
        ("Restore drill: ", "passed" if drill.passed else "not passed"),
        DocumentMarking(Protection.OFFICIAL, _HANDLING, drill.by, drill.drilled_at),
        (
            *_verdict(drill),
            Heading(2, ("The drill",)),
            KeyValues(_facts(drill)),
            Heading(2, ("What was checked",)),
            _checks(drill.checks),
            *([] if drill.manifest is None else _contents(drill.manifest.contents)),
        ),
    )


def certificate_json(drill: Drill) -> str:
    """Return the certificate as JSON; the same drill gives the same text."""
    document: dict[str, Any] = {
        "passed": drill.passed,
        "copy": _copy(drill.copy_name, drill.manifest),
        "drilled_at": drill.drilled_at.isoformat(),
        "drilled_by": drill.by,
        "machine": dict(drill.machine),
        "seconds": round(drill.seconds, 3),
        "checks": [
            {"name": one.name, "passed": one.passed, "found": one.found} for one in drill.checks
        ],
        "next_due": drill.next_due.isoformat(),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _copy(name: str, manifest: Manifest | None) -> dict[str, Any]:
    if manifest is None:
        return {"name": name}
    holds = manifest.contents
    return {
        "name": name,
        "id": str(manifest.copy),
        "store": str(manifest.store),
        "made_at": manifest.made_at.isoformat(),
        "holds_until": holds.until.isoformat() if holds.until else None,
        "bytes": manifest.size,
        "sha256": manifest.sha256,
        "schema": holds.schema,
        "audit_heads": [
            {"chain": head.chain, "entry": head.seq, "hash": head.hash, "at": head.at.isoformat()}
            for head in holds.heads
        ],
        "counts": dict(holds.counts),
    }


def _verdict(drill: Drill) -> list[Block]:
    due = f"The next drill is due by {say_date(drill.next_due)}."
    if drill.passed:
        return [Para(("This copy was restored, and every check passed.",), Tone.LEAD), Para((due,))]
    failed = sum(not check.passed for check in drill.checks)
    text = (
        f"{how_many(failed, 'check')} did not pass. Make a new copy now, and drill that one. "
        "The store itself was not touched."
    )
    return [Notice("This copy is not to be relied on", (text,), NoticeKind.WARNING)]


def _facts(drill: Drill) -> tuple[tuple[str, Text], ...]:
    return (
        ("Copy", (Said(drill.copy_name),)),
        *(() if drill.manifest is None else _of_copy(drill.manifest)),
        ("Drilled on", (say_instant(drill.drilled_at),)),
        ("Drilled by", (Said(drill.by),)),
        ("Time taken", (f"{drill.seconds:,.1f} seconds",)),
        *((name, (Said(value),)) for name, value in drill.machine),
    )


def _of_copy(manifest: Manifest) -> tuple[tuple[str, Text], ...]:
    holds = manifest.contents
    until = say_instant(holds.until) if holds.until else "nothing was ever done in it"
    return (
        ("Made on", (say_instant(manifest.made_at),)),
        ("Holds all until", (until,)),
        ("Size", (f"{manifest.size:,} bytes",)),
        ("Schema", (f"version {holds.schema}",)),
        ("Copy id", (str(manifest.copy),)),
        ("Store id", (str(manifest.store),)),
    )


def _checks(checks: tuple[Check, ...]) -> Table:
    rows = tuple(
        ((one.name,), ("passed" if one.passed else "not passed",), (Said(one.found),))
        for one in checks
    )
    return Table("Every check and its result", ("Check", "Result", "What was found"), rows)


def _contents(holds: Contents) -> list[Block]:
    heads = tuple(
        (
            (Said(head.chain),),
            (f"{head.seq:,}",),
            (say_instant(head.at),),
            joined(f"{head.hash[:16]}\N{HORIZONTAL ELLIPSIS}"),
        )
        for head in holds.heads
    )
    counts = tuple(((Said(name.replace("_", " ")),), (f"{n:,}",)) for name, n in holds.counts)
    return [
        Heading(2, ("The newest audit entry",)),
        Table(
            "The head of each chain",
            ("Chain", "Entry", "When", "Its hash begins"),
            heads,
            frozenset({1}),
        ),
        Heading(2, ("What the copy holds",)),
        Para((_ABOUT_COUNTS,), Tone.SMALL),
        Table("Rows in each table", ("Table", "Rows"), counts, frozenset({1})),
    ]
