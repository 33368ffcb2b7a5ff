"""After a refusal every holding is asked back or stays on a ground, and nothing else decides it."""

from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.access import AgencyKind, Basis, Category, Purpose
from pbi_desktop.domain.ids import AgencyId, PersonId
from pbi_desktop.domain.recall import Holding, Terms, Word, aftermath

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
ANN, BEA = PersonId(UUID(int=1)), PersonId(UUID(int=2))
KINDS, PURPOSES = (AgencyKind.HOUSING, AgencyKind.HEALTH), (Purpose.DIRECT_SUPPORT,)
CATEGORIES = (Category.HEALTH, Category.CORE)

_kind, _purpose = st.sampled_from(KINDS), st.sampled_from(PURPOSES)
_category, _person = st.sampled_from(CATEGORIES), st.sampled_from((ANN, BEA))
_when = st.integers(-2, 2).map(lambda days: NOW + timedelta(days=days))
_terms = st.builds(Terms, _kind, _purpose, _category, st.sampled_from(Basis))
_word = st.builds(
    Word, _person, _category, st.none() | _kind, st.booleans(), _when, st.none() | _when
)
_held = st.builds(
    Holding,
    st.integers(0, 5).map(lambda n: UUID(int=n)),
    st.integers(0, 2).map(lambda n: AgencyId(UUID(int=n))),
    _kind,
    _purpose,
    _person,
    _category,
)
some_terms, some_words = st.lists(_terms, max_size=5), st.lists(_word, max_size=4)
some_held = st.lists(_held, max_size=6)


def refusal(kind: AgencyKind | None, category: Category, person: PersonId = ANN) -> Word:
    return Word(person, category, kind, False, NOW)


def may_be_told(held: Holding, agreed: list[Terms], said: list[Word]) -> bool:
    """Say by the plainest reading of the rule whether somebody may be told this."""
    for terms in agreed:
        if (terms.kind, terms.purpose, terms.category) == (held.kind, held.purpose, held.category):
            heard = [
                one.given
                for one in said
                if one.person == held.person
                and one.about == held.category
                and one.kind in (None, held.kind)
                and one.begins <= NOW
                and not (one.ends is not None and one.ends <= NOW)
            ]
            yes = {Basis.DUTY: True, Basis.TASK: True, Basis.CONSENT: True in heard}
            if terms.basis is Basis.DUTY or (yes[terms.basis] and False not in heard):
                return True
    return False


@settings(max_examples=60)
@given(some_terms, some_words, some_held)
def test_every_holding_is_either_asked_back_or_stays_as_the_rule_says(
    agreed: list[Terms], said: list[Word], held: list[Holding]
) -> None:
    after = aftermath(ANN, agreed, said, held, NOW)
    mine = {one for one in held if one.person == ANN}
    assert {*after.recall, *(one for one, _basis in after.stays)} == mine
    for one in mine:
        assert (one not in after.recall) == may_be_told(one, agreed, said)


@settings(max_examples=60)
@given(some_terms, some_words, some_held, _category, st.none() | _kind)
def test_a_refusal_only_ever_stops_and_never_a_duty(
    agreed: list[Terms],
    said: list[Word],
    held: list[Holding],
    about: Category,
    kind: AgencyKind | None,
) -> None:
    before = aftermath(ANN, agreed, said, held, NOW)
    after = aftermath(ANN, agreed, [*said, refusal(kind, about)], held, NOW)
    assert set(before.recall) <= set(after.recall)
    keys = {(one.kind, one.purpose, one.category) for one in before.goes_on}
    assert {(one.kind, one.purpose, one.category) for one in after.goes_on} <= keys
    assert not [one for one in after.stops if one.basis is Basis.DUTY]
    for one in after.goes_on:
        touched = one.category is about and kind in (None, one.kind)
        assert not touched or one.basis is Basis.DUTY
    untouched = [one for one in before.goes_on if one.category is not about]
    assert [one for one in after.goes_on if one.category is not about] == untouched


@settings(max_examples=30)
@given(some_terms, some_words, some_held, st.randoms())
def test_the_order_in_which_it_was_recorded_does_not_matter(
    agreed: list[Terms], said: list[Word], held: list[Holding], chance: Random
) -> None:
    terms, words = chance.sample(agreed, len(agreed)), chance.sample(said, len(said))
    holdings = chance.sample(held, len(held))
    assert aftermath(ANN, terms, words, holdings, NOW) == aftermath(ANN, agreed, said, held, NOW)


def test_what_another_person_said_stops_nothing() -> None:
    agreed = [Terms(AgencyKind.HEALTH, Purpose.DIRECT_SUPPORT, Category.HEALTH, Basis.TASK)]
    after = aftermath(ANN, agreed, [refusal(None, Category.HEALTH, BEA)], [], NOW)
    assert (len(after.goes_on), after.stops) == (1, ())


def test_with_a_duty_beside_a_consent_a_refusal_leaves_the_duty() -> None:
    both = [
        Terms(AgencyKind.HEALTH, Purpose.DIRECT_SUPPORT, Category.HEALTH, basis)
        for basis in (Basis.CONSENT, Basis.DUTY)
    ]
    after = aftermath(ANN, both, [refusal(None, Category.HEALTH)], [], NOW)
    assert [one.basis for one in after.goes_on] == [Basis.DUTY]
    assert after.stops == ()
