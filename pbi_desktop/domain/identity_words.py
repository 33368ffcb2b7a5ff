"""Who is the same person as whom, in sentences."""

from pbi_desktop.domain import identity
from pbi_desktop.domain.explaining import explain


@explain.register
def _(_error: identity.KeptApart) -> str:
    return (
        "That would make one person of two who were said not to be the same. Nothing was changed. "
        "Take “not the same” back first, if it was wrong."
    )


@explain.register
def _(_error: identity.OnePerson) -> str:
    return (
        "These records are linked as one person, so they cannot be kept apart. Nothing was "
        "changed. Split them first, if the link was wrong."
    )
