"""Services of one kind at work with the same person."""

from collections.abc import Iterator

from pbi_desktop.domain.casework import Quality
from pbi_desktop.domain.findings import Finding, FindingKind, tie_ends
from pbi_desktop.domain.ties import NetworkFacts, ServiceFact
from pbi_desktop.network.build import person_node, service_node
from pbi_desktop.network.people import Around
from pbi_desktop.network.picture.kinds import service_kind
from pbi_desktop.network.words import and_list, how_many, isolated

_UNSORTED = "services"
_HOLDS_TOGETHER = "key worker"
_NOT_AT_WORK = (Quality.CUT_OFF, Quality.PLANNED)
_WHY = (
    "Services of one kind are told apart by their names only, so this is a question: does each "
    "know of the other, and who leads? Two may well be needed."
)


def overlaps(circle: Around, now: NetworkFacts) -> Iterator[Finding]:
    """Yield a sentence for each person with whom several services of one kind are at work."""
    found: dict[tuple[str, str], list[ServiceFact]] = {}
    for fact in now.services:
        sector = service_kind(fact.name).sector
        named = fact.name.casefold().strip()
        if fact.quality in _NOT_AT_WORK or _HOLDS_TOGETHER in named:
            continue
        kind = named if sector == _UNSORTED else sector
        found.setdefault((circle.name(fact.person) + f"\n{fact.person}", kind), []).append(fact)
    for key in sorted(found):
        services = {fact.id: fact for fact in found[key]}
        if len(services) > 1 and not _one_worker(found[key]):
            yield _finding(circle, list(services.values()))


def _one_worker(facts: list[ServiceFact]) -> bool:
    """Say whether one worker does it all: then nothing is done twice."""
    workers = {fact.worker for fact in facts}
    return len(workers) == 1 and "" not in workers


def _finding(circle: Around, facts: list[ServiceFact]) -> Finding:
    person = facts[0].person
    sector = service_kind(facts[0].name).sector
    called = sorted(_called(fact) for fact in facts)
    kind = "of one name" if sector == _UNSORTED else f"for {sector}"
    words = (
        f"{how_many(len(facts), 'service')} {kind} work with {circle.name(person)}: "
        f"{and_list(called)}."
    )
    nodes = sorted(service_node(fact.id) for fact in facts)
    ties = tuple(tie_ends(node, person_node(person)) for node in nodes)
    return Finding(FindingKind.OVERLAP, words, _WHY, (*nodes,), tuple(sorted(ties)))


def _called(fact: ServiceFact) -> str:
    worker = f" ({isolated(fact.worker)})" if fact.worker else ""
    return f"{isolated(fact.name)}{worker}"
