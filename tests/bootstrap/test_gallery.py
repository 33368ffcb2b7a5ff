"""Every screen as a picture: all of them, in every look, and none of them empty."""

import tempfile
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pbi_desktop.bootstrap.gallery import POSES, draw_all
from pbi_desktop.domain.resources import resources
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.tokens import DARK, LIGHT, Look

SCREENS = (
    "sign-in",
    "my-day",
    "front-door",
    "front-door-found",
    "waiting",
    "same-person",
    "cases",
    "community",
    "outcomes",
    "take-in",
    "sharing-log",
    "case-now",
    "case-story",
    "case-plan",
    "case-network",
    "case-money",
    "case-sharing",
    "case-view-as",
    "emergency",
    "emergencies",
    "access",
)
RAIL = 210


@pytest.mark.long
def test_every_screen_is_drawn_in_every_look(qtbot: QtBot) -> None:
    with tempfile.TemporaryDirectory() as folder:
        drawn = draw_all(Path(folder), resources())
        wanted = {f"{screen}-{pose.name}.png" for screen in SCREENS for pose in POSES}
        assert {path.name for path in drawn} == wanted
        pictures = {path.stem: QImage(str(path)) for path in drawn}
    for name, picture in pictures.items():
        assert (picture.width(), picture.height()) == (1440, 900), name
        assert len(content(picture, name)) > 40, f"{name} shows next to nothing"
    for screen in SCREENS:
        light, dark = pictures[f"{screen}-light"], pictures[f"{screen}-dark"]
        assert ground(light) == LIGHT.canvas
        assert ground(dark) == DARK.canvas
    assert theme().look == Look()
    assert not [w for w in QApplication.topLevelWidgets() if w.isVisible()]


def content(picture: QImage, name: str) -> set[int]:
    """Return the colours of what lies beside the rail."""
    mirrored = name.endswith("right-to-left")
    left, right = (0, 1440 - RAIL) if mirrored else (RAIL, 1440)
    return {picture.pixel(x, y) for x in range(left, right, 3) for y in range(60, 860, 3)}


def ground(picture: QImage) -> str:
    """Return the colour that most of a picture is of."""
    counts: dict[str, int] = {}
    for x in range(RAIL, 1440, 7):
        for y in range(60, 900, 7):
            colour = picture.pixelColor(x, y).name().upper()
            counts[colour] = counts.get(colour, 0) + 1
    known = {colour: counts.get(colour, 0) for colour in (LIGHT.canvas, DARK.canvas)}
    return max(known, key=lambda colour: known[colour])
