"""A list of money found: by a benefit calculator, or by an adviser."""

from collections.abc import Mapping
from datetime import date

from pbi_desktop.domain.directory import ReadResult, RefusedRow
from pbi_desktop.domain.gains import Evidence, Gain, GainCategory, GainNature, GainStatus
from pbi_desktop.domain.incoming import FoundGain
from pbi_desktop.domain.money import Amount, Frequency, Pence
from pbi_desktop.domain.people_words import Lean
from pbi_desktop.exchange.cases.fields import GAIN_COLUMNS
from pbi_desktop.exchange.cases.values import read_amount, read_frequency
from pbi_desktop.exchange.cases.words import (
    BENEFITS,
    CATEGORIES,
    EVIDENCE,
    NATURES,
    STATUSES,
    C,
    find,
    shown,
)
from pbi_desktop.exchange.list_rows import WHOSE, Gathered, ListRow, Refused, rows_of
from pbi_desktop.exchange.tables import column_key

COLUMNS = {
    **WHOSE,
    "what": (*GAIN_COLUMNS["what"], "entitlement"),
    "amount": (*GAIN_COLUMNS["amount"], "weekly amount", "estimated amount", "entitled to"),
    **{
        name: GAIN_COLUMNS[name]
        for name in (
            "category",
            "nature",
            "status",
            "frequency",
            "previous_amount",
            "start",
            "end",
            "evidence",
            "confirmed_on",
        )
    },
}
SURE = frozenset({Evidence.AWARD_LETTER, Evidence.CLIENT_REPORT})
"""What an award can be confirmed by; a calculator only estimates."""

_ONCE = frozenset(
    {
        GainCategory.BACKDATE,
        GainCategory.GRANT,
        GainCategory.DEBT_WRITTEN_OFF,
        GainCategory.REFUND,
    }
)
_MOST_PENCE = 10_000_000_00
_UNIVERSAL_CREDIT = frozenset({"uc", "universalcredit"})


def read_gains(
    data: bytes, name: str, today: date, mapping: Mapping[str, str] | None = None
) -> ReadResult[FoundGain]:
    """Return the gains of a list, the rows refused, and what a person should know."""
    gathered = Gathered()
    accepted: list[FoundGain] = []
    for row in rows_of(data, name, COLUMNS, mapping or {}, gathered):
        try:
            accepted.append(_gain(row, today, gathered))
        except Refused as refused:
            gathered.refused.append(row.sheet.refuse(row.row, str(refused)))
    return ReadResult(tuple(accepted), _in_order(gathered.refused), tuple(gathered.noticed))


def _in_order(refused: list[RefusedRow]) -> tuple[RefusedRow, ...]:
    return tuple(sorted(refused, key=lambda row: (row.file, row.row_number)))


def _gain(row: ListRow, today: date, gathered: Gathered) -> FoundGain:
    """Return the gain of a row; refuses what does not hold together."""
    what = row.needed("what", "words for what the money is")
    category = _category(row, what)
    amount = _amount(row, "amount")
    if amount is None:
        raise Refused("It has no amount.")
    nature = _nature(row, category, amount)
    start, end = row.day("start", today, Lean.COMING), row.day("end", today, Lean.COMING)
    evidence, status = _sureness(row, gathered)
    gain = Gain(
        category,
        nature,
        status,
        Pence(amount.pence),
        _frequency(row, nature, amount),
        _previous(row, what, category, nature),
        start,
        end,
    )
    _refuse_contradiction(gain)
    confirmed_on = row.day("confirmed_on", today, Lean.PAST) if gain.counts else None
    return FoundGain(row.place, row.whose(today), gain, what, evidence, confirmed_on)


def _code(row: ListRow, name: str, table: Mapping[str, C], default: C) -> C:
    """Return the code of a field, the default where it is empty; refuses unknown words."""
    said = row.text(name)
    found = find(table, said) if said else default
    if found is None:
        raise Refused(f"{shown(said)} is no {name} that is known here.")
    return found


def _category(row: ListRow, what: str) -> GainCategory:
    said = row.text("category")
    if said and column_key(said) in BENEFITS:
        return GainCategory.BENEFIT
    likely = "category" not in row.places or column_key(what) in BENEFITS
    return _code(
        row, "category", CATEGORIES, GainCategory.BENEFIT if likely else GainCategory.OTHER
    )


def _amount(row: ListRow, name: str) -> Amount | None:
    said = row.text(name)
    if not said:
        return None
    read = read_amount(said)
    if read.amount is None:
        raise Refused(read.fault)
    if not 0 <= read.amount.pence <= _MOST_PENCE:
        raise Refused(f"{shown(said)} is below nothing, or more than ten million pounds.")
    return read.amount


def _often(row: ListRow) -> Frequency | None:
    said = row.text("frequency")
    if not said:
        return None
    found = read_frequency(said)
    if found is None:
        raise Refused(f"{shown(said)} does not say how often the money comes.")
    return found


def _nature(row: ListRow, category: GainCategory, amount: Amount) -> GainNature:
    once = Frequency.ONE_OFF in (amount.frequency, _often(row))
    often = (amount.frequency or _often(row)) is not None
    one_off = once or (category in _ONCE and not often)
    return _code(row, "nature", NATURES, GainNature.ONE_OFF if one_off else GainNature.RECURRING)


def _frequency(row: ListRow, nature: GainNature, amount: Amount) -> Frequency:
    told = [one for one in (amount.frequency, _often(row)) if one is not None]
    if len(set(told)) > 1:
        raise Refused("The amount says one thing about how often it comes, the column another.")
    if nature is GainNature.ONE_OFF:
        if told and told[0] is not Frequency.ONE_OFF:
            raise Refused("Money comes once, or it comes again: it says both.")
        return Frequency.ONE_OFF
    if not told:
        raise Refused("It does not say how often the money comes.")
    return told[0]


def _previous(row: ListRow, what: str, category: GainCategory, nature: GainNature) -> Pence:
    previous = _amount(row, "previous_amount")
    if previous is not None:
        return Pence(previous.pence)
    is_credit = column_key(what) in _UNIVERSAL_CREDIT and category is GainCategory.BENEFIT
    if is_credit and nature is GainNature.RECURRING:
        raise Refused("For Universal Credit, say what was paid before; 0 if there was nothing.")
    return Pence(0)


def _sureness(row: ListRow, gathered: Gathered) -> tuple[Evidence, GainStatus]:
    """Return the evidence and the status: nothing is confirmed by a calculator."""
    usual = Evidence.NONE if "evidence" in row.places else Evidence.CALCULATOR
    evidence = _code(row, "evidence", EVIDENCE, usual)
    status = _code(row, "status", STATUSES, GainStatus.ESTIMATED)
    if status is GainStatus.CONFIRMED and evidence not in SURE:
        gathered.noticed.append(
            f"Row {row.row.number}: it says confirmed, but neither a letter nor the person; "
            "it is kept as estimated."
        )
        status = GainStatus.ESTIMATED
    return evidence, status


def _refuse_contradiction(gain: Gain) -> None:
    if gain.start and gain.end and gain.end < gain.start:
        raise Refused("The end is before the start.")
    if gain.nature is GainNature.ONE_OFF and gain.previous:
        raise Refused("Money that comes once has no earlier amount.")
