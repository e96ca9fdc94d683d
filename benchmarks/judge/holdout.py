"""HOLD-OUT: whoever works on the reader does not open this file, nor the documents it draws. Look at figures only.

Other layouts and other header words than the development split; the same truth rules.
"""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.judge import dev_tables, layouts
from benchmarks.judge.drawing import Break, Cell, Para
from benchmarks.judge.layouts import Layout, Page, header_row, table
from benchmarks.judge.plans import Act, AreaSketch, Row

WORDINGS: dict[str, tuple[str, ...]] = {
    "long": ("Inriktningsmål", "Långsiktig målsättning", "Mål inom fem år", "Önskat läge om fem år", "Långtidsmål"),
    "short": ("Etappmål", "Kortsiktig målsättning", "Mål för året", "Mål inom ett år", "Korttidsmål"),
    "activity": ("Åtgärd", "Vad ska vi göra?", "Planerade insatser", "Genomförande, aktiviteter", "AKTIVITET (vad)"),
    "time": ("Tidsram", "När görs det?", "Start och slut", "Genomförs", "Tid för genomförande"),
    "indicator": ("Hur mäts det?", "Uppföljningsindikator", "Mätetal", "Så mäter vi", "Mått"),
    "responsible": ("Vem ansvarar?", "Huvudansvarig", "Ansvarig organisation", "Utförare", "Ansvarig aktör"),
    "cost": ("Kostnadsberäkning", "Budget", "Preliminär kostnad", "Kostnadsuppskattning"),
    "followup": ("Uppföljningen", "Årlig uppföljning", "Uppföljning av planen"),
    "comment": ("Notering", "Övrigt", "Anteckning"),
    "area": ("Delområde", "Handlingsområde", "Tema", "Utvecklingsområden"),
    "group": ("Huvudområde", "Tema", ""),
    "focus": ("Nationellt fokusområde", "Hör till fokusområde"),
    "identified": ("Behovet lyft av", "Behovet har uppmärksammats av", "Behov lyft av:"),
    "background": ("Utgångsläge", "Varför är området viktigt?", "Problembild", "Situationen i dag"),
    "needs": ("Identifierade behov", "Det här behöver utvecklas", "Behov framåt"),
    "status": ("Bedömd måluppfyllelse", "Uppfyllelse av målet"),
    "question": ("Utmaningar i frågeform", "Frågor att utforska", "Frågor om utmaningar"),
    "fquestion": ("Frågor vid uppföljning", "Frågor att besvara i uppföljningen", "Följs upp med frågorna"),
    "proposal": ("Idéer till aktiviteter", "Tänkbara aktiviteter", "Aktiviteter som föreslagits"),
    "actor": ("Föreslagen aktör", "Tänkbar aktör", "Aktör som kan göra det"),
    "fund": ("Statsbidrag", "Stimulansmedel", "Statliga medel"),
    "amount": ("Tilldelat belopp", "Kronor", "Anslag"),
}


def _columns(p: Page) -> list[str]:
    columns = ["short", "activity", "responsible", "time", "indicator"]
    if p.maybe(0.3):
        columns = ["activity", "responsible", "time", "indicator", "short"]
    if p.maybe(0.2):
        columns.append("comment")
    if p.maybe(0.15):
        columns.remove("indicator")
    if p.maybe(0.2):
        columns.insert(0, "nr")
    p.shown.update(c for c in columns if c != "nr")
    p.shown.add("row_responsible")
    return columns


def band_table(p: Page) -> None:
    """One table for the whole plan; a row over its full width opens each area, another tells its long goal."""
    layouts.front(p)
    p.area_style = "plain" if p.area_style == "focus_first" else p.area_style
    p.shown.discard("focus")
    p.shown.add("long")
    columns = _columns(p)
    wide = len(columns)
    p.heading(p.rng.choice(["Plan för länet", "Mål, åtgärder och ansvar"]), 2)
    rows = [list(header_row(dev_tables.labels(p, columns)))]
    for area in p.sketch.areas:
        rows.append([Cell((Para(layouts.area_name(p, area), bold=True),), columns=wide)])
        rows += [[Cell((Para(f"{p.words['long']}: {text}"),), columns=wide)] for text in area.longs]
        rows += [[dev_tables.row_cell(p, c, r, n) for c in columns] for n, r in enumerate(area.rows, 1)]
    table(p, rows, [dev_tables.WIDTH[c] for c in columns])
    layouts.back(p)


def card(p: Page) -> None:
    """A card for each area, the area's name inside the table; below it labelled rows, then a small goal table."""
    layouts.front(p)
    p.area_style = "plain" if p.area_style == "focus_first" else p.area_style
    p.shown.discard("focus")
    p.shown.update({"long", "background", "cost", "followup"})
    columns = _columns(p)
    wide = len(columns)
    for area in p.sketch.areas:
        rows = [[Cell((Para(layouts.area_name(p, area), bold=True),), columns=wide, header=True)]]
        for kind, texts in (("background", [" ".join(area.background)]), ("long", area.longs)):
            cell = p.cell(texts)
            if cell.paras:
                rows.append([Cell((Para(p.words[kind], bold=True),)), Cell(cell.paras, columns=wide - 1)])
        rows.append(list(header_row(dev_tables.labels(p, columns))))
        rows += [[dev_tables.row_cell(p, c, r, n) for c in columns] for n, r in enumerate(area.rows, 1)]
        table(p, rows, [dev_tables.WIDTH[c] for c in columns], header_rows=0)
        for note in area.costs:
            p.para(f"{p.words['cost']}: {note.text}")
        layouts.followups(p, area)
    layouts.back(p)


def group_sheets(p: Page) -> None:
    """A sheet or page for each group, on it one table with its areas, the activity before the goals."""
    layouts.front(p)
    p.area_style = "plain" if p.area_style == "focus_first" else p.area_style
    p.shown.discard("focus")
    p.shown.update({"group", "long"})
    columns = _columns(p)
    columns.insert(1 if columns[0] == "nr" else 0, "long")
    for number, name in enumerate(p.sketch.groups):
        areas = [a for a in p.sketch.areas if a.group == number]
        if not areas:
            continue
        p.out.append(Break(name))
        p.heading(f"{number + 1}. {name}" if p.numbered else name, 2)
        rows = [list(header_row([p.words["area"], *dev_tables.labels(p, columns)]))]
        for area in areas:
            rows += dev_tables.area_rows(p, area, columns, Cell((Para(layouts.area_name(p, area)),)))
        table(p, rows, [16, *(dev_tables.WIDTH[c] for c in columns)])


def run_in(p: Page) -> None:
    """No table: every label stands at the beginning of its paragraph."""
    layouts.front(p)
    p.area_style = "plain" if p.area_style == "focus_first" else p.area_style
    p.shown.discard("focus")
    p.shown.update({"background", "needs", "long", "short", "activity", "indicator", "responsible", "cost", "status"})
    if p.maybe(0.5):
        p.shown.add("group")
    for area, before in layouts.areas_with_before(p.sketch):
        layouts.group_heading(p, area, before)
        layouts.area_heading(p, area)
        for kind, texts in _values(p, area):
            if len(texts) == 1:
                p.para(f"{p.words[kind].rstrip('?:')}: {texts[0]}")
            elif texts:
                p.para(f"{p.words[kind].rstrip('?:')}:")
                p.bullets(texts)
    layouts.back(p)


def _values(p: Page, area: AreaSketch) -> list[tuple[str, list[str]]]:
    row = area.rows[0]
    return [
        ("background", [" ".join(area.background)]),
        ("needs", [" ".join(area.needs)]),
        ("long", list(area.longs)),
        ("short", list(row.short)),
        ("activity", [a.whole for a in row.acts]),
        ("indicator", [i.text for i in row.indicators]),
        ("cost", [c.text for c in area.costs]),
        ("responsible", [", ".join(area.responsible)]),
        ("status", [area.status[1]] if area.status else []),
    ]


def four_cells(p: Page) -> None:
    """A sheet with two pairs of label and value beside one another."""
    layouts.front(p)
    p.area_style = "plain" if p.area_style == "focus_first" else p.area_style
    p.shown.discard("focus")
    p.shown.update({"background", "needs", "long", "short", "activity", "indicator", "responsible", "cost", "status"})
    for area in p.sketch.areas:
        layouts.area_heading(p, area)
        filled = []
        for kind, texts in _values(p, area):
            value = p.names(area.responsible) if kind == "responsible" else p.cell(texts)
            if value.paras:
                filled.append((Cell((Para(p.words[kind], bold=True),)), value))
        rows = []
        for n in range(0, len(filled), 2):
            pair = [*filled[n], *(filled[n + 1] if n + 1 < len(filled) else (Cell(), Cell()))]
            rows.append(pair)
        table(p, rows, [15, 35, 15, 35], header_rows=0)
    layouts.back(p)


def year_rows(p: Page) -> None:
    """A sheet whose rows are years: planned, carried out, next."""
    layouts.front(p)
    p.area_style = "plain" if p.area_style == "focus_first" else p.area_style
    p.shown.discard("focus")
    p.shown.update({"long", "short", "activity", "reported", "next", "responsible", "cost"})
    p.columns = True
    year = p.sketch.year
    for area in p.sketch.areas:
        layouts.area_heading(p, area)
        row = area.rows[0]

        def acts(of: tuple[Act, ...]) -> Cell:
            return p.cell(a.whole for a in of)

        pairs: list[tuple[str, Cell]] = [
            (p.words["long"], p.cell(area.longs)),
            (p.words["short"], p.cell(row.short)),
            (f"Planerade aktiviteter {year}", acts(row.acts)),
            (f"Genomförda aktiviteter {year - 1}–{year}", acts(area.reported)),
            (f"Planerade aktiviteter {year + 1}", acts(area.following)),
            (p.words["responsible"], p.names(area.responsible)),
            (p.words["cost"], p.cell(c.text for c in area.costs)),
        ]
        rows = [[Cell((Para(name, bold=True),)), cell] for name, cell in pairs if cell.paras]
        table(p, rows, [26, 74], header_rows=0)
    layouts.back(p)


def workshop(p: Page) -> None:
    """Each question with its proposals right below it, the actor after a dash."""
    layouts.front(p)
    p.shown.update({"group", "background", "question", "proposal", "actor", "fquestion"})
    for area, before in layouts.areas_with_before(p.sketch):
        layouts.group_heading(p, area, before)
        layouts.area_heading(p, area)
        p.para(" ".join(area.background))
        p.heading(p.words["question"], 4)
        for q in area.questions:
            p.para(q.text, bold=True)
            if q.proposals:
                p.para(f"{p.words['proposal']}:")
            p.bullets(f"{x.text} (aktör: {x.actor})" if x.actor else x.text for x in q.proposals)
        if area.fquestions:
            p.heading(p.words["fquestion"], 4)
            p.bullets(area.fquestions)
    layouts.back(p)


def question_matrix(p: Page) -> None:
    """One table a group: area, question, proposal, actor, each merged over what belongs to it."""
    layouts.front(p)
    p.shown.update({"group", "question", "proposal", "actor"})
    p.shown.discard("focus")
    heads = [p.words[k] for k in ("area", "question", "proposal", "actor")]
    for number, name in enumerate(p.sketch.groups):
        areas = [a for a in p.sketch.areas if a.group == number]
        if not areas:
            continue
        p.heading(f"{number + 1}. {name}" if p.numbered else name, 2)
        rows = [list(header_row(heads))]
        for area in areas:
            height = sum(max(1, len(q.proposals)) for q in area.questions) or 1
            title: list[Cell] = [Cell((Para(layouts.area_name(p, area)),), rows=height)]
            if not area.questions:
                rows.append([*title, Cell(), Cell(), Cell()])
            for q in area.questions:
                first = [Cell((Para(q.text),), rows=max(1, len(q.proposals)))]
                for x in q.proposals or (None,):
                    cells = [p.cell([x.text if x else ""]), p.cell([(x and x.actor) or ""])]
                    rows.append([*title, *first, *cells])
                    title, first = [], []
        table(p, rows, [18, 32, 32, 18])
    layouts.back(p)


def decisions(p: Page) -> None:
    """A portfolio as a memo: sums in a table with the year, then each intervention as three labelled lines."""
    layouts.front(p)
    p.shown.update({"fund", "activity", "time", "responsible", "row_responsible", "background"})
    p.heading(p.words["fund"], 2)
    rows = [list(header_row(["Satsning", "År", p.words["amount"]]))]
    rows += [[p.cell([f.name]), p.cell([str(f.year)]), p.cell([dev_tables.money(f.amount)])] for f in p.sketch.funds]
    table(p, rows, [50, 15, 35])
    for area in p.sketch.areas:
        layouts.area_heading(p, area, 2)
        p.para(" ".join(area.background))
        for row in area.rows:
            _intervention(p, row)
    layouts.back(p)


def _intervention(p: Page, row: Row) -> None:
    label = {kind: p.words[kind].rstrip("?:") for kind in ("activity", "time", "responsible")}
    for act in row.acts:
        p.para(f"{label['activity']}: {act.whole}")
        if act.time:
            p.para(f"{label['time']}: {act.time.text}")
    if row.acts and row.responsible:
        p.para(f"{label['responsible']}: {', '.join(row.responsible)}")


def coded_goals(p: Page) -> None:
    """Goals marked with letters in one list, activities in numbered paragraphs."""
    layouts.front(p)
    p.area_style = "plain" if p.area_style == "focus_first" else p.area_style
    p.shown.discard("focus")
    p.shown.update({"background", "long", "short", "activity", "indicator", "responsible"})
    marks: Callable[[str, int, str], str] = p.rng.choice(
        [
            lambda kind, n, text: f"{kind}{n}: {text}",
            lambda kind, n, text: f"{kind}: {text}",
            lambda kind, n, text: f"{kind}. {text}",
        ]
    )
    for area in p.sketch.areas:
        layouts.area_heading(p, area)
        p.para(" ".join(area.background))
        row = area.rows[0]
        p.para("Mål (L = lång sikt, K = kort sikt)", bold=True)
        for kind, texts in (("L", area.longs), ("K", row.short)):
            for n, text in enumerate(texts, 1):
                p.para(marks(kind, n, text))
        p.para(p.words["activity"], bold=True)
        for n, act in enumerate(row.acts, 1):
            p.para(f"{n}. {act.whole}")
        if row.indicators:
            p.para(p.words["indicator"], bold=True)
            p.bullets(i.text for i in row.indicators)
        p.para(p.words["responsible"], bold=True)
        p.bullets(area.responsible)
    layouts.back(p)


FAMILY: dict[str, tuple[str, Layout]] = {
    "band_table": ("table", band_table),
    "card": ("table", card),
    "group_sheets": ("table", group_sheets),
    "run_in": ("sheet", run_in),
    "four_cells": ("sheet", four_cells),
    "year_rows": ("sheet", year_rows),
    "workshop": ("framework", workshop),
    "question_matrix": ("framework", question_matrix),
    "decisions": ("portfolio", decisions),
    "coded_goals": ("sheet", coded_goals),
}
"""Layout by name: the way of planning it belongs to, and what draws it."""
