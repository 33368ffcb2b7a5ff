"""Makes the screen of agreements and roles: view and presenter joined, for one worker."""

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.screens.access_admin.presenter import AccessAdminPresenter
from pbi_desktop.ui.screens.access_admin.view import AccessAdminScreen


def make_access_admin(
    desk: Desk, actor: Actor, lane: TaskLane, navigator: Navigator
) -> AccessAdminScreen:
    """Return the screen; it keeps its presenter alive."""
    view = AccessAdminScreen()
    presenter = AccessAdminPresenter(view, desk, actor, lane.scope(view), navigator)
    view.presenter = presenter
    view.opened.connect(presenter.refresh)
    view.agreements.second_wanted.connect(presenter.second)
    view.agreements.end_wanted.connect(presenter.end)
    view.propose.wanted.connect(presenter.propose)
    view.roles.give_wanted.connect(presenter.give_role)
    view.roles.end_wanted.connect(presenter.end_role)
    return view
