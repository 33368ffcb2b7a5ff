"""How many statements a store is asked: what takes time is counted, not timed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, event

from pbi_desktop.domain.actor import Actor
from tests.support.world import World


@dataclass
class Count:
    """The statements of a block, those that begin a unit of work left out."""

    texts: list[str] = field(default_factory=list)

    @property
    def statements(self) -> int:
        """How many there were."""
        return len(self.texts)


@contextmanager
def counted(world: World, actor: Actor) -> Iterator[Count]:
    """Count what the store of this worker is asked inside the block."""
    engine: Engine = world.store_for(actor)._engine  # type: ignore[attr-defined]
    count = Count()

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if "authz." not in statement:
            count.texts.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield count
    finally:
        event.remove(engine, "before_cursor_execute", note)
