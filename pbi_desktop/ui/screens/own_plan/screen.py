"""Makes the screen of a person's own plan: view and presenter joined, for one worker."""

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.screens.own_plan.presenter import OwnPlanPresenter
from pbi_desktop.ui.screens.own_plan.view import OwnPlanScreen


def make_own_plan(
    desk: Desk, actor: Actor, lane: TaskLane, privacy: Privacy, navigator: Navigator
) -> OwnPlanScreen:
    """Return the screen; it keeps its presenter alive."""
    view = OwnPlanScreen(privacy)
    presenter = OwnPlanPresenter(view, desk, actor, lane.scope(view), navigator)
    view.presenter = presenter
    view.address_shown.connect(presenter.show_address)
    view.asked_now.connect(presenter.asked_now)
    view.print_wanted.connect(presenter.print)
    view.back_wanted.connect(presenter.back)
    view.put_away.connect(presenter.put_away)
    return view
