"""The sentences of the community map and the borough view."""

from dataclasses import dataclass

from pbi_desktop.services.town_rows import Asked
from pbi_desktop.ui.kit.canvas.wish import Class

TITLES = {False: "Community map", True: "Borough view"}
LEADS_ALONE = "The borough view is for who leads a team. Nothing was read."
STOPPED = "The reading was stopped. Nothing of it was kept."
READING = "Reading what holds people up around here."
CHANGED = "Records have changed since this was read."
NOT_FOUND = "Nothing on the map has these words in its name."
NOTHING_CHOSEN = "Choose something on the map or in a list to see what it is tied to."
NO_COLOUR = "kinds"
COLOURS = {
    Asked.SERVICES_ONLY: (("danger", False), ("ok", False), ("warn", True), ("ink3", True)),
    Asked.OUT_OF_REACH: (("danger", False), ("ok", False), ("warn", True), ("ink3", True)),
    Asked.CARRYING: (("primary", False), ("ok", False), ("warn", True), ("ink3", True)),
}
STEPS = (("1", "One step"), ("2", "Two steps"))


@dataclass(frozen=True)
class About:
    """One node of the map in words."""

    title: str
    kind: str
    tied: tuple[str, ...]
    """What it is tied to, the most important first."""
    more: int = 0
    """To how many others it is tied besides."""


def classes(asked: Asked, words: tuple[str, ...]) -> tuple[Class, ...]:
    """Return the key of a way to colour the map."""
    return tuple(
        Class(said, tone, hollow)
        for said, (tone, hollow) in zip(words, COLOURS[asked], strict=True)
    )


def how_far(done: int, of: int) -> str:
    """Return how far a reading is."""
    steps = "Reading" if done * 3 < of * 2 else "Laying it out"
    return f"{steps}: step {min(done + 1, of)} of {of}."


def tied(about: About) -> str:
    """Return what something is tied to, in a sentence."""
    if not about.tied:
        return "Tied to nothing else on the map."
    more = f" and {about.more:,} more" if about.more else ""
    return f"Tied to {'; '.join(about.tied)}{more}."


def which(at: int, of: int) -> str:
    """Return which of several finds is shown."""
    return "Found." if of == 1 else f"{at + 1} of {of} found; Enter shows the next."
