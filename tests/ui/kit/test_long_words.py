"""One long word without a space makes nothing as wide as itself, and is said and read whole."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from pbi_desktop.ui.kit.widgets.chips import Chip
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.writing import breakable

LONG = "X" * 400
_BREAK = "\N{ZERO WIDTH SPACE}"


@pytest.mark.parametrize("role", ["support", "body", "card", "page"])
def test_a_long_word_makes_a_label_that_wraps_no_wider_than_a_column(
    qtbot: QtBot, role: str
) -> None:
    words = label(f"Bo {LONG}", role, wrap=True)
    qtbot.addWidget(words)
    assert words.minimumSizeHint().width() < 800
    words.setText(LONG)
    assert words.minimumSizeHint().width() < 800


def test_the_text_and_the_name_are_the_true_ones(qtbot: QtBot) -> None:
    words = label(f"Bo {LONG}", wrap=True)
    qtbot.addWidget(words)
    spoken = QAccessible.queryAccessibleInterface(words)
    assert words.text() == f"Bo {LONG}"
    assert spoken is not None
    assert spoken.text(QAccessible.Text.Name) == f"Bo {LONG}"
    words.setText("Bo")
    assert (words.text(), spoken.text(QAccessible.Text.Name)) == ("Bo", "Bo")


def test_a_name_that_was_given_to_a_label_stays(qtbot: QtBot) -> None:
    words = label("Bo", wrap=True)
    qtbot.addWidget(words)
    words.setAccessibleName("The name")
    words.setText("Kofi")
    assert words.accessibleName() == "The name"


@given(st.text(max_size=120))
@settings(max_examples=40)
def test_nothing_but_places_to_break_is_added(text: str) -> None:
    plain = text.replace(_BREAK, "")
    shown = breakable(plain)
    assert shown.replace(_BREAK, "") == plain
    assert (shown == plain) or max(map(len, re.split(r"[ \t\r\n]", plain))) > 24


def test_a_mark_stays_with_its_letter() -> None:
    shown = breakable("e\N{COMBINING ACUTE ACCENT}" * 40)
    assert _BREAK in shown
    assert f"{_BREAK}\N{COMBINING ACUTE ACCENT}" not in shown


def test_a_chip_with_a_long_word_may_be_narrower_and_says_the_whole(qtbot: QtBot) -> None:
    chip = Chip(f"Interpreter: {LONG}", icon="languages")
    qtbot.addWidget(chip)
    assert chip.minimumSizeHint().width() < 500
    chip.resize(chip.minimumSizeHint())
    chip.show()
    assert chip.toolTip() == chip.accessibleName() == f"Interpreter: {LONG}"
    short = Chip("Urdu interpreter, not family", icon="languages")
    qtbot.addWidget(short)
    assert short.minimumSizeHint() == short.sizeHint()
