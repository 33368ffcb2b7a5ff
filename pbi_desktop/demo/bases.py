"""Writes on what basis the partners of a case are told things, and who objects."""

from datetime import datetime

from pbi_desktop.demo.agreements import asked_for
from pbi_desktop.demo.case_file import CORE, CaseFile, Pen
from pbi_desktop.demo.instants import as_date
from pbi_desktop.demo.residents import Resident
from pbi_desktop.domain.access import AgencyKind, Basis, Category, Purpose

_A_YEAR = 365
_GATEWAYS = {
    AgencyKind.HEALTH: "Care Act 2014, sections 6 and 7",
    AgencyKind.POLICE: "Crime and Disorder Act 1998, section 115",
    AgencyKind.PROBATION: "Crime and Disorder Act 1998, section 115",
    AgencyKind.SCHOOL: "Children Act 2004, section 10",
    AgencyKind.VOLUNTARY: "Agreed with the person",
}
_OBJECTIONS = {
    AgencyKind.HEALTH: "Does not want the surgery to be told about money.",
    AgencyKind.POLICE: "Wants to be asked each time before the police are told anything.",
    AgencyKind.PROBATION: "Does not want probation to be told about the family.",
    AgencyKind.SCHOOL: "Does not want the school to know why we visit.",
    AgencyKind.VOLUNTARY: "A cousin volunteers there, so nothing about money, please.",
}


def tell_basis(pen: Pen, file: CaseFile) -> None:
    """Add on what basis partners are told, and what the person said to it."""
    if file.course.took_part:
        for partner in file.partners:
            _basis(pen, file, partner.agency.kind)


def say_yes(pen: Pen, file: CaseFile, person: Resident, at: datetime) -> None:
    """Add what a person of a case agreed to: nothing of these kinds is held without."""
    for category in asked_for():
        _yes(pen, file, person, at, category, None)
    if any(partner.agency.kind is AgencyKind.VOLUNTARY for partner in file.partners):
        for category in (Category.IDENTITY, Category.CORE, Category.CONTACT):
            _yes(pen, file, person, at, category, AgencyKind.VOLUNTARY)


def _yes(  # noqa: PLR0913 - who, when, to what, for whom
    pen: Pen,
    file: CaseFile,
    person: Resident,
    at: datetime,
    about: Category,
    kind: AgencyKind | None,
) -> None:
    whom = kind.value if kind else None
    row = (person.id, CORE, about.value, whom, True, None, at, None)
    pen.books.add("consents", at, file.key.id, *row)


def _basis(pen: Pen, file: CaseFile, kind: AgencyKind) -> None:
    dice = pen.dice
    day = min(file.course.opened + dice.between(3, 14), file.course.last)
    told = dice.random() < 0.93
    objects = _OBJECTIONS[kind] if dice.random() < 0.07 else None
    basis = Basis.CONSENT if kind is AgencyKind.VOLUNTARY else Basis.TASK
    pen.write(
        file,
        "sharing_bases",
        pen.moment(day),
        file.key.id,
        CORE,
        kind.value,
        Purpose.DIRECT_SUPPORT.value,
        basis.value,
        _GATEWAYS[kind],
        told,
        objects,
        as_date(day),
        file.key.id,
        as_date(day + _A_YEAR),
    )
