"""The network in words: somebody or a service added, found at once, and taken back."""

import json
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy import select

from pbi_desktop.domain.access import SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import Quality, TieKind
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.times import PartialDate
from pbi_desktop.models import AuditEntry
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.household import NewMember, NewService
from pbi_desktop.services.network_rows import Look, NetworkSeen, Sort
from pbi_desktop.ui.screens.case.network_words import Adding, Format, say_born
from pbi_desktop.ui.screens.case.wishes import Form
from tests.support.robots.case import CaseRobot
from tests.support.statements import counted
from tests.support.world import CaseMade, World
from tests.ui.screens.case.conftest import Opener


def on_part(robot: CaseRobot, title: str, line: int | None = None) -> None:
    """Put the keyboard on a part of the outline, or on one of its lines."""
    tree = robot.screen.network.tree
    model = tree.model()
    parts = [model.index(at, 0) for at in range(model.rowCount())]
    index = next(part for part in parts if part.data() == title)
    tree.setFocus()
    tree.setCurrentIndex(index if line is None else model.index(line, 0, index))
    QApplication.processEvents()


def said(robot: CaseRobot, start: str) -> list[str]:
    """Return the lines of the outline that begin with these words."""
    return [line for line in robot.screen.network.tree.sentences if line.startswith(start)]


def here(robot: CaseRobot) -> str:
    """Return the title of the line that the keyboard is on."""
    assert robot.screen.network.tree.hasFocus()
    return str(robot.screen.network.tree.currentIndex().data())


def test_somebody_is_added_shown_landed_on_and_taken_back(
    open_case: Opener, shabana: CaseMade
) -> None:
    robot = open_case(shabana, "network")
    robot.screen.network.add_member.click()
    robot.window.settle()
    form = robot.screen.forms.member
    assert robot.form is form
    assert form.kind_words.text() == "They are her"
    assert form.gender.value == "not_recorded"
    robot.window.type("Nasreen")
    form.kind.choose(TieKind.PARENT.value)
    form.born.set_text("68")
    form.tie.controls["quality"].choose(Quality.STRONG.value)
    robot.window.press("Ctrl+Enter")
    assert robot.form is None
    assert here(robot).startswith("Nasreen, parent, about 68")
    assert robot.undo == "Added to the family"
    robot.window.press("Ctrl+Z")
    assert said(robot, "Nasreen") == []


def test_a_service_is_added_shown_landed_on_and_taken_back(
    open_case: Opener, shabana: CaseMade
) -> None:
    robot = open_case(shabana, "network")
    robot.screen.network.add_service.click()
    robot.window.settle()
    form = robot.screen.forms.service
    robot.window.type("Memory clinic")
    form.worker.set_text("Dr Lowe")
    form.since.set_text("3 may 2026")
    form.tie.controls["quality"].choose(Quality.WORKING.value)
    robot.window.press("Ctrl+Enter")
    assert here(robot) == "Memory clinic: steady"
    assert said(robot, "Memory") == ["Memory clinic: steady. Worker: Dr Lowe. Since 3 May 2026."]
    assert robot.undo == "Service added"
    robot.window.press("Ctrl+Z")
    assert said(robot, "Memory") == []


@pytest.mark.parametrize(
    ("part", "form", "where"),
    [
        ("Family at home", Form.MEMBER, Adding.HOME),
        ("Family elsewhere", Form.MEMBER, Adding.ELSEWHERE),
        ("Community", Form.MEMBER, Adding.ELSEWHERE),
        ("Services", Form.SERVICE, None),
    ],
)
def test_t_adds_to_the_part_the_keyboard_is_in_and_an_empty_part_offers_it(
    open_case: Opener, shabana: CaseMade, part: str, form: Form, where: Adding | None
) -> None:
    robot = open_case(shabana, "network")
    on_part(robot, part)
    robot.window.press("T")
    assert robot.form is not None
    assert robot.form.form is form
    if where is not None:
        assert robot.screen.forms.member.home.value == where.value
    robot.window.press("Esc")
    assert robot.form is None
    assert robot.screen.network.tree.hasFocus()
    on_part(robot, part, 1 if part == "Family at home" else 0)
    robot.window.press("Enter")
    assert robot.form is not None
    assert robot.form.form is form


def test_escape_puts_somebody_aside_and_what_was_typed_is_there_again(
    open_case: Opener, shabana: CaseMade
) -> None:
    robot = open_case(shabana, "network")
    on_part(robot, "Family elsewhere")
    robot.window.press("T")
    robot.window.type("Farah")
    robot.window.press("Esc")
    assert robot.form is None
    on_part(robot, "Family at home")
    robot.window.press("T")
    form = robot.screen.forms.member
    assert form.given.text() == "Farah"
    assert form.home.value == Adding.ELSEWHERE.value


def test_what_is_missing_is_said_with_how_to_mend_it(
    open_case: Opener, shabana: CaseMade, desk: Desk, leah: Actor
) -> None:
    before = desk.cases.network(leah, shabana.id)
    robot = open_case(shabana, "network")
    robot.screen.network.add_member.click()
    form = robot.screen.forms.member
    form.born.set_text("smarch")
    form.keep()
    assert form.given.problem == "Write a name, as much of it as you know."
    assert "or leave it empty" in form.born.problem
    assert robot.see("Choose who they are, under “They are her”.")
    robot.screen.network.add_service.click()
    service = robot.screen.forms.service
    service.since.set_text("1 january 2027")
    service.keep()
    assert service.service.problem == "Write which service it is."
    assert "still to come" in service.since.problem
    assert desk.cases.network(leah, shabana.id) == before


def test_a_name_the_records_refuse_stays_in_the_form(open_case: Opener, shabana: CaseMade) -> None:
    robot = open_case(shabana, "network")
    robot.screen.network.add_member.click()
    robot.window.type("123")
    robot.screen.forms.member.kind.choose(TieKind.CHILD.value)
    robot.window.press("Ctrl+Enter")
    form = robot.screen.forms.member
    assert robot.form is form
    assert (form.given.text(), form.given.problem) == ("123", "Write a name.")


def test_a_worker_off_the_team_is_offered_nothing(
    open_case: Opener, shabana: CaseMade, world: World, desk: Desk, leah: Actor
) -> None:
    desk.household.add_member(leah, shabana.id, NewMember("Nasreen", kind=TieKind.PARENT))
    bev = world.worker("bev", SiteRole.KEY_WORKER)
    robot = open_case(shabana, "network", by=bev)
    network = robot.screen.network
    assert robot.see("You are not on the team of this case")
    assert not network.isVisible()
    assert not network.add_member.isVisible()
    assert not network.add_service.isVisible()
    assert network.tree.sentences == []
    robot.window.press("T")
    assert robot.form is None


def test_a_birth_is_said_back_with_its_age() -> None:
    today = date(2026, 11, 21)
    assert say_born(PartialDate.of_day(date(1991, 4, 9)), today) == "Read as 9 April 1991, aged 35"
    assert (
        say_born(PartialDate.of_year(1958, about=True), today)
        == "Read as about 1958, aged about 68"
    )
    assert say_born(PartialDate.of_day(today), today) == "Read as 21 November 2026, aged under 1"


# --- the picture ---------------------------------------------------------------------------------


@pytest.fixture
def family(desk: Desk, leah: Actor, shabana: CaseMade) -> CaseMade:
    """Return Shabana's case with her mother at home and a clinic."""
    desk.household.add_member(leah, shabana.id, NewMember("Nasreen", kind=TieKind.PARENT))
    desk.household.add_service(leah, shabana.id, NewService("Memory clinic"))
    return shabana


def drawn(robot: CaseRobot) -> list[str]:
    """Return what is said of each spot of the picture."""
    return [spot.said for spot in robot.screen.network.picture.view.spots]


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


def logged(world: World, action: str) -> int:
    """Return how often something is in the log."""
    with world.trusted() as connection:
        actions = connection.execute(select(AuditEntry.action)).scalars().all()
    return list(actions).count(action)


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


# --- ties, days and places -----------------------------------------------------------------------


def strip(robot: CaseRobot) -> str:
    """Return what is said of the tie that is chosen."""
    shown = robot.screen.network.strip
    return f"{shown.between.text()}. {shown.how.text()}"


def test_a_tie_is_added_rated_changed_and_ended_from_words_and_picture_with_keys_alone(
    open_case: Opener, family: CaseMade, desk: Desk, leah: Actor
) -> None:
    farah = NewMember("Farah", kind=TieKind.SIBLING, at_home=False)
    desk.household.add_member(leah, family.id, farah)
    robot = open_case(family, "network")
    window, network = robot.window, robot.screen.network
    on_part(robot, "Family elsewhere", 0)
    window.press("T")
    form = robot.screen.forms.tie
    assert robot.form is form
    assert form.other.currentText().startswith("Farah")
    form.subject.choose(
        next(str(one.id) for one in network.strip.records.people if one.name == "Nasreen")
    )
    form.kind.choose(TieKind.PARENT.value)
    form.kind.chosen.emit(form.kind.value)
    window.press("Ctrl+Enter")
    window.settle()
    assert robot.undo == "Tie added"
    on_part(robot, "Family elsewhere", 0)
    before = strip(robot)
    window.press("N")
    assert {before.split(".")[0], strip(robot).split(".")[0]} == {
        "Farah: sister, brother or sibling of Shabana",
        "Nasreen: mother, father or parent of Farah",
    }
    window.press("F6")
    assert network.picture.view.hasFocus()
    window.press("5")
    window.settle()
    assert "Stressful" in strip(robot)
    assert robot.undo == "Tie changed"
    window.press("F2")
    window.settle()
    assert robot.form is form
    assert form.tie.quality is Quality.STRESSFUL
    form.since.set_text("3 may 2026")
    window.press("Ctrl+Enter")
    window.settle()
    assert "Since 3 May 2026" in strip(robot)
    network.picture.view.setFocus()
    window.press("Delete")
    window.settle()
    assert "Ended 21 November 2026" in strip(robot)
    window.press("Ctrl+Z")
    window.settle()
    assert "Ended" not in strip(robot)


def test_days_are_walked_by_week_and_quarter_and_nothing_jumps(
    open_case: Opener, family: CaseMade, world: World, desk: Desk
) -> None:
    world.clock.forward(days=200)
    robot = open_case(family, "network")
    window, network = robot.window, robot.screen.network
    slider = network.bar.slider
    stood = {spot.key: spot.box for spot in network.picture.view.spots}
    slider.setFocus()
    with counted(world, family.by) as walked:
        window.press("Left")
        window.settle()
    with counted(world, family.by) as looked:
        desk.pictures.look(family.by, family.id, Look(as_at=slider.day))
    assert 0 < walked.statements <= looked.statements, "a day is read once, and today not again"
    today = slider.ticks[-1]
    assert (today - slider.day).days == 7
    window.press("PageDown")
    window.settle()
    assert (today - slider.day).days == 98
    read = QAccessible.queryAccessibleInterface(slider)
    assert read.role() == QAccessible.Role.Slider
    assert read.text(QAccessible.Text.Value) == say_date(slider.day)
    shown = {spot.key: spot.box for spot in network.picture.view.spots}
    assert {key: stood[key] for key in shown} == shown
    window.press("Home")
    window.settle()
    assert slider.day == slider.ticks[0]
    window.press("End")
    window.settle()
    assert slider.said.endswith(", today")
    assert network.bar.difference.text().startswith("Since ")
    network.bar.chips[Sort.FAMILY].click()
    window.settle()
    assert [line for line in network.tree.sentences if line.startswith("Family")] == []
    network.bar.chips[Sort.SERVICES].click()
    network.bar.chips[Sort.COMMUNITY].click()
    window.settle()
    assert all(chip.isChecked() for chip in network.bar.chips.values())


def test_something_is_moved_by_keys_and_by_hand_put_back_and_laid_out_anew(
    open_case: Opener, family: CaseMade
) -> None:
    robot = open_case(family, "network")
    window, network = robot.window, robot.screen.network
    view = network.picture.view

    def stands() -> tuple[float, float]:
        return next(spot.box.middle for spot in view.spots if spot.key == clinic)

    on_part(robot, "Services", 0)
    clinic = network.tree.node
    was = stands()
    window.press("F6")
    window.press("Alt+Right")
    window.settle()
    assert stands() == pytest.approx((was[0] + 12, was[1]))
    assert network.put_back.isVisible()
    network.put_back.click()
    window.settle()
    assert stands() == pytest.approx(was)
    spot = next(spot for spot in view.spots if spot.key == clinic)
    middle = view.place_of(spot).center()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(view, middle + QPoint(-30, 0))
    QTest.mouseMove(view, middle + QPoint(-40, 0))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=middle + QPoint(-40, 0))
    window.settle()
    assert stands()[0] < was[0] - 10
    network.anew.click()
    window.settle()
    assert stands() == pytest.approx(was)


def test_a_screen_reader_meets_every_node_with_its_ties(
    open_case: Opener, family: CaseMade
) -> None:
    robot = open_case(family, "network")
    view = robot.screen.network.picture.view
    read = QAccessible.queryAccessibleInterface(view)
    items = [read.child(at) for at in range(read.childCount())]
    names = [item.text(QAccessible.Text.Name) for item in items]
    assert names == [spot.said for spot in view.spots]
    assert len(names) == 3
    ties = [item.text(QAccessible.Text.Description) for item in items]
    assert any("Nasreen: mother, father or parent of Shabana" in said for said in ties)
    assert all(ties)


def test_going_through_it_with_them_and_an_expected_child_are_kept(
    open_case: Opener, family: CaseMade, world: World
) -> None:
    robot = open_case(family, "network")
    window, network = robot.window, robot.screen.network
    network.gone_through.click()
    window.settle()
    assert robot.form is not None
    window.press("Ctrl+Enter")
    window.settle()
    assert robot.undo == "Gone through with them: kept"
    assert logged(world, "check network") == 1
    network.expected.click()
    window.settle()
    form = robot.screen.forms.expected
    form.due.set_text("12 march 2027")
    form.first.choose(str(network.strip.records.people[0].id))
    window.press("Ctrl+Enter")
    window.settle()
    assert robot.undo == "Expected child added"
    assert [line for line in network.tree.sentences if line.startswith("Baby")]
