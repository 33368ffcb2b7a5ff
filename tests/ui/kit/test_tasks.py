"""The worker lane: one thing at a time, answers on the GUI thread, changes never dropped."""

import threading
from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import NotFound
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.ui.kit.ports import Tasks
from pbi_desktop.ui.kit.tasks import TaskLane

CHANGE = Changes(done="Step done.", cases=frozenset({CaseId(uuid4())}), kinds=frozenset({"action"}))


@pytest.fixture
def lane(qtbot: QtBot) -> Iterator[TaskLane]:
    made = TaskLane()
    yield made
    made.close()


class Gate:
    """Work that waits until it is let go."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.entered = threading.Event()
        self.ran = 0

    def __call__(self) -> Changes:
        self.entered.set()
        assert self.open.wait(5)
        self.ran += 1
        return CHANGE


def test_work_runs_on_another_thread_and_is_answered_on_this_one(
    lane: TaskLane, qtbot: QtBot
) -> None:
    seen: list[tuple[str, str]] = []

    def answered(worker: str) -> None:
        seen.append((worker, threading.current_thread().name))

    lane.query(lambda: threading.current_thread().name, answered)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0].startswith("store")
    assert seen[0][1] == threading.current_thread().name


def test_answers_come_in_the_order_asked(lane: TaskLane, qtbot: QtBot) -> None:
    seen: list[int] = []
    for number in range(20):
        lane.query(lambda number=number: number, seen.append)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(seen) == 20)
    assert seen == list(range(20))


def test_a_later_question_takes_the_place_of_an_earlier_one(lane: TaskLane, qtbot: QtBot) -> None:
    gate = Gate()
    seen: list[str] = []
    asked: list[str] = []
    lane.command(gate)
    for words in ("s", "sh", "sha"):

        def work(words: str = words) -> str:
            asked.append(words)
            return words

        lane.query(work, seen.append, key="search")
    gate.open.set()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["sha"]
    assert asked == ["sha"]
    assert lane.waiting == 0


def test_an_answer_that_is_out_of_date_is_not_delivered(lane: TaskLane, qtbot: QtBot) -> None:
    gate = Gate()
    seen: list[str] = []
    lane.query(gate, lambda _answer: seen.append("old"), key="search")
    assert gate.entered.wait(5)
    lane.query(lambda: "new", seen.append, key="search")
    gate.open.set()
    qtbot.waitUntil(lambda: bool(seen) and lane.waiting == 0)
    assert seen == ["new"]


def test_a_change_is_told_to_every_listener_and_as_a_signal(lane: TaskLane, qtbot: QtBot) -> None:
    heard: list[Changes] = []
    lane.on_changed(heard.append)
    done: list[Changes] = []
    with qtbot.waitSignal(lane.changed) as signal:
        lane.command(lambda: CHANGE, done.append)
    assert signal.args == [CHANGE]
    qtbot.waitUntil(lambda: bool(done))
    assert heard == done == [CHANGE]


def test_a_failure_goes_to_whoever_asked(lane: TaskLane, qtbot: QtBot) -> None:
    def refuse() -> Changes:
        raise NotFound("case")

    failures: list[BaseException] = []
    lane.query(refuse, lambda _answer: None, failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], NotFound)


def test_a_failure_nobody_handles_becomes_news(lane: TaskLane, qtbot: QtBot) -> None:
    def refuse() -> Changes:
        raise NotFound("case")

    with qtbot.waitSignal(lane.failed) as signal:
        lane.command(refuse)
    assert isinstance(signal.args[0], NotFound)


def test_a_bug_is_logged_by_its_kind_and_place_without_its_words(
    lane: TaskLane,
    qtbot: QtBot,
    expect_log: Callable[[str], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    def stumble() -> Changes:
        raise KeyError("Shabana Akhtar")

    expect_log("ERROR pbi_desktop.ui.kit.tasks: KeyError at stumble:")
    with qtbot.waitSignal(lane.failed):
        lane.command(stumble)
    assert "Shabana" not in caplog.text


def test_a_command_is_carried_out_after_its_screen_is_gone(lane: TaskLane, qtbot: QtBot) -> None:
    screen, gate = QObject(), Gate()
    answers: list[Changes] = []
    scope: Tasks = lane.scope(screen)
    with qtbot.waitSignal(lane.changed):
        scope.command(gate, answers.append)
        screen.deleteLater()
        with qtbot.waitSignal(screen.destroyed):
            pass
        gate.open.set()
    assert gate.ran == 1
    assert answers == []


def test_a_question_is_dropped_with_its_screen(lane: TaskLane, qtbot: QtBot) -> None:
    screen, gate = QObject(), Gate()
    answers: list[Changes] = []
    heard: list[Changes] = []
    scope = lane.scope(screen)
    scope.on_changed(heard.append)
    scope.query(gate, answers.append, key="list")
    assert gate.entered.wait(5)
    screen.deleteLater()
    with qtbot.waitSignal(screen.destroyed):
        pass
    gate.open.set()
    with qtbot.waitSignal(lane.changed):
        lane.command(lambda: CHANGE)
    assert answers == []
    assert heard == []


def test_two_screens_may_use_the_same_key(lane: TaskLane, qtbot: QtBot) -> None:
    one, other = QObject(), QObject()
    answers: list[int] = []
    lane.scope(one).query(lambda: 1, answers.append, key="list")
    lane.scope(other).query(lambda: 2, answers.append, key="list")
    qtbot.waitUntil(lambda: len(answers) == 2)


def test_slow_work_says_it_is_busy_and_then_that_it_is_not(lane: TaskLane, qtbot: QtBot) -> None:
    lane._slow.setInterval(10)
    gate = Gate()
    with qtbot.waitSignal(lane.busy) as began:
        lane.command(gate)
    with qtbot.waitSignal(lane.busy) as ended:
        gate.open.set()
    assert (began.args, ended.args) == ([True], [False])


def test_quick_work_never_says_it_is_busy(lane: TaskLane, qtbot: QtBot) -> None:
    told: list[bool] = []
    lane.busy.connect(told.append)
    with qtbot.waitSignal(lane.changed):
        lane.command(lambda: CHANGE)
    qtbot.waitUntil(lambda: lane.waiting == 0)
    assert told == []
    assert not lane._slow.isActive()


def test_closing_carries_out_changes_drops_questions_and_ends_the_thread(qtbot: QtBot) -> None:
    lane, gate = TaskLane(), Gate()
    ran: list[str] = []
    lane.command(gate)
    lane.query(lambda: ran.append("question"), lambda _answer: None, key="a")
    lane.query(lambda: ran.append("question"), lambda _answer: None)
    lane.command(lambda: ran.append("change") or CHANGE)  # type: ignore[func-returns-value]
    threading.Timer(0.05, gate.open.set).start()
    lane.close()
    assert ran == ["change"]
    assert gate.ran == 1
    assert not [t for t in threading.enumerate() if t.name.startswith("store")]
    lane.close()
    with pytest.raises(RuntimeError):
        lane.query(lambda: 1, lambda _answer: None)


def test_a_signal_holds_a_plain_objects_method_weakly_and_the_lane_holds_it_strongly(
    lane: TaskLane, qtbot: QtBot
) -> None:
    class News(QObject):
        told = Signal(object)

    heard: list[object] = []

    class Presenter:
        def hear(self, what: object) -> None:
            heard.append(what)

    news = News()
    news.told.connect(Presenter().hear)
    news.told.emit("lost")
    lane.on_changed(Presenter().hear)
    with qtbot.waitSignal(lane.changed):
        lane.command(lambda: CHANGE)
    assert heard == [CHANGE]
