"""Hearing that something was changed: an empty ring at each commit, never what or where.

Any role may listen and ring, so the bell says nothing and is believed in nothing: whoever hears
it asks again, under the rule. A hidden record that changes rings as any other does.
"""

import selectors
import socket
import threading
from collections.abc import Callable, Container
from typing import Any

import psycopg
from sqlalchemy import text

from pbi_desktop.store.postgres_address import Target, plain

CHANNEL = "pbi_changed"
LISTEN = f"LISTEN {CHANNEL}"
RING = text(f"NOTIFY {CHANNEL}")
POLL_SECONDS = 60.0
_AGAIN_SECONDS = 5.0
_LONGEST_GOODBYE = 2.0


class Bell:
    """Listens on a connection and a thread of its own, until it is closed.

    `heard` is called on that thread: at each ring, each minute without one, and when the server
    is back after it was away, for what was missed meanwhile.
    """

    def __init__(
        self,
        target: Target,
        heard: Callable[[], None],
        *,
        own: Container[int] = frozenset(),
        poll_seconds: float = POLL_SECONDS,
    ) -> None:
        """Begin to listen; `own` are the server's processes whose rings are nothing new here."""
        self._own = own
        self._settings = {**plain(target), "application_name": "pbi bell"}
        self._heard = heard
        self._poll = poll_seconds
        self._closed = False
        self.listening = threading.Event()
        """Whether the server would be heard now."""
        self._near, self._far = socket.socketpair()
        self._thread = threading.Thread(target=self._run, name="bell", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop listening."""
        if self._closed:
            return
        self._closed = True
        self._far.send(b"x")
        self._thread.join(_LONGEST_GOODBYE)  # it may be waiting for a server that is not there
        self._near.close()
        self._far.close()

    def _run(self) -> None:
        missed = False
        while not self._closed:
            try:
                with psycopg.connect(**self._settings, autocommit=True) as connection:
                    self._listen(connection, missed=missed)
            except psycopg.Error:
                pass  # the store says so to whoever works; here it is only tried again
            missed = True  # what is rung while nobody listens
            self.listening.clear()
            if not self._closed:
                self._wait(None, _AGAIN_SECONDS)

    def _listen(self, connection: "psycopg.Connection[Any]", *, missed: bool) -> None:
        connection.execute(LISTEN)
        self.listening.set()
        if missed:
            self._heard()
        while not self._closed:
            rang = self._wait(connection.fileno(), self._poll)
            if self._closed:
                return
            if not rang or self._taken(connection):
                self._heard()

    def _taken(self, connection: "psycopg.Connection[Any]") -> bool:
        """Take every ring off the connection; says whether there was one by somebody else."""
        connection.pgconn.consume_input()
        found = False
        while (ring := connection.pgconn.notifies()) is not None:
            found = found or ring.be_pid not in self._own
        return found

    def _wait(self, connection: int | None, seconds: float) -> bool:
        """Wait for the connection to have news, at most so long; says whether it has."""
        with selectors.DefaultSelector() as waiting:
            waiting.register(self._near, selectors.EVENT_READ, "close")
            if connection is not None:
                waiting.register(connection, selectors.EVENT_READ, "ring")
            return any(key.data == "ring" for key, _events in waiting.select(seconds))
