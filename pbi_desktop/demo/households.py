"""Settles a household at an address: who lives there, how they are kin, how to reach them."""

from dataclasses import dataclass
from datetime import date, datetime

from pbi_desktop.demo.books import Books
from pbi_desktop.demo.dice import Dice
from pbi_desktop.demo.instants import as_date, clock
from pbi_desktop.demo.naming import key_of
from pbi_desktop.demo.phones import digits, landline, mobile
from pbi_desktop.demo.places import Site
from pbi_desktop.demo.residents import Inventor, Part, Resident
from pbi_desktop.demo.setting import Setting
from pbi_desktop.domain.access import Category
from pbi_desktop.domain.bulk import Value
from pbi_desktop.domain.casework import Quality, TieKind

_IDENTITY = Category.IDENTITY.value
_CONTACT = Category.CONTACT.value
_PROTECTED = Category.PROTECTED_ADDRESS.value
_CORE = Category.CORE.value
_HEALTH = Category.HEALTH.value
_OLD_ENOUGH_FOR_A_LANDLINE = 60
_PRACTICES = (
    "Canal Road Surgery",
    "Dyers Row Medical Practice",
    "Lodge Mill Surgery",
    "Cropper Street Practice",
    "Tannery Fold Health Centre",
)
# What the head of a household is to each part.
_TIES = {
    Part.PARTNER: TieKind.PARTNER.value,
    Part.CHILD: TieKind.PARENT.value,
    Part.ELDER: TieKind.CHILD.value,
    Part.GROWN: TieKind.PARENT.value,
    Part.SIBLING: TieKind.SIBLING.value,
    Part.FRIEND: TieKind.FRIEND.value,
}


_CARES = (Quality.STRONG.value, 3, None, None, None, "Told by the person")


@dataclass(slots=True, eq=False)
class Home:
    """A household at its address; the first resident is its head."""

    site: Site
    street: str
    people: list[Resident]
    cared_for: bool = False
    """Whether it is on record that the head cares for the elder."""

    @property
    def head(self) -> Resident:
        """The one whom a case is about."""
        return self.people[0]


class Settler:
    """Settles one household after another, and writes each person's records."""

    def __init__(self, setting: Setting, books: Books, dice: Dice) -> None:
        self._setting = setting
        self._books = books
        self._dice = dice
        self.today = setting.today
        self._inventor = Inventor(dice, setting.names, setting.today)

    def settle(self, site: Site, size: int) -> Home:
        """Return a new household of this size at the next address of a site."""
        known = (self.first_known(), self._setting.teams[site.number].front_door.id)
        people = self._inventor.household(size, known)
        home = self.move_in(site, people)
        for person in people:
            if person.is_adult:
                self._reach(person)
        self.tie_household(home)
        return home

    def first_known(self) -> datetime:
        """Return when the team first hears of somebody: before any case."""
        return clock(self._setting.today - self._dice.between(731, 860), self._dice.between(9, 16))

    def move_in(self, site: Site, people: list[Resident], *, protected: bool = False) -> Home:
        """Add people who live at the next address of a site; return their home."""
        books, at, by = self._books, people[0].known, people[0].known_by
        spot = self._setting.land.next_spot(site)
        where = (spot.line_1, None, spot.locality, spot.postcode, spot.area_code)
        address = books.add("addresses", at, by, *where, f"{spot.number} {key_of(spot.street)}")
        household = books.add("households", at, by, people[0].family or people[0].given)
        moved_in = as_date(self._setting.today - self._dice.between(900, 6000))
        together, where_to = (_PROTECTED, _PROTECTED) if protected else (_IDENTITY, _CONTACT)
        for person in people:
            self.record_person(person)
            since = max(moved_in, _born_by(person))
            at = person.known
            books.add("memberships", at, by, person.id, together, household, since, None)
            books.add("residences", at, by, person.id, where_to, address, since, None)
        return Home(site, "our street" if protected else spot.street, people)

    def record_person(self, person: Resident) -> None:
        """Add a person."""
        self._books.keep(
            "people",
            person.id,
            person.known,
            person.known_by,
            person.given,
            person.family,
            key_of(person.given),
            key_of(person.family),
            person.known_as,
            person.gender,
            person.pronouns,
            person.born_text,
            person.born_precision,
            person.died_text,
            person.language,
            person.interpreter,
        )

    def _reach(self, person: Resident) -> None:
        """Add phone numbers, what is safe, and the practice."""
        dice, books, subject = self._dice, self._books, person.id
        at, by = person.known, person.known_by
        if dice.random() < 0.7:
            old = person.age > _OLD_ENOUGH_FOR_A_LANDLINE
            phone = landline(dice) if old and dice.random() < 0.5 else mobile(dice)
            self.phone(person, phone)
        if dice.random() < 0.25:
            hours = (None, None) if dice.random() < 0.6 else (9, dice.between(12, 20))
            ways = tuple(dice.random() < share for share in (0.8, 0.6, 0.3, 0.7))
            books.add("safe_contacts", at, by, subject, _CONTACT, *ways, *hours, None)
        if dice.random() < 0.3:
            practice = dice.pick(_PRACTICES)
            books.add("gp_registrations", at, by, subject, _HEALTH, practice, None)

    def phone(self, person: Resident, number: str) -> None:
        """Add a phone number."""
        row = (person.id, _CONTACT, "phone", number, digits(number))
        self._books.add("contact_points", person.known, person.known_by, *row)

    def tie_household(self, home: Home) -> None:
        """Add how the residents are kin."""
        partner = next((person for person in home.people if person.part is Part.PARTNER), None)
        for other in home.people[1:]:
            self.tie(home.head, other, _TIES[other.part])
            if partner is not None and other.part is Part.CHILD:
                self.tie(partner, other, TieKind.PARENT.value)

    def care(self, home: Home) -> None:
        """Add that the head cares for the elder, once."""
        elders = [person for person in home.people if person.part is Part.ELDER]
        if elders and not home.cared_for:
            home.cared_for = True
            self.tie(home.head, elders[0], TieKind.CARER.value, _CARES)

    def tie(
        self, one: Resident, other: Resident, kind: str, how: tuple[Value, ...] = (None,) * 6
    ) -> None:
        """Add that one person is `kind` of the other; `how` is quality to source."""
        at, by = max(one.known, other.known), one.known_by
        self._books.add("relationships", at, by, one.id, _CORE, other.id, kind, *how)


def _born_by(person: Resident) -> date:
    """Return a day on which a person was certainly born."""
    text = person.born_text
    return date.fromisoformat(text if len(text) == len("2000-01-01") else f"{text[:4]}-12-31")
