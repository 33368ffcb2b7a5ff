"""One case: which is in view and on which tab, what is asked of it, and what is kept. No Qt."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from uuid import UUID

from pbi_desktop.domain.actor import Actor, Viewing
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid, NotFound, StaleRecord
from pbi_desktop.domain.ids import AgencyId, CaseId
from pbi_desktop.domain.joining import Overtaken
from pbi_desktop.domain.times import london_day
from pbi_desktop.domain.viewing import MYSELF, viewings
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.case_rows import CaseHeader
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.network_rows import Look
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone
from pbi_desktop.ui.kit.undoing import Undoing
from pbi_desktop.ui.screens.case.drafting import DraftKeeper, changed_by
from pbi_desktop.ui.screens.case.in_view import InView
from pbi_desktop.ui.screens.case.keeping import keep
from pbi_desktop.ui.screens.case.looking import NetworkLooker
from pbi_desktop.ui.screens.case.network_words import Format
from pbi_desktop.ui.screens.case.papers.presenter import PapersPresenter
from pbi_desktop.ui.screens.case.ports import CaseView, Tab
from pbi_desktop.ui.screens.case.printing import NetworkPrinter
from pbi_desktop.ui.screens.case.rights import OPENS_AND_CLOSES, RightsPresenter
from pbi_desktop.ui.screens.case.sharing import SummarySharer
from pbi_desktop.ui.screens.case.telling import StoryTeller
from pbi_desktop.ui.screens.case.viewing import Eyes
from pbi_desktop.ui.screens.case.wishes import Form, Wish

_AS = "as-"
_WITHOUT_DRAFT = (Form.SHARE, Form.MARK, Form.MOVE_NOTE)
_OF_PEOPLE = frozenset({"kept_apart", "relationships", "safe_contacts", "staff_markers"})
_OF_SAFETY = (
    Form.CONCERN, Form.CONCERN_SENT, Form.CHILD_SEEN, Form.CAPACITY, Form.MARKER,
    Form.SAFE_CONTACT, Form.APART,
)  # fmt: skip
# What a form shows that only this tab asks for: the last ratings, the groups referred to.
_NEEDS = {Form.STAGE: Tab.NOW, Form.PHASE: Tab.NOW, Form.CAME: Tab.PLAN}


class CasePresenter:
    """Joins the case screen to the services, off the GUI thread."""

    def __init__(
        self,
        view: CaseView,
        desk: Desk,
        actor: Actor,
        tasks: Tasks,
        navigator: Navigator,
    ) -> None:
        self._view, self._desk, self._actor = view, desk, actor
        self._tasks, self._navigator = tasks, navigator
        self._drafts = DraftKeeper(desk.drafts, actor, tasks, navigator)
        self.sharer = SummarySharer(view.sharing, desk, actor, tasks, navigator)
        self.eyes = Eyes(desk, actor, tasks, navigator, self._see_anew)
        self._in_view = InView(tasks, lambda: self._what, self._show_failed)
        self._undoing = Undoing(desk, actor, tasks, navigator, view.say)
        printer = NetworkPrinter(desk, actor, tasks, navigator)
        self.network = NetworkLooker(
            view, desk, lambda: self.eyes.actor, self._in_view, printer, navigator
        )
        self._rights: RightsPresenter | None = None
        self._papers: PapersPresenter | None = None
        self.teller = StoryTeller(
            view, desk, lambda: self.eyes.actor, tasks, navigator, lambda: self.today
        )
        self._case: CaseId | None = None
        self._tab = Tab.NOW
        self._header: CaseHeader | None = None
        self._entered = False
        self._asked_for: tuple[Form, UUID | None] | None = None
        self._missed = False
        tasks.on_changed(self._on_changed)

    @property
    def rights(self) -> RightsPresenter:
        """The presenter of the Sharing tab, made with it."""
        view = self._view.rights  # making it may ask for its presenter
        if self._rights is None:
            self._rights = RightsPresenter(
                view, self._desk, lambda: self.eyes.actor, self._tasks, self._navigator
            )
            self._rights.kept = self._undoing.offer
        return self._rights

    @property
    def papers(self) -> PapersPresenter:
        """The presenter of the Papers tab, made with it."""
        view = self._view.papers  # making it may ask for its presenter
        if self._papers is None:
            self._papers = PapersPresenter(
                view, self._desk, lambda: self.eyes.actor, self._tasks, self._navigator
            )
            self._papers.kept = self._undoing.offer
        return self._papers

    @property
    def today(self) -> date:
        """The day on the wall."""
        return london_day(self._desk.clock())

    # Where we are

    def show_address(self, parts: Sequence[str]) -> None:
        """Show `<case>/<tab>/<form>/<about which record>`, or whose eyes: `<tab>/as-police-…`."""
        case = _case_id(parts[0]) if parts else None
        if case is None:
            self._leave()
            self._view.show_missing("There is no such case. Check the link, or look in your cases.")
            return
        self._tab = _tab(parts[1:2])
        self._asked_for = _form(parts[2:3], parts[3:4])
        if case == self._case:
            self._view.show_tab(self._tab)
        else:
            self._leave()
            self._case = case
            self.sharer.enter(case)
            self._view.begin(self._tab)
        eyes = next((part.removeprefix(_AS) for part in parts[2:3] if part.startswith(_AS)), "")
        if eyes:
            self.eyes.choose(case, eyes)
        else:
            self._load_head()

    def tab_wanted(self, tab: Tab) -> None:
        """Go to another tab of this case: it has an address of its own, so Back finds it."""
        if self._case is not None:
            self._navigator.go(f"case/{self._case}/{tab}")

    def case_wanted(self, case: CaseId) -> None:
        """Go to another case of the same person."""
        self._navigator.go(f"case/{case}/{Tab.NOW}")

    def eyes_wanted(self, key: str) -> None:
        """See the case as an agency would get it, or with one's own eyes again."""
        if self._case is not None:
            self.eyes.choose(self._case, key)

    def _see_anew(self, nothing: str) -> None:
        """Ask for everything again: other eyes see, count and lay out something else."""
        if self._case is None:
            return
        self._view.flush()
        self.teller.forget()
        self.network.forget()
        self._view.begin(self._tab)
        viewing = self.eyes.viewing
        key = next((one for one, seen in viewings().items() if seen == viewing), MYSELF)
        self._view.show_eyes(key)
        if nothing:
            self._view.show_missing(nothing)
        else:
            self._load_head()

    def list_wanted(self) -> None:
        """Go to the list of my cases."""
        self._navigator.go("cases")

    def say_where(self) -> None:
        """Name the place in the header, as names may be shown now."""
        if self._header is not None:
            self._navigator.crumbs("Cases", self._view.name_as_shown(self._header.name))

    def _leave(self) -> None:
        """Keep what is typed under the case it belongs to, then let go of that case."""
        if self._case is not None:
            self._view.flush()
        self._case, self._header, self._entered = None, None, False
        self.network.forget()
        self.teller.forget()
        self.eyes.stop()
        self.sharer.enter(None)
        for tab in (self._rights, self._papers):
            if tab is not None:
                tab.leave()

    # What is shown

    @property
    def _what(self) -> tuple[CaseId | None, Viewing | None]:
        """Which case is in view, and with whose eyes."""
        return self._case, self.eyes.viewing

    def _find_draft(self, form: Form, record: UUID) -> None:
        """Put back what was typed into a form before, if its case is still in view by then."""
        restore: Callable[[Mapping[str, str]], None] = partial(self._view.restore, form)
        self._drafts.find(form, record, self._in_view.still(restore))

    def _load_head(self) -> None:
        case, actor = self._case, self.eyes.actor
        self._missed = False
        if case is not None:
            self._in_view.ask(
                lambda: self._desk.cases.header(actor, case), self._show_head, "case head"
            )

    def _show_head(self, header: CaseHeader) -> None:
        self._header = header
        self.say_where()
        stub = not header.on_team and header.glass_until is None
        if stub and self.eyes.viewing is None:
            self._view.show_stub(header, self.today)
            return
        self._view.show_head(header, self.today)
        if not self._entered and self.eyes.viewing is None:
            self._enter(header.case_id)
        self._load_tab(header.case_id)
        if self._asked_for is not None:
            asked, self._asked_for = self._asked_for, None
            self._view.open_form(*asked)

    def _enter(self, case: CaseId) -> None:
        """Log that the case was opened, once, and put back what was being typed."""
        self._entered = True
        self._tasks.command(lambda: self._desk.cases.opened(self._actor, case))
        self._find_draft(Form.NOTE, case)
        desk, actor = self._desk, self._actor
        self._in_view.ask(lambda: desk.cases.team(actor, case), self._view.offer_team, "case team")
        self._in_view.ask(
            lambda: desk.plans.agencies(actor), self._view.offer_agencies, "case agencies"
        )

    def _load_tab(self, case: CaseId) -> None:
        self._load(self._tab, case, "case tab")

    def _load(self, tab: Tab, case: CaseId, key: str) -> None:
        """Fill one tab, whether it is in view or not."""
        cases, actor, view, today = self._desk.cases, self.eyes.actor, self._view, self.today
        if tab is Tab.STORY:
            self.teller.tell(case)
        elif tab is Tab.PLAN:
            self._in_view.ask(
                lambda: cases.plan(actor, case), lambda found: view.show_plan(found, today), key
            )
        elif tab is Tab.NETWORK:
            self.network.show(case)
        elif tab is Tab.SHARING:
            self.rights.load(case)
        elif tab is Tab.PAPERS:
            self.papers.load(case)
        elif tab is Tab.MONEY:
            self._in_view.ask(
                lambda: cases.money(actor, case), lambda found: view.show_money(found, today), key
            )
            self._load_home(case)
        else:
            self._in_view.ask(
                lambda: cases.now(actor, case), lambda found: view.show_now(found, today), key
            )
            self._load_ending(case)

    def _load_ending(self, case: CaseId) -> None:
        """Show how the case ended, and which one was before or after it."""
        actor, view, today = self.eyes.actor, self._view, self.today
        self._in_view.ask(
            lambda: self._desk.phases.ending(actor, case),
            lambda found: view.show_ending(found, today),
            "case ending",
        )

    def _load_home(self, case: CaseId) -> None:
        """Ask for home and debts, which stand beside the gains."""
        actor, view, today = self.eyes.actor, self._view, self.today
        self._in_view.ask(
            lambda: self._desk.housing.shown(actor, case),
            lambda found: view.show_home(found, today),
            "case home",
        )

    def _show_failed(self, error: BaseException) -> None:
        if isinstance(error, NotFound):
            self._view.show_missing(explain(error))
        else:
            self._navigator.tell(explain(error), Tone.DANGER)

    def _on_changed(self, changes: Changes) -> None:
        if self._case is None:
            return
        if not changes.concerns(self._case) and not changes.touches(OPENS_AND_CLOSES | _OF_PEOPLE):
            return
        if not self._view.in_sight:  # nobody looks: what is read of a case is in its log
            self._missed = True
            return
        self._load_head()
        self.sharer.refresh()

    def came_in_sight(self) -> None:
        """Ask for what changed while nobody looked."""
        if self._missed:
            self._load_head()
            self.sharer.refresh()

    # What is wished

    def wish(self, form: Form, wish: Wish) -> None:
        """Keep what a form holds; what is typed stays in it until that is done."""
        case = self._case
        if case is None:
            return
        record = changed_by(wish) or self._view.about(form) or case
        self._tasks.command(
            lambda: keep(wish, self._desk, self.eyes.actor, case),
            partial(self._kept, form, case, record),
            partial(self._refused, form, case, wish),
        )

    def look_wanted(self, look: Look) -> None:
        """Look at the network on another day, or at another part of it."""
        if self._case is not None:
            self.network.look_at(self._case, look)

    def print_network(self, kind: Format, place: Path) -> None:
        """Keep the drawn network in a file."""
        if self._case is not None:
            self.network.print(self._case, kind, place)

    def take_up(self) -> None:
        """Join the team of the case of which only the head is seen."""
        case = self._case
        if case is None:
            return
        self._tasks.command(
            lambda: self._desk.casework.take_up_case(self._actor, case), self._undoing.offer
        )

    def chronology_wanted(self) -> None:
        """Go to where the chronologies of the case are drafted."""
        if self._case is not None:
            self._navigator.go(f"chronology/{self._case}")

    def own_plan_wanted(self) -> None:
        """Go to where the person sees their own plan."""
        if self._case is not None:
            self._navigator.go(f"own-plan/{self._case}")

    def emergency_wanted(self) -> None:
        """Go to where a case is opened in an emergency."""
        if self._case is not None:
            self._navigator.go(f"glass/{self._case}")

    def groups_wanted(self, words: str) -> None:
        """Look for groups near by whose words match."""
        case = self._case
        if case is None:
            return
        self._in_view.ask(
            lambda: self._desk.cases.groups(self._actor, case, words),
            self._view.offer_groups,
            "case groups",
        )

    def telling_wanted(self, agency: AgencyId) -> None:
        """Read what an agency would be told with a referral, or why it may be told nothing."""
        case, desk, actor = self._case, self._desk, self._actor
        if case is None:
            return
        self._in_view.ask(
            lambda: desk.referrals.would_tell(actor, case, agency),
            self._view.offer_telling,
            "case telling",
            lambda error: self._view.refuse_telling(agency, explain(error)),
        )

    def drafted(self, form: Form, fields: Mapping[str, str]) -> None:
        """Keep what is typed so far."""
        if self._case is not None:
            self._drafts.keep(form, self._view.about(form) or self._case, fields)

    def form_opened(self, form: Form, draft_wanted: bool) -> None:
        """Give a form what it needs to know, and what was typed into it before."""
        case = self._case
        if case is None:
            return
        if form is Form.SHARE:
            self.sharer.begin()
        if form in (Form.PAPER, Form.LETTER):
            self.papers.form_opened(case)
        if form is Form.PHASE:
            self._ask_phase(case)
        if form in _OF_SAFETY:
            self._ask_choices(case)
        if form is Form.HAND_OVER:
            self._in_view.ask(
                lambda: self._desk.handing_over.choices(self._actor, case),
                self._view.offer_workers,
                "case workers",
            )
        if form is Form.MOVE_NOTE:
            self.teller.offer_cases()
        if form in _NEEDS and _NEEDS[form] is not self._tab:
            self._load(_NEEDS[form], case, f"case {form}")
        if draft_wanted:
            self._find_draft(form, self._view.about(form) or case)

    def _ask_phase(self, case: CaseId) -> None:
        """Have the form that moves the case know what is on record."""
        self._in_view.ask(
            lambda: self._desk.phases.page(self._actor, case), self._view.offer_phase, "case phase"
        )

    def _ask_choices(self, case: CaseId) -> None:
        """Have the panels of safety offer whom and what there is."""
        actor = self.eyes.actor
        self._in_view.ask(
            lambda: self._desk.safety.choices(actor, case), self._view.offer_safety, "case safety"
        )

    def _kept(self, form: Form, case: CaseId, record: UUID, changes: Changes) -> None:
        if form not in _WITHOUT_DRAFT:
            self._drafts.settled(form, record)
        if case == self._case:
            self._view.kept(form)
        self._undoing.offer(changes)
        if form is Form.PHASE and changes.made is not None:  # opened again: the new case
            self._navigator.go(f"case/{changes.made}/{Tab.NOW}")
        if not changes.kinds:  # another did the same first, or theirs was kept
            self._load_head()

    def _refused(self, form: Form, case: CaseId, wish: Wish, error: BaseException) -> None:
        if case != self._case:  # another is in view by now: its forms have nothing to say of this
            self._navigator.tell(explain(error), Tone.WARN)
            return
        if isinstance(error, Overtaken) and hasattr(wish, "seen"):
            self._view.show_clash(form, wish, error)
            self._load_head()
            return
        problems = error.fields if isinstance(error, Invalid) else {}
        if not self._view.refused(form, explain(error), problems):
            self._navigator.tell(explain(error), Tone.WARN)
        if isinstance(error, StaleRecord) or form is Form.LINE:
            self._load_head()


def _case_id(text: str) -> CaseId | None:
    try:
        return CaseId(UUID(text))
    except ValueError:
        return None


def _tab(words: Sequence[str]) -> Tab:
    """Return the tab an address names; the first one where it names none."""
    return next((tab for tab in Tab if tab.value in words), Tab.NOW)


def _form(words: Sequence[str], about: Sequence[str]) -> tuple[Form, UUID | None] | None:
    """Return the form an address names, if any, and the record it is about."""
    record = next(map(_case_id, about), None)
    return next(((form, record) for form in Form if form.value in words), None)
