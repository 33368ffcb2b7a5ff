"""The case screen as its presenter sees it. No Qt."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from pbi_desktop.domain.ids import WorkerId
from pbi_desktop.domain.joining import Overtaken
from pbi_desktop.services.case_people import PersonChoice
from pbi_desktop.services.case_rows import (
    CaseBefore,
    CaseHeader,
    CaseNow,
    CasePlan,
    GroupChoice,
    MoneySummary,
    PastWords,
    StoryEntry,
    TeamChoice,
)
from pbi_desktop.services.housing_rows import HomeAndDebts
from pbi_desktop.services.my_day_rows import CaseLine
from pbi_desktop.services.phases_rows import Ending, PhasePage
from pbi_desktop.services.plan_rows import AgencyOption
from pbi_desktop.services.referral_rows import ReferralTelling
from pbi_desktop.services.safety_rows import SafetyChoices
from pbi_desktop.ui.screens.case.looking import NetworkView
from pbi_desktop.ui.screens.case.papers.presenter import PapersView
from pbi_desktop.ui.screens.case.rights import RightsView
from pbi_desktop.ui.screens.case.sharing import SharingView
from pbi_desktop.ui.screens.case.wishes import Form, Wish


class Tab(StrEnum):
    """The tabs of a case, in their order; also the last part of its address."""

    NOW = "now"
    STORY = "story"
    PLAN = "plan"
    NETWORK = "network"
    MONEY = "money"
    PAPERS = "papers"
    SHARING = "sharing"


class CaseView(NetworkView, Protocol):
    """What the presenter may ask the screen to show."""

    @property
    def in_sight(self) -> bool:
        """Whether the worker sees this screen now."""

    @property
    def rights(self) -> RightsView:
        """The tab that says who may see what, and why."""

    @property
    def papers(self) -> PapersView:
        """The tab of the papers, and the forms that attach and write."""

    @property
    def sharing(self) -> SharingView:
        """The panel from which a summary is shared."""

    def begin(self, tab: Tab) -> None:
        """Forget the case before, and show that another is on its way."""

    def show_eyes(self, key: str) -> None:
        """Say whose eyes these are; Esc gives the worker's own back."""

    def show_tab(self, tab: Tab) -> None:
        """Bring a tab into view, as it was last shown or on its way."""

    def show_head(self, header: CaseHeader, today: date) -> None:
        """Show who it is and how to treat them."""

    def show_stub(self, header: CaseHeader, today: date) -> None:
        """Show the head alone, and one way in: to take the case up."""

    def show_missing(self, sentence: str) -> None:
        """Say that there is nothing to show, and lead back to the list."""

    def show_now(self, now: CaseNow, today: date) -> None:
        """Fill the Now tab."""

    def show_story(
        self,
        entries: tuple[StoryEntry, ...],
        today: date,
        people: tuple[PersonChoice, ...] = (),
        *,
        more: bool = False,
        before: tuple[CaseBefore, ...] = (),
    ) -> None:
        """Fill the Story tab; `more` of it is still being read, more was in cases `before`."""

    def show_past(self, note: object, past: tuple[PastWords, ...]) -> None:
        """Show what an entry of the story said before."""

    def offer_cases(self, cases: tuple[CaseLine, ...]) -> None:
        """Offer these cases as where a note belongs."""

    def show_plan(self, plan: CasePlan, today: date) -> None:
        """Fill the Plan tab."""

    def show_money(self, money: MoneySummary | None, today: date) -> None:
        """Fill the Money tab; None is nothing to show."""

    def show_home(self, rows: HomeAndDebts, today: date) -> None:
        """Show home and debts on the Money tab."""

    def offer_agencies(self, agencies: tuple[AgencyOption, ...]) -> None:
        """Offer these agencies as those who do a step."""

    def offer_team(self, team: tuple[TeamChoice, ...]) -> None:
        """Offer these workers as owners of a step."""

    def offer_workers(self, workers: tuple[tuple[WorkerId, str], ...]) -> None:
        """Offer these as the next key worker."""

    def offer_phase(self, page: PhasePage) -> None:
        """Tell the form that moves the case what is on record."""

    def show_ending(self, ending: Ending | None, today: date) -> None:
        """Show how the case ended, and which one was before or after it."""

    def offer_groups(self, groups: tuple[GroupChoice, ...]) -> None:
        """Offer these groups, nearest first."""

    def offer_telling(self, telling: ReferralTelling) -> None:
        """Show what an agency would be told with a referral."""

    def refuse_telling(self, agency: UUID, sentence: str) -> None:
        """Say why an agency may be told nothing."""

    def offer_safety(self, choices: SafetyChoices) -> None:
        """Offer these people, leads and steps in the panels of safety."""

    def open_form(self, form: Form, about: UUID | None = None) -> None:
        """Open a form, empty or as its draft was left."""

    def restore(self, form: Form, fields: Mapping[str, str]) -> None:
        """Put back what was typed into a form before."""

    def about(self, form: Form) -> UUID | None:
        """Return the record that a form changes; nothing where it is the case itself."""

    def show_clash(self, form: Form, wish: Wish, error: Overtaken) -> None:
        """Show side by side what two workers changed at once, and ask which to keep."""

    def flush(self) -> None:
        """Hand over at once what is typed and not yet kept as a draft."""

    def kept(self, form: Form) -> None:
        """Close or empty a form: what it held is kept."""

    def refused(self, form: Form, sentence: str, problems: Mapping[str, str]) -> bool:
        """Say at the form why it was not kept; say whether a form was there to say it."""

    def name_as_shown(self, name: str) -> str:
        """Return a name as it may be shown now."""

    def say(self, words: str) -> None:
        """Have a screen reader say something that the screen shows by itself."""
