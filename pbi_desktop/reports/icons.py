"""The bundled icons as lines, for paper and for SVG: `resources/icons/lines.json`."""

import json
from functools import cache

from pbi_desktop.domain.resources import resources
from pbi_desktop.domain.scene import Close, Curve, Line, Move, Step

GRID = 24.0
"""The side of the square that icons are drawn in."""
STROKE = 2.0
"""How wide their lines are in that square."""

_STEPS: dict[str, type[Step]] = {"M": Move, "L": Line, "C": Curve, "Z": Close}


def icon_steps(name: str) -> tuple[Step, ...]:
    """Return the lines of an icon in a square of `GRID`; KeyError where there is none."""
    return tuple(_STEPS[str(letter)](*numbers) for letter, *numbers in _lines()[name])


@cache
def _lines() -> dict[str, list[list[float]]]:
    path = resources() / "icons" / "lines.json"
    found: dict[str, list[list[float]]] = json.loads(path.read_text("utf-8"))
    return found
