"""A person's own plan: safe first, theirs alone, and the same whatever they may not see."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import and_, select

from pbi_desktop.domain.access import AgencyKind, Category, Seal
from pbi_desktop.domain.access_errors import OnlyViewing
from pbi_desktop.domain.casework import ActionStatus, Likelihood, RiskState, TieKind
from pbi_desktop.domain.housing import KeyDateKind, KeyDateState
from pbi_desktop.domain.own_plan import NotSafeForThem, OwnPlan, PlanClosed
from pbi_desktop.domain.safety import KeptFrom
from pbi_desktop.domain.stages import LifeDomain, RatingKind, Stage
from pbi_desktop.domain.viewing import viewings
from pbi_desktop.domain.wording import explain
from pbi_desktop.models import (
    Action,
    AuditDetail,
    AuditEntry,
    Case,
    KeptApart,
    KeyDate,
    Need,
    Record,
    RecordSeal,
    Relationship,
    Risk,
    SafeContact,
    StaffMarker,
    StageRating,
    WhatMatters,
)
from pbi_desktop.services.desk import Desk
from tests.reports.pdf.reading import failed_rules, said
from tests.support.world import CaseMade, World

Town = tuple[World, Desk]
HIDDEN = "Zuleika at 9 Quarry Hill"


@dataclass
class Home:
    """A mother with a son in her case, and what is written of them."""

    world: World
    desk: Desk
    case: CaseMade

    def about(self, **more: Any) -> dict[str, Any]:
        return {
            "case_id": self.case.id,
            "subject_id": self.case.subject,
            "category": Category.CORE,
            **more,
        }

    def add(self, *records: Record) -> None:
        for one in records:
            self.world.add(self.case.by, one)

    def step(self, what: str, **more: Any) -> Action:
        due = more.pop("due_on", date(2026, 12, 3))
        return Action(
            **self.about(**more),
            what=what,
            owner_id=self.case.by.worker,
            status=ActionStatus.OPEN,
            due_on=due,
        )

    def rated(self, own: Stage | None, stage: Stage, on: date, **more: Any) -> StageRating:
        return StageRating(
            **self.about(**more),
            domain=LifeDomain.MONEY,
            kind=RatingKind.REVIEW,
            stage=stage,
            own_view=own,
            reason=HIDDEN,
            rated_on=on,
            rated_by=self.case.by.worker,
            agency_id=self.world.agency(AgencyKind.COUNCIL),
            scale_id="coping",
            scale_version=1,
        )

    def contact(self, *, write: bool) -> None:
        self.add(
            SafeContact(
                subject_id=self.case.subject,
                category=Category.CONTACT,
                may_text=True,
                may_call=True,
                may_voicemail=False,
                may_write=write,
            )
        )

    def show(self) -> OwnPlan:
        return self.desk.own_plans.show(self.case.by, self.case.id)


@pytest.fixture
def home(file_desk: Town) -> Home:
    world, desk = file_desk
    case = world.case(
        "K7QX9B",
        team=[world.worker("leah"), world.worker("tom")],
        subject=world.person("Shabana", "Akhtar", known_as="Shab"),
        others=[world.person("Amir", "Akhtar")],
    )
    made = Home(world, desk, case)
    made.add(
        Relationship(
            subject_id=case.subject,
            other_id=case.people[1],
            category=Category.CORE,
            kind=TieKind.PARENT,
        ),
        WhatMatters(
            **made.about(),
            words="I want Amir to be happy at school.",
            please_do="Text before you come.",
            said_on=date(2026, 11, 1),
        ),
        made.step("Ring Amir's school about lunch"),
        made.step("Bring the award letter", done_by="Shabana"),
        KeyDate(
            **made.about(category=Category.HOUSING),
            date_kind=KeyDateKind.EVICTION,
            what="Eviction, unless the arrears are paid",
            on_day=date(2026, 12, 9),
            consequence="Amir and you lose the flat.",
            state=KeyDateState.COMING,
        ),
        made.rated(Stage.CRISIS, Stage.NOT_COPING, date(2026, 9, 1)),
        made.rated(Stage.COPING, Stage.NOT_COPING, date(2026, 11, 1)),
    )
    return made


def test_a_plan_is_shown_in_plain_words_and_names_relatives_by_role(home: Home) -> None:
    home.contact(write=True)
    plan = home.show()
    assert (plan.name, plan.reach) == ("Shab", "Holts and Lees shop, Oldham")
    assert plan.matters.words == "I want Amir to be happy at school."  # her own words stay
    assert [(one.what, one.who) for one in plan.steps] == [
        ("Bring the award letter", "You"),
        ("Ring your child's school about lunch", "Leah"),
    ]
    (day,) = plan.dates
    assert day.if_missed == "Your child and you lose the flat."
    assert [one.name for one in plan.helpers] == ["Leah", "Tom"]
    (view,) = plan.views
    assert (view.then, view.now) == (Stage.CRISIS, Stage.COPING)  # hers, and not the worker's


def test_nobody_is_shown_or_given_a_plan_before_they_were_asked(home: Home) -> None:
    plans, by, case = home.desk.own_plans, home.case.by, home.case.id
    with pytest.raises(NotSafeForThem) as unasked:
        home.show()
    assert "Ask now, and say so here." in explain(unasked.value)
    with pytest.raises(NotSafeForThem):
        plans.print(by, case)
    assert plans.show(by, case, asked_now=True).name == "Shab"
    home.contact(write=False)
    for ask in (plans.show, plans.print):
        with pytest.raises(NotSafeForThem) as unsafe:
            ask(by, case, asked_now=True)
        assert "It is not safe" in explain(unsafe.value)


def test_who_looks_as_an_agency_shows_and_prints_nothing(home: Home) -> None:
    home.contact(write=True)
    looking = home.desk.view_as.begin(home.case.by, home.case.id, next(iter(viewings().values())))
    for ask in (home.desk.own_plans.show, home.desk.own_plans.print):
        with pytest.raises(OnlyViewing):
            ask(looking.actor, home.case.id)


def test_showing_and_printing_are_on_record_before_anybody_sees_it(home: Home) -> None:
    home.contact(write=True)
    home.show()
    printed = home.desk.own_plans.print(home.case.by, home.case.id)
    assert failed_rules(printed.pdf) == []
    assert said(printed.pdf).index("What matters to me") < said(printed.pdf).index("Days that")
    assert printed.name == "My plan 2026-11-21.pdf"
    with home.world.trusted() as connection:
        entries, about = AuditEntry.__table__, AuditDetail.__table__
        joined = entries.join(
            about, and_(about.c.chain == entries.c.chain, about.c.seq == entries.c.seq)
        )
        asked = select(entries.c.action, about.c.case_id, about.c.subject_id).select_from(joined)
        rows = connection.execute(asked).all()
    for action in ("shown to the person", "printed for the person"):
        assert [row[1:] for row in rows if row.action == action] == [
            (home.case.id, home.case.subject)
        ]


def test_a_sealed_case_shows_nothing_and_says_what_to_do(home: Home) -> None:
    home.contact(write=True)
    home.world.change_fact(Case, home.case.id, seal=Seal.NAMED)
    with pytest.raises(PlanClosed) as closed:
        home.show()
    assert "ask the duty lead" in explain(closed.value)


def hidden_records(home: Home) -> dict[str, Any]:
    """Return what makes a record that the person may not see, by what it is."""
    child, person = home.case.people[1], {"subject_id": home.case.subject}
    at = home.world.clock()

    def sealed() -> None:
        step = home.step(HIDDEN)
        home.add(step)
        home.world.fact(RecordSeal(record_id=step.id, reason=HIDDEN, valid_from=at, **home.about()))

    return {
        "concern": lambda: home.add(home.step(HIDDEN, category=Category.SAFEGUARDING)),
        "told in confidence": lambda: home.add(home.step(HIDDEN, told_by="her mother")),
        "told of a day": lambda: home.add(
            KeyDate(
                **home.about(told_by="Nadia"),
                date_kind=KeyDateKind.OTHER,
                what=HIDDEN,
                on_day=date(2026, 12, 1),
                consequence=HIDDEN,
                state=KeyDateState.COMING,
            )
        ),
        "of the child": lambda: home.add(home.step(HIDDEN, subject_id=child)),
        "a restriction": lambda: home.add(_restricts(home)),
        "risk": lambda: home.add(
            Risk(
                **home.about(),
                state=RiskState.KNOWN,
                harm=HIDDEN,
                likelihood=Likelihood.HIGH,
                checked_on=at.date(),
            )
        ),
        "marker": lambda: home.add(
            StaffMarker(
                **person,
                category=Category.CORE,
                words=HIDDEN,
                evidence=HIDDEN,
                decided_by=home.case.by.worker,
                decided_on=at.date(),
                expires_on=at.date() + timedelta(days=90),
                person_told=False,
                why_not_told=HIDDEN,
            )
        ),
        "apart": lambda: home.add(
            KeptApart(
                **person,
                category=Category.IDENTITY,
                other_id=child,
                kept_from=KeptFrom.EVERYTHING,
                reason=HIDDEN,
            )
        ),
        "note": lambda: home.world.note(home.case, HIDDEN),
        "worker's own rating": lambda: home.add(home.rated(None, Stage.CRISIS, at.date())),
        "a need in the worker's words": lambda: home.add(
            Need(**home.about(), domain=LifeDomain.HOUSING, words=HIDDEN)
        ),
        "sealed": sealed,
    }


def _restricts(home: Home) -> Action:
    step = home.step(HIDDEN)
    step.restricts = True
    return step


NAMES = (
    "concern", "told in confidence", "told of a day", "of the child", "a restriction", "risk",
    "marker", "apart", "note", "worker's own rating", "a need in the worker's words", "sealed",
)  # fmt: skip


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(kinds=st.lists(st.sampled_from(NAMES), min_size=2, max_size=8))
def test_what_the_person_may_not_see_changes_no_byte_of_what_they_see(
    home: Home, kinds: list[str]
) -> None:
    if not home.desk.safety.ways(home.case.by, home.case.subject).asked:
        home.contact(write=True)
    seen, printed = home.show(), home.desk.own_plans.print(home.case.by, home.case.id)
    records = hidden_records(home)
    assert set(records) == set(NAMES)
    for kind in kinds:
        records[kind]()
    assert home.show() == seen
    assert home.desk.own_plans.print(home.case.by, home.case.id) == printed
    home.add(home.step("Something that she may see"))
    assert home.show() != seen  # it bites
