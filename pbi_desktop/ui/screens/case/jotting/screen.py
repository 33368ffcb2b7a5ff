"""Makes the strip: view and presenter joined, for one worker."""

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.screens.case.jotting.presenter import JotPresenter
from pbi_desktop.ui.screens.case.jotting.strip import JotStrip


def make_jot(
    desk: Desk, actor: Actor, lane: TaskLane, privacy: Privacy, navigator: Navigator
) -> JotStrip:
    """Return the strip; it keeps its presenter alive."""
    view = JotStrip(privacy)
    presenter = JotPresenter(view, desk, actor, lane.scope(view), navigator)
    view.presenter = presenter
    view.asked.connect(presenter.begin)
    view.chosen.connect(presenter.chosen)
    view.wished.connect(presenter.wish)
    view.drafted.connect(presenter.drafted)
    return view
