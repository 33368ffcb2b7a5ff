"""How well what somebody says fits a person on record, and why.

Weights are in bits, judged and kept in one table: an agreement that few people share weighs
more. They never come from the rows of a store, where hidden people would move them.
"""

from dataclasses import replace

from rapidfuzz.distance import OSA

from pbi_desktop.analysis.matching.births import born_line
from pbi_desktop.analysis.matching.evidence import DEFAULT, Asked, Held, Line, Weights
from pbi_desktop.analysis.matching.likeness import LIKE_A_NAME, word_likeness
from pbi_desktop.analysis.matching.names_weighed import ANOTHER_NAME, name_line
from pbi_desktop.analysis.matching.words_alike import Alike, alike
from pbi_desktop.domain.name_lore import is_salutation

_SHORTEST_FUZZY = 3
_SHORTEST_STREET = 5
_LONGEST_AREA = 4
_WHOLE_PHONE = 9
_IN_PART = "agrees in part"
"""Said alike of a slip and of an earlier address: whoever is not checked yet is not to learn that
somebody has moved."""
_SAME_NAME = (Alike.SAME, Alike.SPELLING, Alike.SHORT)


def weigh(asked: Asked, held: Held, weights: Weights = DEFAULT) -> tuple[Line, ...]:
    """Return a line for each field: name, born, street, phone; household, reference if told."""
    lines = [
        name_line(asked.name, (*held.names, *held.former), weights),
        born_line(asked.born, held.born, weights),
        _street(asked.street, held, weights),
        _phone(asked.phone, held.phones, weights),
    ]
    if asked.household:
        lines.append(_household(asked.household, held.household, weights))
    if asked.reference:
        lines.append(_reference(asked.reference, held.references, weights))
    return (_not_twins(lines, weights), *lines[1:])


def _not_twins(lines: list[Line], weights: Weights) -> Line:
    """Return the line of the name: another given name weighs in full where the birth agrees.

    Two who are born on one day and live in one home are twins if their names are two, however
    much alike: Hassan and Hussain.
    """
    name, born, *others = lines
    if name.says not in ANOTHER_NAME or born.verdict != "same":
        return name
    if all(line.verdict not in ("same", "close") for line in others):
        return name
    return replace(name, verdict="differs", weight=min(name.weight, weights.name_differs))


def _street(asked: str, held: Held, weights: Weights) -> Line:
    said = asked.split()
    if not said:
        return Line("street", "not_told", "not asked", 0.0)
    if not (held.streets or held.earlier):
        return Line("street", "not_held", "not on record", 0.0)
    whole = not _is_area(said)
    if any(_lives_at(said, home) for home in held.streets):
        weight = weights.street_same if whole else weights.street_area
        return Line("street", "same", "agrees", weight)
    if any(_lives_near(said, home) for home in held.streets):
        return Line("street", "close", _IN_PART, weights.street_close)
    if any(_lives_at(said, home) or _lives_near(said, home) for home in held.earlier):
        weight = weights.street_earlier if whole else 0.0
        return Line("street", "close", _IN_PART, weight)
    return Line("street", "differs", "differs", weights.street_differs)


def _is_area(said: list[str]) -> bool:
    """Say whether only the first half of a postcode is told, which thousands share."""
    word = said[0]
    return len(said) == 1 and len(word) <= _LONGEST_AREA and not (word.isalpha() or word.isdigit())


def _lives_at(said: list[str], home: str) -> bool:
    known = home.split()
    return all(any(_same_place(word, other) for other in known) for word in said)


def _lives_near(said: list[str], home: str) -> bool:
    known = home.split()
    return any(len(word) >= _SHORTEST_STREET and word.isalpha() for word in said) and all(
        any(_same_place(word, other) or _misspelt(word, other) for other in known) for word in said
    )


def _same_place(said: str, known: str) -> bool:
    if said == known:
        return True
    return said.isalpha() and len(said) >= _SHORTEST_FUZZY and known.startswith(said)


def _misspelt(said: str, known: str) -> bool:
    if not (said.isalpha() and known.isalpha()) or min(len(said), len(known)) < _SHORTEST_STREET:
        return False
    return word_likeness(said, known) >= LIKE_A_NAME


def _phone(asked: str, held: tuple[str, ...], weights: Weights) -> Line:
    if not asked:
        return Line("phone", "not_told", "not asked", 0.0)
    if not held:
        return Line("phone", "not_held", "not on record", 0.0)
    if any(asked in known for known in held):
        weight = min(weights.phone_same, weights.phone_figure * len(asked))
        return Line("phone", "same", "agrees", weight)
    if len(asked) >= _WHOLE_PHONE and any(OSA.distance(asked, known) == 1 for known in held):
        return Line("phone", "close", "one figure differs", weights.phone_close)
    return Line("phone", "differs", "differs", weights.phone_differs)


def _household(asked: str, held: tuple[str, ...], weights: Weights) -> Line:
    """Return the line of the relatives: names of the household that are told and on record."""
    if not held:
        return Line("household", "not_held", "not on record", 0.0)
    said = [word for word in asked.split() if not is_salutation(word)]
    known = {word for name in held for word in name.split()}
    met = [word for word in said if any(alike(word, other) in _SAME_NAME for other in known)]
    if said and len(met) == len(said):
        return Line("household", "same", "agrees", weights.household_same)
    if met:
        return Line("household", "close", "some of them agree", weights.household_close)
    return Line("household", "differs", "differs", weights.household_differs)


def _reference(asked: str, held: tuple[str, ...], weights: Weights) -> Line:
    if not held:
        return Line("reference", "not_held", "not on record", 0.0)
    if asked in held:
        return Line("reference", "same", "agrees", weights.reference_same)
    return Line("reference", "differs", "differs", weights.reference_differs)
