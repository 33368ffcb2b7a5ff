"""Makes the screen of a person's own network: view and presenter joined, for one worker."""

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.screens.own_network.presenter import OwnNetworkPresenter
from pbi_desktop.ui.screens.own_network.view import OwnNetworkScreen


def make_own_network(
    desk: Desk, actor: Actor, lane: TaskLane, privacy: Privacy, navigator: Navigator
) -> OwnNetworkScreen:
    """Return the screen; it keeps its presenter alive."""
    view = OwnNetworkScreen(privacy)
    presenter = OwnNetworkPresenter(view, desk, actor, lane.scope(view), navigator)
    view.presenter = presenter
    view.address_shown.connect(presenter.show_address)
    view.asked_now.connect(presenter.asked_now)
    view.said.connect(presenter.said)
    view.done.connect(presenter.done)
    view.back_wanted.connect(presenter.back)
    view.put_away.connect(presenter.put_away)
    return view
