"""The sentences for papers that are not kept or not whole."""

from pbi_desktop.domain import papers
from pbi_desktop.domain.explaining import explain


@explain.register
def _(error: papers.PaperRefused) -> str:
    what = f"“{error.name}”" if error.name else "The file"
    return f"{what} was not kept. {papers.REFUSALS[error.reason]}"


@explain.register
def _(error: papers.PaperKeptAlready) -> str:
    return (
        f"This case already has this paper, as “{error.name}”. It was not kept a second time. "
        "Open the one that is there."
    )


@explain.register
def _(error: papers.PaperDamaged) -> str:
    return (
        f"“{error.name}” is not as it was when it was attached, so it is not opened. "
        "Nothing was changed. Tell your administrator: a copy of the store may still have it."
    )


@explain.register
def _(error: papers.FileUnreadable) -> str:
    return (
        f"“{error.name}” cannot be read. Nothing was kept or changed. "
        "Check that it is still there, then try again."
    )
