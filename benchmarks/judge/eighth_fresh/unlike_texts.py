"""Unlike layouts of text: questions with their answers, prose with bold lead-ins, and the decisions of a meeting."""

from __future__ import annotations

from benchmarks.judge.eighth_fresh.around import Rows, due, joined, sentence, small, steps_with_acts
from benchmarks.judge.eighth_fresh.content import Theme, themes_of
from benchmarks.judge.fresh.content import Content, act, area, timed
from benchmarks.judge.fresh.made import Made, plan
from benchmarks.judge.fresh.paper import Paper
from samplan.plans.shapes.exchange import Activity, Area


def asked_and_answered(c: Content, v: int) -> Made:
    """The same questions about each area, answered below in bold and plain, or in a table of two columns."""
    y = c.year
    p = Paper(size=11, bullet="-" if v else "", styled=True, header=c.county, numbers=True)
    title = f"Frågor och svar om länets arbete för psykisk hälsa {y}–{y + 1}"
    p.h(title)
    p.p("Texten riktar sig till förtroendevalda som vill veta vad som är på gång inom varje område.")
    areas = []
    for n, t in enumerate(themes_of(c.topics), 1):
        p.h(t.title if v else f"{n}. {t.title}", 2)
        answers = _answers(p, t, y)
        if v:
            rows: Rows = [["Fråga", "Svar"], *([f"**{q}", a if len(a) > 1 else a[0]] for q, a in answers)]
            p.table(*rows, widths=(4, 9))
        else:
            for q, a in answers:
                p.p(q, bold=True)
                for text in a:
                    p.li(text[1:]) if text.startswith("\x03") else p.p(text)
        acts = [act(a, t.steps[0].dues[0]) for a in t.acts]
        areas.append(area(t, None if v else str(n), "blwic", acts=acts, cost_year=y))
    return Made(p, plan(title, c.county, areas))


def _answers(p: Paper, t: Theme, y: int) -> list[tuple[str, list[str]]]:
    return [
        ("Hur ser det ut i dag?", [t.background]),
        ("Vad vill vi ha uppnått om fem år?", [sentence(x) for x in t.longs]),
        ("Vad ska vi göra?", [p.item(a) for a in t.acts]),
        ("När ska det vara klart?", [f"Senast {t.steps[0].dues[0].text}."]),
        ("Vem håller i arbetet?", [f"{joined(t.who, ' och ')}."]),
        ("Vad får det kosta?", [f"{t.cost[0]} under {y}."]),
        ("Hur märker vi att det har blivit bättre?", [p.item(i) for i in t.inds]),
    ]


def bold_leads(c: Content, v: int) -> Made:
    """Prose without tables; bold words at the beginning of a paragraph tell what it is about."""
    y = c.year
    p = Paper(size=11, styled=v == 0, footer=f"Inriktning {y}–{y + 1}, {c.county}", numbers=True)
    title = f"Inriktning för arbetet med psykisk hälsa i {c.county} {y}–{y + 1}"
    p.h(title)
    p.p("Länsrådet har enats om följande. Texten är kort med avsikt, så att den kan läsas av alla som berörs.")
    areas, also = [], []
    for n, t in enumerate(themes_of(c.topics), 1):
        p.h(f"{n}. {t.title}" if v else t.title, 2)
        p.label("Så är det nu.", t.background)
        p.label("Dit vill vi på lång sikt.", " ".join(sentence(x) for x in t.longs))
        if v:
            whole = _by_body(t)
            p.label("Vägen dit.", " ".join(a.text for a in whole))
        else:
            whole = []
            p.label("Närmaste stegen.", " ".join(f"{a} ({small(s.times[k].text)})." for s, k, a in steps_with_acts(t)))
            p.label("Vi som gör det.", f"{joined(t.who, ' och ')}.")
        p.label("Det här mäter vi.", " ".join(sentence(i) for i in t.inds))
        one = area(t, str(n) if v else None, "blwi", acts=timed(t))
        areas.append(one)
        also.append(one.model_copy(update={"activities": whole}))
    return Made(p, plan(title, c.county, areas), also=(plan(title, c.county, also),) if v else ())


def _by_body(t: Theme) -> list[Activity]:
    """Sentences that say who does what; the whole sentence may stand for the activity."""
    out = []
    for s, k, a in steps_with_acts(t):
        text = f"{joined(s.who, ' och ')} ska {small(a)} ({small(s.times[k].text)})."
        one = act(a, s.times[k])
        out.append(one.model_copy(update={"text": text}))
    return out


def meeting_decisions(c: Content, v: int) -> Made:
    """Extracts of minutes: an item for each area, and what was decided as clauses, or as decisions with numbers."""
    y = c.year
    p = Paper(
        size=11, bullet="" if v else "–", styled=v == 1, header=f"Protokollsutdrag {y - 1}-11-2{y % 8}", footer=c.county
    )
    title = f"Beslut om länsgemensamma insatser för psykisk hälsa {y}–{y + 1}"
    p.h(title)
    p.label("Organ:", f"Samverkansrådet i {c.county}")
    p.label("Närvarande:", "ledamöter och ersättare enligt särskild förteckning")
    areas: list[Area] = []
    p.h("§ 40 Mötet öppnas", 2)
    p.p("Ordföranden öppnar mötet. Dagordningen godkänns.")
    for n, t in enumerate(themes_of(c.topics), 1):
        p.h(f"§ {n + 40} {t.title}", 2)
        p.label("Bakgrund:" if v else "Ärendet:", t.background)
        p.label("Långsiktigt mål:", " ".join(sentence(x) for x in t.longs))
        _numbered(p, t, n) if v else _clauses(p, t)
        areas.append(area(t, str(n + 40), "blwi", acts=due(t)))
    p.h(f"§ {len(areas) + 41} Mötet avslutas", 2)
    p.p("Ordföranden tackar ledamöterna. Protokollet justeras enligt rådets ordning.")
    return Made(p, plan(title, c.county, areas))


def _clauses(p: Paper, t: Theme) -> None:
    p.p("Samverkansrådet beslutar", bold=True)
    p.li(*(f"att {small(a)}, senast {s.dues[k].text}" for s, k, a in steps_with_acts(t)))
    p.label("Verkställs av:", f"{joined(t.who, ' och ')}.")
    p.label("Redovisas med:", " ".join(sentence(i) for i in t.inds))


def _numbered(p: Paper, t: Theme, n: int) -> None:
    for m, (s, k, a) in enumerate(steps_with_acts(t), 1):
        p.label(
            f"Beslut {n}.{m}",
            f"{a}. Uppdraget går till {joined(s.who, ' och ')} och ska vara klart senast {s.dues[k].text}.",
        )
    p.p("Indikatorer för uppföljning:")
    p.li(*t.inds)


FAMILY = {f.__name__: f for f in (asked_and_answered, bold_leads, meeting_decisions)}
