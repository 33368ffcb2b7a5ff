"""What a service or group is, by simple words of its name: its icon and its sector."""

import re
from typing import NamedTuple


class Kind(NamedTuple):
    """An icon, and the words for several services of one kind: "+4 more health"."""

    icon: str
    sector: str


_RULES: tuple[tuple[str, Kind], ...] = (
    ("carer|caring|sitting", Kind("heart-handshake", "care")),
    ("memory|dementia|care|social work|safeguarding|adult", Kind("heart-handshake", "care")),
    (
        "gp|surgery|clinic|nurse|health|hospital|doctor|nhs|pharmacy|dentist|therap|mental|cahms"
        "|camhs|recovery|drug|alcohol|wellbeing",
        Kind("stethoscope", "health"),
    ),
    ("midwi|baby|toddler|nursery|early years|sure start|play", Kind("baby", "children")),
    ("council tax|debt|benefit|dwp|universal|bank|loan|arrears", Kind("pound-sterling", "money")),
    ("money|advice|citizens|welfare|credit", Kind("hand-coins", "money")),
    ("job|employ|work coach|skills|apprentice|enterprise", Kind("briefcase", "work")),
    ("hous|homes?\\b|landlord|tenan|lettings|repairs|key worker", Kind("house", "housing")),
    ("court|solicitor|legal|law|probation|justice|immigration|tribunal", Kind("scale", "law")),
    ("police|safety|fire|antisocial|abuse|refuge", Kind("shield", "safety")),
    ("interpret|language|esol|english|urdu|bengali", Kind("languages", "languages")),
    (
        "school|college|academy|homework|learn|class|library|reading|attendance",
        Kind("pencil", "school"),
    ),
    ("lunch|food|pantry|kitchen|cook|meal|cafe|coffee|tea|brew", Kind("hand-heart", "food")),
    (
        "allotment|garden|walk|green|park|outdoor|sport|football|swim|dance|gym",
        Kind("sun", "outdoors"),
    ),
    (
        "chat|talk|listen|friend|befriend|knit|craft|art|sing|choir",
        Kind("message-square", "company"),
    ),
    ("club|group|family|parents|women|men|youth|community|neighbour", Kind("users", "company")),
    ("mosque|church|temple|faith|chapel|volunt|charity|trust|grant", Kind("hand-heart", "charity")),
)
_COMPILED = tuple((re.compile(rf"\b(?:{words})", re.IGNORECASE), kind) for words, kind in _RULES)

_SERVICE = Kind("building-2", "services")
_GROUP = Kind("store", "groups")


_CRISIS = re.compile(
    r"\b(?:crisis|emergency|a ?& ?e\b|999|ambulance|police|refuge|bailiff|eviction|homeless|night"
    r" shelter|custody|court|probation)",
    re.IGNORECASE,
)


def is_crisis(name: str) -> bool:
    """Say by its name whether a service is one that an emergency brings."""
    return _CRISIS.search(name) is not None


def service_kind(name: str) -> Kind:
    """Return the kind of a service, by its name."""
    return _kind(name) or _SERVICE


def group_kind(name: str) -> Kind:
    """Return the kind of a community group, by its name."""
    return _kind(name) or _GROUP


def _kind(name: str) -> Kind | None:
    return next((kind for words, kind in _COMPILED if words.search(name)), None)
