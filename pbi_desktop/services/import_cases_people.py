"""People of a team's files: known, new, or waiting for somebody to say which."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.casework import Gender, PartInCase
from pbi_desktop.domain.ids import new_id
from pbi_desktop.domain.intake import PersonRow
from pbi_desktop.domain.intake_matching import Answer, Decision, MaybeKnown, reference_key
from pbi_desktop.domain.names import name_key
from pbi_desktop.domain.search_keys import phone_key, street_key
from pbi_desktop.domain.times import london_day
from pbi_desktop.models import Person, Residence
from pbi_desktop.services.approach_keeping import NOT_GIVEN
from pbi_desktop.services.import_cases_known import address_key
from pbi_desktop.services.import_cases_plan import Change, Plan, Reach, decided
from pbi_desktop.services.import_people_matching import PeopleInSight

IDENTITY, CONTACT = int(Category.IDENTITY), int(Category.CONTACT)
NO_CASE = (
    "No case of these files is about this person or somebody of the household: "
    "nobody could open the record."
)
WAITING = "It waits for an answer about its person."
JOINED = "People known already: what is on record of them was left as it is."
_HIDDEN_CONTACT = "Addresses and phones were left out: your agency may not hold them."


def plan_people(
    plan: Plan,
    rows: Iterable[PersonRow],
    reach: Reach,
    in_sight: PeopleInSight,
    decisions: Mapping[str, Decision],
) -> dict[str, PersonRow]:
    """Plan every person once; returns those that are taken, by the key of their reference."""
    taken: dict[str, PersonRow] = {}
    seen: dict[str, PersonRow] = {}
    for row in rows:
        key = reference_key(row.person)
        if key in seen:
            plan.refuse(row.place, f"Person {row.person} is in row {seen[key].place.row} already.")
            continue
        seen[key] = row
        if _place_person(plan, row, key, reach, in_sight, decided(decisions, row.person)):
            taken[key] = row
    return taken


def _place_person(  # noqa: PLR0913 - a row, and all that its fate hangs on
    plan: Plan,
    row: PersonRow,
    key: str,
    reach: Reach,
    in_sight: PeopleInSight,
    decision: Decision | None,
) -> bool:
    site = reach.site_of_person.get(key)
    known = _known_person(plan, key, None if site is None else site.name)
    if known is not None:
        plan.people[key] = known
        return True
    if site is None:
        plan.refuse(row.place, NO_CASE)
        plan.waiting[key] = NO_CASE
        return False
    if decision is not None and decision.answer is Answer.LEAVE_OUT:
        plan.left_out.add(row.place)
        plan.answered_out.add(key)
        return False
    same = None
    if decision is None or decision.answer is Answer.SAME:
        maybe = in_sight.maybe(row)
        same = _meant(decision, maybe)
        if same is None and (maybe or decision is not None):
            _ask(plan, row, key, maybe, decision)
            return False
    plan.people[key] = new_id() if same is None else same.person_id
    if same is None:
        plan.made_people.add(plan.people[key])
    plan.joined[key] = site.name
    return True


def _known_person(plan: Plan, key: str, site: str | None) -> UUID | None:
    """Return who bears this reference for sure: at this site, or at the only one that knows it."""
    people = plan.known.people
    if site is not None:
        return people.get((site, key)) or plan.known.own_ids.get(key)
    found = {
        people[one.name, key] for one in plan.known.sites.values() if (one.name, key) in people
    }
    return next(iter(found)) if len(found) == 1 else plan.known.own_ids.get(key)


def _meant(decision: Decision | None, maybe: tuple[MaybeKnown, ...]) -> MaybeKnown | None:
    """Return whom the answer "same" means; nobody where that is not clear."""
    if decision is None:
        return None
    found = [one for one in maybe if not decision.case or one.case == decision.case]
    return found[0] if len(found) == 1 else None


def _ask(
    plan: Plan,
    row: PersonRow,
    key: str,
    maybe: tuple[MaybeKnown, ...],
    decision: Decision | None,
) -> None:
    who = "; or ".join(f"{one.initials}, case {one.case} ({one.evidence})" for one in maybe)
    if decision is None:
        reason = f"May be known already: {who}. Answer same, new or leave out."
    elif not maybe:
        reason = "The answer is “same”, but nobody in sight is like this person."
    else:
        reason = f"The answer is “same”: say as which case. May be {who}."
    plan.maybe += maybe
    plan.waiting[key] = WAITING
    plan.refuse(row.place, reason, person=row.person)


# --- what is kept of them ------------------------------------------------------------------------


def keep_people(plan: Plan, taken: Mapping[str, PersonRow], reach: Reach) -> list[Change]:
    """Plan the records of the people that are taken; returns what may change of those known."""
    held = {key: row for key, row in taken.items() if _has_case(plan, key, row, reach)}
    homes = _households(plan, held)
    changes = []
    for key, row in held.items():
        person = plan.people[key]
        made = person in plan.made_people
        if key in plan.joined:
            reference = (new_id(), person, IDENTITY, plan.joined[key], row.person, key)
            plan.rows["person_references"].append(reference)
        if made:
            plan.rows["people"].append((person, *_cells(row)))
            plan.new.add(row.place)
        elif key in plan.joined:
            plan.new.add(row.place)
            plan.noticed[JOINED] += 1
        else:
            changes.append(Change(Person, person, person_cells(row), row.place))
        home = homes.get(reference_key(row.household)) if row.household else None
        if home is not None and person not in plan.known.households:
            values = (new_id(), person, IDENTITY, home, None, None)
            plan.rows["memberships"].append(values)
            plan.added.add(row.place)
        _contact(plan, row, person, made=made)
    return changes


def person_cells(row: PersonRow) -> dict[str, Any]:
    """Return what a row says of a person, without what it leaves empty."""
    names = ("given_name", "family_name", "given_key", "family_key", "known_as", "gender")
    rest = ("pronouns", "born_text", "born_precision", "died_text", "first_language", "interpreter")
    said = dict(zip((*names, *rest), _cells(row), strict=True))
    if said["gender"] is Gender.NOT_RECORDED:
        del said["gender"]
    return {name: value for name, value in said.items() if value}


def _cells(row: PersonRow) -> tuple[Any, ...]:
    given = row.given_name or ("" if row.family_name else NOT_GIVEN)
    born = row.born
    return (
        given,
        row.family_name,
        name_key(given),
        name_key(row.family_name),
        row.known_as or None,
        row.gender,
        row.pronouns or None,
        born.text if born else None,
        born.precision if born else None,
        None,
        row.first_language or None,
        row.interpreter or None,
    )


def _households(plan: Plan, taken: Mapping[str, PersonRow]) -> dict[str, UUID]:
    """Return the household of each reference: that of a known member, or a new one."""
    found: dict[str, UUID] = {}
    rows = [(plan.people[key], row) for key, row in taken.items() if row.household]
    for person, row in rows:
        known = plan.known.households.get(person)
        if known is not None:
            found.setdefault(reference_key(row.household), known)
    for _person, row in rows:
        key = reference_key(row.household)
        if key not in found:
            found[key] = new_id()
            plan.rows["households"].append((found[key], row.family_name or row.given_name))
    return found


def _has_case(plan: Plan, key: str, row: PersonRow, reach: Reach) -> bool:
    """Put somebody new without a case of their own into the first case of their household."""
    person = plan.people[key]
    named = _in_named_cases(plan, key, row)
    if named or key in plan.with_case or person not in plan.made_people:
        return True
    case = plan.cases.get(reach.case_of_household.get(reference_key(row.household), ""))
    if case is None:
        plan.refuse(row.place, NO_CASE)
        return False
    plan.household_people.append((new_id(), case.id, person, PartInCase.HOUSEHOLD))
    return True


def _in_named_cases(plan: Plan, key: str, row: PersonRow) -> bool:
    """Put somebody into the cases of others that their row names; says whether into any."""
    person, made = plan.people[key], plan.people[key] in plan.made_people
    parts = ((row.in_cases, PartInCase.HOUSEHOLD), (row.family_in, PartInCase.FAMILY))
    opened = key in plan.with_case or not made
    found = False
    for references, part in parts:
        for reference in references:
            case = plan.cases.get(reference_key(reference))
            if case is None or case.subject == person or (case.known and not made):
                continue
            rows = plan.further_people if opened else plan.household_people
            rows.append((new_id(), case.id, person, part))
            opened = found = True
    return found


def _contact(plan: Plan, row: PersonRow, person: UUID, *, made: bool) -> None:
    if CONTACT not in plan.known.held:
        plan.noticed[_HIDDEN_CONTACT] += bool(row.phone or row.address_1 or row.postcode)
        return
    figures = phone_key(row.phone)
    if figures and figures not in plan.known.phones.get(person, ()):
        values = (new_id(), person, CONTACT, "phone", row.phone, figures)
        plan.rows["contact_points"].append(values)
        plan.added.add(row.place)
    if not (row.address_1 or row.postcode):
        return
    address = _address(plan, row)
    homes = {} if made else plan.known.homes.get(person, {})
    spelled = plan.known.spelled
    if address in homes or spelled.get(address) in {spelled.get(home, ()) for home in homes}:
        return
    if not homes:
        plan.rows["residences"].append((new_id(), person, CONTACT, address, None, None))
        plan.added.add(row.place)
        return
    today = london_day(plan.now)
    moved = ("residences", (new_id(), person, CONTACT, address, today, None))
    for at, residence in enumerate(homes.values()):
        then = () if at else (moved,)
        plan.changes.append(Change(Residence, residence, {"ended_on": today}, row.place, then))


def _address(plan: Plan, row: PersonRow) -> UUID:
    first = row.address_1 or NOT_GIVEN
    key = address_key(first, row.address_2, row.postcode)
    exact = (first, f"{row.address_2}\n{row.locality}", row.postcode)
    found = plan.exact_addresses.get(exact) or plan.known.addresses.get(key)
    if found is None:
        found = new_id()
        # What this program wrote is two addresses where it says so in two ways.
        kept = plan.exact_addresses if plan.as_written else plan.known.addresses
        kept[exact if plan.as_written else key] = found
        area = plan.known.areas.get(row.postcode)
        plan.rows["addresses"].append(
            (
                found,
                first,
                row.address_2 or None,
                row.locality or None,
                row.postcode or None,
                area,
                street_key(row.address_1),
            )
        )
    return found
