"""The network of a case, found about in its words and its picture."""

from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from pbi_desktop.models import AuditEntry
from tests.support.robots.case import CaseRobot
from tests.support.world import World


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


def drawn(robot: CaseRobot) -> list[str]:
    """Return what is said of each spot of the picture."""
    return [spot.said for spot in robot.screen.network.picture.view.spots]


def logged(world: World, action: str) -> int:
    """Return how often something is in the log."""
    with world.trusted() as connection:
        actions = connection.execute(select(AuditEntry.action)).scalars().all()
    return list(actions).count(action)


def strip(robot: CaseRobot) -> str:
    """Return what is said of the tie that is chosen."""
    shown = robot.screen.network.strip
    return f"{shown.between.text()}. {shown.how.text()}"
