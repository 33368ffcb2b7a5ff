"""Lists that agencies send: forgiving about form, strict about what a row says."""

import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.demand import DEMAND_LABELS, DemandKind, demand_category
from pbi_desktop.domain.directory import ReadResult
from pbi_desktop.domain.errors import Invalid, PbiError, UnreadableInput
from pbi_desktop.domain.gains import GainCategory, GainNature, year_value
from pbi_desktop.domain.money import Frequency
from pbi_desktop.exchange.demand_list import KINDS, read_demand
from pbi_desktop.exchange.gains_list import read_gains
from pbi_desktop.exchange.prsb import read_referrals
from pbi_desktop.exchange.prsb_names import FIELDS, MANDATORY, field_of

TODAY = date(2026, 11, 21)
READERS: tuple[Callable[..., ReadResult[Any]], ...] = (read_gains, read_demand, read_referrals)


def refused(found: ReadResult[Any]) -> dict[int, str]:
    return {row.row_number: row.reason for row in found.refused}


def gains(*rows: str, head: str = "case,what,amount,frequency,previous,start,end") -> Any:
    return read_gains("\n".join((head, *rows)).encode(), "list.csv", TODAY)


# --- gains ---------------------------------------------------------------------------------------


def test_amounts_come_weekly_or_once_and_never_both() -> None:
    found = gains(
        "K,PIP,£72.65,weekly,,,",
        "K,Lump,200 one-off,,,,",
        "K,Rise,400 a month,,380,,",
        "K,Both,200 one-off,weekly,,,",
        "K,Never said,200,,,,",
        "K,Backwards,10,weekly,,1/5/2026,1/4/2026",
        "K,,10,weekly,,,",
        "K,Less than nothing,-10,weekly,,,",
    )
    pip, lump, rise = (row.gain for row in found.accepted)
    assert (pip.amount, pip.frequency, pip.nature) == (7265, Frequency.WEEKLY, GainNature.RECURRING)
    assert (lump.amount, lump.frequency, lump.nature) == (
        20000,
        Frequency.ONE_OFF,
        GainNature.ONE_OFF,
    )
    assert year_value(rise) == 12 * 2000
    assert refused(found).keys() == {5, 6, 7, 8, 9}


def test_universal_credit_needs_what_was_paid_before() -> None:
    found = gains("K,Universal Credit,400,monthly,,,", "K,UC,400,monthly,0,,")
    assert "Universal Credit" in refused(found)[2]
    assert len(found.accepted) == 1


def test_a_backdate_comes_once_without_saying_so() -> None:
    found = gains("K,Backdated PIP,900,,backdate", head="case,what,amount,frequency,category")
    (row,) = found.accepted
    assert (row.gain.category, row.gain.nature) == (GainCategory.BACKDATE, GainNature.ONE_OFF)


def test_a_column_of_another_name_can_be_told() -> None:
    data = b"ours,thing,pounds weekly\nK7QX9B,PIP,72.65 a week\n"
    mapping = {"ours": "case", "thing": "what", "pounds weekly": "amount"}
    (row,) = read_gains(data, "list.csv", TODAY, mapping).accepted
    assert (row.whose.case, row.what, row.gain.amount) == ("K7QX9B", "PIP", 7265)
    with pytest.raises(Invalid):
        read_gains(data, "list.csv", TODAY, {"ours": "colour"})
    with pytest.raises(UnreadableInput):
        read_gains(data, "list.csv", TODAY, {"yours": "case"})


def test_a_workbook_is_read_as_a_text_file_is() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet("Awards")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        page.write_row(0, 0, ["Case", "Benefit", "Amount", "Frequency", "Start"])
        page.write_row(1, 0, ["K7QX9B", "PIP", 72.65, "weekly"])
        page.write_datetime(1, 4, date(2026, 10, 1), day)
        book.add_worksheet("Other").write(0, 0, "nothing")
    (row,) = read_gains(out.getvalue(), "awards.xlsx", TODAY).accepted
    assert (row.gain.amount, row.gain.start, row.place.row) == (7265, date(2026, 10, 1), 2)


# --- demand --------------------------------------------------------------------------------------


def test_every_kind_of_call_is_known_by_its_label_and_its_code() -> None:
    for kind, label in DEMAND_LABELS.items():
        data = f"case,type,date\nK,{label},1/9/2026\nK,{kind.value},1/9/2026\n".encode()
        assert [row.kind for row in read_demand(data, "l.csv", TODAY).accepted] == [kind, kind]
    assert set(KINDS.values()) == set(DemandKind) == set(DEMAND_LABELS)


def test_what_was_said_of_health_and_offences_is_kept_as_that() -> None:
    expected: dict[str, Category] = {
        **dict.fromkeys(DemandKind, Category.CORE),
        **dict.fromkeys(("asb", "shoplifting", "arrest", "court"), Category.OFFENDING),
        **dict.fromkeys(("a_and_e", "gp", "mental_health_crisis"), Category.HEALTH),
        **dict.fromkeys(("eviction_risk", "rent_arrears"), Category.HOUSING),
        **dict.fromkeys(("exclusion", "absence"), Category.CHILD),
        "addiction": Category.SUBSTANCE_USE,
    }
    assert {kind: demand_category(kind) for kind in DemandKind} == expected


def test_a_row_about_nobody_is_refused_and_an_address_is_somebody() -> None:
    data = b"case,address,type,date\n,,arrest,1/9/2026\n,1 Mill Lane,arrest,1/9/2026\n"
    found = read_demand(data, "list.csv", TODAY)
    assert "whose it is" in refused(found)[2]
    assert [row.address for row in found.accepted] == ["1 Mill Lane"]


# --- referrals -----------------------------------------------------------------------------------


def test_names_are_known_by_their_end_and_never_by_a_word_alone() -> None:
    whole = "Referral details > Referral details record entry > Referrer details > Name"
    assert field_of(whole.split(">")) == "referrer_name"
    assert field_of(["Care and support plan", "Responsibility for review", "Name"]) is None
    assert field_of(["Risks", "Risks record entry", "Risk", "Free text"]) == "risk"
    assert field_of(["Reason for referral", "Free text"]) == "reason"
    assert field_of(["Strengths", "Free text"]) is None
    for field, names in FIELDS.items():
        assert {field_of(name.split(">")) for name in names} == {field}


FLAT = {
    "Person first name": "Rosa",
    "Person family name": "Okafor",
    "Date of birth": "03/02/1971",
    "GP practice identifier": "P85999",
    "Referrer name": "Dr Amin",
    "Referrer service": "General practice",
    "Referrer organisation": "Wren Surgery",
    "Referrer contact": "0161 496 0002",
    "Referral to": "Place based team",
    "Risk": ["Falls", "Falls", "Lives alone"],
}


def one(**changes: Any) -> ReadResult[Any]:
    whole = {"referrals": [{**FLAT, **changes}]}
    return read_referrals(json.dumps(whole).encode(), "list.json", TODAY)


def test_a_whole_referral_is_taken() -> None:
    (row,) = one().accepted
    assert row.risks == ("Falls", "Lives alone")
    assert (row.referrer.name, row.practice_code) == ("Dr Amin", "P85999")


@pytest.mark.parametrize("name", FLAT)
def test_each_mandatory_item_is_asked_for_by_its_name(name: str) -> None:
    found = one(**{name: None})
    field = field_of([name])
    assert field is not None
    assert found.accepted == ()
    assert MANDATORY[field] in refused(found)[1]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("NHS number", "943 476 5918"),
        ("NHS number", "12"),
        ("Date of birth", "1971"),
        ("Date of birth", "31/02/1971"),
        ("Postcode", "NOWHERE"),
        ("Person first name", "123"),
        ("Referral date", "1/1/2031"),
        ("Risk", ["Falls", "No known risks"]),
    ],
)
def test_what_cannot_be_right_is_refused(name: str, said: Any) -> None:
    found = one(**{name: said})
    assert found.accepted == ()
    assert refused(found)[1]


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 100_000,
        b'{"a":' * 200 + b"1" + b"}" * 200,
        b'{"b": 1, "a":' + b"[" * 800 + b"]" * 800 + b"}",
        b'[{"Person first name": "Ro',
        b'{"a": ' + b"9" * 5000 + b"}",
        b"first,second\n1,2\n",
        b"",
    ],
)
def test_hostile_files_are_refused_whole(data: bytes) -> None:
    with pytest.raises(UnreadableInput):
        read_referrals(data, "list.json", TODAY)


# --- whatever comes ------------------------------------------------------------------------------

GOOD = (
    b"case,what,amount,frequency,start\nK7QX9B,PIP,72.65,weekly,1/10/2026\nM3,UC,\xc2\xa31,,\n",
    b"name,dob,type,date,count\nAnn Bell,12/4/85,arrest,1/9/2026,2\nBo,,A&E,2/9/2026,\n",
    json.dumps([FLAT, FLAT]).encode(),
)
CUTS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 12), st.binary(max_size=6)), min_size=1, max_size=4
)


@given(st.sampled_from(range(3)), CUTS)
@settings(max_examples=40, deadline=None)
def test_a_damaged_file_is_read_in_part_or_refused_and_never_breaks_the_reader(
    which: int, cuts: list[tuple[float, int, bytes]]
) -> None:
    data = GOOD[which]
    for where, length, put in cuts:
        at = int(where * len(data))
        data = data[:at] + put + data[at + length :]
    try:
        found = READERS[which](data, "list.csv", TODAY)
    except PbiError:
        return
    assert all(row.reason for row in found.refused)
