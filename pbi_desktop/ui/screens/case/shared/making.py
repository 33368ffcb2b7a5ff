"""Makes the widget of what was shared: view and presenter joined, for one worker."""

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator, Tasks
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.screens.case.shared.presenter import SharedFollower
from pbi_desktop.ui.screens.case.shared.with_whom import SharedWith


def follow_shared(
    view: SharedWith, desk: Desk, actor: Actor, tasks: Tasks, navigator: Navigator
) -> SharedFollower:
    """Join a widget to its services; it keeps its presenter, whose `enter` shows a case."""
    presenter = SharedFollower(view, desk, actor, tasks, navigator)
    view.presenter = presenter
    view.wished.connect(presenter.wish)
    view.file_wanted.connect(presenter.write)
    view.settle_wanted.connect(presenter.settle)
    return presenter


def make_shared(
    desk: Desk, actor: Actor, tasks: Tasks, privacy: Privacy, navigator: Navigator
) -> SharedWith:
    """Return the widget alone, joined to its services."""
    view = SharedWith(privacy)
    follow_shared(view, desk, actor, tasks, navigator)
    return view
