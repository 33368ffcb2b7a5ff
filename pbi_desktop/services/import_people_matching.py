"""Which of the people in sight may be somebody that a spreadsheet names; all are looked up once."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.analysis import matching
from pbi_desktop.analysis.matching import Asked
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.intake import PersonRow
from pbi_desktop.domain.intake_matching import MaybeKnown, meeting_points
from pbi_desktop.domain.names import initials, name_key
from pbi_desktop.domain.search_keys import phone_key, street_key
from pbi_desktop.models import Case, CasePerson
from pbi_desktop.services.people_held import held_of_all
from pbi_desktop.services.same_people import leads_of_all
from pbi_desktop.store.unit_of_work import Work

_MOST_MET = 500  # at one point; a list of ten thousand alike would be weighed for ever
_MOST_SHOWN = 3
_SAID = {"name": "name", "born": "birth", "street": "street", "phone": "phone"}


class PeopleInSight:
    """Everybody whom the importer may see, by the points at which two may meet."""

    def __init__(self, work: Work) -> None:
        self._people = held_of_all(work)
        self._lead = leads_of_all(work)
        self._cases = dict(_a_case_of_each(work)) if self._people else {}
        self._at: dict[tuple[str, ...], list[UUID]] = defaultdict(list)
        for key, one in self._people.items():
            for name in one.names:
                for point in meeting_points(name, one.born, one.every_street, one.phones):
                    self._at[point].append(key)

    def maybe(self, row: PersonRow) -> tuple[MaybeKnown, ...]:
        """Return who may be the person of this row, best first; at most three."""
        if not self._people:
            return ()
        asked = asked_of(row)
        streets = (asked.street,) if asked.street else ()
        phones = (asked.phone,) if asked.phone else ()
        met: set[UUID] = set()
        for point in meeting_points(asked.name, asked.born, streets, phones):
            met.update(self._at.get(point, ())[:_MOST_MET])
        weighed = [(matching.weigh(asked, self._people[one].held), one) for one in met]
        likely = [(matching.total(lines), one, lines) for lines, one in weighed]
        likely = [found for found in likely if found[0] >= matching.MAYBE]
        likely.sort(key=lambda found: (-found[0], found[1]))
        best: dict[UUID, tuple[UUID, Sequence[matching.Line]]] = {}
        for _weight, one, lines in likely:  # of the records of one person the likeliest
            best.setdefault(self._lead.get(one, one), (one, lines))
        return tuple(self._told(row, *found) for found in list(best.values())[:_MOST_SHOWN])

    def _told(self, row: PersonRow, one: UUID, lines: Sequence[matching.Line]) -> MaybeKnown:
        agrees = [
            f"{_SAID[line.field]} {'the same' if line.verdict == 'same' else 'alike'}"
            for line in lines
            if line.verdict in ("same", "close")
        ]
        name = initials(self._people[one].full_name)
        return MaybeKnown(
            row.person, PersonId(one), name, self._cases.get(one, ""), ", ".join(agrees)
        )


def asked_of(row: PersonRow) -> Asked:
    """Return what a row says of a person, as search keys."""
    return Asked(
        name_key(f"{row.given_name} {row.family_name}"),
        row.born,
        street_key(row.address_1),
        phone_key(row.phone),
    )


def _a_case_of_each(work: Work) -> list[tuple[UUID, str]]:
    """Return for each person the reference of a case, the newest last."""
    rows = work.rows(
        select(CasePerson.person_id, Case.reference)
        .join(Case, Case.id == CasePerson.case_id)
        .order_by(Case.opened_on, Case.reference)
    )
    return [(row[0], row[1]) for row in rows]
