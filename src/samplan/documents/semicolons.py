"""CSV as spreadsheets here expect it: semicolons, UTF-8 with a byte order mark, and no cell that is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
"""How cells begin that a spreadsheet would reckon; and the mark that is put in front, so that it can be taken away."""


def csv_bytes(rows: Iterable[Iterable[Any]]) -> bytes:
    """The rows as a file, the first of them the heads. None is an empty cell; numbers stay numbers."""
    sheet = io.StringIO(newline="")
    csv.writer(sheet, delimiter=";", lineterminator="\r\n").writerows([plain(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + sheet.getvalue().encode()


def plain(cell: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: such words get a mark in front."""
    if cell is None:
        return ""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
