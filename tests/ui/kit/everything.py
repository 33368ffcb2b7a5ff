"""One window with every widget of the kit, for the tests that hold for all of them."""

from datetime import UTC, date, datetime

import numpy as np
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pbi_desktop.domain.large_picture import Islands, LargePicture, NodeKind
from pbi_desktop.domain.stages import LABELS, Stage
from pbi_desktop.ui.kit.canvas.canvas import Canvas
from pbi_desktop.ui.kit.ports import Reading, Tone
from pbi_desktop.ui.kit.widgets.buttons import Button, Kind
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.chips import Chip, ToggleChip
from pbi_desktop.ui.kit.widgets.choices import Check, Choice, Pick, SearchBox
from pbi_desktop.ui.kit.widgets.fields import DateField, LineField, MoneyField, TextField
from pbi_desktop.ui.kit.widgets.journey import Rating, StageJourney
from pbi_desktop.ui.kit.widgets.labels import Avatar, label, rule
from pbi_desktop.ui.kit.widgets.layouts import Columns, Flow, page, row
from pbi_desktop.ui.kit.widgets.notices import EmptyState, Notice, SavedState, Skeleton
from pbi_desktop.ui.kit.widgets.stage_marks import StageMark
from pbi_desktop.ui.kit.widgets.steps import Step, StepList
from pbi_desktop.ui.kit.widgets.table import Cell, Column, Table
from pbi_desktop.ui.kit.widgets.tabs import Tabs

CASES = [
    ("Shabana Akhtar", "35 · Holts", Stage.COPING, "Ring council tax · late by 2 days", "danger"),
    ("Łukasz Wiśniewski-Zieliński", "34 · Lees", Stage.NOT_COPING, "Home visit 10:15", "ink"),
    ("شبانہ اختر", "29 · Holts", Stage.CRISIS, "Damp survey", "ink"),
]
STEPS = [
    Step(
        "1",
        "Ring council tax about summons",
        "Shabana Akhtar",
        "Leah Ogden",
        mine=True,
        due="Late by 2 days",
        tone="danger",
    ),
    Step(
        "2",
        "Chase the grab-rail survey, and ask whether the door can be widened as well",
        due="Thursday 26",
        owner="Sunita Patel",
    ),
    Step("3", "Send school letter", "ডালিয়া", due="Today", tone="warn", done=True),
]


def everything() -> QWidget:
    """Return the window, not yet shown."""
    columns = Columns(3)
    for card in (_words(), _fields(), _choices(), _work()):
        columns.add(card)
    window = QWidget()
    window.setProperty("surface", "canvas")
    box = QVBoxLayout(window)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(page(label("Good morning, Leah", "page"), columns, _table(), _network()))
    return window


def _words() -> Card:
    card = Card("What matters to me", "Her words, 2 October 2026", tone="voice", accent="voice")
    card.add(
        label("“Mum safe at home with us. One evening a week that is mine.”", "quote", wrap=True)
    )
    chips = Flow()
    for chip in (
        Chip("Urdu interpreter, not family", icon="languages", tone="warn"),
        Chip("Carer for her mum", icon="heart-handshake"),
        ToggleChip("Money", on=True),
    ):
        chips.addWidget(chip)
    card.add(chips)
    card.add(rule())
    card.add(row(Avatar("Leah Ogden", solid=True), Avatar("Shabana Akhtar", 44, tone="voice"), 0))
    for stage in Stage:
        card.add(row(StageMark(stage), StageMark(stage, hollow=True, word=False), 0))
    saved = SavedState()
    saved.saved(datetime(2026, 11, 24, 9, 41, tzinfo=UTC))
    card.add(saved)
    return card


def _fields() -> Card:
    card = Card("What they tell you", "Type any two")
    day = DateField(
        "Date of birth", lambda _text: Reading(date(1991, 4, 9), "Read as 9 April 1991")
    )
    day.set_text("9 4 91")
    phone = LineField("Phone, any part", placeholder="For example, last four digits")
    phone.set_text("12")
    phone.show_problem("That is too short. Write at least four digits.")
    money: MoneyField[int] = MoneyField(
        "Amount", lambda _text: Reading(problem="Write 81.90 a week.")
    )
    for field in (
        LineField("Name, as it sounds", hint="As they say it"),
        day,
        phone,
        money,
        TextField("In their own words", voice=True, lines=2),
    ):
        card.add(field)
    return card


def _choices() -> Card:
    card = Card("Check one thing before you open", tone="warn")
    card.add(Check("She answered, and it fits"))
    card.add(
        Choice("Work", {"no": "Not asked", "none": "Asked, none", "say": "Does not want to say"})
    )
    card.add(Pick("Key worker", [("1", "Leah Ogden"), ("2", "Tom Ashworth")]))
    card.add(SearchBox("Someone at the desk?", "Name, date of birth, address or phone"))
    card.add(Tabs("Case", {"now": "Now", "story": "Story"}))
    for button in (
        Button("Yes, it is her. Open case", Kind.PRIMARY, icon="check", key="Enter"),
        Button("Not the same", icon="unlink", key="Alt X"),
        Button("Lock", Kind.QUIET, icon="lock", key="Ctrl L"),
        Button("Show all 14", Kind.LINK),
        Button("Delete", Kind.DANGER),
        Button("", Kind.LINK, icon="x", name="Close"),
    ):
        card.add(row(button, 0))
    away = Button("Not now")
    away.setEnabled(False)
    card.add(row(away, 0))
    return card


def _work() -> Card:
    card = Card("What you promised", "1 late · 2 today")
    steps = StepList("What you promised")
    steps.show_steps(STEPS)
    card.add(steps)
    card.add(Notice("Someone else changed this first. Nothing was overwritten.", Tone.WARN))
    card.add(EmptyState("No visits today.", "Plan one", icon="plus"))
    card.add(Skeleton("your cases"))
    card.add(
        StageJourney(
            [
                Rating(date(2026, 3, 1), Stage.NOT_COPING),
                Rating(date(2026, 10, 2), Stage.COPING, Stage.NOT_COPING),
            ]
        )
    )
    return card


def _table() -> Card:
    card = Card("Your cases", "14, room for 1 more")
    table: Table[tuple[str, str, Stage, str, str]] = Table(
        "Your cases",
        [
            Column("Person", lambda r: Cell(r[0], r[1], role="dense-strong"), sort=lambda r: r[0]),
            Column("How far", lambda r: Cell(LABELS[r[2]], stage=r[2])),
            Column("Next step", lambda r: Cell(r[3], tone=r[4]), stretch=True),
        ],
    )
    table.show_rows(CASES)
    table.show_at_most(6)
    card.add(table)
    return card


def _network() -> Card:
    card = Card("What holds people up", "Drawn from the records")
    none, two = np.zeros(0, np.float32), np.array([1, 0.5], np.float32)
    canvas = Canvas("The network, drawn")
    canvas.show_picture(
        LargePicture(
            x=np.array([0, 40], np.float32),
            y=np.zeros(2, np.float32),
            kind=np.array([NodeKind.HOUSEHOLD, NodeKind.GROUP], np.uint8),
            size=6 * two,
            importance=two,
            labels=("Akhtar", "Holts carers’ choir"),
            edges=np.zeros((0, 2), np.int32),  # with links Tab goes round them first
            edge_importance=none,
            islands=Islands(none, none, none, np.zeros(0, np.int32), np.full(2, -1, np.int32)),
        ),
        "A household and a group, without a link.",
    )
    card.add(canvas)
    return card
