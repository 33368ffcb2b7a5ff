"""An agency's list of calls, visits and events."""

from collections.abc import Mapping
from datetime import date

from pbi_desktop.domain.demand import DEMAND_LABELS, DemandKind
from pbi_desktop.domain.directory import ReadResult
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.incoming import ToldDemand
from pbi_desktop.domain.people_words import Lean
from pbi_desktop.domain.postcodes import read_postcode
from pbi_desktop.exchange.cases.words import shown
from pbi_desktop.exchange.list_rows import NOBODY, WHOSE, Gathered, ListRow, Refused, rows_of
from pbi_desktop.exchange.tables import column_key

COLUMNS = {
    **WHOSE,
    "kind": ("kind", "type", "event", "event type", "incident type", "call type", "category",
        "demand", "what"),
    "agency": ("agency", "organisation", "service", "source", "partner"),
    "on_day": ("on", "date", "day", "event date", "incident date", "call date", "visit date",
        "date of call", "date of event"),
    "count": ("count", "number", "times", "how many", "calls", "visits"),
    "address": ("address", "address 1", "address line 1", "street", "location"),
    "postcode": ("postcode", "post code", "postal code"),
    "row_reference": ("incident", "incident number", "incident id", "event id", "row id", "id",
        "incident reference", "log number"),
    "unit_cost_code": ("unit cost code", "unit cost", "cost code"),
}  # fmt: skip
_WORDS = {
    DemandKind.POLICE_CALL: ("police call", "police", "999 call", "call out", "callout",
        "police call out", "domestic incident", "call for service"),
    DemandKind.ASB: ("asb incident", "nuisance", "noise", "antisocial behaviour"),
    DemandKind.BURGLARY: ("break in",),
    DemandKind.SHOPLIFTING: ("shop theft", "theft from shop"),
    DemandKind.ARREST: ("arrested", "custody"),
    DemandKind.COURT: ("court hearing", "court appearance", "hearing"),
    DemandKind.ADDICTION: ("drugs", "alcohol", "substance misuse", "substance use"),
    DemandKind.EVICTION_RISK: ("eviction", "homelessness", "homeless", "eviction risk",
        "notice seeking possession", "possession order", "risk of eviction"),
    DemandKind.RENT_ARREARS: ("arrears",),
    DemandKind.EXCLUSION: ("excluded", "suspension", "exclusion"),
    DemandKind.ABSENCE: ("absent", "truancy", "persistent absence", "absence"),
    DemandKind.A_AND_E: ("a&e", "ae", "accident and emergency", "emergency department", "ed",
        "a and e visit", "a&e attendance", "ambulance"),
    DemandKind.GP: ("gp appointment", "doctor", "surgery"),
    DemandKind.MENTAL_HEALTH_CRISIS: ("mental health crisis", "mh crisis", "section 136",
        "crisis team"),
    DemandKind.ISOLATION: ("loneliness", "lonely", "isolated"),
    DemandKind.FLY_TIPPING: ("flytipping", "fly tip", "dumping"),
}  # fmt: skip
KINDS = {
    column_key(word): kind
    for kind, words in _WORDS.items()
    for word in (kind.value, DEMAND_LABELS[kind], *words)
}
_MOST = 1000


def read_demand(
    data: bytes, name: str, today: date, mapping: Mapping[str, str] | None = None
) -> ReadResult[ToldDemand]:
    """Return the events of a list, the rows refused, and what a person should know."""
    gathered = Gathered()
    accepted: list[ToldDemand] = []
    for row in rows_of(data, name, COLUMNS, mapping or {}, gathered):
        try:
            accepted.append(_event(row, today))
        except Refused as refused:
            gathered.refused.append(row.sheet.refuse(row.row, str(refused)))
    refused_rows = sorted(gathered.refused, key=lambda one: (one.file, one.row_number))
    return ReadResult(tuple(accepted), tuple(refused_rows), tuple(gathered.noticed))


def _event(row: ListRow, today: date) -> ToldDemand:
    """Return the event of a row; refuses one without a kind, a day or anybody."""
    on_day = row.day("on_day", today, Lean.PAST)
    if on_day is None:
        raise Refused("It has no date.")
    whose = row.whose(today)
    address = row.text("address")
    if not (whose.case or whose.person or whose.name or address):
        raise Refused(f"{NOBODY[:-1]}, or an address.")
    return ToldDemand(
        row.place,
        whose,
        _kind(row.needed("kind", "type of call or event")),
        on_day,
        _count(row.text("count")),
        row.text("agency"),
        address,
        _postcode(row.text("postcode")),
        row.text("row_reference"),
        row.text("unit_cost_code"),
    )


def _kind(said: str) -> DemandKind:
    found = KINDS.get(column_key(said))
    if found is None:
        known = ", ".join(label.lower() for label in DEMAND_LABELS.values())
        raise Refused(f"{shown(said)} is no type that is known here. Known are: {known}.")
    return found


def _count(said: str) -> int:
    if not said:
        return 1
    figures = said.removesuffix(".0")
    if not (figures.isascii() and figures.isdecimal() and 0 < int(figures[:9]) <= _MOST):
        raise Refused(f"{shown(said)} is not a whole number from 1 to {_MOST:,}.")
    return int(figures)


def _postcode(said: str) -> str:
    if not said:
        return ""
    try:
        return read_postcode(said)
    except Invalid as invalid:
        raise Refused(invalid.fields["postcode"]) from None
