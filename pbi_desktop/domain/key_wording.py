"""What went wrong with keys and with the place of a store, in sentences for the same `explain`."""

from pbi_desktop.domain import key_errors
from pbi_desktop.domain.explaining import explain, in_time, stopped

_SLOTS = {
    "keyring": "key in this computer's key ring",
    "recovery": "recovery code",
    "passphrase": "passphrase",
}


@explain.register
def _(error: key_errors.KeysMissing) -> str:
    return (
        f"The store is there, but its key file {error.where} is missing. The records are "
        "unharmed. Put the key file back beside the store, or restore the last backup."
    )


@explain.register
def _(error: key_errors.DamagedKeys) -> str:
    return (
        f"The key file {error.where} is damaged: {stopped(error.reason)} The records are "
        "unharmed. Put the previous copy of the key file back, or restore the last backup."
    )


@explain.register
def _(error: key_errors.NoSlot) -> str:
    return (
        f"This store has no {_slot(error.kind)} for you. The records are unharmed. "
        "Open it in another way, or ask your administrator."
    )


@explain.register
def _(error: key_errors.SlotStillNeeded) -> str:
    return (
        f"The {_slot(error.kind)} cannot be removed: nothing else is known to open this store. "
        "Nothing was changed. Open it once in another way first."
    )


@explain.register
def _(error: key_errors.StoreExists) -> str:
    return (
        f"There is a store at {error.where} already, or the keys of one. Nothing was "
        "overwritten. Open it, or choose another place."
    )


@explain.register
def _(error: key_errors.MistypedCode) -> str:
    where = f" in group {error.group}" if error.group is not None else ""
    return (
        f"There is a typing mistake{where} of the recovery code. Nothing was changed. "
        "Compare it with the paper and type it again."
    )


@explain.register
def _(error: key_errors.TooManyTries) -> str:
    return (
        "That was wrong too many times. The records are unharmed. "
        f"Wait {in_time(error.wait_seconds)}, then try again."
    )


@explain.register
def _(error: key_errors.BadKeyFile) -> str:
    return (
        f"The key file {error.where} cannot be used: {stopped(error.reason)} "
        "Nothing was changed. Check the file, or open the store in another way."
    )


@explain.register
def _(error: key_errors.UnsafePlace) -> str:
    where = error.where or "This folder"
    return (
        f"{where} is on a network drive, or something copies it elsewhere, and a store there can "
        "be torn. Nothing was written. Choose a folder on this computer's own disk."
    )


@explain.register
def _(error: key_errors.UnsafeLibrary) -> str:
    found = f" ({error.found} found, {error.needed} needed)" if error.needed else ""
    return (
        f"The database library of this installation is not safe to keep records with{found}. "
        "Nothing was written. Install the program again, or ask your administrator."
    )


@explain.register
def _(_error: key_errors.WrongCode) -> str:
    return (
        "This recovery code is typed well and is not one of this store. The records are unharmed. "
        "Look for the newest sheet. If it is lost, unlock in another way and print a new code."
    )


@explain.register
def _(_error: key_errors.KeyringMissing) -> str:
    return (
        "No key ring that keeps secrets answers on this computer now. Nothing was changed, and the "
        "records are unharmed. Use a passphrase or the recovery code."
    )


@explain.register
def _(error: key_errors.KeyringSilent) -> str:
    return (
        f"This computer's key ring ({error.backend}) gave no answer: it is locked, or was told not "
        "to answer. The records are unharmed. Unlock the key ring and try again, or use your "
        "passphrase or the recovery code."
    )


@explain.register
def _(error: key_errors.KeyringEmpty) -> str:
    return (
        f"This computer's key ring ({error.backend}) holds no key of this store any more. The "
        "records are unharmed. Use your passphrase or the recovery code, then add a new key."
    )


@explain.register
def _(error: key_errors.KeyringChanged) -> str:
    return (
        f"The key of this store was put into another key ring ({error.was}) than the one that "
        f"answers now ({error.backend}). The records are unharmed. Use your passphrase or the "
        "recovery code, or bring the other key ring back."
    )


@explain.register
def _(_error: key_errors.SharedComputer) -> str:
    return (
        "Several people use this computer, so its key ring opens nothing here. Nothing was "
        "changed. Use your own passphrase or recovery code."
    )


@explain.register
def _(_error: key_errors.OnlyKeyring) -> str:
    return (
        "On a shared computer the key ring is not used, and you have no other key to this store. "
        "Nothing was changed. Add a passphrase first: pbi-desktop store keys add."
    )


@explain.register
def _(error: key_errors.UnknownKey) -> str:
    return (
        f"There is not exactly one key named {error.name}. Nothing was changed. "
        "List them: pbi-desktop store keys list."
    )


@explain.register
def _(error: key_errors.NobodyToAsk) -> str:
    return (
        f"{stopped(error.what)} There is no terminal here to type it at. Nothing was changed. "
        "Run the same command in a terminal."
    )


@explain.register
def _(_error: key_errors.TypedDifferently) -> str:
    return (
        "The passphrase was not typed the same both times. Nothing was changed. "
        "Run the command again."
    )


def _slot(kind: str) -> str:
    return _SLOTS.get(kind, kind.replace("_", " "))
