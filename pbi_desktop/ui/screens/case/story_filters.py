"""What of a story is shown: by kind, agency, person, mark and words. No Qt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from pbi_desktop.domain.casework import Marking
from pbi_desktop.domain.names import name_key
from pbi_desktop.services.case_rows import StoryEntry
from pbi_desktop.ui.screens.case.words import under


@dataclass(frozen=True)
class StoryFilter:
    """Which entries are wanted; nothing chosen of a sort is every one of it."""

    kinds: frozenset[str] = frozenset()
    marks: frozenset[Marking] = frozenset()
    agency: str = ""
    person: str = ""
    """The id of somebody of the case, as text."""
    words: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        chosen = self.kinds or self.marks or self.agency or self.person
        return bool(chosen or self.words.strip())


NO_FILTER = StoryFilter()


class Sieve:
    """Chooses entries, and remembers what each can be found by."""

    def __init__(self) -> None:
        self._found_by: dict[tuple[UUID, int], str] = {}

    def forget(self) -> None:
        """Another story is in view."""
        self._found_by.clear()

    def know(self, entries: Iterable[StoryEntry]) -> None:
        """Work out what these can be found by, before anybody types a word."""
        for one in entries:
            key = (one.id, one.version)
            if key not in self._found_by:
                self._found_by[key] = found_by(one)

    def chosen(self, entries: Iterable[StoryEntry], wanted: StoryFilter) -> list[StoryEntry]:
        """Return the entries that come under every part of the filter, in their order."""
        if not wanted.narrows:
            return list(entries)
        words = name_key(wanted.words).split()
        return [one for one in entries if _fits(one, wanted) and self._holds(one, words)]

    def _holds(self, entry: StoryEntry, words: Sequence[str]) -> bool:
        if not words:
            return True
        self.know((entry,))
        told = self._found_by[entry.id, entry.version]
        return all(word in told for word in words)


def found_by(entry: StoryEntry) -> str:
    """Return all words that an entry can be found by, as they are compared."""
    said = (
        entry.title,
        entry.by,
        entry.agency,
        entry.about_name,
        entry.body,
        entry.told_by,
        entry.reference,
    )
    return name_key(" ".join(part for part in said if part))


def _fits(entry: StoryEntry, wanted: StoryFilter) -> bool:
    return (
        (not wanted.kinds or not under(entry.kind, entry.category).isdisjoint(wanted.kinds))
        and (not wanted.marks or entry.marking in wanted.marks)
        and (not wanted.agency or entry.agency == wanted.agency)
        and (not wanted.person or str(entry.about) == wanted.person)
    )


def say_count(shown: int, read: int, *, narrowed: bool, more: bool) -> str:
    """Return how many entries are shown, of how many; more are still being read, or not."""
    many = "1 entry" if read == 1 else f"{read:,} entries"
    said = f"{shown:,} of {many}" if narrowed else many
    return f"{said} so far" if more else said
