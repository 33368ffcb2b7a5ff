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
            *_lines(sheet.sender),
            *_lines(sheet.addressee),
            Para((f"{say_date(sheet.day)}. Our reference: {sheet.reference}",)),
            *_paragraphs(sheet.body),
        ),
    )


def _lines(said: tuple[str, ...]) -> list[Block]:
    """Return one line below the other, as on an envelope."""
    tones = (Tone.PLAIN, *[Tone.LINE] * len(said))
    return [Para(_said(line), tone) for line, tone in zip(said, tones, strict=False)]


def _paragraphs(body: str) -> list[Block]:
    """Return what is said; lines after one that ends in a colon are a list."""
    blocks: list[Block] = []
    for part in body.split("\n\n"):
        lines = [line.strip() for line in part.splitlines() if line.strip()]
        if len(lines) > 1 and lines[0].endswith(":"):
            blocks.append(Para(_said(lines[0])))
            blocks.append(ListBlock(tuple(_said(line.lstrip("-• ")) for line in lines[1:])))
        else:
            blocks.extend(_lines(tuple(lines)))
    return blocks


def _said(line: str) -> Text:
    return (Said(line),)
