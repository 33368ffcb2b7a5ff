"""Safety in the story: concerns and where they went, children seen, decisions on capacity.

Never markers for visitors, nor who is kept apart.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import aliased

from pbi_desktop.domain.case_words import CAPACITY_WORDS, CONCERN_WORDS
from pbi_desktop.domain.safety import ConcernState
from pbi_desktop.models import (
    CapacityDecision,
    ChildSeen,
    Concern,
    ConcernDetail,
    Person,
    Worker,
)
from pbi_desktop.services.case_rows import StoryEntry
from pbi_desktop.services.story_reach import By, Reach, noon

UNSENT = ", NOT YET SENT"
"""What the story says of a concern until it is sent; it is no part of what happened."""
_KNOW = {
    True: "They know that it will be passed on",
    False: "They do not know that it will be passed on",
    None: "",
}


def concerns(reach: Reach) -> list[StoryEntry]:
    """Return when concerns were written down, sent and answered; unsent ones say so."""
    sender, decider = aliased(Worker), aliased(Worker)
    rows = reach.work.rows(
        select(Concern, ConcernDetail, Worker, sender, decider.name)
        .outerjoin(ConcernDetail, ConcernDetail.concern_id == Concern.id)
        .outerjoin(Worker, Worker.id == Concern.worker_id)
        .outerjoin(sender, sender.id == Concern.sent_by)
        .outerjoin(decider, decider.id == Concern.decided_by)
        .where(reach.covers(Concern.case_id))
    )
    settled = (ConcernState.ANSWERED, ConcernState.NOT_FOR_SENDING)
    last = reach.last_changes(row[0] for row in rows if row[0].state in settled)
    entries = [entry for row in rows for entry in _ways(reach, row, last.get(row[0].id))]
    return reach.newest(entries)


def _ways(reach: Reach, row: Any, last: Any) -> Iterable[StoryEntry]:
    """Return each step of a concern as an entry of its own."""
    concern, detail, noticed, sender, decider = row
    what, plain = CONCERN_WORDS[concern.about], "Concern"
    unsent = UNSENT if concern.state is ConcernState.NOT_SENT else ""
    yield reach.entry(
        concern,
        concern.noticed_at,
        "concern",
        f"{what} written down{unsent}",
        _who(noticed),
        _seen_and_heard(concern, detail),
        plain_title=f"{plain} written down{unsent}",
    )
    if concern.sent_at is not None:
        yield reach.entry(
            concern,
            concern.sent_at,
            "concern",
            f"{what} sent to {concern.recipient}",
            _who(sender),
            f"They call it {concern.their_reference}",
            plain_title=f"{plain} sent",
            id=uuid5(concern.id, "sent"),
        )
    if concern.state is ConcernState.ANSWERED and concern.outcome_on is not None:
        yield reach.entry(
            concern,
            noon(concern.outcome_on),
            "concern",
            f"{what} answered by {concern.recipient}",
            last.by if last else _who(None),
            (detail.outcome or "") if detail else "",
            plain_title=f"{plain} answered",
            id=uuid5(concern.id, "answered"),
        )
    if concern.state is ConcernState.NOT_FOR_SENDING:
        said = (detail.not_sent_reason or "") if detail else ""
        yield reach.entry(
            concern,
            last.at if last else concern.noticed_at,
            "concern",
            f"{what}: not for sending",
            (decider or "", None),
            said,
            plain_title=f"{plain}: not for sending",
            id=uuid5(concern.id, "not for sending"),
        )


def _seen_and_heard(concern: Concern, detail: ConcernDetail | None) -> str:
    """Return what was seen and heard, where that shows: the record cannot tell whose words."""
    if detail is None:
        return ""
    told = f"They were not told: {detail.why_not_told}" if detail.why_not_told else ""
    return "\n".join(part for part in (detail.words, told or _KNOW[concern.person_knows]) if part)


def _who(worker: Worker | None) -> By:
    return (worker.name, worker.agency_id) if worker else ("", None)


def children(reach: Reach) -> list[StoryEntry]:
    """Return when children were seen, and when not, with what they said."""
    asked = (
        select(ChildSeen, Worker, Person)
        .outerjoin(Worker, Worker.id == ChildSeen.worker_id)
        .outerjoin(Person, Person.id == ChildSeen.subject_id)
        .where(reach.covers(ChildSeen.case_id))
    )
    return [
        _child(reach, one, _who(worker), person)
        for one, worker, person in reach.rows(asked, ChildSeen.at)
    ]


def _child(reach: Reach, one: ChildSeen, by: By, person: Person | None) -> StoryEntry:
    name = (person.known_as or person.given_name) if person else "Child"
    alone = {True: "seen alone", False: "seen, not alone", None: "seen"}[one.alone]
    how = alone if one.seen else "not seen"
    said = f"“{one.words}”" if one.words else ""
    where = f", {one.place}" if one.place else ""
    about = f"Seen by {one.seen_by}{where}" if one.seen else f"Tried by {one.seen_by}{where}"
    return reach.entry(
        one,
        one.at,
        "child",
        f"{name} {how}",
        by,
        "\n".join(part for part in (said, about, one.why_not) if part),
        plain_title=f"Child {how}",
        voice=len(said),
    )


def capacity(reach: Reach) -> list[StoryEntry]:
    """Return whether they could make a decision, and what was decided for them if not."""
    rows = reach.work.rows(
        select(CapacityDecision, Worker.name, Worker.agency_id)
        .outerjoin(Worker, Worker.id == CapacityDecision.created_by)
        .where(reach.covers(CapacityDecision.case_id))
    )
    return reach.newest([_decision(reach, one, (by or "", agency)) for one, by, agency in rows])


def _decision(reach: Reach, one: CapacityDecision, by: tuple[str, UUID | None]) -> StoryEntry:
    came_out = CAPACITY_WORDS[one.capacity]
    told = {
        "": one.decision,
        "Assessed by ": one.assessed_by,
        "How they were helped to decide: ": one.help_given,
        "Who decides for them: ": one.attorney,
        "In their best interest: ": one.best_interest,
        "Asked: ": one.consulted,
    }
    return reach.entry(
        one,
        noon(one.assessed_on) if one.assessed_on else one.created_at,
        "capacity",
        f"Capacity: {came_out[:1].lower()}{came_out[1:]}",
        by,
        "\n".join(f"{before}{said}" for before, said in told.items() if said),
    )
