"""A PDF says everything to whoever sees it and to whoever hears it, and breaks no rule."""

import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings

from pbi_desktop.domain.documents import (
    Block,
    Document,
    Figure,
    Heading,
    KeyValues,
    Link,
    ListBlock,
    Para,
    Said,
    Table,
    Tone,
)
from pbi_desktop.domain.scene import Scene
from pbi_desktop.reports.pdf.render import scene_to_pdf, to_pdf
from tests.reports.pdf.documents import (
    BENGALI_NAME,
    EVERY_BLOCK,
    LONG_NAME,
    MARKING,
    PICTURE,
    a_table,
    document,
    documents,
    everything,
    squeezed,
)
from tests.reports.pdf.reading import (
    Told,
    failed_rules,
    headings,
    kinds,
    outline,
    page_text,
    pages,
    render,
    said,
    structure,
    text,
    title,
)
from tests.reports.samples import URDU_NAME

ALL = document(*EVERY_BLOCK.values())


def elements(pdf: bytes, kind: str) -> list[Told]:
    return [one for top in structure(pdf) for one in top.all() if one.kind == kind]


@pytest.mark.parametrize("name", EVERY_BLOCK)
def test_each_block_alone_breaks_no_rule(name: str) -> None:
    assert failed_rules(to_pdf(document(EVERY_BLOCK[name]))) == []


def test_all_blocks_together_break_no_rule_and_every_word_is_read_out() -> None:
    pdf = to_pdf(ALL)
    assert failed_rules(pdf) == []
    heard = squeezed(said(pdf))
    assert [one for one in everything(ALL) if squeezed(one) not in heard] == []


def test_an_empty_document_breaks_no_rule() -> None:
    bare = (document(), document(title=("",)), document(Table("", ("A",), ())))
    assert [failed_rules(to_pdf(one)) for one in bare] == [[], [], []]
    assert failed_rules(to_pdf(document(Table("", (), ())))) == []


def test_what_says_nothing_leaves_no_empty_element() -> None:
    empty: tuple[Block, ...] = (
        Para(("",)),
        Heading(2, (" ",)),
        ListBlock((("",),)),
        KeyValues((("", ("",)),)),
    )
    told = kinds(to_pdf(document(*empty)))
    assert {"H2", "L", "LI"} & set(told) == set()


def test_a_welsh_document_says_that_it_is_welsh() -> None:
    welsh = document(Heading(2, ("Sut mae cysylltu \u00e2 ni",)), title=("T\u0177",), language="cy")
    pdf = to_pdf(welsh)
    assert failed_rules(pdf) == []
    assert b"/Lang (cy)" in pdf
    assert headings(pdf) == [(1, "T\u0177"), (2, "Sut mae cysylltu \u00e2 ni")]


def test_the_same_document_is_the_same_file() -> None:
    assert to_pdf(ALL) == to_pdf(ALL)
    later = replace(MARKING, printed_at=MARKING.printed_at + timedelta(minutes=1))
    assert to_pdf(replace(ALL, marking=later)) != to_pdf(ALL)


def test_the_title_is_the_first_heading_and_the_name_of_the_window() -> None:
    pdf = to_pdf(document(Heading(2, ("One",)), title=("Shared summary: ", Said(URDU_NAME))))
    assert headings(pdf)[0] == (1, f"Shared summary: {URDU_NAME}")
    assert title(pdf) == f"Shared summary: {URDU_NAME} (OFFICIAL-SENSITIVE)"


def test_headings_leave_out_no_level_and_are_the_outline() -> None:
    levels = (3, 6, 2, 3)
    blocks = [Heading(level, (f"Part {at}",)) for at, level in enumerate(levels)]
    pdf = to_pdf(document(*blocks))
    assert [level for level, _ in headings(pdf)] == [1, 2, 3, 2, 3]
    assert [(level + 1, words) for level, words, _ in outline(pdf)] == headings(pdf)
    assert failed_rules(pdf) == []


def test_a_name_in_urdu_or_bengali_is_read_out_as_it_is_written() -> None:
    pdf = to_pdf(document(Para((Said(URDU_NAME),)), Para(("I am ", Said(BENGALI_NAME), "."))))
    assert URDU_NAME in said(pdf)
    assert URDU_NAME in text(pdf)
    assert f"I am {BENGALI_NAME}." in text(pdf)
    assert failed_rules(pdf) == []


def test_letters_that_no_face_holds_are_still_read_out() -> None:
    pdf = to_pdf(document(Para((Said("\u65e5\u672c and \u0416"),))))
    assert "\u65e5\u672c and \u0416" in said(pdf)
    assert "\u65e5\u672c and \u0416" in text(pdf)
    assert failed_rules(pdf) == []


def test_a_name_of_three_hundred_letters_is_broken_and_nothing_is_cut_off() -> None:
    cells = ((Said(LONG_NAME),), (Said(LONG_NAME),), ("1",))
    wide = Table("Names", ("Name", "Known as", "Age"), (cells,))
    pdf = to_pdf(document(wide, Para((Said(LONG_NAME),)), title=(Said(LONG_NAME),)))
    assert squeezed(text(pdf)).count(LONG_NAME) >= 2
    assert squeezed(said(pdf)).count(LONG_NAME) == 4
    assert failed_rules(pdf) == []
    assert ink_at_the_edges(pdf) == 0


def ink_at_the_edges(pdf: bytes) -> int:
    """Return how many dots are printed in the outermost 12 mm at the left and right."""
    dots = 0
    for number in range(pages(pdf)):
        page = render(pdf, number, 72).convert("L")
        left, right = page.crop((0, 0, 34, 842)), page.crop((page.width - 34, 0, page.width, 842))
        dots += sum(sum(side.histogram()[:250]) for side in (left, right))
    return dots


def test_five_hundred_rows_have_their_header_on_every_page_but_say_it_once() -> None:
    pdf = to_pdf(document(a_table(500)))
    assert failed_rules(pdf) == []
    assert pages(pdf) > 8
    for number in range(pages(pdf)):
        assert "What is needed" in page_text(pdf, number)
        assert f"Page {number + 1} of {pages(pdf)}" in page_text(pdf, number)
    assert said(pdf).count("What is needed") == 1
    assert [one.words.strip() for one in elements(pdf, "TH")][3:] == [
        f"K{row:04d}" for row in range(500)
    ]


def test_a_row_that_is_taller_than_a_page_goes_on_over_the_next() -> None:
    words = [f"word{number}" for number in range(3000)]
    pdf = to_pdf(document(a_table(2, " ".join(words))))
    assert failed_rules(pdf) == []
    assert re.findall(r"word\d+", said(pdf)) == 2 * words


def test_the_first_cell_of_a_row_heads_it_and_the_first_row_heads_the_columns() -> None:
    pdf = to_pdf(document(a_table(4)))
    assert pdf.count(b"/Scope/Row") + pdf.count(b"/Scope /Row") == 4
    assert pdf.count(b"/Scope/Column") + pdf.count(b"/Scope /Column") == 3


def test_a_heading_is_never_alone_at_the_foot_of_a_page() -> None:
    filler: list[Block] = [Para((f"Line {at}",)) for at in range(60)]
    for lines in range(30, 60):
        blocks = (*filler[:lines], Heading(2, ("HERE",)), Para(("FOLLOWS",)))
        pdf = to_pdf(document(*blocks))
        on = [number for number in range(pages(pdf)) if "HERE" in page_text(pdf, number)]
        assert "FOLLOWS" in page_text(pdf, on[0])


def test_what_is_said_of_a_picture_stands_on_its_page() -> None:
    filler: list[Block] = [Para((f"Line {at}",)) for at in range(40)]
    pdf = to_pdf(document(*filler, Para(("SEE",)), Figure("A line", PICTURE)))
    on = [number for number in range(pages(pdf)) if "SEE" in page_text(pdf, number)]
    assert page_text(pdf, on[0]).count("Leah Ogden") == 2  # in the picture and as the maker


def test_a_link_leads_to_its_heading_and_one_that_leads_nowhere_is_plain_words() -> None:
    there: list[Block] = [Para(("filler",)) for _ in range(80)]
    blocks: tuple[Block, ...] = (Para((Link("See there", "x"), " or ", Link("lost", "y"))), *there)
    pdf = to_pdf(document(*blocks, Heading(2, ("There",), "x")))
    assert [one.words.strip() for one in elements(pdf, "Link")] == ["See there"]
    assert pdf.count(b"/Subtype/Link") == 1
    assert "lost" in said(pdf)
    assert failed_rules(pdf) == []


def test_a_link_over_two_lines_is_one_link() -> None:
    words = " ".join(["see"] * 60)
    pdf = to_pdf(document(Heading(2, ("There",), "x"), Para((Link(words, "x"),))))
    assert len(elements(pdf, "Link")) == 1
    assert pdf.count(b"/Subtype/Link") > 1
    assert failed_rules(pdf) == []


def test_a_picture_says_what_it_shows() -> None:
    pdf = to_pdf(document(EVERY_BLOCK["picture"]))
    assert [one.alt for one in elements(pdf, "Figure")] == ["A line and three boxes"]
    assert "Leah Ogden" in text(pdf)
    assert text(pdf).count("Leah Ogden") == 2  # in the picture and as the maker: no rim reads


def test_words_of_the_person_are_a_quotation() -> None:
    pdf = to_pdf(document(Para((Said("My garden"),), Tone.OWN_WORDS)))
    assert [one.words.strip() for one in elements(pdf, "BlockQuote")] == ["My garden"]


def test_every_page_is_marked_for_the_eye_and_the_document_once_for_the_ear() -> None:
    pdf = to_pdf(document(a_table(200)))
    for number in range(pages(pdf)):
        seen = page_text(pdf, number)
        assert seen.count("OFFICIAL-SENSITIVE") == seen.count("For the team only.") == 2
        assert "Copy 3 for" in seen
        assert "Made by Leah Ogden, 21 November 2026, 14:02" in seen
    heard = said(pdf)
    assert heard.count("OFFICIAL-SENSITIVE For the team only.") == 1
    assert heard.count("Copy 3 for") == heard.count("Made by Leah Ogden") == 1


def test_a_picture_alone_lies_on_its_side_under_its_title() -> None:
    pdf = scene_to_pdf(PICTURE, "A line and three boxes", "Household of Leah", MARKING)
    assert failed_rules(pdf) == []
    assert headings(pdf) == [(1, "Household of Leah")]
    assert pages(pdf) == 1
    page = render(pdf, 0, 72)
    assert page.width > page.height
    assert "OFFICIAL-SENSITIVE" in text(pdf)


def test_a_huge_or_an_empty_picture_alone_still_fits_one_page() -> None:
    for scene in (replace(PICTURE, width=9000, height=4000), Scene(0, 0, ())):
        pdf = scene_to_pdf(scene, "A picture", "A picture", MARKING)
        assert failed_rules(pdf) == []
        assert pages(pdf) == 1


def keeps_every_rule_and_letter(made: Document) -> None:
    pdf = to_pdf(made)
    assert failed_rules(pdf) == []
    # Letters, not words: where scripts meet on a line, pdfium turns some words round.
    letters = Counter(squeezed("".join(everything(made))))
    assert letters - Counter(squeezed(said(pdf))) == Counter()


@settings(max_examples=25, deadline=None)
@given(documents)
def test_no_document_ever_breaks_a_rule_or_loses_a_letter(made: Document) -> None:
    keeps_every_rule_and_letter(made)


@pytest.mark.long
@settings(max_examples=700, deadline=None)
@given(documents)
def test_no_document_of_many_breaks_a_rule_or_loses_a_letter(made: Document) -> None:
    keeps_every_rule_and_letter(made)
