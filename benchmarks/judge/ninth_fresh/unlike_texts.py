"""Unexpected layouts in running text: questions with answers, and clauses of an agreement."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.judge.fresh.content import Content, area
from benchmarks.judge.fresh.made import Made
from benchmarks.judge.fresh.paper import Cell, Paper
from benchmarks.judge.ninth_fresh.around import (
    Rows,
    either_level,
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
from benchmarks.judge.ninth_fresh.content import Theme, themes_of


def dialog(c: Content, v: int) -> Made:
    """Somebody asks and the county answers: one below the other, or side by side in a table without heads."""
    p = Paper(size=11, bullet="", numbers=True)
    title = f"Frågor och svar om {small(title_of(c, v))}"
    p.h(title)
    introduction(p, c, "Vad är det här?")
    areas: list[tuple[Theme, str]] = []
    for name, topics in c.groups:
        p.h(name, 2)
        for t in themes_of(topics):
            p.h(t.title, 3)
            cost = money(t, len(areas))
            areas.append((t, cost[1]))
            asked = _asked(p, t, cost[0])
            if v:
                rows: Rows = [[f"**{question}", answer] for question, answer in asked]
                p.table(*rows, widths=(5, 10), head=0)
            else:
                _below(p, asked)
    shown = {t.title: c_shown for t, c_shown in areas}
    truths = [area(t, number, "blkiw" + shown[t.title], acts=timed(t), group=name) for name, number, t in numbered(c)]
    return written(p, c, title, truths)


def _asked(p: Paper, t: Theme, cost: str) -> list[tuple[str, Cell]]:
    """Questions with their answers."""
    return [
        ("Hur ser det ut i dag?", t.background),
        ("Vad vill ni ha uppnått på lång sikt?", p.items(t.longs)),
        ("Och på kort sikt, inom ett år?", p.items(t.shorts)),
        ("Vad tänker ni göra, och när?", [p.item(f"{text} – {small(when.text)}") for _, text, when in t.steps()]),
        ("Vem ansvarar för att det blir gjort?", joined(t.who)),
        ("Hur mäter ni om det har lyckats?", p.items(t.inds)),
        ("Vad kostar det?", cost),
    ]


def _below(p: Paper, asked: list[tuple[str, Cell]]) -> None:
    for question, answer in asked:
        p.p(question, bold=True)
        if isinstance(answer, str):
            p.p(sentence(answer))
        else:
            p.li(*[x.lstrip("\x03") for x in answer])


def clauses(c: Content, v: int) -> Made:
    """An agreement between the region and the municipalities: a section per area, numbered clauses, lettered duties."""
    p = Paper(size=11, styled=v == 0, numbers=True, header="Överenskommelse")
    title = f"Överenskommelse om psykisk hälsa i {c.county} {c.year}–{c.year + 2}"
    p.h(title)
    p.h("§ 1 Parter", 2)
    p.p("Parter är regionen och samtliga kommuner i länet, nedan kallade parterna.")
    p.h("§ 2 Giltighet", 2)
    p.p(f"Överenskommelsen gäller från den 1 januari {c.year} till och med den 31 december {c.year + 2}.")
    areas = []
    for n, t in enumerate(themes_of(c.topics), 3):
        p.h(f"§ {n} {t.title}", 2)
        cost, c_shown = money(t, n)
        _clauses_of(p, t, n, v, cost)
        areas.append(area(t, str(n), "blkiw" + c_shown if v else "bkiw" + c_shown, acts=timed(t)))
    last = len(areas) + 3
    p.h(f"§ {last} Tvister", 2)
    p.p("Om parterna tolkar överenskommelsen olika ska frågan i första hand lösas genom samtal i arbetsutskottet.")
    p.h(f"§ {last + 1} Underskrifter", 2)
    p.p("Överenskommelsen är upprättad i två likalydande exemplar.")
    return written(p, c, title, areas) if v else either_level(p, c, title, areas)


def _clauses_of(p: Paper, t: Theme, n: int, v: int, cost: str) -> None:
    goals = [("Mål på lång sikt", t.longs), ("Mål på kort sikt", t.shorts)] if v else [("Mål", t.shorts)]
    p.p(f"{n}.1 Bakgrund. {t.background}")
    k = 2
    for name, texts in goals:
        p.p(f"{n}.{k} {name}. {' '.join(sentence(x) for x in texts)}")
        k += 1
    p.p(f"{n}.{k} Åtaganden. Parterna åtar sig att")
    ends = [","] * (len(t.acts) - 2) + [" samt", "."]
    for letter, (_, text, when), end in zip("abcdefgh", t.steps(), ends, strict=False):
        p.p(f"{letter}) {small(text)} ({small(when.text)}){end}")
    p.p(
        f"{n}.{k + 1} Ansvar. {joined(t.who)}.",
        f"{n}.{k + 2} Uppföljning. Följande mått används: {'; '.join(map(small, t.inds))}.",
        f"{n}.{k + 3} Kostnad. {cost}.",
    )


FAMILY: dict[str, Callable[[Content, int], Made]] = {"dialog": dialog, "clauses": clauses}
