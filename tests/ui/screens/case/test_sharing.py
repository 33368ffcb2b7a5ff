"""A summary is shared from the case: read first, made and logged once, saved where one chooses."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from pbi_desktop.domain.access import AgencyKind, Basis, Category, Purpose
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.documents import (
    Document,
    DocumentMarking,
    Heading,
    KeyValues,
    ListBlock,
    Notice,
    Para,
    Protection,
    Said,
    Table,
)
from pbi_desktop.domain.ids import WorkerId
from pbi_desktop.domain.sharing import SummaryPart, SummaryRequest
from pbi_desktop.domain.stages import LifeDomain
from pbi_desktop.models import Disclosure, SharingBasis
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.summary_preview import PartCount, SummaryPreview, Tellable
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.theme import Theme
from pbi_desktop.ui.kit.tokens import DARK, Look
from pbi_desktop.ui.kit.widgets.choices import Check
from pbi_desktop.ui.screens.case.panels.share import ShareForm
from pbi_desktop.ui.screens.case.ports import Tab
from pbi_desktop.ui.screens.case.pronouns import pronouns
from pbi_desktop.ui.screens.case.sharing_words import (
    CHANGED,
    Paper,
    say_held_back,
    say_told,
    sheet_lines,
)
from pbi_desktop.ui.screens.case.view import CaseScreen
from pbi_desktop.ui.screens.case.wishes import Form
from tests.support.accessibility import clipped, tab_ring, unnamed
from tests.support.robots.case import CaseRobot
from tests.support.world import CaseMade, World
from tests.ui.screens.case import invented
from tests.ui.screens.case.conftest import Opener

on_the_file = pytest.mark.parametrize("home", ["file"], indirect=True)
"""For what the window does by itself, whichever database there is."""
STEP, OTHER_STEP = "Ring Lodgehouse about the damp", "Ask for the letter"


@pytest.fixture
def partners(world: World) -> None:
    """Let there be a landlord who may be told much, and police who may be told nothing."""
    world.agency(AgencyKind.HOUSING)
    world.agency(AgencyKind.POLICE)
    world.agree(AgencyKind.HOUSING)


@pytest.fixture
def case(shabana: CaseMade, desk: Desk, leah: Actor, partners: None) -> CaseMade:
    """Return a case with a step in it."""
    desk.casework.add_step(leah, shabana.id, STEP, None)
    return shabana


def panel(robot: CaseRobot) -> ShareForm:
    """Return the panel, which is open."""
    form = robot.form
    assert isinstance(form, ShareForm)
    return form


def saving_in(robot: CaseRobot, place: Path | None) -> list[str]:
    """Choose this place whenever one is asked for; return the names that were offered."""
    asked: list[str] = []

    def ask(_over: object, name: str, _kind: str) -> Path | None:
        asked.append(name)
        return place / name if place is not None else None

    robot.screen.ask_where = ask
    return asked


def copies(world: World) -> int:
    """Return how many summaries are in the log as told."""
    with world.trusted() as connection:
        return connection.execute(select(func.count()).select_from(Disclosure)).scalar_one()


def test_a_summary_takes_three_keys_and_a_place(
    open_case: Opener, case: CaseMade, world: World, tmp_path: Path
) -> None:
    robot = open_case(case)
    asked = saving_in(robot, tmp_path)
    robot.window.press("Ctrl+P")
    assert robot.window.focus_name == "For whom"
    assert not panel(robot).keep_button.isVisible()
    robot.window.press("Down")
    form = panel(robot)
    assert form.told.told.text() == "Who she is; 1 next step; 1 worker of the team."
    assert form.told.copy.text() == "Copy 1. They must destroy it by 21 February 2027."
    assert form.told.ground.text().endswith("She has not been told: the summary says so.")
    assert form.keep_button.text() == "Save for Housing: 3 facts"
    assert STEP in form.sheet.words
    assert copies(world) == 0, "to look is not to tell"
    robot.window.press("Ctrl+Enter")
    assert asked == ["summary-K7QX9B-copy-1.pdf"]
    assert (tmp_path / asked[0]).read_bytes().startswith(b"%PDF-")
    assert (robot.form, copies(world), robot.window.keys) == (None, 1, 3)
    assert robot.notices[0].startswith("Saved as summary-K7QX9B-copy-1.pdf: copy 1, for Housing.")
    assert list(tmp_path.glob(".*part")) == []


@on_the_file
def test_a_page_by_choice_says_what_was_shown_and_the_next_copy_has_the_next_number(
    open_case: Opener, case: CaseMade, world: World, tmp_path: Path
) -> None:
    robot = open_case(case, "plan")
    asked = saving_in(robot, tmp_path)
    for number in (1, 2):
        robot.screen.head.share.click()
        robot.window.settle()
        robot.window.press("Down")
        form = panel(robot)
        assert form.told.copy.text().startswith(f"Copy {number}.")
        form.paper.choose(Paper.PAGE.value)
        shown = form.sheet.words
        form.keep_button.click()
        robot.window.settle()
        page = (tmp_path / asked[-1]).read_text(encoding="utf-8")
        assert STEP in page
        assert STEP in shown
    assert asked == [f"summary-K7QX9B-copy-{number}.html" for number in (1, 2)]
    assert copies(world) == 2


@on_the_file
def test_where_nothing_is_agreed_there_is_a_sentence_and_no_button(
    open_case: Opener, case: CaseMade, world: World, tmp_path: Path
) -> None:
    robot = open_case(case)
    asked = saving_in(robot, tmp_path)
    robot.window.press("Ctrl+P", "Ctrl+Enter")
    assert panel(robot).notice.text == "Choose who it is for first."
    robot.window.press("Down")
    assert STEP in panel(robot).sheet.words
    robot.window.press("Down")  # the police
    form = panel(robot)
    assert form.notice.text.startswith("Nothing is agreed with Police for direct support")
    assert not form.keep_button.isVisible()
    assert not form.result.isVisible()
    assert STEP not in form.sheet.words
    robot.window.press("Ctrl+Enter")
    assert (asked, copies(world)) == ([], 0)
    robot.window.press("Up")
    assert not form.notice.isVisible()
    assert form.keep_button.text() == "Save for Housing: 3 facts"


@on_the_file
def test_a_file_that_cannot_be_written_leaves_a_copy_that_is_saved_elsewhere_untold_again(
    open_case: Opener, case: CaseMade, world: World, tmp_path: Path
) -> None:
    robot = open_case(case)
    saving_in(robot, None)
    robot.window.press("Ctrl+P", "Down", "Ctrl+Enter")
    assert copies(world) == 0, "no place was chosen"
    saving_in(robot, tmp_path / "nowhere")
    robot.window.press("Ctrl+Enter")
    form = panel(robot)
    assert "could not be written. Copy 1 for Housing is made all the same" in form.notice.text
    assert not form.keep_button.isVisible()
    robot.window.press("Esc")
    robot.window.press("Ctrl+P")
    assert form.again_button.text() == "Save copy 1 again", "it is offered until it is in a file"
    saving_in(robot, tmp_path)
    form.again_button.click()
    robot.window.settle()
    assert (tmp_path / "summary-K7QX9B-copy-1.pdf").read_bytes().startswith(b"%PDF-")
    assert (robot.form, copies(world)) == (None, 1)
    robot.window.press("Ctrl+P")
    assert not form.again_button.isVisible()


@on_the_file
@pytest.mark.parametrize("folder", ["", "nowhere"])
def test_a_panel_closed_too_soon_still_says_what_became_of_the_copy(
    open_case: Opener, case: CaseMade, world: World, tmp_path: Path, folder: str
) -> None:
    robot = open_case(case)
    saving_in(robot, tmp_path / folder)
    robot.window.press("Ctrl+P", "Down")
    panel(robot).keep()
    robot.screen.open_form(Form.STEP)  # before the answer is here
    robot.window.settle()
    assert copies(world) == 1
    assert robot.form is robot.screen.forms.step, "what is open now stays open"
    said = "copy 1, for Housing" if not folder else "Copy 1 for Housing is made all the same"
    assert said in robot.notices[0]


def test_what_changed_meanwhile_is_shown_before_it_is_told(
    open_case: Opener, case: CaseMade, desk: Desk, leah: Actor, world: World, tmp_path: Path
) -> None:
    robot = open_case(case)
    saving_in(robot, tmp_path)
    robot.window.press("Ctrl+P", "Down")
    desk.casework.add_step(leah, case.id, OTHER_STEP, None)  # at another desk
    robot.window.press("Ctrl+Enter")
    form = panel(robot)
    assert form.notice.text == CHANGED
    assert form.keep_button.text() == "Save for Housing: 4 facts"
    assert OTHER_STEP in form.sheet.words
    assert copies(world) == 0
    robot.window.press("Ctrl+Enter")
    assert copies(world) == 1


@on_the_file
def test_what_is_left_out_or_added_is_shown_before_it_is_saved(
    open_case: Opener, case: CaseMade, world: World, tmp_path: Path
) -> None:
    robot = open_case(case)
    saving_in(robot, tmp_path)
    robot.window.press("Ctrl+P", "Down")
    form = panel(robot)
    check = next(one for one in form.handing.findChildren(Check) if one.text() == STEP)
    check.setChecked(False)
    robot.window.settle()
    assert STEP not in form.sheet.words
    form.handing.ask.set_text("Ring us when the damp is gone")
    robot.window.press("Ctrl+Enter")
    assert copies(world) == 0, "what was not read is not shared"
    robot.window.settle()
    assert "Ring us when the damp is gone" in form.sheet.words
    robot.window.press("Ctrl+Enter")
    assert copies(world) == 1


@on_the_file
def test_what_is_close_goes_to_a_second_person_or_out_at_once_with_a_reason(
    open_case: Opener, case: CaseMade, desk: Desk, leah: Actor, world: World, tmp_path: Path
) -> None:
    world.agree(AgencyKind.HEALTH)
    world.agency(AgencyKind.HEALTH)
    need = desk.casework.add_need(leah, case.id, LifeDomain.MENTAL_HEALTH, "Cannot sleep").made
    assert need is not None
    robot = open_case(case)
    asked = saving_in(robot, tmp_path)
    robot.window.press("Ctrl+P", "Down")
    form = panel(robot)
    assert "It holds health, so a second person must read" in form.handing.second.text
    assert form.keep_button.text().startswith("Ask a second person to approve")
    robot.window.press("Ctrl+Enter")
    robot.window.settle()
    assert (asked, copies(world), robot.form) == ([], 0, None)
    assert "Health was told nothing yet" in robot.notices[0]
    robot.window.press("Ctrl+P", "Down")
    form.handing.urgent.setChecked(True)
    robot.window.settle()
    robot.window.press("Ctrl+Enter")
    assert form.handing.why.problem
    form.handing.why.set_text("She says she will take all of her tablets.")
    robot.window.press("Ctrl+Enter")
    robot.window.settle()
    robot.window.press("Ctrl+Enter")
    robot.window.settle()
    assert copies(world) == 1


@on_the_file
def test_names_hidden_and_a_lock_leave_the_panel_as_it_is(
    open_case: Opener, case: CaseMade
) -> None:
    robot = open_case(case)
    robot.window.press("Ctrl+P", "Down")
    form = panel(robot)
    shown = form.sheet.words
    robot.window.press("F8")
    assert form.sheet.words == "Hidden (F8)"
    assert not robot.see(STEP)
    assert form.keep_button.text() == "Save for Housing: 3 facts"
    robot.window.press("F8")
    assert form.sheet.words == shown
    robot.window.press("Ctrl+L")
    robot.screen.flush()
    robot.window.settle()
    assert robot.window.shell.caret is form.agency
    form.agency.setFocus()  # as the lock gives it back
    assert panel(robot).agency.currentText() == "Housing"
    assert form.sheet.words == shown
    robot.window.press("Ctrl+P")
    assert form.keep_button.isVisible(), "the same key leads back to the panel and changes nothing"
    robot.window.press("Esc")
    assert robot.form is None


def test_an_objection_is_a_warning_and_the_ground_is_said(
    open_case: Opener, case: CaseMade, leah: Actor, world: World
) -> None:
    basis = SharingBasis(
        case_id=case.id,
        subject_id=case.subject,
        category=Category.CORE,
        agency_kind=AgencyKind.HOUSING,
        purpose=Purpose.DIRECT_SUPPORT,
        basis=Basis.DUTY,
        gateway="Homelessness duty to refer",
        told_person=True,
        objection="not my sister's address",
        decided_on=date(2026, 11, 1),
        decided_by=leah.worker,
        expires_on=date(2026, 12, 1),
    )
    world.add(leah, basis)
    robot = open_case(case)
    robot.window.press("Ctrl+P", "Down")
    told = panel(robot).told
    assert "Homelessness duty to refer" in told.ground.text()
    assert told.ground.text().endswith("She knows about it.")
    assert told.copy.text() == "Copy 1. They must destroy it by 1 December 2026."
    assert told.objection.isVisible()
    assert told.objection.text == "She objects: not my sister's address"


@on_the_file
def test_the_palette_offers_it_where_one_may_write_and_help_lists_the_key(
    open_case: Opener, case: CaseMade, desk: Desk, leah: Actor, qtbot: QtBot
) -> None:
    robot = open_case(case)
    robot.window.press("Ctrl+K")
    QTest.keyClicks(robot.window.shell.palette_box.box, "share summ")
    qtbot.waitUntil(lambda: len(robot.window.shell.palette_box.list.suggestions()) == 1)
    robot.window.press("Enter")
    assert panel(robot).title == "Share a summary"
    assert "Ctrl+P" in [one.keys for one in robot.screen.shortcuts()]
    robot.window.press("Esc")
    header = desk.cases.header(leah, case.id)
    robot.screen.show_stub(replace(header, on_team=False, may_write=False), invented.TODAY)
    robot.window.press("Ctrl+P")
    assert robot.screen.offers() == ()
    assert robot.form is None
    assert not robot.screen.head.share.isVisible()


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize(
    "direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]
)
def test_it_is_whole_and_reached_by_tab_at_any_text_size(
    look: Theme, qapp: QApplication, qtbot: QtBot, direction: Qt.LayoutDirection, scale: float
) -> None:
    qapp.setLayoutDirection(direction)
    look.apply(Look(DARK, scale))
    screen = CaseScreen(Privacy(), WorkerId(uuid4()))
    screen.begin(Tab.NOW)
    screen.show_head(invented.header(), invented.TODAY)
    screen.resize(1240, 820)
    screen.show()
    qtbot.waitUntil(screen.isActiveWindow)
    screen.share()
    form = screen.forms.share
    for sentence in (invented.LONG, ""):
        form.fail(sentence)
        form.show_summary(long_preview())
        for _ in range(8):
            QApplication.processEvents()
        assert unnamed(form) == []
        assert clipped(form) == []
        visited = tab_ring(screen)
        for stop in (form.agency, form.purpose, form.sheet.page, form.keep_button):
            assert stop in visited
    form.sheet.page.setFocus()
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown):
        QTest.keyClick(form.sheet.page, key)
    assert form.sheet.area.verticalScrollBar().value() > 0, "keys scroll what it says"
    screen.close()
    screen.deleteLater()


def long_preview() -> SummaryPreview:
    """Return a summary of every kind of block, in long words and in another script."""
    words = (Said(invented.LONG), " and ", Said("\u0634\u0628\u0627\u0646\u06c1"))
    marking = DocumentMarking(Protection.OFFICIAL_SENSITIVE, "", "Leah", datetime.now(UTC))
    blocks = (
        Heading(2, words),
        Para(words),
        ListBlock((words, words)),
        KeyValues((("Name", words),)),
        Table("How far", ("Part of life", "Start", "Now"), ((("Money",), words, ()),)),
        Notice("Not known to be safe", words),
    )
    return SummaryPreview(
        document=Document(("Shared summary: ", Said("Shabana Akhtar")), marking, blocks),
        request=SummaryRequest(
            agency="Lodgehouse Homes",
            agency_kind=AgencyKind.HOUSING,
            purpose=Purpose.DIRECT_SUPPORT,
            basis=Basis.CONSENT,
            gateway=invented.LONG,
            allowed=frozenset(Category),
            copy_number=12,
            made_by="Leah",
            made_at=datetime.now(UTC),
            destroy_by=invented.TODAY,
            objection=invented.LONG,
        ),
        told=tuple(PartCount(part, 2) for part in SummaryPart),
        tells_review=True,
        not_for_purpose=(PartCount(SummaryPart.PLAN, 2),),
        held_back=tuple(Category),
        second_person=(Category.HEALTH, Category.SAFEGUARDING),
        no_room=2,
        tellable=tuple(Tellable(uuid4(), SummaryPart.RISKS, invented.LONG) for _ in range(3)),
        seen="",
    )


# --- words, without a window --------------------------------------------------------------------


def said(value: object) -> Iterator[str]:
    """Return every text from a record that a document holds."""
    if isinstance(value, Said):
        yield value.text
    elif is_dataclass(value):
        for one in fields(value):
            yield from said(getattr(value, one.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from said(part)


def test_the_sheet_holds_every_word_from_records_that_is_printed(
    desk: Desk, leah: Actor, case: CaseMade, world: World
) -> None:
    desk.casework.say_what_matters(leah, case.id, "Mum safe at home", "sit down", "ring late")
    preview = housing(desk, leah, case, world)
    lines = "\n".join(line.text for line in sheet_lines(preview.document))
    found = list(said(preview.document.blocks))
    assert len(found) > 5
    assert [text for text in found if text not in lines] == []


@on_the_file
def test_what_is_not_told_is_named_only_where_there_is_something(
    desk: Desk, leah: Actor, case: CaseMade, world: World
) -> None:
    preview = housing(desk, leah, case, world)
    her = pronouns("she/her")
    never = "Notes are never in it, nor records about anybody else of the household."
    assert say_held_back(preview, her) == never
    more = replace(
        preview,
        held_back=(Category.HEALTH, Category.PROTECTED_ADDRESS),
        not_for_purpose=(PartCount(SummaryPart.PLAN, 1), PartCount(SummaryPart.WHAT_MATTERS, 1)),
        told=tuple(PartCount(part, 2) for part in SummaryPart),
        tells_review=True,
    )
    assert say_held_back(more, her) == (
        f"{never} Held back from them, though it is in this case: health, protected address. "
        "Never told for this purpose: 1 need of the plan; what matters to her."
    )
    assert say_told(more, pronouns("")).startswith("Who they are; how to reach them safely;")
    assert say_told(more, her).endswith("when we look at how things stand again.")


def housing(desk: Desk, actor: Actor, case: CaseMade, world: World) -> SummaryPreview:
    """Return what the landlord would be told."""
    agency = world.agency(AgencyKind.HOUSING)
    return desk.summaries.preview(actor, case.id, agency, Purpose.DIRECT_SUPPORT)
