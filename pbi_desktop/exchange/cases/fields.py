"""Which fields a sheet may fill, and the many names that teams give to their columns."""

from collections.abc import Mapping
from enum import StrEnum


class SheetKind(StrEnum):
    """What the rows of a sheet are; in a caseload each row is a person and a case."""

    PEOPLE = "people"
    CASES = "cases"
    STAGES = "stages"
    GAINS = "gains"
    CASELOAD = "caseload"


LEFT_OUT = ""
"""In place of a field: this column is not read."""

_PERSON = ("person", "person id", "person ref", "person reference", "person no", "person number",
    "client", "client id", "client ref", "client reference", "client no", "client number",
    "resident id", "resident ref", "service user id", "customer id", "unique id", "uid", "urn",
    "id", "ref", "ref no", "reference", "reference number", "our ref", "record id")  # fmt: skip
_CASE = ("case", "case id", "case ref", "case reference", "case no", "case number", "episode",
    "episode id", "referral id", "referral ref", "referral number", "case file")  # fmt: skip

PEOPLE_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "person": _PERSON,
    "given_name": ("given name", "given names", "first name", "first names", "forename",
        "forenames", "fname", "firstname", "christian name"),
    "family_name": ("family name", "surname", "last name", "lastname", "second name", "sname"),
    "full_name": ("full name", "name", "client name", "resident name", "person name",
        "service user", "service user name", "name of client", "name of resident", "resident",
        "customer name", "customer", "name of person"),
    "known_as": ("known as", "preferred name", "likes to be called", "also known as", "aka",
        "nickname", "calls themselves"),
    "born": ("born", "dob", "date of birth", "d o b", "birth date", "birthdate", "birthday",
        "birth", "dateofbirth", "year of birth", "yob"),
    "age": ("age", "age in years", "approx age"),
    "gender": ("gender", "sex", "gender identity"),
    "pronouns": ("pronouns",),
    "first_language": ("first language", "language", "main language", "preferred language",
        "mother tongue", "spoken language"),
    "interpreter": ("interpreter", "interpreter needed", "interpreter required",
        "needs interpreter", "needs an interpreter", "interpreter y n"),
    "household": ("household", "household id", "household ref", "household reference",
        "household no", "household number", "family id", "family ref", "family reference",
        "family number"),
    "address_1": ("address 1", "address line 1", "line 1", "address1", "street", "street address",
        "house and street", "first line of address", "1st line of address"),
    "address_2": ("address 2", "address line 2", "line 2", "address2"),
    "locality": ("locality", "town", "city", "area", "address 3", "address line 3", "address3",
        "estate", "town or city", "district"),
    "address": ("address", "full address", "home address", "current address", "postal address"),
    "postcode": ("postcode", "post code", "postal code", "pcode", "pc", "zip"),
    "phone": ("phone", "telephone", "tel", "tel no", "mobile", "mobile number", "mob", "phone no",
        "phone number", "telephone number", "contact number", "contact no", "mobile phone",
        "telephone no", "mobile no", "contact tel"),
    "household_of_cases": ("household of cases",),
    "family_of_cases": ("family of cases",),
}  # fmt: skip
CASE_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "case": _CASE,
    "person": _PERSON,
    "opened_on": ("opened on", "opened", "date opened", "open date", "opening date", "start date",
        "case opened", "date of referral", "referral date", "date referred", "referred on",
        "referred", "date received", "case start", "case start date", "started", "started on",
        "date started", "case opened on", "start"),
    "site": ("site", "hub", "team", "place", "pbi site"),
    "phase": ("phase", "status", "case status", "case phase", "where it is", "process step"),
    "closed_on": ("closed on", "closed", "date closed", "close date", "closing date",
        "closure date", "end date", "case closed", "case end", "case end date", "ended",
        "ended on", "date of closure", "case closed on", "end"),
    "closure_reason": ("closure reason", "reason closed", "reason for closure", "close reason",
        "closing reason", "reason for closing", "why closed", "outcome", "case outcome",
        "reason case closed"),
    "source": ("source", "referred by", "referral source", "referrer", "source of referral",
        "how they came", "where from", "referral from", "referring agency"),
    "key_worker": ("key worker", "keyworker", "worker", "lead worker", "case worker",
        "caseworker", "allocated to", "lead practitioner", "support worker", "link worker",
        "assigned to", "allocated worker"),
    "next_review_on": ("next review on", "next review", "review date", "next review date",
        "review due", "date of next review", "due for review"),
}  # fmt: skip
STAGE_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "case": (*_CASE, "ref", "reference", "id"),
    "domain": ("domain", "area of life", "life area", "life domain", "part of life", "area",
        "outcome area", "theme"),
    "stage": ("stage", "rating", "score", "level", "stage code", "coping stage", "coping",
        "scale", "assessment"),
    "rated_on": ("rated on", "date rated", "rating date", "date", "rated", "assessed on",
        "assessment date", "date of rating", "date assessed", "date of assessment", "scored on"),
    "kind": ("kind", "kind of rating", "rating kind", "point", "type", "rating type", "when",
        "time point", "timepoint"),
    "rated_by": ("rated by", "worker", "key worker", "assessed by", "assessor", "by",
        "scored by", "rater"),
    "reason": ("reason", "reasons", "note", "notes", "evidence", "comment", "comments", "why",
        "evidence note"),
    "own_view": ("own view", "own rating", "persons view", "person s view", "own score",
        "self rating", "self assessment", "persons own view", "their view", "client view",
        "self score"),
}  # fmt: skip
GAIN_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "case": (*_CASE, "ref", "reference", "id"),
    "category": ("category", "kind", "type", "type of gain", "gain type", "income type",
        "kind of gain", "gain category", "type of income"),
    "what": ("what", "benefit", "description", "award", "name of benefit", "benefit name",
        "details", "gain", "what it is", "item"),
    "nature": ("nature", "recurring or one off", "one off or recurring", "recurring"),
    "status": ("status", "state", "gain status", "how sure", "award status"),
    "amount": ("amount", "value", "award amount", "new amount", "sum", "gain amount", "pounds",
        "amount awarded", "new award", "money"),
    "frequency": ("frequency", "how often", "per", "period", "payment frequency", "paid",
        "freq"),
    "previous_amount": ("previous amount", "previous", "old amount", "before", "amount before",
        "previous award", "old award", "was"),
    "start": ("start", "start date", "from", "starts", "started", "starts on", "award start",
        "start of award", "date from"),
    "end": ("end", "end date", "to", "until", "ends", "ends on", "award end", "end of award",
        "date to"),
    "one_off_amount": ("one off amount", "one off", "backdate", "backdated amount", "arrears",
        "lump sum", "backdated", "one off payment", "back pay", "backpay", "backdated award"),
    "evidence": ("evidence", "proof", "source", "source of figure", "seen"),
    "confirmed_on": ("confirmed on", "confirmed", "date confirmed", "confirmation date",
        "date of confirmation"),
}  # fmt: skip

COLUMNS: Mapping[SheetKind, Mapping[str, tuple[str, ...]]] = {
    SheetKind.PEOPLE: PEOPLE_COLUMNS,
    SheetKind.CASES: CASE_COLUMNS,
    SheetKind.STAGES: STAGE_COLUMNS,
    SheetKind.GAINS: GAIN_COLUMNS,
    SheetKind.CASELOAD: {**CASE_COLUMNS, **PEOPLE_COLUMNS},
}
NAME_FIELDS = frozenset({"given_name", "family_name", "full_name"})

SHEET_NAMES: Mapping[SheetKind, frozenset[str]] = {
    SheetKind.PEOPLE: frozenset(
        {"people", "persons", "person", "clients", "client", "residents", "households",
        "household", "members", "families", "individuals", "service users", "contacts"}
    ),
    SheetKind.CASES: frozenset({"cases", "case", "episodes", "referrals", "case list"}),
    SheetKind.STAGES: frozenset(
        {"stages", "stage", "ratings", "rating", "scores", "assessments", "outcomes", "coping"}
    ),
    SheetKind.GAINS: frozenset(
        {"gains", "gain", "money", "income", "financial gains", "benefits", "awards",
        "financial gain", "income maximisation"}
    ),
    SheetKind.CASELOAD: frozenset({"caseload", "case load", "tracker", "register"}),
}  # fmt: skip
