"""How the stages of coping look in a chart: colour, pattern, shape and word, never colour alone."""

from pbi_desktop.domain.scene import (
    Box,
    Mark,
    Pattern,
    Shape,
    Step,
    Tint,
    ellipse,
    polyline,
    rectangle,
)
from pbi_desktop.domain.stages import Stage

TINTS = {
    Stage.CRISIS: Tint.CRISIS,
    Stage.NOT_COPING: Tint.NOT_COPING,
    Stage.COPING: Tint.COPING,
    Stage.ADAPTED: Tint.ADAPTED,
    Stage.THRIVING: Tint.THRIVING,
}
PATTERNS = {
    Stage.CRISIS: Pattern.CROSS_HATCH,
    Stage.NOT_COPING: Pattern.DIAGONAL,
    Stage.COPING: Pattern.DOTS,
    Stage.ADAPTED: Pattern.SOLID,
    Stage.THRIVING: Pattern.SOLID,
}
_STAR = ((0.5, 0.02), (0.64, 0.36), (0.99, 0.38), (0.72, 0.6), (0.81, 0.95), (0.5, 0.75))
_OUTLINES = {
    Stage.CRISIS: ((0.5, 0.04), (1.0, 0.94), (0.0, 0.94)),
    Stage.NOT_COPING: ((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)),
    Stage.THRIVING: (*_STAR, *((1 - x, y) for x, y in reversed(_STAR[1:-1]))),
}


def stage_marks(stage: Stage, box: Box) -> tuple[Mark, ...]:
    """Return the shape of a stage in a square; adapted has its tick."""
    body = Shape(_outline(stage, box), fill=TINTS[stage])
    if stage is not Stage.ADAPTED:
        return (body,)
    tick = tuple(
        (box.x + x * box.width, box.y + y * box.height)
        for x, y in ((0.28, 0.53), (0.44, 0.68), (0.72, 0.36))
    )
    return body, Shape(polyline(tick), stroke=Tint.SURFACE, width=max(box.width / 9, 1.4))


def _outline(stage: Stage, box: Box) -> tuple[Step, ...]:
    if stage is Stage.COPING:
        inset = box.width * 0.07
        side = box.width - 2 * inset
        return rectangle(Box(box.x + inset, box.y + inset, side, side), 1)
    if stage is Stage.ADAPTED:
        return ellipse(box)
    points = ((box.x + x * box.width, box.y + y * box.height) for x, y in _OUTLINES[stage])
    return polyline(tuple(points), closed=True)
