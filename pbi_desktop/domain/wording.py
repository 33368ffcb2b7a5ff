"""What went wrong, in sentences a worker can use: what happened, what was lost, what to do."""

from pbi_desktop.domain import (
    access_words,
    audit_wording,
    copy_wording,
    errors,
    identity_words,
    joining,
    key_wording,
    letter_wording,
    own_plan_words,
    paper_wording,
    referral_wording,
    safety_wording,
    server_wording,
    sharing_wording,
)
from pbi_desktop.domain.explaining import capital, explain, in_time, stopped, thing

__all__ = [
    "access_words",
    "audit_wording",
    "copy_wording",
    "explain",
    "identity_words",
    "key_wording",
    "letter_wording",
    "own_plan_words",
    "paper_wording",
    "referral_wording",
    "safety_wording",
    "server_wording",
    "sharing_wording",
]

_ACTIONS = {
    "advance": "move this case on",
    "read": "see this",
    "write": "change this",
    "change": "change this",
    "export": "export this",
    "print": "print this",
    "share": "share this",
    "import": "bring data in",
}


@explain.register
def _(error: errors.NotPermitted) -> str:
    action = _ACTIONS.get(error.action, thing(error.action))
    return (
        f"You do not have the right to {action}. Nothing was changed. "
        "Ask the key worker or the duty lead."
    )


@explain.register
def _(error: errors.NothingAgreed) -> str:
    return (
        f"Nothing is agreed with {error.agency} for {thing(error.purpose)}: they may not be told "
        "of any case. Nothing was made or sent. Ask your information governance lead."
    )


@explain.register
def _(error: errors.NotFound) -> str:
    return (
        f"There is no such {thing(error.kind)}, or it is not shared with you. "
        "Nothing was changed. Check what you typed, or ask the duty lead."
    )


@explain.register
def _(error: errors.StaleRecord) -> str:
    return (
        f"Someone else changed this {thing(error.kind)} first. Nothing was overwritten. "
        "You now see their version; make your change again if it is still needed."
    )


@explain.register
def _(error: joining.Overtaken) -> str:
    return (
        f"{error.by or 'Someone else'} changed the same part of this {thing(error.kind)} first. "
        "Nothing was overwritten, and your change is not kept yet. You now see theirs; make your "
        "change again if it is still needed."
    )


@explain.register
def _(error: errors.Invalid) -> str:
    if not error.fields:
        return "Something here cannot be kept as it is. Nothing was saved. Check what you typed."
    what = " ".join(f"{capital(name)}: {stopped(hint)}" for name, hint in error.fields.items())
    return f"This is not saved yet, and what you typed is still here. {what}"


@explain.register
def _(error: errors.IllegalMove) -> str:
    return (
        f"A case cannot go from {thing(error.current)} to {thing(error.wanted)}. "
        "Nothing was changed. Choose the phase that comes next."
    )


@explain.register
def _(error: errors.UnreadableInput) -> str:
    return (
        f"{error.name} cannot be read: {stopped(error.reason)} Nothing from it was kept. "
        "Check the file, or ask whoever sent it for a new copy."
    )


@explain.register
def _(_error: errors.StoreError) -> str:
    return (
        "The store of records does not work as it should. Your last change may not be kept; "
        "everything before it is. Close the program and open it again."
    )


@explain.register
def _(_error: errors.WrongKey) -> str:
    return (
        "This key does not open this store. The records are unharmed. "
        "Use the recovery code, or check that this is the right store."
    )


@explain.register
def _(error: errors.DamagedStore) -> str:
    detail = f" ({error.detail})" if error.detail else ""
    return (
        f"The key is right, but part of the file is damaged{detail}. Nothing was written to it. "
        "Restore the last backup, and keep the damaged file for your administrator."
    )


@explain.register
def _(error: errors.NewerStore) -> str:
    return (
        f"A later version of this program ({error.found}) has used this store. "
        "Nothing was changed. Install the later version to open it."
    )


@explain.register
def _(error: errors.NotAStore) -> str:
    return (
        f"There is no store at {error.where}, or it is a file of another kind. "
        "Nothing was changed. Check the place, or make a new store."
    )


@explain.register
def _(error: errors.StoreBusy) -> str:
    return (
        f"Another copy of the program has {error.where} open. Nothing was changed. "
        "Use that window, or close it and try again."
    )


@explain.register
def _(error: errors.StoreUnavailable) -> str:
    return (
        f"The records cannot be reached: {stopped(error.reason)} "
        "Your last change was not kept; everything before it was. Try again in a minute."
    )


@explain.register
def _(_error: errors.DiskFull) -> str:
    return (
        "There is no room left on the disk. Your last change was not kept; everything before it "
        "was. Free some space, then save again."
    )


@explain.register
def _(error: errors.AuditBroken) -> str:
    return (
        f"The record of who did what does not add up from entry {error.entry} of {error.chain} "
        "on. Nothing was changed just now, but somebody may have altered the file. "
        "Stop, and tell your information governance lead."
    )


@explain.register
def _(error: errors.KeyringUnusable) -> str:
    return (
        f"This computer's key ring cannot keep a key safely ({error.backend}). "
        "No store was made or changed. Choose a passphrase instead."
    )


@explain.register
def _(error: errors.WeakPassphrase) -> str:
    advice = f" {stopped(error.advice)}" if error.advice else ""
    return (
        f"This passphrase is too easy to guess.{advice} Nothing was changed. "
        f"Use at least {error.shortest} characters: four unusual words do well."
    )


@explain.register
def _(error: errors.ClockWentBack) -> str:
    return (
        f"This computer's clock is {in_time(error.seconds)} behind the newest record. "
        "Nothing was changed. Set the clock right, then try again."
    )
