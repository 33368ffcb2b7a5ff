"""How long, how many, how sure: the figures that the papers state, read from the code."""

from pbi_desktop.analysis import matching, suppression
from pbi_desktop.domain import disclosures, due_dates, generations, looking
from pbi_desktop.domain.access import SHORTEST_REASON
from pbi_desktop.domain.data_rights import GROUND_LABELS, GROUND_SOURCES, Ground, RetentionAction
from pbi_desktop.domain.retention import DEFAULTS, TRIGGER_LABELS, TYPE_LABELS
from pbi_desktop.services import summary_requests, this_computer
from pbi_desktop.store import unit_of_work
from pbi_desktop.store.access import own_records
from pbi_desktop.ui.shell import window
from tests.docs.tables import table

_YEAR = 12
_HOUR = 3_600_000_000
_ACTIONS = {
    RetentionAction.REVIEW: "a manager looks at it, then it may go",
    RetentionAction.DELETE: "it may go",
    RetentionAction.ANONYMISE: "a manager looks at it, then it may go",
}


def retention() -> str:
    """Return the rules that the program proposes; they bind nobody until a manager agrees them."""
    rows = (
        [
            TYPE_LABELS[rule.record_type],
            f"{rule.months // _YEAR} years after {TRIGGER_LABELS[rule.trigger]}",
            _ACTIONS[rule.action],
            rule.source,
        ]
        for rule in DEFAULTS
    )
    return table(["Sort of file", "Proposed", "Then", "Whose example"], rows)


def withheld() -> str:
    """Return the grounds on which something is given or kept back, and which are never named."""
    rows = (
        [GROUND_LABELS[one], GROUND_SOURCES[one], "never named to them" if one.tells else "named"]
        for one in Ground
    )
    return table(["What is decided", "Where it is written", "To the person"], rows)


def figures() -> str:
    """Return the times and numbers of the safeguards."""
    hours = own_records.GLASS_LASTS // _HOUR
    opened = unit_of_work.TICKET_LASTS.total_seconds() // 3600
    swept = unit_of_work.SWEEP_LASTS.total_seconds() // 60
    rows = (
        ["An emergency opens a case for", f"{hours} hours"],
        ["Its reason has at least", f"{SHORTEST_REASON} characters"],
        ["One opening of a case counts for", f"{opened:.0f} hours"],
        ["One task over all of one's cases counts for", f"{swept:.0f} minutes"],
        ["A partner keeps a summary for at most", f"{summary_requests._KEPT_FOR.days} days"],
        [
            "A breach is told to the regulator within",
            f"{disclosures.TO_BE_REPORTED_WITHIN.total_seconds() // 3600:.0f} hours",
        ],
        [
            "A request about one's data is answered within",
            f"{due_dates.ANSWER_MONTHS} month, and {due_dates.FURTHER_MONTHS} more if complex",
        ],
        ["Somebody asks why, above", f"{looking.MANY_OPENINGS} cases opened in an hour"],
        ["The window locks after", f"{window.IDLE_MINUTES} minutes without a touch"],
        ["On a shared computer after at most", f"{this_computer.MOST_SHARED} minutes"],
        ["Copies to give away hide counts of", f"1 to {suppression.SMALLEST_SHOWN - 1}"],
        ["What was erased may be in copies for", f"{generations.MONTHS} months"],
    )
    return table(["Safeguard", "Figure"], rows)


def matching_weights() -> str:
    """Return the fixed weights by which the desk compares what somebody says with a record."""
    judged = matching.Weights()
    rows = (
        ["name", f"up to {judged.name_most:+g}", f"{judged.name_differs:+g}"],
        ["date of birth", f"{judged.born_same:+g}", f"{judged.born_differs:+g}"],
        ["born a generation apart", "", f"{judged.born_generation:+g}"],
        ["phone", f"{judged.phone_same:+g}", f"{judged.phone_differs:+g}"],
        ["street", f"{judged.street_same:+g}", f"{judged.street_differs:+g}"],
        ["an earlier street", f"{judged.street_earlier:+g}", f"{judged.street_differs:+g}"],
        ["names of relatives", f"{judged.household_same:+g}", f"{judged.household_differs:+g}"],
        ["a reference", f"{judged.reference_same:+g}", f"{judged.reference_differs:+g}"],
    )
    shown = f"Shown from {matching.SHOWN_FROM:g}; called very likely from {matching.ENOUGH:g}.\n"
    return table(["Compared", "The same", "Different"], rows) + f"\n{shown}"
