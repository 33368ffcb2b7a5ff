"""Makes the worklist of likely pairs: view and presenter joined, for one worker."""

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.running import RunNews
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.screens.same_person.presenter import SamePersonPresenter
from pbi_desktop.ui.screens.same_person.view import SamePersonScreen


def make_same_person(
    desk: Desk, actor: Actor, lane: TaskLane, privacy: Privacy, navigator: Navigator
) -> SamePersonScreen:
    """Return the screen; it keeps its presenter alive."""
    view = SamePersonScreen(privacy)
    news = RunNews(view)
    presenter = SamePersonPresenter(view, desk, actor, lane.scope(view), navigator, news)
    view.presenter = presenter
    news.told.connect(view.show_progress)
    view.opened.connect(presenter.open)
    view.look_wanted.connect(presenter.look)
    view.stop_wanted.connect(presenter.stop)
    view.chosen.connect(presenter.choose)
    view.link_wanted.connect(presenter.link)
    view.apart_wanted.connect(presenter.keep_apart)
    view.unsure_wanted.connect(presenter.not_sure)
    view.pair.reason_typed.connect(presenter.reason)
    view.pair.case_wanted.connect(presenter.open_case)
    view.decided.take_back_wanted.connect(presenter.take_back)
    navigator.crumbs("Front door", "Same person?")
    return view
