"""How Community says things: whole sentences, nothing cut, nothing guessed."""

from datetime import date
from uuid import uuid4

import pytest

from pbi_desktop.domain.groups import Mark
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.services.community_rows import CaseChoice, RegisterKept
from pbi_desktop.ui.screens.community.register_drafts import Begun, from_text, to_text
from pbi_desktop.ui.screens.community.words import kept, left_out, matching, visits

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ((), "3 came, 1 did not."),
        (("Ann Bell",), "3 came, 1 did not. One link closed: Ann Bell."),
        (("A. B.", "C. D."), "3 came, 1 did not. Two links closed: A. B., C. D."),
        (("A", "B", "C", "D"), "3 came, 1 did not. Four links closed."),
    ],
)
def test_a_register_that_is_kept_says_whose_links_it_closed(
    names: tuple[str, ...], words: str
) -> None:
    assert kept(RegisterKept(came=3, missed=1), names) == words


def test_a_register_that_takes_back_says_so() -> None:
    assert kept(RegisterKept(done="Taken back"), ()) == "Taken back."
    assert left_out(2).startswith("Nothing was kept of 2 people:")


def test_visits_are_counted_in_words() -> None:
    assert visits(0, None, TODAY) == "has not come yet"
    assert visits(2, date(2025, 3, 1), TODAY) == "came twice, last 1 March 2025"
    assert visits(9, date(2026, 11, 20), TODAY) == "came 9 times, last yesterday"


def test_my_cases_are_found_by_name_in_any_order_or_by_reference() -> None:
    ann = CaseChoice(CaseId(uuid4()), PersonId(uuid4()), "Ann O'Bell", "K7QX9B")
    for words in ("", "o'bell ann", "OBELL", "k7q"):
        assert matching((ann,), words) == (ann,), words
    assert matching((ann,), "ann zed") == ()


def test_a_begun_register_is_read_back_and_nonsense_is_none() -> None:
    ann = CaseChoice(CaseId(uuid4()), PersonId(uuid4()), "Ann Bell", "K7QX9B")
    begun = Begun(TODAY, {ann.person_id: Mark.CAME}, (ann,))
    assert "Ann" not in to_text(begun)
    assert from_text(to_text(begun), (ann,)) == begun
    for nonsense in ("{}", "[]", "x", '{"day": "2026-11-21", "marks": {"x": "came"}}'):
        assert from_text(nonsense, ()) is None
