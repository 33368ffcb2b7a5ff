"""Who may hold and be told what, as the rule and its allow-lists say."""

import inspect
import json
import re
from collections.abc import Iterable, Sequence
from types import ModuleType

from pbi_desktop.domain.access import (
    BASIS_LABELS,
    CATEGORY_LABELS,
    DESK,
    LEADS,
    NEVER_SERVES,
    PURPOSE_LABELS,
    AgencyKind,
    Category,
    Purpose,
    SiteRole,
)
from pbi_desktop.domain.first_team import AGREED_AT_FIRST
from pbi_desktop.domain.sharing import permitted_categories
from pbi_desktop.domain.summary_contents import needs_second_person
from pbi_desktop.services import cases_export_rows, older_stores, retention, subject_access
from pbi_desktop.store.access import compiled, grants
from tests.docs.tables import listed, table

KIND_WORDS = {
    AgencyKind.COUNCIL: "Council",
    AgencyKind.HOUSING: "Housing association",
    AgencyKind.POLICE: "Police",
    AgencyKind.HEALTH: "Health",
    AgencyKind.PROBATION: "Probation",
    AgencyKind.VOLUNTARY: "Voluntary group",
    AgencyKind.SCHOOL: "School",
}
ROLE_WORDS = {
    SiteRole.FRONT_DOOR: "Front door",
    SiteRole.CONNECTOR: "Connector",
    SiteRole.KEY_WORKER: "Key worker",
    SiteRole.DUTY_LEAD: "Duty lead",
    SiteRole.TEAM_MANAGER: "Team manager",
    SiteRole.IG_LEAD: "Information-governance lead",
    SiteRole.PARTNER: "Partner",
    SiteRole.GROUP_LEADER: "Group leader",
    SiteRole.COMMISSIONER: "Commissioner",
    SiteRole.EVALUATOR: "Evaluator",
    SiteRole.ADMINISTRATOR: "Administrator",
    SiteRole.AUDITOR: "Auditor",
}
_SPECIAL = "Special category (Article 9)"
_CLASS = {
    Category.IDENTITY: "Personal data",
    Category.CORE: "Personal data; may show a special category in its words",
    Category.CONTACT: "Personal data",
    Category.PROTECTED_ADDRESS: "Personal data that can cost a life",
    Category.HEALTH: _SPECIAL,
    Category.SUBSTANCE_USE: f"{_SPECIAL}: health",
    Category.SEXUALITY_GENDER: _SPECIAL,
    Category.ETHNICITY_RELIGION: _SPECIAL,
    Category.IMMIGRATION: "Personal data, treated as sensitive",
    Category.OFFENDING: "Offences and allegations (Article 10)",
    Category.SAFEGUARDING: "Personal data, often of a special category",
    Category.CHILD: "Personal data of children",
    Category.HOUSING: "Personal data",
    Category.FINANCE: "Personal data",
}
_PUBLIC = "6(1)(e) public task; 6(1)(c) where a duty is named"
_OTHER = "6(1)(f) legitimate interests; 6(1)(e) under a public contract"
_LEGAL = {
    AgencyKind.COUNCIL: (
        _PUBLIC,
        "9(2)(h) with Schedule 1 paragraph 2 (social care); 9(2)(g) with paragraphs 6 and 18",
        "Children Act 1989 ss17, 47; Children Act 2004 ss10–11; Care Act 2014 ss6–7, 42",
    ),
    AgencyKind.HOUSING: (
        _OTHER,
        "9(2)(g) with Schedule 1 paragraph 18 (safeguarding)",
        "Crime and Disorder Act 1998 s115 (towards a relevant authority, not onward)",
    ),
    AgencyKind.POLICE: (
        _PUBLIC + "; Data Protection Act Part 3 for law enforcement",
        "9(2)(g) with Schedule 1 paragraphs 6, 10 and 18; offences: Article 10 with Schedule 1",
        "Crime and Disorder Act 1998 s115; Children Act 2004 ss10–11",
    ),
    AgencyKind.HEALTH: (
        _PUBLIC,
        "9(2)(h) with Schedule 1 paragraph 2; the common law of confidence besides",
        "Care Act 2014 ss6–7; Children Act 2004 ss10–11; Caldicott principle 7",
    ),
    AgencyKind.PROBATION: (
        _PUBLIC,
        "Offences: Article 10 with Schedule 1; 9(2)(g) with paragraphs 6 and 18",
        "Crime and Disorder Act 1998 s115; Children Act 2004 ss10–11",
    ),
    AgencyKind.VOLUNTARY: (
        _OTHER,
        "9(2)(g) with Schedule 1 paragraph 18 (safeguarding), else explicit consent 9(2)(a)",
        "None of its own: what the contract or the agreement says",
    ),
    AgencyKind.SCHOOL: (
        _PUBLIC,
        "9(2)(g) with Schedule 1 paragraph 18 (safeguarding)",
        "The school's own safeguarding duty: name the section",
    ),
}


def categories() -> str:
    """Return what each category is in law, and when a second person reads a summary with it."""
    rows = (
        [
            CATEGORY_LABELS[one],
            _CLASS[one],
            "yes" if needs_second_person([one]) else "no",
        ]
        for one in Category
    )
    return table(["Category", "In law", "A second person approves a summary"], rows)


def purposes() -> str:
    """Return each purpose, and which kinds of agency may be told anything for it."""
    rows = (
        [
            PURPOSE_LABELS[aim],
            listed(KIND_WORDS[kind] for kind in AgencyKind if permitted_categories(kind, aim)),
            listed(CATEGORY_LABELS[one] for one in sorted(NEVER_SERVES.get(aim, ()))),
        ]
        for aim in Purpose
    )
    return table(["Purpose", "Who may be told anything", "What never serves it"], rows)


def may_be_told() -> str:
    """Return for each purpose and kind of agency the most that it may be told."""
    rows = (
        [PURPOSE_LABELS[aim], KIND_WORDS[kind], listed(CATEGORY_LABELS[one] for one in sorted(may))]
        for aim in Purpose
        for kind in AgencyKind
        if (may := permitted_categories(kind, aim))
    )
    told = {
        one for aim in Purpose for kind in AgencyKind for one in permitted_categories(kind, aim)
    }
    never = listed(CATEGORY_LABELS[one] for one in Category if one not in told)
    said = table(["Purpose", "Kind of agency", "The most it may be told"], rows)
    return f"{said}\nOn nobody's list: {never}.\n"


def agency_kinds() -> str:
    """Return for each kind of agency its purposes, and the law that is proposed for them."""
    rows = (
        [
            KIND_WORDS[kind],
            listed(PURPOSE_LABELS[aim] for aim in Purpose if permitted_categories(kind, aim)),
            *_LEGAL[kind],
        ]
        for kind in AgencyKind
    )
    return table(
        ["Kind", "May be told", "UK GDPR Article 6", "Sensitive data", "Power or duty"], rows
    )


def first_agreements() -> str:
    """Return what a new store gives its first agency before anybody agreed more."""
    rows = (
        [
            PURPOSE_LABELS[purpose],
            BASIS_LABELS[basis],
            listed(CATEGORY_LABELS[one] for one in sorted(those)),
        ]
        for purpose, basis, those in AGREED_AT_FIRST
    )
    return table(["Purpose", "Ground", "Categories"], rows)


def roles_named(kind: str, action: str) -> frozenset[SiteRole]:
    """Return the roles that the compiled rule of a kind asks for: view, insert or update."""
    policy = json.loads(compiled.POLICY_FILE.read_text(encoding="utf-8"))
    named = re.findall(r"role IN \(([^)]*)\)", policy["kinds"][kind][action])
    return frozenset(SiteRole(one) for each in named for one in re.findall(r"'(\w+)'", each))


def _who_leads(*modules: ModuleType) -> tuple[SiteRole, ...]:
    if all("led_sites(" in inspect.getsource(module) for module in modules):
        return LEADS
    raise LookupError(f"{modules} ask for something else than who leads a site")


def _who_lets_go() -> list[SiteRole]:
    asked = inspect.getsource(retention._require_manager)
    return [SiteRole[name] for name in re.findall(r"SiteRole\.(\w+)", asked)]


def _acts() -> Sequence[tuple[str, Iterable[SiteRole]]]:
    return (
        ("Sees the names on unsealed cases of their site, nothing more", DESK),
        ("Takes people in, opens cases, joins a case of the site", roles_named("cases", "insert")),
        ("Keeps the directory of groups", roles_named("community_groups", "insert")),
        ("Reads unsealed cases of their site without being on the team", LEADS),
        ("May open a case in an emergency", grants.BREAKERS),
        ("Reviews emergencies of others", roles_named("broken_glass", "update")),
        ("Names conflicts of interest of anybody", roles_named("exclusions", "insert")),
        ("Lets workers in and out, gives roles", roles_named("workers", "insert")),
        ("Writes or seconds agreements", roles_named("agreements", "insert")),
        ("Reads the audit trail of the whole store", roles_named("audit_entries", "view")),
        ("Accepts an older copy of the store", older_stores.MAY_ACCEPT),
        (
            "Answers requests of residents, holds files, exports a site",
            _who_leads(subject_access, retention, cases_export_rows),
        ),
        ("Agrees how long files are kept, and lets them go", _who_lets_go()),
    )


def acts() -> str:
    """Return what a role lets somebody do by itself, with a letter for each."""
    rows = (
        [letter, act, listed(ROLE_WORDS[role] for role in SiteRole if role in set(who))]
        for letter, (act, who) in zip("ABCDEFGHIJKLMNOP", _acts(), strict=False)
    )
    return table(["", "What the role by itself allows", "Which roles"], rows)


def roles() -> str:
    """Return the same as a matrix, a row for each role."""
    columns = [set(who) for _act, who in _acts()]
    letters = "ABCDEFGHIJKLMNOP"[: len(columns)]
    rows = (
        [ROLE_WORDS[role], *("yes" if role in who else "–" for who in columns)] for role in SiteRole
    )
    return table(["Role", *letters], rows)
