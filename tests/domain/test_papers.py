"""What a file is, by its content: mutated and mixed up, it is never taken for what it is not."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.paper_names import ENDINGS, LONGEST, paper_name
from pbi_desktop.domain.paper_types import type_of
from pbi_desktop.domain.papers import MOST_BYTES, REFUSALS, PaperRefused, PaperType, Refusal
from pbi_desktop.domain.wording import explain
from tests.support import papers as made

WHOLE: dict[PaperType, bytes] = {
    PaperType.PDF: made.PDF,
    PaperType.PNG: made.PNG,
    PaperType.JPEG: made.JPEG,
    PaperType.WEBP: made.WEBP,
    PaperType.HEIC: made.HEIC,
    PaperType.WORD: made.docx(),
    PaperType.OPEN_TEXT: made.odt(),
    PaperType.EXCEL: made.xlsx(),
    PaperType.TEXT: "Rent is £81.90 a week.\nسلام\n".encode(),
}
REFUSED: dict[str, tuple[bytes, Refusal]] = {
    "nothing": (b"", Refusal.EMPTY),
    "blanks": (b" \n\t", Refusal.EMPTY),
    "too much": (made.PDF + bytes(MOST_BYTES), Refusal.TOO_LARGE),
    "a Windows program": (b"MZ\x90\x00" + bytes(64), Refusal.PROGRAM),
    "a Linux program": (b"\x7fELF" + bytes(64), Refusal.PROGRAM),
    "a shortcut": (b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(64), Refusal.PROGRAM),
    "a shell script": (b"#!/bin/sh\nrm -r x\n", Refusal.SCRIPT),
    "a script behind a mark": (b"\xef\xbb\xbf#!/bin/sh\n", Refusal.SCRIPT),
    "a batch file": (b"@echo off\r\ndel x\r\n", Refusal.SCRIPT),
    "an archive": (made.zipped({"a.txt": b"x"}), Refusal.ARCHIVE),
    "a gzip": (b"\x1f\x8b\x08" + bytes(20), Refusal.ARCHIVE),
    "a tar": (bytes(257).replace(b"\0", b"a") + b"ustar\x00" + bytes(300), Refusal.ARCHIVE),
    "a web page": (b"<!DOCTYPE html><p>hello", Refusal.WEB_PAGE),
    "a page far down": (b"Dear all\n" * 900 + b"< script >alert(1)", Refusal.WEB_PAGE),
    "a drawing": (b"<?xml version='1.0'?><svg/>", Refusal.WEB_PAGE),
    "Word with macros": (made.docx(macros=True), Refusal.MACROS),
    "Word that says macros": (made.docx(main="macroEnabled.main+xml"), Refusal.MACROS),
    "OpenDocument with Basic": (made.odt({"Basic/Standard/x.xml": b""}), Refusal.MACROS),
    "a locked archive": (made.locked(made.docx()), Refusal.LOCKED),
    "OpenDocument with a password": (
        made.odt({"META-INF/manifest.xml": b"<m:encryption-data/>"}),
        Refusal.LOCKED,
    ),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(80), Refusal.OLD_OFFICE),
    "rich text": (b"{\\rtf1 hello}", Refusal.OLD_OFFICE),
    "half a PDF": (made.PDF[:40], Refusal.DAMAGED),
    "half a picture": (made.PNG[:-6], Refusal.DAMAGED),
    "a picture with more behind": (made.PNG + made.zipped({"a": b"b"}), Refusal.DAMAGED),
    "half a photograph": (made.JPEG[:-2], Refusal.DAMAGED),
    "half an archive": (made.docx()[:60], Refusal.DAMAGED),
    "a path out of the archive": (made.docx({"../../x": b""}), Refusal.DAMAGED),
    "a film": (struct.pack(">I", 20) + b"ftypisom\x00\x00\x02\x00isom", Refusal.UNKNOWN),
    "noise": (bytes(range(128, 256)), Refusal.UNKNOWN),
    "text with a hidden zero": (b"hello\x00world", Refusal.UNKNOWN),
}


@pytest.mark.parametrize("kind", PaperType)
def test_each_type_is_known_by_what_it_holds(kind: PaperType) -> None:
    assert type_of(WHOLE[kind]) is kind


@pytest.mark.parametrize("what", REFUSED)
def test_whatever_else_is_refused_with_its_reason(what: str) -> None:
    body, reason = REFUSED[what]
    with pytest.raises(PaperRefused) as refused:
        type_of(body)
    assert refused.value.reason is reason


def test_every_refusal_is_a_plain_sentence_that_says_what_to_do() -> None:
    for reason in Refusal:
        said = explain(PaperRefused(reason, "scan.pdf"))
        assert said.startswith("“scan.pdf” was not kept. ")
        assert said.endswith(".")
        assert reason in REFUSALS


PROOFS: dict[PaperType, Callable[[bytes], bool]] = {
    PaperType.PDF: lambda body: body[:5] == b"%PDF-" and b"%%EOF" in body,
    PaperType.PNG: lambda body: body[:8] == made.PNG[:8] and body[-8:-4] == b"IEND",
    PaperType.JPEG: lambda body: body[:3] == b"\xff\xd8\xff" and b"\xff\xd9" in body,
    PaperType.WEBP: lambda body: body[:4] == b"RIFF" and body[8:12] == b"WEBP",
    PaperType.HEIC: lambda body: body[4:8] == b"ftyp" and b"meta" in body,
    PaperType.WORD: lambda body: _has(body, "word/document.xml"),
    PaperType.EXCEL: lambda body: _has(body, "xl/workbook.xml"),
    PaperType.OPEN_TEXT: lambda body: _has(body, "content.xml"),
    PaperType.TEXT: lambda body: "\0" not in body.decode("utf-8"),
}


def _has(body: bytes, name: str) -> bool:
    return name in zipfile.ZipFile(io.BytesIO(body)).namelist()


@given(
    st.sampled_from(sorted(WHOLE.values())),
    st.lists(st.tuples(st.integers(0, 400), st.binary(min_size=1, max_size=8)), max_size=4),
    st.integers(-80, 0),
    st.binary(max_size=12),
)
@settings(max_examples=300, deadline=None)
def test_a_mutated_file_never_crashes_and_is_never_what_it_is_not(
    body: bytes, changes: list[tuple[int, bytes]], cut: int, after: bytes
) -> None:
    mutated = bytearray(body[: len(body) + cut] if cut else body)
    for at, put in changes:
        at = min(at, len(mutated))
        mutated[at : at + len(put)] = put
    mutated += after
    try:
        found = type_of(bytes(mutated))
    except PaperRefused:
        return
    assert PROOFS[found](bytes(mutated))


@given(st.sampled_from(sorted(WHOLE)), st.sampled_from(sorted(WHOLE)), st.integers(1, 40))
@settings(max_examples=60, deadline=None)
def test_the_head_of_one_type_on_the_rest_of_another_is_never_taken_for_the_other(
    head: PaperType, rest: PaperType, length: int
) -> None:
    mixed = WHOLE[head][:length] + WHOLE[rest][length:]
    try:
        found = type_of(mixed)
    except PaperRefused:
        return
    assert PROOFS[found](mixed)


# --- names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_name", "kind", "name", "said"),
    [
        ("Award letter.pdf", PaperType.PDF, "Award letter.pdf", False),
        ("SCAN.JPG", PaperType.JPEG, "SCAN.jpg", False),
        ("letter.docx", PaperType.PDF, "letter.pdf", True),
        ("invoice.pdf.exe", PaperType.PDF, "invoice.pdf", True),
        ("../../etc/passwd", PaperType.TEXT, "passwd.txt", False),
        ("C:\\Papers\\x\\bill.png", PaperType.PNG, "bill.png", False),
        ("gpj\u202efdp.exe", PaperType.PNG, "gpjfdp.png", True),
        ("Dr. Smith", PaperType.PDF, "Dr. Smith.pdf", False),
        ("a\nb\x07c.txt", PaperType.TEXT, "a bc.txt", False),
        ("...", PaperType.PDF, "Paper.pdf", False),
        ("", PaperType.WEBP, "Paper.webp", False),
    ],
)
def test_a_name_is_cleaned_and_ends_in_what_it_is(
    given_name: str, kind: PaperType, name: str, said: bool
) -> None:
    kept = paper_name(given_name, kind)
    assert kept.name == name
    assert bool(kept.said) is said


@given(st.text(max_size=300), st.sampled_from(PaperType))
@settings(max_examples=200)
def test_a_kept_name_never_has_a_path_a_control_or_another_ending(
    given_name: str, kind: PaperType
) -> None:
    name = paper_name(given_name, kind).name
    assert 0 < len(name) <= LONGEST
    assert not set(name) & set('/\\\r\n\t\x00\u202e\u2066:<>|?*"')
    assert name.endswith(ENDINGS[kind])
    assert paper_name(name, kind).name == name


def test_a_header_is_checked_and_not_only_looked_at() -> None:
    wrong = bytearray(made.PNG)
    wrong[16:20] = bytes(4)  # no width: the sum is wrong too
    wrong[29:33] = struct.pack(">I", zlib.crc32(bytes(wrong[12:29])))
    with pytest.raises(PaperRefused):
        type_of(bytes(wrong))
