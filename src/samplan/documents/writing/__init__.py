"""Turns blocks into files: Word, PDF and Excel. Knows nothing of plans: what stands where, `Finish` tells."""

from samplan.documents.writing.docx import write_docx
from samplan.documents.writing.finish import Finish
from samplan.documents.writing.pdf import CannotBuild, write_pdf
from samplan.documents.writing.xlsx import write_xlsx

__all__ = ["CannotBuild", "Finish", "write_docx", "write_pdf", "write_xlsx"]
