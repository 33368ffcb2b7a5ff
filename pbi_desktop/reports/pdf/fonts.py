"""The typefaces inside a PDF: only the glyphs in use, each with the letters that it stands for.

A glyph has one code for each text that it stands for, so that the text layer is the text itself:
two letters that look alike, or one that no face holds, still read as what they are.
"""

import zlib
from struct import unpack

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFStream

from pbi_desktop.reports.typeface import Glyph, font_of

_DROPPED = (b"GDEF", b"GPOS", b"GSUB", b"OS/2", b"cmap", b"gasp", b"name", b"post", b"STAT")


class EmbeddedFace:
    """One face of one PDF."""

    def __init__(self, face: str) -> None:
        self.face = face
        self._codes: dict[tuple[int, str], int] = {}
        self._widths: list[int] = []

    def code(self, glyph: Glyph) -> int:
        """Return the code of a glyph, a new one for letters that it did not stand for before."""
        key = (glyph.number, glyph.text)
        found = self._codes.get(key)
        if found is None:
            found = self._codes[key] = len(self._codes) + 1
            self._widths.append(glyph.width)
        return found

    def write(self, document: PDFDocument, order: int) -> PDFDictionary:
        """Return the font as an object of the file."""
        name = f"{''.join(chr(65 + (order // 26**place) % 26) for place in range(6))}+{self.face}"
        numbers = [0, *(number for number, _ in self._codes)]
        to_glyph = b"".join(number.to_bytes(2, "big") for number in numbers)
        inner = PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": PDFName(name),
                "CIDSystemInfo": "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>",
                "FontDescriptor": document.Reference(self._descriptor(document, name)),
                "DW": 0,
                "W": PDFArray([1, PDFArray(self._widths)]),
                "CIDToGIDMap": document.Reference(stream(to_glyph)),
            }
        )
        return PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": PDFName(name),
                "Encoding": "/Identity-H",
                "DescendantFonts": PDFArray([document.Reference(inner)]),
                "ToUnicode": document.Reference(stream(self._to_unicode().encode("ascii"))),
            }
        )

    def _descriptor(self, document: PDFDocument, name: str) -> PDFDictionary:
        font = font_of(self.face)
        head: bytes = font.face.reference_table("head").data
        extents = font.get_font_extents("ltr")
        return PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": PDFName(name),
                "Flags": 4,
                "FontBBox": PDFArray(unpack(">4h", head[36:44])),
                "ItalicAngle": 0,
                "Ascent": extents.ascender,
                "Descent": extents.descender,
                "CapHeight": extents.ascender,
                "StemV": 80,
                "FontFile2": document.Reference(self._file()),
            }
        )

    def _file(self) -> PDFStream:
        import uharfbuzz

        wanted = uharfbuzz.SubsetInput()
        wanted.glyph_set.update({number for number, _ in self._codes})
        wanted.drop_table_tag_set.update(int.from_bytes(name, "big") for name in _DROPPED)
        flags = uharfbuzz.SubsetFlags
        wanted.flags = (
            flags.RETAIN_GIDS | flags.NOTDEF_OUTLINE | flags.NO_HINTING | flags.NO_LAYOUT_CLOSURE
        )
        data: bytes = uharfbuzz.subset(font_of(self.face).face, wanted).blob.data
        return stream(data, {"Length1": len(data)})

    def _to_unicode(self) -> str:
        lines = [
            f"<{code:04x}> <{text.encode('utf-16-be').hex()}>"
            for (_, text), code in self._codes.items()
        ]
        blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
        maps = "".join(
            f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks
        )
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
            f"{maps}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        )


def stream(data: bytes, entries: dict[str, object] | None = None) -> PDFStream:
    """Return bytes as a compressed object of a file."""
    packed = zlib.compress(data, 9)
    return PDFStream(PDFDictionary({**(entries or {}), "Filter": "/FlateDecode"}), packed)
