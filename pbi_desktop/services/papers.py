"""Papers of a case: looked at, kept encrypted with it, read again, taken away."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from sqlalchemy import Select, select

from pbi_desktop.domain.access import Category, Verb
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid, NotFound
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.paper_names import paper_name
from pbi_desktop.domain.paper_types import type_of
from pbi_desktop.domain.papers import (
    MOST_BYTES,
    FileUnreadable,
    PaperDamaged,
    PaperKeptAlready,
    PaperRefused,
)
from pbi_desktop.domain.sharing_errors import NothingMayLeave
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import Case, Paper, PaperContent, Worker
from pbi_desktop.services.casework import changeable, open_case
from pbi_desktop.services.lawful import refuse_without_consent
from pbi_desktop.services.leaving import may_leave
from pbi_desktop.services.papers_rows import (
    CasePapers,
    LookedAt,
    NewPaper,
    PaperFile,
    PaperLine,
)
from pbi_desktop.services.typed import Typed
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work


class Papers:
    """Keeps files with a case and gives them back. Looking and hashing take no store."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def look_at(self, place: Path) -> LookedAt:
        """Read a file of this computer and say what it is; PaperRefused where it is not kept."""
        try:
            with place.open("rb") as file:
                body = file.read(MOST_BYTES + 1)
        except (OSError, ValueError):
            raise FileUnreadable(place.name) from None
        return self.look(place.name, body)

    def look(self, name: str, body: bytes) -> LookedAt:
        """Say what a file is by its content, and what it will be called."""
        try:
            found = type_of(body)
        except PaperRefused as refused:
            raise PaperRefused(refused.reason, paper_label(name)) from None
        named = paper_name(name, found)
        return LookedAt(body, named.name, found, named.said)

    def attach(self, actor: Actor, case_id: CaseId, new: NewPaper) -> Changes:
        """Keep a file with a case; PaperKeptAlready where the case has it under some name."""
        typed = Typed()
        looked = self.look(new.name, new.body)
        said, about = typed.line(new.from_whom), typed.line(new.about)
        store = self._store()
        store.ensure_open(actor, case_id)
        with store.command(actor, "attach paper") as work:
            case = open_case(work, case_id)
            if new.received_on > london_day(work.now):
                raise Invalid({"received_on": "A paper came on a day before today, or today."})
            refuse_without_consent(work, case_id, case.subject_id, new.category)
            made = keep_paper(work, case, looked, new, said, about)
        return work.changes(typed.done("Paper kept"), made=made.id)

    def list(self, actor: Actor, case_id: CaseId) -> CasePapers:
        """Return the papers of a case, the latest first."""
        with self._store().query_case(actor, case_id) as work:
            work.get(Case, case_id)
            rows = work.rows(
                select(Paper, Worker.name)
                .join(Worker, Worker.id == Paper.created_by)
                .where(Paper.case_id == case_id)
                .order_by(Paper.received_on.desc(), Paper.created_at.desc(), Paper.id)
            )
            may = [one for one in Category if work.may(Verb.WRITE, case_id, one)]
            papers = tuple(_line(paper, by) for paper, by in rows)
            return CasePapers(papers, bool(may), tuple(may))

    def read(self, actor: Actor, case_id: CaseId, paper_id: UUID) -> PaperFile:
        """Return a paper with what it holds; PaperDamaged where that is not what was attached."""
        with self._store().query_case(actor, case_id) as work:
            return _whole(work, case_id, paper_id)

    def hand_out(
        self, actor: Actor, case_id: CaseId, paper_id: UUID, *, to_keep: bool = False
    ) -> PaperFile:
        """Return the same for another program of this computer; that a copy left is logged.

        A copy `to_keep` leaves for good: NothingMayLeave or Restricted where it may not.
        """
        store = self._store()
        store.ensure_open(actor, case_id)
        with store.command(actor, "open paper") as work:
            file = _whole(work, case_id, paper_id)
            if to_keep:
                _refuse_to_leave(work, case_id, work.get(Paper, paper_id).category)
            digest = sha256(file.body).hexdigest()
            what = "saved a paper elsewhere" if to_keep else "opened a copy of a paper"
            work.log(what, digest, case=case_id, text=file.paper_type.value)
        return file

    def withdraw(self, actor: Actor, case_id: CaseId, paper_id: UUID, seen: int) -> Changes:
        """Take a paper out of the case, with what it holds; undo puts both back."""
        store = self._store()
        store.ensure_open(actor, case_id)
        with store.command(actor, "take away paper") as work:
            paper = changeable(work, Paper, paper_id, seen)
            for content in work.all(_content_of(paper_id)):
                work.withdraw(content)
            work.withdraw(paper)
        return work.changes("Paper taken away")


def keep_paper(  # noqa: PLR0913 - which case, what it is, and what was said of it
    work: Work, case: Case, looked: LookedAt, new: NewPaper, from_whom: str, about: str
) -> Paper:
    """Keep a file and its bytes in one unit of work; PaperKeptAlready where they are there."""
    digest = sha256(looked.body).hexdigest()
    same = select(Paper).where(Paper.case_id == case.id, Paper.content_hash == digest)
    found = work.all(same.limit(1))
    if found:
        raise PaperKeptAlready(found[0].name)
    about_whom = {
        "case_id": CaseId(case.id),
        "subject_id": case.subject_id,
        "category": new.category,
    }
    paper = work.add(
        Paper(
            **about_whom,
            name=looked.name,
            paper_type=looked.paper_type,
            source=new.source,
            size=looked.size,
            content_hash=digest,
            received_on=new.received_on,
            from_whom=from_whom or None,
            about=about or None,
        )
    )
    work.add(PaperContent(**about_whom, paper_id=paper.id, body=looked.body))
    return paper


def paper_label(name: str) -> str:
    """Return the last part of a file's name, short enough to be said in a sentence."""
    last = Path(name.replace("\\", "/")).name
    return Typed().line(last)[:80]


def _refuse_to_leave(work: Work, case_id: CaseId, category: Category) -> None:
    """Refuse what this worker may read and not take out."""
    if category not in may_leave(work, work.get(Case, case_id), Verb.EXPORT):
        raise NothingMayLeave(Verb.EXPORT)


def _whole(work: Work, case_id: CaseId, paper_id: UUID) -> PaperFile:
    paper = work.get(Paper, paper_id)
    held = work.all(_content_of(paper_id))
    if paper.case_id != case_id or not held:
        raise NotFound("paper")
    body = held[0].body
    if sha256(body).hexdigest() != paper.content_hash:
        raise PaperDamaged(paper.name)
    return PaperFile(paper.id, paper.name, paper.paper_type, body)


def _content_of(paper_id: UUID) -> Select[PaperContent]:
    return select(PaperContent).where(PaperContent.paper_id == paper_id)


def _line(paper: Paper, kept_by: str) -> PaperLine:
    return PaperLine(
        paper.id,
        paper.version,
        paper.name,
        paper.paper_type,
        paper.source,
        paper.size,
        paper.received_on,
        paper.from_whom or "",
        paper.about or "",
        paper.category,
        kept_by,
    )
