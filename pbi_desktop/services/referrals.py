"""Referrals and signposts after they were made: answered, sent on, lapsed; and who waits."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import ReferralKind, ReferralStatus
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import AgencyId, CaseId
from pbi_desktop.domain.referrals import SIGNPOST_LAPSES_AFTER, Move, Side, may_lapse_by_age
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import Agency, Case, Referral
from pbi_desktop.services.casework import changeable
from pbi_desktop.services.referral_moves import goes_to, move_referral, new_referral
from pbi_desktop.services.referral_reading import (
    age_of,
    last_visit,
    referrals_waiting,
    waits_since,
)
from pbi_desktop.services.referral_rows import ReferralTelling, ReferralWaiting, To, ToAgency
from pbi_desktop.services.referral_telling import for_good, tell, would_tell
from pbi_desktop.services.summary_preview import writable_case
from pbi_desktop.services.typed import Typed
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work


class Referrals:
    """Says what became of a referral, as it was told to us or as we decide."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def waiting(self, actor: Actor, *, everybodys: bool = False) -> tuple[ReferralWaiting, ...]:
        """Return what waits for somebody, the oldest first; of every case one may write in."""
        with self._store().query(actor) as work:
            return referrals_waiting(work, everybodys=everybodys)

    def accept(
        self,
        actor: Actor,
        referral_id: UUID,
        seen: int,
        words: str = "",
        on_day: date | None = None,
    ) -> Changes:
        """Keep that they accepted it, and what they said."""
        return self._move(actor, referral_id, seen, (Move.ACCEPT, Side.THEIRS), words, on_day)

    def send_back(
        self, actor: Actor, referral_id: UUID, seen: int, reason: str, on_day: date | None = None
    ) -> Changes:
        """Keep that they sent it back, and why."""
        return self._move(actor, referral_id, seen, (Move.RETURN, Side.THEIRS), reason, on_day)

    def close(self, actor: Actor, referral_id: UUID, seen: int, reason: str) -> Changes:
        """End it before a second visit, with a reason."""
        return self._move(actor, referral_id, seen, (Move.CLOSE, Side.OURS), reason)

    def lapse(self, actor: Actor, referral_id: UUID, seen: int, reason: str = "") -> Changes:
        """Let it lapse: a referral with a reason, a signpost once it is old enough."""
        return self._move(actor, referral_id, seen, (Move.LAPSE, Side.OURS), reason)

    def send_on(  # noqa: PLR0913 - which one, to whom, and whether they agreed
        self,
        actor: Actor,
        referral_id: UUID,
        seen: int,
        to: To,
        *,
        agreed: bool,
        reason: str = "",
    ) -> Changes:
        """Send what came back to another group or agency; `made` is the referral in its place."""
        if not agreed:
            raise Invalid({"agreed": "Ask the person first: it goes to somebody else now."})
        typed, told = Typed(), isinstance(to, ToAgency)
        if told:
            self._open_case_of(actor, referral_id)
        action = "send referral on to agency" if told else "send referral on"
        with self._store().command(actor, action) as work:
            old = changeable(work, Referral, referral_id, seen)
            if goes_to(old, to):
                raise Invalid({"group": "They sent it back. Choose somebody else."})
            move_referral(work, old, Move.SEND_ON, Side.OURS, london_day(work.now))
            made = new_referral(
                work,
                CaseId(old.case_id),
                old.subject_id,
                to,
                ReferralKind.REFERRAL,
                agreed=agreed,
                reason=typed.text(reason) or old.reason or "",
                previous=old,
            )
            if isinstance(to, ToAgency):
                tell(work, work.get(Case, old.case_id), made, to.seen)
        if told:
            return for_good(work.changes(typed.done("Sent on, and logged as told"), made=made.id))
        return work.changes(typed.done("Sent on"), made=made.id)

    def attended(
        self, actor: Actor, referral_id: UUID, seen: int, on_day: date | None = None
    ) -> Changes:
        """Keep that the person came to an agency; the second time closes it.

        Who comes to a group is kept with the day in its register instead.
        """
        return self._move(actor, referral_id, seen, (Move.ATTEND, Side.PERSON), "", on_day)

    def would_tell(self, actor: Actor, case_id: CaseId, agency: AgencyId) -> ReferralTelling:
        """Return what an agency would be told with a referral; nothing is logged.

        NothingAgreed, NotAgreedTo, Restricted or NothingMayLeave where it may be told nothing.
        """
        with self._store().query_case(actor, case_id) as work:
            return would_tell(work, writable_case(work, case_id), work.get(Agency, agency))

    def lapse_old_signposts(self, actor: Actor) -> Changes:
        """Let every signpost lapse that nobody followed for so long; one command."""
        with self._store().command(actor, "lapse old signposts") as work:
            old = [one for one in referrals_waiting(work) if one.may_lapse]
            if not old:
                raise Invalid({"signposts": "No signpost is old enough to lapse."})
            today = london_day(work.now)
            for line in old:
                signpost = changeable(work, Referral, line.id)
                move_referral(work, signpost, Move.LAPSE, Side.OURS, today)
        count = "1 signpost" if len(old) == 1 else f"{len(old)} signposts"
        return work.changes(f"{count} lapsed")

    def _move(  # noqa: PLR0913 - which, how, why and when
        self,
        actor: Actor,
        referral_id: UUID,
        seen: int,
        way: tuple[Move, Side],
        words: str,
        on_day: date | None = None,
    ) -> Changes:
        typed = Typed()
        move, side = way
        with self._store().command(actor, f"referral: {move}") as work:
            referral = changeable(work, Referral, referral_id, seen)
            if move is Move.ATTEND and referral.group_id is not None:
                raise Invalid({"on_day": "Write with /came that they came to a group."})
            if move is Move.LAPSE:
                _refuse_young(work, referral)
            day = on_day or london_day(work.now)
            move_referral(work, referral, move, side, day, typed.text(words))
            ended = referral.status is ReferralStatus.CLOSED
        done = _SECOND if move is Move.ATTEND and ended else _DONE[move]
        return work.changes(typed.done(done))

    def _open_case_of(self, actor: Actor, referral_id: UUID) -> None:
        """Open the case of a referral: what an agency is told of it is read from its detail."""
        store = self._store()
        with store.query(actor) as work:
            case = work.get(Referral, referral_id).case_id
        store.ensure_open(actor, CaseId(case))


_DONE = {
    Move.ACCEPT: "Accepted",
    Move.RETURN: "Sent back",
    Move.LAPSE: "Lapsed",
    Move.CLOSE: "Closed",
    Move.ATTEND: "They came",
}
_SECOND = "They came the second time: it is closed"


def _refuse_young(work: Work, referral: Referral) -> None:
    """Refuse to let a signpost lapse before its time."""
    if referral.kind is not ReferralKind.SIGNPOST:
        return
    since = waits_since(referral, last_visit(work, referral))
    age, _words = age_of(referral.kind, referral.status, since, london_day(work.now))
    if not may_lapse_by_age(referral.kind, referral.status, age):
        raise Invalid(
            {"signpost": f"A signpost lapses after {SIGNPOST_LAPSES_AFTER} working days."}
        )
