"""Which ties have one worker alone behind them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pbi_desktop.domain.casework import Quality
from pbi_desktop.domain.findings import TieEnds, tie_ends
from pbi_desktop.domain.ties import GroupFact, NetworkFacts, ServiceFact
from pbi_desktop.network.build import group_node, person_node, service_node
from pbi_desktop.network.words import how_many, isolated

Help = ServiceFact | GroupFact


@dataclass(frozen=True)
class Hanging:
    """A worker, and the ties that would have no one behind them without this worker."""

    worker: str
    nodes: tuple[str, ...]
    ties: tuple[TieEnds, ...]

    @property
    def sentence(self) -> str:
        """What would break, in one sentence."""
        them = "it" if len(self.ties) == 1 else "them"
        tied = how_many(len(self.ties), "tie")
        return f"If {isolated(self.worker)} left, {tied} would have no one behind {them}."


def help_node(fact: Help) -> str:
    """Return the id of the node of a service or group."""
    return service_node(fact.id) if isinstance(fact, ServiceFact) else group_node(fact.id)


def hanging(now: NetworkFacts) -> tuple[Hanging, ...]:
    """Return the workers who alone stand behind ties, of the facts of one day; most ties first."""
    alone: dict[str, list[Help]] = {}
    for facts in _by_node((*now.services, *now.groups)):
        live = [fact for fact in facts if fact.quality is not Quality.CUT_OFF]
        workers = {fact.worker for fact in live if fact.worker}
        if len(workers) == 1:
            alone.setdefault(workers.pop(), []).extend(live)
    found = [_hanging(worker, alone[worker]) for worker in alone]
    return tuple(sorted(found, key=lambda one: (-len(one.ties), one.worker)))


def _hanging(worker: str, facts: Sequence[Help]) -> Hanging:
    ties = [tie_ends(help_node(fact), person_node(fact.person)) for fact in facts]
    return Hanging(worker, tuple(sorted({help_node(fact) for fact in facts})), tuple(sorted(ties)))


def _by_node(facts: Iterable[Help]) -> list[list[Help]]:
    found: dict[str, list[Help]] = {}
    for fact in facts:
        found.setdefault(help_node(fact), []).append(fact)
    return list(found.values())
