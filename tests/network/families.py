"""Invented families for the outline: one by hand, and any that Hypothesis can think of."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import strategies as st

from pbi_desktop.domain.casework import Flow, Gender, Quality, TieKind
from pbi_desktop.domain.ids import GroupId, PersonId
from pbi_desktop.domain.ties import (
    GroupFact,
    HomeFact,
    NetworkFacts,
    PersonFact,
    ServiceFact,
    TieFact,
)
from pbi_desktop.domain.times import PartialDate

TODAY = date(2026, 11, 21)


def person_id(number: int) -> PersonId:
    return PersonId(UUID(int=number))


SHABANA, NASREEN, IDRIS, MARYAM, YASMIN, IMRAN, RASHID, CAROL = map(person_id, range(1, 9))


def someone(
    person: PersonId, name: str, born: str, gender: Gender = Gender.NOT_RECORDED
) -> PersonFact:
    day = PartialDate.of_day(date.fromisoformat(born))
    return PersonFact(person, f"{name} Akhtar", name, day, gender=gender)


def shabanas_family() -> NetworkFacts:
    """Return four at home, family elsewhere, services, groups and a neighbour."""
    rashid = PersonFact(
        RASHID, "Rashid Akhtar", "Rashid", died=PartialDate.of_year(2019), gender=Gender.MAN
    )
    return NetworkFacts(
        SHABANA,
        TODAY,
        people=(
            someone(SHABANA, "Shabana", "1991-04-09", Gender.WOMAN),
            someone(NASREEN, "Nasreen", "1958-02-01", Gender.WOMAN),
            someone(IDRIS, "Idris", "2017-06-01", Gender.MAN),
            someone(MARYAM, "Maryam", "2020-01-15", Gender.WOMAN),
            someone(YASMIN, "Yasmin", "1995-05-05", Gender.WOMAN),
            someone(IMRAN, "Imran", "1988-03-03", Gender.MAN),
            rashid,
            PersonFact(CAROL, "Carol Booth", "Carol"),
        ),
        home=tuple(HomeFact(person) for person in (SHABANA, NASREEN, IDRIS, MARYAM)),
        ties=(
            TieFact(NASREEN, SHABANA, TieKind.PARENT, Quality.STRONG, 3, Flow.BOTH),
            TieFact(SHABANA, NASREEN, TieKind.CARER, started_on=date(2023, 5, 1)),
            TieFact(SHABANA, IDRIS, TieKind.PARENT),
            TieFact(SHABANA, MARYAM, TieKind.PARENT),
            TieFact(IMRAN, IDRIS, TieKind.PARENT),
            TieFact(IMRAN, MARYAM, TieKind.PARENT),
            TieFact(IMRAN, SHABANA, TieKind.PARTNER, ended_on=date(2024, 3, 1)),
            TieFact(IMRAN, NASREEN, TieKind.OTHER, Quality.STRESSFUL),
            TieFact(YASMIN, SHABANA, TieKind.SIBLING, note="Lives in Rochdale, rings on Fridays"),
            TieFact(RASHID, SHABANA, TieKind.PARENT),
            TieFact(CAROL, SHABANA, TieKind.NEIGHBOUR, Quality.WEAK, flow=Flow.TO_FAMILY),
        ),
        services=(
            ServiceFact(
                UUID(int=20),
                SHABANA,
                "Council tax",
                quality=Quality.STRESSFUL,
                note="She owes £612",
            ),
            ServiceFact(
                UUID(int=21),
                SHABANA,
                "Key worker",
                "Leah",
                Quality.STRONG,
                flow=Flow.TO_FAMILY,
                started_on=date(2026, 3, 2),
                last_contact_on=date(2026, 11, 18),
            ),
            ServiceFact(UUID(int=22), NASREEN, "Memory clinic", "Femi", Quality.WORKING),
        ),
        groups=(
            GroupFact(
                GroupId(UUID(int=30)),
                SHABANA,
                "Carers' group",
                "Leah",
                Quality.STRONG,
                flow=Flow.BOTH,
                came=(date(2026, 11, 5), date(2026, 11, 12)),
            ),
            GroupFact(GroupId(UUID(int=31)), IDRIS, "Homework club", "Leah", Quality.WORKING),
            GroupFact(GroupId(UUID(int=32)), NASREEN, "Lunch club", missed=(date(2026, 10, 1),)),
        ),
    )


_days = st.none() | st.integers(-900, 60).map(lambda days: TODAY + timedelta(days=days))
_people = st.integers(1, 6).map(person_id)
_names = st.sampled_from(["Asha", "Ben", "Cleo", "\u0646\u0633\u0631\u06cc\u0646", "X" * 300])
_workers = st.sampled_from(["", "Leah", "Femi"])
_qualities = st.none() | st.sampled_from(Quality)
_flows = st.none() | st.sampled_from(Flow)
_strengths = st.none() | st.integers(1, 3)
_notes = st.sampled_from(["", "Rings on Fridays"])

networks = st.builds(
    NetworkFacts,
    _people,
    st.just(TODAY),
    st.lists(
        st.builds(
            PersonFact,
            _people,
            _names,
            st.sampled_from(["", "Al"]),
            st.none() | st.integers(1930, 2027).map(PartialDate.of_year),
            st.none() | st.integers(1990, 2026).map(PartialDate.of_year),
            st.sampled_from(Gender),
            st.sampled_from([None, "they/them", "she/her", "odd"]),
        ),
        max_size=7,
        unique_by=lambda fact: fact.id,
    ).map(tuple),
    st.lists(st.builds(HomeFact, _people, _days, _days), max_size=5).map(tuple),
    st.lists(
        st.builds(
            TieFact,
            _people,
            _people,
            st.sampled_from(TieKind),
            _qualities,
            _strengths,
            _flows,
            _days,
            _days,
            _notes,
        ),
        max_size=9,
    ).map(tuple),
    st.lists(
        st.builds(
            ServiceFact,
            st.integers(20, 23).map(lambda number: UUID(int=number)),
            _people,
            _names,
            _workers,
            _qualities,
            _strengths,
            _flows,
            _days,
            _days,
            _days,
            _notes,
        ),
        max_size=5,
    ).map(tuple),
    st.lists(
        st.builds(
            GroupFact,
            st.integers(30, 33).map(lambda number: GroupId(UUID(int=number))),
            _people,
            _names,
            _workers,
            _qualities,
            _strengths,
            _flows,
            _days,
            _days,
            st.just((TODAY,)),
        ),
        max_size=5,
    ).map(tuple),
)
