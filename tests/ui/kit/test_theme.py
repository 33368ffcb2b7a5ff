"""The look of the application: our typeface, our palette, and every size by the text scale."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontInfo, QFontMetrics, QImage, QPainter, QPalette, QRawFont
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pbi_desktop.ui.kit.theme import Theme, theme
from pbi_desktop.ui.kit.tokens import (
    DARK,
    FAMILY,
    LIGHT,
    TEXT,
    Look,
    Palette,
    contrast,
    high_contrast,
)
from pbi_desktop.ui.kit.widgets.choices import Pick
from pbi_desktop.ui.kit.widgets.fields import LineField
from pbi_desktop.ui.kit.widgets.labels import label
from tests.ui.conftest import RESOURCES

PALETTES = pytest.mark.parametrize(
    "palette", [LIGHT, DARK, high_contrast()], ids=lambda palette: palette.name
)


@pytest.mark.parametrize("role", TEXT)
def test_each_step_of_the_type_scale_is_in_our_typeface(look: Theme, role: str) -> None:
    found = QFontInfo(look.font(role))
    assert found.family() == FAMILY
    assert found.weight() == TEXT[role].weight
    assert found.pixelSize() == TEXT[role].px


@pytest.mark.parametrize("letters", ["ٹڈڑےںھگچپ", "ডালিয়া", "Łódź Ŵŷn £−–’…"])
def test_names_in_every_script_of_the_town_are_in_a_bundled_face(look: Theme, letters: str) -> None:
    family = look.font("body").families()
    files = sorted((RESOURCES / "fonts").glob("*-Regular.ttf"))
    faces = [QRawFont(str(file), 16) for file in files]
    assert {face.familyName() for face in faces} == set(family)
    for letter in letters:
        assert letter == " " or any(face.supportsCharacter(ord(letter)) for face in faces), letter


def test_figures_line_up_where_they_should(look: Theme) -> None:
    metrics = QFontMetrics(look.font("dense", tabular=True))
    widths = {metrics.horizontalAdvance(figure * 10) for figure in "0123456789"}
    assert len(widths) == 1


@PALETTES
@pytest.mark.parametrize("group", [QPalette.ColorGroup.Active, QPalette.ColorGroup.Disabled])
def test_qts_own_palette_keeps_the_contrast_too(
    look: Theme, palette: object, group: QPalette.ColorGroup
) -> None:
    look.apply(Look(palette))  # type: ignore[arg-type]
    colours = QApplication.palette()
    role = QPalette.ColorRole
    pairs = [
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.PlaceholderText, role.Base),
        (role.ButtonText, role.Button),
        (role.HighlightedText, role.Highlight),
        (role.ToolTipText, role.ToolTipBase),
    ]
    for ink, ground in pairs:
        one, other = (colours.color(group, part).name() for part in (ink, ground))
        assert contrast(one, other) >= 4.5, (ink, ground, group)


def test_the_placeholder_of_a_field_is_drawn_in_our_colour(look: Theme, qtbot: QtBot) -> None:
    field = LineField("Phone", placeholder="For example, last four digits")
    qtbot.addWidget(field)
    field.show()
    colours = field.editor.palette()
    drawn = colours.color(QPalette.ColorGroup.Active, QPalette.ColorRole.PlaceholderText)
    assert contrast(drawn.name(), look.palette.surface) >= 4.5


@pytest.mark.parametrize(("asked", "given"), [(1.0, 1.0), (1.5, 1.5), (2.0, 2.0), (5, 2), (0.2, 1)])
def test_text_scales_from_100_to_200_percent(look: Theme, asked: float, given: float) -> None:
    look.apply(Look(scale=asked))
    assert look.px(40) == 40 * given
    assert QFontInfo(look.font("body")).pixelSize() == round(15 * given)


def test_a_label_made_before_grows_with_the_text(look: Theme, qtbot: QtBot) -> None:
    made = label("Shabana Akhtar", "page")
    qtbot.addWidget(made)
    made.show()
    before = made.sizeHint()
    look.apply(Look(DARK, scale=2.0))
    after = made.sizeHint()
    assert after.width() == pytest.approx(2 * before.width(), rel=0.06)
    assert made.palette().color(QPalette.ColorRole.WindowText).name() == DARK.ink.lower()


def test_every_bundled_icon_can_be_drawn_and_takes_its_colour(look: Theme) -> None:
    names = sorted(file.stem for file in (RESOURCES / "icons").glob("*.svg"))
    assert len(names) >= 60
    for name in names:
        image = QImage(24, 24, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        look.paint_icon(painter, QRect(0, 0, 24, 24), name, "#A3211B")
        painter.end()
        drawn = [image.pixelColor(x, y) for x in range(24) for y in range(24)]
        solid = [colour for colour in drawn if colour.alpha() > 200]
        assert solid, f"{name} draws nothing"
        assert all(colour.red() > colour.blue() for colour in solid), name


def test_each_face_and_icon_set_has_its_licence() -> None:
    licences = {file.stem for file in (RESOURCES / "licences").glob("*.txt")}
    faces = {file.stem.split("-")[0] for file in (RESOURCES / "fonts").glob("*.ttf")}
    assert faces | {"Lucide"} == licences


def test_a_missing_typeface_is_a_loud_failure(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "Broken.ttf").write_bytes(b"not a face")
    with pytest.raises(FileNotFoundError):
        Theme(qapp, tmp_path)


def test_there_is_one_theme_and_widgets_find_it(look: Theme) -> None:
    assert theme() is look


@pytest.mark.qt_log_ignore("does not support")  # what opens asks the platform to raise it
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_what_opens_over_a_window_wears_its_style_sheet(
    look: Theme,
    qtbot: QtBot,
    palette: Palette,
) -> None:
    window, choice = QWidget(), Pick("Kind", [("a", "Rent"), ("b", "Fuel")])
    menu = QMenu(window)
    menu.addAction("Copy")
    QVBoxLayout(window).addWidget(choice)
    qtbot.addWidget(window)
    window.resize(400, 300)
    window.show()
    look.apply(Look(palette))
    menu.popup(window.mapToGlobal(window.rect().center()))
    assert _colour_at(menu, 3, 3) == palette.surface.lower()
    menu.hide()
    choice.showPopup()
    assert _colour_at(choice.view().viewport(), 3, 3) == palette.surface.lower()
    choice.hidePopup()
    QToolTip.showText(window.mapToGlobal(window.rect().center()), "Late", choice)
    (shown,) = [one for one in choice.findChildren(QLabel) if one.isWindow()]
    assert _colour_at(shown, 2, 2) == palette.ink.lower()
    QToolTip.hideText()


def _colour_at(widget: QWidget, x: int, y: int) -> str:
    return widget.grab().toImage().pixelColor(x, y).name()
