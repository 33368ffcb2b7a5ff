"""What a PDF says of itself: its title, its language, and that it keeps to PDF/UA-1."""

from datetime import UTC, datetime
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFStream

from pbi_desktop.domain.text import clean_text
from pbi_desktop.reports.pdf.structure import spoken

_PROGRAM = "PBI Desktop"


def metadata(title: str, language: str, made_at: datetime) -> PDFStream:
    """Return the description of the file, readable without unpacking."""
    when = made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    text = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{_said(title)}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{_said(language)}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{_PROGRAM}</xmp:CreatorTool>
<xmp:CreateDate>{when}</xmp:CreateDate>
<xmp:ModifyDate>{when}</xmp:ModifyDate>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""
    entries = PDFDictionary({"Type": "/Metadata", "Subtype": "/XML"})
    return PDFStream(entries, text.encode("utf-8"))


def _said(text: str) -> str:
    """Return text that XML can hold; it knows no noncharacters."""
    return escape("".join(letter for letter in clean_text(text)[0] if letter not in "\ufffe\uffff"))


def information(title: str, made_at: datetime) -> PDFDictionary:
    """Return the short description that older readers show."""
    when = made_at.astimezone(UTC).strftime("(D:%Y%m%d%H%M%SZ)")
    return PDFDictionary(
        {
            "Title": spoken(clean_text(title)[0]),
            "Creator": spoken(_PROGRAM),
            "CreationDate": when,
            "ModDate": when,
        }
    )
