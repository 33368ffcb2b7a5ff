"""Reads a PDF as somebody else would: pdfium, which knows nothing of how it was made."""

import ctypes
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import page
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

_HEADINGS = {f"H{level}": level for level in range(1, 7)}


@dataclass(frozen=True)
class Told:
    """An element as a reader tells it on one page: its kind, its words, what lies in it."""

    kind: str
    words: str
    alt: str
    kids: "tuple[Told, ...]"

    def all(self) -> "Iterator[Told]":
        """Yield this element and all below, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.all()


def failed_rules(pdf: bytes) -> list[str]:
    """Return what an independent validator finds against PDF/UA-1; nothing is the aim."""
    report = page.validate_pdf_bytes(pdf, profile="ua1")
    assert report.rules.total > 100
    return [f"{one.rule_id}: {one.message}" for one in report.failures]


def pages(pdf: bytes) -> int:
    """Return how many pages there are."""
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def text(pdf: bytes) -> str:
    """Return the whole text layer, as copying it would give it."""
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(_layer(one) for one in document)


def page_text(pdf: bytes, number: int) -> str:
    """Return the text layer of one page, counted from 0."""
    with pypdfium2.PdfDocument(pdf) as document:
        return _layer(document[number])


def _layer(one: pypdfium2.PdfPage) -> str:
    return str(one.get_textpage().get_text_range()).replace("\ufffe", "-")


def said(pdf: bytes) -> str:
    """Return every word that is read out, in reading order."""
    return " ".join(one.words for one in structure(pdf) if one.words)


def headings(pdf: bytes) -> list[tuple[int, str]]:
    """Return the headings in the order in which they are read out, with their levels."""
    return [
        (_HEADINGS[one.kind], " ".join(one.words.split()))
        for top in structure(pdf)
        for one in top.all()
        if one.kind in _HEADINGS
    ]


def kinds(pdf: bytes) -> list[str]:
    """Return the kind of every element on every page, in reading order."""
    return [one.kind for top in structure(pdf) for one in top.all()]


def title(pdf: bytes) -> str:
    """Return what a window shows as the title."""
    with pypdfium2.PdfDocument(pdf) as document:
        return str(document.get_metadata_value("Title"))


def outline(pdf: bytes) -> list[tuple[int, str, int]]:
    """Return the bookmarks: how deep, which words, and to which page they lead."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [
            (mark.level, mark.get_title(), mark.get_dest().get_index())
            for mark in document.get_toc()
        ]


def render(pdf: bytes, number: int = 0, dpi: int = 110) -> Image.Image:
    """Return a page as a picture."""
    with pypdfium2.PdfDocument(pdf) as document:
        image: Image.Image = document[number].render(scale=dpi / 72).to_pil()
        return image


def structure(pdf: bytes) -> list[Told]:
    """Return the topmost elements, page by page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [told for one in document for told in _page_structure(one)]


def _page_structure(one: pypdfium2.PdfPage) -> list[Told]:
    shown = _shown(one)
    tree = pdfium.FPDF_StructTree_GetForPage(one.raw)
    try:
        return [
            _told(pdfium.FPDF_StructTree_GetChildAtIndex(tree, place), shown)
            for place in range(pdfium.FPDF_StructTree_CountChildren(tree))
        ]
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _shown(one: pypdfium2.PdfPage) -> dict[int, str]:
    """Return the words of each numbered part of a page."""
    words: defaultdict[int, str] = defaultdict(str)
    layer = one.get_textpage()
    for mark in one.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        number = pdfium.FPDFPageObj_GetMarkedContentID(mark.raw)
        if number < 0:  # an artifact
            continue
        ask = partial(pdfium.FPDFTextObj_GetText, mark.raw, layer.raw)
        # pdfium takes a hyphen at the end of a line for one that breaks a word.
        words[number] += _string(ask, pdfium.FPDF_WCHAR).replace("\x02", "-")
    return words


def _told(element: Any, shown: dict[int, str]) -> Told:
    kids: list[Told] = []
    words = ""
    for place in range(pdfium.FPDF_StructElement_CountChildren(element)):
        kid = pdfium.FPDF_StructElement_GetChildAtIndex(element, place)
        if kid:
            kids.append(_told(kid, shown))
            words += kids[-1].words
        else:
            number = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, place)
            words += shown.get(number, "")
    instead = _string(
        lambda buffer, size: pdfium.FPDF_StructElement_GetActualText(element, buffer, size)
    )
    kind = _string(lambda buffer, size: pdfium.FPDF_StructElement_GetType(element, buffer, size))
    alt = _string(lambda buffer, size: pdfium.FPDF_StructElement_GetAltText(element, buffer, size))
    told = instead or words
    return Told(kind, told if _runs_on(kind) else f"{told} ", alt, tuple(kids))


def _runs_on(kind: str) -> bool:
    return kind in ("Span", "Link")


def _string(ask: Callable[[Any, int], int], kind: Any = None) -> str:
    """Return a string that pdfium writes into a buffer whose size it tells first."""
    size = ask(None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    target = ctypes.cast(buffer, ctypes.POINTER(kind)) if kind else buffer
    ask(target, size)
    return buffer.raw[: size - 2].decode("utf-16-le")
