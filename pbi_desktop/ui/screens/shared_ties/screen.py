"""Makes the screen of what cases share: view and presenter joined, for one worker."""

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.screens.shared_ties.presenter import SharedTiesPresenter
from pbi_desktop.ui.screens.shared_ties.view import SharedTiesScreen


def make_shared_ties(
    desk: Desk, actor: Actor, lane: TaskLane, privacy: Privacy, navigator: Navigator
) -> SharedTiesScreen:
    """Return the screen; it keeps its presenter alive."""
    view = SharedTiesScreen(privacy)
    presenter = SharedTiesPresenter(view, desk, actor, lane.scope(view), navigator)
    view.presenter = presenter
    view.address_shown.connect(presenter.show_address)
    view.asked.connect(presenter.ask)
    view.dismissed.connect(presenter.dismiss)
    view.tie_wanted.connect(presenter.add_tie)
    view.case_wanted.connect(presenter.open_case)
    return view
