"""A folder that is watched while somebody looks: told by the computer, and looked at now and then.

A look runs on a thread of its own, so that a drive that does not answer holds up neither the
window nor the store. Nothing in the folder is opened or changed.
"""

from pathlib import Path
from threading import Thread

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from pbi_desktop.services.scan_folder import Look, look_into

NOW_AND_THEN_MS = 4_000
"""How often a folder is looked at where the computer tells nothing, as of a network drive."""
SOON_MS = 800
"""How long after a file changed it is looked whether it still does."""


class FolderWatch(QObject):
    """Says what lies in one folder, each time that something else does."""

    found = Signal(object)  # Look
    _looked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder: Path | None = None
        self._before: Look | None = None
        self._busy = False
        self._told: QFileSystemWatcher | None = None
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self.look)
        self._looked.connect(self._take)

    @property
    def folder(self) -> Path | None:
        """The folder that is watched; None while none is."""
        return self._folder

    def watch(self, folder: Path | None) -> None:
        """Watch this folder from now on; None: none."""
        if folder != self._folder:
            self._before = None
            self._listen(None)
        self._folder = folder
        self._again.stop()
        self.look()

    def look(self) -> None:
        """Look now; while a look is under way, that one answers."""
        if self._folder is None or self._busy:
            return
        self._busy = True
        # A daemon: a drive that never answers must not keep the program from ending.
        Thread(
            target=self._read, args=(self._folder, self._before), name="scans", daemon=True
        ).start()

    def _read(self, folder: Path, before: Look | None) -> None:
        look = look_into(folder, before)
        try:
            self._looked.emit(look)
        except RuntimeError:  # the window was closed meanwhile: nobody asks any more
            return

    def _take(self, look: Look) -> None:
        self._busy = False
        if look.folder != self._folder:
            self.look()  # another was chosen meanwhile
            return
        news, self._before = look != self._before, look
        self._listen(None if look.unreadable else look.folder)
        waits = any(not one.whole for one in look.found)
        self._again.start(SOON_MS if waits else NOW_AND_THEN_MS)
        if news:
            self.found.emit(look)

    def _listen(self, folder: Path | None) -> None:
        """Have the computer tell of changes in a folder that could be read just now."""
        if self._told is None:
            if folder is None:
                return
            self._told = QFileSystemWatcher(self)
            self._told.directoryChanged.connect(self.look)
        held = self._told.directories()
        if folder is None and held:
            self._told.removePaths(held)
        elif folder is not None and str(folder) not in held:
            self._told.addPath(str(folder))
