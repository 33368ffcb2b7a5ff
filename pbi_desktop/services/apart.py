"""Abuse within a household: two people who must not meet, and a case of one's own for one of them.

Who is kept apart shows to leads, and to whoever wrote it; nobody else learns that it is so.
"""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import exists, literal, select, union_all

from pbi_desktop.domain.access import LEADS, Category
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import PartInCase, TeamRole
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid, NotPermitted, StaleRecord
from pbi_desktop.domain.ids import CaseId, PersonId, WorkerId, new_reference
from pbi_desktop.domain.phases import Phase
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import Case, CasePerson, CaseRecord, CaseTeamMember, KeptApart
from pbi_desktop.services.case_people import people_of, person_of
from pbi_desktop.services.casework import open_case
from pbi_desktop.services.moving_records import move_records
from pbi_desktop.services.safety_choices import may_take_up
from pbi_desktop.services.safety_reading import apart_from, apart_warnings
from pbi_desktop.services.safety_rows import ApartWarning, NewApart
from pbi_desktop.services.same_people import records_of
from pbi_desktop.services.standing import sites_with
from pbi_desktop.services.typed import Typed, required
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

_MOVED = "from another case"
"""Where such a case comes from: the counter reads it too, so it must not say why."""


class Apart:
    """Commands that keep people apart."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def warnings(self, actor: Actor, people: tuple[PersonId, ...]) -> tuple[ApartWarning, ...]:
        """Return who of these must not meet whom; nothing for anybody but a lead."""
        with self._store().query(actor) as work:
            return apart_warnings(work, people)

    def of_case(self, actor: Actor, case_id: CaseId) -> tuple[ApartWarning, ...]:
        """Return with whom the people of a case must not meet, as far as this worker may know."""
        with self._store().query(actor) as work:
            work.get(Case, case_id)
            return apart_from(work, [one.id for one in people_of(work, case_id)])

    def keep(self, actor: Actor, case_id: CaseId, new: NewApart) -> Changes:
        """Keep two people apart from now on."""
        typed = Typed()
        why = required(typed.text(new.reason), "reason", "Write why they must not meet.")
        if new.person_id == new.other_id:
            raise Invalid({"other": "Choose two people."})
        with self._store().command(actor, "keep two people apart") as work:
            open_case(work, case_id)
            made = _keep(work, case_id, new, why)
        return work.changes(typed.done("They are kept apart"), made=made.id)

    def end(self, actor: Actor, apart_id: UUID, seen: int) -> Changes:
        """Let them meet again; that they were kept apart stays on record."""
        with self._store().command(actor, "let two people meet") as work:
            pair = work.get_to_change(KeptApart, apart_id, seen)
            today = london_day(work.now)
            if pair.until is not None and pair.until <= today:
                raise StaleRecord("kept_apart")
            pair.until = today
            work.save(pair)
        return work.changes("They are no longer kept apart")

    def own_case(
        self,
        actor: Actor,
        case_id: CaseId,
        person: PersonId,
        worker: WorkerId | None,
        apart: NewApart | None = None,
    ) -> Changes:
        """Give somebody of a household a case of their own, with a worker of their own.

        A lead does it. What was written about them alone, and may be moved, goes along. They leave
        the household's case, unless something was written about them there: then they stay on it,
        so that what cannot be moved is not lost, and all of it can be put back. `made` is the new
        case.
        """
        typed = Typed()
        self._store().ensure_open(actor, case_id)
        with self._store().command(actor, "open own case") as work:
            case = open_case(work, case_id)
            _refuse_own_case(work, case, person)
            own = _own_worker(work, case, worker)
            written = _written_about(work, case.id, person)
            made = _begin(work, case, person, own)
            moved = move_records(work, case_id, person, CaseId(made.id), own)
            if apart is not None:
                why = required(typed.text(apart.reason), "reason", "Write why they must not meet.")
                _keep(work, case_id, apart, why)
            if not written:
                _leave(work, case, person)
        return work.changes(typed.done(_own_words(moved, stays=written)), made=made.id)


def _keep(work: Work, case_id: CaseId, new: NewApart, why: str) -> KeptApart:
    person_of(work, case_id, new.person_id)
    if new.until is not None and new.until <= london_day(work.now):
        raise Invalid({"until": "That day has come. Choose a later one, or leave it empty."})
    return work.add(
        KeptApart(
            subject_id=new.person_id,
            other_id=new.other_id,
            category=Category.IDENTITY,
            kept_from=new.kept_from,
            reason=why,
            until=new.until,
        )
    )


def _refuse_own_case(work: Work, case: Case, person: PersonId) -> None:
    if case.site_id not in sites_with(work, LEADS):
        raise NotPermitted("open a case of their own for somebody")
    person_of(work, CaseId(case.id), person)
    if person == case.subject_id:
        raise Invalid({"person": "This case is theirs already. Choose who leaves it."})
    mine = (Case.subject_id.in_(records_of(work, person)), Case.closed_on.is_(None))
    for open_already in work.rows(select(Case.reference).where(*mine).limit(1)):
        raise Invalid({"person": f"They have an open case already: {open_already[0]}."})


def _own_worker(work: Work, case: Case, worker: WorkerId | None) -> WorkerId:
    if worker is not None and worker in {one.id for one in may_take_up(work, case)}:
        return worker
    raise Invalid({"worker": "Choose a worker who does not work with the household."})


def _begin(work: Work, case: Case, person: PersonId, worker: WorkerId) -> Case:
    """Keep the new case, its person and its worker."""
    made = work.add(
        Case(
            reference=new_reference(),
            site_id=case.site_id,
            subject_id=person,
            category=Category.CORE,
            phase=Phase.IDENTIFIED,
            source=_MOVED,
            opened_on=london_day(work.now),
        )
    )
    new = CaseId(made.id)
    work.add(CasePerson(case_id=new, person_id=person, part=PartInCase.MAIN))
    work.add(
        CaseTeamMember(case_id=new, worker_id=worker, role=TeamRole.KEY_WORKER, valid_from=work.now)
    )
    return made


def _own_words(moved: int, *, stays: bool) -> str:
    done = "They have a case of their own"
    if moved:
        done += f", with {'1 record' if moved == 1 else f'{moved} records'} about them"
    return (
        f"{done}. They stay on this one too: things were written about them here" if stays else done
    )


def _leave(work: Work, case: Case, person: PersonId) -> None:
    """Take somebody off a case of which nothing is about them."""
    places = select(CasePerson).where(CasePerson.case_id == case.id, CasePerson.person_id == person)
    for place in work.all(places):
        work.withdraw(place)


def _written_about(work: Work, case: UUID, person: PersonId) -> bool:
    kinds = sorted(CaseRecord.__subclasses__(), key=lambda kind: kind.__tablename__)
    asked = [
        select(literal(1)).where(exists().where(kind.case_id == case, kind.subject_id == person))
        for kind in kinds
    ]
    return bool(work.rows(union_all(*asked)))
