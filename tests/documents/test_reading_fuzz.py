"""Whatever comes in, only a document or a DocumentError comes out."""

from __future__ import annotations

import contextlib
import io
import zipfile

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentText
from odf.text import H, P
from tests.documents.building import NAMESPACES, packed, raw_docx, saved

from samplan.documents import DocumentError, read
from samplan.documents.serialise import from_json, to_json


def odt() -> bytes:
    document = OpenDocumentText()
    document.text.addElement(H(outlinelevel=1, text="Rubrik"))
    document.text.addElement(P(text="Text om länet"))
    out = io.BytesIO()
    document.write(out)
    return out.getvalue()


def word() -> bytes:
    document = docx.Document()
    document.add_heading("Rubrik", 1)
    document.add_table(2, 2).cell(0, 0).text = "cell"
    return saved(document)


def excel() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(("Mål", 1, 2.5))
    book.active.merge_cells("A1:A3")
    return saved(book)


VALID = {"a.docx": word(), "a.xlsx": excel(), "a.odt": odt(), "a.txt": "Rubrik\n\n• punkt\fSida 2".encode()}
PATIENT = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def attempt(data: bytes, name: str | None) -> None:
    with contextlib.suppress(DocumentError):
        document = read(data, name=name)
        assert from_json(to_json(document)) == document


@PATIENT
@given(st.binary(max_size=300), st.sampled_from([None, "a.docx", "a.xlsx", "a.odt", "a.txt", "a.bin"]))
def test_random_bytes(data: bytes, name: str | None) -> None:
    attempt(data, name)


@pytest.mark.parametrize("name", sorted(VALID))
@PATIENT
@given(data=st.data())
def test_bytes_changed_in_a_valid_file(name: str, data: st.DataObject) -> None:
    content = bytearray(VALID[name])
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    attempt(bytes(content), name)


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.odt"])
@PATIENT
@given(data=st.data())
def test_parts_changed_in_a_valid_file(name: str, data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(VALID[name])) as archive:
        parts = {each: archive.read(each) for each in archive.namelist() if not each.endswith((".jpeg", ".png"))}
    which = data.draw(st.sampled_from(sorted(each for each in parts if each.endswith((".xml", ".rels")))))
    text = parts[which].decode()
    start = data.draw(st.integers(0, len(text) - 1))
    put = data.draw(
        st.sampled_from(["", "<w:p>", "</w:p>", '"', "-1", "99999999999999999999", "&#0;", "ö", "<", "nan", "1e999"])
    )
    parts[which] = (text[:start] + put + text[start + data.draw(st.integers(0, 12)) :]).encode()
    attempt(packed(parts, method=zipfile.ZIP_STORED), name)


ELEMENTS = [
    "p",
    "r",
    "t",
    "tbl",
    "tr",
    "tc",
    "sdt",
    "sdtContent",
    "ins",
    "del",
    "txbxContent",
    "drawing",
    "pict",
    "br",
    "fldChar",
    "instrText",
    "pPr",
    "numPr",
    "numId",
    "gridSpan",
    "vMerge",
    "tcPr",
    "trPr",
    "gridBefore",
    "sym",
]


def element(name: str, value: str, children: list[str]) -> str:
    return f'<w:{name} w:val="{value}" w:fldCharType="{value}">{"".join(children)}</w:{name}>'


TREES = st.recursive(
    st.sampled_from(["ord", "", "• punkt"]),
    lambda inner: st.builds(
        element,
        st.sampled_from(ELEMENTS),
        st.sampled_from(["0", "-3", "x", "restart", "begin", "end", "99999999999"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


@PATIENT
@given(TREES)
def test_any_tree_of_words_elements(tree: str) -> None:
    attempt(raw_docx(tree), "a.docx")


def test_deep_nesting_is_damaged_and_no_crash() -> None:
    for depth in (200, 3_000, 60_000):
        for element in ("sdt", "ins"):
            tree = f"<w:{element}>" * depth + f"</w:{element}>" * depth
            attempt(
                packed({"word/document.xml": f"<w:document {NAMESPACES}><w:body>{tree}</w:body></w:document>"}),
                "a.docx",
            )
