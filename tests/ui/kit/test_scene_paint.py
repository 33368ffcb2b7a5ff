"""A scene painted on the screen: its colours, patterns, dashes, words and icons."""

import pytest
from PySide6.QtGui import QColor, QImage

from pbi_desktop.domain.scene import (
    Align,
    Box,
    Icon,
    Mark,
    Pattern,
    Scene,
    Shape,
    Tint,
    Weight,
    Words,
    polyline,
    rectangle,
)
from pbi_desktop.reports.inks import PAPER
from pbi_desktop.reports.typeface import Typeface
from pbi_desktop.ui.kit.scene_paint import scene_image, scene_png, tint_colour
from pbi_desktop.ui.kit.tokens import DARK, LIGHT, high_contrast
from tests.ui.kit.drawn import network_scene


def painted(*marks: Mark, scale: float = 1.0) -> QImage:
    """Return marks on white, 120 by 60 points."""
    return scene_image(Scene(120, 60, marks), scale)


def at(image: QImage, x: float, y: float) -> str:
    """Return the colour of a pixel."""
    return image.pixelColor(int(x), int(y)).name().upper()


def inked(image: QImage) -> tuple[int, int, int, int]:
    """Return the left, top, right and bottom of what is not white."""
    dark = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).lightness() < 128
    ]
    xs, ys = [x for x, _ in dark], [y for _, y in dark]
    return min(xs), min(ys), max(xs) + 1, max(ys) + 1


def test_the_light_screen_has_the_colours_of_paper_for_every_tint() -> None:
    assert {tint: tint_colour(tint, LIGHT).name().upper() for tint in Tint} == PAPER


@pytest.mark.parametrize("palette", [LIGHT, DARK, high_contrast()], ids=lambda p: p.name)
def test_every_palette_paints_the_picture_on_its_own_ground(palette: object) -> None:
    image = scene_image(network_scene(), 2.0, palette)  # type: ignore[arg-type]
    assert (image.width(), image.height()) == (800, 500)
    assert at(image, 790, 490) == palette.surface.upper()  # type: ignore[attr-defined]
    assert at(image, 400 - 39, 240) == palette.voice.upper()  # type: ignore[attr-defined]


def test_patterns_lie_where_paper_has_them() -> None:
    area = rectangle(Box(0, 0, 60, 60))
    diagonal = painted(Shape(area, Tint.INK, pattern=Pattern.DIAGONAL), scale=10)
    assert at(diagonal, 300, 300) == "#FFFFFF"  # x + y is a multiple of 6
    assert at(diagonal, 330, 300) == PAPER[Tint.INK]
    crossed = painted(Shape(area, Tint.INK, pattern=Pattern.CROSS_HATCH), scale=10)
    assert at(crossed, 330, 300) == PAPER[Tint.INK]
    assert at(crossed, 330, 270) == "#FFFFFF"  # x - y is a multiple of 6
    dotted = painted(Shape(area, Tint.INK, pattern=Pattern.DOTS), scale=10)
    assert at(dotted, 330, 330) == "#FFFFFF"
    assert at(dotted, 300, 300) == PAPER[Tint.INK]


def test_a_dash_is_counted_in_points_whatever_the_width_of_the_line() -> None:
    line = polyline(((0, 30), (120, 30)))
    image = painted(Shape(line, stroke=Tint.INK, width=4, dash=(10, 5)))
    assert [at(image, x + 0.5, 30) == "#FFFFFF" for x in (5, 12, 20, 27)] == [
        False,
        True,
        False,
        True,
    ]


def test_a_fill_hides_as_much_of_the_ground_as_it_says_and_its_edge_all() -> None:
    image = painted(
        Shape(rectangle(Box(10, 10, 40, 40)), Tint.INK, Tint.DANGER, 4, opacity=0.5),
    )
    assert QColor(at(image, 30, 30)).red() == pytest.approx((0x1A + 255) / 2, abs=1)
    assert at(image, 10, 30) == PAPER[Tint.DANGER]


@pytest.mark.parametrize("text", ["Shabana Akhtar", "نسرین اختر", "মেমরি ক্লিনিক 12"])
@pytest.mark.parametrize("weight", [Weight.REGULAR, Weight.BOLD])
def test_words_are_as_wide_as_paper_measures_them_and_stand_on_their_side(
    text: str, weight: Weight
) -> None:
    wide = Typeface().width(text, 7, weight)
    for align, start in ((Align.START, 0.0), (Align.MIDDLE, wide / 2), (Align.END, wide)):
        image = painted(Words(60, 30, text, 7, Tint.INK, weight, align), scale=2)
        left, top, right, bottom = inked(image)
        assert left / 2 == pytest.approx(60 - start, abs=2)
        assert right / 2 == pytest.approx(min(60 - start + wide, 120), abs=2)
        assert 15 < top / 2 < 30 < bottom / 2 + 1


def test_a_halo_keeps_letters_free_of_what_lies_under_them() -> None:
    ground = Shape(rectangle(Box(0, 0, 120, 60)), Tint.INK)
    plain = Words(60, 35, "Il", 20, Tint.DANGER, align=Align.MIDDLE)
    rimmed = Words(60, 35, "Il", 20, Tint.DANGER, align=Align.MIDDLE, halo=Tint.SURFACE)
    white = QColor("#FFFFFF")
    assert not _has(painted(ground, plain, scale=3), white)
    assert _has(painted(ground, rimmed, scale=3), white)


def _has(image: QImage, colour: QColor) -> bool:
    return any(
        image.pixelColor(x, y) == colour
        for x in range(image.width())
        for y in range(image.height())
    )


def test_a_letter_no_typeface_has_is_a_box() -> None:
    left, top, right, bottom = inked(painted(Words(20, 40, "\u4e2d", 20), scale=2))
    assert right - left > 10
    assert bottom - top > 20


def test_an_icon_fills_its_square() -> None:
    left, top, right, bottom = inked(painted(Icon("store", 30, 10, 40), scale=2))
    assert 60 <= left < 75
    assert 125 < right <= 140
    assert 20 <= top < 35
    assert 85 < bottom <= 100


def test_a_picture_becomes_png_at_two_pixels_a_point() -> None:
    image = QImage.fromData(scene_png(network_scene()))
    assert image.width() == 800
