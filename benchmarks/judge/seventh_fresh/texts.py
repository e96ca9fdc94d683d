"""Layouts of text: a tree of goals, a catalogue of questions, and the form that a municipality fills in."""

from __future__ import annotations

from benchmarks.judge.fresh.content import Content, Topic, area, timed, untimed
from benchmarks.judge.fresh.made import Made, plan
from benchmarks.judge.fresh.paper import Paper
from benchmarks.judge.second_fresh.first import each, joined, sentence


def goal_tree(c: Content, v: int) -> Made:
    """Goals under goals in running text, every step with its number; what is done ends in who and when."""
    y = c.year
    p = Paper(size=11, bullet="-", styled=v == 0, header=f"Målstruktur {y}", footer=c.county, numbers=True)
    title = f"Målträd för psykisk hälsa i {c.county} {y}–{y + 2}"
    p.h(title)
    p.h("Läsanvisning", 2)
    if v:
        p.p("LM står för långsiktigt mål, KM för kortsiktigt mål och A för aktivitet.")
    else:
        p.p("Under varje långsiktigt mål står de delmål som leder dit, och under dem det som ska göras.")
    areas = []
    for n, t in enumerate(c.topics, 1):
        p.h(f"Målområde {n}: {t.title}" if v else f"{n}. {t.title}", 2)
        p.p(t.background)
        for g, goal in enumerate(t.longs, 1):
            p.p(f"LM {n}.{g} {sentence(goal)}" if v else f"Långsiktigt mål {n}.{g}: {sentence(goal)}", bold=True)
            for m, r in enumerate(t.rows[g - 1 :: len(t.longs)], 1):
                code = f"{n}.{g}.{m}"
                p.p(f"KM {code} {sentence(r.short[0])}" if v else f"Delmål {code}: {sentence(r.short[0])}")
                for k, a, w in each(r):
                    if v:
                        p.p(f"A {code}.{k + 1} {sentence(a)} Ansvarig: {joined(r.who)}. Tid: {w.text}.")
                    else:
                        p.li(f"{a} (ansvarig: {joined(r.who)}; tid: {w.text})")
        areas.append(area(t, str(n), "blkw", acts=timed(t)))
    return Made(p, plan(title, c.county, areas))


def question_catalogue(c: Content, v: int) -> Made:
    """Chapters of questions: each with proposals and who can carry them out; at the end what is followed up."""
    y = c.year
    p = Paper(size=11, bullet="•" if v else "", styled=True, header=c.county, numbers=True)
    title = f"Frågor att lösa tillsammans. Strategiskt ramverk {y}–{y + 4}"
    p.h(title)
    p.contents("Om ramverket", 2)
    for g, (group, _) in enumerate(c.groups, 1):
        p.contents(f"Insatsområde {g}. {group}", g + 2)
    p.page()
    p.h("Om ramverket")
    p.p(
        "Ramverket beslutades av region och kommuner efter ett år av dialog.",
        "Det ersätter inte kommunernas egna planer. Varje part väljer själv vilka förslag som genomförs.",
    )
    areas = []
    for g, (group, topics) in enumerate(c.groups, 1):
        p.h(f"Insatsområde {g}. {group}")
        for n, t in enumerate(topics, 1):
            p.h(f"Delområde {g}.{n} {t.title}", 2)
            p.p(t.background)
            for k, (q, proposals) in enumerate(t.questions, 1):
                p.p(f"Utmaningsfråga {k}. {q}" if v else f"Fråga {g}.{n}.{k} {q}", bold=True)
                _proposals(p, proposals, v)
            p.p("Vid årets slut frågar vi kontaktpersonerna:" if v else "Uppföljningsfrågor", bold=v == 0)
            p.li(*t.checks)
            areas.append(area(t, f"{g}.{n}", "bqu", group=group))
    return Made(p, plan(title, c.county, areas))


def _proposals(p: Paper, proposals: list[tuple[str, str | None]], v: int) -> None:
    """A lettered line for each proposal, or a bullet; the actor behind it where there is one."""
    if v:
        p.p("Förslag på aktiviteter:")
        p.li(*(f"{text}. Aktör: {actor}" if actor else text for text, actor in proposals))
        return
    for letter, (text, actor) in zip("abc", proposals, strict=False):
        p.p(f"{letter}) Förslag: {text}" + (f" (Aktör: {actor})" if actor else ""))


ASKED = (
    "Vilket område gäller planeringen?",
    "Varför är området prioriterat? Beskriv nuläget.",
    "Vilka utvecklingsbehov ser ni?",
    "Vilket är det långsiktiga målet (5 år)?",
    "Vilka är de kortsiktiga målen (1 år)?",
    "Vilka aktiviteter planeras?",
    "Vilken funktion är ansvarig?",
    "Vilka indikatorer används för uppföljning?",
    "Vad beräknas aktiviteterna kosta?",
)


def municipal_form(c: Content, v: int) -> Made:
    """A form filled in once for each area: numbered questions with answers below, or labels with answers beside."""
    y = c.year
    p = Paper(size=11, bullet="•" if v == 0 else "-", styled=v == 1, header=f"Planeringsformulär {y}", numbers=True)
    title = f"Ifyllda planeringsformulär {y}, {c.county}"
    p.h(title)
    p.p("Formuläret lämnas till länets samordnare senast den 1 februari. Ett formulär fylls i för varje område.")
    areas, also = [], []
    for t in c.topics:
        p.page()
        if v:
            _labelled(p, t, y)
        else:
            _asked(p, t)
        acts = timed(t) if v else untimed(t)
        areas.append(area(t, None, "bnlkiwc", acts=acts, cost_year=y if v else None))
        also.append(area(t, None, "bnlkiwc", acts=acts, cost_year=y))
    return Made(p, plan(title, c.county, areas), also=() if v else (plan(title, c.county, also),))


def _asked(p: Paper, t: Topic) -> None:
    answers = [[t.title], [t.background], [t.needs], t.longs, t.shorts, t.acts, t.who, t.inds, [t.cost[0]]]
    for n, (question, answer) in enumerate(zip(ASKED, answers, strict=True), 1):
        p.p(f"{n}. {question}", bold=True)
        if len(answer) > 1:
            p.li(*answer)
        else:
            p.p(answer[0])


def _labelled(p: Paper, t: Topic, y: int) -> None:
    p.h(f"Område: {t.title}", 2)
    p.label("Bakgrund:", t.background)
    p.label("Utvecklingsbehov:", t.needs)
    p.label(f"Långsiktigt mål (till och med {y + 4}):", " ".join(sentence(x) for x in t.longs))
    p.p(f"Kortsiktiga mål ({y}):", bold=True)
    p.li(*t.shorts)
    p.p("Aktiviteter med tidplan:", bold=True)
    p.li(*(f"{a} – {w.text}" for r in t.rows for _, a, w in each(r)))
    p.p("Indikatorer:", bold=True)
    p.li(*t.inds)
    p.label("Ansvarig funktion:", joined(t.who))
    p.label(f"Beräknad kostnad {y}:", t.cost[0])


FAMILY = {f.__name__: f for f in (goal_tree, question_catalogue, municipal_form)}
