"""Ways to flatten a small made-up table, and to read the text."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import zip_longest

from samplan.documents.text import read_txt
from samplan.intake import read_plan
from samplan.plans.shapes.exchange import PlanFile

WIDTHS = {"Långsiktigt mål": 22, "Kortsiktigt mål": 24, "Aktivitet": 26, "Tidplan": 12, "Ansvarig": 16, "Indikator": 20}
ROWS: Sequence[dict[str, str]] = (
    {
        "Långsiktigt mål": "Alla unga i länet ska må bra och få hjälp när de behöver den.",
        "Kortsiktigt mål": "Skolorna har en gemensam rutin för tidig hjälp.",
        "Aktivitet": "Skriva en rutin tillsammans med elevhälsan.",
        "Tidplan": "Ht 2031",
        "Ansvarig": "Elevhälsan",
        "Indikator": "Antal skolor med rutin",
    },
    {
        "Kortsiktigt mål": "Personalen känner till var hjälp finns att få.",
        "Aktivitet": "Utbilda personal i första hjälpen.",
        "Tidplan": "2031 - 2032",
        "Ansvarig": "Kommunerna",
        "Indikator": "Andel utbildade",
    },
)


def wrapped(row: dict[str, str], column: str) -> list[str]:
    """A cell's lines."""
    return textwrap.wrap(row.get(column, ""), WIDTHS[column], break_long_words=False)


def cells(columns: Sequence[str], gap: str) -> str:
    """Cell under cell, `gap` between."""
    parts = ["\n".join(wrapped(row, column)) for row in ROWS for column in columns]
    return " ".join(columns) + "\n\n" + gap.join(part for part in parts if part)


def beside(columns: Sequence[str]) -> str:
    """Cells side by side, as a page shows them."""
    lines = ["  ".join(column.ljust(WIDTHS[column]) for column in columns), ""]
    for row in ROWS:
        for line in zip_longest(*(wrapped(row, column) for column in columns), fillvalue=""):
            lines.append("  ".join(x.ljust(WIDTHS[c]) for x, c in zip(line, columns, strict=True)).rstrip())
        lines.append("")
    return "\n".join(lines)


def tabbed(columns: Sequence[str]) -> str:
    """A row a line, tabs between."""
    return "\n".join(["\t".join(columns), *("\t".join(row.get(c, "") for c in columns) for row in ROWS)])


def plan_of(table: str) -> PlanFile:
    """A plan with one area around the table, read."""
    background = "Många söker hjälp sent, och vägen till hjälp är lång i hela länet."
    parts = ["Handlingsplan för Exempellän 2031", "1.1 Unga och skola", background, table]
    text = "\n\n".join([*parts, "Uppföljning 2032", "Arbetet har kommit igång."])
    return read_plan(read_txt(text.encode(), name="made-up.txt")).plan
