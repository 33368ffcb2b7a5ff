"""The cast: households written by hand, so that names and needs of every kind are there.

All invented. Among them: no family name, one letter, three hundred letters, other scripts, names
that are easily taken for each other, an address that is protected, and somebody who objects.
"""

from dataclasses import dataclass

from pbi_desktop.demo import (
    threads_family,
    threads_health,
    threads_home,
    threads_living,
    threads_money,
    threads_safety,
)
from pbi_desktop.demo.residents import Part
from pbi_desktop.demo.thread import GainIdea, Thread
from pbi_desktop.domain.access import AgencyKind
from pbi_desktop.domain.casework import Gender, Quality, TieKind
from pbi_desktop.domain.gains import GainStatus
from pbi_desktop.domain.phases import Phase
from pbi_desktop.domain.stages import Stage

LONG_NAME_LENGTH = 300


@dataclass(frozen=True)
class Role:
    """A member of the cast; `others` are further names and their kind."""

    given: str
    family: str
    gender: Gender
    born: str
    part: Part = Part.HEAD
    language: str | None = None
    interpreter: str | None = None
    pronouns: str | None = None
    known_as: str | None = None
    died: str | None = None
    phone: str | None = None
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Elsewhere:
    """Somebody who belongs to the family and does not live there."""

    role: Role
    tie: TieKind
    quality: Quality | None = None
    since: str | None = None
    until: str | None = None
    parent_too: bool = False
    at_home: bool = True
    """Whether their own address is in the records."""


@dataclass(frozen=True)
class SafeWay:
    """How somebody may be reached: by text, call, voicemail and letter, and when."""

    ways: tuple[bool, bool, bool, bool]
    hours: tuple[int | None, int | None] = (None, None)
    code_word: str | None = None


@dataclass(frozen=True)
class Scene:
    """One household of the cast and its open case."""

    site: int
    roles: tuple[Role, ...]
    threads: tuple[Thread, ...]
    opened_days_ago: int
    stages: tuple[Stage, ...]
    phase: Phase = Phase.REVIEWED
    elsewhere: tuple[Elsewhere, ...] = ()
    protected: bool = False
    safe: SafeWay | None = None
    objection: tuple[AgencyKind, str] | None = None
    gains: tuple[tuple[GainIdea, GainStatus], ...] = ()
    with_first_key_worker: bool = False


def _long_name() -> str:
    """Return a given name of three hundred letters, such as a form must be able to hold."""
    parts = "Oluwadamilola Temitope Ayomide Ifeoluwa Adetokunbo Olanrewaju Babafemi Akinwumi"
    name = " ".join([parts] * 4)[:LONG_NAME_LENGTH]
    return name.strip() + "a" * (LONG_NAME_LENGTH - len(name.strip()))


WOMAN, MAN = Gender.WOMAN, Gender.MAN
_CRISIS, _NOT, _COPING, _ADAPTED = Stage.CRISIS, Stage.NOT_COPING, Stage.COPING, Stage.ADAPTED

CARER = Scene(
    site=0,
    roles=(
        Role(
            "Farida",
            "Mehmood",
            WOMAN,
            "1984-06-17",
            language="Urdu",
            interpreter="Urdu interpreter, not family",
            pronouns="she/her",
            phone="07700 900317",
            others=(("Fareeda Mahmood", "other spelling"), ("فریدہ محمود", "own script")),
        ),
        Role("Zubaida", "Mehmood", WOMAN, "1952-02-03", Part.ELDER, "Urdu", "Urdu interpreter"),
        Role("Haris", "Rahim", MAN, "2014-09-30", Part.CHILD),
        Role("Inaya", "Rahim", WOMAN, "2018-12-11", Part.CHILD),
    ),
    threads=(threads_family.CARING, threads_money.COUNCIL_TAX, threads_family.SCHOOL),
    opened_days_ago=236,
    stages=(_NOT, _CRISIS, _NOT, _COPING),
    elsewhere=(
        Elsewhere(
            Role("Kashif", "Rahim", MAN, "1981-11-02"),
            TieKind.FORMER_PARTNER,
            Quality.STRESSFUL,
            "2009-07-04",
            "2023-05-20",
            parent_too=True,
        ),
        Elsewhere(
            Role("Samreen", "Mehmood", WOMAN, "1988-04-25"),
            TieKind.SIBLING,
            Quality.STRONG,
            at_home=False,
        ),
        Elsewhere(
            Role("Yaqub", "Mehmood", MAN, "1947-01-15", died="2019-03-08"),
            TieKind.CHILD,
            at_home=False,
        ),
    ),
    safe=SafeWay((True, False, False, True), (10, 15)),
    gains=(
        (threads_money.COUNCIL_TAX.gains[0], GainStatus.CONFIRMED),
        (threads_money.UNIVERSAL_CREDIT.gains[0], GainStatus.CONFIRMED),
        (threads_living.ENERGY.gains[0], GainStatus.CONFIRMED),
        (threads_money.UNIVERSAL_CREDIT.gains[2], GainStatus.CONFIRMED),
        (threads_family.CARING.gains[0], GainStatus.CLAIMED),
    ),
    with_first_key_worker=True,
)

PROTECTED = Scene(
    site=1,
    roles=(
        Role("Kirsten", "Hollinrake", WOMAN, "1993-10-09", pronouns="she/her"),
        Role("Theo", "Hollinrake", MAN, "2020-05-01", Part.CHILD),
    ),
    threads=(threads_safety.SAFE, threads_home.RENT),
    opened_days_ago=121,
    stages=(_CRISIS, _NOT),
    protected=True,
    safe=SafeWay((True, False, False, False), (11, 14), "marigold"),
    objection=(AgencyKind.SCHOOL, "Does not want the school to know where they live now."),
)

ONE_LETTER = Scene(
    site=0,
    roles=(Role("Min-ji", "O", WOMAN, "2001-08-19", language="Korean", pronouns="she/her"),),
    threads=(threads_health.LOW, threads_money.UNIVERSAL_CREDIT),
    opened_days_ago=90,
    stages=(_NOT, _COPING),
    with_first_key_worker=True,
)

NO_FAMILY_NAME = Scene(
    site=2,
    roles=(
        Role(
            "Hêvar",
            "",
            MAN,
            "1990-01-01",
            language="Kurdish (Sorani)",
            interpreter="Kurdish (Sorani) interpreter",
        ),
        Role("Shilan", "", WOMAN, "1994-07-12", Part.PARTNER, "Kurdish (Sorani)"),
        Role("Dilan", "", MAN, "2021-03-21", Part.CHILD),
    ),
    threads=(threads_home.ENGLISH, threads_home.RENT),
    opened_days_ago=160,
    stages=(_NOT, _NOT, _COPING),
)

LONG_NAME = Scene(
    site=3,
    roles=(
        Role(
            _long_name(), "Adeyinka-Bright", MAN, "1968-12-24", known_as="Dami", pronouns="he/him"
        ),
    ),
    threads=(threads_home.ALONE, threads_living.WORK),
    opened_days_ago=300,
    stages=(_NOT, _COPING, _ADAPTED),
)

URDU_SCRIPT = Scene(
    site=0,
    roles=(
        Role(
            "پروین",
            "کوثر",
            WOMAN,
            "1957-04-14",
            language="Urdu",
            interpreter="Urdu interpreter",
            others=(("Parveen Kausar", "Latin spelling"),),
        ),
    ),
    threads=(threads_health.BREATH, threads_money.UNCLAIMED),
    opened_days_ago=270,
    stages=(_NOT, _COPING, _COPING),
    with_first_key_worker=True,
)

BENGALI_SCRIPT = Scene(
    site=1,
    roles=(
        Role(
            "রহিমা",
            "খাতুন",
            WOMAN,
            "1986-11-30",
            language="Bengali (Sylheti)",
            interpreter="Bengali (Sylheti) interpreter, a woman",
            others=(("Rahima Khatun", "Latin spelling"),),
        ),
        Role("Jubair", "Miah", MAN, "1983-02-16", Part.PARTNER, "Bengali (Sylheti)"),
        Role("Tamanna", "Begum", WOMAN, "2012-06-05", Part.CHILD),
        Role("Mahin", "Miah", MAN, "2016-10-22", Part.CHILD),
    ),
    threads=(threads_home.DAMP, threads_living.ENERGY),
    opened_days_ago=200,
    stages=(_CRISIS, _NOT, _COPING),
)

LOOK_ALIKE = Scene(
    site=0,
    roles=(
        Role("Nazia", "Kauser", WOMAN, "1989-03-08", language="Urdu", pronouns="she/her"),
        Role("Zayn", "Iqbal", MAN, "2015-01-19", Part.CHILD),
    ),
    threads=(threads_money.UNIVERSAL_CREDIT, threads_family.SCHOOL),
    opened_days_ago=140,
    stages=(_NOT, _COPING),
    with_first_key_worker=True,
)
LOOK_ALIKE_SWAPPED = Scene(
    site=0,
    roles=(Role("Nasia", "Kausar", WOMAN, "1989-08-03", language="Urdu"),),
    threads=(threads_living.ENERGY,),
    opened_days_ago=75,
    stages=(_NOT,),
    phase=Phase.PLANNED,
    with_first_key_worker=True,
)
LOOK_ALIKE_OTHER_SITE = Scene(
    site=2,
    roles=(Role("Nazma", "Kawsar", WOMAN, "1989-03-18", language="Bengali (Sylheti)"),),
    threads=(threads_home.ALONE,),
    opened_days_ago=180,
    stages=(_NOT, _COPING),
)

OBJECTS = Scene(
    site=3,
    roles=(Role("Clifford", "Thornacre", MAN, "1971-09-27", phone="07700 900804"),),
    threads=(threads_health.DRINK, threads_home.RENT),
    opened_days_ago=110,
    stages=(_CRISIS, _NOT),
    objection=(AgencyKind.POLICE, "Does not want the police to be told about the drinking."),
)

SCHOOL_RUN = Scene(
    site=1,
    roles=(
        Role(
            "Wioletta",
            "Zawadzka",
            WOMAN,
            "1991-05-06",
            language="Polish",
            interpreter="Polish interpreter",
            pronouns="she/her",
        ),
        Role("Kacper", "Zawadzki", MAN, "2013-08-08", Part.CHILD),
        Role("Maja", "Zawadzka", WOMAN, "2022-01-27", Part.CHILD),
    ),
    threads=(threads_family.SCHOOL, threads_home.DAMP),
    opened_days_ago=130,
    stages=(_NOT, _NOT),
)

SCENES = (
    CARER,
    PROTECTED,
    ONE_LETTER,
    NO_FAMILY_NAME,
    LONG_NAME,
    URDU_SCRIPT,
    BENGALI_SCRIPT,
    LOOK_ALIKE,
    LOOK_ALIKE_SWAPPED,
    LOOK_ALIKE_OTHER_SITE,
    OBJECTS,
    SCHOOL_RUN,
)
