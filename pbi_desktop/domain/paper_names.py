"""What a paper is called: clean, short, and with the ending of what it really is."""

import re
import unicodedata
from dataclasses import dataclass

from pbi_desktop.domain.papers import TYPE_WORDS, PaperType

LONGEST = 100
ENDINGS: dict[PaperType, tuple[str, ...]] = {
    PaperType.PDF: (".pdf",),
    PaperType.PNG: (".png",),
    PaperType.JPEG: (".jpg", ".jpeg", ".jpe", ".jfif"),
    PaperType.WEBP: (".webp",),
    PaperType.HEIC: (".heic", ".heif"),
    PaperType.WORD: (".docx",),
    PaperType.OPEN_TEXT: (".odt",),
    PaperType.EXCEL: (".xlsx",),
    PaperType.TEXT: (".txt", ".text", ".csv", ".log", ".md"),
}
# Endings by which a computer would do something else with a file: they never stay in a name.
_OTHER_ENDINGS = frozenset(
    f".{one}"
    for one in (
        *("app", "bat", "bmp", "cmd", "com", "cpl", "dll", "dmg", "doc", "docm", "dotm", "eml"),
        *("exe", "gif", "hta", "htm", "html", "iso", "jar", "js", "jse", "lnk", "mhtml", "msg"),
        *("msi", "ods", "odp", "pif", "ppt", "pptx", "ps1", "py", "rar", "reg", "rtf", "scr"),
        *("sh", "svg", "tar", "tif", "tiff", "url", "vbe", "vbs", "wsf", "xhtml", "xls", "xlsm"),
        *("xml", "zip", "7z", "gz"),
    )
)
_KNOWN = _OTHER_ENDINGS | {one for endings in ENDINGS.values() for one in endings}
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
# Joiners stay: Urdu needs them, and they hide nothing.
_JOINERS = "\u200c\u200d"
_FORBIDDEN = re.compile(r'[<>:"|?*]')


@dataclass(frozen=True)
class PaperName:
    """A name as it is kept, and what to say where the file's own name said something else."""

    name: str
    said: str = ""


def paper_name(given: str, paper_type: PaperType) -> PaperName:
    """Return the name under which a file of this type is kept."""
    stem = _cleaned(given)
    own = ENDINGS[paper_type]
    misnamed = ""
    while (ending := _ending(stem)) and ending not in own:
        misnamed = misnamed or ending
        stem = _trimmed(stem[: -len(ending)])
    ending = _ending(stem)
    bare = _trimmed(stem[: -len(ending)] if ending else stem) or "Paper"
    ending = ending or own[0]
    name = _trimmed(bare[: LONGEST - len(ending)]) + ending
    kind = TYPE_WORDS[paper_type]
    said = f"Its name ends in {misnamed}, but it is a {kind}: kept as that." if misnamed else ""
    return PaperName(name, said)


def _ending(name: str) -> str:
    """Return an ending that means something to a computer, in small letters; nothing else."""
    found = _ENDING.search(name)
    ending = found[0].lower() if found else ""
    return ending if ending in _KNOWN else ""


def _cleaned(given: str) -> str:
    last = re.split(r"[/\\]", given)[-1]
    shown = "".join(" " if letter.isspace() else letter for letter in last if _stays(letter))
    plain = _FORBIDDEN.sub(" ", unicodedata.normalize("NFC", shown))
    return _trimmed(" ".join(plain.split()))


def _stays(letter: str) -> bool:
    """Say whether a character may be in a name: no controls, signs of direction, stray halves."""
    kept = unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    return kept or letter in _JOINERS or letter in "\t\r\n"


def _trimmed(stem: str) -> str:
    return stem.strip(" .-~" + _JOINERS)
