"""The services of one signed-in worker, bound to one store.

Search answers before SQLAlchemy is loaded; the rest is built when it is first asked for.
"""

from collections.abc import Callable
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from pbi_desktop.domain.times import Clock
from pbi_desktop.services.front_door import FrontDoor
from pbi_desktop.store.port import Store
from pbi_desktop.store.reading import Reading

if TYPE_CHECKING:
    from pbi_desktop.services.agency_copies import AgencyCopies
    from pbi_desktop.services.agreements import Agreements
    from pbi_desktop.services.apart import Apart
    from pbi_desktop.services.auditing import Auditing
    from pbi_desktop.services.backups import Copies
    from pbi_desktop.services.breaches import Breaches
    from pbi_desktop.services.case_view import CaseView
    from pbi_desktop.services.cases_export import CasesExport
    from pbi_desktop.services.casework import Casework
    from pbi_desktop.services.chronologies import Chronologies
    from pbi_desktop.services.community import Community
    from pbi_desktop.services.community_map import CommunityMap
    from pbi_desktop.services.concerns import Concerns
    from pbi_desktop.services.consents import Consents
    from pbi_desktop.services.contacts import Contacts
    from pbi_desktop.services.corrections import Corrections
    from pbi_desktop.services.covering import Covering
    from pbi_desktop.services.directory_export import DirectoryExport
    from pbi_desktop.services.drafts import Drafts
    from pbi_desktop.services.duplicates import Duplicates
    from pbi_desktop.services.exclusions import Exclusions
    from pbi_desktop.services.explaining_access import ExplainingAccess
    from pbi_desktop.services.glass import Glass
    from pbi_desktop.services.handing_over import HandingOver
    from pbi_desktop.services.household import HouseholdWork
    from pbi_desktop.services.housing import Housing
    from pbi_desktop.services.identities import Identities
    from pbi_desktop.services.import_cases import ImportCases
    from pbi_desktop.services.import_lists import ListImports
    from pbi_desktop.services.import_wizard import ImportWizard
    from pbi_desktop.services.imports import Imports
    from pbi_desktop.services.key_dates import KeyDates
    from pbi_desktop.services.ledger import Ledger
    from pbi_desktop.services.letter_templates import LetterTemplates
    from pbi_desktop.services.letters import Letters
    from pbi_desktop.services.match_alerts import MatchAlerts
    from pbi_desktop.services.my_day import MyDay
    from pbi_desktop.services.network_pictures import Pictures
    from pbi_desktop.services.network_prints import Prints
    from pbi_desktop.services.networks import Networks
    from pbi_desktop.services.outcomes import Outcomes
    from pbi_desktop.services.outings import Outings
    from pbi_desktop.services.own_networks import OwnNetworks
    from pbi_desktop.services.own_plans import OwnPlans
    from pbi_desktop.services.papers import Papers
    from pbi_desktop.services.phases import Phases
    from pbi_desktop.services.plans import Plans
    from pbi_desktop.services.protecting import Protecting
    from pbi_desktop.services.recalls import Recalls
    from pbi_desktop.services.referrals import Referrals
    from pbi_desktop.services.reports import Reports
    from pbi_desktop.services.retention import Retention
    from pbi_desktop.services.reviews import Reviews
    from pbi_desktop.services.safety import Safety
    from pbi_desktop.services.seals import Seals
    from pbi_desktop.services.shared_summaries import SharedSummaries
    from pbi_desktop.services.shared_ties import SharedTies
    from pbi_desktop.services.sharing_log import SharingLog
    from pbi_desktop.services.subject_access import SubjectAccess
    from pbi_desktop.services.summary_preview import Summaries
    from pbi_desktop.services.team_day import TeamDays
    from pbi_desktop.services.team_notes import TeamNotes
    from pbi_desktop.services.undo import Undo
    from pbi_desktop.services.view_as import ViewAs
    from pbi_desktop.services.visits import Visits
    from pbi_desktop.services.voices import Voices
    from pbi_desktop.services.waiting import Waiting


def _service(module: str, name: str) -> Any:
    """Return a service that is loaded and made over the store when it is first asked for."""

    def make(desk: "Desk") -> object:
        made = getattr(import_module(f"pbi_desktop.services.{module}"), name)
        return made(desk._store)  # noqa: SLF001 - it is the desk's own

    return cached_property(make)


class Desk:
    """Everything a screen or a command may ask for."""

    contacts: "Contacts" = _service("contacts", "Contacts")
    """Who came, with or without a case, and how often."""
    waiting: "Waiting" = _service("waiting", "Waiting")
    """Who waits to be accepted, answered or sent on."""
    match_alerts: "MatchAlerts" = _service("match_alerts", "MatchAlerts")
    """Calls about somebody at a desk who may be known under a hidden record."""
    my_day: "MyDay" = _service("my_day", "MyDay")
    """What is on today."""
    visits: "Visits" = _service("visits", "Visits")
    """Visits and meetings, and the calendar file."""
    agency_copies: "AgencyCopies" = _service("agency_copies", "AgencyCopies")
    """A case in a few lines for the system of the worker's own agency."""
    outings: "Outings" = _service("outings", "Outings")
    """Who is out alone, and who watches for them."""
    cases: "CaseView" = _service("case_view", "CaseView")
    """What the tabs of a case show."""
    casework: "Casework" = _service("casework", "Casework")
    """Story, plan and safety."""
    concerns: "Concerns" = _service("concerns", "Concerns")
    """Safeguarding concerns, and where they went."""
    safety: "Safety" = _service("safety", "Safety")
    """Children seen, capacity, markers for visitors, safe contact."""
    apart: "Apart" = _service("apart", "Apart")
    """Who is kept apart, and cases of their own."""
    plans: "Plans" = _service("plans", "Plans")
    """The plan as a whole, and putting its lines right."""
    housing: "Housing" = _service("housing", "Housing")
    """Homes and debts."""
    key_dates: "KeyDates" = _service("key_dates", "KeyDates")
    """The days that matter, and going along."""
    chronologies: "Chronologies" = _service("chronologies", "Chronologies")
    """What happened and when, for a meeting or a court."""
    identities: "Identities" = _service("identities", "Identities")
    """Which records are of one person, and which are not."""
    duplicates: "Duplicates" = _service("duplicates", "Duplicates")
    """Records that may be of one person, for a person to decide."""
    household: "HouseholdWork" = _service("household", "HouseholdWork")
    """Family, household and services."""
    phases: "Phases" = _service("phases", "Phases")
    """Where a case is: moving it, closing it, opening it again, the check after it."""
    referrals: "Referrals" = _service("referrals", "Referrals")
    """What became of referrals and signposts, and which wait."""
    reviews: "Reviews" = _service("reviews", "Reviews")
    """Stages, money and groups."""
    community: "Community" = _service("community", "Community")
    """Groups and places, who goes there, and registers."""
    community_map: "CommunityMap" = _service("community_map", "CommunityMap")
    """The community map, and the borough view of it."""
    prints: "Prints" = _service("network_prints", "Prints")
    """Pictures of networks that leave the program."""
    undo: "Undo" = _service("undo", "Undo")
    """Taking back one's own command."""
    drafts: "Drafts" = _service("drafts", "Drafts")
    """What is typed and not yet kept."""
    imports: "Imports" = _service("imports", "Imports")
    """Real input: places and directories."""
    directory_export: "DirectoryExport" = _service("directory_export", "DirectoryExport")
    """The directory out again, for those who publish."""
    case_imports: "ImportCases" = _service("import_cases", "ImportCases")
    """A team's own spreadsheets: people, cases, stages and gains."""
    cases_export: "CasesExport" = _service("cases_export", "CasesExport")
    """A team's own data, whole, for the team to keep or move."""
    reports: "Reports" = _service("reports", "Reports")
    """The shared case summary and the outcomes report."""
    summaries: "Summaries" = _service("summary_preview", "Summaries")
    """Summaries for other agencies, seen before they are made."""
    shared_summaries: "SharedSummaries" = _service("shared_summaries", "SharedSummaries")
    """Summaries on their way to an agency, and those in their hands."""
    ledger: "Ledger" = _service("ledger", "Ledger")
    """What each agency was told, and what is asked back."""
    recalls: "Recalls" = _service("recalls", "Recalls")
    """What is asked back once a person refuses, and what goes on all the same."""
    corrections: "Corrections" = _service("corrections", "Corrections")
    """What was wrong, disputed, restricted or about somebody else."""
    breaches: "Breaches" = _service("breaches", "Breaches")
    """What reached somebody whom it should not have."""
    outcomes: "Outcomes" = _service("outcomes", "Outcomes")
    """The figures of what became of cases, and the cases behind each number."""
    letters: "Letters" = _service("letters", "Letters")
    """Letters written from templates with the case's fields."""
    own_networks: "OwnNetworks" = _service("own_networks", "OwnNetworks")
    """A person's own network, as they may see it and draw it themselves."""
    own_plans: "OwnPlans" = _service("own_plans", "OwnPlans")
    """A person's own plan, as they may see it themselves."""
    letter_templates: "LetterTemplates" = _service("letter_templates", "LetterTemplates")
    """A team's own letters, and letters in other languages."""
    papers: "Papers" = _service("papers", "Papers")
    """Files that are kept with a case."""
    shared_ties: "SharedTies" = _service("shared_ties", "SharedTies")
    """What people of different cases may share: a lead's question, with its reason."""
    networks: "Networks" = _service("networks", "Networks")
    """Changing networks: ties, places by hand, going through them together."""
    pictures: "Pictures" = _service("network_pictures", "Pictures")
    """The drawn networks of cases."""
    subject_access: "SubjectAccess" = _service("subject_access", "SubjectAccess")
    """Requests of people about their own data."""
    retention: "Retention" = _service("retention", "Retention")
    """How long files are kept, and letting them go."""
    sharing_log: "SharingLog" = _service("sharing_log", "SharingLog")
    """Who saw, printed and was told what."""
    auditing: "Auditing" = _service("auditing", "Auditing")
    """Whether the record of that is whole."""
    consents: "Consents" = _service("consents", "Consents")
    """What people agree to and refuse."""
    exclusions: "Exclusions" = _service("exclusions", "Exclusions")
    """Conflicts of interest: who must not meet whom."""
    seals: "Seals" = _service("seals", "Seals")
    """Cases and records that are closed to all but a few."""
    glass: "Glass" = _service("glass", "Glass")
    """Access in an emergency, and its review."""
    view_as: "ViewAs" = _service("view_as", "ViewAs")
    """A case as another agency would get it."""
    explaining: "ExplainingAccess" = _service("explaining_access", "ExplainingAccess")
    """Why something shows, or does not."""
    protecting: "Protecting" = _service("protecting", "Protecting")
    """Addresses for the few who may know them."""
    agreements: "Agreements" = _service("agreements", "Agreements")
    """What agencies agreed, and who holds which role."""
    covering: "Covering" = _service("covering", "Covering")
    """Who is away, and who stands in."""
    handing_over: "HandingOver" = _service("handing_over", "HandingOver")
    """A case goes to another key worker."""
    team_notes: "TeamNotes" = _service("team_notes", "TeamNotes")
    """Supervision, and audits of files."""
    voices: "Voices" = _service("voices", "Voices")
    """Complaints, thanks, and residents' own words."""
    team_days: "TeamDays" = _service("team_day", "TeamDays")
    """The day of a team, for who leads it."""

    def __init__(self, reading: Reading, store: Callable[[], Store], clock: Clock) -> None:
        self.clock = clock
        self.front_door = FrontDoor(reading, store, clock)
        self._store = store
        self.copies: Callable[[], Copies] | None = None
        """What makes copies of the store; None where whoever runs a server does."""

    @cached_property
    def lists(self) -> "ListImports":
        """What agencies send: money found, calls and visits, referrals."""
        from pbi_desktop.services.import_lists import ListImports

        return ListImports(self._store, self.clock)

    @cached_property
    def import_wizard(self) -> "ImportWizard":
        """The import door step by step, as the window shows it."""
        from pbi_desktop.services.import_wizard import ImportWizard

        return ImportWizard(self._store, self.clock)
