"""Likely layouts in running text: headings with bullets, the region's template, one page per area."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.judge.fresh.content import Content, When, act, area
from benchmarks.judge.fresh.made import Made
from benchmarks.judge.fresh.paper import Paper
from benchmarks.judge.ninth_fresh.around import (
    Rows,
    capital,
    either_level,
    ending,
    introduction,
    joined,
    money,
    numbered,
    sentence,
    small,
    timed,
    title_of,
    written,
)
from benchmarks.judge.ninth_fresh.content import Theme, parts, themes_of
from samplan.plans.shapes.exchange import Activity, Fund


def bullets(c: Content, v: int) -> Made:
    """Headings and bullet lists, nothing else: the time in brackets after the measure, or before it."""
    p = Paper(size=11, styled=v == 0, bullet="" if v == 0 else "–", numbers=True)
    title = title_of(c, v)
    p.h(title)
    introduction(p, c)
    areas = []
    for name, topics in c.groups:
        p.h(name, 2)
        for t in themes_of(topics):
            p.h(t.title, 3)
            p.p(t.background)
            (_bullets_before if v else _bullets_after)(p, t)
    for name, number, t in numbered(c):
        areas.append(area(t, number, "bkiw" if v else "blkiw", acts=timed(t), group=name))
    ending(p, c)
    return either_level(p, c, title, areas) if v else written(p, c, title, areas)


def _bullets_after(p: Paper, t: Theme) -> None:
    p.h("Långsiktigt mål", 4)
    p.li(*t.longs)
    p.h("Mål för det kommande året", 4)
    p.li(*t.shorts)
    p.h("Det här ska vi göra", 4)
    p.li(*[f"{text} ({small(when.text)})" for _, text, when in t.steps()])
    p.h("Ansvariga", 4)
    p.li(*t.who)
    p.h("Så ser vi om det ger resultat", 4)
    p.li(*t.inds)


def _bullets_before(p: Paper, t: Theme) -> None:
    p.p("Det vill vi uppnå", bold=True)
    p.li(*t.shorts)
    p.p("Planerade insatser", bold=True)
    p.li(*[f"{capital(when.text)}: {text}" for _, text, when in t.steps()])
    p.p("Vem gör det", bold=True)
    p.li(*t.who)
    p.p("Hur vi följer upp", bold=True)
    p.li(*t.inds)


GRANTS = [
    ("Insatser för barn och unga", 1_850_000),
    ("Suicidprevention i länet", 740_000),
    ("Samsjuklighet och samordning", 1_265_000),
]


def template(c: Content, v: int) -> Made:
    """The region's template: a box of particulars, numbered sections, and a line for each heading of the area."""
    p = Paper(size=10, header="Handlingsplan", footer=f"Region {c.county.split()[0].rstrip('s')}", numbers=True)
    title = title_of(c, v)
    p.h(title)
    p.table(
        ["**Diarienummer", f"RS {c.year - 1}-0{c.year % 90 + 214}", "**Fastställd av", "Länsgruppen"],
        ["**Gäller från", f"{c.year}-01-01", "**Gäller till", f"{c.year + 2}-12-31"],
        ["**Dokumentägare", "Länssamordnaren", "**Revideras", "Årligen i november"],
        widths=(3, 4, 3, 5),
        head=0,
    )
    introduction(p, c, "1 Inledning")
    p.h("2 Mål, aktiviteter och ansvar" if v else "2 Utvecklingsområden", 2)
    areas = []
    for n, t in enumerate(themes_of(c.topics), 1):
        p.h(f"2.{n} {t.title}", 3)
        cost, c_shown = money(t, n - 1)
        common = t.rows[0].times[0]
        _template_area(p, t, cost, common if v else None)
        acts = [act(text, common) for text in t.acts] if v else timed(t)
        areas.append(area(t, f"2.{n}", "bnlkiw" + c_shown, acts=acts))
    p.h("3 Ekonomi", 2)
    p.p(f"Länet har följande stimulansmedel för {c.year}.")
    grants = GRANTS[: 2 + v]
    rows: Rows = [["Ändamål", f"Belopp {c.year}"]]
    rows += [[n, _kronor(k)] for n, k in grants]
    p.table(*rows, ["**Totalt", _kronor(sum(k for _, k in grants))], widths=(8, 4))
    ending(p, c, "4 Uppföljning och revidering")
    funds = [Fund(name=n, amount=str(k), year=c.year) for n, k in grants]
    return written(p, c, title, areas, funds=funds)


def _kronor(k: int) -> str:
    return f"{k:,} kr".replace(",", " ")


def _template_area(p: Paper, t: Theme, cost: str, common: When | None) -> None:
    p.label("Nuläge:", t.background)
    p.label("Behov:", t.needs)
    p.label("Långsiktigt mål:" if common else "Mål:", " ".join(sentence(x) for x in t.longs))
    p.label("Kortsiktiga mål:" if common else "Delmål:", "")
    p.li(*t.shorts)
    p.label("Aktiviteter:", "")
    p.li(*(t.acts if common else [f"{text}, {small(when.text)}" for _, text, when in t.steps()]))
    if common:
        p.label("Tidplan:", capital(common.text))
    p.label("Ansvar:", joined(t.who))
    p.label("Indikatorer:", "; ".join(t.inds))
    p.label("Kostnad:", cost)


def onepage(c: Content, v: int) -> Made:
    """A page per area with questions as headings; what two years' follow-ups said on the page, or all at the end."""
    p = Paper(size=11, footer=f"Psykisk hälsa i {c.county}", numbers=True, styled=v == 0)
    title = title_of(c, v)
    p.h(title)
    introduction(p, c, "Om planen")
    areas = []
    for n, t in enumerate(themes_of(c.topics), 1):
        p.page()
        p.h(f"Område {n}: {t.title}" if v == 0 else f"{n}. {t.title}", 2)
        cost, c_shown = money(t, n - 1)
        whens = [parts(c.year)[(n + 2 * k) % 9] for k in range(len(t.acts))] if v else [w for _, _, w in t.steps()]
        _page(p, t, v, cost, whens, c.year)
        told = [(c.year + k, text) for k, text in enumerate(t.follow)]
        acts = _paged(t, whens, c.year if v else None)
        one = area(t, str(n), "blkiw" + c_shown, acts=acts, told=told)
        areas.append(one if v else one.model_copy(update={"goal_status": t.status}))
        if v == 0:
            for year, text in told:
                p.h(f"Uppföljning {year}", 3)
                p.p(text)
            p.label("Måluppfyllelse:", t.told)
    if v:
        _follow_up(p, c)
    return written(p, c, title, areas)


def _paged(t: Theme, whens: list[When], year: int | None) -> list[Activity]:
    return [act(text, when, of=year) for text, when in zip(t.acts, whens, strict=True)]


def _page(p: Paper, t: Theme, v: int, cost: str, whens: list[When], year: int) -> None:
    p.h("Varför är det här viktigt?" if v == 0 else "Så ser det ut", 3)
    p.p(t.background)
    p.h("Vart vill vi på lång sikt?" if v == 0 else "Mål om fem år", 3)
    p.p(*[sentence(x) for x in t.longs])
    p.h("Vad vill vi ha nått inom ett år?" if v == 0 else "Mål om ett år", 3)
    p.li(*t.shorts)
    p.h("Vad gör vi?" if v == 0 else f"Aktiviteter {year}", 3)
    rows: Rows = [["Aktivitet", "När" if v == 0 else "Tidsplan"]]
    rows += [[text, when.text] for text, when in zip(t.acts, whens, strict=True)]
    p.table(*rows, widths=(10, 5))
    p.h("Vilka ansvarar?" if v == 0 else "Ansvar", 3)
    p.p(f"{joined(t.who)}.")
    p.h("Hur följer vi upp?" if v == 0 else "Indikatorer", 3)
    p.li(*t.inds)
    p.h("Vad kostar det?" if v == 0 else "Kostnad", 3)
    p.p(cost)


def _follow_up(p: Paper, c: Content) -> None:
    p.page()
    p.h("Årlig uppföljning", 2)
    for k in (0, 1):
        p.h(f"Uppföljning {c.year + k}", 3)
        for t in themes_of(c.topics):
            p.label(f"{t.title}:", t.follow[k])


FAMILY: dict[str, Callable[[Content, int], Made]] = {"bullets": bullets, "template": template, "onepage": onepage}
