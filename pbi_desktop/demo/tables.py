"""The tables that the demo fills, parents before children, and the columns of each."""

RECORD = ("id", "version", "created_at", "created_by", "withdrawn_at")
_OF_PERSON = ("subject_id", "category")
_IN_CASE = ("case_id", "subject_id", "category")

_OWN: dict[str, str] = {
    "sites": "name hub place",
    "agencies": "name kind",
    "workers": "name login job agency_id active database_role",
    "site_roles": "worker_id site_id role valid_from valid_to",
    "agreements": "purpose agency_kind category basis valid_from valid_to rights seconded_by",
    "areas": "code name vintage latitude longitude",
    "postcodes": "postcode area_code easting northing started ended",
    "community_groups": (
        "feed source_key name kind description offers for_whom when_text address locality postcode"
        " area_code phone email website referral_method latitude longitude checked_on licence raw"
    ),
    "people": (
        "given_name family_name given_key family_key known_as gender pronouns born_text"
        " born_precision died_text first_language interpreter"
    ),
    "addresses": "line_1 line_2 locality postcode area_code street_key",
    "households": "name",
    "cases": (
        "reference site_id subject_id category phase source opened_on closed_on closure_reason"
        " next_review_on previous_case_id"
    ),
    "case_people": "case_id person_id part",
    "case_team": "case_id worker_id role valid_from valid_to",
    "approaches": (
        "site_id at worker_id owner_id method given_name family_name given_key family_key born_text"
        " born_precision street postcode phone phone_key language interpreter lives_with"
        " reference reasons words urgency"
        " safe_now consent_told done done_words agency_id referrer their_reference state"
        " state_reason settled_at settled_by previous_id person_id case_id"
    ),
}
_ABOUT_A_PERSON: dict[str, str] = {
    "other_names": "name name_key kind",
    "contact_points": "kind value value_key",
    "safe_contacts": "may_text may_call may_voicemail may_write from_hour to_hour code_word",
    "gp_registrations": "practice practice_code",
    "memberships": "household_id started_on ended_on",
    "residences": "address_id started_on ended_on",
    "relationships": "other_id kind quality strength flow started_on ended_on source",
    "staff_markers": ("words evidence decided_by decided_on expires_on person_told why_not_told"),
    "kept_apart": "other_id kept_from reason until",
    "consents": "about agency_kind given words valid_from valid_to",
    "subject_requests": (
        "agency_id kind received_on identity_checked_on clarified_from clarified_on extended_on"
        " extension_reason answered_on words"
    ),
}
_ABOUT_A_CASE: dict[str, str] = {
    "contacts": (
        "at worker_id method reasons words identity_checked urgency safe_now consent_told done"
        " done_words"
    ),
    "notes": "at worker_id agency_id kind place body marking told_by",
    "what_matters": "words please_do please_dont said_on",
    "needs": "domain words",
    "goals": "need_id words importance agreed_on",
    "actions": "goal_id what owner_id due_on status reason settled_at confidence",
    "risks": "state harm likelihood plan checked_on review_on",
    "stage_ratings": (
        "domain kind stage own_view reason rated_on rated_by agency_id scale_id scale_version"
    ),
    "gains": (
        "gain_category what nature status amount frequency previous_amount start_on end_on"
        " recurs_next_year evidence confirmed_on confirmed_by attribution"
    ),
    "referrals": (
        "kind status group_id agency_id reason agreed_with_person made_on closed_on quality flow"
        " previous_id"
    ),
    "attendances": "group_id on_day came",
    "involvements": (
        "agency_id service worker_name started_on ended_on last_contact_on quality strength flow"
    ),
    "appointments": "at worker_id what done",
    "concerns": (
        "about noticed_at worker_id person_knows state sent_at sent_by recipient their_reference"
        " decided_by chase_on outcome_on"
    ),
    "concern_details": "concern_id words why_not_told not_sent_reason outcome",
    "children_seen": "at worker_id seen alone seen_by place words why_not",
    "capacity_decisions": (
        "decision capacity assessed_on assessed_by help_given attorney best_interest consulted"
        " review_on"
    ),
    "tenancies": "tenure landlord rent rent_frequency started_on ended_on ends_by",
    "debts": ("debt_kind creditor amount as_at repayment repayment_frequency state settled_on"),
    "key_dates": "date_kind what on_day at place consequence state outcome",
    "going_along": "at worker_id going_to place went note_id minutes",
    "sharing_bases": (
        "agency_kind purpose basis gateway told_person objection decided_on decided_by expires_on"
    ),
}

_ORDER = (
    "sites",
    "agencies",
    "workers",
    "site_roles",
    "agreements",
    "areas",
    "postcodes",
    "community_groups",
    "people",
    "other_names",
    "contact_points",
    "safe_contacts",
    "gp_registrations",
    "addresses",
    "households",
    "memberships",
    "residences",
    "relationships",
    "cases",
    "case_people",
    "consents",
    "subject_requests",
    "case_team",
    "contacts",
    "notes",
    "what_matters",
    "needs",
    "goals",
    "actions",
    "risks",
    "stage_ratings",
    "gains",
    "referrals",
    "attendances",
    "involvements",
    "appointments",
    "concerns",
    "concern_details",
    "children_seen",
    "capacity_decisions",
    "staff_markers",
    "kept_apart",
    "tenancies",
    "debts",
    "key_dates",
    "going_along",
    "sharing_bases",
    "approaches",
)


def _columns(table: str) -> tuple[str, ...]:
    """Return the columns of a table: those of every record, what it is about, its own."""
    if table in _ABOUT_A_PERSON:
        return RECORD + _OF_PERSON + tuple(_ABOUT_A_PERSON[table].split())
    if table in _ABOUT_A_CASE:
        return RECORD + _IN_CASE + tuple(_ABOUT_A_CASE[table].split())
    return RECORD + tuple(_OWN[table].split())


COLUMNS: dict[str, tuple[str, ...]] = {table: _columns(table) for table in _ORDER}
"""Table name to its columns, in an order in which parents come first."""
