"""Makes the screen for emergencies: view and presenter joined, for one worker."""

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.screens.glass.presenter import GlassPresenter
from pbi_desktop.ui.screens.glass.view import GlassScreen


def make_glass(
    desk: Desk, actor: Actor, lane: TaskLane, privacy: Privacy, navigator: Navigator
) -> GlassScreen:
    """Return the screen; it keeps its presenter alive."""
    view = GlassScreen(privacy)
    presenter = GlassPresenter(view, desk, actor, lane.scope(view), navigator)
    view.presenter = presenter
    view.address_shown.connect(presenter.show_address)
    view.form.wanted.connect(presenter.open)
    view.settled.connect(presenter.review)
    return view
