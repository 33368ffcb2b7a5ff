"""The guide's pages as blocks to lay out: headings, paragraphs, points, tables, lines to type.

Text stays text: marks of the page are taken away, and nothing in it is ever markup.
"""

import re
from dataclasses import dataclass
from pathlib import Path

_POINT = re.compile(r"(?P<mark>[-*]|\d+\.)\s+(?P<text>.*)")
_LINK = re.compile(r"!?\[(?P<text>[^\]]*)\]\((?P<to>[^)\s]*)[^)]*\)")
_LEAD = re.compile(r"\*\*(?P<lead>[^*]+)\*\*\s*(?P<rest>.*)", re.S)
_RULE = re.compile(r"\|?\s*:?-{3,}.*")
_FENCE = "```"


@dataclass(frozen=True)
class Heading:
    """A heading; 1 is the page's own."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """Words, the first few of which may stand out; `mark` is that of a point in a list."""

    text: str
    lead: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Typed:
    """Lines to type as they stand."""

    text: str


@dataclass(frozen=True)
class Grid:
    """A table; its first row is the headings."""

    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Typed | Grid


@dataclass(frozen=True)
class GuidePage:
    """One page, and the names of the pages it leads to."""

    title: str
    blocks: tuple[Block, ...]
    leads_to: tuple[str, ...]


def read_page(folder: Path, name: str) -> GuidePage:
    """Return a page of the guide; FileNotFoundError where there is none of that name."""
    if not re.fullmatch(r"[A-Za-z-]+", name):
        raise FileNotFoundError(name)
    return parse((folder / f"{name}.md").read_text(encoding="utf-8"))


def parse(text: str) -> GuidePage:
    """Return a page from its text."""
    blocks: list[Block] = []
    lines = text.splitlines()
    while lines:
        _take_block(lines, blocks)
    title = next((one.text for one in blocks if isinstance(one, Heading)), "")
    targets = (found["to"] for found in _LINK.finditer(text))
    pages = (to.removesuffix(".md") for to in targets if re.fullmatch(r"[A-Za-z-]+\.md", to))
    return GuidePage(title, tuple(blocks), tuple(dict.fromkeys(pages)))


def _take_block(lines: list[str], blocks: list[Block]) -> None:
    """Move one block from the lines to the blocks."""
    line = lines.pop(0)
    if not line.strip():
        return
    if line.startswith(_FENCE):
        blocks.append(Typed("\n".join(_until_fence(lines))))
    elif line.startswith("#"):
        level = len(line) - len(line.lstrip("#"))
        blocks.append(Heading(level, plain(line.lstrip("# "))))
    elif line.startswith("|"):
        rows = [line, *_while(lines, "|")]
        cells = [_cells(row) for row in rows if not _RULE.fullmatch(row)]
        blocks.append(Grid(tuple(cells)))
    else:
        blocks.append(_paragraph([line, *_rest(lines)]))


def _paragraph(lines: list[str]) -> Paragraph:
    words = " ".join(line.strip() for line in lines)
    point = _POINT.fullmatch(words)
    mark = ""
    if point is not None:
        words = point["text"]
        mark = point["mark"] if point["mark"][0].isdecimal() else "\N{BULLET}"
    lead = _LEAD.fullmatch(words)
    if lead is None:
        return Paragraph(plain(words), mark=mark)
    return Paragraph(plain(lead["rest"]), plain(lead["lead"]), mark)


def _rest(lines: list[str]) -> list[str]:
    """Take what belongs to a paragraph: up to an empty line, or what begins something else."""
    taken = []
    while lines and lines[0].strip() and not lines[0].startswith(("#", "|", _FENCE)):
        if _POINT.match(lines[0]):
            break
        taken.append(lines.pop(0))
    return taken


def _while(lines: list[str], start: str) -> list[str]:
    taken = []
    while lines and lines[0].startswith(start):
        taken.append(lines.pop(0))
    return taken


def _until_fence(lines: list[str]) -> list[str]:
    taken = []
    while lines and not lines[0].startswith(_FENCE):
        taken.append(lines.pop(0))
    if lines:
        lines.pop(0)
    return taken


def _cells(row: str) -> tuple[str, ...]:
    return tuple(plain(cell) for cell in row.strip().strip("|").split("|"))


def plain(words: str) -> str:
    """Return words without the marks of the page: stars, backticks and the ends of links."""
    unlinked = _LINK.sub(lambda found: found["text"], words)
    return re.sub(r"\*\*|`|(?<!\w)[*_](?=\w)|(?<=[\w.,])[*_](?!\w)", "", unlinked).strip()
