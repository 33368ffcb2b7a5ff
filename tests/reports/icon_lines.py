"""Makes `resources/icons/lines.json` anew: `python -m tests.reports.icon_lines`."""

import json
from pathlib import Path

from fontTools.pens.basePen import BasePen
from fontTools.svgLib.path import SVGPath

from pbi_desktop.domain.resources import resources

Point = tuple[float, float]


def icon_lines() -> str:
    """Return every bundled icon as moves, lines and curves, as JSON."""
    icons = sorted((resources() / "icons").glob("*.svg"))
    lines = (f"{json.dumps(icon.stem)}: {json.dumps(_steps(icon))}" for icon in icons)
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _steps(icon: Path) -> list[list[object]]:
    pen = _CubicPen(None)
    SVGPath(str(icon)).draw(pen)
    return pen.steps


class _CubicPen(BasePen):  # type: ignore[misc]  # fontTools has no types
    """Keeps what is drawn; the base class turns every other curve into cubic ones."""

    def __init__(self, glyphs: None) -> None:
        super().__init__(glyphs)
        self.steps: list[list[object]] = []

    def _moveTo(self, point: Point) -> None:  # noqa: N802
        self._keep("M", point)

    def _lineTo(self, point: Point) -> None:  # noqa: N802
        self._keep("L", point)

    def _curveToOne(self, one: Point, two: Point, end: Point) -> None:  # noqa: N802
        self._keep("C", one, two, end)

    def _closePath(self) -> None:  # noqa: N802
        self._keep("Z")

    def _keep(self, letter: str, *points: Point) -> None:
        numbers = (round(float(number), 3) for point in points for number in point)
        self.steps.append([letter, *numbers])


if __name__ == "__main__":
    (resources() / "icons" / "lines.json").write_text(icon_lines(), "utf-8")
