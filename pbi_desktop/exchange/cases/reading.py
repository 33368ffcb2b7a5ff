"""Sheets of a team to whole rows: every row is taken or refused exactly once, with its reasons."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from pbi_desktop.domain.directory import RefusedRow
from pbi_desktop.domain.errors import UnreadableInput
from pbi_desktop.domain.intake import CaseRow, GainRow, Intake, PersonRow, RowPlace, StageRow
from pbi_desktop.domain.stages import LifeDomain, RatingKind
from pbi_desktop.exchange.cases.as_written import says_as_written, written_here
from pbi_desktop.exchange.cases.casework import read_case, read_gains, read_rating
from pbi_desktop.exchange.cases.cells import Cells, Notices, Plan
from pbi_desktop.exchange.cases.columns import Mappings, kind_of, sheet_keys, suggest_columns
from pbi_desktop.exchange.cases.fields import SheetKind
from pbi_desktop.exchange.cases.people import read_person
from pbi_desktop.exchange.cases.references import References
from pbi_desktop.exchange.sheets import Sheet

_ORDER = (
    SheetKind.PEOPLE,
    SheetKind.CASELOAD,
    SheetKind.CASES,
    SheetKind.STAGES,
    SheetKind.GAINS,
)
_NOTHING: Mapping[str, str] = {}
_OURS = "this program wrote it; its cells were taken as they stand."


def plan_sheets(
    sheets: Iterable[Sheet],
    mapping: Mappings | None = None,
    kinds: Mapping[str, SheetKind] | None = None,
) -> tuple[Plan, ...]:
    """Return how each sheet would be read, those of unknown columns left out.

    `mapping` is column to field for each sheet, as a person matched them, and `kinds` what the
    rows of a sheet are; both go by `sheet_keys` and win over what is suggested.
    """
    remembered, told = mapping or {}, kinds or {}
    keyed = sheet_keys(sheets)
    ours = written_here(keyed.values())
    first = {key: kind_of(sheet, _of(remembered, key, sheet)) for key, sheet in keyed.items()}
    first.update(told)
    people = {key for key, kind in first.items() if kind is SheetKind.PEOPLE}
    plans: list[Plan] = []
    for key, sheet in keyed.items():
        if says_as_written(sheet):
            continue
        matched = _of(remembered, key, sheet)
        kind = told.get(key) or kind_of(sheet, matched, people_elsewhere=bool(people - {key}))
        if kind is not None:
            columns = suggest_columns(sheet, matched, kind)
            plans.append(Plan(key, sheet, kind, columns, sheet.file in ours))
    return tuple(plans)


def read_cases(
    sheets: Iterable[Sheet],
    mapping: Mappings | None = None,
    *,
    today: date,
    kinds: Mapping[str, SheetKind] | None = None,
) -> Intake:
    """Return the whole rows of all sheets together, and each other row with its reasons."""
    given = tuple(sheets)
    plans = plan_sheets(given, mapping, kinds)
    if not plans:
        raise UnreadableInput(
            ", ".join(dict.fromkeys(sheet.file for sheet in given)) or "the spreadsheet",
            "None of its columns is one of people, cases, stages or gains. "
            "Name the columns in its first row, or match them by hand.",
        )
    reader = _Reader(today)
    reader.say_first(given, plans)
    for kind in _ORDER:
        for plan in plans:
            if plan.kind is kind:
                reader.read(plan)
    return reader.intake(plans)


def _of(remembered: Mappings, key: str, sheet: Sheet) -> Mapping[str, str]:
    """Return the matching that is remembered for a sheet."""
    return remembered.get(key, remembered.get(sheet.name, _NOTHING))


class _Reader:
    """Takes rows in, sheet by sheet: first people, then what points to them."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._notices = Notices()
        self._people: list[PersonRow] = []
        self._cases: list[CaseRow] = []
        self._stages: list[StageRow] = []
        self._gains: list[GainRow] = []
        self._refused: dict[str, list[RefusedRow]] = {}
        self._rows_in = 0
        self._person_at = References("person")
        self._case_at = References("case")
        self._by_person: dict[str, PersonRow] = {}
        self._by_case: dict[str, CaseRow] = {}
        self._takers = {
            SheetKind.PEOPLE: self._take_person,
            SheetKind.CASELOAD: self._take_both,
            SheetKind.CASES: self._take_case,
            SheetKind.STAGES: self._take_rating,
            SheetKind.GAINS: self._take_gains,
        }

    def say_first(self, sheets: tuple[Sheet, ...], plans: tuple[Plan, ...]) -> None:
        """Tell what was noticed in the files, and which sheets and columns are left out."""
        read = {id(plan.sheet) for plan in plans}
        for sheet in sheets:
            for sentence in sheet.noticed:
                self._notices.add(f"{sheet.file}: {sentence}")
            if says_as_written(sheet):
                self._notices.add(f"{sheet.label}: {_OURS}")
            elif id(sheet) not in read:
                self._notices.add(f"{sheet.label} was left out: none of its columns is known.")
        for plan in plans:
            spare = [name for name in plan.sheet.columns if name and name not in plan.columns]
            if spare:
                names = ", ".join(dict.fromkeys(spare))
                self._notices.add(f"{plan.sheet.label}: these columns were not read: {names}.")

    def read(self, plan: Plan) -> None:
        """Take the rows of one sheet, in their order; repeats of a whole row are refused."""
        refused = self._refused.setdefault(plan.key, list(plan.sheet.refused))
        self._rows_in += len(plan.sheet.rows) + len(refused)
        take = self._takers[plan.kind]
        seen: dict[tuple[str, ...], int] = {}
        for row in plan.sheet.rows:
            first = seen.setdefault(row.cells, row.number)
            if first != row.number and not plan.as_written:
                refused.append(plan.sheet.refuse(row, f"It repeats row {first}."))
                continue
            cells = Cells(plan, row, self._today)
            take(cells)
            if cells.reasons:
                reasons = " ".join(dict.fromkeys(cells.reasons))
                refused.append(plan.sheet.refuse(row, reasons))
                continue
            for about, sentence in cells.remarks:
                self._notices.about_row(plan.sheet.label, row.number, about, sentence)

    def intake(self, plans: tuple[Plan, ...]) -> Intake:
        """Return all that was taken and refused."""
        self._name_kinds_of_rating(plans)
        return Intake(
            tuple(self._people),
            tuple(self._cases),
            tuple(self._stages),
            tuple(self._gains),
            tuple(self._all_refused(plans)),
            self._notices.sentences(),
            self._rows_in,
            {plan.key: dict(plan.columns) for plan in plans},
            any(plan.as_written for plan in plans),
        )

    def _all_refused(self, plans: tuple[Plan, ...]) -> Iterator[RefusedRow]:
        for plan in plans:
            yield from sorted(self._refused[plan.key], key=lambda row: row.row_number)

    def _take_person(self, cells: Cells) -> None:
        """Take a row of the people sheet."""
        told = cells.reference("person")
        person = read_person(cells, told or self._person_at.made(cells.place))
        before = self._person_at.place(told) if told else None
        if before:
            cells.refuse("person", f"The reference {told} is already in {_where(before, cells)}.")
        if cells.reasons:
            self._person_at.drop(told, cells.place)
        else:
            self._add_person(person)

    def _take_case(self, cells: Cells) -> None:
        """Take a row of the cases sheet."""
        told = cells.reference("person")
        person = self._person_at.found(told)
        if person is None:
            cells.reasons.append(self._person_at.missing(told))
        self._add_case(cells, self._case(cells, person or told))

    def _take_both(self, cells: Cells) -> None:
        """Take a row that is a person and a case; one person's rows go by the reference only."""
        told = cells.reference("person")
        known = self._by_person.get(self._person_at.found(told) or "") if told else None
        person = read_person(cells, told or self._person_at.made(cells.place))
        if known and _who(known) != _who(person):
            before = _where(known.place, cells)
            cells.refuse("person", f"{before} gives the reference {told} to another name or birth.")
        elif known and _how_to_reach(known) != _how_to_reach(person):
            cells.notice(
                "another address or number",
                f"It gives another address or number for {told} than "
                f"{_where(known.place, cells)}, which is the one that was taken.",
            )
        case = self._case(cells, known.person if known else person.person)
        if cells.reasons and not known:
            self._person_at.drop(told, cells.place)
        elif not cells.reasons and not known:
            self._add_person(person)
        self._add_case(cells, case)

    def _case(self, cells: Cells, person: str) -> CaseRow:
        """Return the case of a row; refuses a reference that another row has."""
        told = cells.reference("case")
        before = self._case_at.place(told) if told else None
        if before:
            cells.refuse("case", f"The reference {told} is already in {_where(before, cells)}.")
        return read_case(cells, told or self._case_at.made(cells.place), person)

    def _add_person(self, person: PersonRow) -> None:
        self._people.append(person)
        self._by_person[person.person] = person
        self._person_at.keep(person.person, person.place)

    def _add_case(self, cells: Cells, case: CaseRow) -> None:
        if cells.reasons:
            self._case_at.drop(cells.reference("case"), cells.place)
            return
        self._cases.append(case)
        self._by_case[case.case] = case
        self._case_at.keep(case.case, case.place)

    def _take_rating(self, cells: Cells) -> None:
        """Take a row of the stages sheet; a rating before the case was opened is told."""
        case = self._case_of(cells)
        rating = read_rating(cells, case)
        if cells.reasons:
            return
        opened = self._by_case[case].opened_on
        if rating.rated_on < opened and not cells.plan.as_written:
            cells.notice(
                "rated before the case was opened",
                f"It was rated ({rating.rated_on:%d/%m/%Y}) before the case was opened "
                f"({opened:%d/%m/%Y}).",
            )
        self._stages.append(rating)

    def _take_gains(self, cells: Cells) -> None:
        """Take a row of the gains sheet."""
        gains = read_gains(cells, self._case_of(cells))
        if not cells.reasons:
            self._gains.extend(gains)

    def _case_of(self, cells: Cells) -> str:
        """Return the case that a row belongs to; refuses one that is not in these files."""
        told = cells.reference("case")
        case = self._case_at.found(told)
        if case is None:
            cells.reasons.append(self._case_at.missing(told))
        return case or told

    def _name_kinds_of_rating(self, plans: tuple[Plan, ...]) -> None:
        """Call the first rating the baseline where no sheet says what kind a rating is."""
        sheets = [plan for plan in plans if plan.kind is SheetKind.STAGES]
        if not self._stages or any("kind" in plan.places for plan in sheets):
            return
        self._stages = list(_kinds_by_day(self._stages, self._by_case))
        self._notices.add(
            "No column says what kind each rating is: the first of each part of life was taken "
            "as the baseline, one on the day of closing as the closing one."
        )


def _kinds_by_day(stages: list[StageRow], cases: Mapping[str, CaseRow]) -> Iterator[StageRow]:
    """Give the ratings with the kinds that their days tell."""
    first: dict[tuple[str, LifeDomain], date] = {}
    for rating in stages:
        key = (rating.case, rating.domain)
        first[key] = min(first.get(key, rating.rated_on), rating.rated_on)
    begun: set[tuple[str, LifeDomain]] = set()
    for rating in stages:
        key = (rating.case, rating.domain)
        if rating.rated_on == first[key] and key not in begun:
            begun.add(key)
            yield replace(rating, kind=RatingKind.BASELINE)
        elif rating.rated_on == cases[rating.case].closed_on:
            yield replace(rating, kind=RatingKind.CLOSING)
        else:
            yield rating


def _who(person: PersonRow) -> tuple[object, ...]:
    """Return what must be the same in all rows of one person."""
    return (person.given_name.casefold(), person.family_name.casefold(), person.born)


def _how_to_reach(person: PersonRow) -> tuple[str, ...]:
    """Return where a person lives and is called, as a row says it."""
    return (person.address_1, person.address_2, person.locality, person.postcode, person.phone)


def _where(place: RowPlace, cells: Cells) -> str:
    """Return where a row stands, as short as it can be said from another row."""
    here = cells.place
    if (place.file, place.sheet) == (here.file, here.sheet):
        return f"row {place.row}"
    if place.file == here.file:
        return f"row {place.row} of the sheet {place.sheet}"
    return f"row {place.row} of {place.file}"
