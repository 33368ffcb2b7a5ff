"""A document, or a picture alone, as a PDF that meets the machine-checkable rules of PDF/UA-1.

The same document gives the same bytes, every time.
"""

from dataclasses import replace

from pbi_desktop.domain.documents import (
    Block,
    Document,
    DocumentMarking,
    Figure,
    Heading,
    Para,
    plain,
)
from pbi_desktop.domain.scene import Scene
from pbi_desktop.domain.text import clean_line
from pbi_desktop.reports.pdf.blocks import Body, block_strips, heading_strips, picture_strip
from pbi_desktop.reports.pdf.canvas import TaggedCanvas
from pbi_desktop.reports.pdf.flow import Page, Strip, set_on_pages
from pbi_desktop.reports.pdf.margins import LANDSCAPE, PORTRAIT, Margins
from pbi_desktop.reports.pdf.structure import Element

_LANGUAGE = "en-GB"


LARGE = 12.0 / 9.5
"""Twelve points for the text: the least that a letter to a resident is set in."""


def to_pdf(document: Document, scale: float = 1.0) -> bytes:
    """Return the document as A4 pages, marked at head and foot; `LARGE` for a letter."""
    canvas = _canvas(plain(document.title), document.marking, document.language)
    margins = Margins(document.marking, PORTRAIT)
    said_first = canvas.root.add("P")
    body = Body(canvas.root, margins.body, _anchors(document), scale=scale)
    strips = _strips(document, body)
    return _painted(canvas, margins, strips, said_first)


def pages_of(document: Document) -> int:
    """Return how many A4 pages a document takes."""
    canvas = _canvas(plain(document.title), document.marking, document.language)
    margins = Margins(document.marking, PORTRAIT)
    strips = _strips(document, Body(canvas.root, margins.body, _anchors(document)))
    return len(set_on_pages(strips, margins.body.height))


def _strips(document: Document, body: Body) -> list[Strip]:
    strips = heading_strips(document.title, 1, "", body)
    for place, block in enumerate(document.blocks):
        made = block_strips(block, body)
        if isinstance(block, Para) and _is_picture(document.blocks[place + 1 : place + 2]):
            made[-1:] = [replace(one, keep=True) for one in made[-1:]]
        strips += made
    return strips


def _is_picture(after: tuple[Block, ...]) -> bool:
    """Say whether a picture follows: what is said of it before stays on its page."""
    return bool(after) and isinstance(after[0], Figure)


def scene_to_pdf(
    scene: Scene, alt: str, title: str, marking: DocumentMarking, words: tuple[Block, ...] = ()
) -> bytes:
    """Return a picture as large as fits a page that lies on its side; `words` follow it."""
    canvas = _canvas(title, marking, _LANGUAGE)
    margins = Margins(marking, LANDSCAPE)
    said_first = canvas.root.add("P")
    body = Body(canvas.root, margins.body)
    strips = heading_strips((title,), 1, "", body)
    taken = sum(strip.gap + strip.height for strip in strips) + 5.0
    box = margins.body
    below = Body(canvas.root, type(box)(box.x, box.y, box.width, box.height - taken - 0.1))
    strips.append(picture_strip(Figure(alt, scene), below, box.width, 2.0))
    strips += [strip for block in words for strip in block_strips(block, body)]
    return _painted(canvas, margins, strips, said_first)


def _canvas(title: str, marking: DocumentMarking, language: str) -> TaggedCanvas:
    said = clean_line(f"{title} ({marking.protection})")[0]
    return TaggedCanvas(said, language, marking.printed_at)


def _anchors(document: Document) -> frozenset[str]:
    return frozenset(
        block.anchor
        for block in document.blocks
        if isinstance(block, Heading) and block.anchor and plain(block.text).strip()
    )


def _painted(
    canvas: TaggedCanvas, margins: Margins, strips: list[Strip], said_first: Element
) -> bytes:
    pages: tuple[Page, ...] = set_on_pages(strips, margins.body.height)
    said_last = canvas.root.add("P")
    for number, page in enumerate(pages, start=1):
        margins.begin(canvas, said_first if number == 1 else None)
        for placed in page:
            placed.strip.paint(canvas, margins.body.y + placed.top)
        last = number == len(pages)
        margins.end(canvas, said_last if last else None, f"Page {number:,} of {len(pages):,}")
    return canvas.file()
