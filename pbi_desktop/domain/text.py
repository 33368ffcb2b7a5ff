"""Plain text from people and files: what may stay in it, and what is taken out and told."""

import re
import unicodedata

# Controls (newline and tab stay), bidi embeddings, overrides and isolates, stray byte-order
# marks, and lone surrogates, which no file or database can hold. Joiners stay: Urdu needs them.
_UNWANTED = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def clean_text(text: str) -> tuple[str, bool]:
    """Return the text, composed and without control characters, and whether any were removed."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept, removed = _UNWANTED.subn("", lines)
    return unicodedata.normalize("NFC", kept), removed > 0


def clean_line(text: str) -> tuple[str, bool]:
    """Return the text as one line with single spaces, and whether any controls were removed."""
    kept, removed = clean_text(text)
    return " ".join(kept.split()), removed
