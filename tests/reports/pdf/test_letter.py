"""A letter on its page: large enough, in reading order, tagged, whatever script a name is in."""

from datetime import UTC, date, datetime

from pbi_desktop.domain.documents import DocumentMarking, Protection
from pbi_desktop.reports.letter import LetterSheet, build_letter
from pbi_desktop.reports.pdf.render import LARGE, to_pdf
from tests.reports.pdf.reading import failed_rules, kinds, pages, said

MARKING = DocumentMarking(
    Protection.OFFICIAL,
    "For the person named on it.",
    "Leah",
    datetime(2026, 11, 21, 9, tzinfo=UTC),
)


def sheet(body: str, name: str = "Shabana Akhtar") -> bytes:
    to = (name, "14 Larch Close", "Oldham")
    made = LetterSheet("What goes on", ("Lees team",), to, date(2026, 11, 21), "K7QX9B", body)
    return to_pdf(build_letter(made, MARKING), LARGE)


def test_a_letter_is_read_out_as_it_is_meant() -> None:
    pdf = sheet("Dear Shabana\n\nThis goes on:\n- Choir\nGP in March\n\nYours\n\nLeah\nKey worker")
    assert failed_rules(pdf) == []
    words = said(pdf)
    order = ["14 Larch Close", "K7QX9B", "Dear Shabana", "Choir", "GP in March", "Key worker"]
    assert [words.index(one) for one in order] == sorted(words.index(one) for one in order)
    assert kinds(pdf).count("LI") == 2
    assert "- Choir" not in words


def test_a_long_letter_and_a_name_in_another_script_come_through_whole() -> None:
    pdf = sheet("\n\n".join(f"Paragraph {n} of this letter." for n in range(60)), "شبانہ اختر")
    assert failed_rules(pdf) == []
    assert pages(pdf) > 1
    assert "Paragraph 59" in said(pdf)
    assert "شبانہ" in said(pdf)
