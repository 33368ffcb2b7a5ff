"""Makes the list of my cases: view and presenter joined, for one worker."""

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.screens.cases.presenter import CasesPresenter
from pbi_desktop.ui.screens.cases.view import CasesScreen


def make_cases(
    desk: Desk, actor: Actor, lane: TaskLane, privacy: Privacy, navigator: Navigator
) -> CasesScreen:
    """Return the screen; it keeps its presenter alive."""
    view = CasesScreen(privacy)
    presenter = CasesPresenter(view, desk, actor, lane.scope(view), navigator)
    view.presenter = presenter
    view.asked.connect(presenter.refresh)
    view.opened.connect(presenter.open_case)
    view.front_door_wanted.connect(presenter.go_to_front_door)
    view.referrals_wanted.connect(presenter.go_to_referrals)
    navigator.crumbs("Cases")
    return view
