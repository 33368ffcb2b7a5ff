"""The words for sharing a summary: what they will be told and not, why, and what it says. No Qt."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from pbi_desktop.domain.access import BASIS_LABELS, CATEGORY_LABELS
from pbi_desktop.domain.documents import (
    Block,
    Document,
    Figure,
    Heading,
    KeyValues,
    ListBlock,
    Notice,
    Para,
    Piece,
    Said,
    Table,
    Text,
)
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.sharing import SummaryPart, SummaryRequest
from pbi_desktop.ui.screens.case.pronouns import Pronouns

if TYPE_CHECKING:  # it loads what makes reports, which only a summary needs
    from pbi_desktop.services.summary_preview import PartCount, SummaryPreview

SHARE = "Share a summary"
CHANGED = (
    "Something changed since this was shown, so nothing was made and nothing was logged. "
    "Below is what it says now. Read it, then save it."
)
_OPENS, _CLOSES = "\u2068", "\u2069"


class Paper(StrEnum):
    """As what a summary can be saved; the value is the ending of the file."""

    PDF = "pdf"
    PAGE = "html"


PAPERS = {Paper.PDF: "PDF, to print or send", Paper.PAGE: "Web page (HTML)"}
PAPER_KINDS = {Paper.PDF: "PDF (*.pdf)", Paper.PAGE: "Web page (*.html)"}


@dataclass(frozen=True)
class SheetLine:
    """One line of a summary in words, with the role of its letters."""

    text: str
    role: str = "dense"


def say_told(preview: "SummaryPreview", them: Pronouns) -> str:
    """Return what the agency will be told, part by part: "Who she is; 3 next steps"."""
    parts = [say_part(one, them) for one in preview.told]
    if preview.tells_review:
        parts.append("when we look at how things stand again")
    words = "; ".join(parts)
    return f"{words[:1].upper()}{words[1:]}."


def say_part(found: "PartCount", them: Pronouns) -> str:
    """Return one part in words, counted where there can be more than one."""
    part, count = found.part, found.count
    if part is SummaryPart.WHO:
        return f"who {them.subject} {'are' if them.plural else 'is'}"
    if part is SummaryPart.SAFE_CONTACT:
        return f"how to reach {them.object} safely"
    if part is SummaryPart.WHAT_MATTERS:
        return f"what matters to {them.object}"
    one, more = _COUNTED[part]
    return f"{count} {one if count == 1 else more}"


_COUNTED = {
    SummaryPart.ADDRESS: ("address", "addresses"),
    SummaryPart.ASKS: ("thing we ask of them", "things we ask of them"),
    SummaryPart.HOW_FAR: ("stage", "stages"),
    SummaryPart.RISKS: ("risk", "risks"),
    SummaryPart.NEXT_STEPS: ("next step", "next steps"),
    SummaryPart.PLAN: ("need of the plan", "needs of the plan"),
    SummaryPart.TEAM: ("worker of the team", "workers of the team"),
}


def say_held_back(preview: "SummaryPreview", them: Pronouns) -> str:
    """Return what the agency will not be told; only of what this worker may see."""
    sentences = ["Notes are never in it, nor records about anybody else of the household."]
    if preview.held_back:
        names = ", ".join(CATEGORY_LABELS[one].lower() for one in preview.held_back)
        sentences.append(f"Held back from them, though it is in this case: {names}.")
    if preview.not_for_purpose:
        parts = "; ".join(say_part(one, them) for one in preview.not_for_purpose)
        sentences.append(f"Never told for this purpose: {parts}.")
    if preview.no_room:
        many = "1 fact finds" if preview.no_room == 1 else f"{preview.no_room} facts find"
        sentences.append(f"{many} no room on one side and will not be told.")
    return " ".join(sentences)


def say_ground(request: SummaryRequest, them: Pronouns) -> str:
    """Return on what ground they are told, and whether the person knows."""
    verb = "know" if them.plural else "knows"
    knows = f"{them.subject.capitalize()} {verb} about it."
    if not request.told_person:
        have = "have" if them.plural else "has"
        knows = f"{them.subject.capitalize()} {have} not been told: the summary says so."
    return f"{BASIS_LABELS[request.basis]}: {isolated(request.gateway)}. {knows}"


def say_objection(objection: str, them: Pronouns) -> str:
    """Return what the person objects to, as a warning."""
    verb = "object" if them.plural else "objects"
    return f"{them.subject.capitalize()} {verb}: {objection}"


def say_copy(request: SummaryRequest) -> str:
    """Return which copy it will be, and until when they may keep it."""
    return f"Copy {request.copy_number}. They must destroy it by {say_date(request.destroy_by)}."


def say_save(preview: "SummaryPreview", *, waits: bool = False) -> str:
    """Return the words of the button: for whom, and how many facts leave the building."""
    facts = "1 fact" if preview.facts == 1 else f"{preview.facts} facts"
    if waits:
        return f"Ask a second person to approve: {facts}"
    return f"Save for {preview.request.agency}: {facts}"


def say_second_person(preview: "SummaryPreview") -> str:
    """Return why somebody else must read it first."""
    names = ", ".join(CATEGORY_LABELS[one].lower() for one in preview.second_person)
    return f"It holds {names}, so a second person must read and approve it before they get it."


def say_proposed(agency: str) -> str:
    """Return the words about a summary that waits for a second person."""
    return (
        f"Waiting for a second person to read it. {agency} was told nothing yet. "
        "It is under “Sharing”, where a colleague or the duty lead approves it."
    )


def file_name(reference: str, copy: int, paper: Paper) -> str:
    """Return a name for the file; it tells the case and nobody's name."""
    return f"summary-{reference}-copy-{copy}.{paper}"


def say_saved(name: str, copy: int, agency: str) -> str:
    """Return the words about a summary that is in its file."""
    return f"Saved as {name}: copy {copy}, for {agency}. The log says that they were told."


def say_not_written(name: str, copy: int, agency: str) -> str:
    """Return the words about a summary that is made and in the log, and in no file."""
    return (
        f"{name} could not be written. Copy {copy} for {agency} is made all the same: its number "
        "is used up, and the log says that they were told. Save the same copy in another folder; "
        "nothing more is logged."
    )


# --- a document in words ------------------------------------------------------------------------


def sheet_lines(document: Document) -> tuple[SheetLine, ...]:
    """Return a document as lines of words, in reading order."""
    lines = [SheetLine(_words(document.title), "panel")]
    for block in document.blocks:
        lines += _lines(block)
    return tuple(lines)


def _lines(block: Block) -> Iterator[SheetLine]:
    if isinstance(block, Heading):
        yield SheetLine(_words(block.text), "dense-strong")
    elif isinstance(block, Para):
        yield SheetLine(_words(block.text))
    elif isinstance(block, ListBlock):
        yield from (SheetLine(f"• {_words(item)}") for item in block.items)
    elif isinstance(block, KeyValues):
        yield from (SheetLine(f"{name}: {_words(text)}") for name, text in block.pairs)
    elif isinstance(block, Notice):
        yield SheetLine(f"{block.title}. {_words(block.text)}", "dense-strong")
    elif isinstance(block, Table):
        yield from _rows(block)
    elif isinstance(block, Figure):
        yield SheetLine(block.alt)


def _rows(table: Table) -> Iterator[SheetLine]:
    """Return each row as a sentence: its own name, then each cell under its header."""
    if table.caption:
        yield SheetLine(table.caption, "dense-strong")
    for first, *rest in table.rows:
        cells = zip(table.header[1:], rest, strict=True)
        said = "; ".join(f"{header}: {_words(cell)}" for header, cell in cells if _words(cell))
        yield SheetLine(f"{_words(first)}. {said}" if said else _words(first))


def _words(text: Text) -> str:
    return "".join(_piece(one) for one in text)


def _piece(piece: Piece) -> str:
    if isinstance(piece, Said):
        return isolated(piece.text)
    return piece if isinstance(piece, str) else piece.text


def isolated(text: str) -> str:
    """Return a text from a record that keeps its own direction in the middle of a sentence."""
    return f"{_OPENS}{text}{_CLOSES}" if text else ""
