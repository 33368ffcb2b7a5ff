"""Makes the community map and the borough view: view and presenter joined, for one worker."""

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.running import RunNews
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.screens.community_map.presenter import TownPresenter
from pbi_desktop.ui.screens.community_map.view import TownScreen
from pbi_desktop.ui.screens.community_map.words import TITLES


def make_town(  # noqa: PLR0913 - everything that a screen is made from
    desk: Desk,
    actor: Actor,
    lane: TaskLane,
    privacy: Privacy,
    navigator: Navigator,
    *,
    borough: bool,
) -> TownScreen:
    """Return the screen; it keeps its presenter alive."""
    view = TownScreen(TITLES[borough], privacy)
    news = RunNews(view)
    tasks = lane.scope(view)
    presenter = TownPresenter(view, desk, actor, tasks, navigator, news, borough=borough)
    view.presenter = presenter
    view.opens = presenter.open
    news.told.connect(view.show_progress)
    view.asked.connect(presenter.shown)
    view.again_wanted.connect(lambda: presenter.refresh())
    view.anew_wanted.connect(lambda: presenter.refresh(anew=True))
    view.tools.other_wanted.connect(presenter.open_borough)
    view.stop_wanted.connect(presenter.stop)
    navigator.crumbs(TITLES[borough])
    return view
