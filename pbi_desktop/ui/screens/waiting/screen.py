"""Makes the list of those who wait: view and presenter joined, for one worker."""

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.screens.waiting.presenter import WaitingPresenter
from pbi_desktop.ui.screens.waiting.view import WaitingScreen


def make_waiting(
    desk: Desk, actor: Actor, lane: TaskLane, privacy: Privacy, navigator: Navigator
) -> WaitingScreen:
    """Return the screen; it keeps its presenter alive."""
    view = WaitingScreen(privacy)
    presenter = WaitingPresenter(view, desk, actor, lane.scope(view), navigator)
    view.presenter = presenter
    view.opened.connect(presenter.open)
    view.refresh_wanted.connect(presenter.refresh)
    view.chosen.connect(presenter.choose)
    view.desk_wanted.connect(presenter.go_to_desk)
    view.alert.answer_wanted.connect(presenter.answer)
    view.alert.case_wanted.connect(presenter.open_case)
    contact = view.contact
    contact.accept_wanted.connect(presenter.accept)
    contact.look_wanted.connect(presenter.look)
    contact.moving.seen_to_wanted.connect(presenter.seen_to)
    contact.moving.back_wanted.connect(presenter.send_back)
    contact.moving.on_wanted.connect(presenter.send_on)
    contact.moving.give_wanted.connect(presenter.give)
    navigator.crumbs("Front door", "Who waits")
    return view
