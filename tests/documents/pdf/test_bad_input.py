"""What cannot be read is refused with the right error; nothing else ever comes out."""

from __future__ import annotations

import io

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from tests.documents.pdf import made

from samplan.documents.errors import Damaged, DocumentError, EmptyDocument, Encrypted, ScannedPages, TooManyPages
from samplan.documents.pdf import read_pdf

GOOD = made.reportlab_pdf(made.plan(1, columns=3, rows=4), "grid")


def _locked(user: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(GOOD))
    writer.encrypt(user_password=user, owner_password="ägare", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _scan(*texts: str) -> bytes:
    """Pages with a picture; a text where one is given."""
    out = io.BytesIO()
    canvas = Canvas(out)
    picture = ImageReader(Image.new("RGB", (20, 20), "grey"))
    for text in texts:
        canvas.drawImage(picture, 50, 50, 400, 600)
        canvas.drawString(60, 720, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_an_owner_password_alone_does_not_hinder_reading() -> None:
    assert len(read_pdf(_locked("")).blocks) == len(read_pdf(GOOD).blocks)


def test_a_password_is_told() -> None:
    with pytest.raises(Encrypted):
        read_pdf(_locked("hemligt"))


@pytest.mark.parametrize("data", [b"", b"\x00\x00", b"  \n"])
def test_nothing_is_empty(data: bytes) -> None:
    with pytest.raises(EmptyDocument):
        read_pdf(data)


def test_pages_without_anything_are_empty() -> None:
    with pytest.raises(EmptyDocument):
        read_pdf(made.typst_text("#pagebreak()"))


@pytest.mark.parametrize("data", [b"%PDF-1.7\nhej", GOOD[:200]])
def test_a_broken_file_is_damaged(data: bytes) -> None:
    with pytest.raises(Damaged):
        read_pdf(data)


def test_scanned_pages_are_named() -> None:
    with pytest.raises(ScannedPages, match="1–3"):
        read_pdf(_scan("", "", ""))


def test_some_scanned_pages_are_a_warning() -> None:
    document = read_pdf(_scan("Text", "", "Mer text", ""))
    assert document.warnings == ("scanned_pages:2,4",)


def test_ten_thousand_pages_are_refused() -> None:
    writer = pypdf.PdfWriter()
    for _ in range(10_000):
        writer.add_blank_page(100, 100)
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(TooManyPages):
        read_pdf(out.getvalue())


def test_progress_counts_the_pages() -> None:
    told: list[tuple[int, int]] = []
    read_pdf(made.pages("Ett", "Två", "Tre"), on_progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def _outcome(data: bytes) -> str:
    """What reading comes to: anything but a document or a DocumentError goes through."""
    try:
        return read_pdf(data).format
    except DocumentError as error:
        return error.sentence("sv")


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    cut=st.integers(0, len(GOOD)),
    changes=st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), max_size=40),
)
def test_a_changed_file_is_a_document_or_a_document_error(cut: int, changes: list[tuple[int, int]]) -> None:
    data = bytearray(GOOD)
    for place, value in changes:
        data[place] = value
    if cut % 3 == 0:
        del data[cut:]
    assert _outcome(bytes(data))
