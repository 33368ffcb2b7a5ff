"""Makes the Sharing log: view and presenter joined, for one worker."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.screens.sharing_log.presenter import SharingLogPresenter
from pbi_desktop.ui.screens.sharing_log.view import SharingLogScreen


def make_sharing_log(  # noqa: PLR0913 - everything that a screen is made from
    desk: Desk,
    actor: Actor,
    lane: TaskLane,
    privacy: Privacy,
    navigator: Navigator,
    folder: Path | None = None,
) -> SharingLogScreen:
    """Return the screen; it keeps its presenter alive."""
    view = SharingLogScreen(privacy, folder or _documents())
    view.presenter = presenter = SharingLogPresenter(view, desk, actor, lane.scope(view))
    view.opened.connect(presenter.open)
    view.reference_wanted.connect(presenter.show_reference)
    view.site_wanted.connect(presenter.show_site)
    view.version_wanted.connect(presenter.choose_version)
    view.save_wanted.connect(presenter.save)
    navigator.crumbs("Sharing log")
    return view


def _documents() -> Path:
    kind = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(kind) or Path.home())
