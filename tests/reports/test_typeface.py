"""Words are as wide as their glyphs, letters join, and no letter is lost, whatever the script."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.scene import TextMeasure, Weight
from pbi_desktop.domain.text import clean_text
from pbi_desktop.reports.bidi import base_level, visual_order
from pbi_desktop.reports.typeface import BOX, Typeface, language_of, shape
from tests.reports.samples import URDU_NAME

BENGALI_NAME = "\u09b0\u09b9\u09bf\u09ae\u09be \u09ac\u09c7\u0997\u09ae"
HEBREW = "\u05d0\u05d1\u05d2"
texts = st.text(
    st.sampled_from("ab 1-,.()\n\u00e9\u0301" + URDU_NAME + BENGALI_NAME + HEBREW + "\u200d\u200f")
    | st.characters(),
    max_size=30,
)


def visual(text: str, base: int | None = None) -> str:
    """Return the letters as the eye meets them from left to right, for letters of one glyph."""
    level = base_level(text) if base is None else base
    return "".join(
        text[one.start : one.end][:: -1 if one.right_to_left else 1]
        for one in visual_order(text, level)
    )


def letters(text: str) -> list[str]:
    return sorted("".join(glyph.text for run in shape(text).runs for glyph in run.glyphs))


def test_it_measures_for_layouts() -> None:
    measure: TextMeasure = Typeface()
    assert measure.width("Leah Ogden", 20, Weight.REGULAR) == pytest.approx(
        2 * measure.width("Leah Ogden", 10, Weight.REGULAR)
    )
    assert measure.width("Leah", 10, Weight.BOLD) > measure.width("Leah", 10, Weight.REGULAR)
    assert measure.width("", 10, Weight.REGULAR) == 0


def test_latin_pairs_are_kerned() -> None:
    apart = shape("T").step + shape("o").step
    assert shape("To").step < apart


def test_urdu_letters_join() -> None:
    joined = {glyph.number for run in shape(URDU_NAME[:5]).runs for glyph in run.glyphs}
    alone = {
        glyph.number
        for letter in URDU_NAME[:5]
        for run in shape(letter).runs
        for glyph in run.glyphs
    }
    assert joined != alone
    assert not shape(URDU_NAME).reads_plain


def test_each_script_has_its_face() -> None:
    runs = shape(f"Aa {URDU_NAME} {BENGALI_NAME}", Weight.SEMI_BOLD, 0).runs
    faces = {run.face for run in runs}
    assert faces == {
        "AtkinsonHyperlegibleNext-SemiBold",
        "NotoNaskhArabic-SemiBold",
        "NotoSansBengali-SemiBold",
    }


def test_numbers_and_english_words_keep_their_way_among_hebrew_letters() -> None:
    first, second, third = list(HEBREW)
    assert visual(f"ab {HEBREW} 12, c") == f"ab 12 {third}{second}{first}, c"
    assert visual(f"{HEBREW} 12") == f"12 {third}{second}{first}"
    assert visual(f"{HEBREW} ab {HEBREW}") == f"{third}{second}{first} ab {third}{second}{first}"
    assert visual("10-20% off", 1) == "off 10-20%"
    assert visual(f"ab ({HEBREW})", 0) == f"ab ({third}{second}{first})"


def test_a_letter_that_no_face_holds_is_a_box_and_not_lost() -> None:
    found = shape("a\u65e5b")
    assert [(run.face == BOX, run.glyphs[0].text) for run in found.runs] == [
        (False, "a"),
        (True, "\u65e5"),
        (False, "b"),
    ]


def test_the_script_tells_the_language() -> None:
    assert language_of(URDU_NAME) == "ur"
    assert language_of("\u0645\u062d\u0645\u062f") == "ar"
    assert language_of(BENGALI_NAME) == "bn"
    assert language_of("Leah") == language_of("Si\u00e2n") == ""


@settings(max_examples=40)
@given(texts)
def test_no_letter_is_ever_lost_and_width_is_never_less_than_nothing(text: str) -> None:
    kept = clean_text(text)[0].replace("\n", " ").replace("\t", " ")
    assert letters(text) == sorted(kept)
    assert Typeface().width(text, 10, Weight.REGULAR) >= 0


@settings(max_examples=40)
@given(texts, st.sampled_from([0, 1]))
def test_every_letter_of_a_line_has_exactly_one_place(text: str, base: int) -> None:
    places = [place for one in visual_order(text, base) for place in range(one.start, one.end)]
    assert sorted(places) == list(range(len(text)))


def test_importing_it_loads_no_shaper() -> None:
    code = (
        "import sys, pbi_desktop.reports.typeface\n"
        "print([name for name in ('uharfbuzz', 'reportlab') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_even_figures_are_as_wide_as_each_other_and_nothing_else_changes() -> None:
    widths = {shape(figure, even_figures=True).step for figure in "0123456789"}
    assert len(widths) == 1
    assert len({shape(figure).step for figure in "0123456789"}) > 1
    assert shape("Leah", even_figures=True).step == shape("Leah").step
