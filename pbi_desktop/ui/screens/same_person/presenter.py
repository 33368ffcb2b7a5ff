"""Same person?: what is asked of the services, and what becomes of a decision. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid, PbiError
from pbi_desktop.domain.ids import CaseId, CommandId, PersonId
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator, Running, Tasks, Tone

if TYPE_CHECKING:
    from pbi_desktop.services.duplicates import LikelyPair
    from pbi_desktop.services.identity_rows import LinkLine

Key = tuple[PersonId, PersonId]
_STEP = "pairs"
_KINDS = frozenset({"identity_links"})


class LookingStopped(PbiError):
    """The worker stopped looking; nothing was changed."""


@dataclass(frozen=True)
class Worklist:
    """The pairs that are still to be decided, which of them is open, and which wait."""

    pairs: "tuple[LikelyPair, ...]" = ()
    chosen: "LikelyPair | None" = None
    unsure: frozenset[Key] = frozenset()
    decided_any: bool = False


def key_of(pair: "LikelyPair") -> Key:
    """Return what a pair is known by, whichever of the two comes first."""
    one, other = pair.one.id, pair.other.id
    return (one, other) if one <= other else (other, one)


class SamePersonView(Protocol):
    """What the presenter asks of the screen."""

    def show_running(self) -> None:
        """Show that pairs are looked for."""

    def show_worklist(self, found: Worklist) -> None:
        """Show the pairs, and why the chosen one may be one person."""

    def show_stopped(self) -> None:
        """Say that the search for pairs was stopped."""

    def show_failure(self, sentence: str) -> None:
        """Say why there are no pairs to show."""

    def show_decided(self, lines: "tuple[LinkLine, ...]") -> None:
        """Show what was decided before."""

    def show_problem(self, words: str) -> None:
        """Say at the reason what is missing."""

    def show_reason(self, reason: str) -> None:
        """Show the reason that is being written for the chosen pair."""


class SamePersonPresenter:
    """Joins the screen to its services."""

    def __init__(  # noqa: PLR0913 - everything that a presenter is made from
        self,
        view: SamePersonView,
        desk: Desk,
        actor: Actor,
        tasks: Tasks,
        navigator: Navigator,
        running: Running,
    ) -> None:
        self._view, self._desk, self._actor = view, desk, actor
        self._tasks, self._navigator, self._running = tasks, navigator, running
        self._list = Worklist()
        self._reasons: dict[Key, str] = {}
        self._looked = self._looks = self._stopped = self._deciding = False
        tasks.on_changed(self._on_changed)

    # --- looking -------------------------------------------------------------------------------

    def open(self) -> None:
        """Show what was decided, and look for pairs if nobody has looked yet."""
        self._load_decided()
        if not self._looked and (self._stopped or not self._looks):
            self.look()

    def look(self) -> None:
        """Look for likely pairs, off the GUI thread."""
        self._looks, self._stopped = True, False
        self._view.show_running()
        desk, actor, watch = self._desk, self._actor, self._running.begin()

        def told(done: int, of: int) -> None:
            if not watch(_STEP, done, of):
                raise LookingStopped

        self._tasks.query(
            lambda: desk.duplicates.likely(actor, told), self._found, self._not_found, key="pairs"
        )

    def stop(self) -> None:
        """Stop looking: the lane is free for other screens."""
        if self._looks:
            self._stopped = True
            self._running.stop()

    def _found(self, pairs: "tuple[LikelyPair, ...]") -> None:
        self._looks, self._looked = False, True
        keys = {key_of(pair) for pair in pairs}
        chosen = self._in(pairs, self._list.chosen) or next(iter(pairs), None)
        self._show(pairs=pairs, chosen=chosen, unsure=self._list.unsure & keys, decided_any=False)

    def _not_found(self, error: BaseException) -> None:
        self._looks = False
        if isinstance(error, LookingStopped):
            self._view.show_stopped()
        else:
            self._view.show_failure(explain(error))

    # --- choosing ------------------------------------------------------------------------------

    def choose(self, key: Key) -> None:
        """Show why these two may be one person."""
        pair = next((one for one in self._list.pairs if key_of(one) == key), None)
        if pair is not None and pair is not self._list.chosen:
            self._show(chosen=pair)

    def reason(self, reason: str) -> None:
        """Take note of the reason that is being written: it is of the chosen pair alone."""
        if self._list.chosen is not None:
            self._reasons[key_of(self._list.chosen)] = reason

    def not_sure(self) -> None:
        """Leave a pair for later, and go on to the next."""
        pair = self._list.chosen
        if pair is not None:
            self._show(chosen=self._next(pair), unsure=self._list.unsure | {key_of(pair)})

    def _next(self, pair: "LikelyPair") -> "LikelyPair | None":
        """Return the pair after this one; after the last, the one before it."""
        pairs = self._list.pairs
        at = [key_of(one) for one in pairs].index(key_of(pair))
        if at + 1 < len(pairs):
            return pairs[at + 1]
        return pairs[at - 1] if at else pair

    def _show(
        self,
        *,
        pairs: "tuple[LikelyPair, ...] | None" = None,
        chosen: "LikelyPair | None" = None,
        unsure: frozenset[Key] | None = None,
        decided_any: bool | None = None,
    ) -> None:
        old = self._list
        self._list = Worklist(
            old.pairs if pairs is None else pairs,
            chosen,
            old.unsure if unsure is None else unsure,
            old.decided_any if decided_any is None else decided_any,
        )
        if old.chosen is None or chosen is None or key_of(old.chosen) != key_of(chosen):
            self._view.show_reason("" if chosen is None else self._reasons.get(key_of(chosen), ""))
        self._view.show_worklist(self._list)

    @staticmethod
    def _in(pairs: "tuple[LikelyPair, ...]", wanted: "LikelyPair | None") -> "LikelyPair | None":
        """Return the pair of the same two people, as it is among these."""
        key = None if wanted is None else key_of(wanted)
        return next((pair for pair in pairs if key_of(pair) == key), None)

    def open_case(self, case: CaseId) -> None:
        """Go to a case of one of the two, to look before deciding."""
        self._navigator.go(f"case/{case}/now")

    # --- deciding ------------------------------------------------------------------------------

    def link(self, reason: str) -> None:
        """Link the chosen two: they are one person."""
        self._decide(reason, self._desk.identities.link)

    def keep_apart(self, reason: str) -> None:
        """Keep the chosen two apart for good: they are not the same."""
        self._decide(reason, self._desk.identities.keep_apart)

    def _decide(
        self, reason: str, how: Callable[[Actor, PersonId, PersonId, str, float], Changes]
    ) -> None:
        pair, actor = self._list.chosen, self._actor
        if pair is None or self._deciding:
            return
        self._deciding = True
        self._tasks.command(
            lambda: how(actor, pair.one.id, pair.other.id, reason, pair.weight),
            partial(self._kept, pair, reason),
            self._not_kept,
        )

    def _kept(self, pair: "LikelyPair", reason: str, changes: Changes) -> None:
        self._deciding = False
        self._reasons.pop(key_of(pair), None)
        before = self._list.pairs
        at = next((i for i, one in enumerate(before) if key_of(one) == key_of(pair)), len(before))
        left = tuple(one for one in before if key_of(one) != key_of(pair))
        following = left[min(at, len(left) - 1)] if left else None
        chosen = self._in(left, self._list.chosen) or following
        self._show(pairs=left, chosen=chosen, decided_any=True)
        if changes.command is not None:
            undo = partial(self._undo, changes.command, pair, at, reason)
            self._navigator.offer_undo(f"{changes.done}.", undo)

    def _not_kept(self, error: BaseException) -> None:
        self._deciding = False
        if isinstance(error, Invalid) and "reason" in error.fields:
            self._view.show_problem(error.fields["reason"])
        else:
            self._navigator.tell(explain(error), Tone.WARN)

    def _undo(self, command: CommandId, pair: "LikelyPair", at: int, reason: str) -> None:
        desk, actor = self._desk, self._actor

        def put_back(_changes: Changes) -> None:
            self._reasons[key_of(pair)] = reason
            pairs = self._list.pairs
            found = self._in(pairs, pair)  # who looked again meanwhile has it already
            if found is None:
                pairs = (*pairs[:at], pair, *pairs[at:])
            self._show(pairs=pairs, chosen=found or pair)

        self._tasks.command(lambda: desk.undo.undo(actor, command), put_back, self._not_kept)

    # --- what was decided ----------------------------------------------------------------------

    def take_back(self, line: "LinkLine") -> None:
        """Split two who were linked, or let two who were kept apart be looked at again."""
        desk, actor = self._desk, self._actor
        self._tasks.command(
            lambda: desk.identities.split(actor, line.id, line.version),
            self._taken_back,
            self._not_kept,
        )

    def _taken_back(self, changes: Changes) -> None:
        if changes.command is not None:
            desk, actor, command = self._desk, self._actor, changes.command

            def undo() -> None:
                self._tasks.command(lambda: desk.undo.undo(actor, command), None, self._not_kept)

            self._navigator.offer_undo(f"{changes.done}.", undo)

    def _load_decided(self) -> None:
        desk, actor = self._desk, self._actor
        self._tasks.query(
            lambda: desk.identities.decided(actor),
            self._view.show_decided,
            lambda error: self._view.show_failure(explain(error)),
            key="decided",
        )

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches(_KINDS):
            self._load_decided()
