"""Layouts of the development split that lean on tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from benchmarks.judge import layouts
from benchmarks.judge.drawing import Cell, Para
from benchmarks.judge.layouts import Page, header_row, table
from benchmarks.judge.plans import AreaSketch, Row

WIDTH = {
    "long": 22,
    "short": 22,
    "activity": 30,
    "time": 15,
    "indicator": 22,
    "responsible": 16,
    "comment": 14,
    "nr": 5,
    "prio": 8,
    "state": 10,
}
PRIORITIES = ("Hög", "Medel", "Låg")
STATES = ("Pågår", "Ej påbörjad", "Klar", "Planerad")


def choose_columns(p: Page) -> list[str]:
    """Which columns the goal table has, in which order."""
    columns = ["long", "short", "activity", "time", "indicator"]
    if p.maybe(0.5):
        columns.insert(p.rng.randint(2, 5), "responsible")
        p.shown.add("row_responsible")
    if p.maybe(0.15):
        columns.remove("indicator")
    if p.maybe(0.12):
        columns.remove("time")
    if p.maybe(0.25):
        columns.append("comment")
    if p.maybe(0.35):
        head, rest = columns[:2], columns[2:]
        p.rng.shuffle(rest)
        columns = head + rest
    if p.maybe(0.2):
        columns.insert(0, "nr")
    if p.maybe(0.12):
        columns.insert(p.rng.randint(2, len(columns)), "prio")
    if p.maybe(0.12):
        columns.append("state")
        p.loose_ongoing = True
    p.shown.update(c for c in columns if c not in ("nr", "prio", "state"))
    return columns


def labels(p: Page, columns: Sequence[str]) -> list[str]:
    fixed = {"nr": p.rng.choice(["Nr", "Nr.", "#"]), "prio": "Prioritet", "state": "Status"}
    return [fixed.get(c) or p.words[c] for c in columns]


def row_cell(p: Page, column: str, row: Row, nth: int) -> Cell:
    """The cell of one row in one column (the long goal stands elsewhere)."""
    makers: dict[str, Callable[[], Cell]] = {
        "short": lambda: p.cell(row.short),
        "activity": lambda: p.acts(row.acts),
        "time": lambda: p.cell([row.acts[0].time.text] if row.acts and row.acts[0].time else []),
        "indicator": lambda: p.cell(i.text for i in row.indicators),
        "responsible": lambda: p.names(row.responsible),
        "comment": lambda: p.cell([row.comment]),
        "nr": lambda: p.cell([str(nth)]),
        "prio": lambda: p.cell([p.rng.choice(PRIORITIES)]),
        "state": lambda: p.cell([p.rng.choice(STATES)]),
    }
    return makers[column]()


def area_rows(p: Page, area: AreaSketch, columns: Sequence[str], lead: Cell | None = None) -> list[list[Cell]]:
    """An area's rows. lead: a cell before the first column, over all rows (the area's name in a big table)."""
    merge = p.words.setdefault("_merge", p.rng.choice(["merged", "merged", "repeated", "empty"]))
    rows: list[list[Cell]] = []
    for nth, row in enumerate(area.rows, 1):
        cells: list[Cell] = []
        if lead is not None and merge == "merged":
            cells += [Cell(lead.paras, rows=len(area.rows))] if nth == 1 else []
        elif lead is not None:
            cells.append(lead if nth == 1 or merge == "repeated" else Cell())
        for column in columns:
            if column != "long":
                cells.append(row_cell(p, column, row, nth))
            elif merge == "merged":
                cells += [p.cell(area.longs, rows=len(area.rows))] if nth == 1 else []
            else:
                cells.append(p.cell(area.longs) if nth == 1 or merge == "repeated" else Cell())
        rows.append(cells)
    return rows


def _common(p: Page) -> None:
    p.shown.update({"activity"} | ({"group"} if p.area_style != "focus_first" and p.maybe(0.5) else set()))
    for kind, chance in (("identified", 0.6), ("background", 0.7), ("followup", 0.6), ("cost", 0.6)):
        if p.maybe(chance):
            p.shown.add(kind)


def goal_table(p: Page) -> None:
    """One goal table under the heading of each area."""
    layouts.front(p)
    _common(p)
    columns = choose_columns(p)
    if "row_responsible" not in p.shown and p.maybe(0.5):
        p.shown.add("responsible")
    inside = p.maybe(0.25)
    for area, before in layouts.areas_with_before(p.sketch):
        layouts.group_heading(p, area, before)
        layouts.area_heading(p, area)
        if "background" in p.shown:
            p.para(" ".join(area.background))
        rows = [list(header_row(labels(p, columns))), *area_rows(p, area, columns)]
        if inside and "followup" in p.shown:
            for year, parts in layouts.split_followups(area):
                title = Para(f"{p.words['followup'].upper()} {year}", bold=True)
                paras = tuple(x for h, t in parts for x in ((Para(h, bold=True),) if h else ()) + (Para(t),))
                rows += [[Cell((title,), columns=len(columns))], [Cell(paras, columns=len(columns))]]
        table(p, rows, [WIDTH[c] for c in columns])
        layouts.costs_and_bodies(p, area)
        if not inside:
            layouts.followups(p, area)
    layouts.back(p)


def big_table(p: Page) -> None:
    """One table for the whole plan, the area in the first column."""
    layouts.front(p)
    p.area_style = "plain" if p.area_style == "focus_first" else p.area_style
    columns = choose_columns(p)
    p.heading(p.rng.choice(["Handlingsplan", "Mål och aktiviteter", "Aktivitetsplan"]), 2)
    rows = [list(header_row([p.words["area"], *labels(p, columns)]))]
    for area in p.sketch.areas:
        rows += area_rows(p, area, columns, Cell((Para(layouts.area_name(p, area)),)))
    table(p, rows, [16, *(WIDTH[c] for c in columns)])
    layouts.back(p)


def label_sheet(p: Page) -> None:
    """A sheet of two columns for each area: the label to the left, what it says to the right."""
    layouts.front(p)
    p.area_style = "plain" if p.area_style == "focus_first" else p.area_style
    p.shown.update({"background", "needs", "long", "short", "activity", "indicator", "responsible", "cost", "status"})
    p.shown.discard("focus")
    title_inside = p.maybe(0.4)
    for area in p.sketch.areas:
        rows: list[list[Cell]] = []
        if title_inside:
            rows.append([Cell((Para(p.words["area"], bold=True),)), Cell((Para(layouts.area_name(p, area)),))])
        else:
            layouts.area_heading(p, area)
        for kind, cell in _sheet_values(p, area):
            if cell.paras:
                rows.append([Cell((Para(p.words[kind], bold=True),)), cell])
        table(p, rows, [22, 78], header_rows=0)
    layouts.back(p)


def _sheet_values(p: Page, area: AreaSketch) -> list[tuple[str, Cell]]:
    row = area.rows[0]
    status = [area.status[1]] if area.status else []
    return [
        ("background", p.cell([" ".join(area.background)])),
        ("needs", p.cell([" ".join(area.needs)])),
        ("long", p.cell(area.longs)),
        ("short", p.cell(row.short)),
        ("activity", p.cell(a.whole for a in row.acts)),
        ("indicator", p.cell(i.text for i in row.indicators)),
        ("responsible", p.names(area.responsible)),
        ("cost", p.cell(c.text for c in area.costs)),
        ("status", p.cell(status)),
    ]


def three_columns(p: Page) -> None:
    """A development-area sheet: L and K goals, then planned, done and next side by side."""
    layouts.front(p)
    p.shown.update(
        {"background", "long", "short", "activity", "reported", "next", "indicator", "responsible", "cost", "status"}
    )
    p.columns = True
    year = p.sketch.year
    goal_label = p.rng.choice(["Mål", "Mål L=lång sikt, K=kort sikt"])
    done = p.rng.choice(["Redovisning", "Genomfört"])
    mark = p.rng.choice(["L: {}|K: {}", "(L) {}|(K) {}", "L – {}|K – {}"]).split("|")
    for area in p.sketch.areas:
        layouts.area_heading(p, area)
        p.para(p.words["background"], bold=True)
        p.para(" ".join(area.background))
        row = area.rows[0]
        goals = [*(mark[0].format(t) for t in area.longs), *(mark[1].format(t) for t in row.short)]
        table(
            p,
            [
                [Cell((Para(goal_label, bold=True),), header=True)],
                [Cell(tuple(Para(t) for t in goals))],
            ],
            [100],
        )
        heads = [
            f"Aktiviteter {year}",
            f"{done} {year - 2}–{year}",
            f"Aktiviteter {year + 1}",
        ]
        cells = [p.cell(a.whole for a in acts) for acts in (row.acts, area.reported, area.following)]
        table(p, [list(header_row(heads)), cells], [33, 33, 34])
        last = [(k, c) for k, c in _sheet_values(p, area) if k in ("responsible", "indicator", "cost")]
        table(p, [list(header_row([p.words[k] for k, _ in last])), [c for _, c in last]], [33, 33, 34])
        if area.status:
            p.para(f"{p.words['status']}: {area.status[1]}")
    layouts.back(p)


def question_table(p: Page) -> None:
    """A framework in tables: question, proposals, actor."""
    layouts.front(p)
    p.shown.update({"group", "background", "question", "proposal", "actor", "fquestion"})
    for area, before in layouts.areas_with_before(p.sketch):
        layouts.group_heading(p, area, before)
        layouts.area_heading(p, area)
        p.para(" ".join(area.background))
        rows = [list(header_row([p.words["question"], p.words["proposal"], p.words["actor"]]))]
        for q in area.questions:
            height = max(1, len(q.proposals))
            for nth in range(height):
                proposal = q.proposals[nth] if q.proposals else None
                first = [Cell((Para(q.text),), rows=height)] if nth == 0 else []
                rows.append(
                    [*first, p.cell([proposal.text if proposal else ""]), p.cell([(proposal and proposal.actor) or ""])]
                )
        table(p, rows, [40, 40, 20])
        if area.fquestions:
            p.para(p.words["fquestion"], bold=True)
            p.bullets(area.fquestions)
    layouts.back(p)


def portfolio_table(p: Page) -> None:
    """A running portfolio: funds in a table, then the interventions of each area in a table."""
    layouts.front(p)
    p.shown.update({"fund", "activity", "time", "responsible", "row_responsible", "background"})
    p.heading(f"{p.words['fund']} {p.sketch.year}", 2)
    if p.maybe(0.5):
        rows = [list(header_row([p.rng.choice(["Område", "Ändamål", "Inriktning"]), p.words["amount"]]))]
        rows += [[p.cell([f.name]), p.cell([money(f.amount)])] for f in p.sketch.funds]
        table(p, rows, [60, 40])
    else:
        names, sums = [f.name for f in p.sketch.funds], [money(f.amount) for f in p.sketch.funds]
        table(p, [list(header_row(names)), [p.cell([s]) for s in sums]], [25] * 4)
    for area in p.sketch.areas:
        layouts.area_heading(p, area)
        p.para(" ".join(area.background))
        columns = ["activity", "time", "responsible"]
        rows = [list(header_row([p.words[c] for c in columns]))]
        rows += [[row_cell(p, c, row, n) for c in columns] for n, row in enumerate(area.rows, 1)]
        table(p, rows, [WIDTH[c] for c in columns])
    layouts.back(p)


def money(amount: str) -> str:
    return f"{int(amount):,}".replace(",", " ") + " kr"
