"""What residents are handed can be read at the age of eleven."""

import re

from tests.docs.inventory import ROOT

PAPERS = ROOT / "docs" / "governance"
ELEVEN = 6.0
"""The school year (Flesch-Kincaid) that most children of eleven have behind them."""
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
_ENDS = re.compile(r"[.!?:;](?:[\"”*)]*\s|$)|\n\s*\n|\n[>\s]*- ")


def school_year(text: str) -> float:
    """Return the Flesch-Kincaid grade of a text; each group of vowels counts as a syllable."""
    plain = re.sub(r"`[^`]*`", "name", text)
    sentences = [one for one in _ENDS.split(plain) if _WORD.search(one)]
    words = _WORD.findall(plain)
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", word.lower()))) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def test_the_privacy_notice_is_read_at_eleven() -> None:
    notice = (PAPERS / "privacy-notice.md").read_text(encoding="utf-8").split("\n---\n")[0]
    assert len(_WORD.findall(notice)) > 300
    assert school_year(notice) <= ELEVEN


def test_what_is_said_of_confidentiality_is_understood_at_eleven() -> None:
    page = (PAPERS / "limits-of-confidentiality.md").read_text(encoding="utf-8")
    aloud = "\n".join(line for line in page.splitlines() if line.startswith(">"))
    assert len(_WORD.findall(aloud)) > 100
    assert school_year(aloud) <= ELEVEN


def test_hard_words_in_long_sentences_are_noticed() -> None:
    hard = (
        "The aforementioned organisations, notwithstanding considerable heterogeneity, may "
        "disclose information proportionately where circumstances necessitate consideration."
    )
    assert school_year(hard) > 2 * ELEVEN
