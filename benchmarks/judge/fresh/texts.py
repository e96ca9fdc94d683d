"""Layouts of running text: headings, lists, inline labels; theory of change; funds memo."""

from __future__ import annotations

from benchmarks.judge.fresh.content import Content, Topic, act, area, untimed
from benchmarks.judge.fresh.made import Made, plan
from benchmarks.judge.fresh.paper import Cell, Paper
from samplan.plans.shapes.exchange import Area, FocusArea, Fund, TargetImage


def plain_headings(c: Content, v: int) -> Made:
    """Everything under running headings in everyday words."""
    y = c.year
    p = Paper(styled=v == 0, bullet="" if v == 0 else "•", header=f"Handlingsplan {y}", numbers=True)
    title = f"Tillsammans för psykisk hälsa i {c.county}"
    p.h(title)
    p.p(f"Handlingsplan {y}")
    p.h("Om planen", 2)
    p.p("Planen är framtagen av en arbetsgrupp med företrädare för regionen, kommunerna och brukarrörelsen.")
    areas = []
    for n, t in enumerate(c.topics, 1):
        p.h(f"Utvecklingsområde {n}. {t.title}", 1)
        for head, texts in (("Så ser det ut i dag", [t.background]), ("Det här behöver utvecklas", [t.needs])):
            p.h(head, 2)
            p.p(*texts)
        for head, texts in (
            ("Dit vill vi nå på fem års sikt", t.longs),
            (f"Dit vill vi nå under {y}", t.shorts),
            ("Det här ska vi göra", t.acts),
            ("Ansvariga", t.who),
            ("Så vet vi att vi är på rätt väg", t.inds),
        ):
            p.h(head, 2)
            p.li(*texts)
        areas.append(area(t, str(n), "bnlkiw", acts=untimed(t)))
    return Made(p, plan(title, c.county, areas))


def inline_labels(c: Content, v: int) -> Made:
    """No tables: each item is a paragraph that begins with its label."""
    p = Paper(styled=v == 1, footer="Länssamverkan psykisk hälsa", numbers=True)
    title = f"Samlad plan för psykisk hälsa {c.year}–{c.year + 4}"
    p.h(title)
    areas = []
    for g, (group, topics) in enumerate(c.groups, 1):
        p.h(f"{g} {group.upper()}")
        for n, t in enumerate(topics, 1):
            p.h(f"{g}.{n} {t.title}", 2)
            p.p(t.background)
            for x in t.longs:
                p.label("Långsiktigt mål:", x)
            acts = _labelled_rows(p, t)
            p.label("Kostnad:", t.cost[0])
            areas.append(area(t, f"{g}.{n}", "blkiwc", acts=acts, group=group))
    return Made(p, plan(title, c.county, areas))


def _labelled_rows(p: Paper, t: Topic) -> list[object]:
    acts, k = [], 0
    for m, r in enumerate(t.rows, 1):
        for x in r.short:
            p.label(f"Kortsiktigt mål {m}:", x)
        for a, w in zip(r.acts, r.times, strict=True):
            k += 1
            p.label(f"Aktivitet {k}:", a)
            p.label("Tidsplan:", w.text)
            acts.append(act(a, w))
        p.label("Ansvarig:", ", ".join(r.who))
        for x in r.inds:
            p.label("Indikator:", x)
    return acts


def timed_bullets(c: Content, v: int) -> Made:
    """Running lists; each activity's time and responsible stand in brackets behind it."""
    y = c.year
    p = Paper(styled=v == 0, bullet="" if v else "–", header=c.county)
    title = f"Länsgemensam handlingsplan {y}"
    p.h(title)
    p.p("Planen har inga tabeller. Tid och ansvarig anges inom parentes efter varje aktivitet.")
    areas, also = [], []
    for g, (group, topics) in enumerate(c.groups, 1):
        p.h(group, 1)
        for n, t in enumerate(topics, 1):
            p.h(t.title, 2)
            p.p(t.background)
            p.p("Mål på lång sikt", bold=True)
            p.li(*t.longs)
            p.p("Mål på kort sikt", bold=True)
            p.li(*t.shorts)
            p.p("Aktiviteter", bold=True)
            short, whole = [], []
            for r in t.rows:
                for a, w in zip(r.acts, r.times, strict=True):
                    text = f"{a.rstrip('.')} ({w.text}, {r.who[0]})"
                    p.li(text)
                    short.append(act(a, w))
                    whole.append(act(text, w))
            p.p("Indikatorer", bold=True)
            p.li(*t.inds)
            who = list(dict.fromkeys(r.who[0] for r in t.rows))
            for acts, into in ((short, areas), (whole, also)):
                one = area(t, f"{g}.{n}", "blki", acts=acts, group=group)
                into.append(one.model_copy(update={"responsible": who}))
    truths = [plan(title, c.county, found) for found in (areas, also)]
    return Made(p, truths[0], also=(truths[1],))


IMAGES = (
    ("Jag blir lyssnad på", "Den som söker stöd möts med respekt och blir trodd."),
    ("Jag får hjälp i tid", "Ingen behöver bli sjukare av att vänta."),
    ("Mitt sammanhang håller", "Familj, skola, arbete och vård drar åt samma håll."),
)


def _theory_front(p: Paper, c: Content, title: str) -> None:
    p.h(title)
    p.p(f"Gäller från {c.year}-01-01 till {c.year + 3}-12-31.")
    p.h("Målbilder", 1)
    for n, (name, text) in enumerate(IMAGES, 1):
        p.p(f"Målbild {n}: {name}. {text}")


def change_lists(c: Content, v: int) -> Made:
    """Theory of change: challenge questions by sub-area, follow-up questions, proposals with actors in an annex."""
    p = Paper(numbers=True, bullet="" if v == 0 else "•", styled=v == 0, header="Plan för psykisk hälsa")
    title = f"Plan för psykisk hälsa i {c.county} {c.year}–{c.year + 3}"
    _theory_front(p, c, title)
    areas = []
    for g, (group, topics) in enumerate(c.groups, 1):
        p.h(f"Insatsområde {g}. {group}", 1)
        for n, t in enumerate(topics, 1):
            p.h(t.title, 2)
            p.p(t.background)
            p.p("Utmaningsfrågor", bold=True)
            p.li(*(q for q, _ in t.questions))
            p.p("Frågor för uppföljning", bold=True)
            p.li(*t.checks)
            areas.append(area(t, f"{g}.{n}", "bqu", group=group))
    p.page()
    p.h("Bilaga 1. Förslag på aktiviteter", 1)
    p.p("Förslagen har samlats in vid tre dialogmöten. Inom parentes anges vem som kan ta på sig förslaget.")
    for g, (group, topics) in enumerate(c.groups, 1):
        p.h(f"Insatsområde {g}. {group}", 2)
        for t in topics:
            p.h(t.title, 3)
            for q, proposals in t.questions:
                p.p(_reworded(q) if v else q)
                p.li(*(f"{text} (Aktör: {who})" if who else text for text, who in proposals))
    images = [TargetImage(number=str(n), title=a, text=b) for n, (a, b) in enumerate(IMAGES, 1)]
    aliases = {_reworded(q): q for t in c.topics for q, _ in t.questions if v}
    return Made(p, plan(title, c.county, areas, target_images=images), aliases=aliases)


def _reworded(question: str) -> str:
    """As annexes word a question anew."""
    return (
        question.replace("Hur ", "På vilket sätt ", 1) if "kan" in question else question.replace("vi", "vi i länet", 1)
    )


def change_tables(c: Content, v: int) -> Made:
    """The same way of planning with the annex as tables: question, idea, who can do it."""
    p = Paper(landscape=v == 1, size=10, styled=True, bullet="")
    title = f"Strategisk plan psykisk hälsa {c.year}–{c.year + 3}"
    _theory_front(p, c, title)
    areas = []
    for g, (group, topics) in enumerate(c.groups, 1):
        p.h(f"{g}. {group}", 1)
        for n, t in enumerate(topics, 1):
            p.h(f"{g}.{n} {t.title}", 2)
            p.p("Utmaningar att ta sig an", bold=True)
            p.li(*(q for q, _ in t.questions))
            p.p("Det här följer vi upp varje år", bold=True)
            p.li(*t.checks)
            areas.append(area(t, f"{g}.{n}", "qu", group=group))
    p.page()
    p.h("Bilaga: idéer till aktiviteter", 1)
    for g, (_, topics) in enumerate(c.groups, 1):
        for n, t in enumerate(topics, 1):
            p.h(f"{g}.{n} {t.title}", 2)
            rows: list[list[Cell]] = [["Utmaning", "Idé till aktivitet", "Möjlig aktör"]]
            for q, proposals in t.questions:
                rows += [[q if k == 0 else "\x01", text, who or ""] for k, (text, who) in enumerate(proposals)]
            p.table(*rows, widths=(6, 7, 4))
    images = [TargetImage(number=str(n), title=a, text=b) for n, (a, b) in enumerate(IMAGES, 1)]
    return Made(p, plan(title, c.county, areas, target_images=images))


SUMS = (2_450_000, 1_000_000, 6_318_500, 875_000, 3_140_200, 1_725_000, 540_000, 980_400, 4_000_000, 660_000)


def funds_memo(c: Content, v: int) -> Made:
    """A memo about grant money: sums in a table or in text, then what is done for each purpose."""
    y = c.year
    p = Paper(styled=v == 0, bullet="•" if v else "", header="PM", footer=c.county, numbers=True)
    title = f"PM om användning av länsgemensamma medel {y}"
    p.h(title)
    p.h("1. Bakgrund", 2)
    p.p(f"Enligt överenskommelsen tilldelas länet medel för {y}. Länet får följande belopp per ändamål:")
    sums = [f"{SUMS[n]:,} kr".replace(",", " ") for n in range(len(c.topics))]
    if v == 0:
        rows: list[list[Cell]] = [["Ändamål", "Belopp"]]
        rows += [[t.title, s] for t, s in zip(c.topics, sums, strict=True)]
        total = f"{sum(SUMS[: len(sums)]):,} kr".replace(",", " ")
        p.table(*rows, ["Summa", total], widths=(10, 4))
    else:
        p.li(*(f"{t.title}: {s}" for t, s in zip(c.topics, sums, strict=True)))
    p.h("2. Insatser per ändamål", 2)
    areas: list[Area] = []
    for n, t in enumerate(c.topics):
        p.h(f"{'abcdefghij'[n]}) {t.title}", 3)
        p.p(t.background)
        p.p("Planerade insatser:" if v else "Aktiviteter", bold=v == 0)
        p.li(*t.acts)
        p.p(f"Ansvarig: {', '.join(t.who)}")
        areas.append(area(t, "abcdefghij"[n], "bw", acts=untimed(t)))
    funds = [Fund(name=t.title, amount=str(s), year=y) for t, s in zip(c.topics, SUMS, strict=False)]
    return Made(p, plan(title, c.county, areas, funds=funds))


def images_first(c: Content, v: int) -> Made:
    """Vision, target pictures, perspectives and focus areas first; goals as lists; a small table an area."""
    y = c.year
    p = Paper(numbers=True, header=f"{c.county} – Plan {y}", bullet="" if v else "o", styled=v == 1)
    title = f"Plan för psykisk hälsa och suicidprevention {y}–{y + 3}"
    p.h(title)
    p.h("Vision")
    p.p("Ett län där alla kan leva ett gott liv.")
    p.h("Målbilder")
    p.li(*(f"{name}: {text}" for name, text in IMAGES))
    p.h("Perspektiv")
    p.li("Jämställdhet", "Barnrätt", "Tillgänglighet")
    p.h("Fokusområden")
    p.li(*(f"{n}. {g}" for n, (g, _) in enumerate(c.groups, 1)))
    areas = []
    for g, (group, topics) in enumerate(c.groups, 1):
        p.h(f"Fokusområde {g}: {group}")
        for n, t in enumerate(topics, 1):
            p.h(f"{g}.{n} {t.title}", 2)
            p.p("Långsiktiga mål", bold=True)
            p.li(*t.longs)
            p.p("Kortsiktiga mål", bold=True)
            p.li(*t.shorts)
            head: list[Cell] = ["Aktivitet", "Huvudansvarig", "Klart", "Så vet vi att vi lyckats"]
            rows: list[list[Cell]] = [head]
            acts = []
            for r in t.rows:
                for k, (a, w) in enumerate(zip(r.acts, r.times, strict=True)):
                    rows.append([a, list(r.who), w.text, list(r.inds) if k == 0 else "\x01"])
                    acts.append(act(a, w))
            p.table(*rows, widths=(6, 4, 3, 5))
            areas.append(area(t, f"{g}.{n}", "lkiw", acts=acts, group=group, focus_areas=[g]))
    return Made(
        p,
        plan(
            title,
            c.county,
            areas,
            overall_goals=["Ett län där alla kan leva ett gott liv."],
            target_images=[TargetImage(title=a, text=b) for a, b in IMAGES],
            perspectives=["Jämställdhet", "Barnrätt", "Tillgänglighet"],
            focus_areas=[FocusArea(number=n, title=g) for n, (g, _) in enumerate(c.groups, 1)],
        ),
    )


FAMILY = {
    f.__name__: f
    for f in (plain_headings, inline_labels, timed_bullets, change_lists, change_tables, funds_memo, images_first)
}
