"""A scene as SVG: inside a page, or as a file of its own."""

from html import escape

from pbi_desktop.domain.scene import (
    Close,
    Curve,
    Icon,
    Mark,
    Move,
    Pattern,
    Scene,
    Shape,
    Step,
    Tint,
    Weight,
    Words,
)
from pbi_desktop.domain.text import clean_text
from pbi_desktop.reports.icons import GRID, STROKE, icon_steps
from pbi_desktop.reports.inks import PAPER

_WEIGHTS = {Weight.REGULAR: 400, Weight.MEDIUM: 500, Weight.SEMI_BOLD: 600, Weight.BOLD: 700}
_FAMILY = "Atkinson Hyperlegible Next, Noto Naskh Arabic, Noto Sans Bengali, sans-serif"
_NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'
_HALO = 3.0
_TILE = 6


def svg(scene: Scene, alt: str) -> str:
    """Return the scene as one element of a page, which says in words what it shows."""
    return _element(scene, alt, "")


def svg_file(scene: Scene, alt: str, title: str = "") -> str:
    """Return the scene as a file that stands alone; its title and what it shows stand in it."""
    named = f"<title>{_escaped(title)}</title><desc>{_escaped(alt)}</desc>" if title else ""
    said = f"{title}. {alt}" if title else alt
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + _element(scene, said, _NAMESPACE, named)


def _element(scene: Scene, alt: str, namespace: str, named: str = "") -> str:
    marks = "".join(_mark(mark) for mark in scene.marks)
    return (
        f'<svg{namespace} role="img" aria-label="{_escaped(alt)}" '
        f'viewBox="0 0 {scene.width:g} {scene.height:g}">'
        f'{named}<g aria-hidden="true" font-family="{_FAMILY}">{_patterns(scene)}{marks}</g></svg>'
    )


def _escaped(text: str) -> str:
    return escape(clean_text(text)[0], quote=True)


def _mark(mark: Mark) -> str:
    if isinstance(mark, Shape):
        return _shape(mark)
    return _words(mark) if isinstance(mark, Words) else _icon(mark)


def _shape(shape: Shape) -> str:
    look = f' fill="{_fill(shape)}"'
    if shape.opacity < 1:
        look += f' fill-opacity="{shape.opacity:g}"'
    if shape.stroke is not None:
        look += f' stroke="{PAPER[shape.stroke]}" stroke-width="{shape.width:g}"'
        look += ' stroke-linejoin="round" stroke-linecap="butt"'
    if shape.dash:
        look += f' stroke-dasharray="{" ".join(f"{part:g}" for part in shape.dash)}"'
    return f'<path d="{"".join(map(_step, shape.steps))}"{look}/>'


def _fill(shape: Shape) -> str:
    if shape.fill is None:
        return "none"
    if shape.pattern is Pattern.SOLID:
        return PAPER[shape.fill]
    return f"url(#{_pattern_name(shape.pattern, shape.fill)})"


def _step(step: Step) -> str:
    if isinstance(step, Close):
        return "Z"
    letter = "M" if isinstance(step, Move) else "C" if isinstance(step, Curve) else "L"
    return letter + " ".join(f"{number:.2f}" for number in step)


def _words(words: Words) -> str:
    rim = ""
    if words.halo is not None:
        rim = f' paint-order="stroke" stroke="{PAPER[words.halo]}" stroke-width="{_HALO:g}"'
    return (
        f'<text x="{words.x:.2f}" y="{words.y:.2f}" font-size="{words.size:g}" '
        f'font-weight="{_WEIGHTS[words.weight]}" text-anchor="{words.align.value}" '
        f'fill="{PAPER[words.tint]}"{rim}>{_escaped(words.text)}</text>'
    )


def _icon(icon: Icon) -> str:
    return (
        f'<path transform="translate({icon.x:.2f} {icon.y:.2f}) scale({icon.size / GRID:g})" '
        f'd="{"".join(map(_step, icon_steps(icon.name)))}" fill="none" '
        f'stroke="{PAPER[icon.tint]}" stroke-width="{STROKE:g}" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


# --- patterns ------------------------------------------------------------------------------------


def _patterns(scene: Scene) -> str:
    used = sorted(
        {
            (mark.pattern, mark.fill)
            for mark in scene.marks
            if isinstance(mark, Shape) and mark.fill and mark.pattern is not Pattern.SOLID
        }
    )
    tiles = "".join(_pattern(pattern, tint) for pattern, tint in used)
    return f"<defs>{tiles}</defs>" if tiles else ""


def _pattern_name(pattern: Pattern, tint: Tint) -> str:
    return f"{pattern.value}-{tint.value}"


def _pattern(pattern: Pattern, tint: Tint) -> str:
    colour = PAPER[tint]
    side, over = _TILE, _TILE + 1
    lines = f'<path d="M-1 1l2-2M0 {side}L{side} 0M{side - 1} {over}l2-2" stroke="#FFFFFF"/>'
    across = f'<path d="M-1 {side - 1}l2 2M0 0L{side} {side}M{side - 1}-1l2 2" stroke="#FFFFFF"/>'
    dots = f'<circle cx="{side / 2:g}" cy="{side / 2:g}" r="1" fill="#FFFFFF"/>'
    inside = {
        Pattern.DIAGONAL: lines,
        Pattern.CROSS_HATCH: lines + across,
        Pattern.DOTS: dots,
    }[pattern]
    return (
        f'<pattern id="{_pattern_name(pattern, tint)}" width="{_TILE}" height="{_TILE}" '
        f'patternUnits="userSpaceOnUse"><rect width="{_TILE}" height="{_TILE}" fill="{colour}"/>'
        f"{inside}</pattern>"
    )
