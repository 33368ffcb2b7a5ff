"""The network in words as blocks of a report: for who would rather read it than look at it."""

from collections.abc import Iterator

from pbi_desktop.domain.documents import Block, Heading, ListBlock, Para
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.ties import Outline

TITLE = "The same network in words"


def network_in_words(words: Outline, source: str) -> tuple[Block, ...]:
    """Return every line of a network under the headings of its parts, and what would break."""
    return tuple(_blocks(words, source))


def _blocks(words: Outline, source: str) -> Iterator[Block]:
    yield Heading(2, (TITLE,))
    yield Para((f"As it was on {say_date(words.as_at)}. Source: records of {source}.",))
    for part in words.sections:
        yield Heading(3, (f"{part.title}: {part.count}",))
        if part.lines:
            yield ListBlock(tuple((line.spoken,) for line in part.lines))
        if part.empty:
            yield Para((part.empty,))
    if words.fragile:
        yield Heading(3, ("What would break",))
        yield ListBlock(tuple((line,) for line in words.fragile))
