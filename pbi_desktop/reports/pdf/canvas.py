"""Draws on the pages of one PDF and says of every mark which element it belongs to.

Lengths are points; y counts downwards from the top of the page. Whatever belongs to no element is
an artifact: a reader that speaks passes over it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFObjectReference

from pbi_desktop.domain.scene import Box, Pattern, Shape, Step, Tint
from pbi_desktop.reports.pdf.fonts import EmbeddedFace, stream
from pbi_desktop.reports.pdf.metadata import information, metadata
from pbi_desktop.reports.pdf.outline import Bookmark, write_outline
from pbi_desktop.reports.pdf.patterns import pattern_stream
from pbi_desktop.reports.pdf.strokes import Placing, box_steps, colour, number, steps_written
from pbi_desktop.reports.pdf.structure import Content, Element, LinkSpot, Raw, StructureTree, spoken
from pbi_desktop.reports.typeface import BOX, EM, Run, Shaped, outline, shape


@dataclass
class _Page:
    width: float
    height: float
    written: list[str] = field(default_factory=list)
    contents: int = 0
    links: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Link:
    page: int
    box: Box
    anchor: str
    words: str


class Rim(NamedTuple):
    """The rim round words that keeps them readable over lines."""

    tint: Tint
    width: float


class TaggedCanvas:
    """One PDF while it is made. `root` is the document's own element."""

    def __init__(self, title: str, language: str, made_at: datetime) -> None:
        self._title, self._language, self._made_at = title, language, made_at
        self.root = Element("Document")
        self._document = PDFDocument(dummyoutline=1, invariant=1, pdfVersion=(1, 7))
        self._pages: list[_Page] = []
        self._faces: dict[str, EmbeddedFace] = {}
        self._patterns: dict[tuple[Pattern, Tint, Placing, float], str] = {}
        self._opacities: dict[float, str] = {}
        self._anchors: dict[str, tuple[int, float]] = {}
        self._bookmarks: list[Bookmark] = []
        self._links: dict[str, _Link] = {}
        self._open: Element | None = None
        self._is_open = False

    # --- pages and elements --------------------------------------------------------------------

    def begin_page(self, width: float, height: float) -> None:
        """Begin a page; everything that is drawn from now on lies on it."""
        self._close()
        self._open = None
        self._pages.append(_Page(width, height))

    def belongs_to(self, element: Element | None) -> None:
        """Say what the next marks belong to; None for marks that are only decoration."""
        if element is not self._open:
            self._close()
            self._open = element

    def anchor(self, name: str, y: float) -> None:
        """Let links of this name lead to this place of the page."""
        self._anchors.setdefault(name, (len(self._pages) - 1, y))

    def bookmark(self, level: int, title: str, y: float) -> None:
        """Put a place of this page into the outline, under the last one of a higher level."""
        self._bookmarks.append(Bookmark(level, title, len(self._pages) - 1, y))

    def link(self, element: Element, box: Box, anchor: str, words: str) -> None:
        """Let a place of this page lead to an anchor, on whichever page that comes to lie."""
        name, page = f"Link{len(self._links)}", len(self._pages) - 1
        self._links[name] = _Link(page, box, anchor, words)
        self._pages[page].links.append(name)
        element.kids.append(LinkSpot(page, name))

    def from_below(self, box: Box) -> tuple[float, float, float, float]:
        """Return a box of this page as PDF's own corners, counted from the bottom left."""
        low = self._pages[-1].height - box.y - box.height
        return box.x, low, box.x + box.width, low + box.height

    # --- marks ---------------------------------------------------------------------------------

    def words(self, x: float, y: float, text: Shaped, size: float, tint: Tint) -> None:
        """Draw a line of text that begins at x and stands on y.

        Glyphs stand in the order of the eye, as every reader of text layers expects, and each
        reads as its letters. One that is only a part of its neighbour's is drawn as lines.
        """
        if not text.runs:
            return
        lines: list[str] = []
        self._mark(f"BT {colour(tint)} rg")
        for run in text.runs:
            lines += self._frames(x, y, run, size)
            lines += self._silent(x, y, run, size)
            self._run(x, y, run, size)
            x += sum(glyph.step for glyph in run.glyphs) * size / EM
        self._mark("ET")
        if lines:
            self._mark(f"{colour(tint)} RG {number(size / 20)} w {' '.join(lines)}")

    def halo(self, x: float, y: float, text: Shaped, size: float, rim: Rim) -> None:
        """Draw a rim for words that are drawn over it; being lines, it is not read as text."""
        self._mark(f"q {colour(rim.tint)} RG {number(rim.width)} w 1 j")
        scale = size / EM
        for run in text.runs:
            for glyph in run.glyphs:
                place = Placing(x + glyph.right * scale, y - glyph.up * scale, scale, -1)
                lines = outline(run.face, glyph.number) if run.face != BOX else ()
                if lines:
                    self._mark(f"{self._steps(lines, place)} S")
                x += glyph.step * scale
        self._mark("Q")

    def fill(self, box: Box, tint: Tint) -> None:
        """Fill a rectangle; a thin one is a rule."""
        self._mark(f"{colour(tint)} rg {self._steps(box_steps(box), Placing())} f")

    def shape(self, shape: Shape, place: Placing) -> None:
        """Draw a line or an area of a picture."""
        if shape.fill is None and shape.stroke is None:
            return
        pen = ["q 1 j"]
        if shape.fill is not None:
            pen.append(self._filling(shape.fill, shape.pattern, shape.opacity, place))
        if shape.stroke is not None:
            pen.append(f"{colour(shape.stroke)} RG {number(shape.width * place.scale)} w")
        if shape.dash:
            dash = " ".join(number(part * place.scale) for part in shape.dash)
            pen.append(f"[{dash}] 0 d")
        how = ("B" if shape.stroke else "f") if shape.fill else "S"
        self._mark(f"{' '.join(pen)} {self._steps(shape.steps, place)} {how} Q")

    def stroke(self, steps: Iterable[Step], place: Placing, width: float, tint: Tint) -> None:
        """Draw lines with round ends, as icons have them."""
        pen = f"{colour(tint)} RG {number(width)} w 1 j 1 J"
        self._mark(f"q {pen} {self._steps(steps, place)} S Q")

    # --- how marks are written -----------------------------------------------------------------

    def _mark(self, written: str) -> None:
        page = self._pages[-1]
        if not self._is_open:
            page.written.append(self._begins(page))
            self._is_open = True
        page.written.append(written)

    def _begins(self, page: _Page) -> str:
        if self._open is None:
            return "/Artifact BMC"
        self._open.kids.append(Content(len(self._pages) - 1, page.contents))
        page.contents += 1
        return f"/{self._open.kind}<</MCID {page.contents - 1}>>BDC"

    def _close(self) -> None:
        if self._is_open:
            self._pages[-1].written.append("EMC")
        self._is_open = False

    def _run(self, x: float, y: float, run: Run, size: float) -> None:
        wide = 100.0
        if run.face == BOX:
            run, wide = _unseen(run)
        face = run.face
        embedded = self._faces.setdefault(face, EmbeddedFace(face))
        name = list(self._faces).index(face)
        down = self._pages[-1].height - y
        self._mark(f"/F{name} {number(size)} Tf 1 0 0 1 {number(x)} {number(down)} Tm")
        shown = _glyphs(embedded, run, size)
        self._mark(shown if wide == 100 else f"3 Tr {number(wide)} Tz {shown} 100 Tz 0 Tr")

    def _frames(self, x: float, y: float, run: Run, size: float) -> Iterator[str]:
        """Yield a frame for each letter that no face holds."""
        if run.face == BOX:
            step = run.glyphs[0].step * size / EM
            for place in range(len(run.glyphs)):
                left = x + step * (place + 0.1)
                frame = Box(left, y - size * 0.66, step * 0.8, size * 0.66)
                yield f"{self._steps(box_steps(frame), Placing())} S"

    def _silent(self, x: float, y: float, run: Run, size: float) -> Iterator[str]:
        """Yield the lines of glyphs that read as nothing by themselves."""
        scale = size / EM
        for glyph in run.glyphs:
            if not glyph.text:
                place = Placing(x + glyph.right * scale, y - glyph.up * scale, scale, -1)
                yield f"{self._steps(outline(run.face, glyph.number), place)} f"
            x += glyph.step * scale

    def _steps(self, steps: Iterable[Step], place: Placing) -> str:
        return steps_written(steps, place, self._pages[-1].height)

    def _filling(self, tint: Tint, pattern: Pattern, opacity: float, place: Placing) -> str:
        clear = ""
        if opacity < 1:
            clear = f"/{self._opacities.setdefault(opacity, f'G{len(self._opacities)}')} gs "
        if pattern is Pattern.SOLID:
            return f"{clear}{colour(tint)} rg"
        key = (pattern, tint, place, self._pages[-1].height)
        name = self._patterns.setdefault(key, f"P{len(self._patterns)}")
        return f"{clear}/Pattern cs /{name} scn"

    # --- the file ------------------------------------------------------------------------------

    def file(self) -> bytes:
        """Return the whole PDF; nothing can be drawn afterwards."""
        self._close()
        document = self._document
        names = [f"Page{number}" for number in range(len(self._pages))]
        tree = StructureTree(document, names)
        self._write_resources()
        for name, page in zip(names, self._pages, strict=True):
            self._write_page(tree, name, page)
        catalog = document.Catalog
        catalog.Lang = f"({self._language})"
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})
        catalog.Metadata = metadata(self._title, self._language, self._made_at)
        catalog.StructTreeRoot = tree.write(self.root)
        heights = [(name, page.height) for name, page in zip(names, self._pages, strict=True)]
        catalog.Outlines = write_outline(document, self._bookmarks, heights)
        document.info = information(self._title, self._made_at)
        data: bytes = document.format()
        return data

    def _write_resources(self) -> None:
        document = self._document
        resources = PDFDictionary({"ProcSet": "[/PDF/Text]"})
        resources["Font"] = PDFDictionary(
            {
                f"F{place}": document.Reference(face.write(document, place))
                for place, face in enumerate(self._faces.values())
            }
        )
        resources["ExtGState"] = PDFDictionary(
            {name: f"<</ca {number(opacity)}>>" for opacity, name in self._opacities.items()}
        )
        resources["Pattern"] = PDFDictionary(
            {name: document.Reference(pattern_stream(*key)) for key, name in self._patterns.items()}
        )
        document.Reference(resources, "Resources")

    def _write_page(self, tree: StructureTree, name: str, page: _Page) -> None:
        document = self._document
        content = "\n".join(page.written).encode("latin-1")
        document.updateSignature(content)
        entries: dict[str, object] = {
            "Type": "/Page",
            "Parent": document.Reference(document.Pages),
            "MediaBox": f"[0 0 {number(page.width)} {number(page.height)}]",
            "Resources": PDFObjectReference("Resources"),
            "Contents": document.Reference(stream(content)),
            "StructParents": len(document.Pages.pages),
            "Tabs": "/S",
        }
        for link in page.links:
            self._write_link(tree, link)
        if page.links:
            entries["Annots"] = PDFArray([PDFObjectReference(link) for link in page.links])
        document.Pages.addPage(document.Reference(PDFDictionary(entries), name))

    def _write_link(self, tree: StructureTree, name: str) -> None:
        self._document.Reference(Raw(lambda: self._link_written(tree, name)), name)

    def _link_written(self, tree: StructureTree, name: str) -> str:
        link = self._links[name]
        box, height = link.box, self._pages[link.page].height
        corners = (box.x, height - box.y - box.height, box.x + box.width, height - box.y)
        page, y = self._anchors[link.anchor]
        top = number(self._pages[page].height - y)
        return (
            f"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[{' '.join(map(number, corners))}]"
            f"/Dest[{tree.reference(f'Page{page}')}/XYZ 0 {top} null]"
            f"/Contents {spoken(link.words)}/StructParent {tree.press_key(name)}>>"
        )


def _unseen(run: Run) -> tuple[Run, float]:
    """Return letters that no face holds as others that stay unseen, and how wide they are set.

    They have ink, because readers pass over what has none; a frame is drawn round each.
    """
    like = shape("n").runs[0]
    number, width = like.glyphs[0].number, like.glyphs[0].width
    glyphs = tuple(
        one._replace(number=number, width=width, step=width, right=0) for one in run.glyphs
    )
    return Run(like.face, glyphs), 100 * run.glyphs[0].step / width


def _glyphs(face: EmbeddedFace, run: Run, size: float) -> str:
    """Return a run as PDF shows it: codes, and how far to move besides what the face moves."""
    written: list[str] = []
    shown: list[str] = []
    pen = reached = rise = 0
    for glyph in run.glyphs:
        if not glyph.text:
            pen += glyph.step
            continue
        if glyph.up != rise:
            written.append(f"[{''.join(shown)}]TJ {number(glyph.up * size / EM)} Ts")
            shown, rise = [], glyph.up
        if pen + glyph.right != reached:
            shown.append(number(reached - pen - glyph.right))
        shown.append(f"<{face.code(glyph):04x}>")
        reached = pen + glyph.right + glyph.width
        pen += glyph.step
    written.append(f"[{''.join(shown)}]TJ")
    return " ".join(written) + (" 0 Ts" if rise else "")
