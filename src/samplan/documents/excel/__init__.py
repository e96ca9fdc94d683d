"""Reads Excel workbooks (.xlsx, .xlsm): every sheet, hidden ones too, as tables with the texts above them.

A place is the sheet's own: page is the sheet's number from 1, row and column count from 0 at A1. Formulas give the
values that Excel last counted; macros are never run.
"""

from __future__ import annotations

from samplan.documents.archive import Archive
from samplan.documents.blocks import Document
from samplan.documents.errors import EmptyDocument
from samplan.documents.excel.sheets import Builder
from samplan.documents.excel.workbook import Workbook
from samplan.documents.ooxml import Package
from samplan.documents.progress import report

HIDDEN_SHEETS = "hidden_sheets"
"""A warning: sheets that Excel hides were read all the same."""

UNCOUNTED = "formulas_without_values"
"""A warning: some formulas have no counted value in the file; open and save it in Excel to get them."""


def read_xlsx(data: bytes, *, name: str) -> Document:
    """The workbook in `data`. Raises Damaged, EmptyDocument, Encrypted, UnsafeXml or ZipBomb."""
    workbook = Workbook(Package(Archive(data)))
    builder = Builder()
    warnings: dict[str, None] = {}
    for number, sheet in enumerate(workbook.sheets(), start=1):
        builder.add(sheet, number)
        if sheet.hidden and sheet.cells:
            warnings[HIDDEN_SHEETS] = None
        if sheet.uncounted:
            warnings[UNCOUNTED] = None
        report(number, workbook.count)
    if not builder.blocks:
        raise EmptyDocument()
    return Document(
        blocks=tuple(builder.blocks),
        furniture=tuple(builder.furniture),
        format="xlsx",
        name=name,
        pages=workbook.count,
        warnings=tuple(warnings),
    )
