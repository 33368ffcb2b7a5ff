"""Rows that say what the work was: cases, ratings of stages, and gains."""

from collections.abc import Mapping
from datetime import date

from pbi_desktop.domain.gains import Evidence, Gain, GainCategory, GainNature, GainStatus
from pbi_desktop.domain.intake import CaseRow, GainRow, StageRow
from pbi_desktop.domain.money import Amount, Frequency, Pence
from pbi_desktop.domain.people_words import Lean
from pbi_desktop.domain.phases import OPEN_PHASES, ClosureReason, Phase
from pbi_desktop.domain.stages import LifeDomain, RatingKind, Stage
from pbi_desktop.exchange.cases import words
from pbi_desktop.exchange.cases.as_written import read_pounds
from pbi_desktop.exchange.cases.cells import Cells
from pbi_desktop.exchange.cases.values import read_amount, read_frequency
from pbi_desktop.exchange.cases.words import C
from pbi_desktop.exchange.tables import column_key

_ONE_OFF_KINDS = frozenset(
    {GainCategory.BACKDATE, GainCategory.GRANT, GainCategory.DEBT_WRITTEN_OFF, GainCategory.REFUND}
)
_NO_DAY = date.max


def read_case(cells: Cells, reference: str, person: str) -> CaseRow:
    """Return the case of a row; what is wrong stays in the cells' reasons."""
    exact = cells.plan.as_written
    opened = cells.date("opened_on", Lean.PAST)
    closed = cells.date("closed_on", Lean.PAST)
    if opened is None and not cells.line("opened_on"):
        cells.reasons.append("It does not say when the case was opened.")
    if opened and closed and closed < opened and not exact:
        cells.refuse("closed_on", f"It was closed ({closed:%d/%m/%Y}) before it was opened.")
    phase = _phase_as_written(cells) if exact else _phase(cells, closed)
    return CaseRow(
        cells.place,
        reference,
        person,
        opened or _NO_DAY,
        site=cells.line("site"),
        phase=phase,
        closed_on=closed,
        closure_reason=_closure_reason(cells, Phase.CLOSED if exact else phase),
        source=cells.line("source"),
        key_worker=cells.line("key_worker"),
        next_review_on=cells.date("next_review_on", Lean.COMING),
    )


def _phase_as_written(cells: Cells) -> Phase:
    found = cells.code("phase", lambda word: words.find(words.PHASES, word), "a phase known here")
    return found or Phase.IDENTIFIED


def _phase(cells: Cells, closed: date | None) -> Phase:
    """Return the phase; refuses one that does not go with the day of closing."""
    text = cells.line("phase")
    says_open = text.casefold() in words.OPEN_WORDS
    phase = cells.code(
        "phase", lambda word: words.find(words.PHASES, word), "a phase that is known here"
    )
    if phase is None:
        return Phase.CLOSED if closed else Phase.IDENTIFIED
    if closed and phase in OPEN_PHASES:
        cells.refuse("phase", f"{words.shown(text)} does not go with a day of closing.")
    if phase not in OPEN_PHASES and not cells.line("closed_on"):
        cells.refuse("phase", "The case is closed, but the day of closing is missing.")
    if says_open:
        cells.notice(
            "only said to be open", "It says only that the case is open: phase identified."
        )
    return phase


def _closure_reason(cells: Cells, phase: Phase) -> ClosureReason | None:
    """Return why a case was closed; refuses other words, and a reason for an open case."""
    text = cells.line("closure_reason")
    if not text:
        if phase not in OPEN_PHASES and not cells.plan.as_written:
            cells.notice("no reason of closing", "It does not say why the case was closed.")
        return None
    if phase in OPEN_PHASES:
        cells.refuse("closure_reason", "It gives a reason of closing, but the case is open.")
        return None
    return cells.code(
        "closure_reason",
        lambda word: words.find(words.CLOSURE_REASONS, word),
        "a reason of closing that is known here",
    )


def read_rating(cells: Cells, case: str) -> StageRow:
    """Return the rating of a row; what is wrong stays in the cells' reasons."""
    stage = cells.code("stage", words.read_stage, "a stage from 0 (in crisis) to 3 (adapted)")
    domain = cells.code(
        "domain", lambda word: words.find(words.DOMAINS, word), "a part of life known here"
    )
    rated_on = cells.date("rated_on", Lean.PAST)
    if not cells.line("stage"):
        cells.reasons.append("It has no stage.")
    if not cells.line("rated_on"):
        cells.reasons.append("It does not say when it was rated.")
    if stage is Stage.THRIVING and not cells.plan.as_written:
        cells.notice("thriving", "Thriving is used here, which is off unless a team turns it on.")
    return StageRow(
        cells.place,
        case,
        domain or LifeDomain.OVERALL,
        stage if stage is not None else Stage.CRISIS,
        rated_on or _NO_DAY,
        kind=cells.code("kind", lambda word: words.find(words.KINDS, word), "a kind of rating")
        or RatingKind.REVIEW,
        rated_by=cells.line("rated_by"),
        reason=cells.text("reason"),
        own_view=cells.code("own_view", words.read_stage, "a stage from 0 to 3"),
    )


def read_gains(cells: Cells, case: str) -> tuple[GainRow, ...]:
    """Return the gains of a row: what comes again, and what came once; at most two."""
    if cells.plan.as_written and not cells.line("one_off_amount"):
        return (_gain_as_written(cells, case),)
    category, what = _category(cells)
    amount = _amount(cells, "amount")
    once = _amount(cells, "one_off_amount")
    if amount is None and once is None and not cells.reasons:
        cells.reasons.append("It has no amount.")
    gains: list[Gain] = []
    status = cells.code("status", lambda word: words.find(words.STATUSES, word), "a known status")
    status = status or GainStatus.IDENTIFIED
    start, end = cells.date("start", Lean.COMING), cells.date("end", Lean.COMING)
    if start and end and end < start:
        cells.refuse("end", f"It ends ({end:%d/%m/%Y}) before it starts.")
    if amount is not None:
        nature, often = _nature(cells, category, amount)
        previous = _amount(cells, "previous_amount")
        before = previous.pence if previous else Pence(0)
        gains.append(Gain(category, nature, status, amount.pence, often, before, start, end))
    if once is not None:
        kind = GainCategory.BACKDATE if category is GainCategory.BENEFIT else category
        gains.append(
            Gain(kind, GainNature.ONE_OFF, status, once.pence, Frequency.ONE_OFF, start=start)
        )
    evidence = cells.code("evidence", lambda word: words.find(words.EVIDENCE, word), "evidence")
    confirmed = cells.date("confirmed_on", Lean.PAST)
    return tuple(
        GainRow(cells.place, case, gain, what, evidence or Evidence.NONE, confirmed)
        for gain in gains
    )


def _gain_as_written(cells: Cells, case: str) -> GainRow:
    """Return the gain of a row that this program wrote, below nothing and all."""

    def pounds(name: str) -> Pence:
        text = cells.line(name)
        found = read_pounds(text) if text else Pence(0)
        if found is None:
            cells.refuse(name, f"{words.shown(text)} is not an amount in pounds.")
        return found or Pence(0)

    def code(name: str, table: Mapping[str, C], usual: C) -> C:
        return cells.code(name, lambda word: words.find(table, word), "a word known here") or usual

    gain = Gain(
        code("category", words.CATEGORIES, GainCategory.OTHER),
        code("nature", words.NATURES, GainNature.RECURRING),
        code("status", words.STATUSES, GainStatus.IDENTIFIED),
        pounds("amount"),
        cells.code("frequency", read_frequency, "how often it comes") or Frequency.ONE_OFF,
        pounds("previous_amount"),
        cells.date("start", Lean.COMING),
        cells.date("end", Lean.COMING),
    )
    confirmed = cells.date("confirmed_on", Lean.PAST)
    evidence = code("evidence", words.EVIDENCE, Evidence.NONE)
    return GainRow(cells.place, case, gain, cells.text("what"), evidence, confirmed)


def _category(cells: Cells) -> tuple[GainCategory, str]:
    """Return what kind of money it is and what it is called; a benefit may be named for both."""
    text, what = cells.line("category"), cells.line("what")
    if not text:
        is_benefit = column_key(what) in words.BENEFITS
        if what and not is_benefit:
            cells.notice(
                "no category of gain", "It does not say what kind of money it is: taken as other."
            )
        elif not what:
            cells.reasons.append("It does not say what kind of money it is.")
        return (GainCategory.BENEFIT if is_benefit else GainCategory.OTHER), what
    if column_key(text) in words.BENEFITS:
        return GainCategory.BENEFIT, what or text
    found = cells.code(
        "category", lambda word: words.find(words.CATEGORIES, word), "a known kind of money"
    )
    return found or GainCategory.OTHER, what


def _amount(cells: Cells, name: str) -> Amount | None:
    """Return an amount; refuses one below nothing, and tells of one that was rounded."""
    text = cells.line(name)
    if not text:
        return None
    read = read_amount(text)
    if read.amount is None:
        cells.refuse(name, read.fault)
        return None
    if read.amount.pence < 0:
        cells.refuse(name, f"{words.shown(text)} is below nothing. Write what it was before apart.")
    if read.is_rounded:
        cells.notice("rounded to pence", f"The amount {text} was rounded to whole pence.")
    return read.amount


def _nature(cells: Cells, category: GainCategory, amount: Amount) -> tuple[GainNature, Frequency]:
    """Return whether it comes again and how often; refuses a row that does not say."""
    often = cells.code("frequency", read_frequency, "how often: a week, a month, a year, one-off")
    if often and amount.frequency and often is not amount.frequency:
        cells.refuse("frequency", "The amount itself says another frequency.")
    often = often or amount.frequency
    nature = cells.code(
        "nature", lambda word: words.find(words.NATURES, word), "either recurring or one-off"
    )
    if nature is None and (often is None or often is Frequency.ONE_OFF):
        is_once = often is Frequency.ONE_OFF or category in _ONE_OFF_KINDS
        nature = GainNature.ONE_OFF if is_once else None
    if nature is GainNature.ONE_OFF:
        if often not in (None, Frequency.ONE_OFF):
            cells.refuse("frequency", "It is one-off, yet it says how often it comes.")
        return GainNature.ONE_OFF, Frequency.ONE_OFF
    if often is None:
        cells.reasons.append("It does not say how often the money comes, or that it was one-off.")
    elif often is Frequency.ONE_OFF:
        cells.refuse("frequency", "It is recurring, yet it says one-off.")
    return GainNature.RECURRING, often or Frequency.ANNUAL
