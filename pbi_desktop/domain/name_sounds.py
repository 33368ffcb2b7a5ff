"""How a name sounds, roughly, to an English ear that hears Urdu, Bengali, Polish and Irish too."""

import re
from functools import lru_cache

# In this order: what stands for one sound becomes one letter; vowels go last.
_SOUNDS = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        (r"^(wr|rh)", "r"),
        (r"^(kn|gn|pn)", "n"),
        (r"^mac(?=[^aeiou])", "mk"),
        (r"^mc", "mk"),
        (r"^ps", "s"),
        (r"tsch|tch|cz", "ch"),
        (r"sch|sz|szcz|sh|ssi", "x"),
        (r"ch", "c"),
        (r"ph", "f"),
        (r"(?<=[aeiou])gh(?=t|$)", ""),
        (r"gh|qu|ck|kh|q", "k"),
        (r"dg|jh|zh|dj", "j"),
        (r"g(?=[eiy])", "j"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"bh", "b"),
        (r"sc(?=[eiy])", "s"),
        (r"(?<!^)c(?=[eiy])", "s"),
        (r"c(?=[aou]|[bdfgklmnpqrstvwxz])", "k"),
        (r"x", "x"),
        (r"z", "s"),
        (r"w", "v"),
        (r"v(?=$|[^aeiou])", ""),
        (r"(?<!^)h", ""),
        (r"^[aeiouy]+", "a"),
        (r"(?<!^)[aeiouy]", ""),
        (r"(.)\1+", r"\1"),
    )
)

# Arabic and Urdu letters by the Latin ones that `sound` leaves; what is not here is a vowel.
_ARABIC = {
    "b": "\u0628",
    "p": "\u067e",
    "t": "\u062a\u0679\u062b\u0637",
    "j": "\u062c",
    "c": "\u0686",
    "h": "\u062d\u0647\u06c1",
    "k": "\u062e\u063a\u0642\u0643\u06a9",
    "d": "\u062f\u0688\u0636",
    "s": "\u0630\u0632\u0633\u0635\u0638",
    "r": "\u0631\u0691",
    "x": "\u0634\u0698",
    "f": "\u0641",
    "g": "\u06af",
    "l": "\u0644",
    "m": "\u0645",
    "n": "\u0646\u06ba",
    "v": "\u0648",
    "a": "\u0627\u0622\u0623\u0625\u0671\u0639\u064a\u06cc\u0626",
}
_LATIN_OF = {letter: latin for latin, letters in _ARABIC.items() for letter in letters}


@lru_cache(maxsize=65536)
def bare_sound(word: str) -> str:
    """Return the consonants of a word key in Latin or Arabic letters, to compare across both."""
    latin = word if word.isascii() else "".join(_LATIN_OF.get(letter, "") for letter in word)
    heard = sound(latin)
    return heard[:1] + heard[1:].replace("v", "")


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Return the sounds of a word key, its vowels dropped but the first; same sounds, same key."""
    if not word.isascii():
        return word
    for pattern, letter in _SOUNDS:
        word = pattern.sub(letter, word)
    return word
