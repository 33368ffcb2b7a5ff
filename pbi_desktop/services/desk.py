"""The services of one signed-in worker, bound to one store.

Search answers before SQLAlchemy is loaded; the rest is built when it is first asked for.
"""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

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
    from pbi_desktop.services.letters import Letters
    from pbi_desktop.services.match_alerts import MatchAlerts
    from pbi_desktop.services.my_day import MyDay
    from pbi_desktop.services.network_pictures import Pictures
    from pbi_desktop.services.network_prints import Prints
    from pbi_desktop.services.outcomes import Outcomes
    from pbi_desktop.services.outings import Outings
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


class Desk:
    """Everything a screen or a command may ask for."""

    def __init__(self, reading: Reading, store: Callable[[], Store], clock: Clock) -> None:
        self.clock = clock
        self.front_door = FrontDoor(reading, store, clock)
        self._store = store
        self.copies: Callable[[], Copies] | None = None
        """What makes copies of the store; None where whoever runs a server does."""

    @cached_property
    def contacts(self) -> "Contacts":
        """Who came, with or without a case, and how often."""
        from pbi_desktop.services.contacts import Contacts

        return Contacts(self._store)

    @cached_property
    def waiting(self) -> "Waiting":
        """Who waits to be accepted, answered or sent on."""
        from pbi_desktop.services.waiting import Waiting

        return Waiting(self._store)

    @cached_property
    def match_alerts(self) -> "MatchAlerts":
        """Calls about somebody at a desk who may be known under a hidden record."""
        from pbi_desktop.services.match_alerts import MatchAlerts

        return MatchAlerts(self._store)

    @cached_property
    def my_day(self) -> "MyDay":
        """What is on today."""
        from pbi_desktop.services.my_day import MyDay

        return MyDay(self._store)

    @cached_property
    def visits(self) -> "Visits":
        """Visits and meetings, and the calendar file."""
        from pbi_desktop.services.visits import Visits

        return Visits(self._store)

    @cached_property
    def agency_copies(self) -> "AgencyCopies":
        """A case in a few lines for the system of the worker's own agency."""
        from pbi_desktop.services.agency_copies import AgencyCopies

        return AgencyCopies(self._store)

    @cached_property
    def outings(self) -> "Outings":
        """Who is out alone, and who watches for them."""
        from pbi_desktop.services.outings import Outings

        return Outings(self._store)

    @cached_property
    def cases(self) -> "CaseView":
        """What the tabs of a case show."""
        from pbi_desktop.services.case_view import CaseView

        return CaseView(self._store)

    @cached_property
    def casework(self) -> "Casework":
        """Story, plan and safety."""
        from pbi_desktop.services.casework import Casework

        return Casework(self._store)

    @cached_property
    def concerns(self) -> "Concerns":
        """Safeguarding concerns, and where they went."""
        from pbi_desktop.services.concerns import Concerns

        return Concerns(self._store)

    @cached_property
    def safety(self) -> "Safety":
        """Children seen, capacity, markers for visitors, safe contact."""
        from pbi_desktop.services.safety import Safety

        return Safety(self._store)

    @cached_property
    def apart(self) -> "Apart":
        """Who is kept apart, and cases of their own."""
        from pbi_desktop.services.apart import Apart

        return Apart(self._store)

    @cached_property
    def plans(self) -> "Plans":
        """The plan as a whole, and putting its lines right."""
        from pbi_desktop.services.plans import Plans

        return Plans(self._store)

    @cached_property
    def housing(self) -> "Housing":
        """Homes and debts."""
        from pbi_desktop.services.housing import Housing

        return Housing(self._store)

    @cached_property
    def key_dates(self) -> "KeyDates":
        """The days that matter, and going along."""
        from pbi_desktop.services.key_dates import KeyDates

        return KeyDates(self._store)

    @cached_property
    def chronologies(self) -> "Chronologies":
        """What happened and when, for a meeting or a court."""
        from pbi_desktop.services.chronologies import Chronologies

        return Chronologies(self._store)

    @cached_property
    def identities(self) -> "Identities":
        """Which records are of one person, and which are not."""
        from pbi_desktop.services.identities import Identities

        return Identities(self._store)

    @cached_property
    def duplicates(self) -> "Duplicates":
        """Records that may be of one person, for a person to decide."""
        from pbi_desktop.services.duplicates import Duplicates

        return Duplicates(self._store)

    @cached_property
    def household(self) -> "HouseholdWork":
        """Family, household and services."""
        from pbi_desktop.services.household import HouseholdWork

        return HouseholdWork(self._store)

    @cached_property
    def phases(self) -> "Phases":
        """Where a case is: moving it, closing it, opening it again, the check after it."""
        from pbi_desktop.services.phases import Phases

        return Phases(self._store)

    @cached_property
    def referrals(self) -> "Referrals":
        """What became of referrals and signposts, and which wait."""
        from pbi_desktop.services.referrals import Referrals

        return Referrals(self._store)

    @cached_property
    def reviews(self) -> "Reviews":
        """Stages, money and groups."""
        from pbi_desktop.services.reviews import Reviews

        return Reviews(self._store)

    @cached_property
    def community(self) -> "Community":
        """Groups and places, who goes there, and registers."""
        from pbi_desktop.services.community import Community

        return Community(self._store)

    @cached_property
    def prints(self) -> "Prints":
        """Pictures of networks that leave the program."""
        from pbi_desktop.services.network_prints import Prints

        return Prints(self._store)

    @cached_property
    def undo(self) -> "Undo":
        """Taking back one's own command."""
        from pbi_desktop.services.undo import Undo

        return Undo(self._store)

    @cached_property
    def drafts(self) -> "Drafts":
        """What is typed and not yet kept."""
        from pbi_desktop.services.drafts import Drafts

        return Drafts(self._store)

    @cached_property
    def imports(self) -> "Imports":
        """Real input: places and directories."""
        from pbi_desktop.services.imports import Imports

        return Imports(self._store)

    @cached_property
    def directory_export(self) -> "DirectoryExport":
        """The directory out again, for those who publish."""
        from pbi_desktop.services.directory_export import DirectoryExport

        return DirectoryExport(self._store)

    @cached_property
    def case_imports(self) -> "ImportCases":
        """A team's own spreadsheets: people, cases, stages and gains."""
        from pbi_desktop.services.import_cases import ImportCases

        return ImportCases(self._store)

    @cached_property
    def lists(self) -> "ListImports":
        """What agencies send: money found, calls and visits, referrals."""
        from pbi_desktop.services.import_lists import ListImports

        return ListImports(self._store, self.clock)

    @cached_property
    def cases_export(self) -> "CasesExport":
        """A team's own data, whole, for the team to keep or move."""
        from pbi_desktop.services.cases_export import CasesExport

        return CasesExport(self._store)

    @cached_property
    def import_wizard(self) -> "ImportWizard":
        """The import door step by step, as the window shows it."""
        from pbi_desktop.services.import_wizard import ImportWizard

        return ImportWizard(self._store, self.clock)

    @cached_property
    def reports(self) -> "Reports":
        """The shared case summary and the outcomes report."""
        from pbi_desktop.services.reports import Reports

        return Reports(self._store)

    @cached_property
    def summaries(self) -> "Summaries":
        """Summaries for other agencies, seen before they are made."""
        from pbi_desktop.services.summary_preview import Summaries

        return Summaries(self._store)

    @cached_property
    def shared_summaries(self) -> "SharedSummaries":
        """Summaries on their way to an agency, and those in their hands."""
        from pbi_desktop.services.shared_summaries import SharedSummaries

        return SharedSummaries(self._store)

    @cached_property
    def ledger(self) -> "Ledger":
        """What each agency was told, and what is asked back."""
        from pbi_desktop.services.ledger import Ledger

        return Ledger(self._store)

    @cached_property
    def recalls(self) -> "Recalls":
        """What is asked back once a person refuses, and what goes on all the same."""
        from pbi_desktop.services.recalls import Recalls

        return Recalls(self._store)

    @cached_property
    def corrections(self) -> "Corrections":
        """What was wrong, disputed, restricted or about somebody else."""
        from pbi_desktop.services.corrections import Corrections

        return Corrections(self._store)

    @cached_property
    def breaches(self) -> "Breaches":
        """What reached somebody whom it should not have."""
        from pbi_desktop.services.breaches import Breaches

        return Breaches(self._store)

    @cached_property
    def outcomes(self) -> "Outcomes":
        """The figures of what became of cases, and the cases behind each number."""
        from pbi_desktop.services.outcomes import Outcomes

        return Outcomes(self._store)

    @cached_property
    def letters(self) -> "Letters":
        """Letters written from templates with the case's fields."""
        from pbi_desktop.services.letters import Letters

        return Letters(self._store)

    @cached_property
    def papers(self) -> "Papers":
        """Files that are kept with a case."""
        from pbi_desktop.services.papers import Papers

        return Papers(self._store)

    @cached_property
    def pictures(self) -> "Pictures":
        """The drawn networks of cases."""
        from pbi_desktop.services.network_pictures import Pictures

        return Pictures(self._store)

    @cached_property
    def subject_access(self) -> "SubjectAccess":
        """Requests of people about their own data."""
        from pbi_desktop.services.subject_access import SubjectAccess

        return SubjectAccess(self._store)

    @cached_property
    def retention(self) -> "Retention":
        """How long files are kept, and letting them go."""
        from pbi_desktop.services.retention import Retention

        return Retention(self._store)

    @cached_property
    def sharing_log(self) -> "SharingLog":
        """Who saw, printed and was told what."""
        from pbi_desktop.services.sharing_log import SharingLog

        return SharingLog(self._store)

    @cached_property
    def auditing(self) -> "Auditing":
        """Whether the record of that is whole."""
        from pbi_desktop.services.auditing import Auditing

        return Auditing(self._store)

    @cached_property
    def consents(self) -> "Consents":
        """What people agree to and refuse."""
        from pbi_desktop.services.consents import Consents

        return Consents(self._store)

    @cached_property
    def exclusions(self) -> "Exclusions":
        """Conflicts of interest: who must not meet whom."""
        from pbi_desktop.services.exclusions import Exclusions

        return Exclusions(self._store)

    @cached_property
    def seals(self) -> "Seals":
        """Cases and records that are closed to all but a few."""
        from pbi_desktop.services.seals import Seals

        return Seals(self._store)

    @cached_property
    def glass(self) -> "Glass":
        """Access in an emergency, and its review."""
        from pbi_desktop.services.glass import Glass

        return Glass(self._store)

    @cached_property
    def view_as(self) -> "ViewAs":
        """A case as another agency would get it."""
        from pbi_desktop.services.view_as import ViewAs

        return ViewAs(self._store)

    @cached_property
    def explaining(self) -> "ExplainingAccess":
        """Why something shows, or does not."""
        from pbi_desktop.services.explaining_access import ExplainingAccess

        return ExplainingAccess(self._store)

    @cached_property
    def protecting(self) -> "Protecting":
        """Addresses for the few who may know them."""
        from pbi_desktop.services.protecting import Protecting

        return Protecting(self._store)

    @cached_property
    def agreements(self) -> "Agreements":
        """What agencies agreed, and who holds which role."""
        from pbi_desktop.services.agreements import Agreements

        return Agreements(self._store)

    @cached_property
    def covering(self) -> "Covering":
        """Who is away, and who stands in."""
        from pbi_desktop.services.covering import Covering

        return Covering(self._store)

    @cached_property
    def handing_over(self) -> "HandingOver":
        """A case goes to another key worker."""
        from pbi_desktop.services.handing_over import HandingOver

        return HandingOver(self._store)

    @cached_property
    def team_notes(self) -> "TeamNotes":
        """Supervision, and audits of files."""
        from pbi_desktop.services.team_notes import TeamNotes

        return TeamNotes(self._store)

    @cached_property
    def voices(self) -> "Voices":
        """Complaints, thanks, and residents' own words."""
        from pbi_desktop.services.voices import Voices

        return Voices(self._store)

    @cached_property
    def team_days(self) -> "TeamDays":
        """The day of a team, for who leads it."""
        from pbi_desktop.services.team_day import TeamDays

        return TeamDays(self._store)
