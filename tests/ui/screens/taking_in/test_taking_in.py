"""Lists taken in by keyboard alone: seen, looked at, answered, kept, stopped and taken back."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import NotPermitted
from pbi_desktop.services.stores import OpenedStore, open_store
from pbi_desktop.ui.kit.theme import Theme
from pbi_desktop.ui.kit.tokens import DARK, Look
from tests.cli.demo_store import copied, worker_of
from tests.support.accessibility import clipped, tab_ring, unnamed
from tests.support.robots.taking_in import TakingInWindow

HEADER = "Ref,First name,Surname,DOB,Address,Postcode,Date opened,Fridge"
CASELOAD = f"""{HEADER}
P1,Annabeth,Quillfeather,02/03/1984,1 Mill Lane,OL99 1AA,01/04/2025,white
P2,Cato,Mossop,31/02/1990,,,01/05/2025,
P3,Dede,Hartley,30/07/1990,,,01/05/2025,black
""".encode()
AGAIN = CASELOAD.replace(b"P1,", b"Z9,").replace(b"Ref,", b"Client ref,")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[OpenedStore]:
    """Open a demo of one's own."""
    with open_store(copied(tmp_path / "team.pbi")) as opened:
        yield opened


@pytest.fixture
def window(store: OpenedStore, qtbot: QtBot, tmp_path: Path) -> Iterator[TakingInWindow]:
    """Open the window of the manager."""
    made = TakingInWindow(qtbot, store.desk, worker_of(store, "Team manager"), tmp_path)
    yield made.start()
    made.close()


def names_of(window: TakingInWindow) -> list[str]:
    return [run.files for run in window.desk.import_wizard.runs(window.actor)]


def test_a_list_is_taken_in_with_four_keys_and_taken_back_with_three(
    window: TakingInWindow,
) -> None:
    window.keys = 0
    window.take("caseload.csv", CASELOAD)
    assert "Guessed from their columns" in window.words
    assert "1 column not read: Fridge." in window.words
    window.press("F5")
    assert "1 row refused; the others can be kept without them." in window.words
    assert names_of(window) == []
    window.press("Ctrl+Enter")
    assert window.keys == 3
    said = window.screen.keep.problem.text
    assert said.startswith("Kept: 2 new, 0 as they were, 1 refused.")
    assert names_of(window) == ["caseload.csv"]
    window.screen.keep.back.setFocus()
    window.press("Space")
    assert "Taking it back would take away" in window.words
    assert window.focus_name == "Leave it as it is"
    window.screen.undo.undo.setFocus()
    window.press("Space")
    assert "The run was taken back: it took away" in window.words
    (run,) = window.screen.runs.table.rows
    assert run.taken_back


def test_a_column_is_read_as_another_field_by_keys(window: TakingInWindow) -> None:
    window.take("caseload.csv", CASELOAD)
    table, pick = window.screen.columns.table, window.screen.columns.pick
    table.setFocus(Qt.FocusReason.TabFocusReason)
    table.selectRow(7)
    window.press("Enter")
    assert window.focus_name == "Read Fridge as"
    pick.choose("known_as")
    pick.chosen.emit("known_as")
    assert window.screen.columns.chosen["caseload"]["Fridge"] == "known_as"
    assert "Every column is read." in window.words


def test_a_column_that_was_only_suggested_gives_way_and_two_chosen_ones_are_asked_about(
    window: TakingInWindow,
) -> None:
    window.take("caseload.csv", CASELOAD)
    columns = window.screen.columns
    columns.table.selectRow(7)
    columns.pick.chosen.emit("family_name")
    assert columns.chosen["caseload"]["Surname"] == ""
    columns.table.selectRow(2)
    columns.pick.chosen.emit("family_name")
    window.press("F5")
    assert "are both read as “Family name”" in window.words
    assert not window.screen.look.isVisible()


def test_people_who_may_be_known_are_answered_with_one_letter_each(window: TakingInWindow) -> None:
    window.take("caseload.csv", CASELOAD)
    window.press("F5", "Ctrl+Enter")
    window.screen.keep.again.click()
    window.take("other.csv", AGAIN)
    window.press("F5")
    people = window.screen.look.people
    assert people.isVisible()
    assert window.focus_name == "People who may be known already"
    assert "without an answer: left out of this run" in window.words
    side = {row.what: (row.said, row.known) for row in people.side.rows}
    assert side["Name"] == ("Annabeth Quillfeather", "Annabeth Quillfeather")
    assert side["Born"] == ("2 March 1984", "2 March 1984")
    window.press("S")
    assert people._answer_of(people.pairs.rows[0]).text == "Same person"
    people.pairs.selectRow(0)
    window.press("N")
    assert people._answer_of(people.pairs.rows[0]).text == "Somebody new"
    people.pairs.selectRow(0)
    window.press("L")
    assert people._answer_of(people.pairs.rows[0]).text == "Leave out"
    people.again.click()
    window.settle()
    assert people._answer_of(people.pairs.rows[0]).text == "Leave out"


def test_names_values_and_reasons_are_covered_by_one_key(window: TakingInWindow) -> None:
    window.take("caseload.csv", CASELOAD)
    window.press("F5")
    columns, look = window.screen.columns, window.screen.look
    born = next(row for row in columns.table.rows if row.name == "DOB")
    (refused,) = look.refused.rows
    assert "31/02/1990" in look._reason(refused).text
    window.press("F8")
    assert columns._samples(born).text == "Hidden (F8)"
    assert "31/02/1990" not in look._reason(refused).text


def test_the_reasons_are_saved_as_a_file(window: TakingInWindow, tmp_path: Path) -> None:
    window.take("caseload.csv", CASELOAD)
    window.press("F5")
    window.saved = tmp_path / "why.csv"
    window.screen.look.save.click()
    window.settle()
    assert window.saved.read_text("utf-8-sig").splitlines()[1].startswith("caseload.csv,3,")
    window.saved = tmp_path / "nowhere" / "why.csv"
    window.screen.look.save.click()
    window.settle()
    assert "why.csv" in window.screen.look.problem.text


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("scan.csv", b"%PDF-1.7\n\x00\x01", "It is a PDF document"),
        ("empty.csv", b"", "empty.csv cannot be read"),
        ("half.xlsx", b"PK\x03\x04half", "half.xlsx cannot be read"),
    ],
)
def test_a_bad_file_gets_its_sentence_in_place(
    window: TakingInWindow, name: str, data: bytes, said: str
) -> None:
    window.take(name, data)
    assert said in window.words
    assert window.screen.files.problem.isVisible()
    assert not window.screen.columns.isVisible()
    window.take("caseload.csv", CASELOAD)
    assert window.screen.columns.isVisible()
    assert not window.screen.files.problem.isVisible()


def test_what_cannot_be_told_is_asked(window: TakingInWindow) -> None:
    window.take("odd.csv", b"Title,Where\nMill Lane Pantry,1 Mill Lane\n")
    assert "Their columns do not tell what they are" in window.words
    assert window.focus_name == "What they are"
    window.screen.files.kind.choose("directory")
    window.screen.files.kind.chosen.emit("directory")
    window.settle()
    window.press("F5")
    assert "New: Mill Lane Pantry." in window.words


def test_dropped_files_are_taken_as_chosen_ones(window: TakingInWindow, tmp_path: Path) -> None:
    path = tmp_path / "caseload.csv"
    path.write_bytes(CASELOAD)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    window.screen.dropEvent(QDropEvent(QPointF(9, 9), copy, data, left, none))
    window.settle()
    assert "caseload.csv" in window.words
    assert window.screen.columns.isVisible()


def test_the_window_answers_while_a_long_run_is_kept_and_stopping_keeps_nothing(
    window: TakingInWindow,
) -> None:
    rows = "\n".join(f"Q{at},Zuri{at:05},Vantongeren{at:05},,,,01/04/2025," for at in range(3_000))
    window.take("long.csv", f"{HEADER}\n{rows}\n".encode())
    window.screen.columns.ask()
    window.qtbot.waitUntil(lambda: window.screen.keep.keep.isVisible(), timeout=60_000)
    gaps, last = [0.0], [time.monotonic()]

    def beat() -> None:
        now = time.monotonic()
        gaps.append(now - last[0])
        last[0] = now

    heart = QTimer(interval=10)
    heart.timeout.connect(beat)
    heart.start()
    keep = window.screen.keep
    keep.ask()
    assert keep.progress.isVisible()
    window.qtbot.waitUntil(lambda: "people" in keep.progress.words.text(), timeout=60_000)
    keep.progress.stop.click()
    assert keep.progress.words.text() == "Stopping. Nothing will be kept."
    window.qtbot.waitUntil(lambda: keep.problem.isVisible(), timeout=60_000)
    heart.stop()
    assert "Nothing was kept" in keep.problem.text
    assert names_of(window) == []
    assert len(gaps) > 5
    assert max(gaps) < 1.0
    assert keep.keep.isVisible()


def test_what_ends_while_the_worker_is_elsewhere_is_told_there(window: TakingInWindow) -> None:
    window.take("caseload.csv", CASELOAD)
    window.press("F5")
    window.screen.keep.ask()
    assert not window.screen.files.choose.isEnabled()
    window.shell.go("my-day")
    window.settle()
    assert "Kept: 2 new" in " ".join(window.shell.notices.texts)
    window.shell.go("take-in")
    window.settle()
    assert window.screen.files.choose.isEnabled()
    assert window.screen.keep.problem.text.startswith("Kept: 2 new")


def test_a_worker_without_the_right_is_told_so(
    store: OpenedStore, qtbot: QtBot, tmp_path: Path
) -> None:
    others = [one for one in store.workers() if "manager" not in one.job.lower()]
    door = store.desk.import_wizard
    for one in others:
        actor = Actor(one.id, one.login)
        try:
            door.check(actor)
        except NotPermitted:
            window = TakingInWindow(qtbot, store.desk, actor, tmp_path).start()
            assert "You do not have the right to" in window.words
            window.close()
            return
    pytest.skip("everybody in the demo is at a desk")


def test_rows_are_chosen_in_a_window_from_right_to_left(window: TakingInWindow) -> None:
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    window.take("caseload.csv", CASELOAD)
    columns = window.screen.columns
    assert columns.table.current == columns.table.rows[0]
    assert columns.pick.value == "person"
    window.press("F5", "Ctrl+Enter")
    assert window.screen.runs.table.current is not None
    assert window.screen.runs.back.isEnabled()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_everything_has_a_name_is_reached_by_tab_and_is_whole(
    window: TakingInWindow, look: Theme, scale: float
) -> None:
    look.apply(Look(DARK, scale))
    window.take("caseload.csv", CASELOAD)
    window.press("F5", "Ctrl+Enter")
    window.screen.keep.again.click()
    window.take("other.csv", AGAIN)
    window.press("F5")
    window.screen.runs.back.click()
    window.settle()
    screen = window.screen
    assert unnamed(screen) == []
    assert clipped(screen) == []
    ring = tab_ring(window.shell)
    for part in (
        *(screen.files.choose, screen.files.kind, screen.columns.table, screen.columns.pick),
        *(screen.columns.look, screen.look.refused, screen.look.save, screen.look.people.pairs),
        *(screen.look.people.same, screen.keep.keep, screen.undo.undo, screen.runs.table),
    ):
        assert ring.count(part) == 1
