"""What somebody typed, fit to be kept: hidden characters are taken out, and that is said."""

from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.text import clean_line, clean_text


class Typed:
    """Cleans the texts of one command and remembers whether anything was taken out."""

    def __init__(self) -> None:
        self._removed = False

    def line(self, text: str) -> str:
        """Return the text as one line."""
        return self._kept(clean_line(text))

    def text(self, text: str) -> str:
        """Return the text with its lines, without empty ones at its ends."""
        return self._kept(clean_text(text)).strip()

    def done(self, words: str) -> str:
        """Return what was done, and whether something of the text was not kept."""
        return f"{words}. Hidden characters in the text were left out" if self._removed else words

    def _kept(self, cleaned: tuple[str, bool]) -> str:
        text, removed = cleaned
        self._removed = self._removed or removed
        return text


def required(text: str, field: str, how: str) -> str:
    """Return the text, or refuse an empty one with what to do."""
    if not text.strip():
        raise Invalid({field: how})
    return text
