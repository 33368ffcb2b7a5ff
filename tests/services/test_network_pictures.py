"""The drawn network of a case: what the words say is drawn, and to each only what is theirs."""

from datetime import date

import pytest

from pbi_desktop.domain.access import AgencyKind, Category
from pbi_desktop.domain.casework import Quality, TieKind
from pbi_desktop.domain.errors import NotFound
from pbi_desktop.domain.scene import Words
from pbi_desktop.domain.ties import NetworkPicture
from pbi_desktop.models import Involvement, Relationship
from pbi_desktop.services.desk import Desk
from tests.support.world import CaseMade, World

THEN = date(2020, 1, 1)


def helped_case(world: World) -> CaseMade:
    leah = world.worker("leah")
    case = world.case("PBI-1", team=[leah], others=[world.person("Bo")])
    world.add(
        leah,
        Relationship(
            subject_id=case.subject,
            category=Category.IDENTITY,
            other_id=case.people[1],
            kind=TieKind.SIBLING,
        ),
    )
    for service, category, begun in (
        ("Housing", Category.CORE, date(2026, 1, 1)),
        ("Old clinic", Category.HEALTH, date(2019, 1, 1)),
    ):
        world.add(
            leah,
            Involvement(
                case_id=case.id,
                subject_id=case.subject,
                category=category,
                service=service,
                quality=Quality.WORKING,
                started_on=begun,
            ),
        )
    return case


def drawn_words(picture: NetworkPicture) -> str:
    return " ".join(mark.text for mark in picture.scene.marks if isinstance(mark, Words))


def test_the_picture_shows_what_the_words_say(world: World, desk: Desk) -> None:
    case = helped_case(world)

    picture = desk.pictures.of_case(case.by, case.id)

    assert picture.outline == desk.cases.network(case.by, case.id)
    lines = [line.node for part in picture.outline.sections for line in part.lines]
    assert [spot.key for spot in picture.scene.spots] == lines
    for wanted in ("Ann", "Bo", "Housing", "Old clinic"):
        assert wanted in drawn_words(picture)


def test_a_picture_is_printed_by_its_reference_however_that_is_written(
    world: World, desk: Desk
) -> None:
    case = helped_case(world)

    printed = desk.prints.print_called(case.by, case.reference.lower())

    shown = desk.pictures.of_case(case.by, case.id)
    assert printed.picture.outline == shown.outline
    assert printed.picture.scene.spots == shown.scene.spots


def test_an_earlier_day_shows_who_was_there_then(world: World, desk: Desk) -> None:
    case = helped_case(world)

    picture = desk.pictures.of_case(case.by, case.id, THEN)

    assert "As at 1 January 2020" in drawn_words(picture)
    assert "Old clinic" in drawn_words(picture)
    assert "Housing" not in drawn_words(picture)


def test_nobody_sees_more_by_the_picture_than_in_words(world: World, desk: Desk) -> None:
    case = helped_case(world)
    world.agree(AgencyKind.HOUSING, Category.IDENTITY, Category.CORE)
    hari = world.worker("hari", None, AgencyKind.HOUSING)
    world.join(case, hari)

    picture = desk.pictures.of_case(hari, case.id)

    assert picture.outline == desk.cases.network(hari, case.id)
    assert "Housing" in drawn_words(picture)
    said = drawn_words(picture) + picture.alt + repr(picture.scene.spots)
    assert "clinic" not in said.lower()


def test_a_stranger_gets_no_picture(world: World, desk: Desk) -> None:
    case = helped_case(world)
    stranger = world.worker("stranger", site=world.new_site("Elsewhere"))

    with pytest.raises(NotFound):
        desk.pictures.of_case(stranger, case.id)
    with pytest.raises(NotFound):
        desk.prints.print_called(stranger, case.reference)
    with pytest.raises(NotFound):
        desk.prints.print_called(case.by, "no such case")
