"""Makes My day: view and presenter joined, for one worker."""

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.screens.my_day.presenter import MyDayPresenter
from pbi_desktop.ui.screens.my_day.view import MyDayScreen


def make_my_day(
    desk: Desk, actor: Actor, lane: TaskLane, privacy: Privacy, navigator: Navigator
) -> MyDayScreen:
    """Return the screen; it keeps its presenter alive."""
    view = MyDayScreen(privacy)
    presenter = MyDayPresenter(view, desk, actor, lane.scope(view), navigator)
    view.presenter = presenter
    view.opened.connect(presenter.refresh)
    view.refresh_wanted.connect(presenter.refresh)
    view.ticked.connect(presenter.tick)
    view.desk.wanted.connect(presenter.look_for)
    view.desk.waits_wanted.connect(presenter.look_at_waiting)
    view.questions.wanted.connect(presenter.look_at_waiting)
    view.emergencies.wanted.connect(presenter.look_at_emergencies)
    view.today.opened.connect(presenter.open_case)
    view.news.opened.connect(presenter.open_case)
    view.to_tell.opened.connect(presenter.open_case)
    view.promises.opened.connect(presenter.open_promise)
    view.promises.done_wanted.connect(presenter.done)
    view.promises.move_wanted.connect(presenter.move)
    view.cases.opened.connect(presenter.open_case)
    view.cases.order_wanted.connect(presenter.order)
    view.cases.all_wanted.connect(presenter.show_all)
    view.cases.search_wanted.connect(presenter.go_to_front_door)
    navigator.crumbs("My day")
    return view
