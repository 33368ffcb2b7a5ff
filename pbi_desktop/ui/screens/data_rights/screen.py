"""Makes the screen of requests and keeping: view and presenter joined, for one worker."""

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.times import london_day
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.screens.data_rights.presenter import DataRightsPresenter
from pbi_desktop.ui.screens.data_rights.view import DataRightsScreen


def make_data_rights(
    desk: Desk, actor: Actor, lane: TaskLane, privacy: Privacy, navigator: Navigator
) -> DataRightsScreen:
    """Return the screen; it keeps its presenter alive."""
    view = DataRightsScreen(lambda: london_day(desk.clock()), privacy)
    presenter = DataRightsPresenter(view, desk, actor, lane.scope(view))
    view.presenter = presenter
    view.asked.connect(presenter.refresh)
    view.keeping_asked.connect(presenter.look_at_keeping)
    requests, weighing, keeping = view.requests, view.weighing, view.keeping
    requests.taking_down.wanted.connect(presenter.open)
    requests.identity_wanted.connect(presenter.confirm_identity)
    requests.ask_wanted.connect(presenter.ask_back)
    requests.clarified_wanted.connect(presenter.clarified)
    requests.extend_wanted.connect(presenter.extend)
    requests.close_wanted.connect(presenter.close)
    requests.weigh_wanted.connect(presenter.weigh_request)
    weighing.decide_wanted.connect(presenter.decide)
    weighing.answer_wanted.connect(presenter.answer)
    keeping.adopt_wanted.connect(presenter.adopt)
    keeping.let_go_wanted.connect(presenter.let_go)
    navigator.crumbs("Requests and keeping")
    return view
