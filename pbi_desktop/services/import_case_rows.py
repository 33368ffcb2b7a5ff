"""What an import of cases says of itself, and how it is watched and stopped."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pbi_desktop.domain.errors import PbiError
from pbi_desktop.domain.intake_matching import MaybeKnown
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.import_rows import ImportReport

Watch = Callable[[str, int, int], bool]
"""Hears what is done, how many rows and of how many; False stops the run, which keeps nothing."""


def nobody_watches(_step: str, _done: int, _of: int) -> bool:
    """Hear nothing and go on."""
    return True


@dataclass
class ImportStopped(PbiError):
    """Somebody stopped an import; nothing of it was kept."""

    step: str


@explain.register
def _(_error: ImportStopped) -> str:
    return "The import was stopped. Nothing of it was kept. Start it again when you like."


@dataclass(frozen=True)
class CasesReport(ImportReport):
    """One run of people and cases, or what it would do; figures count rows of the files."""

    maybe_known: tuple[MaybeKnown, ...] = ()
    """Who may be known already: each needs an answer, and is left out until there is one."""
    left_out: int = 0
    """Rows left out because somebody answered so."""
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """For each sheet, which column was read as which field."""
    remembered: tuple[str, ...] = ()
    """The sheets whose columns were read as they were the last time."""
    counted: Mapping[str, int] = field(default_factory=dict)
    """How many people, cases, stages and gains are new."""
