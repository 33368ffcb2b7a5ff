"""The working day from the inside: what is said of safety, papers and the team, and in whose name.

Each town is shared by the tests of a database; each test has a case of its own.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from pbi_desktop.domain.access import Category, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import Marking
from pbi_desktop.domain.ids import RecordId
from pbi_desktop.domain.safety import ConcernState
from pbi_desktop.models import (
    CheckOut,
    Chronology,
    ChronologyLine,
    Concern,
    ConcernDetail,
    Feedback,
    FileAudit,
    KeptApart,
    Paper,
    PaperContent,
    Record,
    ResidentStory,
    Revision,
    StaffMarker,
)
from tests.support.insiders import Street, altering, plain_columns, seal
from tests.support.stores import BOTH, opened
from tests.support.world import CaseMade, World


@pytest.fixture(scope="module", params=BOTH)
def street(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Street]:
    with opened(request.param, request, tmp_path_factory.mktemp("day")) as home:
        yield Street(World(home))


def plain(street: Street, kind: type[Any], case: CaseMade, by: Actor, **columns: Any) -> Any:
    """Return a record of a kind in a case, as its worker would keep it."""
    about = {"case_id": case.id, "subject_id": case.subject, "worker_id": by.worker}
    at = {"site_id": case.site, "auditor_id": by.worker, "at": street.world.clock()}
    held = {**plain_columns(kind.__tablename__, street.world), **about, **at, **columns}
    return kind(**{name: held[name] for name in held if name in kind.__table__.c})


def kept(street: Street, kind: type[Any], case: CaseMade, by: Actor, **columns: Any) -> RecordId:
    """Keep a record of a kind in a case."""
    return RecordId(street.world.add(by, plain(street, kind, case, by, **columns)).id)


def seen(street: Street, actor: Actor, case: CaseMade, *kinds: type[Any]) -> set[UUID]:
    """Return the ids that somebody sees of these kinds, and of the records in their history."""
    with street.world.store_for(actor).query_case(actor, case.id) as work:
        found = {row[0] for kind in kinds for row in work.rows(select(kind.id))}
        named = [kind.__tablename__ for kind in kinds]
        told = work.rows(select(Revision.record_id).where(Revision.kind.in_(named)))
        return found | {row[0] for row in told}


# --- in whose name -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "column"),
    [
        (Concern, "worker_id"),
        (Concern, "sent_by"),
        (FileAudit, "auditor_id"),
        (CheckOut, "worker_id"),
        (CheckOut, "raised_by"),
        (Feedback, "owner_id"),
    ],
)
def test_nobody_says_that_another_did_it(street: Street, kind: type[Record], column: str) -> None:
    case = street.case()
    forged = plain(street, kind, case, street.leah, **{column: street.ben.worker})
    street.refused(street.leah, lambda work: work.add(forged))


@pytest.mark.parametrize(
    ("kind", "column"),
    [(Concern, "sent_by"), (CheckOut, "raised_by"), (Feedback, "owner_id")],
)
def test_nobody_says_later_that_another_did_it(
    street: Street, kind: type[Record], column: str
) -> None:
    made = kept(street, kind, street.case(), street.leah)
    street.refused(street.leah, altering(kind, made, **{column: street.ben.worker}))
    street.does(street.leah, altering(kind, made, **{column: street.leah.worker}))


@pytest.mark.parametrize(
    ("kind", "column", "value"),
    [
        (ConcernDetail, "words", "Nothing was seen"),
        (FileAudit, "missing", ""),
        (ResidentStory, "called", "Ann Bell"),
        (ChronologyLine, "source", "Dr Reed"),
        (StaffMarker, "words", "No dogs here"),
    ],
)
def test_what_somebody_said_stays_as_they_said_it(
    street: Street, kind: type[Record], column: str, value: str
) -> None:
    case = street.case()
    more: dict[str, Any] = {"category": Category.CORE}
    if kind is ConcernDetail:
        more["concern_id"] = kept(street, Concern, case, street.leah)
    if kind is ChronologyLine:
        more["chronology_id"] = kept(street, Chronology, case, street.leah)
    made = kept(street, kind, case, street.leah, **more)
    street.refused(street.ben, altering(kind, made, **{column: value}))


# --- concerns ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "state", [ConcernState.SENT, ConcernState.ANSWERED, ConcernState.NOT_FOR_SENDING]
)
def test_no_concern_leaves_the_list_without_what_it_takes(
    street: Street, state: ConcernState
) -> None:
    made = kept(street, Concern, street.case(), street.leah)
    street.refused(street.ben, altering(Concern, made, state=state))


def test_nobody_takes_anothers_concern_out_of_view(street: Street) -> None:
    case = street.case()
    made = kept(street, Concern, case, street.leah)
    street.refused(street.ben, lambda work: work.withdraw(work.get(Concern, made)))
    street.does(street.leah, lambda work: work.withdraw(work.get(Concern, made)))


# --- what belongs to a sealed record -------------------------------------------------------------


def test_what_a_sealed_concern_a_paper_or_an_entry_says_is_as_closed(street: Street) -> None:
    case = street.case()
    concern = kept(street, Concern, case, street.leah, category=Category.CORE)
    paper = kept(street, Paper, case, street.leah)
    note = street.world.note(case, "CORE sealed", by=street.leah)
    line = {"chronology_id": kept(street, Chronology, case, street.leah), "entry_id": note}
    parts = {
        kept(street, ConcernDetail, case, street.leah, concern_id=concern),
        kept(street, PaperContent, case, street.leah, paper_id=paper),
        kept(street, ChronologyLine, case, street.leah, **line, marking=Marking.NOT_MARKED),
    }
    kinds = (ConcernDetail, PaperContent, ChronologyLine)
    assert parts <= seen(street, street.ben, case, *kinds)
    for record in (concern, paper, note):
        seal(street, case, record, street.leah)
    assert parts <= seen(street, street.leah, case, *kinds)
    assert not parts & seen(street, street.ben, case, *kinds)


# --- markers and people kept apart ---------------------------------------------------------------


def test_a_marker_for_visitors_is_never_of_a_sort_that_the_counter_sees(street: Street) -> None:
    case, counter = street.case(), street.new("fay", SiteRole.FRONT_DOOR)
    exposed = plain(street, StaffMarker, case, street.leah, category=Category.IDENTITY)
    street.refused(street.leah, lambda work: work.add(exposed))
    made = kept(street, StaffMarker, case, street.leah, category=Category.CORE)
    street.refused(street.leah, altering(StaffMarker, made, category=Category.IDENTITY))
    with street.world.store_for(counter).query(counter) as work:
        assert work.rows(select(StaffMarker.id)) == []
        assert not work.rows(select(Revision.id).where(Revision.record_id == made))


def test_who_works_with_the_one_never_learns_from_history_that_they_are_kept_apart(
    street: Street,
) -> None:
    case = street.case()
    more = {"other_id": case.people[1], "category": Category.IDENTITY}
    made = kept(street, KeptApart, case, street.leah, **more)
    assert made in seen(street, street.leah, case, KeptApart)
    assert made not in seen(street, street.ben, case, KeptApart)
