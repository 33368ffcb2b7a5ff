"""One picture on the screen and on paper: the same to the eye, pixel beside pixel."""

from dataclasses import replace
from datetime import UTC, datetime
from math import ceil

import numpy as np
import numpy.typing as npt
import pypdfium2
import pytest
from PySide6.QtGui import QImage

from pbi_desktop.domain.scene import Scene
from pbi_desktop.network.picture import picture
from pbi_desktop.reports.pdf.canvas import TaggedCanvas
from pbi_desktop.reports.pdf.pictures import paint_scene as paint_on_paper
from pbi_desktop.reports.pdf.strokes import Placing
from pbi_desktop.reports.typeface import Typeface
from pbi_desktop.ui.kit.scene_paint import scene_image
from tests.network.families import shabanas_family
from tests.ui.kit.drawn import network_scene

Pixels = npt.NDArray[np.int16]
_DOTS_A_POINT = 2.0  # 144 to the inch


def family_scene() -> Scene:
    """Return a whole network, on a page of whole points."""
    scene = picture(shabanas_family(), Typeface()).scene
    return replace(scene, width=ceil(scene.width), height=ceil(scene.height))


def on_screen(scene: Scene) -> Pixels:
    """Return the pixels that Qt paints."""
    image = scene_image(scene, _DOTS_A_POINT).convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return rows[:, :, 2::-1].astype(np.int16)  # a copy: the image goes


def on_paper(scene: Scene) -> Pixels:
    """Return the pixels of the printed page, as another program shows it."""
    canvas = TaggedCanvas("A picture", "en-GB", datetime(2026, 11, 22, tzinfo=UTC))
    canvas.begin_page(scene.width, scene.height)
    canvas.belongs_to(None)
    paint_on_paper(canvas, scene, Placing(0, 0, 1))
    document = pypdfium2.PdfDocument(canvas.file())
    try:
        page = document[0].render(scale=_DOTS_A_POINT, rev_byteorder=True).to_numpy()
        return np.asarray(page[:, :, :3], np.int16)
    finally:
        document.close()


@pytest.mark.parametrize("scene", [network_scene, family_scene])
def test_the_screen_shows_what_paper_shows(scene: object) -> None:
    shown, printed = on_screen(scene()), on_paper(scene())  # type: ignore[operator]
    assert shown.shape == printed.shape
    off = np.abs(shown - printed)
    assert off.mean() <= 1.5
    assert (off.max(axis=2) > 64).mean() <= 0.01
    assert (shown.min(axis=2) < 128).mean() > 0.005  # there is something to compare


def test_the_comparison_sees_a_picture_that_lies_a_little_off() -> None:
    shown, printed = on_screen(network_scene()), on_paper(network_scene())
    assert np.abs(np.roll(shown, 4, axis=1) - printed).mean() > 1.5
