"""The case screen: head, tabs, the tab in view, and the composer with its forms."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from pbi_desktop.domain.ids import WorkerId
from pbi_desktop.domain.joining import Overtaken
from pbi_desktop.domain.scene import Scene
from pbi_desktop.domain.ties import Outline
from pbi_desktop.domain.viewing import MYSELF
from pbi_desktop.services.case_people import PersonChoice
from pbi_desktop.services.case_rows import (
    CaseBefore,
    CaseHeader,
    CaseNow,
    CasePlan,
    MoneySummary,
    PastWords,
    StoryEntry,
)
from pbi_desktop.services.housing_rows import HomeAndDebts
from pbi_desktop.services.network_rows import NetworkSeen
from pbi_desktop.services.phases_rows import Ending
from pbi_desktop.ui.kit.key_binding import bind_keys
from pbi_desktop.ui.kit.ports import Shortcut, Suggestion
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.save_place import AskWhere, ask_where, with_ending
from pbi_desktop.ui.kit.scene_paint import scene_png
from pbi_desktop.ui.kit.widgets.announcements import announce
from pbi_desktop.ui.screens.case.body import Body
from pbi_desktop.ui.screens.case.forms import Forms
from pbi_desktop.ui.screens.case.head import CaseHead
from pbi_desktop.ui.screens.case.keys import GUIDES, KEYS, OF_A_RECORD, OWN_PLAN
from pbi_desktop.ui.screens.case.network_words import Format, file_kind, file_name
from pbi_desktop.ui.screens.case.pages import Pages
from pbi_desktop.ui.screens.case.panels.share import ShareForm
from pbi_desktop.ui.screens.case.ports import Tab
from pbi_desktop.ui.screens.case.shared.own_agency import COPY
from pbi_desktop.ui.screens.case.sharing_words import PAPER_KINDS, SHARE, Paper
from pbi_desktop.ui.screens.case.shown import Shown
from pbi_desktop.ui.screens.case.stub import MissingCase, StubCase
from pbi_desktop.ui.screens.case.tab_order import order_tabs
from pbi_desktop.ui.screens.case.tabs.now import NowTab
from pbi_desktop.ui.screens.case.wiring import CaseWiring
from pbi_desktop.ui.screens.case.wishes import Form, Wish
from pbi_desktop.ui.screens.case.with_pages import WithPages, page_makers


class CaseScreen(WithPages):
    """Shows one case; it decides nothing."""

    address_shown = Signal(object)  # Sequence[str]
    tab_wanted = Signal(object)  # Tab
    visit_wanted = Signal(object)  # CaseId
    names_changed = Signal()
    own_eyes_wanted = Signal()
    came_in_sight = Signal()
    case_wanted = Signal(object)  # CaseId
    own_plan_wanted = Signal()
    look_wanted = Signal(object)  # Look
    own_network_wanted = Signal(object)  # CaseId
    print_wanted = Signal(object, object)  # Format, Path

    def __init__(self, privacy: Privacy, me: WorkerId, ask: AskWhere = ask_where) -> None:
        super().__init__()
        self.presenter: object = None
        self._privacy, self.ask_where = privacy, ask
        self._shown = Shown()
        self._drawn: dict[str, object] = {}
        self._line = ""
        self.head = CaseHead(privacy)
        self.now = NowTab(privacy)
        self.stub, self.missing = StubCase(), MissingCase()
        self.forms = Forms(self, self.now.matters, me, privacy)
        self._body = Body()
        self.pages = Pages(self._body, page_makers(privacy, self.forms))
        self.pages.take(Tab.NOW, self.now)
        for page in (self.stub, self.missing):
            self._body.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.head)
        box.addWidget(self._body, 1)
        box.addWidget(self.forms.dock)
        self.pages.stands_before(self.forms.dock)
        self._bind_keys()
        self._connect()
        self._wiring = CaseWiring(self.forms, self.head, self.now)
        self._join_pages()

    def _join_pages(self) -> None:
        """Join each tab to the forms once it is made."""
        self.pages.when_made(Tab.STORY, self._join_story)
        self.pages.when_made(Tab.PLAN, lambda: self._wiring.join_plan(self.plan))
        self.pages.when_made(Tab.MONEY, lambda: self._wiring.join_money(self.money))
        self.pages.when_made(Tab.NETWORK, self._join_network)

    def _join_story(self) -> None:
        forms, header = self.forms, self._shown.header
        self.story.note_wanted.connect(self.jot)
        self.story.pane.correct_wanted.connect(forms.correct_note)
        self.story.pane.mark_wanted.connect(forms.mark)
        self.story.pane.move_wanted.connect(self._move_entry)
        if header is not None:
            self.story.enter(header.case_id, may_write=header.may_write)

    def _join_network(self) -> None:
        self.network.add_wanted.connect(self.forms.add_to_network)
        self.network.save_wanted.connect(self._ask_where)
        self._wiring.join_network(self.network)
        self.network.look_wanted.connect(self.look_wanted)
        self.network.own_wanted.connect(self.own_network_wanted)

    def _bind_keys(self) -> None:
        bind_keys(
            self,
            {
                "Ctrl+P": self.share,
                "Ctrl+Shift+P": self.own_plan_wanted.emit,
                "Ctrl+Shift+F": partial(self._go_to, Tab.STORY, lambda: self.story.seek()),
                "Ctrl+Shift+C": partial(
                    self._go_to, Tab.SHARING, lambda: self.rights.consent.start()
                ),
                "Ctrl+Shift+Y": partial(self._go_to, Tab.SHARING, lambda: self.rights.why.start()),
                "Ctrl+Tab": partial(self._turn, 1),
                "Ctrl+Shift+Tab": partial(self._turn, -1),
            },
        )

        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        self._stop = QShortcut(QKeySequence("Esc"), self, context=within, enabled=False)
        self._stop.activated.connect(self.own_eyes_wanted)

    def _connect(self) -> None:
        forms, now = self.forms, self.now
        self.head.tabs.chosen.connect(self._choose_tab)
        self.head.share_wanted.connect(self.share)
        forms.share.place_wanted.connect(self._ask_summary_place)
        now.ending.case_wanted.connect(self.case_wanted)
        now.gained.all_wanted.connect(partial(self.tab_wanted.emit, Tab.MONEY))
        now.lately.story_wanted.connect(self._to_story)
        now.lately.opened.connect(self._to_story)
        self._privacy.changed.connect(self._show_again)

    def showEvent(self, event: QShowEvent) -> None:
        """Say that the screen is seen again: what changed meanwhile was not asked for."""
        super().showEvent(event)
        self.came_in_sight.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is typed as drafts before the screen is left or the window closes."""
        self.flush()
        if not event.spontaneous():
            self.own_eyes_wanted.emit()
        super().hideEvent(event)

    # For the shell

    def show_address(self, parts: Sequence[str]) -> None:
        """Show what the address names."""
        self.address_shown.emit(tuple(parts))

    def shortcuts(self) -> Sequence[Shortcut]:
        """Return the keys of the case."""
        return KEYS

    def land(self) -> None:
        """Put the caret into the composer, or on the one thing that can be done."""
        if self._body.currentWidget() is self.stub:
            self.stub.take_up.setFocus()
        elif self._body.currentWidget() is self.missing:
            self.missing.to_list.setFocus()
        else:
            self.jot()

    def part(self) -> str:
        """Return the form that is open and can be opened again by its name."""
        form = self.forms.dock.form
        again = form is not None and form.form not in OF_A_RECORD
        return form.form.value if form is not None and again else ""

    def jot(self) -> None:
        """Put the caret into the composer; on the tabs while nothing can be changed."""
        if self._stop.isEnabled():
            self.head.tabs.setFocus()
            return
        self.forms.open(Form.NOTE)

    def guide(self) -> str:
        """Return the page of the guide that is of the tab in view."""
        return GUIDES.get(self.head.tabs.key, "")

    def takes_notes(self) -> bool:
        """Say whether Ctrl+J stays here: a case is in view that may be written in."""
        return self._stop.isEnabled() or (self._shown.may_write and not self._shown.stub)

    def take_line(self, line: str) -> None:
        """Put a line into the composer as soon as the case is in view."""
        self._line = line

    def share(self) -> None:
        """Open the panel from which a summary is shared, for those who may write here."""
        if self._shown.may_write and not self._shown.stub:
            self.forms.open(Form.SHARE)

    def offers(self) -> Sequence[Suggestion]:
        """Return what the palette may offer of this case."""
        if not self._shown.may_write or self._shown.stub:
            return ()
        return (
            Suggestion("This case", SHARE, self.share, icon="send", shortcut="Ctrl+P"),
            Suggestion("This case", COPY, self.copy_for_agency, icon="copy"),
            Suggestion(
                "This case",
                OWN_PLAN,
                self.own_plan_wanted.emit,
                icon="eye",
                shortcut="Ctrl+Shift+P",
            ),
            Suggestion("This case", "Book a visit", self.book_visit, icon="calendar-clock"),
        )

    def book_visit(self) -> None:
        """Ask on My day when the person of this case is visited."""
        if self._shown.header is not None:
            self.visit_wanted.emit(self._shown.header.case_id)

    def copy_for_agency(self) -> None:
        """Show, on the Sharing tab, what would be copied for the worker's own agency."""
        self.tab_wanted.emit(Tab.SHARING)
        self.rights.own_agency.ask()

    # For the presenter

    @property
    def in_sight(self) -> bool:
        """Whether the worker sees this screen now."""
        return self.isVisible()

    @property
    def sharing(self) -> ShareForm:
        """The panel from which a summary is shared."""
        return self.forms.share

    def begin(self, tab: Tab) -> None:
        """Forget the case before, and show that another is on its way."""
        self._shown = Shown()
        self._drawn.clear()
        self.show_eyes(MYSELF)
        self.forms.begin()
        if Tab.STORY in self.pages:
            self.story.forget()
        self.head.show_nobody()
        self.head.show()
        self.forms.dock.show()
        self.now.area.verticalScrollBar().setValue(0)
        for page in self.pages.values():
            page.wait()
        self.show_tab(tab)

    def show_eyes(self, key: str) -> None:
        """Say whose eyes these are; Esc gives the worker's own back."""
        self._stop.setEnabled(key != MYSELF)
        if key != MYSELF and self.isVisible():
            self.head.tabs.setFocus()
        self.head.view_as.choose(key)

    def show_tab(self, tab: Tab) -> None:
        """Bring a tab into view."""
        if self._shown.stub:
            return
        focused = self.focusWidget()
        inside = focused is not None and self._body.isAncestorOf(focused)
        self.head.tabs.show_key(tab.value)
        self._body.setCurrentWidget(self.pages.made(tab))
        if inside:
            self.head.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_head(self, header: CaseHeader, today: date) -> None:
        """Show who it is; the composer is there for those who may write."""
        was_stub = self._shown.stub
        self._shown.header, self._shown.today, self._shown.stub = header, today, False
        if self._is_news("head", (header, today)):
            self.head.show_header(header, today)
            self.forms.know(header, today)
        self.head.show()
        self.forms.dock.setVisible(header.may_write)
        if Tab.STORY in self.pages:
            self.story.enter(header.case_id, may_write=header.may_write)
        if self._line:
            line, self._line = self._line, ""
            self.forms.composer.take(line)
        if was_stub:
            self.show_tab(Tab(self.head.tabs.key))
            self.land()

    def show_stub(self, header: CaseHeader, today: date) -> None:
        """Show the head alone and one way in."""
        self._shown.header, self._shown.today, self._shown.stub = header, today, True
        self._drawn.pop("head", None)
        self.head.show_header(header, today, stub=True)
        self.head.show()
        self.stub.show_header(header)
        self.forms.dock.hide()
        self._body.setCurrentWidget(self.stub)
        self.stub.take_up.setFocus()

    def show_missing(self, sentence: str) -> None:
        """Say that there is nothing to show."""
        self._shown = Shown()
        self.forms.begin()
        self.head.hide()
        self.forms.dock.hide()
        self.missing.say(sentence)
        self._body.setCurrentWidget(self.missing)
        if self.isVisible():
            self.missing.to_list.setFocus()

    def show_now(self, now: CaseNow, today: date) -> None:
        """Fill the Now tab, and the last ratings of the stage review."""
        self._shown.now = now
        if self._is_news(Tab.NOW, (now, today)):
            self.now.show_now(now, today)
            order_tabs(self)
        self.forms.show_journey(now.journey)

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
        self._shown.story, self._shown.people, self._shown.more = entries, people, more
        self._shown.before = before
        if self._is_news(Tab.STORY, (entries, today, people, more, before)):
            self.story.show_story(entries, today, people, more=more, before=before)

    def show_past(self, note: object, past: tuple[PastWords, ...]) -> None:
        """Show what an entry of the story said before."""
        self.story.show_past(note, past)

    def show_plan(self, plan: CasePlan, today: date) -> None:
        """Fill the Plan tab."""
        self._shown.plan = plan
        if self._is_news(Tab.PLAN, (plan, today)):
            self.plan.show_plan(plan, today)
            order_tabs(self)
        self.forms.expect(plan)

    def show_network(self, outline: Outline, today: date) -> None:
        """Fill the Network tab."""
        self._shown.network = outline
        if self._is_news(Tab.NETWORK, (outline, today, self._shown.may_write)):
            self.network.show_network(outline, may_write=self._shown.may_write)

    def show_seen(self, seen: NetworkSeen, today: date) -> None:
        """Show the network as it is looked at: drawn, in words, and what can be changed."""
        self._shown.seen = seen
        self.show_network(seen.picture.outline, today)
        if self._is_news("seen", (seen, self._shown.may_write)):
            self.network.show_seen(seen)

    def fail_picture(self, sentence: str) -> None:
        """Say why the network is not drawn; the words stay."""
        self._drawn.pop("seen", None)
        self._shown.seen = None
        self.network.fail_picture(sentence)

    def paint_picture(self, scene: Scene) -> bytes:
        """Return a picture as PNG."""
        return scene_png(scene)

    def show_money(self, money: MoneySummary | None, today: date) -> None:
        """Fill the Money tab."""
        if self._is_news(Tab.MONEY, (money, today, self._shown.may_write)):
            self.money.show_money(money, today, may_write=self._shown.may_write)

    def show_home(self, rows: HomeAndDebts, today: date) -> None:
        """Show home and debts on the Money tab."""
        may_write = self._shown.may_write
        self._shown.home = rows
        if self._is_news("home", (rows, today, may_write)):
            self.money.show_home(rows, today, may_write=may_write)
            order_tabs(self)

    def show_ending(self, ending: Ending | None, today: date) -> None:
        """Show how the case ended, and which one was before or after it."""
        if self._is_news("ending", (ending, today, self._shown.may_write)):
            self.now.ending.show_ending(ending, today, may_write=self._shown.may_write)
            order_tabs(self)

    def show_clash(self, form: Form, wish: Wish, error: Overtaken) -> None:
        """Show side by side what two workers changed at once."""
        self._drawn.clear()  # a box was ticked in vain: draw it as it is
        self.forms.show_clash(form, wish, error)

    def kept(self, form: Form) -> None:
        """Close or empty a form: what it held is kept."""
        on_network = self._body.currentWidget() is self.pages.get(Tab.NETWORK)
        if form in (Form.MEMBER, Form.SERVICE, Form.EXPECTED) and on_network:
            self.network.expect_news()
        self.forms.kept(form)

    def refused(self, form: Form, sentence: str, problems: Mapping[str, str]) -> bool:
        """Say at the form why it was not kept; say whether a form was there to say it."""
        self._drawn.clear()  # a box was ticked in vain: draw it as it is
        return self.forms.refused(form, sentence, problems)

    def name_as_shown(self, name: str) -> str:
        """Return a name as it may be shown now."""
        return self._privacy.name(name)

    def say(self, words: str) -> None:
        """Have a screen reader say something."""
        announce(self, words)

    # Within

    def _is_news(self, what: str, rows: object) -> bool:
        """Say whether something else is shown than before; the same is not drawn again."""
        news = what not in self._drawn or self._drawn[what] != rows
        self._drawn[what] = rows
        return news

    def _show_again(self) -> None:
        """Show everything anew: names were hidden, or may be seen again."""
        shown, today = self._shown, self._shown.today
        self.names_changed.emit()
        self.forms.share.show_again()
        if shown.header is None:
            return
        self.head.show_header(shown.header, today, stub=shown.stub)
        if shown.now is not None:
            self.now.show_now(shown.now, today)
        if shown.story is not None:
            self.story.show_story(
                shown.story, today, shown.people, more=shown.more, before=shown.before
            )
        if shown.plan is not None:
            self.plan.show_plan(shown.plan, today)
        if shown.home is not None:
            self.money.show_home(shown.home, today, may_write=shown.may_write)
        if shown.network is not None:
            self.network.show_network(shown.network, may_write=shown.may_write)
        if shown.seen is not None:
            self.network.show_seen(shown.seen)
        order_tabs(self)

    def _ask_where(self, printing: Format) -> None:
        header = self._shown.header
        if header is None:
            return
        name = file_name(printing, header.reference)
        place = self.ask_where(self, name, file_kind(printing))
        if place is not None:
            self.print_wanted.emit(printing, with_ending(place, f".{printing}"))

    def _ask_summary_place(self, paper: Paper, name: str) -> None:
        place = self.ask_where(self, name, PAPER_KINDS[paper])
        if place is not None:
            self.forms.share.save_to(with_ending(place, f".{paper}"))

    def _choose_tab(self, key: str) -> None:
        self.tab_wanted.emit(Tab(key))

    def _turn(self, by: int) -> None:
        tabs = list(Tab)
        at = tabs.index(Tab(self.head.tabs.key))
        self.tab_wanted.emit(tabs[(at + by) % len(tabs)])

    def _go_to(self, tab: Tab, then: Callable[[], None]) -> None:
        self.tab_wanted.emit(tab)
        then()

    def _move_entry(self, entry: StoryEntry) -> None:
        self.forms.move_entry(entry, self._shown.people)

    def _to_story(self) -> None:
        self.tab_wanted.emit(Tab.STORY)
