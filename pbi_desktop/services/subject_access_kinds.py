"""What an answer says of each kind of record: its title, its day, and its cells by their headings.

A kind that is about people and in neither table fails a test: nothing is left out by forgetting.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pbi_desktop.domain.data_rights import TOLD_BY
from pbi_desktop.models import (
    Action,
    Appointment,
    Attendance,
    Breach,
    CaseRecord,
    Consent,
    Contact,
    ContactPoint,
    DemandEvent,
    Disagreement,
    DisclosedField,
    Disclosure,
    FinancialGain,
    Goal,
    GpRegistration,
    IdentityLink,
    Involvement,
    LegalHold,
    Membership,
    Need,
    Note,
    OtherName,
    PersonRecord,
    PersonReference,
    Recall,
    Referral,
    Relationship,
    Residence,
    Restriction,
    Risk,
    SafeContact,
    SharedSummary,
    SharingBasis,
    StageRating,
    SubjectRequest,
    SummaryContent,
    WhatMatters,
    WithheldItem,
)


@dataclass(frozen=True)
class Said:
    """How one kind of record is put: what it is called, which cell is its day, what it says."""

    kind: type[CaseRecord | PersonRecord]
    title: str
    day: str
    cells: Mapping[str, str]


def _said(kind: type[CaseRecord | PersonRecord], title: str, day: str, /, **cells: str) -> Said:
    return Said(kind, title, day, {**cells, "told_by": TOLD_BY})


KINDS: tuple[Said, ...] = (
    _said(OtherName, "Another name", "created_at", name="Name", kind="Kind"),
    _said(PersonReference, "A reference", "created_at", issuer="Given by", value="Reference"),
    _said(ContactPoint, "A way to reach you", "created_at", kind="Kind", value="Number"),
    _said(SafeContact, "How to reach you safely", "created_at", may_text="Text messages",
          may_call="Calls", may_voicemail="Voicemail", may_write="Letters", from_hour="From hour",
          to_hour="To hour", code_word="Code word"),
    _said(GpRegistration, "Your surgery", "created_at", practice="Practice"),
    _said(Membership, "A household", "created_at", household_id="Household",
          started_on="From", ended_on="Until"),
    _said(Residence, "Where you live or lived", "created_at", address_id="Address",
          started_on="From", ended_on="Until"),
    _said(Relationship, "Somebody in your life", "created_at", kind="You are their",
          other_id="Who", quality="How it is", started_on="From", ended_on="Until",
          source="Who said so"),
    _said(IdentityLink, "Whether two records are yours", "created_at", same="The same person",
          reason="Why"),
    _said(DemandEvent, "A call on a service", "on_day", kind="Kind", agency="Service",
          count="How many", source="From the list"),
    _said(Consent, "What you agreed to, or not", "valid_from", about="About",
          agency_kind="For", given="You agreed", words="What you said"),
    _said(Restriction, "Use was restricted", "valid_from", reason="Why", valid_to="Until"),
    _said(SubjectRequest, "What you asked of us", "received_on", kind="What",
          words="In your words", answered_on="Answered on"),
    _said(Contact, "You came or called", "at", method="How", worker_id="Spoke with",
          reasons="About", words="What was said", identity_checked="Identity checked",
          urgency="How soon", safe_now="Safe then", consent_told="You were told what is kept",
          done="What was done", done_words="In words"),
    _said(Note, "A note", "at", kind="Kind", worker_id="Written by", place="Where",
          body="What was noted", marking="Marked as"),
    _said(WhatMatters, "What matters to you", "said_on", words="In your words",
          please_do="Please do", please_dont="Please don't"),
    _said(Need, "A need", "created_at", domain="Part of life", words="What"),
    _said(Goal, "A goal", "created_at", words="In your words", importance="How much it matters",
          agreed_on="Agreed on"),
    _said(Action, "A step", "created_at", what="What", owner_id="Who", due_on="By",
          status="What became of it", reason="Why"),
    _said(Risk, "A risk", "checked_on", state="Known or not", harm="What could happen",
          likelihood="How likely", plan="What to do", review_on="Looked at again on"),
    _said(StageRating, "How you were managing", "rated_on", domain="Part of life", kind="When",
          stage="Judged as", own_view="Your own view", reason="Why", rated_by="Judged by"),
    _said(Referral, "A referral", "made_on", kind="Kind", status="What became of it",
          group_id="To the group", agency_id="To the service", reason="Why",
          agreed_with_person="Agreed with you", closed_on="Ended on"),
    _said(Attendance, "A group", "on_day", group_id="Group", came="You came"),
    _said(Involvement, "A service at work with you", "created_at", service="Service",
          agency_id="Agency", worker_name="Worker", started_on="From", ended_on="Until",
          last_contact_on="Last contact", quality="How it is"),
    _said(Appointment, "A visit or meeting", "at", worker_id="With", what="What", done="Done"),
    _said(FinancialGain, "Money", "created_at", what="What", nature="Once or again and again",
          status="How sure", amount="Pence", frequency="How often",
          previous_amount="Pence before", start_on="From", end_on="Until",
          evidence="Rests on", confirmed_on="Confirmed on"),
    _said(SharingBasis, "Why others may be told", "decided_on", agency_kind="Who",
          purpose="For what", basis="On what ground", gateway="In which law",
          told_person="You were told", objection="Your objection"),
    _said(Disclosure, "Somebody was told", "at", agency_id="Who", purpose="For what",
          basis="On what ground", how="How", worker_id="By"),
    _said(SharedSummary, "A summary for an agency", "proposed_at", agency_id="For",
          purpose="For what", basis="On what ground", state="Where it is",
          asks="What was asked of them", issued_at="Given on"),
    _said(Disagreement, "What you disagree with", "said_on", words="In your words"),
    _said(Recall, "An agency had to be told of a change", "raised_at", reason="Why",
          settled_at="Settled on", outcome="What came of it"),
    _said(Breach, "Something reached somebody it should not have", "noticed_at", what="What",
          reported_at="Reported on", outcome="What came of it"),
)  # fmt: skip

CAME = {
    "given_name": "Given name",
    "family_name": "Family name",
    "born": "Born",
    "street": "Street",
    "postcode": "Postcode",
    "phone": "Number",
    "language": "First language",
    "interpreter": "Interpreter",
    "lives_with": "Who you live with",
    "reference": "A number you gave",
    "method": "How",
    "worker_id": "Spoke with",
    "reasons": "About",
    "words": "What was said",
    "urgency": "How soon",
    "safe_now": "Safe then",
    "consent_told": "You were told what is kept",
    "done": "What was done",
    "done_words": "What was done, in words",
    "referrer": "Who sent you",
    "their_reference": "Their reference",
    "state": "What became of it",
    "state_reason": "Why",
}
"""What an answer says of an arrival at the front door. Of who turned out to be nobody on record
nothing is found: it has only the name they gave."""

LEFT_OUT: Mapping[type[CaseRecord | PersonRecord], str] = {
    DisclosedField: "keys and versions of records that the answer gives",
    LegalHold: "made for a claim; the information governance lead answers",
    SummaryContent: "says again what the records say that the answer gives",
    WithheldItem: "what was weighed for an answer",
}
"""What no answer gives, and why."""
