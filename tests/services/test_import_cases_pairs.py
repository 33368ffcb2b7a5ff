"""Rows alike in all that tells records apart: each finds its own, and none is taken twice."""

from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.services.import_cases_work import Found, KnownRow, paired

said = st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 3)), max_size=8)


@given(said, said)
def test_no_record_is_ever_two_rows_and_who_says_the_same_is_the_same(
    there: list[tuple[str, int]], rows: list[tuple[str, int]]
) -> None:
    known: dict[UUID, tuple[str, int]] = {uuid4(): told for told in there}
    found: Found = {}
    for key, (mark, amount) in known.items():
        found.setdefault((mark,), []).append(KnownRow(key, {"amount": amount}))
    pairs = paired([(mark,) for mark, _ in rows], [{"amount": each} for _, each in rows], found)
    taken = [pair for pair in pairs if pair is not None]
    assert len(taken) == len(set(taken))
    for pair, (mark, _amount) in zip(pairs, rows, strict=True):
        assert pair is None or known[pair][0] == mark
    for mark in "ab":
        ours = [told for told in rows if told[0] == mark]
        theirs = [told for told in there if told[0] == mark]
        met = sum(pair is not None and known[pair][0] == mark for pair in pairs)
        assert met == min(len(ours), len(theirs))
    for told in set(rows):
        alike = sum(
            pair is not None and known[pair] == row == told
            for pair, row in zip(pairs, rows, strict=True)
        )
        assert alike == min(rows.count(told), there.count(told))
