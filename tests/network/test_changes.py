"""Two days of one network: what began and ended, what is better and worse, in one sentence."""

from dataclasses import replace
from datetime import date
from random import Random
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.casework import Quality, TieKind
from pbi_desktop.domain.ids import GroupId
from pbi_desktop.domain.ties import GroupFact, HomeFact, NetworkFacts, ServiceFact, TieFact
from pbi_desktop.network.changes import Sort, what_changed
from tests.network.families import SHABANA, TODAY, YASMIN, networks, shabanas_family, someone

MARCH = date(2026, 3, 3)
PEOPLE = (someone(SHABANA, "Shabana", "1991-04-09"), someone(YASMIN, "Yasmin", "1995-05-05"))
EMPTY = NetworkFacts(SHABANA, MARCH, PEOPLE)
LATER = replace(EMPTY, as_at=TODAY)


def service(
    number: int, name: str, began: date | None = None, ended: date | None = None
) -> ServiceFact:
    return ServiceFact(UUID(int=number), SHABANA, name, started_on=began, ended_on=ended)


def group(number: int, quality: Quality | None = None) -> GroupFact:
    return GroupFact(GroupId(UUID(int=number)), SHABANA, f"Group {number}", quality=quality)


def test_the_same_network_on_two_days_says_what_came_and_went() -> None:
    facts = replace(
        EMPTY,
        services=(
            service(1, "Police", ended=date(2026, 5, 1)),
            service(2, "A&E", ended=date(2026, 5, 1)),
            service(3, "Key worker", began=date(2026, 4, 1)),
        ),
        groups=tuple(replace(group(n), started_on=date(2026, 6, 1)) for n in (4, 5, 6)),
    )
    found = what_changed(facts, replace(facts, as_at=TODAY))
    assert found.sentence == (
        "Since 3 March 2026: 3 community ties more, 1 service more, 2 crisis services fewer."
    )
    assert {change.sort for change in found.ended} == {Sort.CRISIS}


def test_how_ties_are_is_compared_where_it_is_known_on_both_days() -> None:
    before = replace(EMPTY, groups=(group(1, Quality.WEAK), group(2), group(3, Quality.STRONG)))
    after = replace(
        LATER,
        groups=(group(1, Quality.STRONG), group(2, Quality.WEAK), group(3, Quality.STRESSFUL)),
    )
    found = what_changed(before, after)
    assert [change.name for change in found.better] == ["Group 1"]
    assert [change.name for change in found.worse] == ["Group 3"]
    assert found.sentence == "Since 3 March 2026: 1 new stress, 1 tie better, 1 tie worse."


def test_a_tie_between_people_eases_and_somebody_moves_in() -> None:
    def tie(quality: Quality) -> TieFact:
        return TieFact(YASMIN, SHABANA, TieKind.SIBLING, quality)

    before = replace(EMPTY, ties=(tie(Quality.STRESSFUL),))
    after = replace(LATER, ties=(tie(Quality.WORKING),), home=(HomeFact(YASMIN),))
    assert what_changed(before, after).sentence == (
        "Since 3 March 2026: 1 person at home more, 1 stress less, 1 tie better."
    )


def test_nothing_changed_is_said_too() -> None:
    assert what_changed(EMPTY, LATER).sentence == "Since 3 March 2026: nothing has changed."


def test_a_service_of_several_people_counts_once_with_the_worst_of_its_ties() -> None:
    shared = service(1, "School")
    both = (replace(shared, quality=Quality.STRONG),
            replace(shared, person=YASMIN, quality=Quality.STRESSFUL))  # fmt: skip
    found = what_changed(EMPTY, replace(LATER, services=both))
    assert len(found.begun) == len(found.stressed) == 1


@settings(max_examples=30)
@given(networks, networks, st.randoms(use_true_random=False))
def test_neither_the_order_of_facts_nor_of_the_two_days_matters(
    one: NetworkFacts, other: NetworkFacts, dice: Random
) -> None:
    other = replace(other, as_at=MARCH)
    services = list(one.services)
    dice.shuffle(services)
    mixed = replace(one, services=tuple(services), ties=one.ties[::-1])
    assert what_changed(other, one) == what_changed(mixed, other)


def test_what_began_one_way_ended_the_other_way() -> None:
    facts = shabanas_family()
    early = replace(facts, as_at=date(2024, 1, 1))
    assert what_changed(early, facts).begun
    gone = replace(facts, as_at=TODAY.replace(year=2027), services=(), groups=())
    assert {c.sort for c in what_changed(facts, gone).ended} >= {Sort.SERVICE, Sort.COMMUNITY}
