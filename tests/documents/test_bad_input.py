"""Bad input gives one clear sentence in both languages, and nothing else."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from tests.documents.building import p, packed, raw_docx, raw_xlsx

from samplan.documents import DocumentError, read
from samplan.documents.errors import KINDS, ScannedPages, TooLarge, TooManyPages, TooMuchText, rebuilt
from samplan.documents.names import MAX_NAME, ending_of, safe_name

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
DTD = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
WIDE_DTD = f'<?xml version="1.0" encoding="utf-16"?>{DTD}<x/>'.encode("utf-16")
OUTSIDE = '<!DOCTYPE x SYSTEM "http://example.org/x.dtd">'
DOCX = raw_docx(p("Text"))


def with_part(name: str, content: str | bytes) -> bytes:
    return raw_docx(p("Text"), extra={name: content})  # type: ignore[dict-item]


def encrypted_zip() -> bytes:
    data = bytearray(DOCX)
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        struct.pack_into("<H", data, at + 8, 1)
        at += 4
    return bytes(data)


CASES = [
    ("empty", b"", "a.docx"),
    ("empty", b" \n\n\x0c ", "a.txt"),
    ("empty", raw_docx("<w:p/>"), "a.docx"),
    ("empty", raw_xlsx("<sheetData/>"), "a.xlsx"),
    ("wrong_content", DOCX, "a.pdf"),
    ("wrong_content", DOCX, "a.xlsx"),
    ("wrong_content", b"Vanlig text", "a.docx"),
    ("wrong_content", b"\x89PNG\r\n\x1a\n" + bytes(60), "a.docx"),
    ("wrong_content", DOCX, "a.doc"),
    ("unknown_type", b"\x89PNG\r\n\x1a\n" + bytes(60), "a.png"),
    ("unknown_type", b"MZ" + bytes(200), "a.exe"),
    ("unknown_type", b"<!doctype html><p>hej</p>", "a.html"),
    ("unknown_type", b"a;b\n1;2\n", "a.csv"),
    ("unknown_type", bytes(range(256)) * 4, None),
    ("unknown_type", packed({"x.txt": "hej"}), "a.zip"),
    ("unknown_type", packed({"ppt/presentation.xml": "<x/>"}), "a.pptx"),
    ("unknown_type", packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "a.ods"),
    ("unknown_type", packed({"xl/workbook.bin": b"x", "[Content_Types].xml": "<Types/>"}), "a.xlsb"),
    ("old_format", OLE + bytes(600), "a.doc"),
    ("old_format", OLE + bytes(600), "a.docx"),
    ("old_format", b"{\\rtf1 hej}", "a.rtf"),
    ("encrypted", OLE + "EncryptedPackage".encode("utf-16-le") + bytes(600), "a.docx"),
    ("encrypted", encrypted_zip(), "a.docx"),
    ("damaged", DOCX[: len(DOCX) // 2], "a.docx"),
    ("damaged", with_part("word/document.xml", "<w:document"), "a.docx"),
    ("damaged", with_part("word/document.xml", "<x/>"), "a.docx"),
    ("damaged", packed({"word/document.xml": b"\xff\xfe\x00"}), "a.docx"),
    ("damaged", raw_xlsx("<sheetData><row"), "a.xlsx"),
    ("unsafe_xml", with_part("word/document.xml", DTD + "<x>&b;</x>"), "a.docx"),
    ("unsafe_xml", with_part("word/document.xml", OUTSIDE + "<x/>"), "a.docx"),
    ("unsafe_xml", with_part("word/document.xml", WIDE_DTD), "a.docx"),
    ("unsafe_xml", raw_xlsx(DTD), "a.xlsx"),
    (
        "unsafe_xml",
        packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": DTD + "<x/>"}),
        "a.odt",
    ),
    ("zip_bomb", with_part("word/media/x.bin", bytes(20_000_000)), "a.docx"),
    ("zip_bomb", packed({"word/document.xml": "<x/>"} | {f"p{index}": b"" for index in range(20_001)}), "a.docx"),
    ("too_many_pages", b"ord\x0c" * 10_000, "a.txt"),
    ("too_much_text", b"ord\n\n" * 60_001, "a.txt"),
    ("too_much_text", b"ord " * 2_000_010, "a.txt"),
]


@pytest.mark.parametrize(
    ("code", "data", "name"), CASES, ids=[f"{code}-{index}" for index, (code, _, _) in enumerate(CASES)]
)
def test_bad_input(code: str, data: bytes, name: str | None) -> None:
    with pytest.raises(DocumentError) as caught:
        read(data, name=name)
    assert caught.value.code == code
    swedish, english = caught.value.sentence("sv"), caught.value.sentence("en")
    assert "Inget har ändrats." in swedish
    assert "Nothing was changed." in english
    assert "…" not in swedish + english
    assert "{" not in swedish + english


def test_no_document(tmp_path: Path) -> None:
    for missing in (tmp_path / "saknas.docx", tmp_path, Path("\0.docx")):
        with pytest.raises(DocumentError) as caught:
            read(missing)
        assert caught.value.code == "no_document"


def test_a_file_on_disk_is_read_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "plan.docx").write_bytes(DOCX)
    assert read(tmp_path / "plan.docx").name == "plan.docx"


def test_macros_are_told_of_and_never_run() -> None:
    document = read(with_part("word/vbaProject.bin", b"macro"), name="a.docm")
    assert document.warnings == ("macros",)
    assert [text for text, _ in document.texts()] == ["Text"]


def test_path_parts_inside_the_archive_and_links_out_do_no_harm(tmp_path: Path) -> None:
    link = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="x/attachedTemplate" Target="http://127.0.0.1:9/x.dotm" TargetMode="External"/><Relationship Id="r2" '
        'Type="x/styles" Target="../../../../etc/passwd"/></Relationships>'
    )
    data = raw_docx(p("Text"), extra={"../../ut.txt": "x", "word/_rels/document.xml.rels": link})
    assert [text for text, _ in read(data, name="a.docx").texts()] == ["Text"]
    assert not (tmp_path.parent / "ut.txt").exists()


@pytest.mark.parametrize(
    ("odd", "safe"),
    [
        ("../../etc/passwd.docx", "passwd.docx"),
        ("C:\\temp\\plan.docx", "plan.docx"),
        ("plan\x00.docx", "plan.docx"),
        ("a\u202exslx.docx", "axslx.docx"),
        ("", "dokument"),
        (None, "dokument"),
        (".docx", "dokument.docx"),
        ("con.txt", "_con.txt"),
        ("rad\nbrott.pdf", "rad brott.pdf"),
        ("  plan .docx", "plan.docx"),
        ("a\u0308.txt", "ä.txt"),
        ("Plan: 2024?.docx", "Plan_ 2024_.docx"),
        ("\ud800.docx", "dokument.docx"),
    ],
)
def test_odd_names_are_made_safe(odd: str | None, safe: str) -> None:
    assert safe_name(odd) == safe
    assert safe_name(safe) == safe


def test_long_names_keep_their_ending() -> None:
    name = safe_name("å" * 4000 + ".docx")
    assert len(name) == MAX_NAME
    assert ending_of(name) == ".docx"


def test_every_error_has_whole_sentences_and_comes_back_from_its_code() -> None:
    for code, kind in KINDS.items():
        error = rebuilt(code, {"seems": "x"})
        assert type(error) is kind
        for language in ("sv", "en"):
            assert error.sentence(language).endswith(".")
    assert rebuilt("okänd", {}).code == "document_error"


def test_errors_name_what_they_are_about() -> None:
    assert "1, 3–5 och 9" in ScannedPages.of([5, 4, 3, 9, 1]).sentence("sv")
    assert "1, 3–5 and 9" in ScannedPages.of([5, 4, 3, 9, 1]).sentence("en")
    assert "10000" in TooManyPages.of(10_000, max_pages=3000).sentence()
    assert "12.5 MB" in TooLarge.of(12_500_000, max_mb=10).sentence("en")
    assert "12,5 MB" in TooLarge.of(12_500_000, max_mb=10).sentence("sv")
    long = TooMuchText.of(1, max_parts=60_000, max_characters=8_000_000)
    assert "gränsen är 60 000 stycken och celler och 8 000 000 tecken" in long.sentence("sv").replace("\xa0", " ")
    assert "60,000 paragraphs and cells and 8,000,000 characters" in long.sentence("en")
