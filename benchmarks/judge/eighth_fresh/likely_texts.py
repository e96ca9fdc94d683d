"""Likely layouts of text: a page for each area under plain headings, a plan with annexes of indicators and money."""

from __future__ import annotations

from benchmarks.judge.eighth_fresh.around import (
    Rows,
    ending,
    information,
    introduction,
    joined,
    sentence,
    steps_with_acts,
    years,
)
from benchmarks.judge.eighth_fresh.content import GRANTS, STATES, Theme, themes_of
from benchmarks.judge.fresh.content import Content, area, timed, untimed
from benchmarks.judge.fresh.made import Made, plan
from benchmarks.judge.fresh.paper import UP, Paper
from samplan.plans.shapes.exchange import Area, Cost, Fund


def area_pages(c: Content, v: int) -> Made:
    """A page for each area: a box of facts, headings as people talk, lists below them or a table of who does what."""
    y = c.year
    p = Paper(
        size=11, bullet="•" if v else "", styled=True, header=f"Handlingsplan psykisk hälsa, {c.county}", numbers=True
    )
    title = f"Tillsammans för psykisk hälsa {y}–{y + 2}"
    p.h(title)
    p.p(f"Handlingsplan för region och kommuner i {c.county}", bold=True)
    p.h("Innehåll", 2)
    for n, t in enumerate(c.topics, 1):
        p.contents(f"{n}. {t.title}", n + 2)
    p.page()
    introduction(p, c, 1)
    p.h("Vår vision", 2)
    vision = "Alla som bor i länet kan leva ett gott liv med sin psykiska hälsa."
    p.p(vision)
    areas = []
    for n, t in enumerate(themes_of(c.topics), 1):
        _page(p, t, n, y, v)
        shown = "bnlkiw" if v else "bnlkiwc"
        areas.append(area(t, str(n), shown, acts=timed(t) if v else untimed(t), cost_year=None if v else y))
    p.page()
    ending(p, c, 1)
    return Made(p, plan(title, c.county, areas, overall_goals=[vision], **years(c)))


def _page(p: Paper, t: Theme, n: int, y: int, v: int) -> None:
    p.page()
    p.h(f"{n}. {t.title}")
    p.h("Varför är det viktigt?", 3)
    p.p(t.background)
    p.table(["**Fakta", t.fact] if v else [["**Visste du att …", t.fact]], widths=(2, 8) if v else (10,), head=0)
    p.h("Det här behöver bli bättre", 3)
    p.p(t.needs)
    p.h("Långsiktigt mål" if v else "Mål på längre sikt", 3)
    p.p(*(sentence(x) for x in t.longs))
    p.h(f"Mål till {y + 1}" if v else f"Delmål {y}", 3)
    p.li(*t.shorts)
    _who_does_what(p, t) if v else _so_we_do(p, t, y)
    p.h("Hur vet vi att vi lyckas?", 3)
    p.li(*t.inds)


def _so_we_do(p: Paper, t: Theme, y: int) -> None:
    p.h("Så gör vi", 3)
    p.li(*t.acts)
    p.h("Ansvariga", 3)
    p.p(f"{joined(t.who, ' och ')}.")
    p.h("Kostnadsram", 3)
    p.p(f"{t.cost[0]} för {y}.")


def _who_does_what(p: Paper, t: Theme) -> None:
    p.h("Vem gör vad", 3)
    rows: Rows = [["Vem", "Gör vad", "När"]]
    rows += [[joined(s.who) if k == 0 else UP, a, s.times[k].text] for s, k, a in steps_with_acts(t)]
    p.table(*rows, widths=(4, 7, 4))


def annexed_plan(c: Content, v: int) -> Made:
    """Numbered chapters of areas; indicators with their sources, grants or the costs of two years follow in annexes."""
    y = c.year
    p = Paper(size=11, bullet="–" if v else "•", styled=v == 1, header="Handlingsplan", footer=c.county, numbers=True)
    title = f"Plan för psykisk hälsa och suicidprevention i {c.county} {y}–{y + 2}"
    p.h(title)
    information(p, c, "Plan", "Regionala samverkansrådet")
    introduction(p, c)
    areas = []
    for g, (group, topics) in enumerate(c.groups, 1):
        p.h(f"{g}. {group}", 1)
        for n, t in enumerate(themes_of(topics), 1):
            _chapter(p, t, f"{g}.{n}")
            more = {} if v else {"goal_status": STATES[t.state][1]}
            areas.append(area(t, f"{g}.{n}", "blkwi", acts=timed(t), group=group, **more))
    p.page()
    _indicators(p, c, 1)
    funds: list[Fund] = []
    if v:
        p.h("Bilaga 2. Beräknade kostnader")
        areas = _costs(p, c, areas)
    else:
        p.h("Bilaga 2. Läget vid årets slut")
        rows: Rows = [["Område", "Bedömning"]]
        rows += [[a, b] for a, b in _states(c)]
        p.table(*rows, widths=(8, 6))
        p.h("Bilaga 3. Fördelning av stimulansmedel")
        rows = [["Ändamål", f"Belopp {y} (kronor)"]]
        rows += [[name, f"{amount:,}".replace(",", " ")] for name, amount in GRANTS]
        rows.append(["**Summa", f"{sum(x for _, x in GRANTS):,}".replace(",", " ")])
        p.table(*rows, widths=(9, 4))
        funds = [Fund(name=name, amount=str(amount), year=y) for name, amount in GRANTS]
    return Made(p, plan(title, c.county, areas, funds=funds, **years(c)))


def _chapter(p: Paper, t: Theme, number: str) -> None:
    p.h(f"{number} {t.title}", 2)
    p.p(t.background)
    p.h("Mål på lång sikt", 3)
    p.li(*t.longs)
    p.h("Mål på kort sikt", 3)
    p.li(*t.shorts)
    p.h("Åtgärder", 3)
    for s, k, a in steps_with_acts(t):
        p.li(f"{a}. Ansvarig: {joined(s.who)}. Tidsplan: {s.times[k].text}.")


def _numbered(c: Content) -> list[tuple[str, Theme]]:
    return [(f"{g}.{n} {t.title}", t) for g, (_, ts) in enumerate(c.groups, 1) for n, t in enumerate(themes_of(ts), 1)]


def _states(c: Content) -> list[tuple[str, str]]:
    return [(name, STATES[t.state][0]) for name, t in _numbered(c)]


def _indicators(p: Paper, c: Content, number: int) -> None:
    p.h(f"Bilaga {number}. Indikatorer")
    p.p("Indikatorerna redovisas en gång om året. Länssamordnaren hämtar uppgifterna.")
    rows: Rows = [["Område", "Indikator", "Källa"]]
    for name, t in _numbered(c):
        pairs = [(i, source) for s in t.steps for i, source in zip(s.inds, s.sources, strict=True)]
        rows += [[name if k == 0 else UP, i, source] for k, (i, source) in enumerate(pairs)]
    p.table(*rows, widths=(5, 7, 5))


def _costs(p: Paper, c: Content, areas: list[Area]) -> list[Area]:
    """Draws the costs of two years in thousands, and gives the areas with them."""
    y = c.year
    rows: Rows = [["Område", f"Kostnad {y} (tkr)", f"Kostnad {y + 1} (tkr)"]]
    themes = _numbered(c)
    rows += [[name, str(t.thousands[0]), str(t.thousands[1])] for name, t in themes]
    rows.append(["**Totalt", *(str(sum(t.thousands[k] for _, t in themes)) for k in (0, 1))])
    p.table(*rows, widths=(8, 4, 4))
    out = []
    for one, (_, t) in zip(areas, themes, strict=True):
        sums = [str(x * 1000) for x in t.thousands]
        out.append(one.model_copy(update={"costs": [Cost(year=y + k, min=x, max=x) for k, x in enumerate(sums)]}))
    return out


FAMILY = {f.__name__: f for f in (area_pages, annexed_plan)}
