"""Strips of a document set on pages: kept together where they belong together, split where not."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pbi_desktop.reports.pdf.canvas import TaggedCanvas


@dataclass(frozen=True)
class Strip:
    """As much of a document as is never split: a line, a row, a picture."""

    height: float
    paint: Callable[[TaggedCanvas, float], None]
    """Draws the strip with its top at a height of the page."""
    gap: float = 0.0
    """What stays free above it, but not at the top of a page."""
    keep: bool = False
    """Whether it may not stand at the foot of a page without the next strip."""
    repeat: "Strip | None" = None
    """What stands above it once more where it begins a page: the header of its table."""


@dataclass(frozen=True)
class Placed:
    """A strip and where its top lies, counted from the top of the page's body."""

    top: float
    strip: Strip


Page = tuple[Placed, ...]


def set_on_pages(strips: Iterable[Strip], height: float) -> tuple[Page, ...]:
    """Return the strips on pages whose bodies are this high; there is always one page."""
    setting = _Setting(height)
    for group in _groups(strips):
        setting.add(group)
    return tuple(tuple(page) for page in setting.pages)


def _groups(strips: Iterable[Strip]) -> Iterable[list[Strip]]:
    group: list[Strip] = []
    for strip in strips:
        group.append(strip)
        if not strip.keep:
            yield group
            group = []
    if group:
        yield group


class _Setting:
    def __init__(self, height: float) -> None:
        self._height = height
        self._used = 0.0
        self.pages: list[list[Placed]] = [[]]

    def add(self, group: list[Strip]) -> None:
        """Set strips that belong together, on one page where that is possible."""
        together = sum(one.gap + one.height for one in group)
        if self.pages[-1] and together > self._height - self._used:
            repeated = group[0].repeat.height if group[0].repeat else 0.0
            if together + repeated <= self._height:
                self._turn()
        for strip in group:
            self._set(strip)

    def _set(self, strip: Strip) -> None:
        if self.pages[-1] and self._used + strip.gap + strip.height > self._height:
            self._turn()
        if not self.pages[-1] and strip.repeat is not None and len(self.pages) > 1:
            self._place(strip.repeat, 0.0)
        self._place(strip, strip.gap if self.pages[-1] else 0.0)

    def _place(self, strip: Strip, gap: float) -> None:
        self._used += gap
        self.pages[-1].append(Placed(self._used, strip))
        self._used += strip.height

    def _turn(self) -> None:
        self.pages.append([])
        self._used = 0.0
