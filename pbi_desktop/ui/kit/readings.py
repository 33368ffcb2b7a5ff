"""From a rule that refuses by an error to a reading that a field can echo. No Qt."""

from collections.abc import Callable
from typing import TypeVar

from pbi_desktop.domain.errors import Invalid
from pbi_desktop.ui.kit.ports import Reading

T = TypeVar("T")


def reading(read: Callable[[str], T], echo: Callable[[T], str]) -> Callable[[str], Reading[T]]:
    """Return a reader for a field: it echoes what was understood, or says how to mend it."""

    def try_to_read(text: str) -> Reading[T]:
        try:
            value = read(text)
        except Invalid as refused:
            return Reading(problem=" ".join(refused.fields.values()))
        return Reading(value, echo(value))

    return try_to_read
