"""What the worker has typed at the front door, whole: it is drafted and restored as one text."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from uuid import UUID

from pbi_desktop.domain.approaches import Done, SafeNow
from pbi_desktop.domain.casework import ContactMethod, Gender
from pbi_desktop.services.front_door_rows import REASONS, Told

NOT_ASKED = "not_asked"
"""The answer to a question that nobody has put yet; it is never taken for another answer."""
METHODS = (
    ContactMethod.SHOPFRONT,
    ContactMethod.PHONE,
    ContactMethod.PARTNER_REFERRAL,
    ContactMethod.SELF_REFERRAL,
    ContactMethod.OUTREACH,
    ContactMethod.HUDDLE,
)
DONE = (Done.ADVICE, Done.SIGNPOST, Done.CONNECT, Done.REFER_ON, Done.PLACE_ISSUE)
"""What was done that is said by hand; a case is opened or added to by its own button."""
URGENCIES = (NOT_ASKED, "0", "1", "2", "3")
YES, NO = "yes", "no"


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
class LeftForm:
    """The form of a new person that was closed half filled, and what had been told by then."""

    told: Told
    new: NewPerson


@dataclass(frozen=True)
class HowCame:
    """How they came, how urgent it is, and what was done for them."""

    method: str = ContactMethod.SHOPFRONT.value
    urgency: str = NOT_ASKED
    safe_now: str = SafeNow.NOT_ASKED.value
    told_why: str = NOT_ASKED
    """Whether they were told what is kept and why."""
    done: tuple[str, ...] = ()
    done_words: str = ""


@dataclass(frozen=True)
class Typed:
    """Everything on the left of the front door, and the new person if one is being started."""

    told: Told = field(default_factory=Told)
    reasons: tuple[str, ...] = ()
    words: str = ""
    new: NewPerson | None = None
    how: HowCame = field(default_factory=HowCame)
    not_same: tuple[str, ...] = ()
    """The ids, as text, of the people who were said not to be them."""
    left: LeftForm | None = None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to keep."""
        return not (any(asdict(self.told).values()) or self.told_more)

    @property
    def told_more(self) -> bool:
        """Whether there is more than a search, which is soon typed again."""
        form = self.new or self.left or self.how != HowCame()
        return bool(self.reasons or self.words.strip() or self.not_same or form)


def to_text(typed: Typed) -> str:
    """Return a text from which the same can be read again."""
    return json.dumps(asdict(typed), ensure_ascii=False)


def from_text(text: str) -> Typed:
    """Return what was typed; nothing at all if the text is not one of ours."""
    return next(iter(from_list(text)), Typed())


def to_list(several: Sequence[Typed]) -> str:
    """Return one text for what was typed for several people."""
    return json.dumps([asdict(typed) for typed in several], ensure_ascii=False)


def from_list(text: str) -> tuple[Typed, ...]:
    """Return what was typed for one or for several people, without what is not one of ours."""
    try:
        held = json.loads(text) if text else []
    except ValueError:
        return ()
    several = held if isinstance(held, list) else [held]
    return tuple(_typed(one) for one in several if isinstance(one, dict))


def _typed(held: Mapping[str, object]) -> Typed:
    new = held.get("new")
    return Typed(
        _told(held.get("told")),
        _some(held.get("reasons"), REASONS),
        str(held.get("words", "")),
        _new_person(new) if isinstance(new, dict) else None,
        _how(held.get("how")),
        _ids(held.get("not_same")),
        _left_form(held.get("left")),
    )


def _told(held: object) -> Told:
    return Told(**_words(held, tuple(one.name for one in fields(Told))))


def _left_form(held: object) -> LeftForm | None:
    new = held.get("new") if isinstance(held, dict) else None
    if not isinstance(held, dict) or not isinstance(new, dict):
        return None
    return LeftForm(_told(held.get("told")), _new_person(new))


def _new_person(held: Mapping[str, object]) -> NewPerson:
    names = ("given_name", "family_name", "street", "postcode", "language", "interpreter", "site")
    gender = _one_of(held.get("gender"), tuple(Gender), Gender.NOT_RECORDED.value)
    return NewPerson(**_words(held, names), gender=gender, not_given=held.get("not_given") is True)


def _how(held: object) -> HowCame:
    if not isinstance(held, dict):
        return HowCame()
    return HowCame(
        method=_one_of(held.get("method"), METHODS, HowCame().method),
        urgency=_one_of(held.get("urgency"), URGENCIES, NOT_ASKED),
        safe_now=_one_of(held.get("safe_now"), tuple(SafeNow), NOT_ASKED),
        told_why=_one_of(held.get("told_why"), (YES, NO), NOT_ASKED),
        done=_some(held.get("done"), DONE),
        **_words(held, ("done_words",)),
    )


def _one_of(found: object, known: tuple[str, ...], otherwise: str) -> str:
    return str(found) if isinstance(found, str) and found in known else otherwise


def _some(found: object, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return what is known of a list, in the order in which it is shown."""
    kept = found if isinstance(found, list) else []
    return tuple(str(one) for one in known if one in kept)


def _ids(found: object) -> tuple[str, ...]:
    kept = found if isinstance(found, list) else []
    return tuple(one for one in kept if isinstance(one, str) and _is_id(one))


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _words(held: object, names: tuple[str, ...]) -> dict[str, str]:
    if not isinstance(held, dict):
        return {}
    return {name: held[name] for name in names if isinstance(held.get(name), str)}
