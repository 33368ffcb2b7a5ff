"""The network in words says what the facts say, and the same whatever their order."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.domain.casework import Flow, Gender, Quality, TieKind, TieNature
from pbi_desktop.domain.ids import GroupId, PersonId
from pbi_desktop.domain.ties import (
    GroupFact,
    HomeFact,
    NetworkFacts,
    Outline,
    OutlineLine,
    PersonFact,
    ServiceFact,
    TieFact,
)
from pbi_desktop.domain.times import PartialDate, Precision
from pbi_desktop.network.build import build, person_node
from pbi_desktop.network.misfits import MISFIT
from pbi_desktop.network.outline import outline
from tests.network.families import (
    CAROL,
    IDRIS,
    IMRAN,
    MARYAM,
    NASREEN,
    RASHID,
    SHABANA,
    TODAY,
    YASMIN,
    networks,
    person_id,
    shabanas_family,
    someone,
)

URDU = "\u0646\u0633\u0631\u06cc\u0646"


def lines(words: Outline, section: str) -> list[str]:
    return [line.spoken for line in next(s for s in words.sections if s.title == section).lines]


def line_of(words: Outline, node: str) -> OutlineLine:
    return next(line for section in words.sections for line in section.lines if line.node == node)


def spoken(facts: NetworkFacts, person: PersonId) -> str:
    return line_of(outline(facts), person_node(person)).spoken


def two(*ties: TieFact, gender: Gender = Gender.NOT_RECORDED) -> NetworkFacts:
    people = (someone(SHABANA, "Shabana", "1991-04-09"), someone(YASMIN, "Yasmin", "1995-05-05"))
    other = replace(people[1], gender=gender)
    return NetworkFacts(SHABANA, TODAY, (people[0], other), ties=ties)


# --- one family ---------------------------------------------------------------------------------


def test_the_family_at_home_is_said_oldest_first_after_whom_it_is_about() -> None:
    assert lines(outline(shabanas_family()), "Family at home") == [
        "Shabana, 35. The person this is about. Has cared for Nasreen since 1 May 2023.",
        "Nasreen, mother, 68. Shabana has cared for her since 1 May 2023. "
        "Strong tie, help goes both ways. Stressful tie with Imran.",
        "Idris, son, 9.",
        "Maryam, daughter, 6.",
    ]


def test_family_elsewhere_keeps_former_partners_and_the_dead() -> None:
    assert lines(outline(shabanas_family()), "Family elsewhere") == [
        "Imran, former partner, 38. Apart since 1 March 2024. Stressful tie with Nasreen.",
        "Yasmin, sister, 31. Lives in Rochdale, rings on Fridays.",
        "Rashid, father. Died 2019.",
    ]


def test_services_say_whom_they_help_how_and_since_when() -> None:
    assert lines(outline(shabanas_family()), "Services") == [
        "Council tax: stressful. She owes £612.",
        "Key worker: strong. Worker: Leah. Last contact 18 November 2026. "
        "Help comes to the family. Since 2 March 2026.",
        "Memory clinic: steady. For Nasreen. Worker: Femi.",
    ]


def test_the_community_is_groups_and_people_who_are_not_family() -> None:
    assert lines(outline(shabanas_family()), "Community") == [
        "Carers' group: strong. Came 2 of 2 times, last on 12 November 2026. Help goes both ways.",
        "Homework club: steady. For Idris.",
        "Lunch club. For Nasreen. Expected once, has not come yet.",
        "Carol, neighbour. Thin tie, help comes to the family.",
    ]


def test_each_section_counts_in_words() -> None:
    sections = outline(shabanas_family()).sections
    assert [section.count for section in sections] == [
        "4 people",
        "3 people",
        "3 services",
        "3 groups, 1 person",
    ]


def test_ties_with_one_worker_behind_them_are_named_as_fragile() -> None:
    assert outline(shabanas_family()).fragile == (
        "If Leah left, 3 ties would have no one behind them.",
        "If Femi left, 1 tie would have no one behind it.",
    )


def test_a_second_worker_or_a_tie_cut_off_makes_a_tie_no_longer_fragile() -> None:
    family = shabanas_family()
    backed = replace(
        family,
        services=(*family.services, ServiceFact(UUID(int=22), NASREEN, "Memory clinic", "Jo")),
        groups=tuple(replace(group, quality=Quality.CUT_OFF) for group in family.groups),
    )
    assert outline(backed).fragile == ("If Leah left, 1 tie would have no one behind it.",)


def test_the_picture_can_be_had_as_it_was_on_an_earlier_day() -> None:
    then = outline(replace(shabanas_family(), as_at=date(2023, 1, 1)))
    imran = line_of(then, person_node(IMRAN))
    assert imran.spoken.startswith("Imran, partner, 34.")
    assert "Key worker" not in " ".join(lines(then, "Services"))
    assert "has cared" not in line_of(then, person_node(NASREEN)).detail


# --- odd families -------------------------------------------------------------------------------


def test_a_person_alone_gives_an_outline_that_says_so() -> None:
    alone = NetworkFacts(
        SHABANA, TODAY, (someone(SHABANA, "Shabana", "1991-04-09"),), (HomeFact(SHABANA),)
    )
    words = outline(alone)
    assert [section.empty for section in words.sections] == [
        "Shabana lives alone, as far as we know.",
        "No family elsewhere is recorded.",
        "No service is recorded.",
        "No group, friend or neighbour is recorded.",
    ]
    assert lines(words, "Family at home") == ["Shabana, 35. The person this is about."]
    assert words.fragile == ()


def test_an_empty_household_is_not_taken_for_living_alone() -> None:
    words = outline(NetworkFacts(SHABANA, TODAY, (someone(SHABANA, "Shabana", "1991-04-09"),)))
    assert words.sections[0].empty == "Nobody is recorded as living with Shabana."


def test_somebody_of_whom_nothing_is_shared_still_has_a_line() -> None:
    words = outline(NetworkFacts(SHABANA, TODAY, ()))
    assert lines(words, "Family at home") == ["This person. Nothing is recorded about them."]


def test_a_family_that_goes_round_in_a_circle_ends() -> None:
    ring = tuple(
        TieFact(person_id(1 + at), person_id(1 + (at + 1) % 3), TieKind.PARENT) for at in range(3)
    )
    people = tuple(someone(person_id(at), f"Name{at}", "1990-01-01") for at in (1, 2, 3))
    words = outline(NetworkFacts(person_id(1), TODAY, people, ties=ring))
    assert len(lines(words, "Family elsewhere")) == 2


def test_a_tie_of_somebody_to_themselves_is_not_a_tie() -> None:
    facts = two(TieFact(YASMIN, YASMIN, TieKind.PARENT))
    assert spoken(facts, YASMIN) == ("Yasmin, 31. How Shabana knows them is not recorded.")


def test_somebody_tied_through_another_is_named_by_that_tie() -> None:
    family = shabanas_family()
    kept = tuple(tie for tie in family.ties if {tie.subject, tie.other} != {IMRAN, SHABANA})
    through = spoken(replace(family, ties=kept), IMRAN)
    assert through.startswith("Imran, Idris's father, 38.")


def test_the_word_fits_the_recorded_gender_and_never_guesses_one() -> None:
    parent = TieFact(YASMIN, SHABANA, TieKind.PARENT)
    assert spoken(two(parent, gender=Gender.WOMAN), YASMIN) == "Yasmin, mother, 31."
    assert spoken(two(parent, gender=Gender.MAN), YASMIN) == "Yasmin, father, 31."
    assert spoken(two(parent, gender=Gender.NON_BINARY), YASMIN) == "Yasmin, parent, 31."
    assert spoken(two(parent), YASMIN) == "Yasmin, parent, 31."


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        (TieKind.PARENT, "child"),
        (TieKind.CHILD, "parent"),
        (TieKind.GRANDPARENT, "grandchild"),
        (TieKind.GRANDCHILD, "grandparent"),
        (TieKind.SIBLING, "sibling"),
        (TieKind.PARTNER, "partner"),
        (TieKind.FRIEND, "friend"),
    ],
)
def test_a_tie_reads_the_right_way_from_either_end(kind: TieKind, word: str) -> None:
    assert spoken(two(TieFact(SHABANA, YASMIN, kind)), YASMIN) == f"Yasmin, {word}, 31."


def test_pronouns_as_said_win_over_gender() -> None:
    facts = two(TieFact(SHABANA, YASMIN, TieKind.CARER), gender=Gender.WOMAN)
    them = replace(facts.people[1], pronouns="they/them")
    assert spoken(facts, YASMIN) == "Yasmin, 31. Shabana cares for her."
    assert spoken(replace(facts, people=(facts.people[0], them)), YASMIN) == (
        "Yasmin, 31. Shabana cares for them."
    )


def test_strength_is_said_apart_from_stress() -> None:
    tie = TieFact(YASMIN, SHABANA, TieKind.SIBLING, Quality.STRESSFUL, 3, Flow.FROM_FAMILY)
    assert spoken(two(tie), YASMIN) == (
        "Yasmin, sibling, 31. Stressful but strong tie, help goes from the family."
    )
    cut = TieFact(YASMIN, SHABANA, TieKind.SIBLING, Quality.CUT_OFF)
    assert spoken(two(cut), YASMIN) == "Yasmin, sibling, 31. Cut off."


def test_kin_stay_kin_when_contact_has_ended_but_the_tie_is_no_longer_judged() -> None:
    yesterday = TODAY - timedelta(days=1)
    ended = TieFact(YASMIN, SHABANA, TieKind.SIBLING, Quality.STRONG, ended_on=yesterday)
    assert spoken(two(ended), YASMIN) == "Yasmin, sibling, 31."
    friend = replace(ended, kind=TieKind.FRIEND)
    assert "not recorded" in spoken(two(friend), YASMIN)


@pytest.mark.parametrize(
    ("born", "said"),
    [
        (PartialDate.of_year(1960), "about 66"),
        (PartialDate("1960-05", Precision.MONTH), "about 66"),
        (PartialDate.of_day(date(2026, 3, 1)), "under 1"),
        (PartialDate.of_day(date(2026, 11, 22)), ""),
        (None, ""),
    ],
)
def test_an_age_is_as_sure_as_the_date_of_birth(born: PartialDate | None, said: str) -> None:
    person = PersonFact(SHABANA, "Shabana Akhtar", "Shabana", born)
    title = line_of(outline(NetworkFacts(SHABANA, TODAY, (person,))), person_node(SHABANA)).title
    assert title == (f"Shabana, {said}" if said else "Shabana")


def test_two_people_of_one_short_name_are_told_apart_by_the_whole_name() -> None:
    people = (
        PersonFact(SHABANA, "Sana Akhtar", "Sana"),
        PersonFact(YASMIN, "Sana Booth", "Sana"),
    )
    words = outline(NetworkFacts(SHABANA, TODAY, people))
    titles = [line.title for section in words.sections for line in section.lines]
    assert titles == ["Sana Akhtar", "Sana Booth"]


def test_a_right_to_left_name_cannot_turn_its_sentence_around() -> None:
    people = (someone(SHABANA, URDU, "1991-04-09"), someone(YASMIN, "Yasmin", "1995-05-05"))
    tie = TieFact(SHABANA, YASMIN, TieKind.CARER)
    words = outline(NetworkFacts(SHABANA, TODAY, people, ties=(tie,)))
    assert line_of(words, person_node(YASMIN)).detail == f"\u2068{URDU}\u2069 cares for them."


def test_somebody_tied_to_services_alone_is_said_to_be() -> None:
    facts = NetworkFacts(
        SHABANA,
        TODAY,
        (someone(SHABANA, "Shabana", "1991-04-09"),),
        services=(ServiceFact(UUID(int=20), SHABANA, "Probation"),),
    )
    only = "Shabana is tied to services only: no family, friend or group is recorded."
    assert outline(facts).fragile == (only,)
    club = GroupFact(GroupId(UUID(int=30)), SHABANA, "Lunch club", came=(TODAY,))
    with_club = replace(facts, groups=(club,))
    assert outline(with_club).fragile == ()
    assert lines(outline(with_club), "Community") == ["Lunch club. Came once, on 21 November 2026."]


# --- any family -----------------------------------------------------------------------------------


@given(networks, st.randoms())
def test_the_order_of_the_facts_never_matters(facts: NetworkFacts, chance: Random) -> None:
    other = replace(
        facts,
        people=tuple(chance.sample(facts.people, len(facts.people))),
        home=tuple(chance.sample(facts.home, len(facts.home))),
        ties=tuple(chance.sample(facts.ties, len(facts.ties))),
        services=tuple(chance.sample(facts.services, len(facts.services))),
        groups=tuple(chance.sample(facts.groups, len(facts.groups))),
    )
    assert outline(other) == outline(facts)
    left, right = build(facts), build(other)
    assert list(left.nodes(data=True)) == list(right.nodes(data=True))
    assert list(left.edges(data=True)) == list(right.edges(data=True))


@given(networks)
def test_each_node_of_the_graph_has_always_exactly_one_line(facts: NetworkFacts) -> None:
    said = [line.node for section in outline(facts).sections for line in section.lines]
    assert len(said) == len(set(said))
    over = {
        line.node
        for section in outline(facts).sections
        if section.title == "Ended lately"
        for line in section.lines
    }
    about_nodes = {node for node in said if not node.startswith(f"{MISFIT}:")}
    assert about_nodes - over == set(build(facts)) | {person_node(facts.about)}


@given(networks)
def test_every_line_is_whole_sentences(facts: NetworkFacts) -> None:
    words = outline(facts)
    for line in (line for section in words.sections for line in section.lines):
        assert line.title.strip()
        assert line.spoken.endswith(".")
        assert "  " not in line.spoken
        assert "None" not in line.spoken
    for section in words.sections:
        assert section.count
        assert bool(section.empty) == (len(section.lines) <= (section.title == "Family at home"))


@given(networks)
def test_nothing_that_ended_or_has_not_begun_is_said_of_services_and_groups(
    facts: NetworkFacts,
) -> None:
    def there(fact: ServiceFact | GroupFact) -> bool:
        begun = fact.started_on is None or fact.started_on <= facts.as_at
        over = fact.ended_on is not None and fact.ended_on <= facts.as_at
        return begun and not over and fact.person in {person.id for person in facts.people}

    graph = build(facts)
    helped = [node for node, kind in graph.nodes(data="kind") if kind != "person"]
    expected = {f"service:{fact.id}" for fact in facts.services if there(fact)}
    expected |= {f"group:{fact.id}" for fact in facts.groups if there(fact)}
    assert set(helped) == expected


@given(networks)
def test_fragile_ties_agree_with_taking_each_worker_away(facts: NetworkFacts) -> None:
    graph = build(facts)
    live: dict[str, list[str]] = {}
    for left, right, fact in graph.edges(data="fact"):
        if isinstance(fact, ServiceFact | GroupFact) and fact.quality is not Quality.CUT_OFF:
            node = left if not left.startswith("person:") else right
            live.setdefault(node, []).append(fact.worker)
    expected = set()
    for worker in {name for names in live.values() for name in names if name}:
        lost = [names for names in live.values() if worker in names]
        count = sum(len(names) for names in lost if not {*names} - {worker, ""})
        if count:
            expected.add((worker, count))
    said = [line.split() for line in outline(facts).fragile if line.startswith("If ")]
    assert {(line[1], int(line[3])) for line in said} == expected


def test_the_graph_keeps_every_tie_between_two_people() -> None:
    facts = two(TieFact(YASMIN, SHABANA, TieKind.SIBLING), TieFact(YASMIN, SHABANA, TieKind.CARER))
    graph = build(facts)
    assert graph.number_of_edges(person_node(YASMIN), person_node(SHABANA)) == 2


def test_the_graph_of_the_family_holds_everybody_and_everything_once() -> None:
    graph = build(shabanas_family())
    kinds = [kind for _, kind in graph.nodes(data="kind")]
    assert {kind: kinds.count(kind) for kind in kinds} == {"person": 8, "service": 3, "group": 3}
    at_home = {node for *ends, kind in graph.edges(data="kind") if kind == "home" for node in ends}
    assert at_home == {person_node(one) for one in (SHABANA, NASREEN, IDRIS, MARYAM)}
    assert person_node(RASHID) in graph
    assert person_node(CAROL) in graph


# --- how people came to be what they are ----------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "nature", "gender", "words"),
    [
        (TieKind.CHILD, TieNature.STEP, Gender.MAN, "stepson"),
        (TieKind.CHILD, TieNature.ADOPTIVE, Gender.WOMAN, "adopted daughter"),
        (TieKind.PARENT, TieNature.FOSTER, Gender.WOMAN, "foster mother"),
        (TieKind.PARENT, TieNature.BIRTH, Gender.MAN, "father"),
        (TieKind.SIBLING, TieNature.TWIN, Gender.WOMAN, "twin sister"),
        (TieKind.SIBLING, TieNature.HALF, Gender.NOT_RECORDED, "half-sibling"),
        (TieKind.PARTNER, TieNature.MARRIED, Gender.WOMAN, "wife"),
        (TieKind.FORMER_PARTNER, TieNature.DIVORCED, Gender.MAN, "ex-husband"),
    ],
)
def test_natures_are_said_in_plain_words(
    kind: TieKind, nature: TieNature, gender: Gender, words: str
) -> None:
    said = spoken(two(TieFact(YASMIN, SHABANA, kind, nature=nature), gender=gender), YASMIN)
    assert said.startswith(f"Yasmin, {words}, 31.")


def test_couples_say_since_when_they_are_what_they_are() -> None:
    day = date(2024, 3, 1)

    def of(kind: TieKind, nature: TieNature, on: date | None = day) -> str:
        tie = TieFact(YASMIN, SHABANA, kind, started_on=on, nature=nature)
        return spoken(two(tie, gender=Gender.MAN), YASMIN)

    former, partner = TieKind.FORMER_PARTNER, TieKind.PARTNER
    assert of(former, TieNature.DIVORCED) == "Yasmin, ex-husband, 31. Divorced 1 March 2024."
    assert of(former, TieNature.DIVORCED, None) == "Yasmin, ex-husband, 31. Divorced."
    assert "Separated since 1 March 2024." in of(former, TieNature.SEPARATED)
    assert of(partner, TieNature.MARRIED) == "Yasmin, husband, 31. Married 1 March 2024."
    living = TieNature.LIVING_TOGETHER
    assert of(partner, living) == "Yasmin, partner, 31. Living together since 1 March 2024."
    assert of(partner, living, None) == "Yasmin, partner, 31. Living together."


def test_a_child_who_is_expected_is_said_with_the_month() -> None:
    baby = PersonFact(IDRIS, "Baby", due=date(2027, 3, 14))
    facts = NetworkFacts(
        SHABANA,
        TODAY,
        (someone(SHABANA, "Shabana", "1991-04-09"), baby),
        ties=(TieFact(SHABANA, IDRIS, TieKind.PARENT),),
    )
    assert spoken(facts, IDRIS) == "Baby, child, due March 2027."
