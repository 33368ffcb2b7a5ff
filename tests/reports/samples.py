"""An invented person's case as facts, requests for summaries of it, and the cases of a site."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from pbi_desktop.domain.access import AgencyKind, Basis, Category, Purpose
from pbi_desktop.domain.casework import DOMAIN_CATEGORY, Likelihood, RiskState
from pbi_desktop.domain.gains import GainCategory, GainNature, GainStatus
from pbi_desktop.domain.ids import GroupId, PersonId
from pbi_desktop.domain.outcomes import AttendanceFact, CaseFacts, GainFact
from pbi_desktop.domain.sharing import (
    AddressFact,
    MattersFact,
    PlanFact,
    RiskFact,
    SafeContactFact,
    StageFact,
    StepFact,
    SummaryFacts,
    SummaryRequest,
    TeamFact,
    WhoFact,
)
from pbi_desktop.domain.stages import LifeDomain, Stage
from pbi_desktop.domain.times import PartialDate
from tests.analysis.worlds import CLOSED, OPENED, a_case, a_closed_case, a_gain

NASREEN = PersonId(UUID(int=1))
SOMEONE_ELSE = PersonId(UUID(int=2))
URDU_NAME = "\u0646\u0633\u0631\u06cc\u0646 \u0627\u062e\u062a\u0631"
EVERYTHING = frozenset(Category)
MADE_AT = datetime(2026, 11, 21, 14, 2, tzinfo=UTC)
START, LATEST = date(2026, 3, 2), date(2026, 11, 10)


def a_stage(domain: LifeDomain, first: Stage, latest: Stage) -> StageFact:
    category = DOMAIN_CATEGORY[domain]
    return StageFact(NASREEN, category, domain, first, START, latest, LATEST, Stage.COPING)


def facts() -> SummaryFacts:
    """Return one case with something of every part and of many categories."""
    return SummaryFacts(
        NASREEN,
        "K7QX2B",
        "Holts and Lees",
        WhoFact(
            NASREEN,
            Category.IDENTITY,
            URDU_NAME,
            "Nasreen",
            "she/her",
            PartialDate.of_day(date(1958, 2, 1)),
            "Urdu",
            "Urdu, not family",
        ),
        SafeContactFact(
            NASREEN,
            Category.CONTACT,
            may_text=True,
            may_call=True,
            from_hour=9,
            to_hour=14,
            phone="07700 900123",
        ),
        (
            AddressFact(NASREEN, Category.CONTACT, ("14 Alderbank Road", "Holts", "OL4 9ZZ")),
            AddressFact(NASREEN, Category.PROTECTED_ADDRESS, ("2 Hidden Lane",)),
        ),
        (
            MattersFact(
                NASREEN,
                Category.CORE,
                "My garden, and that the children do not worry about me.",
                date(2026, 10, 2),
                "Sit down with me first",
                "Do not talk over my head to my daughter",
            ),
        ),
        (
            TeamFact(
                NASREEN,
                Category.CORE,
                "Leah Ogden",
                "Housing officer",
                "First Homes",
                True,
                "0161 496 0101",
            ),
            TeamFact(NASREEN, Category.CORE, "Femi Bello", "Memory nurse", "Hill NHS Trust"),
        ),
        (
            StepFact(
                NASREEN,
                Category.CORE,
                "Fix the back door lock.",
                "Jo Marsh",
                "Council",
                date(2026, 12, 3),
                True,
            ),
            StepFact(
                NASREEN,
                Category.HOUSING,
                "Look at the arrears together",
                "Jo Marsh",
                "Council",
                None,
                True,
            ),
            StepFact(
                NASREEN,
                Category.CORE,
                "Go with her to the carers' group",
                "Leah Ogden",
                "First Homes",
                date(2026, 11, 26),
            ),
            StepFact(
                NASREEN,
                Category.HEALTH,
                "Memory review",
                "Femi Bello",
                "Hill NHS Trust",
                date(2026, 12, 10),
            ),
        ),
        (
            a_stage(LifeDomain.MENTAL_HEALTH, Stage.CRISIS, Stage.COPING),
            a_stage(LifeDomain.OVERALL, Stage.NOT_COPING, Stage.COPING),
            a_stage(LifeDomain.HOUSING, Stage.NOT_COPING, Stage.ADAPTED),
            a_stage(LifeDomain.CRIME, Stage.COPING, Stage.COPING),
        ),
        (
            RiskFact(
                NASREEN,
                Category.CORE,
                RiskState.KNOWN,
                "Falls on the back step",
                Likelihood.MEDIUM,
                date(2026, 11, 2),
                "A rail is on order.",
                date(2026, 12, 20),
            ),
            RiskFact(
                NASREEN,
                Category.SAFEGUARDING,
                RiskState.KNOWN,
                "A nephew takes her pension",
                Likelihood.HIGH,
                date(2026, 11, 2),
            ),
        ),
        (
            PlanFact(
                NASREEN,
                Category.CORE,
                LifeDomain.CONNECTION,
                "Sees nobody all week",
                ("Tea with other people", "Back to the allotment"),
            ),
            PlanFact(NASREEN, Category.FINANCE, LifeDomain.MONEY, "Council tax arrears of £612"),
        ),
        date(2027, 1, 14),
    )


def request(
    kind: AgencyKind = AgencyKind.COUNCIL,
    purpose: Purpose = Purpose.DIRECT_SUPPORT,
    allowed: frozenset[Category] = EVERYTHING,
    agency: str = "Oldham Council adult care",
) -> SummaryRequest:
    return SummaryRequest(
        agency,
        kind,
        purpose,
        Basis.TASK,
        "Care Act 2014, section 6",
        allowed,
        3,
        "Leah Ogden",
        MADE_AT,
        date(2027, 2, 21),
    )


def about_somebody_else(known: SummaryFacts) -> SummaryFacts:
    """Return the case with records about another person mixed in."""
    risk = replace(known.risks[0], about=SOMEONE_ELSE, harm="SOMEBODY ELSE'S RISK")
    step = replace(known.steps[0], about=SOMEONE_ELSE, what="SOMEBODY ELSE'S STEP")
    return replace(known, risks=(*known.risks, risk), steps=(*known.steps, step))


def a_site() -> list[CaseFacts]:
    """Return fifty cases counted in the headline and some of every kind that is left out."""
    group = GroupId(UUID(int=5))
    visits = [AttendanceFact(group, OPENED + timedelta(days=day), True) for day in (10, 17)]

    def money() -> list[GainFact]:
        return [
            a_gain(104_000),
            a_gain(30_000, GainNature.ONE_OFF),
            a_gain(61_200, GainNature.ONE_OFF, category=GainCategory.DEBT_WRITTEN_OFF),
            a_gain(90_000, status=GainStatus.CLAIMED),
        ]

    return [
        *(a_closed_case(Stage.NOT_COPING, Stage.ADAPTED) for _ in range(40)),
        *(a_closed_case(Stage.NOT_COPING, Stage.COPING) for _ in range(9)),
        a_closed_case(Stage.NOT_COPING, Stage.CRISIS),
        *(a_closed_case(Stage.COPING, Stage.ADAPTED) for _ in range(6)),
        *(a_case(Stage.NOT_COPING, attendances=visits, gains=money()) for _ in range(7)),
        *(a_case(engaged=False) for _ in range(8)),
        *(a_case(Stage.NOT_COPING, closed_on=CLOSED) for _ in range(5)),
    ]
