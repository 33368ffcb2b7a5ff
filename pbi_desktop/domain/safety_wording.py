"""What went wrong with safety records, in sentences."""

from pbi_desktop.domain.concerns import ConcernMoved
from pbi_desktop.domain.explaining import explain, thing
from pbi_desktop.domain.safety import CapacityMissing


@explain.register
def _(error: ConcernMoved) -> str:
    return (
        f"This concern is {thing(error.current)} already, so it cannot become "
        f"{thing(error.wanted)}. Nothing was changed. If that was a mistake, whoever did it can "
        "undo it; otherwise record a new concern."
    )


@explain.register
def _(_error: CapacityMissing) -> str:
    return (
        "This step restricts the person, and no decision on capacity allows it yet: it is not "
        "done. Nothing was changed. Record with /capacity that they agreed, or what was decided "
        "in their best interest and who was asked."
    )
