"""Lists of agencies: whose each row is, what is counted once, and what can be taken back."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from pbi_desktop.domain.access import AgencyKind, Category, SiteRole
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.approaches import SafeNow, Urgency
from pbi_desktop.domain.casework import ContactMethod, PartInCase, RiskState
from pbi_desktop.domain.demand import DemandKind
from pbi_desktop.domain.errors import Invalid, NotFound, NotPermitted
from pbi_desktop.domain.gains import Evidence, GainNature, GainStatus
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.intake_matching import reference_key
from pbi_desktop.domain.money import Frequency
from pbi_desktop.domain.phases import Phase
from pbi_desktop.domain.times import Precision
from pbi_desktop.models import (
    Address,
    Approach,
    Case,
    CasePerson,
    Contact,
    ContactPoint,
    DemandEvent,
    FinancialGain,
    GpRegistration,
    Household,
    ImportItem,
    ImportLayout,
    ImportRun,
    Person,
    PersonReference,
    Record,
    Residence,
    Risk,
)
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.import_rows import ImportReport, InputFile
from pbi_desktop.services.import_undo import OUT_OF_SIGHT
from pbi_desktop.services.import_whose import NOT_THERE, OTHER_BIRTH
from pbi_desktop.services.imports import How, RowsRefused
from tests.support.desks import case_made, lives_at
from tests.support.world import CaseMade, World

BORN: dict[str, Any] = {"born_text": "1985-04-12", "born_precision": Precision.DAY}


def sheet(name: str, text: str) -> list[InputFile]:
    return [InputFile(name, text.encode())]


def ann(world: World, leah: Actor, reference: str = "K7QX9B", **person: Any) -> CaseMade:
    return world.case(reference, team=[leah], subject=world.person("Ann", "Bell", **BORN, **person))


def seen(world: World, actor: Actor, *kinds: type[Record]) -> list[int]:
    with world.store_for(actor).query(actor) as work:
        return [work.rows(select(func.count()).select_from(kind))[0][0] for kind in kinds]


def all_of(world: World, actor: Actor, kind: type[Record], *columns: str) -> list[tuple[Any, ...]]:
    store = world.store_for(actor)
    with store.query(actor, sweep=store.sweep(actor, "test")) as work:
        found = work.rows(select(*(getattr(kind, name) for name in columns)))
        return sorted(tuple(row) for row in found)


def reasons(report: ImportReport) -> dict[int, str]:
    return {row.row_number: row.reason for row in report.refused}


def refer(world: World, leah: Actor, case: CaseMade, value: str) -> None:
    """Let a list of the team call somebody something."""
    called = PersonReference(
        subject_id=case.subject,
        category=Category.IDENTITY,
        issuer="Old list",
        value=value,
        value_key=reference_key(value),
    )
    world.add(leah, called)


# --- gains ---------------------------------------------------------------------------------------

GAINS = """Case ref,Benefit,Amount,How often,Start
K7QX9B,Attendance Allowance,72.65,weekly,01/10/2026
k7qx 9b,Council Tax Support,14.20 a week,,
,Pension Credit,30,weekly,
ZZZZZZ,Pension Credit,30,weekly,
K7QX9B,Housing Benefit,a lot,weekly,
"""


def test_money_found_goes_to_its_case_as_estimated(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    case = ann(world, leah)
    report = desk.lists.gains(leah, sheet("calculator.csv", GAINS))
    assert (report.rows_in, report.new, report.unchanged) == (5, 2, 0)
    assert reasons(report).keys() == {4, 5, 6}
    assert reasons(report)[5] == NOT_THERE
    with world.store_for(leah).query(leah) as work:
        gains = {gain.what: gain for gain in work.all(select(FinancialGain))}
    first = gains["Attendance Allowance"]
    assert (first.case_id, first.subject_id, first.category) == (
        case.id,
        case.subject,
        Category.FINANCE,
    )
    assert (first.amount, first.frequency, first.start_on) == (
        7265,
        Frequency.WEEKLY,
        date(2026, 10, 1),
    )
    assert {(gain.status, gain.evidence, gain.nature) for gain in gains.values()} == {
        (GainStatus.ESTIMATED, Evidence.CALCULATOR, GainNature.RECURRING)
    }


def test_nothing_is_confirmed_without_a_letter_or_the_person(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    ann(world, leah)
    rows = "case,what,amount,status,evidence\n" + "".join(
        f"K7QX9B,{what},20 a week,confirmed,{evidence}\n"
        for what, evidence in (("A", "calculator"), ("B", ""), ("C", "letter"), ("D", "told us"))
    )
    report = desk.lists.gains(leah, sheet("list.csv", rows))
    kept = all_of(world, leah, FinancialGain, "what", "status", "confirmed_on", "confirmed_by")
    assert kept == [
        ("A", GainStatus.ESTIMATED, None, None),
        ("B", GainStatus.ESTIMATED, None, None),
        ("C", GainStatus.CONFIRMED, date(2026, 11, 21), leah.worker),
        ("D", GainStatus.CONFIRMED, date(2026, 11, 21), leah.worker),
    ]
    assert sum("kept as estimated" in text for text in report.noticed) == 2


def test_an_award_counts_once_however_often_it_is_told(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    ann(world, leah)
    twice = sheet("list.csv", GAINS.replace("ZZZZZZ,Pension Credit,30,weekly,",
                  "K7QX9B,attendance allowance,£72.65,weekly,1 Oct 2026"))  # fmt: skip
    first = desk.lists.gains(leah, twice)
    assert (first.new, first.unchanged) == (2, 1)
    again = desk.lists.gains(leah, twice)
    assert (again.new, again.unchanged, again.run_id) == (0, 3, None)
    assert seen(world, leah, FinancialGain, ImportRun) == [2, 1]


def test_a_person_is_found_by_reference_or_by_name_and_birth(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    case = ann(world, leah)
    refer(world, leah, case, "PBI/17")
    rows = (
        "client id,name,dob,what,amount\n"
        "pbi/17,,,A,1 a week\n"
        ",Ann Bell,12/04/1985,B,2 a week\n"
        ",BELL Ann,12 April 1985,C,3 a week\n"
        ",Ann Bell,12/04/1986,D,4 a week\n"
        ",Ann Bell,,E,5 a week\n"
        "PBI/17,Ann Bell,01/01/1950,F,6 a week\n"
    )
    report = desk.lists.gains(leah, sheet("list.csv", rows))
    assert all_of(world, leah, FinancialGain, "what", "case_id") == [
        (what, case.id) for what in "ABC"
    ]
    assert reasons(report)[5] == NOT_THERE
    assert "date of birth" in reasons(report)[6]
    assert reasons(report)[7] == OTHER_BIRTH


def test_two_people_in_sight_of_one_name_and_birth_are_told_by_number_alone(
    world: World, desk: Desk
) -> None:
    leah = world.worker("leah")
    for reference in ("K7QX9B", "M3RT4D"):
        ann(world, leah, reference)
    rows = "name,dob,what,amount\nAnn Bell,12/04/1985,A,2 a week\n"
    report = desk.lists.gains(leah, sheet("list.csv", rows))
    assert report.new == 0
    assert reasons(report)[2].startswith("2 people you can see fit")


def test_what_is_hidden_is_refused_like_what_is_not_there(world: World, desk: Desk) -> None:
    """A case of another site, one that the desk only sees by name, and none at all."""
    leah, omar = world.worker("leah"), world.worker("omar")
    there = world.new_site("Fitton Hill")
    nina = world.worker("nina", site=there)
    far = world.person("Zuleika", "Khan", born_text="1990-01-02", born_precision=Precision.DAY)
    world.case("FARWAY", team=[nina], site=there, subject=far)
    ann(world, omar, "SEENBY")
    rows = (
        "case,name,dob,what,amount\n"
        "FARWAY,,,A,1 a week\n"
        "SEENBY,,,A,1 a week\n"
        "NOCASE,,,A,1 a week\n"
        ",Zuleika Khan,02/01/1990,A,1 a week\n"
        ",Ann Bell,12/04/1985,A,1 a week\n"
        ",No Body,12/04/1985,A,1 a week\n"
    )
    report = desk.lists.gains(leah, sheet("list.csv", rows))
    assert set(reasons(report).values()) == {NOT_THERE}
    assert len(report.refused) == 6
    events = (
        "name,dob,type,date\n"
        "Zuleika Khan,02/01/1990,arrest,1/9/2026\n"
        "Ann Bell,12/04/1985,arrest,1/9/2026\n"
        "No Body,12/04/1985,arrest,1/9/2026\n"
    )
    told = desk.lists.demand(leah, sheet("list.csv", events))
    assert list(reasons(told).values()) == [NOT_THERE] * 3


def test_an_agency_without_the_right_to_money_takes_in_none(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    world.agree(AgencyKind.HOUSING, Category.IDENTITY, Category.CORE)
    omar = world.worker("omar", agency=AgencyKind.HOUSING)
    world.case("K7QX9B", team=[leah, omar])
    report = desk.lists.gains(omar, sheet("list.csv", GAINS))
    assert (report.new, report.run_id) == (0, None)
    assert reasons(report)[2] == NOT_THERE


# --- demand --------------------------------------------------------------------------------------

DEMAND = """case,type,date,count,unit cost code
K7QX9B,Arrested,3/9/2026,1,CR7.0
K7QX9B,A&E,4 Sep 2026,2,
K7QX9B,rent arrears,2026-10-01,,
K7QX9B,police call out,2026-10-01,,
K7QX9B,police call out,2026-10-01,,
K7QX9B,teleported,2026-10-01,,
K7QX9B,GP,31/02/2026,,
K7QX9B,GP,1/10/2030,,
K7QX9B,GP,1/10/2026,none,
"""


def test_calls_and_visits_are_kept_by_what_they_are_about(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    case = ann(world, leah)
    report = desk.lists.demand(leah, sheet("police_2026.csv", DEMAND))
    assert (report.rows_in, report.new, len(report.refused)) == (9, 5, 4)
    kept = all_of(world, leah, DemandEvent, "kind", "category", "on_day", "count", "agency")
    assert (DemandKind.ARREST, Category.OFFENDING, date(2026, 9, 3), 1, "police_2026") in kept
    assert (DemandKind.A_AND_E, Category.HEALTH, date(2026, 9, 4), 2, "police_2026") in kept
    assert (DemandKind.RENT_ARREARS, Category.HOUSING, date(2026, 10, 1), 1, "police_2026") in kept
    assert {row[0] for row in all_of(world, leah, DemandEvent, "subject_id")} == {case.subject}
    again = desk.lists.demand(leah, sheet("police_2026.csv", DEMAND))
    assert (again.new, again.unchanged, again.run_id) == (0, 5, None)


def test_who_may_not_know_of_offences_sees_no_arrest(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    world.agree(AgencyKind.HOUSING, Category.IDENTITY, Category.CORE, Category.HOUSING)
    omar = world.worker("omar", role=None, agency=AgencyKind.HOUSING)
    world.case("K7QX9B", team=[leah, omar])
    desk.lists.demand(leah, sheet("list.csv", DEMAND))
    kinds = [row[0] for row in all_of(world, omar, DemandEvent, "kind")]
    assert sorted(kinds) == [
        DemandKind.POLICE_CALL,
        DemandKind.POLICE_CALL,
        DemandKind.RENT_ARREARS,
    ]


def test_the_agencys_own_number_tells_its_events_apart(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    ann(world, leah)
    head = "case,agency,type,date,incident number\n"
    rows = "K7QX9B,Police,arrest,3/9/2026,77\nK7QX9B,Police,arrest,3/9/2026,78\n"
    desk.lists.demand(leah, sheet("one.csv", head + rows))
    later = sheet("two.csv", head + "K7QX9B,police,arrest,4/9/2026,78\n")
    assert desk.lists.demand(leah, later).unchanged == 1
    assert seen(world, leah, DemandEvent) == [2]


def test_an_address_finds_the_one_person_with_a_case_there(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    case = ann(world, leah)
    home = lives_at(world, leah, case.subject, "12 Alderbank Road", "OL99 1AA")
    rows = (
        "address,postcode,type,date\n"
        "12 Alderbank Rd,ol991aa,police,1/9/2026\n"
        "14 Alderbank Rd,OL99 1AA,police,1/9/2026\n"
        "12 Alderbank Rd,OL99,police,1/9/2026\n"
    )
    report = desk.lists.demand(leah, sheet("list.csv", rows))
    assert all_of(world, leah, DemandEvent, "subject_id", "address_id") == [(case.subject, home)]
    assert reasons(report).keys() == {3, 4}
    other = world.case("M3RT4D", team=[leah])
    lives_at(world, leah, other.subject, "12 Alderbank Road", "OL99 1AA")
    both = desk.lists.demand(leah, sheet("list.csv", rows.replace("1/9", "2/9")))
    assert "2 people" in reasons(both)[2]


# --- referrals -----------------------------------------------------------------------------------

SENT = {
    "Person demographics": {
        "Person name": {"Person first name": "Rosa", "Person family name": "Okafor"},
        "Date of birth": "1971-02-03",
        "NHS number": "943 476 5919",
        "Other identifier": "SURG-9",
        "Person's address": {"Address line 1": "4 Wren Street", "Postcode": "ol99 1ab"},
        "Person's contact details": {
            "Person's telephone number details": [{"Person's telephone number": "0161 496 0001"}]
        },
    },
    "GP practice": {
        "GP practice record entry": [
            {"GP practice identifier": "P85999", "GP practice details": "Wren Surgery"}
        ]
    },
    "Referral details": {
        "Referral details record entry": [
            {
                "Date": "2026-11-02",
                "Referrer details": {
                    "Name": "Dr Amin",
                    "Service": {"Free text": "General practice"},
                    "Organisation": {"Free text": "Wren Surgery"},
                    "Contact details": "0161 496 0002",
                },
                "Referral method": "Secure Email",
                "Reason for referral": {"Free text": "Lonely since her sister died."},
                "Referral to": {"Service": {"Free text": "Place based team"}},
            }
        ]
    },
    "Risks": {"Risks record entry": [{"Risk": {"Free text": "Falls on the stairs"}}]},
}


def sent(*changes: Callable[[Any], None]) -> list[InputFile]:
    one = json.loads(json.dumps(SENT))
    for change in changes:
        change(one)
    return [InputFile("referrals.json", json.dumps([one]).encode())]


def test_a_referral_waits_and_is_taken_in_once(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    report = desk.lists.referrals(leah, sent())
    assert (report.rows_in, report.new, report.refused) == (1, 1, ())
    assert seen(world, leah, Approach, Person, Case, Contact, Risk) == [1, 0, 0, 0, 0]
    [line] = desk.waiting.list(leah)
    assert (line.name, line.born, line.street, line.postcode) == (
        "Rosa Okafor",
        "3 February 1971",
        "4 Wren Street",
        "OL99 1AB",
    )
    assert (line.method, line.days) == (ContactMethod.PARTNER_REFERRAL, 0)
    assert line.referrer == "Dr Amin, General practice, Wren Surgery. 0161 496 0002"
    told = ("Lonely since", "2 November 2026", "Secure Email", "Falls on", "P85999", "SURG-9")
    assert all(part in line.words for part in told)
    again = desk.lists.referrals(leah, sent())
    assert (again.new, again.unchanged, again.refused) == (0, 1, ())


def test_an_accepted_referral_makes_person_and_case(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    desk.lists.referrals(leah, sent())
    [line] = desk.waiting.list(leah)
    kept = desk.waiting.accept(leah, line.id, line.version)
    assert desk.waiting.list(leah) == ()
    assert all_of(world, leah, Person, "given_name", "family_name", "born_text") == [
        ("Rosa", "Okafor", "1971-02-03")
    ]
    assert all_of(world, leah, Case, "id", "phase", "source") == [
        (kept.made, Phase.IDENTIFIED, "referral from General practice")
    ]
    assert all_of(world, leah, Risk, "state", "harm", "checked_on") == [
        (RiskState.KNOWN, "Falls on the stairs", date(2026, 11, 2))
    ]
    assert all_of(world, leah, GpRegistration, "practice", "practice_code") == [
        ("Wren Surgery", "P85999")
    ]
    assert all_of(world, leah, PersonReference, "issuer", "value") == [
        ("NHS number", "9434765919"),
        ("Wren Surgery", "SURG-9"),
    ]
    assert all_of(world, leah, Address, "line_1", "postcode") == [("4 Wren Street", "OL99 1AB")]
    assert all_of(world, leah, ContactPoint, "value_key") == [("01614960001",)]
    [(words, checked, done)] = all_of(world, leah, Contact, "words", "identity_checked", "done")
    for part in ("Dr Amin", "0161 496 0002", "Lonely since", "2 November 2026", "Secure Email"):
        assert part in words
    assert (checked, done) == (False, "open_case")
    assert "943" not in words
    again = desk.lists.referrals(leah, sent())
    assert (again.new, again.unchanged, again.refused) == (0, 1, ())
    assert kept.command is not None
    desk.undo.undo(leah, kept.command)
    assert seen(world, leah, Person, Case, Contact) == [0, 0, 0]
    assert [one.name for one in desk.waiting.list(leah)] == ["Rosa Okafor"]


def test_no_known_risk_is_an_answer_and_silence_is_none(world: World, desk: Desk) -> None:
    leah = world.worker("leah")

    def asked(one: Any) -> None:
        one["Risks"] = {"Risk": "No known risks"}

    def silent(one: Any) -> None:
        del one["Risks"]

    assert "Risk" in reasons(desk.lists.referrals(leah, sent(silent)))[1]
    assert desk.lists.referrals(leah, sent(asked)).new == 1
    [line] = desk.waiting.list(leah)
    desk.waiting.accept(leah, line.id, line.version)
    assert all_of(world, leah, Risk, "state", "harm") == [(RiskState.NONE_KNOWN, "No known risk")]


def test_who_may_be_known_waits_too_and_is_theirs_once_somebody_says_so(
    world: World, desk: Desk
) -> None:
    leah = world.worker("leah")
    rosa = {"born_text": "1971-02-03", "born_precision": Precision.DAY}
    case = world.case("K7QX9B", team=[leah], subject=world.person("Rosa", "Okafor", **rosa))
    assert desk.lists.referrals(leah, sent()).new == 1
    assert seen(world, leah, Person, Contact) == [1, 0]
    [line] = desk.waiting.list(leah)
    kept = desk.waiting.accept(leah, line.id, line.version, case.subject)
    assert kept.made == case.id
    assert seen(world, leah, Person, Case, Contact, Risk) == [1, 1, 1, 1]
    assert all_of(world, leah, Contact, "case_id", "done") == [(case.id, "add_to_case")]
    assert desk.lists.referrals(leah, sent()).unchanged == 1


def test_somebody_whom_only_others_know_is_new_without_a_hint(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    there = world.new_site("Fitton Hill")
    nina = world.worker("nina", site=there)
    rosa = {"born_text": "1971-02-03", "born_precision": Precision.DAY}
    hidden = world.person("Rosa", "Okafor", **rosa)
    world.case("K7QX9B", team=[nina], site=there, subject=hidden)
    report = desk.lists.referrals(leah, sent())
    assert (report.new, report.refused, report.noticed) == (1, (), ())


def test_a_sheet_with_the_names_of_the_standard_is_read(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    rows = (
        "Person first name,Person family name,Date of birth,GP practice identifier,"
        "Referrer details > Name,Referrer details > Service > Free text,Referrer organisation,"
        "Referrer details > Contact details,Referral to,Risk,Referral number\n"
        "Rosa,Okafor,03/02/1971,P85999,Dr Amin,General practice,Wren Surgery,x,PBI,None known,7\n"
        "Rosa,Okafor,03/02/1971,P85999,Dr Amin,General practice,Wren Surgery,y,PBI,None known,\n"
        "Rosa,Okafor,1971,P85999,Dr Amin,General practice,Wren Surgery,x,PBI,None known,\n"
        "Ada,,03/02/1971,,Dr Amin,General practice,Wren Surgery,x,PBI,None known,\n"
        "Rosa,Okafor,03/02/1971,P85999,Dr Amin,General practice,Wren Surgery,z,PBI,None known,7\n"
        "Rosa,Okafor,03/02/1971,P85999,Dr Amin,General practice,Wren Surgery,x,PBI,None known,7\n"
    )
    report = desk.lists.referrals(leah, sheet("list.csv", rows))
    assert (report.new, report.unchanged) == (2, 1)
    told = reasons(report)
    assert told.keys() == {4, 5, 6}
    assert "whole date" in told[4]
    assert all(name in told[5] for name in ("Person family name", "GP practice identifier"))
    assert "this number is here already" in told[6]


OWN = (
    "Submission number,Your name,Date of birth,Phone,Postcode,In your own words,Are you safe now,"
    "How urgent,Privacy notice read,Language,Interpreter,Best time to ring\n"
    "W-1,Rosa Okafor,3 Feb 1971,0161 496 0001,ol99 1ab,I am alone,no,today,yes,Igbo,yes,evenings\n"
    "W-2,Ada,spring,,OL99,,whenever,soonish,,,,\n"
    "W-3,,1971,,,I am alone,,,,,,\n"
)


def test_a_form_of_the_website_refuses_nobody_for_a_slip(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    report = desk.lists.referrals(leah, sheet("website.csv", OWN))
    assert (report.new, reasons(report)) == (2, {4: "It gives no name."})
    assert "asks for themselves" in report.noticed[0]
    lines = {line.name: line for line in desk.waiting.list(leah)}
    rosa, ada = lines["Rosa Okafor"], lines["Ada"]
    assert {line.method for line in lines.values()} == {ContactMethod.SELF_REFERRAL}
    assert (rosa.urgency, rosa.safe_now, rosa.consent_told, rosa.interpreter) == (
        Urgency.TODAY,
        SafeNow.NOT_SAFE,
        True,
        "Igbo interpreter",
    )
    assert rosa.referrer == ada.referrer == ""
    assert "Best time to ring: evenings" in rosa.words  # a question that no field reads
    for part in ("Date of birth: spring", "Postcode: OL99", "Safe now: whenever", "soonish"):
        assert part in ada.words
    kept = desk.waiting.accept(leah, rosa.id, rosa.version)
    assert all_of(world, leah, Case, "id", "source") == [(kept.made, "self-referral")]
    assert all_of(world, leah, Contact, "words", "safe_now") == [("I am alone", SafeNow.NOT_SAFE)]
    assert all_of(world, leah, Risk, "state") == []
    assert desk.lists.referrals(leah, sheet("website.csv", OWN)).unchanged == 2


@pytest.mark.parametrize(
    "other",
    [
        "John Smith,,9 Mill Lane,0161 496 0001,no,Debt",
        "John Smith,,4 Wren Street,0161 496 0002,no,Debt",
        "John Smith,,4 Wren Street,0161 496 0001,yes,Debt",
    ],
)
def test_two_forms_in_the_same_words_both_wait_where_anything_else_differs(
    file_desk: tuple[World, Desk], other: str
) -> None:
    world, desk = file_desk
    leah = world.worker("leah")
    head = "Your name,Date of birth,Address,Phone,Are you safe now,In your own words\n"
    rows = f"{head}John Smith,,4 Wren Street,0161 496 0001,no,Debt\n{other}\n"
    assert desk.lists.referrals(leah, sheet("website.csv", rows)).new == 2
    assert desk.lists.referrals(leah, sheet("website.csv", rows)).unchanged == 2


def test_a_name_without_a_birth_is_not_the_one_of_whom_a_case_says_the_same(
    world: World, desk: Desk
) -> None:
    leah, tom = world.worker("leah"), world.worker("tom")
    rows = "Your name,Address,Phone,In your own words\nJohn Smith,{},{},Debt\n"
    first, second = (rows.format(*one) for one in (("4 Wren Street", "1"), ("9 Mill Lane", "2")))
    desk.lists.referrals(leah, sheet("one.csv", first))
    [line] = desk.waiting.list(leah)
    desk.cases.header(tom, case_made(desk.waiting.accept(leah, line.id, line.version)))
    assert desk.lists.referrals(tom, sheet("two.csv", second)).new == 1


def test_a_referral_waits_at_the_site_that_it_names(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    there = world.new_site("Fitton Hill")
    nina = world.manager(there)

    def named(one: Any) -> None:
        entry = one["Referral details"]["Referral details record entry"][0]
        entry["Referral to"] = {"Service": {"Free text": "fitton hill"}}

    desk.lists.referrals(leah, sent(named))
    [mine], [line] = desk.waiting.list(leah), desk.waiting.list(nina)
    assert (mine.id, mine.may_accept) == (line.id, False)
    assert (line.site, line.may_accept, line.taken_by) == ("Fitton Hill", True, "Leah")
    with pytest.raises(NotPermitted):
        desk.waiting.accept(leah, line.id, line.version)


# --- one door ------------------------------------------------------------------------------------

LISTS = {
    "gains": sheet("list.csv", GAINS),
    "demand": sheet("list.csv", DEMAND),
    "referrals": sent(),
}
MADE = (FinancialGain, DemandEvent, Contact, Household, Risk, Approach, Residence)


@pytest.mark.parametrize("kind", LISTS)
def test_a_dry_run_and_a_strict_one_keep_nothing(world: World, desk: Desk, kind: str) -> None:
    leah = world.worker("leah")
    ann(world, leah)
    take = getattr(desk.lists, kind)
    told = take(leah, LISTS[kind], How(dry_run=True))
    assert told.new > 0
    assert told.run_id is None
    assert seen(world, leah, *MADE, ImportRun) == [0] * 8
    if told.refused:
        for how in (How(strict=True), How(strict=True, dry_run=True)):
            with pytest.raises(RowsRefused):
                take(leah, LISTS[kind], how)
    assert seen(world, leah, *MADE, ImportRun) == [0] * 8
    done = take(leah, LISTS[kind])
    assert (done.new, done.refused) == (told.new, told.refused)


@pytest.mark.parametrize("kind", LISTS)
def test_a_run_is_taken_back_whole_and_only_once(world: World, desk: Desk, kind: str) -> None:
    leah = world.worker("leah")
    ann(world, leah)
    before = seen(world, leah, *MADE, Person, Case)
    report = getattr(desk.lists, kind)(leah, LISTS[kind])
    assert seen(world, leah, *MADE, Person, Case) != before
    undone = desk.imports.undo(leah, report.run_id, kind)
    assert undone.kept == ()
    assert undone.withdrawn >= report.new
    assert seen(world, leah, *MADE, Person, Case) == before
    with pytest.raises(NotFound):
        desk.imports.undo(leah, report.run_id, kind)


def test_a_run_of_another_kind_is_refused_with_what_to_type(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    ann(world, leah)
    run = desk.lists.gains(leah, LISTS["gains"]).run_id
    assert run is not None
    with pytest.raises(Invalid) as caught:
        desk.imports.undo(leah, run, "demand")
    assert f"import gains --undo {run}" in caught.value.fields["undo"]
    assert seen(world, leah, FinancialGain) == [2]


def test_undo_keeps_and_names_what_somebody_has_worked_on_since(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    ann(world, leah)
    gains = desk.lists.gains(leah, LISTS["gains"])
    with world.store_for(leah).command(leah, "confirm") as work:
        gain = work.all(select(FinancialGain).where(FinancialGain.what.like("Council%")))[0]
        gain.status = GainStatus.CLAIMED
        work.save(gain)
    assert gains.run_id is not None
    undone = desk.imports.undo(leah, gains.run_id, "gains")
    assert (undone.withdrawn, undone.kept) == (1, ("Council Tax Support",))
    assert seen(world, leah, FinancialGain) == [1]


def test_an_arrival_that_somebody_accepted_stays_with_its_case(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    rows = OWN.replace("W-3,,", "W-3,Bo,")
    report = desk.lists.referrals(leah, sheet("website.csv", rows))
    line = next(one for one in desk.waiting.list(leah) if one.name == "Rosa Okafor")
    desk.waiting.accept(leah, line.id, line.version)
    assert report.run_id is not None
    undone = desk.imports.undo(leah, report.run_id, "referrals")
    assert (undone.withdrawn, undone.kept) == (2, ("Rosa Okafor",))
    assert seen(world, leah, Approach, Person, Case) == [1, 1, 1]
    assert desk.waiting.list(leah) == ()


def test_undo_says_what_it_can_no_longer_reach(world: World, desk: Desk) -> None:
    leah, omar = world.worker("leah"), world.worker("omar")
    mine = ann(world, leah)
    shared = world.case("M3RT4D", team=[omar])
    place = world.join(shared, leah, by=omar)
    rows = "case,what,amount\nK7QX9B,A,1 a week\nM3RT4D,B,1 a week\n"
    run = desk.lists.gains(leah, sheet("list.csv", rows)).run_id
    assert run is not None
    world.leave(place, by=omar)
    undone = desk.imports.undo(leah, run, "gains")
    assert (undone.withdrawn, undone.kept) == (1, (OUT_OF_SIGHT,))
    assert mine.id not in {row[0] for row in all_of(world, leah, FinancialGain, "case_id")}
    assert all_of(world, omar, FinancialGain, "what") == [("B",)]


def test_only_who_is_at_a_desk_takes_lists_in(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    ann(world, leah)
    for role in (SiteRole.AUDITOR, SiteRole.PARTNER, None):
        guest = world.worker(f"guest{role}", role)
        for kind, files in LISTS.items():
            for how in (How(), How(dry_run=True)):
                with pytest.raises(NotPermitted):
                    getattr(desk.lists, kind)(guest, files, how)


def test_what_a_run_did_to_people_is_known_to_whoever_ran_it(world: World, desk: Desk) -> None:
    leah, omar = world.worker("leah"), world.worker("omar")
    ann(world, leah)
    run = desk.lists.gains(leah, LISTS["gains"]).run_id
    assert run is not None
    assert seen(world, leah, ImportRun, ImportItem) == [1, 2]
    assert seen(world, omar, ImportRun, ImportItem) == [0, 0]
    with pytest.raises(NotFound):
        desk.imports.undo(omar, run, "gains")


def test_remembered_columns_are_seen_at_the_desk_alone(world: World) -> None:
    leah, omar, guest = world.worker("leah"), world.worker("omar"), world.worker("guest", None)
    world.add(leah, ImportLayout(kind="gains", name="Calculator", columns="{}"))
    assert [seen(world, one, ImportLayout)[0] for one in (leah, omar, guest)] == [1, 1, 0]
    with pytest.raises(NotPermitted):
        world.add(guest, ImportLayout(kind="gains", name="Mine", columns="{}"))


def test_a_file_that_was_downloaded_again_tells_of_the_same_events(
    world: World, desk: Desk
) -> None:
    leah = world.worker("leah")
    ann(world, leah)
    numbered = "case,type,date,incident number\nK7QX9B,arrest,3/9/2026,77\n"
    unnumbered = "case,type,date\nK7QX9B,shoplifting,4/9/2026\nK7QX9B,shoplifting,4/9/2026\n"
    for rows, events in ((numbered, 1), (unnumbered, 2)):
        assert desk.lists.demand(leah, sheet("police.csv", rows)).new == events
        assert desk.lists.demand(leah, sheet("police (1).csv", rows)).new == 0
    both = sheet("a.csv", unnumbered) + sheet("b.csv", unnumbered)
    assert desk.lists.demand(leah, both).new == 0


def test_money_is_of_the_person_whom_the_row_names(world: World, desk: Desk) -> None:
    leah = world.worker("leah")
    ben = world.person("Ben", "Bell", born_text="2015-01-09", born_precision=Precision.DAY)
    tom = world.person("Tom", "Bell", born_text="2001-02-03", born_precision=Precision.DAY)
    others = [ben]  # of the household
    case = world.case("K7QX9B", team=[leah], subject=world.person("Ann", "Bell"), others=others)
    of_tom = CasePerson(
        case_id=case.id, person_id=PersonId(world.fact(tom)), part=PartInCase.FAMILY
    )
    world.fact(of_tom)
    rows = (
        "name,dob,what,amount\n"
        "Ben Bell,09/01/2015,DLA child,90 a week\n"
        "Tom Bell,03/02/2001,PIP,90 a week\n"
    )
    report = desk.lists.gains(leah, sheet("l.csv", rows))
    assert (report.new, len(report.refused)) == (1, 1)
    assert all_of(world, leah, FinancialGain, "what", "subject_id") == [
        ("DLA child", case.people[1])
    ]
