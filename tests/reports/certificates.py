"""Drills as a report meets them: one that passed, and one that did not."""

from datetime import UTC, datetime
from uuid import UUID

from pbi_desktop.domain.copies import Check, Contents, Drill, Head, Manifest

MADE = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)
DRILLED = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
TABLES = ("action_steps", "audit_entries", "cases", "consents", "notes", "people", "sites")
HOLDS = Contents(
    "0007",
    (Head("store", 48_211, "9f86d081884c7d65" * 4, MADE),),
    tuple((name, 160 * number) for number, name in enumerate(TABLES)),
)
COPY = Manifest(
    UUID(int=1),
    UUID(int=2),
    "team-a0841f85-20261121T063000Z.copy",
    MADE,
    MADE,
    23_085_056,
    "9f86d081884c7d65" * 4,
    HOLDS,
)
MACHINE = (("System", "Linux 6.1"), ("Processor", "x86_64, 2 cores"))
CHECKS = (
    Check("Every byte is the one that was proven", True, "23,085,056 bytes"),
    Check("The audit chain verifies from its first entry", True, "48,211 entries"),
)
PASSED = Drill(COPY.name, COPY, DRILLED, "manager", MACHINE, 14.25, CHECKS)
FAILED = Drill(
    COPY.name,
    None,
    DRILLED,
    "manager",
    MACHINE,
    0.5,
    (Check("It can be restored", False, "The copy is cut short: 10 of 20 bytes are there."),),
)
