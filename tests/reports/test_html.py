"""An HTML report stands alone: nothing fetched or run, everything escaped, every part named."""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.analysis.outcomes import count_outcomes
from pbi_desktop.domain.documents import (
    Block,
    Document,
    DocumentMarking,
    Figure,
    Heading,
    KeyValues,
    Link,
    ListBlock,
    Notice,
    NoticeKind,
    Para,
    Piece,
    Protection,
    Said,
    Table,
    Tone,
)
from pbi_desktop.domain.outcomes import CaseFacts, OutcomesQuestion, Period
from pbi_desktop.domain.scene import Pattern, Scene, Shape, Tint, Words, polyline
from pbi_desktop.domain.sharing import SummaryFacts
from pbi_desktop.domain.text import clean_text
from pbi_desktop.reports.case_summary import build_case_summary
from pbi_desktop.reports.html import to_html
from pbi_desktop.reports.outcomes import build_outcomes
from pbi_desktop.reports.typeface import Typeface
from tests.analysis.worlds import questions, worlds
from tests.reports.pages import read_page
from tests.reports.samples import MADE_AT, NASREEN, URDU_NAME, facts, request
from tests.reports.summaries import HOSTILE, summaries

TAGS = """
html head meta title style body a header main footer h1 h2 h3 h4 h5 h6 p strong span bdi blockquote
ul ol li dl div dt dd table caption thead tbody tr th td section figure svg g path text defs
pattern rect circle figcaption
"""
PERIOD = Period(date(2024, 4, 1), date(2026, 3, 31))
LAST = date(2026, 11, 21)
MARKING = DocumentMarking(
    Protection.OFFICIAL_SENSITIVE, "For one reader.", "Leah Ogden", MADE_AT, "Hill Trust", 3
)

_pieces: st.SearchStrategy[Piece] = st.one_of(
    st.sampled_from(HOSTILE),
    st.sampled_from(HOSTILE).map(Said),
    st.builds(Link, st.sampled_from(HOSTILE), st.sampled_from(HOSTILE)),
    st.text(max_size=8).map(Said),
)
_texts = st.lists(_pieces, max_size=3).map(tuple)
_short = st.sampled_from(HOSTILE)


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 3))
    row = st.tuples(*[_texts] * columns)
    header = draw(st.tuples(*[_short] * columns))
    rows = draw(st.lists(row, max_size=3))
    return Table(draw(_short), header, tuple(rows), draw(st.frozensets(st.integers(0, 3))))


_points = st.lists(st.tuples(st.floats(0, 99), st.floats(0, 99)), min_size=1, max_size=3)
_shapes = st.builds(
    Shape,
    _points.map(lambda points: polyline(tuple(points))),
    st.sampled_from(Tint),
    st.sampled_from(Tint),
    pattern=st.sampled_from(Pattern),
)
_words = st.builds(Words, st.just(1.0), st.just(2.0), _short)
_scenes = st.builds(
    Scene, st.just(100.0), st.just(50.0), st.lists(_shapes | _words, max_size=3).map(tuple)
)
_blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, st.integers(2, 6), _texts, _short),
    st.builds(Para, _texts, st.sampled_from(Tone)),
    st.builds(ListBlock, st.lists(_texts, max_size=3).map(tuple), st.booleans()),
    _tables(),
    st.builds(KeyValues, st.lists(st.tuples(_short, _texts), max_size=3).map(tuple)),
    st.builds(Notice, _short, _texts, st.sampled_from(NoticeKind)),
    st.builds(Figure, _short.filter(str.strip), _scenes, _short),
)
documents = st.builds(Document, _texts, st.just(MARKING), st.lists(_blocks, max_size=6).map(tuple))


def check_stands_alone(html: str) -> None:
    page = read_page(html)
    for element in page.elements:
        assert element.tag in TAGS.split()
        for name, value in element.attributes.items():
            assert not name.startswith("on")
            assert name not in ("src", "style", "srcset", "action", "xmlns")
            if name == "href":
                assert (value or "").startswith("#")
    assert "//" not in page.one("style").text
    assert "url(" not in page.one("style").text
    assert "@import" not in page.one("style").text


def said_in(value: object) -> set[str]:
    """Return every text from a record in a document, as a page would show it."""
    if isinstance(value, Said):
        return {clean_text(value.text)[0]}
    if isinstance(value, tuple):
        return set().union(*map(said_in, value)) if value else set()
    parts = getattr(value, "__dataclass_fields__", {})
    return set().union(*(said_in(getattr(value, name)) for name in parts)) if parts else set()


@given(documents)
def test_no_text_can_ever_become_a_tag_a_script_or_a_request(document: Document) -> None:
    check_stands_alone(to_html(document))


@given(documents)
def test_text_from_records_always_comes_through_whole(document: Document) -> None:
    shown = [element.text for element in read_page(to_html(document)).all("bdi")]
    assert said_in(document) <= set(shown)


@given(summaries)
def test_a_summary_of_any_case_stands_alone_and_can_be_written(known: SummaryFacts) -> None:
    if known.who.about == NASREEN:
        html = to_html(build_case_summary(known, request()))
        check_stands_alone(html)
        assert html.encode("utf-8").decode("utf-8") == html


@given(worlds(), questions, st.booleans())
@settings(max_examples=30)
def test_an_outcomes_report_of_any_cases_stands_alone_and_is_well_formed(
    world: list[CaseFacts], question: OutcomesQuestion, shared: bool
) -> None:
    asked = replace(question, filter={"site": HOSTILE[0]})
    result = count_outcomes(world, asked, shared=shared)
    html = to_html(build_outcomes(result, "Leah Ogden", MADE_AT, Typeface()))
    check_stands_alone(html)
    assert "None" not in read_page(html).text


def test_a_page_says_its_language_title_and_landmarks() -> None:
    page = read_page(to_html(build_case_summary(facts(), request())))
    assert page.one("html").attributes["lang"] == "en-GB"
    assert page.one("title").text == f"Shared summary: {URDU_NAME} (OFFICIAL-SENSITIVE)"
    assert [len(page.all(tag)) for tag in ("header", "main", "footer", "h1")] == [1, 1, 1, 1]
    skip = page.all("a")[0]
    assert skip.attributes["href"] == f"#{page.one('main').attributes['id']}"


def test_headings_never_skip_a_level() -> None:
    for document in (build_case_summary(facts(), request()), outcomes()):
        page = read_page(to_html(document))
        levels = [int(e.tag[1]) for e in page.elements if re.fullmatch(r"h[1-6]", e.tag)]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def outcomes() -> Document:
    result = count_outcomes([], OutcomesQuestion(PERIOD, LAST, {"site": "Holts"}))
    return build_outcomes(result, "Leah Ogden", MADE_AT, Typeface())


@pytest.mark.parametrize("at", ["header", "footer"])
def test_the_marking_and_handling_stand_at_head_and_foot(at: str) -> None:
    marked = read_page(to_html(build_case_summary(facts(), request()))).one(at)
    assert marked.attributes["class"] == "marking"
    assert marked.text.startswith("OFFICIAL-SENSITIVE For Oldham Council adult care only.")


def test_the_foot_says_which_copy_for_whom_by_whom_and_when() -> None:
    foot = read_page(to_html(build_case_summary(facts(), request()))).one("footer").text
    assert foot.endswith(
        "Copy 3 for Oldham Council adult care. Made by Leah Ogden, 21 November 2026, 14:02"
    )


def test_on_paper_the_marking_is_on_every_sheet() -> None:
    style = read_page(to_html(outcomes())).one("style").text
    on_paper = style[style.index("@media print") :]
    assert re.search(r"\.marking \{ position: fixed;", on_paper)
    assert "box-decoration-break: clone" in on_paper


def test_every_table_has_a_caption_and_headers_for_columns_and_rows() -> None:
    page = read_page(to_html(build_case_summary(facts(), request())))
    tables = len(page.all("table"))
    assert tables == len(page.all("caption")) == len(page.all("thead")) >= 1
    scopes = [element.attributes.get("scope") for element in page.all("th")]
    assert set(scopes) == {"col", "row"}
    rows = [e for e in page.all("tr") if "tbody" in e.within]
    assert scopes.count("row") == len(rows)
    for element in page.all("th"):
        assert element.text


def test_a_right_to_left_name_stands_in_its_own_direction() -> None:
    page = read_page(to_html(build_case_summary(facts(), request())))
    names = [element for element in page.all("bdi") if element.text == URDU_NAME]
    assert names
    assert page.one("h1").attributes["dir"] == "auto"


def test_a_picture_says_in_words_what_it_shows() -> None:
    line = Shape(polyline(((0, 0), (5, 5))), stroke=Tint.PRIMARY)
    scene = Scene(10, 10, (line, Words(1, 1, "0%")))
    page = read_page(
        to_html(Document(("Title",), MARKING, (Figure("It rises.", scene, "How long"),)))
    )
    svg = page.one("svg")
    assert (svg.attributes["role"], svg.attributes["aria-label"]) == ("img", "It rises.")
    assert page.one("figcaption").text == "How long"
    assert page.one("path").attributes["d"] == "M0.00 0.00L5.00 5.00"


def test_a_link_leads_to_a_heading_of_the_same_page() -> None:
    document = Document(
        ("Title",),
        MARKING,
        (Para(("See ", Link("risks", "risks"), ".")), Heading(2, ("Risks",), "risks")),
    )
    page = read_page(to_html(document))
    assert page.all("a")[1].attributes["href"] == "#risks"
    assert page.one("h2").attributes["id"] == "risks"


def test_the_persons_own_words_are_a_quotation() -> None:
    page = read_page(to_html(build_case_summary(facts(), request())))
    assert page.one("blockquote").text == (
        "My garden, and that the children do not worry about me."
    )
