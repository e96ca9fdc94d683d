"""Reads PDF with text: PDFium gives glyphs and drawn lines, everything above that is found by geometry.

glyphs, rules (what is drawn) -> words -> sheets (pages) -> grids (ruled tables), runs, whitespace and rows (tables and
columns made by white space) -> regions (order of reading) -> flow (paragraphs), headings, footnotes, running (heads
and feet) -> continued (what page breaks cut) -> assembly (blocks).

pdfplumber is not used while reading. It parses every character in Python through pdfminer, which alone takes about
twice the time of this whole reader, and its search for the smallest cells falls apart on merged cells and on tables
without lines. It serves as a second opinion in the tests.
"""

from samplan.documents.pdf.reader import read_pdf

__all__ = ["read_pdf"]
