"""Reads PDF with text: PDFium gives glyphs and drawn lines, everything above that is found by geometry.

pdfplumber is not used while reading: it parses every character in Python through pdfminer, which costs about a
hundred times what PDFium takes for the same page, and its search for the smallest cells takes merged cells for many.
It serves as a second opinion in the tests.
"""

from samplan.documents.pdf.reader import read_pdf

__all__ = ["read_pdf"]
