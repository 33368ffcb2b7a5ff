"""Makes Community: view and presenters joined, for one worker."""

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.screens.community.presenter import CommunityPresenter
from pbi_desktop.ui.screens.community.view import CommunityScreen


def make_community(
    desk: Desk, actor: Actor, lane: TaskLane, privacy: Privacy, navigator: Navigator
) -> CommunityScreen:
    """Return the screen; it keeps its presenters alive."""
    view = CommunityScreen(privacy)
    presenter = CommunityPresenter(view, desk, actor, lane.scope(view), navigator)
    register = presenter.register
    view.presenter = presenter
    view.opened.connect(presenter.open)
    view.register_wanted.connect(presenter.open_register)
    view.register_left.connect(presenter.leave_register)
    view.finder.looked_for.connect(presenter.look)
    view.finder.map_wanted.connect(presenter.open_map)
    view.finder.results.chosen.connect(presenter.choose)
    view.finder.results.opened.connect(presenter.open_group)
    view.finder.results.register_wanted.connect(presenter.open_register)
    view.detail.check_wanted.connect(presenter.check)
    view.detail.case_wanted.connect(presenter.open_case)
    view.detail.refer.wanted.connect(presenter.refer)
    view.register.day_chosen.connect(register.change_day)
    view.register.walked_in.connect(register.walk_in)
    view.register.lines.marked.connect(register.mark)
    view.register.lines.rest_wanted.connect(register.rest_came)
    view.register.kept.connect(register.keep)
    navigator.crumbs("Community")
    return view
