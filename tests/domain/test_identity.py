"""Links make one person of records; a split takes no more away than it says."""

from itertools import combinations
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.identity import (
    KeptApart,
    OnePerson,
    Pair,
    identity_of,
    leads,
    pair,
    parts_after_split,
    records_by_person,
    refuse_apart,
    refuse_link,
    refuse_torn,
    together,
)

PEOPLE = [UUID(int=number) for number in (0x0100, 0x0002, 0xFF, 2**127, 5, 6)]
A, B, C, D = PEOPLE[:4]
PAIRS = [pair(one, other) for one, other in combinations(PEOPLE, 2)]
some_links = st.lists(st.sampled_from(PAIRS), max_size=7)


def reached(person: UUID, links: list[Pair]) -> set[UUID]:
    """Return whom links lead to, by walking them: a second way to the same answer."""
    found, left = {person}, [person]
    while left:
        here = left.pop()
        near = {end for link in links if here in link for end in link} - found
        found |= near
        left += near
    return found


@given(some_links, st.sampled_from(PEOPLE))
@settings(max_examples=40)
def test_an_identity_is_everybody_whom_links_lead_to(links: list[Pair], person: UUID) -> None:
    everybody = reached(person, links)
    assert identity_of(person, links) == tuple(sorted(everybody))
    assert leads(links).get(person, person) == min(everybody)
    assert records_by_person(links).get(person, (person,)) == tuple(sorted(everybody))


@given(some_links, st.permutations(range(7)))
@settings(max_examples=40)
def test_the_order_of_links_never_matters(links: list[Pair], order: list[int]) -> None:
    shuffled = [links[place] for place in order if place < len(links)]
    assert leads(shuffled) == leads(links)


@given(some_links, st.sampled_from(PAIRS), st.lists(st.sampled_from(PAIRS), max_size=3))
@settings(max_examples=60)
def test_a_link_never_joins_two_who_are_kept_apart(
    links: list[Pair], wanted: Pair, apart: list[Pair]
) -> None:
    joined = [*links, wanted]
    torn = any(other in reached(one, joined) for one, other in apart)
    if torn:
        with pytest.raises(KeptApart):
            refuse_link(wanted[1], wanted[0], links, apart)
    else:
        refuse_link(wanted[1], wanted[0], links, apart)


@given(some_links, st.sampled_from(PAIRS))
@settings(max_examples=40)
def test_two_are_kept_apart_only_where_nothing_links_them(links: list[Pair], wanted: Pair) -> None:
    if wanted[1] in reached(wanted[0], links):
        with pytest.raises(OnePerson):
            refuse_apart(*wanted, links)
    else:
        refuse_apart(*wanted, links)
        refuse_torn(links, [wanted])


@given(some_links, st.sampled_from(PAIRS))
@settings(max_examples=40)
def test_a_split_and_the_same_link_again_leave_what_was(links: list[Pair], split: Pair) -> None:
    whole = leads([*links, split])
    parts = parts_after_split(split, [*links, split])
    assert {person for part in parts for person in part} == reached(split[0], [*links, split])
    left = [link for link in links if link != split]
    assert (len(parts) == 1) == together(*split, leads(left))
    assert leads([*left, split]) == whole


def test_through_others_two_can_be_one_person_and_so_can_be_kept_apart() -> None:
    with pytest.raises(KeptApart):
        refuse_link(C, D, [pair(A, B), pair(B, C)], [pair(A, D)])
    with pytest.raises(OnePerson):
        refuse_apart(A, C, [pair(A, B), pair(B, C)])


def test_a_link_is_kept_the_smaller_id_first() -> None:
    assert pair(A, B) == pair(B, A) == (B, A)
