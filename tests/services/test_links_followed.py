"""Whatever counts or lists people follows a link, and follows a split back: nothing is merged."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from pbi_desktop.domain.access import AgencyKind, Category, SiteRole
from pbi_desktop.domain.casework import PartInCase, ReferralKind, TieKind
from pbi_desktop.domain.data_rights import RequestKind
from pbi_desktop.domain.gains import Evidence, GainCategory, GainNature, GainStatus
from pbi_desktop.domain.groups import Mark
from pbi_desktop.domain.ids import CaseId, GroupId, PersonId
from pbi_desktop.domain.money import Frequency, Pence
from pbi_desktop.domain.outcomes import Period
from pbi_desktop.domain.phases import Phase
from pbi_desktop.models import Case, CasePerson, CommunityGroup, Relationship, SafeContact
from pbi_desktop.services.case_rows import NewGain
from pbi_desktop.services.community_rows import Marked
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.subject_access_rows import NewRequest
from tests.support.world import CaseMade, World

TODAY = date(2026, 11, 21)
EVER = Period(date(2020, 1, 1), TODAY)
WHY = "The same birthday, and she told us both names"


class Twice:
    """One woman in two records, each with a case of its own."""

    def __init__(self, world: World, desk: Desk) -> None:
        self.world, self.desk = world, desk
        self.leah = world.worker("leah", SiteRole.TEAM_MANAGER)
        self.first = world.case("K7QX9B", team=[self.leah], subject=world.person("Shabana"))
        self.second = world.case("M2RT4C", team=[self.leah], subject=world.person("Shabanah"))

    def link(self) -> UUID:
        made = self.desk.identities.link(self.leah, self.first.subject, self.second.subject, WHY)
        assert made.made is not None
        return made.made

    def follows(self, ask: Callable[[], Any]) -> tuple[Any, Any]:
        """Return an answer without and with the link; the split brings the first back."""
        apart = ask()
        link = self.link()
        together = ask()
        self.desk.identities.split(self.leah, link, 1)
        assert ask() == apart
        return apart, together

    def gain(self, case: CaseMade, pence: int) -> None:
        self.desk.reviews.record_gain(
            self.leah,
            case.id,
            NewGain(
                "Housing benefit",
                GainCategory.BENEFIT,
                GainNature.ONE_OFF,
                GainStatus.CONFIRMED,
                Pence(pence),
                Frequency.ONE_OFF,
                evidence=Evidence.AWARD_LETTER,
            ),
        )


@pytest.fixture
def twice(world: World, desk: Desk) -> Twice:
    return Twice(world, desk)


@pytest.fixture
def on_file(file_desk: tuple[World, Desk]) -> Twice:
    """Return the same on the file alone: for what no database has a part in."""
    return Twice(*file_desk)


def test_the_head_of_a_case_names_the_other_record_and_its_cases(twice: Twice) -> None:
    def ask() -> list[tuple[str, list[str]]]:
        header = twice.desk.cases.header(twice.leah, twice.first.id)
        return [(one.name, [case.says for case in one.cases]) for one in header.also]

    assert twice.follows(ask) == (
        [],
        [("Shabanah Bell", ["M2RT4C, open since 21 November 2026"])],
    )


def test_what_is_safe_on_one_record_is_said_on_the_other(on_file: Twice) -> None:
    safe = {"may_text": True, "may_call": False, "may_voicemail": False, "may_write": False}
    on_file.world.add(
        on_file.leah,
        SafeContact(subject_id=on_file.second.subject, category=Category.CONTACT, **safe),
    )

    def ask() -> list[str]:
        alerts = on_file.desk.cases.header(on_file.leah, on_file.first.id).alerts
        return [alert.text for alert in alerts]

    assert on_file.follows(ask) == ([], ["Text; do not ring"])


def test_money_of_one_person_is_of_one_household(on_file: Twice) -> None:
    on_file.gain(on_file.first, 10_000)
    on_file.gain(on_file.second, 5_000)

    def ask() -> Any:
        money = on_file.desk.outcomes.show(on_file.leah, EVER).result.money
        return money.better_off_households, money.highest_gain_pence, money.confirmed_one_off_pence

    assert on_file.follows(ask) == ((2, 10_000, 15_000), (1, 15_000, 15_000))


def test_a_register_expects_a_person_once(on_file: Twice) -> None:
    group = GroupId(
        on_file.world.fact(CommunityGroup(feed="t", source_key="t", name="Tea", kind="group"))
    )
    for case in (on_file.first, on_file.second):
        on_file.desk.reviews.refer(on_file.leah, case.id, group, ReferralKind.SIGNPOST, agreed=True)

    def ask() -> tuple[int, int]:
        register = on_file.desk.community.register(on_file.leah, group, TODAY)
        return len(register.people), len(on_file.desk.community.group(on_file.leah, group).people)

    assert on_file.follows(ask) == ((2, 2), (1, 1))
    on_file.link()
    marks = [Marked(case.id, case.subject, Mark.CAME) for case in (on_file.first, on_file.second)]
    assert on_file.desk.community.keep_register(on_file.leah, group, TODAY, marks).came == 1


def test_a_picture_shows_a_person_once_with_the_ties_of_both(on_file: Twice) -> None:
    mother = on_file.world.case(
        "P9WX3D", team=[on_file.leah], subject=on_file.world.person("Nasreen")
    )
    for person in (on_file.second.subject, mother.subject):
        part = PartInCase.HOUSEHOLD
        on_file.world.add(
            on_file.leah, CasePerson(case_id=on_file.first.id, person_id=person, part=part)
        )
    on_file.world.add(on_file.leah, _mother_of(mother, on_file.second.subject))

    def ask() -> list[str]:
        outline = on_file.desk.cases.network(on_file.leah, on_file.first.id)
        return [line.title for section in outline.sections for line in section.lines]

    apart, together = on_file.follows(ask)
    assert any("Shabanah" in title for title in apart)
    assert not any("Shabanah" in title for title in together)
    assert any("Nasreen" in title for title in together)


def _mother_of(mother: CaseMade, child: PersonId) -> Relationship:
    return Relationship(
        subject_id=mother.subject,
        other_id=child,
        category=Category.IDENTITY,
        kind=TieKind.PARENT,
    )


def test_an_answer_to_the_person_holds_every_record_of_theirs(twice: Twice) -> None:
    twice.world.note(twice.second, "Came in about the rent")
    request = twice.desk.subject_access.open(
        twice.leah, NewRequest("K7QX9B", RequestKind.ACCESS, TODAY)
    )
    made = request.made
    assert made is not None

    def ask() -> tuple[int, bool, bool]:
        weighing = twice.desk.subject_access.weigh(twice.leah, made)
        said = [text for one in weighing.items for _heading, text in one.item.said]
        own = [one for one in weighing.items if one.item.kind == "people"]
        return len(own), "Came in about the rent" in said, WHY in said

    assert twice.follows(ask) == ((1, False, False), (2, True, True))


def test_a_record_is_kept_as_long_as_another_of_the_same_person(on_file: Twice) -> None:
    desk, leah, world = on_file.desk, on_file.leah, on_file.world
    world.change_fact(Case, on_file.first.id, closed_on=TODAY, phase=Phase.CLOSED)
    world.clock.forward(days=365 * 30)

    def ask() -> tuple[CaseId, ...]:
        return tuple(line.case_id for line in desk.retention.preview(leah).over)

    assert on_file.follows(ask) == ((on_file.first.id,), ())


def test_whoever_comes_again_meets_the_open_case_of_their_other_record(on_file: Twice) -> None:
    closed = on_file.world.change_fact
    closed(Case, on_file.second.id, closed_on=TODAY, phase=Phase.CLOSED)
    on_file.link()
    taken = on_file.desk.front_door.take_up(on_file.leah, on_file.second.subject, checked=True)
    assert taken.made == on_file.first.id


def test_what_is_said_of_a_record_with_an_open_case_goes_into_that_case(on_file: Twice) -> None:
    on_file.link()
    for one in (on_file.first, on_file.second):
        taken = on_file.desk.front_door.take_up(on_file.leah, one.subject, checked=True)
        assert taken.made == one.id


def test_an_agency_is_not_told_who_is_whose_record(twice: Twice) -> None:
    housing = (Category.IDENTITY, Category.CORE)
    twice.world.agree(AgencyKind.HOUSING, *housing)
    omar = twice.world.worker("omar", role=None, agency=AgencyKind.HOUSING)
    twice.world.join(twice.first, omar)

    def ask() -> Any:
        header = twice.desk.cases.header(omar, twice.first.id)
        found = twice.desk.identities.of(omar, twice.first.subject)
        return header, found, twice.desk.cases.network(omar, twice.first.id)

    apart, together = twice.follows(ask)
    assert apart == together
