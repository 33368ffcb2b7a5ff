"""The network in words: somebody or a service added, found at once, and taken back."""

from datetime import date
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy import select

from pbi_desktop.domain.access import SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import Quality, TieKind
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.ties import NetworkPicture
from pbi_desktop.domain.times import PartialDate
from pbi_desktop.models import AuditEntry
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.household import NewMember, NewService
from pbi_desktop.ui.screens.case.network_words import Adding, Format, say_born
from pbi_desktop.ui.screens.case.wishes import Form
from tests.support.robots.case import CaseRobot
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
    assert robot.form is robot.screen.forms.service
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
    for button in (picture.save_pdf, picture.save_picture):
        button.click()
        robot.window.settle()
    assert asked == ["network-K7QX9B.pdf", "network-K7QX9B.png"]
    said = "\n".join(robot.notices)
    for kind, start in ((Format.PDF, b"%PDF-"), (Format.PICTURE, b"\x89PNG")):
        assert f"Saved as kept.{kind}." in said
        assert (tmp_path / f"kept.{kind}").read_bytes().startswith(start)
    assert logged(world, "printed network") == 2


def test_no_place_and_a_place_that_refuses_lose_nothing(
    open_case: Opener, family: CaseMade, tmp_path: Path, world: World
) -> None:
    robot = open_case(family, "network")
    picture = robot.screen.network.picture
    robot.screen.ask_where = lambda *_asked: None
    picture.save_pdf.click()
    robot.window.settle()
    assert logged(world, "printed network") == 0
    robot.screen.ask_where = lambda *_asked: tmp_path / "nowhere" / "kept.pdf"
    for button in (picture.save_pdf, picture.save_picture):
        button.click()
        robot.window.settle()
    assert [n for n in robot.notices if n.startswith("The file could not be written")]
    assert not (tmp_path / "nowhere").exists()


def test_a_picture_that_comes_late_never_stands_under_another_case(
    open_case: Opener, family: CaseMade, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = world.case("B7QX9C", team=[family.by], subject=world.person("Imelda", "Quarmby"))
    robot = open_case(other, "now")
    pictures = robot.window.desk.pictures
    draw, gate, begun = pictures.of_case, Event(), Event()

    def draw_slowly(actor: Actor, case: CaseId) -> NetworkPicture:
        begun.set()
        assert gate.wait(20)
        return draw(actor, case)

    monkeypatch.setattr(pictures, "of_case", draw_slowly)
    robot.window.shell.go(f"case/{family.id}/network")
    robot.window.qtbot.waitUntil(begun.is_set)
    robot.window.shell.go(f"case/{other.id}/now")
    gate.set()
    robot.window.settle()
    network = robot.screen.network
    assert not network.picture.is_shown
    assert network.picture.view.spots == ()
