"""What can go wrong on the command line alone, as facts, and the sentence for each."""

from dataclasses import dataclass

from pbi_desktop.domain.errors import Invalid, PbiError, StoreError
from pbi_desktop.domain.explaining import capital, stopped
from pbi_desktop.domain.wording import explain


@dataclass
class CannotWrite(PbiError):
    """A file that was asked for could not be written."""

    where: str
    reason: str


@dataclass
class NoStoreYet(StoreError):
    """There is nothing at the place where a store was looked for."""

    where: str


@dataclass
class KeyNeeded(StoreError):
    """The store is no demo, and neither a key file nor a person at a terminal gave a key."""

    where: str


@dataclass
class NotADemo(StoreError):
    """A demo was to be made anew where somebody's store lies."""

    where: str


class NoDisplay(PbiError):
    """The window was asked for where nothing can show one."""


@dataclass
class ServerStore(StoreError):
    """This is done to stores that are files, and one on a database server was named."""

    where: str


def sentence(error: BaseException) -> str:
    """Return what to print about a failure."""
    if isinstance(error, Invalid):  # nobody typed into a form: "what you typed" is not the word
        what = " ".join(f"{capital(name)}: {stopped(hint)}" for name, hint in error.fields.items())
        return f"Nothing was done. {what}".rstrip()
    return explain(error)


@explain.register
def _(error: CannotWrite) -> str:
    return (
        f"{error.where} cannot be written: {stopped(error.reason)} Nothing of it is there; the "
        "records are unharmed. Choose another place, then try again."
    )


@explain.register
def _(error: NoStoreYet) -> str:
    return (
        f"There is no store at {error.where}. Nothing was changed. "
        "Make an invented team to try the program with: pbi-desktop demo"
    )


@explain.register
def _(error: KeyNeeded) -> str:
    return (
        f"The store at {error.where} is locked, and no key was given. The records are unharmed. "
        "Give --key-file FILE, a file of mode 0600 with the passphrase or the recovery code."
    )


@explain.register
def _(error: NotADemo) -> str:
    return (
        f"The store at {error.where} is not a demo. It was left as it is. "
        "Choose another place for the demo with --store PATH."
    )


@explain.register
def _(_error: NoDisplay) -> str:
    return (
        "There is no display here to open a window on. Nothing was changed. "
        "Use a command instead (see --help), or start this on a computer with a screen."
    )


@explain.register
def _(error: ServerStore) -> str:
    return (
        f"This is done to stores that are files, not to {error.where}. Nothing was changed. "
        "Name a file with --store PATH."
    )
