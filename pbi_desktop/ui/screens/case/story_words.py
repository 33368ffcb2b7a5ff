"""A story entry as a list shows it: words already covered where privacy asks for it. No Qt."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from pbi_desktop.domain.casework import Marking
from pbi_desktop.domain.names import name_key
from pbi_desktop.services.case_rows import StoryEntry
from pbi_desktop.ui.screens.case.day_words import short_instant
from pbi_desktop.ui.screens.case.words import low, marking_words, sort_of, under

_ANY = "x"


@dataclass(frozen=True)
class StoryLine:
    """What one line of the story says."""

    day: str
    icon: str
    title: str
    by: str
    body: str
    mark: str

    @property
    def spoken(self) -> str:
        """The whole line as it is read out."""
        head = f"{self.day}: {self.title}, {self.by}" if self.by else f"{self.day}: {self.title}"
        parts = [head, self.body, f"Marked {low(self.mark)}" if self.mark else ""]
        return ". ".join(part.rstrip(". ") for part in parts if part) + "."


def story_line(entry: StoryEntry, today: date, cover: Callable[[str], str]) -> StoryLine:
    """Return a line; `cover` hides what privacy hides."""
    return StoryLine(
        day=short_instant(entry.at, today),
        icon=sort_of(entry.kind).icon,
        title=entry.title,
        by=entry.by,
        body=cover(entry.body),
        mark=marking_words(entry.marking, entry.told_by if cover(_ANY) == _ANY else ""),
    )


def chosen(
    entries: Sequence[StoryEntry],
    filters: Collection[str] = (),
    marks: Collection[Marking] = (),
    words: str = "",
) -> list[StoryEntry]:
    """Return the entries under any of the filters, with any of the marks, and with every word."""
    wanted = name_key(words).split()
    return [
        entry
        for entry in entries
        if (not filters or not under(entry.kind, entry.category).isdisjoint(filters))
        and (not marks or entry.marking in marks)
        and (not wanted or _holds(entry, wanted))
    ]


def _holds(entry: StoryEntry, wanted: Sequence[str]) -> bool:
    told = name_key(f"{entry.title} {entry.by} {entry.body} {entry.told_by}")
    return all(word in told for word in wanted)
