"""Joins the widget of what was shared to its services, for one worker."""

from collections.abc import Callable

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator, Tasks
from pbi_desktop.ui.screens.case.shared.own_agency import OwnAgencyCard
from pbi_desktop.ui.screens.case.shared.own_agency_copier import AgencyCopier
from pbi_desktop.ui.screens.case.shared.presenter import SharedFollower
from pbi_desktop.ui.screens.case.shared.with_whom import SharedWith


def follow_shared(
    view: SharedWith,
    desk: Desk,
    actor: Callable[[], Actor],
    tasks: Tasks,
    navigator: Navigator,
) -> SharedFollower:
    """Join a widget to its services; it keeps its presenter, whose `enter` shows a case."""
    presenter = SharedFollower(view, desk, actor, tasks, navigator)
    view.presenter = presenter
    view.wished.connect(presenter.wish)
    view.file_wanted.connect(presenter.write)
    view.settle_wanted.connect(presenter.settle)
    return presenter


def follow_own_agency(
    card: OwnAgencyCard, desk: Desk, actor: Callable[[], Actor], tasks: Tasks
) -> AgencyCopier:
    """Join the card to its service; it keeps its presenter, whose `enter` follows a case."""
    presenter = AgencyCopier(card, desk, actor, tasks)
    card.presenter = presenter
    card.wanted.connect(presenter.look)
    card.copy_wanted.connect(presenter.copy)
    return presenter
