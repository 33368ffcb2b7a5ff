"""The front door: whoever is meant is found by what they say, and nobody else is shown."""

from datetime import date
from typing import Any

import pytest

from pbi_desktop.domain.access import AgencyKind, Category, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.times import PartialDate, Precision
from pbi_desktop.models import Person, SafeContact
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.front_door_rows import Strength, Told, Verdict
from tests.support.desks import EveryonesReading, find, goes_by, lives_at, names_of, rings_at
from tests.support.world import CaseMade, World


def born(world: World, given: str, family: str, text: str) -> Person:
    precision = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}[len(text)]
    return world.person(given, family, born_text=text, born_precision=precision)


def case_of(world: World, given: str, family: str, text: str = "") -> CaseMade:
    person = born(world, given, family, text) if text else world.person(given, family)
    return world.case(subject=person)


def test_a_name_is_found_in_any_order_case_and_accent(world: World, desk: Desk) -> None:
    case_of(world, "Zoë", "O'Dowd")
    for said in ("Zoë O'Dowd", "zoe odowd", "o'dowd ZOE", "zoe", "ODowd"):
        assert names_of(find(desk, world.manager(), said)) == ["Zoë O'Dowd"], said


def test_a_misspelt_name_is_found_and_said_to_be_only_alike(world: World, desk: Desk) -> None:
    case_of(world, "Shabana", "Akhtar")
    for said in ("Shabanna Aktar", "Shabana Ahktar", "Sabana Akhtar", "shabanna", "shab"):
        found = find(desk, world.manager(), said)
        assert names_of(found) == ["Shabana Akhtar"], said
        assert found[0].evidence[0].verdict is Verdict.CLOSE, said


def test_one_name_on_record_is_not_the_whole_name_that_was_said(world: World, desk: Desk) -> None:
    world.case(subject=world.person("Shabana", ""))
    (found,) = find(desk, world.manager(), "Shabana Akhtar")
    assert found.evidence[0].verdict is Verdict.CLOSE


def test_a_word_said_twice_does_not_match_one_word_twice(world: World, desk: Desk) -> None:
    case_of(world, "Ali", "Khan")
    assert all(one.strength is Strength.UNLIKELY for one in find(desk, world.manager(), "Ali Ali"))


def test_another_name_is_found_and_the_given_name_is_shown(world: World, desk: Desk) -> None:
    case = case_of(world, "Margaret", "Byrne")
    goes_by(world, case.by, case.subject, "Peggy Doyle")
    assert names_of(find(desk, case.by, "peggy doyle")) == ["Margaret Byrne"]


def test_a_birth_is_found_as_it_is_told(world: World, desk: Desk) -> None:
    case_of(world, "Ann", "Bell", "1991-04-09")
    case_of(world, "Bo", "Lind", "1991")
    case_of(world, "Cy", "Moss", "1953-01-02")
    boss = world.manager()
    assert names_of(find(desk, boss, born="9 4 1991")) == ["Ann Bell", "Bo Lind"]
    assert names_of(find(desk, boss, born="April 1991")) == ["Ann Bell", "Bo Lind"]
    assert set(names_of(find(desk, boss, born="1991"))) == {"Ann Bell", "Bo Lind"}
    assert set(names_of(find(desk, boss, born="35"))) == {"Ann Bell", "Bo Lind"}
    assert names_of(find(desk, boss, born="73")) == ["Cy Moss"]


def test_day_and_month_swapped_are_found_and_said(world: World, desk: Desk) -> None:
    case_of(world, "Ann", "Bell", "1991-04-09")
    (found,) = find(desk, world.manager(), born="4 9 1991")
    line = next(line for line in found.evidence if line.field == "born")
    assert (line.verdict, line.says) == (Verdict.CLOSE, "day and month swapped")


def test_an_age_finds_who_is_known_to_be_about_so_old(world: World, desk: Desk) -> None:
    about = PartialDate.of_year(1960, about=True)
    world.case(
        subject=world.person("Ida", "Fox", born_text=about.text, born_precision=about.precision)
    )
    assert names_of(find(desk, world.manager(), born="67")) == ["Ida Fox"]
    assert find(desk, world.manager(), born="60") == ()


def test_a_street_or_postcode_is_found_however_it_is_written(world: World, desk: Desk) -> None:
    case = case_of(world, "Ann", "Bell")
    lives_at(world, case.by, case.subject, "12 Alderbank Road", "OL4 1AA")
    elsewhere = case_of(world, "Bo", "Lind")
    lives_at(world, case.by, elsewhere.subject, "120 Mill Brow", "OL2 6QX")
    ways = "alderbank|alderbank road|Alderbank Rd|12 alderbank|OL4 1AA|ol41aa|OL4|alder"
    for said in (*ways.split("|"), "12 Alderbank Road OL4 1AA"):
        assert names_of(find(desk, case.by, street=said)) == ["Ann Bell"], said


def test_a_part_of_a_phone_number_is_found_with_and_without_the_country(
    world: World, desk: Desk
) -> None:
    case = case_of(world, "Ann", "Bell")
    rings_at(world, case.by, case.subject, "+44 7700 900123")
    for said in ("07700 900123", "900123", "+447700900123", "0044 7700 900 123", "123"):
        assert names_of(find(desk, case.by, phone=said)) == ["Ann Bell"], said
    assert find(desk, case.by, phone="07700 900124") == ()


def test_signs_of_a_search_language_find_nobody(world: World, desk: Desk) -> None:
    case = case_of(world, "Ann", "Bell")
    lives_at(world, case.by, case.subject, "12 Alderbank Road", "OL4 1AA")
    rings_at(world, case.by, case.subject, "07700 900123")
    for sign in ("%%%", "___", "\\\\\\", "' OR 1=1 --", "\x00\x00\x00", "*", ":now"):
        assert find(desk, case.by, sign) == (), sign
        assert find(desk, case.by, street=sign) == (), sign
        assert find(desk, case.by, phone=sign) == (), sign


def test_too_little_is_said_to_be_too_little(world: World, desk: Desk) -> None:
    result = desk.front_door.search(world.manager(), Told(street="1", phone="07", born="soon"))
    assert result.matches == ()
    assert set(result.problems) == {"street", "phone", "born"}


def test_nothing_told_finds_nobody(world: World, desk: Desk) -> None:
    case_of(world, "Ann", "Bell")
    result = desk.front_door.search(world.manager(), Told("  ", " ", "", "\t"))
    assert (result.matches, result.problems, result.capped) == ((), {}, False)


def test_a_date_is_echoed_as_it_was_read(world: World, desk: Desk) -> None:
    def read(**told: str) -> dict[str, str]:
        return desk.front_door.search(world.manager(), Told(**told)).read_as

    swapped = "Read as 9 April 1991; 4 September 1991 is tried too"
    assert read(born="9 4 91") == {"born": swapped}
    assert read(born="19910409") == {"born": swapped}
    assert read(born="19 4 91") == {"born": "Read as 19 April 1991"}
    assert read(born="aged 35") == {"born": "Read as an age: born about 1991"}
    assert read(street="ol41aa") == {"street": "Read as the postcode OL4 1AA"}
    assert read(reference="k7qx9b") == {"reference": "Read as a case reference"}
    assert read(reference="HA-77/12") == {"reference": "Read as an agency's reference"}


def test_the_best_match_comes_first_and_says_how_sure_it_is(world: World, desk: Desk) -> None:
    case_of(world, "Shabana", "Akhtar", "1960-01-01")  # her grandmother
    case_of(world, "Shabana", "Akhtar", "1991-04-09")
    case_of(world, "Shabnam", "Akhtar", "1991-04-09")
    found = find(desk, world.manager(), "Shabana Akhtar", born="9 4 1991")
    assert (found[0].name, found[0].strength) == ("Shabana Akhtar", Strength.VERY_LIKELY)
    assert all(one.weight < found[0].weight for one in found[1:])
    assert [match.weight for match in found] == sorted((m.weight for m in found), reverse=True)
    assert all(0 <= match.bars <= 5 for match in found)


def test_a_good_name_alone_is_never_very_likely(world: World, desk: Desk) -> None:
    case_of(world, "Shabana", "Akhtar")
    (found,) = find(desk, world.manager(), "Shabana Akhtar")
    assert found.strength is Strength.POSSIBLE


def test_each_line_says_what_was_told_how_it_compares_and_what_it_adds(
    world: World, desk: Desk
) -> None:
    case = case_of(world, "Ann", "Bell", "1991-04-09")
    lives_at(world, case.by, case.subject, "12 Alderbank Road", "OL4 1AA")
    (found,) = find(desk, case.by, "Ann Bell", born="9 4 1991", street="mill brow")
    assert [(one.field, one.told, one.verdict) for one in found.evidence] == [
        ("name", "Ann Bell", Verdict.SAME),
        ("born", "9 4 1991", Verdict.SAME),
        ("street", "mill brow", Verdict.DIFFERS),
        ("phone", "", Verdict.NOT_TOLD),
    ]
    assert found.weight == pytest.approx(sum(line.weight for line in found.evidence))


def test_what_is_held_is_never_shown_before_identity_is_checked(world: World, desk: Desk) -> None:
    case = case_of(world, "Ann", "Bell", "1991-04-09")
    lives_at(world, case.by, case.subject, "12 Alderbank Road", "OL4 1AA")
    rings_at(world, case.by, case.subject, "07700 900123")
    for told in (
        {"born": "4 9 1991"},
        {"born": "1991"},
        {"street": "alderbank"},
        {"phone": "900"},
        {"street": "OL4"},
    ):
        (found,) = find(desk, case.by, "Ann", **told)
        shown = repr(found).replace(repr(next(iter(told.values()))), "")
        for secret in ("1991-04-09", "9 April", "12 Alderbank", "1AA", "900123", "Moved"):
            assert secret not in shown, (told, secret)


def test_only_so_many_are_shown_and_it_is_said_that_there_are_more(
    world: World, desk: Desk
) -> None:
    others = [world.person("Ali", f"Khan{'abcdefghijklmnopqrstuvwxyz'[at]}") for at in range(26)]
    world.case(subject=world.person("Nobody", "Else"), others=others)
    result = desk.front_door.search(world.manager(), Told("Ali"))
    assert len(result.matches) == 25
    assert result.capped
    exact = desk.front_door.search(world.manager(), Told("Ali Khanc"))
    assert exact.matches[0].name == "Ali Khanc"


def test_a_case_is_offered_and_it_is_said_whether_one_is_on_its_team(
    world: World, desk: Desk
) -> None:
    leah, omar = world.worker("leah"), world.worker("omar")
    case = world.case(subject=world.person("Ann", "Bell"), team=[leah])
    assert [(one.open_case, one.on_team) for one in find(desk, leah, "Ann Bell")] == [
        (case.id, True)
    ]
    assert [(one.open_case, one.on_team) for one in find(desk, omar, "Ann Bell")] == [
        (case.id, False)
    ]


def test_of_two_open_cases_ones_own_is_offered(world: World, desk: Desk) -> None:
    leah, omar = world.worker("leah"), world.worker("omar")
    first = world.case(subject=world.person("Ann", "Bell"), team=[leah])
    second = world.case(subject=first.subject, team=[omar], opened_on=date(2020, 1, 1), by=omar)
    assert [one.open_case for one in find(desk, omar, "Ann Bell")] == [second.id]


def test_somebody_who_is_only_in_a_household_is_found_without_a_case(
    world: World, desk: Desk
) -> None:
    world.case(others=[world.person("Bo", "Lind")])
    (found,) = find(desk, world.manager(), "Bo Lind")
    assert (found.open_case, found.on_team) == (None, False)


def test_a_worker_of_another_site_finds_nobody_by_any_word(world: World, desk: Desk) -> None:
    case = case_of(world, "Ann", "Bell", "1991-04-09")
    lives_at(world, case.by, case.subject, "12 Alderbank Road", "OL4 1AA")
    rings_at(world, case.by, case.subject, "07700 900123")
    goes_by(world, case.by, case.subject, "Peggy")
    omar = world.worker("omar", site=world.new_site("Fitton Hill"))
    asked = [
        Told("Ann Bell"),
        Told("Peggy"),
        Told(born="1991"),
        Told(street="OL4"),
        Told(phone="900"),
    ]
    for told in asked:
        assert desk.front_door.search(case.by, told).matches != ()
        assert desk.front_door.search(omar, told).matches == ()


def test_the_desk_of_the_same_site_finds_by_name_and_birth_but_not_by_address(
    world: World, desk: Desk
) -> None:
    """Who is at the desk knows who people are, and no more."""
    case = case_of(world, "Ann", "Bell", "1991-04-09")
    lives_at(world, case.by, case.subject, "12 Alderbank Road", "OL4 1AA")
    rings_at(world, case.by, case.subject, "07700 900123")
    dee = world.worker("dee", SiteRole.FRONT_DOOR)
    assert names_of(find(desk, dee, "Ann Bell", born="1991")) == ["Ann Bell"]
    assert find(desk, dee, street="alderbank") == ()
    assert find(desk, dee, phone="900123") == ()
    (found,) = find(desk, dee, "Ann Bell", street="alderbank")
    street = next(line for line in found.evidence if line.field == "street")
    assert street.verdict is Verdict.NOT_HELD


def test_a_protected_address_finds_nobody_even_for_who_may_see_it(world: World, desk: Desk) -> None:
    case = case_of(world, "Ann", "Bell")
    protected = Category.PROTECTED_ADDRESS
    lives_at(world, case.by, case.subject, "12 Alderbank Road", "OL4 1AA", category=protected)
    dee = world.worker("dee", SiteRole.FRONT_DOOR)
    for worker in (case.by, dee):  # whoever names the street at the counter learns nothing
        assert find(desk, worker, street="alderbank") == ()
        [found] = find(desk, worker, "Ann Bell", street="alderbank")
        assert found.evidence[2].verdict is Verdict.NOT_HELD


def test_two_stores_that_differ_only_in_hidden_rows_give_the_same_results(
    world: World, desk: Desk
) -> None:
    omar = world.worker("omar", site=world.new_site("Fitton Hill"))
    seen = world.case(
        subject=born(world, "Shabana", "Akhtar", "1991-04-09"),
        team=[omar],
        by=omar,
        site=desk.front_door.sites(omar)[0].id,
    )
    lives_at(world, omar, seen.subject, "12 Alderbank Road", "OL4 1AA")
    asked = [
        Told("Shabana Akhtar"),
        Told("shab"),
        Told(born="9 4 1991"),
        Told(street="alderbank"),
        Told("Akhtar", "1991", "OL4", "123"),
    ]
    before = [desk.front_door.search(omar, told) for told in asked]
    for name in ("Shabana", "Shabnam", "Shab"):
        for place in range(5):
            hidden = case_of(world, name, "Akhtar", f"1991-04-0{place + 1}")
            lives_at(world, hidden.by, hidden.subject, f"{place} Alderbank Road", "OL4 1AA")
            rings_at(world, hidden.by, hidden.subject, "07700 900123")
    assert [desk.front_door.search(omar, told) for told in asked] == before


def test_access_that_has_ended_ends_in_search_at_once(world: World, desk: Desk) -> None:
    world.agree(AgencyKind.HOUSING, Category.IDENTITY)
    guest = world.worker("guest", None, AgencyKind.HOUSING)
    case = world.case(subject=world.person("Ann", "Bell"))
    place = world.join(case, guest)
    assert names_of(find(desk, guest, "Ann Bell")) == ["Ann Bell"]
    world.leave(place, by=case.by)
    assert find(desk, guest, "Ann Bell") == ()


def test_search_asks_no_more_however_many_people_there_are(
    world: World, desk: Desk, reading: EveryonesReading
) -> None:
    told = Told("Ali Khan", "1991", "alderbank", "900")

    def asked() -> int:
        before = reading.asked
        desk.front_door.search(world.manager(), told)
        return reading.asked - before

    case = case_of(world, "Ali", "Khan", "1991")
    few = asked()
    world.case(subject=case.subject, others=[world.person("Ali", f"Khan{i}") for i in range(40)])
    assert len(find(desk, world.manager(), "Ali Khan")) == 25
    assert asked() <= few <= 20


def test_who_came_in_a_second_ago_is_found_misspelt(world: World, desk: Desk) -> None:
    boss = world.manager()
    assert find(desk, boss, "Shabanna") == ()
    case = case_of(world, "Shabana", "Akhtar")
    assert names_of(find(desk, boss, "Shabanna")) == ["Shabana Akhtar"]
    goes_by(world, case.by, case.subject, "Peggy Doyle")
    assert names_of(find(desk, boss, "Pegy Doyle")) == ["Shabana Akhtar"]


def test_a_name_that_was_corrected_is_found_misspelt(world: World, desk: Desk) -> None:
    case = case_of(world, "Zora", "Quill")
    assert find(desk, case.by, "Shabanna") == ()
    with world.store_for(case.by).command(case.by, "correct") as work:
        person = work.get(Person, case.subject)
        person.given_name, person.given_key = "Shabana", "shabana"
        work.save(person)
    world.clock.forward(seconds=61)
    assert names_of(find(desk, case.by, "Shabanna")) == ["Shabana Quill"]


def test_one_workers_names_are_never_searched_for_another(world: World, desk: Desk) -> None:
    case_of(world, "Shabana", "Akhtar")
    omar = world.worker("omar", site=world.new_site("Fitton Hill"))
    assert find(desk, world.manager(), "Shabanna") != ()
    assert find(desk, omar, "Shabanna") == ()
    assert find(desk, world.manager(), "Shabanna") != ()


def test_sites_are_those_at_whose_desk_one_is_now(world: World, desk: Desk) -> None:
    hill, moor = world.new_site("Fitton Hill"), world.new_site("Moorside")
    omar = world.worker("omar")
    world.role(omar, SiteRole.FRONT_DOOR, hill, valid_to=world.clock())
    world.role(omar, SiteRole.AUDITOR, moor)
    world.role(omar, SiteRole.CONNECTOR, world.site)
    assert [site.name for site in desk.front_door.sites(omar)] == ["Holts and Lees"]


def test_that_a_word_is_agreed_is_said_to_who_may_see_it_and_never_the_word(
    world: World, desk: Desk
) -> None:
    leah = world.worker("leah")
    case = world.case(team=[leah], subject=world.person("Ann", "Bell"))
    desk_worker = world.worker("omar")
    ways = {"may_text": True, "may_call": False, "may_voicemail": False, "may_write": False}
    about: dict[str, Any] = {"subject_id": case.subject, "category": Category.CONTACT}

    def agreed(actor: Actor) -> list[bool]:
        return [one.word_agreed for one in find(desk, actor, "Ann Bell")]

    assert agreed(leah) == [False]
    world.add(leah, SafeContact(**about, **ways, code_word="kestrel"))
    assert agreed(leah) == [True]
    assert "kestrel" not in repr(find(desk, leah, "Ann Bell"))
    assert agreed(desk_worker) == [False], "the way to reach them is hidden, and so is its word"
    world.clock.forward(days=1)
    world.add(leah, SafeContact(**about, **ways, code_word=None))
    assert agreed(leah) == [False], "what was said last counts"
