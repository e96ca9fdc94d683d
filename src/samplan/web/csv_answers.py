"""Tables that are handed out as CSV."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse

from samplan.documents.semicolons import csv_bytes

__all__ = ["csv_answer", "csv_bytes"]
TYPE = "text/csv; charset=utf-8"


def csv_answer(rows: Iterable[Iterable[Any]], name: str) -> HttpResponse:
    """The rows as a file of that name; the first of them are the heads."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(csv_bytes(rows), content_type=TYPE, headers=headers)
