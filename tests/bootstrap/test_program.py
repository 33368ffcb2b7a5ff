"""The program: in by demo or by key, another worker, the lock, and out again with nothing left."""

import os
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QLabel

from pbi_desktop.bootstrap.looks import application
from pbi_desktop.bootstrap.program import DEMO_NOTICE, Program
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import NotFound, StoreBusy
from pbi_desktop.services.front_door import FrontDoor
from pbi_desktop.services.front_door_rows import SearchResult, Told
from pbi_desktop.services.stores import open_store
from pbi_desktop.store.search_index import FileNames, Rows
from pbi_desktop.store.secrets.passphrase import Cost, Passphrase
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.shell.preferences import Preferences
from tests.bootstrap.conftest import Sit
from tests.cli.conftest import one_sentence
from tests.cli.demo_store import copied, lock_up, template

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
SECRET, OTHERS = "heron gravel minuet thatch", "walnut ferry candle brook"


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """Return a team behind a passphrase that is nobody's own."""
    return lock_up(copied(tmp_path / "team.pbi"), (Passphrase(SECRET, CHEAP), None))


@pytest.fixture
def owned(tmp_path: Path) -> Path:
    """Return a team that two workers open, each with a passphrase of their own."""
    with open_store(template()) as store:
        jodie, ciaran = (
            next(one.id for one in store.workers() if one.login == login)
            for login in ("jodie", "ciaran")
        )
    store_path = copied(tmp_path / "team.pbi")
    keys = [(Passphrase(SECRET, CHEAP), jodie), (Passphrase(OTHERS, CHEAP), ciaran)]
    return lock_up(store_path, *keys)


# --- in ------------------------------------------------------------------------------------------


def test_a_demo_opens_as_its_manager_on_my_day_and_says_what_it_is(sit: Sit, demo: Path) -> None:
    seat = sit(demo)
    assert seat.windows() == ["Shell"]
    assert (seat.actor.login, seat.shell.address) == ("manager", "my-day")
    assert seat.reads(DEMO_NOTICE)
    assert seat.program.search_ready_at > 0


def test_the_first_search_of_a_worker_loads_no_names_again(sit: Sit, demo: Path) -> None:
    seat = sit(demo)
    store = seat.program.store
    assert store is not None
    names = store.desk.front_door._reading.names
    assert isinstance(names, FileNames)
    asked: list[str] = []
    ask = names._ask

    def heard(sql: str) -> Rows:
        asked.append(sql)
        return ask(sql)

    names._ask = heard
    told, found = Told("zebedee quux"), list[SearchResult]()
    seat.program.lane.query(partial(store.desk.front_door.search, seat.actor, told), found.append)
    seat.wait_for(lambda: bool(found), "the search has answered")
    assert not any("RECURSIVE" in sql for sql in asked), "only what came since is asked for"


def test_names_that_cannot_be_learnt_beforehand_hurt_nobody(
    sit: Sit, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[str] = []

    def busy(_door: FrontDoor, _actor: Actor) -> None:
        threads.append(threading.current_thread().name)
        raise StoreBusy(str(demo))

    monkeypatch.setattr(FrontDoor, "make_ready", busy)
    seat = sit(demo)
    assert [name.partition("_")[0] for name in threads] == ["store"], "never on the window's own"
    assert seat.shell.address == "my-day"
    assert not seat.reads("busy")
    seat.press("Ctrl+2")
    assert seat.shell.address == "front-door"


def test_a_demo_opens_as_whoever_is_named(sit: Sit, demo: Path) -> None:
    assert sit(demo, "ciaran").actor.login == "ciaran"


def test_somebody_unknown_is_refused_and_the_store_let_go(sit: Sit, demo: Path) -> None:
    with pytest.raises(NotFound):
        sit(demo, "nobody")
    application(Path())  # still there
    assert not [w for w in QApplication.topLevelWidgets() if w.isVisible()]


def test_the_look_that_a_worker_chose_is_there_the_next_time(sit: Sit, demo: Path) -> None:
    settings = QSettings(str(demo.with_name("window.ini")), QSettings.Format.IniFormat)
    Preferences(settings, "ciaran").keep_look("dark", 1.3, "compact")
    settings.sync()
    sit(demo, "ciaran")
    look = theme().look
    assert (look.palette.dark, look.scale, look.density.name) == (True, 1.3, "compact")


def test_a_passphrase_opens_a_store_and_a_wrong_one_says_so(sit: Sit, locked: Path) -> None:
    seat = sit(locked)
    assert seat.windows() == ["SignIn"]
    seat.type("not this one at all")
    seat.press("Enter")
    assert seat.reads("does not open this store", seat.sign_in)
    seat.type(SECRET)  # what was wrong is selected, so it goes
    seat.press("Enter")
    assert seat.sign_in.workers.names[0]
    seat.type("jodie")
    seat.press("Enter")
    seat.wait_for(lambda: seat.windows() == ["Shell"], "the shell alone can be seen")
    assert seat.actor.login == "jodie"
    assert not seat.reads(DEMO_NOTICE)


def test_whose_key_it_is_needs_not_be_asked(sit: Sit, owned: Path) -> None:
    seat = sit(owned)
    seat.type(OTHERS)
    seat.press("Enter")
    seat.wait_for(lambda: seat.windows() == ["Shell"], "the shell alone can be seen")
    assert seat.actor.login == "ciaran"


def test_too_many_wrong_tries_have_to_wait(sit: Sit, locked: Path) -> None:
    seat = sit(locked)
    for _ in range(6):
        seat.type("not this one at all")
        seat.press("Enter")
    assert seat.reads("wrong too many times", seat.sign_in)
    assert seat.reads("You can try again in", seat.sign_in)
    assert not seat.sign_in.form.open.isEnabled()


def test_a_key_file_opens_the_window_at_once(sit: Sit, locked: Path, tmp_path: Path) -> None:
    key = tmp_path / "key.txt"
    key.write_text(f"{SECRET}\n")
    key.chmod(0o600)
    assert sit(locked, "jodie", key).windows() == ["Shell"]


# --- another worker ------------------------------------------------------------------------------


def test_somebody_else_signs_in_from_the_palette_by_keys_alone(sit: Sit, demo: Path) -> None:
    seat = sit(demo)
    seat.press("Ctrl+K")
    seat.type("sign in as")
    seat.wait_for(
        lambda: any(one.startswith("Sign in as somebody else") for one in seat.offered()),
        "the palette offers it",
    )
    seat.press("Enter")
    seat.wait_for(lambda: seat.windows() == ["SignIn"], "only the sign-in can be seen")
    seat.type("ciaran")
    seat.press("Enter")
    seat.wait_for(lambda: seat.windows() == ["Shell"], "the shell alone can be seen")
    assert seat.actor.login == "ciaran"
    seat.settle()
    assert seat.program.store is not None
    seat.press("Ctrl+Shift+L")
    seat.wait_for(lambda: seat.windows() == ["SignIn"], "Ctrl+Shift+L asks the same")


def test_the_palette_finds_a_group_and_opens_it(sit: Sit, demo: Path) -> None:
    seat = sit(demo)
    seat.press("Ctrl+K")
    seat.type("repair bench")
    seat.wait_for(lambda: any("Repair Bench" in one for one in seat.offered()), "it is offered")
    seat.press("Enter")
    seat.wait_for(lambda: seat.focus_name == "Refer or signpost", "the group is open")
    assert seat.shell.address.startswith("community/")


# --- the lock ------------------------------------------------------------------------------------


def test_the_lock_hides_everything_and_gives_the_caret_back(sit: Sit, demo: Path) -> None:
    seat = sit(demo, "ciaran")
    seat.type("shab")
    name = seat.focus_name
    seat.press("Ctrl+L")
    assert seat.windows() == ["LockScreen"]
    words = " ".join(label.text() for label in seat.lock.findChildren(QLabel))
    assert "is signed in" in words
    seat.press("Enter")
    seat.wait_for(lambda: seat.windows() == ["Shell"], "the shell is back")
    assert seat.focus_name == name
    seat.type("ana")
    assert seat.actor.login == "ciaran"


def test_only_whose_key_opened_the_store_gets_past_the_lock(sit: Sit, owned: Path) -> None:
    seat = sit(owned)
    seat.type(SECRET)
    seat.press("Enter")
    seat.wait_for(lambda: seat.windows() == ["Shell"], "the shell alone can be seen")
    seat.press("Ctrl+Shift+L")  # everybody has a key of their own: that is the lock
    seat.type(OTHERS)  # right for the store, and not for whoever sits here
    seat.press("Enter")
    assert seat.windows() == ["LockScreen"]
    assert seat.reads("does not open this store", seat.lock)
    seat.type(SECRET)
    seat.press("Enter")
    seat.wait_for(lambda: seat.windows() == ["Shell"], "the shell is back")
    assert seat.actor.login == "jodie"


def test_nobody_at_the_seat_is_a_lock(sit: Sit, demo: Path) -> None:
    seat = sit(demo)
    seat.shell.set_idle_minutes(0.001)
    seat.wait_for(lambda: seat.windows() == ["LockScreen"], "the lock alone can be seen")
    seat.program.shell.set_idle_minutes(5)  # type: ignore[union-attr]


def test_locking_twice_makes_one_lock(sit: Sit, demo: Path) -> None:
    seat = sit(demo)
    seat.program.lock()
    seat.program.lock()
    assert seat.windows() == ["LockScreen"]
    seat.program.change_worker()  # not from behind the lock
    assert seat.windows() == ["LockScreen"]


# --- out -----------------------------------------------------------------------------------------


def test_closing_leaves_no_thread_no_window_and_no_lock(sit: Sit, demo: Path) -> None:
    before = set(threading.enumerate())
    seat = sit(demo)
    seat.program.close()
    seat.program.close()  # twice does no harm
    assert set(threading.enumerate()) <= before
    assert not [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    with open_store(demo) as store:
        assert store.workers()
    assert not demo.with_name("team.pbi-wal").exists() or not (
        demo.with_name("team.pbi-wal").stat().st_size
    )


def test_closing_while_a_passphrase_is_tried_lets_go_of_the_store(sit: Sit, locked: Path) -> None:
    seat = sit(locked)
    seat.sign_in.unlock_wanted.emit("passphrase", SECRET, "")
    seat.program.close()
    lock_is_free = Program(seat.program._app, locked)
    lock_is_free.close()
    with open_store(locked, Passphrase(SECRET, CHEAP)) as store:
        assert store.workers()


def test_a_second_program_on_the_same_store_is_refused(sit: Sit, demo: Path) -> None:
    sit(demo)
    second = Program(application(Path()), demo)
    with pytest.raises(StoreBusy):
        second.begin("")
    second.close()
    done = subprocess.run(
        [sys.executable, "-m", "pbi_desktop", "window", "--store", str(demo)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    complaint = "\n".join(
        line for line in done.stderr.splitlines() if "propagateSizeHints" not in line
    )
    assert done.returncode == 3
    assert one_sentence(complaint + "\n"), complaint
    assert "Another copy of the program" in complaint
