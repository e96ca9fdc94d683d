"""Sundmark (made up): development-area sheets, label left and content right, three year columns, L: and K: goals."""

from benchmarks.judge.handmade.paper import Paper
from benchmarks.judge.handmade.truths import Made, act, area, ind, plan
from samplan.plans.shapes.exchange import FollowUp, PlanFile


def make() -> Made:
    p = Paper(font="Arial", size=10, footer="Länsplan psykisk hälsa Sundmark 2021", numbers=True)
    p.title("Psykisk hälsa i Sundmark", "Analys och handlingsplan 2021")
    p.p("Dokumentet redovisar läget inom tre utvecklingsområden. Varje område beskrivs på ett eget blad.")
    p.page()
    _elders(p)
    p.page()
    _sip(p)
    p.page()
    _work(p)
    p.page()
    p.h("Så arbetade vi fram planen")
    p.p("Arbetet leddes av en grupp med sex deltagare. Bladen skickades ut till chefer och föreningar för synpunkter.")
    truth = _truth()
    return Made("sundmark", truth, p, also=(_attained_as_followup(truth),))


ATTAINED = (
    "Delvis uppfyllt. Utbildningen har kommit igång men inte nått alla.",
    "Ej uppnått.",
    "Uppnått i den del som gäller metodstöd.",
)


def _attained_as_followup(truth: PlanFile) -> PlanFile:
    """The words on attainment may stand as a follow-up too, where they say more than the status does."""
    areas = [
        a.model_copy(
            update={
                "followups": [
                    FollowUp(text=t, heading="Måluppfyllelse") for t in (ATTAINED[0], ATTAINED[2]) if t == mine
                ]
            }
        )
        for a, mine in zip(truth.areas, ATTAINED, strict=True)
    ]
    return truth.model_copy(update={"areas": areas})


def _sheet(p: Paper, *rows: tuple[object, object, object, object]) -> None:
    """A sheet of four columns, in which most rows run over the three to the right."""
    wide = [(r, 1, r, 3) for r, row in enumerate(rows) if row[2] is None]
    cells = [[c if c is not None else "" for c in row] for row in rows]
    p.table(*cells, widths=(4, 4.5, 4.5, 4.5), merge=wide, header=0)  # type: ignore[arg-type]


def _row(label: str, content: object) -> tuple[object, object, object, object]:
    return f"**{label}", content, None, None


def _elders(p: Paper) -> None:
    p.h("Utvecklingsområde 1: Äldres psykiska hälsa", 2)
    _sheet(
        p,
        _row(
            "Nuläge",
            [
                "Ensamhet är vanligt bland personer över 80 år och få söker hjälp i tid.",
                "Hemtjänstens personal frågar sällan om nedstämdhet.",
            ],
        ),
        _row("Måluppfyllelse", "Delvis uppfyllt. Utbildningen har kommit igång men inte nått alla."),
        _row("Utvecklingsbehov", "Personal som möter äldre behöver mer kunskap om tecken på depression."),
        _row(
            "Mål",
            [
                "L: Äldre i Sundmark får hjälp för depression i samma grad som yngre",
                "K: Hälften av hemtjänstens personal har gått grundutbildningen",
            ],
        ),
        ("**Aktiviteter", "**Planerat 2021", "**Genomfört 2020", "**Planerat 2022"),
        (
            "",
            ["• Grundutbildning i tre omgångar", "• Samtalsgrupper på två träffpunkter"],
            ["• Utbildning av sex instruktörer"],
            ["• Fortsättningskurs för instruktörer"],
        ),
        _row("Ansvarig", "Kommunernas äldreomsorg och Regionens primärvård"),
        _row("Fokusområde", "1, 4"),
        _row(
            "Indikatorer",
            ["• Antal personer som gått utbildningen", "• Har alla kommuner en instruktör? (ja/nej)"],
        ),
        _row("Kostnad 2022", "200 000–300 000 kr"),
    )


def _sip(p: Paper) -> None:
    p.h("Utvecklingsområde 2: Samordnad individuell plan", 2)
    _sheet(
        p,
        _row("Nuläge", "Antalet planer ökar men brukare upplever att mötena sällan leder till något."),
        _row("Måluppfyllelse", "Ej uppnått."),
        _row("Utvecklingsbehov", "Det saknas en gemensam bild av vad en bra plan är."),
        _row(
            "Mål",
            [
                "L: Alla som behöver en samordnad plan har en plan som följs upp",
                "K: En gemensam rutin är beslutad",
                "K: Brukare lämnar synpunkter efter varje möte",
            ],
        ),
        ("**Aktiviteter", "**Planerat 2021", "**Genomfört 2020", "**Planerat 2022"),
        (
            "",
            ["• Ta fram en länsgemensam rutin", "• Utbilda mötesledare"],
            ["• Enkät till brukare", "• Dialogdag med chefer"],
            ["• Pröva en kort enkät efter mötet"],
        ),
        _row("Ansvarig", ["Länets samordnare", "Brukarrådet"]),
        _row("Fokusområde", "3"),
        _row("Indikatorer", ["• Antal upprättade planer per kommun", "• Andel planer som följts upp inom sex månader"]),
        _row("Kostnad 2022", "50 000–80 000 kr"),
    )


def _work(p: Paper) -> None:
    p.h("Utvecklingsområde 3: Vägar till arbete", 2)
    _sheet(
        p,
        _row("Nuläge", "Tre av åtta kommuner erbjuder individanpassat stöd till arbete."),
        _row("Måluppfyllelse", "Uppnått i den del som gäller metodstöd."),
        _row("Utvecklingsbehov", "Fler arbetsgivare behöver ta emot personer med psykisk funktionsnedsättning."),
        _row("Mål", ["L: Fler personer med psykisk funktionsnedsättning har ett arbete"]),
        ("**Aktiviteter", "**Planerat 2021", "**Genomfört 2020", "**Planerat 2022"),
        ("", ["• Metodträffar för arbetscoacher"], ["• Studiebesök i grannlänet"], ["• Frukostmöten med arbetsgivare"]),
        _row("Ansvarig", "Samordningsförbundet Sundmark"),
        _row("Fokusområde", "4, 5"),
        _row("Indikatorer", "• Antal deltagare som fått anställning"),
        _row("Kostnad 2022", "120 000 kr"),
    )


def _truth() -> PlanFile:
    return plan(
        area(
            "Äldres psykiska hälsa",
            "1",
            focus_areas=[1, 4],
            background="Ensamhet är vanligt bland personer över 80 år och få söker hjälp i tid. Hemtjänstens personal "
            "frågar sällan om nedstämdhet.",
            needs="Personal som möter äldre behöver mer kunskap om tecken på depression.",
            goal_status="partly",
            long=["Äldre i Sundmark får hjälp för depression i samma grad som yngre"],
            short=["Hälften av hemtjänstens personal har gått grundutbildningen"],
            acts=[
                act("Grundutbildning i tre omgångar", of=2021),
                act("Samtalsgrupper på två träffpunkter", of=2021),
                act("Utbildning av sex instruktörer", of=2020, done=True),
                act("Fortsättningskurs för instruktörer", of=2022),
            ],
            inds=[
                ind("Antal personer som gått utbildningen", "count"),
                ind("Har alla kommuner en instruktör? (ja/nej)", "yes_no"),
            ],
            who=["Kommunernas äldreomsorg", "Regionens primärvård"],
            costs=[(2022, 200000, 300000)],
        ),
        area(
            "Samordnad individuell plan",
            "2",
            focus_areas=[3],
            background="Antalet planer ökar men brukare upplever att mötena sällan leder till något.",
            needs="Det saknas en gemensam bild av vad en bra plan är.",
            goal_status="not_achieved",
            long=["Alla som behöver en samordnad plan har en plan som följs upp"],
            short=["En gemensam rutin är beslutad", "Brukare lämnar synpunkter efter varje möte"],
            acts=[
                act("Ta fram en länsgemensam rutin", of=2021),
                act("Utbilda mötesledare", of=2021),
                act("Enkät till brukare", of=2020, done=True),
                act("Dialogdag med chefer", of=2020, done=True),
                act("Pröva en kort enkät efter mötet", of=2022),
            ],
            inds=[
                ind("Antal upprättade planer per kommun", "count"),
                ind("Andel planer som följts upp inom sex månader", "share"),
            ],
            who=["Länets samordnare", "Brukarrådet"],
            costs=[(2022, 50000, 80000)],
        ),
        area(
            "Vägar till arbete",
            "3",
            focus_areas=[4, 5],
            background="Tre av åtta kommuner erbjuder individanpassat stöd till arbete.",
            needs="Fler arbetsgivare behöver ta emot personer med psykisk funktionsnedsättning.",
            goal_status="achieved",
            long=["Fler personer med psykisk funktionsnedsättning har ett arbete"],
            acts=[
                act("Metodträffar för arbetscoacher", of=2021),
                act("Studiebesök i grannlänet", of=2020, done=True),
                act("Frukostmöten med arbetsgivare", of=2022),
            ],
            inds=[ind("Antal deltagare som fått anställning", "count")],
            who=["Samordningsförbundet Sundmark"],
            costs=[(2022, 120000, 120000)],
        ),
    )
