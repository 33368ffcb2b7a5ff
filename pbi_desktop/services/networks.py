"""Changing a network on its picture: ties, places by hand, and going through it together."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import NATURES, Gender, PartInCase, Quality, TieKind
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid, NotFound
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.domain.names import is_name, name_key
from pbi_desktop.domain.text import clean_line
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import (
    Case,
    CasePerson,
    Involvement,
    NetworkCheck,
    Person,
    PicturePlace,
    Referral,
    Relationship,
)
from pbi_desktop.services.casework import open_case
from pbi_desktop.services.household import check_strength
from pbi_desktop.services.network_records import read_records
from pbi_desktop.services.network_rows import (
    WITH_THEM,
    GoneThrough,
    NetworkRecords,
    NewTie,
    TieLine,
    TieOf,
    TieWords,
)
from pbi_desktop.services.typed import Typed
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

_FARTHEST = 600.0
_Tie = Relationship | Involvement | Referral


class Networks:
    """Commands on the network of a case; each is undone as one."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def records(self, actor: Actor, case_id: CaseId) -> NetworkRecords:
        """Return who is in the network and its ties, each with what it takes to change it."""
        with self._store().query_case(actor, case_id) as work:
            return read_records(work, case_id)

    # --- ties ----------------------------------------------------------------------------------

    def add_tie(self, actor: Actor, case_id: CaseId, new: NewTie) -> Changes:
        """Write down how two people of the network are tied; `made` is the tie."""
        _check(new.words, new.words.kind)
        if new.subject == new.other:
            raise Invalid({"other": "Choose somebody else: nobody is tied to themselves."})
        with self._store().command(actor, "add tie") as work:
            open_case(work, case_id)
            _refuse_strangers(work, case_id, new.subject, new.other)
            _refuse_twice(work, new)
            words = new.words
            made = work.add(
                Relationship(
                    subject_id=new.subject,
                    other_id=new.other,
                    category=Category.IDENTITY,
                    told_by=WITH_THEM if new.told else None,
                    kind=words.kind,
                    nature=words.nature,
                    quality=words.quality,
                    strength=words.strength,
                    flow=words.flow,
                    started_on=words.started_on,
                    ended_on=words.ended_on,
                )
            )
        return work.changes("Tie added", made=made.id)

    def also_helps(
        self, actor: Actor, case_id: CaseId, service: UUID, person: PersonId, words: TieWords
    ) -> Changes:
        """Write down that a service, known by one of its records, also works with somebody."""
        _check(words, None)
        with self._store().command(actor, "add service") as work:
            open_case(work, case_id)
            _refuse_strangers(work, case_id, person)
            known = work.get(Involvement, service)
            if known.case_id != case_id:
                raise NotFound("involvements")
            made = work.add(
                Involvement(
                    case_id=case_id,
                    subject_id=person,
                    category=known.category,
                    agency_id=known.agency_id,
                    service=known.service,
                    worker_name=known.worker_name,
                    started_on=words.started_on or london_day(work.now),
                    ended_on=words.ended_on,
                    quality=words.quality,
                    strength=words.strength,
                    flow=words.flow,
                )
            )
        return work.changes("Tie added", made=made.id)

    def change_tie(
        self,
        actor: Actor,
        case_id: CaseId,
        tie: TieLine,
        words: TieWords,
        *,
        told: bool = False,
    ) -> Changes:
        """Say how a tie is now, as the screen showed it before."""
        _check(words, words.kind if tie.of is TieOf.PEOPLE else None)
        with self._store().command(actor, "change tie") as work:
            _change(work, case_id, tie, words, told=told)
        return work.changes("Tie changed")

    def rate_tie(
        self, actor: Actor, case_id: CaseId, tie: TieLine, quality: Quality | None
    ) -> Changes:
        """Say only of what quality a tie is; the rest stays as it is now."""
        with self._store().command(actor, "change tie") as work:
            record = _open_tie(work, case_id, tie)
            record.quality = quality
            work.save(record)
        return work.changes("Tie changed")

    def end_tie(
        self, actor: Actor, case_id: CaseId, tie: TieLine, on_day: date | None = None
    ) -> Changes:
        """End a tie, today unless it is said when; it stays in the network of the days before."""
        with self._store().command(actor, "end tie") as work:
            record = _open_tie(work, case_id, tie)
            if isinstance(record, Referral):
                raise Invalid({"ended_on": GROUP_ENDS})
            day = on_day or london_day(work.now)
            _check_order(record.started_on, day)
            record.ended_on = day
            work.save(record)
        return work.changes("Tie ended")

    # --- the picture ---------------------------------------------------------------------------

    def move(self, actor: Actor, case_id: CaseId, node: str, by: tuple[float, float]) -> Changes:
        """Move one thing of the picture farther by so many points to the right and down."""
        with self._store().command(actor, "move in picture") as work:
            case = open_case(work, case_id)
            found = _places(work, case_id, node)
            if found:
                place = found[-1]
                place.dx, place.dy = _near(place.dx + by[0]), _near(place.dy + by[1])
                work.save(place)
            else:
                work.add(_place(case, node, by))
        return work.changes("Moved in the picture")

    def put_back(self, actor: Actor, case_id: CaseId, node: str = "") -> Changes:
        """Put one thing, or without a node all of them, where the layout has them."""
        with self._store().command(actor, "put back in picture") as work:
            open_case(work, case_id)
            for place in _places(work, case_id, node):
                work.withdraw(place)
        return work.changes("Put back" if node else "Laid out anew")

    # --- with the person -----------------------------------------------------------------------

    def gone_through(self, actor: Actor, case_id: CaseId, how: GoneThrough) -> Changes:
        """Write down that the network was gone through with the person today."""
        typed = Typed()
        with self._store().command(actor, "check network") as work:
            case = open_case(work, case_id)
            made = work.add(
                NetworkCheck(
                    case_id=case_id,
                    subject_id=case.subject_id,
                    category=Category.CORE,
                    on_day=london_day(work.now),
                    worker_id=actor.worker,
                    together=how.together,
                    said=typed.text(how.said) or None,
                )
            )
        return work.changes(typed.done("Gone through with them: kept"), made=made.id)

    def expect_child(
        self, actor: Actor, case_id: CaseId, parents: tuple[PersonId, ...], due_on: date, name: str
    ) -> Changes:
        """Write down that a child is expected; `made` is the child."""
        called = clean_line(name)[0]
        if not is_name(called):
            raise Invalid({"given_name": "Write what the child is called until there is a name."})
        if not parents:
            raise Invalid({"other": "Choose whose child it is."})
        with self._store().command(actor, "expect child") as work:
            open_case(work, case_id)
            if due_on < london_day(work.now):
                raise Invalid({"due_on": "That day is past. Add the child with its birthday."})
            _refuse_strangers(work, case_id, *parents)
            child = work.add(
                Person(given_name=called, family_name="", given_key=name_key(called),
                       family_key="", gender=Gender.NOT_RECORDED, due_on=due_on)
            )  # fmt: skip
            whose = PersonId(child.id)
            work.add(CasePerson(case_id=case_id, person_id=whose, part=PartInCase.FAMILY))
            for parent in parents:
                work.add(
                    Relationship(
                        subject_id=parent,
                        other_id=whose,
                        category=Category.IDENTITY,
                        kind=TieKind.PARENT,
                    )
                )
        return work.changes("Expected child added", made=child.id)


GROUP_ENDS = (
    "A tie to a group ends with its referral: say on the Plan tab what became of it, "
    "or choose “Cut off” here."
)


def _open_tie(work: Work, case_id: CaseId, tie: TieLine) -> _Tie:
    """Return the record of a tie to be changed; it is of this case, and not changed since."""
    open_case(work, case_id)
    if tie.of is TieOf.PEOPLE:
        between = work.get_to_change(Relationship, tie.record, tie.seen)
        _refuse_strangers(work, case_id, between.subject_id, between.other_id)
        return between
    record: Involvement | Referral
    if tie.of is TieOf.SERVICE:
        record = work.get_to_change(Involvement, tie.record, tie.seen)
    else:
        record = work.get_to_change(Referral, tie.record, tie.seen)
    if record.case_id != case_id:
        raise NotFound(tie.of)
    return record


def _change(work: Work, case_id: CaseId, tie: TieLine, words: TieWords, *, told: bool) -> None:
    record = _open_tie(work, case_id, tie)
    record.quality, record.flow = words.quality, words.flow
    if not isinstance(record, Referral):
        record.strength = words.strength
        record.started_on, record.ended_on = words.started_on, words.ended_on
    if isinstance(record, Relationship):
        record.kind, record.nature = words.kind or record.kind, words.nature
    if told:
        record.told_by = WITH_THEM
    work.save(record)


def _check(words: TieWords, kind: TieKind | None) -> None:
    """Refuse a strength beyond three, an end before the beginning, and a nature of another kind."""
    check_strength(words.strength)
    _check_order(words.started_on, words.ended_on)
    if words.nature is not None and (kind is None or words.nature not in NATURES.get(kind, ())):
        raise Invalid({"nature": "That does not go with who they are. Choose again, or leave it."})


def _check_order(started: date | None, ended: date | None) -> None:
    if started is not None and ended is not None and ended < started:
        raise Invalid({"ended_on": "It ended before it began. Put one of the two days right."})


def _refuse_strangers(work: Work, case_id: CaseId, *people: PersonId) -> None:
    """Refuse somebody who is not of the case."""
    asked = select(CasePerson.person_id).where(CasePerson.case_id == case_id)
    if not set(people) <= {row[0] for row in work.rows(asked)}:
        raise NotFound("people")


def _refuse_twice(work: Work, new: NewTie) -> None:
    """Refuse the same tie a second time while the first one runs."""
    if new.words.kind is None:
        raise Invalid({"kind": "Choose who they are to each other."})
    ends = {new.subject, new.other}
    asked = select(Relationship).where(
        Relationship.kind == new.words.kind,
        Relationship.ended_on.is_(None),
        or_(
            (Relationship.subject_id == new.subject) & (Relationship.other_id == new.other),
            (Relationship.subject_id == new.other) & (Relationship.other_id == new.subject),
        ),
    )
    for tie in work.all(asked):
        same_way = tie.subject_id == new.subject or tie.kind not in _ONE_WAY
        if same_way and {tie.subject_id, tie.other_id} == ends:
            raise Invalid({"kind": "That tie is there already. Press F2 on it to change it."})


_ONE_WAY = frozenset(
    {TieKind.PARENT, TieKind.CHILD, TieKind.GRANDPARENT, TieKind.GRANDCHILD, TieKind.CARER}
)


def _places(work: Work, case_id: CaseId, node: str) -> list[PicturePlace]:
    asked = select(PicturePlace).where(PicturePlace.case_id == case_id)
    asked = asked.where(PicturePlace.node == node) if node else asked
    return list(work.all(asked.order_by(PicturePlace.created_at, PicturePlace.id)))


def _place(case: Case, node: str, by: tuple[float, float]) -> PicturePlace:
    kind, _, key = node.partition(":")
    if kind not in ("person", "service", "group") or not key:
        raise Invalid({"node": "Only somebody, a service or a group can be moved."})
    return PicturePlace(
        case_id=CaseId(case.id),
        subject_id=case.subject_id,
        category=Category.CORE,
        node=node,
        dx=_near(by[0]),
        dy=_near(by[1]),
    )


def _near(far: float) -> float:
    """Return how far, at most as far as a picture is large."""
    return max(-_FARTHEST, min(_FARTHEST, far))
