"""What the worker has typed at the front door, whole: it is drafted and restored as one text."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from pbi_desktop.domain.casework import Gender
from pbi_desktop.services.front_door_rows import REASONS, Told


@dataclass(frozen=True)
class NewPerson:
    """What is asked of somebody who comes for the first time, beyond what they have told."""

    given_name: str = ""
    family_name: str = ""
    not_given: bool = False
    """They do not want to give a name."""
    street: str = ""
    postcode: str = ""
    gender: str = Gender.NOT_RECORDED.value
    language: str = ""
    interpreter: str = ""
    site: str = ""
    """The id of the site, as text."""


@dataclass(frozen=True)
class Typed:
    """Everything on the left of the front door, and the new person if one is being started."""

    told: Told = field(default_factory=Told)
    reasons: tuple[str, ...] = ()
    words: str = ""
    new: NewPerson | None = None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to keep."""
        return not (self.told.facts or self.told_more)

    @property
    def told_more(self) -> bool:
        """Whether there is more than a search, which is soon typed again."""
        return bool(self.reasons or self.words.strip() or self.new)


def to_text(typed: Typed) -> str:
    """Return a text from which the same can be read again."""
    return json.dumps(asdict(typed), ensure_ascii=False)


def from_text(text: str) -> Typed:
    """Return what was typed; nothing at all if the text is not one of ours."""
    try:
        held = json.loads(text) if text else {}
    except ValueError:
        return Typed()
    if not isinstance(held, dict):
        return Typed()
    told = _words(held.get("told"), ("name", "born", "street", "phone"))
    new = held.get("new")
    reasons = held.get("reasons")
    kept = reasons if isinstance(reasons, list) else []
    return Typed(
        Told(**told),
        tuple(reason for reason in REASONS if reason in kept),
        str(held.get("words", "")),
        _new_person(new) if isinstance(new, dict) else None,
    )


def _new_person(held: Mapping[str, object]) -> NewPerson:
    names = ("given_name", "family_name", "street", "postcode", "language", "interpreter", "site")
    gender = str(held.get("gender", ""))
    known = gender if gender in tuple(Gender) else Gender.NOT_RECORDED.value
    return NewPerson(**_words(held, names), gender=known, not_given=held.get("not_given") is True)


def _words(held: object, names: tuple[str, ...]) -> dict[str, str]:
    if not isinstance(held, dict):
        return {}
    return {name: held[name] for name in names if isinstance(held.get(name), str)}
