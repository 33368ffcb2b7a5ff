"""What nobody changes once it is said: who, to whom, when. Withdraw it and make it anew."""

STAYS = frozenset(
    {
        "check_outs",
        "children_seen",
        "concern_details",
        "concerns",
        "feedback",
        "file_audits",
        "hand_overs",
        "kept_apart",
        "staff_markers",
        "supervisions",
    }
)
"""What nobody but its author takes out of view: others may want it never to have been said."""

FIXED = {
    # What was said, by whom and to whom; what became of it changes.
    "approaches": frozenset(
        [
            "agency_id",
            "at",
            "born_precision",
            "born_text",
            "consent_told",
            "family_key",
            "family_name",
            "given_key",
            "given_name",
            "interpreter",
            "language",
            "lives_with",
            "method",
            "phone",
            "phone_key",
            "postcode",
            "previous_id",
            "reasons",
            "reference",
            "referrer",
            "safe_now",
            "site_id",
            "street",
            "their_reference",
            "urgency",
            "words",
            "worker_id",
        ]
    ),
    "identity_links": frozenset({"subject_id", "other_id", "category", "same"}),
    "match_alerts": frozenset(
        {
            "approach_id",
            "born_precision",
            "born_text",
            "family_name",
            "given_name",
            "known_id",
            "method",
            "raised_at",
            "safe_now",
            "site_id",
            "urgency",
            "withdrawn_at",
        }
    ),
    "agencies": frozenset({"kind"}),
    "workers": frozenset({"database_role", "agency_id"}),
    "site_roles": frozenset({"worker_id", "site_id", "role", "valid_from"}),
    "consents": frozenset(
        {"subject_id", "category", "about", "agency_kind", "given", "valid_from"}
    ),
    "disclosures": frozenset(
        {
            "agency_id",
            "at",
            "basis",
            "case_id",
            "category",
            "content_hash",
            "copy_number",
            "how",
            "purpose",
            "subject_id",
            "summary_id",
            "worker_id",
        }
    ),
    "shared_summaries": frozenset(
        {
            "agency_id",
            "basis",
            "case_id",
            "category",
            "holds",
            "proposed_at",
            "proposed_by",
            "purpose",
            "subject_id",
            "urgent",
        }
    ),
    "agreements": frozenset(
        {"purpose", "agency_kind", "category", "basis", "rights", "valid_from"}
    ),
    "exclusions": frozenset({"worker_id", "person_id"}),
    "letter_templates": frozenset({"site_id", "letter", "language", "letter_to"}),
    "record_seals": frozenset({"case_id", "subject_id", "category", "record_id"}),
    "seal_names": frozenset({"seal_id", "worker_id"}),
    "broken_glass": frozenset({"case_id", "worker_id", "reason", "valid_from", "valid_to"}),
    "case_people": frozenset({"case_id", "person_id"}),
    "check_outs": frozenset({"site_id", "worker_id", "watcher_id", "place", "out_at"}),
    "children_seen": frozenset({"at", "worker_id", "seen", "alone", "seen_by", "words"}),
    "chronology_lines": frozenset(
        {"at", "chronology_id", "entry_id", "entry_kind", "marking", "source"}
    ),
    "concern_details": frozenset({"concern_id", "why_not_told", "words"}),
    "covers": frozenset({"away_id", "site_id"}),
    "feedback": frozenset({"site_id", "case_id", "kind", "received_on", "said_by", "words"}),
    "concerns": frozenset({"noticed_at", "worker_id"}),
    "file_audits": frozenset({"auditor_id", "in_order", "missing", "on_day", "words"}),
    "hand_overs": frozenset({"at", "from_id", "to_id", "basis", "basis_words"}),
    "kept_apart": frozenset({"subject_id", "other_id", "category", "kept_from", "reason"}),
    "paper_contents": frozenset({"body", "paper_id"}),
    "papers": frozenset({"content_hash", "paper_type", "size"}),
    "resident_stories": frozenset({"agreed_on", "agreed_use", "called", "words"}),
    "staff_markers": frozenset(
        {"category", "decided_by", "decided_on", "evidence", "subject_id", "words"}
    ),
    "supervisions": frozenset({"lead_id", "on_day", "site_id", "worker_id"}),
    "case_team": frozenset({"case_id", "worker_id"}),
}
"""Columns that nobody changes, beside id, created_at and created_by: withdraw and make anew."""
