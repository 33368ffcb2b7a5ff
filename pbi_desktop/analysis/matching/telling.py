"""The evidence of pairs, line by line; the lines of a pair add up to its weight."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from pbi_desktop.analysis.matching.columns import Ints
from pbi_desktop.analysis.matching.evidence import Line
from pbi_desktop.analysis.matching.fields import BY_NAME, DIFFERS, SWAPPED
from pbi_desktop.analysis.matching.learning import Floats, Learner, Model

_ORDER = ("name", "born", "sex", "street", "phone", "email", "household", "reference")
_SAYS = {"same": "the same", "close": "alike", "differs": "differs", "not_told": "not on record"}
_LEAST = 0.05
_TWO_OF_A_HOME = "they may be two of one home"
_BY_A_THIRD = "both are likely one with a third record"


def told(
    learner: Learner, model: Model, left: Ints, right: Ints, weight: Floats
) -> list[tuple[Line, ...]]:
    """Return the lines of each pair, in the order in which a desk asks."""
    agreement = learner.compared(left, right)
    bits = learner.bits(model, left, agreement)
    groups = {
        shown: [name for name in agreement if BY_NAME[name].shown_as == shown] for shown in _ORDER
    }
    columns = [_lines(shown, names, agreement, bits) for shown, names in groups.items() if names]
    rest = weight - model.prior[0] - sum(bits.values())
    last = [_last(float(extra)) for extra in rest]
    return [(*lines, *more) for *lines, more in zip(*columns, last, strict=True)]


def _lines(
    shown: str,
    names: list[str],
    agreement: Mapping[str, NDArray[np.uint8]],
    bits: Mapping[str, NDArray[np.float64]],
) -> list[Line]:
    """Return the line of one field for each pair, of the parts that it is compared by."""
    weights = sum(bits[name] for name in names)
    levels = zip(*(agreement[name].tolist() for name in names), strict=True)
    return [
        _line(shown, names, row, weight)
        for row, weight in zip(levels, np.asarray(weights).tolist(), strict=True)
    ]


def _line(shown: str, names: list[str], levels: tuple[int, ...], weight: float) -> Line:
    known = [(level, BY_NAME[name]) for level, name in zip(levels, names, strict=True) if level]
    if not known:
        return Line(shown, "not_told", _SAYS["not_told"], 0.0)
    if "given" in names and levels[names.index("given")] == SWAPPED:
        return Line(shown, "close", "given and family name swapped", weight)
    if all(level == (field.exact or field.levels - 1) for level, field in known):
        return Line(shown, "same", _SAYS["same"], weight)
    another = "given" in names and levels[names.index("given")] == DIFFERS
    if another or all(level == DIFFERS for level, _field in known):
        return Line(shown, "differs", _SAYS["differs"], weight)
    return Line(shown, "close", _SAYS["close"], weight)


def _last(extra: float) -> tuple[Line, ...]:
    """Return what weighs beside the fields: two of one home, or a third record."""
    if extra < -_LEAST:
        return (Line("together", "differs", _TWO_OF_A_HOME, extra),)
    if extra > _LEAST:
        return (Line("record", "same", _BY_A_THIRD, extra),)
    return ()
