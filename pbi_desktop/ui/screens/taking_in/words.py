"""How the wizard says kinds, fields, figures and what became of a run. No Qt."""

import re
from collections.abc import Iterable, Sequence

from pbi_desktop.domain.directory import RefusedRow
from pbi_desktop.domain.intake_matching import Answer, Decision
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.times import LONDON
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.import_case_rows import CasesReport, ImportStopped
from pbi_desktop.services.import_rows import ImportReport, UndoneImport
from pbi_desktop.services.import_wizard_rows import ListKind, RunSeen, SheetSeen, Unsure

KINDS = {
    ListKind.CASES: "People and cases: a team's own spreadsheets",
    ListKind.REFERRALS: "Referrals that a service sends, or forms of a website: they wait",
    ListKind.GAINS: "Money found, from a benefit calculator",
    ListKind.DEMAND: "Calls and visits, from an agency",
    ListKind.DIRECTORY: "Groups and places: a directory",
    ListKind.PLACES: "Postcodes and small areas",
}
SHORT_KINDS = {
    ListKind.CASES: "People and cases",
    ListKind.REFERRALS: "Referrals",
    ListKind.GAINS: "Money found",
    ListKind.DEMAND: "Calls and visits",
    ListKind.DIRECTORY: "Groups and places",
    ListKind.PLACES: "Postcodes and areas",
}
NOT_READ = "Not read"
ANSWERS = {Answer.SAME: "Same person", Answer.NEW: "Somebody new", Answer.LEAVE_OUT: "Leave out"}
NO_ANSWER = "No answer: left out"
STOPPED = "You stopped it. Nothing was kept. The files and columns are still here."
_FIELDS = {
    "person": "The team's reference of the person",
    "case": "Reference of the case",
    "born": "Date of birth",
    "address_1": "Address, first line",
    "address_2": "Address, second line",
    "address_3": "Address, third line",
    "locality": "Town or area",
    "interpreter": "Interpreter needed",
    "what": "What it is",
    "when_text": "When",
    "own_view": "The person's own view",
    "on_day": "Date",
    "row_reference": "The agency's own number",
}
_SHEETS = {
    "people": "people",
    "cases": "cases",
    "stages": "stages",
    "gains": "gains",
    "caseload": "people with their cases",
}
_STEPS = {"read": "Reading", "keep": "Keeping", "import_items": "Keeping the way back"}
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|:\s.*$")
_FEW_FILES = 20


def field_words(name: str) -> str:
    """Return a field in words."""
    plain = name.replace("_", " ")
    return _FIELDS.get(name, plain[:1].upper() + plain[1:]) if name else NOT_READ


def counted(number: int, one: str, many: str = "") -> str:
    """Return "1 row", "1,204 rows"."""
    return f"1 {one}" if number == 1 else f"{number:,} {many or one + 's'}"


def guessed(kind: ListKind | None, *, asked: bool) -> str:
    """Return how it is known what the files are."""
    if kind is None:
        return "Their columns do not tell what they are. Choose it here."
    return "" if asked else "Guessed from their columns. Change it if it is wrong."


def columns_about(sheets: Sequence[SheetSeen], kind: ListKind) -> str:
    """Return what there is to match."""
    if not sheets:
        return "These files name their own fields: there is nothing to match."
    told = []
    for sheet in sheets:
        holds = _SHEETS.get(sheet.holds, "")
        if kind is ListKind.CASES and not holds:
            told.append(f"{sheet.label} has no columns that are known: match them, or it is left.")
        elif holds:
            again = ", read as you read such a list the last time" if sheet.remembered else ""
            told.append(f"{sheet.label}: {holds}{again}.")
    return "\n".join(told)


def unread(columns: Iterable[str]) -> str:
    """Return which columns are not read."""
    names = list(columns)
    if not names:
        return "Every column is read."
    return f"{counted(len(names), 'column')} not read: {', '.join(names)}."


def doubled(field: str, columns: Sequence[str]) -> str:
    """Return that two columns are read as one field."""
    return (
        f"{' and '.join(columns)} are both read as “{field_words(field)}”. "
        "Choose another field for one of them."
    )


def figures(report: ImportReport) -> tuple[tuple[str, str], ...]:
    """Return each figure of a report with its word."""
    found = [
        (report.rows_in, "rows in"),
        (report.new, "new"),
        (report.changed, "changed"),
        (report.unchanged, "as they were"),
        (report.not_seen, "not seen, and kept"),
        (len(report.refused), "refused"),
    ]
    if isinstance(report, CasesReport):
        found[4] = (report.left_out, "left out by you")
    return tuple((f"{number:,}", word) for number, word in found)


def notes(report: ImportReport) -> str:
    """Return the names of what is new, changed or gone, and what was noticed."""
    lines = [
        _names("New", report.new, report.new_names),
        _names("Changed", report.changed, report.changed_names),
        _names("Not seen in this list, and kept", report.not_seen, report.not_seen_names),
        *report.noticed,
    ]
    return "\n".join(line for line in lines if line)


def _names(what: str, count: int, names: Sequence[str]) -> str:
    if not names:
        return ""
    more = f" and {count - len(names):,} more" if count > len(names) else ""
    return f"{what}: {', '.join(names)}{more}."


def covered(reason: str) -> str:
    """Return a reason without what it quotes from the row, while names are hidden."""
    return _QUOTED.sub("… (hidden, F8)", reason)


def refused_about(refused: Sequence[RefusedRow]) -> str:
    """Return how many rows are refused, and that the others go in."""
    if not refused:
        return "No row is refused."
    return f"{counted(len(refused), 'row')} refused; the others can be kept without them."


def unsure_about(unsure: Sequence[Unsure], decisions: dict[str, Decision]) -> str:
    """Return how many people wait for an answer, and what becomes of them without one."""
    waiting = sum(one.key not in decisions for one in unsure)
    said = f"{counted(len(unsure), 'person', 'people')} may be known already."
    if not waiting:
        return f"{said} All are answered. Look again to see what that changes."
    return (
        f"{said} {waiting:,} without an answer: left out of this run. "
        "The program never joins two records by itself."
    )


def can_keep(report: ImportReport) -> str:
    """Return what keeping would do."""
    if not (report.new or report.changed):
        return "There is nothing new in these files: nothing to keep."
    changed = f" and {report.changed:,} changed" if report.changed else ""
    return f"Keeps {counted(report.new, 'new row')}{changed}, all together or none."


def progress(step: str, done: int, of: int) -> str:
    """Return how far a run is."""
    if step == "read" and not done and of > _FEW_FILES:
        return f"Comparing {of:,} people with those who are known"
    said = _STEPS.get(step, f"Keeping {step.replace('_', ' ')}")
    return f"{said}: {done:,} of {of:,}" if of > 1 else said


def kept(report: ImportReport) -> str:
    """Return the result of a run in one sentence."""
    if report.run_id is None:
        return "Nothing was new, so nothing was kept."
    changed = f", {report.changed:,} changed" if report.changed else ""
    refused = f", {len(report.refused):,} refused" if report.refused else ""
    return (
        f"Kept: {report.new:,} new{changed}, {report.unchanged:,} as they were{refused}. "
        "You can take the whole run back at any time."
    )


def would_undo(undone: UndoneImport) -> str:
    """Return what taking a run back would do."""
    return f"Taking it back would {_undo('take away', 'put', undone)}{_kept(undone)}"


def was_undone(undone: UndoneImport) -> str:
    """Return what taking a run back did."""
    return f"The run was taken back: it {_undo('took away', 'put', undone)}{_kept(undone)}"


def _undo(away: str, put: str, undone: UndoneImport) -> str:
    back = f" and {put} {undone.put_back:,} back as they were" if undone.put_back else ""
    return f"{away} {counted(undone.withdrawn, 'record')}{back}."


def _kept(undone: UndoneImport) -> str:
    if not undone.kept:
        return " Nobody has changed anything of it since."
    return f" {counted(len(undone.kept), 'record')} kept, because people worked on them since:"


def run_on(run: RunSeen) -> str:
    """Return when a run was."""
    at = run.on.astimezone(LONDON)
    return f"{say_date(at.date())}, {at:%H:%M}"


def failed(error: BaseException) -> str:
    """Return what went wrong; a stop is no failure."""
    return STOPPED if isinstance(error, ImportStopped) else explain(error)
