"""What the screen says of agreements and roles."""

from datetime import date
from typing import TYPE_CHECKING

from pbi_desktop.domain.access import BASIS_LABELS, CATEGORY_LABELS, VERB_LABELS, Verb
from pbi_desktop.domain.access_words import AGENCY_KINDS, PURPOSES

if TYPE_CHECKING:
    from pbi_desktop.services.agreements import AgreementLine


def purpose_words(line: "AgreementLine") -> str:
    """Return what for."""
    return PURPOSES[line.terms.purpose].capitalize()


def agency_words(line: "AgreementLine") -> str:
    """Return to whom."""
    return AGENCY_KINDS[line.terms.agency_kind]


def category_words(line: "AgreementLine") -> str:
    """Return what."""
    return CATEGORY_LABELS[line.terms.category]


def basis_words(line: "AgreementLine") -> str:
    """Return on which ground."""
    return BASIS_LABELS[line.terms.basis]


def rights_words(line: "AgreementLine") -> str:
    """Return what may be done."""
    held = [words for verb, words in VERB_LABELS.items() if line.terms.rights & verb]
    return "everything" if len(held) == len(Verb) else ", ".join(held)


def state_words(line: "AgreementLine") -> str:
    """Return whether it counts."""
    if line.is_over:
        return "Ended"
    if not line.seconded_by:
        return "Waits for a second person"
    return f"{line.proposed_by} and {line.seconded_by}" if line.proposed_by else line.seconded_by


def from_to(begins: date, ends: date | None) -> str:
    """Return from when until when."""
    until = f" to {ends:%-d %b %Y}" if ends else ""
    return f"{begins:%-d %b %Y}{until}"
