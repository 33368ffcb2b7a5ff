"""The outline of a PDF: its headings, as a reader shows them beside the pages."""

from dataclasses import dataclass, field

from reportlab.pdfbase.pdfdoc import PDFDocument

from pbi_desktop.reports.pdf.structure import Raw, spoken


@dataclass(frozen=True)
class Bookmark:
    """A heading: how deep it lies, what it says, and where it leads."""

    level: int
    title: str
    page: int
    y: float


@dataclass
class _Entry:
    name: str
    parent: str
    mark: Bookmark | None
    kids: list["_Entry"] = field(default_factory=list)

    def all(self) -> int:
        """Return how many entries lie below."""
        return len(self.kids) + sum(kid.all() for kid in self.kids)


def write_outline(
    document: PDFDocument, marks: list[Bookmark], pages: list[tuple[str, float]]
) -> Raw | None:
    """Put the outline into the file; `pages` are their names and heights. None where it is bare."""
    if not marks:
        return None
    top = _Entry("Outline", "", None)
    above = [(0, top)]
    for place, mark in enumerate(marks):
        while above[-1][0] >= mark.level:
            above.pop()
        parent = above[-1][1]
        entry = _Entry(f"Outline{place}", parent.name, mark)
        parent.kids.append(entry)
        above.append((mark.level, entry))
    return _write(document, top, None, None, pages)


def _write(
    document: PDFDocument,
    entry: _Entry,
    before: _Entry | None,
    after: _Entry | None,
    pages: list[tuple[str, float]],
) -> Raw:
    written = Raw(lambda: _written(document, entry, before, after, pages))
    document.Reference(written, entry.name)
    beside = [None, *entry.kids, None]
    for place, kid in enumerate(entry.kids):
        _write(document, kid, beside[place], beside[place + 2], pages)
    return written


def _written(
    document: PDFDocument,
    entry: _Entry,
    before: _Entry | None,
    after: _Entry | None,
    pages: list[tuple[str, float]],
) -> str:
    def there(name: str) -> str:
        return f"{document.idToObjectNumberAndVersion[name][0]} 0 R"

    parts = ["/Type/Outlines"] if entry.mark is None else []
    if entry.mark is not None:
        page, height = pages[entry.mark.page]
        parts.append(f"/Title {spoken(entry.mark.title)}/Parent {there(entry.parent)}")
        parts.append(f"/Dest[{there(page)}/XYZ 0 {height - entry.mark.y:.0f} null]")
    links = {"Prev": before, "Next": after}
    if entry.kids:
        links |= {"First": entry.kids[0], "Last": entry.kids[-1]}
        parts.append(f"/Count {entry.all()}")
    parts += [f"/{name} {there(one.name)}" for name, one in links.items() if one]
    return f"<<{''.join(parts)}>>"
