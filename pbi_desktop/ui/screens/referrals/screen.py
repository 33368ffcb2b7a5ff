"""Makes the ageing list: view and presenter joined, for one worker."""

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.screens.referrals.presenter import ReferralsPresenter
from pbi_desktop.ui.screens.referrals.view import ReferralsScreen


def make_referrals(
    desk: Desk, actor: Actor, lane: TaskLane, privacy: Privacy, navigator: Navigator
) -> ReferralsScreen:
    """Return the screen; it keeps its presenter alive."""
    view = ReferralsScreen(privacy)
    presenter = ReferralsPresenter(view, desk, actor, lane.scope(view), navigator)
    view.presenter = presenter
    view.asked.connect(presenter.refresh)
    view.everybodys_wanted.connect(presenter.look_at)
    view.opened.connect(presenter.open_case)
    view.lapse_wanted.connect(presenter.lapse_old)
    navigator.crumbs("Cases", "Referrals")
    return view
