"""The screen of Team day: what presses in one line, then a card for each thing to see to."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.times import london_day
from pbi_desktop.services.apart_bookings import ApartBooking
from pbi_desktop.services.covering import CoverLine
from pbi_desktop.services.outing_rows import OutingLine
from pbi_desktop.services.phases_rows import CheckDue
from pbi_desktop.services.referral_rows import ReferralWaiting
from pbi_desktop.services.safety_rows import ConcernLine
from pbi_desktop.services.team_day import LateStep, Load, TeamDay, Unallocated
from pbi_desktop.services.team_notes import SupervisionNote
from pbi_desktop.services.voices import Voice
from pbi_desktop.ui.kit.days import late_by
from pbi_desktop.ui.kit.ports import Shortcut, Tone
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.choices import Pick
from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import Columns, page, row
from pbi_desktop.ui.kit.widgets.notices import Notice, Skeleton
from pbi_desktop.ui.kit.widgets.table import Cell, Column, Table
from pbi_desktop.ui.screens.team_day.asking import (
    Asking,
    Days,
    answering,
    giving,
    hearing,
    limiting,
    sending_away,
    standing_in,
    supervising,
)
from pbi_desktop.ui.screens.team_day.list_cards import ListCard, Told, ToldCard
from pbi_desktop.ui.screens.team_day.words import (
    KINDS,
    NOBODY,
    answer_state,
    away_days,
    booked_words,
    due_back,
    heading,
    held,
    said,
    state_of,
    strain,
    talked_over,
    why_near,
)

_KEYS = (
    Shortcut("Enter", "On a line: open its case"),
    Shortcut("Ctrl+Enter", "Do what the open form says"),
    Shortcut("Esc", "Put the open form aside; what is written stays"),
    Shortcut("F5", "Look again"),
)


class TeamDayScreen(QWidget):
    """Shows and wishes; the presenter decides."""

    asked = Signal()
    site_wanted = Signal(str)
    opened = Signal(object)  # CaseId
    wished = Signal(str, object, object)  # what, of which line, Answers

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self.presenter: object = None
        self._privacy = privacy
        self._day: TeamDay | None = None
        self._notes: Sequence[SupervisionNote] = ()
        self._about: object = None
        self._line: dict[str, UUID | None] = {}
        """Which line each form was last opened about."""
        self._put_aside: dict[tuple[str, UUID | None], Mapping[str, str]] = {}
        self._landed = False
        self._now = datetime.min.replace(tzinfo=UTC)
        self.open_form: Asking | None = None
        self._days = Days()
        self._title, self._presses = label("Team day", "page"), label("", "strong", wrap=True)
        self.sites = Pick("Site")
        self.sites.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.failure, self.loading = Notice("", Tone.DANGER), Skeleton("the day of the team", 5)
        self._make_forms()
        self._make_tables()
        self._lay_out()
        self._connect()

    def _make_forms(self) -> None:
        self.forms = {
            "give": giving(),
            "away": sending_away(self._days),
            "cover": standing_in(),
            "hear": hearing(),
            "answer": answering(),
            "supervise": supervising(self._days),
            "limit": limiting(),
        }

    def _make_tables(self) -> None:
        name, hide = self._privacy.name, self._privacy.detail
        self.concerns: Table[ConcernLine] = Table(
            "Concerns not sent or not answered",
            [
                Column("Who", lambda one: name(one.name), stretch=True),
                Column("Where it is", lambda one: Cell(state_of(one), tone="danger")),
                Column("Noticed by", lambda one: one.noticed_by),
            ],
        )
        self.apart: Table[ApartBooking] = Table(
            "Booked, and could meet whom they are kept apart from",
            [
                Column("Who", lambda one: name(one.person), stretch=True),
                Column("Booked", lambda one: hide(booked_words(one)), stretch=True),
                Column("Kept apart from", lambda one: Cell(name(one.other), why_near(one))),
            ],
        )
        self.loose: Table[Unallocated] = Table(
            "Open cases without a key worker",
            [
                Column("Who", lambda one: name(one.person), stretch=True),
                Column("Case", lambda one: one.reference),
                Column("Open since", lambda one: say_date(one.opened_on)),
            ],
        )
        self.covers: Table[CoverLine] = Table(
            "Who is away",
            [
                Column("Away", lambda one: one.away, stretch=True),
                Column("When", away_days),
                Column("Stands in", _cover_cell),
            ],
        )
        self.late: Table[LateStep] = Table(
            "Promises that are late",
            [
                Column("What", lambda one: Cell(hide(one.what), name(one.person)), stretch=True),
                Column("Whose", lambda one: one.owner),
                Column("Late", lambda one: Cell(late_by(one.late_days), tone="danger")),
            ],
        )
        self.loads: Table[Load] = Table(
            "Who holds how many cases",
            [
                Column("Colleague", lambda one: one.name, stretch=True),
                Column("Cases", held, trailing=True),
                Column("What presses", lambda one: Cell(strain(one), tone="warn")),
            ],
        )
        self.out: Table[OutingLine] = Table(
            "Who is out",
            [
                Column("Out", lambda one: one.worker, stretch=True),
                Column("Where", lambda one: hide(one.place)),
                Column("Back", self._back_cell),
                Column("Watched by", lambda one: one.watcher),
            ],
        )
        self.checks: Table[CheckDue] = Table(
            "Checks after closing",
            [
                Column("Who", lambda one: name(one.person), stretch=True),
                Column("Check", lambda one: one.words),
            ],
        )
        self.referrals: Table[ReferralWaiting] = Table(
            "Referrals that wait",
            [
                Column("Who", lambda one: name(one.person), stretch=True),
                Column("To", lambda one: one.to),
                Column("Waits", lambda one: one.words),
            ],
        )
        self.voices: Table[Voice] = Table(
            "What people said of the team",
            [
                Column("Said", lambda one: Cell(KINDS[one.kind], name(one.said_by)), stretch=True),
                Column("Answer", answer_state),
            ],
        )
        self.notes: Table[SupervisionNote] = Table(
            "Supervisions",
            [
                Column("With", lambda one: one.worker, stretch=True),
                Column("On", lambda one: say_date(one.on_day)),
                Column("Again", lambda one: say_date(one.next_on) if one.next_on else ""),
            ],
        )

    def _lay_out(self) -> None:
        head = row(self._title, 0, self.sites)
        self.urgent = ListCard("Concerns", self.concerns)
        self.near = ListCard("Kept apart, and booked too near", self.apart)
        for card in (self.urgent, self.near):
            card.set_look(accent="danger")
        self.cards = {
            "loose": ListCard(
                "Cases that nobody holds",
                self.loose,
                self._button("give", "Give to somebody", of_line=True),
            ),
            "covers": ListCard(
                "Away",
                self.covers,
                self._button("away", "Somebody is away"),
                self._button("cover", "Choose who stands in", of_line=True),
                self._back_button(),
            ),
            "late": ListCard("Late promises", self.late),
            "loads": ListCard("Who holds what", self.loads, self._button("limit", "Set a limit")),
            "out": ListCard("Out now", self.out),
            "checks": ListCard("Checks after closing", self.checks),
            "referrals": ListCard("Referrals that wait", self.referrals),
            "voices": ToldCard(
                "What people say",
                self.voices,
                self._button("hear", "Keep what somebody said"),
                self._button("answer", "Keep the answer", of_line=True),
                told=Told(said, self._privacy.detail, "quote", "voice"),
            ),
            "notes": ToldCard(
                "Supervision",
                self.notes,
                self._button("supervise", "Keep a supervision"),
                told=Told(talked_over, self._privacy.detail),
            ),
        }
        self.columns = Columns(2, narrowest=420)
        for card in self.cards.values():
            self.columns.add(card)
        parts: tuple[Any, ...] = (
            head,
            self._presses,
            self.failure,
            self.loading,
            *self.forms.values(),
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(page(*parts, self.urgent, self.near, self.columns, 0))
        for hidden in (self.failure, self.urgent, self.near, self.columns):
            hidden.hide()

    def _button(self, what: str, words: str, *, of_line: bool = False) -> Button:
        button = Button(words, Kind.SECONDARY)
        button.setProperty("ofLine", of_line)
        button.clicked.connect(lambda: self.begin(what))
        return button

    def _back_button(self) -> Button:
        button = Button("They are back", Kind.SECONDARY)
        button.setProperty("ofLine", True)
        button.clicked.connect(lambda: self._wish("back", self.covers.current, {}))
        return button

    def _connect(self) -> None:
        self.sites.chosen.connect(self.site_wanted)
        for table in (
            self.concerns,
            self.apart,
            self.loose,
            self.late,
            self.checks,
            self.referrals,
        ):
            table.opened.connect(lambda one: self.opened.emit(one.case_id))
        self.covers.opened.connect(lambda _one: self.begin("cover"))
        self.voices.opened.connect(self._open_voice)
        for what, form in self.forms.items():
            form.wanted.connect(lambda said, what=what: self._wish(what, self._about, said))
            form.closed.connect(self.close_form)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("F5"), self, context=within).activated.connect(self.asked)
        self._privacy.changed.connect(self._show_again)

    # --- what the shell asks -------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the day whenever the screen comes into sight."""
        super().showEvent(event)
        self.asked.emit()

    def shortcuts(self) -> Sequence[Shortcut]:
        """Return the keys of the screen."""
        return _KEYS

    def land(self) -> None:
        """Stand on the first thing that presses; where nothing does, on what can be done."""
        tables = (self.concerns, self.apart, self.loose, self.covers, self.late, self.loads)
        pressing = (one for one in tables if one.isVisible() and one.rows)
        buttons = (one for one in self.columns.findChildren(Button) if one.isVisible())
        first: QWidget = next(pressing, None) or next(buttons, self.sites)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what the presenter shows --------------------------------------------------------------

    @property
    def in_sight(self) -> bool:
        """Whether the worker sees this screen now."""
        return self.isVisible()

    def show_day(self, day: TeamDay, notes: Sequence[SupervisionNote], now: datetime) -> None:
        """Show everything that waits at a site."""
        self._day, self._notes, self._now = day, notes, now
        self._days.today = london_day(now)
        self.failure.hide()
        self.loading.hide()
        self._title.setText(f"Team day, {day.site}")
        self._presses.setText(heading(day))
        self.sites.set_options([(str(key), name) for key, name in day.sites])
        self.sites.choose(str(day.site_id))
        self.sites.setVisible(len(day.sites) > 1)
        workers = [(str(key), name) for key, name in day.workers]
        for what, field in (("give", "to"), ("away", "who"), ("cover", "cover")):
            self.forms[what].offer(field, workers)
        self.forms["supervise"].offer("who", workers)
        self._fill()
        self.columns.show()
        if not self._landed:  # it was shown before there was anything to stand on
            self._landed = True
            self.land()

    def show_refused(self, words: str) -> None:
        """Say why nothing is shown."""
        self.loading.hide()
        self._day = None
        self._presses.setText("")
        self.close_form()
        for part in (self.urgent, self.near, self.columns, self.sites):
            part.hide()
        self.failure.say(words, Tone.INFO)
        self.failure.show()

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say at the open form what is missing."""
        if self.open_form is not None:
            self.open_form.show_problems(problems)

    def show_kept(self) -> None:
        """Close the open form: what it held is kept."""
        if self.open_form is not None:
            self.open_form.empty()
            self.close_form()

    # --- forms ---------------------------------------------------------------------------------

    def begin(self, what: str) -> None:
        """Open a form about the line that is chosen, where it is about one."""
        lists: dict[str, Table[Any]] = {
            "give": self.loose,
            "cover": self.covers,
            "answer": self.voices,
        }
        about = lists.get(what)
        if about is not None and about.current is None and about.rows:
            about.selectRow(0)
        line = about.current if about is not None else None
        if about is not None and line is None:
            about.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self.open_form is not None:
            self.open_form.hide()
        self._about, self.open_form = line, self.forms[what]
        self._turn_to(what, _key(line))
        self.open_form.set_meta(_about_words(line, self._privacy))
        self.open_form.show()
        self.open_form.land()

    def _turn_to(self, what: str, line: UUID | None) -> None:
        """Put aside what was written about another line; put back what was about this one."""
        form, before = self.forms[what], self._line.get(what)
        if before != line:
            self._put_aside[what, before] = form.written()
            form.empty()
            form.write(self._put_aside.pop((what, line), {}))
        self._line[what] = line

    def close_form(self) -> None:
        """Put the open form aside; what is written in it stays."""
        if self.open_form is not None:
            self.open_form.hide()
            self.open_form = None
            self.land()

    def _wish(self, what: str, line: object, said: Mapping[str, object]) -> None:
        if self._day is not None and (line is not None or what not in ("back", "give", "cover")):
            self.wished.emit(what, line, said)

    def _open_voice(self, voice: Voice) -> None:
        if voice.case_id is not None:
            self.opened.emit(voice.case_id)
        else:
            self.begin("answer")

    # --- drawing -------------------------------------------------------------------------------

    def _fill(self) -> None:
        day = self._day
        if day is None:
            return
        self.urgent.show_rows(day.concerns, "")
        self.urgent.setVisible(bool(day.concerns))
        self.near.show_rows(day.apart, "")
        self.near.setVisible(bool(day.apart))
        self.cards["loose"].show_rows(day.unallocated, "Every open case has a key worker.")
        self.cards["covers"].show_rows(day.covers, "Nobody is away in the next two weeks.")
        self.cards["late"].show_rows(day.late, "No promise is late.")
        self.cards["loads"].show_rows(day.loads, "Nobody holds a case yet.")
        self.cards["out"].show_rows(day.out, "Nobody is out.")
        self.cards["checks"].show_rows(day.checks, "No check is due.")
        self.cards["referrals"].show_rows(day.referrals, "No referral waits.")
        self.cards["voices"].show_rows(day.voices, "Nothing was said yet. Keep what you hear.")
        self.cards["notes"].show_rows(self._notes, "No supervision is kept yet.")

    def _show_again(self) -> None:
        self._fill()
        if self.open_form is not None:
            self.open_form.set_meta(_about_words(self._about, self._privacy))

    def _back_cell(self, line: OutingLine) -> Cell:
        return Cell(due_back(line, self._now), tone="danger" if line.late(self._now) else "ink")


def _cover_cell(line: CoverLine) -> Cell:
    return Cell(line.cover) if line.cover_id else Cell(NOBODY, tone="danger")


def _key(line: object) -> UUID | None:
    """Return what stays the same of a line while it changes."""
    if isinstance(line, Unallocated):
        return line.case_id
    return line.id if isinstance(line, CoverLine | Voice) else None


def _about_words(line: object, privacy: Privacy) -> str:
    if isinstance(line, Unallocated):
        return f"{privacy.name(line.person)}, {line.reference}"
    if isinstance(line, CoverLine):
        return f"{line.away}, {away_days(line)}"
    if isinstance(line, Voice):
        return f"{KINDS[line.kind]}, {say_date(line.received_on)}"
    return ""
