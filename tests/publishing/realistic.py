"""Plans such as counties write them, for the way out and in again. All texts are made up."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from samplan.plans.shapes.exchange import (
    Activity,
    ActivityKind,
    Area,
    ChallengeQuestion,
    Cost,
    FocusArea,
    FollowUp,
    Fund,
    Goal,
    Horizon,
    Indicator,
    PlanFile,
    Proposal,
)

FOCUS = ("Förebyggande och främjande arbete", "Tillgängliga tidiga insatser", "Utsatta grupper")
TITLES = (
    "Suicidprevention",
    "Stöd i föräldraskapet",
    "Samsjuklighet",
    "Äldres psykiska hälsa",
    "Hälsofrämjande skola",
    "Boende med stöd",
)
LONG = ("Färre personer tar sitt liv.", "Alla barn i länet växer upp trygga.", "Den som är sjuk får vård i tid.")
SHORT = (
    "Alla kommuner har en beslutad plan.",
    "Minst 80 personer har gått kursen.",
    "Väntetiden är högst två veckor.",
    "En gemensam rutin används i hela länet.",
)
ACTIVITIES = (
    "Utbilda kursledare i alla kommuner",
    "Starta ett gemensamt telefonnummer för unga",
    "Ta fram en rutin för vårdens övergångar",
    "Anordna temadag om psykisk hälsa",
    "Skriva en överenskommelse om ansvar",
    "Bjuda in brukarnätverket till dialog",
    "Pröva digital behandling på två vårdcentraler",
)
INDICATORS = (
    "Antal kommuner med en beslutad plan",
    "Andel elever som har haft hälsosamtal",
    "Antal utbildade personer",
)
BODIES = ("Socialcheferna", "Psykiatrin", "Primärvården", "Folkhälsoenheten", "Brukarnätverket")
TEXTS = (
    "Läget skiljer sig mellan kommunerna. Många vet inte vart de ska vända sig.",
    "Fyra kommuner saknar rutin. Personalen efterfrågar stöd.",
    "Väntetiderna har ökat sedan förra året.",
)
QUESTIONS = ("Hur kan vi nå dem som inte söker hjälp?", "Hur kan vi ta tillvara brukarnas erfarenhet?")
PROPOSALS = ("Uppsökande samtal på biblioteket", "En gemensam webbplats", "Utbildning för chefer i omsorgen")
ASKED = ("Har kommunen en egen plan?", "Vilka utbildningar har ni hållit under året?")
TIMES: tuple[tuple[str, date | None, date | None, bool], ...] = (
    ("2025", date(2025, 1, 1), date(2025, 12, 31), False),
    ("2024 – 2026", date(2024, 1, 1), date(2026, 12, 31), False),
    ("Våren 2025", date(2025, 1, 1), date(2025, 6, 30), False),
    ("Ht 2026", date(2026, 7, 1), date(2026, 12, 31), False),
    ("2024 – och fortlöpande", date(2024, 1, 1), None, True),
    ("Oktober 2025", date(2025, 10, 1), date(2025, 10, 31), False),
)


def some(pool: tuple[str, ...], most: int, least: int = 0) -> st.SearchStrategy[list[str]]:
    """A few of the pool, each once."""
    return st.lists(st.sampled_from(pool), min_size=least, max_size=most, unique=True)


@st.composite
def activities(draw: st.DrawFn, kind: ActivityKind) -> list[Activity]:
    """Activities with times, or with years."""
    out = []
    for text in draw(some(ACTIVITIES, 4, 1)):
        written, start, end, ongoing = draw(st.sampled_from(TIMES))
        out.append(Activity(text=text, timeframe=written, start=start, end=end, ongoing=ongoing, kind=kind))
    return out


@st.composite
def areas(draw: st.DrawFn, number: str, title: str, focus: int, full: bool) -> Area:
    """An area with most of what an area can have; full: with all of it."""
    goals = [Goal(level=Horizon.LONG, text=text) for text in draw(some(LONG, 2, 1))]
    goals += [Goal(level=Horizon.SHORT, text=text) for text in draw(some(SHORT, 3, 1))]
    low = draw(st.integers(1, 900)) * 1000
    said = draw(st.permutations(TEXTS))
    questions = draw(some(QUESTIONS, 2, int(full)))
    return Area(
        number=number,
        title=title,
        group=f"{number.partition('.')[0]}. {FOCUS[focus - 1]}",
        focus_areas=[focus],
        identified_by=draw(st.sampled_from(BODIES)),
        identified_year=draw(st.integers(2018, 2025)),
        background=said[0],
        needs=said[1],
        goals=goals,
        activities=draw(activities(ActivityKind.PLANNED)),
        indicators=[Indicator(text=text) for text in draw(some(INDICATORS, 3, int(full)))],
        responsible=draw(some(BODIES, 3, int(full))),
        costs=draw(st.sampled_from([[]] * (not full) + [[Cost(year=2026, min=str(low), max=str(low + 50_000))]])),
        followups=draw(
            st.sampled_from([[]] * (not full) + [[FollowUp(year=2025, heading="Aktiviteter", text=said[2])]])
        ),
        challenge_questions=[
            ChallengeQuestion(text=text, proposals=[Proposal(text=PROPOSALS[n], actor=draw(st.sampled_from(BODIES)))])
            for n, text in enumerate(questions)
        ],
        followup_questions=draw(some(ASKED, 2, int(full))),
    )


@st.composite
def plans(draw: st.DrawFn, *, full: bool = False) -> PlanFile:
    """A plan of some areas under their focus areas; full: two or more, and each has all that an area can have."""
    titles = draw(st.permutations(TITLES))[: draw(st.integers(2 if full else 1, 4))]
    focus = sorted(draw(st.lists(st.integers(1, 3), min_size=len(titles), max_size=len(titles))))
    groups = sorted(set(focus))
    numbers = [f"{groups.index(f) + 1}.{focus[: n + 1].count(f)}" for n, f in enumerate(focus)]
    return PlanFile(
        title="Plan för psykisk hälsa i Exempellän 2024–2027",
        county_code="99",
        county="Exempellän",
        valid_from=date(2024, 1, 1),
        valid_to=date(2027, 12, 31),
        overall_goals=["Alla i Exempellän ska må bra och få stöd i tid."],
        focus_areas=[FocusArea(number=n, title=title) for n, title in enumerate(FOCUS, start=1)],
        areas=[draw(areas(number, title, f, full)) for number, title, f in zip(numbers, titles, focus, strict=True)],
        funds=[Fund(name="Suicidprevention", amount="5200000", year=2026)],
    )
