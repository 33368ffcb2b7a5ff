"""The Papers tab: files in by every way, opened inside or as copies, letters written."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.papers import PaperSource, PaperType
from pbi_desktop.models import SafeContact
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.papers_rows import NewPaper, PaperFile, PaperLine
from pbi_desktop.ui.kit.widgets.buttons import Button
from pbi_desktop.ui.screens.case.panels.letter import LetterForm
from pbi_desktop.ui.screens.case.panels.paper import PaperForm
from pbi_desktop.ui.screens.case.papers.picture import decoded
from pbi_desktop.ui.screens.case.papers.presenter import PapersPresenter
from pbi_desktop.ui.screens.case.tabs.papers import PapersTab
from tests.support import papers as made
from tests.support.accessibility import tab_ring, unnamed
from tests.support.pages import two_pages
from tests.support.robots.case import CaseRobot
from tests.support.world import CaseMade, World
from tests.ui.screens.case.conftest import Opener


class Elsewhere:
    """Stands for whatever program the computer has: it remembers what it was given."""

    def __init__(self) -> None:
        self.opened: list[Path] = []
        self.there = True

    def __call__(self, place: Path) -> bool:
        self.opened.append(place)
        return self.there


def tab_of(robot: CaseRobot) -> PapersTab:
    return robot.screen.papers


def with_program(robot: CaseRobot) -> Elsewhere:
    program = Elsewhere()
    copies = tab_of(robot).copies
    assert copies is not None
    copies.open_with = program
    return program


def form_of(robot: CaseRobot) -> PaperForm:
    form = robot.screen.forms.dock.form
    assert isinstance(form, PaperForm)
    return form


def file(folder: Path, name: str, body: bytes) -> Path:
    place = folder / name
    place.write_bytes(body)
    return place


def drop(tab: PapersTab, place: Path) -> None:
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(place))])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPoint(5, 5), copy, held, left, none)
    tab.dragEnterEvent(enter)
    assert enter.isAccepted()
    tab.dropEvent(QDropEvent(QPointF(5, 5), copy, held, left, none))


def kept(desk: Desk, actor: Actor, case: CaseMade) -> list[PaperLine]:
    return list(desk.papers.list(actor, case.id).papers)


@pytest.fixture
def clipboard() -> Iterator[None]:
    yield
    QGuiApplication.clipboard().clear()


def by_the_keyboard_in_and_out_as_a_copy(
    robot: CaseRobot, shabana: CaseMade, desk: Desk, leah: Actor, tmp_path: Path
) -> None:
    tab, program = tab_of(robot), with_program(robot)
    assert robot.see("No papers yet. Attach the first one")
    place = file(tmp_path, "award.docx", made.PDF)
    form = robot.command("/paper")
    assert isinstance(form, PaperForm)
    robot.window.press("Ctrl+Enter")
    assert "Choose a file first." in form.notice.text
    form.ask_file = lambda _over, _kinds: place
    form.choose.setFocus()
    robot.window.press("Enter")
    robot.window.settle()
    assert robot.see("award.pdf: PDF, under 1 KB")
    assert robot.see("Its name ends in .docx, but it is a PDF: kept as that.")
    form.from_whom.setFocus()
    QTest.keyClicks(form.from_whom.editor, "DWP")
    robot.window.press("Ctrl+Enter")
    robot.window.settle()
    (line,) = kept(desk, leah, shabana)
    assert (line.name, line.from_whom, line.source) == ("award.pdf", "DWP", PaperSource.FROM_PERSON)
    assert robot.undo == "Paper kept"
    assert tab.table.rows == [line]

    tab.table.selectRow(0)
    tab.table.setFocus()
    robot.window.press("Enter")  # it has no page that could be shown
    robot.window.qtbot.waitUntil(lambda: bool(robot.notices))
    assert "This page cannot be shown in the window." in robot.notices[-1]
    assert program.opened == []
    tab.copy_button.click()
    robot.window.settle()
    (copy,) = program.opened
    assert copy.read_bytes() == made.PDF
    assert copy.suffix == ".pdf"
    assert robot.see("until it goes: when you lock or close this program, or after 15 minutes.")
    program.there = False
    tab.copy_button.click()
    robot.window.settle()
    assert not program.opened[-1].exists()
    assert any("No program of this computer opens it." in one for one in robot.notices)
    tab.ask_where = lambda _over, name, _kind: tmp_path / name
    tab.save_button.click()
    robot.window.settle()
    assert (tmp_path / "award.pdf").read_bytes() == made.PDF
    tab.take_away.click()
    robot.window.settle()
    assert kept(desk, leah, shabana) == []
    assert robot.undo == "Paper taken away"
    assert copy.exists()
    assert tab.copies is not None
    tab.copies.remove_all()
    assert not copy.exists()


def dropped_pasted_and_refused_for_what_they_are(
    robot: CaseRobot, shabana: CaseMade, desk: Desk, leah: Actor, tmp_path: Path
) -> None:
    tab = tab_of(robot)
    drop(tab, file(tmp_path, "bill.pdf", b"MZ" + bytes(100)))
    robot.window.settle()
    assert "“bill.pdf” was not kept. It is a program" in form_of(robot).notice.text
    drop(tab, file(tmp_path, "photo.png", made.png(40, 30)))
    robot.window.settle()
    assert "photo.png" in form_of(robot).file.text()
    form_of(robot).keep()
    robot.window.settle()
    image = QImage(20, 10, QImage.Format.Format_RGB32)
    image.fill(0xFF0E5C68)
    QGuiApplication.clipboard().setImage(image)
    tab.attach.setFocus()
    robot.window.press("Ctrl+V")
    robot.window.settle()
    assert "Pasted picture.png" in form_of(robot).file.text()
    form_of(robot).keep()
    robot.window.settle()
    assert sorted(line.name for line in kept(desk, leah, shabana)) == [
        "Pasted picture.png",
        "photo.png",
    ]
    drop(tab, file(tmp_path, "again.png", made.png(40, 30)))
    robot.window.settle()
    form_of(robot).keep()
    robot.window.settle()
    assert "already has this paper, as “photo.png”" in form_of(robot).notice.text
    assert len(kept(desk, leah, shabana)) == 2


def a_picture_shows_inside_and_goes_with_esc_and_with_f8(robot: CaseRobot) -> None:
    tab, program = tab_of(robot), with_program(robot)
    robot.window.press("Esc")  # the form that was refused
    tab.table.selectRow(0)
    tab.table.setFocus()
    robot.window.press("Enter")
    robot.window.settle()
    assert tab.picture.isVisible()
    assert program.opened == []
    robot.window.press("Esc")
    assert not tab.picture.isVisible()
    assert robot.window.focus_name == "Papers of this case"
    tab.open_button.click()
    robot.window.settle()
    assert tab.picture.isVisible()
    robot.window.press("F8")
    robot.window.settle()
    assert not tab.picture.isVisible()
    assert "photo.png" not in robot.words
    robot.window.press("F8")


def a_pdf_is_read_in_the_window_page_by_page(
    robot: CaseRobot, shabana: CaseMade, desk: Desk, leah: Actor, tmp_path: Path
) -> None:
    tab, program = tab_of(robot), with_program(robot)
    until = robot.window.qtbot.waitUntil
    body = two_pages()
    desk.papers.attach(
        leah,
        shabana.id,
        NewPaper("award.pdf", body, PaperSource.FROM_AGENCY, date(2026, 11, 20)),
    )
    assert isinstance(tab.presenter, PapersPresenter)
    tab.presenter.load(shabana.id)
    robot.window.settle()
    names = [line.name for line in tab.table.rows]
    tab.table.selectRow(names.index("award.pdf"))
    tab.table.setFocus()
    files = set(tmp_path.rglob("*"))
    robot.window.press("Enter")
    until(lambda: tab.picture.isVisible())
    assert robot.see("Page 1 of 2")
    assert tab.picture.sheet.hasFocus()
    assert "First words" in tab.picture.sheet.accessibleDescription()
    robot.window.press("PageDown")
    until(lambda: robot.see("Page 2 of 2"))
    robot.window.press("Equal", "Equal")
    assert tab.picture.sheet.zoom == 2.0
    robot.window.press("0")
    assert tab.picture.sheet.zoom == 1.0
    tab.picture.words_button.click()
    assert robot.see("Last words")
    assert unnamed(tab) == []
    assert set(tmp_path.rglob("*")) == files  # no plain copy on the disk
    assert program.opened == []
    robot.window.press("Esc")
    assert not tab.picture.isVisible()
    assert tab.picture.image.isNull()


def a_scan_is_offered_attached_and_removed_if_the_worker_says_so(
    robot: CaseRobot, shabana: CaseMade, desk: Desk, leah: Actor, tmp_path: Path
) -> None:
    scans = tmp_path / "scans"
    scans.mkdir()
    scan = file(scans, "scan 1.png", made.png())
    before = kept(desk, leah, shabana)
    tab = tab_of(robot)
    tab.scans.ask_folder = lambda _over: scans
    tab.scans.choose.click()
    robot.window.settle()
    until = robot.window.qtbot.waitUntil
    until(lambda: tab.scans.waiting == (scan,))
    scan_buttons = [one.accessibleName() for one in tab.scans.findChildren(Button)]
    assert "File scan 1.png to this case" in scan_buttons
    with (scans / "scan 2.png").open("wb") as half:  # the scanner is at it
        half.write(made.png()[:20])
        half.flush()
        until(lambda: robot.see("Still being written"))
    (scans / "scan 2.png").unlink()
    until(lambda: not robot.see("Still being written"))
    tab.table.setFocus()
    robot.window.press("Ctrl+Shift+S")
    assert kept(desk, leah, shabana) == before  # nothing is taken in by itself
    robot.window.press("Ctrl+Enter")
    robot.window.settle()
    assert PaperSource.SCANNED in [line.source for line in kept(desk, leah, shabana)]
    assert scan.exists()
    assert robot.see("scan 1.png is kept with the case.")
    tab.scans.remove.click()
    robot.window.settle()
    assert not scan.exists()
    until(lambda: robot.see("Nothing lies in it now."))
    scans.rmdir()
    tab.scans.look.click()
    until(lambda: robot.see("That folder cannot be read now."))
    assert unnamed(tab) == []
    assert tab_ring(robot.window.shell)


def a_letter_is_written_where_it_is_safe_and_shows_its_gaps(
    robot: CaseRobot, shabana: CaseMade, desk: Desk, leah: Actor, world: World
) -> None:
    form = robot.command("/letter appointment")
    robot.window.settle()
    assert isinstance(form, LetterForm)
    assert robot.see("Nobody asked yet if it is safe to write to them.")
    assert not form.keep_button.isEnabled()
    world.add(
        leah,
        SafeContact(
            subject_id=shabana.subject, category=Category.CONTACT, may_text=True, may_call=True,
            may_voicemail=False, may_write=True, letters_to="c/o the hub",
        ),
    )  # fmt: skip
    form.draft_wanted.emit("appointment")
    robot.window.settle()
    assert robot.see("This letter goes to: c/o the hub.")
    assert robot.see("Still to fill in: Day and time, Where.")
    robot.window.press("Ctrl+Enter")
    assert form.fields["when"].problem == "Fill this in."
    form.fields["when"].set_text("Tuesday at 14:00")
    form.fields["place"].set_text("the shop")
    robot.window.press("Ctrl+Enter")
    robot.window.settle()
    line = next(one for one in kept(desk, leah, shabana) if one.name.startswith("An appointment"))
    assert (line.paper_type, line.source) == (PaperType.PDF, PaperSource.LETTER)
    assert robot.undo == "Letter kept with the papers"


def test_papers_come_in_every_way_and_go_out_as_copies_and_letters(
    open_case: Opener,
    shabana: CaseMade,
    desk: Desk,
    leah: Actor,
    world: World,
    tmp_path: Path,
    clipboard: None,
) -> None:
    robot = open_case(shabana, "papers")  # one window for all: to make one takes longest
    by_the_keyboard_in_and_out_as_a_copy(robot, shabana, desk, leah, tmp_path)
    dropped_pasted_and_refused_for_what_they_are(robot, shabana, desk, leah, tmp_path)
    a_picture_shows_inside_and_goes_with_esc_and_with_f8(robot)
    a_pdf_is_read_in_the_window_page_by_page(robot, shabana, desk, leah, tmp_path)
    a_scan_is_offered_attached_and_removed_if_the_worker_says_so(
        robot, shabana, desk, leah, tmp_path
    )
    a_letter_is_written_where_it_is_safe_and_shows_its_gaps(robot, shabana, desk, leah, world)


def test_a_picture_that_lies_about_itself_is_not_decoded() -> None:
    huge = made.png(4, 3)
    lying = bytearray(huge)
    lying[16:24] = (60_000).to_bytes(4, "big") * 2
    whole = PaperFile(None, "a.png", PaperType.PNG, huge)  # type: ignore[arg-type]
    assert decoded(whole) is not None
    assert decoded(PaperFile(whole.id, "a.png", PaperType.PNG, bytes(lying))) is None
