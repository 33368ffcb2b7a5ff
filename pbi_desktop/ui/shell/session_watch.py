"""When the computer itself locks, sleeps, or goes to another user: Linux says so over D-Bus.

Windows and macOS say it in other ways, to which nothing here listens yet.
"""

import os
import sys
from typing import Any

from PySide6.QtCore import SLOT, QObject, QTimer, Signal, Slot
from PySide6.QtDBus import (
    QDBus,
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
    QDBusVariant,
)

_LOGIN = "org.freedesktop.login1"
_MANAGER = f"{_LOGIN}.Manager"
_SESSION = f"{_LOGIN}.Session"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_ROOT = "/org/freedesktop/login1"
# Screen lockers that tell only the desktop: by service, path and interface.
_SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
)
_PATIENCE_MS = 500
_LONGEST_HOLD_MS = 3000  # login1 waits no longer than five seconds


def _slot(signature: str) -> Any:
    """Return a slot as `connect` takes it: as text, though its type says bytes (6.11.3)."""
    return SLOT(signature)


class SessionWatch(QObject):
    """Says `away` as soon as nobody of this session sits here any more."""

    away = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = ""
        self._system: QDBusConnection | None = None
        self._hold: int | None = None
        """An open file: while it is, the computer waits a little before it sleeps."""
        if sys.platform.startswith("linux"):
            self._listen_to_system()
            self._listen_to_desktop()

    @property
    def listens(self) -> bool:
        """Whether the computer would tell."""
        return bool(self._session)

    def _listen_to_system(self) -> None:
        bus = QDBusConnection.systemBus()
        if not bus.isConnected():
            return
        self._system = bus
        bus.connect(_LOGIN, _ROOT, _MANAGER, "PrepareForSleep", self, _slot("asleep(bool)"))
        self._hold_sleep()
        self._session = self._own_session(bus)
        if self._session:
            bus.connect(_LOGIN, self._session, _SESSION, "Lock", self, _slot("locked()"))
            bus.connect(
                _LOGIN, self._session, _PROPERTIES, "PropertiesChanged", self, _slot("changed()")
            )

    def _listen_to_desktop(self) -> None:
        if "DBUS_SESSION_BUS_ADDRESS" not in os.environ:
            return  # to ask for the bus would start one
        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return
        for service, path in _SAVERS:
            bus.connect(service, path, service, "ActiveChanged", self, _slot("covered(bool)"))

    def _own_session(self, bus: QDBusConnection) -> str:
        """Return the path of the session one is in; nothing where login1 knows of none."""
        number = os.environ.get("XDG_SESSION_ID", "")
        if not number:
            return ""
        ask = QDBusMessage.createMethodCall(_LOGIN, _ROOT, _MANAGER, "GetSession")
        ask.setArguments([number])
        found = bus.call(ask, QDBus.CallMode.Block, _PATIENCE_MS).arguments()
        return found[0].path() if found and isinstance(found[0], QDBusObjectPath) else ""

    def let_go(self) -> None:
        """Hold the computer back no longer; the end of the process does so too."""
        hold, self._hold = self._hold, None
        if hold is not None:
            os.close(hold)

    def _hold_sleep(self) -> None:
        """Ask for a moment to lock in before the computer sleeps."""
        if self._system is None or self._hold is not None:
            return
        ask = QDBusMessage.createMethodCall(_LOGIN, _ROOT, _MANAGER, "Inhibit")
        ask.setArguments(["sleep", "PBI Desktop", "The records are being locked", "delay"])
        found = self._system.call(ask, QDBus.CallMode.Block, _PATIENCE_MS).arguments()
        if found and isinstance(found[0], QDBusUnixFileDescriptor):
            self._hold = os.dup(found[0].fileDescriptor())  # closed by a start anew

    @Slot(bool)
    def asleep(self, begins: bool) -> None:
        """The computer is about to sleep, or has woken up."""
        if begins:
            self.away.emit()
            QTimer.singleShot(_LONGEST_HOLD_MS, self.let_go)
        else:
            self._hold_sleep()

    @Slot(bool)
    def covered(self, begins: bool) -> None:
        """The desktop locked its screen, or opened it."""
        if begins:
            self.away.emit()

    @Slot()
    def locked(self) -> None:
        """The session was locked."""
        self.away.emit()

    @Slot()
    def changed(self) -> None:
        """Something of the session is other than before: perhaps another user is in front."""
        if self._system is None:
            return
        ask = QDBusMessage.createMethodCall(_LOGIN, self._session, _PROPERTIES, "Get")
        ask.setArguments([_SESSION, "Active"])
        found = self._system.call(ask, QDBus.CallMode.Block, _PATIENCE_MS).arguments()
        if found and isinstance(found[0], QDBusVariant) and found[0].variant() is False:
            self.away.emit()
