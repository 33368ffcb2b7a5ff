"""The rings round a family, and where the family stands in the canvas."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pbi_desktop.domain.scene import Box
from pbi_desktop.network.ecomap.ring import Ring, ring_round
from pbi_desktop.network.picture.family import Middle
from pbi_desktop.network.picture.labels import Tag

_LEAST = (196.0, 138.0)
_BAND = (128.0, 80.0)
_MARGIN = (86.0, 60.0)
_MORE_ROOM = 12.0


@dataclass(frozen=True)
class Frame:
    """The inner and outer ring, and how far a family must move to stand in their middle."""

    inner: Ring
    outer: Ring
    dx: float
    dy: float

    @property
    def width(self) -> float:
        """How wide the canvas is."""
        return 2 * (self.outer.across + _MARGIN[0])

    @property
    def height(self) -> float:
        """How high the canvas is."""
        return 2 * (self.outer.down + _MARGIN[1])

    @property
    def room(self) -> Box:
        """The rectangle in which everything stands."""
        return Box(6, 6, self.width - 12, self.height - 12)

    def tags(self, chosen: Mapping[str, Tag]) -> dict[str, Tag]:
        """Return the names of the family in the middle of the canvas."""
        return {
            key: replace(tag, box=replace(tag.box, x=tag.box.x + self.dx, y=tag.box.y + self.dy))
            for key, tag in chosen.items()
        }


def frame_of(family: Middle, chosen: Mapping[str, Tag], more: int) -> Frame:
    """Return the frame of a family and its names; `more` guests than usual need a wider ring."""
    box = _hull([family.box, *(tag.box for tag in chosen.values())])
    room = more * _MORE_ROOM
    still = ring_round(0, 0, box.width, box.height, least=_LEAST)
    wide = still.wider(_BAND[0] + room, _BAND[1] + room)
    x, y = wide.across + _MARGIN[0], wide.down + _MARGIN[1]
    inner, outer = replace(still, x=x, y=y), replace(wide, x=x, y=y)
    return Frame(inner, outer, x - box.middle[0], y - box.middle[1])


def _hull(boxes: list[Box]) -> Box:
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right = max(box.x + box.width for box in boxes)
    bottom = max(box.y + box.height for box in boxes)
    return Box(left, top, right - left, bottom - top)
