"""Layouts of text and forms: numbered fields, decimal paragraphs, lead-ins, questions, grants, a plan in an annex."""

from __future__ import annotations

from benchmarks.judge.fresh.made import Made, plan
from benchmarks.judge.fresh.paper import Paper
from benchmarks.judge.second_fresh.content import Content, act, area, timed, untimed
from benchmarks.judge.second_fresh.first import SUMS, Rows, each, joined
from samplan.plans.shapes.exchange import Activity, Fund, Goal, Horizon


def numbered_fields(c: Content) -> Made:
    """A form for each area whose fields are numbered; the area's name is the first field."""
    p = Paper(size=10, bullet="•", header="Blankett för utvecklingsområde", footer=c.county)
    title = f"Ifyllda blanketter, länsgemensam plan {c.year}"
    p.h(title)
    areas = []
    for t in c.topics:
        p.p("Blankett för länsgemensamt utvecklingsområde", bold=True)
        p.table(
            ["1. Utvecklingsområdets namn", t.title],
            ["2. Varför behövs området?", t.background],
            ["3. Mål på lång sikt", p.items(t.longs)],
            ["4. Mål på kort sikt", p.items(t.shorts)],
            ["5. Vad ska göras?", p.items(t.acts)],
            ["6. Vem ansvarar?", list(t.who)],
            ["7. Hur mäter vi?", p.items(t.inds)],
            ["8. Uppskattad kostnad", t.cost[0]],
            widths=(5, 11),
            head=0,
        )
        areas.append(area(t, None, "blkiwc", acts=untimed(t)))
    return Made(p, plan(title, c.county, areas), sheets=True)


def decimal_paragraphs(c: Content) -> Made:
    """A policy in numbered paragraphs without heading styles: every area has the same decimals below its number."""
    p = Paper(styled=False, bullet="-", header=f"{c.county}: styrdokument", numbers=True)
    title = f"Riktlinje med åtgärder för psykisk hälsa {c.year}–{c.year + 3}"
    p.h(title)
    areas = []
    for n, t in enumerate(c.topics, 1):
        p.h(f"{n} {t.title}", 2)
        p.h(f"{n}.1 Nulägesbild", 4)
        p.p(t.background)
        p.h(f"{n}.2 Behov", 4)
        p.p(t.needs)
        for m, (head, texts) in enumerate(
            (
                ("Mål på lång sikt", t.longs),
                ("Mål på kort sikt", t.shorts),
                ("Åtgärder under perioden", t.acts),
                ("Mått för uppföljning", t.inds),
                ("Ansvariga", t.who),
            ),
            3,
        ):
            p.h(f"{n}.{m} {head}", 4)
            p.li(*texts)
        areas.append(area(t, str(n), "bnlkiw", acts=untimed(t)))
    return Made(p, plan(title, c.county, areas))


def lead_ins_by_year(c: Content) -> Made:
    """A strategy in prose: unnumbered areas, sentences that lead to lists, the measures parted by year."""
    y = c.year
    p = Paper(bullet="", footer=f"Strategi {y}–{y + 1}", numbers=True)
    title = f"Tillsammans för psykisk hälsa – strategi för {c.county} {y}–{y + 1}"
    p.h(title)
    areas = []
    for group, topics in c.groups:
        p.h(group)
        for t in topics:
            p.h(t.title, 2)
            p.p(t.background)
            p.p("På lång sikt vill vi ha nått följande mål:")
            p.li(*t.longs)
            p.p(f"Närmast, till och med {y + 1}, ska dessa kortsiktiga mål vara uppnådda:")
            p.li(*t.shorts)
            acts: list[Activity] = []
            for late, words in enumerate((f"Under {y} ska vi göra detta:", f"Under {y + 1} fortsätter vi med:")):
                p.p(words)
                p.li(*t.acts[late::2])
                acts += [act(a, of=y + late) for a in t.acts[late::2]]
            p.p("Om vi är på rätt väg ser vi på dessa indikatorer:")
            p.li(*t.inds)
            p.p(f"Ansvaret delas av {joined(t.who)}." if len(t.who) > 1 else f"Ansvaret ligger hos {t.who[0]}.")
            areas.append(area(t, None, "blkiw", acts=acts, group=group))
    return Made(p, plan(title, c.county, areas))


def dialogue_answers(c: Content) -> Made:
    """What came out of a dialogue: the question of each area, proposals that begin with their actor, and questions."""
    p = Paper(styled=True, bullet="•", header="Dialogmöten om psykisk hälsa")
    title = f"Ramverk och dialogunderlag {c.year}, {c.county}"
    p.h(title)
    p.p("I förslagen står aktören först, om någon har utpekats.")
    areas = []
    for g, (group, topics) in enumerate(c.groups, 1):
        p.h(f"{g} {group}")
        for n, t in enumerate(topics, 1):
            p.h(f"{g}.{n} {t.title}", 2)
            p.p(t.background)
            p.p("Långsiktigt mål", bold=True)
            p.li(*t.longs)
            for q, proposals in t.questions:
                p.p("Fråga som området behöver lösa", bold=True)
                p.p(q)
                p.p("Inkomna förslag", bold=True)
                p.li(*(f"{who}: {x}" if who else x for x, who in proposals))
            p.p("Detta frågar vi vid nästa uppföljning", bold=True)
            p.li(*t.checks)
            areas.append(area(t, f"{g}.{n}", "blqu", group=group))
    return Made(p, plan(title, c.county, areas))


def spaced(x: int) -> str:
    return f"{x:,}".replace(",", " ")


def grant_account(c: Content) -> Made:
    """An account of grant money: granted and used for each purpose in a table, then a chapter for each purpose."""
    y = c.year
    p = Paper(bullet="–", header=f"Redovisning {y}", numbers=True)
    title = f"Redovisning av statsbidrag för psykisk hälsa {y}, {c.county}"
    p.h(title)
    p.h("Ekonomisk översikt", 2)
    sums = SUMS[2 : 2 + len(c.topics)]
    used = [x - 25_000 * (k % 3) for k, x in enumerate(sums)]
    rows: Rows = [["Ändamål", f"Beviljade medel {y} (kr)", "Varav förbrukat (kr)"]]
    rows += [[t.title, spaced(x), spaced(z)] for t, x, z in zip(c.topics, sums, used, strict=True)]
    p.table(*rows, ["Summa", spaced(sum(sums)), spaced(sum(used))], widths=(8, 4, 4))
    areas = []
    for t in c.topics:
        p.h(f"Ändamål: {t.title}", 2)
        p.label("Långsiktigt mål:", t.longs[0])
        p.p(f"Utfört under {y}:", bold=True)
        p.li(*t.done)
        p.label(f"Resultat {y}:", t.follow[0])
        p.p(f"Planeras under {y + 1}:", bold=True)
        p.li(*t.following)
        p.label("Ansvarig part:", joined(t.who))
        acts = [*(act(x, of=y, done=True) for x in t.done), *(act(x, of=y + 1) for x in t.following)]
        one = area(t, None, "w", acts=acts, told=[(y, t.follow[0])])
        areas.append(one.model_copy(update={"goals": [Goal(level=Horizon.LONG, text=t.longs[0])]}))
    funds = [Fund(name=t.title, amount=str(s), year=y) for t, s in zip(c.topics, sums, strict=True)]
    return Made(p, plan(title, c.county, areas, funds=funds))


def annex_plan(c: Content) -> Made:
    """Chapters with situation and goals; everything that shall be done stands in a table in the annex."""
    p = Paper(bullet="•", size=11, footer=f"{c.county} {c.year}", numbers=True)
    title = f"Gemensam inriktning för psykisk hälsa {c.year}–{c.year + 2}"
    p.h(title)
    areas = []
    for n, t in enumerate(c.topics, 1):
        p.h(f"{n}. {t.title}", 1)
        p.p(t.background)
        p.p("Vårt långsiktiga mål" if len(t.longs) == 1 else "Våra långsiktiga mål", bold=True)
        p.li(*t.longs)
        p.p("Våra kortsiktiga mål", bold=True)
        p.li(*t.shorts)
        areas.append(area(t, str(n), "blkw", acts=timed(t)))
    p.page()
    p.h("Bilaga 1. Aktivitetsplan", 1)
    rows: Rows = [["Område", "Aktivitet", "Ansvarig organisation", "Genomförs"]]
    for n, t in enumerate(c.topics, 1):
        for r in t.rows:
            rows += [[f"{n}. {t.title}", a, joined(r.who), w.text] for _, a, w in each(r)]
    p.table(*rows, widths=(4, 6, 4, 3))
    return Made(p, plan(title, c.county, areas))


FAMILY = {
    f.__name__: f
    for f in (
        numbered_fields,
        decimal_paragraphs,
        lead_ins_by_year,
        dialogue_answers,
        grant_account,
        annex_plan,
    )
}
