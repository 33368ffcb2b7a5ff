"""Letters as a screen sees them: templates, one with the case's fields, and one that is made."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.ids import AgencyId
from pbi_desktop.domain.letters import Template, missing_fields


@dataclass(frozen=True)
class LetterDraft:
    """A template with what the case says of its fields, and whether a letter is safe."""

    template: Template
    values: Mapping[str, str]
    """By field; what the case does not say is not there."""
    address: str
    """Where it goes, if the case says so."""
    unsafe: str = ""
    """Why no letter may go to the person; empty where it is safe, or goes to somebody else."""
    instead: str = ""
    """Where their letters go, where that is not where they live."""
    other: Template | None = None
    """The same in the person's first language, where the team has it."""

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields that have to be filled in."""
        both = self.template.text + (self.other.text if self.other is not None else "")
        return missing_fields(both, self.values)


@dataclass(frozen=True)
class LetterWish:
    """A letter to be made: the text as it was edited, and what its fields say."""

    template: str
    text: str
    values: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    agency: AgencyId | None = None
    """The agency of the store that it goes to, where it is one."""
    agreed: bool = False
    """The person agreed that somebody else is written to."""
    beside: str = ""
    """What stands before the English, in the person's first language; empty: English alone."""


@dataclass(frozen=True)
class LetterMade:
    """A letter that is kept as a paper: the news, and what its file holds."""

    changes: Changes
    name: str
    pdf: bytes
