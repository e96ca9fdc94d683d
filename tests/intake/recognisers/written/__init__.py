"""Small plans as county officials write them, each with what a careful person reads in it, in one plain notation.

A file holds the document, a line "====", and the items. In the document: "#" a heading, "**…**" a bold line, "-" an
item of a list, "|" a row of a table ("//" parts the paragraphs of a cell, "^" goes on from the cell above, "<" from
the cell to the left), "@ name" a new sheet of a workbook. The items are those of `told`.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
from tests.intake.recognisers.drawing import document, heading, item, paragraph

from samplan.documents import read
from samplan.documents.blocks import Block, Cell, Document, ListItem, Paragraph, Provenance, Table
from samplan.plans.shapes.exchange import Activity, Area, PlanFile

HERE = Path(__file__).parent
NAMES = sorted(path.stem for path in HERE.glob("*.txt"))


@dataclass(frozen=True)
class Written:
    """A document's lines and the items that stand in it; only: "docx" or "xlsx" where it makes sense in one alone."""

    lines: list[str]
    items: Counter[str]
    only: str = ""

    @property
    def grouped(self) -> bool:
        """Whether the items tell the areas' groups."""
        return any(" # g " in line for line in self.items)


def load(name: str) -> Written:
    """One file of this folder."""
    text, _, told_lines = (HERE / f"{name}.txt").read_text(encoding="utf-8").partition("\n====\n")
    lines = text.splitlines()
    only = lines[0].removeprefix("only: ") if lines[0].startswith("only: ") else ""
    items = Counter(line.strip() for line in told_lines.splitlines() if line.strip())
    return Written(lines[1:] if only else lines, items, only)


KINDS = [(name, form) for name in NAMES for form in ("docx", "xlsx") if load(name).only in ("", form)]
"""Every document with the formats that it makes sense in."""


def told(plan: PlanFile, *, grouped: bool = False) -> Counter[str]:
    """A plan's items, a line each: areas, goals (L, K), activities with their times, bodies, costs and the rest.

    grouped: the areas' groups too (g), in the files that tell them.
    """
    found: list[str] = []
    for area in plan.areas:
        found += [f"{area.title} # g {area.group}"] if grouped and area.group else []
        found += [f"{area.title} # {line}" for line in _area(area)] or [f"{area.title} #"]
    found += [f"medel {fund.name}: {fund.amount}" for fund in plan.funds]
    return Counter(found)


def _area(area: Area) -> list[str]:
    return [
        *(f"{'L' if goal.level == 'long' else 'K'} {goal.text}" for goal in area.goals),
        *(_activity(activity) for activity in area.activities),
        *(f"i {indicator.text}" for indicator in area.indicators),
        *(f"r {body}" for body in area.responsible),
        *(f"c {cost.year or '-'} {cost.min}-{cost.max}" for cost in area.costs),
        *(f"f {followup.year or '-'} {followup.text}" for followup in area.followups),
        *(f"q {question.text}" for question in area.challenge_questions),
        *(f"p {p.text}{f' ({p.actor})' if p.actor else ''}" for q in area.challenge_questions for p in q.proposals),
        *(f"u {question}" for question in area.followup_questions),
    ]


def _activity(activity: Activity) -> str:
    start, end = activity.start or "", activity.end or ""
    time = f" [{start}..{end}{' +' if activity.ongoing else ''}]" if start or end or activity.ongoing else ""
    mark = "*" if activity.kind == "planned" else "="
    year = f" ({activity.year})" if activity.year else ""
    return f"{mark} {activity.text}{time}{year}"


def as_word(lines: list[str]) -> Document:
    """The document as the reader of Word files gives it."""
    blocks: list[Block] = []
    for run in _runs(lines):
        if run[0].startswith("|"):
            blocks.append(_table(run))
        elif run[0].startswith("#"):
            marks, _, text = run[0].partition(" ")
            blocks.append(heading(text, len(marks)))
        elif run[0].startswith("- "):
            blocks.append(item(run[0][2:]))
        elif not run[0].startswith("@"):
            bold = run[0].startswith("**")
            blocks.append(paragraph(run[0].strip("*") if bold else run[0], bold=bold))
    return document(*blocks)


def as_excel(lines: list[str]) -> Document:
    """The document written as a workbook and read again."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True})
        large = book.add_format({"bold": True, "font_size": 14})
        page, row = None, 0
        for run in _runs(lines):
            if run[0].startswith("@ "):
                page, row = book.add_worksheet(run[0][2:]), 0
                continue
            page = page or book.add_worksheet("Handlingsplan")
            if run[0].startswith("|"):
                row += 1 if row else 0
                _cells(page, row, run, bold)
                row += len(run) + 1
            else:
                row += run[0].startswith("#") and row > 0
                form = large if run[0].startswith("#") else bold if run[0].startswith("**") else None
                page.write_string(row, 0, run[0].strip("*") if form is bold else run[0].lstrip("# "), form)
                row += 1
    return read(data.getvalue(), name="plan.xlsx")


def _runs(lines: list[str]) -> list[list[str]]:
    """Lines one by one, but the rows of a table together."""
    found: list[list[str]] = []
    open_table = False
    for line in lines:
        if line.startswith("|") and open_table:
            found[-1].append(line)
        elif line.strip():
            found.append([line])
        open_table = line.startswith("|")
    return found


def _grid(rows: list[str]) -> list[list[str]]:
    return [[text.strip() for text in re.sub(r"^\||\|$", "", row.strip()).split("|")] for row in rows]


def _span(grid: list[list[str]], r: int, c: int) -> tuple[int, int]:
    height, width = 1, 1
    while r + height < len(grid) and c < len(grid[r + height]) and grid[r + height][c] == "^":
        height += 1
    while c + width < len(grid[r]) and grid[r][c + width] == "<":
        width += 1
    return height, width


def _table(rows: list[str]) -> Table:
    grid = _grid(rows)
    made = []
    for r, texts in enumerate(grid):
        made.append(tuple(_cell(text, *_span(grid, r, c)) for c, text in enumerate(texts) if text not in ("^", "<")))
    return Table(tuple(made), Provenance())


def _cell(text: str, height: int, width: int) -> Cell:
    parts: list[Paragraph | ListItem] = []
    for part in (part.strip() for part in text.split("//")):
        if part.startswith("- "):
            parts.append(ListItem(part[2:], Provenance(), marker="•"))
        elif part:
            bold = part.startswith("**")
            parts.append(Paragraph(part.strip("*") if bold else part, Provenance(), bold=bold))
    return Cell(tuple(parts), Provenance(), row_span=height, column_span=width)


def _cells(page: object, top: int, rows: list[str], bold: object) -> None:
    grid = _grid(rows)
    for r, texts in enumerate(grid):
        for c, text in enumerate(texts):
            if text in ("^", "<", ""):
                continue
            height, width = _span(grid, r, c)
            shown = "\n".join(part.strip().strip("*") for part in text.split("//"))
            form = bold if r == 0 or text.startswith("**") else None
            if (height, width) != (1, 1):
                page.merge_range(top + r, c, top + r + height - 1, c + width - 1, shown, form)  # type: ignore[attr-defined]
            else:
                page.write_string(top + r, c, shown, form)  # type: ignore[attr-defined]
