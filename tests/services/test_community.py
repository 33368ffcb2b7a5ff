"""Community: groups are found, registers kept, links closed, and only what one may see is told."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from pbi_desktop.domain.access import AgencyKind, Category, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.casework import ReferralKind, ReferralStatus
from pbi_desktop.domain.errors import Invalid, NotFound, NotPermitted, StaleRecord
from pbi_desktop.domain.groups import Freshness, Mark
from pbi_desktop.domain.ids import GroupId
from pbi_desktop.models import Attendance, Case, CommunityGroup, Referral
from pbi_desktop.services.community_rows import Filters, Marked, Register, RegisterKept
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.import_rows import InputFile
from tests.exchange.reference_data import reference
from tests.support.desks import undo
from tests.support.world import CaseMade, World

TODAY = date(2026, 11, 21)  # a Saturday
LAST_WEEK = TODAY - timedelta(days=7)
REFERRAL, SIGNPOST = ReferralKind.REFERRAL, ReferralKind.SIGNPOST


def a_group(world: World, name: str = "Choir", kind: str = "group", **columns: Any) -> GroupId:
    made = CommunityGroup(feed="own", source_key=name, name=name, kind=kind, **columns)
    return GroupId(world.fact(made))


def named(world: World, name: str, *team: Actor, **columns: Any) -> CaseMade:
    given, _, family = name.partition(" ")
    return world.case(team=team, subject=world.person(given, family), **columns)


def refer(desk: Desk, by: Actor, case: CaseMade, group: GroupId) -> None:
    desk.reviews.refer(by, case.id, group, REFERRAL, agreed=True)


def marked(register: Register, *names: str, came: bool = True) -> list[Marked]:
    """Mark these of a register, and leave the others as they are."""
    mark = Mark.CAME if came else Mark.MISSED
    return [
        Marked(one.case_id, one.person_id, mark if one.name in names else one.mark, one.mark)
        for one in register.people
    ]


def keep(
    desk: Desk, by: Actor, group: GroupId, *names: str, day: date = TODAY, came: bool = True
) -> RegisterKept:
    register = desk.community.register(by, group, day)
    return desk.community.keep_register(by, group, day, marked(register, *names, came=came))


def expected(desk: Desk, by: Actor, group: GroupId, day: date = TODAY) -> list[tuple[str, Mark]]:
    return [(one.name, one.mark) for one in desk.community.register(by, group, day).people]


def attendances(world: World, by: Actor) -> list[tuple[date, bool]]:
    with world.store_for(by).query(by) as work:
        return sorted((one.on_day, one.came) for one in work.all(select(Attendance)))


def referral_of(world: World, by: Actor, case: CaseMade) -> tuple[ReferralStatus, date | None]:
    with world.store_for(by).query(by) as work:
        one = work.all(select(Referral).where(Referral.case_id == case.id))[0]
        return one.status, one.closed_on


# --- search and detail -------------------------------------------------------------------------


def test_groups_are_found_by_words_and_say_by_which(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    a_group(world, "Lees Pantry", "food_bank", offers="Food", postcode="OL4 5AB", locality="Lees")
    a_group(world, "Allotment Gang", offers="Digging, vegetables", for_whom="All ages")
    a_group(world, "Library", "library", locality="Lees", when_text="Saturdays 10:00 to 13:00")

    def names(words: str, filters: Filters | None = None) -> list[str]:
        return [card.name for card in desk.community.search(leah, words, filters)]

    assert names("") == ["Allotment Gang", "Lees Pantry", "Library"]
    assert names("lees") == ["Lees Pantry", "Library"]
    assert names("lees food bank") == ["Lees Pantry"]
    assert names("vegatables") == ["Allotment Gang"]
    assert names("zither") == []
    assert names("", Filters(today=True)) == ["Library"]
    assert names("", Filters(groups=True)) == ["Allotment Gang"]
    assert names("lees", Filters(groups=True, places=True)) == names("lees")
    (slip,) = desk.community.search(leah, "vegatables")
    assert slip.found_by == "Found by what it offers, spelt a little differently"


def test_a_result_says_how_fresh_its_entry_is(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    for months, name in ((0, "a"), (6, "b"), (14, "c")):
        a_group(world, name, checked_on=TODAY - timedelta(days=31 * months))
    a_group(world, "d")
    states = [card.checked.state for card in desk.community.search(leah)]
    assert states == list(Freshness)
    lately = desk.community.search(leah, "", Filters(checked_lately=True))
    assert [card.name for card in lately] == ["a"]


def test_checking_an_entry_says_so_today_and_can_be_undone(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    group = a_group(world, checked_on=date(2025, 1, 1), licence="unknown")
    changes = desk.community.check(leah, group, 1)
    page = desk.community.group(leah, group)
    assert (page.card.checked.words, page.licence) == ("Checked today", "")
    assert desk.community.check(leah, group).command is None, "there is nothing to undo"
    undo(desk, leah, changes)
    assert desk.community.group(leah, group).checked_on == date(2025, 1, 1)
    with pytest.raises(StaleRecord):
        desk.community.check(leah, group, 1)


def test_who_is_at_no_desk_changes_no_entry(world: World, desk: Desk) -> None:
    nobody = world.worker("nobody", None)
    group = a_group(world)
    with pytest.raises(NotPermitted):
        desk.community.check(nobody, group)
    assert desk.community.group(nobody, group).checked_on is None


def test_a_group_that_was_taken_away_is_not_there(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    group = a_group(world)
    case = named(world, "Ann Bell", leah)
    refer(desk, leah, case, group)
    world.change_fact(CommunityGroup, group, withdrawn_at=world.clock())
    assert desk.community.search(leah) == ()
    for ask in (
        lambda: desk.community.group(leah, group),
        lambda: desk.community.register(leah, group, TODAY),
        lambda: desk.community.keep_register(
            leah, group, TODAY, [Marked(case.id, case.subject, Mark.CAME)]
        ),
    ):
        with pytest.raises(NotFound):
            ask()
    assert attendances(world, leah) == []


def test_the_real_libraries_and_food_banks_are_found(
    file_desk: tuple[World, Desk],
) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    names = ("oldham_libraries.csv", "oldham_food_banks.csv")
    files = [InputFile(name, reference(f"directory/gm_open_data/{name}")) for name in names]
    report = desk.imports.directory(leah, files)
    everything = desk.community.search(leah)
    assert len(everything) == report.new == 27
    libraries = desk.community.search(leah, "libary")
    assert {card.kind for card in libraries} == {"Library"}
    assert all(card.found_by.endswith("spelt a little differently") for card in libraries)
    plain = {card.when for card in everything if card.meets_today is not None}
    assert plain
    assert not any("except" in when or "contact" in when.lower() for when in plain)
    assert desk.community.group(leah, libraries[0].id).source == "oldham_libraries"


# --- who goes there ----------------------------------------------------------------------------


def test_a_group_names_only_the_people_one_may_see(world: World, desk: Desk) -> None:
    elsewhere = world.new_site("Fitton Hill")
    leah, omar = world.worker("leah"), world.worker("omar", site=elsewhere)
    group = a_group(world)
    refer(desk, leah, named(world, "Ann Bell", leah), group)
    refer(desk, omar, named(world, "Dean Low", omar, site=elsewhere), group)
    for worker, names in ((leah, ["Ann Bell"]), (omar, ["Dean Low"])):
        assert [one.name for one in desk.community.group(worker, group).people] == names
        assert [name for name, _mark in expected(desk, worker, group)] == names
    desk_only = world.worker("front", SiteRole.FRONT_DOOR, AgencyKind.POLICE)
    assert desk.community.group(desk_only, group).people == ()
    assert expected(desk, desk_only, group) == []


def test_a_link_of_a_category_that_is_not_shared_is_not_told(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    world.agree(AgencyKind.POLICE, Category.IDENTITY, Category.CORE)
    tom = world.worker("tom", SiteRole.PARTNER, AgencyKind.POLICE)
    case = named(world, "Ann Bell", leah, tom)
    group = a_group(world, "Dry Monday")
    world.add(
        leah,
        Referral(
            case_id=case.id,
            subject_id=case.subject,
            category=Category.SUBSTANCE_USE,
            kind=REFERRAL,
            status=ReferralStatus.MADE,
            group_id=group,
            agreed_with_person=True,
            made_on=LAST_WEEK,
        ),
    )
    desk.reviews.attended(leah, case.id, group, LAST_WEEK, came=True)
    keep(desk, leah, group, "Ann Bell")
    assert [one.name for one in desk.community.group(leah, group).people] == ["Ann Bell"]
    assert desk.community.group(tom, group).people == ()
    assert expected(desk, tom, group) == []
    assert attendances(world, tom) == [], "a register tells no more than the link itself"


# --- the register ------------------------------------------------------------------------------


def test_a_register_opens_blank_with_everyone_expected(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    group, other = a_group(world), a_group(world, "Other")
    cases = {name: named(world, name, leah) for name in ("Ann Bell", "Cy Dee", "Eve Fox", "Gil Hu")}
    refer(desk, leah, cases["Eve Fox"], group)
    desk.reviews.refer(leah, cases["Ann Bell"].id, group, SIGNPOST, agreed=False)
    desk.reviews.attended(leah, cases["Cy Dee"].id, group, TODAY - timedelta(days=56), came=True)
    desk.reviews.attended(leah, cases["Gil Hu"].id, group, TODAY - timedelta(days=57), came=True)
    refer(desk, leah, cases["Gil Hu"], other)
    blank = [(name, Mark.NOT_SAID) for name in ("Ann Bell", "Cy Dee", "Eve Fox")]
    assert expected(desk, leah, group) == blank
    ann, cy, _eve = desk.community.register(leah, group, TODAY).people
    assert (ann.kind, ann.made_on, cy.times, cy.last_on) == (
        SIGNPOST,
        TODAY,
        1,
        TODAY - timedelta(days=56),
    )
    assert attendances(world, leah) == [
        (TODAY - timedelta(days=days), True) for days in (57, 56)
    ], "to open a register records nothing"


def test_a_register_is_kept_and_undone_as_one(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    group = a_group(world)
    for name in ("Ann Bell", "Cy Dee", "Eve Fox"):
        refer(desk, leah, named(world, name, leah), group)
    register = desk.community.register(leah, group, TODAY)
    marks = marked(register, "Ann Bell")
    marks[1] = Marked(marks[1].case_id, marks[1].person_id, Mark.MISSED)
    kept = desk.community.keep_register(leah, group, TODAY, marks)
    assert (kept.came, kept.missed, kept.closed, kept.done) == (1, 1, (), "1 came, 1 did not")
    assert attendances(world, leah) == [(TODAY, False), (TODAY, True)]
    assert [mark for _name, mark in expected(desk, leah, group)] == [
        Mark.CAME,
        Mark.MISSED,
        Mark.NOT_SAID,
    ]
    undo(desk, leah, kept)
    assert attendances(world, leah) == []


def test_the_second_visit_closes_the_link_and_names_whose(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    group = a_group(world)
    ann, cy = named(world, "Ann Bell", leah), named(world, "Cy Dee", leah)
    refer(desk, leah, ann, group)
    refer(desk, leah, cy, group)
    desk.reviews.attended(leah, ann.id, group, LAST_WEEK, came=True)
    kept = keep(desk, leah, group, "Ann Bell", "Cy Dee")
    assert (kept.closed, kept.done) == (("Ann Bell",), "2 came, 0 did not. 1 link closed")
    assert referral_of(world, leah, ann) == (ReferralStatus.CLOSED, TODAY)
    assert referral_of(world, leah, cy) == (ReferralStatus.ATTENDED, None)
    undo(desk, leah, kept)
    assert referral_of(world, leah, ann) == (ReferralStatus.ATTENDED, None)
    assert referral_of(world, leah, cy) == (ReferralStatus.MADE, None)


def test_the_same_day_again_changes_the_mark_and_opens_the_link_again(
    world: World, desk: Desk
) -> None:
    leah = world.worker("leah")
    group = a_group(world)
    ann = named(world, "Ann Bell", leah)
    refer(desk, leah, ann, group)
    desk.reviews.attended(leah, ann.id, group, LAST_WEEK, came=True)
    keep(desk, leah, group, "Ann Bell")
    again = keep(desk, leah, group, "Ann Bell", came=False)
    assert attendances(world, leah) == [(LAST_WEEK, True), (TODAY, False)]
    assert referral_of(world, leah, ann) == (ReferralStatus.ATTENDED, None)
    assert keep(desk, leah, group, "Ann Bell", came=False).command is None, "nothing has changed"
    undo(desk, leah, again)
    assert referral_of(world, leah, ann) == (ReferralStatus.CLOSED, TODAY)


def test_a_mark_is_taken_back_only_by_who_saw_it(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    group = a_group(world)
    ann, cy = named(world, "Ann Bell", leah), named(world, "Cy Dee", leah)
    for case in (ann, cy):
        refer(desk, leah, case, group)
    blank = desk.community.register(leah, group, TODAY)
    keep(desk, leah, group, "Ann Bell")
    desk.community.keep_register(leah, group, TODAY, marked(blank, "Cy Dee"))
    assert attendances(world, leah) == [(TODAY, True)] * 2, "a blank line takes nothing back"
    back = Marked(ann.id, ann.subject, Mark.NOT_SAID, seen=Mark.CAME)
    desk.community.keep_register(leah, group, TODAY, [back])
    assert expected(desk, leah, group) == [("Ann Bell", Mark.NOT_SAID), ("Cy Dee", Mark.CAME)]
    assert referral_of(world, leah, ann) == (ReferralStatus.MADE, None)


def test_a_day_to_come_and_a_blank_register_are_refused(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    group = a_group(world)
    ann = named(world, "Ann Bell", leah)
    came = Marked(ann.id, ann.subject, Mark.CAME)
    with pytest.raises(Invalid, match="has been"):
        desk.community.keep_register(leah, group, TODAY + timedelta(days=1), [came])
    with pytest.raises(Invalid, match="Nobody is marked"):
        desk.community.keep_register(
            leah, group, TODAY, [Marked(ann.id, ann.subject, Mark.NOT_SAID)]
        )
    assert attendances(world, leah) == []


def test_somebody_who_walks_in_is_expected_from_then_on(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    group = a_group(world)
    ann = named(world, "Ann Bell", leah)
    (choice,) = desk.community.cases(leah)
    assert (choice.name, choice.case_id) == ("Ann Bell", ann.id)
    walked_in = Marked(choice.case_id, choice.person_id, Mark.CAME)
    desk.community.keep_register(leah, group, TODAY, [walked_in])
    assert expected(desk, leah, group) == [("Ann Bell", Mark.CAME)]
    assert expected(desk, leah, group, LAST_WEEK) == []
    (goer,) = desk.community.group(leah, group).people
    assert (goer.kind, goer.times, goer.last_on) == (None, 1, TODAY)


def test_a_person_with_two_cases_stands_on_the_register_once(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    group = a_group(world)
    old = named(world, "Ann Bell", leah)
    new = world.case(team=[leah], subject=old.subject)
    desk.reviews.attended(leah, old.id, group, LAST_WEEK, came=True)
    refer(desk, leah, new, group)
    (line,) = desk.community.register(leah, group, TODAY).people
    assert line.case_id == new.id, "the case whose link is open"
    desk.community.keep_register(leah, group, TODAY, [Marked(new.id, new.subject, Mark.CAME)])
    desk.community.keep_register(leah, group, TODAY, [Marked(old.id, old.subject, Mark.MISSED)])
    assert attendances(world, leah) == [(LAST_WEEK, True), (TODAY, False)]


def test_a_case_that_closed_since_is_left_out_quietly(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    group = a_group(world)
    ann, cy = named(world, "Ann Bell", leah), named(world, "Cy Dee", leah)
    for case in (ann, cy):
        refer(desk, leah, case, group)
    register = desk.community.register(leah, group, TODAY)
    world.change_fact(Case, ann.id, closed_on=TODAY)
    kept = desk.community.keep_register(leah, group, TODAY, marked(register, "Ann Bell", "Cy Dee"))
    assert (kept.came, kept.left_out) == (1, 1)
    assert expected(desk, leah, group) == [("Cy Dee", Mark.CAME)]
    assert [one.name for one in desk.community.group(leah, group).people] == ["Cy Dee"]
    assert [one.name for one in desk.community.cases(leah)] == ["Cy Dee"]


def test_nobody_is_marked_in_a_case_one_may_not_write_to(world: World, desk: Desk) -> None:
    leah, omar = world.worker("leah"), world.worker("omar", site=world.new_site("Fitton Hill"))
    group = a_group(world)
    ann = named(world, "Ann Bell", leah)
    kept = desk.community.keep_register(
        omar, group, TODAY, [Marked(ann.id, ann.subject, Mark.CAME)]
    )
    assert (kept.came, kept.left_out, kept.command) == (0, 1, None)
    stranger = named(world, "Cy Dee", leah)
    kept = desk.community.keep_register(
        leah, group, TODAY, [Marked(ann.id, stranger.subject, Mark.CAME)]
    )
    assert kept.left_out == 1, "she is not of this case"
    assert attendances(world, leah) == []
