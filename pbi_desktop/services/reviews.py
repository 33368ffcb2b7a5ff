"""Reviews, money and groups: how far, what was gained, where they went."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import DOMAIN_CATEGORY, ReferralKind
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.gains import (
    Attribution,
    Evidence,
    GainNature,
    GainStatus,
)
from pbi_desktop.domain.ids import CaseId, GroupId
from pbi_desktop.domain.money import Frequency
from pbi_desktop.domain.stages import SCALE_ID, SCALE_VERSION, LifeDomain, RatingKind
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import (
    Attendance,
    Case,
    CommunityGroup,
    FinancialGain,
    StageRating,
)
from pbi_desktop.services.case_rows import DomainRating, NewGain
from pbi_desktop.services.casework import agency_of, changeable, open_case
from pbi_desktop.services.group_links import link_category
from pbi_desktop.services.referral_moves import new_referral, settle_visits
from pbi_desktop.services.referral_rows import To, ToAgency
from pbi_desktop.services.referral_telling import for_good, tell
from pbi_desktop.services.typed import Typed, required
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

_MOST_PENCE = 10_000_000_00


@dataclass(frozen=True)
class Came:
    """Somebody came to a group on a day, or did not."""

    group_id: GroupId
    on_day: date
    came: bool


class Reviews:
    """Commands that outcomes are counted from."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def rate(
        self, actor: Actor, case_id: CaseId, ratings: tuple[DomainRating, ...], kind: RatingKind
    ) -> Changes:
        """Keep ratings on the coping scale; overall is a judgement and needs its own reason."""
        typed = Typed()
        check_ratings(typed, ratings)
        with self._store().command(actor, "rate stages") as work:
            case = open_case(work, case_id)
            agency = agency_of(work)
            for rating in ratings:
                work.add(new_rating(work, typed, case, rating, kind, agency))
        return work.changes(typed.done("Review kept"))

    def record_gain(self, actor: Actor, case_id: CaseId, gain: NewGain) -> Changes:
        """Record money that the household is better off by."""
        typed = Typed()
        what = required(typed.line(gain.what), "what", "Write what the money is.")
        _check_gain(gain)
        with self._store().command(actor, "record gain") as work:
            case = open_case(work, case_id)
            confirmed = gain.status is GainStatus.CONFIRMED
            made = work.add(
                FinancialGain(
                    case_id=case_id,
                    subject_id=case.subject_id,
                    category=Category.FINANCE,
                    gain_category=gain.category,
                    what=what,
                    nature=gain.nature,
                    status=gain.status,
                    amount=gain.amount,
                    frequency=gain.frequency,
                    previous_amount=gain.previous,
                    start_on=gain.start,
                    end_on=gain.end,
                    recurs_next_year="unknown",
                    evidence=gain.evidence,
                    confirmed_on=london_day(work.now) if confirmed else None,
                    confirmed_by=actor.worker if confirmed else None,
                    attribution=Attribution.US_WITH_PARTNER,
                )
            )
        return work.changes(typed.done("Money recorded"), made=made.id)

    def confirm_gain(self, actor: Actor, gain_id: UUID, seen: int, evidence: Evidence) -> Changes:
        """Say that an award is confirmed, and by what."""
        if evidence is Evidence.NONE:
            raise Invalid({"evidence": "Say what shows it: a letter, or what they told you."})
        with self._store().command(actor, "confirm gain") as work:
            gain = changeable(work, FinancialGain, gain_id, seen)
            gain.status, gain.evidence = GainStatus.CONFIRMED, evidence
            gain.confirmed_on, gain.confirmed_by = london_day(work.now), actor.worker
            work.save(gain)
        return work.changes("Award confirmed")

    def refer(  # noqa: PLR0913 - to whom, how, and whether it was agreed
        self,
        actor: Actor,
        case_id: CaseId,
        to: To,
        kind: ReferralKind,
        *,
        agreed: bool,
        reason: str = "",
    ) -> Changes:
        """Refer to a group or agency, or signpost; a referral needs the person's agreement.

        What a referral tells an agency is logged as told; it is not undone.
        """
        if kind is ReferralKind.REFERRAL and not agreed:
            raise Invalid({"agreed": "Ask the person first. Without their word it is a signpost."})
        typed = Typed()
        told = to if isinstance(to, ToAgency) and kind is ReferralKind.REFERRAL else None
        if told is not None:
            self._store().ensure_open(actor, case_id)
        with self._store().command(actor, "refer to agency" if told else "refer") as work:
            case = open_case(work, case_id)
            made = new_referral(
                work,
                case_id,
                case.subject_id,
                to,
                kind,
                agreed=agreed,
                reason=typed.text(reason),
            )
            if told is not None:
                tell(work, case, made, told.seen)
        if told is not None:
            return for_good(work.changes(typed.done("Referred, and logged as told"), made=made.id))
        word = "Referred" if kind is ReferralKind.REFERRAL else "Signposted"
        return work.changes(typed.done(word), made=made.id)

    def attended(
        self, actor: Actor, case_id: CaseId, group_id: GroupId, on_day: date, *, came: bool
    ) -> Changes:
        """Record that the person came to a group, or did not; the second time closes the link."""
        with self._store().command(actor, "record attendance") as work:
            case = open_case(work, case_id)
            if on_day > london_day(work.now):
                raise Invalid({"on_day": "Choose a day that has been."})
            work.get(CommunityGroup, group_id)
            if _already(work, case_id, group_id, on_day):
                raise Invalid({"on_day": "This day is recorded already."})
            made = work.add(
                Attendance(
                    case_id=case_id,
                    subject_id=case.subject_id,
                    category=link_category(work, case_id, case.subject_id, group_id),
                    group_id=group_id,
                    on_day=on_day,
                    came=came,
                )
            )
            closed = came and settle_visits(
                work, case_id, case.subject_id, group_id, on_day, taken_back=False
            )
        done = "Second visit recorded: the link is closed" if closed else "Attendance recorded"
        return work.changes(done, made=made.id)


def check_ratings(typed: Typed, ratings: tuple[DomainRating, ...]) -> None:
    """Refuse nothing at all, one part of life twice, and overall without its own reason."""
    if not ratings:
        raise Invalid({"ratings": "Nothing was reviewed yet: rate at least one part of life."})
    if len({rating.domain for rating in ratings}) < len(ratings):
        raise Invalid({"ratings": "One part of life is rated twice: keep one of the two."})
    overall = [rating for rating in ratings if rating.domain is LifeDomain.OVERALL]
    if overall and not typed.text(overall[0].reason):
        raise Invalid({"reason": "Overall is a judgement: say in a few words what it rests on."})


def new_rating(  # noqa: PLR0913 - what is rated, how, and on whose behalf
    work: Work, typed: Typed, case: Case, rating: DomainRating, kind: RatingKind, agency: UUID
) -> StageRating:
    """Return a rating as it is given today; not kept yet."""
    return StageRating(
        case_id=CaseId(case.id),
        subject_id=case.subject_id,
        category=DOMAIN_CATEGORY[rating.domain],
        domain=rating.domain,
        kind=kind,
        stage=rating.stage,
        own_view=rating.own_view,
        reason=typed.text(rating.reason) or None,
        rated_on=london_day(work.now),
        rated_by=work.actor.worker,
        agency_id=agency,
        scale_id=SCALE_ID,
        scale_version=SCALE_VERSION,
    )


def _check_gain(gain: NewGain) -> None:
    problems = {}
    if gain.amount < 0 or gain.previous < 0:
        problems["amount"] = "Write the amount itself; what was paid before goes in its own field."
    if max(gain.amount, gain.previous) > _MOST_PENCE:
        problems["amount"] = "That is more than ten million pounds. Check the amount."
    if (gain.nature is GainNature.ONE_OFF) is not (gain.frequency is Frequency.ONE_OFF):
        problems["frequency"] = "Money comes once, or it comes again: say one of the two."
    if gain.start and gain.end and gain.end < gain.start:
        problems["end"] = "The end is before the start."
    if gain.nature is GainNature.ONE_OFF and gain.previous:
        problems["previous"] = "Money that comes once has no earlier amount."
    if gain.status is GainStatus.CONFIRMED and gain.evidence is Evidence.NONE:
        problems["evidence"] = "Say what shows it: a letter, or what they told you."
    if problems:
        raise Invalid(problems)


def _already(work: Work, case_id: CaseId, group_id: GroupId, on_day: date) -> bool:
    count = select(func.count()).where(
        Attendance.case_id == case_id,
        Attendance.group_id == group_id,
        Attendance.on_day == on_day,
    )
    return bool(work.rows(count)[0][0])
