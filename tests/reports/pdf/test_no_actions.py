"""Words of others in a PDF stay words: no file is opened, no address asked, nothing is run."""

import io
from collections import Counter

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from pbi_desktop.domain.documents import Heading, ListBlock, Para
from pbi_desktop.reports.pdf.render import to_pdf
from tests.reports.pdf.documents import EVERY_BLOCK, a_table, document

HOSTILE = (
    "https://example.org/x.js",
    "file:///etc/passwd",
    "\\\\host\\share\\x",
    "javascript:app.alert(1)",
    ") /S /JavaScript /JS (app.alert(1)) >>",
    "<a href='https://example.org'>x</a><img src='file:///etc/passwd'>",
    "/OpenAction << /S /Launch /F (calc.exe) >>",
)


def what_it_does(pdf: bytes) -> Counter[str]:
    """Return what a reader would do with a file beside showing it: scripts, files, links out."""
    found: Counter[str] = Counter()
    opened = pypdfium2.PdfDocument(pdf)
    try:
        found["script"] += pdfium.FPDFDoc_GetJavaScriptActionCount(opened.raw)
        found["file"] += pdfium.FPDFDoc_GetAttachmentCount(opened.raw)
        for page in opened:
            for number in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
                note = pdfium.FPDFPage_GetAnnot(page.raw, number)
                link = pdfium.FPDFAnnot_GetLink(note)
                kind = pdfium.FPDFAction_GetType(pdfium.FPDFLink_GetAction(link))
                if kind not in (pdfium.PDFACTION_UNSUPPORTED, pdfium.PDFACTION_GOTO):
                    found["out"] += 1
                pdfium.FPDFPage_CloseAnnot(note)
            page.close()
    finally:
        opened.close()
    return +found


@pytest.mark.parametrize("text", HOSTILE)
def test_no_words_of_others_become_an_action(text: str) -> None:
    blocks = (Heading(2, (text,)), Para((text,)), ListBlock(((text,),)), a_table(2, text))
    made = document(*blocks, title=(text,))
    assert what_it_does(to_pdf(made)) == Counter()


def test_nothing_that_a_document_can_hold_leads_out_of_it() -> None:
    assert what_it_does(to_pdf(document(*EVERY_BLOCK.values()))) == Counter()


def test_a_link_that_leads_out_would_be_found() -> None:
    kept = io.BytesIO()
    sheet = Canvas(kept)
    sheet.linkURL("https://example.org", (0, 0, 90, 90))
    sheet.drawString(9, 9, "a page")
    sheet.showPage()
    sheet.save()
    assert what_it_does(kept.getvalue()) == Counter(out=1)
