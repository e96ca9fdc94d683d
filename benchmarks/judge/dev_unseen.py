"""Layouts whose words the reader does not know: what can be told of them is told by their structure alone.

Each draws one way in which documents never seen fell apart: areas under a header that no list of words holds, forms
with numbered labels, a first column without a header, a title over a table that names its own areas, doers under a
word of their own, areas that only bold lines tell, years or bodies as columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from benchmarks.judge import dev_tables, layouts
from benchmarks.judge.drawing import Break, Cell, Para
from benchmarks.judge.layouts import Layout, Page, header_row, table
from benchmarks.judge.plans import AreaSketch

STRANGE = {
    "area": ("Byggsten", "Vinkel", "Hörnsten", "Rum", "Kraftsamling", "Dörr", "Förbättringsområde", "Segel"),
    "long": ("Ledstjärna", "Polstjärna", "Utsikt", "Topp", "Landmärke"),
    "activity": ("Grepp", "Verkstad", "Spadtag", "Hantverk", "Fotarbete"),
    "responsible": ("Medspelare", "Dragare", "Fanbärare", "Utförare", "Kaptener", "Lotsar"),
    "indicator": ("Tidvatten", "Termometer", "Barometer", "Lod"),
    "time": ("Almanacka", "Klockan", "Kalenderblad"),
    "background": ("Botten", "Jordmån", "Avstamp"),
    "step": ("Varv", "Etapp", "Kliv", "Spår"),
}
"""Words that may stand over a column and tell nothing of it."""


def strange(p: Page, kind: str) -> str:
    """This document's strange word for a kind of item."""
    return p.words.setdefault(f"_strange_{kind}", p.rng.choice(STRANGE[kind]))


def _plain_areas(p: Page) -> None:
    p.area_style = "plain" if p.area_style == "focus_first" else p.area_style
    p.shown.discard("focus")


def _columns(p: Page, *some: str) -> list[str]:
    p.shown.update(some)
    if "responsible" in some:
        p.shown.add("row_responsible")
    return list(some)


def strange_areas(p: Page) -> None:
    """One table for the whole plan; the word over the areas is strange, the other words are known."""
    layouts.front(p)
    _plain_areas(p)
    columns = dev_tables.choose_columns(p)
    p.heading(p.rng.choice(["Handlingsplan", "Mål och aktiviteter", "Tabell över arbetet"]), 2)
    rows = [list(header_row([strange(p, "area"), *dev_tables.labels(p, columns)]))]
    for area in p.sketch.areas:
        rows += dev_tables.area_rows(p, area, columns, Cell((Para(layouts.area_name(p, area)),)))
    table(p, rows, [16, *(dev_tables.WIDTH[c] for c in columns)])
    layouts.back(p)


def strange_words(p: Page) -> None:
    """One table for the whole plan, and every word over it is strange."""
    layouts.front(p)
    _plain_areas(p)
    columns = _columns(p, "long", "activity", "time", "responsible")
    if p.maybe(0.5):
        columns += _columns(p, "indicator")
    if p.maybe(0.4):
        rest = columns[1:]
        p.rng.shuffle(rest)
        columns = [columns[0], *rest]
    rows = [list(header_row([strange(p, "area"), *(strange(p, c) for c in columns)]))]
    for area in p.sketch.areas:
        rows += dev_tables.area_rows(p, area, columns, Cell((Para(layouts.area_name(p, area)),)))
    table(p, rows, [16, *(dev_tables.WIDTH[c] for c in columns)])
    layouts.back(p)


def headless_areas(p: Page) -> None:
    """One table for the whole plan; nothing stands over the first column, which names the areas."""
    layouts.front(p)
    _plain_areas(p)
    columns = dev_tables.choose_columns(p)
    columns = [c for c in columns if c != "nr"]
    rows = [list(header_row(["", *dev_tables.labels(p, columns)]))]
    for area in p.sketch.areas:
        rows += dev_tables.area_rows(p, area, columns, Cell((Para(layouts.area_name(p, area), bold=True),)))
    table(p, rows, [16, *(dev_tables.WIDTH[c] for c in columns)])
    layouts.back(p)


def titled_table(p: Page) -> None:
    """A title right over the one table, or as its first row, though the areas stand in a column of it."""
    _plain_areas(p)
    name = p.rng.choice(["Hela länets arbete", "Översikt 2025", "Vårt gemensamma arbete", "Arbetsläget"])
    p.out.append(Break(name))
    columns = dev_tables.choose_columns(p)
    if p.maybe(0.5):
        p.heading(p.sketch.title, 1)
        p.heading(name, 2)
        rows: list[list[Cell]] = []
    else:
        p.heading(p.sketch.title, 1)
        rows = [[Cell((Para(name, bold=True),), columns=len(columns) + 1)]]
    head = strange(p, "area") if p.maybe(0.5) else p.words["area"]
    rows.append(list(header_row([head, *dev_tables.labels(p, columns)])))
    for area in p.sketch.areas:
        rows += dev_tables.area_rows(p, area, columns, Cell((Para(layouts.area_name(p, area)),)))
    table(p, rows, [16, *(dev_tables.WIDTH[c] for c in columns)], header_rows=1)
    layouts.back(p)


LABELLINGS = ("{n}. {word}", "{n}) {word}", "{letter}. {word}", "{letter}) {word}", "Ruta {n}: {word}", "{n}: {word}")


def _numbered(p: Page, n: int, word: str) -> str:
    form = p.words.setdefault("_form", p.rng.choice(LABELLINGS))
    return form.format(n=n, letter="abcdefghijkl"[n - 1], word=word)


def _form_values(p: Page, area: AreaSketch) -> list[tuple[str, list[str]]]:
    row = area.rows[0]
    return [
        ("background", [" ".join(area.background)]),
        ("long", list(area.longs)),
        ("short", list(row.short)),
        ("activity", [a.whole for a in row.acts]),
        ("responsible", list(area.responsible)),
        ("indicator", [i.text for i in row.indicators]),
    ]


def numbered_form(p: Page) -> None:
    """A form of two columns for each area, whose labels are numbered."""
    layouts.front(p)
    _plain_areas(p)
    p.numbered = False
    _columns(p, "background", "long", "short", "activity", "indicator")
    p.shown.add("responsible")
    inside = p.maybe(0.5)
    for area in p.sketch.areas:
        rows = []
        if inside:
            named = _numbered(p, 1, p.words["area"])
            rows.append([Cell((Para(named, bold=True),)), Cell((Para(area.title),))])
        else:
            layouts.area_heading(p, area)
        for n, (kind, texts) in enumerate(_form_values(p, area), 2 if inside else 1):
            if any(texts):
                rows.append([Cell((Para(_numbered(p, n, p.words[kind]), bold=True),)), p.cell(texts)])
        table(p, rows, [22, 78], header_rows=0)
    layouts.back(p)


def numbered_lines(p: Page) -> None:
    """Each area a heading over numbered labels, each over its own lines."""
    layouts.front(p)
    _plain_areas(p)
    p.numbered = False
    p.shown.update({"background", "long", "short", "activity", "indicator", "responsible"})
    bold = p.maybe(0.5)
    for area in p.sketch.areas:
        layouts.area_heading(p, area)
        for n, (kind, texts) in enumerate(_form_values(p, area), 1):
            if not any(texts):
                continue
            if bold:
                p.para(_numbered(p, n, p.words[kind]), bold=True)
            else:
                p.heading(_numbered(p, n, p.words[kind]), 4)
            if kind == "background":
                p.para(texts[0])
            else:
                p.bullets(texts)
    layouts.back(p)


def doers(p: Page) -> None:
    """A table under the heading of each area, in which the doers stand under a word of their own."""
    layouts.front(p)
    _plain_areas(p)
    columns = _columns(p, "activity", "time", "responsible")
    if p.maybe(0.5):
        columns.insert(0, "short")
        p.shown.add("short")
    if p.maybe(0.5):
        rest = columns[-3:]
        p.rng.shuffle(rest)
        columns[-3:] = rest
    if p.maybe(0.4):
        columns += _columns(p, "indicator")
    for area in p.sketch.areas:
        layouts.area_heading(p, area)
        heads = [strange(p, c) if c == "responsible" else p.words[c] for c in columns]
        table(
            p,
            [list(header_row(heads)), *_rows(p, area, columns)],
            [dev_tables.WIDTH[c] for c in columns],
        )
    layouts.back(p)


def _rows(p: Page, area: AreaSketch, columns: Sequence[str]) -> list[list[Cell]]:
    return [[dev_tables.row_cell(p, c, row, n) for c in columns] for n, row in enumerate(area.rows, 1)]


def bold_areas(p: Page) -> None:
    """No heading but the plan's title: a bold line names each area, labels with colons follow in running text."""
    p.heading(p.sketch.title, 1)
    _plain_areas(p)
    p.shown.update({"background", "long", "short", "activity", "responsible"})
    for area in p.sketch.areas:
        p.para(layouts.area_name(p, area), bold=True)
        p.para(" ".join(area.background))
        row = area.rows[0]
        for kind, texts in (("long", area.longs), ("short", row.short)):
            for text in texts:
                p.para(f"{p.words[kind].rstrip('?:')}: {text}")
        p.para(f"{p.words['activity']}:")
        p.bullets(a.whole for a in row.acts)
        p.para(f"{p.words['responsible'].rstrip('?:')}: {', '.join(area.responsible)}")


def year_columns(p: Page) -> None:
    """One table; the areas down, the years across, in each cell what is done then."""
    layouts.front(p)
    _plain_areas(p)
    p.shown.update({"long", "activity", "next"})
    p.columns = True
    year = p.sketch.year
    head = strange(p, "area") if p.maybe(0.6) else p.words["area"]
    goals = p.maybe(0.6)
    heads = [head, *([p.words["long"]] if goals else []), str(year), str(year + 1)]
    if not goals:
        p.shown.discard("long")
    rows = [list(header_row(heads))]
    for area in p.sketch.areas:
        acts = [a for row in area.rows for a in row.acts]
        cells = [Cell((Para(layouts.area_name(p, area)),))]
        cells += [p.cell(area.longs)] if goals else []
        rows.append([*cells, p.cell(a.whole for a in acts), p.cell(a.whole for a in area.following)])
    table(p, rows, [20, *([25] if goals else []), 30, 30])
    layouts.back(p)


def body_columns(p: Page) -> None:
    """One table; the areas down, the bodies across, in each cell what that body does."""
    layouts.front(p)
    _plain_areas(p)
    p.shown.update({"activity", "responsible"})
    bodies = list(dict.fromkeys(b for area in p.sketch.areas for b in area.responsible))[:3]
    p.sketch = replace(p.sketch, areas=tuple(_done_by(area, bodies) for area in p.sketch.areas))
    rows = [list(header_row([strange(p, "area") if p.maybe(0.6) else p.words["area"], *bodies]))]
    for area in p.sketch.areas:
        acts = [a.whole for row in area.rows for a in row.acts]
        cells = [p.cell(acts[n :: len(bodies)]) for n in range(len(bodies))]
        rows.append([Cell((Para(layouts.area_name(p, area)),)), *cells])
    table(p, rows, [20, *(30 for _ in bodies)])
    layouts.back(p)


def _done_by(area: AreaSketch, bodies: Sequence[str]) -> AreaSketch:
    """The area with those responsible that do something in it."""
    return replace(area, responsible=tuple(bodies[: sum(len(row.acts) for row in area.rows)]))


def strange_sheets(p: Page) -> None:
    """A table under the heading of each area, and the words over its columns are strange, but for goals'."""
    layouts.front(p)
    _plain_areas(p)
    columns = _columns(p, "activity", "time", "responsible")
    columns = [*_columns(p, "short"), *columns] if p.maybe(0.6) else columns
    for area in p.sketch.areas:
        layouts.area_heading(p, area)
        heads = [p.words[c] if c == "short" else strange(p, c) for c in columns]
        table(p, [list(header_row(heads)), *_rows(p, area, columns)], [dev_tables.WIDTH[c] for c in columns])
    layouts.back(p)


def banded_labels(p: Page) -> None:
    """One table; a row across it names the area and tells its goals, the activities stand below."""
    layouts.front(p)
    _plain_areas(p)
    columns = _columns(p, "activity", "time", "responsible")
    p.shown.add("long")
    rows = [list(header_row(dev_tables.labels(p, columns)))]
    for area in p.sketch.areas:
        told = [Para(layouts.area_name(p, area), bold=True)]
        told += [Para(f"{p.words['long'].rstrip('?:')}: {text}") for text in area.longs]
        rows.append([Cell(tuple(told), columns=len(columns))])
        rows += _rows(p, area, columns)
    table(p, rows, [dev_tables.WIDTH[c] for c in columns])
    layouts.back(p)


def lying_steps(p: Page) -> None:
    """Under the heading of each area a table on its side: nothing in its corner, counted steps across."""
    layouts.front(p)
    _plain_areas(p)
    columns = _columns(p, "short", "activity", "responsible")
    step = strange(p, "step")
    for area in p.sketch.areas:
        layouts.area_heading(p, area)
        rows = [list(header_row(["", *(f"{step} {n}" for n in range(1, len(area.rows) + 1))]))]
        for column in columns:
            cells = [dev_tables.row_cell(p, column, row, n) for n, row in enumerate(area.rows, 1)]
            rows.append([Cell((Para(p.words[column], bold=True),)), *cells])
        table(p, rows, [20, *(30 for _ in area.rows)])
    layouts.back(p)


def strange_form(p: Page) -> None:
    """A form of two columns for each area, whose labels are all strange, that of its name too."""
    layouts.front(p)
    _plain_areas(p)
    p.numbered = False
    p.shown.update({"background", "long", "activity", "indicator", "responsible"})
    for area in p.sketch.areas:
        rows = [[Cell((Para(strange(p, "area"), bold=True),)), Cell((Para(area.title),))]]
        for kind, texts in _form_values(p, area):
            if any(texts) and kind in p.shown:
                rows.append([Cell((Para(strange(p, kind), bold=True),)), p.cell(texts)])
        table(p, rows, [22, 78], header_rows=0)
    layouts.back(p)


FAMILY: dict[str, tuple[str, Layout]] = {
    "strange_areas": ("table", strange_areas),
    "strange_words": ("table", strange_words),
    "headless_areas": ("table", headless_areas),
    "titled_table": ("table", titled_table),
    "numbered_form": ("sheet", numbered_form),
    "numbered_lines": ("sheet", numbered_lines),
    "doers": ("table", doers),
    "bold_areas": ("sheet", bold_areas),
    "year_columns": ("sheet", year_columns),
    "body_columns": ("sheet", body_columns),
    "strange_sheets": ("table", strange_sheets),
    "banded_labels": ("table", banded_labels),
    "lying_steps": ("table", lying_steps),
    "strange_form": ("sheet", strange_form),
}
"""Layout by name: the way of planning it belongs to, and what draws it."""
