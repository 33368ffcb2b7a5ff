"""The certificate of a drill says what came back, and says it to everybody."""

import json

import pytest

from pbi_desktop.domain.copies import Drill
from pbi_desktop.reports.pdf.render import to_pdf
from pbi_desktop.reports.restore_certificate import build_certificate, certificate_json
from tests.reports.certificates import CHECKS, COPY, FAILED, PASSED, TABLES
from tests.reports.pdf.reading import failed_rules, said

DRILLS = {"passed": PASSED, "failed": FAILED}


def shown(drill: Drill) -> str:
    return " ".join(said(to_pdf(build_certificate(drill))).split())


@pytest.mark.parametrize("drill", DRILLS.values(), ids=DRILLS)
def test_a_certificate_is_accessible_and_the_same_each_time(drill: Drill) -> None:
    pdf = to_pdf(build_certificate(drill))
    assert failed_rules(pdf) == []
    assert pdf == to_pdf(build_certificate(drill))


def test_it_says_which_copy_when_by_whom_on_what_and_when_again() -> None:
    text = shown(PASSED)
    for words in (
        COPY.name,
        "21 November 2026, 06:30",
        "21 November 2026, 09:30",
        "manager",
        "Linux 6.1",
        "14.2 seconds",
        "due by 21 February 2027",
        *(check.name for check in CHECKS),
        *(name.replace("_", " ") for name in TABLES),
        "48,211",
    ):
        assert words in text, words


def test_a_copy_that_failed_is_called_one_and_nothing_is_said_of_what_it_holds() -> None:
    text = shown(FAILED)
    assert "not passed" in text
    assert "not to be relied on" in text
    assert "cut short" in text
    assert "Rows in each table" not in text


def test_the_json_says_the_same() -> None:
    good, bad = json.loads(certificate_json(PASSED)), json.loads(certificate_json(FAILED))
    assert (good["passed"], bad["passed"]) == (True, False)
    assert good["next_due"] == "2027-02-21"
    assert good["copy"]["counts"] == dict(COPY.contents.counts)
    assert good["copy"]["audit_heads"][0]["entry"] == 48_211
    assert bad["copy"] == {"name": COPY.name}
    assert [one["passed"] for one in bad["checks"]] == [False]
