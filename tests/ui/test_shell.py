"""The shell: every screen has an address, every place a key, and nobody is left behind a lock."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import DiskFull
from pbi_desktop.domain.resources import guide
from pbi_desktop.ui.kit.ports import Navigator, Shortcut, Suggestion
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.kit.theme import Theme
from pbi_desktop.ui.kit.tokens import DARK, LIGHT, Look, contrast
from pbi_desktop.ui.kit.widgets.buttons import Button
from pbi_desktop.ui.kit.widgets.fields import LineField, TextField
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.ribbon import Marking
from pbi_desktop.ui.shell import ScreenEntry, Shell, ShellFacts
from pbi_desktop.ui.shell.entries import find_entry
from pbi_desktop.ui.shell.help_page import HelpPage
from pbi_desktop.ui.shell.history import History
from pbi_desktop.ui.shell.preferences import Preferences, palette_for
from pbi_desktop.ui.shell.tour import CARDS
from tests.support.accessibility import clipped, tab_ring, unnamed
from tests.support.robots.desk_window import words_in

FACTS = ShellFacts("Holts and Lees", "Leah Ogden", "Key worker, Housing", "Holts · PC 2", "w1")


class Screen(QWidget):
    """A small screen: a search box, a note, a button."""

    def __init__(self, navigator: Navigator, title: str) -> None:
        super().__init__()
        self.navigator = navigator
        self.parts: tuple[str, ...] = ()
        self.search = LineField("Name")
        self.note = TextField("Note")
        self.button = Button(title)
        box = QVBoxLayout(self)
        for part in (label(title, "page"), self.search, self.note, self.button):
            box.addWidget(part)

    def show_address(self, parts: Sequence[str]) -> None:
        self.parts = tuple(parts)
        if parts:
            self.navigator.crumbs("Cases", f"Case {parts[0]}")

    def land(self) -> None:
        self.search.setFocus()

    def shortcuts(self) -> Sequence[Shortcut]:
        return [Shortcut("Alt+Y", "She answered")]


def entry(address: str, title: str, number: int, section: str = "") -> ScreenEntry:
    def make(navigator: Navigator) -> QWidget:
        return Screen(navigator, title)

    return ScreenEntry(address, title, "users", number, make, section=section, guide=address)


ENTRIES = [
    entry("my-day", "My day", 1),
    entry("front-door", "Front door", 2),
    entry("cases", "Cases", 3),
    entry("case", "Case", 0, section="cases"),
]


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "windows.ini"), QSettings.Format.IniFormat)


Opener = Callable[..., Shell]


@pytest.fixture
def open_shell(qtbot: QtBot, settings: QSettings) -> Iterator[Opener]:
    opened: list[Shell] = []

    def open_it(
        width: int = 1440, height: int = 900, facts: ShellFacts = FACTS, **more: object
    ) -> Shell:
        made = Shell(facts, ENTRIES, settings, Privacy(), **more)  # type: ignore[arg-type]
        opened.append(made)
        qtbot.addWidget(made)
        made.resize(width, height)
        made.go("my-day")
        made.show()
        made.activateWindow()
        QApplication.processEvents()
        return made

    yield open_it
    for shell in opened:
        shell.close()


@pytest.fixture
def shell(open_shell: Opener) -> Shell:
    return open_shell()


def screen(shell: Shell, address: str) -> Screen:
    found = shell.screen_at(address)
    assert isinstance(found, Screen)
    return found


def press(shell: Shell, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    QTest.keyClick(QApplication.focusWidget() or shell, key, held)
    QApplication.processEvents()


CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def test_each_section_has_its_key_and_its_place_in_the_rail(shell: Shell) -> None:
    press(shell, Qt.Key.Key_2, CTRL)
    assert shell.address == "front-door"
    assert shell.rail.item("front-door").isChecked()  # type: ignore[union-attr]
    press(shell, Qt.Key.Key_3, CTRL)
    assert shell.address == "cases"
    press(shell, Qt.Key.Key_4, CTRL)
    assert shell.address == "cases"
    titles = [item.place.title for item in shell.rail.items()]
    assert titles == ["My day", "Front door", "Cases", "Help and shortcuts", "Settings"]


def test_the_rail_leads_to_its_places(shell: Shell) -> None:
    shell.rail.item("cases").click()  # type: ignore[union-attr]
    assert shell.address == "cases"


def test_arrows_move_along_the_rail(shell: Shell) -> None:
    first = shell.rail.items()[0]
    first.setFocus()
    press(shell, Qt.Key.Key_Down)
    assert shell.rail.items()[1].hasFocus()
    press(shell, Qt.Key.Key_Up)
    press(shell, Qt.Key.Key_Up)
    assert shell.rail.items()[-1].hasFocus()


def test_a_case_has_an_address_and_lights_its_section(shell: Shell) -> None:
    shell.go("case/K7QX/now")
    assert screen(shell, "case").parts == ("K7QX", "now")
    assert shell.rail.item("cases").isChecked()  # type: ignore[union-attr]
    assert shell.header.crumbs == ["Cases", "Case K7QX"]
    shell.go("my-day")
    assert shell.header.crumbs == ["My day"]


def test_the_title_of_the_window_names_no_person(shell: Shell) -> None:
    shell.go("case/K7QX/now")
    screen(shell, "case").navigator.crumbs("Cases", "Shabana Akhtar")
    assert "Shabana" not in shell.windowTitle()
    assert shell.header.crumbs == ["Cases", "Shabana Akhtar"]


def test_back_and_forward_go_over_addresses(shell: Shell) -> None:
    shell.go("case/K7QX/now")
    shell.go("case/K7QX/plan")
    press(shell, Qt.Key.Key_Left, ALT)
    assert screen(shell, "case").parts == ("K7QX", "now")
    press(shell, Qt.Key.Key_Left, ALT)
    assert shell.address == "my-day"
    press(shell, Qt.Key.Key_Left, ALT)
    assert shell.address == "my-day"
    press(shell, Qt.Key.Key_Right, ALT)
    assert shell.address == "case/K7QX/now"


def test_an_address_that_leads_nowhere_is_said_and_changes_nothing(shell: Shell) -> None:
    shell.go("meetings/7")
    assert shell.address == "my-day"
    assert "meetings/7" in shell.notices.texts[0]


def test_a_screen_is_made_once_and_only_when_it_is_wanted(shell: Shell) -> None:
    assert shell.screen_at("front-door") is None
    shell.go("front-door")
    first = shell.screen_at("front-door")
    shell.go("my-day")
    shell.go("front-door")
    assert shell.screen_at("front-door") is first


def test_the_caret_begins_where_the_screen_says_and_comes_back_where_it_was(
    shell: Shell,
) -> None:
    day = screen(shell, "my-day")
    assert day.search.editor.hasFocus()
    day.note.setFocus()
    shell.go("front-door")
    assert screen(shell, "front-door").search.editor.hasFocus()
    shell.back()
    assert day.note.editor.hasFocus()


def test_the_palette_opens_goes_and_does(shell: Shell, qtbot: QtBot) -> None:
    press(shell, Qt.Key.Key_K, CTRL)
    assert shell.palette_box.box.hasFocus()
    QTest.keyClicks(shell.palette_box.box, "front")
    qtbot.waitUntil(lambda: not shell.palette_box._pause.isActive())
    press(shell, Qt.Key.Key_Return)
    assert shell.address == "front-door"
    assert screen(shell, "front-door").search.editor.hasFocus()


def test_the_palette_shows_people_from_whoever_may_tell_of_them(open_shell: Opener) -> None:
    class Town:
        def suggest(self, words: str, on_done: Callable[[Sequence[Suggestion]], None]) -> None:
            on_done([Suggestion("People", "Kofi Mensah", lambda: None)])

    shell = open_shell(suggestions=[Town()])
    shell.open_palette()
    found = [line.text for line in shell.palette_box.list.suggestions()]
    assert found[0] == "Kofi Mensah"
    assert len(found) == 8
    shell.palette_box.shut()


def test_f8_hides_names_and_says_so(shell: Shell) -> None:
    press(shell, Qt.Key.Key_F8)
    assert shell.privacy.hidden
    assert shell.header.names.accessibleName() == "Names hidden"
    press(shell, Qt.Key.Key_F8)
    assert shell.header.names.accessibleName() == "Names shown"


def test_undo_works_from_the_bar_and_leaves_typed_words_alone(shell: Shell) -> None:
    undone: list[str] = []
    day = screen(shell, "my-day")
    day.navigator.offer_undo("Step done.", lambda: undone.append("step"))
    assert shell.undo_bar.isVisible()
    day.note.setFocus()
    QTest.keyClicks(day.note.editor, "rang")
    press(shell, Qt.Key.Key_Z, CTRL)
    assert day.note.text() != "rang"
    assert undone == []
    day.note.set_text("")
    press(shell, Qt.Key.Key_Z, CTRL)
    assert undone == ["step"]
    assert not shell.undo_bar.isVisible()


def test_undo_works_from_an_empty_line_too(shell: Shell) -> None:
    undone: list[str] = []
    shell.offer_undo("Step done.", lambda: undone.append("step"))
    screen(shell, "my-day").search.setFocus()
    press(shell, Qt.Key.Key_Z, CTRL)
    assert undone == ["step"]


def test_the_undo_bar_stays_inside_the_window(shell: Shell) -> None:
    shell.offer_undo("Step done.", lambda: None)
    shell.resize(1000, 640)
    QApplication.processEvents()
    assert shell.centralWidget().rect().contains(shell.undo_bar.geometry())  # type: ignore[union-attr]
    shell.undo_bar.undo()


def test_locking_keeps_what_is_being_typed_first(shell: Shell, qtbot: QtBot) -> None:
    day, order = screen(shell, "my-day"), []
    day.note.draft_due.connect(lambda text: order.append(f"draft {text}"))
    shell.lock_wanted.connect(lambda: order.append("lock"))
    day.note.setFocus()
    QTest.keyClicks(day.note.editor, "rang")
    press(shell, Qt.Key.Key_L, CTRL)
    assert order == ["draft rang", "lock"]


def test_closing_keeps_what_is_being_typed_and_the_window(
    shell: Shell, settings: QSettings, qtbot: QtBot
) -> None:
    day = screen(shell, "my-day")
    drafts: list[str] = []
    day.note.draft_due.connect(drafts.append)
    day.note.setFocus()
    QTest.keyClicks(day.note.editor, "rang")
    with qtbot.waitSignal(shell.closed):
        shell.close()
    assert drafts == ["rang"]
    assert settings.contains("worker-w1/geometry")


def test_nobody_there_locks_and_any_key_puts_it_off(shell: Shell, qtbot: QtBot) -> None:
    assert shell._idle._timer.interval() == 5 * 60_000
    window = shell.windowHandle()  # where real keys arrive
    shell.set_idle_minutes(0.005)
    QTest.keyClick(window, Qt.Key.Key_A)
    with qtbot.waitSignal(shell.lock_wanted):
        pass
    assert not shell._idle._timer.isActive()
    shell.set_idle_minutes(5)
    QTest.keyClick(window, Qt.Key.Key_A)
    assert shell._idle._timer.isActive()


def test_f6_goes_round_the_panes_and_comes_back_to_its_place(shell: Shell) -> None:
    day = screen(shell, "my-day")
    day.note.setFocus()
    visited = []
    for _ in range(3):
        press(shell, Qt.Key.Key_F6)
        focused = QApplication.focusWidget() or shell
        panes = (shell.rail, shell.header, shell._stack)
        visited.append(next(at for at, p in enumerate(panes) if p.isAncestorOf(focused)))
    assert visited == [0, 1, 2]
    assert day.note.editor.hasFocus()


def test_skip_to_the_content_is_first_and_works(shell: Shell) -> None:
    ring = tab_ring(shell)
    start = ring.index(shell.skip)
    order = ring[start:] + ring[:start]
    assert order[1] is shell.rail.items()[0]
    screen(shell, "my-day").button.setFocus()
    assert shell.skip.width() == 1
    shell.skip.setFocus()
    assert shell.skip.width() > 100
    press(shell, Qt.Key.Key_Space)
    assert screen(shell, "my-day").search.editor.hasFocus()
    assert shell.skip.width() == 1


def test_help_lists_the_keys_there_really_are(shell: Shell) -> None:
    shell.go("front-door")
    press(shell, Qt.Key.Key_F1)
    words = {w.text() for w in shell.screen_at("help").findChildren(type(label("x")))}  # type: ignore[union-attr]
    assert {"Ctrl+K", "F8", "Ctrl+2", "Front door", "Alt+Y", "She answered"} <= words
    for listed in shell.keys.listed():
        assert listed.keys in words
    bound = {keys.toString() for action in shell.actions() for keys in action.shortcuts()}
    assert bound == {k for listed in shell.keys.listed() for k in listed.keys.split(" or ")}


def test_f1_opens_the_page_for_the_screen_and_its_links_lead_on(open_shell: Opener) -> None:
    shell = open_shell(facts=replace(FACTS, guide=guide()))
    shell.go("front-door")
    press(shell, Qt.Key.Key_F1)
    page = shell.screen_at("help")
    assert isinstance(page, HelpPage)
    assert "The front door" in words_in(page)
    assert (unnamed(shell), clipped(shell)) == ([], [])
    page.view.findChildren(Button)[0].click()
    QApplication.processEvents()
    assert shell.address == "help/who-waits"
    assert "Who waits, and same person?" in words_in(page)
    page.all_pages.click()
    QApplication.processEvents()
    assert "Short guides" in words_in(page)
    press(shell, Qt.Key.Key_Left, ALT)
    assert shell.address == "help/who-waits"


def test_without_a_guide_f1_still_lists_the_keys_and_says_so(shell: Shell) -> None:
    press(shell, Qt.Key.Key_F1)
    words = words_in(shell.screen_at("help"))  # type: ignore[arg-type]
    assert "came without its guide" in words
    assert "Ctrl+K" in words


def test_the_tour_comes_once_takes_no_keyboard_and_ends_by_escape(
    shell: Shell, open_shell: Opener, settings: QSettings
) -> None:
    shell.offer_tour()
    assert shell.tour.isVisible()
    day = screen(shell, "my-day")
    assert day.search.editor.hasFocus()
    assert (unnamed(shell), clipped(shell)) == ([], [])
    press(shell, Qt.Key.Key_Escape)
    assert not shell.tour.isVisible()
    shell.offer_tour()
    assert not shell.tour.isVisible()
    assert Preferences(settings, "w1").tour_seen
    assert not Preferences(settings, "w2").tour_seen
    shell.show_tour()
    assert shell.tour.next_button.hasFocus()
    titles = []
    while shell.tour.isVisible():
        titles.append(shell.tour.title)
        press(shell, Qt.Key.Key_Space)
    assert titles == [card.title for card in CARDS]
    assert len(titles) <= 5
    assert day.search.editor.hasFocus()


def test_somebody_else_sits_down_and_what_was_typed_is_kept_first(shell: Shell) -> None:
    day, order = screen(shell, "my-day"), []
    day.note.draft_due.connect(lambda text: order.append(f"draft {text}"))
    shell.change_wanted.connect(lambda: order.append("change"))
    day.note.setFocus()
    QTest.keyClicks(day.note.editor, "rang")
    press(shell, Qt.Key.Key_L, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert order == ["draft rang", "change"]


def test_a_question_mark_is_typed_in_a_note_and_opens_help_elsewhere(shell: Shell) -> None:
    day = screen(shell, "my-day")
    day.note.setFocus()
    press(shell, Qt.Key.Key_Question)
    assert shell.address == "my-day"
    day.button.setFocus()
    press(shell, Qt.Key.Key_Question)
    assert shell.address == "help"


def test_in_less_room_or_with_larger_text_the_rail_becomes_icons(shell: Shell, look: Theme) -> None:
    assert not shell.rail.narrow
    shell.resize(1100, 700)
    QApplication.processEvents()
    assert shell.rail.narrow
    assert shell.rail.width() == 64
    assert shell.rail.items()[0].toolTip() == "My day  Ctrl+1"
    assert shell.rail.items()[0].accessibleName() == "My day"
    shell.resize(1440, 900)
    QApplication.processEvents()
    assert shell.rail.width() == 200
    look.apply(Look(scale=1.5))
    QApplication.processEvents()
    assert shell.rail.narrow


def test_the_rail_counts_what_waits_for_me(shell: Shell) -> None:
    screen(shell, "my-day").navigator.badge("my-day", 5)
    item = shell.rail.item("my-day")
    assert item is not None
    assert item.accessibleName() == "My day, 5 waiting for you"
    shell.badge("my-day", 0)
    assert item.accessibleName() == "My day"


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("width", [1440, 1024])
def test_nothing_is_cut_and_everything_is_named(
    open_shell: Opener, look: Theme, scale: float, width: int
) -> None:
    look.apply(Look(scale=scale))
    shell = open_shell(width, 768)
    shell.saved(datetime(2026, 11, 24, 9, 41, tzinfo=UTC))
    shell.tell("The disk is full. Your last change was not kept; everything before it was.")
    for address in ("my-day", "case/K7QX/now", "help", "settings"):
        shell.go(address)
        QApplication.processEvents()
        assert unnamed(shell) == []
        assert clipped(shell) == []
    tab_ring(shell)


def test_settings_change_the_look_at_once_and_for_next_time(
    shell: Shell, look: Theme, settings: QSettings
) -> None:
    shell.go("settings")
    page = shell.screen_at("settings")
    page.colours._chips["dark"].click()  # type: ignore[union-attr]
    page.scale._chips["1.3"].click()  # type: ignore[union-attr]
    assert look.palette == DARK
    assert look.look.scale == 1.3
    again = Preferences(settings, "w1").look()
    assert (again.palette, again.scale) == (DARK, 1.3)
    assert Preferences(settings, "w2").look() == Look()


def test_the_systems_own_colours_decide_where_nothing_was_chosen() -> None:
    dark, light = QPalette(QColor("#101010")), QPalette(QColor("#F0F0F0"))
    assert palette_for("system", dark) == DARK
    assert palette_for("system", light) == LIGHT
    assert palette_for("nonsense", None) == LIGHT
    assert not palette_for("contrast", dark).soft_fills
    asked = palette_for("system", dark, high=True)
    assert (asked.canvas, asked.soft_fills) == ("#101010", False)
    assert contrast(asked.primary, asked.canvas) >= 4.5


@pytest.mark.parametrize("kept", ["nonsense", "-3", "99", ""])
def test_a_spoilt_setting_is_no_trouble(settings: QSettings, kept: str) -> None:
    settings.setValue("worker-w1/text_scale", kept)
    settings.setValue("worker-w1/geometry", kept)
    settings.setValue("worker-w1/density", kept)
    found = Preferences(settings, "w1").look()
    assert 1.0 <= found.scale <= 2.0
    window = QMainWindow()
    Preferences(settings, "w1").place_window(window)
    assert window.width() > 200
    window.deleteLater()


def test_a_window_that_was_put_away_out_of_sight_comes_back(
    qtbot: QtBot, settings: QSettings
) -> None:
    lost, found = QMainWindow(), QMainWindow()
    for window in (lost, found):
        qtbot.addWidget(window)
    lost.setGeometry(-9000, -9000, 800, 600)
    Preferences(settings, "w1").keep_window(lost)
    Preferences(settings, "w1").place_window(found)
    available = found.screen().availableGeometry()
    assert available.contains(found.frameGeometry().topLeft() + QPoint(60, 5))


def test_failures_of_the_lane_are_worded_and_slowness_is_said(shell: Shell, qtbot: QtBot) -> None:
    def fill_the_disk() -> Changes:
        raise DiskFull

    lane = TaskLane()
    shell.follow(lane)
    with qtbot.waitSignal(lane.failed):
        lane.command(fill_the_disk)
    assert "no room left" in shell.notices.texts[0]
    lane.busy.emit(True)
    assert shell.header.busy.text == "Working…"
    lane.busy.emit(False)
    assert not shell.header.busy.isVisible()
    lane.close()


def test_the_ribbon_says_how_sensitive_the_screen_is(shell: Shell) -> None:
    assert shell.ribbon.marking is Marking.SENSITIVE
    shell.show_marking(Marking.OFFICIAL)
    assert shell.ribbon.accessibleName().startswith("OFFICIAL. No personal information")


def test_f11_fills_the_screen_and_f11_again_does_not(shell: Shell) -> None:
    press(shell, Qt.Key.Key_F11)
    assert shell.isFullScreen()
    press(shell, Qt.Key.Key_F11)
    assert not shell.isFullScreen()


def test_right_to_left_puts_the_rail_on_the_right(open_shell: Opener) -> None:
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    shell = open_shell()
    assert shell.rail.x() > shell.width() // 2
    assert clipped(shell) == []


visits = st.lists(st.sampled_from(["a", "b", "c", "back", "forward"]), max_size=30)


@given(visits)
def test_forward_undoes_back_wherever_one_goes(steps: list[str]) -> None:
    history = History()
    for step in steps:
        if step == "back":
            history.back()
        elif step == "forward":
            history.forward()
        else:
            history.visit(step)
    here = history.current
    if history.back() != here:
        assert history.forward() == here
    assert history.current in ("", "a", "b", "c")


def test_the_longest_address_wins() -> None:
    entries = [entry("case", "Case", 0), entry("case/new", "New", 0)]
    assert find_entry(entries, "case/new/x") == (entries[1], ("x",))
    assert find_entry(entries, "case/K7QX") == (entries[0], ("K7QX",))
    assert find_entry(entries, "") is None
