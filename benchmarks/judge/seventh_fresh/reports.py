"""Layouts that look back: three years side by side, measures with their figures, and the account of the grants."""

from __future__ import annotations

from benchmarks.judge.fresh.content import Content, act, area
from benchmarks.judge.fresh.made import Made, plan
from benchmarks.judge.fresh.paper import LEFT, Cell, Paper
from benchmarks.judge.second_fresh.first import Rows, as_long, joined
from benchmarks.judge.seventh_fresh.content import STATUS, areas_of
from samplan.plans.shapes.exchange import FollowUp, Fund

JUDGED = (
    {"uppnått": "Uppnått", "delvis": "Delvis uppnått", "ej": "Ej uppnått", "pågår": "Pågår"},
    {
        "uppnått": "Målet är uppnått",
        "delvis": "Målet är delvis uppnått",
        "ej": "Målet är inte uppnått",
        "pågår": "Arbetet pågår",
    },
)


def three_years(c: Content, v: int) -> Made:
    """For each area what was done last year, what is done this year and what is planned, and how the goals stand."""
    y = c.year
    p = Paper(landscape=v == 0, size=10, bullet="•", styled=True, header=f"Uppföljning {y} – {c.county}", numbers=True)
    title = f"Uppföljning {y} och planering {y + 1}"
    p.h(title)
    p.p("Sammanställningen bygger på delområdesgruppernas egna redovisningar i november.")
    areas = []
    for n, t in enumerate(areas_of(c), 1):
        p.h(f"{n}. {t.title}" if v else f"Område {n} {t.title}", 2)
        p.p("Kortsiktiga mål" if v else f"Mål på kort sikt {y}", bold=True)
        p.li(*t.shorts)
        parts = [p.items(t.done), p.items(t.acts), p.items(t.following)]
        word = JUDGED[v][t.state]
        text = " ".join(t.follow)
        if v:
            names = f"Redovisning {y - 1}", f"Aktiviteter {y}", f"Aktiviteter {y + 1}"
            rows: Rows = [[f"**{name}", part] for name, part in zip(names, parts, strict=True)]
            rows += [[f"**Uppföljning {y}", text], ["**Måluppfyllelse", word]]
            p.table(*rows, widths=(4, 11), head=0)
        else:
            head: list[Cell] = [f"Genomförda aktiviteter {y - 1}", f"Aktiviteter {y}", f"Planerade aktiviteter {y + 1}"]
            rows = [head, parts]
            rows += [["**Måluppfyllelse", word, LEFT], [f"**Uppföljning {y}", text, LEFT]]
            p.table(*rows, widths=(6, 6, 6))
        acts = [*(act(x, of=y - 1, done=True) for x in t.done), *(act(x, of=y) for x in t.acts)]
        acts += [act(x, of=y + 1) for x in t.following]
        areas.append(area(t, str(n), "k", acts=acts, told=[(y, text)], goal_status=STATUS[t.state]))
    return Made(p, plan(title, c.county, areas), sheets=True)


HEADS = (
    ("Genomförda insatser", "Indikatorernas utveckling", "Kommentar och fortsatt arbete"),
    ("Vad har hänt?", "Vad visar måtten?", "Vad återstår?"),
)


MEASURED = (
    "Siffrorna avser länet som helhet och har stämts av med parterna i oktober.",
    "Skillnaderna mellan kommunerna är stora och redovisas inte här.",
    "Mätningen har gjorts på samma sätt båda åren.",
    "Två kommuner saknar uppgifter för det första året.",
    "Underlaget är litet och ska tolkas med försiktighet.",
)
"""What an account may say of any figures."""


def indicator_report(c: Content, v: int) -> Made:
    """A yearly report: the goals, a table of the measures with two years' figures, and three headings of text."""
    y = c.year
    p = Paper(size=11, bullet="" if v else "–", styled=v == 0, footer=f"Årsrapport {c.county}", numbers=True)
    title = f"Årsrapport {y} för den länsgemensamma planen"
    p.h(title)
    p.h("Sammanfattning" if v else "1. Sammanfattning")
    p.p("Rapporten visar hur arbetet har gått under året. Uppgifterna är hämtade från parternas egna system.")
    p.h("Uppföljning per område" if v else "2. Uppföljning per område")
    areas, also = [], []
    for n, t in enumerate(areas_of(c), 1):
        p.h(f"Område {n}: {t.title}" if v else f"2.{n} {t.title}", 2)
        p.p("Målen för året" if v else "Kortsiktiga mål", bold=True)
        p.li(*t.shorts)
        change = [f"Utfall {y - 1}", f"Utfall {y}"] if v else [str(y - 1), str(y)]
        rows: Rows = [["Mått" if v else "Indikator för uppföljning", *change]]
        rows += [[i, *pair] for i, pair in zip(t.inds, t.figures, strict=True)]
        p.table(*rows, widths=(9, 3, 3))
        p.h(f"Uppföljning {y}", 3)
        texts = [t.follow[0], MEASURED[(n + v) % len(MEASURED)], t.follow[2]]
        for head, text in zip(HEADS[v], texts, strict=True):
            p.p(head, bold=True)
            p.p(text)
        told = [FollowUp(year=y, heading=h, text=x) for h, x in zip(HEADS[v], texts, strict=True)]
        one = area(t, str(n) if v else f"2.{n}", "ki")
        areas.append(one.model_copy(update={"followups": told}))
        also.append(as_long(areas[-1]))
    return Made(p, plan(title, c.county, areas), also=(plan(title, c.county, also),) if v else ())


def kronor(amount: int) -> str:
    """As an account writes kronor: 1 250 000."""
    return f"{amount:,}".replace(",", " ")


def _sums(p: Paper, c: Content, given: list[int], v: int) -> None:
    """A row for each purpose: what it was given, what is used and what is left; the sums stand last."""

    def money(amount: int) -> str:
        return f"{amount / 1_000_000:.4f}".rstrip("0").rstrip(".").replace(".", ",") if v else kronor(amount)

    unit = "mnkr" if v else "kr"
    used = [g - (1 + k % 3) * 62_500 for k, g in enumerate(given)]
    rows: Rows = [["Ändamål", f"Tilldelade medel {c.year} ({unit})", f"Förbrukat ({unit})", f"Kvarstår ({unit})"]]
    names = [*(t.title for t in c.topics), "**Summa"]
    for name, g, s in zip(names, [*given, sum(given)], [*used, sum(used)], strict=True):
        rows.append([name, money(g), money(s), money(g - s)])
    p.table(*rows, widths=(6, 4, 4, 4))


def funds_account(c: Content, v: int) -> Made:
    """What the year's grants came to and what is left of them, and for each purpose what was done by whom."""
    y = c.year
    p = Paper(size=10, bullet="•", styled=True, header=f"Ekonomisk redovisning {y}", footer=c.county, numbers=True)
    title = f"Återredovisning av länsgemensamma stimulansmedel {y}"
    p.h(title)
    p.p(f"Belopp anges i {'miljoner kronor (mnkr)' if v else 'kronor'}. Medel som inte har förbrukats förs över.")
    given = [(6 + 3 * k) * 125_000 for k, _ in enumerate(c.topics)]
    p.h("Ekonomiskt utfall", 2)
    _sums(p, c, given, v)
    p.h("Vad medlen har använts till", 2)
    areas = []
    if v:
        for t in c.topics:
            p.h(t.title, 3)
            p.p(t.background)
            p.p(f"Genomförda aktiviteter {y}", bold=True)
            p.li(*t.done, *t.acts)
            p.label("Ansvarig:", joined(t.who))
    else:
        rows: Rows = [["Ändamål", f"Genomförda aktiviteter {y}", "Ansvarig funktion"]]
        rows += [[t.title, p.items([*t.done, *t.acts]), list(t.who)] for t in c.topics]
        p.table(*rows, widths=(5, 9, 5))
    for t in c.topics:
        acts = [act(x, of=y, done=True) for x in (*t.done, *t.acts)]
        areas.append(area(t, None, "bw" if v else "w", acts=acts))
    funds = [Fund(name=t.title, amount=str(g), year=y) for t, g in zip(c.topics, given, strict=True)]
    return Made(p, plan(title, c.county, areas, funds=funds), sheets=v == 0)


FAMILY = {f.__name__: f for f in (three_years, indicator_report, funds_account)}
