"""What can be done from the window or by a command today, and what only the rule knows so far."""

import inspect
import re
from functools import cached_property
from pathlib import Path

import pbi_desktop
from pbi_desktop.services.desk import Desk
from tests.docs.tables import table

PACKAGE = Path(pbi_desktop.__file__).parent

_DESK = r"\b_?desk(?:\(\))?\."

JOBS = {
    "front_door": "Find or take in a person",
    "casework": "Write the story, steps and safety of a case",
    "reviews": "Rate how far somebody has come, and money",
    "summaries": "Read a summary for an agency before it is made",
    "shared_summaries": "Have a second person approve a summary, and hand it over",
    "ledger": "See what an agency was told, and when",
    "recalls": "Keep a refusal, and ask back what no longer stands",
    "corrections": "Correct, dispute, restrict, or move a wrong note",
    "breaches": "Keep the breach log",
    "sharing_log": "See who looked at a case",
    "auditing": "Check that the audit trail is whole",
    "subject_access": "Answer a request about one's own data",
    "retention": "See which files are over, hold them, let them go",
    "outcomes": "Count what became of cases",
    "cases_export": "Take a site's data out",
    "copies": "Copy the store, and prove the copy",
}
"""The jobs that the papers speak of, by the service of the desk that does each.

Of every other service of the desk its own first line is said.
"""

OTHERWISE = {"auditing": r"\bverify\b", "outcomes": r"desk\.reports\b", "copies": r"\bbackup\b"}
"""How a command does a job without that service."""

NO_MATTER = {
    "case_imports",
    "cases",
    "community",
    "directory_export",
    "drafts",
    "household",
    "import_wizard",
    "imports",
    "lists",
    "my_day",
    "pictures",
    "prints",
    "reports",
    "undo",
}
"""Services of daily work that protect nobody in particular."""

MADE = {
    "An agreement with a further agency": r"\bAgreement\(",
    "That a person agreed": r"\bgiven=(?!False)",
    "That a person refused": r"\bConsent\(",
    "Why sharing is lawful, and whether the person was told": r"\bSharingBasis\(",
    "A conflict of interest": r"\bExclusion\(",
    "A sealed record": r"\bRecordSeal\(",
    "A sealed case": r"\.seal = ",
    "An emergency opening": r"\.break_glass\(",
    "The review of an emergency": r"\.reviewed_by\b[^=\n]*= ",
    "Looking as an agency would": r"\bviewing=",
    "Another purpose than support, declared by a worker": r"\b(replace|Actor)\([^)]*\bpurpose=",
    "A restriction": r"\bRestriction\(",
    "What a person says against a record": r"\bDisagreement\(",
    "A legal hold": r"\bLegalHold\(",
}
"""What protects somebody, and how the source of the program looks where it is made."""
_FIRST_STORE = "first_team"


def jobs() -> str:
    """Return for each job whether a window and a command reach it."""
    services = {
        name: inspect.getdoc(made) or name
        for name, made in inspect.getmembers(Desk)
        if isinstance(made, cached_property) and name not in NO_MATTER
    }
    window, command = _source("ui") + _source("bootstrap"), _source("cli", without="tour")
    rows = (
        [
            job.rstrip("."),
            "yes" if re.search(rf"{_DESK}{service}\b", window) else "not yet",
            "yes" if re.search(OTHERWISE.get(service, rf"{_DESK}{service}\b"), command) else "no",
        ]
        for service, job in (JOBS | {k: v for k, v in services.items() if k not in JOBS}).items()
    )
    return table(["Job", "In the window", "By a command"], rows)


def made() -> str:
    """Return which of the facts that protect somebody the program itself can make."""
    source = _source("services", without=_FIRST_STORE)
    source += _source("ui") + _source("bootstrap") + _source("cli")
    rows = (
        [fact, "yes" if re.search(pattern, source) else "not yet"] for fact, pattern in MADE.items()
    )
    return table(["Fact that the rule heeds", "A part of the program records it"], rows)


def _source(package: str, *, without: str = "") -> str:
    files = sorted((PACKAGE / package).rglob("*.py"))
    kept = (one for one in files if not without or not one.stem.startswith(without))
    return "\n".join(one.read_text(encoding="utf-8") for one in kept)
