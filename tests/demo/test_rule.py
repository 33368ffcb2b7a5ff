"""The demo keeps to its own sharing agreements, and every open case is somebody's."""

from collections import Counter

from pbi_desktop.demo.agreements import AGREED, may_hold
from pbi_desktop.domain.access import AgencyKind, Category, Purpose, SiteRole
from pbi_desktop.domain.casework import TeamRole
from pbi_desktop.domain.phases import OPEN_PHASES
from tests.demo.reading import NOW, by_id, small_team


def _live(row: dict[str, object]) -> bool:
    return row["valid_to"] is None or row["valid_to"] > NOW  # type: ignore[operator]


def test_every_open_case_has_exactly_one_key_worker() -> None:
    tables = small_team()
    keys = Counter(
        row["case_id"]
        for row in tables["case_team"]
        if row["role"] == TeamRole.KEY_WORKER and _live(row)
    )
    for case in tables["cases"]:
        if case["phase"] in OPEN_PHASES:
            assert keys[case["id"]] == 1


def test_nobody_writes_what_their_agency_may_not_hold() -> None:
    tables = small_team()
    agencies, workers = by_id(tables["agencies"]), by_id(tables["workers"])
    for table, rows in tables.items():
        for row in rows:
            if "case_id" in row and "category" in row:
                agency = agencies[workers[row["created_by"]]["agency_id"]]
                held = may_hold(AgencyKind(agency["kind"]))
                assert Category(row["category"]) in held, (table, agency["name"])


def test_whoever_writes_in_a_case_is_on_its_team_or_leads_the_site() -> None:
    tables = small_team()
    teams: dict[object, set[object]] = {}
    for row in tables["case_team"]:
        teams.setdefault(row["case_id"], set()).add(row["worker_id"])
    leads = {
        row["worker_id"]
        for row in tables["site_roles"]
        if row["role"] in (SiteRole.TEAM_MANAGER, SiteRole.DUTY_LEAD, SiteRole.FRONT_DOOR)
    }
    for row in tables["notes"] + tables["stage_ratings"] + tables["actions"]:
        assert row["created_by"] in teams[row["case_id"]] | leads


def test_every_kind_of_agency_is_there_and_has_agreements() -> None:
    tables = small_team()
    kinds = {kind.value for kind in AgencyKind}
    assert {row["kind"] for row in tables["agencies"]} == kinds
    assert {row["agency_kind"] for row in tables["agreements"]} == kinds
    assert len(tables["agreements"]) == sum(len(categories) for *_, categories in AGREED)


def test_no_category_is_agreed_twice_for_one_purpose() -> None:
    agreed = Counter((p, kind, c) for p, kind, _basis, categories in AGREED for c in categories)
    assert max(agreed.values()) == 1


def test_a_protected_address_is_held_for_safeguarding_alone() -> None:
    purposes = {p for p, _k, _b, found in AGREED if Category.PROTECTED_ADDRESS in found}
    assert purposes == {Purpose.SAFEGUARDING}


def test_the_manager_leads_all_four_sites() -> None:
    tables = small_team()
    manager = next(row for row in tables["workers"] if row["login"] == "manager")
    roles = [row for row in tables["site_roles"] if row["worker_id"] == manager["id"]]
    assert {row["site_id"] for row in roles} == {row["id"] for row in tables["sites"]}
    assert {row["role"] for row in roles} == {SiteRole.TEAM_MANAGER.value}
    assert len(roles) == 4


def test_every_site_has_key_workers_and_partners() -> None:
    tables = small_team()
    agencies, workers = by_id(tables["agencies"]), by_id(tables["workers"])
    for site in tables["sites"]:
        here = [row for row in tables["site_roles"] if row["site_id"] == site["id"]]
        roles = {row["role"] for row in here}
        assert roles >= {"key_worker", "front_door", "duty_lead", "partner", "auditor"}
        kinds = {agencies[workers[row["worker_id"]]["agency_id"]]["kind"] for row in here}
        assert kinds >= {"police", "health", "probation", "council"}
    logins = [row["login"] for row in tables["workers"]]
    assert len(set(logins)) == len(logins)
