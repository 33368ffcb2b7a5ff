"""Likely duplicates within a list, or between two."""

from collections.abc import Sequence

from pbi_desktop.analysis.matching.records import MatchResult, Record


def match(
    left: Sequence[Record],
    right: Sequence[Record] | None = None,
    *,
    threshold: float,
    explained: bool = True,
) -> MatchResult:
    """Return the pairs that are one person with at least this probability, best first.

    Without `right` the pairs lie within `left`; with it, one of each pair lies in either. Whoever
    does not read the evidence of the pairs says so: to write it takes long.
    """
    from pbi_desktop.analysis.matching.pairing import pairs_of  # numpy: only when it is wanted

    return pairs_of(left, right, threshold, explained=explained)
