"""The first batch of layouts: templates, matrices and lists of project offices."""

from __future__ import annotations

from benchmarks.judge.fresh.content import Row, When
from benchmarks.judge.fresh.made import Made, plan
from benchmarks.judge.fresh.paper import UP, Cell, Paper
from benchmarks.judge.second_fresh.content import Content, act, area, timed, untimed
from samplan.plans.shapes.exchange import Activity, Area, Fund, Goal, Horizon

Rows = list[list[Cell]]


def as_long(one: Area) -> Area:
    """The same area with all its goals as long-term ones: right too where the source names no level."""
    return one.model_copy(update={"goals": [Goal(level=Horizon.LONG, text=g.text) for g in one.goals]})


def as_short(one: Area) -> Area:
    """The same area with all its goals as short-term ones."""
    return one.model_copy(update={"goals": [Goal(level=Horizon.SHORT, text=g.text) for g in one.goals]})


def sentence(text: str) -> str:
    return text if text.endswith((".", "?")) else f"{text}."


def joined(names: list[str]) -> str:
    return ", ".join(names)


def each(r: Row) -> list[tuple[int, str, When]]:
    return [(k, a, w) for k, (a, w) in enumerate(zip(r.acts, r.times, strict=True))]


def insats_template(c: Content, v: int) -> Made:
    """A template for each area with mål, insats, ansvarig, tid and indikator; goals of one unnamed level."""
    p = Paper(landscape=True, size=10, bullet="•" if v else "", header=f"Handlingsplan {c.county}", numbers=v == 1)
    title = f"Länsgemensam handlingsplan inom området psykisk hälsa {c.year}"
    p.h(title)
    p.p("Planen utgår från SKR:s mall och har beretts av tjänstemannagruppen.")
    areas, also = [], []
    for g, (group, topics) in enumerate(c.groups, 1):
        p.h(f"Fokusområde {g} – {group}", 1)
        for n, t in enumerate(topics, 1):
            p.h(f"{g}.{n} {t.title}", 2)
            rows: Rows = [["Mål", "Insats", "Ansvarig", "Tid", "Indikator"]]
            for r in t.rows:
                for k, a, w in each(r):
                    mine: list[Cell] = [list(r.short), joined(r.who), list(r.inds)] if k == 0 else [UP, UP, UP]
                    rows.append([mine[0], a, mine[1], w.text, mine[2]])
            p.table(*rows, widths=(5, 6, 4, 3, 5))
            areas.append(area(t, f"{g}.{n}", "kiw", acts=timed(t), group=group))
            also.append(as_long(areas[-1]))
    return Made(p, plan(title, c.county, areas), sheets=True, also=(plan(title, c.county, also),))


def swimlanes(c: Content, v: int) -> Made:
    """A table for each area with a lane for every responsible body."""
    p = Paper(size=10, bullet="" if v else "–", styled=v == 0, footer=f"Version {c.year}-02-14")
    title = f"Så arbetar vi för psykisk hälsa i {c.county} {c.year}–{c.year + 1}"
    p.h(title)
    areas = []
    for n, t in enumerate(c.topics, 1):
        p.h(f"{n}. {t.title}", 2)
        p.p(t.background)
        p.label("Övergripande mål:", " ".join(sentence(x) for x in t.longs))
        rows: Rows = [["Ansvarig aktör", "Åtgärder", "Tidpunkt"]]
        for r in t.rows:
            rows += [[joined(r.who) if k == 0 else UP, a, w.text] for k, a, w in each(r)]
        p.table(*rows, widths=(5, 8, 4))
        areas.append(area(t, str(n), "blw", acts=timed(t)))
    return Made(p, plan(title, c.county, areas))


def areas_as_columns(c: Content, v: int) -> Made:
    """Areas stand side by side as columns, two or three to a table; the rows are labelled to the left."""
    p = Paper(landscape=True, size=9, bullet="•", footer="Bilaga 2" if v else "")
    title = f"Handlingsplan i översikt, {c.county} {c.year}"
    p.h(title)
    areas = []
    step = 2 + v
    for at in range(0, len(c.topics), step):
        part = c.topics[at : at + step]
        rows: Rows = [["", *(t.title for t in part)]]
        rows.append(["**Nuläge", *(t.background for t in part)])
        rows.append(["**Långsiktiga mål", *(p.items(t.longs) for t in part)])
        rows.append(["**Kortsiktiga mål", *(p.items(t.shorts) for t in part)])
        rows.append([f"**Aktiviteter {c.year}", *(p.items(t.acts) for t in part)])
        rows.append(["**Ansvariga", *(list(t.who) for t in part)])
        rows.append(["**Indikatorer", *(p.items(t.inds) for t in part)])
        p.table(*rows, widths=(3, *[6] * len(part)))
        areas += [area(t, None, "blkwi", acts=untimed(t, c.year)) for t in part]
    return Made(p, plan(title, c.county, areas), sheets=True)


def bold_leadins(c: Content, v: int) -> Made:
    """Prose whose paragraphs begin with a bold lead-in; only the measures are a list."""
    p = Paper(styled=v == 0, bullet="" if v else "-", numbers=True)
    title = f"Plan för psykisk hälsa {c.year}–{c.year + 2}"
    p.h(title)
    p.p(f"Beslutad av Regionala samverkansrådet i {c.county}.")
    areas = []
    for g, (group, topics) in enumerate(c.groups, 1):
        p.h(f"{g}. {group}")
        for n, t in enumerate(topics, 1):
            p.h(t.title, 2)
            p.label("Nuläge.", t.background)
            p.label("Vad behöver utvecklas?", t.needs)
            p.label("Vår målsättning på lång sikt.", " ".join(sentence(x) for x in t.longs))
            p.label("Vårt mål för perioden.", " ".join(sentence(x) for x in t.shorts))
            p.p("Det här gör vi:", bold=True)
            p.li(*t.acts)
            p.label("Ansvarig är", joined(t.who) + ".")
            p.label("Så följer vi upp.", " ".join(sentence(x) for x in t.inds))
            areas.append(area(t, f"{g}.{n}", "bnlkwi", acts=untimed(t), group=group))
    return Made(p, plan(title, c.county, areas))


def tailed_list(c: Content, v: int) -> Made:
    """Numbered activities, each with its responsible and its time after dashes or in brackets."""
    p = Paper(styled=True, bullet="", footer=c.county, numbers=True)
    title = f"Aktivitetslista psykisk hälsa {c.year}"
    p.h(title)
    areas, also = [], []
    for n, t in enumerate(c.topics, 1):
        p.h(f"{n} {t.title}", 2)
        p.label("Mål:", " ".join(sentence(x) for x in t.longs))
        p.p("Aktiviteter", bold=True)
        k, whole = 0, []
        for r in t.rows:
            for _, a, w in each(r):
                k += 1
                tail = f" (ansvarig: {joined(r.who)}; tid: {w.text})"
                if v:
                    tail = f" – Ansvarig: {joined(r.who)} – Tid: {w.text}"
                p.p(f"{k}. {a}{tail}")
                whole.append(act(a + tail, w))
        areas.append(area(t, str(n), "lw", acts=timed(t)))
        also.append(areas[-1].model_copy(update={"activities": whole}))
    others = [also, *([as_short(a) for a in found] for found in (areas, also))]
    return Made(p, plan(title, c.county, areas), also=tuple(plan(title, c.county, found) for found in others))


def qa_framework(c: Content, v: int) -> Made:
    """Challenge questions as headings of their own, the proposals under them, and questions for follow-up."""
    p = Paper(styled=v == 0, bullet="•" if v else "", header="Ramverk för psykisk hälsa")
    title = f"Ramverk för psykisk hälsa i {c.county} {c.year}–{c.year + 3}"
    p.h(title)
    p.p("Ramverket beskriver de utmaningar som vi ska lösa tillsammans och förslag som har kommit in.")
    areas = []
    for g, (group, topics) in enumerate(c.groups, 1):
        p.h(f"Insatsområde {g}: {group}")
        for n, t in enumerate(topics, 1):
            p.h(f"Delområde {g}.{n}: {t.title}", 2)
            p.p(t.background)
            for m, (q, proposals) in enumerate(t.questions, 1):
                p.p(f"Utmaningsfråga {m}: {q}", bold=True)
                if v:
                    rows: Rows = [["Förslag på aktivitet", "Aktör"]]
                    p.table(*rows, *([x, who or ""] for x, who in proposals), widths=(10, 6))
                else:
                    p.p("Förslag på aktiviteter:")
                    p.li(*(f"{x} ({who})" if who else x for x, who in proposals))
            p.p("Uppföljningsfrågor", bold=True)
            p.li(*t.checks)
            areas.append(area(t, f"{g}.{n}", "bqu", group=group))
    return Made(p, plan(title, c.county, areas))


SUMS = (1_350_000, 800_000, 2_275_500, 640_000, 455_000, 3_010_000, 920_750, 515_000, 1_100_000, 275_000, 1_640_000)


def kronor(x: int) -> str:
    return f"{x:,} kr".replace(",", " ")


def fund_report(c: Content, v: int) -> Made:
    """A report on grant money: a table of purposes with sums, then what was done for each purpose."""
    y = c.year
    p = Paper(styled=v == 1, bullet="" if v else "•", header="Återrapportering", numbers=True)
    title = f"Återrapportering av stimulansmedel {y}, {c.county}"
    p.h(title)
    p.h("Fördelning av medlen", 2)
    sums = SUMS[: len(c.topics)]
    rows: Rows = [["Nr", "Insatsområde", f"Tilldelade medel {y}"]]
    rows += [[str(n), t.title, kronor(x)] for n, (t, x) in enumerate(zip(c.topics, sums, strict=True), 1)]
    p.table(*rows, ["", "Totalt", kronor(sum(sums))], widths=(1, 9, 5))
    areas: list[Area] = []
    for n, t in enumerate(c.topics, 1):
        p.h(f"{n}. {t.title}", 2)
        p.label("Syfte:", t.longs[0])
        p.p(f"Genomförda aktiviteter {y}:", bold=True)
        p.li(*t.done)
        p.p(f"Planerade aktiviteter {y + 1}:", bold=True)
        p.li(*t.following)
        p.label("Ansvarig:", joined(t.who))
        p.label(f"Uppföljning {y}:", t.follow[0])
        acts = [*(act(x, of=y, done=True) for x in t.done), *(act(x, of=y + 1) for x in t.following)]
        goals = [Goal(level=Horizon.LONG, text=t.longs[0])]
        areas.append(area(t, str(n), "w", acts=acts, told=[(y, t.follow[0])]).model_copy(update={"goals": goals}))
    also = [a.model_copy(update={"goals": []}) for a in areas]
    funds = [Fund(name=t.title, amount=str(s), year=y) for t, s in zip(c.topics, sums, strict=True)]
    return Made(p, plan(title, c.county, areas, funds=funds), also=(plan(title, c.county, also, funds=funds),))


def focus_sheets(c: Content, v: int) -> Made:
    """A sheet for each focus area: sub-area, what, who, when, state and remark."""
    p = Paper(landscape=True, size=9, indent=v)
    title = f"Arbetsplan psykisk hälsa {c.year}"
    areas = []
    for g, (group, topics) in enumerate(c.groups, 1):
        p.sheet(f"{g} {group}")
        p.p(f"{title} – {group}", bold=True)
        rows: Rows = [["Delområde", "Delmål", "Vad", "Vem", "När", "Läge"]]
        for n, t in enumerate(topics, 1):
            for r in t.rows:
                for k, a, w in each(r):
                    first: Cell = t.title if r is t.rows[0] and k == 0 else UP
                    state = ("Ej påbörjad", "Påbörjad", "Klar")[(len(rows) + g) % 3]
                    rows.append([first, p.items(r.short) if k == 0 else UP, a, joined(r.who), w.text, state])
            areas.append(area(t, f"{g}.{n}", "kw", acts=timed(t), group=group))
        p.table(*rows, widths=(4, 5, 6, 4, 3, 2))
    return Made(p, plan(title, c.county, areas), sheets=True)


MONTHS = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]


def start_and_end(c: Content, v: int) -> Made:
    """Activities with a state first, then start and end in columns of their own, headed by the area."""
    import calendar
    from datetime import date

    p = Paper(landscape=v == 1, size=10, styled=v == 0)
    title = f"Statusrapport handlingsplan psykisk hälsa {c.county}"
    p.h(title)
    p.p(f"Lägesbild per den 30 september {c.year}. Status: grön = enligt plan, gul = försenad, röd = ej startad.")
    areas, k = [], 0
    for n, t in enumerate(c.topics, 1):
        p.h(f"{n}. {t.title}", 2)
        rows: Rows = [["Status", "Aktivitet", "Start", "Slut", "Ansvarig funktion", "Mätetal"]]
        acts: list[Activity] = []
        for r in t.rows:
            for m, a in enumerate(r.acts):
                k += 1
                first, last, year = k % 6, 6 + k % 5, c.year + k % 2
                start, end = f"{MONTHS[first]} {year}", f"{MONTHS[last]} {year}"
                days = date(year, first + 1, 1), date(year, last + 1, calendar.monthrange(year, last + 1)[1])
                mine: list[Cell] = [joined(r.who), list(r.inds)] if m == 0 else [UP, UP]
                rows.append([("Grön", "Gul", "Röd")[k % 3], a, start, end, *mine])
                acts.append(Activity(text=a, timeframe=f"{start} – {end}", start=days[0], end=days[1]))
        p.table(*rows, widths=(2, 6, 3, 3, 4, 4))
        areas.append(area(t, str(n), "iw", acts=acts))
    return Made(p, plan(title, c.county, areas), sheets=True)


def two_levels(c: Content, v: int) -> Made:
    """One table: focus area and area merged down over their goals and measures."""
    p = Paper(landscape=True, size=9, repeat=v == 1, bullet="-")
    title = f"Genomförandeplan {c.year}–{c.year + 2}"
    p.h(title)
    p.p(f"{c.county}. Fastställd av ledningsgruppen för samverkan.")
    rows: Rows = [["Fokusområde", "Utvecklingsområde", "Långsiktigt mål", "Åtgärd", "Ansvar", "Tidsplan"]]
    areas = []
    for g, (group, topics) in enumerate(c.groups, 1):
        top: Cell = group
        for n, t in enumerate(topics, 1):
            name: Cell = t.title
            goal: Cell = p.items(t.longs)
            for r in t.rows:
                for k, a, w in each(r):
                    rows.append([top, name, goal, a, joined(r.who) if k == 0 else UP, w.text])
                    top = name = goal = UP
            areas.append(area(t, f"{g}.{n}", "lw", acts=timed(t), group=group))
    p.table(*rows, widths=(3, 4, 5, 6, 4, 3))
    return Made(p, plan(title, c.county, areas), sheets=True)


def quadrants(c: Content, v: int) -> Made:
    """A page of four cells for each area, every cell with its bold label above its content."""
    p = Paper(landscape=v == 1, size=10, bullet="•", styled=v == 0)
    title = f"Områdeskort psykisk hälsa, {c.county} {c.year}"
    p.h(title)
    areas = []
    for n, t in enumerate(c.topics, 1):
        p.h(f"Utvecklingsområde {n}: {t.title}", 2)

        def cell(label: str, texts: list[str]) -> Cell:
            return [f"**{label}", *(p.item(x) if len(texts) > 1 else x for x in texts)]

        rows: Rows = [
            [cell("Nuläge", [t.background]), cell("Långsiktigt mål", t.longs)],
            [cell("Aktiviteter", t.acts), cell("Ansvariga", t.who)],
            [cell("Kortsiktiga mål", t.shorts), cell("Indikatorer", t.inds)],
        ]
        p.table(*rows, widths=(8, 8), head=0)
        areas.append(area(t, str(n), "blkwi", acts=untimed(t)))
    return Made(p, plan(title, c.county, areas))


def we_want(c: Content, v: int) -> Made:
    """Three columns in the first person plural for each area, and the responsible in a line below."""
    p = Paper(size=10, bullet="–" if v else "", header=f"Kommunförbundet i {c.county}", numbers=True)
    title = f"Vår gemensamma plan för psykisk hälsa {c.year}"
    p.h(title)
    areas = []
    for g, (group, topics) in enumerate(c.groups):
        p.h(f"{'ABCD'[g]} {group}")
        for n, t in enumerate(topics, 1):
            p.h(f"{'ABCD'[g]}.{n} {t.title}", 2)
            p.label("På lång sikt vill vi att:", sentence(t.longs[0]))
            rows: Rows = [["Vi vill uppnå (kort sikt)", "Vi ska göra", "Vi mäter"]]
            rows += [[p.items(r.short), p.items(r.acts), p.items(r.inds)] for r in t.rows]
            p.table(*rows, widths=(5, 6, 5))
            p.p(f"Ansvariga för området: {joined(t.who)}")
            one = area(t, f"{'ABCD'[g]}.{n}", "kwi", acts=untimed(t), group=group)
            goals = [Goal(level=Horizon.LONG, text=t.longs[0]), *one.goals]
            areas.append(one.model_copy(update={"goals": goals}))
    return Made(p, plan(title, c.county, areas))


FAMILY = {
    f.__name__: f
    for f in (
        insats_template,
        swimlanes,
        areas_as_columns,
        bold_leadins,
        tailed_list,
        qa_framework,
        fund_report,
        focus_sheets,
        start_and_end,
        two_levels,
        quadrants,
        we_want,
    )
}
