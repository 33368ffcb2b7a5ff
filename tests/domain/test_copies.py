"""A copy that is older than what was last seen says so."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.domain.copies import Check, Drill, Head, behind

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
HEAD = Head("store", 7, "ab", AT)


def drill(*checks: Check) -> Drill:
    return Drill("team.copy", None, AT, "manager", (), 1.0, checks)


def test_a_copy_as_new_as_what_was_last_seen_is_not_behind() -> None:
    assert behind([HEAD], [HEAD]) == ()
    assert behind([replace(HEAD, seq=9, hash="cd")], [HEAD]) == ()
    assert behind([HEAD], []) == ()


def test_an_older_copy_says_how_much_it_lacks_since_when() -> None:
    seen = replace(HEAD, seq=12, hash="ef", at=AT + timedelta(days=2))
    (found,) = behind([HEAD], [seen])
    assert (found.entries, found.seen_at) == (5, AT + timedelta(days=2))


def test_another_entry_in_the_same_place_is_noticed() -> None:
    (found,) = behind([HEAD], [replace(HEAD, hash="other")])
    assert (found.copied, found.seen, found.entries) == (7, 7, 0)


def test_a_chain_that_the_copy_does_not_have_is_noticed() -> None:
    assert [one.chain for one in behind([], [HEAD])] == ["store"]


@given(st.integers(0, 50), st.integers(0, 50))
def test_only_a_copy_that_reaches_the_head_is_never_behind(copied: int, seen: int) -> None:
    own, last = replace(HEAD, seq=copied), replace(HEAD, seq=seen)
    assert bool(behind([own], [last])) == (copied < seen)


def test_the_next_drill_is_due_in_a_quarter_and_after_a_failed_one_today() -> None:
    good, bad = Check("opens", passed=True, found=""), Check("whole", passed=False, found="")
    assert (drill(good).passed, drill(good).next_due) == (True, date(2027, 2, 21))
    assert (drill(good, bad).passed, drill(good, bad).next_due) == (False, date(2026, 11, 21))
    assert not drill().passed
