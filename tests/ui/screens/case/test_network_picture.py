"""The network drawn: the same as the words, one selection, saved marked and logged."""

import json
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import TieKind
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.services.network_rows import Look, NetworkSeen
from pbi_desktop.ui.screens.case.network_words import Format
from tests.support.world import CaseMade, World
from tests.ui.screens.case.conftest import Opener
from tests.ui.screens.case.on_network import drawn, here, logged, on_part


def test_the_picture_says_what_the_words_say_and_hides_with_the_names(
    open_case: Opener, family: CaseMade
) -> None:
    robot = open_case(family, "network")
    network = robot.screen.network
    assert network.picture.is_shown
    heads = ("Family", "Services", "Community")
    lines = [line for line in network.tree.sentences if not line.startswith(heads)]
    assert drawn(robot) == lines
    assert len(lines) == 3
    robot.window.press("F8")
    assert not network.picture.is_shown
    assert "Names are hidden (F8)" in network.picture.words
    assert drawn(robot) == []
    assert network.tree.sentences[1].startswith("S.")
    robot.window.press("F8")
    assert network.picture.is_shown
    assert drawn(robot) == lines


def test_picture_and_words_share_one_selection_and_f6_swaps_sides(
    open_case: Opener, family: CaseMade
) -> None:
    robot = open_case(family, "network")
    tree, view = robot.screen.network.tree, robot.screen.network.picture.view
    on_part(robot, "Services", 0)
    clinic = tree.node
    assert view.chosen_key == clinic
    robot.window.press("F6")
    assert view.hasFocus()
    assert view.chosen_key == clinic
    robot.window.press("Home")
    assert view.chosen_key != clinic
    assert tree.node == view.chosen_key
    robot.window.press("F6")
    assert here(robot).startswith("Shabana")
    robot.window.press("F6")
    robot.window.press("Enter")
    assert tree.hasFocus()
    on_part(robot, "Services", 0)
    robot.window.press("F6")
    robot.window.press("T")
    assert robot.form is robot.screen.forms.tie
    robot.window.press("Esc")
    robot.screen.network.add_member.setFocus()
    robot.window.press("F6")  # from elsewhere it goes to the next pane of the window
    focused = QApplication.focusWidget()
    assert focused is not None
    assert not robot.screen.isAncestorOf(focused)


def test_somebody_added_is_in_the_picture_too(open_case: Opener, shabana: CaseMade) -> None:
    robot = open_case(shabana, "network")
    assert len(drawn(robot)) == 1
    robot.screen.network.add_member.click()
    robot.window.settle()
    robot.window.type("Nasreen")
    robot.screen.forms.member.kind.choose(TieKind.PARENT.value)
    robot.window.press("Ctrl+Enter")
    robot.window.settle()
    view = robot.screen.network.picture.view
    assert len(drawn(robot)) == 2
    assert view.chosen_key == robot.screen.network.tree.node
    robot.window.press("Ctrl+Z")
    robot.window.settle()
    assert len(drawn(robot)) == 1


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # the list of forms
def test_a_saved_picture_is_a_file_and_a_line_in_the_log(
    open_case: Opener, family: CaseMade, tmp_path: Path, world: World
) -> None:
    robot = open_case(family, "network")
    picture = robot.screen.network.picture
    asked: list[str] = []

    def ask(_over: QWidget, name: str, _kind: str) -> Path:
        asked.append(name)
        return tmp_path / "kept"

    robot.screen.ask_where = ask
    picture.save.click()
    assert picture.forms.activeAction() is picture.saves[Format.PDF]
    picture.forms.close()
    for kind, line in picture.saves.items():
        line.trigger()
        robot.window.settle()
        assert f"Saved as kept.{kind}." in "\n".join(robot.notices)
    assert asked == [f"network-K7QX9B.{kind}" for kind in Format]
    starts = {Format.PDF: b"%PDF-", Format.PICTURE: b"\x89PNG", Format.DATA: b"{"}
    for kind in Format:
        start = starts.get(kind, b"<?xml")
        assert (tmp_path / f"kept.{kind}").read_bytes().startswith(start)
    assert logged(world, "printed network") == len(Format)


def test_what_is_saved_is_of_the_day_that_is_looked_at(
    open_case: Opener, family: CaseMade, tmp_path: Path
) -> None:
    robot = open_case(family, "network")
    robot.screen.ask_where = lambda *_asked: tmp_path / "kept.json"
    robot.screen.network.look_wanted.emit(Look(as_at=date(2026, 11, 2)))
    robot.window.settle()
    robot.screen.network.picture.saves[Format.DATA].trigger()
    robot.window.settle()
    kept = json.loads((tmp_path / "kept.json").read_text(encoding="utf-8"))
    assert kept["as_at"] == "2026-11-02"


def test_no_place_and_a_place_that_refuses_lose_nothing(
    open_case: Opener, family: CaseMade, tmp_path: Path, world: World
) -> None:
    robot = open_case(family, "network")
    picture = robot.screen.network.picture
    robot.screen.ask_where = lambda *_asked: None
    picture.saves[Format.PDF].trigger()
    robot.window.settle()
    assert logged(world, "printed network") == 0
    robot.screen.ask_where = lambda *_asked: tmp_path / "nowhere" / "kept.pdf"
    for line in picture.saves.values():
        line.trigger()
        robot.window.settle()
    assert [n for n in robot.notices if n.startswith("The file could not be written")]
    assert not (tmp_path / "nowhere").exists()


def test_a_picture_that_comes_late_never_stands_under_another_case(
    open_case: Opener, family: CaseMade, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = world.case("B7QX9C", team=[family.by], subject=world.person("Imelda", "Quarmby"))
    robot = open_case(other, "now")
    pictures = robot.window.desk.pictures
    draw, gate, begun = pictures.look, Event(), Event()

    def draw_slowly(actor: Actor, case: CaseId, look: Look) -> NetworkSeen:
        begun.set()
        assert gate.wait(20)
        return draw(actor, case, look)

    monkeypatch.setattr(pictures, "look", draw_slowly)
    robot.window.shell.go(f"case/{family.id}/network")
    robot.window.qtbot.waitUntil(begun.is_set)
    robot.window.shell.go(f"case/{other.id}/now")
    gate.set()
    robot.window.settle()
    network = robot.screen.network
    assert not network.picture.is_shown
    assert network.picture.view.spots == ()
