"""How papers are said: types, sizes, what happens to a copy. No Qt."""

from pbi_desktop.domain.paper_names import ENDINGS
from pbi_desktop.domain.papers import MOST_BYTES, TYPE_WORDS, PaperType

KINDS = "Papers ({})".format(
    " ".join(f"*{ending}" for endings in ENDINGS.values() for ending in endings)
)
"""For the computer's own window: what may be chosen. What a file is, is looked at afterwards."""

PICTURES = frozenset({PaperType.PNG, PaperType.JPEG, PaperType.WEBP})
"""What the window itself decodes."""

SHOWN = PICTURES | {PaperType.PDF}
"""What is shown inside the window; everything else opens as a copy."""

EMPTY = "No papers yet. Attach the first one: choose a file, drop it here, or paste it with Ctrl+V."
OUTSIDE = (
    "A copy that opens in another program can be read and kept there until it goes: when you lock "
    "or close this program, or after 15 minutes. A copy that you save stays until you remove it."
)
NO_PROGRAM = "No program of this computer opens it. The copy is gone. Save it elsewhere instead."
NOT_SAVED = "The file could not be written there. The paper is still with the case."
NO_FOLDER = "That folder cannot be read now. Choose another, or connect its drive."
LIMIT = f"PDF, pictures, Word, OpenDocument text, Excel and text, up to {MOST_BYTES >> 20} MB."


def icon_of(paper_type: PaperType) -> str:
    """Return the icon of a type; the words stand beside it."""
    return "table" if paper_type is PaperType.EXCEL else "file-text"


def size_words(size: int) -> str:
    """Return a size for people: "under 1 KB", "84 KB", "2.4 MB"."""
    if size < 1024:
        return "under 1 KB"
    if size < 1024 * 1024:
        return f"{size // 1024} KB"
    return f"{size / 1024 / 1024:.1f} MB"


def type_words(paper_type: PaperType, size: int) -> str:
    """Return what a file is, and how large."""
    return f"{TYPE_WORDS[paper_type]}, {size_words(size)}"


def ending_of(paper_type: PaperType) -> str:
    """Return the ending by which a computer finds a program for a type."""
    return ENDINGS[paper_type][0]
