"""The Sharing log: who saw, printed and was told what of a case, when and why.

It is read from the audit trail, which says who looked, and from the ledger, which says who was
told. What was written is no part of it: each record says that of itself.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import aliased

from pbi_desktop.domain.access import AUDITORS, PURPOSE_LABELS, Category, Purpose, Verb
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.disclosures import HOW_LABELS
from pbi_desktop.domain.errors import NotFound, NotPermitted
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.looking import READING, Did, Flag, Look, did_by, flags
from pbi_desktop.models import (
    Agency,
    AuditEntry,
    BrokenGlass,
    Case,
    CasePerson,
    CaseTeamMember,
    Disclosure,
    Person,
    Worker,
)
from pbi_desktop.models.bookkeeping import AuditDetail
from pbi_desktop.reports.phrases import say_instant
from pbi_desktop.reports.sharing_log import build_sharing_log
from pbi_desktop.services.leaving import may_leave
from pbi_desktop.services.person_names import full_name
from pbi_desktop.services.sharing_log_rows import CaseLog, LogPrint, SharingLine, SiteLog
from pbi_desktop.services.standing import has_role, require_role
from pbi_desktop.store.audit import payload_hash
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

__all__ = ["CaseLog", "LogPrint", "SharingLine", "SharingLog", "SiteLog", "say_line"]

MOST_LINES = 2_000
DAYS = 30
# Who looks for these must not be known to whom they look for.
_TIPS_OFF = frozenset({Purpose.SAFEGUARDING, Purpose.CRIME_PREVENTION})
_NOTHING_SAID = "Not said"
_ALL = "opened all for "


class SharingLog:
    """Answers who saw and was told what."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def of_case(self, actor: Actor, case_id: CaseId, *, for_resident: bool = False) -> CaseLog:
        """Return the log of one case; `for_resident` as the person may be shown it.

        NotFound where the case is missing or hidden.
        """
        with self._store().query(actor) as work:
            return _case_log(work, case_id, for_resident=for_resident)

    def of_reference(self, actor: Actor, reference: str, *, for_resident: bool = False) -> CaseLog:
        """Return the same for the case with a reference."""
        wanted = reference.strip().upper()
        with self._store().query(actor) as work:
            found = work.rows(select(Case.id).where(Case.reference == wanted))
            if not found:
                raise NotFound("case")
            return _case_log(work, CaseId(found[0][0]), for_resident=for_resident)

    def of_site(self, actor: Actor, days: int = DAYS) -> SiteLog:
        """Return what was looked at lately, in every case: for those who audit; it is logged.

        NotPermitted for everybody else.
        """
        with self._store().command(actor, "read the audit") as work:
            require_role(work, AUDITORS, "check the audit chain")
            work.log("read the audit trail", text=f"{days} days")
        with self._store().query(actor) as work:
            since = work.now - timedelta(days=days)
            rows = _entries(work, AuditEntry.at >= since)
            lines = _marked(work, _looks(work, rows[:MOST_LINES]))
        return SiteLog(days, tuple(lines), len(rows) > MOST_LINES)

    def print_case(self, actor: Actor, case_id: CaseId, *, for_resident: bool = False) -> LogPrint:
        """Return the log of a case as PDF; that it was printed is logged first."""
        with self._store().command(actor, "print sharing log") as work:
            if Category.IDENTITY not in may_leave(work, work.get(Case, case_id), Verb.PRINT):
                raise NotPermitted("print")
            whom = "for the person" if for_resident else "for the team"
            work.log("printed sharing log", case=case_id, text=whom)
        with self._store().query(actor) as work:
            log = _case_log(work, case_id, for_resident=for_resident)
            by, now = work.get(Worker, actor.worker).name, work.now
        from pbi_desktop.reports.pdf.render import to_pdf

        lines = [(line.at, line.did, line.who, line.agency, line.why) for line in log.lines]
        document = build_sharing_log(log.name, log.reference, lines, (by, now), whom)
        return LogPrint(to_pdf(document), f"sharing-log-{log.reference}.pdf")


def say_line(line: SharingLine) -> str:
    """Return a line of the log as a sentence."""
    whose = f"{line.who} ({line.agency})" if line.who else line.agency
    case = f" Case {line.reference}." if line.reference else ""
    return f"{say_instant(line.at)}: {whose}: {line.did}. {line.why}.{case}"


def _case_log(work: Work, case_id: CaseId, *, for_resident: bool) -> CaseLog:
    case = work.get(Case, case_id)
    may_ask = not for_resident and has_role(work, AUDITORS)
    looks = _looks(work, _entries(work, AuditDetail.case_id == case_id)[:MOST_LINES])
    lines = _marked(work, looks) if may_ask else [line for line, _look in looks]
    lines += _told(work, case)
    lines.sort(key=lambda line: line.at, reverse=True)
    held_back = sum(line.held_back for line in lines)
    if for_resident:
        lines, held_back = [_for_resident(line) for line in lines if not line.held_back], 0
    name = full_name(work.get(Person, case.subject_id))
    return CaseLog(case_id, case.reference, name, tuple(lines), for_resident, may_ask, held_back)


def _for_resident(line: SharingLine) -> SharingLine:
    # Which service and in what job is the person's to know; a worker's name is the worker's.
    return replace(line, who="", flags=())


def _entries(work: Work, wanted: Any) -> Sequence[Any]:
    reads = or_(*(AuditEntry.action.startswith(beginning) for beginning in READING))
    same = and_(AuditDetail.chain == AuditEntry.chain, AuditDetail.seq == AuditEntry.seq)
    return work.rows(
        select(
            AuditEntry.at,
            AuditEntry.worker_id,
            AuditEntry.action,
            AuditEntry.purpose,
            AuditEntry.payload_hash,
            AuditDetail.case_id,
            AuditDetail.text,
            Worker.name,
            Worker.job,
            Agency.name.label("agency"),
        )
        .join(Worker, Worker.id == AuditEntry.worker_id)
        .join(Agency, Agency.id == Worker.agency_id)
        .outerjoin(AuditDetail, same)
        .where(reads, wanted)
        .order_by(AuditEntry.at.desc(), AuditEntry.chain, AuditEntry.seq.desc())
        .limit(MOST_LINES + 1)
    )


def _looks(work: Work, rows: Sequence[Any]) -> list[tuple[SharingLine, Look]]:
    references = _references(work, {row.case_id for row in rows if row.case_id})
    reasons = _reasons(work, {row.case_id for row in rows if row.action == "broke glass"})
    found = []
    for row in rows:
        did = did_by(row.action)
        if did is None:
            continue
        why = PURPOSE_LABELS.get(row.purpose, _NOTHING_SAID)
        reason = reasons.get(row.payload_hash, "")
        line = SharingLine(
            row.at,
            _did_words(did, row.action, row.text or ""),
            did,
            row.name,
            f"{row.job}, {row.agency}",
            f"{why}: {reason}" if reason else why,
            row.case_id,
            references.get(row.case_id, ""),
            held_back=row.purpose in _TIPS_OFF or did is Did.EMERGENCY,
        )
        found.append((line, Look(row.at, row.worker_id, row.name.split()[-1], did)))
    return found


def _did_words(did: Did, action: str, text: str) -> str:
    if did is Did.OPENED:
        return "Opened the case"
    if did is Did.EMERGENCY:
        return "Opened more of the case in an emergency, for four hours"
    if action.startswith(_ALL):
        return f"Went through all of their cases, {text}: {action.removeprefix(_ALL)}"
    words = action[:1].upper() + action[1:]
    return f"{words} ({text})" if text else words


def _references(work: Work, cases: set[UUID]) -> dict[UUID | None, str]:
    found = work.rows(select(Case.id, Case.reference).where(Case.id.in_(cases)))
    return dict(found)


def _reasons(work: Work, cases: set[UUID]) -> dict[str, str]:
    """Return why the glass was broken, by the payload of its entry, where whoever asks may know."""
    found = work.rows(
        select(BrokenGlass.id, BrokenGlass.case_id, BrokenGlass.reason).where(
            BrokenGlass.case_id.in_(cases)
        )
    )
    return {payload_hash([str(key), str(case), why]): why for key, case, why in found}


def _told(work: Work, case: Case) -> list[SharingLine]:
    theirs = aliased(Agency)
    rows = work.rows(
        select(Disclosure, Agency.name, Worker.name, Worker.job, theirs.name)
        .join(Agency, Agency.id == Disclosure.agency_id)
        .join(Worker, Worker.id == Disclosure.worker_id)
        .join(theirs, theirs.id == Worker.agency_id)
        .where(Disclosure.case_id == case.id)
    )
    return [
        _told_line(one, told, (who, f"{job}, {agency}"), case)
        for one, told, who, job, agency in rows
    ]


def _told_line(one: Disclosure, told: str, by: tuple[str, str], case: Case) -> SharingLine:
    how = f" ({HOW_LABELS[one.how].lower()})" if one.how else ""
    tips_off = one.purpose in _TIPS_OFF if one.endangers is None else one.endangers
    return SharingLine(
        one.at,
        f"Told {told}: a summary, copy {one.copy_number}{how}",
        Did.TOLD,
        *by,
        PURPOSE_LABELS[one.purpose],
        CaseId(case.id),
        case.reference,
        held_back=tips_off,
    )


# --- what a lead should ask about ----------------------------------------------------------------


def _marked(work: Work, looks: list[tuple[SharingLine, Look]]) -> list[SharingLine]:
    cases = {line.case_id for line, _look in looks if line.reference and line.case_id}
    surnames = _surnames(work, cases)
    team = _team(work, cases)
    known = [_known(line, look, surnames, team) for line, look in looks]
    found: list[tuple[Flag, ...]] = flags(known)
    return [replace(line, flags=why) for (line, _look), why in zip(looks, found, strict=True)]


def _known(
    line: SharingLine,
    look: Look,
    surnames: dict[UUID, set[str]],
    team: dict[tuple[UUID, UUID], list[tuple[Any, Any]]],
) -> Look:
    if line.case_id is None or not line.reference:
        return look
    times = team.get((line.case_id, look.worker), [])
    on_team = any(begins <= look.at and (ends is None or look.at < ends) for begins, ends in times)
    names = frozenset(surnames.get(line.case_id, ()))
    return Look(look.at, look.worker, look.worker_surname, look.did, names, on_team)


def _surnames(work: Work, cases: set[CaseId]) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = {}
    for case, name in work.rows(
        select(CasePerson.case_id, Person.family_name)
        .join(Person, Person.id == CasePerson.person_id)
        .where(CasePerson.case_id.in_(cases))
    ):
        found.setdefault(case, set()).add(name)
    return found


def _team(work: Work, cases: set[CaseId]) -> dict[tuple[UUID, UUID], list[tuple[Any, Any]]]:
    """Return when each worker was on the team of each case, or led the site it is at."""
    member = CaseTeamMember
    found: dict[tuple[UUID, UUID], list[tuple[Any, Any]]] = {}
    for case, worker, begins, ends in work.rows(
        select(member.case_id, member.worker_id, member.valid_from, member.valid_to).where(
            member.case_id.in_(cases)
        )
    ):
        found.setdefault((case, worker), []).append((begins, ends))
    return found
