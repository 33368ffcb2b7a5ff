"""The names that a search forgives slips in, at hand between two keys, and kept up to date."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pbi_desktop.analysis.name_index import NameIndex
from pbi_desktop.domain.actor import Actor
from pbi_desktop.store.reading import Reading


@dataclass
class KnownNames:
    """The names that one worker's searches know of, and how far they are up to date."""

    actor: Actor
    mark: tuple[int, ...] | None = None
    given: NameIndex = field(default_factory=NameIndex)
    family: NameIndex = field(default_factory=NameIndex)
    other: NameIndex = field(default_factory=NameIndex)

    def catch_up(self, reading: Reading, now: int) -> None:
        """Take in the names that came since the last search, by whomever."""
        news = reading.names.news(self.actor, self.mark, now)
        if news.afresh:
            self.given, self.family, self.other = NameIndex(), NameIndex(), NameIndex()
        self.mark = news.mark
        self.given.add(news.names.given)
        self.family.add(news.names.family)
        self.other.add(news.names.other)

    def others_near(self, words: Sequence[str]) -> set[str]:
        """Return the other names that hold one of these words, or one that is a slip away."""
        near: set[str] = set()
        for word in words:
            near |= self.other.same(word) | self.other.alike(word, 1)
        return near
