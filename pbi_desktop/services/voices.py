"""Complaints, thanks and ideas, and residents' own words, as far as they agreed that these go."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import CaseId, SiteId
from pbi_desktop.domain.team import FeedbackKind, FeedbackState, StoryUse, answer_by, may_use
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import Case, Feedback, ResidentStory, Site
from pbi_desktop.services.casework import changeable, open_case
from pbi_desktop.services.typed import Typed, required
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work


@dataclass(frozen=True)
class Voice:
    """What somebody said of the team, and where an answer is."""

    id: UUID
    version: int
    kind: FeedbackKind
    site_id: SiteId
    site: str
    case_id: CaseId | None
    case_reference: str
    received_on: date
    said_by: str
    words: str
    state: FeedbackState
    answer_by: date | None
    late_days: int
    answer: str
    answered_on: date | None


@dataclass(frozen=True)
class OwnWords:
    """A resident's own words, and how far they may go."""

    id: UUID
    version: int
    case_id: CaseId
    words: str
    called: str
    agreed_use: StoryUse
    agreed_on: date
    taken_back_on: date | None


class Voices:
    """Takes in what people say of the team, and answers it; keeps residents' own words."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def receive(  # noqa: PLR0913 - what was said, by whom, where, and of which case
        self,
        actor: Actor,
        site: SiteId,
        kind: FeedbackKind,
        said_by: str,
        words: str,
        case_id: CaseId | None = None,
    ) -> Changes:
        """Keep a complaint, thanks or an idea as it was said; what was said never changes."""
        typed = Typed()
        who = required(typed.line(said_by), "said_by", "Write who said it, or “not given”.")
        said = required(typed.text(words), "words", "Write what they said, in their words.")
        with self._store().command(actor, "receive feedback") as work:
            today = london_day(work.now)
            made = work.add(
                Feedback(
                    site_id=site,
                    case_id=case_id,
                    kind=kind,
                    received_on=today,
                    said_by=who,
                    words=said,
                    state=FeedbackState.OPEN,
                    answer_by=answer_by(kind, today),
                )
            )
        return work.changes(typed.done("Kept as it was said"), made=made.id)

    def answer(self, actor: Actor, voice: UUID, seen: int, words: str) -> Changes:
        """Keep what was answered, today."""
        typed = Typed()
        said = required(typed.text(words), "answer", "Write what was answered.")
        with self._store().command(actor, "answer feedback") as work:
            one = work.get(Feedback, voice, seen)
            if one.state is not FeedbackState.OPEN:
                raise Invalid({"answer": "This was answered already."})
            one.state, one.answer = FeedbackState.ANSWERED, said
            one.answered_on, one.owner_id = london_day(work.now), actor.worker
            work.save(one)
        return work.changes(typed.done("Answer kept"))

    def heard(self, actor: Actor) -> tuple[Voice, ...]:
        """Return what this worker may see: open ones first, whose answer is due first."""
        with self._store().query(actor) as work:
            return read_voices(work)

    def keep_words(
        self, actor: Actor, case_id: CaseId, words: str, called: str, use: StoryUse
    ) -> Changes:
        """Keep a resident's own words, with how far they agreed today that these go."""
        typed = Typed()
        said = required(typed.text(words), "words", "Write it in their own words.")
        name = required(
            typed.line(called), "called", "Write what they want to be called in it: “Mrs K”."
        )
        store = self._store()
        store.ensure_open(actor, case_id)
        with store.command(actor, "keep own words") as work:
            case = open_case(work, case_id)
            made = work.add(
                ResidentStory(
                    case_id=case_id,
                    subject_id=case.subject_id,
                    category=Category.CORE,
                    words=said,
                    called=name,
                    agreed_use=use,
                    agreed_on=london_day(work.now),
                )
            )
        return work.changes(typed.done("Their words are kept"), made=made.id)

    def take_back(self, actor: Actor, story: UUID, seen: int) -> Changes:
        """Say that a resident took their words back: from now on nobody may use them."""
        with self._store().command(actor, "take back own words") as work:
            one = changeable(work, ResidentStory, story, seen)
            if one.taken_back_on is not None:
                raise Invalid({"story": "They took these words back already."})
            one.taken_back_on = london_day(work.now)
            work.save(one)
        return work.changes("Taken back. Nobody uses these words from now on")

    def of_case(self, actor: Actor, case_id: CaseId) -> tuple[OwnWords, ...]:
        """Return every word of theirs that was kept in a case, also what was taken back."""
        with self._store().query_case(actor, case_id) as work:
            found = work.all(
                select(ResidentStory)
                .where(ResidentStory.case_id == case_id)
                .order_by(ResidentStory.agreed_on.desc(), ResidentStory.id)
            )
            return tuple(_words(one) for one in found)

    def usable(self, actor: Actor, use: StoryUse) -> tuple[OwnWords, ...]:
        """Return the words that may be used so, of every case in sight; logged as a sweep."""
        store = self._store()
        with store.query(actor, sweep=store.sweep(actor, "residents' own words")) as work:
            found = work.all(select(ResidentStory).order_by(ResidentStory.agreed_on.desc()))
            return tuple(
                _words(one) for one in found if may_use(one.agreed_use, use, one.taken_back_on)
            )


def read_voices(work: Work, site: SiteId | None = None) -> tuple[Voice, ...]:
    """Return what was said of the team, as far as this worker sees it: what waits first.

    Of every site, or of one.
    """
    today = london_day(work.now)
    asked = (
        select(Feedback, Site.name, Case.reference)
        .join(Site, Site.id == Feedback.site_id)
        .outerjoin(Case, Case.id == Feedback.case_id)
    )
    if site is not None:
        asked = asked.where(Feedback.site_id == site)
    found = [_voice(*row, today=today) for row in work.rows(asked)]
    return tuple(sorted(found, key=_by_need))


def _by_need(one: Voice) -> tuple[bool, date, date, UUID]:
    return (one.state is not FeedbackState.OPEN, one.answer_by or date.max, one.received_on, one.id)


def _voice(one: Feedback, site: str, reference: str | None, *, today: date) -> Voice:
    due = one.answer_by if one.state is FeedbackState.OPEN else None
    return Voice(
        id=one.id,
        version=one.version,
        kind=one.kind,
        site_id=SiteId(one.site_id),
        site=site,
        case_id=one.case_id,
        case_reference=reference or "",
        received_on=one.received_on,
        said_by=one.said_by,
        words=one.words,
        state=one.state,
        answer_by=one.answer_by,
        late_days=max(0, (today - due).days) if due is not None else 0,
        answer=one.answer or "",
        answered_on=one.answered_on,
    )


def _words(one: ResidentStory) -> OwnWords:
    return OwnWords(
        one.id,
        one.version,
        one.case_id,
        one.words,
        one.called,
        one.agreed_use,
        one.agreed_on,
        one.taken_back_on,
    )
