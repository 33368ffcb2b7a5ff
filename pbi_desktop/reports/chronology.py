"""A chronology on paper: facts, what was told, and opinions in tables of their own.

The numbers run by day across all of them, so that the order of what happened is not lost.
"""

from collections.abc import Iterator
from datetime import datetime

from pbi_desktop.domain.casework import Marking
from pbi_desktop.domain.chronology import Line, Part, Period, Sheet, parts
from pbi_desktop.domain.documents import (
    Block,
    Document,
    DocumentMarking,
    Heading,
    KeyValues,
    Notice,
    Para,
    Protection,
    Said,
    Table,
    Text,
    Tone,
)
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.times import london_day
from pbi_desktop.reports.phrases import from_record, how_many

_HANDLING = (
    "Drafted for the purpose named in it. Do not pass on. Keep it with the file it is about."
)
_HOW_TO_READ = (
    "Every line was written down at the time or soon after, by the person named with it. The "
    "numbers run by day across all parts: follow them to read everything in the order in which it "
    "happened."
)
_ADDED = "A line that says who added it was put here by hand, and stands in no record of the case."
TITLES = {
    Marking.FACT: "Facts",
    Marking.NOT_MARKED: "Written down, and marked neither as fact nor as opinion",
    Marking.TOLD: "What somebody told us",
    Marking.OPINION: "What workers thought",
}
_ABOUT = {
    Marking.FACT: "Each was marked as a fact by whoever wrote it down.",
    Marking.NOT_MARKED: "Do not take these as facts: nobody has said that they are.",
    Marking.TOLD: "We did not see or hear these ourselves. Who told us stands with each.",
    Marking.OPINION: "These are judgements of the workers named, not facts.",
}
_NO_BREAK = "\u00a0"
_HEADER = ("No.", "Day", "What happened", "Who says so", "Why it matters")


def build_chronology(sheet: Sheet, printed_by: str, at: datetime) -> Document:
    """Return a chronology as a document."""
    marking = DocumentMarking(
        Protection.OFFICIAL_SENSITIVE, _HANDLING, printed_by, at, sheet.for_whom
    )
    found = parts(sheet.lines)
    blocks: list[Block] = [KeyValues(_facts(sheet)), *_notice(sheet)]
    if found:
        said = (_HOW_TO_READ, *([_ADDED] if any(one.added_by for one in sheet.lines) else []))
        blocks.append(Para((" ".join(said),), Tone.SMALL))
    else:
        blocks.append(Para(("There is nothing in it for this period.",)))
    for part in found:
        blocks += _part(part)
    return Document(("Chronology: ", Said(sheet.title)), marking, tuple(blocks))


def _facts(sheet: Sheet) -> tuple[tuple[str, Text], ...]:
    pairs: list[tuple[str, Text]] = [
        ("About", (Said(sheet.name), f", case {sheet.reference}")),
        ("For", from_record(sheet.for_whom)),
        ("Period", (say_period(sheet.period),)),
        ("Lines", (how_many(len(sheet.lines), "line"),)),
    ]
    return tuple(pair for pair in pairs if pair[1])


def say_period(period: Period) -> str:
    """Return from when to when, in words."""
    if period.first and period.last:
        return f"{say_date(period.first)} to {say_date(period.last)}"
    if period.first:
        return f"from {say_date(period.first)} on"
    return f"until {say_date(period.last)}" if period.last else "everything there is"


def _notice(sheet: Sheet) -> list[Block]:
    return [Notice("Not everything is here", (sheet.notice,))] if sheet.notice else []


def _part(part: Part) -> list[Block]:
    """Return one sort of statement; a column that nobody wrote in is left out."""
    header = _HEADER if any(line.significance for _number, line in part.lines) else _HEADER[:-1]
    rows = tuple(_row(number, line)[: len(header)] for number, line in part.lines)
    return [Heading(2, (TITLES[part.marking],)), Table(_ABOUT[part.marking], header, rows)]


def _whose(line: Line) -> Iterator[str]:
    """Return who says so; then from which case before this one it is, and who added it by hand."""
    yield line.source.replace(", ", ",\n")
    if line.reference:
        yield f"(case {line.reference})"
    if line.added_by:
        yield f"(added by {line.added_by})"


def _row(number: int, line: Line) -> tuple[Text, ...]:
    return (
        (str(number),),
        (say_date(london_day(line.at)).replace(" ", _NO_BREAK),),
        from_record(line.words),
        from_record("\n".join(_whose(line))),
        from_record(line.significance),
    )
