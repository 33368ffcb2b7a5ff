"""Finding a group by words in any order, and saying by which part of its entry it was found."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pbi_desktop.domain.names import name_key

Likeness = Callable[[str, str], float]
"""How alike two words are, 0 to 1: slips of the keyboard come close to 1."""

Keys = Mapping[str, tuple[str, ...]]
"""The words of each field of an entry, as they are compared."""

WEIGHTS = {
    "name": 10.0,
    "kind": 6.0,
    "offers": 6.0,
    "for_whom": 5.0,
    "locality": 4.0,
    "postcode": 4.0,
    "description": 3.0,
}
FIELD_WORDS = {
    "name": "its name",
    "kind": "what it is",
    "offers": "what it offers",
    "for_whom": "whom it is for",
    "locality": "where it is",
    "postcode": "its postcode",
    "description": "what is said of it",
}
ALIKE = 0.8
_BEGINS, _SLIP = 0.9, 0.7
_SHORTEST_SLIP, _SHORTEST_MISSPELT = 3, 4
_SMALL_WORDS = frozenset(
    {"a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to", "with"}
)


@dataclass(frozen=True)
class Hit:
    """How well an entry fits, by which fields, and whether a word was only nearly right."""

    score: float
    fields: tuple[str, ...]
    slip: bool

    @property
    def words(self) -> str:
        """Say by what it was found: "Found by its name and what it offers"."""
        said = [FIELD_WORDS[field] for field in self.fields]
        if not said:
            return ""
        last = said[-1]
        listed = f"{', '.join(said[:-1])} and {last}" if len(said) > 1 else last
        return f"Found by {listed}" + (", spelt a little differently" if self.slip else "")


EVERYTHING = Hit(0.0, (), slip=False)
"""What no words find: every entry, for no reason."""


def wanted_words(words: str) -> tuple[str, ...]:
    """Return the words to look for; small ones count only where there is nothing else."""
    asked = [word for word in name_key(words).split() if any(map(str.isalnum, word))]
    telling = [word for word in asked if word not in _SMALL_WORDS]
    return tuple(dict.fromkeys(telling or asked))


def search_keys(entry: Mapping[str, str]) -> Keys:
    """Return the words of each field as they are compared; a postcode without its gap too."""
    keys = {field: tuple(name_key(text).split()) for field, text in entry.items() if text}
    if "postcode" in keys:
        keys["postcode"] += ("".join(keys["postcode"]),)
    return keys


def find(entries: Sequence[Keys], words: str, likeness: Likeness) -> tuple[Hit | None, ...]:
    """Return for each entry how well it fits; None where one of the words is nowhere in it.

    A word counts as misspelt only where no entry at all has it as it is.
    """
    wanted = wanted_words(words)
    if not wanted:  # nothing typed finds everything; marks without a word find nothing
        return (None if words.strip() else EVERYTHING,) * len(entries)
    known = {word for keys in entries for told in keys.values() for word in told}
    near = {word: _near(word, known, likeness) for word in wanted}
    return tuple(_hit(keys, near) for keys in entries)


def _near(word: str, known: set[str], likeness: Likeness) -> dict[str, float]:
    """Return the known words that one may stand for: itself, what begins so, else a slip of it."""
    found = {one: _BEGINS for one in known if one.startswith(word)}
    if found or len(word) < _SHORTEST_SLIP:
        return found | ({word: 1.0} if word in found else {})
    long = [one for one in known if len(one) >= _SHORTEST_MISSPELT]
    slips = {one: likeness(word, one) for one in long}
    return {one: near * _SLIP for one, near in slips.items() if near >= ALIKE}


def _hit(keys: Keys, near: dict[str, dict[str, float]]) -> Hit | None:
    score, fields, slip = 0.0, [], False
    for alike in near.values():
        weight, likeness, field = max(
            (
                (alike[told] * WEIGHTS[field], alike[told], field)
                for field, words in keys.items()
                for told in words
                if told in alike
            ),
            default=(0.0, 0.0, ""),
        )
        if not field:
            return None
        score += weight
        fields.append(field)
        slip = slip or likeness < _BEGINS
    return Hit(score, tuple(field for field in WEIGHTS if field in fields), slip)
