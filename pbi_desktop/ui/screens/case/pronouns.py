"""How a person is spoken of in headings; by no more than what they told us. No Qt."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Pronouns:
    """The words for headings: "Working with her", "What she has gained", "Her words"."""

    subject: str
    object: str
    possessive: str
    plural: bool = False

    @property
    def has(self) -> str:
        """The subject with its verb: "she has", "they have"."""
        return f"{self.subject} {'have' if self.plural else 'has'}"

    @property
    def view(self) -> str:
        """The heading over the person's own view: "Her view"."""
        return f"{self.possessive.capitalize()} view"


_THEY = Pronouns("they", "them", "their", plural=True)
_KNOWN = {
    "she": Pronouns("she", "her", "her"),
    "he": Pronouns("he", "him", "his"),
    "they": _THEY,
}


def pronouns(recorded: str) -> Pronouns:
    """Return the words for what is recorded, such as "she/her"; "they" for anything else."""
    first = recorded.casefold().replace(" ", "").partition("/")[0]
    return _KNOWN.get(first, _THEY)
