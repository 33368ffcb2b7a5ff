"""Why a referral or signpost does not go that way, in sentences."""

from pbi_desktop.domain.casework import ReferralKind, ReferralStatus
from pbi_desktop.domain.explaining import explain
from pbi_desktop.domain.referrals import Move, MoveRefused

_STANDS = {
    ReferralStatus.MADE: "they have not answered yet",
    ReferralStatus.ACCEPTED: "it is accepted",
    ReferralStatus.RETURNED: "they sent it back",
    ReferralStatus.REROUTED: "it was sent on to somebody else",
    ReferralStatus.ATTENDED: "they came once",
    ReferralStatus.CLOSED: "it is closed",
    ReferralStatus.LAPSED: "it has lapsed",
}
_MOVES = {
    Move.ACCEPT: "accepted",
    Move.RETURN: "sent back",
    Move.SEND_ON: "sent on",
    Move.ATTEND: "moved on by a visit",
    Move.LAPSE: "let lapse",
    Move.CLOSE: "closed",
}


@explain.register
def _(error: MoveRefused) -> str:
    what = "signpost" if error.kind is ReferralKind.SIGNPOST else "referral"
    stands = _STANDS[error.status]
    if error.kind is ReferralKind.SIGNPOST and error.status is ReferralStatus.MADE:
        stands = "nobody has to answer a name and a number"
    return (
        f"This {what} cannot be {_MOVES[error.move]}: {stands}. Nothing was changed. "
        "Look at it again: somebody may have been faster."
    )
