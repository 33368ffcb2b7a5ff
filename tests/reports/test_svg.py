"""Scenes as SVG: well-formed, whole, and with every icon that is bundled."""

import xml.etree.ElementTree as ET

import pytest

from pbi_desktop.domain.resources import resources
from pbi_desktop.domain.scene import (
    Box,
    Icon,
    Pattern,
    Scene,
    Shape,
    Tint,
    Words,
    ellipse,
    rectangle,
)
from pbi_desktop.reports.icons import icon_steps
from pbi_desktop.reports.inks import PAPER
from pbi_desktop.reports.svg import svg_file
from pbi_desktop.ui.kit.tokens import LIGHT
from tests.reports.icon_lines import icon_lines


def test_a_scene_becomes_well_formed_svg() -> None:
    hatched = Shape(ellipse(Box(0, 0, 20, 20)), fill=Tint.CRISIS, pattern=Pattern.CROSS_HATCH)
    dashed = Shape(rectangle(Box(30, 0, 20, 20), 4), stroke=Tint.INK, dash=(4, 2))
    named = Words(1, 40, "<Nasreen & Idris>", halo=Tint.SURFACE)
    scene = Scene(100, 50, (hatched, dashed, named, Icon("house", 60, 0, 18)))
    found = ET.fromstring(svg_file(scene, 'A "picture" & words'))  # noqa: S314  # our own
    assert found.attrib["aria-label"] == 'A "picture" & words'
    tags = [one.tag.rpartition("}")[2] for one in found[0]]
    assert tags == ["defs", "path", "path", "text", "path"]
    assert found[0][3].text == "<Nasreen & Idris>"


def test_the_lines_of_the_icons_are_those_of_their_pictures() -> None:
    assert (resources() / "icons" / "lines.json").read_text("utf-8") == icon_lines()
    assert len(icon_steps("house")) > 3


@pytest.mark.parametrize("tint", list(Tint))
def test_paper_and_the_light_theme_have_the_same_colours(tint: Tint) -> None:
    names = ("crisis", "not_coping", "coping", "adapted", "thriving")
    stages = dict(zip(names, LIGHT.stages, strict=True))
    assert PAPER[tint] == (stages.get(tint.value) or getattr(LIGHT, tint.value))
