"""What may become of a key date, once, and which sort of record it is."""

from datetime import date, timedelta

import pytest

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.housing import KeyDateKind, KeyDateState
from pbi_desktop.domain.key_dates import category_of, moved_to, settled

TODAY = date(2026, 11, 21)
WAS, COMES = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
COMING = KeyDateState.COMING
SETTLED = [state for state in KeyDateState if state is not COMING]


@pytest.mark.parametrize("wanted", SETTLED)
@pytest.mark.parametrize("kind", KeyDateKind)
def test_whatever_became_of_a_day_that_was_can_be_said_once(
    kind: KeyDateKind, wanted: KeyDateState
) -> None:
    assert settled(COMING, wanted, kind, WAS, TODAY) is wanted
    for state in SETTLED:
        with pytest.raises(Invalid) as refused:
            settled(state, wanted, kind, WAS, TODAY)
        assert set(refused.value.fields) == {"state"}


def test_nothing_becomes_coming_again() -> None:
    with pytest.raises(Invalid):
        settled(COMING, COMING, KeyDateKind.HEARING, WAS, TODAY)


@pytest.mark.parametrize("kind", KeyDateKind)
def test_nobody_missed_a_day_that_is_to_come(kind: KeyDateKind) -> None:
    with pytest.raises(Invalid):
        settled(COMING, KeyDateState.MISSED, kind, COMES, TODAY)
    assert settled(COMING, KeyDateState.MISSED, kind, TODAY, TODAY) is KeyDateState.MISSED


@pytest.mark.parametrize(
    ("kind", "early"),
    [
        (KeyDateKind.FORM_BY, True),
        (KeyDateKind.APPEAL_BY, True),
        (KeyDateKind.PAYMENT_BY, True),
        (KeyDateKind.HEARING, False),
        (KeyDateKind.EVICTION, False),
        (KeyDateKind.NOTICE_ENDS, False),
        (KeyDateKind.ASSESSMENT, False),
        (KeyDateKind.OTHER, False),
    ],
)
def test_a_form_can_be_sent_early_but_nobody_is_at_a_hearing_early(
    kind: KeyDateKind, early: bool
) -> None:
    if early:
        assert settled(COMING, KeyDateState.KEPT, kind, COMES, TODAY) is KeyDateState.KEPT
        return
    with pytest.raises(Invalid) as refused:
        settled(COMING, KeyDateState.KEPT, kind, COMES, TODAY)
    assert refused.value.fields["state"].startswith("That day is yet to come.")


def test_a_date_moves_to_another_day_that_is_not_over() -> None:
    assert moved_to(WAS, COMES, TODAY) == COMES
    assert moved_to(WAS, TODAY, TODAY) == TODAY
    for new_day in (WAS, COMES - timedelta(days=5)):
        with pytest.raises(Invalid) as refused:
            moved_to(WAS, new_day, TODAY)
        assert set(refused.value.fields) == {"on_day"}


def test_what_a_date_is_about_is_habit_until_somebody_says_otherwise() -> None:
    assert category_of(KeyDateKind.EVICTION) is Category.HOUSING
    assert category_of(KeyDateKind.APPEAL_BY) is Category.FINANCE
    assert category_of(KeyDateKind.HEARING) is Category.CORE
    assert category_of(KeyDateKind.HEARING, Category.OFFENDING) is Category.OFFENDING
