"""Makes the screen of a person's own network: view and presenter joined, for one worker."""

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.screens.their_own.network.presenter import OwnNetworkPresenter
from pbi_desktop.ui.screens.their_own.network.view import OwnNetworkScreen
from pbi_desktop.ui.screens.their_own.screen import join


def make_own_network(
    desk: Desk, actor: Actor, lane: TaskLane, privacy: Privacy, navigator: Navigator
) -> OwnNetworkScreen:
    """Return the screen; it keeps its presenter alive."""
    view = OwnNetworkScreen(privacy)
    presenter = OwnNetworkPresenter(view, desk, actor, lane.scope(view), navigator)
    join(view, presenter)
    view.said.connect(presenter.said)
    view.done.connect(presenter.done)
    return view
