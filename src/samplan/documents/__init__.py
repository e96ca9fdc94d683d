"""Turns files into blocks and blocks into files. Knows nothing of plans, and nothing of Django.

The door: `read` (in this process) and `read_in_process` (in one of its own, with limits); both give a `Document`
and raise only a `DocumentError`.
"""

from samplan.documents.blocks import Document
from samplan.documents.errors import DocumentError
from samplan.documents.reading import read
from samplan.documents.sandbox import read_in_process
from samplan.documents.writing import Finish, write_docx, write_pdf, write_xlsx

__all__ = [
    "Document",
    "DocumentError",
    "Finish",
    "read",
    "read_in_process",
    "write_docx",
    "write_pdf",
    "write_xlsx",
]
