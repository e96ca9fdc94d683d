"""More layouts of the development split: questions over their proposals, labels inside paragraphs, banded tables."""

from __future__ import annotations

from benchmarks.judge import dev_tables, layouts
from benchmarks.judge.drawing import Cell, Para
from benchmarks.judge.layouts import Page, header_row, table
from benchmarks.judge.plans import AreaSketch


def question_headings(p: Page) -> None:
    """Every question is a small heading; its proposals follow as a list, the actor after a dash or in brackets."""
    layouts.front(p)
    p.shown.update({"group", "question", "proposal", "actor", "background"})
    p.shown.discard("focus")
    form = p.rng.choice(["{} ({})", "{} (aktör: {})"])
    for area, before in layouts.areas_with_before(p.sketch):
        layouts.group_heading(p, area, before)
        layouts.area_heading(p, area)
        p.para(" ".join(area.background))
        for n, q in enumerate(area.questions, 1):
            p.heading(
                f"Utmaningsfråga {n}: {q.text}" if p.words.setdefault("_n", p.rng.choice(["y", ""])) else q.text, 4
            )
            p.bullets(form.format(x.text, x.actor) if x.actor else x.text for x in q.proposals)
    layouts.back(p)


def bold_lead(p: Page) -> None:
    """Labelled paragraphs: a bold label paragraph only for lists, else label and text in one paragraph."""
    layouts.front(p)
    p.area_style = "plain" if p.area_style == "focus_first" else p.area_style
    p.shown.discard("focus")
    p.shown.update({"background", "long", "short", "activity", "responsible", "cost", "followup"})
    dash = p.rng.choice([" – ", ": "])
    for area in p.sketch.areas:
        layouts.area_heading(p, area)
        p.para(" ".join(area.background))
        for kind, texts in _lists(area):
            if len(texts) == 1 and p.words.setdefault("_in", p.rng.choice(["y", ""])):
                p.para(f"{p.words[kind].rstrip('?:')}{dash}{texts[0]}")
            elif texts:
                p.para(p.words[kind], bold=True)
                p.bullets(texts)
        p.para(f"{p.words['responsible'].rstrip('?:')}{dash}{', '.join(area.responsible)}")
        for note in area.costs:
            p.para(f"{p.words['cost']}{dash}{note.text}")
        layouts.followups(p, area)
    layouts.back(p)


def _lists(area: AreaSketch) -> list[tuple[str, list[str]]]:
    row = area.rows[0]
    return [("long", list(area.longs)), ("short", list(row.short)), ("activity", [a.whole for a in row.acts])]


def grouped_table(p: Page) -> None:
    """One goal table a group; the area stands in a row over the whole width, the long goal in its column."""
    layouts.front(p)
    p.area_style = "plain" if p.area_style == "focus_first" else p.area_style
    p.shown.discard("focus")
    p.shown.add("group")
    columns = dev_tables.choose_columns(p)
    for number, name in enumerate(p.sketch.groups):
        areas = [a for a in p.sketch.areas if a.group == number]
        if not areas:
            continue
        p.heading(f"{number + 1}. {name}" if p.numbered else name, 2)
        rows = [list(header_row(dev_tables.labels(p, columns)))]
        for area in areas:
            rows.append([Cell((Para(layouts.area_name(p, area), bold=True),), columns=len(columns))])
            rows += dev_tables.area_rows(p, area, columns)
        table(p, rows, [dev_tables.WIDTH[c] for c in columns])
    layouts.back(p)


def titled_sheet(p: Page) -> None:
    """A sheet per area whose first row over both columns is the area's name, with activities as a table inside."""
    layouts.front(p)
    p.area_style = "plain" if p.area_style == "focus_first" else p.area_style
    p.shown.discard("focus")
    p.shown.update({"background", "long", "activity", "time", "responsible", "row_responsible", "followup"})
    for area in p.sketch.areas:
        rows = [[Cell((Para(layouts.area_name(p, area), bold=True),), columns=3)]]
        for kind, texts in (("background", [" ".join(area.background)]), ("long", area.longs)):
            cell = p.cell(texts)
            if cell.paras:
                rows.append([Cell((Para(p.words[kind], bold=True),)), Cell(cell.paras, columns=2)])
        columns = ["activity", "time", "responsible"]
        rows.append(list(header_row([p.words[c] for c in columns])))
        rows += [[dev_tables.row_cell(p, c, r, n) for c in columns] for n, r in enumerate(area.rows, 1)]
        table(p, rows, [40, 25, 35], header_rows=0)
        layouts.followups(p, area)
    layouts.back(p)
