"""Layouts of the development split that lean on running text and lists, and the list of all of them."""

from __future__ import annotations

from benchmarks.judge import dev_mixed, dev_more, dev_tables, layouts
from benchmarks.judge.drawing import Break
from benchmarks.judge.layouts import Layout, Page
from benchmarks.judge.plans import AreaSketch


def label(p: Page, kind: str, level: int = 4) -> None:
    """A label above its items: a heading or a bold line, one habit per document."""
    if p.words.setdefault("_label", p.rng.choice(["heading", "bold", "colon"])) == "heading":
        p.heading(p.words[kind], level)
    else:
        p.para(p.words[kind] + (":" if p.words["_label"] == "colon" else ""), bold=True)


def prose(p: Page) -> None:
    """Headings and lists, no table at all."""
    layouts.front(p)
    p.shown.update({"background", "long", "short", "activity", "indicator", "responsible", "cost"})
    if p.area_style != "focus_first" and p.maybe(0.5):
        p.shown.add("group")
    for kind in ("needs", "status", "followup"):
        if p.maybe(0.5):
            p.shown.add(kind)
    for area, before in layouts.areas_with_before(p.sketch):
        layouts.group_heading(p, area, before)
        layouts.area_heading(p, area)
        _prose_area(p, area)
    layouts.back(p)


def _prose_area(p: Page, area: AreaSketch) -> None:
    row = area.rows[0]
    if p.words.setdefault("_back", p.rng.choice(["label", ""])):
        label(p, "background")
    p.para(" ".join(area.background))
    if "needs" in p.shown:
        label(p, "needs")
        p.para(" ".join(area.needs))
    for kind, texts in (
        ("long", area.longs),
        ("short", row.short),
        ("activity", [a.whole for a in row.acts]),
        ("indicator", [i.text for i in row.indicators]),
        ("responsible", area.responsible),
        ("cost", [c.text for c in area.costs]),
    ):
        if texts:
            label(p, kind)
            p.bullets(texts)
    if "status" in p.shown and area.status:
        label(p, "status")
        p.para(area.status[1])
    layouts.followups(p, area)


def framework(p: Page) -> None:
    """Areas with challenge and follow-up questions; the proposals stand in an annex under their question."""
    layouts.front(p)
    p.shown.update({"group", "background", "question", "fquestion", "proposal", "actor"})
    for area, before in layouts.areas_with_before(p.sketch):
        layouts.group_heading(p, area, before)
        layouts.area_heading(p, area)
        p.para(" ".join(area.background))
        label(p, "question")
        p.bullets(q.text for q in area.questions)
        if area.fquestions:
            label(p, "fquestion")
            p.bullets(area.fquestions)
    p.out.append(Break("Bilaga 1"))
    p.heading(f"Bilaga 1. {p.words['proposal']}", 1)
    for area, before in layouts.areas_with_before(p.sketch):
        layouts.group_heading(p, area, before)
        p.heading(layouts.area_name(p, area), 3)
        for q in area.questions:
            p.para(q.annex, bold=True)
            if q.annex != q.text:
                p.aliases[q.annex] = q.text
            p.bullets(f"{x.text} ({x.actor})" if x.actor else x.text for x in q.proposals)
    layouts.back(p)


def portfolio_text(p: Page) -> None:
    """A memo: the sums in a list, then one chapter an area with its interventions and who has them."""
    layouts.front(p)
    p.shown.update({"fund", "activity", "responsible", "background", "cost"})
    p.heading(f"{p.words['fund']} {p.sketch.year}", 2)
    p.bullets(f"{f.name}: {dev_tables.money(f.amount)}" for f in p.sketch.funds)
    for area in p.sketch.areas:
        layouts.area_heading(p, area, 2)
        p.para(" ".join(area.background))
        label(p, "activity")
        p.bullets(a.whole for row in area.rows for a in row.acts)
        layouts.costs_and_bodies(p, area)
    layouts.back(p)


FAMILY: dict[str, tuple[str, Layout]] = {
    "goal_table": ("table", dev_tables.goal_table),
    "big_table": ("table", dev_tables.big_table),
    "label_sheet": ("sheet", dev_tables.label_sheet),
    "three_columns": ("sheet", dev_tables.three_columns),
    "prose": ("sheet", prose),
    "framework": ("framework", framework),
    "question_table": ("framework", dev_tables.question_table),
    "portfolio_table": ("portfolio", dev_tables.portfolio_table),
    "portfolio_text": ("portfolio", portfolio_text),
    "question_headings": ("framework", dev_mixed.question_headings),
    "bold_lead": ("sheet", dev_mixed.bold_lead),
    "grouped_table": ("table", dev_mixed.grouped_table),
    "titled_sheet": ("table", dev_mixed.titled_sheet),
    "year_labels": ("sheet", dev_more.year_labels),
    "numbered_lists": ("sheet", dev_more.numbered_lists),
    "level_column": ("table", dev_more.level_column),
    "two_headers": ("table", dev_more.two_headers),
    "fund_plan": ("portfolio", dev_more.fund_plan),
}
"""Layout by name: the way of planning it belongs to, and what draws it."""
