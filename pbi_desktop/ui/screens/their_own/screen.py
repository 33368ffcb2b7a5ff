"""Joins a screen of what is theirs to its presenter."""

from typing import Any

from pbi_desktop.ui.screens.their_own.presenter import TheirOwnPresenter
from pbi_desktop.ui.screens.their_own.view import TheirOwnScreen


def join(view: TheirOwnScreen[Any], presenter: TheirOwnPresenter[Any]) -> None:
    """Let the presenter hear what every screen of theirs asks; the view keeps it alive."""
    view.presenter = presenter
    view.address_shown.connect(presenter.show_address)
    view.asked_now.connect(presenter.asked_now)
    view.back_wanted.connect(presenter.back)
    view.put_away.connect(presenter.put_away)
