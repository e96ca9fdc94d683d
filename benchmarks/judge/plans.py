"""Draws known plans from a seed, in all four ways of planning.

A `Sketch` is what a layout lays out; `truth.to_plan` makes of it the plan file that a faultless reader finds.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from benchmarks.judge import stock, times
from samplan.plans.shapes.exchange import (
    Cost,
    FollowUp,
    Fund,
    GoalStatus,
    Indicator,
    IndicatorKind,
    Proposal,
)


@dataclass(frozen=True, slots=True)
class Act:
    """An activity with its time; explains is a sentence that stays with it."""

    text: str
    time: times.Form | None = None
    explains: str = ""

    @property
    def whole(self) -> str:
        return f"{self.text} {self.explains}".strip()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a goal table: short goals, the activities of one time, their indicators and bodies."""

    short: tuple[str, ...] = ()
    acts: tuple[Act, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    responsible: tuple[str, ...] = ()
    comment: str = ""


@dataclass(frozen=True, slots=True)
class CostNote:
    """A cost as written, and what it is."""

    text: str
    cost: Cost


@dataclass(frozen=True, slots=True)
class Question:
    """A challenge question, its proposals, and the other wording that an annex gives it."""

    text: str
    annex: str
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True)
class AreaSketch:
    """One development area."""

    number: str
    title: str
    group: int = 0
    focus: tuple[int, ...] = ()
    identified_by: str = ""
    identified_year: int | None = None
    background: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    longs: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    responsible: tuple[str, ...] = ()
    costs: tuple[CostNote, ...] = ()
    followups: tuple[FollowUp, ...] = ()
    status: tuple[GoalStatus, str] | None = None
    reported: tuple[Act, ...] = ()
    following: tuple[Act, ...] = ()
    questions: tuple[Question, ...] = ()
    fquestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sketch:
    """A known plan."""

    county: str
    code: str
    title: str
    year: int
    until: int
    focus: tuple[str, ...]
    groups: tuple[str, ...]
    areas: tuple[AreaSketch, ...]
    funds: tuple[Fund, ...] = ()
    overall: str = ""
    perspectives: tuple[str, ...] = field(default=())


class _Writer:
    """Draws sentences of one area, never two that are nearly the same."""

    def __init__(self, theme: stock.Theme, year: int, rng: random.Random) -> None:
        self.theme, self.year, self.rng = theme, year, rng
        self.used: list[set[str]] = []

    def one(self, kind: str) -> str:
        """A sentence unlike every sentence drawn before (or the last of many tries)."""
        text = ""
        for _ in range(25):
            text = stock.sentence(kind, self.theme, self.rng)
            words = set(text.lower().split())
            if all(len(words & old) < 0.6 * len(words | old) for old in self.used):
                self.used.append(words)
                return text
        return ""

    def some(self, kind: str, low: int, high: int) -> tuple[str, ...]:
        drawn = (self.one(kind) for _ in range(self.rng.randint(low, high)))
        return tuple(text for text in drawn if text)

    def time(self) -> times.Form | None:
        return times.draw(self.year, self.rng) if self.rng.random() < 0.88 else None

    def bodies(self, low: int, high: int) -> tuple[str, ...]:
        return tuple(self.rng.sample(stock.BODIES, self.rng.randint(low, high)))

    def act(self, kind: str = "activity", time: times.Form | None = None) -> Act:
        text = self.one(kind)
        explained = kind == "activity" and text.endswith(".") and self.rng.random() < 0.12
        explains = stock.sentence("explains", self.theme, self.rng) if explained else ""
        return Act(text, time, explains)

    def acts(self, low: int, high: int, kind: str = "activity", time: times.Form | None = None) -> tuple[Act, ...]:
        drawn = (self.act(kind, time) for _ in range(self.rng.randint(low, high)))
        return tuple(a for a in drawn if a.text)

    def indicator(self) -> Indicator:
        """An indicator whose wording tells its kind."""
        rng, theme = self.rng, self.theme
        staff, product, source = (rng.choice(stock.LISTS[k]) for k in ("staff", "product", "source"))
        target, topic = theme.target, theme.topic
        number = rng.randint(1, 58)
        kpi = f"N{rng.randint(10000, 99999)}"
        made: Callable[[], Indicator] = rng.choice(
            [
                lambda: Indicator(text=f"Antal {staff} som utbildats i {topic}", kind=IndicatorKind.COUNT),
                lambda: Indicator(text=f"Antal träffar med {target}", kind=IndicatorKind.COUNT),
                lambda: Indicator(text=f"Antal kommuner som infört {product}", kind=IndicatorKind.COUNT),
                lambda: Indicator(text=f"Andel {target} som är nöjda med stödet", kind=IndicatorKind.SHARE),
                lambda: Indicator(text=f"Andel {staff} med utbildning i {topic}", kind=IndicatorKind.SHARE),
                lambda: Indicator(text=f"Har {product} tagits fram? Ja/Nej", kind=IndicatorKind.YES_NO),
                lambda: Indicator(text=f"Ja/nej: finns {product} om {topic}", kind=IndicatorKind.YES_NO),
                lambda: Indicator(
                    text=f"SKL:s nyckelindikator nr {number}", kind=IndicatorKind.REGISTER, reference=str(number)
                ),
                lambda: Indicator(text=f"Kolada {kpi}", kind=IndicatorKind.REGISTER, reference=kpi, source="Kolada"),
                lambda: Indicator(
                    text=f"Öppna jämförelser: {topic}", kind=IndicatorKind.REGISTER, source="Öppna jämförelser"
                ),
                lambda: Indicator(text=f"Färdig handledning om {topic} för {staff}", kind=IndicatorKind.OTHER),
                lambda: Indicator(text=f"Resultat i {source} för {target}", kind=IndicatorKind.OTHER),
                lambda: Indicator(text=f"Ca {rng.randint(2, 40) * 5}??? {staff} per år", kind=IndicatorKind.COUNT),
            ]
        )
        return made()

    def indicators(self, low: int, high: int) -> tuple[Indicator, ...]:
        drawn: dict[str, Indicator] = {}
        for _ in range(self.rng.randint(low, high)):
            one = self.indicator()
            words = set(one.text.lower().split())
            if all(len(words & old) < 0.6 * len(words | old) for old in self.used):
                self.used.append(words)
                drawn[one.text] = one
        return tuple(drawn.values())

    def row(self) -> Row:
        time = self.time()
        return Row(
            short=self.some("short", 0, 2) if self.rng.random() < 0.3 else self.some("short", 1, 1),
            acts=self.acts(1, 1, time=time) if self.rng.random() < 0.6 else self.acts(1, 4, time=time),
            indicators=self.indicators(0, 2),
            responsible=self.bodies(0, 3),
            comment=self.one("comment") if self.rng.random() < 0.3 else "",
        )

    def cost(self, year: int) -> CostNote:
        """A cost estimate for a year, single or as a range, in one of the usual ways of writing."""
        low = self.rng.randint(2, 60) * 10_000
        high = low + self.rng.choice([0, 0, 20_000, 50_000, 100_000])
        a, b = (f"{n:,}".replace(",", " ") for n in (low, high))
        dash = self.rng.choice(["-", "–", " – "])
        text = f"{a} kr" if low == high else f"{a}{dash}{b} kr"
        written_year = self.rng.random() < 0.6
        text = self.rng.choice([f"{year}: {text}", f"{text} ({year})", f"År {year}: {text}"]) if written_year else text
        return CostNote(text, Cost(year=year if written_year else None, min=str(low), max=str(high)))

    def followups(self, years: Iterable[int]) -> tuple[FollowUp, ...]:
        out: list[FollowUp] = []
        for year in years:
            headings: list[str | None] = [None]
            if self.rng.random() < 0.35:
                headings = ["Aktiviteter", "Indikatorer", "Kommentar"][: self.rng.randint(2, 3)]
            for heading in headings:
                text = " ".join(self.some("followup", 1, 2))
                if text:
                    out.append(FollowUp(year=year, heading=heading, text=text))
        return tuple(out)

    def status(self) -> tuple[GoalStatus, str]:
        return self.rng.choice(
            [
                (GoalStatus.ACHIEVED, "Målet är uppnått"),
                (GoalStatus.ACHIEVED, "Uppnått"),
                (GoalStatus.PARTLY, "Delvis uppfyllt"),
                (GoalStatus.PARTLY, "Målet är delvis uppnått"),
                (GoalStatus.NOT_ACHIEVED, "Ej uppnått"),
                (GoalStatus.NOT_ACHIEVED, "Målet har inte uppnåtts"),
                (GoalStatus.NOT_STARTED, "Ej påbörjat"),
                (GoalStatus.ONGOING, "Pågår"),
            ]
        )

    def question(self) -> Question | None:
        """A challenge question; the annex sometimes words it a little otherwise."""
        text = self.one("question")
        if not text:
            return None
        annex = text
        if self.rng.random() < 0.35:
            annex = text.replace("Hur kan", "Hur kan det göras så att", 1) if self.rng.random() < 0.3 else text
            annex = annex.replace("?", " framöver?") if annex == text else annex
        drawn = self.some("proposal", 0, 4)
        proposals = [
            Proposal(text=t, actor=self.rng.choice(stock.BODIES) if self.rng.random() < 0.5 else None) for t in drawn
        ]
        return Question(text, annex, tuple(proposals))


def _table_area(area: AreaSketch, w: _Writer) -> AreaSketch:
    rng = w.rng
    known = rng.random() < 0.7
    return replace(
        area,
        identified_by=rng.choice(stock.IDENTIFIERS) if known else "",
        identified_year=w.year - rng.randint(1, 2) if known and rng.random() < 0.5 else None,
        background=w.some("background", 0, 3),
        longs=w.some("long", 1, 2) if rng.random() < 0.3 else w.some("long", 1, 1),
        rows=tuple(w.row() for _ in range(rng.randint(1, 4))),
        costs=(w.cost(w.year),) if rng.random() < 0.4 else (),
        followups=w.followups([w.year] if rng.random() < 0.6 else [w.year, w.year + 1]),
        responsible=w.bodies(1, 3),
    )


def _sheet_area(area: AreaSketch, w: _Writer) -> AreaSketch:
    rng = w.rng
    return replace(
        area,
        background=w.some("background", 1, 3),
        needs=w.some("needs", 1, 2),
        longs=w.some("long", 1, 2),
        rows=(Row(short=w.some("short", 1, 3), acts=w.acts(1, 4), indicators=w.indicators(0, 3)),),
        reported=w.acts(1, 3, "reported"),
        following=w.acts(1, 4),
        responsible=w.bodies(1, 4),
        costs=tuple(w.cost(w.year + 1 + n) for n in range(rng.choice([0, 1, 1, 2]))),
        status=w.status() if rng.random() < 0.7 else None,
        followups=w.followups([w.year]) if rng.random() < 0.4 else (),
    )


def _framework_area(area: AreaSketch, w: _Writer) -> AreaSketch:
    questions = [w.question() for _ in range(w.rng.randint(1, 4))]
    return replace(
        area,
        background=w.some("background", 1, 2),
        questions=tuple(q for q in questions if q),
        fquestions=w.some("fquestion", 1, 2),
    )


def _portfolio_area(area: AreaSketch, w: _Writer) -> AreaSketch:
    rows = []
    for _ in range(w.rng.randint(1, 4)):
        time = w.time()
        rows.append(Row(acts=w.acts(1, 1, time=time), responsible=w.bodies(0, 2)))
    return replace(
        area,
        background=w.some("background", 1, 2),
        rows=tuple(rows),
        costs=(w.cost(w.year),) if w.rng.random() < 0.4 else (),
        responsible=w.bodies(1, 2),
    )


WAYS: dict[str, Callable[[AreaSketch, _Writer], AreaSketch]] = {
    "table": _table_area,
    "sheet": _sheet_area,
    "framework": _framework_area,
    "portfolio": _portfolio_area,
}


def draw(way: str, seed: int, areas: int | None = None) -> Sketch:
    """A known plan in one of WAYS. The same seed gives the same plan. areas: how many (3 to 8 if None)."""
    rng = random.Random(f"{way}/{seed}")
    county, code = rng.choice(stock.PLACES)
    year = rng.randint(2017, 2026)
    until = year + rng.choice([1, 2, 3])
    count = areas or rng.randint(3, 8)
    themes = [t for _ in range(-(-count // len(stock.THEMES))) for t in rng.sample(stock.THEMES, len(stock.THEMES))][
        :count
    ]
    groups = tuple(rng.sample(stock.GROUPS, min(rng.randint(2, 4), count)))
    placed = sorted(rng.randrange(len(groups)) for _ in range(count))
    out: list[AreaSketch] = []
    for theme, group in zip(themes, placed, strict=True):
        nth = sum(a.group == group for a in out) + 1
        focus = (group + 1,) if rng.random() < 0.75 else (group + 1, (group + 1) % 5 + 1)
        bare = AreaSketch(number=f"{group + 1}.{nth}", title=theme.title, group=group, focus=tuple(sorted(focus)))
        out.append(WAYS[way](bare, _Writer(theme, year, rng)))
    return Sketch(
        county=county,
        code=code,
        title=rng.choice(
            [
                f"Länsgemensam handlingsplan psykisk hälsa {year}–{until}",
                f"Handlingsplan för psykisk hälsa och suicidprevention i {county} {year}–{until}",
                f"Analys och handlingsplan psykisk hälsa {year}",
            ]
        ),
        year=year,
        until=until,
        focus=stock.FOCUS,
        groups=groups,
        areas=tuple(out),
        funds=_funds(year, rng) if way == "portfolio" else (),
        overall=rng.choice(
            ["En god psykisk hälsa för alla i länet.", "Alla invånare har möjlighet till god psykisk hälsa."]
        ),
        perspectives=("Jämställdhet", "Barnperspektivet", "Tillgänglighet", "Mångfald"),
    )


def _funds(year: int, rng: random.Random) -> tuple[Fund, ...]:
    names = rng.sample(
        ["Samsjuklighet", "Brukarmedverkan", "Suicidprevention", "Ungdomsmottagningar", "Kompetensutveckling"], 4
    )
    amounts = [rng.choice([rng.randint(300_000, 9_000_000), rng.randint(3, 90) * 100_000]) for _ in names]
    return tuple(Fund(name=n, amount=str(a), year=year) for n, a in zip(names, amounts, strict=True))
