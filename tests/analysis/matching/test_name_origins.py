"""No community's names are matched worse: the same slips, the same share found again."""

import json
from collections.abc import Iterable, Sequence

from pbi_desktop.bench.name_origins import by_origin, named_lists, taken
from tests.exchange.reference_data import reference


def test_the_worst_origin_is_within_a_few_points_of_the_best() -> None:
    rates = by_origin(named_lists(reference))
    said = "\n".join(rate.line for rate in rates)
    found = [rate.found for rate in rates]
    assert min(found) >= 0.95, said
    assert max(found) - min(found) <= 0.03, said
    assert max(rate.strangers for rate in rates) <= 0.02, said


def test_names_in_arabic_letters_and_their_spellings_are_one() -> None:
    told = json.loads(reference("names/name_variants_transliterations.json"))["arabic_names"]
    spellings = [names for names in told.values() if len(names) > 1]
    scripts = [(names[0], script) for script, names in told.items()]
    assert share_taken(spellings) >= 0.9
    assert share_taken(scripts) >= 0.85


def share_taken(groups: Iterable[Sequence[str]]) -> float:
    """Return which share of the spellings of one name, two by two, the desk takes for it."""
    pairs = [(group[0], other) for group in groups for other in group[1:]]
    return sum(taken(one, other) for one, other in pairs) / len(pairs)
