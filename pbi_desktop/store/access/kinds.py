"""The access rule of each kind of record: who may see, make and change it."""

from functools import partial
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    and_,
    literal,
    literal_column,
    or_,
    select,
)

from pbi_desktop.domain.access import AUDITORS, DESK, GOVERNORS, Verb
from pbi_desktop.models import (
    AuditDetail,
    ImportRun,
    Membership,
    Residence,
)
from pbi_desktop.models.base import Base, CaseRecord, PersonRecord
from pbi_desktop.store.access import closings, door_rule, team_rule
from pbi_desktop.store.access.rule import (
    CORE,
    IDENTITY,
    KindRule,
    Me,
    Predicate,
    Row,
    detail,
    everyone,
    granted,
    granted_row,
    has_role,
    has_role_at,
    in_case,
    knows,
    nobody,
    of_person,
    of_two_people,
    write_of_person,
)


def _write_in_case(me: Me, row: Row) -> Predicate:
    return granted_row(me, row, Verb.WRITE)


def _change_in_case(me: Me, row: Row) -> Predicate:
    return and_(granted_row(me, row, Verb.WRITE), ~me.sealed_away(row("id"), row("case_id")))


def _change_detail(me: Me, row: Row) -> Predicate:
    # A blind UPDATE is not asked to see the row: it needs the opening all the same.
    return and_(_change_in_case(me, row), me.has_opened(row("case_id")))


def _part_of(name: str, whole: str | None = None) -> KindRule:
    visible = team_rule.as_closed_as(name)

    def changeable(me: Me, row: Row) -> Predicate:
        return and_(_change_detail(me, row), visible(me, row))

    def insertable(me: Me, row: Row) -> Predicate:
        if whole is None:
            return _write_in_case(me, row)
        # A second one would leave it open which of them is what was seen, or what the paper is.
        kept = Base.metadata.tables[whole]
        mine = and_(kept.c.id == row(name), kept.c.created_by == me.id)
        theirs = select(literal_column("1")).where(mine).exists()
        return and_(_write_in_case(me, row), theirs)

    return KindRule(visible, insertable, changeable)


def _share_in_case(me: Me, row: Row) -> Predicate:
    return granted_row(me, row, Verb.SHARE)


def _change_shared(me: Me, row: Row) -> Predicate:
    return and_(granted_row(me, row, Verb.SHARE), ~me.sealed_away(row("id"), row("case_id")))


def _approves_in_own_name(me: Me, before: Row, after: Row) -> Predicate:
    # The second person is another one than whoever proposed it.
    same = after("approved_by").is_not_distinct_from(before("approved_by"))
    mine = and_(after("approved_by") == me.id, before("proposed_by") != me.id)
    # The copy's number is part of what is handed over: its hash is set then, and never again.
    frozen = or_(after("content_hash") == before("content_hash"), before("issued_at").is_(None))
    return and_(frozen, or_(same, mine))


def _proposes_in_own_name(me: Me, row: Row) -> Predicate:
    unseen = and_(row("approved_by").is_(None), row("proposed_by") == me.id)
    return and_(_share_in_case(me, row), unseen)


def _person_visible(me: Me, row: Row) -> Predicate:
    return me.knows_of(row("id"))


def _person_changeable(me: Me, row: Row) -> Predicate:
    return knows(me, row("id"), IDENTITY, Verb.WRITE)


def _at_desk(me: Me, row: Row) -> Predicate:  # noqa: ARG001 - the shape of every rule
    return has_role(me, *DESK)


def _at_hand(me: Me, person: ColumnElement[Any]) -> Predicate:
    known = knows(me, person, IDENTITY)
    return or_(known, me.just_made(person))


def _case_visible(me: Me, row: Row) -> Predicate:
    return me.in_my_cases(row("id"))


def _case_insertable(me: Me, row: Row) -> Predicate:
    # A foreign key alone would take a person whom the worker has no right to know of.
    unsealed = row("seal") == literal(0, Integer)
    at_hand = _at_hand(me, row("subject_id"))
    return and_(has_role_at(me, row("site_id"), *DESK), at_hand, unsealed)


def _case_changeable(me: Me, row: Row) -> Predicate:
    return granted(me, row("id"), row("subject_id"), CORE, Verb.WRITE)


def _seals_with_the_right(me: Me, before: Row, after: Row) -> Predicate:
    may_seal = granted(me, before("id"), before("subject_id"), CORE, Verb.SEAL)
    return or_(after("seal") == before("seal"), may_seal)


def _in_my_cases(me: Me, row: Row) -> Predicate:
    return me.in_my_cases(row("case_id"))


def _case_open_to_me(me: Me, row: Row) -> Predicate:
    return me.holds(Verb.WRITE, {"case_id": row("case_id")})


def _case_person_insertable(me: Me, row: Row) -> Predicate:
    # Without this, adding any person's id to a case of one's own would open their records.
    mine = or_(_case_open_to_me(me, row), me.began_case(row("case_id")))
    return and_(_at_hand(me, row("person_id")), mine)


def _team_insertable(me: Me, row: Row) -> Predicate:
    at_hand = or_(_in_my_cases(me, row), me.began_case(row("case_id")))
    taking_it_up = and_(row("worker_id") == me.id, at_hand, has_role(me, *DESK))
    return or_(taking_it_up, _case_open_to_me(me, row))


def _governs(me: Me, row: Row) -> Predicate:  # noqa: ARG001
    return has_role(me, *GOVERNORS)


def _audits(me: Me, row: Row) -> Predicate:  # noqa: ARG001
    return has_role(me, *AUDITORS)


def _mine(me: Me, row: Row) -> Predicate:
    return row("worker_id") == me.id


def _household_known(me: Me, row: Row, verb: Verb = Verb.READ) -> Predicate:
    lived = Membership.__table__.alias("lived")
    stays = lived.c.withdrawn_at.is_(None)
    known = and_(stays, knows(me, lived.c.subject_id, lived.c.category, verb))
    return select(literal_column("1")).where(lived.c.household_id == row("id"), known).exists()


def _address_known(me: Me, row: Row, verb: Verb = Verb.READ) -> Predicate:
    stayed = Residence.__table__.alias("stayed")
    stays = stayed.c.withdrawn_at.is_(None)
    known = and_(stays, knows(me, stayed.c.subject_id, stayed.c.category, verb))
    return select(literal_column("1")).where(stayed.c.address_id == row("id"), known).exists()


def _tie_writable(me: Me, row: Row) -> Predicate:
    return and_(write_of_person(me, row), knows(me, row("other_id"), row("category")))


def _worker_insertable(me: Me, row: Row) -> Predicate:
    # The login role is who somebody is on PostgreSQL: only enrolment gives it.
    return and_(_governs(me, row), row("database_role").is_(None))


def _revision_visible(me: Me, row: Row) -> Predicate:
    no_case = and_(row("case_id").is_(None), of_person(me, row))
    # What has no one person to go by is its author's, as long as they may see what it is about.
    reachable = or_(row("case_id").is_(None), me.in_my_cases(row("case_id")))
    no_person = and_(row("subject_id").is_(None), _mine(me, row), reachable)
    open_still = [
        or_(row("kind") != kind, me.is_open(kind, row("record_id")))
        for kind in sorted(SEEN_BY_TIES | PARTS)
    ]
    # What a record said before is as closed as the record.
    no_seal = row("case_id").is_(None)
    unsealed = or_(no_seal, ~me.sealed_away(row("record_id"), row("case_id")))
    opened = or_(row("kind").not_in(sorted(DETAIL)), me.has_opened(row("case_id")))
    of_case = and_(me.in_my_cases(row("case_id")), granted_row(me, row, Verb.READ))
    return and_(or_(of_case, no_case, no_person), unsealed, opened, *open_still)


def _role_given(me: Me, row: Row) -> Predicate:
    # Nobody gives themselves a role, nor makes their own last.
    return and_(_governs(me, row), row("worker_id") != me.id)


def _run_visible(me: Me, row: Row) -> Predicate:
    # What a run did to people's records is known to whoever ran it, like the records themselves.
    everybodys = and_(everyone(me, row), row("kind").in_(sorted(OPEN_RUNS)))
    return or_(row("created_by") == me.id, everybodys)


def _run_changeable(me: Me, row: Row) -> Predicate:
    return and_(_at_desk(me, row), _run_visible(me, row))


def _item_visible(me: Me, row: Row) -> Predicate:
    everybodys = and_(everyone(me, row), row("kind").in_(sorted(OPEN_ITEMS)))
    return or_(row("created_by") == me.id, everybodys)


def _item_insertable(me: Me, row: Row) -> Predicate:
    runs = ImportRun.__table__
    mine = and_(runs.c.id == row("run_id"), runs.c.created_by == me.id)
    return and_(_at_desk(me, row), select(literal_column("1")).where(mine).exists())


def _setting_visible(me: Me, row: Row) -> Predicate:
    # The counters of the store would tell that somebody else's facts have changed.
    return and_(everyone(me, row), row("name") == "store_id")


def _ticket_visible(me: Me, row: Row) -> Predicate:
    audited = and_(has_role(me, *AUDITORS), ~_closed_to(me, row("case_id")))
    return or_(row("worker_id") == me.id, audited)


def _audit_detail_visible(me: Me, row: Row) -> Predicate:
    audited = and_(has_role(me, *AUDITORS), ~_closed_to(me, row("case_id")))
    # The counter knows that there is a case: not who was written to, nor for which meeting.
    return or_(me.may_meet(row("case_id")), audited)


def _closed_to(me: Me, case: ColumnElement[Any]) -> Predicate:
    return and_(case.is_not(None), me.is_excluded(case))


def _audit_entry_visible(me: Me, row: Row) -> Predicate:
    details = AuditDetail.__table__.alias("told")
    seen = me.may_meet(details.c.case_id)
    about_mine = and_(details.c.chain == row("chain"), details.c.seq == row("seq"), seen)
    found = select(literal_column("1")).where(about_mine).exists()
    return or_(_audits(me, row), found)


def _agreement_insertable(me: Me, row: Row) -> Predicate:
    return and_(_governs(me, row), row("seconded_by").is_(None))


def _second_person_agrees(me: Me, before: Row, after: Row) -> Predicate:
    same = after("seconded_by").is_not_distinct_from(before("seconded_by"))
    mine = and_(
        before("seconded_by").is_(None),
        after("seconded_by") == me.id,
        before("created_by") != me.id,
    )
    shorter = and_(
        after("valid_to").is_not(None),
        or_(before("valid_to").is_(None), after("valid_to") <= before("valid_to")),
    )
    as_long = after("valid_to").is_not_distinct_from(before("valid_to"))
    back_in_view = and_(before("withdrawn_at").is_not(None), after("withdrawn_at").is_(None))
    return and_(or_(same, mine), or_(as_long, shorter), ~back_in_view)


IN_CASE = KindRule(in_case, _write_in_case, _change_in_case)
DETAIL_RULE = KindRule(detail, _write_in_case, _change_detail)
SHARED = KindRule(in_case, _share_in_case, _change_shared)
SHARED_DETAIL = KindRule(detail, _share_in_case, nobody)
CORE_OF_PERSON = KindRule(of_person, closings.core_of_person, closings.core_of_person)
OF_PERSON = KindRule(of_person, write_of_person, write_of_person)
FOR_ALL = KindRule(everyone, _at_desk, _at_desk)
AT_DESK = KindRule(_at_desk, _at_desk, _at_desk)
GOVERNED = KindRule(everyone, _governs, _governs)

_OWN_RULES: dict[str, KindRule] = {
    "sites": GOVERNED,
    "agencies": GOVERNED,
    "workers": KindRule(everyone, _worker_insertable, _governs),
    "site_roles": KindRule(everyone, _role_given, _role_given),
    "agreements": KindRule(everyone, _agreement_insertable, _governs, _second_person_agrees),
    "areas": FOR_ALL,
    "postcodes": FOR_ALL,
    "community_groups": FOR_ALL,
    "import_runs": KindRule(_run_visible, _at_desk, _run_changeable),
    "import_items": KindRule(_item_visible, _item_insertable, nobody),
    "import_layouts": AT_DESK,
    "people": KindRule(_person_visible, _at_desk, _person_changeable),
    "households": KindRule(_household_known, _at_desk, partial(_household_known, verb=Verb.WRITE)),
    "addresses": KindRule(_address_known, _at_desk, partial(_address_known, verb=Verb.WRITE)),
    "relationships": KindRule(of_two_people, _tie_writable, _tie_writable),
    "cases": KindRule(_case_visible, _case_insertable, _case_changeable, _seals_with_the_right),
    "case_people": KindRule(_in_my_cases, _case_person_insertable, _case_open_to_me),
    "case_team": KindRule(_in_my_cases, _team_insertable, _case_open_to_me),
    "drafts": KindRule(_mine, _mine, _mine),
    "revisions": KindRule(_revision_visible, _mine, nobody),
    "consents": CORE_OF_PERSON,
    "restrictions": CORE_OF_PERSON,
    "legal_holds": CORE_OF_PERSON,
    "subject_requests": CORE_OF_PERSON,
    "exclusions": KindRule(
        closings.exclusion_visible, closings.minds_the_person, closings.exclusion_changeable
    ),
    "record_seals": KindRule(closings.seal_visible, closings.sealable, closings.seal_changeable),
    "seal_names": KindRule(closings.seal_name_visible, closings.of_seal, closings.of_seal),
    "broken_glass": KindRule(
        closings.glass_visible, nobody, closings.glass_reviewable, closings.reviews_in_own_name
    ),
    "glass_scopes": KindRule(closings.scope_visible, nobody, nobody),
    "approaches": KindRule(
        door_rule.approach_visible,
        door_rule.approach_insertable,
        door_rule.approach_changeable,
        door_rule.settled_in_own_name,
    ),
    "identity_links": KindRule(of_two_people, door_rule.link_writable, door_rule.link_writable),
    "match_alerts": KindRule(
        door_rule.alert_visible, nobody, door_rule.alert_visible, door_rule.answers_once_in_own_name
    ),
    "alert_calls": KindRule(door_rule.call_visible, nobody, nobody),
    "tickets": KindRule(_ticket_visible, nobody, nobody),
    "disclosures": SHARED,
    "disclosed_fields": KindRule(closings.speaks_in_case, _share_in_case, nobody),
    "breaches": KindRule(closings.speaks_in_case, _write_in_case, _change_in_case),
    "disagreements": KindRule(closings.speaks_in_detail, _write_in_case, _change_detail),
    "withheld_items": KindRule(closings.withheld_visible, write_of_person, write_of_person),
    "shared_summaries": KindRule(
        in_case, _proposes_in_own_name, _change_shared, _approves_in_own_name
    ),
    "summary_contents": SHARED_DETAIL,
    "chronology_lines": _part_of("entry_id"),
    "concern_details": _part_of("concern_id", "concerns"),
    "paper_contents": _part_of("paper_id", "papers"),
    "concerns": KindRule(
        in_case, team_rule.concern_insertable, _change_in_case, team_rule.concern_keeps
    ),
    "file_audits": KindRule(detail, team_rule.audits_in_own_name, _change_detail),
    "staff_markers": CORE_OF_PERSON,
    "check_outs": KindRule(
        team_rule.check_out_visible,
        team_rule.check_out_insertable,
        team_rule.check_out_visible,
        team_rule.by_oneself("raised_by"),
    ),
    "covers": KindRule(_at_desk, team_rule.lead_at_site, team_rule.lead_at_site),
    "supervisions": KindRule(
        team_rule.supervision_visible, team_rule.supervises, team_rule.supervises
    ),
    "feedback": KindRule(
        team_rule.feedback_visible,
        team_rule.feedback_insertable,
        team_rule.feedback_visible,
        team_rule.by_oneself("owner_id"),
    ),
    "caseload_limits": KindRule(_at_desk, team_rule.lead_at_site, team_rule.lead_at_site),
    "letter_templates": KindRule(_at_desk, team_rule.lead_at_site, team_rule.lead_at_site),
    "kept_apart": KindRule(
        team_rule.kept_apart_visible, _tie_writable, team_rule.kept_apart_visible
    ),
    "retention_rules": GOVERNED,
    "erasures": KindRule(_audits, nobody, nobody),
    "audit_entries": KindRule(_audit_entry_visible, nobody, nobody),
    "audit_details": KindRule(_audit_detail_visible, nobody, nobody),
    "audit_checkpoints": KindRule(_audits, nobody, nobody),
    "store_meta": KindRule(_setting_visible, nobody, nobody),
}

DETAIL = frozenset(
    {
        "capacity_decisions",
        "children_seen",
        "chronologies",
        "chronology_lines",
        "concern_details",
        "contacts",
        "debts",
        "disagreements",
        "file_audits",
        "goals",
        "hand_overs",
        "involvements",
        "needs",
        "network_checks",
        "notes",
        "paper_contents",
        "papers",
        "phase_records",
        "picture_places",
        "resident_stories",
        "risks",
        "sharing_bases",
        "summary_contents",
        "tenancies",
        "what_matters",
    }
)
"""What shows only in a case that was opened: lists tell who, where a case stands and what is next.
"""

OPEN_RUNS = frozenset({"places", "directory"})
"""The kinds of import that bring what is everybody's."""

OPEN_ITEMS = frozenset({"areas", "postcodes", "community_groups"})
"""The kinds of record that are everybody's, and so is what a run did to them."""

SEEN_BY_TIES = frozenset(
    {"households", "addresses", "identity_links", "kept_apart", "relationships"}
)
"""The kinds that have no case and no one person: their revisions ask for the record itself."""

PARTS = frozenset({"chronology_lines", "concern_details", "paper_contents"})
"""The kinds that say what another record says: so do their revisions, and close with it."""

TIES_IN_RULE = frozenset(
    {
        "alert_calls",
        "broken_glass",
        "case_people",
        "case_team",
        "cases",
        "exclusions",
        "glass_scopes",
        "import_items",
        "match_alerts",
        "record_seals",
        "seal_names",
    }
)
"""The kinds whose own rules say what they may be tied to."""


def kind_rules() -> dict[str, KindRule]:
    """Return the rule of every table there is, by its name; refuses a table without one."""
    rules = dict(_OWN_RULES)
    for mapper in Base.registry.mappers:
        name = mapper.class_.__tablename__
        if name in rules:
            continue
        if issubclass(mapper.class_, CaseRecord):
            rules[name] = DETAIL_RULE if name in DETAIL else IN_CASE
        elif issubclass(mapper.class_, PersonRecord):
            rules[name] = OF_PERSON
        else:
            raise LookupError(f"the table {name} has no access rule")
    return rules
