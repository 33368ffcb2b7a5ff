"""The picture of a network on paper beside the same on the screen, pixel beside pixel.

Both are painted 144 dots to the inch. There is no clock in it: what is compared is how far the two
are from each other, against the most that they may be.
"""

import os
from dataclasses import replace
from datetime import UTC, date, datetime
from math import ceil
from typing import TypeAlias
from uuid import UUID

import numpy as np
import numpy.typing as npt
import pypdfium2
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from pbi_desktop.bench.measured import Measured
from pbi_desktop.domain.casework import Flow, Gender, Quality, TieKind
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.scene import Scene
from pbi_desktop.domain.ties import HomeFact, NetworkFacts, PersonFact, ServiceFact, TieFact
from pbi_desktop.network.picture import picture
from pbi_desktop.reports.pdf.canvas import TaggedCanvas
from pbi_desktop.reports.pdf.pictures import paint_scene
from pbi_desktop.reports.pdf.strokes import Placing
from pbi_desktop.reports.typeface import Typeface
from pbi_desktop.ui.kit.scene_paint import scene_image

Pixels: TypeAlias = npt.NDArray[np.int16]

_DOTS_A_POINT = 2.0
_MEAN, _OFF, _FAR = 1.5, 0.01, 64
_MEAN_STRETCH, _OFF_STRETCH = 1.3, 0.005
_FAMILIES = ((5, 4), (12, 8), (22, 12))
"""How many people and how many services are drawn: plain, full, and as many as are not folded."""


def print_lines(rounds: int) -> list[Measured]:  # noqa: ARG001 - the same at every round
    """Return how far paper is from the screen, as shares of the most that it may be."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # nothing is shown
    _app = QApplication.instance() or QApplication(["pbi-desktop-bench"])
    found = [distance(scene_of(*size)) for size in _FAMILIES]
    means = tuple(mean / _MEAN for mean, _ in found)
    offs = tuple(off / _OFF for _, off in found)
    far = f"picture on paper, pixels off by more than {_FAR}"
    return [
        ("picture on paper, mean", f"{_MEAN} of 255", means, 1.0, _MEAN_STRETCH / _MEAN),
        (far, f"{_OFF:.0%} of them", offs, 1.0, _OFF_STRETCH / _OFF),
    ]


def distance(scene: Scene) -> tuple[float, float]:
    """Return the mean difference of 255, and the share of pixels that are far off."""
    off = np.abs(_on_screen(scene) - _on_paper(scene))
    return float(off.mean()), float((off.max(axis=2) > _FAR).mean())


def scene_of(people: int, services: int) -> Scene:
    """Return the picture of an invented family, on a page of whole points."""
    scene = picture(_family(people, services), Typeface(), "Holts and Lees").scene
    return replace(scene, width=ceil(scene.width), height=ceil(scene.height))


def _family(people: int, services: int) -> NetworkFacts:
    ids = [PersonId(UUID(int=number + 1)) for number in range(people)]
    genders, qualities, flows = list(Gender), list(Quality), list(Flow)
    return NetworkFacts(
        ids[0],
        date(2026, 11, 21),
        tuple(
            PersonFact(key, f"Person {n} Akhtar", f"Person {n}", gender=genders[n % len(genders)])
            for n, key in enumerate(ids)
        ),
        tuple(HomeFact(key) for key in ids[:4]),
        tuple(
            TieFact(ids[(n - 1) // 3], key, TieKind.PARENT, qualities[n % len(qualities)])
            for n, key in enumerate(ids)
            if n
        ),
        tuple(
            ServiceFact(
                UUID(int=1000 + n), ids[n % min(4, people)], f"Service {n}",
                quality=qualities[n % len(qualities)], flow=flows[n % len(flows)],
            )
            for n in range(services)
        ),
    )  # fmt: skip


def _on_screen(scene: Scene) -> Pixels:
    image = scene_image(scene, _DOTS_A_POINT).convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return rows[:, :, 2::-1].astype(np.int16)  # a copy: the image goes


def _on_paper(scene: Scene) -> Pixels:
    canvas = TaggedCanvas("A picture", "en-GB", datetime(2026, 11, 21, tzinfo=UTC))
    canvas.begin_page(scene.width, scene.height)
    canvas.belongs_to(None)
    paint_scene(canvas, scene, Placing(0, 0, 1))
    with pypdfium2.PdfDocument(canvas.file()) as document:
        page = document[0].render(scale=_DOTS_A_POINT, rev_byteorder=True).to_numpy()
        return np.asarray(page[:, :, :3], np.int16)
