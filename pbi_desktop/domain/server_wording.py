"""What went wrong with a team's server, in sentences for the same `explain`."""

from pbi_desktop.domain import server_errors
from pbi_desktop.domain.explaining import explain, stopped


@explain.register
def _(_error: server_errors.SecretInAddress) -> str:
    return (
        "There is a password in the address of the server. Nothing was done, and the address was "
        "written nowhere. Leave the password out: joining puts it into the key ring."
    )


@explain.register
def _(error: server_errors.WeakConnection) -> str:
    return (
        f"The address of {error.where} asks for {error.asked}, and only {error.needed} proves "
        "that the right server answers. Nothing was sent. Leave that out of the address."
    )


@explain.register
def _(_error: server_errors.ServerAway) -> str:
    return (
        "The team's server does not answer. What you were just saving was not kept unless the "
        "program says so; everything before it was, and what you typed is still here. Check the "
        "network, then try again in a minute."
    )


@explain.register
def _(_error: server_errors.ServerNotProven) -> str:
    return (
        "Whatever answers at this address could not prove that it is the team's server: its "
        "certificate does not match. Nothing was sent to it, and nothing is lost. Do not try to "
        "get round this; tell your IT service."
    )


@explain.register
def _(_error: server_errors.LoginRefused) -> str:
    return (
        "The team's server does not take your login any more: it was ended, or its time ran out. "
        "Nothing was changed. Ask your team manager for a new joining code."
    )


@explain.register
def _(_error: server_errors.LoginWithoutWorker) -> str:
    return (
        "The server knows your login, and nobody who works in this store has it. Nothing was "
        "shown or changed. Ask your team manager whether you still belong to the team."
    )


@explain.register
def _(_error: server_errors.WorkerWithoutAgency) -> str:
    return (
        "You belong to no agency of this store any more, so nothing is shared with you. Nothing "
        "was changed. Ask your team manager which agency you work for now."
    )


@explain.register
def _(error: server_errors.NotJoined) -> str:
    return (
        f"Nobody has joined {error.where} from your account of this computer. Nothing was "
        "changed. Ask your team manager for a joining code, then give it to "
        "pbi-desktop store join."
    )


@explain.register
def _(_error: server_errors.BadJoiningCode) -> str:
    return (
        "This is no joining code, or a part of it is missing. Nothing was changed. Copy it "
        "again from its first letter to its last."
    )


@explain.register
def _(_error: server_errors.SpentJoiningCode) -> str:
    return (
        "This joining code was used already, or its days have passed. Nothing was changed. "
        "If it was not you who used it, tell your team manager at once; else ask for a new one."
    )


@explain.register
def _(error: server_errors.NotForServers) -> str:
    return (
        f"To {error.what} is done to a store that is a file; this one is on a server. "
        f"Nothing was changed. {stopped(error.instead)}"
    )


@explain.register
def _(error: server_errors.OnlyOnServers) -> str:
    return (
        f"To {error.what} is done to a store on a server; this one is a file. Nothing was "
        "changed. Name the server's store with --store postgresql://host/database."
    )


@explain.register
def _(_error: server_errors.NotTheAdministrator) -> str:
    return (
        "This login is no superuser of the server, and only one may make the roles that the "
        "rule needs. Nothing was changed. Ask the server's administrator to do it."
    )
