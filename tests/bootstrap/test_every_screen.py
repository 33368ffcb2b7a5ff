"""Every screen there is, over the invented team: names, no trap, a page of the guide, first words.

One walk does it all: a screen that is added is walked without anybody thinking of it.
"""

import ast
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pbi_desktop.bootstrap.gallery import addresses_for, window_on
from pbi_desktop.bootstrap.looks import application
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.resources import guide, resources
from pbi_desktop.services.stores import open_store
from pbi_desktop.ui import screens
from pbi_desktop.ui.kit.guide_text import read_page
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.tokens import Look
from pbi_desktop.ui.screens.case.view import CaseScreen
from pbi_desktop.ui.screens.case.wishes import Form
from pbi_desktop.ui.shell import Shell
from tests.cli.demo_store import copied, template
from tests.support.accessibility import tab_ring, unnamed

SCREENS = Path(screens.__file__).parent
ANSWERS = {
    "Every step belongs to a goal.",
    "No tie here hangs on one person alone.",
    "Nobody else has changed your cases since you opened them.",
    "Nobody opened anything in an emergency that waits for you.",
    "Nothing is booked for you today.",
    "There is nothing to show here.",
}
"""Said where nothing is to be done: all is as it should be, or another agency's."""
SENTENCE_END = re.compile(r"[.?!](?:\s|$)")


@dataclass
class Walk:
    """A window on everything, and where there is something to see."""

    app: QApplication
    shell: Shell
    lane: TaskLane
    addresses: dict[str, str]

    def go(self, address: str) -> None:
        self.shell.go(address)
        self.settle()

    def settle(self) -> None:
        """Wait until all is answered and shown."""
        quiet = 0
        while quiet < 4:
            self.app.processEvents()
            time.sleep(0.002)
            quiet = quiet + 1 if self.lane.waiting == 0 else 0


@cache
def whom_and_where() -> tuple[Actor, dict[str, str]]:
    """Return whose window it is, and where each screen is."""
    with open_store(template()) as store:
        worker = next(one for one in store.workers() if one.job == "Key worker")
        actor = Actor(worker.id, worker.login)
        case = store.desk.cases.list(actor)[0].case_id
        return actor, addresses_for(store.desk.cases.header(actor, case))


@pytest.fixture
def walk(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Walk]:
    app = application(resources())
    theme().apply(Look())
    actor, addresses = whom_and_where()
    with (
        open_store(copied(tmp_path / "team.pbi")) as store,
        window_on(store, actor, tmp_path) as (shell, lane),
    ):
        shell.activateWindow()
        yield Walk(app, shell, lane, addresses)


def problems_of(shell: Shell, part: QWidget | None = None) -> list[str]:
    """Return what a keyboard would miss in a window, and a screen reader in it or in a part."""
    found: list[str] = unnamed(part or shell)
    try:
        tab_ring(shell)
    except AssertionError as trap:
        found.append(str(trap))
    return found


def test_every_screen_has_names_no_trap_and_a_page_of_the_guide(walk: Walk) -> None:
    shell = walk.shell
    shell.show_tour()
    walked = {address.split("/")[0] for address in walk.addresses.values()}
    others = {one.address: one.address for one in shell.entries if one.address not in walked}
    problems: dict[str, list[str]] = {}
    for name, address in {**walk.addresses, **others}.items():
        walk.go(address)
        assert shell.address == address
        if found := problems_of(shell):
            problems[name] = found
        if shell.tour.isVisible():
            shell.tour.end()
    assert problems == {}
    for one in shell.entries:
        assert one.address == "help" or read_page(guide(), one.guide).title, one.address


def test_every_form_of_a_case_and_the_strip_have_names_and_no_trap(walk: Walk) -> None:
    shell, case = walk.shell, walk.addresses["case-now"]
    walk.go(case)
    screen = shell.screen_at("case")
    assert isinstance(screen, CaseScreen)
    problems: dict[str, list[str]] = {}
    for form in Form:
        screen.open_form(form)
        walk.settle()
        if found := problems_of(shell, screen.forms.dock):
            problems[form] = found
    walk.go("my-day")
    shell.jotting.jot()
    walk.settle()
    if found := problems_of(shell):
        problems["jot"] = found
    assert problems == {}


def test_whatever_is_empty_says_what_to_do_first() -> None:
    told: dict[str, list[str]] = {}
    for path in sorted(SCREENS.rglob("*.py")):
        for words, action in empty_states(path):
            if words not in ANSWERS and not action and len(SENTENCE_END.findall(words)) < 2:
                told.setdefault(path.relative_to(SCREENS).as_posix(), []).append(words)
    assert told == {}, "\n".join(f"{where}: {words}" for where, words in told.items())


def empty_states(path: Path) -> Iterator[tuple[str, bool]]:
    """Return what each empty part says where it is plain text, and whether it has a button."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name) and isinstance(node.value.value, str)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "EmptyState":
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Name) and first.id in constants:
                yield constants[first.id], len(node.args) > 1
            elif isinstance(first, ast.Constant) and first.value:
                yield str(first.value), len(node.args) > 1
