"""The colours of the canvas, blended beforehand: nothing of it is half transparent when drawn."""

from dataclasses import dataclass

from PySide6.QtGui import QColor

from pbi_desktop.domain.large_picture import NodeKind
from pbi_desktop.ui.kit.tokens import Palette

OF_KIND = {
    NodeKind.HOUSEHOLD: "voice",
    NodeKind.PERSON: "ink2",
    NodeKind.SERVICE: "info",
    NodeKind.GROUP: "ok",
    NodeKind.PLACE: "warn",
    NodeKind.NEED: "danger",
}
_FAINT = 0.22


@dataclass(frozen=True)
class Tones:
    """The colours of one palette, as the canvas needs them."""

    ground: QColor
    ink: QColor
    far_edge: QColor
    edge: QColor
    near_edge: QColor
    chosen_edge: QColor
    island: QColor
    island_edge: QColor
    bubble: QColor
    focus: QColor
    contrast: bool


def tones_of(palette: Palette) -> Tones:
    """Return the colours of a palette."""
    contrast = not palette.soft_fills
    much = (0.3, 0.45, 0.6) if contrast else (0.13, 0.3, 0.55)
    far, usual, near = (mixed(palette.surface, palette.ink3, share) for share in much)
    return Tones(
        ground=QColor(palette.surface),
        ink=QColor(palette.ink),
        far_edge=far,
        edge=usual,
        near_edge=near,
        chosen_edge=QColor(palette.primary),
        island=mixed(palette.surface, palette.canvas if not palette.dark else palette.sunken, 0.8),
        island_edge=mixed(palette.surface, palette.ink3, 0.5 if contrast else 0.22),
        bubble=QColor(palette.primary_soft),
        focus=QColor(palette.focus),
        contrast=contrast,
    )


def mixed(ground: str | QColor, tone: str | QColor, share: float) -> QColor:
    """Return a colour between two, as a share of the second laid over the first."""
    one, other = QColor(ground), QColor(tone)
    return QColor.fromRgbF(
        one.redF() + (other.redF() - one.redF()) * share,
        one.greenF() + (other.greenF() - one.greenF()) * share,
        one.blueF() + (other.blueF() - one.blueF()) * share,
    )


def dimmed(ground: QColor, tone: QColor) -> QColor:
    """Return the colour of what is not in focus."""
    return mixed(ground, tone, _FAINT)
