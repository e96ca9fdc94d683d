"""What all layouts share: wordings, cells, front matter, headings of areas; and the door `draw` to every layout.

The layouts of the development split lie in `dev_tables`, `dev_texts`; those of the hold-out split in `holdout`.
A wording set maps a kind of item to the words that a header or label may use for it; one is drawn per document.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from benchmarks.judge import plans, stock, truth
from benchmarks.judge.drawing import Break, Cell, Drawing, Element, Heading, Para, Table
from benchmarks.judge.plans import Act, AreaSketch, Sketch

Wordings = Mapping[str, Sequence[str]]
Shown = set[str]
GLYPHS = ("•", "-", "–", "▪", "*", "\uf0b7", "\uf0a7", "o", "→", "✓")


@dataclass
class Page:
    """A document in the making: the plan to draw, this document's words and habits, and what has been drawn."""

    sketch: Sketch
    rng: random.Random
    words: dict[str, str]
    glyph: str
    numbered: bool
    area_style: str
    styled: bool
    ruled: bool
    shown: Shown = field(default_factory=set)
    out: list[Element] = field(default_factory=list)
    columns: bool = False
    loose_ongoing: bool = False
    aliases: dict[str, str] = field(default_factory=dict)

    def maybe(self, chance: float) -> bool:
        return self.rng.random() < chance

    def heading(self, text: str, level: int) -> None:
        self.out.append(Heading(text, level, self.styled))

    def para(self, text: str, **more: object) -> None:
        if text:
            self.out.append(Para(text, **more))

    def bullets(self, texts: Iterable[str]) -> None:
        self.out += [Para(t, glyph=self.glyph) for t in texts if t]

    def cell(self, texts: Iterable[str], rows: int = 1) -> Cell:
        """A cell of separate items: with bullets or as plain paragraphs, one habit per document."""
        kept = [t for t in texts if t]
        glyph = self.glyph if self.words["_bulleted"] and len(kept) > 1 else ""
        return Cell(tuple(Para(t, glyph=glyph) for t in kept), rows=rows)

    def acts(self, acts: Sequence[Act]) -> Cell:
        """The cell of a row's activities, now and then as sentences in one paragraph."""
        whole = [a.whole for a in acts]
        sentences = len(whole) > 1 and all(t.endswith(".") for t in whole)
        if sentences and self.words["_sentences"]:
            return Cell((Para(" ".join(whole)),))
        return self.cell(whole)

    def names(self, bodies: Sequence[str]) -> Cell:
        """Bodies in one cell, each on its own line or after commas."""
        if self.words["_commas"]:
            return Cell((Para(", ".join(bodies)),)) if bodies else Cell()
        return Cell(tuple(Para(b) for b in bodies))

    def done(self, layout: str) -> Drawing:
        plan = truth.to_plan(self.sketch, self.shown, self.columns)
        if not self.numbered:
            plan = plan.model_copy(update={"areas": [a.model_copy(update={"number": None}) for a in plan.areas]})
        rng = self.rng
        return Drawing(
            elements=tuple(self.out),
            truth=plan,
            layout=layout,
            times=truth.accepted_times(self.sketch),
            aliases=self.aliases,
            header=self.sketch.title if rng.random() < 0.4 else "",
            footer=rng.choice(["", "", "Samverkan psykisk hälsa", f"Dnr {rng.randint(100, 999)}/{self.sketch.year}"]),
            page_numbers=rng.random() < 0.6,
            landscape=rng.random() < 0.5,
            font_size=rng.choice([8, 9, 10, 11]),
            loose_ongoing=self.loose_ongoing,
        )


def page(sketch: Sketch, rng: random.Random, wordings: Wordings, styles: Sequence[str]) -> Page:
    """An empty page with this document's words and habits drawn."""
    capitals = rng.random() < 0.15
    words = {kind: rng.choice(list(options)) for kind, options in wordings.items()}
    words = {k: w.upper() if capitals and not k.startswith("_") else w for k, w in words.items()}
    for habit, chance in (("_bulleted", 0.6), ("_sentences", 0.25), ("_commas", 0.5)):
        words[habit] = "yes" if rng.random() < chance else ""
    numbered = rng.random() < 0.75
    return Page(
        sketch=sketch,
        rng=rng,
        words=words,
        glyph=rng.choice(GLYPHS),
        numbered=numbered,
        area_style=rng.choice(list(styles)),
        styled=rng.random() < 0.6,
        ruled=rng.random() < 0.75,
    )


def area_name(p: Page, area: AreaSketch) -> str:
    """How the heading of an area reads in this document."""
    if not p.numbered:
        return area.title
    style = p.area_style
    if style == "word":
        return f"Utvecklingsområde {area.number}: {area.title}"
    if style == "dot":
        return f"{area.number}. {area.title}"
    if style == "dash":
        return f"{area.number} – {area.title}"
    return f"{area.number} {area.title}"


def _noise(p: Page, theme: stock.Theme, low: int, high: int) -> None:
    for text in p.rng.sample(stock.SENTENCES["noise"], p.rng.randint(low, high)):
        more = p.rng.choice(stock.SENTENCES["noise"])
        note = stock.sentence("background", theme, p.rng) if p.maybe(0.12) else ""
        p.para(f"{text} {more}" if more != text else text, note=note)


def front(p: Page) -> None:
    """Title, contents and chapters that hold no item of the plan."""
    theme = p.rng.choice(stock.THEMES)
    p.heading(p.sketch.title, 1)
    p.para(p.rng.choice([p.sketch.county, f"Region Exempel och länets kommuner, {p.sketch.year}", ""]))
    if p.maybe(0.3):
        p.heading("Innehåll", 2)
        for n, area in enumerate(p.sketch.areas):
            p.para(f"{area_name(p, area)} {'.' * p.rng.randint(8, 30)} {n + 4}")
    if p.maybe(0.75):
        chapters = [
            "Inledning",
            "Bakgrund",
            "Syfte",
            "Så har planen tagits fram",
            "Läget i länet",
            "Metod och underlag",
        ]
        numbers = p.maybe(0.3)
        for n, chapter in enumerate(chapters[: p.rng.randint(1, 5)], 1):
            p.heading(f"{n}. {chapter}" if numbers else chapter, 2)
            _noise(p, theme, 1, 3)
        if p.maybe(0.3):
            figures(p)
    if p.maybe(0.4):
        p.shown.add("focus")
        p.heading("Fokusområden", 2)
        p.out += [Para(f"{n}. {t}") for n, t in enumerate(p.sketch.focus, 1)]
    if p.maybe(0.4):
        p.out.append(Break())


def figures(p: Page) -> None:
    """A table of figures such as every plan has, with nothing of the plan in it."""
    rows = [header_row(["Kommun", f"Invånare {p.sketch.year - 1}", "Andel 0–24 år"])]
    for name in p.rng.sample(["Granköping", "Lövsta", "Björkvik", "Åsele by", "Norrvik", "Söderhamra"], 4):
        cells = (name, f"{p.rng.randint(3, 90)} {p.rng.randint(100, 999)}", f"{p.rng.randint(22, 33)} %")
        rows.append(tuple(Cell((Para(text),)) for text in cells))
    table(p, rows, [40, 30, 30])


def back(p: Page) -> None:
    """What stands after the plan: sources."""
    if p.maybe(0.35):
        p.heading("Källor", 2)
        p.bullets([f"Folkhälsoenkäten i {p.sketch.county}", "Öppna jämförelser socialtjänst", "Länets brukarenkät"])


def group_heading(p: Page, area: AreaSketch, before: AreaSketch | None) -> None:
    """The heading of a group of areas, before its first area, where this document shows groups."""
    if "group" in p.shown and (before is None or before.group != area.group):
        name = p.sketch.groups[area.group]
        label = p.words["group"]
        if label:
            p.heading(f"{label} {area.group + 1}: {name}" if p.numbered else f"{label}: {name}", 2)
        else:
            p.heading(f"{area.group + 1}. {name}" if p.numbered else name, 2)


def focus_text(p: Page, area: AreaSketch) -> str:
    return " och ".join(p.sketch.focus[n - 1] for n in area.focus)


def area_heading(p: Page, area: AreaSketch, level: int = 3) -> None:
    """Heading, focus areas, and who identified the need."""
    if p.area_style == "focus_first":
        number = f"{area.number} " if p.numbered else ""
        p.heading(f"{number}{focus_text(p, area).upper()}", level)
        p.para(area.title, bold=True)
        p.shown.add("focus")
    else:
        p.heading(area_name(p, area), level)
        if "focus" in p.shown and "group" not in p.shown:
            p.para(f"{p.words['focus']}: {focus_text(p, area)}")
    identified(p, area)


def identified(p: Page, area: AreaSketch) -> None:
    if "identified" in p.shown and area.identified_by:
        year = f" {area.identified_year}" if area.identified_year else ""
        p.para(f"{p.words['identified']} {area.identified_by}{year}")


def table(p: Page, rows: Sequence[Sequence[Cell]], widths: Sequence[int], header_rows: int = 1) -> None:
    p.out.append(Table(tuple(tuple(r) for r in rows), tuple(widths), header_rows, p.ruled))


def header_row(labels: Sequence[str]) -> tuple[Cell, ...]:
    return tuple(Cell((Para(text, bold=True),) if text else (), header=True) for text in labels)


def split_followups(area: AreaSketch) -> list[tuple[int | None, list[tuple[str, str]]]]:
    """Follow-ups by year: (year, [(heading, text)])."""
    years: dict[int | None, list[tuple[str, str]]] = {}
    for f in area.followups:
        years.setdefault(f.year, []).append((f.heading or "", f.text))
    return list(years.items())


def followups(p: Page, area: AreaSketch, level: int = 4) -> None:
    """Follow-ups under a heading with the year."""
    if "followup" not in p.shown:
        return
    for year, parts in split_followups(area):
        p.heading(f"{p.words['followup']} {year}", level)
        for heading, text in parts:
            if heading:
                p.para(heading, bold=True)
            p.para(text)


def costs_and_bodies(p: Page, area: AreaSketch) -> None:
    """Area-level costs and bodies as labelled lines."""
    if "cost" in p.shown and area.costs:
        for note in area.costs:
            p.para(f"{p.words['cost']}: {note.text}")
    if "responsible" in p.shown and "row_responsible" not in p.shown and area.responsible:
        p.para(f"{p.words['responsible']}: {', '.join(area.responsible)}")


Layout = Callable[[Page], None]


def areas_with_before(sketch: Sketch) -> Iterable[tuple[AreaSketch, AreaSketch | None]]:
    return zip(sketch.areas, (None, *sketch.areas), strict=False)


def draw(
    family: Mapping[str, tuple[str, Layout]], name: str, seed: int, wordings: Wordings, areas: int | None = None
) -> Drawing:
    """The document number `seed` of one layout."""
    way, layout = family[name]
    rng = random.Random(f"{name}/{seed}")
    p = page(plans.draw(way, seed, areas), rng, wordings, ("plain", "word", "dot", "dash", "plain", "focus_first"))
    if way not in ("table", "sheet") and p.area_style == "focus_first":
        p.area_style = "plain"
    layout(p)
    return replace(p.done(name), name=f"{name}-{seed}")
