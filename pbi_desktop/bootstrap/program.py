"""The window's program: sign in or open the demo, show the shell, lock, and close in order."""

import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSettings, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from pbi_desktop.bootstrap.facts import facts_of, key_kind, store_facts
from pbi_desktop.bootstrap.hand_over import HandOver
from pbi_desktop.bootstrap.locking import hide_all_but, lay_down, lifted
from pbi_desktop.bootstrap.looks import look_as_chosen
from pbi_desktop.bootstrap.questions import Questions
from pbi_desktop.bootstrap.screens import Parts, entries, make_jot
from pbi_desktop.bootstrap.suggesting import Groups, Pages, People, Workers
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.doors import is_door
from pbi_desktop.domain.errors import PbiError
from pbi_desktop.domain.key_errors import TooManyTries
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.front_door_rows import Told
from pbi_desktop.services.opened import Opened
from pbi_desktop.services.stores import WorkerChoice
from pbi_desktop.services.unlocking import (
    DEMO,
    Key,
    is_right,
    open_by_file,
    open_with,
    ways_into,
)
from pbi_desktop.ui.kit.ports import Suggestions
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.shell import Shell
from pbi_desktop.ui.shell.preferences import Preferences
from pbi_desktop.ui.shell.whereabouts import Whereabouts

if TYPE_CHECKING:  # a demo opens without either: they are loaded when they are needed
    from pbi_desktop.bootstrap.live import Live
    from pbi_desktop.ui.screens.sign_in.lock import LockScreen
    from pbi_desktop.ui.screens.sign_in.view import SignIn
    from pbi_desktop.ui.shell.session_watch import SessionWatch

DEMO_NOTICE = (
    "Everybody here is invented. The key of this store lies beside it, so anyone with its files "
    "can read it: never write about a real person in it."
)


def _learns_later(_error: BaseException) -> None:
    """Say nothing of names that could not be learnt: the next search learns them, or says why."""


def _remove_left_copies() -> int:
    """Remove copies of papers that a program left behind when it crashed; returns how many."""
    from pbi_desktop.services.opened_copies import OpenedCopies

    return OpenedCopies().remove_left_over()


def drop(widget: QWidget) -> None:
    """Close a window; it goes, with all that its screens hold, when the event loop is back.

    Not at once: the wish to drop it may come out of one of its own buttons.
    """
    widget.close()
    widget.deleteLater()


class Program(QObject):
    """Holds what lives as long as the program; what opens, closes in reverse order."""

    search_ready = Signal()

    def __init__(
        self,
        app: QApplication,
        path: Path,
        key_file: Path | None = None,
        *,
        restarts: bool = False,
    ) -> None:
        """Begin nothing yet; `restarts` where a lock may end the process and start another."""
        super().__init__()
        self._app = app
        self._path = path
        self._key_file = key_file
        self._restarts = restarts
        self._handed: HandOver | None = None
        self.handed_over: HandOver | None = None
        """What the program that takes the place of this one is to be told, once it is closed."""
        self.lane = TaskLane()
        self.store: Opened | None = None
        self.shell: Shell | None = None
        self.actor: Actor | None = None
        self.search_ready_at = 0.0
        """When search had answered, in processor time; 0 until then."""
        self._late: Opened | None = None  # opened by the lane, perhaps not yet delivered
        self._seen = Event()
        self._closed = False
        self._watch: SessionWatch | None = None
        self._live: Live | None = None
        self._sign_in: SignIn | None = None
        self._lock: LockScreen | None = None

    # --- the way in ----------------------------------------------------------------------------

    def begin(self, login: str, handed: HandOver | None = None) -> None:
        """Open a demo, or what a key file opens, at once; for any other store, ask who is there.

        After a lock, which hands over who was here, every store waits for its key.
        """
        if handed is not None:
            self._show_locked(handed)
        elif self._key_file is not None:
            self._opened(open_by_file(self._path, self._key_file), login=login)
        elif DEMO in ways_into(self._path):
            self.store = open_with(self._path, Key(DEMO))
            self._show_shell(self.store, self.store.sign_in(login))
        else:
            self._show_sign_in(())

    def change_worker(self) -> None:
        """Ask who is there instead; where everybody has a key of their own, that is the lock."""
        if self.store is None or self._door is not None:
            return
        workers = self.store.workers()
        if len(workers) > 1:
            self._show_sign_in(workers)
            self._drop_shell()
        elif self.shell is not None:
            self.shell.lock()

    def _show_sign_in(self, workers: tuple[WorkerChoice, ...]) -> None:
        from pbi_desktop.ui.screens.sign_in.view import SignIn

        door = self._sign_in = SignIn(store_facts(self._path), workers)
        door.unlock_wanted.connect(self._unlock)
        door.resize(960, 720)
        door.show()

    def _unlock(self, way: str, secret: str, login: str) -> None:
        if self.store is not None:
            self._enter(login)
            return
        # A passphrase takes most of a second to try: never on this thread.
        self.lane.query(
            partial(self._open, Key(key_kind(way), secret)),
            partial(self._opened, login=login),
            self._refused,
        )

    def _open(self, key: Key) -> Opened:
        likely = self._handed.worker if self._handed is not None else None
        self._late = open_with(self._path, key, likely=likely)
        return self._late

    def _opened(self, store: Opened, login: str) -> None:
        if self._closed:  # the answer was on its way
            return
        self.store = store
        workers = store.workers()
        if self._handed is not None and login not in {one.login for one in workers}:
            login = ""  # whoever unlocked is somebody else: theirs is the session now
        if login or len(workers) == 1:
            self._enter(login)
        elif self._sign_in is not None:
            self._sign_in.show_workers(workers)
        else:
            self._drop_door()
            self._show_sign_in(workers)

    def _enter(self, login: str) -> None:
        if self.store is None:
            return
        try:
            actor = self.store.sign_in(login)
        except PbiError as error:
            if self._door is None:
                raise
            self._refused(error)
            return
        self._show_shell(self.store, actor)
        self._drop_door()

    def _refused(self, error: BaseException) -> None:
        if self._door is not None:
            wait = error.wait_seconds if isinstance(error, TooManyTries) else 0
            self._door.show_failure(explain(error), wait)

    # --- at work -------------------------------------------------------------------------------

    def _show_shell(self, store: Opened, actor: Actor) -> None:
        self.actor = actor
        worker = next(one for one in store.workers() if one.id == actor.worker)
        privacy = Privacy()
        ini = str(self._path.with_name("window.ini"))
        settings = QSettings(ini, QSettings.Format.IniFormat)
        look_as_chosen(Preferences(settings, worker.login))
        # First in the lane: the desk answers before My day, which has more to load.
        self.lane.query(partial(self._first_search, store, actor), self._say_ready)
        learn = partial(store.desk.front_door.make_ready, actor)
        self.lane.query(learn, lambda _done: None, _learns_later)
        parts = Parts(store.desk, actor, self.lane, privacy)
        people = People(store.desk, actor, self.lane, self._go)
        groups = Groups(store.desk, actor, self.lane, self._go)
        pages = Pages(self._go)
        offers: tuple[Suggestions, ...] = (people, pages, Workers(self.change_worker), groups)
        facts = replace(facts_of(worker, store), make_jot=partial(make_jot, parts))
        shell = self.shell = Shell(facts, entries(parts), settings, privacy, offers)
        shell.follow(self.lane)
        Questions(store.desk, actor, self.lane, shell)  # the shell keeps it
        shell.lock_wanted.connect(self.lock)
        shell.change_wanted.connect(self.change_worker)
        shell.closed.connect(self._app.quit)
        shell.go("my-day")
        if store.is_demo:
            shell.tell(DEMO_NOTICE)
        shell.offer_tour()
        shell.show()
        QTimer.singleShot(0, self._seen.set)
        self.lane.query(partial(lifted, store, actor), self._resume)

    def _first_search(self, store: Opened, actor: Actor) -> float:
        """Search once, when the window stands, so that the first real search finds all warm."""
        self._seen.wait()
        store.desk.front_door.search(actor, Told(name="ann"))
        return time.process_time()

    def _say_ready(self, at: float) -> None:
        self.search_ready_at = at
        self.search_ready.emit()
        self._listen()
        self._prepare()

    def _listen(self) -> None:
        """Lock as soon as the computer says that nobody sits here any more."""
        if self._watch is None and not self._closed:
            from pbi_desktop.ui.shell.session_watch import SessionWatch

            self._watch = SessionWatch(self)
            self._watch.away.connect(self._away)
            self.lane.query(_remove_left_copies, lambda _removed: None)
        if self._live is None and self.store is not None and is_door(self._path):
            from pbi_desktop.bootstrap.live import Live

            self._live = Live(self.store, self.lane, self)

    def _prepare(self) -> None:
        """Make the case screen before it is asked for."""
        if self.shell is not None and not self._closed:
            from pbi_desktop.bootstrap.preparing import Preparing

            Preparing(self.shell, self.lane).begin()  # the shell keeps it

    def _away(self) -> None:
        if self.shell is not None:
            self.shell.lock()

    def _go(self, address: str) -> None:
        if self.shell is not None:
            self.shell.go(address)

    # --- the lock ------------------------------------------------------------------------------

    def lock(self) -> None:
        """Hide everything, save, and end this process for one that asks for the key.

        Where that cannot be, or what is typed cannot be saved, this process itself asks: then
        nothing of the screens is lost.
        """
        if self.shell is None or self.actor is None or self.store is None or self._door:
            return
        name = next(one.name for one in self.store.workers() if one.id == self.actor.worker)
        door = self._make_lock(name, self.actor.login)
        door.keep_caret(self.shell.caret)
        door.unlock_wanted.connect(self._try_key)
        door.setGeometry(self.shell.geometry())
        door.show()
        hide_all_but(door, self.shell)
        if self._restarts:
            # Behind all that was typed and asked: the lane does one thing after another.
            save = partial(lay_down, self.store, self.actor, self.shell.left_at)
            self.lane.command(save, self._hand_over, self.shell.tell_failure)

    def _hand_over(self, _saved: Changes) -> None:
        if self._lock is not None and self.actor is not None:
            stands = self._lock.geometry()
            at = (stands.x(), stands.y(), stands.width(), stands.height())
            store = str(self._path.absolute())
            self.handed_over = HandOver(store, self.actor.login, self.actor.worker, at)
            self._app.quit()

    def _show_locked(self, handed: HandOver) -> None:
        self._handed = handed
        door = self._make_lock(handed.login, handed.login, anew=True)
        door.unlock_wanted.connect(self._unlock)
        door.setGeometry(*handed.window)
        door.show()

    def _make_lock(self, name: str, login: str, *, anew: bool = False) -> "LockScreen":
        from pbi_desktop.ui.screens.sign_in.lock import LockScreen

        self._lock = LockScreen(store_facts(self._path), name, login, anew=anew)
        return self._lock

    def _resume(self, place: Whereabouts | None) -> None:
        if self.shell is not None and place is not None:
            self.shell.resume(place)

    def _try_key(self, way: str, secret: str, _login: str) -> None:
        if self.store is not None:
            ask = partial(is_right, self.store, Key(key_kind(way), secret))
            self.lane.query(ask, self._unlocked, self._refused)

    def _unlocked(self, _right: bool) -> None:
        if self.shell is not None and self._lock is not None:
            self.shell.show()
            self._lock.give_back()
        self._drop_door()

    # --- the way out ---------------------------------------------------------------------------

    def close(self) -> None:
        """Finish what was asked, then let go of windows, lane and store."""
        self._closed = True
        self._seen.set()
        if self._live is not None:
            self._live.stop()
        self._drop_door()
        self._drop_shell()
        self.lane.close()
        if self._watch is not None:
            self._watch.let_go()
        store = self.store or self._late
        self.store = self._late = None
        if store is not None:
            store.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    @property
    def _door(self) -> "SignIn | LockScreen | None":
        return self._sign_in or self._lock

    def _drop_door(self) -> None:
        door = self._door
        self._sign_in = self._lock = None
        if door is not None:
            drop(door)

    def _drop_shell(self) -> None:
        shell, self.shell = self.shell, None
        if shell is not None:
            shell.closed.disconnect(self._app.quit)
            drop(shell)
