"""Pages of a paper: drawn by a program of its own that a file can bring down, and nothing else."""

import io
import json
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.paper_pages import NotShown, PageNotShown
from pbi_desktop.domain.wording import explain
from pbi_desktop.exchange import pdf_page
from pbi_desktop.services import paper_pages
from pbi_desktop.services.paper_pages import WIDTH, draw_page
from tests.support.pages import two_pages

LETTER = two_pages()
HUGE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 10 1400000]>>endobj\n"
    b"trailer<</Root 1 0 R/Size 4>>\n%%EOF\n"
)


def answer(body: bytes, number: int = 1) -> tuple[dict[str, object], bytes]:
    """Return what the program answers, asked within this one: quicker, and without its limits."""
    out = io.BytesIO()
    pytest.MonkeyPatch().setattr(pdf_page, "_limit", lambda: None)
    assert pdf_page.main([str(number), "200"], io.BytesIO(body), out) == 0
    line, _rule, points = out.getvalue().partition(b"\n")
    return json.loads(line), points


def test_a_page_is_drawn_with_its_words_beside_this_program() -> None:
    page = draw_page(LETTER, 2)
    assert (page.number, page.of, page.width) == (2, 2, WIDTH)
    assert len(page.points) == page.width * page.height * 4
    assert "Last words" in page.words
    assert "First words" not in page.words
    assert draw_page(LETTER, 99).number == 2


def test_what_cannot_be_drawn_is_refused_in_a_sentence() -> None:
    for body, why in ((b"%PDF-1.4 nothing", NotShown.DAMAGED), (b"", NotShown.DAMAGED)):
        with pytest.raises(PageNotShown) as refused:
            draw_page(body, 1)
        assert refused.value.why is why
    assert "open a copy in another program" in explain(refused.value)
    with pytest.raises(PageNotShown) as late:
        draw_page(LETTER, 1, seconds=0.001)
    assert late.value.why is NotShown.TOO_MUCH


def test_a_file_that_brings_the_drawing_down_does_not_bring_this_down(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(paper_pages, "_MODULE", "this")  # answers with a poem
    with pytest.raises(PageNotShown):
        draw_page(LETTER, 1)
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(PageNotShown):
        draw_page(LETTER, 1)


_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers(-3, 3) | st.sampled_from(["why", "2"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["why", "number", "of", "width", "height"]), inner)
    ),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None)
@given(told=_ANYTHING, points=st.binary(max_size=40))
@example(told={"number": 1, "of": 1, "width": -1, "height": -2}, points=bytes(8))
@example(told={"number": 1, "of": 1, "width": float("inf"), "height": 1}, points=b"")
def test_whatever_the_drawing_answers_is_a_page_or_refused(told: object, points: bytes) -> None:
    """A file may have taken the program over that draws it."""
    try:
        page = paper_pages.read_answer(json.dumps(told).encode() + b"\n" + points)
    except PageNotShown:
        return
    assert min(page.number, page.of, page.width, page.height) > 0
    assert len(page.points) == page.width * page.height * 4


def test_a_page_as_long_as_a_street_takes_no_more_memory_than_a_page() -> None:
    told, points = answer(HUGE)
    assert len(points) <= pdf_page.MOST_POINTS * 4 * 1.1
    assert told["of"] == 1


@settings(max_examples=40, deadline=None)
@given(
    places=st.lists(st.integers(0, len(LETTER) - 1), max_size=30),
    sign=st.integers(0, 255),
    cut=st.integers(0, len(LETTER)),
)
def test_a_mangled_file_is_drawn_or_refused(places: list[int], sign: int, cut: int) -> None:
    body = bytearray(LETTER)
    for place in places:
        body[place] = sign
    told, points = answer(bytes(body[:cut]))
    if "why" in told:
        assert NotShown(str(told["why"]))
        assert points == b""
    else:
        assert isinstance(told["width"], int)
        assert len(points) == told["width"] * int(str(told["height"])) * 4
