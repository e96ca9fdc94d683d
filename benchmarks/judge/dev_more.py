"""The third wave of development layouts: years as labels, numbered lists, levels in a column, headers of two rows."""

from __future__ import annotations

from benchmarks.judge import dev_tables, layouts
from benchmarks.judge.drawing import Cell, Para
from benchmarks.judge.layouts import Page, header_row, table


def _plain_areas(p: Page) -> None:
    p.area_style = "plain" if p.area_style == "focus_first" else p.area_style
    p.shown.discard("focus")


def year_labels(p: Page) -> None:
    """Headings with years: what was planned, what was done, what comes next."""
    layouts.front(p)
    _plain_areas(p)
    p.shown.update({"long", "short", "activity", "reported", "next", "responsible"})
    p.columns = True
    year = p.sketch.year
    done = p.rng.choice(["Genomfört {}–{}", "Gjort {}–{}", "Redovisning av aktiviteter {}–{}"]).format(year - 2, year)
    plan = p.rng.choice(["Planerat {}", "Aktiviteter {}", "Planerade insatser för {}"])
    for area in p.sketch.areas:
        layouts.area_heading(p, area)
        row = area.rows[0]
        for name, texts in (
            (p.words["long"], area.longs),
            (p.words["short"], row.short),
            (plan.format(year), [a.whole for a in row.acts]),
            (done, [a.whole for a in area.reported]),
            (plan.format(year + 1), [a.whole for a in area.following]),
            (p.words["responsible"], area.responsible),
        ):
            p.para(name, bold=True)
            p.bullets(texts)
    layouts.back(p)


def numbered_lists(p: Page) -> None:
    """Labels over numbered and lettered lists, in an order of the document's own."""
    layouts.front(p)
    _plain_areas(p)
    p.shown.update({"background", "long", "short", "activity", "indicator", "responsible", "cost"})
    order = ["long", "short", "activity", "indicator", "responsible", "cost"]
    if p.maybe(0.5):
        order = ["responsible", "long", "activity", "short", "cost", "indicator"]
    letters = p.maybe(0.4)
    for area in p.sketch.areas:
        layouts.area_heading(p, area)
        p.para(" ".join(area.background))
        row = area.rows[0]
        lists = {
            "long": area.longs,
            "short": row.short,
            "activity": [a.whole for a in row.acts],
            "indicator": [i.text for i in row.indicators],
            "responsible": area.responsible,
            "cost": [c.text for c in area.costs],
        }
        for kind in order:
            if lists[kind]:
                p.para(p.words[kind], bold=True)
            for n, text in enumerate(lists[kind]):
                p.para(f"{'abcdefghij'[n]}) {text}" if letters else f"{n + 1}. {text}")
    layouts.back(p)


def level_column(p: Page) -> None:
    """A table of goals with their level in a column, then a table of activities."""
    layouts.front(p)
    _plain_areas(p)
    p.shown.update({"long", "short", "activity", "time", "responsible", "row_responsible"})
    words = p.rng.choice([("Lång", "Kort"), ("Lång sikt", "Kort sikt"), ("Långsiktigt", "Kortsiktigt")])
    horizon = p.rng.choice(["Sikt", "Tidshorisont"])
    for area in p.sketch.areas:
        layouts.area_heading(p, area)
        goals = [(words[0], t) for t in area.longs] + [(words[1], t) for row in area.rows for t in row.short]
        rows = [list(header_row(["Mål", horizon]))]
        table(p, rows + [[p.cell([text]), p.cell([level])] for level, text in goals], [75, 25])
        columns = ["activity", "responsible", "time"]
        rows = [list(header_row([p.words[c] for c in columns]))]
        rows += [[dev_tables.row_cell(p, c, r, n) for c in columns] for n, r in enumerate(area.rows, 1)]
        table(p, rows, [46, 30, 24])
    layouts.back(p)


def two_headers(p: Page) -> None:
    """A goal table under a header of two rows, the upper one over groups of columns."""
    layouts.front(p)
    _plain_areas(p)
    columns = ["long", "short", "activity", "time", "responsible", "indicator"]
    p.shown.update({*columns, "row_responsible"})
    over = p.rng.choice([("Mål", "Genomförande", "Uppföljning"), ("Vart ska vi?", "Vad gör vi?", "Hur vet vi?")])
    top = [
        Cell((Para(text, bold=True),), columns=wide, header=True) for text, wide in zip(over, (2, 3, 1), strict=True)
    ]
    for area in p.sketch.areas:
        layouts.area_heading(p, area)
        rows = [top, list(header_row([p.words[c] for c in columns])), *dev_tables.area_rows(p, area, columns)]
        table(p, rows, [dev_tables.WIDTH[c] for c in columns], header_rows=2)
    layouts.back(p)


def fund_plan(p: Page) -> None:
    """Sums with shares and a total; then every intervention as labelled lines under its area."""
    layouts.front(p)
    _plain_areas(p)
    p.shown.update({"fund", "activity", "time", "responsible", "row_responsible", "background"})
    p.heading(f"{p.words['fund']} {p.sketch.year}", 2)
    total = sum(int(f.amount) for f in p.sketch.funds)
    rows = [list(header_row(["Område", p.words["amount"], "Andel"]))]
    for f in p.sketch.funds:
        rows.append([p.cell([t]) for t in (f.name, dev_tables.money(f.amount), f"{100 * int(f.amount) / total:.0f} %")])
    rows.append([p.cell([t]) for t in ("Totalt", dev_tables.money(str(total)), "100 %")])
    table(p, rows, [50, 30, 20])
    label = {kind: p.words[kind].rstrip("?:") for kind in ("activity", "time", "responsible")}
    for area in p.sketch.areas:
        layouts.area_heading(p, area)
        p.para(" ".join(area.background))
        for row in area.rows:
            for act in row.acts:
                p.para(f"{label['activity']}: {act.whole}")
                p.para(f"{label['time']}: {act.time.text}" if act.time else "")
            p.para(f"{label['responsible']}: {', '.join(row.responsible)}" if row.acts and row.responsible else "")
    layouts.back(p)
