"""Every screen as a picture: light and dark, at 100 % and at 200 % text, over an invented team."""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtWidgets import QApplication, QWidget

from pbi_desktop.bootstrap.facts import facts_of, store_facts
from pbi_desktop.bootstrap.looks import application
from pbi_desktop.bootstrap.program import drop
from pbi_desktop.bootstrap.screens import Parts, entries, make_jot
from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.case_rows import CaseHeader, CaseNow
from pbi_desktop.services.stores import DemoWish, OpenedStore, make_demo, open_store
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.tokens import DARK, LIGHT, Look
from pbi_desktop.ui.screens.sign_in.view import SignIn
from pbi_desktop.ui.shell import Shell

SIZE = (1440, 900)
_QUIET_PASSES, _LONGEST_SECONDS = 12, 20.0
_TABS = ("now", "story", "plan", "network", "money", "papers", "sharing")


@dataclass(frozen=True)
class Pose:
    """One look of the program."""

    name: str
    look: Look
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight


POSES = (
    Pose("light", Look(LIGHT)),
    Pose("dark", Look(DARK)),
    Pose("light-200", Look(LIGHT, 2.0)),
    Pose("dark-200", Look(DARK, 2.0)),
    Pose("light-right-to-left", Look(LIGHT), Qt.LayoutDirection.RightToLeft),
)


def draw_all(folder: Path, resources: Path) -> list[Path]:
    """Draw every screen in every pose; returns the pictures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = application(resources)
    folder.mkdir(parents=True, exist_ok=True)
    drawn: list[Path] = []
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "pictures.pbi"
        make_demo(path, DemoWish())
        with open_store(path) as store:
            actor, addresses = _whom_and_where(store)
            for pose in POSES:
                theme().apply(pose.look)
                app.setLayoutDirection(pose.direction)
                drawn += _draw_sign_in(folder, store, pose)
                with window_on(store, actor, Path(place)) as (shell, lane):
                    for name, address in addresses.items():
                        shell.go(address)
                        settle(app, lane)
                        drawn.append(_keep(shell, folder / f"{name}-{pose.name}.png"))
    theme().apply(Look())
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    return drawn


def settle(app: QApplication, lane: TaskLane) -> None:
    """Let the screen come to rest: nothing asked that is not answered, and painted."""
    until = time.monotonic() + _LONGEST_SECONDS
    quiet = 0
    while quiet < _QUIET_PASSES and time.monotonic() < until:
        app.processEvents()
        quiet = quiet + 1 if lane.waiting == 0 else 0
        time.sleep(0.02)


@contextmanager
def window_on(store: OpenedStore, actor: Actor, place: Path) -> Iterator[tuple[Shell, TaskLane]]:
    """Show one worker's window on a store; it goes, with its lane, at the end."""
    worker = next(one for one in store.workers() if one.id == actor.worker)
    settings = QSettings(str(place / "window.ini"), QSettings.Format.IniFormat)
    lane, privacy = TaskLane(), Privacy()
    parts = Parts(store.desk, actor, lane, privacy)
    facts = replace(facts_of(worker, store), make_jot=partial(make_jot, parts))
    shell = Shell(facts, entries(parts), settings, privacy)
    shell.follow(lane)
    shell.resize(*SIZE)
    shell.show()
    try:
        yield shell, lane
    finally:
        drop(shell)
        lane.close()
        _let_go()


def _draw_sign_in(folder: Path, store: OpenedStore, pose: Pose) -> list[Path]:
    window = SignIn(store_facts(store.path), store.workers())
    window.resize(*SIZE)
    window.show()
    for _ in range(_QUIET_PASSES):
        QApplication.processEvents()
    path = _keep(window, folder / f"sign-in-{pose.name}.png")
    drop(window)
    _let_go()
    return [path]


def _let_go() -> None:
    """Delete what was dropped: there is no event loop here to do it."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _keep(widget: QWidget, path: Path) -> Path:
    if not widget.grab().save(str(path)):
        raise OSError(f"the picture {path.name} could not be written")
    return path


def _whom_and_where(store: OpenedStore) -> tuple[Actor, dict[str, str]]:
    """Return a key worker with much to show, and the addresses of what is drawn."""
    best: tuple[int, Actor, CaseNow] | None = None
    for one in store.workers():
        actor = Actor(one.id, one.login)
        if one.job != "Key worker":
            continue
        for line in store.desk.my_day.show(actor).cases:
            now = store.desk.cases.now(actor, line.case_id)
            richness = _richness(now)
            if best is None or richness > best[0]:
                best = (richness, actor, now)
    if best is None:
        raise LookupError("the demo has no key worker with cases")
    _richness_of_best, actor, now = best
    return actor, addresses_for(now.header)


def addresses_for(header: CaseHeader) -> dict[str, str]:
    """Return where each screen is, and each part of one case."""
    case = f"case/{header.case_id}"
    return {
        "my-day": "my-day",
        "front-door": "front-door",
        "front-door-found": f"front-door/search/{_as_heard(header)}",
        "waiting": "waiting",
        "same-person": "same-person",
        "cases": "cases",
        "referrals": "referrals",
        "case-phase": f"{case}/now/phase",
        "community": "community",
        "community-map": "community-map",
        "outcomes": "outcomes",
        "take-in": "take-in",
        "sharing-log": f"sharing-log/{header.case_id}",
        **{f"case-{tab}": f"{case}/{tab}" for tab in _TABS},
        "case-view-as": f"{case}/network/as-housing-direct_support",
        "chronology": f"chronology/{header.case_id}",
        "own-plan": f"own-plan/{header.case_id}",
        "own-network": f"own-network/{header.case_id}",
        "letters": "letters",
        "emergency": f"glass/{header.case_id}",
        "emergencies": "glass",
        "access": "access",
    }


def _as_heard(header: CaseHeader) -> str:
    """Return what somebody says of themselves, as it is heard at a desk: with a letter missing."""
    street, born = header.address.split(",")[0], header.born.day if header.born else None
    birth = f"{born.day} {born.month} {born.year}" if born else ""
    return f"{header.name[:-2]}{header.name[-1:]} {birth} {street}".strip()


def _richness(now: CaseNow) -> int:
    money = len(now.money.lines) if now.money else 0
    parts = (len(now.helpers), len(now.risks), len(now.steps), len(now.journey.points))
    alerts = 3 * len(now.header.alerts)
    return sum(min(part, 4) for part in (*parts, money)) + alerts + (3 if now.matters else 0)
