"""What is known of names beyond their letters: spellings, short names, titles, how common.

Keys are those of `names.name_key`. Nothing here comes from the records of a store.
"""

import unicodedata
from functools import lru_cache

from pbi_desktop.domain.name_commonness import RARE, TIERS
from pbi_desktop.domain.name_lists import SPELLINGS
from pbi_desktop.domain.names import name_key
from pbi_desktop.domain.short_name_lists import SHORT_FORMS

_TITLE_WORDS = (
    "mr mrs ms miss mx dr prof rev sir lady master madam sr jr esq sister father hajji haji hajj"
    " hajja alhaj sheikh sardar chaudhry raja rana mirza miah malik syed syeda begum bibi"
    " bano khatun khanum khan kaur singh mst mosammat musammat most mohammed abdul ghulam"
    " kumar kumari devi rani lal ram uddin ullah al el ul ur bin bint binti ibn abu umm de da van"
    " der von la le shri smt janab sahib sahiba maulana mufti imam hafiz qari ustad"
)
_PREFIX_WORDS = "mohammed abdul syed syeda ghulam mst mosammat most sheikh hafiz"
TITLES = frozenset(_TITLE_WORDS.split())
"""Words that may be a title, a part or a name: there for one desk and not for another."""

PREFIXES = frozenset(_PREFIX_WORDS.split())
"""Words that stand before the name somebody is called by, and that brothers often share."""

_SALUTATIONS = frozenset(
    ["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "sir", "smt", "shri", "janab"]
)

_ARABIC_LIKE = str.maketrans(
    {
        "\u0622": "\u0627",  # alef with madda
        "\u0623": "\u0627",  # alef with hamza above
        "\u0625": "\u0627",  # alef with hamza below
        "\u0671": "\u0627",  # alef wasla
        "\u0649": "\u06cc",  # alef maksura
        "\u064a": "\u06cc",  # Arabic yeh, which Urdu writes as Farsi yeh
        "\u0643": "\u06a9",  # Arabic kaf, which Urdu writes as keheh
        "\u0629": "\u06c1",  # the round t of endings
        "\u0647": "\u06c1",  # heh, which Urdu writes as heh goal
        "\u0624": "\u0648",  # waw with hamza
        "\u0626": "\u06cc",  # yeh with hamza
    }
)


@lru_cache(maxsize=65536)
def canonical(word: str) -> str:
    """Return the usual spelling of a name word; the word itself where no other is known."""
    plain = word if word.isascii() else _plain(word)
    return _usual().get(plain, plain)


def same_word(one: str, other: str) -> bool:
    """Say whether two words are one name: in another spelling, another script, or shortened."""
    return canonical(one) == canonical(other) or is_short_for(one, other)


def is_short_for(one: str, other: str) -> bool:
    """Say whether one of two words is a short name of the other, or both of the same name."""
    return bool(_full_names(one) & _full_names(other))


def may_be_short(word: str) -> bool:
    """Say whether a word is a short name, or a name that is shortened."""
    return word in _meant() or canonical(word) in _shortened()


def is_known(word: str) -> bool:
    """Say whether a word is a name in the lists here, so that a name near it is another name."""
    usual = canonical(word)
    return usual in _known()


def is_salutation(word: str) -> bool:
    """Say whether a word is how somebody is addressed and never a name: Mr, Mrs, Dr."""
    return word in _SALUTATIONS


def commonness(word: str) -> float:
    """Return the share of people who bear this name, as a rough judgement; unknown is rare."""
    return _shares().get(canonical(word), RARE)


@lru_cache(maxsize=65536)
def _full_names(word: str) -> frozenset[str]:
    """Return what a word may be short for, itself among them."""
    usual = canonical(word)
    return _meant().get(word, frozenset()) | _meant().get(usual, frozenset()) | {usual}


def _plain(word: str) -> str:
    """Return a word of another script without vowel signs, its look-alike letters as one."""
    bare = (s for s in unicodedata.normalize("NFC", word) if unicodedata.category(s) != "Mn")
    arabic = any(unicodedata.bidirectional(letter) == "AL" for letter in word)
    return "".join(bare).translate(_ARABIC_LIKE) if arabic else word


@lru_cache(maxsize=1)
def _shortened() -> frozenset[str]:
    return frozenset().union(*_meant().values())


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return (
        frozenset(_usual().values()) | frozenset(_shares()) | frozenset().union(*_meant().values())
    )


@lru_cache(maxsize=1)
def _usual() -> dict[str, str]:
    usual: dict[str, str] = {}
    for line in SPELLINGS.strip().splitlines():
        first, *others = line.split()
        for word in (first, *others):
            key = name_key(word).replace(" ", "")
            usual.setdefault(key if key.isascii() else _plain(key), first)
    return usual


@lru_cache(maxsize=1)
def _meant() -> dict[str, frozenset[str]]:
    meant: dict[str, set[str]] = {}
    for line in SHORT_FORMS.strip().splitlines():
        full, *shorts = line.split()
        for short in shorts:
            meant.setdefault(short, set()).add(canonical(full))
    return {short: frozenset(fulls) for short, fulls in meant.items()}


@lru_cache(maxsize=1)
def _shares() -> dict[str, float]:
    shares: dict[str, float] = {}
    for share, words in TIERS:
        for word in words.split():
            shares.setdefault(canonical(word), share)
    return shares
