"""Who waits at the front door of the demo: referred, rung up, met outside, and from the website."""

from dataclasses import dataclass

from pbi_desktop.demo.chapter import Chapter
from pbi_desktop.demo.instants import clock, working_day
from pbi_desktop.demo.naming import key_of
from pbi_desktop.demo.phones import digits
from pbi_desktop.domain.approaches import ApproachState, SafeNow, Urgency
from pbi_desktop.domain.casework import ContactMethod
from pbi_desktop.domain.times import Precision


@dataclass(frozen=True)
class Comer:
    """Somebody who came, as they or whoever sent them told it."""

    days_ago: int
    hour: int
    method: ContactMethod
    given: str
    family: str = ""
    born: str | None = None
    phone: str | None = None
    language: str | None = None
    interpreter: str | None = None
    reasons: str = ""
    words: str | None = None
    urgency: Urgency | None = None
    safe_now: SafeNow = SafeNow.NOT_ASKED
    consent_told: bool | None = None
    referrer: str | None = None
    reference: str | None = None


COMERS = (
    Comer(
        9,
        11,
        ContactMethod.PARTNER_REFERRAL,
        "Fareeda",
        "Mahmood",
        "1984-06-17",
        "07700 900317",
        "Urdu",
        "Urdu interpreter",
        "Money, Home",
        "She cares for her mother and has had a letter about council tax that she cannot read.",
        Urgency.SOON,
        consent_told=True,
        referrer="Practice nurse, Alder surgery, 01632 960114",
        reference="SP-2291",
    ),
    Comer(
        3,
        15,
        ContactMethod.SELF_REFERRAL,
        "Desmond",
        "Achterberg",
        "1979-02-11",
        "07700 900642",
        reasons="Company, Health",
        words="I have not talked to anybody for two weeks. I used to go to a club on Tuesdays.",
        consent_told=True,
    ),
    Comer(
        1,
        16,
        ContactMethod.OUTREACH,
        "Not given",
        reasons="Street",
        words="I sleep by the bus station. I am not telling anybody my name.",
        urgency=Urgency.SOON,
        safe_now=SafeNow.NOT_SURE,
    ),
    Comer(
        0,
        9,
        ContactMethod.PHONE,
        "Rowena",
        "Isherwood-Blythe",
        phone="07700 900188",
        reasons="Safety, Home",
        words="He has the only key. He is out until four.",
        urgency=Urgency.TODAY,
        safe_now=SafeNow.NOT_SAFE,
        consent_told=False,
    ),
)


def let_them_wait(chapter: Chapter) -> None:
    """Have people wait at the first site: taken at its desk, given to its first key worker."""
    site, team = chapter.setting.sites[0], chapter.setting.teams[0]
    for one in COMERS:
        day = working_day(chapter.setting.today - one.days_ago)
        at = min(clock(day, one.hour), chapter.setting.now)
        row = (site.id, at, team.front_door.id, team.key_workers[0].id, one.method.value)
        chapter.books.add("approaches", at, team.front_door.id, *row, *_told(one), *_NOTHING_YET)


def _told(one: Comer) -> tuple[str | int | bool | None, ...]:
    named = one.family != "" or one.given != "Not given"
    return (
        one.given,
        one.family,
        key_of(one.given) if named else "",
        key_of(one.family),
        one.born,
        Precision.DAY.value if one.born else None,
        None,  # street
        None,  # postcode
        one.phone,
        digits(one.phone) if one.phone else None,
        one.language,
        one.interpreter,
        None,  # who lives with them
        None,  # what their file is called by
        one.reasons,
        one.words,
        None if one.urgency is None else one.urgency.value,
        one.safe_now.value,
        one.consent_told,
        "",  # nothing was done yet
        None,
        None,  # the agency is told in words
        one.referrer,
        one.reference,
    )


_NOTHING_YET = (ApproachState.WAITING.value, None, None, None, None, None, None)
