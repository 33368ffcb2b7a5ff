"""What a PDF says to somebody who hears it: the tree of headings, paragraphs, lists and tables."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject


class Raw(PDFObject):  # type: ignore[misc]  # reportlab has no types
    """An object of the file that is written as it stands, once every number is known."""

    __RefOnly__ = 1

    def __init__(self, written: Callable[[], str]) -> None:
        self._written = written

    def format(self, _document: PDFDocument) -> bytes:
        """Return the object as it stands in the file."""
        return self._written().encode("latin-1")


@dataclass(frozen=True)
class Content:
    """What one element shows on one page, by its number there."""

    page: int
    number: int


@dataclass(frozen=True)
class LinkSpot:
    """Where one element can be pressed."""

    page: int
    annotation: str
    """The name of the annotation in the file."""


@dataclass(eq=False)
class Element:
    """One element: its kind by PDF's own name, what belongs to it, in reading order."""

    kind: str
    parent: "Element | None" = None
    alt: str = ""
    said: str = ""
    """What is read out in place of the marks."""
    language: str = ""
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    """By owner ("Table", "Layout", "List"), in PDF's own words."""
    kids: list["Element | Content | LinkSpot"] = field(default_factory=list)
    leads_to: str = ""
    """The anchor that a link leads to."""

    def add(
        self,
        kind: str,
        *,
        alt: str = "",
        said: str = "",
        language: str = "",
        attributes: dict[str, dict[str, str]] | None = None,
    ) -> "Element":
        """Return a new element at the end of this one."""
        child = Element(kind, self, alt, said, language, attributes or {})
        self.kids.append(child)
        return child


def spoken(text: str) -> str:
    """Return text as PDF writes it, in any script."""
    return f"<feff{text.encode('utf-16-be', 'replace').hex()}>"


class StructureTree:
    """The elements of one document as objects of its file."""

    def __init__(self, document: PDFDocument, pages: list[str]) -> None:
        self._document = document
        self._pages = pages
        self._names: dict[Element, str] = {}
        self._shown: dict[Content, Element] = {}
        self._pressed: list[tuple[str, Element]] = []

    def write(self, root: Element) -> Raw:
        """Put every element into the file; returns the root of the tree."""
        tree = Raw(lambda: self._root(root))
        self._document.Reference(tree, "StructTreeRoot")
        self._register(root)
        self._document.Reference(Raw(self._parents), "ParentTree")
        return tree

    def press_key(self, annotation: str) -> int:
        """Return the number by which an annotation finds its element."""
        order = [name for name, _ in self._pressed]
        return len(self._pages) + order.index(annotation)

    def _register(self, top: Element) -> None:
        waiting = [top]
        while waiting:
            element = waiting.pop()
            name = f"Element{len(self._names)}"
            self._names[element] = name
            self._document.Reference(Raw(partial(self._written, element)), name)
            for kid in element.kids:
                if isinstance(kid, Content):
                    self._shown[kid] = element
                elif isinstance(kid, LinkSpot):
                    self._pressed.append((kid.annotation, element))
            waiting += [kid for kid in reversed(element.kids) if isinstance(kid, Element)]

    def reference(self, name: str) -> str:
        """Return how the file points to one of its objects."""
        return f"{self._document.idToObjectNumberAndVersion[name][0]} 0 R"

    def _root(self, top: Element) -> str:
        return (
            f"<</Type/StructTreeRoot/K {self.reference(self._names[top])}"
            f"/ParentTree {self.reference('ParentTree')}"
            f"/ParentTreeNextKey {len(self._pages) + len(self._pressed)}>>"
        )

    def _parents(self) -> str:
        on_page: list[dict[int, Element]] = [{} for _ in self._pages]
        for content, element in self._shown.items():
            on_page[content.page][content.number] = element
        numbers = [
            f"{page} [{' '.join(self._element(shown[place]) for place in range(len(shown)))}]"
            for page, shown in enumerate(on_page)
        ]
        numbers += [
            f"{key} {self._element(element)}"
            for key, (_, element) in enumerate(self._pressed, start=len(self._pages))
        ]
        return f"<</Nums [{' '.join(numbers)}]>>"

    def _element(self, element: Element) -> str:
        return self.reference(self._names[element])

    def _written(self, element: Element) -> str:
        above = self._names[element.parent] if element.parent else "StructTreeRoot"
        page = next((kid.page for kid in element.kids if isinstance(kid, Content)), None)
        parts = [f"/Type/StructElem/S/{element.kind}/P {self.reference(above)}"]
        if page is not None:
            parts.append(f"/Pg {self.reference(self._pages[page])}")
        if element.alt:
            parts.append(f"/Alt {spoken(element.alt)}")
        if element.said:
            parts.append(f"/ActualText {spoken(element.said)}")
        if element.language:
            parts.append(f"/Lang ({element.language})")
        if element.attributes:
            parts.append(f"/A {_attributes(element.attributes)}")
        kids = " ".join(self._kid(kid, page) for kid in element.kids)
        return f"<<{''.join(parts)}/K [{kids}]>>"

    def _kid(self, kid: Element | Content | LinkSpot, page: int | None) -> str:
        if isinstance(kid, Element):
            return self._element(kid)
        there = self.reference(self._pages[kid.page])
        if isinstance(kid, LinkSpot):
            return f"<</Type/OBJR/Pg {there}/Obj {self.reference(kid.annotation)}>>"
        if kid.page == page:
            return str(kid.number)
        return f"<</Type/MCR/Pg {there}/MCID {kid.number}>>"


def _attributes(attributes: dict[str, dict[str, str]]) -> str:
    written = [
        f"<</O/{owner}{''.join(f'/{name} {value}' for name, value in values.items())}>>"
        for owner, values in attributes.items()
    ]
    return written[0] if len(written) == 1 else f"[{''.join(written)}]"
