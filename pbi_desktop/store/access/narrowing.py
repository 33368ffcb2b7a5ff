"""What an agency may receive: the other half of looking at records as that agency would.

A worker who views as an agency is granted what they may see themselves and the agency may
receive for a purpose, to be read and nothing else. It narrows and never opens:

    receivable  = (case, person, category) of an unsealed case, of a category that the allow-list
                  of `domain.sharing` and a seconded agreement give this kind of agency for the
                  purpose, where that is lawful and the person's data are not restricted
    roles       = none: an agency has not the viewer's
    sealed      = every sealed record: none names an agency
    kept back   = the team's own books, which no agreement speaks of
"""

from sqlalchemy import Integer, Select, Subquery, and_, false, or_, select, true, type_coerce

from pbi_desktop.domain.access import AgencyKind, Purpose, Seal, Verb
from pbi_desktop.domain.sharing import permitted_categories
from pbi_desktop.models import Agreement, Case, CasePerson, RecordSeal, Restriction
from pbi_desktop.store.access.grants import Value, is_live, lawful

KEPT_BACK = frozenset(
    {
        "alert_calls",
        "approaches",
        "audit_details",
        "audit_entries",
        "breaches",
        "broken_glass",
        "caseload_limits",
        "check_outs",
        "chronologies",
        "chronology_lines",
        "covers",
        "feedback",
        "file_audits",
        "hand_overs",
        "kept_apart",
        "letter_templates",
        "network_checks",
        "picture_places",
        "paper_contents",
        "papers",
        "resident_stories",
        "staff_markers",
        "supervisions",
        "consents",
        "disclosed_fields",
        "disclosures",
        "drafts",
        "erasures",
        "exclusions",
        "glass_scopes",
        "import_items",
        "import_layouts",
        "import_runs",
        "legal_holds",
        "match_alerts",
        "recalls",
        "record_seals",
        "restrictions",
        "revisions",
        "seal_names",
        "shared_summaries",
        "sharing_bases",
        "subject_requests",
        "summary_contents",
        "tickets",
        "withheld_items",
    }
)
"""Who saw, sealed, said or shared what is between the person and the team."""


def receivable(agency_kind: Value, purpose: Value, now: Value) -> Select[tuple[Value, ...]]:
    """Return (case_id, person_id, category) that a kind of agency may receive for a purpose."""
    cases, people = Case.__table__, CasePerson.__table__
    restrictions = Restriction.__table__
    agreed = _agreed_with(agency_kind, purpose, now)
    restricted = select(restrictions.c.id).where(
        restrictions.c.subject_id == people.c.person_id, is_live(restrictions, now)
    )
    return (
        select(people.c.case_id, people.c.person_id, agreed.c.category)
        .select_from(people)
        .join(cases, cases.c.id == people.c.case_id)
        .join(agreed, true())
        .where(cases.c.seal == int(Seal.OPEN))
        .where(cases.c.withdrawn_at.is_(None), people.c.withdrawn_at.is_(None))
        .where(lawful(people.c.person_id, agreed, now), ~restricted.exists())
        .distinct()
    )


def every_sealed(now: Value) -> Select[tuple[Value, Value]]:
    """Return (record_id, case_id) of each sealed record."""
    seals = RecordSeal.__table__
    return select(seals.c.record_id, seals.c.case_id).where(is_live(seals, now)).distinct()


def _agreed_with(agency_kind: Value, purpose: Value, now: Value) -> Subquery:
    agreements = Agreement.__table__
    listed = [
        and_(
            agency_kind == kind.value,
            purpose == aim.value,
            agreements.c.category.in_(sorted(map(int, permitted_categories(kind, aim)))),
        )
        for kind in AgencyKind
        for aim in Purpose
        if permitted_categories(kind, aim)
    ]
    readable = type_coerce(agreements.c.rights, Integer).bitwise_and(int(Verb.READ))
    return (
        select(agreements.c.category, agreements.c.basis, agreements.c.agency_kind)
        .where(agreements.c.agency_kind == agency_kind, agreements.c.purpose == purpose)
        .where(agreements.c.seconded_by.is_not(None), is_live(agreements, now))
        .where(readable != 0, or_(false(), *listed))
        .subquery("received")
    )
