"""What went wrong with copies of a store, in sentences for the same `explain`."""

from pbi_desktop.domain import copy_errors
from pbi_desktop.domain.explaining import explain, stopped


@explain.register
def _(_error: copy_errors.CopyStopped) -> str:
    return (
        "The copy was stopped. Nothing of it is left, and the records are unharmed. "
        "Make it again when it suits."
    )


@explain.register
def _(error: copy_errors.CopyNotProven) -> str:
    return (
        f"The copy was made and did not come back as it should: {stopped(error.reason)} It was "
        "thrown away; the records are unharmed. Try another disk, then check the store itself."
    )


@explain.register
def _(error: copy_errors.NoCopies) -> str:
    return (
        f"There is no proven copy at {error.where}. Nothing was changed. "
        "Name a copy, or the folder that the copies are in."
    )


@explain.register
def _(error: copy_errors.ManifestMissing) -> str:
    return (
        f"The copy {error.where} has no manifest beside it, so nothing can show that it is whole. "
        "Nothing was restored. Put the file ending in .manifest back, or take another copy."
    )


@explain.register
def _(error: copy_errors.ManifestWrong) -> str:
    return (
        f"The manifest {error.where} is not the one of this copy: {stopped(error.reason)} "
        "Nothing was restored. Put the right one back, or take another copy."
    )


@explain.register
def _(error: copy_errors.CopyDamaged) -> str:
    return (
        f"The copy {error.where} is not as it was when it was proven: {stopped(error.reason)} "
        "Nothing was restored, and nothing was overwritten. Take an earlier copy."
    )


@explain.register
def _(error: copy_errors.CopyIsNoStore) -> str:
    return (
        f"{error.where} is a copy of a store, and working in it would make two stores of one. "
        "Nothing was changed. Restore it first (pbi-desktop store restore), and work in that."
    )


@explain.register
def _(error: copy_errors.NoRoomForCopy) -> str:
    return (
        f"There is no room left on the disk of {error.where}. Nothing half-made is left, and the "
        f"records are unharmed. Free about {max(1, error.needed // 1_000_000):,} MB, or choose "
        "another disk."
    )


@explain.register
def _(error: copy_errors.NoFolder) -> str:
    return (
        f"The folder {error.where} is not there. Nothing was copied, and the records are "
        "unharmed. Plug the disk in or make the folder, then try again."
    )
