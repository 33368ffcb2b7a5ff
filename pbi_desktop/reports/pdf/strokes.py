"""Numbers, colours and lines as they are written on a PDF page."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from pbi_desktop.domain.scene import Box, Close, Curve, Move, Step, Tint, rectangle
from pbi_desktop.reports.inks import PAPER


class Placing(NamedTuple):
    """Where a picture's own origin lies on the page, and how large one of its points is there.

    `up` is -1 for lines whose y grows upwards, as glyphs have it.
    """

    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0
    up: int = 1


def number(value: float) -> str:
    """Return a length with as few digits as a printer can tell apart."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value else "0"


@cache
def colour(tint: Tint) -> str:
    """Return a colour as three parts of one."""
    paint = PAPER[tint]
    return " ".join(f"{int(paint[at : at + 2], 16) / 255:.4g}" for at in (1, 3, 5))


def box_steps(box: Box) -> tuple[Step, ...]:
    """Return the lines round a box."""
    return rectangle(box)


def steps_written(steps: Iterable[Step], place: Placing, page_height: float) -> str:
    """Return lines as PDF writes them: from the bottom of the page."""
    left, top = place.x, page_height - place.y
    across, down = place.scale, -place.scale * place.up
    written = []
    for step in steps:
        if isinstance(step, Close):
            written.append("h")
            continue
        points = [
            number(top + down * value if at % 2 else left + across * value)
            for at, value in enumerate(step)
        ]
        letter = "m" if isinstance(step, Move) else "c" if isinstance(step, Curve) else "l"
        written.append(f"{' '.join(points)} {letter}")
    return " ".join(written)
