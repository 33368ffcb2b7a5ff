"""What can go wrong between this computer and a team's server, as facts."""

from dataclasses import dataclass

from pbi_desktop.domain.errors import NotFound, StoreError, StoreUnavailable


@dataclass
class SecretInAddress(StoreError):
    """The address of a server has a password in it: addresses are written down and shown."""


@dataclass
class WeakConnection(StoreError):
    """An address asks for less than proven encryption to a server on another computer."""

    where: str
    asked: str
    needed: str


@dataclass
class ServerAway(StoreUnavailable):
    """The server does not answer, or went away in the middle; what was under way is not kept."""


@dataclass
class ServerNotProven(StoreUnavailable):
    """Whoever answers has no certificate that shows it is the team's server."""


@dataclass
class LoginRefused(StoreError):
    """The server does not take this login: wrong or expired password, or it may not sign in."""


@dataclass
class LoginWithoutWorker(NotFound):
    """The server knows the login, and no active worker of the store has it."""


@dataclass
class WorkerWithoutAgency(StoreError):
    """The worker's agency is no longer part of the store: nothing is agreed with nobody."""


@dataclass
class NotJoined(StoreError):
    """Nobody has joined this store from this account of this computer."""

    where: str


@dataclass
class BadJoiningCode(StoreError):
    """This is no joining code, or not all of one."""


@dataclass
class SpentJoiningCode(StoreError):
    """The joining code was used already, or its days have passed."""


@dataclass
class NotForServers(StoreError):
    """This is done to a file; on a server the administrator does it with the server's own tools."""

    what: str
    instead: str


@dataclass
class OnlyOnServers(StoreError):
    """This is done to a server's store, and a file was named."""

    what: str


@dataclass
class NotTheAdministrator(StoreError):
    """A store on a server is made and upgraded by a superuser of it, and this login is none."""
