"""The names of the Social Prescribing Standard that are read, and which are mandatory."""

from collections.abc import Mapping, Sequence

from pbi_desktop.exchange.tables import column_key

# Each name is the end of a path of the standard; the longest one that fits is meant.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "given_name": ("Person first name", "First name", "Given name"),
    "family_name": ("Person family name", "Last name", "Family name", "Surname"),
    "known_as": ("Person preferred name",),
    "born": ("Date of birth", "DOB", "Your date of birth"),
    "pronouns": ("Pronoun",),
    "gender": ("Person demographics > Gender", "Gender"),
    "nhs_number": ("NHS number",),
    "reference": ("Other identifier",),
    "address": ("Address line 1", "Address", "Street", "Your address"),
    "address_2": ("Address line 2",),
    "locality": ("Address line 3",),
    "postcode": ("Postcode", "Your postcode"),
    "phone": (
        "Person's telephone number",
        "Phone",
        "Phone number",
        "Telephone",
        "Mobile",
        "Your phone number",
    ),
    "practice_code": ("GP practice identifier",),
    "practice": ("GP practice details",),
    "referred_on": (
        "Referral details > Date",
        "Date of referral",
        "Referral date",
        "Submitted on",
        "Submitted at",
        "Sent on",
    ),
    "referrer_name": ("Referrer details > Name", "Referrer name"),
    "referrer_service": (
        "Referrer details > Service",
        "Referrer details > Service > Free text",
        "Referrer details > Service > Coded value",
        "Referrer service",
    ),
    "referrer_organisation": (
        "Referrer details > Organisation",
        "Referrer details > Organisation > Free text",
        "Referrer details > Organisation > Coded value",
        "Referrer organisation",
    ),
    "referrer_contact": (
        "Referrer details > Contact details",
        "Referrer contact details",
        "Referrer contact",
    ),
    "method": ("Referral method",),
    "reason": (
        "Reason for referral",
        "Reason for referral > Free text",
        "In your own words",
        "How can we help",
        "What would you like help with",
        "Message",
    ),
    "referral_to": (
        "Referral to",
        "Referral to > Name",
        "Referral to > Service",
        "Referral to > Service > Free text",
        "Referral to > Organisation",
        "Referral to > Organisation > Free text",
    ),
    "risk": (
        "Risk",
        "Risks",
        "Risks > Risk > Free text",
        "Risk > Free text",
        "Risk > Coded value",
    ),
    "matters": (
        "What is most important to me",
        "What is most important to me > What is most important to me",
    ),
    "full_name": ("Your name", "Full name"),
    "language": ("Language", "First language", "Preferred language"),
    "interpreter": ("Interpreter", "Interpreter needed"),
    "reasons": ("Reasons", "Topics", "Help with"),
    "urgency": ("Urgency", "How urgent", "How soon"),
    "safe_now": ("Safe now", "Are you safe now"),
    "consent_told": ("Told what is kept", "Privacy notice read"),
    "number": (
        "Referral number",
        "Referral reference",
        "Submission number",
        "Form number",
        "UBRN",
    ),
    "please": (
        "Please do and please don't",
        "Please do and please don't > Please do and please don't",
    ),
}
MORE = "more"
"""Stands for what no field reads: it is kept under its own heading."""
OF_REFERRER = frozenset(name for name in FIELDS if name.startswith("referrer_"))
OF_OWN_FORM = frozenset({"consent_told", "number", "referred_on", "safe_now"})
"""A list with a name, a reason and one of these, and no referrer, is of forms of the website."""
MANDATORY = {
    "given_name": "Person first name",
    "family_name": "Person family name",
    "born": "Date of birth",
    "practice_code": "GP practice identifier",
    "referrer_name": "Referrer details > Name",
    "referrer_service": "Referrer details > Service",
    "referrer_organisation": "Referrer details > Organisation",
    "referrer_contact": "Referrer details > Contact details",
    "referral_to": "Referral to",
    "risk": 'Risk, or "No known risks"',
}
NO_KNOWN_RISKS = frozenset(
    {"noknownrisks", "noknownrisk", "noneknown", "norisksknown", "noriskknown", "noknown"}
)
_ENDS = {
    tuple(map(column_key, name.split(">"))): field
    for field, names in FIELDS.items()
    for name in names
}
_LONGEST = max(map(len, _ENDS))


class MostSaid:
    """What a referral says of each field, once."""

    def __init__(self, said: Mapping[str, list[str]]) -> None:
        self._said = said

    def of(self, name: str) -> str:
        """Return what is said of a field as one line; empty where nothing is."""
        return " ".join(next(iter(self._said.get(name, [""]))).split())


def under_heading(path: Sequence[str], cell: str) -> str:
    """Return what no field reads, under the heading that it has in the file.

    >>> under_heading(["Social context record entry", "Social context", "Transport"], "none")
    'Social context, Transport: none'
    """
    names = [" ".join(name.split()) for name in path]
    names = [name for name in names if not column_key(name).endswith("recordentry")]
    return f"{', '.join(names[-2:])}: {' '.join(cell.split())}"


def field_of(path: Sequence[str]) -> str | None:
    """Return the field that a path of the standard ends in, or None where none is read.

    >>> field_of(["Referral details", "Referral details record entry", "Referrer details", "Name"])
    'referrer_name'
    """
    keys = tuple(key for key in map(column_key, path) if not key.endswith("recordentry"))
    for length in range(min(_LONGEST, len(keys)), 0, -1):
        found = _ENDS.get(keys[-length:])
        if found is not None:
            return found
    return None
