"""A story entry as a list shows it: words already covered where privacy asks for it. No Qt."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from pbi_desktop.domain.casework import Marking
from pbi_desktop.domain.times import london_day
from pbi_desktop.services.case_rows import CaseBefore, StoryEntry
from pbi_desktop.ui.screens.case.day_words import in_sentence, short_instant
from pbi_desktop.ui.screens.case.story_filters import Sieve, StoryFilter
from pbi_desktop.ui.screens.case.words import low, marking_words, sort_of

_ANY = "x"
_TABS = {
    "capacity_decisions": "now",
    "cases": "now",
    "children_seen": "now",
    "concerns": "now",
    "financial_gains": "money",
    "going_along": "now",
    "hand_overs": "sharing",
    "key_dates": "now",
    "papers": "papers",
    "phase_records": "now",
    "referrals": "plan",
    "resident_stories": "sharing",
    "risks": "now",
    "stage_ratings": "now",
}
"""The tab on which each kind of record stands with all that it says."""
MARK_ICONS = {
    Marking.FACT: "square-check",
    Marking.OPINION: "circle-dashed",
    Marking.TOLD: "message-square-quote",
}
"""The shape that stands beside the word: sorts of statement differ in more than colour."""


@dataclass(frozen=True)
class StoryLine:
    """What one line of the story says."""

    day: str
    icon: str
    title: str
    by: str
    body: str
    mark: str
    marking: Marking | None = None
    agency: str = ""
    about: str = ""
    """Whom it is about, where the story tells of several."""
    corrected: str = ""
    voice: int = 0
    """How many letters of the body, from its first on, are somebody's own words."""
    case: str = ""
    """Which case before this one it is from."""

    @property
    def who(self) -> str:
        """Who wrote it, of which agency, and whom it is about."""
        about = f"about {self.about}" if self.about else ""
        case = f"case {self.case}" if self.case else ""
        return " · ".join(part for part in (self.by, self.agency, about, case) if part)

    @property
    def spoken(self) -> str:
        """The whole line as it is read out."""
        head = ", ".join(
            part for part in (f"{self.day}: {self.title}", self.by, self.agency) if part
        )
        parts = [
            head,
            f"About {self.about}" if self.about else "",
            f"From case {self.case}" if self.case else "",
            self.body,
            f"Marked {low(self.mark)}" if self.mark else "",
            self.corrected,
        ]
        return ". ".join(part.rstrip(". ") for part in parts if part) + "."


def story_line(
    entry: StoryEntry,
    today: date,
    cover: Callable[[str], str],
    whom: Callable[[str], str] | None = None,
) -> StoryLine:
    """Return a line; `cover` hides what privacy hides, `whom` names whom it is about."""
    covered = cover(_ANY) != _ANY
    return StoryLine(
        day=short_instant(entry.at, today),
        icon=sort_of(entry.kind).icon,
        title=entry.plain_title or entry.title if covered else entry.title,
        by=entry.by,
        body=cover(entry.body),
        mark=marking_words(entry.marking, "" if covered else entry.told_by),
        marking=None if entry.marking is Marking.NOT_MARKED else entry.marking,
        agency=entry.agency,
        about=whom(entry.about_name) if whom else "",
        corrected=corrected_words(entry, today),
        voice=0 if covered else entry.voice,
        case=entry.reference,
    )


def earlier_words(before: Sequence[CaseBefore]) -> str:
    """Return which cases there were before, as they stand after "Also what was before:"."""
    return ", ".join(one.said for one in before)


def place_of(entry: StoryEntry) -> tuple[str, str]:
    """Return the tab on which an entry's own record stands, and its name; none for most notes."""
    tab = _TABS.get(entry.record, "")
    return tab, tab.capitalize()


def corrected_words(entry: StoryEntry, today: date) -> str:
    """Return that an entry was corrected, when and by whom; nothing where it was not."""
    if entry.corrected is None:
        return ""
    said = "Moved" if entry.moved else "Corrected"
    day = in_sentence(london_day(entry.corrected.at), today)
    return f"{said} {day} by {entry.corrected.by}"


def chosen(
    entries: Sequence[StoryEntry],
    filters: Collection[str] = (),
    marks: Collection[Marking] = (),
    words: str = "",
) -> list[StoryEntry]:
    """Return the entries under any of the filters, with any of the marks, and with every word."""
    wanted = StoryFilter(frozenset(filters), frozenset(marks), words=words)
    return Sieve().chosen(entries, wanted)
