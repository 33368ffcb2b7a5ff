"""How long files are kept, which are over, and letting them go by a named manager's command."""

from collections.abc import Callable, Sequence
from itertools import groupby
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.domain.access import Category, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.data_rights import RetentionAction
from pbi_desktop.domain.errors import Invalid, NotFound, NotPermitted
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.domain.retention import DEFAULTS, RecordType, Rule, copies_hold_until
from pbi_desktop.domain.text import clean_line
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import Case, CasePerson, LegalHold, RetentionRule, SiteRoleHeld
from pbi_desktop.services.retention_reading import read_files
from pbi_desktop.services.retention_rows import Erased, FileLine, Preview
from pbi_desktop.services.standing import is_live, led_sites
from pbi_desktop.store import erasing
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

ACTION = "let files go"
_TASK = "a look at what is kept"


class Retention:
    """For whoever leads a site; only its manager lets anything go."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def preview(self, actor: Actor) -> Preview:
        """Return the files of the sites that one leads which are over, kept, or over soon."""
        store = self._store()
        with store.query(actor, sweep=store.sweep(actor, _TASK)) as work:
            return _preview(work)

    def adopt(self, actor: Actor) -> Changes:
        """Agree the proposed rules for each sort of file that has none: a manager's command."""
        with self._store().command(actor, "agree retention") as work:
            _require_manager(work)
            held = {rule.record_type for rule in _agreed(work)}
            for rule in DEFAULTS:
                if rule.record_type not in held:
                    work.add(_record(work, rule))
            return work.changes("The rules are agreed from now on.")

    def change_rule(self, actor: Actor, sort: RecordType, months: int, source: str) -> Changes:
        """Keep a sort of file so many months from now on; the old rule ends and stays on record."""
        said = clean_line(source)[0]
        if months < 1 or not said:
            raise Invalid({"rule": "Give at least one month, and who says so."})
        with self._store().command(actor, "agree retention") as work:
            _require_manager(work)
            for old in _agreed(work):
                if old.record_type == sort:
                    old.valid_to = work.now
                    work.save(old)
            like = next(rule for rule in DEFAULTS if rule.record_type is sort)
            new = Rule(sort, like.trigger, months, like.action, said)
            work.add(_record(work, new))
            return work.changes("The rule is agreed from now on.")

    def run(self, actor: Actor, cases: Sequence[CaseId], confirmed: int) -> Erased:
        """Erase these files for good. Nothing brings them back.

        `confirmed` is how many they are, as the manager has typed it. Refused whole where one of
        them is not over, or where something keeps it.
        """
        wanted = sorted(set(cases))
        if not wanted or confirmed != len(wanted):
            raise Invalid({"count": f"Type {len(wanted)}, the number of files that go."})
        store = self._store()
        with store.command(actor, ACTION, sweep=store.sweep(actor, _TASK)) as work:
            _require_manager(work)
            preview = _preview(work)
            counts: dict[str, int] = {}
            if not preview.agreed:
                raise Invalid({"rules": "Agree how long files are kept before anything goes."})
            for rule, some in _by_rule(preview, wanted):
                for kind, many in erasing.erase(work, some, rule).items():
                    counts[kind] = counts.get(kind, 0) + many
        whole = erasing.leave_no_trace(store)
        return Erased(len(wanted), tuple(sorted(counts.items())), preview.copies_until, whole)

    def hold(self, actor: Actor, reference: str, reason: str) -> Changes:
        """Keep everything of the people of a case until the hold is lifted."""
        why = clean_line(reason)[0]
        if not why:
            raise Invalid({"reason": "Say what it is kept for."})
        with self._store().command(actor, "hold") as work:
            led_sites(work, ACTION)
            case = _case(work, reference)
            for person in sorted(_people(work, case)):
                work.add(
                    LegalHold(
                        subject_id=person,
                        category=Category.CORE,
                        reason=why,
                        started_on=london_day(work.now),
                    )
                )
            return work.changes("Held: nothing of it goes.", case)

    def lift(self, actor: Actor, reference: str) -> Changes:
        """End the holds on the people of a case."""
        with self._store().command(actor, "lift hold") as work:
            led_sites(work, ACTION)
            case = _case(work, reference)
            open_holds = select(LegalHold).where(
                LegalHold.subject_id.in_(_people(work, case)), LegalHold.ended_on.is_(None)
            )
            for held in work.all(open_holds):
                held.ended_on = london_day(work.now)
                work.save(held)
            return work.changes("The hold is lifted.", case)


def _preview(work: Work) -> Preview:
    sites = dict(led_sites(work, ACTION))
    today = london_day(work.now)
    agreed = tuple(_plain(rule) for rule in _agreed(work))
    rules = agreed or DEFAULTS
    files = read_files(work, sites, rules, today)
    return Preview(
        today=today,
        agreed=bool(agreed),
        rules=tuple(sorted(rules, key=lambda rule: rule.record_type)),
        over=tuple(one for one in files if one.due.on <= today and not one.keeps),
        kept=tuple(one for one in files if one.due.on <= today and one.keeps),
        soon=tuple(one for one in files if one.due.on > today),
        copies_until=copies_hold_until(today),
    )


def _by_rule(preview: Preview, wanted: Sequence[CaseId]) -> list[tuple[UUID | None, list[CaseId]]]:
    over = {line.case_id: line for line in preview.over}
    missing = [case for case in wanted if case not in over]
    if missing:
        raise NotFound("file that is over")

    def rule(line: FileLine) -> str:
        return str(line.due.rule_id)

    lines = sorted((over[case] for case in wanted), key=rule)
    grouped = [list(some) for _rule, some in groupby(lines, key=rule)]
    return [(some[0].due.rule_id, [line.case_id for line in some]) for some in grouped]


def _agreed(work: Work) -> Sequence[RetentionRule]:
    live = (RetentionRule.valid_from <= work.now) & (
        RetentionRule.valid_to.is_(None) | (RetentionRule.valid_to > work.now)
    )
    found = work.all(select(RetentionRule).where(live).order_by(RetentionRule.record_type))
    return [rule for rule in found if rule.record_type in set(RecordType)]


def _plain(rule: RetentionRule) -> Rule:
    # What a later program might do of itself is looked at by a person here.
    action = rule.action if rule.action is RetentionAction.DELETE else RetentionAction.REVIEW
    return Rule(
        RecordType(rule.record_type), rule.trigger, rule.months, action, rule.source, rule.id
    )


def _record(work: Work, rule: Rule) -> RetentionRule:
    return RetentionRule(
        record_type=rule.record_type.value,
        trigger=rule.trigger,
        months=rule.months,
        action=rule.action,
        source=rule.source,
        valid_from=work.now,
    )


def _require_manager(work: Work) -> None:
    asked = (
        select(SiteRoleHeld.id)
        .where(SiteRoleHeld.worker_id == work.actor.worker)
        .where(SiteRoleHeld.role == SiteRole.TEAM_MANAGER, is_live(SiteRoleHeld, work.now))
    )
    if not work.rows(asked):
        raise NotPermitted(ACTION)


def _case(work: Work, reference: str) -> CaseId:
    asked = select(Case).where(Case.reference == reference.strip().upper())
    found = work.one_or_none(asked)
    if found is None:
        raise NotFound("case")
    return CaseId(found.id)


def _people(work: Work, case: CaseId) -> set[PersonId]:
    asked = select(CasePerson.person_id).where(CasePerson.case_id == case)
    return {PersonId(row[0]) for row in work.rows(asked)}
