"""Makes the screen of a person's own plan: view and presenter joined, for one worker."""

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.screens.their_own.plan.presenter import OwnPlanPresenter
from pbi_desktop.ui.screens.their_own.plan.view import OwnPlanScreen
from pbi_desktop.ui.screens.their_own.screen import join


def make_own_plan(
    desk: Desk, actor: Actor, lane: TaskLane, privacy: Privacy, navigator: Navigator
) -> OwnPlanScreen:
    """Return the screen; it keeps its presenter alive."""
    view = OwnPlanScreen(privacy)
    presenter = OwnPlanPresenter(view, desk, actor, lane.scope(view), navigator)
    join(view, presenter)
    view.print_wanted.connect(presenter.print)
    return view
