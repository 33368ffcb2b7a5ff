"""The outcomes report as files: each form whole, or none of them."""

from collections.abc import Callable
from pathlib import Path

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.errors import PbiError
from pbi_desktop.services.outcome_rows import OutcomesPage
from pbi_desktop.services.reports import MadeOfCounts, Reports
from pbi_desktop.services.whole_files import write_all

_FORMS: tuple[tuple[str, Callable[[MadeOfCounts], bytes]], ...] = (
    (".pdf", lambda made: made.pdf),
    (".xlsx", lambda made: made.workbook),
    (".html", lambda made: made.html.encode("utf-8")),
    (".json", lambda made: made.json.encode("utf-8")),
)


class CannotSave(PbiError):
    """A folder took no file."""

    def __init__(self, folder: str, why: str) -> None:
        super().__init__(folder)
        self.folder, self.why = folder, why


def export(
    reports: Reports, actor: Actor, page: OutcomesPage, folder: Path, *, shared: bool
) -> tuple[Path, ...]:
    """Write the report of the page's question in every form; returns the files.

    It is counted again, so that what leaves is what the records say now, and the printing is
    logged. CannotSave where the folder takes no file; then nothing of it is left there.
    """
    asked, filtered = page.asked, page.result.question.filter
    made = reports.outcomes(
        actor, asked.period.first, asked.period.last, filtered.get("site", ""), shared=shared
    )
    copy = "shared" if shared else "team"
    name = f"outcomes-{asked.period.first}-to-{asked.period.last}-{copy}"
    return save_all(folder, {name + ending: form(made) for ending, form in _FORMS})


def save_all(folder: Path, files: dict[str, bytes]) -> tuple[Path, ...]:
    """Write files into a folder; CannotSave where there is none or it takes none.

    A folder is made only in one that is there: a slip in a long path makes no new place.
    """
    try:
        folder.mkdir(exist_ok=True)
        return write_all(folder, files)
    except OSError as error:
        raise CannotSave(str(folder), error.strerror or type(error).__name__) from error
