"""The tiles that areas are filled with, so that colour is never the only sign; as in `svg`."""

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFStream

from pbi_desktop.domain.scene import Box, Pattern, Tint, ellipse
from pbi_desktop.reports.pdf.strokes import Placing, colour, number, steps_written

_TILE = 6
_UP = "-1 -1 m 7 7 l 5 -1 m 7 1 l -1 5 m 1 7 l"
_DOWN = "-1 7 m 7 -1 l -1 1 m 1 -1 l 5 7 m 7 5 l"


def pattern_stream(pattern: Pattern, tint: Tint, place: Placing, page_height: float) -> PDFStream:
    """Return one tile; `place` is where the picture that it fills has its origin."""
    ground = f"{colour(tint)} rg 0 0 {_TILE} {_TILE} re f "
    over = f"{colour(Tint.SURFACE)} RG {colour(Tint.SURFACE)} rg 1 w "
    dot = steps_written(ellipse(Box(_TILE / 2 - 1, _TILE / 2 - 1, 2, 2)), Placing(), _TILE)
    marks = {
        Pattern.DIAGONAL: f"{_DOWN} S",
        Pattern.CROSS_HATCH: f"{_DOWN} {_UP} S",
        Pattern.DOTS: f"{dot} f",
    }[pattern]
    size = number(place.scale)
    entries = {
        "Type": "/Pattern",
        "PatternType": 1,
        "PaintType": 1,
        "TilingType": 1,
        "BBox": f"[0 0 {_TILE} {_TILE}]",
        "XStep": _TILE,
        "YStep": _TILE,
        "Resources": "<<>>",
        "Matrix": f"[{size} 0 0 -{size} {number(place.x)} {number(page_height - place.y)}]",
    }
    return PDFStream(PDFDictionary(entries), (ground + over + marks).encode("ascii"))
