"""What went wrong with the audit trail, in sentences for the same `explain`."""

from pbi_desktop.domain import audit_errors
from pbi_desktop.domain.explaining import explain, stopped
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.times import LONDON


@explain.register
def _(error: audit_errors.StoreIsOlder) -> str:
    there = error.seen_at.astimezone(LONDON)
    seen = f"{say_date(there.date())}, {there:%H:%M}"
    lacks = (
        f"{error.missing:,} entries are missing since {seen}"
        if error.missing
        else f"its history is not the one of {seen}"
    )
    return (
        f"This store is older than the one this computer last saw: {lacks}. It was not "
        "opened. Nothing was changed. If a copy was put back on purpose, a manager says so with "
        "pbi-desktop audit accept; if nobody did, tell your information governance lead."
    )


@explain.register
def _(error: audit_errors.NotACheckpoint) -> str:
    return (
        f"{error.name} cannot be used as a checkpoint: {stopped(error.why)} Nothing was checked. "
        "Take the file that pbi-desktop audit checkpoint wrote for this store."
    )
