"""What a network says: in plain words, of what is in the facts and of nothing else."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.casework import Quality, TieKind
from pbi_desktop.domain.findings import Finding, FindingKind, StoryTaken
from pbi_desktop.domain.ids import GroupId
from pbi_desktop.domain.ties import GroupFact, HomeFact, NetworkFacts, ServiceFact, TieFact
from pbi_desktop.network.build import build, group_node, person_node, service_node
from pbi_desktop.network.meaning import findings
from tests.network.families import (
    CAROL,
    IDRIS,
    NASREEN,
    RASHID,
    SHABANA,
    TODAY,
    YASMIN,
    networks,
    shabanas_family,
    someone,
)

ALONE = NetworkFacts(SHABANA, TODAY, (someone(SHABANA, "Shabana", "1991-04-09"),))
WITH_SON = replace(
    ALONE,
    people=(*ALONE.people, someone(IDRIS, "Idris", "2017-06-01")),
    home=(HomeFact(SHABANA), HomeFact(IDRIS)),
)
LEAH = ServiceFact(UUID(int=20), SHABANA, "Key worker", "Leah", Quality.STRONG)
LUNCH = GroupFact(GroupId(UUID(int=30)), SHABANA, "Lunch club", came=(TODAY,))


def said(facts: NetworkFacts, kind: FindingKind) -> list[str]:
    return [one.sentence for one in findings(facts) if one.kind is kind]


def test_ties_inside_the_family_and_outside_it_are_said_apart() -> None:
    family = shabanas_family()
    (inside,) = [one for one in findings(family) if one.kind is FindingKind.BONDING]
    assert inside.sentence == (
        "Inside the family and home, Shabana has 4 ties: Idris, Maryam, Nasreen and Yasmin."
    )
    assert person_node(RASHID) not in inside.nodes, "he died"
    assert said(family, FindingKind.BRIDGING) == [
        "To people and groups outside the family, Shabana has 2 ties: Carol and Carers' group."
    ]


def test_a_group_counts_once_somebody_goes_and_a_tie_that_is_cut_off_does_not() -> None:
    told_of = replace(ALONE, groups=(replace(LUNCH, came=()),))
    assert said(told_of, FindingKind.BRIDGING) == [
        "No tie of Shabana's to people or groups outside the family is recorded."
    ]
    carol = replace(
        ALONE,
        people=(*ALONE.people, someone(CAROL, "Carol", "1950-01-01")),
        ties=(TieFact(CAROL, SHABANA, TieKind.FRIEND),),
    )
    assert "1 tie: Carol" in said(carol, FindingKind.BRIDGING)[0]
    cut_off = replace(carol, ties=(replace(carol.ties[0], quality=Quality.CUT_OFF),))
    assert "No tie" in said(cut_off, FindingKind.BRIDGING)[0]


def test_somebody_with_services_or_small_children_only_has_no_tie_of_their_own() -> None:
    facts = replace(WITH_SON, services=(LEAH,))
    assert said(facts, FindingKind.ALONE) == [
        "No tie of Shabana's own to another adult or to a group is recorded: only services."
    ]
    assert not said(replace(facts, groups=(LUNCH,)), FindingKind.ALONE)


def test_who_would_be_left_with_no_one_if_one_worker_or_group_went() -> None:
    assert said(replace(ALONE, services=(LEAH,)), FindingKind.LEFT) == [
        "If Leah left, Shabana would be left with no one."
    ]
    assert said(replace(WITH_SON, groups=(LUNCH,)), FindingKind.LEFT) == [
        "If Lunch club ended, Idris and Shabana would have no one outside the home."
    ]
    assert not said(replace(ALONE, services=(LEAH,), groups=(LUNCH,)), FindingKind.LEFT)
    sister = replace(
        ALONE,
        people=(*ALONE.people, someone(YASMIN, "Yasmin", "1995-05-05")),
        ties=(TieFact(YASMIN, SHABANA, TieKind.SIBLING),),
        services=(LEAH,),
    )
    assert not said(sister, FindingKind.LEFT)
    estranged = replace(sister.ties[0], quality=Quality.CUT_OFF)
    assert said(replace(sister, ties=(estranged,)), FindingKind.LEFT)


def test_services_of_one_kind_with_one_person_are_a_question() -> None:
    money = [
        ServiceFact(UUID(int=21), SHABANA, "Debt advice", "Femi"),
        ServiceFact(UUID(int=22), SHABANA, "Benefits team"),
    ]
    assert said(replace(ALONE, services=(*money, LEAH)), FindingKind.OVERLAP) == [
        "2 services for money work with Shabana: Benefits team and Debt advice (Femi)."
    ]
    one_worker = [replace(service, worker="Femi") for service in money]
    assert not said(replace(ALONE, services=tuple(one_worker)), FindingKind.OVERLAP)
    of_two = (money[0], replace(money[1], person=NASREEN))
    assert not said(replace(shabanas_family(), services=of_two), FindingKind.OVERLAP)


def test_a_professional_counts_once_a_quarter_however_often_they_asked() -> None:
    taken = [
        StoryTaken("l", "Leah", date(2026, 11, 1)),
        StoryTaken("l", "Leah", date(2026, 10, 1)),
        StoryTaken("o", "Omar", date(2026, 10, 2)),
        StoryTaken("o", "Omar", date(2026, 9, 30)),
        StoryTaken("x", "Xena", date(2026, 6, 30)),
        StoryTaken("y", "Yann", TODAY + timedelta(days=1)),
    ]
    (told,) = [
        one
        for one in findings(replace(ALONE, services=(LEAH,)), taken=taken)
        if one.kind is FindingKind.RETOLD
    ]
    assert told.sentence == (
        "At least 2 professionals took Shabana's story since October; "
        "from July to September at least 1 professional did."
    )
    assert "They were Leah and Omar." in told.explained
    assert told.nodes == (person_node(SHABANA), service_node(LEAH.id))


def test_what_changed_since_the_start_is_said_with_what_came() -> None:
    facts = replace(ALONE, groups=(replace(LUNCH, started_on=date(2026, 5, 1)),))
    changed = findings(facts, date(2026, 3, 1))[-1]
    assert changed.sentence == "Since 1 March 2026: 1 community tie more."
    assert changed.nodes == (group_node(LUNCH.id),)
    assert all(one.kind is not FindingKind.CHANGE for one in findings(facts))


def test_every_finding_is_whole_sentences_and_has_a_reason() -> None:
    for one in findings(shabanas_family(), date(2026, 3, 1)):
        assert one.sentence.endswith(".")
        assert one.explained.endswith(".")
        assert one.nodes


days = st.dates(TODAY - timedelta(days=400), TODAY + timedelta(days=9))
stories = st.lists(st.builds(StoryTaken, st.sampled_from("abc"), st.just("Zed"), days), max_size=4)


def _all(facts: NetworkFacts, taken: list[StoryTaken]) -> tuple[Finding, ...]:
    return findings(facts, TODAY - timedelta(days=200), taken)


@settings(max_examples=40, deadline=None)
@given(facts=networks, taken=stories)
def test_a_finding_is_never_about_what_is_not_in_the_picture(
    facts: NetworkFacts, taken: list[StoryTaken]
) -> None:
    graph = build(facts)
    about = person_node(facts.about)
    for one in _all(facts, taken):
        assert {node for node in one.nodes if node not in graph} <= {about}
        assert all(graph.has_edge(*tie) for tie in one.ties if about in graph)


@settings(max_examples=40, deadline=None)
@given(facts=networks, taken=stories, seed=st.integers(0, 2**32))
def test_the_order_of_the_facts_changes_nothing(
    facts: NetworkFacts, taken: list[StoryTaken], seed: int
) -> None:
    dice = Random(seed)  # noqa: S311

    other = replace(
        facts,
        people=tuple(dice.sample(facts.people, len(facts.people))),
        home=tuple(dice.sample(facts.home, len(facts.home))),
        ties=tuple(dice.sample(facts.ties, len(facts.ties))),
        services=tuple(dice.sample(facts.services, len(facts.services))),
        groups=tuple(dice.sample(facts.groups, len(facts.groups))),
    )
    assert _all(other, dice.sample(taken, len(taken))) == _all(facts, taken)


@settings(max_examples=40, deadline=None)
@given(facts=networks)
def test_nobody_is_named_who_is_not_in_the_facts(facts: NetworkFacts) -> None:
    gone = {one.id for one in facts.people} - {facts.about}
    without = replace(facts, people=tuple(one for one in facts.people if one.id not in gone))
    called = {"Asha", "Ben", "Cleo", "Al", "X" * 300, "\u0646\u0633\u0631\u06cc\u0646"}
    there = {word for one in without.people for word in (one.name, one.short)}
    there |= {one.name for one in facts.services} | {one.name for one in facts.groups}
    for one in findings(without):
        assert not [name for name in called - there if name in one.sentence.split()]
