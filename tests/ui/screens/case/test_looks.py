"""For everybody: names, Tab, large text, right to left, long and foreign words, safe text."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.ids import WorkerId
from pbi_desktop.services.case_rows import Alert, CaseHeader, CaseNow
from pbi_desktop.services.papers_rows import CasePapers
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.theme import Theme
from pbi_desktop.ui.kit.tokens import COMPACT, DARK, LIGHT, Look
from pbi_desktop.ui.screens.case.ports import Tab
from pbi_desktop.ui.screens.case.tab_order import stops
from pbi_desktop.ui.screens.case.view import CaseScreen
from pbi_desktop.ui.screens.case.wishes import Form
from tests.support.accessibility import FileCanary, clipped, describe, tab_ring, unnamed
from tests.ui.kit.drawn import network_scene
from tests.ui.screens.case import invented, invented_homes

DOCKED = [form for form in Form if form not in (Form.NOTE, Form.MATTERS, Form.LINE, Form.CONFIRM)]
Show = Callable[..., CaseScreen]
_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
_URDU = "\u0634\u0628\u0627\u0646\u06c1 \u0627\u062e\u062a\u0631"
PAPERS = CasePapers((), may_write=True, categories=(Category.CORE,))
_BENGALI = "\u09b0\u09b9\u09bf\u09ae\u09be"


def settle() -> None:
    for _ in range(8):  # a label that wraps moves what is under it, level by level
        QApplication.processEvents()


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Show]:
    """Return a function that shows an invented case, whole, without a store."""
    made: list[CaseScreen] = []

    def show_it(
        name: str = "Shabana Akhtar",
        words: str = "Ring council tax",
        privacy: Privacy | None = None,
    ) -> CaseScreen:
        screen = CaseScreen(privacy or Privacy(), WorkerId(uuid4()))
        made.append(screen)
        head = invented.header(name)
        screen.begin(Tab.NOW)
        screen.show_head(head, invented.TODAY)
        fill(screen, head, invented.now(head, words), words)
        screen.resize(1240, 820)
        screen.show()
        screen.activateWindow()
        qtbot.waitUntil(screen.isActiveWindow)
        settle()
        return screen

    yield show_it
    for screen in made:
        screen.close()
        screen.deleteLater()


def fill(screen: CaseScreen, head: CaseHeader, now: CaseNow, words: str) -> None:
    screen.show_now(now, invented.TODAY)
    screen.show_story(invented.story(20), invented.TODAY)
    screen.show_plan(invented.plan(head, words), invented.TODAY)
    screen.show_seen(invented.seen(head, network_scene(), words), invented.TODAY)
    screen.show_money(invented.money(), invented.TODAY)
    screen.show_home(invented_homes.home(words), invented.TODAY)
    screen.papers.show_papers(PAPERS, invented.TODAY)
    screen.rights.show_rights(invented.rights())


_FROM_RIGHT, _LARGE = Qt.LayoutDirection.RightToLeft, 1.6


def every_view(screen: CaseScreen) -> Iterator[str]:
    """Bring each tab and each form into view in turn."""
    for tab in Tab:
        screen.show_tab(tab)
        settle()
        yield f"tab {tab}"
    screen.show_tab(Tab.NOW)
    for form in DOCKED:
        screen.open_form(form)
        settle()
        yield f"form {form}"
        screen.forms.dock.shut()
    screen.now.matters.open_form()
    settle()
    yield "form matters"
    screen.now.matters.close_form()
    screen.forms.composer.edit.setPlainText("Home visit /told by her sister\n/step ring fri")
    settle()
    yield "note"
    screen.forms.composer.edit.setPlainText("/")
    settle()
    yield "slash"


@pytest.mark.long  # each run walks every form so in tests/bootstrap/test_every_screen.py
def test_every_control_has_a_name_and_tab_reaches_and_leaves_it(show: Show) -> None:
    screen = show()
    for view in every_view(screen):
        assert unnamed(screen) == [], view
        tab_ring(screen)


def test_tab_goes_in_reading_order_also_to_what_was_made_last(show: Show) -> None:
    screen = show()
    for view in every_view(screen):
        visited = tab_ring(screen)
        boxes = [stop.focusProxy() or stop for stop in stops(screen)]
        reading = [stop for stop in boxes if stop in visited]
        start = visited.index(reading[0])
        around = [*visited[start:], *visited[:start]]
        assert [describe(one) for one in around] == [describe(one) for one in reading], view


def test_what_is_added_to_the_plan_stands_before_what_comes_after_it(show: Show) -> None:
    screen = show()
    screen.show_tab(Tab.PLAN)
    settle()
    names = [stop.accessibleName() for stop in tab_ring(screen)]
    begin = names.index("Add what they want: Ring council tax")
    assert begin < names.index("Add a need") < names.index("Refer to a group or agency")
    assert names.index("Refer to a group or agency") < names.index("Write what happened")


@pytest.mark.parametrize(
    ("direction", "scale"),
    [
        pytest.param(
            direction,
            scale,
            # Every form in every pose takes seconds: the ends in each run, all of them in the long.
            marks=[pytest.mark.long] * ((direction is _FROM_RIGHT) is not (scale > _LARGE)
                                        or scale in (1.3, 1.6)),
        )
        for scale in (1.0, 1.3, 1.6, 2.0)
        for direction in (Qt.LayoutDirection.LeftToRight, _FROM_RIGHT)
    ],
)  # fmt: skip
def test_nothing_is_cut_at_any_text_size_in_either_direction(
    show: Show, look: Theme, qapp: QApplication, scale: float, direction: Qt.LayoutDirection
) -> None:
    qapp.setLayoutDirection(direction)
    look.apply(Look(LIGHT, scale))
    screen = show()
    for view in every_view(screen):
        assert clipped(screen) == [], f"{view} at {scale}"


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("X", marks=pytest.mark.long),
        "W" * 300,
        pytest.param("Anne-Marie " * 27, marks=pytest.mark.long),
        _URDU,
        pytest.param(_BENGALI, marks=pytest.mark.long),
    ],
)
def test_every_name_comes_through_whole(show: Show, name: str) -> None:
    screen = show(name, words=invented.LONG)
    shown = [label.text() for label in screen.head.findChildren(QLabel)]
    assert name in shown
    for view in every_view(screen):
        assert clipped(screen) == [], view


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_one_endless_word_makes_no_head_wider_than_the_window(
    show: Show, look: Theme, scale: float
) -> None:
    look.apply(Look(LIGHT, scale))
    screen = show("X" * 400)
    told = Alert(f"Interpreter: {'Y' * 400}", "languages", strong=False)
    head = replace(
        invented.header("X" * 400), alerts=(told,), address="Z" * 400, known_as="Q" * 400
    )
    screen.show_head(head, invented.TODAY)
    settle()
    assert screen.head.minimumSizeHint().width() <= 1240


def test_a_tab_is_grey_until_it_is_here_and_stays_while_it_is_asked_again(show: Show) -> None:
    screen = show()
    assert all(page.is_ready for page in screen.pages.values())
    screen.begin(Tab.STORY)
    settle()
    assert not any(page.is_ready for page in screen.pages.values())
    assert not any("Entry 1." in label.text() for label in screen.findChildren(QLabel))
    screen.show_head(invented.header(), invented.TODAY)
    screen.show_story(invented.story(3), invented.TODAY)
    assert screen.story.is_ready
    screen.show_tab(Tab.NOW)
    screen.show_tab(Tab.STORY)
    assert screen.story.is_ready, "what was shown stays until its successor is here"


def test_a_look_that_changes_while_the_case_is_open_leaves_nothing_cut(
    show: Show, look: Theme
) -> None:
    screen = show()
    for chosen in (Look(DARK, 2.0), Look(LIGHT, 1.0, COMPACT), Look(DARK, 1.3)):
        look.apply(chosen)
        settle()
        assert clipped(screen) == [], chosen


def test_hiding_names_covers_every_tab(show: Show) -> None:
    privacy = Privacy()
    screen = show(words="Secret words", privacy=privacy)
    privacy.hide(True)
    for tab in Tab:
        screen.show_tab(tab)
        settle()
        shown = "\n".join(
            label.text() for label in screen.findChildren(QLabel) if label.isVisible()
        )
        for word in ("Secret", "Shabana", "Alderbank", "Nasreen"):
            assert word not in shown, f"{word} on {tab}"
    assert not any("Secret" in line or "Nasreen" in line for line in screen.network.tree.sentences)


def test_text_from_records_stays_text_and_opens_no_file(show: Show, tmp_path: Path) -> None:
    with FileCanary(tmp_path) as canary:
        screen = show("Shabana <b>Akhtar</b>", words=canary.markup)
        for _view in every_view(screen):
            settle()
        assert not canary.was_opened
        assert any("a<b and c>d" in label.text() for label in screen.findChildren(QLabel))


# --- the story ----------------------------------------------------------------------------------


def test_ten_thousand_entries_are_shown_and_scrolled_without_measuring_them_all(
    show: Show,
) -> None:
    screen = show()
    story = invented.story(10_000)
    screen.show_tab(Tab.STORY)
    settle()
    started = time.process_time()
    screen.show_story(story, invented.TODAY)
    settle()
    first = time.process_time() - started
    assert screen.story.list.story.rowCount() == 10_000
    started = time.process_time()
    bar = screen.story.list.verticalScrollBar()
    for at in range(20):
        bar.setValue(bar.maximum() * at // 20)
        QApplication.processEvents()
    scrolled = (time.process_time() - started) / 20
    assert first < 2.0, f"{first:.2f} s of work before the first entries are in sight"
    assert scrolled < 0.2, f"{scrolled:.3f} s of work for one turn of the wheel"
    assert screen.story.count.text() == "10,000 entries"


def test_the_story_is_read_out_line_by_line_with_its_marks(show: Show) -> None:
    screen = show()
    screen.show_tab(Tab.STORY)
    settle()
    interface = QAccessible.queryAccessibleInterface(screen.story.list)
    assert interface is not None
    spoken = interface.child(0).text(QAccessible.Text.Name)
    assert spoken.startswith("Yesterday: Home visit, At home, Leah Ogden. Entry 0.")
    assert spoken.endswith("Marked told by her sister.")


def test_filters_narrow_the_story_and_show_all_brings_it_back(show: Show) -> None:
    screen = show()
    screen.show_tab(Tab.STORY)
    settle()
    screen.story.search.setText("entry 19")
    assert screen.story.count.text() == "1 of 20 entries"
    screen.story.search.setText("nobody wrote this")
    settle()
    assert screen.story._none.isVisible()
    screen.story.all_button.click()
    assert screen.story.count.text() == "20 entries"


# --- the network --------------------------------------------------------------------------------


def test_the_network_is_a_tree_of_whole_sentences(show: Show) -> None:
    screen = show(words="Shabana cares for her.")
    assert screen.network.tree.sentences == [
        "Family at home: 3 people",
        "Nasreen, mum, 68. Shabana cares for her.",
        "Idris, son, 9.",
        "Services: No service is recorded.",
    ]


def test_where_there_is_no_picture_the_words_stay(show: Show) -> None:
    screen = show()
    network = screen.network
    screen.show_tab(Tab.NETWORK)
    settle()
    assert network.picture.view.isVisible()
    screen.fail_picture("The picture could not be drawn.")
    settle()
    assert not network.picture.view.isVisible()
    assert network.picture.words == "The picture could not be drawn."
    assert network.tree.isVisible()
    network.tree.setFocus()
    QTest.keyClick(network.tree, Qt.Key.Key_F6)
    assert network.tree.hasFocus()


@pytest.mark.parametrize(("width", "scale", "beside"), [(1240, 1.0, True), (700, 1.0, False),
                                                        (1240, 1.6, False)])  # fmt: skip
def test_large_text_and_narrow_windows_put_the_words_first(
    show: Show, look: Theme, width: int, scale: float, beside: bool
) -> None:
    look.apply(Look(LIGHT, scale))
    screen = show()
    screen.show_tab(Tab.NETWORK)
    screen.resize(width, 820)
    settle()
    network = screen.network
    words = network.tree.mapTo(screen, network.tree.rect().topLeft())
    drawn = network.picture.view.mapTo(screen, network.picture.view.rect().topLeft())
    assert (drawn.x() + network.picture.view.width() < words.x()) is beside
    assert (drawn.y() > words.y() + network.tree.height()) is not beside
    order = [w for w in stops(network) if w in (network.tree, network.picture.view)]
    first = network.picture.view if beside else network.tree
    assert order[0] is first


def test_an_empty_part_of_the_network_says_so(show: Show) -> None:
    screen = show()
    assert any("No service is recorded." in line for line in screen.network.tree.sentences)
