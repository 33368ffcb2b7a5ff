"""A whole case as frozen rows, invented; words may be long, in another script, or markup."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from pbi_desktop.domain.access import AgencyKind, Category, Seal
from pbi_desktop.domain.casework import (
    ActionStatus,
    Likelihood,
    Marking,
    ReferralKind,
    ReferralStatus,
    RiskState,
    TeamRole,
)
from pbi_desktop.domain.gains import Evidence, GainCategory, GainNature, GainStatus
from pbi_desktop.domain.ids import CaseId, PersonId, WorkerId
from pbi_desktop.domain.money import Frequency, Pence
from pbi_desktop.domain.phases import Phase
from pbi_desktop.domain.scene import Scene
from pbi_desktop.domain.stages import LifeDomain, RatingKind, Stage
from pbi_desktop.domain.ties import NetworkPicture, Outline, OutlineLine, OutlineSection
from pbi_desktop.services.case_people import PersonChoice
from pbi_desktop.services.case_rows import (
    Alert,
    CaseHeader,
    CaseNow,
    CasePlan,
    DomainLine,
    GainLine,
    GoalLine,
    Helper,
    Journey,
    JourneyPoint,
    Matters,
    MoneySummary,
    NeedLine,
    ReferralLine,
    RiskLine,
    Step,
    StoryEntry,
    TeamChoice,
)
from pbi_desktop.services.consents import ConsentLine, ConsentPage
from pbi_desktop.services.exclusions import ExclusionLine
from pbi_desktop.services.explaining_access import Askable
from pbi_desktop.services.network_rows import NetworkRecords, NetworkSeen
from pbi_desktop.services.seals import SealedRecord, SealPage
from pbi_desktop.ui.screens.case.rights import Rights
from tests.ui.screens.case import invented_homes

TODAY = date(2026, 11, 21)
LONG = "A sentence of many words that goes on and on until no card is wide enough for it. " * 3


def header(name: str = "Shabana Akhtar", **columns: object) -> CaseHeader:
    made = CaseHeader(
        case_id=CaseId(uuid4()),
        version=1,
        reference="K7QX9B",
        person_id=PersonId(uuid4()),
        name=name,
        known_as="",
        age=35,
        born=None,
        pronouns="she/her",
        address="14 Alderbank Road, Holts, OL99 1AA",
        site="Holts and Lees",
        phase=Phase.REVIEWED,
        alerts=(
            Alert("Urdu interpreter, not family", "languages", strong=True),
            Alert("Text 09:00 to 14:00; do not ring", "phone", strong=False),
            Alert("Carer for Nasreen", "heart-handshake", strong=False),
        ),
        on_team=True,
        may_write=True,
        opened_on=date(2026, 3, 2),
        closed_on=None,
        next_review_on=date(2026, 11, 2),
    )
    return replace(made, **columns)  # type: ignore[arg-type]


def step(what: str, late: int = 0, due: date | None = TODAY) -> Step:
    owner = WorkerId(uuid4())
    return Step(uuid4(), 1, what, "Leah Ogden", owner, True, due, late, ActionStatus.OPEN, "", None)


def gain(what: str, status: GainStatus, pence: int) -> GainLine:
    return GainLine(
        uuid4(),
        1,
        what,
        GainCategory.BENEFIT,
        GainNature.RECURRING,
        status,
        Pence(pence),
        Frequency.MONTHLY,
        Pence(0),
        Pence(pence * 12),
        date(2026, 3, 1),
        None,
        Evidence.AWARD_LETTER,
        None,
    )


def entry(body: str, at: datetime | None = None, key: UUID | None = None) -> StoryEntry:
    return StoryEntry(
        key or uuid4(),
        1,
        at or datetime(2026, 11, 20, 12, tzinfo=UTC),
        "visit",
        "Home visit, At home",
        "Leah Ogden",
        body,
        Marking.TOLD,
        "her sister",
        Category.CORE,
        True,
    )


def risks(word: str) -> tuple[RiskLine, ...]:
    known = RiskLine(
        uuid4(), 1, RiskState.KNOWN, word, Likelihood.MEDIUM, word, TODAY, date(2026, 11, 1)
    )
    none = replace(known, id=uuid4(), state=RiskState.NONE_KNOWN, harm="Children", plan="")
    return (known, none, replace(known, id=uuid4(), state=RiskState.PAST))


def journey() -> Journey:
    points = tuple(
        JourneyPoint(day, RatingKind.REVIEW, stage, Stage.NOT_COPING, "Opens post", "Leah Ogden")
        for day, stage in (
            (date(2026, 3, 9), Stage.NOT_COPING),
            (date(2026, 6, 9), Stage.CRISIS),
            (date(2026, 10, 2), Stage.COPING),
        )
    )
    lines = tuple(
        DomainLine(domain, Stage.NOT_COPING, Stage.COPING, Stage.ADAPTED)
        for domain in LifeDomain
        if domain is not LifeDomain.OVERALL
    )
    return Journey(points, lines, Stage.COPING)


def money() -> MoneySummary:
    lines = (
        gain("Universal Credit, carer element", GainStatus.CONFIRMED, 20168),
        gain("Council tax support", GainStatus.CONFIRMED, 8525),
        gain("Attendance Allowance", GainStatus.CLAIMED, 32000),
    )
    return MoneySummary(
        Pence(344316), Pence(64000), Pence(131000), Pence(384000), lines, date(2026, 3, 1)
    )


def now(head: CaseHeader, word: str = "Ring council tax about summons") -> CaseNow:
    return CaseNow(
        header=head,
        matters=Matters(uuid4(), 1, word, word, word, date(2026, 10, 2)),
        helpers=(
            Helper("Leah Ogden", "Key worker", "Housing", TeamRole.KEY_WORKER, TODAY),
            Helper("Femi Adeyemi", "Memory nurse of the older people's team", "Health", None, None),
        ),
        risks=risks(word),
        steps=(step(word, late=2), step("Interpreter for Thursday's visit")),
        steps_done=3,
        journey=journey(),
        money=money(),
        latest=(entry(word), entry("Came a second time.")),
        services_reading=4,
        dates=invented_homes.dates(word)[:2],
        going=invented_homes.going(word),
    )


def plan(head: CaseHeader, word: str = "No more letters I cannot read") -> CasePlan:
    goal = GoalLine(uuid4(), 1, word, 8, date(2026, 10, 2), (step(word, late=2),))
    referral = ReferralLine(
        uuid4(),
        1,
        ReferralKind.REFERRAL,
        ReferralStatus.ATTENDED,
        "Carers' table",
        None,
        date(2026, 9, 1),
        2,
        date(2026, 11, 10),
    )
    need = NeedLine(uuid4(), 1, LifeDomain.MONEY, word, (goal,))
    return CasePlan(head, (need,), (step(word),), risks(word), (referral,))


def network(word: str = "Shabana cares for her. Dementia.") -> Outline:
    lines = (
        OutlineLine(f"person:{uuid4()}", "Nasreen, mum, 68", word, "strong"),
        OutlineLine(f"person:{uuid4()}", "Idris, son, 9", "", ""),
    )
    sections = (
        OutlineSection("Family at home", "3 people", lines, ""),
        OutlineSection("Services", "0 services", (), "No service is recorded."),
    )
    return Outline("person:1", TODAY, sections, (f"If Leah left, 3 ties would break. {word}",))


def seen(head: CaseHeader, scene: Scene, word: str) -> NetworkSeen:
    """The network of a case, drawn today; nothing of it can be changed."""
    return NetworkSeen(
        case=head.case_id,
        picture=NetworkPicture(scene, "Shabana and four ties.", network(word)),
        records=NetworkRecords((), ()),
        begun=TODAY,
        today=TODAY,
        as_at=TODAY,
        since=TODAY,
        difference="",
    )


def story(count: int) -> tuple[StoryEntry, ...]:
    first = datetime(2026, 11, 20, 12, tzinfo=UTC)
    return tuple(
        entry(f"Entry {at}. " + LONG[: at % 240], first - timedelta(hours=at), UUID(int=at))
        for at in range(count)
    )


def rights() -> Rights:
    """What one said, one who is kept apart, one sealed record: everything the tab can show."""
    person = PersonChoice(PersonId(uuid4()), "Shabana Akhtar", True)
    said = {"about": Category.HEALTH, "words": "The nurse may tell you.", "overruled": False}
    lines = tuple(
        ConsentLine(
            uuid4(),
            1,
            person.id,
            person.name,
            agency_kind=AgencyKind.HEALTH,
            given=given,
            said_on=TODAY,
            by="Leah Ogden",
            ended_on=None if given else TODAY,
            **said,  # type: ignore[arg-type]
        )
        for given in (True, False)
    )
    sealed = SealedRecord(uuid4(), 1, Category.HEALTH, "A visit", ("Leah Ogden",), "She asked.")
    apart = ExclusionLine(uuid4(), 1, person.name, "Omar Khan", "They are cousins.", TODAY)
    worker = TeamChoice(WorkerId(uuid4()), "Femi Adeyemi", "Health")
    return Rights(
        ConsentPage((person,), lines, True),
        SealPage(1, Seal.NAMED, True, True, (sealed,)),
        (apart,),
        (worker,),
        Askable((person,), (Category.OFFENDING,)),
    )
