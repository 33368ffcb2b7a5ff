"""Text is cut between words where it can be, and no letter is lost."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.documents import Link, Said, Text, plain
from pbi_desktop.domain.text import clean_text
from pbi_desktop.reports.pdf.lines import Style, TextLine, lines_of, natural_width
from tests.reports.pdf.documents import BENGALI_NAME, LONG_NAME
from tests.reports.samples import URDU_NAME

STYLE = Style()
_letters = st.sampled_from(["Leah", " ", "\n", "-", "e\u0301", LONG_NAME, URDU_NAME, BENGALI_NAME])
_said = st.lists(_letters, max_size=6).map("".join)
texts: st.SearchStrategy[Text] = st.lists(_said | _said.map(Said), max_size=3).map(tuple)


def words(line: TextLine) -> str:
    return "".join(bit.shaped.text for bit in line.bits)


def cut(*pieces: str | Said | Link, width: float = 60) -> list[str]:
    return [words(line) for line in lines_of(tuple(pieces), width, STYLE)]


def test_words_are_cut_at_blanks_which_the_text_layer_keeps() -> None:
    assert cut("Ask ", Said("Leah Ogden"), " first.") == ["Ask Leah ", "Ogden first."]


def test_what_is_glued_to_a_name_stays_with_it() -> None:
    assert cut("See (", Said("Leah"), "), and so", width=45) == ["See ", "(Leah), ", "and so"]


def test_a_record_keeps_its_line_ends_and_the_programs_words_have_none() -> None:
    assert cut(Said("two\nlines"), width=200) == ["two", "lines"]
    assert cut("two\nlines", width=200) == ["two lines"]


def test_a_blank_that_must_not_be_broken_is_not() -> None:
    assert cut("by 3\u00a0May 2026", width=45) == ["by 3\u00a0May ", "2026"]


def test_a_word_may_be_cut_after_its_hyphen() -> None:
    assert cut("well-known", width=35) == ["well-", "known"]


def test_no_mark_is_cut_from_its_letter() -> None:
    for line in cut(Said("e\u0331" * 40), width=50):
        assert line[0] == "e"


def test_a_blank_beside_a_name_from_right_to_left_stays_between_the_words() -> None:
    (line,) = lines_of(("to reach ", Said(URDU_NAME), " safely"), 500, STYLE)
    assert [bit.shaped.text for bit in line.bits] == ["to reach ", URDU_NAME, " safely"]


def test_one_letter_a_line_is_the_least() -> None:
    assert cut("Leah", width=0.5) == ["L", "e", "a", "h"]


@settings(max_examples=40)
@given(texts, st.sampled_from([5.0, 40.0, 200.0, 2000.0]))
def test_no_letter_is_ever_lost_and_no_line_is_too_wide(text: Text, width: float) -> None:
    lines = lines_of(text, width, STYLE)
    kept = "".join(map(words, lines)).split()
    assert "".join(kept) == "".join(clean_text(plain(text))[0].split())
    for line in lines:
        assert line.width <= width + 2 or len(words(line).strip()) <= 4


@settings(max_examples=20)
@given(texts)
def test_a_text_as_wide_as_its_longest_line_is_not_cut(text: Text) -> None:
    _, widest = natural_width(text, STYLE)
    ends = sum(piece.text.count("\n") for piece in text if isinstance(piece, Said))
    assert len(lines_of(text, widest + 1, STYLE)) <= ends + 1
