"""The words of what may be done with a referral or signpost. No Qt."""

from pbi_desktop.domain.casework import ReferralKind
from pbi_desktop.domain.referrals import Move
from pbi_desktop.services.case_rows import ReferralLine

MOVES = {
    Move.ACCEPT: "They accepted",
    Move.RETURN: "They sent it back",
    Move.SEND_ON: "Send it on",
    Move.ATTEND: "They came",
    Move.LAPSE: "Let it lapse",
    Move.CLOSE: "Close it",
}
ICONS = {
    Move.ACCEPT: "circle-check",
    Move.RETURN: "undo-2",
    Move.SEND_ON: "send",
    Move.ATTEND: "calendar-check",
    Move.LAPSE: "history",
    Move.CLOSE: "x",
}
_KEEPS = {
    Move.SEND_ON: "Send it on",
    Move.LAPSE: "Let it lapse",
    Move.CLOSE: "Close it",
}


def kept_words(move: Move | None) -> str:
    """Return what the button says that keeps a move."""
    return "Keep" if move is None else _KEEPS.get(move, "Keep")


def stands(line: ReferralLine) -> str:
    """Return which one it is, and whom it waits for."""
    what = "Referral" if line.kind is ReferralKind.REFERRAL else "Signpost"
    return f"{what} to {line.to or 'a service'}. {line.waits}".strip()
