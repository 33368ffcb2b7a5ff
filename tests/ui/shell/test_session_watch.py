"""The computer locks, sleeps or goes to another user: the program hears it, on a bus of its own."""

import os
import select
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

if not sys.platform.startswith("linux") or not shutil.which("dbus-daemon"):
    pytest.skip("needs dbus-daemon", allow_module_level=True)

from jeepney import DBusAddress, MessageType, new_method_return, new_signal  # type: ignore[import-untyped]
from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]
from jeepney.io.blocking import DBusConnection, open_dbus_connection  # type: ignore[import-untyped]

ROOT = Path(__file__).parents[3]
LOGIN, MANAGER, SESSION = "org.freedesktop.login1", "/org/freedesktop/login1", "/session/two"
_BUS = """<busconfig><type>session</type><listen>unix:tmpdir={folder}</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy>
</busconfig>"""
LISTENER = """
import sys
from PySide6.QtCore import QCoreApplication
from pbi_desktop.ui.shell.session_watch import SessionWatch

app = QCoreApplication([])
watch = SessionWatch()
watch.away.connect(lambda: print("away", flush=True))
print("listens" if watch.listens else "is deaf", flush=True)
app.exec()
"""


class Login:
    """Answers as the system's own login service does, and sends what it is told to send."""

    def __init__(self, address: str, name: str = LOGIN) -> None:
        self.active = True
        self._bus: DBusConnection = open_dbus_connection(bus=address, enable_fds=True)
        self.held, self._theirs = os.pipe()
        self._bus.send_and_get_reply(message_bus.RequestName(name))
        self._thread = Thread(target=self._answer, daemon=True)
        self._thread.start()

    def send(
        self, path: str, interface: str, name: str, signature: str = "", *body: object
    ) -> None:
        where = DBusAddress(path, interface=interface)
        self._bus.send(new_signal(where, name, signature or None, body))

    def _answer(self) -> None:
        while True:
            try:
                asked = self._bus.receive()
            except (OSError, ConnectionError):
                return
            if asked.header.message_type is not MessageType.method_call:
                continue
            if asked.body == ("2",):
                self._bus.send(new_method_return(asked, "o", (SESSION,)))
            elif asked.body[0] == "sleep":
                self._bus.send(new_method_return(asked, "h", (self._theirs,)))
                os.close(self._theirs)
            else:
                self._bus.send(new_method_return(asked, "v", (("b", self.active),)))

    def close(self) -> None:
        self._bus.sock.shutdown(2)
        self._thread.join()
        self._bus.close()

    def waits(self) -> bool:
        """Say whether the computer would wait with its sleep."""
        return not select.select([self.held], [], [], 0)[0]


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[str]:
    config = tmp_path / "bus.conf"
    config.write_text(_BUS.format(folder=tmp_path))
    command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as daemon:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().strip()
        daemon.terminate()


@contextmanager
def listener(**more: str) -> Iterator["subprocess.Popen[str]"]:
    bare = {
        name: text for name, text in os.environ.items() if not name.startswith(("DBUS", "XDG_S"))
    }
    around = {**bare, "PYTHONPATH": str(ROOT), **more}
    command = [sys.executable, "-c", LISTENER]
    with subprocess.Popen(command, env=around, stdout=subprocess.PIPE, text=True) as program:
        yield program
        program.kill()


def hears(program: "subprocess.Popen[str]") -> str:
    assert program.stdout is not None
    return program.stdout.readline().strip()


def test_it_hears_lock_sleep_and_another_user_and_nothing_else(bus: str) -> None:
    login = Login(bus)
    with listener(DBUS_SYSTEM_BUS_ADDRESS=bus, XDG_SESSION_ID="2") as program:
        assert hears(program) == "listens"
        assert login.waits()
        login.send(SESSION, f"{LOGIN}.Session", "Lock")
        assert hears(program) == "away"
        # None of these is a reason: woken up, somebody else's session, something else changed.
        login.send(MANAGER, f"{LOGIN}.Manager", "PrepareForSleep", "b", False)
        login.send("/session/three", f"{LOGIN}.Session", "Lock")
        changed: tuple[object, ...] = (f"{LOGIN}.Session", {"IdleHint": ("b", True)}, [])
        login.send(
            SESSION, "org.freedesktop.DBus.Properties", "PropertiesChanged", "sa{sv}as", *changed
        )
        login.send(MANAGER, f"{LOGIN}.Manager", "PrepareForSleep", "b", True)
        assert hears(program) == "away"
        login.active = False
        login.send(
            SESSION, "org.freedesktop.DBus.Properties", "PropertiesChanged", "sa{sv}as", *changed
        )
        assert hears(program) == "away"
        login.active = True
        assert login.waits()
        program.terminate()
        assert hears(program) == ""
        program.wait()
        assert not login.waits(), "the end of the process lets the computer sleep"
    login.close()


def test_it_hears_a_desktop_that_locks_the_screen_by_itself(bus: str) -> None:
    saver = Login(bus, "org.freedesktop.ScreenSaver")
    with listener(
        DBUS_SESSION_BUS_ADDRESS=bus, DBUS_SYSTEM_BUS_ADDRESS="unix:path=/nowhere"
    ) as program:
        assert hears(program) == "is deaf"
        saver.send(
            "/org/freedesktop/ScreenSaver",
            "org.freedesktop.ScreenSaver",
            "ActiveChanged",
            "b",
            True,
        )
        assert hears(program) == "away"
    saver.close()
