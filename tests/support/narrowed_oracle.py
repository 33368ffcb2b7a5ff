"""What a worker meets who looks at a town as an agency would, in plain Python.

seen  =  what they may read themselves, and the agency may receive for that purpose
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from pbi_desktop.domain.access import Category, Seal, Verb
from pbi_desktop.domain.actor import Viewing
from pbi_desktop.domain.sharing import may_receive
from tests.support.oracle import IN_CASE, About, Oracle, Row

BOOKS = (
    "audit_details",
    "audit_entries",
    "breaches",
    "broken_glass",
    "consents",
    "disclosed_fields",
    "disclosures",
    "alert_calls",
    "caseload_limits",
    "letter_templates",
    "check_outs",
    "chronologies",
    "chronology_lines",
    "covers",
    "feedback",
    "file_audits",
    "hand_overs",
    "kept_apart",
    "network_checks",
    "picture_places",
    "paper_contents",
    "papers",
    "resident_stories",
    "staff_markers",
    "supervisions",
    "approaches",
    "match_alerts",
    "drafts",
    "erasures",
    "exclusions",
    "glass_scopes",
    "import_items",
    "import_layouts",
    "import_runs",
    "legal_holds",
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
)


@dataclass(frozen=True)
class NarrowedOracle(Oracle):
    """A worker's oracle, narrowed to what an agency may receive."""

    viewing: Viewing

    def may_receive(self, case: UUID, person: UUID, category: Category) -> bool:
        """Say whether the agency may be told of this category of a person in a case."""
        about = self.town.get("cases", case)
        restricted = any(
            row["subject_id"] == person and self._lasts(row)
            for row in self.town.all("restrictions")
        )
        if about["seal"] is not Seal.OPEN or restricted or person not in self._people_of(case):
            return False
        if not may_receive(self.viewing.agency_kind, self.viewing.purpose, category):
            return False
        return any(
            row["agency_kind"] == self.viewing.agency_kind
            and row["purpose"] == self.viewing.purpose
            and row["category"] == category
            and row["seconded_by"] is not None
            and row["rights"] & Verb.READ
            and self._lasts(row)
            and self._is_lawful(person, row)
            for row in self.town.all("agreements")
        )

    def may_receive_row(self, row: Row) -> bool:
        """Say whether the agency may be told what a record of a case says."""
        about = (row["case_id"], row["subject_id"], row["category"])
        return self.may_receive(*about) and not self._seals_of(row["id"])

    @cached_property
    def _all_grants(self) -> tuple[dict[About, Verb], set[About]]:
        own, worked = Oracle(self.town, self.worker, self.purpose)._all_grants
        kept = {
            about: Verb.READ
            for about, verbs in own.items()
            if verbs & Verb.READ and self.may_receive(*about)
        }
        return kept, worked & kept.keys()

    def roles(self) -> set[Any]:
        """Return none: an agency has not the viewer's."""
        return set()

    def _is_named(self, seal: Row) -> bool:
        return False

    def sees(self, kind: str) -> set[Any]:
        """Return the ids of the rows of one table that are shown."""
        return set() if kind in BOOKS else super().sees(kind)

    def intersection(self, kind: str) -> set[Any]:
        """Return the same for a kind that is kept in cases, as the definition says it."""
        assert kind in IN_CASE
        own = Oracle(self.town, self.worker, self.purpose).sees(kind)
        worked = {case for case, _person, _category in self._all_grants[1]}
        return {
            row["id"]
            for row in self.town.all(kind)
            # A case that the viewer meets by the name on a seal alone is not met so.
            if row["id"] in own and row["case_id"] in worked
            if kind not in BOOKS and self.may_receive_row(row)
        }
