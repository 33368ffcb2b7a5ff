"""A letter as a document: who writes, to whom, on which day, and what it says."""

from dataclasses import dataclass
from datetime import date

from pbi_desktop.domain.documents import (
    Block,
    Document,
    DocumentMarking,
    ListBlock,
    Para,
    Said,
    Text,
    Tone,
)
from pbi_desktop.domain.people_words import say_date


@dataclass(frozen=True)
class LetterSheet:
    """What stands on a letter."""

    title: str
    sender: tuple[str, ...]
    addressee: tuple[str, ...]
    day: date
    reference: str
    body: str


def build_letter(sheet: LetterSheet, marking: DocumentMarking) -> Document:
    """Return the letter: sender, addressee, day, then paragraph by paragraph what it says."""
    return Document(
        (sheet.title,),
        marking,
        (
            Para(_said(", ".join(sheet.sender)), Tone.SMALL),
            Para(_said(", ".join(sheet.addressee))),
            Para((f"{say_date(sheet.day)}. Our reference: {sheet.reference}",), Tone.SMALL),
            *_paragraphs(sheet.body),
        ),
    )


def _paragraphs(body: str) -> list[Block]:
    """Return what is said; lines after one that ends in a colon are a list."""
    blocks: list[Block] = []
    for part in body.split("\n\n"):
        lines = [line.strip() for line in part.splitlines() if line.strip()]
        if len(lines) > 1 and lines[0].endswith(":"):
            blocks.append(Para(_said(lines[0])))
            blocks.append(ListBlock(tuple(_said(line.lstrip("-• ")) for line in lines[1:])))
        else:
            blocks.extend(Para(_said(line)) for line in lines)
    return blocks


def _said(line: str) -> Text:
    return (Said(line),)
