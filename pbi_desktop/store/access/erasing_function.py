"""What goes with a file whose time is over, in which order, and the one door through which it goes.

Written once for both databases: `steps` are statements about four lists, which the encrypted file
keeps as temporary tables and PostgreSQL as arrays. Somebody goes with their last case; what is
shared with others stays. The audit chain is never touched: its entries quote nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Table

from pbi_desktop.models import Base, CaseRecord, PersonRecord

CASES, PEOPLE, HOUSEHOLDS, ADDRESSES, RECORDS = (
    "gone_cases",
    "gone_people",
    "gone_households",
    "gone_addresses",
    "gone_records",
)

_SEALS = "SELECT id FROM {main}record_seals WHERE case_id <gone_cases>"
_GLASS = "SELECT id FROM {main}broken_glass WHERE case_id <gone_cases>"
_APPROACHES = (
    "SELECT id FROM {main}approaches WHERE person_id <gone_people> OR case_id <gone_cases>"
)
_OF_ALERTS = f"approach_id IN ({_APPROACHES}) OR known_id <gone_people>"
_LISTS = "SELECT id FROM {main}chronologies WHERE case_id <gone_cases>"
_ALERTS = f"SELECT id FROM {{main}}match_alerts WHERE {_OF_ALERTS}"  # noqa: S608 - as above
_OWN_TERMS = {
    "alert_calls": f"alert_id IN ({_ALERTS})",
    "approaches": "person_id <gone_people> OR case_id <gone_cases>",
    "match_alerts": _OF_ALERTS,
    "addresses": "id <gone_addresses>",
    "broken_glass": "case_id <gone_cases>",
    "case_people": "case_id <gone_cases> OR person_id <gone_people>",
    "case_team": "case_id <gone_cases>",
    # A line may be of a case before the one that its chronology is of.
    "chronology_lines": f"case_id <gone_cases> OR chronology_id IN ({_LISTS})",
    "cases": "id <gone_cases>",
    "exclusions": "person_id <gone_people>",
    "identity_links": "subject_id <gone_people> OR other_id <gone_people>",
    "feedback": "case_id <gone_cases>",
    "kept_apart": "subject_id <gone_people> OR other_id <gone_people>",
    "glass_scopes": f"glass_id IN ({_GLASS}) OR person_id <gone_people>",
    "households": "id <gone_households>",
    "people": "id <gone_people>",
    "record_seals": "case_id <gone_cases>",
    "relationships": "subject_id <gone_people> OR other_id <gone_people>",
    "seal_names": f"seal_id IN ({_SEALS})",
}
DETAILS = "audit_details"
"""What the audit trail said of it: how many went is told in the trail itself."""
_BOOKS = {
    DETAILS: "case_id <gone_cases> OR subject_id <gone_people>",
    "drafts": "record_id <gone_records>",
    "import_items": "record_id <gone_records>",
    "revisions": "case_id <gone_cases> OR subject_id <gone_people> OR record_id <gone_records>",
    "tickets": "case_id <gone_cases>",
}
"""What else quotes a record: history, drafts, what an import changed."""

KEPT = frozenset(
    {
        "agencies",
        "agreements",
        "areas",
        "audit_checkpoints",
        "audit_entries",
        "caseload_limits",
        "check_outs",
        "community_groups",
        "covers",
        "erasures",
        "import_layouts",
        "import_runs",
        "letter_templates",
        "postcodes",
        "retention_rules",
        "site_roles",
        "sites",
        "store_meta",
        "supervisions",
        "workers",
    }
)
"""The tables that hold nobody's file."""


@dataclass(frozen=True)
class Step:
    """One table, and which of its rows go."""

    kind: str
    which: str
    counted: bool
    """A record of a case: what is counted tells nothing of whether somebody is known elsewhere."""


@cache
def steps() -> tuple[Step, ...]:
    """Return every table that rows go from, so that no row is left pointing to one that went."""
    found = []
    for table in reversed(Base.metadata.sorted_tables):
        if table.name in KEPT:
            continue
        which = _which(table)
        counted = table.name in ("cases", DETAILS) or _is_case_record(table)
        found.append(Step(table.name, which, counted))
    # Books first: they are found by the records that are still there.
    return tuple(sorted(found, key=lambda step: step.kind not in _BOOKS))


@cache
def lists() -> dict[str, str]:
    """Return how each list but the first is found, in order."""
    return {
        PEOPLE: _people(),
        HOUSEHOLDS: _alone("memberships", "household_id"),
        ADDRESSES: _alone("residences", "address_id", also="demand_events"),
        RECORDS: " UNION ALL ".join(
            f"SELECT id FROM {{main}}{step.kind} WHERE {step.which}"  # noqa: S608 - names of ours
            for step in steps()
            if step.kind not in _BOOKS
        ),
    }


def _which(table: Table) -> str:
    own = {**_OWN_TERMS, **_BOOKS}
    if table.name in own:
        return own[table.name]
    if _is_case_record(table):
        return "case_id <gone_cases>"  # nobody has a record in a case that does not hold them
    if _is_of_person(table):
        return "subject_id <gone_people>"
    raise LookupError(f"nobody has said whether {table.name} holds somebody's file")


def _people() -> str:
    """Return who is in the cases that go, and in no other."""
    elsewhere = (
        "NOT EXISTS (SELECT 1 FROM {main}case_people AS o WHERE o.person_id = p.person_id "
        "AND NOT o.case_id <gone_cases>) AND NOT EXISTS (SELECT 1 FROM {main}cases AS c "
        "WHERE c.subject_id = p.person_id AND NOT c.id <gone_cases>)"
    )
    those = (
        "SELECT person_id FROM {main}case_people WHERE case_id <gone_cases> "
        "UNION SELECT subject_id FROM {main}cases WHERE id <gone_cases>"
    )
    return f"SELECT p.person_id FROM ({those}) AS p WHERE {elsewhere}"  # noqa: S608


def _alone(tie: str, to: str, also: str = "") -> str:
    """Return what nobody who stays is tied to."""
    others = [
        f"NOT EXISTS (SELECT 1 FROM {{main}}{one} AS o WHERE o.{to} = m.{to} "  # noqa: S608
        "AND NOT o.subject_id <gone_people>)"
        for one in filter(None, (tie, also))
    ]
    return (
        f"SELECT DISTINCT m.{to} FROM {{main}}{tie} AS m "  # noqa: S608
        f"WHERE m.subject_id <gone_people> AND {' AND '.join(others)}"
    )


def _is_case_record(table: Table) -> bool:
    return _is(table, CaseRecord)


def _is_of_person(table: Table) -> bool:
    return _is(table, PersonRecord)


def _is(table: Table, kind: type[Base]) -> bool:
    mapped = {mapper.local_table: mapper.class_ for mapper in Base.registry.mappers}
    return issubclass(mapped[table], kind)


# --- what the door asks first --------------------------------------------------------------------

KEEPING = """
SELECT 1 FROM {main}case_people AS p WHERE p.case_id <gone_cases> AND p.withdrawn_at IS NULL AND (
  EXISTS (SELECT 1 FROM {main}legal_holds AS h WHERE h.subject_id = p.person_id
    AND h.withdrawn_at IS NULL AND (h.ended_on IS NULL OR h.ended_on > {today}))
  OR EXISTS (SELECT 1 FROM {main}restrictions AS r WHERE r.subject_id = p.person_id
    AND r.withdrawn_at IS NULL AND r.valid_from <= {now}
    AND (r.valid_to IS NULL OR r.valid_to > {now}))
  OR EXISTS (SELECT 1 FROM {main}subject_requests AS q WHERE q.subject_id = p.person_id
    AND q.withdrawn_at IS NULL AND q.answered_on IS NULL))
"""
"""What keeps a file whatever a rule says: a hold, a restriction, a request that waits."""

RULE = """
SELECT min(months) FROM {main}retention_rules WHERE withdrawn_at IS NULL
AND valid_from <= {now} AND (valid_to IS NULL OR valid_to > {now})
"""
"""The shortest period that is agreed: nothing goes sooner, whoever asks."""

LED = """
SELECT count(*) FROM {main}cases AS c WHERE c.id <gone_cases> AND c.id <my_cases>
AND c.withdrawn_at IS NULL AND c.closed_on IS NOT NULL AND EXISTS (
  SELECT 1 FROM {roles} AS held WHERE held.site_id = c.site_id AND held.role = 'team_manager')
"""
"""How many of the cases are closed, seen by the caller, and at a site that they manage."""


# --- PostgreSQL ----------------------------------------------------------------------------------


def on_postgres(text: str) -> str:
    """Return a statement as PostgreSQL's function says it."""
    for name in (CASES, PEOPLE, HOUSEHOLDS, ADDRESSES, RECORDS):
        text = text.replace(f"<{name}>", f"= ANY ({name})")
    text = text.replace("<my_cases>", "= ANY (authz.my_cases())")
    return text.format(main="public.", today="today", now="at_us", roles="authz.my_roles()")


def erase() -> str:
    """Return the function; a link in the audit chain is asked for at the commit (`rule_audit`)."""
    declared = " ".join(f"{name} uuid[];" for name in lists())
    filled = "\n  ".join(
        f"{name} := ARRAY({on_postgres(found)});" for name, found in lists().items()
    )
    return f"""
CREATE FUNCTION authz.erase(erasure uuid, {CASES} uuid[], rule uuid) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
  who uuid := authz.me();
  at_us bigint := authz.clock();
  today date := (to_timestamp(at_us / 1000000.0) AT TIME ZONE 'Europe/London')::date;
  shortest integer := ({on_postgres(RULE)});
  counts jsonb := '{{}}';
  gone bigint;
  {declared}
BEGIN
  IF who IS NULL OR shortest IS NULL OR cardinality({CASES}) = 0
      OR ({on_postgres(LED)}) <> cardinality({CASES})
      OR EXISTS ({on_postgres(KEEPING)})
      OR EXISTS (SELECT 1 FROM public.cases AS c WHERE c.id = ANY ({CASES})
        AND (c.closed_on + make_interval(months => shortest))::date > today) THEN
    RAISE insufficient_privilege USING MESSAGE = 'pbi: not permitted';
  END IF;
  {filled}
  {"".join(_deletes())}
  INSERT INTO public.erasures (id, version, created_at, created_by, rule_id, at, approved_by,
      counts)
    VALUES (erasure, 1, at_us, who, rule, at_us, who, counts::text);
  RETURN counts::text;
END $$
"""  # noqa: S608 - every name in it is one of ours


def _deletes() -> Iterator[str]:
    for step in steps():
        yield f"DELETE FROM public.{step.kind} WHERE {on_postgres(step.which)};\n  "  # noqa: S608
        if step.counted:
            yield (
                "GET DIAGNOSTICS gone = ROW_COUNT; IF gone > 0 THEN counts := counts || "
                f"jsonb_build_object('{step.kind}', gone); END IF;\n  "
            )


def grants(definer: str) -> Iterator[str]:
    """Return what the function's owner is granted for it, and nobody else."""
    for step in steps():
        yield f"GRANT DELETE ON public.{step.kind} TO {definer}"
