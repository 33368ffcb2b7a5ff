"""What stands beside each person's symbol: a name, and two short notes at most."""

from dataclasses import replace

from pbi_desktop.domain.casework import TieKind
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.scene import TextMeasure, Tint
from pbi_desktop.domain.ties import NetworkFacts, TieFact
from pbi_desktop.network.people import Around
from pbi_desktop.network.picture.text import Block, block
from pbi_desktop.network.plan import LABEL_WIDTH
from pbi_desktop.network.words import life_words

_WIDTHS = (LABEL_WIDTH, 80.0)
_NARROW = (LABEL_WIDTH, 80.0, 60.0, 44.0)
_ISOLATES = {0x2066: None, 0x2067: None, 0x2068: None, 0x2069: None}
_MOST_NOTES = 2


def person_blocks(
    person: PersonId,
    now: NetworkFacts,
    circle: Around,
    measure: TextMeasure,
    dated: frozenset[frozenset[PersonId]] = frozenset(),
) -> tuple[Block, ...]:
    """Return the words beside a person's symbol, the widest first; the last has no notes.

    Since when the `dated` couples are apart stands on the lines between them.
    """
    name = plain_name(person, circle)
    notes = _notes(person, now, circle, dated)
    tint = Tint.VOICE if person == now.about else Tint.INK
    found = [block(name, notes, measure, LABEL_WIDTH, tint)]
    found += [block(name, notes[:1], measure, most, tint) for most in _WIDTHS]
    fact = circle.people.get(person)
    mute = bool(fact and life_words(fact, now.as_at))
    found += [replace(block(name, (), measure, most, tint), mute=mute) for most in _NARROW]
    return tuple(dict.fromkeys(found))


def ring_block(person: PersonId, now: NetworkFacts, circle: Around, measure: TextMeasure) -> Block:
    """Return the words beside somebody who stands on the ring."""
    return block(
        plain_name(person, circle), _notes(person, now, circle, frozenset()), measure, _WIDTHS[0]
    )


def plain_name(person: PersonId, circle: Around) -> str:
    """Return the name for the picture, where it stands alone and needs no isolates."""
    return circle.name(person).translate(_ISOLATES)


def _notes(
    person: PersonId, now: NetworkFacts, circle: Around, dated: frozenset[frozenset[PersonId]]
) -> tuple[str, ...]:
    fact = circle.people.get(person)
    notes = [*(life_words(fact, now.as_at) if fact else []), *_apart(person, now, circle, dated)]
    cared = sorted(
        {
            plain_name(tie.other, circle)
            for tie in now.ties
            if tie.kind is TieKind.CARER and tie.subject == person
        }
    )
    if cared:
        notes.append(f"Cares for {' and '.join(cared)}")
    notes += _known(person, now)
    return tuple(dict.fromkeys(notes))[:_MOST_NOTES]


def _apart(
    person: PersonId, now: NetworkFacts, circle: Around, dated: frozenset[frozenset[PersonId]]
) -> list[str]:
    """Return since when somebody lives apart: said once, of whoever lives elsewhere."""
    home = {now.about, *circle.home}
    years = {
        tie.started_on.year
        for tie in now.ties
        if tie.kind is TieKind.FORMER_PARTNER
        and tie.started_on is not None
        and person in (tie.subject, tie.other)
        and person not in home
        and _other(tie, person) in home
        and frozenset((tie.subject, tie.other)) not in dated
    }
    return [f"Apart {max(years)}"] if years else []


def _known(person: PersonId, now: NetworkFacts) -> list[str]:
    """Return "Friend" or "Neighbour" of somebody who is so to one in the picture."""
    words = {TieKind.FRIEND: "Friend", TieKind.NEIGHBOUR: "Neighbour"}
    kinds = {
        tie.kind
        for tie in now.ties
        if tie.kind in words and person in (tie.subject, tie.other) and person != now.about
    }
    outside = not any(home.person == person for home in now.home)
    return [words[kind] for kind in sorted(kinds)] if outside else []


def _other(tie: TieFact, person: PersonId) -> PersonId:
    return tie.other if tie.subject == person else tie.subject
