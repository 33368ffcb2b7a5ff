"""The course of a case: when it opened, how far it came, how and when it ended.

The shares here are this program's own invention, chosen so that every kind of ending occurs; no
figure that any team has published is behind them.
"""

from dataclasses import dataclass

from pbi_desktop.demo.dice import Deck, Dice
from pbi_desktop.demo.instants import working_day
from pbi_desktop.domain.phases import TOOK_PART, ClosureReason, Phase
from pbi_desktop.domain.stages import RatingKind, Stage

HALF_A_YEAR = 183
_LONGEST = 420
_SURELY_REVIEWED = 150
_TWO_YEARS = 728

_ENDINGS = (
    (ClosureReason.OUTCOMES_MET, 15),
    (ClosureReason.DECLINED, 5),
    (ClosureReason.NOT_CONTACTABLE, 4),
    (ClosureReason.MOVED_AWAY, 3),
    (ClosureReason.STEPPED_UP, 3),
    (ClosureReason.TRANSFERRED, 2),
    (ClosureReason.DIED, 1),
    (ClosureReason.DUPLICATE, 1),
)
_NEVER_TOOK_PART = {
    ClosureReason.DECLINED: 0.7,
    ClosureReason.NOT_CONTACTABLE: 0.8,
    ClosureReason.DUPLICATE: 1.0,
    ClosureReason.MOVED_AWAY: 0.3,
}
_STARTS = (
    (Stage.CRISIS, 9),
    (Stage.NOT_COPING, 22),
    (Stage.COPING, 7),
    (Stage.ADAPTED, 1),
)
_FINAL_WHEN_MET = (
    (Stage.ADAPTED, 15),
    (Stage.COPING, 7),
    (Stage.NOT_COPING, 2),
)
_FINAL_OTHERWISE = (
    (Stage.CRISIS, 4),
    (Stage.NOT_COPING, 7),
    (Stage.COPING, 6),
    (Stage.ADAPTED, 1),
)
_FINAL_SO_FAR = (
    (Stage.CRISIS, 2),
    (Stage.NOT_COPING, 7),
    (Stage.COPING, 9),
    (Stage.ADAPTED, 3),
)
_STEPS_AFTER_CLOSING = ((0, 12), (-1, 5), (-2, 2), (1, 1))


@dataclass(frozen=True, slots=True)
class Judged:
    """One overall rating of a case."""

    day: int
    kind: RatingKind
    stage: Stage


@dataclass(frozen=True, slots=True)
class Course:
    """How a case went, in days as ordinals."""

    opened: int
    phase: Phase
    took_part: bool
    closed: int | None
    reason: ClosureReason | None
    checked: int | None
    last: int
    """The last day on which work was done."""

    judged: tuple[Judged, ...]


class Courses:
    """Draws one course after another, from decks: the rare endings come too."""

    def __init__(self, dice: Dice, today: int) -> None:
        self._dice = dice
        self._today = today
        self._endings = Deck(dice, _ENDINGS)
        self._starts = Deck(dice, _STARTS)
        self._met = Deck(dice, _FINAL_WHEN_MET)
        self._otherwise = Deck(dice, _FINAL_OTHERWISE)
        self._so_far = Deck(dice, _FINAL_SO_FAR)
        self._after = Deck(dice, _STEPS_AFTER_CLOSING)

    def draw(self) -> Course:
        """Return the course of a case that opened within two years."""
        opened = working_day(self._today - self._dice.between(1, _TWO_YEARS))
        return self._closed(opened) if self._has_ended(opened) else self._open(opened)

    def draw_old(self) -> Course:
        """Return the course of a case that ended long enough ago for another to follow."""
        opened = working_day(self._today - self._dice.between(560, _TWO_YEARS))
        return self._closed(opened, longest=200)

    def draw_after(self, earlier: Course) -> Course:
        """Return the course of a case that follows an ended one, and is still open."""
        ended = earlier.checked or earlier.closed or earlier.opened
        opened = working_day(min(ended + self._dice.between(20, 90), self._today - 3))
        return self._open(opened)

    def _has_ended(self, opened: int) -> bool:
        age = self._today - opened
        share = 0.1 if age < 60 else 0.25 if age < 180 else 0.5 if age < 365 else 0.8
        return self._dice.random() < share

    def _open(self, opened: int) -> Course:
        """Return a case that is still open."""
        dice, age = self._dice, self._today - opened
        if age < 8:
            phase = dice.pick((Phase.IDENTIFIED, Phase.TRIAGED, Phase.TRIAGED))
        elif age < 25:
            phase = dice.pick((Phase.TRIAGED, Phase.ENGAGING, Phase.ENGAGING))
        elif age < 70:
            phase = dice.pick((Phase.ENGAGING, Phase.ASSESSED, Phase.PLANNED, Phase.PLANNED))
        elif age < _SURELY_REVIEWED:
            phase = dice.pick((Phase.ENGAGING, Phase.PLANNED, *(Phase.REVIEWED,) * 4))
        else:
            phase = Phase.REVIEWED
        took_part = phase in TOOK_PART
        last = self._today
        judged = self._judged(opened, last, self._so_far.deal(), phase) if took_part else ()
        return Course(opened, phase, took_part, None, None, None, last, judged)

    def _closed(self, opened: int, longest: int = _LONGEST) -> Course:
        """Return a case that has ended, perhaps with a check half a year later."""
        dice, age = self._dice, self._today - opened
        reason = self._endings.deal()
        took_part = not dice.likely(_NEVER_TOOK_PART.get(reason, 0.0))
        span = dice.between(70, longest) if took_part else dice.between(8, 60)
        closed = working_day(opened + max(1, min(span, age - 1)))
        checked = self._check_day(closed) if reason is ClosureReason.OUTCOMES_MET else None
        phase = Phase.SUSTAINED_CHECK if checked else Phase.CLOSED
        judged: tuple[Judged, ...] = ()
        if took_part:
            met = reason is ClosureReason.OUTCOMES_MET
            final = (self._met if met else self._otherwise).deal()
            judged = self._judged(opened, closed, final, phase)
            judged += self._checked(judged, checked)
        return Course(opened, phase, took_part, closed, reason, checked, closed, judged)

    def _check_day(self, closed: int) -> int | None:
        """Return the day of the check after half a year, if it was reached and made."""
        room = self._today - closed - HALF_A_YEAR
        if room < 1 or self._dice.random() > 0.8:
            return None
        return closed + HALF_A_YEAR + self._dice.between(0, min(room - 1, 40))

    def _judged(self, opened: int, last: int, final: Stage, phase: Phase) -> tuple[Judged, ...]:
        """Return the overall ratings of a case; some were never made."""
        dice = self._dice
        start = self._starts.deal()
        first = min(opened + dice.between(10, 28), last)
        judged = []
        if dice.random() > 0.06:
            judged.append(Judged(working_day(first), RatingKind.BASELINE, start))
        if phase in (Phase.ASSESSED, Phase.PLANNED):
            return tuple(judged)
        every = dice.between(50, 80)
        count = max(1, (last - first) // every)
        for number in range(1, count + 1):
            day = first + number * every
            if day >= last - 5:
                break
            stage = self._on_the_way(start, final, number, count)
            judged.append(Judged(working_day(day), RatingKind.REVIEW, stage))
        if phase is Phase.REVIEWED and len(judged) < 2:
            stage = self._on_the_way(start, final, 1, 1)
            judged.append(Judged(working_day((first + last) // 2), RatingKind.REVIEW, stage))
        if phase in (Phase.CLOSED, Phase.SUSTAINED_CHECK) and dice.random() > 0.1:
            judged.append(Judged(last, RatingKind.CLOSING, final))
        return tuple(judged)

    def _on_the_way(self, start: Stage, final: Stage, number: int, count: int) -> Stage:
        """Return a rating between start and end; now and then things get worse first."""
        stage = int(start) + (int(final) - int(start)) * number // (count + 1)
        if self._dice.random() < 0.13:
            stage -= 1
        return Stage(max(0, min(int(Stage.ADAPTED), stage)))

    def _checked(self, judged: tuple[Judged, ...], day: int | None) -> tuple[Judged, ...]:
        """Return the rating at the check: held, lost in part, lost, or better still."""
        if day is None or not judged:
            return ()
        stage = int(judged[-1].stage) + self._after.deal()
        stage = max(0, min(int(Stage.ADAPTED), stage))
        return (Judged(day, RatingKind.SUSTAINED, Stage(stage)),)
