"""The colours hold the contrast they promise, by the WCAG formula."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.ui.kit.tokens import (
    DARK,
    LIGHT,
    TEXT,
    Palette,
    contrast,
    high_contrast,
    luminance,
)

BOTH = pytest.mark.parametrize("palette", [LIGHT, DARK, high_contrast()], ids=lambda p: p.name)
TEXT_RATIO, EDGE_RATIO = 4.5, 3.0
SOFT = ("voice", "danger", "warn", "ok", "info")

# The ratios the design promises, light and dark: token, ground, light, dark.
PROMISED = [
    ("ink", "surface", 15.8, 14.2),
    ("ink2", "surface", 7.7, 9.4),
    ("ink2", "sunken", 6.4, 8.3),
    ("ink3", "surface", 5.5, 6.5),
    ("ink3", "sunken", 4.6, 5.7),
    ("control", "surface", 3.9, 4.8),
    ("primary", "surface", 7.6, 8.6),
    ("on_primary", "primary", 7.6, 8.5),
    ("primary", "primary_soft", 6.3, 6.5),
    ("voice", "voice_soft", 7.2, 7.9),
    ("danger", "danger_soft", 6.4, 7.0),
    ("warn", "warn_soft", 6.5, 7.9),
    ("ok", "ok_soft", 6.2, 7.7),
    ("info", "info_soft", 6.2, 7.3),
    ("rail_ink", "rail", 11.7, 17.1),
    ("rail_ink2", "rail", 7.9, 9.4),
    ("ribbon_ink", "ribbon", 13.4, 11.4),
    ("ribbon_ink", "ribbon_plain", 9.7, 9.7),
    ("ribbon_ink", "view_as", 8.5, 8.5),
]
STAGES = [(10.2, 6.9), (5.3, 7.7), (5.6, 7.7), (5.8, 8.4), (8.4, 8.5)]


@pytest.mark.parametrize(("token", "ground", "light", "dark"), PROMISED)
def test_each_pair_has_the_ratio_the_design_states(
    token: str, ground: str, light: float, dark: float
) -> None:
    assert contrast(getattr(LIGHT, token), getattr(LIGHT, ground)) == pytest.approx(light, abs=0.1)
    assert contrast(getattr(DARK, token), getattr(DARK, ground)) == pytest.approx(dark, abs=0.1)


@pytest.mark.parametrize("stage", range(5))
def test_each_stage_has_the_ratio_the_design_states(stage: int) -> None:
    light, dark = STAGES[stage]
    assert contrast(LIGHT.stages[stage], LIGHT.surface) == pytest.approx(light, abs=0.1)
    assert contrast(DARK.stages[stage], DARK.surface) == pytest.approx(dark, abs=0.1)


@BOTH
def test_every_text_can_be_read_on_every_ground_it_stands_on(palette: Palette) -> None:
    grounds = ("canvas", "surface", "sunken")
    pairs = [(ink, ground) for ink in ("ink", "ink2", "ink3") for ground in grounds]
    pairs += [(tone, f"{tone}_soft") for tone in (*SOFT, "primary")]
    pairs += [("ink", f"{tone}_soft") for tone in (*SOFT, "primary")]
    pairs += [(tone, "surface") for tone in (*SOFT, "primary")]
    pairs += [("ink2", "primary_soft"), ("ink2", "voice_soft"), ("ink2", "danger_soft")]
    pairs += [("rail_ink", "rail"), ("rail_ink2", "rail"), ("rail_ink", "rail_selected")]
    pairs += [("on_badge", "badge"), ("on_primary", "primary"), ("surface", "danger")]
    low = {
        pair: round(contrast(getattr(palette, pair[0]), getattr(palette, pair[1])), 2)
        for pair in pairs
        if contrast(getattr(palette, pair[0]), getattr(palette, pair[1])) < TEXT_RATIO
    }
    assert low == {}


@BOTH
def test_edges_and_the_focus_ring_stand_out(palette: Palette) -> None:
    for ground in ("surface", "canvas"):
        assert contrast(palette.control, getattr(palette, ground)) >= EDGE_RATIO
        assert contrast(palette.ink, getattr(palette, ground)) >= EDGE_RATIO
    assert contrast(palette.focus, palette.rail) >= EDGE_RATIO
    assert contrast(palette.badge, palette.rail) >= EDGE_RATIO


def test_high_contrast_drops_soft_fills_and_takes_the_systems_colours() -> None:
    palette = high_contrast("#FFFFFF", "#000000", "#0000FF")
    assert not palette.soft_fills
    assert not palette.dark
    assert {palette.voice_soft, palette.danger_soft, palette.canvas} == {"#FFFFFF"}


def test_no_text_is_under_12_pixels() -> None:
    assert min(style.px for style in TEXT.values()) == 12


colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


@given(colours, colours)
def test_contrast_is_the_same_both_ways_and_lies_between_1_and_21(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1.0 <= contrast(one, other) <= 21.0
    assert 0.0 <= luminance(one) <= 1.0


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
