"""The tabs of a case under their names, each made when it is first asked for."""

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar, cast

from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.screens.case.forms import Forms
from pbi_desktop.ui.screens.case.pages import Pages
from pbi_desktop.ui.screens.case.ports import Tab
from pbi_desktop.ui.screens.case.tabs.money import MoneyTab
from pbi_desktop.ui.screens.case.tabs.network import NetworkTab
from pbi_desktop.ui.screens.case.tabs.page import TabPage
from pbi_desktop.ui.screens.case.tabs.papers import PapersTab
from pbi_desktop.ui.screens.case.tabs.plan import PlanTab
from pbi_desktop.ui.screens.case.tabs.sharing import SharingTab
from pbi_desktop.ui.screens.case.tabs.story import StoryTab
from pbi_desktop.ui.screens.case.with_forms import WithForms

P = TypeVar("P", bound=TabPage)


class HasPages(Protocol):
    """Whoever holds the tabs."""

    pages: Pages


class Paged(Generic[P]):
    """A tab under its name, made when it is first asked for."""

    def __init__(self, tab: Tab, kind: type[P]) -> None:
        self._tab, self._kind = tab, kind

    def __get__(self, screen: HasPages, _owner: object) -> P:
        """Return the tab."""
        return cast("P", screen.pages.made(self._tab))


class WithPages(WithForms):
    """A screen with the tabs of a case; all of them together take longer than opening a case."""

    pages: Pages
    story, plan = Paged(Tab.STORY, StoryTab), Paged(Tab.PLAN, PlanTab)
    network, money = Paged(Tab.NETWORK, NetworkTab), Paged(Tab.MONEY, MoneyTab)
    papers, rights = Paged(Tab.PAPERS, PapersTab), Paged(Tab.SHARING, SharingTab)

    def make_next(self) -> bool:
        """Make one more tab, out of sight; say whether there was one left to make."""
        return self.pages.make_next()


def page_makers(privacy: Privacy, forms: Forms) -> dict[Tab, Callable[[], TabPage]]:
    """Return how each tab is made that is not there from the start."""
    return {
        Tab.STORY: lambda: StoryTab(privacy),
        Tab.PLAN: lambda: PlanTab(privacy),
        Tab.NETWORK: lambda: NetworkTab(privacy),
        Tab.MONEY: lambda: MoneyTab(privacy),
        Tab.PAPERS: lambda: PapersTab(privacy, forms.paper, forms.letter),
        Tab.SHARING: lambda: SharingTab(privacy),
    }
